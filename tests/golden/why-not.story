# Why a code is not on a passage: the nearest miss.
< texts/one.txt
Interviewer: Is there money?

P1: The fundings were cut last year, and nobody told us. The council knows that the money has for a long time been short.

P1: No money at all. We pay for the lights out of our own two pockets.

P1: The council never answers us. They trust us, they say.
<
< book.yaml
codebook: small
where: role != interviewer
lists:
  money: [money, funding, grant]
codes:
  dilemma:
    codes:
      money:
        name: Lack of money
        rules:
          - '$money near/4 (short or lacking)'
          - '"own pockets"'
          - 'affirmed($money) and council where group = official'
          - 'grant* where group = official'
      trust:
        rules: ['negated(trust*)', 'council near/9 trust']
      hand: {definition: Coded by hand.}
<
$ gloss new study.gloss && gloss add texts --quiet > /dev/null && gloss codebook use book.yaml --quiet
gloss: made study.gloss; next: gloss add FILES -p study.gloss

$ gloss why-not dilemma/money one:2
dilemma/money (Lack of money) is not on one.txt:2  P1
  The fundings were cut last year, and nobody told us. The [council] knows that the [money] has for a long time been short.

rule 3 (line 13 of the codebook): affirmed($money) and council where group = official
  there [ ]: affirmed($money) and council ("council" and "money")
  but group is not set; wanted: group = official

rule 1 (line 11 of the codebook): $money near/4 (short or lacking)
  there [ ]: $money ("money"), short or lacking ("short")
  but $money ("money") and short or lacking ("short") are 7 words apart, near/4 allows 4

rule 2 (line 12 of the codebook): "own pockets"
  but "own pockets" does not occur in the passage

1 rules more, farther off; to see them: --all

$ gloss why-not money one:3 --all
dilemma/money (Lack of money) is not on one.txt:3  P1
  No money at all. We pay for the lights out of our [own] two [pockets].

rule 2 (line 12 of the codebook): "own pockets"
  but the words of "own pockets" are there, but too far apart (3 words, at most 2 fit): "own two pockets"

rule 1 (line 11 of the codebook): $money near/4 (short or lacking)
  there [ ]: $money ("money")
  but none of short or lacking occurs in the passage

rule 3 (line 13 of the codebook): affirmed($money) and council where group = official
  there [ ]: $money ("money")
  but $money is negated by "No"
  but council does not occur in the passage

rule 4 (line 14 of the codebook): grant* where group = official
  but grant* does not occur in the passage

$ gloss why-not dilemma one:4
dilemma (dilemma) is on one.txt:4  P1
  The council never answers us. They trust us, they say.

to see the reason: gloss why bb6a5a4117e3

$ gloss why-not money one:1
dilemma/money (Lack of money) is not on one.txt:1  Interviewer
  Is there [money]?

the codebook's condition leaves the passage out: role is interviewer; wanted: role != interviewer

rule 3 (line 13 of the codebook): affirmed($money) and council where group = official
  there [ ]: affirmed($money) ("money")
  but council does not occur in the passage

3 rules more, farther off; to see them: --all

$ gloss why-not trust one.txt:4 --quote 'never answers us' --format json
{
  "schema": 1,
  "code": "dilemma/trust",
  "passage": "one.txt:4",
  "quote": "The council never answers us. They trust us, they say.",
  "codings": [
    "bb6a5a4117e3"
  ],
  "outside_base": [],
  "displaced": [],
  "rules": []
}

$ gloss why-not money one:9
gloss: one.txt:9: the source has passages 1-4; try: gloss show one.txt
= 66

$ gloss why-not money one
gloss: one: is not a passage; try: SOURCE:N, e.g. one.txt:3
= 64

$ gloss why-not monye one:2
gloss: monye: is no code of the codebook; try: money
= 66

$ gloss why-not hand one:2
gloss: dilemma/hand: has no rules: it is coded by hand only; try: add a rule to the codebook
= 64

$ gloss why-not money one:2 --quote 'the mayor'
gloss: one.txt:2: "the mayor" is not in the passage; try: words in a row, as gloss show prints them
= 66

$ gloss why-not money two:2
gloss: two: is not a source of the project; try: gloss sources, for the names
= 66
