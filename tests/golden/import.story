# Everything that is read is stored or refused, each with a reason.
< captions.vtt
WEBVTT

1
00:00:01.000 --> 00:00:02.500
<v Ana Ruiz>We asked for the hall.</v>

2
00:00:02.500 --> 00:00:0x.000
Ben: They said no.

3
00:00:04.000 --> 00:00:05.000
Ben: They said no &amp; left.
<
< empty.srt

<
$ printf 'P1: Vereine m\374ssen sparen.\n\nInterviewer: Wer \374bernimmt die Geb\374hren f\374r den Sportplatz?\n\nP1: Die Bezirks\344mter k\374rzen Zusch\374sse.\n' > latin1.txt; printf 'P1: \xe5\x9b\xb0\xe5\xa2\x83 \xff broken\n' > broken.txt; printf 'P1: a\0b\n' > nul.txt; touch notes.docx

$ gloss new s.gloss --quiet; gloss add . -p s.gloss
gloss: ./broken.txt:1: byte 0xFF at offset 11 is not UTF-8, although the rest is; try: --encoding NAME, such as windows-1252, GB18030 or UTF-16LE
gloss: ./captions.vtt:8: cue time 00:00:0x.000 is not a time
gloss: ./empty.srt: the file has no cue
gloss: ./notes.docx: is of a type that is not read; try: save it as .txt, .md, .vtt or .srt
gloss: ./nul.txt:1: NUL byte at offset 5: not a text, or UTF-16 without a byte order mark; try: --encoding NAME, such as windows-1252, GB18030 or UTF-16LE
2 sources stored, 0 in the project already, 4 refused

Source        Outcome  Language  Encoding               Sections  Turns  Speakers  Passages
────────────  ───────  ────────  ─────────────────────  ────────  ─────  ────────  ────────
broken.txt    refused  -         -                             -      -         -         -
captions.vtt  stored   en        UTF-8                         0      1         1         1
empty.srt     refused  -         -                             -      -         -         -
latin1.txt    stored   de        ISO-8859-1 (detected)         0      3         2         3
notes.docx    refused  -         -                             -      -         -         -
nul.txt       refused  -         -                             -      -         -         -
= 2

$ gloss add broken.txt --encoding utf-8 --replace -p s.gloss
1 source stored, 0 in the project already, 0 refused

Source      Outcome  Language  Encoding       Sections  Turns  Speakers  Passages
──────────  ───────  ────────  ─────────────  ────────  ─────  ────────  ────────
broken.txt  stored   und       UTF-8 (named)         0      1         1         1

broken.txt: 1 undecodable bytes became U+FFFD

$ gloss add . -p s.gloss --quiet | head -1
gloss: ./broken.txt:1: byte 0xFF at offset 11 is not UTF-8, although the rest is; try: --encoding NAME, such as windows-1252, GB18030 or UTF-16LE
gloss: ./captions.vtt:8: cue time 00:00:0x.000 is not a time
gloss: ./empty.srt: the file has no cue
gloss: ./notes.docx: is of a type that is not read; try: save it as .txt, .md, .vtt or .srt
gloss: ./nul.txt:1: NUL byte at offset 5: not a text, or UTF-16 without a byte order mark; try: --encoding NAME, such as windows-1252, GB18030 or UTF-16LE
0 sources stored, 2 in the project already, 4 refused

$ gloss export passages -p s.gloss --format csv
passage,source,speaker,role,kind,start,end,text
broken.txt:1,broken.txt,P1,interviewee,interview,4,15,困境 � broken
captions.vtt:1,captions.vtt,Ana Ruiz,unknown,interview,10,58,We asked for the hall. Ben: They said no & left.
latin1.txt:1,latin1.txt,P1,interviewee,interview,4,26,Vereine müssen sparen.
latin1.txt:2,latin1.txt,Interviewer,interviewer,interview,41,87,Wer übernimmt die Gebühren für den Sportplatz?
latin1.txt:3,latin1.txt,P1,interviewee,interview,93,127,Die Bezirksämter kürzen Zuschüsse.

$ gloss verify -p s.gloss
the project is sound
