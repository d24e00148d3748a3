# All reports as files: made again they are the same, on one thread or two; a word or a rule that changes shows.
< a.txt
Interviewer: And the hall?

P1: The hall is locked because nobody pays for it.

P2: We pay for the hall every year.
<
< b.txt
Interviewer: And here?

P1: 场地没有，因为没有钱。 The hall is too dear.
<
< b2.txt
Interviewer: And here?

P1: 场地没有，因为没有钱。 The hall is too far.
<
< book.yaml
codebook: small
where: role != interviewer
codes:
  hall: {rules: [hall, 场地]}
  money: {rules: [pay, pays, dear, 钱]}
<
< later.yaml
codebook: small
where: role != interviewer
codes:
  hall: {rules: [hall, 场地]}
  money: {rules: [pay, pays, dear]}
<
$ gloss new study.gloss
gloss: made study.gloss; next: gloss add FILES -p study.gloss

$ gloss add a.txt b.txt --quiet
2 sources stored, 0 in the project already, 0 refused

Source  Outcome  Language  Encoding  Sections  Turns  Speakers  Passages
──────  ───────  ────────  ────────  ────────  ─────  ────────  ────────
a.txt   stored   en        UTF-8            0      3         3         3
b.txt   stored   zh        UTF-8            0      2         2         2

$ gloss codebook use book.yaml --quiet

$ gloss report all -o reports
Written: 37 files in reports; open reports/index.html
Left out: agreement: agreement needs two who have done the same sources

$ gloss report --check reports
All 36 files are what the project says now

Made by gloss 0.1.0 from 2 sources, codebook small (95854ca55006), state d14db9ada659

$ gloss report --check reports --threads 1
All 36 files are what the project says now

Made by gloss 0.1.0 from 2 sources, codebook small (95854ca55006), state d14db9ada659

$ gloss correct b.txt b2.txt --quiet
b.txt: 2 passages, 2 before
of 0 codings, decisions and memos 0 moved with their words, 0 with words that were corrected, 0 could not be moved surely

$ gloss report --check reports
23 of 36 files differ
texts, cases, codebook and hand work: was d14db9ada659, is a72c3c8c0c4e

File                    Difference
──────────────────────  ────────────────────────────────────────────────────────────────────────────
frequency.csv           line 3: was money,money,4,3,2,3,1; is money,money,3,3,2,3,1
frequency-by-group.csv  line 5: was money,money,b.txt,2,1,1,1,1,1,1,1,0,,,,,; is money,money,b.txt,…
crosstab.svg            line 10: was <metadata>Made by gloss 0.1.0 from 2 sources, codebook small (…
circles.svg             line 5: was <metadata>Made by gloss 0.1.0 from 2 sources, codebook small (9…
sequence.csv            line 2: was hall,money,3,2,1,1.732050807568877,1; is hall,money,2,1.2,1,1.4…
clusters.svg            line 10: was <metadata>Made by gloss 0.1.0 from 2 sources, codebook small (…
map.svg                 line 18: was <metadata>Made by gloss 0.1.0 from 2 sources, codebook small (…
network.svg             line 7: was <path class="edge" stroke-width="3.0" d="M249.7 337.5L379.2 491…
network.csv             line 3: was hall,dear,3,1,1,3,0.3333333333333333; is hall,far,3,1,1,3,0.333…
quotations.md           line 5: was Codings: 0 by hand, 0 accepted, 8 undecided; 0 rejected not cou…
quotations.docx         other bytes
quotations.csv          line 4: was hall,b.txt,P1 (b.txt),b.txt,2,28,30,场地,场地没有，因为没有钱。…
portrait.svg            line 5: was <text class="small" x="24" y="70.0" text-anchor="start">Codings…
portrait.csv            line 9: was b.txt,money,money,56,60,15,16,b.txt:2; is
codebook.md             line 5: was Codings: 0 by hand, 0 accepted, 8 undecided; 0 rejected not cou…
codebook.docx           other bytes
codebook.csv            line 3: was money,money,,,0,,,,,,match,,,4,4,3,2,3; is money,money,,,0,,,,,…
methods.md              line 5: was Codings: 0 by hand, 0 accepted, 8 undecided; 0 rejected not cou…
methods.docx            other bytes
matrix.csv              line 4: was b.txt:2,b.txt,P1,interviewee,interview,28,61,,14,1,1; is b.txt:…
tables.xlsx             other bytes
codings.csv             line 6: was e2a3d5458565,b.txt,b.txt:2,P1,28,30,hall,rule,2,,,场地; is 301c…
index.html              line 342: was <dl><div><dt>Sources</dt><dd>2</dd></div><div><dt>Speakers</d…

Made by gloss 0.1.0 from 2 sources, codebook small (95854ca55006), state a72c3c8c0c4e
= 1

$ gloss undo --quiet

$ gloss report --check reports
All 36 files are what the project says now

Made by gloss 0.1.0 from 2 sources, codebook small (95854ca55006), state d14db9ada659

$ gloss codebook use later.yaml --yes --quiet
Codings of the rules: 0 gained, 1 lost, 7 unchanged
Base: 3 passages

Code   Gained  Lost  Unchanged  Passages
─────  ──────  ────  ─────────  ────────
money       0     1          3  3

money
  - b.txt:2  P1  钱  (rule 4)

$ gloss report --check reports
23 of 36 files differ
codebook: was 95854ca55006, is 1faa468f7a1d
texts, cases, codebook and hand work: was d14db9ada659, is ef76ef1a2157

File                    Difference
──────────────────────  ────────────────────────────────────────────────────────────────────────────
frequency.csv           line 3: was money,money,4,3,2,3,1; is money,money,3,3,2,3,1
frequency-by-group.csv  line 5: was money,money,b.txt,2,1,1,1,1,1,1,1,0,,,,,; is money,money,b.txt,…
crosstab.svg            line 10: was <metadata>Made by gloss 0.1.0 from 2 sources, codebook small (…
circles.svg             line 5: was <metadata>Made by gloss 0.1.0 from 2 sources, codebook small (9…
circles.csv             line 2: was money,hall,2,2,2,2,0; is money,hall,1,1,1,1,0
statements.csv          line 3: was money,hall,b.txt:2,P1,场地没有，因为没有钱; is
sequence.csv            line 2: was hall,money,3,2,1,1.732050807568877,1; is hall,hall,1,1.2,0.3333…
clusters.svg            line 10: was <metadata>Made by gloss 0.1.0 from 2 sources, codebook small (…
map.svg                 line 18: was <metadata>Made by gloss 0.1.0 from 2 sources, codebook small (…
network.svg             line 46: was <metadata>Made by gloss 0.1.0 from 2 sources, codebook small (…
quotations.md           line 5: was Codings: 0 by hand, 0 accepted, 8 undecided; 0 rejected not cou…
quotations.docx         other bytes
quotations.csv          line 8: was money,b.txt,P1 (b.txt),b.txt,2,37,38,钱,场地没有，因为没有钱。 …
portrait.svg            line 5: was <text class="small" x="24" y="70.0" text-anchor="start">Codings…
portrait.csv            line 7: was b.txt,money,money,37,38,10,11,b.txt:2; is b.txt,hall,hall,44,48…
codebook.md             line 5: was Codings: 0 by hand, 0 accepted, 8 undecided; 0 rejected not cou…
codebook.docx           other bytes
codebook.csv            line 3: was money,money,,,0,,,,,,match,,,4,4,3,2,3; is money,money,,,0,,,,,…
methods.md              line 5: was Codings: 0 by hand, 0 accepted, 8 undecided; 0 rejected not cou…
methods.docx            other bytes
tables.xlsx             other bytes
codings.csv             line 7: was ee55700e5942,b.txt,b.txt:2,P1,37,38,money,rule,4,,,钱; is 9f19f…
index.html              line 342: was <dl><div><dt>Sources</dt><dd>2</dd></div><div><dt>Speakers</d…

Made by gloss 0.1.0 from 2 sources, codebook small (1faa468f7a1d), state ef76ef1a2157
= 1

$ gloss report frequency --at reports/lock.json
Code frequencies
Base: 3 passages of 2 sources (interview 3, field note 0); where role != interviewer
Codings: 0 by hand, 0 accepted, 8 undecided; 0 rejected not counted

Code   Codings  Passages      Sources  Speakers    Share
─────  ───────  ────────────  ───────  ────────  ───────
hall         4  3 ██████████        2         3  100.0 %
money        4  3 ██████████        2         3  100.0 %

A code with codes below it counts what they cover together, each passage once. Share: of the
  passages of the base.

Made by gloss 0.1.0 from 2 sources, codebook small (95854ca55006), state d14db9ada659

$ gloss report
gloss: which report?; try: gloss report frequency; gloss report --help lists them
= 64

$ gloss report --check nowhere
gloss: nowhere: there are no reports here with a lock.json; try: gloss report all -o nowhere
= 66
