# Every change is an act; acts can be taken back and done again, also by another run of the program.
< a.txt
Interviewer: And the hall?

P1: The hall is locked.
<
< b.txt
P1: We ask every year.

Interviewer: Whom?

P1: The bureau.
<
< book.yaml
codebook: small
codes:
  hall: {rules: [hall]}
<
$ gloss new study.gloss
gloss: made study.gloss; next: gloss add FILES -p study.gloss

$ gloss add a.txt b.txt
2 sources stored, 0 in the project already, 0 refused

Source  Outcome  Language  Encoding  Sections  Turns  Speakers  Passages
──────  ───────  ────────  ────────  ────────  ─────  ────────  ────────
a.txt   stored   en        UTF-8            0      2         2         2
b.txt   stored   en        UTF-8            0      3         2         3

$ gloss add a.txt b.txt --quiet
0 sources stored, 2 in the project already, 0 refused

Source  Outcome  Language  Encoding  Sections  Turns  Speakers  Passages
──────  ───────  ────────  ────────  ────────  ─────  ────────  ────────
a.txt   known    en        UTF-8            0      2         2         2
b.txt   known    en        UTF-8            0      3         2         3

$ gloss codebook use book.yaml
gloss: the project's codebook is now book.yaml
gloss: worth a look: no examples: 1, no counterexamples: 1, no definition: 1; gloss codebook check book.yaml shows them

$ gloss codebook use book.yaml
gloss: that is the project's codebook already

$ gloss speakers b.txt --assign P1=interviewee
Source  Speaker      Role         Case  Variables
──────  ───────────  ───────────  ────  ─────────
b.txt   P1           interviewee
b.txt   Interviewer  interviewer

$ gloss log
Act  When (UTC)            Who   Kind            What                     Undone
───  ────────────────────  ────  ──────────────  ───────────────────────  ──────
  1  2026-01-01T00:00:00Z  anna  add source      a.txt
  2  2026-01-01T00:00:00Z  anna  add source      b.txt
  3  2026-01-01T00:00:00Z  anna  adopt codebook  small (book.yaml)
  4  2026-01-01T00:00:00Z  anna  assign role     b.txt: P1 = interviewee

$ gloss undo -n 2
gloss: took back act 4: assign role b.txt: P1 = interviewee
gloss: took back act 3: adopt codebook small (book.yaml)

$ gloss report frequency
gloss: study.gloss: the project has no codebook yet; try: gloss codebook use FILE
= 65

$ gloss redo -n 9
gloss: did again act 3: adopt codebook small (book.yaml)
gloss: did again act 4: assign role b.txt: P1 = interviewee

$ gloss redo
gloss: there is nothing to do again
= 1

$ gloss report frequency
Code frequencies
Base: 5 passages of 2 sources (interview 5, field note 0)
Codings: 0 by hand, 0 accepted, 2 undecided; 0 rejected not counted

Code  Codings  Passages      Sources  Speakers   Share
────  ───────  ────────────  ───────  ────────  ──────
hall        2  2 ██████████        1         2  40.0 %

A code with codes below it counts what they cover together, each passage once. Share: of the
  passages of the base.

Made by gloss 0.1.0 from 2 sources, codebook small (631046cb5d8d), state 522b566db381

$ gloss undo -n 1000; gloss sources; gloss log --format csv | tail -4
gloss: took back act 4: assign role b.txt: P1 = interviewee
gloss: took back act 3: adopt codebook small (book.yaml)
gloss: took back act 2: add source b.txt
gloss: took back act 1: add source a.txt
Source  Kind  Format  Language  Encoding  Speakers  Passages
──────  ────  ──────  ────────  ────────  ────────  ────────
9,2026-01-01T00:00:00Z,anna,undo,assign role: b.txt: P1 = interviewee,4,
10,2026-01-01T00:00:00Z,anna,undo,adopt codebook: small (book.yaml),3,
11,2026-01-01T00:00:00Z,anna,undo,add source: b.txt,2,
12,2026-01-01T00:00:00Z,anna,undo,add source: a.txt,1,

$ gloss redo -n 1000 --quiet; gloss verify; gloss backup copy.gloss; gloss verify -p copy.gloss
the project is sound
gloss: the backup copy.gloss was reopened and checked
the project is sound

$ rm -r study.gloss.index; gloss search hall -p study.gloss
2 passages

a.txt:1  Interviewer
  And the [hall]?

a.txt:2  P1
  The [hall] is locked.

$ printf x >> study.gloss.index/tokens/manifest; gloss search hall -p study.gloss
2 passages

a.txt:1  Interviewer
  And the [hall]?

a.txt:2  P1
  The [hall] is locked.
gloss: the token store is damaged: its manifest cannot be read; it is made anew

$ gloss reindex -p study.gloss
gloss: indexed 2 sources

$ stat -c '%a %n' study.gloss study.gloss.index | sort; ls
600 study.gloss
700 study.gloss.index
a.txt
b.txt
book.yaml
copy.gloss
study.gloss
study.gloss.index
