#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes invented interviews of any size, the same for the same seed: for benchmarks, never for results.

    scripts/generate_corpus.py FOLDER --megabytes 10 [--seed 1] [--chinese 0.0] [--file-kilobytes 100]

Words are drawn with frequencies like those of speech (a few hundred function words, then a long tail of made-up words,
rank-frequency exponent 1, 2 beyond rank 5,000: the vocabulary grows as in real interviews, some 20,000 words in 10 MB). Turns, back-channels, questions, contractions, numbers, curly quotes in every tenth file; Chinese files
draw characters from the common ones. Text is UTF-8 with labels `Interviewer:` and `P1:` and a blank line after each turn.
"""
import argparse
import pathlib
import random

FUNCTION = """the of and to a in that it is was i for you we they on with he as at be this have are but not his by from had
she or an my were which there been their all one would so when who will more no if out what up about into than them can only other
time some could these two may then do first any now such like our over me even most made after also did many before must through
years where much your way well down should because each just those people how too little good very make world still own see work
here get both between life being under never day same another know while last might us great old year off come since against go came
right used take three""".split()
SPOKEN = ["don't", "it's", "I'm", "that's", "we've", "they're", "didn't", "can't", "you know", "I mean", "sort of", "well,", "mm-hm", "uh"]
TOPICS = """club council permit field funding grant coach member referee league budget sponsor register bureau official volunteer
venue schedule insurance training tournament committee policy notice meeting application neighbour stadium pitch track swimming dance
association charter account receipt tax school district province support trust report platform""".split()
SYLLABLES = ["ba", "co", "den", "el", "fir", "gra", "hol", "im", "jun", "kel", "lo", "mar", "nor", "op", "pre", "quo", "ris", "sta", "tor", "un",
             "ver", "wil", "yon", "ta", "tion", "ment", "ing", "er", "ly", "al", "ic", "ous", "ness", "ship", "ed"]
HAN = ("的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其里所去行过家十用发天如然作方成者多日都三小军二"
       "无同么经法当起与好看学进种将还分此心前面又定见只主没公从动现很回使月起样部社门场加等次体育府政队员会费组织活动群众赛街道场馆经费审批登记管理单位业务指导补贴培训")
HAN_TOPICS = ["体育局", "社会组织", "场地", "经费", "登记", "业务主管单位", "补贴", "广场舞", "教练", "比赛", "街道办", "志愿者", "沟通", "信任", "政策"]


def tail_words(random_, count):
    words = set()
    while len(words) < count:
        words.add("".join(random_.choice(SYLLABLES) for _ in range(random_.randint(2, 4))))
    return sorted(words)


class English:
    def __init__(self, random_):
        self.random = random_
        self.head = FUNCTION + SPOKEN + TOPICS
        self.tail = tail_words(random_, 80_000)
        self.tail_cumulative = self.sums(len(self.head), len(self.tail))
        self.begin()

    @staticmethod
    def sums(first, count):
        total = 0.0
        return [total := total + (rank + 3) ** -1.05 * min(1.0, 5000 / (rank + 1)) for rank in range(first, first + count)]

    def begin(self):
        """A new interview: the function words and topics of all, and some 1,700 rarer words of its own."""
        own = set(self.random.choices(self.tail, cum_weights=self.tail_cumulative, k=2_600))
        self.words = self.head + [word for word in self.tail if word in own]
        self.cumulative = self.sums(0, len(self.words))
        self.pool, self.at = [], 0

    def draw(self, count):
        if self.at + count > len(self.pool):
            self.pool = self.random.choices(self.words, cum_weights=self.cumulative, k=20_000)
            self.at = 0
        drawn = self.pool[self.at:self.at + count]
        self.at += count
        return drawn

    def sentence(self, curly):
        words = self.draw(self.random.randint(4, 24))
        if self.random.random() < 0.3:
            words[len(words) // 2] += ","
        if self.random.random() < 0.05:
            words.append(str(self.random.randint(2, 2026)))
        text = " ".join(words)
        text = text[0].upper() + text[1:] + ("." if self.random.random() < 0.9 else "?")
        if curly:
            text = text.replace("'", "’")
            if self.random.random() < 0.1:
                text = "“" + text + "”"
        return text


class Chinese:
    def __init__(self, random_):
        self.random = random_

    def begin(self):
        """Nothing: the characters are the same in all interviews."""

    def sentence(self, _):
        parts = []
        for _ in range(self.random.randint(1, 4)):
            clause = "".join(self.random.choices(HAN, k=self.random.randint(3, 14)))
            if self.random.random() < 0.5:
                clause += self.random.choice(HAN_TOPICS)
            if self.random.random() < 0.03:
                clause += "OK"
            parts.append(clause)
        return "，".join(parts) + self.random.choice("。。。。？")


def interview(random_, speech, kilobytes, curly):
    lines, size = [], 0
    speech.begin()
    while size < kilobytes * 1000:
        question = "Interviewer: " + speech.sentence(curly)
        answer = "P1: " + " ".join(speech.sentence(curly) for _ in range(random_.randint(1, 9)))
        lines += [question, "", answer, ""]
        size += len(question.encode()) + len(answer.encode()) + 4
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--chinese", type=float, default=0.0, help="share of files in Chinese")
    parser.add_argument("--file-kilobytes", type=int, default=100)
    options = parser.parse_args()
    random_ = random.Random(options.seed)
    english, chinese = English(random_), Chinese(random_)
    options.folder.mkdir(parents=True, exist_ok=True)
    written, number = 0, 0
    while written < options.megabytes * 1e6:
        speech = chinese if random_.random() < options.chinese else english
        text = interview(random_, speech, options.file_kilobytes, curly=number % 10 == 0)
        data = text.encode()
        (options.folder / f"{number:05}.txt").write_bytes(data)
        written += len(data)
        number += 1


if __name__ == "__main__":
    main()
