// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/facts.h"

#include <map>

#include "model/cases.h"

namespace gloss::project {
namespace {

void add_variables(const model::Variables& from, model::Variables& to) {
  for (const auto& [name, value] : from) to[name] = value;
}

/// The only speaker who is not the interviewer, or nullptr.
tagger::SpeakerFacts* only_interviewee(tagger::SourceFacts& facts) {
  tagger::SpeakerFacts* only = nullptr;
  for (auto& speaker : facts.speakers) {
    if (speaker.role == model::Role::interviewer) continue;
    if (only != nullptr) return nullptr;
    only = &speaker;
  }
  return only;
}

void apply_row(const model::CaseRow& row, tagger::SourceFacts& facts) {
  if (row.speaker.empty()) {
    if (row.kind) facts.kind = *row.kind;
    add_variables(row.variables, facts.variables);
    if (tagger::SpeakerFacts* speaker = only_interviewee(facts); speaker != nullptr && !row.name.empty()) {
      speaker->case_name = row.name;
      add_variables(row.variables, speaker->variables);
    }
    return;
  }
  for (auto& speaker : facts.speakers) {
    if (speaker.label != row.speaker) continue;
    if (row.role) speaker.role = *row.role;
    if (!row.name.empty()) speaker.case_name = row.name;
    add_variables(row.variables, speaker.variables);
  }
}

tagger::SourceFacts facts_of(const model::Source& outline, const std::string& name) {
  tagger::SourceFacts facts;
  facts.name = name;
  facts.kind = outline.kind;
  facts.language = outline.language;
  facts.variables = outline.variables;
  for (const auto& speaker : outline.speakers)
    facts.speakers.push_back({speaker.label, speaker.role, {}, {}});
  for (const auto& section : outline.sections) facts.section_parents.push_back(section.parent);
  return facts;
}

Result<std::vector<KnownSource>> put_together(const Project& project) {
  GLOSS_TRY(const auto* stored, project.sources());
  GLOSS_TRY(const auto cases, project.file().cases());
  std::vector<KnownSource> known;
  known.reserve(stored->size());
  std::map<std::string, std::int32_t> person_of_case;
  std::int32_t persons = 0;
  for (const auto& source : *stored) {
    GLOSS_TRY(const auto outline, project.file().read_outline(source.name));
    KnownSource one{source, facts_of(outline, source.name), {}};
    if (!outline.sections.empty()) {
      GLOSS_TRY(const auto text, project.file().read_text(source.text));
      for (const auto& section : outline.sections)
        one.facts.sections.push_back(text.substr(section.heading.begin.count, section.heading.length()));
    }
    for (const auto& row : cases.rows)
      if (model::glob_matches(row.source, source.name)) apply_row(row, one.facts);
    for (const auto& speaker : one.facts.speakers) {
      if (speaker.case_name.empty()) {
        one.persons.push_back(persons++);
      } else {
        const auto [at, made] = person_of_case.try_emplace(speaker.case_name, persons);
        if (made) ++persons;
        one.persons.push_back(at->second);
      }
    }
    known.push_back(std::move(one));
  }
  return known;
}

}  // namespace

Result<KnownSources> known_sources(const Project& project) {
  GLOSS_TRY(const auto state, project.file().state());
  Project::Known& known = project.known();
  if (!known.sources || !(known.state == state)) {
    GLOSS_TRY(auto sources, put_together(project));
    known = {state, std::make_shared<const KnownSources>(std::move(sources))};
  }
  return *known.sources;
}

std::vector<std::string> person_names(const KnownSources& sources) {
  std::vector<std::string> names;
  for (const KnownSource& source : sources)
    for (std::size_t s = 0; s < source.persons.size(); ++s) {
      const auto person = static_cast<std::size_t>(source.persons[s]);
      const tagger::SpeakerFacts& speaker = source.facts.speakers[s];
      if (names.size() <= person) names.resize(person + 1);
      names[person] =
          speaker.case_name.empty() ? speaker.label + " (" + source.stored.name + ")" : speaker.case_name;
    }
  return names;
}

}  // namespace gloss::project
