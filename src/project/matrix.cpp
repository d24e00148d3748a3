// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/matrix.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "project/count_codings.h"
#include "project/matrix_quotes.h"
#include "project/matrix_source.h"
#include "project/project_texts.h"

namespace gloss::project {
namespace {

using report::MatrixUnit;
using report::MatrixValue;

struct KeptCodings {
  std::vector<KeptSource> sources;
  report::MatrixHead head;  ///< but for unit, value, form and fields
};

std::optional<codebook::Unit> stretches_of(MatrixUnit unit) {
  return report::has_place(unit) && unit != MatrixUnit::passage ? codebook::unit_named(name_of(unit))
                                                                : std::nullopt;
}

/// By number of the person: whether it is a case.
std::vector<bool> case_persons(const KnownSources& sources) {
  std::vector<bool> is_case;
  for (const KnownSource& source : sources)
    for (std::size_t s = 0; s < source.persons.size(); ++s) {
      const auto person = static_cast<std::size_t>(source.persons[s]);
      if (is_case.size() <= person) is_case.resize(person + 1);
      is_case[person] = !source.facts.speakers[s].case_name.empty();
    }
  return is_case;
}

/// Passages of the part's base that belong to no unit.
std::int64_t passages_outside(const CountedCodings& part, MatrixUnit unit, const std::vector<bool>& is_case) {
  std::int64_t outside = 0;
  std::size_t next = 0;
  for (const report::BasePassage& passage : part.project.base) {
    if (unit == MatrixUnit::speaker || unit == MatrixUnit::case_) {
      const bool is_in = passage.person >= 0 &&
                         (unit == MatrixUnit::speaker || is_case[static_cast<std::size_t>(passage.person)]);
      outside += is_in ? 0 : 1;
    } else if (stretches_of(unit)) {
      while (next < part.units.size() && part.units[next].span.end <= passage.place.span.begin) ++next;
      const bool is_in = next < part.units.size() && part.units[next].span.overlaps(passage.place.span);
      outside += is_in ? 0 : 1;
    }
  }
  return outside;
}

Result<KeptCodings> keep_codings(const Project& project, const MatrixRequest& request, MatrixUnit unit,
                                 const KnownSources& sources) {
  KeptCodings kept;
  kept.sources.resize(sources.size());
  const auto is_case = case_persons(sources);
  const auto keep = [&](CountedCodings& part) {
    if (!part.project.base.empty()) {
      const auto number = static_cast<std::size_t>(part.project.base.front().place.source);
      const auto met = report::codings_in_base(part.project);
      kept.head.base += report::count_base(part.project);
      kept.head.record += report::count_record(part.project, met);
      kept.head.outside += passages_outside(part, unit, is_case);
      KeptSource& source = kept.sources[number];
      source.in_bytes = part.in_bytes[number];
      source.units = part.units;
      source.codings.reserve(met.size());
      for (const auto& [coding, passages, in_base] : met)
        source.codings.push_back({coding->code, coding->span, coding->first_word, coding->past_word});
    }
    drop_sources(part);
  };
  GLOSS_TRY(const auto counted, count_codings(project,
                                              {.selection = request.selection,
                                               .language = request.language,
                                               .units = stretches_of(unit),
                                               .leaves = false},
                                              keep));
  kept.head.language = counted.language;
  kept.head.codes = counted.project.codes;
  kept.head.base.where = counted.project.where;
  kept.head.base.only = counted.project.only;
  return kept;
}

/// The passages that are counted, as count_codings chose them.
Result<Selected> selected_again(const Project& project, const Selection& selection,
                                const KnownSources& sources) {
  GLOSS_TRY(const auto stored, project.file().codebook());
  GLOSS_TRY(const auto codebook, codebook::parse_codebook(stored->yaml, stored->file));
  GLOSS_TRY(const auto* tokens, project.tokens());
  return Selected::of(selection, codebook, sources, tokens->vocabulary());
}

/// Rows of speakers and cases, which are gathered from all sources first.
class PersonRows {
 public:
  void add(std::int32_t person, const UnitFacts& facts, std::vector<report::MatrixEntry> entries) {
    const auto [at, made] = persons_.try_emplace(person);
    UnitFacts& sum = at->second.facts;
    for (const MatrixVoice voice : facts.voices) sum.add(voice);
    sum.passages += facts.passages;
    sum.words += facts.words;
    auto& all = at->second.entries;
    all.insert(all.end(), std::make_move_iterator(entries.begin()), std::make_move_iterator(entries.end()));
  }

  /// By number, or by name of the case.
  Result<void> write(const KnownSources& sources, const report::MatrixHead& head, MatrixFields& fields,
                     report::MatrixWriter& out) {
    std::vector<std::pair<std::string, Person*>> order;
    for (auto& [number, person] : persons_) {
      const auto [source, speaker] = person.facts.voices.front();
      const auto& facts = sources[static_cast<std::size_t>(source)].facts;
      order.emplace_back(facts.speakers[static_cast<std::size_t>(speaker)].case_name, &person);
    }
    if (head.unit == MatrixUnit::case_) std::sort(order.begin(), order.end());
    report::MatrixRow row;
    for (const auto& [name, person] : order) {
      fields.fill(person->facts, row.fields);
      row.entries = merged(std::move(person->entries), head.value);
      GLOSS_CHECK(out.add(row));
    }
    return {};
  }

 private:
  struct Person {
    UnitFacts facts;
    std::vector<report::MatrixEntry> entries;  // of one source after another
  };

  static std::vector<report::MatrixEntry> merged(std::vector<report::MatrixEntry> entries,
                                                 MatrixValue value) {
    std::stable_sort(entries.begin(), entries.end(),
                     [](const auto& a, const auto& b) { return a.code < b.code; });
    std::vector<report::MatrixEntry> all;
    for (report::MatrixEntry& entry : entries) {
      if (all.empty() || all.back().code != entry.code) {
        all.push_back(std::move(entry));
        continue;
      }
      if (value != MatrixValue::present) all.back().value += entry.value;
      if (value == MatrixValue::quotes) all.back().quotes.append(quote_separator) += entry.quotes;
    }
    return all;
  }

  std::map<std::int32_t, Person> persons_;
};

class MatrixRun {
 public:
  MatrixRun(const KnownSources& sources, const report::MatrixHead& head, MatrixFields& fields,
            const CodingMemos& memos, report::MatrixWriter& out)
      : sources_(sources), head_(head), fields_(fields), memos_(memos), out_(out), ancestry_(head.codes) {}

  bool needs_text() const { return report::has_place(head_.unit) || head_.value == MatrixValue::quotes; }

  Result<void> add(std::size_t i, const tagger::SourceView& view, const std::vector<bool>& in_base,
                   const KeptSource& kept, std::string_view text) {
    const MatrixSource source(static_cast<std::int32_t>(i), sources_[i], view, in_base, kept, text);
    const auto met = report::codings_in_base(source.coded());
    GLOSS_TRY(const SourceUnits units, source.units(head_.unit));
    const auto cells = report::matrix_cells(source.coded(), ancestry_, met, units.units, head_.value);
    if (head_.value == MatrixValue::quotes) quote(i, source, met, text);
    for (std::size_t u = 0; u < units.units.count; ++u) {
      add_entries(cells, u);
      if (!units.persons.empty()) {
        persons_.add(units.persons[u], units.facts[u], std::move(row_.entries));
        continue;
      }
      fields_.fill(units.facts[u], row_.fields);
      GLOSS_CHECK(out_.add(row_));
    }
    return {};
  }

  Result<void> end() { return persons_.write(sources_, head_, fields_, out_); }

 private:
  void quote(std::size_t i, const MatrixSource& source, const std::vector<report::MetCoding>& met,
             std::string_view text) {
    quoted_ = {static_cast<std::int32_t>(i), text, met, source.bytes_of(met), {}};
    const bool many = head_.unit == MatrixUnit::speaker || head_.unit == MatrixUnit::case_;
    for (const std::int64_t passage : source.passages_of(met))
      quoted_.passage_names.push_back((many ? sources_[i].stored.name + ":" : "") + std::to_string(passage));
  }

  void add_entries(const report::MatrixCells& cells, std::size_t unit) {
    row_.entries.clear();
    for (const report::MatrixCell& cell : cells.of(unit)) {
      auto& entry = row_.entries.emplace_back(report::MatrixEntry{cell.code, cell.value, {}});
      if (head_.value == MatrixValue::quotes)
        entry.quotes = quotes_of(
            quoted_, memos_,
            std::span(cells.codings).subspan(cell.codings_begin, cell.codings_end - cell.codings_begin));
    }
  }

  const KnownSources& sources_;
  const report::MatrixHead& head_;
  MatrixFields& fields_;
  const CodingMemos& memos_;
  report::MatrixWriter& out_;
  report::Ancestry ancestry_;
  report::MatrixRow row_;
  QuotedSource quoted_;
  PersonRows persons_;
};

/// The head's unit and value, from the words of the command line.
Result<report::MatrixHead> asked_for(const MatrixRequest& request) {
  const auto unit = report::matrix_unit_named(request.unit);
  if (!unit)
    return Err(Fault::usage, "--unit", fmt::format("'{}' is not a unit of the matrix", request.unit),
               "passage, sentence, answer, turn, source, speaker or case");
  const auto value = report::matrix_value_named(request.cells);
  if (!value)
    return Err(Fault::usage, "--cells", fmt::format("'{}' is nothing a cell can hold", request.cells),
               "01, count, words or quotes");
  report::MatrixHead head;
  head.unit = *unit;
  head.value = *value;
  head.form = request.form;
  return head;
}

}  // namespace

Result<void> matrix(const Project& project, const MatrixRequest& request, report::MatrixWriter& out) {
  GLOSS_TRY(const auto asked, asked_for(request));
  GLOSS_TRY(const auto sources, known_sources(project));
  GLOSS_TRY(auto kept, keep_codings(project, request, asked.unit, sources));
  report::MatrixHead& head = kept.head;
  std::tie(head.unit, head.value, head.form) = std::tie(asked.unit, asked.value, asked.form);
  MatrixFields fields(sources, head.unit, head.codes, head.language);
  head.fields = fields.columns();
  GLOSS_TRY(const auto selected, selected_again(project, request.selection, sources));
  GLOSS_TRY(const auto work, project.file().hand_work());
  const CodingMemos memos(work.memos, sources, head.codes);
  GLOSS_TRY(const auto* tokens, project.tokens());
  const ProjectTexts texts(project);
  const auto views = views_of(*tokens, sources, texts);
  GLOSS_CHECK(out.begin(head));
  MatrixRun run(sources, head, fields, memos, out);
  for (std::size_t i = 0; i < views.size(); ++i) {
    const std::vector<bool> in_base = selected.in_base(views[i]);
    if (std::find(in_base.begin(), in_base.end(), true) == in_base.end()) continue;
    std::string text;
    if (run.needs_text()) {
      GLOSS_TRY(text, texts.read(sources[i].stored.text));
    }
    GLOSS_CHECK(run.add(i, views[i], in_base, kept.sources[i], text));
    kept.sources[i] = {};
    if (project.environment().progress->stopped())
      return Err(Fault::stopped, project.file().path(), "stopped");
  }
  GLOSS_CHECK(texts.check());
  GLOSS_CHECK(run.end());
  return out.end();
}

}  // namespace gloss::project
