// SPDX-License-Identifier: GPL-3.0-or-later
// What the generator's rules are made of: every production of the grammar, or the agreement of oracle and
// engine says nothing about it. And what it makes reads back as it was printed.
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <set>

#include "codebook/attribute.h"
#include "codebook/parse_rule.h"
#include "tagger/generate.h"

namespace gloss::test {
namespace {

using codebook::Expression;
using codebook::PhraseItem;
using Kind = codebook::Expression::Kind;

const std::map<Kind, std::string>& kind_names() {
  static const std::map<Kind, std::string> names = {{Kind::word, "word"},
                                                    {Kind::phrase, "phrase"},
                                                    {Kind::exact, "exact"},
                                                    {Kind::regex, "regex"},
                                                    {Kind::text_literal, "text"},
                                                    {Kind::text_regex, "text-regex"},
                                                    {Kind::list, "list"},
                                                    {Kind::code, "code"},
                                                    {Kind::unit, "unit"},
                                                    {Kind::either, "or"},
                                                    {Kind::both, "and"},
                                                    {Kind::none, "not"},
                                                    {Kind::near, "near"},
                                                    {Kind::before, "before"},
                                                    {Kind::after, "after"},
                                                    {Kind::inside, "inside"},
                                                    {Kind::containing, "containing"},
                                                    {Kind::overlapping, "overlapping"},
                                                    {Kind::with, "with"},
                                                    {Kind::without, "without"},
                                                    {Kind::count, "count"},
                                                    {Kind::any_of, "any-of"},
                                                    {Kind::affirmed, "affirmed"},
                                                    {Kind::negated, "negated"},
                                                    {Kind::within, "within"},
                                                    {Kind::where, "where"}};
  return names;
}
const std::vector<std::string> signs = {"=", "!=", "<", "<=", ">", ">=", "in", "is-set", "is-not-set"};
const std::vector<std::string> attributes = {
    "source",           "kind",          "language",     "section",     "section.1",   "section.2",
    "speaker",          "role",          "case",         "age",         "case.age",    "source.age",
    "document.site",    "unit.words",    "unit.chars",   "unit.number", "turn.number", "previous.role",
    "previous.speaker", "previous.case", "previous.age", "date"};

class Productions {
 public:
  void add(const codebook::Codebook& codebook) {
    see("codebook-unit " + std::string(name_of(codebook.unit)));
    see("overlap " + std::to_string(static_cast<int>(codebook.overlap)));
    see("conflict " + std::to_string(static_cast<int>(codebook.conflict)));
    if (!codebook.where.empty()) see("codebook-where");
    if (codebook.fold_accents) see("fold-accents");
    if (codebook.negation.after.words > 0 || codebook.negation.after.characters > 0) see("window-after");
    for (const codebook::Code& code : codebook.codes) {
      see("span " + std::string(name_of(code.span)));
      if (code.rules.size() > 1) see("several-rules");
      for (const codebook::Rule& rule : code.rules) {
        if (rule.weight != 1) see("weight");
        add(rule.expression);
      }
    }
  }

  void add(const Expression& e) {
    const std::string name = kind_names().at(e.kind);
    see(name);
    const bool relation = e.kind >= Kind::near && e.kind <= Kind::overlapping;
    if (relation) see(name + (e.negative ? " not" : " yes"));
    if (relation && e.kind <= Kind::after)
      see(name + (!e.distance ? " anywhere" : e.in_characters ? " characters" : " words"));
    if (e.kind == Kind::word) add_word(e.text);
    for (const PhraseItem& item : e.items) {
      if (item.kind == PhraseItem::Kind::gap) see("gap");
      if (item.kind == PhraseItem::Kind::word) add_word(item.word);
      if (item.kind == PhraseItem::Kind::alternatives) see("alternatives");
    }
    if (e.kind == Kind::regex || e.kind == Kind::text_regex)
      see(name + (e.case_sensitive ? " c" : " any-case"));
    if (e.kind == Kind::code) see(e.text == "*" ? "<*>" : e.descendants_only ? "<a/*>" : "<a>");
    if (e.kind == Kind::count) see("count " + signs[static_cast<std::size_t>(e.comparison)]);
    if (e.kind == Kind::within) see("within " + std::string(name_of(e.unit)));
    if (e.kind == Kind::where)
      for (const codebook::Test& test : e.condition) {
        see("where " + test.attribute);
        see("where " + signs[static_cast<std::size_t>(test.comparison)]);
        if (e.operands[0].kind == Kind::within) see("where after within");
      }
    if (e.kind == Kind::where && e.condition.size() > 1) see("where and");
    for (const Expression& operand : e.operands) add(operand);
  }

  static std::set<std::string> wanted(bool of_codebooks) {
    std::set<std::string> all = {"word plain",   "word *",
                                 "word ?",       "word ~",
                                 "gap",          "alternatives",
                                 "regex c",      "regex any-case",
                                 "text-regex c", "text-regex any-case",
                                 "where and",    "where after within"};
    for (const auto& [kind, name] : kind_names())
      if (of_codebooks || (kind != Kind::list && kind != Kind::code)) all.insert(name);
    for (const std::string name : {"near", "before", "after"})
      for (const char* reach : {" anywhere", " characters", " words"}) all.insert(name + reach);
    for (const std::string name : {"near", "before", "after", "inside", "containing", "overlapping"})
      all.insert({name + " not", name + " yes"});
    for (std::size_t i = 0; i < signs.size(); ++i) {
      if (i < 6) all.insert("count " + signs[i]);
      all.insert("where " + signs[i]);
    }
    for (const std::string& attribute : attributes) all.insert("where " + attribute);
    for (const char* unit : {"sentence", "passage", "answer", "turn", "section", "source"}) {
      all.insert(std::string("within ") + unit);
      if (of_codebooks) all.insert({std::string("codebook-unit ") + unit, std::string("span ") + unit});
    }
    if (of_codebooks)
      all.insert({"overlap 0", "overlap 1", "overlap 2", "conflict 0", "conflict 1", "codebook-where",
                  "fold-accents", "weight", "window-after", "span match", "several-rules", "<*>", "<a/*>",
                  "<a>"});
    return all;
  }

  void expect_complete(bool of_codebooks, int least) const {
    const std::set<std::string> all = wanted(of_codebooks);
    std::size_t covered = 0;
    std::string rarest;
    int fewest = 0;
    for (const std::string& one : all) {
      const auto found = seen_.find(one);
      const int times = found == seen_.end() ? 0 : found->second;
      EXPECT_GE(times, least) << "hardly ever generated: " << one;
      covered += times >= least ? 1 : 0;
      if (rarest.empty() || times < fewest) {
        rarest = one;
        fewest = times;
      }
    }
    std::cout << covered << " of " << all.size() << " productions generated, the rarest (" << rarest << ") "
              << fewest << " times\n";
  }

 private:
  void see(const std::string& what) { ++seen_[what]; }
  void add_word(const std::string& word) {
    see(word.ends_with('~')                   ? "word ~"
        : word.find('*') != std::string::npos ? "word *"
        : word.find('?') != std::string::npos ? "word ?"
                                              : "word plain");
  }
  std::map<std::string, int> seen_;
};

TEST(Coverage, OfTheQueriesThatAgreeIsComplete) {
  Productions productions;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Generator generator(seed);
    for (int i = 0; i < 50; ++i) generator.script(12 + generator.below(36));
    for (int i = 0; i < 1000; ++i) productions.add(generator.expression(generator.below(4)));
  }
  productions.expect_complete(false, 3);
}

TEST(Coverage, OfTheCodebooksThatAgreeIsComplete) {
  Productions productions;
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) productions.add(Generator(seed).codebook(24));
  productions.expect_complete(true, 50);
}

/// A generated rule in the form that the parser would make of it: the same meaning, one shape.
TEST(Coverage, GeneratedRulesReadBackAsTheyWerePrinted) {
  int read = 0;
  for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
    Generator generator(seed);
    const std::string printed = print(generator.expression(generator.below(4)));
    const auto first = codebook::parse_rule(printed, {.file = "rule"}, {});
    if (!first) continue;  // distance 0, any 0 of, [0-0]: the engine takes them, the language does not
    ++read;
    const std::string again = print(*first);
    const auto second = codebook::parse_rule(again, {.file = "rule"}, {});
    ASSERT_TRUE(second) << again << ": " << second.error().line();
    EXPECT_TRUE(first->same_as(*second)) << printed << "\n" << again;
    EXPECT_EQ(print(*second), again);
  }
  EXPECT_GT(read, 2500);
}

}  // namespace
}  // namespace gloss::test
