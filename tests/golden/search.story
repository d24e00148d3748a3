# What a researcher asks of a search, on the pilot study, with a small codebook: passages, concordances, counts, hints,
# a rule to paste, and a source with its codes in the margin.
< book.yaml
codebook: small
languages: [en, zh]
where: role != interviewer
codes:
  place:
    name: {en: Place, zh: 场地}
    rules: [场地, hall*]
  licence:
    name: {en: Paper and stamp, zh: 手续}
    codes:
      registered:
        name: {en: Registered or not, zh: 登记}
        rules: [登记, register*]
        span: passage
<
$ gloss run $ROOT/corpora/pilot --codebook book.yaml -o out --quiet > /dev/null

$ cd out && gloss search 'register* near/12 club*'
5 passages

08-official-district-planner.txt:7  A
  …thought was children and it's women in their sixties. When I draw a plan I draw the [clubs] that
  are on the [register], because that's the list I'm given. The rest of them don't exist, on paper.
  No…

08-official-district-planner.txt:49  Q
  Does anyone look at what the [registered] [clubs] do with the grant?

11-organiser-running-crew.md:17  Interviewer
  Are you [registered] as a [club]?

08-official-district-planner.txt:28  A
  To be fair to him, he's not a bad man. He once had a five-a-side lot in there who left the showers
  running all weekend. But that was a [registered] [club], as it happens.

11-organiser-running-crew.md:26  Maren
  …at a meeting and called us "persons in tights". And you get it in the small things. A
  [registered] [club] rings up for the hall, it's yes. We ring up, it's who are you, who's
  responsible, who…

$ cd out && gloss search '登记 and 手续'
1 passage

07-official-culture-sport-station.md:7  宋站长
  我这儿排得上号的，四十一支。在民政[登记]了的，两支，一支门球，一支木兰扇。三十九支什么[手续]都没
  有，没有证，没有账户，名字也是自己起的，什么“夕阳飞虎队”。（笑）

$ cd out && gloss search '登记 手续 where group = official' -n 1
1 passage

07-official-culture-sport-station.md:7  宋站长
  我这儿排得上号的，四十一支。在民政[登记]了的，两支，一支门球，一支木兰扇。三十九支什么[手续]都没
  有，没有证，没有账户，名字也是自己起的，什么“夕阳飞虎队”。（笑）

$ cd out && gloss search 'slogan or 口号'
1 passage

02-organiser-running-club.md:3  阿岚
  现在群里三百七十多个人，每周二、周四晚上出来的大概六七十。我们的 [slogan] 是 run slow, stay long，
  翻译过来就是别受伤。

$ cd out && gloss search '没有 near/8 场地' -n 2 --first 1 --format csv
source,passage,speaker,start,end,score,quote
07-official-culture-sport-station.md,07-official-culture-sport-station.md:18,访谈者,1097,1112,8.59818,那没有手续的队伍，场地怎么给？
07-official-culture-sport-station.md,07-official-culture-sport-station.md:20,宋站长,1218,1348,7.44804,因为信不过，所以不给场地；没有场地，队伍就只能在路边打游击，当然拿不出什么成绩；拿不出成绩，去登记的时候人家就说你不够条件，所以一直登记不了；登记不了呢，没名没姓，管委会就更信不过。你看，走了一圈又回到门口。我在会上画过这个圈，画在白板上的，没人擦也没人接话。

$ cd out && gloss search 'permit' --format json
{
  "schema": 1,
  "total": 1,
  "hits": [
    {
      "source": "08-official-district-planner.txt",
      "passage": "08-official-district-planner.txt:19",
      "speaker": "A",
      "start": 3219,
      "end": 3604,
      "score": 6.00785,
      "quote": "There's a by-law. It's from before I was born and it deals with, let me get this right, \"processions, brass bands and the beating of carpets\". (laughs) Nothing after that. Nothing about a group of forty people who meet every Tuesday and aren't a club. Our solicitor says we can neither permit it nor forbid it. So we sort of, um, look the other way. Which is fine until somebody trips.",
      "spans": [
        [
          3505,
          3511
        ]
      ]
    }
  ]
}

$ cd out && gloss kwic '场地' -n 6
15 finds in 14 passages

01-official-sports-burea…:24  受访者  …个队长，说得那叫一个热闹， [场地] 啊、灯啊、厕所啊，一条一条…
01-official-sports-burea…:28  访谈者                       学校的 [场地] ，政策上不是说要开放吗？
02-organiser-running-clu…:22  阿岚    …个案就给个编号，拿编号能借 [场地] 、能买保险，就好了，不一定…
07-official-culture-spor…:17  宋站长  …门就不值钱，人家拿去学校借 [场地] ，学校说这是啥？
07-official-culture-spor…:18  访谈者           那没有手续的队伍， [场地] 怎么给？
07-official-culture-spor…:20  宋站长         因为信不过，所以不给 [场地] ；没有场地，队伍就只能在路…

9 more; to see them: --first 6

$ cd out && gloss kwic '场地' --sort right -n 4 --width 16
15 finds in 14 passages

13-participant-student.t…:5   答       …，就是拿石灰画 [场地] 。
15-field-note-park.md:3                …一样，一个说没 [场地] ，一个说账对不…
09-organiser-hiking-asso…:49  访谈员   …进去了，给钱给 [场地] ，但是要听安排…
07-official-culture-spor…:24  宋站长   …。我是主张先从 [场地] 剪。要给他们机…

11 more; to see them: --first 4

$ cd out && gloss kwic 'permit* or slogan or 手续' --sort left -n 6
4 finds in 4 passages

08-official-district-pla…:19  A       …citor says we can neither [permit] it nor forbid it. So we s…
07-official-culture-spor…:7   宋站长   …一支木兰扇。三十九支什么 [手续] 都没有，没有证，没有账户…
07-official-culture-spor…:18  访谈者                      那没有 [手续] 的队伍，场地怎么给？
02-organiser-running-clu…:3   阿岚     …出来的大概六七十。我们的 [slogan] 是 run slow, stay long，…

$ cd out && gloss kwic 'solicitor near forbid' --format json
{
  "schema": 1,
  "total": 1,
  "passages": 1,
  "rows": [
    {"source": "08-official-district-planner.txt", "passage": "08-official-district-planner.txt:19", "speaker": "A", "start": 3475, "end": 3525, "left": "…et every Tuesday and aren't a club. Our", "node": "solicitor says we can neither permit it nor forbid", "right": "it. So we sort of, um, look the other w…"}
  ]
}

$ cd out && gloss kwic '"car park" where source = "03*"' -n 2 --width 20 --format csv
source,passage,speaker,start,end,left,node,right
03-participant-car-park-dance.txt,03-participant-car-park-dance.txt:4,P3,444,452,… dance group in the,car park,behind the old cine…
03-participant-car-park-dance.txt,03-participant-car-park-dance.txt:20,P3,3584,3592,…I'm the law in that,car park,.

$ cd out && gloss search '场地 or permit*' --count
15 passages, 16 matches, 8 sources, 10 speakers

$ cd out && gloss search '场地 where role != interviewer' --by group
9 passages, 10 matches in 5 sources by 4 speakers

group        Passages      Matches  Sources  Of passages  Share  Per 1,000
───────────  ────────────  ───────  ───────  ───────────  ─────  ─────────
official     4 ██████████        5        2          127  3.1 %     39.370
organiser    1 ██▌               1        1          154  0.6 %      6.494
participant  3 ███████▌          3        1           69  4.3 %     43.478
-            1 ██▌               1        1           69  1.4 %     14.493

Share: of the passages with this value that satisfy the query's where. Per 1,000: matches by 1,000
  of these passages.

$ cd out && gloss search '场地' --by district --format csv
value,passages,matches,sources,base,share,per_1000
Beidu,8,9,4,91,0.08791208791208792,98.9010989010989
Nanting,1,1,1,205,0.004878048780487805,4.878048780487805
Tarnsey,0,0,0,110,0,0
,5,5,5,315,0.015873015873015872,15.873015873015873

$ cd out && gloss search '场地 学校' --code place
- '场地 and 学校'

3 passages, 9 matches: 2 carry place already, 0 are new, 1 is left out by where role != interviewer

$ cd out && gloss search '"car park"' --code plaec
- '"car park"'

10 passages, 11 matches
'plaec' is no code of the project's codebook; did you mean place?

$ cd out && gloss search 'permitt'
0 passages

'permitt' does not occur; spelt nearly so: permit
= 1

$ cd out && gloss search '体育部门购'
0 passages

'体育部门购' does not occur; its longest parts: '体育部' in 1 passage, '门' in 37 passages, '购'
  in 1 passage
= 1

$ cd out && gloss search 'solicitor and tin'
0 passages

'solicitor' occurs in 1 passage, 'tin' in 5, never in one passage; try: solicitor or tin
= 1

$ cd out && gloss kwic 'solicitor before/2 neither'
0 finds

'solicitor' occurs in 1 passage, 'neither' in 4; together in 1 passage, but not as the query says;
  try: solicitor and neither
= 1

$ cd out && gloss search 'solicitor where role = interviewer' --format json
{
  "schema": 1,
  "total": 0,
  "hits": [],
  "hints": [
    {
      "word": "",
      "passages": 1,
      "nearest": [],
      "text": "1 passage would match without the condition"
    }
  ]
}
= 1

$ cd out && gloss search 'permit where grup = official'
gloss: query:1:14: no source and no case has a variable 'grup'; try: group
  permit where grup = official
               ^
= 78

$ cd out && gloss search 'permit where group = oficial'
gloss: query:1:22: nothing in the project has group = 'oficial'; try: official
  permit where group = oficial
                       ^
= 78

$ cd out && gloss search 'permit where unit.words > 3'
1 passage

08-official-district-planner.txt:19  A
  …people who meet every Tuesday and aren't a club. Our solicitor says we can neither [permit] it
  nor forbid it. So we sort of, um, look the other way. Which is fine until somebody…

$ cd out && gloss kwic "$(printf '(%.0s' {1..100})permit"
gloss: query:1:65: is nested deeper than 64 levels; try: put parts of it into codes of their own and use <code>
  ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((perm...
                                                                  ^
= 78

$ cd out && gloss search permit --by grop
gloss: --by: there is no variable 'grop'; try: --by group
= 64

$ cd out && gloss show 08-off --passages 17-20
08-official-district-planner.txt  interview  en

    A
17  Ah. Well. You need two signatures to get on the register. The county         ─ Registered or not
    registrar takes your papers, but she won't open the envelope unless a host
    body has agreed to be answerable for you, and the host body for sport is,
    well, it's us. The leisure board. And the leisure board hasn't agreed to
    host anyone new since I've been here, because hosting means you carry the
    liability. So a group goes to the county, the county says go to the board,
    the board says come back when you're registered. I've seen a letter from
    the county and a letter from us, dated the same day, each telling the same
    poor man to ask the other.

    Q
18  Is there anything in the rules about groups that aren't registered?

    A
19  There's a by-law. It's from before I was born and it deals with, let me get
    this right, "processions, brass bands and the beating of carpets". (laughs)
    Nothing after that. Nothing about a group of forty people who meet every
    Tuesday and aren't a club. Our solicitor says we can neither permit it nor
    forbid it. So we sort of, um, look the other way. Which is fine until
    somebody trips.

    Q
20  And then?

$ cd out && gloss show 02 --passages 20-23 --lang zh
02-organiser-running-club.md  interview  zh

    阿岚
20  没注册。我们问过，要三万块开办资金，要场所证明，还要找个单位给你点头。钱我们凑得出来；场
    所，我们的场所是一条河。（笑）找单位嘛，体育局的人挺客气的，说你们先发展，发展好了再说。
    什么叫发展好了？三百七十个人算不算好？他不讲。

    笔者
21  没注册有什么不方便？

    阿岚
22  没有章，什么都要借别人的。去年想跟一个小学借操场，校长说你盖个章来。我上哪儿盖？最后借了  ─ 场地
    我们医院工会的章，工会主席是我师姐。办活动买保险也是，保险公司只卖给单位，个人不卖，我只
    好一个一个地买，身份证号收了一晚上。要是能像有的城市那样，备个案就给个编号，拿编号能借场
    地、能买保险，就好了，不一定非要叫社团法人，我们也当不起那个法人。

§ 打交道

    笔者
23  平时跟体育局怎么联系？

$ cd out && gloss show 07 --code 'licence/**' --passages 7 --format json
{
  "schema": 1,
  "source": "07-official-culture-sport-station.md",
  "kind": "interview",
  "language": "zh",
  "passages": [
    {
      "passage": "07-official-culture-sport-station.md:7",
      "time": null,
      "speaker": "宋站长",
      "role": "interviewee",
      "heading": null,
      "start": 459,
      "end": 538,
      "text": "我这儿排得上号的，四十一支。在民政登记了的，两支，一支门球，一支木兰扇。三十九支什么手续都没有，没有证，没有账户，名字也是自己起的，什么“夕阳飞虎队”。（笑）",
      "codings": [
        {
          "coding": "ead5d0070d3b",
          "code": "licence/registered",
          "name": "Registered or not",
          "start": 459,
          "end": 537
        }
      ]
    }
  ]
}

$ cd out && gloss show 0
gloss: 0: several sources begin so: 01-official-sports-bureau.txt, 02-organiser-running-club.md, ...; try: more of the name
= 64

$ cd out && gloss show 99-nobody.txt
gloss: 99-nobody.txt: is not a source of the project; try: gloss sources, for the names
= 66

$ cd out && gloss search permit --format html -o permit.html && gloss kwic permit --format html -o permit-kwic.html && gloss show 08 --format html -o 08.html && grep -c '<mark' permit.html permit-kwic.html 08.html
permit.html:1
permit-kwic.html:1
08.html:6
