// SPDX-License-Identifier: GPL-3.0-or-later
// The table of conventions: every row reads its example, and its false friends are kept out.
#include "intake/conventions.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

#include "intake/stop_list.h"
#include "text/pattern.h"

namespace gloss::intake {
namespace {

class EachConvention : public testing::TestWithParam<std::size_t> {};

TEST_P(EachConvention, ReadsItsExampleAndNoEarlierRowDoes) {
  const Convention& row = conventions()[GetParam()];
  if (row.certainty == Certainty::time) {
    std::string value;
    EXPECT_EQ(time_at_start(row.example, value), std::string_view(row.example).size()) << row.name;
    EXPECT_EQ(value, row.expected) << row.name;
    const std::string line = std::string("We meet on Mondays. ") + row.example;
    EXPECT_EQ(time_at_end(line, value), std::string_view(row.example).size()) << row.name;
    EXPECT_EQ(value, row.expected) << row.name;
    return;
  }
  const auto found = find_label(row.example, (row.needs & needs::markdown) != 0, {});
  ASSERT_TRUE(found) << row.name;
  EXPECT_STREQ(found->row->name, row.name);
  EXPECT_EQ(found->label, row.expected) << row.name;
  EXPECT_EQ(found->time.empty(), row.time_group == 0) << row.name;
}

INSTANTIATE_TEST_SUITE_P(Rows, EachConvention, testing::Range(std::size_t{0}, conventions().size()));

TEST(Conventions, NeverPassOverARowThatMatches) {
  std::vector<text::Pattern> patterns;
  for (const Convention& row : conventions()) patterns.emplace_back(row.pattern);
  const auto hold = [&](const std::string& line) {
    const LineForm form = form_of(line);
    for (std::size_t i = 0; i < patterns.size(); ++i) {
      const Convention& row = conventions()[i];
      const bool matches = row.certainty != Certainty::time && patterns[i].match_start(line);
      EXPECT_TRUE(!matches || may_match(row, form)) << row.name << ": " << line;
    }
  };
  const std::vector<std::string> pieces = {"#",      "### ",        "**",
                                           "__",     " ",           "\t",
                                           "\u3000", "\u00A0",      "\u200B",
                                           ":",      "：",          "[",
                                           "]",      "(",           ")",
                                           "{",      "}",           "\\",
                                           "0:12",   "00:01:23",    "2",
                                           "Ann",    "P1",          "I",
                                           "Q",      "A",           ".",
                                           "\t",     "Mr. ",        "DASCHLE",
                                           "The ",   "SPEAKER_01",  "访谈者",
                                           "问",     "Präsident ",  "AfD",
                                           "Judge",  "interviewer", "Vizepräsident",
                                           "von",    "Minister",    "-",
                                           ",",      "word",        "阿岚"};
  std::mt19937_64 random(1);
  std::size_t matched = 0;
  for (int i = 0; i < 30'000; ++i) {
    std::string line;
    for (std::size_t n = 1 + random() % 7; n > 0; --n) line += pieces[random() % pieces.size()];
    matched += find_label(line, true, {}).has_value();
    hold(line);
  }
  EXPECT_GT(matched, 1000U);
  for (const Convention& row : conventions()) hold(row.example);
}

TEST(Conventions, LeaveTheSpeechAfterTheLabel) {
  const std::vector<std::pair<std::string, std::string>> table = {{"Interviewer: How?", " How?"},
                                                                  {"访谈者：您好", "您好"},
                                                                  {"**Ann:** Hello", " Hello"},
                                                                  {"[00:01:23] P1: Yes", " Yes"},
                                                                  {"Speaker 0: 00:01:17", ""},
                                                                  {"Ann (0:12): Yes", " Yes"},
                                                                  {"Q. Where?", "Where?"},
                                                                  {"P1\tYes", "Yes"},
                                                                  {"阿岚:好呀", "好呀"},
                                                                  {"\u3000\u3000受访者A：好", "好"},
                                                                  {"Mr. SMITH. I rise.", "I rise."}};
  for (const auto& [line, speech] : table) {
    const auto found = find_label(line, false, {});
    ASSERT_TRUE(found) << line;
    EXPECT_EQ(line.substr(found->end), speech) << line;
  }
}

TEST(Conventions, KnowTheLabelsThatCountAtOnce) {
  for (const char* label :
       {"Interviewer", "INTERVIEWER", "Interviewer 1", "INT",     "INT2",    "I",      "Q",
        "Moderator",   "Interviewee", "Interviewee 3", "P1",      "P12",     "R",      "A",
        "Speaker 0",   "SPEAKER_00",  "Speaker 12",    "访谈者",  "访谈员",  "采访者", "主持人",
        "笔者",        "问",          "受访者",        "受访者A", "受访者1", "被访者", "答",
        "訪談者",      "問",          "受訪者B"}) {
    const std::string line = std::string(label) + ": x";
    const auto found = find_label(line, false, {});
    ASSERT_TRUE(found) << label;
    EXPECT_EQ(found->label, label);
    EXPECT_EQ(found->row->certainty, Certainty::at_once) << label;
  }
}

TEST(Conventions, KeepFalseFriendsOut) {
  for (const char* line : {"http://example.org",
                           "https://example.org/x: y",
                           "12:30",
                           "12:30 we left",
                           "9:05 - Mgr enters",
                           "1:2 ratio",
                           "Re: your letter",
                           "Note: this is",
                           "NOTE: this is",
                           "Source: own",
                           "Date: 3 May",
                           "Location: Nanting",
                           "Title: A",
                           "时间：2023年",
                           "地点：高公局",
                           "日期：今天",
                           "主题：合作",
                           "注：略",
                           "Step 1: go",
                           "Tagesordnungspunkt 4:",
                           "We said this: no",
                           "I went there, and he said: no",
                           "std::vector",
                           "a:b",
                           "(Jürgen Trittin [BÜNDNIS 90/DIE GRÜNEN]: Auf die Idee",
                           "- Ann: yes",
                           "what he told me: no",
                           "Yes, he said: no",
                           "He asked why? Ann: no",
                           "再一次感謝大家遠道而來，高公局這個位置不好找：",
                           "所以是蔡總統有一天找你說：好",
                           "one two three four five six: x",
                           "Ich rufe den Tagesordnungspunkt 1 auf:",
                           "A very long line that has no colon in the part of it in which a name could stand "
                           "at all, and goes on",
                           ": x",
                           "： x",
                           "One Two Three Four Five Six: more than five words",
                           "Abcdefghijklmnopqrstuvwxyz Abcdefghijklmnopqrstuvwxyz: x",
                           "Q.E.D.",
                           "A.M. or P.M.",
                           "12:30  45:10"}) {
    const auto found = find_label(line, true, {});
    EXPECT_FALSE(found) << line << " -> " << (found ? found->row->name : "");
  }
}

TEST(Conventions, TakeNamesKnownBeforehandWhateverTheirForm) {
  const std::vector<std::string> names = {"the quiet one", "Note", "aj"};
  for (const std::string& name : names) {
    const std::string line = name + ": yes";
    const auto found = find_label(line, false, names);
    ASSERT_TRUE(found) << name;
    EXPECT_EQ(found->label, name);
    EXPECT_FALSE(find_label(line, false, {})) << name;
  }
}

TEST(Conventions, ReadFormsOfNames) {
  for (const char* name : {"Ann", "Aaron van Wirdum", "Dr. Melissa Ko", "J. R. Smith", "O'Brien",
                           "Anne-Marie", "阿岚", "鬼才阿水", "José Núñez", "约翰·史密斯",
                           "Frank Hofmann (Volkach)", "AA", "BSR01", "김철수", "Группа А"}) {
    EXPECT_TRUE(has_form_of_name(name)) << name;
  }
  for (const char* name :
       {"", "ann", "Ann said", "Ann, Bob", "Really?", "12", "一二三四五六七八九十一", "“Ann”", "Ann: Bob"}) {
    EXPECT_FALSE(has_form_of_name(name)) << name;
  }
  EXPECT_TRUE(has_form_of_name(std::string("A") + std::string(39, 'b')));
  EXPECT_FALSE(has_form_of_name(std::string("A") + std::string(40, 'b')));
}

TEST(Conventions, WriteTimesInOneForm) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"1:23", "00:01:23.000"},       {"00:01:17", "00:01:17.000"},     {"85:10", "01:25:10.000"},
      {"1:02:03.4", "01:02:03.400"},  {"00:12:34.567", "00:12:34.567"}, {"1:02:03,04", "01:02:03.040"},
      {"00:01:23-4", "00:01:23.400"}, {"11m 32s", "00:11:32.000"},      {"1h 2m 3s", "01:02:03.000"}};
  for (const auto& [time, normal] : table) EXPECT_EQ(normal_time(time), normal) << time;
  for (const char* wrong : {"", "12", "1:60", "1:60:00", "1:2:3:4", "a:b", "99999999999999999999:99"})
    EXPECT_FALSE(normal_time(wrong)) << wrong;
}

TEST(Conventions, HaveAStopListWithoutRepeats) {
  const auto& words = stop_list();
  EXPECT_TRUE(std::is_sorted(words.begin(), words.end()));
  EXPECT_EQ(std::set<std::string>(words.begin(), words.end()).size(), words.size());
  for (const std::string& word : words) EXPECT_TRUE(is_on_stop_list(word)) << word;
}

TEST(Conventions, SurviveLongAndStrangeLines) {
  std::string value;
  for (const std::string& line :
       {std::string(1 << 20, 'a'), std::string(1 << 20, ':'), std::string(300, '\xE5'),
        std::string("\xFF\xFE: x"), std::string("Ann\0: x", 7)}) {
    EXPECT_FALSE(find_label(line, true, {}));
    EXPECT_EQ(time_at_start(line, value), 0U);
    EXPECT_EQ(time_at_end(line, value), 0U);
  }
}

}  // namespace
}  // namespace gloss::intake
