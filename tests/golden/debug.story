# The stages between a text and a hit.
< texts/one.txt
Interviewer: Is there money?

P1: Don't ask: the funds are cut, 经费不足。
<
< book.yaml
codebook: small
languages: [en, zh]
where: role != interviewer
lists:
  money: [money, fund*, 经费]
codes:
  money:
    rules:
      - '$money'
      - '$money near/4 (cut or "not enough") where kind = interview'
<
$ gloss new study.gloss && gloss add texts --quiet > /dev/null && gloss codebook use book.yaml --quiet
gloss: made study.gloss; next: gloss add FILES -p study.gloss

$ gloss debug tokens one:2
Passage  Position  Start  End  Text   Word   Flags
───────  ────────  ─────  ───  ─────  ─────  ─────────────────────────
      2         3     34   39  Don't  don't  passage, sentence
      2         4     40   43  ask    ask    break after
      2         5     45   48  the    the    break before, stop before
      2         6     49   54  funds  funds
      2         7     55   58  are    are
      2         8     59   62  cut    cut    break after
      2         9     64   65  经     经     character, break before
      2        10     65   66  费     费     character
      2        11     66   67  不     不     character
      2        12     67   68  足     足     character, break after

$ gloss debug tokens one.txt --format csv | head -3
passage,position,start,end,text,word,flags
1,0,13,15,Is,is,"passage, sentence"
1,1,16,21,there,there,

$ gloss debug rule money/2
rule 2 of money (book.yaml:10:10)
  as written:    $money near/4 (cut or "not enough") where kind = interview
  as understood: $money near/4 (cut or "not enough") where kind = interview
  condition:     role != interviewer
  found by:      scan, then its nodes in the sources that have a word of it

Parts

Part                    Unit     Spans  Sources
──────────────────────  ───────  ─────  ───────
where kind = interview  passage      2        1
  near/4                passage      2        1
    $money              passage      3        1
    or                  passage      1        1
      cut               passage      1        1
      "not enough"      passage      0        0

Word sets

Set  Words  First of them
───  ─────  ─────────────
  2      1  经
  3      1  费
  4      2  money, funds
  5      1  cut
  6      0
  7      0

Nodes

Node  What
────  ───────────────────────────────────────────
   2  phrase {2 3} of sets, at most 2 positions
   3  word of set 4
   5  list in passage (#2, #3)
   6  word of set 5
   7  phrase {6} {7} of sets, at most 2 positions
   8  or in passage (#6, #7)
   9  near/4 in passage (#5, #8)

2 spans of the rule, 2 where its conditions hold; in 2 hits of the code

$ gloss debug rule money/1 --source one | grep -A9 'found by'
  found by:      scan, then its nodes in the sources that have a word of it

Parts

Part    Unit     Spans  Sources
──────  ───────  ─────  ───────
$money  passage      3        1

Word sets

$ gloss debug query 'fund* cut where role = interviewee'
query
  as written:    fund* cut where role = interviewee
  as understood: fund* and cut where role = interviewee
  found by:      postings of its words; a passage alone decides

Parts

Part                      Unit     Spans  Sources
────────────────────────  ───────  ─────  ───────
where role = interviewee  passage      1        1
  and                     passage      1        1
    fund*                 passage      1        1
    cut                   passage      1        1

Word sets

Set  Words  First of them
───  ─────  ─────────────
  0      1  funds
  1      1  cut

Nodes

Node  What
────  ────────────────────────────────────────────
   0  word of set 0
   1  word of set 1
   2  and in passage (#0, #1); its spans are units

1 span of the rule, 1 where its conditions hold; in 1 hit of the code

$ gloss debug query '"[0-2] cut"' | grep 'found by'
  found by:      scan of the texts, since a phrase of it can begin with any word; a passage alone decides

$ gloss debug rule money/7
gloss: money/7: 'money' has rules 1-2; try: money/1
= 64

$ gloss debug rule money
gloss: money: is not a rule; try: CODE/N, e.g. dilemma/money/2
= 64
