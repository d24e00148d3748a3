# How good are the rules? Anna reads two interviews to the end; a third is not read. Then a sample to check by hand.
< interviews/one.txt
Interviewer: Where does the money come from?

P1: There is no money. The street office has no budget for clubs.

P1: We play on Sundays, and after that we drink tea.

P1: The prize money went to the winner, of course.

P1: We pay for balls out of our own pockets.
<
< interviews/two.txt
问：经费从哪里来？

答：没有经费，都是自己掏腰包。

答：我们周日打球，打完喝茶。

答：大家都出一点钱，不然连球都没有。
<
< interviews/three.txt
Interviewer: And you?

P2: The money never comes before June.
<
< book.yaml
codebook: small
languages: [en, zh]
where: role != interviewer
codes:
  dilemma:
    codes:
      money:
        name: {en: Lack of money, zh: 缺少经费}
        rules: [money, '"no budget"', 经费, sponsor*]
  tea:
    rules: [tea, 喝茶]
<
$ gloss run interviews --codebook book.yaml -o out --quiet > /dev/null

$ cd out && gloss report rules
Quality of rules
nobody has read a source to its end yet; gloss done SOURCE says so

Code, rule          Hits  TP  FP  FN  Precision  Recall  F1  Kappa  Only TP  Only FP
──────────────────  ────  ──  ──  ──  ─────────  ──────  ──  ─────  ───────  ───────
dilemma                4   -   -   -  unchecked  -       -   -            -        -
  Lack of money        4   -   -   -  unchecked  -       -   -            -        -
    1. money           3   -   -   -  unchecked  -       -   -            -        -
    2. "no budget"     1   -   -   -  unchecked  -       -   -            -        -
    3. 经费            1   -   -   -  unchecked  -       -   -            -        -
    4. sponsor*        0   -   -   -  unchecked  -       -   -            -        -
tea                    2   -   -   -  unchecked  -       -   -            -        -
  1. tea               1   -   -   -  unchecked  -       -   -            -        -
  2. 喝茶              1   -   -   -  unchecked  -       -   -            -        -

Per passage, in sources that were read. Hits: in the whole base. TP, FP: hits that a reader
  confirms, by hand or by accepting, or not; FN: passages that only the reader coded. Kappa:
  Cohen's. Brackets: 95 %. - = no value; unchecked = nobody has read where it hits.
Recall of a rule: its share of the code's passages. Only: passages that no other rule of the code
  hits.

Made by gloss 0.1.0 from 3 sources, codebook small (a27c4243d80f), state 4d1749df58c8

$ cd out && gloss coding add one.txt:5 dilemma/money --quote 'own pockets' > /dev/null && gloss coding add two.txt:4 dilemma/money > /dev/null

$ cd out && gloss accept --code dilemma/money --all-of 'budget or 没有经费' > /dev/null && gloss reject --code dilemma/money --all-of prize > /dev/null
gloss: accepted 3 codings
gloss: rejected 1 coding

$ cd out && gloss accept --code tea --source one.txt > /dev/null && gloss done one.txt > /dev/null && gloss done two.txt --blind > /dev/null
gloss: accepted 1 coding
gloss: 1 source marked as read by anna
gloss: 1 source marked as read blind by anna

$ cd out && gloss report rules
Quality of rules
7 passages of 2 sources, read by anna; of 8 of the base
1 source read blind; where the reader saw what the rules had found, agreement is flattered
95 % intervals by formula, as if passages of one interview did not depend on each other

Code, rule     Hits TP FP FN Precision     Recall        F1            Kappa         Only TP Only FP
────────────── ──── ── ── ── ───────────── ───────────── ───────────── ───────────── ─────── ───────
dilemma           4  2  1  2 0.67 [0.21, … 0.50 [0.15, … 0.57 [0.21, … 0.16 [-0.54,…       -       -
  Lack of mon…    4  2  1  2 0.67 [0.21, … 0.50 [0.15, … 0.57 [0.21, … 0.16 [-0.54,…       -       -
    1. money      3  1  1  3 0.50 [0.09, … 0.25 [0.05, … 0.33 [0.07, … -0.08 [-0.71…       0       1
    2. "no bu…    1  1  0  3 1.00 [0.21, … 0.25 [0.05, … 0.40 [0.09, … 0.22 [-0.20,…       0       0
    3. 经费       1  1  0  3 1.00 [0.21, … 0.25 [0.05, … 0.40 [0.09, … 0.22 [-0.20,…       1       0
    4. sponso…    0  0  0  4 -             0.00 [0.00, … 0.00 [0.00, … 0.00 [0.00, …       0       0
tea               2  1  1  0 0.50 [0.09, … 1.00 [0.21, … 0.67 [0.17, … 0.59 [-0.09,…       -       -
  1. tea          1  1  0  0 1.00 [0.21, … 1.00 [0.21, … 1.00 [0.34, … 1.00                1       0
  2. 喝茶         1  0  1  1 0.00 [0.00, … 0.00 [0.00, … 0.00 [0.00, … -0.17 [-0.39…       0       1

Per passage, in sources that were read. Hits: in the whole base. TP, FP: hits that a reader
  confirms, by hand or by accepting, or not; FN: passages that only the reader coded. Kappa:
  Cohen's. Brackets: 95 %. - = no value; unchecked = nobody has read where it hits.
Recall of a rule: its share of the code's passages. Only: passages that no other rule of the code
  hits.

Made by gloss 0.1.0 from 3 sources, codebook small (a27c4243d80f), state d3c7455b32ee

$ cd out && gloss report rules --against anna --by code --format csv
code,rule,text,state,hits,tp,fp,fn,tn,precision,precision_low,precision_high,recall,recall_low,recall_high,f1,f1_low,f1_high,kappa,kappa_low,kappa_high,prevalence,bias,only_tp,only_fp
dilemma,,,checked,4,2,1,2,2,0.6666666666666666,0.20765960080204773,0.9385080552796037,0.5,0.15003898915214953,0.8499610108478504,0.5714285714285715,0.2104842303301059,0.8695939367537284,0.16000000000000003,-0.5381258552963195,0.8581258552963196,0,-0.14285714285714285,,
dilemma/money,,,checked,4,2,1,2,2,0.6666666666666666,0.20765960080204773,0.9385080552796037,0.5,0.15003898915214953,0.8499610108478504,0.5714285714285715,0.2104842303301059,0.8695939367537284,0.16000000000000003,-0.5381258552963195,0.8581258552963196,0,-0.14285714285714285,,
tea,,,checked,2,1,1,0,5,0.5,0.09453120573423081,0.9054687942657693,1,0.20654931437723745,1,0.6666666666666666,0.1727336876993244,0.9503895282784433,0.5882352941176472,-0.09266028483506417,1,-0.5714285714285714,0.14285714285714285,,

$ cd out && gloss report rules --against bob
gloss: --against: 'bob' has read no source; try: gloss done SOURCE --coder bob
= 64

$ cd out && gloss suggest terms money --least 2 --limit 3
Terms for dilemma/money
4 passages in 2 sources, coded by hand or accepted
against 3 other passages

Kind  Log ratio  At least  G2  logDice  Cosine  Hits  Passages  In code  Missed  Adds  Line to paste
────  ─────────  ────────  ──  ───────  ──────  ────  ────────  ───────  ──────  ────  ─────────────

Kind: mark = more often in the code's passages (log-likelihood G2, four cells, at least 10.83; by
  what the log ratio surely is at least, Evert's LRC at 95 %); form = of the family of the rules'
  words; neighbour = used like them (PPMI, five words to each side); collocate = near them (by
  logDice).
Hits and passages: outside the words the rules look for already. In code: passages of the code;
  missed: of these, those in which none of its rules hits. Adds: passages that do not carry the
  code; read some before pasting.
= 1

$ cd out && gloss sample --code money --for-precision 20% --seed 7
8 passages to check for dilemma/money
4 of 4 passages with a hit: the precision of the rules to within 0.0 points
4 of 4 passages without: the share that they miss to within 0.0 points
seed 7; shared out over the sources; 95 %, worst case (a share of one half), Cochran 1977

Passage      Speaker  Words                                                          Hit
───────────  ───────  ─────────────────────────────────────────────────────────────  ───
two.txt:2    答       没有经费，都是自己掏腰包。                                     yes
two.txt:3    答       我们周日打球，打完喝茶。                                       no
one.txt:3    P1       We play on Sundays, and after that we drink tea.               no
three.txt:2  P2       The money never comes before June.                             yes
one.txt:5    P1       We pay for balls out of our own pockets.                       no
two.txt:4    答       大家都出一点钱，不然连球都没有。                               no
one.txt:2    P1       There is no money. The street office has no budget for clubs.  yes
one.txt:4    P1       The prize money went to the winner, of course.                 yes

$ cd out && gloss sample --code money --size 3 --blind --format csv
passage,source,speaker,code,quote
one.txt:4,one.txt,P1,dilemma/money,"The prize money went to the winner, of course."
three.txt:2,three.txt,P2,dilemma/money,The money never comes before June.
one.txt:5,one.txt,P1,dilemma/money,We pay for balls out of our own pockets.

$ cd out && gloss sample --code money --for-precision five
gloss: --for-precision: 'five' is not a share between 0.1% and 50%; try: --for-precision 5%
= 64
