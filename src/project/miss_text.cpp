// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/miss_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/grouped.h"
#include "text/display.h"
#include "text/fold.h"
#include "text/tokenizer.h"

namespace gloss::project {
namespace {

using codebook::Expression;
using codebook::Unit;
using tagger::Obstacle;
using tagger::Run;
using Kind = Expression::Kind;

constexpr std::size_t parts_shown = 6, quote_width = 60, part_width = 60, neighbours_shown = 3,
                      words_told = 3;

std::string listed(const std::vector<std::string>& parts, std::string_view last) {
  std::string all;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i == parts_shown && parts.size() > parts_shown + 1)
      return all + fmt::format(" {} {} more", last, parts.size() - parts_shown);
    all += i == 0 ? "" : i + 1 == parts.size() ? fmt::format(" {} ", last) : ", ";
    all += parts[i];
  }
  return all;
}

std::string cut(const std::string& part) { return text::cut_to_width(part, part_width); }

std::string part_text(const Expression& part) { return cut(codebook::print(part)); }

std::vector<std::string> printed(const std::vector<Expression>& parts) {
  std::vector<std::string> all;
  for (const Expression& part : parts) all.push_back(part_text(part));
  return all;
}

/// "near/5", "before".
std::string relation_with_limit(const Expression& e) {
  std::string made(codebook::relation_name(e.kind));
  if (e.distance) made += fmt::format("/{}{}", *e.distance, e.in_characters ? "c" : "");
  return made;
}

/// Where something was looked for: nothing narrower than the passage.
std::string_view place_of(Unit unit) {
  return unit == Unit::sentence ? codebook::name_of(Unit::passage) : codebook::name_of(unit);
}

std::string comparison_text(const Expression& e) {
  Expression count = e;
  count.operands.assign(1, Expression{});
  count.operands.front().text = "x";
  return codebook::print(count).substr(std::string_view("count(x) ").size());
}

}  // namespace

std::string test_text(const codebook::Test& test) {
  Expression where;
  where.kind = Kind::where;
  where.condition.push_back(test);
  Expression unit;
  unit.kind = Kind::unit;
  where.operands.push_back(std::move(unit));
  return codebook::print(where).substr(std::string_view("unit where ").size());
}

std::vector<std::string> plain_words(const Expression& expression) {
  thread_local text::Tokenizer tokenizer;  // making one takes longer than using it
  std::vector<std::string> words;
  const auto add = [&](const std::string& word) {
    if (word.find_first_of("*?~") != std::string::npos) return;
    text::Positions positions;
    tokenizer.positions(word, positions);
    if (positions.items.size() != 1 || (positions.items[0].flags & text::flag::character)) return;
    std::string form(positions.form(positions.items[0]));
    if (std::find(words.begin(), words.end(), form) == words.end()) words.push_back(std::move(form));
  };
  if (expression.kind == Kind::word) add(expression.text);
  for (const auto& item : expression.items) {
    if (!item.word.empty()) add(item.word);
    for (const auto& sequence : item.alternatives)
      for (const auto& word : sequence) add(word);
  }
  for (const Expression& operand : expression.operands)
    for (const std::string& word : plain_words(operand))
      if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  return words;
}

MissText::MissText(SourceText& text, std::size_t passage, const index::Vocabulary& vocabulary,
                   const NearWords* known)
    : text_(text), passage_(passage), vocabulary_(vocabulary), known_(known), here_(vocabulary.size(), 0) {
  const auto& tokens = text.tokens();
  for (std::uint32_t i = tokens.passages[passage].first; i < tokens.passage_end(passage); ++i)
    ++here_[index::id_of(tokens.cells[i])];
}

std::string_view MissText::name_of(Obstacle::Kind kind) {
  switch (kind) {
    case Obstacle::Kind::absent:
      return "absent";
    case Obstacle::Kind::scattered:
      return "scattered";
    case Obstacle::Kind::distant:
      return "distant";
    case Obstacle::Kind::apart:
      return "apart";
    case Obstacle::Kind::unrelated:
      return "unrelated";
    case Obstacle::Kind::excluded:
      return "excluded";
    case Obstacle::Kind::number:
      return "number";
    case Obstacle::Kind::too_few:
      return "too few";
    case Obstacle::Kind::negated:
      return "negated";
    case Obstacle::Kind::not_negated:
      return "not negated";
    case Obstacle::Kind::refused:
      return "refused";
  }
  return "";
}

std::string MissText::quote(Run run) const {
  return '"' + text::cut_to_width(text::one_line(text_.slice(text_.span(run))), quote_width) + '"';
}

std::string MissText::quotes(const std::vector<Run>& runs) const {
  std::vector<std::string> all;
  for (const Run run : runs)
    if (std::string one = quote(run); std::find(all.begin(), all.end(), one) == all.end())
      all.push_back(std::move(one));
  return listed(all, "and");
}

std::string MissText::with_quotes(const std::string& part, const std::vector<Run>& runs) const {
  const std::string found = quotes(runs);
  if (found.empty() || found == part || found == '"' + part + '"') return part;
  return fmt::format("{} ({})", part, found);
}

std::string MissText::with_quote(const Expression& part, Run run) const {
  return with_quotes(part_text(part), {run});
}

/// Words of the passage spelt nearly like the missing ones; or that the project has none of these words, and
/// what it has instead.
std::string MissText::neighbours(const std::vector<const Expression*>& missing) const {
  const NearWords here(vocabulary_, here_);
  std::string text;
  std::size_t told = 0;
  for (const Expression* part : missing) {
    const std::vector<std::string> words = plain_words(*part);
    const bool dead =
        known_ != nullptr && std::none_of(words.begin(), words.end(),
                                          [&](const std::string& word) { return known_->occurs(word); });
    for (const std::string& word : words) {
      if (told == words_told) return text;
      if (const auto near = here.near(word, neighbours_shown); !near.empty())
        text += fmt::format("; spelt nearly like {}: {}", word, listed(near, "and"));
      else if (const auto other = dead ? known_->near(word, neighbours_shown) : near; dead)
        text += fmt::format(
            "; {} occurs nowhere in the project{}", word,
            other.empty() ? "" : ", but " + listed(other, "and") + (other.size() == 1 ? " does" : " do"));
      else
        continue;
      ++told;
    }
  }
  return text;
}

std::string MissText::absent(const Obstacle& obstacle) const {
  const Expression& of = *obstacle.of;
  const std::string_view place = place_of(obstacle.unit);
  if (of.kind == Kind::code)
    return fmt::format("{} is not on the {}; gloss why-not says why", part_text(of), place);
  if (of.kind == Kind::list) {
    std::string text = fmt::format("no entry of {} occurs in the {}", part_text(of), place);
    std::vector<std::string> nearly;
    for (const auto& piece : obstacle.pieces) nearly.push_back(with_quotes(cut(piece.text), piece.runs));
    return nearly.empty() ? text : text + "; nearly: " + listed(nearly, "and");
  }
  if (of.kind == Kind::either)
    return fmt::format("none of {} occurs in the {}{}", listed(printed(of.operands), "or"), place,
                       neighbours({&of}));
  std::vector<std::string> there, missing;
  std::vector<const Expression*> parts;
  for (const auto& piece : obstacle.pieces)
    if (piece.runs.empty())
      missing.push_back(cut(piece.text)), parts.push_back(piece.of);
    else
      there.push_back(with_quotes(cut(piece.text), piece.runs));
  if (!there.empty())
    return fmt::format("of {}, {} {} missing; {} {} there{}", part_text(of), listed(missing, "and"),
                       missing.size() == 1 ? "is" : "are", listed(there, "and"),
                       there.size() == 1 ? "is" : "are", neighbours(parts));
  return fmt::format("{} does not occur in the {}{}", part_text(of), place, neighbours({&of}));
}

std::string MissText::scattered(const Obstacle& obstacle) const {
  std::string how = "not as the phrase wants them";
  if (obstacle.in_other_unit)
    how = "in different sentences";
  else if (obstacle.other_way_round)
    how = "in another order";
  else if (obstacle.distance > obstacle.limit)
    how = fmt::format("too far apart ({}, at most {} fit)",
                      counted_positions(obstacle.first, obstacle.distance), obstacle.limit);
  return fmt::format("the words of {} are there, but {}: {}", part_text(*obstacle.of), how,
                     quote(obstacle.first));
}

/// "8 words"; what stands there decides what they are called.
std::string MissText::counted_positions(Run run, std::uint32_t count) const {
  const auto& cells = text_.tokens().cells;
  std::uint32_t characters = 0;
  for (std::uint32_t i = run.first; i <= run.last; ++i)
    characters += (index::flags_of(cells[i]) & text::flag::character) != 0;
  const std::uint32_t all = run.last - run.first + 1;
  return characters == all ? report::counted(count, "character", "characters")
         : characters == 0 ? report::counted(count, "word", "words")
                           : report::counted(count, "position", "positions");
}

/// "8 words apart".
std::string MissText::apart(const Obstacle& obstacle) const {
  const Run a = std::min(obstacle.first, obstacle.second), b = std::max(obstacle.first, obstacle.second);
  if (obstacle.of->in_characters)
    return report::counted(obstacle.distance, "character", "characters") + " apart";
  return counted_positions({a.last + 1, b.first}, obstacle.distance) + " apart";
}

std::string MissText::distant(const Obstacle& obstacle) const {
  const Expression& of = *obstacle.of;
  const std::string first = with_quote(of.operands[0], obstacle.first),
                    second = with_quote(of.operands[1], obstacle.second);
  if (obstacle.distance == 0) return fmt::format("{} and {} share a word", first, second);
  std::vector<std::string> faults;
  const bool far = of.distance && obstacle.distance > static_cast<std::uint32_t>(*of.distance);
  if (far)
    faults.push_back(
        fmt::format("are {}, {} allows {}", apart(obstacle), relation_with_limit(of), *of.distance));
  if (obstacle.in_other_unit) {
    const std::string_view unit = codebook::name_of(obstacle.unit);
    faults.push_back(fmt::format("stand in different {}s", unit));
  }
  std::string text = fmt::format("{} and {} {}", first, second, listed(faults, "and"));
  if (!obstacle.other_way_round) return text;
  const std::string order =
      fmt::format("{} stands {} {}; the rule wants it {}", first,
                  of.kind == Kind::before ? "after" : "before", second, codebook::relation_name(of.kind));
  return faults.empty() ? order : text + "; and " + order;
}

std::string MissText::excluded(const Obstacle& obstacle) const {
  const Expression& of = *obstacle.of;
  if (of.kind == Kind::none)
    return fmt::format("{} is there, and the rule says not", with_quote(of.operands[0], obstacle.second));
  const std::string first = with_quote(of.operands[0], obstacle.first),
                    second = with_quote(of.operands[1], obstacle.second);
  if (of.kind == Kind::without)
    return fmt::format("{} is in the same {} as {}; the rule says without", second,
                       codebook::name_of(obstacle.unit), first);
  if (of.kind == Kind::near || of.kind == Kind::before || of.kind == Kind::after)
    return fmt::format("{} and {} are {}; the rule says not {}", first, second, apart(obstacle),
                       relation_with_limit(of));
  return fmt::format("{} is {} {}; the rule says not", first, codebook::relation_name(of.kind), second);
}

std::string MissText::of(const Obstacle& obstacle) const {
  switch (obstacle.kind) {
    case Obstacle::Kind::absent:
      return absent(obstacle);
    case Obstacle::Kind::scattered:
      return scattered(obstacle);
    case Obstacle::Kind::distant:
      return distant(obstacle);
    case Obstacle::Kind::excluded:
      return excluded(obstacle);
    case Obstacle::Kind::apart: {
      std::vector<std::string> parts;
      for (const auto& piece : obstacle.pieces) parts.push_back(with_quotes(cut(piece.text), piece.runs));
      return fmt::format("{} never stand in one {}", listed(parts, "and"), codebook::name_of(obstacle.unit));
    }
    case Obstacle::Kind::unrelated:
      return fmt::format("{} does not stand {} {}", with_quote(obstacle.of->operands[0], obstacle.first),
                         obstacle.of->kind == Kind::inside       ? "inside"
                         : obstacle.of->kind == Kind::containing ? "around"
                                                                 : "across",
                         with_quote(obstacle.of->operands[1], obstacle.second));
    case Obstacle::Kind::number:
      return fmt::format("{} is there {}; the rule wants {}", part_text(obstacle.of->operands[0]),
                         report::counted(obstacle.found, "time", "times"), comparison_text(*obstacle.of));
    case Obstacle::Kind::too_few: {
      std::vector<std::string> missing;
      for (const auto& piece : obstacle.pieces) missing.push_back(piece.text);
      return fmt::format("{} of {} wanted are there; missing: {}", obstacle.found, obstacle.of->number,
                         listed(missing, "and"));
    }
    case Obstacle::Kind::negated:
      return fmt::format("{} is negated by {}", part_text(obstacle.of->operands[0]), quotes(obstacle.cues));
    case Obstacle::Kind::not_negated:
      if (obstacle.cues.empty())
        return fmt::format("{} is not negated: there is no cue near it", part_text(obstacle.of->operands[0]));
      return fmt::format("{} is not negated: the cues {} cancel each other",
                         part_text(obstacle.of->operands[0]), quotes(obstacle.cues));
    case Obstacle::Kind::refused: {
      const std::string wanted = test_text(obstacle.test);
      if (obstacle.values.empty())
        return fmt::format("{} is not set; wanted: {}", obstacle.test.attribute, wanted);
      return fmt::format("{} is {}; wanted: {}", obstacle.test.attribute, listed(obstacle.values, "and"),
                         wanted);
    }
  }
  return {};
}

}  // namespace gloss::project
