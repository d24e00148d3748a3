# A lock file: the answers of then can be had again, and what has changed since is told.
< a.txt
Interviewer: And the hall?

P1: The hall is locked. Nobody has the key.

P2: We pay for the hall every year.
<
< book.yaml
codebook: small
codes:
  hall: {rules: [hall]}
  money: {rules: [pay]}
<
< later.yaml
codebook: small
codes:
  hall: {rules: ['"the hall"', key]}
  money: {rules: [pay]}
<
< b.txt
P1: The hall is shut for good.
<
$ gloss new study.gloss
gloss: made study.gloss; next: gloss add FILES -p study.gloss

$ gloss add a.txt
1 source stored, 0 in the project already, 0 refused

Source  Outcome  Language  Encoding  Sections  Turns  Speakers  Passages
──────  ───────  ────────  ────────  ────────  ─────  ────────  ────────
a.txt   stored   en        UTF-8            0      3         3         3

$ gloss codebook use book.yaml
gloss: the project's codebook is now book.yaml
gloss: worth a look: no examples: 2, no counterexamples: 2, no definition: 2; gloss codebook check book.yaml shows them

$ gloss lock -o paper.lock.json
gloss: paper.lock.json locks study.gloss up to act 2

$ gloss report frequency
Code frequencies
Base: 3 passages of 1 source (interview 3, field note 0)
Codings: 0 by hand, 0 accepted, 4 undecided; 0 rejected not counted

Code   Codings  Passages      Sources  Speakers    Share
─────  ───────  ────────────  ───────  ────────  ───────
hall         3  3 ██████████        1         3  100.0 %
money        1  1 ███▍              1         1   33.3 %

A code with codes below it counts what they cover together, each passage once. Share: of the
  passages of the base.

Made by gloss 0.1.0 from 1 source, codebook small (fde72b43a17f), state fe52c802cd48

$ gloss add b.txt
1 source stored, 0 in the project already, 0 refused

Source  Outcome  Language  Encoding  Sections  Turns  Speakers  Passages
──────  ───────  ────────  ────────  ────────  ─────  ────────  ────────
b.txt   stored   en        UTF-8            0      1         1         1

$ gloss codebook use later.yaml --yes
Codings of the rules: 5 gained, 4 lost, 1 unchanged
Base: 4 passages

Code  Gained  Lost  Unchanged  Passages
────  ──────  ────  ─────────  ────────
hall       5     4          0  4

hall
  + a.txt:1  Interviewer  the hall  (rule 1)
  + a.txt:2  P1  The hall  (rule 1)
  + a.txt:2  P1  key  (rule 2)
  + a.txt:3  P2  the hall  (rule 1)
  + b.txt:1  P1  The hall  (rule 1)
  - a.txt:1  Interviewer  hall  (rule 1)
  - a.txt:2  P1  hall  (rule 1)
  - a.txt:3  P2  hall  (rule 1)
  - b.txt:1  P1  hall  (rule 1)
gloss: the project's codebook is now later.yaml
gloss: worth a look: no examples: 2, no counterexamples: 2, no definition: 2; gloss codebook check later.yaml shows them

$ gloss report frequency
Code frequencies
Base: 4 passages of 2 sources (interview 4, field note 0)
Codings: 0 by hand, 0 accepted, 6 undecided; 0 rejected not counted

Code   Codings  Passages      Sources  Speakers    Share
─────  ───────  ────────────  ───────  ────────  ───────
hall         5  4 ██████████        2         4  100.0 %
money        1  1 ██▌               1         1   25.0 %

A code with codes below it counts what they cover together, each passage once. Share: of the
  passages of the base.

Made by gloss 0.1.0 from 2 sources, codebook small (f13c214ba644), state 28d482cd06ae

$ gloss report frequency --at paper.lock.json
Code frequencies
Base: 3 passages of 1 source (interview 3, field note 0)
Codings: 0 by hand, 0 accepted, 4 undecided; 0 rejected not counted

Code   Codings  Passages      Sources  Speakers    Share
─────  ───────  ────────────  ───────  ────────  ───────
hall         3  3 ██████████        1         3  100.0 %
money        1  1 ███▍              1         1   33.3 %

A code with codes below it counts what they cover together, each passage once. Share: of the
  passages of the base.

Made by gloss 0.1.0 from 1 source, codebook small (fde72b43a17f), state fe52c802cd48

$ gloss lock --compare paper.lock.json
Codings as gloss 0.1.0 locked them, and as gloss 0.1.0 finds them in the same texts
No coding differs.

Made by gloss 0.1.0 from 1 source, codebook small (fde72b43a17f), state fe52c802cd48

$ gloss lock --since paper.lock.json
Codings at act 2 and now, at act 4

Change      Coding        Source  Start  End  Code  Rules then  Rules now
──────────  ────────────  ──────  ─────  ───  ────  ──────────  ─────────
gone        98314211c2f0  a.txt      21   25  hall  1
gone        a370418c19c5  a.txt      36   40  hall  1
gone        3dbedd9f5f0a  a.txt      92   96  hall  1
new         2f28ea97e35e  a.txt      17   25  hall              1
new         e6c00f1d9f4c  a.txt      32   40  hall              1
new         9715d3f18ff8  a.txt      67   70  hall              2
new         00c44d809dd4  a.txt      88   96  hall              1
new source                b.txt       -    -
new         963bd14fb46c  b.txt       4   12  hall              1
= 1

$ gloss lock --since paper.lock.json --format csv
change,coding,source,start,end,code,rule_then,rule_now
gone,98314211c2f0,a.txt,21,25,hall,1,
gone,a370418c19c5,a.txt,36,40,hall,1,
gone,3dbedd9f5f0a,a.txt,92,96,hall,1,
new,2f28ea97e35e,a.txt,17,25,hall,,1
new,e6c00f1d9f4c,a.txt,32,40,hall,,1
new,9715d3f18ff8,a.txt,67,70,hall,,2
new,00c44d809dd4,a.txt,88,96,hall,,1
new source,,b.txt,,,,,
new,963bd14fb46c,b.txt,4,12,hall,,1
= 1

$ gloss lock --since paper.lock.json --compare paper.lock.json
gloss: --compare and --since are two questions; try: ask one at a time
= 64

$ gloss report frequency --at a.txt
gloss: a.txt:1:1: this is not JSON; try: check the comma, quote or bracket before this place
= 65

$ gloss report frequency --at nowhere.json
gloss: nowhere.json: cannot open: No such file or directory
= 66

$ gloss new other.gloss
gloss: made other.gloss; next: gloss add FILES -p other.gloss

$ gloss report frequency -p other.gloss --at paper.lock.json
gloss: paper.lock.json: this is the lock of another project than other.gloss; try: -p names the project
= 65
