# Which words could a rule look for, too? Eight interviews in two languages, and codes with a few words each.
< book.yaml
codebook: small
languages: [en, zh]
where: role != interviewer
codes:
  place:
    name: {en: Place, zh: 场地}
    rules: [hall, court*, pitch, park, 场地, 公园, 球馆]
  paper:
    name: {en: Paper and stamp, zh: 手续}
    rules: [regist*, stamp, office, 登记, 民政, 章]
  law:
    rules: [statute]
<
$ gloss run $ROOT/corpora/training --codebook book.yaml -o out --quiet > /dev/null

$ cd out && gloss suggest terms paper --limit 4
Terms for paper
21 passages in 8 sources, coded by rule: nobody has decided on them yet
against 336 other passages

Kind      Log ratio At least     G2 logDice Cosine Hits Passages In code Missed Adds Line to paste
───────── ───────── ──────── ────── ─────── ────── ──── ──────── ─────── ────── ──── ──────────────
mark          6.553    2.471 16.019       -      -    3        2       2      0    0 - '先看'
mark          5.330    2.409 16.501       -      -    5        4       3      0    1 - 'department'
mark          4.968    1.692 11.663       -      -    4        3       2      0    1 - '体育局'
mark          3.745    1.627 13.559       -      -   10        7       3      0    4 - 'says'
form              -        -      -       -      -    2        2       0      0    2 - 'officer'
form              -        -      -       -      -    2        2       0      0    2 - 'officers'
form              -        -      -       -      -    1        1       0      0    1 - 'stamping'
collocate         -        - 16.573   9.093      -   24       19       2      0   17 - '没有'

Kind: mark = more often in the code's passages (log-likelihood G2, four cells, at least 10.83; by
  what the log ratio surely is at least, Evert's LRC at 95 %); form = of the family of the rules'
  words; neighbour = used like them (PPMI, five words to each side); collocate = near them (by
  logDice).
Hits and passages: outside the words the rules look for already. In code: passages of the code;
  missed: of these, those in which none of its rules hits. Adds: passages that do not carry the
  code; read some before pasting.

$ cd out && gloss suggest terms place --limit 2 --format csv
kind,term,log_ratio,at_least,g2,log_dice,cosine,hits,passages,in_code,missed,adds,rule
mark,上头,4.557890754471334,1.9077742094346435,13.832909919060274,,,6,4,2,0,2,上头
form,parks,,,,,,5,4,0,0,4,parks
form,parking,,,,,,2,1,0,0,1,parking

$ cd out && gloss suggest terms paper --against place --limit 1 --format json
{
  "schema": 1,
  "code": "paper",
  "against": "place",
  "passages": 21,
  "sources": 8,
  "others": 20,
  "decided": false,
  "rows": [
    {"kind": "form", "term": "officer", "log_ratio": null, "at_least": null, "g2": null, "log_dice": null, "cosine": null, "hits": 2, "passages": 2, "in_code": 0, "missed": 0, "adds": 2, "rule": "officer"},
    {"kind": "collocate", "term": "没有", "log_ratio": null, "at_least": null, "g2": 16.573436540021646, "log_dice": 9.09310940439148, "cosine": null, "hits": 24, "passages": 19, "in_code": 2, "missed": 0, "adds": 17, "rule": "没有"}
  ]
}

$ cd out && gloss suggest terms law --format csv
kind,term,log_ratio,at_least,g2,log_dice,cosine,hits,passages,in_code,missed,adds,rule
= 1

$ cd out && gloss suggest terms papers
gloss: papers: is no code of the codebook; try: paper
= 66
