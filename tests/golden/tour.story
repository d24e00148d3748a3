# The main job on two short interviews in two languages, and why a passage was coded.
< interviews/01-organiser.txt
Interviewer: How do you pay for the lights?

P1: Out of our own pockets. There is no money from the district, there never was.

Interviewer: Mm-hm.

P1: And without money we cannot show anything, so they do not trust us.
<
< interviews/02-official.txt
问：您怎么看这些跑团？

答：经费肯定是不够的。不过说实话，我们也不太信任没有登记的团队。

问：那怎么办呢？

答：今年给了三家一点补贴，效果不错。
<
< interviews/note field-note.md
---
kind: field-note
date: 2026-03-04
---
The lights went out at nine. Nobody had money for the meter.
<
< interviews/cases.csv
source,speaker,case,group
01-organiser.txt,P1,Organiser A,organiser
02-official.txt,答,Official B,official
<
< book.yaml
codebook: small
title: {en: Money and trust, zh: 经费与信任}
languages: [en, zh]
where: role != interviewer
lists:
  money: [money, fund*, 经费, 补贴]
codes:
  dilemma:
    name: {en: Dilemma, zh: 困境}
    codes:
      money:
        name: {en: Lack of money, zh: 缺少经费}
        rules:
          - 'negated($money)'
          - '经费 before/6 不够'
          - '"own {pocket|pockets}"'
        examples: ["There is no money.", "经费一直不够。"]
        counterexamples: ["They gave us money.", "今年给了补贴。"]
      trust:
        name: {en: Lack of trust, zh: 缺乏信任}
        rules: ['negated(trust* or 信任)']
        span: sentence
        examples: ["They do not trust us."]
        counterexamples: ["They trust us."]
<
$ gloss codebook check book.yaml
book.yaml:8:3: warning: 'dilemma' has no definition; try: say in definition: what the code means
book.yaml:11:7: warning: 'dilemma/money' has no definition; try: say in definition: what the code means
book.yaml:19:7: warning: 'dilemma/trust' has no definition; try: say in definition: what the code means
3 codes, 4 rules; 3 examples and 3 counterexamples run, 0 failed; 3 warnings

$ gloss run interviews --codebook book.yaml -o out
3 sources stored, 0 in the project already, 0 refused
cases.csv was taken over

Source              Outcome  Language  Encoding  Sections  Turns  Speakers  Passages
──────────────────  ───────  ────────  ────────  ────────  ─────  ────────  ────────
01-organiser.txt    stored   en        UTF-8            0      4         2         4
02-official.txt     stored   zh        UTF-8            0      4         2         4
note field-note.md  stored   en        UTF-8            0      0         0         1

Code frequencies
Base: 5 passages of 3 sources (interview 4, field note 1); where role != interviewer
Codings: 0 by hand, 0 accepted, 7 undecided; 0 rejected not counted

Code             Codings  Passages      Sources  Speakers   Share
───────────────  ───────  ────────────  ───────  ────────  ──────
Dilemma                7  4 ██████████        3         2  80.0 %
  Lack of money        5  4 ██████████        3         2  80.0 %
  Lack of trust        2  2 █████             2         2  40.0 %

A code with codes below it counts what they cover together, each passage once. Share: of the
  passages of the base.

Co-occurrence of codes in passages
Base: 5 passages of 3 sources (interview 4, field note 1); where role != interviewer
Codings: 0 by hand, 0 accepted, 7 undecided; 0 rejected not counted

Code A         Code B         A  B  Both  Shared  n  Jaccard
─────────────  ─────────────  ─  ─  ────  ──────  ─  ───────
Lack of money  Lack of trust  4  2     2       0  5    0.500

A, B, both: passages that carry the codes; shared: of both, those where the two matched the same
  words. Ranked by both less shared, then Jaccard.

Written: out/report.html, out/frequency.csv, out/cooccurrence.csv, out/codings.csv; the project is out/study.gloss

$ gloss run interviews --codebook book.yaml -o out --lang zh --quiet | head -20
0 sources stored, 3 in the project already, 0 refused

Source              Outcome  Language  Encoding  Sections  Turns  Speakers  Passages
──────────────────  ───────  ────────  ────────  ────────  ─────  ────────  ────────
01-organiser.txt    known    en        UTF-8            0      4         2         4
02-official.txt     known    zh        UTF-8            0      4         2         4
note field-note.md  known    en        UTF-8            0      0         0         1

代码频次
范围：3 个来源，5 个段落（访谈 4，田野笔记 1）；条件：role != interviewer
编码：手工 0，已接受 0，未审定 7；已拒绝的 0 条不计

代码        编码  段落          来源  说话人    占比
──────────  ────  ────────────  ────  ──────  ──────
困境           7  4 ██████████     3       2  80.0 %
  缺少经费     5  4 ██████████     3       2  80.0 %
  缺乏信任     2  2 █████          2       2  40.0 %

上级代码按其下各代码覆盖范围的并集计，每个段落只计一次。占比：占范围内段落的比例。

$ cd out && cat codings.csv
coding,source,passage,speaker,start,end,code,origin,rule,decision,coder,quote
517de0f9790c,01-organiser.txt,01-organiser.txt:2,P1,60,71,dilemma/money,rule,3,,,own pockets
fa4195fb48cd,01-organiser.txt,01-organiser.txt:2,P1,85,90,dilemma/money,rule,1,,,money
86b3ecc09947,01-organiser.txt,01-organiser.txt:4,P1,153,219,dilemma/trust,rule,1,,,"And without money we cannot show anything, so they do not trust us"
cd100b6870f7,01-organiser.txt,01-organiser.txt:4,P1,165,170,dilemma/money,rule,1,,,money
4d29d667d79d,02-official.txt,02-official.txt:2,答,15,22,dilemma/money,rule,2,,,经费肯定是不够
1f50c098de8e,02-official.txt,02-official.txt:2,答,24,44,dilemma/trust,rule,1,,,不过说实话，我们也不太信任没有登记的团队
184af72e4282,note field-note.md,note field-note.md:1,,82,87,dilemma/money,rule,1,,,money

$ cd out && gloss why $(sed -n 2p codings.csv | cut -d, -f1)
517de0f9790c  dilemma/money (Lack of money)
01-organiser.txt:2  P1
  Out of our [own pockets]. There is no money from the district, there never was.

rule 3 (line 16 of the codebook): "own {pocket|pockets}"
  matched [ ]: own pockets
  and the codebook's condition holds: role != interviewer

codebook small, a38b95fd5947

$ cd out && gloss search 'money near/8 trust within passage' --format json
{
  "schema": 1,
  "total": 0,
  "hits": [],
  "hints": [
    {
      "word": "",
      "passages": 1,
      "nearest": [],
      "text": "'money' occurs in 3 passages, 'trust' in 1; together in 1 passage, but not as the query says; try: money and trust"
    }
  ]
}
= 1

$ cd out && gloss search '信任 and 登记'
1 passage

02-official.txt:2  答
  经费肯定是不够的。不过说实话，我们也不太[信任]没有[登记]的团队。

$ cd out && gloss search zebra
0 passages

'zebra' does not occur
= 1

$ cd out && gloss report cooccurrence --rows 'dilemma/*' --format csv
code_a,code_b,a,b,both,shared,n,jaccard
dilemma/money,dilemma/trust,4,2,2,0,5,0.5

$ cd out && gloss report frequency --format json | head -40
{
  "schema": 1,
  "base": {"passages":5,"sources":3,"interview":4,"field-note":1,"where":"role != interviewer"},
  "record": {"hand":0,"accepted":0,"undecided":7,"rejected":0},
  "provenance": {"program":"gloss 0.1.0","sources":3,"codebook":"small","codebook_hash":"a38b95fd5947e0b516fc6775cf2cf610bbc920647870b180a8378882e03e4222","state":"a0e0b66e1b1d993b04d751ca8d4580ce08839b203a0216889f246b5a2e4f1dc6"},
  "rows": [
    {"code": "dilemma", "name": "Dilemma", "codings": 7, "passages": 4, "sources": 3, "speakers": 2, "share": 0.8},
    {"code": "dilemma/money", "name": "Lack of money", "codings": 5, "passages": 4, "sources": 3, "speakers": 2, "share": 0.8},
    {"code": "dilemma/trust", "name": "Lack of trust", "codings": 2, "passages": 2, "sources": 2, "speakers": 2, "share": 0.4}
  ]
}

$ cd out && gloss speakers
Source            Speaker      Role         Case         Variables
────────────────  ───────────  ───────────  ───────────  ─────────────────
01-organiser.txt  Interviewer  interviewer
01-organiser.txt  P1           interviewee  Organiser A  group = organiser
02-official.txt   问           interviewer
02-official.txt   答           interviewee  Official B   group = official

$ cd out && gloss cases --format csv
source,speaker,case,group
01-organiser.txt,P1,Organiser A,organiser
02-official.txt,答,Official B,official
