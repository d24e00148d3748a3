// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/agreement.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "codebook/spelling.h"
#include "project/count_codings.h"
#include "project/project_texts.h"
#include "project/selection.h"
#include "text/offset_map.h"

namespace gloss::project {
namespace {

/// Who has done which sources, and which of them blind.
struct DoneSources {
  std::set<std::string> coders;
  std::vector<std::map<std::string, bool>> of_source;  // by source: coder, blind
};

using SourceNumbers = std::map<std::string_view, std::size_t>;

DoneSources done_sources(const SourceNumbers& numbers, const model::HandWork& work) {
  DoneSources done;
  done.of_source.resize(numbers.size());
  for (const model::ReadMark& mark : work.read)
    if (const auto at = numbers.find(mark.source); at != numbers.end()) {
      done.coders.insert(mark.coder);
      done.of_source[at->second][mark.coder] = mark.blind;
    }
  return done;
}

Result<std::vector<report::ComparedCoder>> compared_coders(const AgreementRequest& request,
                                                           const DoneSources& done) {
  std::set<std::string> names(request.coders.begin(), request.coders.end());
  if (names.empty()) names = done.coders;
  std::vector<report::ComparedCoder> coders;
  for (const std::string& name : names) {
    if (!done.coders.contains(name)) {
      const std::string close = codebook::nearest(name, {done.coders.begin(), done.coders.end()});
      return Err(Fault::usage, "--coders", "'" + name + "' has done no source",
                 close.empty() ? "gloss done SOURCE --coder " + name : close);
    }
    coders.push_back({name, false, 0});
  }
  if (request.with_rules) coders.push_back({names.contains("rules") ? "the rules" : "rules", true, 0});
  if (coders.size() < 2)
    return Err(Fault::usage, "--coders", "agreement needs two who have done the same sources",
               "gloss done SOURCE --coder NAME, or --with-rules");
  if (coders.size() > report::most_coders)
    return Err(Fault::usage, "--coders", fmt::format("more than {} coders", report::most_coders),
               "--coders anna,ben");
  return coders;
}

/// Puts together what the report counts from.
class AgreementData {
 public:
  AgreementData(const Project& project, const AgreementRequest& request, const KnownSources& sources,
                const model::HandWork& work)
      : project_(project), request_(request), sources_(sources), work_(work), texts_(project) {
    for (std::size_t i = 0; i < sources.size(); ++i) numbers_[sources[i].stored.name] = i;
  }

  Result<void> choose() {
    const DoneSources done = done_sources(numbers_, work_);
    GLOSS_TRY(study.coders, compared_coders(request_, done));
    compared_.resize(sources_.size(), false);
    seen_.resize(study.coders.size());
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      std::size_t readers = 0, wanted = 0;
      for (const auto& coder : study.coders) {
        if (coder.is_rules) continue;
        ++wanted;
        if (done.of_source[i].contains(coder.name)) ++readers;
      }
      compared_[i] = readers == wanted;
      if (readers > 0 && readers < wanted) ++study.left_out;
      for (std::size_t c = 0; compared_[i] && c < wanted; ++c)
        if (!done.of_source[i].at(study.coders[c].name)) seen_[c].insert(i);
    }
    if (std::find(compared_.begin(), compared_.end(), true) != compared_.end()) return {};
    std::vector<std::string> names;
    for (const auto& coder : study.coders)
      if (!coder.is_rules) names.push_back(coder.name);
    return Err(Fault::usage, "--coders",
               fmt::format("no source is done by all of {}", fmt::join(names, ", ")),
               "choose some: --coders " + names.front() + "," + names.back());
  }

  Result<void> fill(codebook::Codebook codebook, const std::string& file) {
    GLOSS_TRY(coded_, apply_rules(project_, std::move(codebook), file, compared_));
    GLOSS_TRY(const auto* tokens, project_.tokens());
    Selection selection;
    selection.where = request_.where;
    selection.codes = request_.codes;
    selection.level = request_.level;
    GLOSS_TRY(const auto selected, Selected::of(selection, *coded_.codebook, sources_, tokens->vocabulary()));
    study.project = selected.start(*coded_.codebook, language());
    for (const KnownSource& source : sources_) study.project.sources.push_back(source.facts.kind);
    add_base(*tokens, selected);
    GLOSS_CHECK(texts_.check());
    GLOSS_CHECK(add_units());
    add_codings(selected);
    for (std::size_t c = 0; c < seen_.size(); ++c)
      study.coders[c].not_blind = static_cast<std::int64_t>(seen_[c].size());
    return study.characters ? count_characters() : Result<void>{};
  }

  std::string language() const { return report_language(*coded_.codebook, request_.language); }
  report::CodedWords words_of(const report::Disagreement& one) const;

  report::AgreementStudy study;

 private:
  void add_base(const index::TokenStore& tokens, const Selected& selected);
  Result<void> add_units();
  void add_codings(const Selected& selected);
  bool add_human(const Selected& selected, const model::Anchor& at, const std::string& code,
                 const std::string& coder);
  void add_coding(std::size_t coder, std::size_t source, std::int32_t row, text::ByteSpan span,
                  const std::string& quote);
  Result<void> count_characters();

  const Project& project_;
  const AgreementRequest& request_;
  const KnownSources& sources_;
  const model::HandWork& work_;
  const ProjectTexts texts_;
  CodedProject coded_;
  SourceNumbers numbers_;
  std::vector<bool> compared_;                    // by source
  std::vector<std::set<std::size_t>> seen_;       // by coder: sources that were not coded blind
  std::vector<report::UnitPlace> unit_places_;    // as study.units, in bytes
  std::vector<std::vector<std::string>> quotes_;  // by coder, as study.codings
};

void AgreementData::add_base(const index::TokenStore& tokens, const Selected& selected) {
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    if (!compared_[i]) continue;
    const auto in_base = selected.in_base(view_of(tokens, sources_[i], texts_));
    auto& passages = coded_.coded[i].passages;
    for (std::size_t p = 0; p < passages.size(); ++p) {
      passages[p].in_base = in_base[p];
      if (in_base[p])
        study.project.base.push_back({{static_cast<std::int32_t>(i), passages[p].span}, -1, -1, 0, 0});
    }
  }
}

Result<void> AgreementData::add_units() {
  study.unit = request_.unit;
  study.characters = request_.unit == "characters";
  if (study.characters) study.unit = "passage";  // what its lists are of
  if (study.unit == "passage") {
    for (const auto& passage : study.project.base) study.units.push_back(passage.place);
  } else if (study.unit == "sentence" || study.unit == "source") {
    GLOSS_TRY(study.units, units_in_base(project_, coded_, *codebook::unit_named(study.unit)));
  } else {
    return Err(Fault::usage, "--unit",
               "'" + request_.unit + "' is none of passage, sentence, source, characters", "--unit passage");
  }
  unit_places_ = study.units;
  return {};
}

void AgreementData::add_coding(std::size_t coder, std::size_t source, std::int32_t row, text::ByteSpan span,
                               const std::string& quote) {
  report::CodedSpan coding;
  coding.code = row;
  coding.source = static_cast<std::int32_t>(source);
  coding.span = span;
  study.codings[coder].push_back(coding);
  quotes_[coder].push_back(quote);
}

/// Whether it counts.
bool AgreementData::add_human(const Selected& selected, const model::Anchor& at, const std::string& code,
                              const std::string& coder) {
  const auto its = std::find_if(study.coders.begin(), study.coders.end(),
                                [&](const auto& one) { return !one.is_rules && one.name == coder; });
  const auto source = numbers_.find(at.source);
  if (its == study.coders.end() || source == numbers_.end()) return false;
  const std::size_t s = source->second;
  const int found = coded_.codebook->find(code);
  if (!compared_[s] || found < 0) return false;
  if (at.text != sources_[s].stored.text) {
    ++study.set_aside;
    return false;
  }
  if (const std::int32_t row = selected.row_of(found); row >= 0)
    add_coding(static_cast<std::size_t>(its - study.coders.begin()), s, row, at.span, at.quote);
  return true;
}

void AgreementData::add_codings(const Selected& selected) {
  study.codings.resize(study.coders.size());
  quotes_.resize(study.coders.size());
  for (const auto& one : work_.codings) add_human(selected, one.at, one.code, one.coder);
  for (const auto& one : work_.decisions) {
    if (one.decision != model::Decision::accepted || !add_human(selected, one.at, one.code, one.coder))
      continue;
    for (std::size_t c = 0; c < study.coders.size(); ++c)
      if (!study.coders[c].is_rules && study.coders[c].name == one.coder)
        seen_[c].insert(numbers_.at(one.at.source));
  }
  if (!request_.with_rules) return;
  for (std::size_t i = 0; i < coded_.coded.size(); ++i)
    for (const SourceCoding& one : coded_.coded[i].codings)
      if (const std::int32_t row = selected.row_of(one.code); row >= 0)
        add_coding(study.coders.size() - 1, i, row, one.coding.span, one.coding.quote);
}

/// Turns all places into code points.
Result<void> AgreementData::count_characters() {
  std::vector<std::vector<text::ByteSpan*>> of_source(sources_.size());
  for (auto& passage : study.project.base)
    of_source[static_cast<std::size_t>(passage.place.source)].push_back(&passage.place.span);
  for (auto& unit : study.units) of_source[static_cast<std::size_t>(unit.source)].push_back(&unit.span);
  for (auto& of_coder : study.codings)
    for (auto& coding : of_coder) of_source[static_cast<std::size_t>(coding.source)].push_back(&coding.span);
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    if (of_source[i].empty()) continue;
    GLOSS_TRY(const auto text, texts_.read(sources_[i].stored.text));
    const text::OffsetMap map(text);
    for (text::ByteSpan* span : of_source[i])
      if (const auto points = map.code_points(*span))
        *span = text::byte_span(points->begin.count, points->end.count);
  }
  return {};
}

report::CodedWords AgreementData::words_of(const report::Disagreement& one) const {
  const report::UnitPlace& unit = unit_places_[one.unit];
  const auto source = static_cast<std::size_t>(unit.source);
  report::CodedWords words{sources_[source].stored.name, 0, quotes_[one.coder][one.coding]};
  if (study.unit == "source") return words;
  const auto& passages = coded_.coded[source].passages;
  const auto at = std::partition_point(passages.begin(), passages.end(), [&](const SourcePassage& passage) {
    return passage.span.end <= unit.span.begin;
  });
  words.passage = at - passages.begin() + 1;
  return words;
}

}  // namespace

Result<report::Table> agreement(const Project& project, const AgreementRequest& request) {
  GLOSS_TRY(const auto stored, project.file().codebook());
  if (!stored)
    return Err(Fault::bad_input, project.file().path(), "the project has no codebook yet",
               "gloss codebook use FILE");
  GLOSS_TRY(auto codebook, codebook::parse_codebook(stored->yaml, stored->file));
  GLOSS_TRY(const auto sources, known_sources(project));
  GLOSS_TRY(const auto work, project.file().hand_work());
  AgreementData data(project, request, sources, work);
  GLOSS_CHECK(data.choose());
  GLOSS_CHECK(data.fill(std::move(codebook), stored->file));
  const report::AgreementOptions options{data.language(), request.intervals, request.seed};
  switch (request.form) {
    case AgreementRequest::Form::confusion:
      return report::confusion_table(data.study, options);
    case AgreementRequest::Form::disagreements: {
      const auto differ = report::disagreements_of(data.study);
      std::vector<report::CodedWords> words;
      for (const auto& one : differ) words.push_back(data.words_of(one));
      return report::disagreements_table(data.study, differ, words, options);
    }
    case AgreementRequest::Form::figures:
      break;
  }
  return report::agreement_report(data.study, report::measure_agreement(data.study, options), options);
}

}  // namespace gloss::project
