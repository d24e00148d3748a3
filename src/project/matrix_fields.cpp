// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/matrix_fields.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "exchange/codings_table.h"

namespace gloss::project {
namespace {

using report::MatrixUnit;

/// Fields of a unit: texts of its voices first, in the order of texts_of.
enum class Field : std::size_t { source, speaker, role, kind, case_, passage, start, end, passages, words };
constexpr auto voice_texts = static_cast<std::size_t>(Field::passage);
constexpr auto fixed_fields = static_cast<std::size_t>(Field::words) + 1;

struct FieldName {
  std::string_view name, english, chinese;
};
constexpr std::array<FieldName, fixed_fields> field_names{{{"source", "Source", "来源"},
                                                           {"speaker", "Speaker", "说话人"},
                                                           {"role", "Role", "角色"},
                                                           {"kind", "Kind", "类型"},
                                                           {"case", "Case", "个案"},
                                                           {"passage", "Passage", "段落"},
                                                           {"start", "Start", "起"},
                                                           {"end", "End", "止"},
                                                           {"passages", "Passages", "段落数"},
                                                           {"words", "Words", "词数"}}};

std::vector<Field> fields_of(MatrixUnit unit) {
  using enum Field;
  switch (unit) {
    case MatrixUnit::source:
      return {source, speaker, role, kind, case_, passages, words};
    case MatrixUnit::speaker:
      return {speaker, source, role, kind, case_, passages, words};
    case MatrixUnit::case_:
      return {case_, source, speaker, role, kind, passages, words};
    default:
      return {passage, source, speaker, role, kind, start, end, case_, words};
  }
}

bool is_taken(const std::string& name, const std::vector<report::CodeRow>& codes) {
  const auto is_it = [&](const auto& one) { return one.name == name; };
  return name == "code" || name == "value" || std::any_of(field_names.begin(), field_names.end(), is_it) ||
         std::any_of(codes.begin(), codes.end(), [&](const auto& code) { return code.id == name; });
}

std::string value_in(const model::Variables& variables, const std::string& name) {
  const auto found = variables.find(name);
  return found == variables.end() ? std::string() : found->second;
}

void set_text(report::Value& value, const std::string& words) {
  if (auto* text = std::get_if<std::string>(&value))
    *text = words;  // keeps its room
  else
    value = words;
}

}  // namespace

void UnitFacts::add(MatrixVoice voice) {
  if (std::find(voices.begin(), voices.end(), voice) == voices.end()) voices.push_back(voice);
}

MatrixFields::MatrixFields(const KnownSources& sources, MatrixUnit unit,
                           const std::vector<report::CodeRow>& codes, const std::string& language)
    : sources_(sources), unit_(unit) {
  add_columns(language);
  add_variables(codes);
}

void MatrixFields::add_columns(const std::string& language) {
  for (const Field field : fields_of(unit_)) {
    const FieldName& named = field_names[static_cast<std::size_t>(field)];
    columns_.push_back({std::string(named.name),
                        std::string(report::in_language(language, named.english, named.chinese)),
                        field > Field::passage ? report::Column::Kind::number : report::Column::Kind::text});
    from_.push_back(static_cast<std::size_t>(field));
  }
}

void MatrixFields::add_variables(const std::vector<report::CodeRow>& codes) {
  std::set<std::string> of_cases, of_sources;
  for (const KnownSource& source : sources_) {
    for (const auto& one : source.facts.speakers)
      for (const auto& [name, value] : one.variables) of_cases.insert(name);
    for (const auto& [name, value] : source.facts.variables) of_sources.insert(name);
  }
  std::size_t next = fixed_fields;
  for (const std::string& name : of_cases) {
    of_sources.erase(name);
    of_cases_.push_back(name);
    columns_.push_back({is_taken(name, codes) ? "case." + name : name, name, report::Column::Kind::text});
    from_.push_back(next++);
  }
  for (const std::string& name : of_sources) {
    of_sources_.push_back(name);
    columns_.push_back({"source." + name, name, report::Column::Kind::text});
    from_.push_back(next++);
  }
}

MatrixFields::Texts MatrixFields::texts_of(MatrixVoice voice) const {
  const tagger::SourceFacts& facts = sources_[static_cast<std::size_t>(voice.source)].facts;
  const tagger::SpeakerFacts nobody;
  const tagger::SpeakerFacts& who =
      voice.speaker < 0 ? nobody : facts.speakers[static_cast<std::size_t>(voice.speaker)];
  Texts texts{facts.name, who.label, std::string(name_of(who.role)), std::string(name_of(facts.kind)),
              who.case_name};
  for (const std::string& name : of_cases_) {
    texts.push_back(value_in(who.variables, name));
    if (texts.back().empty()) texts.back() = value_in(facts.variables, name);
  }
  for (const std::string& name : of_sources_) texts.push_back(value_in(facts.variables, name));
  return texts;
}

void MatrixFields::hold(std::int32_t source) {
  if (held_ == source) return;
  held_ = source;
  held_texts_.clear();
  const auto speakers = sources_[static_cast<std::size_t>(source)].facts.speakers.size();
  for (std::int32_t one = -1; one < static_cast<std::int32_t>(speakers); ++one)
    held_texts_.push_back(texts_of({source, one}));
}

/// The different values of all voices, in order of the voices.
void MatrixFields::join(const UnitFacts& unit) {
  const std::size_t count = voice_texts + of_cases_.size() + of_sources_.size();
  std::vector<std::vector<std::string>> values(count);
  for (const MatrixVoice voice : unit.voices) {
    hold(voice.source);
    const Texts& texts = held_texts_[static_cast<std::size_t>(voice.speaker + 1)];
    for (std::size_t k = 0; k < count; ++k)
      if (!texts[k].empty() && std::find(values[k].begin(), values[k].end(), texts[k]) == values[k].end())
        values[k].push_back(texts[k]);
  }
  joined_.assign(count, {});
  for (std::size_t k = 0; k < count; ++k)
    for (const std::string& value : values[k]) joined_[k] += (joined_[k].empty() ? "" : "; ") + value;
}

void MatrixFields::fill(const UnitFacts& unit, std::vector<report::Value>& fields) {
  if (unit.voices.size() == 1)
    hold(unit.voices.front().source);
  else
    join(unit);
  const Texts& texts = unit.voices.size() == 1
                           ? held_texts_[static_cast<std::size_t>(unit.voices.front().speaker + 1)]
                           : joined_;
  fields.resize(columns_.size());
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    switch (static_cast<Field>(from_[c])) {
      case Field::passage:
        set_text(fields[c], exchange::passage_name(texts.front(), unit.passage));
        break;
      case Field::start:
        fields[c] = unit.start;
        break;
      case Field::end:
        fields[c] = unit.end;
        break;
      case Field::passages:
        fields[c] = unit.passages;
        break;
      case Field::words:
        fields[c] = unit.words;
        break;
      default:
        set_text(fields[c], texts[from_[c] < voice_texts ? from_[c] : from_[c] - fixed_fields + voice_texts]);
    }
  }
}

}  // namespace gloss::project
