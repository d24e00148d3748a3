// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/search_counts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "codebook/spelling.h"
#include "project/check_query.h"
#include "project/kwic.h"
#include "project/matches.h"
#include "report/grouped.h"

namespace gloss::project {
namespace {

/// What a passage has of an attribute; nothing where it is not set.
std::optional<std::string> value_of(const std::string& attribute, const KnownSource& source,
                                    const index::PassageRow& row) {
  const auto& facts = source.facts;
  const tagger::SpeakerFacts* speaker =
      row.speaker < 0 ? nullptr : &facts.speakers[static_cast<std::size_t>(row.speaker)];
  if (attribute == "source") return facts.name;
  if (attribute == "kind") return std::string(model::name_of(facts.kind));
  if (attribute == "language") return facts.language;
  if (attribute == "role")
    return std::string(model::name_of(speaker == nullptr ? model::Role::unknown : speaker->role));
  if (attribute == "speaker") {
    if (speaker == nullptr) return std::nullopt;
    // P1 in two files is two people, unless a case joins them.
    return speaker->case_name.empty() ? fmt::format("{} ({})", speaker->label, facts.name)
                                      : speaker->case_name;
  }
  if (attribute == "section") {
    if (row.section < 0) return std::nullopt;
    return facts.sections[static_cast<std::size_t>(row.section)];
  }
  if (speaker != nullptr)
    if (const auto own = speaker->variables.find(attribute); own != speaker->variables.end())
      return own->second;
  const auto found = facts.variables.find(attribute);
  return found == facts.variables.end() ? std::nullopt : std::optional(found->second);
}

index::TextTokens tokens_of(const index::TokenStore& tokens, const KnownSource& source) {
  const auto found = tokens.find(source.stored.text);
  return found ? *found : index::TextTokens{};
}

/// `unit where ...` with the conditions that stand around the query, or nothing.
std::optional<codebook::Expression> base_of(const codebook::Expression& query) {
  codebook::Expression base;
  base.kind = codebook::Expression::Kind::where;
  const codebook::Expression* at = &query;
  for (; at->kind == codebook::Expression::Kind::where; at = &at->operands.front())
    base.condition.insert(base.condition.end(), at->condition.begin(), at->condition.end());
  if (base.condition.empty()) return std::nullopt;
  base.operands.emplace_back().kind = codebook::Expression::Kind::unit;
  return base;
}

struct Tally {
  std::int64_t passages = 0, matches = 0, base = 0;
  std::set<std::uint32_t> sources;
};

SearchCounts counts_of(const Matches& matches, const index::TokenStore& tokens) {
  SearchCounts counts;
  counts.passages = static_cast<std::int64_t>(matches.passages.size());
  std::set<std::uint32_t> sources;
  std::set<std::int32_t> speakers;
  for (const auto& match : matches.passages) {
    const KnownSource& source = matches.sources[match.source];
    const auto view = tokens_of(tokens, source);
    counts.matches += static_cast<std::int64_t>(nodes_of(matches, match, view).size());
    sources.insert(match.source);
    if (const auto speaker = view.passages[match.passage].speaker; speaker >= 0)
      speakers.insert(source.persons[static_cast<std::size_t>(speaker)]);
  }
  counts.sources = static_cast<std::int64_t>(sources.size());
  counts.speakers = static_cast<std::int64_t>(speakers.size());
  return counts;
}

}  // namespace

Result<SearchCounts> count_matches(const Project& project, const std::string& query) {
  GLOSS_TRY(const auto matches, find_matches(project, query));
  GLOSS_TRY(const auto* tokens, project.tokens());
  return counts_of(matches, *tokens);
}

Result<CountedBy> count_by(const Project& project, const std::string& query, const std::string& attribute) {
  GLOSS_TRY(const auto matches, find_matches(project, query));
  GLOSS_TRY(const auto* tokens, project.tokens());
  const std::vector<std::string> known = attributes(matches.sources);
  if (std::find(known.begin(), known.end(), attribute) == known.end()) {
    const std::string close = codebook::nearest(attribute, known);
    std::string all;
    for (const auto& name : known) all += (all.empty() ? "" : ", ") + name;
    return Err(Fault::usage, "--by", "there is no variable '" + attribute + "'",
               close.empty() ? "one of " + all : "--by " + close);
  }
  std::map<std::optional<std::string>, Tally> tallies;
  const auto tally_of = [&](std::uint32_t source, std::uint32_t passage) -> Tally& {
    const KnownSource& one = matches.sources[source];
    return tallies[value_of(attribute, one, tokens_of(*tokens, one).passages[passage])];
  };
  if (const auto base = base_of(matches.query)) {
    GLOSS_TRY(const auto wide, find_matches(project, codebook::print(*base)));
    for (const auto& match : wide.passages) ++tally_of(match.source, match.passage).base;
  } else {
    for (std::uint32_t i = 0; i < matches.sources.size(); ++i) {
      const auto view = tokens_of(*tokens, matches.sources[i]);
      for (const auto& row : view.passages) ++tallies[value_of(attribute, matches.sources[i], row)].base;
    }
  }
  CountedBy by;
  for (const auto& match : matches.passages) {
    const auto view = tokens_of(*tokens, matches.sources[match.source]);
    Tally& tally = tally_of(match.source, match.passage);
    ++tally.passages;
    tally.matches += static_cast<std::int64_t>(nodes_of(matches, match, view).size());
    tally.sources.insert(match.source);
  }
  by.counts = counts_of(matches, *tokens);

  using enum report::Column::Kind;
  by.table.columns = {{"value", attribute, text},       {"passages", "Passages", bar},
                      {"matches", "Matches", number},   {"sources", "Sources", number},
                      {"base", "Of passages", number},  {"share", "Share", share},
                      {"per_1000", "Per 1,000", number}};
  const auto add = [&](report::Value value, const Tally& tally) {
    const auto base = static_cast<double>(tally.base);
    const auto of_base = [&](std::int64_t count, double factor) {
      return tally.base == 0 ? report::Value() : report::Value(static_cast<double>(count) * factor / base);
    };
    by.table.rows.push_back({std::move(value), tally.passages, tally.matches,
                             static_cast<std::int64_t>(tally.sources.size()), tally.base,
                             of_base(tally.passages, 1), of_base(tally.matches, 1000)});
  };
  for (const auto& [value, tally] : tallies)
    if (value) add(*value, tally);
  if (const auto unset = tallies.find(std::nullopt); unset != tallies.end()) add({}, unset->second);
  by.table.head["variable"] = attribute;
  by.table.head["passages"] = by.counts.passages;
  by.table.head["matches"] = by.counts.matches;
  by.table.headers = {fmt::format("{}, {} in {} by {}",
                                  report::counted(by.counts.passages, "passage", "passages"),
                                  report::counted(by.counts.matches, "match", "matches"),
                                  report::counted(by.counts.sources, "source", "sources"),
                                  report::counted(by.counts.speakers, "speaker", "speakers"))};
  by.table.notes = {std::string("Share: of the passages with this value") +
                    (base_of(matches.query) ? " that satisfy the query's where" : "") +
                    ". Per 1,000: matches by 1,000 of these passages."};
  return by;
}

}  // namespace gloss::project
