// SPDX-License-Identifier: GPL-3.0-or-later
// A dictionary written and read again has the same categories with the same entries.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "exchange/dictionary.h"
#include "exchange/dictionary_parts.h"

namespace gloss::exchange {
namespace {

DictionaryOptions reading_as(DictionaryFormat format) {
  DictionaryOptions options;
  options.format = format;
  return options;
}

using Contents = std::map<std::string, std::set<std::string>>;

Contents contents_of(const Dictionary& dictionary) {
  Contents contents;
  for (std::size_t i = 0; i < dictionary.categories.size(); ++i) {
    auto& entries = contents[path_of(dictionary, i, "/")];
    for (const DictionaryEntry& entry : dictionary.categories[i].entries)
      if (!entry.is_rule)
        entries.insert(entry.text + (entry.weight == 1 ? "" : " x" + std::to_string(entry.weight)));
  }
  return contents;
}

/// What only some formats have.
struct Can {
  bool question = false, star_inside = false, any_word = false, weights = false, tree = true;
  bool wildcards = true, stems = false;
};

rc::Gen<std::string> random_word(Can can) {
  return rc::gen::exec([can] {
    static const std::vector<std::string> stems{"fund",  "don't", "self-made", "Café", "管理", "2nd",
                                                "naïve", "x",     "経費",      "U.S",  "Ωmega"};
    if (can.stems)  // base forms of KH Coder, where - + ' are signs
      return *rc::gen::elementOf(std::vector<std::string>{"fund~", "Café~", "管理", "2nd~", "経費", "U.S~"});
    std::string word = *rc::gen::elementOf(stems);
    const bool whole = static_cast<unsigned char>(word.front()) >= 0xE0;
    if (whole) return word;
    const int kind = *rc::gen::inRange(0, 6);
    if (kind == 0 && can.wildcards) word += '*';
    if (kind == 1 && can.star_inside) word = '*' + word;
    if (kind == 2 && can.question && word.front() < 0x7F && word.front() > 0) word.insert(1, "?");
    return word;
  });
}

rc::Gen<Dictionary> random_dictionary(Can can) {
  return rc::gen::exec([can] {
    static const std::vector<std::string> names{"Policy", "Lack of means", "情感",
                                                "R & D",  "a<b>\"c\"",     "5 years"};
    Dictionary dictionary;
    dictionary.title = "Words";
    std::map<int, std::set<std::string>> taken;
    std::map<int, std::set<std::string>> above;  // LIWC keeps a word at the lowest category only
    int last = -1;
    const int count = *rc::gen::inRange(1, 7);
    for (int i = 0; i < count; ++i) {
      DictionaryCategory category;
      // Below the last one, beside it, or at the top: always in the order of a tree.
      const int where = can.tree ? *rc::gen::inRange(0, 3) : 2;
      category.parent = where == 0 ? last
                        : where == 1 && last >= 0
                            ? dictionary.categories[static_cast<std::size_t>(last)].parent
                            : -1;
      category.name = *rc::gen::elementOf(names);
      while (!taken[category.parent].insert(category.name).second) category.name += '+';
      std::set<std::string> used;
      for (int at = category.parent; at >= 0; at = dictionary.categories[static_cast<std::size_t>(at)].parent)
        used.insert(above[at].begin(), above[at].end());
      const int words = *rc::gen::inRange(i == 0 ? 1 : 0, 5);
      for (int w = 0; w < words; ++w) {
        DictionaryEntry entry;
        entry.text = *random_word(can);
        if (*rc::gen::inRange(0, 3) == 0) {
          if (can.any_word && *rc::gen::arbitrary<bool>()) entry.text += " *";
          entry.text += ' ' + *random_word(can);
        }
        if (can.weights && *rc::gen::inRange(0, 3) == 0) entry.weight = *rc::gen::inRange(2, 9);
        if (used.insert(entry.text).second) category.entries.push_back(entry);
      }
      above[i] = used;
      dictionary.categories.push_back(category);
      last = i;
    }
    return dictionary;
  });
}

void check_round_trip(DictionaryFormat format, const Can& can, bool same_tree = true) {
  const Dictionary before = *random_dictionary(can);
  const WrittenDictionary written = write_dictionary(before, format);
  if (same_tree) RC_ASSERT(written.losses.empty());
  const auto after = read_dictionary(written.text, "x", reading_as(format));
  if (!after) RC_FAIL(after.error().line() + "\n" + written.text);
  RC_ASSERT(after->dictionary.losses.empty());
  Contents expected = contents_of(before);
  if (format == DictionaryFormat::khcoder) {  // no blanks in names, no codes without a condition
    Contents renamed;
    for (auto& [name, entries] : expected) {
      std::string one = name;
      std::replace(one.begin(), one.end(), ' ', '_');
      if (!entries.empty()) renamed[one] = entries;
    }
    expected = renamed;
  }
  RC_ASSERT(contents_of(after->dictionary) == expected);
}

RC_GTEST_PROP(DictionaryRoundTrip, KeepsLiwc, ()) { check_round_trip(DictionaryFormat::liwc, {}); }
RC_GTEST_PROP(DictionaryRoundTrip, KeepsWordstatWithWeights, ()) {
  check_round_trip(DictionaryFormat::wordstat, {.question = true, .star_inside = true, .weights = true});
}
RC_GTEST_PROP(DictionaryRoundTrip, KeepsYoshikoder, ()) {
  check_round_trip(DictionaryFormat::yoshikoder, {.star_inside = true, .any_word = true});
}
RC_GTEST_PROP(DictionaryRoundTrip, KeepsLexicoderWithPathsForNames, ()) {
  check_round_trip(DictionaryFormat::lexicoder, {.star_inside = true, .any_word = true}, false);
}
RC_GTEST_PROP(DictionaryRoundTrip, KeepsQuanteda, ()) {
  check_round_trip(DictionaryFormat::quanteda, {.question = true, .star_inside = true, .any_word = true});
}
RC_GTEST_PROP(DictionaryRoundTrip, KeepsWordsOfKhcoder, ()) {
  check_round_trip(DictionaryFormat::khcoder, {.tree = false, .wildcards = false, .stems = true});
}

TEST(DictionaryRoundTrip, TellsWhatAFormatCannotSay) {
  Dictionary dictionary;
  DictionaryCategory top, below;
  top.name = "top";
  top.entries = {{"f?nd", false, 1, 3}, {"*ness", false, 1, 4},     {"a * b", false, 1, 5},
                 {"w~", false, 1, 6},   {"a near/3 b", true, 1, 7}, {"heavy", false, 2, 8},
                 {"plain", false, 1, 9}};
  below.name = "below";
  below.parent = 0;
  below.line = 10;
  below.entries = {{"leaf", false, 1, 11}};
  dictionary.categories = {top, below};
  const auto lines = [&](DictionaryFormat format) {
    std::string out;
    for (const auto& loss : write_dictionary(dictionary, format).losses)
      out += (out.empty() ? "" : " ") + std::to_string(loss.line);
    return out;
  };
  EXPECT_EQ(lines(DictionaryFormat::liwc), "3 4 5 6 7 8");
  EXPECT_EQ(lines(DictionaryFormat::wordstat), "5 6 7");
  EXPECT_EQ(lines(DictionaryFormat::yoshikoder), "3 6 7 8");
  EXPECT_EQ(lines(DictionaryFormat::lexicoder), "3 6 7 8 10");
  EXPECT_EQ(lines(DictionaryFormat::quanteda), "6 7 8");
  EXPECT_EQ(lines(DictionaryFormat::khcoder), "0 3 4 5 7 8 10 10");
}

TEST(DictionaryRoundTrip, WritesWhatTheOtherProgramsShow) {
  Dictionary dictionary;
  dictionary.title = "Mary";
  DictionaryCategory top, below;
  top.name = "A category";
  top.entries = {{"more", false, 1, 0}, {"little lamb*", false, 1, 0}};
  below.name = "below";
  below.parent = 0;
  below.entries = {{"had", false, 1, 0}};
  dictionary.categories = {top, below};
  EXPECT_EQ(write_dictionary(dictionary, DictionaryFormat::liwc).text,
            "%\n1\tA category\n\t2\tbelow\n%\nhad\t1\t2\nlittle lamb*\t1\nmore\t1\n");
  EXPECT_EQ(write_dictionary(dictionary, DictionaryFormat::wordstat).text,
            "A category\n\tmore (1)\n\tlittle_lamb* (1)\n\tbelow\n\t\thad (1)\n");
  EXPECT_EQ(write_dictionary(dictionary, DictionaryFormat::lexicoder).text,
            "+A category\nmore\nlittle lamb*\n+A category/below\nhad\n");
  EXPECT_EQ(write_dictionary(dictionary, DictionaryFormat::quanteda).text,
            "\"A category\":\n  - \"more\"\n  - \"little lamb*\"\n  - \"below\":\n      - \"had\"\n");
  EXPECT_EQ(write_dictionary(dictionary, DictionaryFormat::khcoder).text,
            "*A_category/below\nhad\n\n*A_category\nmore or <*A_category/below>\n\n");
}

}  // namespace
}  // namespace gloss::exchange
