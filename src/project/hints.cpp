// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/hints.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "codebook/parse_rule.h"
#include "codebook/spelling.h"
#include "project/matches.h"
#include "report/grouped.h"
#include "text/fold.h"
#include "text/tokenizer.h"

namespace gloss::project {
namespace {

using codebook::Expression;
using codebook::PhraseItem;
using Kind = Expression::Kind;

constexpr std::size_t words_looked_at = 8, nearest_shown = 3, longest_part = 12;

bool has_condition(const Expression& expression) {
  return expression.kind == Kind::where ||
         std::any_of(expression.operands.begin(), expression.operands.end(), has_condition);
}

Expression without_conditions(const Expression& expression) {
  if (expression.kind == Kind::where) return without_conditions(expression.operands.front());
  Expression made = expression;
  for (auto& operand : made.operands) operand = without_conditions(operand);
  return made;
}

std::string in_passages(std::size_t count) { return report::counted(count, "passage", "passages"); }

std::string in_marks(const std::string& word) { return "'" + word + "'"; }

std::string listed(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

class Hints {
 public:
  Hints(const Project& project, const index::TokenStore& tokens) : project_(project), tokens_(tokens) {}

  Result<std::vector<Hint>> of(const std::string& query) {
    GLOSS_TRY(const auto expression,
              codebook::parse_rule(query, {.file = "query"}, {.side_by_side_is_and = true}));
    std::vector<const Expression*> leaves;
    codebook::wanted_leaves(expression, leaves);
    std::vector<Counted> occurring;
    std::set<std::string> seen;
    for (const Expression* leaf : leaves) {
      const std::string word = codebook::print(*leaf);
      if (seen.size() == words_looked_at || !seen.insert(word).second) continue;
      GLOSS_TRY(const auto found, count(word));
      if (found > 0)
        occurring.push_back({leaf, word, found});
      else
        GLOSS_CHECK(add_absent(*leaf));
    }
    if (hints_.empty() && has_condition(expression)) {
      GLOSS_TRY(const auto found, count(codebook::print(without_conditions(expression))));
      if (found > 0)
        add({"",
             static_cast<std::int64_t>(found),
             {},
             fmt::format("{} would match without the condition", in_passages(found))});
    }
    if (hints_.empty() && occurring.size() > 1) GLOSS_CHECK(add_apart(occurring));
    return std::move(hints_);
  }

 private:
  struct Counted {
    const Expression* leaf = nullptr;
    std::string text;
    std::size_t passages = 0;
  };

  Result<std::size_t> count(const std::string& query) const {
    GLOSS_TRY(const auto matches, find_matches(project_, query));
    return matches.passages.size();
  }

  void add(Hint hint) { hints_.push_back(std::move(hint)); }

  Result<void> add_absent(const Expression& leaf) {
    switch (leaf.kind) {
      case Kind::word:
        return add_absent_word(leaf.text);
      case Kind::phrase:
        return add_absent_phrase(leaf);
      default:
        add({leaf.text, 0, {}, fmt::format("nothing in the texts is like {}", codebook::print(leaf))});
        return {};
    }
  }

  Result<void> add_absent_word(const std::string& word) {
    if (word.find_first_of("*?") != std::string::npos) {
      add({word, 0, {}, fmt::format("no word of the texts is like {}", in_marks(word))});
      return {};
    }
    const bool stem = word.ends_with('~');
    const std::string plain = stem ? word.substr(0, word.size() - 1) : word;
    text::Positions positions;
    text::Tokenizer().positions(plain, positions);
    if (positions.items.size() > 1) return add_parts(plain, positions);
    Hint hint{word, 0, {}, fmt::format("{} does not occur", in_marks(word))};
    if (stem) hint.text = fmt::format("no word of the texts has the stem of {}", in_marks(plain));
    GLOSS_TRY(hint.nearest, nearest_words(text::fold(plain)));
    if (!hint.nearest.empty()) hint.text += "; spelt nearly so: " + listed(hint.nearest);
    add(std::move(hint));
    return {};
  }

  /// Words that occur and are spelt nearly so: by distance, then the more frequent.
  Result<std::vector<std::string>> nearest_words(const std::string& word) const {
    const index::Vocabulary& vocabulary = tokens_.vocabulary();
    std::vector<std::tuple<std::size_t, std::int64_t, std::string>> near;
    for (std::uint32_t id = 0; id < vocabulary.size(); ++id) {
      const std::string_view known = vocabulary.word(id);
      if (known.size() + 8 < word.size() || known.size() > word.size() + 8) continue;
      const std::size_t distance = codebook::spelling_distance(word, known);
      if (distance == 0 || !codebook::is_near(distance, word)) continue;
      std::int64_t times = 0;
      for (std::uint32_t segment = 0; segment < tokens_.segments(); ++segment)
        times += tokens_.posting_count(segment, id);
      near.emplace_back(distance, -times, std::string(known));
    }
    std::sort(near.begin(), near.end());
    std::vector<std::string> shown;
    for (const auto& [distance, times, known] : near) {
      if (shown.size() == nearest_shown) break;
      // A word of the vocabulary may belong to a source that was taken back.
      const auto found = count(as_query(known));
      if (found && *found > 0) shown.push_back(known);
    }
    return shown;
  }

  static std::string as_query(const std::string& word) { return "\"" + word + "\""; }

  /// The longest parts of a word in a script without spaces that do occur, from its start.
  Result<void> add_parts(const std::string& word, const text::Positions& positions) {
    const auto part = [&](std::size_t from, std::size_t to) {
      const std::uint32_t begin = positions.items[from].begin;
      return word.substr(begin, positions.items[to - 1].end - begin);
    };
    std::vector<std::string> parts, counted;
    for (std::size_t from = 0; from < positions.items.size();) {
      std::size_t to = std::min(positions.items.size(), from + longest_part);
      for (; to > from; --to) {
        GLOSS_TRY(const auto found, count(as_query(part(from, to))));
        if (found == 0) continue;
        parts.push_back(part(from, to));
        counted.push_back(fmt::format("{} in {}", in_marks(parts.back()), in_passages(found)));
        break;
      }
      if (to == from) {
        counted.push_back(fmt::format("{} nowhere", in_marks(part(from, from + 1))));
        ++to;
      }
      from = to;
    }
    add({word, 0, parts,
         fmt::format("{} does not occur; its longest parts: {}", in_marks(word), listed(counted))});
    return {};
  }

  Result<void> add_absent_phrase(const Expression& phrase) {
    const std::size_t before = hints_.size();
    std::vector<std::string> words;
    for (const PhraseItem& item : phrase.items) {
      if (item.kind != PhraseItem::Kind::word) continue;
      words.push_back(item.word);
      GLOSS_TRY(const auto found, count(as_query(item.word)));
      if (found == 0) GLOSS_CHECK(add_absent_word(item.word));
    }
    if (hints_.size() > before) return {};
    Hint hint{codebook::print(phrase), 0, {}, {}};
    hint.text = fmt::format("{} does not occur in a row", hint.word);
    if (words.size() > 1) {
      std::string all;
      for (const auto& word : words) all += (all.empty() ? "" : " and ") + as_query(word);
      GLOSS_TRY(const auto together, count(all));
      hint.text += together > 0
                       ? fmt::format("; its words stand together in {}; try: {}", in_passages(together), all)
                       : "; its words never stand in one passage";
    }
    add(std::move(hint));
    return {};
  }

  /// All words occur, but not as the query wants them.
  Result<void> add_apart(const std::vector<Counted>& words) {
    Expression both;
    both.kind = Kind::both;
    std::string text, any;
    for (const auto& word : words) {
      both.operands.push_back(*word.leaf);
      const std::string name = word.leaf->kind == Kind::word ? in_marks(word.text) : word.text;
      text += text.empty() ? fmt::format("{} occurs in {}", name, in_passages(word.passages))
                           : fmt::format(", {} in {}", name, word.passages);
      any += (any.empty() ? "" : " or ") + word.text;
    }
    GLOSS_TRY(const auto together, count(codebook::print(both)));
    if (together > 0) {
      text += fmt::format("; together in {}, but not as the query says; try: {}", in_passages(together),
                          codebook::print(both));
    } else {
      Expression in_source;
      in_source.kind = Kind::within;
      in_source.unit = codebook::Unit::source;
      in_source.operands.push_back(both);
      const std::string wider = codebook::print(in_source);
      GLOSS_TRY(const auto matches, find_matches(project_, wider));
      std::set<std::uint32_t> sources;
      for (const auto& match : matches.passages) sources.insert(match.source);
      text += ", never in one passage";
      text += sources.empty() ? "; try: " + any
                              : fmt::format("; in {} together; try: {}, or {}",
                                            report::counted(sources.size(), "source", "sources"), any, wider);
    }
    add({"", static_cast<std::int64_t>(together), {}, std::move(text)});
    return {};
  }

  const Project& project_;
  const index::TokenStore& tokens_;
  std::vector<Hint> hints_;
};

}  // namespace

Result<std::vector<Hint>> search_hints(const Project& project, const std::string& query) {
  GLOSS_TRY(const auto* tokens, project.tokens());
  return Hints(project, *tokens).of(query);
}

}  // namespace gloss::project
