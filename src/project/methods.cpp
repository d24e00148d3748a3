// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/methods.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "project/agreement.h"
#include "project/check_codebook.h"
#include "project/count_codings.h"
#include "project/group_quality.h"
#include "project/project_texts.h"
#include "project/provenance.h"
#include "project/read_passages.h"
#include "project/use_codebook.h"
#include "report/frequency_report.h"

namespace gloss::project {
namespace {

/// Texts, speakers, and sources by kind and language.
Result<void> count_material(const Project& project, const KnownSources& sources,
                            report::MethodsFacts& facts) {
  GLOSS_TRY(const auto* tokens, project.tokens());
  const ProjectTexts texts(project);
  std::map<std::pair<model::Kind, std::string>, report::MaterialCount> material;
  std::set<std::int32_t> people;
  for (const KnownSource& source : sources) {
    const auto words = static_cast<std::int64_t>(view_of(*tokens, source, texts).tokens.cells.size());
    const model::Kind kind = source.facts.kind;
    facts.texts.push_back({source.stored.name, kind, source.facts.language, words, source.stored.hash});
    auto& count = material[{kind, source.facts.language}];
    count.kind = kind;
    count.language = source.facts.language;
    ++count.sources;
    count.passages += source.stored.passages;
    count.words += words;
    for (std::size_t s = 0; s < source.persons.size(); ++s)
      if (source.facts.speakers[s].role != model::Role::interviewer) people.insert(source.persons[s]);
    if (kind == model::Kind::interview && source.persons.empty()) ++facts.unlabelled;
  }
  for (auto& [key, count] : material) facts.material.push_back(std::move(count));
  facts.speakers = static_cast<std::int64_t>(people.size());
  return {};
}

Result<report::CodebookCount> count_codebook(const codebook::Codebook& codebook, const std::string& file,
                                             const std::string& language) {
  report::CodebookCount count;
  count.id = codebook.id;
  count.title = codebook::in_language(codebook.title, language, codebook.id);
  count.hash = codebook.hash;
  count.unit = codebook::name_of(codebook.unit);
  count.codes = static_cast<std::int64_t>(codebook.codes.size());
  count.lists = static_cast<std::int64_t>(codebook.lists.size());
  for (const codebook::Code& code : codebook.codes) {
    if (code.rules.empty()) continue;
    ++count.codes_with_rules;
    count.rules += static_cast<std::int64_t>(code.rules.size());
    if (code.examples.empty()) ++count.without_examples;
  }
  GLOSS_TRY(const auto checked, check_codebook(codebook, file));
  count.examples = static_cast<std::int64_t>(checked.examples);
  count.counterexamples = static_cast<std::int64_t>(checked.counterexamples);
  count.failed = static_cast<std::int64_t>(checked.failures.size());
  return count;
}

Result<void> count_base_and_record(const Project& project, report::MethodsFacts& facts) {
  GLOSS_TRY(const auto counted,
            count_with<report::FrequencyCounter>(project, {.language = facts.language, .leaves = false}));
  facts.base = counted.counter.base();
  facts.record = counted.counter.record();
  facts.base_words = counted.counter.all(-1).words;
  facts.base_speakers = counted.counter.all(-1).speakers;
  return {};
}

/// Work that does not count: on an earlier text, or with a code that is not there.
std::int64_t set_aside_in(const model::HandWork& work, const KnownSources& sources,
                          const codebook::Codebook& codebook) {
  std::map<std::string_view, std::int64_t> texts;
  for (const KnownSource& source : sources) texts[source.stored.name] = source.stored.text;
  std::int64_t count = 0;
  const auto look = [&](const model::Anchor& at, const std::string& code) {
    const auto text = texts.find(at.source);
    if (text == texts.end() || text->second != at.text || codebook.find(code) < 0) ++count;
  };
  for (const auto& coding : work.codings) look(coding.at, coding.code);
  for (const auto& decision : work.decisions) look(decision.at, decision.code);
  return count;
}

void count_readers(const KnownSources& sources, const model::HandWork& work, const Readers& readers,
                   report::MethodsFacts& facts) {
  std::set<std::string_view> names;
  for (const KnownSource& source : sources) names.insert(source.stored.name);
  std::map<std::string, report::ReaderCount> of_coder;
  for (const model::ReadMark& mark : work.read) {
    if (!names.contains(mark.source)) continue;
    report::ReaderCount& count = of_coder[mark.coder];
    count.coder = mark.coder;
    ++count.sources;
    if (mark.blind) ++count.blind;
  }
  for (auto& [coder, count] : of_coder) facts.readers.push_back(std::move(count));
  facts.read = readers.sources;
  facts.blind = readers.blind;
}

bool have_read_one_together(const Readers& readers, const std::vector<std::string>& coders) {
  return std::any_of(readers.of_source.begin(), readers.of_source.end(), [&](const auto& of_source) {
    return std::all_of(coders.begin(), coders.end(),
                       [&](const std::string& coder) { return of_source.contains(coder); });
  });
}

/// All together, or pair by pair.
std::vector<std::vector<std::string>> coders_to_compare(const Readers& readers) {
  const std::vector<std::string> all(readers.all.begin(), readers.all.end());
  if (all.size() < 2) return {};
  if (all.size() <= report::most_coders && have_read_one_together(readers, all)) return {all};
  std::vector<std::vector<std::string>> pairs;
  for (std::size_t a = 0; a < all.size(); ++a)
    for (std::size_t b = a + 1; b < all.size(); ++b)
      if (have_read_one_together(readers, {all[a], all[b]})) pairs.push_back({all[a], all[b]});
  return pairs;
}

std::optional<double> number_in(const report::Table& table, const std::vector<report::Value>& row,
                                std::string_view name) {
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    if (const auto* number = std::get_if<double>(&row[c]); number != nullptr && table.columns[c].name == name)
      return *number;
  return std::nullopt;
}

/// What report agreement says of all codes together, in its last row.
Result<report::MeasuredAgreement> measure(const Project& project, const std::vector<std::string>& coders) {
  GLOSS_TRY(const auto table, agreement(project, {.coders = coders}));
  report::MeasuredAgreement measured;
  for (const Json& coder : table.head["coders"])
    measured.coders.push_back({coder["coder"], coder["not_blind"]});
  measured.passages = table.head["units"];
  measured.sources = table.head["sources"];
  measured.alpha = number_in(table, table.rows.back(), "alpha");
  measured.percent = number_in(table, table.rows.back(), "percent");
  return measured;
}

/// All passages that were read, whatever their kind.
Result<report::MeasuredRules> measure_rules(const Project& project) {
  Selection by_kind;
  by_kind.by = "kind";
  GLOSS_TRY(const auto checked, checked_rules(project, by_kind));
  report::MeasuredRules measured;
  for (const std::int64_t passages : checked.read) measured.passages += passages;
  for (const stats::Confusion& table : checked.pooled) measured.pooled += table;
  return measured;
}

}  // namespace

Result<report::MethodsFacts> methods(const Project& project, const MethodsRequest& request) {
  GLOSS_TRY(const auto codebook, codebook_of(project));
  GLOSS_TRY(const auto sources, known_sources(project));
  GLOSS_TRY(const auto made_from, provenance(project));
  GLOSS_TRY(const auto work, project.file().hand_work());
  GLOSS_TRY(const auto stored, project.file().codebook());
  report::MethodsFacts facts;
  facts.language = report_language(codebook, request.language);
  facts.program = made_from.program;
  facts.state = made_from.state;
  GLOSS_TRY(facts.codebook, count_codebook(codebook, stored->file, facts.language));
  GLOSS_CHECK(count_material(project, sources, facts));
  GLOSS_CHECK(count_base_and_record(project, facts));
  facts.set_aside = set_aside_in(work, sources, codebook);
  const Readers readers = readers_of(sources, work, "");
  count_readers(sources, work, readers, facts);
  for (const auto& coders : coders_to_compare(readers)) {
    GLOSS_TRY(auto measured, measure(project, coders));
    facts.agreement.push_back(std::move(measured));
  }
  if (readers.sources > 0) {
    GLOSS_TRY(facts.rules, measure_rules(project));
  }
  return facts;
}

}  // namespace gloss::project
