# The correction sheet: written, filled in with a spreadsheet program that saved it as CSV, and taken back row by row.
< interviews/one.txt
Interviewer: Where does the money come from?

P1: There is no money. The street office has no budget for clubs.

P1: We play on Sundays, and after that we drink tea.

P1: The prize money went to the winner, of course.
<
< book.yaml
codebook: small
languages: [en]
where: role != interviewer
lists:
  purse: [money, 'budget for {clubs|us}', fund*]
codes:
  money:
    rules: [$purse]
  tea:
    rules: [tea]
<
$ gloss run interviews --codebook book.yaml -o out --quiet > /dev/null

$ gloss export review -p out/study.gloss -o review.xlsx
4 rows in review.xlsx. Filled in, it comes back with: gloss import review.xlsx --coder NAME

$ gloss export review -p out/study.gloss -o review.xlsx
gloss: review.xlsx: exists already; try: --force, or another name after -o
= 73

$ gloss export review -p out/study.gloss --codes mony -o other.xlsx
gloss: mony: is no code of the codebook; try: money
= 66

$ gloss export review -p out/study.gloss --codes money -o money.xlsx
3 rows in money.xlsx. Filled in, it comes back with: gloss import money.xlsx --coder NAME

$ gloss why $(gloss export codings -p out/study.gloss --format csv | sed -n 3p | cut -d, -f1) -p out/study.gloss
dacae911000e  money (money)
one.txt:2  P1
  There is no money. The street office has no [budget for clubs].

rule 1 (line 8 of the codebook): $purse
  matched [ ]: budget for clubs
  from lists: $purse: budget for clubs (entry "budget for {clubs|us}")
  and the codebook's condition holds: role != interviewer

codebook small, 145df7cb275b

< one.py
# What somebody does in a spreadsheet program, who then saves the sheet as CSV.
import csv, subprocess, sys
rows = list(csv.reader(subprocess.run(["gloss", "export", "codings", "-p", "out/study.gloss", "--format", "csv"], capture_output=True, text=True).stdout.splitlines()))[1:]
out = csv.writer(open("filled.csv", "w"))
out.writerow(["Coding", "Passage", "Quote", "Code", "Your decision", "Your code", "Your quote", "Your memo"])
work = [["accept", "", "", ""], ["reject", "", "", "not theirs"], ["perhaps", "", "", ""], ["", "money", "prize money", ""]]
for row, words in zip(rows, work):
    out.writerow([row[0], row[2], row[11], row[6], *words])
out.writerow(["", "one.txt:3", "", "", "", "sports", "", ""])
out.writerow(["", "one.txt:3", "", "", "", "tea; money", "on Sundays", ""])
out.writerow(["", "two.txt:1", "", "", "", "tea", "", ""])
out.writerow(["", "one.txt:4", "", "", "", "", "", ""])
<
$ python3 one.py

$ gloss import filled.csv --coder anna --dry-run -p out/study.gloss
Not taken over:
filled.csv:4: 'perhaps' is no decision: accept, reject, or nothing
filled.csv:6: sports: is no code of the codebook; try: gloss report frequency, for the ids
filled.csv:8: 'two.txt:1' is no passage of the project

8 rows by anna would be taken over: 1 accepted, 1 rejected, 3 codings and 1 memo added; 1 not filled in, 0 as before.
Nothing was saved.
= 2

$ gloss import filled.csv --coder anna -p out/study.gloss
Not taken over:
filled.csv:4: 'perhaps' is no decision: accept, reject, or nothing
filled.csv:6: sports: is no code of the codebook; try: gloss report frequency, for the ids
filled.csv:8: 'two.txt:1' is no passage of the project

8 rows by anna: 1 accepted, 1 rejected, 3 codings and 1 memo added; 1 not filled in, 0 as before.
= 2

$ gloss import filled.csv --coder anna -p out/study.gloss | tail -1
8 rows by anna: 0 accepted, 0 rejected, 0 codings and 0 memos added; 1 not filled in, 6 as before.

$ sed s/accept/reject/ filled.csv > ben.csv

$ gloss import ben.csv --coder ben -p out/study.gloss
Not taken over:
ben.csv:4: 'perhaps' is no decision: accept, reject, or nothing
ben.csv:6: sports: is no code of the codebook; try: gloss report frequency, for the ids
ben.csv:8: 'two.txt:1' is no passage of the project

Taken over, but coders differ; the newest decision counts:
ben.csv:2: ben rejected money, which anna has accepted

8 rows by ben: 0 accepted, 2 rejected, 3 codings and 1 memo added; 1 not filled in, 0 as before.
= 2

$ gloss export codings -p out/study.gloss
coding       source  passage   speaker start end code  origin rule decision coder quote
──────────── ─────── ───────── ─────── ───── ─── ───── ────── ──── ──────── ───── ────────────────
39111b90ee93 one.txt one.txt:2 P1         62  67 money rule   1    rejected       money
dacae911000e one.txt one.txt:2 P1         94 110 money rule   1    rejected       budget for clubs
0e303d8d0035 one.txt one.txt:3 P1        125 135 money coder                anna  on Sundays
130685c55238 one.txt one.txt:3 P1        125 135 money coder                ben   on Sundays
d49e621d4f0e one.txt one.txt:3 P1        125 135 tea   coder                anna  on Sundays
2a0079681006 one.txt one.txt:3 P1        125 135 tea   coder                ben   on Sundays
cc1ec9d9c266 one.txt one.txt:3 P1        161 164 tea   rule   1                   tea
b4564a63ac84 one.txt one.txt:4 P1        175 186 money coder                anna  prize money
f5a0e5f7609f one.txt one.txt:4 P1        175 186 money coder                ben   prize money
795a2f2dc0ae one.txt one.txt:4 P1        181 186 money rule   1                   money

$ gloss undo -p out/study.gloss
gloss: took back act 4: import review ben.csv

$ gloss import filled.csv -o other.yaml -p out/study.gloss
gloss: filled.csv: is a correction sheet: it goes into the project; try: without -o
= 64

$ printf 'PK\003\004 and so on' > broken.xlsx; gloss import broken.xlsx -p out/study.gloss
gloss: broken.xlsx: is damaged: its list of parts cannot be read; try: open it in a spreadsheet program and save it as .xlsx
= 65

$ printf 'name,age\nP1,40\n' > cases.csv; gloss import cases.csv -p out/study.gloss
gloss: cases.csv: a dictionary becomes a codebook: which file?; try: -o codebook.yaml
= 64
