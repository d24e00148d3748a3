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

$ cd out && gloss coding add one.txt:5 dilemma/money --quote 'own pockets' > /dev/null && gloss coding add two.txt:4 dilemma/money > /dev/null
$ cd out && gloss accept --code dilemma/money --all-of 'budget or 没有经费' > /dev/null && gloss reject --code dilemma/money --all-of prize > /dev/null
$ cd out && gloss accept --code tea --source one.txt > /dev/null && gloss done one.txt > /dev/null && gloss done two.txt --blind > /dev/null

$ cd out && gloss report rules

$ cd out && gloss report rules --against anna --by code --format csv

$ cd out && gloss report rules --against bob

$ cd out && gloss suggest terms money --least 2 --limit 3

$ cd out && gloss sample --code money --for-precision 20% --seed 7

$ cd out && gloss sample --code money --size 3 --blind --format csv

$ cd out && gloss sample --code money --for-precision five
