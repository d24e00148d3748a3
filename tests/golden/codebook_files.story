# Codebook files: making one, keeping it in order, and editing it together with the project.
< p1.txt
Interviewer: How is the club doing?

P1: We trust the officials, and we rely on the neighbours.

P1: Faith in the council is another thing.
<
< book.yaml
# A small study of one club.
codes:
    # What people say of trust.
    trust:
        rules: ['trust*', '"rely on"', "faith"]   # three
        name: 'Trust'
        examples:
        - "We trust them."
        - 'We rely on her.'
        counterexamples: [They left.]
    means:
        rule: 'money or <trust>'
        # short, on purpose
        examples: [We have money.]
        counterexamples: ['Nothing.']
codebook: book
<
$ gloss codebook new first.yaml --language en,zh && gloss codebook check first.yaml && gloss codebook format first.yaml --check
gloss: made first.yaml; next: gloss codebook check first.yaml
4 codes, 3 rules; 5 examples and 4 counterexamples run, 0 failed

$ gloss codebook new first.yaml
gloss: first.yaml: exists already; try: name another file
= 73

$ gloss codebook new other.yaml --language english
gloss: --language: "english" is no language code; try: --language en,zh (codes of ISO 639)
= 64

$ head -12 first.yaml
\# A codebook says what each code means and which rules propose it.
\# Lines that begin with # are for people. After a change:
\#   gloss codebook check FILE    runs the examples as tests
\#   gloss codebook format FILE   lays the file out
codebook: first
languages: [en, zh]
\# What "and", "with" and "near" look at: a passage is a paragraph of a turn.
unit: passage
\# Only what interviewees say is coded. Without this line, interviewers are, too.
where: role != interviewer

\# Words that several rules share; a rule names a list with $.

$ gloss codebook new zwei.yaml --language de && gloss codebook check zwei.yaml && gloss codebook new 书.yaml --language zh && gloss codebook check 书.yaml
gloss: made zwei.yaml; next: gloss codebook check zwei.yaml
4 codes, 3 rules; 3 examples and 2 counterexamples run, 0 failed
gloss: made 书.yaml; next: gloss codebook check 书.yaml
4 codes, 2 rules; 2 examples and 2 counterexamples run, 0 failed

$ gloss codebook schema | head -4
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Codebook of Glossator",
  "description": "What each code of a study means, and which rules propose it. What rules say, and whether names lead anywhere, is checked by: gloss codebook check FILE",

$ gloss codebook format book.yaml --check
book.yaml:2: would be laid out anew from here
= 1

$ gloss codebook format book.yaml && cat book.yaml && gloss codebook format book.yaml && gloss codebook format book.yaml --check
gloss: laid out book.yaml, from line 2 on
\# A small study of one club.
codebook: book

codes:
  # What people say of trust.
  trust:
    name: Trust
    rules:  # three
      - trust*
      - '"rely on"'
      - faith
    examples:
      - We trust them.
      - We rely on her.
    counterexamples:
      - They left.

  means:
    rule: money or <trust>
    # short, on purpose
    examples:
      - We have money.
    counterexamples:
      - Nothing.
gloss: book.yaml is laid out already

$ gloss run p1.txt --codebook book.yaml -p study.gloss -o out >/dev/null && gloss export codings -p study.gloss | cut -d, -f2,7-9
coding        source  passage   speaker  start  end  code   origin  rule  decision  coder  quote
────────────  ──────  ────────  ───────  ─────  ───  ─────  ──────  ────  ────────  ─────  ───────
874f4dfc8470  p1.txt  p1.txt:2  P1          44   49  means  rule    1                      trust
a17dc311d3f4  p1.txt  p1.txt:2  P1          44   49  trust  rule    1                      trust
8dd6c6bae47d  p1.txt  p1.txt:2  P1          72   79  means  rule    1                      rely on
5c1449629516  p1.txt  p1.txt:2  P1          72   79  trust  rule    2                      rely on
1f0cdfe8e18e  p1.txt  p1.txt:3  P1         101  106  means  rule    1                      Faith
41a159a656e1  p1.txt  p1.txt:3  P1         101  106  trust  rule    3                      Faith

$ gloss codebook split trust --to trust/reliance --rules 2 --dry-run
--- book.yaml
+++ book.yaml
@@ -7,13 +7,17 @@
     name: Trust
     rules:  # three
       - trust*
-      - '"rely on"'
       - faith
     examples:
       - We trust them.
-      - We rely on her.
     counterexamples:
       - They left.
+    codes:
+      reliance:
+        rules:
+          - '"rely on"'
+        examples:
+          - We rely on her.

   means:
     rule: money or <trust>
gloss: 1 example goes with the rules that find it

$ gloss codebook split trust --to trust/reliance --rules 2
gloss: split trust/reliance off trust in book.yaml and study.gloss
gloss: 1 example goes with the rules that find it

$ gloss codebook rename trust confidence
gloss: renamed trust to confidence in book.yaml and study.gloss

$ gloss codebook rename trust x
gloss: book.yaml: "trust" has another id now; try: confidence
= 78

$ gloss codebook rename confidence/reliance means
gloss: book.yaml: there is a code "means" already; try: another name, or gloss codebook merge
= 78

$ gloss codebook split confidence --to new --rules 7
gloss: book.yaml: "confidence" has no rule 7; try: a number from 1 to 2
= 78

$ gloss codebook split confidence --to new --rules 2-1
gloss: '2-1' is no list of numbers; try: --rules 1,3-5
= 64

$ gloss codebook merge confidence means
gloss: book.yaml:25:11: a rule of "means" uses <confidence>; merged, the code would use itself; try: write what it finds into the rule, or delete it
= 78

$ gloss codebook merge confidence/reliance means --dry-run
--- book.yaml
+++ book.yaml
@@ -13,18 +13,15 @@
       - We trust them.
     counterexamples:
       - They left.
-    codes:
-      reliance:
-        was: [trust/reliance]
-        rules:
-          - '"rely on"'
-        examples:
-          - We rely on her.

   means:
-    rule: money or <confidence>
+    was: [trust/reliance, confidence/reliance]
+    rules:
+      - money or <confidence>
+      - '"rely on"'
     # short, on purpose
     examples:
       - We have money.
+      - We rely on her.
     counterexamples:
       - Nothing.

$ cat book.yaml
\# A small study of one club.
codebook: book

codes:
  # What people say of trust.
  confidence:
    name: Trust
    was: [trust]
    rules:  # three
      - trust*
      - faith
    examples:
      - We trust them.
    counterexamples:
      - They left.
    codes:
      reliance:
        was: [trust/reliance]
        rules:
          - '"rely on"'
        examples:
          - We rely on her.

  means:
    rule: money or <confidence>
    # short, on purpose
    examples:
      - We have money.
    counterexamples:
      - Nothing.

$ gloss export codings -p study.gloss | cut -d, -f2,7-9; gloss log
coding       source passage  speaker start end code               origin rule decision coder quote
──────────── ────── ──────── ─────── ───── ─── ────────────────── ────── ──── ──────── ───── ───────
31620812c5d7 p1.txt p1.txt:2 P1         44  49 confidence         rule   1                   trust
874f4dfc8470 p1.txt p1.txt:2 P1         44  49 means              rule   1                   trust
caa09fb15648 p1.txt p1.txt:2 P1         72  79 confidence/relian… rule   1                   rely on
8dd6c6bae47d p1.txt p1.txt:2 P1         72  79 means              rule   1                   rely on
ebe03cbcfe17 p1.txt p1.txt:3 P1        101 106 confidence         rule   2                   Faith
1f0cdfe8e18e p1.txt p1.txt:3 P1        101 106 means              rule   1                   Faith
Act  When (UTC)            Who   Kind            What              Undone
───  ────────────────────  ────  ──────────────  ────────────────  ──────
  1  2026-01-01T00:00:00Z  anna  add source      p1.txt
  2  2026-01-01T00:00:00Z  anna  adopt codebook  book (book.yaml)
  3  2026-01-01T00:00:00Z  anna  adopt codebook  book (book.yaml)
  4  2026-01-01T00:00:00Z  anna  adopt codebook  book (book.yaml)

$ gloss undo && gloss export codings -p study.gloss | cut -d, -f2,7-9
gloss: took back act 4: adopt codebook book (book.yaml)
coding       source passage  speaker start end code           origin rule decision coder quote
──────────── ────── ──────── ─────── ───── ─── ────────────── ────── ──── ──────── ───── ───────
874f4dfc8470 p1.txt p1.txt:2 P1         44  49 means          rule   1                   trust
a17dc311d3f4 p1.txt p1.txt:2 P1         44  49 trust          rule   1                   trust
8dd6c6bae47d p1.txt p1.txt:2 P1         72  79 means          rule   1                   rely on
a5924e32f7c6 p1.txt p1.txt:2 P1         72  79 trust/reliance rule   1                   rely on
1f0cdfe8e18e p1.txt p1.txt:3 P1        101 106 means          rule   1                   Faith
41a159a656e1 p1.txt p1.txt:3 P1        101 106 trust          rule   2                   Faith

$ gloss codebook rename means resources --codebook first.yaml
gloss: first.yaml: there is no code "means"; try: write its whole id, as in dilemma/policy
= 78

$ gloss codebook rename trust confidence --codebook first.yaml --file-only
gloss: renamed trust to confidence in first.yaml

$ cp book.yaml elsewhere.yaml && rm book.yaml && gloss codebook rename means resources
gloss: book.yaml: the file of the project's codebook is not beside the project; try: --codebook FILE
= 66

$ mkdir alone && cd alone && gloss codebook rename means resources --codebook ../elsewhere.yaml
gloss: renamed means to resources in ../elsewhere.yaml
