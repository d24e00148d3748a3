# Dictionaries of other programs become codebooks, and codebooks dictionaries; what is lost is told by line.
< mary.dic
%
1	A category
	2	Below it
%
more	1
little lamb*	1	2
like	(02 134)125/464 1
<
< places.yml
US: [American*, United States]
AS: [American Samoa]
<
< theme.cod
# coding rules
*means
fund or money or near(poor-club)[b5]
*not-means
not <*means> and <>group-->organiser
*verbs
run-->Verb
<
< sentiment.cat
NEGATIVE
	BAD (2)
	@NOT_GOOD [GOOD AFTER #NEGATION /S3] (1)
NEGATION
	NOT (1)
<
< words.txt
more words
<
< p1.txt
Interviewer: How is it?

P1: American Samoa has more little lambs than the United States. The club is poor.
<
$ gloss import mary.dic -o mary.yaml
mary.dic:7: like (02 134)125/464 1: the condition (02 134)125/464 cannot be imported
mary.dic is a dictionary of LIWC, by its name (UTF-8).
2 categories, 3 entries; 1 thing could not be carried over as it was (above).
Written: mary.yaml; next: gloss codebook check mary.yaml
= 2

$ tail -n +2 mary.yaml
codebook: mary
title: mary
language: en
overlap: drop
lists:
  a-category:
    - more
    - like
  below-it:
    - little lamb*
codes:
  a-category:
    name: A category
    rules:
      - $a-category
    codes:
      below-it:
        name: Below it
        rules:
          - $below-it

$ gloss codebook check mary.yaml | tail -1
2 codes, 2 rules; 0 examples and 0 counterexamples run, 0 failed; 6 warnings

$ gloss import mary.dic -o mary.yaml
gloss: mary.yaml: exists already; try: --force, or another name after -o
= 73

$ gloss import places.yml --conflict longest -o places.yaml --quiet
places.yml is a dictionary of quanteda, by its name (UTF-8).
2 categories, 3 entries; nothing was lost.
Written: places.yaml; next: gloss codebook check places.yaml

$ gloss run p1.txt --codebook places.yaml >/dev/null && cut -d, -f5,6,7,12 gloss-out/codings.csv
start,end,code,quote
29,43,as,American Samoa
75,88,us,United States

$ gloss import theme.cod -o theme.yaml
theme.cod:7: run-->Verb: parts of speech and inflections (run-->Verb) are not known here
theme.cod is a dictionary of KH Coder, by its name (UTF-8).
3 categories, 4 entries; 1 thing could not be carried over as it was (above).
Written: theme.yaml; next: gloss codebook check theme.yaml
= 2

$ sed -n '/^lists/,$p' theme.yaml
lists:
  means:
    - fund~
    - money~
codes:
  means:
    name: means
    rules:
      - $means
      - "poor~ near/5 club~ within sentence"
    span: passage
  not-means:
    name: not-means
    rules:
      - "not <means> and (unit where group = organiser)"
    span: passage
  verbs:
    name: verbs

$ gloss import sentiment.cat -o sentiment.yaml
sentiment.cat:3: @NOT_GOOD [GOOD AFTER #NEGATION /S3]: this and other rules are read by WordStat's public pages: /S3 as at most 3 words apart within a sentence; try some on a text you know
sentiment.cat is a dictionary of WordStat, by its name (UTF-8).
2 categories, 3 entries; 1 thing could not be carried over as it was (above).
Written: sentiment.yaml; next: gloss codebook check sentiment.yaml
= 2

$ gloss import words.txt -o words.yaml
gloss: words.txt: neither its name nor its content tells what dictionary it is; try: --as liwc|wordstat|yoshikoder|lexicoder|quanteda|khcoder
= 64

$ gloss import words.txt --as liwc -o words.yaml
gloss: words.txt: has no line of % before its categories; try: a LIWC dictionary begins: %, its categories, %; for another format say --as NAME
= 65

$ gloss import mary.dic --as quanteda -o words.yaml
gloss: mary.dic:1:2: is not proper YAML: could not find expected directive name; try: check the indentation, and put rules and texts with : # * & ! | > % @ in quotes
  %
   ^
= 65

$ gloss import mary.dic --patterns regex -o words.yaml
gloss: mary.dic: the patterns of LIWC are not regular expressions, and case never matters there; try: leave out --patterns and --case; they are for quanteda
= 64

$ gloss import none.dic -o words.yaml
gloss: none.dic: cannot open: No such file or directory
= 66

$ gloss import mary.dic
gloss: mary.dic: a dictionary becomes a codebook: which file?; try: -o codebook.yaml
= 64

$ gloss export codebook --codebook theme.yaml --format liwc -o theme.dic
theme.yaml:6: fund~: LIWC knows no stems
theme.yaml:6: money~: LIWC knows no stems
theme.yaml:14: poor~ near/5 club~ within sentence: LIWC has no such rules
theme.yaml:19: not <means> and (unit where group = organiser): LIWC has no such rules
3 categories, 4 entries; 4 things could not be carried over as they were (above).
= 2

$ cat theme.dic
%
1	means
2	not-means
3	verbs
%

$ gloss export codebook --codebook mary.yaml --format yoshikoder
<?xml version="1.0" encoding="UTF-8"?>
<dictionary style="050805" patternengine="substring">
  <cnode name="mary" desc="">
    <cnode name="A category" desc="">
      <pnode name="more"></pnode>
      <pnode name="like"></pnode>
      <cnode name="Below it" desc="">
        <pnode name="little lamb*"></pnode>
      </cnode>
    </cnode>
  </cnode>
</dictionary>
2 categories, 3 entries; nothing was lost.

$ gloss export codebook -p gloss-out/study.gloss --format quanteda
"US":
  - "American*"
  - "United States"
"AS":
  - "American Samoa"
2 categories, 3 entries; nothing was lost.

$ gloss export codebook -p gloss-out/study.gloss | sed -n 2,5p
codebook: places
title: places
language: en
overlap: drop
