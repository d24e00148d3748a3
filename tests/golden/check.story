# Examples as tests, and the weak spots of a codebook, with and without a project.
< texts/one.txt
Interviewer: Is there money?

P1: The fundings were cut, and the money was short. The council knows.

P1: No money at all. We pay for the lights out of our own pockets.

P1: The council never answers. The money was short again.
<
< book.yaml
codebook: small
where: role != interviewer
lists:
  money: [money, funding, grant, 经费]
  spare: [hall]
codes:
  dilemma:
    definition: What makes it hard.
    codes:
      money:
        definition: Money is short or missing.
        rules:
          - '$money near/3 (short or lacking)'
          - 'money near/3 short'
          - 'negated($money)'
          - '"own pocket"'
        examples:
          - There is no money.
          - The money here is always really rather short.
          - 我们的经费从来都不太够
          - 'Interviewer: No money?'
        counterexamples:
          - They gave us no money & <no> grant.
      trust:
        rules: ['negated(trust*)', 'trust and not trust', 'negated($money)']
        counterexamples: [There is no money.]
<
< sound.yaml
codebook: sound
codes:
  money: {definition: Money., rules: [money], examples: [money], counterexamples: [none]}
<
$ gloss codebook check sound.yaml --strict
1 codes, 1 rules; 1 examples and 1 counterexamples run, 0 failed

$ sed 's/definition: Money., //' sound.yaml > less.yaml; gloss codebook check less.yaml && gloss codebook check less.yaml --strict
less.yaml:3:3: warning: 'money' has no definition; try: say in definition: what the code means
1 codes, 1 rules; 1 examples and 1 counterexamples run, 0 failed; 1 warning
less.yaml:3:3: warning: 'money' has no definition; try: say in definition: what the code means
1 codes, 1 rules; 1 examples and 1 counterexamples run, 0 failed; 1 warning
= 1

$ gloss codebook check book.yaml --junit results.xml
book.yaml:19:13: an example of 'dilemma/money' is not coded
  The [money] here is always really rather [short].
  nearest is rule 1 (line 13): $money near/3 (short or lacking)
    there [ ]: $money ("money"), short or lacking ("short")
    but $money ("money") and short or lacking ("short") are 6 words apart, near/3 allows 3
book.yaml:20:13: an example of 'dilemma/money' is not coded
  我们的[经费]从来都不太够
  nearest is rule 3 (line 15): negated($money)
    there [ ]: $money ("经费")
    but $money is not negated: there is no cue near it
book.yaml:21:13: an example of 'dilemma/money' is not coded
  No [money]?
  the codebook's condition leaves it out: role is interviewer; wanted: role != interviewer
  nearest is rule 3 (line 15): negated($money)
    there [ ]: negated($money) ("money")
    it matches, but for what is said above
book.yaml:23:13: a counterexample of 'dilemma/money' is coded
  They gave us {no} [money] & <no> grant.
  because of rule 3 (line 15): negated($money)
    matched [ ]: money
    negated by { }: no
book.yaml:26:27: a counterexample of 'dilemma/trust' is coded
  There is {no} [money].
  because of rule 3 (line 25): negated($money)
    matched [ ]: money
    negated by { }: no
book.yaml:25:37: warning: this rule of 'dilemma/trust' wants trust and not trust: it can never match; try: take one of the two out
book.yaml:25:60: warning: this rule of 'dilemma/trust' is also a rule of 'dilemma/money' (line 15), but the two exclude each other: the counterexample in line 26 is an example of 'dilemma/money'; try: keep it under one of them
book.yaml:5:3: warning: no rule uses the list 'spare'; try: use $spare, or delete it
book.yaml:24:7: warning: 'dilemma/trust' has rules but no examples; try: add passages it must find
book.yaml:24:7: warning: 'dilemma/trust' has no definition; try: say in definition: what the code means
3 codes, 7 rules; 4 examples and 2 counterexamples run, 5 failed; 5 warnings
= 1

$ python3 -c "import xml.etree.ElementTree as e; print([(c.get('classname'), c.get('line'), len(c)) for c in e.parse('results.xml').iter('testcase')]); print(next(e.parse('results.xml').iter('failure')).text)"
[('dilemma/money', '18', 0), ('dilemma/money', '19', 1), ('dilemma/money', '20', 1), ('dilemma/money', '21', 1), ('dilemma/money', '23', 1), ('dilemma/trust', '26', 1)]
The money here is always really rather short.
  The [money] here is always really rather [short].
  nearest is rule 1 (line 13): $money near/3 (short or lacking)
    there [ ]: $money ("money"), short or lacking ("short")
    but $money ("money") and short or lacking ("short") are 6 words apart, near/3 allows 3

$ gloss new study.gloss && gloss add texts --quiet > /dev/null && gloss codebook use book.yaml
gloss: made study.gloss; next: gloss add FILES -p study.gloss
gloss: the project's codebook is now book.yaml
gloss: worth a look: contradiction: 2, shadowed rule: 1, silent rule: 3, dead word: 3, unused list: 1, no examples: 1, no definition: 1; gloss codebook check book.yaml shows them

$ gloss codebook check book.yaml | grep warning
book.yaml:25:37: warning: this rule of 'dilemma/trust' wants trust and not trust: it can never match; try: take one of the two out
book.yaml:25:60: warning: this rule of 'dilemma/trust' is also a rule of 'dilemma/money' (line 15), but the two exclude each other: the counterexample in line 26 is an example of 'dilemma/money'; try: keep it under one of them
book.yaml:14:14: warning: rule 2 of 'dilemma/money' adds nothing: rule 1 (line 13) covers all its 2 hits (one.txt:2, one.txt:4); try: take it out, or give an example that only it finds
book.yaml:16:14: warning: rule 4 of 'dilemma/money' never fires; 1 of its 2 words never occurs: pocket; spelt nearly like pocket: pockets; try: take it out, or ask gloss why-not about a passage it should find
book.yaml:25:18: warning: rule 1 of 'dilemma/trust' never fires; its word never occurs: trust*; try: take it out, or ask gloss why-not about a passage it should find
book.yaml:25:37: warning: rule 2 of 'dilemma/trust' never fires; its word never occurs: trust; try: take it out, or ask gloss why-not about a passage it should find
book.yaml:4:3: warning: list 'money': 3 of its 4 words never occur: funding, grant, 经费; spelt nearly like funding: fundings; try: correct them, or take them out
book.yaml:5:3: warning: list 'spare': its word never occurs: hall; spelt nearly like hall: all; try: correct them, or take them out
book.yaml:13:14: warning: rule 1 of 'dilemma/money': 1 of its 2 words never occurs: lacking; try: correct them, or take them out
book.yaml:5:3: warning: no rule uses the list 'spare'; try: use $spare, or delete it
book.yaml:24:7: warning: 'dilemma/trust' has rules but no examples; try: add passages it must find
book.yaml:24:7: warning: 'dilemma/trust' has no definition; try: say in definition: what the code means
3 codes, 7 rules; 4 examples and 2 counterexamples run, 5 failed; 12 warnings, over study.gloss

$ gloss codebook check book.yaml --format csv | cut -d, -f1-6 | tail -13
",,
warning,contradiction,25,37,dilemma/trust,2
warning,contradiction,25,60,dilemma/trust,3
warning,shadowed rule,14,14,dilemma/money,2
warning,silent rule,16,14,dilemma/money,4
warning,silent rule,25,18,dilemma/trust,1
warning,silent rule,25,37,dilemma/trust,2
warning,dead word,4,3,,
warning,dead word,5,3,,
warning,dead word,13,14,dilemma/money,1
warning,unused list,5,3,,
warning,no examples,24,7,dilemma/trust,
warning,no definition,24,7,dilemma/trust,

$ gloss codebook check book.yaml --format json | head -12
{
  "schema": 1,
  "file": "book.yaml",
  "codes": 3,
  "rules": 7,
  "examples": 4,
  "counterexamples": 2,
  "not_run": 0,
  "failed": 5,
  "rows": [
    {"severity": "error", "kind": "example", "line": 19, "column": 13, "code": "dilemma/money", "rule": 1, "message": "an example of 'dilemma/money' is not coded\n  The [money] here is always really rather [short].\n  nearest is rule 1 (line 13): $money near/3 (short or lacking)\n    there [ ]: $money (\"money\"), short or lacking (\"short\")\n    but $money (\"money\") and short or lacking (\"short\") are 6 words apart, near/3 allows 3\n", "remedy": "", "passages": ""},
    {"severity": "error", "kind": "example", "line": 20, "column": 13, "code": "dilemma/money", "rule": 3, "message": "an example of 'dilemma/money' is not coded\n  我们的[经费]从来都不太够\n  nearest is rule 3 (line 15): negated($money)\n    there [ ]: $money (\"经费\")\n    but $money is not negated: there is no cue near it\n", "remedy": "", "passages": ""},
