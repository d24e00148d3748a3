// SPDX-License-Identifier: GPL-3.0-or-later
// Codebooks: what is read, and what broken ones are told.
#include "codebook/codebook.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/limits.h"
#include "support/shared_data.h"

namespace gloss::codebook {
namespace {

constexpr std::string_view collaboration = R"yaml(
codebook: collaboration          # id
title: Collaboration between organisations and government
languages: [en, zh]
unit: paragraph
where: role != interviewer       # this comment is lost on nobody, but must not follow a rule
lists:
  money: [fund*, money, cash, 经费, 资金]
  lack: ["lack* of", "never [0-2] enough", can't afford]
overlap: drop
conflict: longest
negation: {cues: [no, not, "*n't", 没有], before: {words: 5}, after: 2}
codes:
  dilemma:
    name: {en: Dilemma, zh: 困境}
    codes:
      policy:
        codes:
          dual-management:
            name: {en: Dual management, zh: 双重管理体制}
            color: "#b5462f"
            definition: Two masters at once.
            include: when both are named
            exclude: {zh: 只有一个}
            memo: see chapter 3
            was: [policy/dual, double]
            weight: 3
            rules:
              - '"dual {control|management|leadership}"'
              - 双重管理
              - {rule: "$lack before/3 $money", weight: 0.5}
            span: sentence
            examples:
              - We answer to two masters.
              - 上头有两个婆婆。
            counterexamples:
              - The hall serves a dual purpose.
      empty:
  remedy:
    rule: |
      affirmed($money)
        where role = interviewee
  other: {rule: <dilemma/*> not overlapping <remedy>}
)yaml";

Codebook good() {
  std::string yaml(collaboration);
  const std::string comment = "       # this comment is lost on nobody, but must not follow a rule";
  yaml.erase(yaml.find(comment), comment.size());
  auto book = parse_codebook(yaml, "book.yaml");
  EXPECT_TRUE(book) << book.error().line() << "\n" << book.error().excerpt;
  return book ? *book : Codebook{};
}

TEST(Codebook, ReadsEveryKey) {
  const Codebook book = good();
  EXPECT_EQ(book.id, "collaboration");
  EXPECT_EQ(in_language(book.title, "en", "?"), "Collaboration between organisations and government");
  EXPECT_EQ(book.languages, (std::vector<std::string>{"en", "zh"}));
  EXPECT_EQ(book.unit, Unit::passage);
  EXPECT_EQ(book.where_text, "role != interviewer");
  ASSERT_EQ(book.where.size(), 1u);
  EXPECT_EQ(book.overlap, Overlap::drop);
  EXPECT_EQ(book.conflict, Conflict::longest);
  ASSERT_EQ(book.lists.size(), 2u);
  EXPECT_EQ(book.find_list("money")->entries.size(), 5u);
  EXPECT_EQ(print(book.find_list("lack")->entries[2]), "\"can't afford\"");
  EXPECT_EQ(book.find_list("nothing"), nullptr);
  ASSERT_EQ(book.codes.size(), 6u);
  const int index = book.find("dilemma/policy/dual-management");
  ASSERT_EQ(index, 2);
  const Code& code = book.codes[2];
  EXPECT_EQ(code.parent, 1);
  EXPECT_EQ(code.depth, 2);
  EXPECT_EQ(in_language(code.name, "zh", code.id), "双重管理体制");
  EXPECT_EQ(code.color, "#b5462f");
  EXPECT_EQ(in_language(code.definition, "en", ""), "Two masters at once.");
  EXPECT_EQ(in_language(code.include, "en", ""), "when both are named");
  EXPECT_EQ(in_language(code.exclude, "en", ""), "只有一个") << "another language is better than nothing";
  EXPECT_EQ(code.memo, "see chapter 3");
  EXPECT_EQ(code.was, (std::vector<std::string>{"policy/dual", "double"}));
  EXPECT_EQ(code.span, CodeSpan::sentence);
  ASSERT_EQ(code.rules.size(), 3u);
  EXPECT_EQ(code.rules[0].weight, 3);
  EXPECT_EQ(code.rules[2].weight, 0.5);
  EXPECT_EQ(print(code.rules[2].expression), "$lack before/3 $money");
  ASSERT_EQ(code.examples.size(), 2u);
  EXPECT_EQ(code.examples[1].text, "上头有两个婆婆。");
  EXPECT_EQ(code.counterexamples.size(), 1u);
  EXPECT_EQ(book.codes[3].id, "dilemma/empty");
  EXPECT_EQ(book.codes[4].rules[0].text, "affirmed($money)\n  where role = interviewee");
  EXPECT_EQ(book.hash, sha256_hex(book.text));
}

TEST(Codebook, ReadsTheShippedOne) {
  const auto book =
      parse_codebook(test::slurp(test::project_path("codebooks/collaboration.yaml")), "collaboration.yaml");
  ASSERT_TRUE(book) << book.error().line() << "\n" << book.error().excerpt;
  EXPECT_GE(book->find("dilemma/policy/dual-management"), 0);
  for (const Code& code : book->codes)
    for (const Rule& one : code.rules) EXPECT_GT(one.line, code.line) << code.id;
}

TEST(Codebook, KnowsItsTree) {
  const Codebook book = good();
  EXPECT_TRUE(book.is_within(2, 0));
  EXPECT_TRUE(book.is_within(2, 2));
  EXPECT_FALSE(book.is_within(0, 2));
  EXPECT_FALSE(book.is_within(4, 0));
  EXPECT_EQ(book.find("dilemma/polic"), -1);
}

TEST(Codebook, NegationReplacesOnlyWhatItNames) {
  const Negation& standard = default_negation();
  const Codebook book = good();
  EXPECT_EQ(book.negation.cues.size(), 4u);
  EXPECT_EQ(book.negation.pseudo.size(), standard.pseudo.size());
  EXPECT_EQ(book.negation.before.words, 5);
  EXPECT_EQ(book.negation.before.characters, standard.before.characters);
  EXPECT_EQ(book.negation.after.words, 2);
  EXPECT_EQ(book.negation.after.characters, 2);
}

TEST(InLanguage, FallsBackStepByStep) {
  const Localized text{{"en", "Dilemma"}, {"zh", "困境"}};
  EXPECT_EQ(in_language(text, "zh", "x"), "困境");
  EXPECT_EQ(in_language(text, "zh-Hant", "x"), "困境");
  EXPECT_EQ(in_language(text, "de", "x"), "Dilemma");
  EXPECT_EQ(in_language({}, "de", "x"), "x");
}

struct BrokenBook {
  const char* yaml;
  int line, column;
  const char* message;
  const char* hint;
};

// clang-format off
const BrokenBook broken_books[] = {
    {"", 1, 1, "is no codebook", "codebook: NAME"},
    {"- a\n", 1, 1, "is no codebook", ""},
    {"codes: {}\n", 1, 1, "no \"codebook:\"", ""},
    {"codebook: x\n", 1, 1, "no \"codes:\"", ""},
    {"codebook: x\ncode: {}\n", 2, 1, "has no \"code:\"", "write codes:"},
    {"codebook: x\ncodes: []\n", 2, 8, "must be a map", ""},
    {"codebook: x\ncodes: {a: b}\n", 2, 12, "must be a map", "rules"},
    {"codebook: x\nunit: page\ncodes: {}\n", 2, 7, "no unit \"page\"", "sentence"},
    {"codebook: x\noverlap: no\ncodes: {}\n", 2, 10, "not possible", "merge"},
    {"codebook: x\nconflict: yes\ncodes: {}\n", 2, 11, "not possible", "longest"},
    {"codebook: x\nfold: width\ncodes: {}\n", 2, 7, "fold: width", "fold: accents"},
    {"codebook: x\nlanguages: []\ncodes: {}\n", 2, 12, "empty", "[en]"},
    {"codebook: x\nlanguages: [english]\ncodes: {}\n", 2, 13, "no language code", "en, zh"},
    {"codebook: x\nlanguages: [en, en]\ncodes: {}\n", 2, 17, "twice", ""},
    {"codebook: x\nlanguage: en\nlanguages: [en]\ncodes: {}\n", 2, 11, "do not go together", ""},
    {"codebook: x\ntitle: {zh: 困境}\ncodes: {}\n", 2, 9, "none of the codebook's languages", "languages: [en, zh]"},
    {"codebook: x\nwhere: role = boss\ncodes: {}\n", 2, 15, "no role", "interviewer"},
    {"codebook: x\nwhere: role != interviewer # c\ncodes: {}\n", 2, 28, "ends before this #", "quotes"},
    {"codebook: x\nlists: [a]\ncodes: {}\n", 2, 8, "must be a map", ""},
    {"codebook: x\nlists: {a: b}\ncodes: {}\n", 2, 12, "must be a list", ""},
    {"codebook: x\nlists: {a b: [c]}\ncodes: {}\n", 2, 9, "cannot be the name", ""},
    {"codebook: x\nlists: {a: []}\ncodes: {}\n", 2, 9, "empty", ""},
    {"codebook: x\nlists: {a: [b, $c]}\ncodes: {}\n", 2, 16, "words and phrases only", ""},
    {"codebook: x\nlists: {a: [b, '管*']}\ncodes: {}\n", 2, 18, "cannot touch", ""},
    {"codebook: x\nlists: {a: [b, {c: d}]}\ncodes: {}\n", 2, 16, "no text", "quotes"},
    {"codebook: x\nnegation: [no]\ncodes: {}\n", 2, 11, "must be a map", ""},
    {"codebook: x\nnegation: {cue: [no]}\ncodes: {}\n", 2, 12, "has no \"cue:\"", "write cues:"},
    {"codebook: x\nnegation: {before: x}\ncodes: {}\n", 2, 20, "whole number", "before: 4"},
    {"codebook: x\nnegation: {before: -1}\ncodes: {}\n", 2, 20, "whole number", ""},
    {"codebook: x\nnegation: {before: {word: 1}}\ncodes: {}\n", 2, 21, "has no \"word:\"", "write words:"},
    {"codebook: x\ncodes:\n  a/b:\n", 3, 3, "one of / < > *", ""},
    {"codebook: x\ncodes:\n  ' a':\n", 3, 3, "blank", ""},
    {"codebook: x\ncodes:\n  '':\n", 3, 3, "is empty", ""},
    {"codebook: x\ncodes:\n  a:\n  a:\n", 4, 3, "second time", ""},
    {"codebook: x\ncodes:\n  a: {colour: red}\n", 3, 7, "has no \"colour:\"", "write color:"},
    {"codebook: x\ncodes:\n  a: {color: red}\n", 3, 14, "no colour", "#b5462f"},
    {"codebook: x\ncodes:\n  a: {color: '#12345g'}\n", 3, 14, "no colour", "#b5462f"},
    {"codebook: x\ncodes:\n  a:\n    color: #b5462f\n", 4, 5, "colour is empty", "in quotes"},
    {"codebook: x\ncodes:\n  a: {span: page}\n", 3, 13, "no span", "sentence"},
    {"codebook: x\ncodes:\n  a: {span: sentense}\n", 3, 13, "no span", "write sentence"},
    {"codebook: x\ncodes:\n  a: {weight: much}\n", 3, 15, "must be a number", ""},
    {"codebook: x\ncodes:\n  a: {weight: nan}\n", 3, 15, "must be a number", ""},
    {"codebook: x\ncodes:\n  a: {rule: b, rules: [c]}\n", 3, 13, "do not go together", ""},
    {"codebook: x\ncodes:\n  a: {rule: }\n", 3, 7, "is empty", "by hand"},
    {"codebook: x\ncodes:\n  a: {rules: ['']}\n", 3, 15, "is empty", ""},
    {"codebook: x\ncodes:\n  a: {rules: [{rule: b, wieght: 2}]}\n", 3, 25, "has no \"wieght:\"", "write weight:"},
    {"codebook: x\ncodes:\n  a: {rules: [{weight: 2}]}\n", 3, 15, "no rule", ""},
    {"codebook: x\ncodes:\n  a:\n    rules:\n      - a: b\n", 5, 9, "not a map", "colon"},
    {"codebook: x\ncodes:\n  a:\n    rules:\n      - [b, c]\n", 5, 9, "not a list", "quotes"},
    {"codebook: x\ncodes:\n  a:\n    rules:\n      - {b|c}\n", 5, 9, "not a map", "quotes"},
    {"codebook: x\ncodes:\n  a:\n    rules:\n      - [0-3] b\n", 5, 9, "cannot start with [", "quotes"},
    {"codebook: x\ncodes:\n  a:\n    rules:\n      - @b\n", 5, 9, "cannot start with @", "quotes"},
    {"codebook: x\ncodes:\n  a:\n    rules:\n      - %b\n", 5, 9, "cannot start with %", "quotes"},
    {"codebook: x\ncodes:\n  a:\n    rules:\n      - *b\n", 5, 9, "cannot start with *", "quotes"},
    {"codebook: x\ncodes:\n  a:\n    rules:\n      - &b c\n", 5, 9, "& has a meaning", "quotes"},
    {"codebook: x\ncodes:\n  a:\n    rules:\n      - !b c\n", 5, 9, "! has a meaning", "quotes"},
    {"codebook: x\ncodes:\n  a:\n    rules:\n      - | b\n", 5, 9, "cannot start with |", "quotes"},
    {"codebook: x\ncodes:\n  a:\n    rules:\n      - > b\n", 5, 9, "cannot start with >", "quotes"},
    {"codebook: x\ncodes:\n  a:\n    rule: @b\n", 4, 11, "cannot start with @", "quotes"},
    {"codebook: x\ncodes:\n  a:\n    rules: [b, @c]\n", 4, 16, "cannot start with @", "quotes"},
    {"codebook: x\ncodes:\n  a:\n    rules:\n      - text(\"e-mail: \")\n", 5, 9, "colon and a blank", "quotes"},
    {"codebook: x\ncodes:\n  a:\n    rules:\n      - funding #or money\n", 5, 17, "ends before this #", "quotes"},
    {"codebook: x\ncodes:\n  a:\n    rules:\n      - #funding\n", 5, 8, "is empty", "# begins a comment"},
    {"codebook: x\ncodes:\n  a:\n    rules:\n      - b and\n        c #d\n", 6, 11, "ends before this #", "quotes"},
    {"codebook: x\ncodes:\n  a: {rule: $money}\n", 3, 13, "no list \"money\"", "below lists:"},
    {"codebook: x\nlists: {money: [a]}\ncodes:\n  a: {rule: b or $mony}\n", 4, 18, "no list \"mony\"", "write $money"},
    {"codebook: x\ncodes:\n  a: {rule: <b>}\n", 3, 13, "no code \"b\"", ""},
    {"codebook: x\ncodes:\n  a: {rule: 'x or <law>'}\n  p: {codes: {law: }}\n", 3, 19, "no code \"law\"", "write <p/law>"},
    {"codebook: x\ncodes:\n  a: {rule: <b/*>}\n  b:\n", 3, 13, "no codes below", "write <b>"},
    {"codebook: x\ncodes:\n  a: {rule: <a>}\n", 3, 13, "a uses a", ""},
    {"codebook: x\ncodes:\n  a: {rule: <b>}\n  b: {rule: <a>}\n", 4, 13, "a uses b uses a", ""},
    {"codebook: x\ncodes:\n  a:\n    codes: {b: {rule: <a>}}\n", 4, 23, "a/b uses a/b", ""},
    {"codebook: x\ncodes:\n  a: {rule: <*>}\n  b: {rule: <*>}\n", 4, 13, "in a circle", ""},
    {"codebook: x\ncodes:\n  a: {was: b}\n  b:\n", 3, 12, "is the id of a code", ""},
    {"codebook: x\ncodes:\n  a: {was: c}\n  b: {was: [c]}\n", 4, 13, "earlier id of another", ""},
    {"codebook: x\ncodes:\n  a: {was: a//b}\n", 3, 12, "no id of a code", ""},
    {"codebook: x\ncodes:\n  a: {examples: [{b: c}]}\n", 3, 18, "must be text", "quotes"},
    {"codebook: x\ncodes:\n  a:\n    examples:\n      - P1: we have no money\n", 5, 9, "must be text", "colon"},
    {"codebook: x\ncodes:\n  a: {examples: [b, '']}\n", 3, 21, "is empty", ""},
    {"codebook: x\ncodes:\n  a: {name: [b]}\n", 3, 13, "must be text", ""},
};
// clang-format on

TEST(Codebook, TellsWhatIsWrongWhereAndWhatToWrite) {
  for (const BrokenBook& broken : broken_books) {
    SCOPED_TRACE(broken.yaml);
    const auto book = parse_codebook(broken.yaml, "book.yaml");
    if (book) {
      ADD_FAILURE() << "was accepted";
      continue;
    }
    const Error& error = book.error();
    EXPECT_EQ(error.fault, Fault::bad_configuration);
    EXPECT_EQ(error.place, fmt::format("book.yaml:{}:{}", broken.line, broken.column)) << error.message;
    EXPECT_NE(error.message.find(broken.message), std::string::npos) << error.message;
    EXPECT_NE(error.hint.find(broken.hint), std::string::npos) << error.hint;
    EXPECT_FALSE(error.hint.empty());
    EXPECT_TRUE(error.excerpt.ends_with("^")) << error.excerpt;
  }
}

TEST(Codebook, AcceptsWhatOnlyLooksBroken) {
  for (const char* yaml : {
           "codebook: x\ncodes:\n",
           "codebook: x\ncodes:\n  a:\n    rules:\n      - 'b or #c'\n",  // # inside quotes
           "codebook: x\ncodes:\n  a:\n    rules:\n      - 'b' # a comment behind quotes\n",
           "codebook: x\ncodes:\n  a:\n    rules:\n      - b#c\n",
           "codebook: x\ncodes:\n  a: {rule: <a/b/*>, codes: {b: {codes: {c: }}}}\n",  // only what lies below
           "codebook: x\ncodes:\n  a: {rule: <*>}\n  b: {rule: c}\n",
           "codebook: x\ncodes:\n  a: {rule: <b> or <c>}\n  b: {rule: <d>}\n  c: {rule: <d>}\n  d: {rule: "
           "e}\n",  // no circle
           "\xEF\xBB\xBF"
           "codebook: x\r\ncodes:\r\n  a: {rule: b}\r\n",
           "codebook: x\nfold: case\nlanguage: zh\ncodes:\n  困境:\n    name: 困境\n",
       }) {
    const auto book = parse_codebook(yaml, "f");
    EXPECT_TRUE(book) << yaml << "\n" << book.error().line();
  }
}

std::string with_rules(std::size_t n) {
  std::string yaml = "codebook: x\ncodes:\n  a:\n    rules:\n";
  for (std::size_t i = 0; i < n; ++i) yaml += "      - b\n";
  return yaml;
}

TEST(Codebook, HoldsTheLimitOfRules) {
  EXPECT_TRUE(parse_codebook(with_rules(limits::rules), "f"));
  const auto book = parse_codebook(with_rules(limits::rules + 1), "f");
  ASSERT_FALSE(book);
  EXPECT_EQ(book.error().place, "f:10005:9");
}

TEST(Codebook, HoldsTheLimitOfNames) {
  const auto named = [](std::size_t n) {
    return parse_codebook("codebook: x\ncodes:\n  " + std::string(n, 'a') + ":\n", "f");
  };
  EXPECT_TRUE(named(limits::name_bytes - 1));
  EXPECT_TRUE(named(limits::name_bytes));
  EXPECT_FALSE(named(limits::name_bytes + 1));
}

TEST(Codebook, FindsCirclesAmongManyCodes) {
  constexpr int n = 5000;
  std::string yaml = "codebook: x\ncodes:\n";
  for (int i = 0; i + 1 < n; ++i) yaml += fmt::format("  c{}: {{rule: <c{}>}}\n", i, i + 1);
  const auto straight = parse_codebook(yaml + fmt::format("  c{}: {{rule: a}}\n", n - 1), "f");
  EXPECT_TRUE(straight) << straight.error().line();
  const auto round = parse_codebook(yaml + fmt::format("  c{}: {{rule: <c0>}}\n", n - 1), "f");
  ASSERT_FALSE(round);
  EXPECT_NE(round.error().message.find("in a circle"), std::string::npos);
  EXPECT_LT(round.error().message.size(), 300u);
}

TEST(Codebook, OfAnySizeGetsOneMessage) {
  std::string many = "codebook: x\ncodes:\n  a:\n    rules:\n";
  for (int i = 0; i < 100'000; ++i) many += "      - b\n";
  std::string circle = "codebook: x\ncodes:\n";
  constexpr int length = 9'000;
  for (int i = 0; i < length; ++i)
    circle += fmt::format("  c{}: {{rule: <c{}>}}\n", i, (i + 1) % length);
  std::string deep = "codebook: x\ncodes:\n  a: {rule: '" + std::string(1'000'000, '(') + "'}\n";
  std::string nested = "codebook: x\ncodes: ";
  for (int i = 0; i < 1'000'000; ++i) nested += "[";
  for (const std::string& yaml : {many, circle, deep, nested}) {
    const auto book = parse_codebook(yaml, "book.yaml");
    ASSERT_FALSE(book);
    const Error& error = book.error();
    EXPECT_EQ(error.fault, Fault::bad_configuration);
    EXPECT_TRUE(error.place.starts_with("book.yaml:")) << error.place;
    EXPECT_FALSE(error.message.empty() || error.hint.empty()) << error.line();
    EXPECT_LT(error.line().size(), 400u);
    EXPECT_TRUE(error.excerpt.ends_with("^")) << error.line();
    EXPECT_LT(error.excerpt.size(), 600u);
  }
}

}  // namespace
}  // namespace gloss::codebook
