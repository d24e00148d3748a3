# What goes wrong is one line: place, what, remedy. An error in a rule shows the rule.
< p1.txt
Interviewer: How is the club doing?

P1: We have no money, and nobody trusts us.
<
< unknown-code.yaml
codebook: small
codes:
  money:
    rules: [money]
  poor:
    rules: ['<monye> and trust*']
<
< broken-rule.yaml
codebook: small
codes:
  trust:
    rules:
      - 'trust* and (official or'
<
< two-words.yaml
codebook: small
codes:
  means:
    rules:
      - |
        money or
        public funding
<
$ gloss frequency
gloss: 'frequency' is not a command of gloss; try: gloss --help
= 64

$ gloss run p1.txt
gloss: --codebook is required; try: gloss --help, or gloss COMMAND --help
= 64

$ gloss run p2.txt --codebook broken-rule.yaml
gloss: broken-rule.yaml:5:33: something is missing after "or"; try: add a word, a phrase in quotes, a $list or a <code>
        - 'trust* and (official or'
                                  ^
= 78

$ gloss codebook check unknown-code.yaml
gloss: unknown-code.yaml:6:14: there is no code "monye"; try: write <money>
      rules: ['<monye> and trust*']
               ^
= 78

$ gloss codebook check broken-rule.yaml
gloss: broken-rule.yaml:5:33: something is missing after "or"; try: add a word, a phrase in quotes, a $list or a <code>
        - 'trust* and (official or'
                                  ^
= 78

$ gloss codebook check two-words.yaml
gloss: two-words.yaml:7:16: two terms stand side by side without an operator; try: put quotes around a phrase: "public funding", or write and, or, near/5 between them
          public funding
                 ^
= 78

$ gloss codebook check none.yaml
gloss: none.yaml: cannot open: No such file or directory
= 66

$ gloss search trust
gloss: there is no project (*.gloss) in this folder; try: -p FILE, or gloss new FILE
= 64

$ gloss new study.gloss && gloss new study.gloss
gloss: made study.gloss; next: gloss add FILES -p study.gloss
gloss: study.gloss: exists already; try: name another file; an existing project is opened with -p
= 73

$ gloss search trust -p none.gloss
gloss: none.gloss: there is no such project: No such file or directory; try: gloss new FILE
= 66

$ gloss add p2.txt
gloss: p2.txt: no such file or folder
= 66

$ gloss add p1.txt --encoding klingon
gloss: unknown encoding klingon; try: --encoding NAME, such as windows-1252, GB18030 or UTF-16LE
= 64

$ gloss add p1.txt >/dev/null && gloss search 'a near/5'
gloss: query:1:9: something is missing after "near/5"; try: add a word, a phrase in quotes, a $list or a <code>
  a near/5
          ^
= 78

$ gloss search 'public funding (of'
gloss: query:1:16: the parenthesis of "(" is never closed; try: add a )
  public funding (of
                 ^
= 78

$ gloss report frequency
gloss: study.gloss: the project has no codebook yet; try: gloss codebook use FILE
= 65

$ gloss why 123456789abc
gloss: study.gloss: the project has no codebook yet; try: gloss codebook use FILE
= 65

$ gloss speakers p1.txt --assign P1=official
gloss: 'P1=official' is not LABEL=ROLE; try: --assign P1=interviewee (or interviewer, unknown)
= 64

$ gloss export codings --format yaml
gloss: --format: yaml not in {text,csv,json,md,xlsx}; try: gloss --help, or gloss COMMAND --help
= 64

$ printf 'not a database, but long enough to look at' > fake.gloss; gloss verify -p fake.gloss
gloss: fake.gloss: is not a Glossator project
= 65

$ ls
broken-rule.yaml
fake.gloss
p1.txt
study.gloss
study.gloss.index
two-words.yaml
unknown-code.yaml
