// SPDX-License-Identifier: GPL-3.0-or-later
// Renaming, merging and splitting codes in the text of a codebook. The oracle edits the parsed codebook.
#include "codebook/edit.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "codebook/codebook.h"
#include "codebook/random_codebook.h"
#include "codebook/same_codebook.h"

namespace gloss::codebook {
namespace {

const std::string small =
    "# A small study.\n"
    "codebook: small   # its id\n"
    "codes:\n"
    "  # What people say of trust.\n"
    "  trust:\n"
    "    name: Trust\n"
    "    definition: They rely on each other.\n"
    "    rules:\n"
    "      - trust*\n"
    "      # said of officials\n"
    "      - '\"rely on\"'   # a phrase\n"
    "      - {rule: faith, weight: 2}\n"
    "    examples:\n"
    "      - We trust them.\n"
    "    codes:\n"
    "      deep:\n"
    "        rules: [confide*]\n"
    "\n"
    "  money:\n"
    "    rules:\n"
    "      - 'cash or <trust/deep>'\n"
    "      - not <trust>\n"
    "  power:\n";

std::string renamed(const std::string& yaml, const std::string& from, const std::string& to) {
  const auto made = rename_code(yaml, "f.yaml", from, to);
  EXPECT_TRUE(made) << made.error().line();
  return made ? made->text : std::string();
}

std::string fault(const Result<Edited>& made) {
  return made ? "no fault: " + made->text : made.error().line();
}

/// What changed, line by line: "-old" and "+new", in order; lines are looked for greedily.
std::string difference(const std::string& before, const std::string& after) {
  const auto lines_of = [](const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
  };
  const auto a = lines_of(before), b = lines_of(after);
  // Longest common subsequence, the slow obvious way.
  std::vector<std::vector<int>> common(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      common[i][j] = a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
  std::string out;
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      ++i, ++j;
    } else if (i < a.size() && (j == b.size() || common[i + 1][j] >= common[i][j + 1])) {
      out += '-' + a[i++] + '\n';
    } else {
      out += '+' + b[j++] + '\n';
    }
  }
  return out;
}

TEST(RenameCode, ChangesTheNameItsHistoryAndWhatRefersToIt) {
  EXPECT_EQ(difference(small, renamed(small, "trust", "confidence")),
            "-  trust:\n"
            "+  confidence:\n"
            "+    was: [trust]\n"
            "+        was: [trust/deep]\n"
            "-      - 'cash or <trust/deep>'\n"
            "-      - not <trust>\n"
            "+      - 'cash or <confidence/deep>'\n"
            "+      - not <confidence>\n");
}

TEST(RenameCode, MovesACodeWithItsCommentsBelowAnother) {
  EXPECT_EQ(renamed(small, "trust/deep", "power/deep"),
            "# A small study.\n"
            "codebook: small   # its id\n"
            "codes:\n"
            "  # What people say of trust.\n"
            "  trust:\n"
            "    name: Trust\n"
            "    definition: They rely on each other.\n"
            "    rules:\n"
            "      - trust*\n"
            "      # said of officials\n"
            "      - '\"rely on\"'   # a phrase\n"
            "      - {rule: faith, weight: 2}\n"
            "    examples:\n"
            "      - We trust them.\n"
            "\n"
            "  money:\n"
            "    rules:\n"
            "      - 'cash or <power/deep>'\n"
            "      - not <trust>\n"
            "  power:\n"
            "    codes:\n"
            "      deep:\n"
            "        was: [trust/deep]\n"
            "        rules: [confide*]\n");
}

TEST(RenameCode, BringsACodeBackUnderItsFirstName) {
  const std::string away = renamed(small, "trust", "confidence");
  const auto back = parse_codebook(renamed(away, "confidence", "trust"), "f.yaml");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->codes[0].was, std::vector<std::string>{"confidence"});
  EXPECT_EQ(back->codes[1].was, std::vector<std::string>{"confidence/deep"});
}

TEST(RenameCode, QuotesWhatNeedsQuotes) {
  const std::string text = renamed(small, "trust", "we: us");
  EXPECT_NE(text.find("  'we: us':\n"), std::string::npos) << text;
  EXPECT_NE(text.find("- 'not <we: us>'"), std::string::npos) << text;
}

TEST(RenameCode, KeepsWindowsLineEnds) {
  std::string windows;
  for (const char c : small) windows += c == '\n' ? "\r\n" : std::string(1, c);
  const std::string text = renamed(windows, "money", "means");
  EXPECT_EQ(std::count(text.begin(), text.end(), '\r'), std::count(text.begin(), text.end(), '\n'));
}

TEST(RenameCode, SaysWhatIsWrong) {
  EXPECT_EQ(fault(rename_code(renamed(small, "power", "might"), "f.yaml", "power", "x")),
            "f.yaml: \"power\" has another id now; try: might");
  EXPECT_EQ(fault(rename_code(small, "f.yaml", "trsut", "x")),
            "f.yaml: there is no code \"trsut\"; try: trust");
  EXPECT_EQ(fault(rename_code(small, "f.yaml", "deep", "x")),
            "f.yaml: there is no code \"deep\"; try: trust/deep");
  EXPECT_EQ(fault(rename_code(small, "f.yaml", "trust", "money")),
            "f.yaml: there is a code \"money\" already; try: another name, or gloss codebook merge");
  EXPECT_EQ(fault(rename_code(small, "f.yaml", "trust", "trust/deep/er")),
            "f.yaml: \"trust\" cannot move below itself; try: another name");
  EXPECT_EQ(fault(rename_code(small, "f.yaml", "trust", "mony/trust")),
            "f.yaml: there is no code \"mony\"; try: money");
  EXPECT_EQ(
      fault(rename_code(renamed(small, "power", "might"), "f.yaml", "money", "power")),
      "f.yaml: \"power\" is an earlier id of \"might\"; try: another name: an earlier id leads to one code "
      "only");
  EXPECT_EQ(
      fault(rename_code("codebook: b\ncodes: {a: {rule: x}, b: }\n", "f.yaml", "a", "c")),
      "f.yaml:2:9: the code \"a\" stands in brackets with others, where it cannot be changed alone; try: "
      "gloss codebook format f.yaml, then again");
}

TEST(MergeCodes, BringsWhatIsNewAndKeepsTheDefinitionAsAMemo) {
  const std::string yaml =
      "codebook: b\n"
      "codes:\n"
      "  cash:\n"
      "    name: Cash\n"
      "    # loose\n"
      "    definition: Ready money.\n"
      "    weight: 2\n"
      "    was: [coins]\n"
      "    rules:\n"
      "      - money\n"
      "      - 'cash'   # new\n"
      "    examples: [We pay cash., We have money.]\n"
      "    codes:\n"
      "      small:\n"
      "  money:\n"
      "    memo: See page 3.\n"
      "    rules: [money]\n"
      "    examples:\n"
      "      - We have money.\n"
      "  other:\n"
      "    rule: x or <cash/*>\n";
  const auto made = merge_codes(yaml, "f.yaml", "cash", "money");
  ASSERT_TRUE(made) << made.error().line();
  EXPECT_EQ(made->text,
            "codebook: b\n"
            "codes:\n"
            "  money:\n"
            "    # loose\n"
            "    memo: |-\n"
            "      See page 3.\n"
            "      Merged from cash; name: Cash; definition: Ready money.\n"
            "    was: [coins, cash]\n"
            "    rules:\n"
            "      - money\n"
            "      - rule: 'cash'   # new\n"
            "        weight: 2\n"
            "    examples:\n"
            "      - We have money.\n"
            "      - We pay cash.\n"
            "    codes:\n"
            "      small:\n"
            "        was: [cash/small]\n"
            "  other:\n"
            "    rule: x or <money/*>\n");
}

TEST(MergeCodes, RefusesWhatWouldTurnInACircleOrMeetItself) {
  EXPECT_EQ(
      fault(merge_codes(small, "f.yaml", "money", "trust")),
      "f.yaml:22:9: a rule of \"money\" uses <trust>; merged, the code would use itself; try: write what it "
      "finds into the rule, or delete it");
  EXPECT_EQ(fault(merge_codes(small, "f.yaml", "trust", "trust/deep")),
            "f.yaml: \"trust/deep\" is below \"trust\", into which it cannot go; try: gloss codebook merge "
            "trust/deep trust, then rename");
  EXPECT_EQ(fault(merge_codes(small, "f.yaml", "power", "power")),
            "f.yaml: \"power\" cannot be merged into itself; try: name two codes");
}

TEST(SplitCode, MovesRulesAndExamplesWithTheirCommentsToANewCode) {
  const auto made = split_code(small, "f.yaml", {"trust", "reliance", {2, 3}, {1}, {}});
  ASSERT_TRUE(made) << made.error().line();
  EXPECT_EQ(made->text,
            "# A small study.\n"
            "codebook: small   # its id\n"
            "codes:\n"
            "  # What people say of trust.\n"
            "  trust:\n"
            "    name: Trust\n"
            "    definition: They rely on each other.\n"
            "    rules:\n"
            "      - trust*\n"
            "    codes:\n"
            "      deep:\n"
            "        rules: [confide*]\n"
            "\n"
            "  reliance:\n"
            "    rules:\n"
            "      # said of officials\n"
            "      - '\"rely on\"'   # a phrase\n"
            "      - {rule: faith, weight: 2}\n"
            "    examples:\n"
            "      - We trust them.\n"
            "\n"
            "  money:\n"
            "    rules:\n"
            "      - 'cash or <trust/deep>'\n"
            "      - not <trust>\n"
            "  power:\n");
  EXPECT_EQ(made->notes,
            std::vector<std::string>{"rules of money use <trust>, which no longer has what moved"});
}

TEST(SplitCode, AddsAnEmptyCodeOrMovesIntoOneThatIsThere) {
  EXPECT_EQ(difference(small, split_code(small, "f.yaml", {"trust", "trust/loose", {}, {}, {}})->text),
            "+      loose:\n");
  EXPECT_EQ(difference(small, split_code(small, "f.yaml", {"trust", "power", {1}, {}, {}})->text),
            "-      - trust*\n"
            "+    rules:\n"
            "+      - trust*\n");
}

TEST(SplitCode, SaysWhichNumbersThereAre) {
  EXPECT_EQ(fault(split_code(small, "f.yaml", {"trust", "x", {4}, {}, {}})),
            "f.yaml: \"trust\" has no rule 4; try: a number from 1 to 3");
  EXPECT_EQ(fault(split_code(small, "f.yaml", {"power", "x", {1}, {}, {}})),
            "f.yaml: \"power\" has no rule 1; try: leave --rules out");
  EXPECT_EQ(
      fault(split_code(small, "f.yaml", {"trust", "power", {}, {}, {}})),
      "f.yaml: nothing of \"trust\" would move; try: name another code after --to, and rules, as in --rules "
      "1,3-5");
}

// ---- random files against an oracle that edits the parsed codebook ----

bool below_or_at(const std::string& id, const std::string& above) {
  return id == above || id.compare(0, above.size() + 1, above + '/') == 0;
}

void rename_references(Expression& expression, const std::string& from, const std::string& to) {
  if (expression.kind == Expression::Kind::code && below_or_at(expression.text, from))
    expression.text = to + expression.text.substr(from.size());
  for (Expression& operand : expression.operands) rename_references(operand, from, to);
}

/// Codes by id: what edits change of them. The order of codes below one code is not looked at.
using Codes = std::map<std::string, Code>;
Codes codes_of(const Codebook& codebook) {
  Codes codes;
  for (Code code : codebook.codes) {
    code.parent = code.depth = 0;
    std::sort(code.was.begin(), code.was.end());
    for (Rule& rule : code.rules) rule.text.clear();
    // A | + block takes blank lines below it for its own, and there may be others where it goes.
    for (auto* examples : {&code.examples, &code.counterexamples})
      for (Example& one : *examples) one.text.resize(one.text.find_last_not_of('\n') + 1);
    code.memo.resize(code.memo.find_last_not_of('\n') + 1);
    codes.emplace(code.id, std::move(code));
  }
  return codes;
}

Codes renamed_codes(const Codes& codes, const std::string& from, const std::string& to) {
  Codes made;
  for (const auto& [id, old] : codes) {
    Code code = old;
    for (Rule& rule : code.rules) rename_references(rule.expression, from, to);
    if (below_or_at(id, from)) {
      code.id = to + id.substr(from.size());
      std::erase(code.was, code.id);
      code.was.push_back(id);
      std::sort(code.was.begin(), code.was.end());
    }
    made.emplace(code.id, code);
  }
  return made;
}

std::string unlike(const Codes& a, const Codes& b) {
  if (a.size() != b.size()) return "the number of codes";
  for (const auto& [id, code] : a)
    if (!b.contains(id) || !same_code(code, b.at(id))) return id;
  return {};
}

std::string any_code(const Codebook& codebook, test::RandomCodebook& random) {
  return codebook.codes[static_cast<std::size_t>(random.below(static_cast<int>(codebook.codes.size())))].id;
}

void expect_all_comments(const std::string& text, int comments, const std::string& yaml) {
  for (int i = 0; i < comments; ++i) {
    const std::string mark = fmt::format("#c{}#", i);
    const std::size_t at = text.find(mark);
    ASSERT_NE(at, std::string::npos) << mark << "\n" << yaml << "----\n" << text;
    ASSERT_EQ(text.find(mark, at + 1), std::string::npos) << mark << " twice\n" << yaml << "----\n" << text;
  }
}

/// Lines of `before` that are none of `after`'s, in order, must satisfy `concerned`.
void expect_only(const std::string& before, const std::string& after,
                 const std::function<bool(const std::string&)>& concerned) {
  std::istringstream in(difference(before, after));
  for (std::string line; std::getline(in, line);)
    ASSERT_TRUE(concerned(line)) << line << "\n" << before << "----\n" << after;
}

TEST(RenameCode, DoesInRandomFilesWhatTheOracleDoes) {
  int done = 0, moved = 0, refused = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    test::RandomCodebook random(seed);
    const std::string yaml = random.file(true);
    const auto before = parse_codebook(yaml, "f.yaml");
    if (!before) continue;
    const std::string from = any_code(*before, random);
    std::string above = random.chance(50)
                            ? from.substr(0, from.rfind('/') == std::string::npos ? 0 : from.rfind('/'))
                        : random.chance(30) ? ""
                                            : any_code(*before, random);
    const std::string to = (above.empty() ? "" : above + '/') + (random.chance(20) ? "it's: new" : "new");
    if (below_or_at(to, from)) continue;
    const auto made = rename_code(yaml, "f.yaml", from, to);
    if (!made) {
      const std::string& why = made.error().message;
      ASSERT_TRUE(why.find("in brackets") != std::string::npos ||
                  why.find("in a circle") != std::string::npos)
          << seed << ": " << from << " -> " << to << ": " << made.error().line() << "\n"
          << yaml;
      ++refused;
      continue;
    }
    ++done;
    const auto after = parse_codebook(made->text, "f.yaml");
    ASSERT_TRUE(after) << seed;
    ASSERT_EQ(unlike(renamed_codes(codes_of(*before), from, to), codes_of(*after)), "")
        << seed << ": " << from << " -> " << to << "\n"
        << yaml << "----\n"
        << made->text;
    expect_all_comments(made->text, random.comments(), yaml);
    const bool in_place =
        above == (from.find('/') == std::string::npos ? "" : from.substr(0, from.rfind('/')));
    moved += in_place ? 0 : 1;
    if (!in_place) continue;
    const std::string old_name = from.substr(from.rfind('/') + 1);
    expect_only(yaml, made->text, [&](const std::string& line) {
      return line.find("was:") != std::string::npos || line.find(old_name) != std::string::npos ||
             line.find("new") != std::string::npos ||
             line.starts_with("+") == (line.find(from) != std::string::npos);
    });
  }
  EXPECT_GT(done, 300);
  EXPECT_GT(moved, 80);
  EXPECT_LT(refused, 20);
}

TEST(MergeCodes, DoesInRandomFilesWhatTheOracleDoes) {
  int done = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    test::RandomCodebook random(seed);
    const std::string yaml = random.file(true);
    const auto before = parse_codebook(yaml, "f.yaml");
    if (!before) continue;
    const std::string from = any_code(*before, random), into = any_code(*before, random);
    if (below_or_at(into, from)) continue;
    const auto made = merge_codes(yaml, "f.yaml", from, into);
    if (!made) {
      const std::string& why = made.error().message;
      ASSERT_TRUE(
          why.find("would use itself") != std::string::npos || why.find("in brackets") != std::string::npos ||
          why.find("in a circle") != std::string::npos || why.find("no codes below it") != std::string::npos)
          << seed << ": " << from << " -> " << into << ": " << made.error().line() << "\n"
          << yaml;
      continue;
    }
    ++done;
    const auto after = parse_codebook(made->text, "f.yaml");
    ASSERT_TRUE(after) << seed;
    Codes expected = renamed_codes(codes_of(*before), from + "/", into + "/");
    expected.clear();
    const Code gone = codes_of(*before).at(from);
    for (const auto& [id, old] : codes_of(*before)) {
      if (id == from) continue;
      Code code = old;
      for (Rule& rule : code.rules) rename_references(rule.expression, from, into);
      if (below_or_at(id, from)) {
        code.id = into + id.substr(from.size());
        code.was.push_back(id);
      }
      if (id == into) {
        std::set<std::string> rules;
        for (const Rule& rule : code.rules) rules.insert(print(rule.expression));
        for (const Rule& rule : gone.rules)
          if (rules.insert(print(rule.expression)).second) code.rules.push_back(rule);
        const auto add = [](std::vector<Example>& to, const std::vector<Example>& some,
                            std::set<std::string> known) {
          for (const Example& one : to) known.insert(one.text);
          for (const Example& one : some)
            if (known.insert(one.text).second) to.push_back(one);
        };
        add(code.examples, gone.examples, {});
        std::set<std::string> wanted;
        for (const Example& one : code.examples) wanted.insert(one.text);
        add(code.counterexamples, gone.counterexamples, wanted);
        code.was.insert(code.was.end(), gone.was.begin(), gone.was.end());
        code.was.push_back(from);
        code.memo.clear();
      }
      std::sort(code.was.begin(), code.was.end());
      expected.emplace(code.id, code);
    }
    Codes got = codes_of(*after);
    const bool spoke =
        !gone.name.empty() || !gone.definition.empty() || !gone.include.empty() || !gone.memo.empty();
    ASSERT_EQ(got[into].memo.find("Merged from " + from) != std::string::npos, spoke) << seed;
    got[into].memo.clear();
    ASSERT_EQ(unlike(expected, got), "") << seed << ": " << from << " -> " << into << "\n"
                                         << yaml << "----\n"
                                         << made->text;
    expect_all_comments(made->text, random.comments(), yaml);
  }
  EXPECT_GT(done, 100);
}

TEST(SplitCode, DoesInRandomFilesWhatTheOracleDoes) {
  int done = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    test::RandomCodebook random(seed);
    const std::string yaml = random.file(true);
    const auto before = parse_codebook(yaml, "f.yaml");
    if (!before) continue;
    const std::string from = any_code(*before, random);
    const Code code = codes_of(*before).at(from);
    const bool old = random.chance(30);
    const std::string above = random.chance(50) ? from : any_code(*before, random);
    const std::string to = old ? any_code(*before, random) : above + "/new";
    if (to == from) continue;
    Split split{from, to, {}, {}, {}};
    for (std::size_t i = 1; i <= code.rules.size(); ++i)
      if (random.chance(50)) split.rules.push_back(static_cast<int>(i));
    for (std::size_t i = 1; i <= code.examples.size(); ++i)
      if (random.chance(50)) split.examples.push_back(static_cast<int>(i));
    if (old && split.rules.empty() && split.examples.empty()) continue;
    const auto made = split_code(yaml, "f.yaml", split);
    if (!made) {
      const std::string& why = made.error().message;
      ASSERT_TRUE(why.find("in brackets") != std::string::npos ||
                  why.find("in a circle") != std::string::npos)
          << seed << ": " << from << " -> " << to << ": " << made.error().line() << "\n"
          << yaml;
      continue;
    }
    ++done;
    const auto after = parse_codebook(made->text, "f.yaml");
    ASSERT_TRUE(after) << seed;
    Codes expected = codes_of(*before);
    Code& source = expected.at(from);
    Code& target = expected[to];
    target.id = to;
    target.parent = 0;
    if (!old) target.span = source.span;
    for (auto number = split.rules.rbegin(); number != split.rules.rend(); ++number)
      source.rules.erase(source.rules.begin() + *number - 1);
    for (auto number = split.examples.rbegin(); number != split.examples.rend(); ++number)
      source.examples.erase(source.examples.begin() + *number - 1);
    for (const int number : split.rules)
      target.rules.push_back(code.rules[static_cast<std::size_t>(number) - 1]);
    for (const int number : split.examples)
      target.examples.push_back(code.examples[static_cast<std::size_t>(number) - 1]);
    ASSERT_EQ(unlike(expected, codes_of(*after)), "") << seed << ": " << from << " -> " << to << "\n"
                                                      << yaml << "----\n"
                                                      << made->text;
    expect_all_comments(made->text, random.comments(), yaml);
  }
  EXPECT_GT(done, 250);
}

}  // namespace
}  // namespace gloss::codebook
