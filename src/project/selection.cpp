// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/selection.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "codebook/attribute.h"
#include "codebook/parse_rule.h"
#include "report/code_glob.h"

namespace gloss::project {
namespace {

using Subject = codebook::Attribute::Subject;

Result<void> one_of_words(const char* option, const std::string& word,
                          const std::vector<std::string_view>& words) {
  if (std::find(words.begin(), words.end(), word) != words.end()) return {};
  return Err(Fault::usage, option, fmt::format("'{}' is none of {}", word, fmt::join(words, ", ")),
             fmt::format("{} {}", option, words.front()));
}

std::string variable_in(const model::Variables& variables, const std::string& name) {
  const auto found = variables.find(name);
  return found == variables.end() ? std::string() : found->second;
}

/// The value of an attribute for what `speaker` says; empty where it is not set.
std::string value_of(const codebook::Attribute& attribute, const tagger::SourceFacts& facts,
                     const tagger::SpeakerFacts* speaker) {
  const auto of_speaker = [&](auto part) { return speaker != nullptr ? part(*speaker) : std::string(); };
  const auto case_variable = [&] {
    return of_speaker([&](const auto& one) { return variable_in(one.variables, attribute.name); });
  };
  switch (attribute.subject) {
    case Subject::source:
      return facts.name;
    case Subject::kind:
      return std::string(name_of(facts.kind));
    case Subject::language:
      return facts.language;
    case Subject::speaker:
      return of_speaker([](const auto& one) { return one.label; });
    case Subject::role:
      return of_speaker([](const auto& one) { return std::string(name_of(one.role)); });
    case Subject::case_name:
      return of_speaker([](const auto& one) { return one.case_name; });
    case Subject::case_variable:
      return case_variable();
    case Subject::source_variable:
      return variable_in(facts.variables, attribute.name);
    default: {
      std::string value = case_variable();
      return value.empty() ? variable_in(facts.variables, attribute.name) : value;
    }
  }
}

bool makes_groups(const codebook::Attribute& attribute) {
  switch (attribute.subject) {
    case Subject::section:
    case Subject::unit_words:
    case Subject::unit_chars:
    case Subject::unit_number:
    case Subject::turn_number:
    case Subject::unknown:
      return false;
    default:
      return !attribute.previous;
  }
}

/// Every name of a variable that some case or source has, for the hint.
std::string known_variables(const KnownSources& sources) {
  std::set<std::string> names;
  for (const KnownSource& source : sources) {
    for (const auto& [name, value] : source.facts.variables) names.insert(name);
    for (const auto& speaker : source.facts.speakers)
      for (const auto& [name, value] : speaker.variables) names.insert(name);
  }
  std::string all = "role, source, speaker, case, kind, language";
  for (const std::string& name : names) all += ", " + name;
  return all;
}

}  // namespace

Result<Selected> Selected::of(const Selection& selection, const codebook::Codebook& codebook,
                              const KnownSources& sources, const index::Vocabulary& vocabulary) {
  Selected made;
  made.selection_ = selection;
  GLOSS_CHECK(one_of_words("--decision", selection.decision, {"not-rejected", "accepted", "any"}));
  GLOSS_CHECK(one_of_words("--origin", selection.origin, {"any", "rule", "coder"}));
  if (selection.level < 0 || selection.level > 1000)
    return Err(Fault::usage, "--level", "is a depth from 1", "--level 1");
  GLOSS_TRY(auto base, BasePassages::of(codebook, vocabulary));
  made.base_.push_back(std::move(base));
  made.where_ = codebook.where_text;
  if (!selection.where.empty()) {
    GLOSS_TRY(const auto condition, codebook::parse_condition(selection.where, {"--where", 1, 1, false, 1}));
    GLOSS_TRY(auto narrower, BasePassages::of(condition, selection.where, vocabulary));
    made.base_.push_back(std::move(narrower));
    made.where_ += (made.where_.empty() ? "" : " and ") + selection.where;
  }
  GLOSS_CHECK(made.choose_codes(codebook));
  GLOSS_CHECK(made.make_groups(sources));
  return made;
}

Result<void> Selected::choose_codes(const codebook::Codebook& codebook) {
  for (std::size_t c = 0; c < codebook.codes.size(); ++c) {
    const codebook::Code& code = codebook.codes[c];
    const bool kept = (selection_.codes.empty() || report::code_matches(selection_.codes, code.id)) &&
                      (selection_.level == 0 || code.depth < selection_.level);
    rows_.push_back(kept ? static_cast<std::int32_t>(kept_.size())
                         : (code.parent < 0 ? -1 : rows_[static_cast<std::size_t>(code.parent)]));
    if (kept) kept_.push_back(static_cast<std::int32_t>(c));
  }
  if (kept_.empty() && !codebook.codes.empty())
    return Err(
        Fault::usage, "--codes",
        fmt::format("no code{} matches '{}'", selection_.level > 0 ? " of this level" : "", selection_.codes),
        fmt::format("--codes '{}/**', or * for the children of a code and ** for all below it",
                    codebook.codes.front().id));
  return {};
}

Result<void> Selected::make_groups(const KnownSources& sources) {
  if (selection_.by.empty()) return {};
  const codebook::Attribute attribute = codebook::attribute_named(selection_.by);
  if (!makes_groups(attribute))
    return Err(Fault::usage, "--by",
               fmt::format("'{}' cannot make groups of speakers or sources", selection_.by),
               "--by one of " + known_variables(sources));
  std::map<std::string, std::int32_t> names;
  std::vector<std::vector<std::string>> values;
  for (const KnownSource& source : sources) {
    auto& its = values.emplace_back();
    its.push_back(value_of(attribute, source.facts, nullptr));
    for (const auto& speaker : source.facts.speakers)
      its.push_back(value_of(attribute, source.facts, &speaker));
    for (const std::string& value : its)
      if (!value.empty()) names.emplace(value, 0);
  }
  if (names.empty() && sources.size() > 0)
    return Err(Fault::usage, "--by", fmt::format("no speaker and no source has '{}'", selection_.by),
               "--by one of " + known_variables(sources));
  for (auto& [name, index] : names) {
    index = static_cast<std::int32_t>(group_names_.size());
    group_names_.push_back(name);
  }
  for (const auto& its : values) {
    auto& of_source = groups_.emplace_back();
    for (const std::string& value : its) of_source.push_back(value.empty() ? -1 : names.at(value));
  }
  return {};
}

report::CodedProject Selected::start(const codebook::Codebook& codebook, const std::string& language) const {
  report::CodedProject counted;
  counted.where = where_;
  counted.by = selection_.by;
  counted.groups = group_names_;
  std::vector<std::string> only;
  if (!selection_.codes.empty()) only.push_back("codes " + selection_.codes);
  if (selection_.level > 0) only.push_back(fmt::format("down to level {}", selection_.level));
  if (selection_.decision == "accepted") only.push_back("by hand or accepted");
  if (selection_.decision == "any") only.push_back("rejected codings counted, too");
  if (selection_.origin == "rule") only.push_back("found by rules");
  if (selection_.origin == "coder") only.push_back("coded by hand");
  if (!selection_.coder.empty()) only.push_back("coded or accepted by " + selection_.coder);
  counted.only = fmt::format("{}", fmt::join(only, "; "));
  for (const std::int32_t kept : kept_) {
    const codebook::Code& code = codebook.codes[static_cast<std::size_t>(kept)];
    counted.codes.push_back({code.id, std::string(codebook::in_language(code.name, language, "")),
                             code.parent < 0 ? -1 : rows_[static_cast<std::size_t>(code.parent)]});
  }
  return counted;
}

std::vector<bool> Selected::in_base(const tagger::SourceView& view) const {
  std::vector<bool> in = base_.front().in(view);
  if (base_.size() > 1) {
    const std::vector<bool> also = base_.back().in(view);
    for (std::size_t p = 0; p < in.size(); ++p) in[p] = in[p] && also[p];
  }
  return in;
}

bool Selected::counts(const model::Coding& coding) const {
  const bool by_hand = coding.origin == model::Origin::coder;
  if (selection_.origin == "rule" && by_hand) return false;
  if (selection_.origin == "coder" && !by_hand) return false;
  if (coding.decision == model::Decision::rejected && !counts_rejected()) return false;
  const bool settled = by_hand || coding.decision == model::Decision::accepted;
  if (selection_.decision == "accepted" && !settled) return false;
  if (selection_.coder.empty()) return true;
  return by_hand ? coding.coder == selection_.coder
                 : coding.decision == model::Decision::accepted && coding.decided_by == selection_.coder;
}

bool Selected::counts_undecided() const {
  return selection_.origin != "coder" && selection_.decision != "accepted" && selection_.coder.empty();
}

}  // namespace gloss::project
