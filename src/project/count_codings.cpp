// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/count_codings.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/parallel.h"
#include "project/all_codings.h"
#include "project/base_passages.h"
#include "project/project_texts.h"
#include "tagger/places.h"
#include "tagger/program.h"

namespace gloss::project {
namespace {

constexpr std::size_t counted_ahead = 16;

/// A run of positions, in the place of bytes.
text::ByteSpan as_span(tagger::Run run) { return text::byte_span(run.first, run.last + 1); }

/// Every unit of one kind, as `unit within KIND` finds them.
codebook::Expression unit_query(codebook::Unit kind) {
  codebook::Expression unit;
  unit.kind = codebook::Expression::Kind::unit;
  codebook::Expression query;
  query.kind = codebook::Expression::Kind::within;
  query.unit = kind;
  query.operands.push_back(std::move(unit));
  return query;
}

/// By source, whether somebody has coded or decided in it.
std::vector<bool> worked_by_hand(const model::HandWork& work, const KnownSources& sources) {
  std::set<std::string_view> names;
  for (const auto& one : work.codings) names.insert(one.at.source);
  for (const auto& one : work.decisions) names.insert(one.at.source);
  std::vector<bool> worked;
  for (const KnownSource& source : sources) worked.push_back(names.contains(source.stored.name));
  return worked;
}

/// What the rules find in one source, in positions.
struct Found {
  tagger::HitTable hits;
  std::vector<bool> in_base;
};

/// The codes and the condition of the base, without passages and codings.
report::CodedProject nothing_counted(const codebook::Codebook& codebook, const std::string& language) {
  report::CodedProject counted;
  counted.where = codebook.where_text;
  for (const auto& code : codebook.codes)
    counted.codes.push_back(
        {code.id, std::string(codebook::in_language(code.name, language, "")), code.parent});
  return counted;
}

std::int32_t person_of(const KnownSource& known, std::int32_t speaker) {
  return speaker < 0 ? -1 : known.persons[static_cast<std::size_t>(speaker)];
}

/// Adds a coding of a source that was made whole.
report::CodedSpan& count_coding(const model::Coding& coding, std::int32_t row, std::int32_t source,
                                report::CodedProject& counted) {
  std::vector<text::ByteSpan> leaves;
  for (const auto& reason : coding.reasons)
    leaves.insert(leaves.end(), reason.leaves.begin(), reason.leaves.end());
  const auto standing = coding.origin == model::Origin::coder          ? report::Standing::hand
                        : coding.decision == model::Decision::accepted ? report::Standing::accepted
                                                                       : report::Standing::undecided;
  return counted.add(row, source, coding.span, standing, leaves);
}

std::int64_t rejected_in(const CodedSource& coded) {
  return std::count_if(coded.codings.begin(), coded.codings.end(), [](const SourceCoding& one) {
    return one.coding.decision == model::Decision::rejected;
  });
}

/// Adds one source that was made whole.
void count_source(const KnownSource& known, const CodedSource& coded, std::int32_t source,
                  report::CodedProject& counted) {
  for (const auto& passage : coded.passages)
    if (passage.in_base)
      counted.base.push_back({{source, passage.span}, person_of(known, passage.speaker), -1, 0, 0});
  counted.rejected += rejected_in(coded);
  for (const std::size_t of_record : codings_of_record(coded)) {
    const auto& [coding, code] = coded.codings[of_record];
    count_coding(coding, code, source, counted);
  }
}

class Counting {
 public:
  Counting(const KnownSources& sources, const Selected& selected, bool leaves, report::CodedProject& out)
      : sources_(sources), selected_(selected), with_leaves_(leaves), out_(out) {}

  void add(std::size_t i, const index::TextTokens& tokens, const Found& found) {
    const auto source = static_cast<std::int32_t>(i);
    for (std::size_t p = 0; p < tokens.passages.size(); ++p)
      if (found.in_base[p])
        add_passage(i, tokens, p, text::byte_span(tokens.passages[p].first, tokens.passage_end(p)));
    if (!selected_.counts_undecided()) return;
    for (const tagger::HitTable::Row& row : found.hits.rows) {
      const std::int32_t counted_as = selected_.row_of(row.code);
      if (counted_as < 0) continue;
      leaves_.clear();
      for (std::uint32_t r = row.reasons_begin; with_leaves_ && r < row.reasons_end; ++r)
        for (std::uint32_t k = found.hits.reasons[r].leaves_begin; k < found.hits.reasons[r].leaves_end; ++k)
          leaves_.push_back(as_span(found.hits.runs[k]));
      report::CodedSpan& coding =
          out_.add(counted_as, source, as_span(row.run), report::Standing::undecided, leaves_);
      coding.first_word = row.run.first;
      coding.past_word = row.run.last + 1;
    }
  }

  /// The same of a source that was made whole, in bytes.
  void add_whole(std::size_t i, const index::TextTokens& tokens, const std::vector<bool>& in_base,
                 const CodedSource& coded, std::string_view text) {
    tagger::Places places(text, tokens);
    const auto source = static_cast<std::int32_t>(i);
    for (std::size_t p = 0; p < coded.passages.size(); ++p)
      if (in_base[p]) add_passage(i, tokens, p, coded.passages[p].span);
    out_.rejected += selected_.counts_rejected() ? 0 : rejected_in(coded);
    const auto counts = [&](const model::Coding& coding) { return selected_.counts(coding); };
    for (const std::size_t of_record : codings_of_record(coded, counts)) {
      const auto& [coding, code] = coded.codings[of_record];
      const std::int32_t row = selected_.row_of(code);
      if (row < 0) continue;
      report::CodedSpan& counted_one = count_coding(coding, row, source, out_);
      std::tie(counted_one.first_word, counted_one.past_word) = places.positions(coding.span);
    }
  }

 private:
  void add_passage(std::size_t source, const index::TextTokens& tokens, std::size_t passage,
                   text::ByteSpan span) {
    const index::PassageRow& row = tokens.passages[passage];
    out_.base.push_back({{static_cast<std::int32_t>(source), span},
                         person_of(sources_[source], row.speaker),
                         selected_.group_of(source, row.speaker),
                         row.first,
                         tokens.passage_end(passage)});
  }

  const KnownSources& sources_;
  const Selected& selected_;
  const bool with_leaves_;
  report::CodedProject& out_;
  std::vector<text::ByteSpan> leaves_;
};

/// The units of one source that meet a passage of the base, in positions.
void add_units(const tagger::Program& program, const tagger::SourceView& view, std::int32_t source,
               const std::vector<bool>& in_base, std::vector<report::UnitPlace>& units) {
  for (const auto& hit : program.run_query(view).rows) {
    bool meets = false;
    view.tokens.for_each_passage(hit.run.first, hit.run.last, [&](std::size_t p) { meets |= in_base[p]; });
    if (meets) units.push_back({source, as_span(hit.run)});
  }
}

/// Every unit of one kind that meets a passage of the base, in bytes, of the sources that have been coded.
template <class InBase>
Result<std::vector<report::UnitPlace>> units_where(const Project& project, const CodedProject& coded,
                                                   codebook::Unit kind, InBase in_base_of) {
  GLOSS_TRY(const auto* tokens, project.tokens());
  GLOSS_TRY(const auto program,
            tagger::Program::compile_query(unit_query(kind), "unit", tokens->vocabulary(), {}));
  const ProjectTexts texts(project);
  const auto views = views_of(*tokens, coded.sources, texts);
  std::vector<report::UnitPlace> units;
  for (std::size_t i = 0; i < views.size(); ++i) {
    if (coded.coded[i].passages.empty()) continue;
    const std::size_t begin = units.size();
    add_units(program, views[i], static_cast<std::int32_t>(i), in_base_of(i, views[i]), units);
    GLOSS_TRY(const auto text, texts.read(coded.sources[i].stored.text));
    tagger::Places places(text, views[i].tokens);
    for (std::size_t u = begin; u < units.size(); ++u)
      units[u].span = places.span({units[u].span.begin.count, units[u].span.end.count - 1});
  }
  return units;
}

/// The sources in which somebody has worked, made whole; they are few.
struct Whole {
  std::vector<bool> is;  // by source
  std::optional<CodedProject> coded;
  std::vector<report::UnitPlace> units;
};

Result<Whole> make_whole(const Project& project, const codebook::Codebook& codebook, const std::string& file,
                         const KnownSources& sources, const Selected& selected,
                         std::optional<codebook::Unit> units) {
  Whole whole;
  GLOSS_TRY(const auto work, project.file().hand_work());
  whole.is = worked_by_hand(work, sources);
  if (std::find(whole.is.begin(), whole.is.end(), true) == whole.is.end()) return whole;
  GLOSS_TRY(whole.coded, all_codings(project, codebook, file, whole.is));
  if (units) {
    const auto in_base = [&](std::size_t, const tagger::SourceView& view) { return selected.in_base(view); };
    GLOSS_TRY(whole.units, units_where(project, *whole.coded, *units, in_base));
  }
  return whole;
}

}  // namespace

std::string report_language(const codebook::Codebook& codebook, const std::string& wanted) {
  const auto& languages = codebook.languages;
  return std::find(languages.begin(), languages.end(), wanted) != languages.end() ? wanted
                                                                                  : languages.front();
}

report::CodedProject counted(const CodedProject& coded, const std::string& language) {
  report::CodedProject counted = nothing_counted(*coded.codebook, language);
  for (std::size_t i = 0; i < coded.sources.size(); ++i) {
    counted.sources.push_back(coded.sources[i].facts.kind);
    count_source(coded.sources[i], coded.coded[i], static_cast<std::int32_t>(i), counted);
  }
  return counted;
}

Result<std::vector<report::UnitPlace>> units_in_base(const Project& project, const CodedProject& coded,
                                                     codebook::Unit kind) {
  return units_where(project, coded, kind, [&](std::size_t i, const tagger::SourceView&) {
    std::vector<bool> in_base;
    for (const SourcePassage& passage : coded.coded[i].passages) in_base.push_back(passage.in_base);
    return in_base;
  });
}

void drop_sources(CountedCodings& counted) {
  counted.project.base.clear();
  counted.project.codings.clear();
  counted.project.leaves.clear();
  counted.project.rejected = 0;
  counted.units.clear();
}

Result<CountedCodings> count_codings(const Project& project, const CountRequest& request,
                                     const std::function<void(CountedCodings&)>& after_source) {
  GLOSS_TRY(const auto stored, project.file().codebook());
  if (!stored)
    return Err(Fault::bad_input, project.file().path(), "the project has no codebook yet",
               "gloss codebook use FILE");
  GLOSS_TRY(const auto codebook, codebook::parse_codebook(stored->yaml, stored->file));
  GLOSS_TRY(const auto sources, known_sources(project));
  GLOSS_TRY(const auto* tokens, project.tokens());
  GLOSS_TRY(const auto selected, Selected::of(request.selection, codebook, sources, tokens->vocabulary()));
  GLOSS_TRY(const auto whole, make_whole(project, codebook, stored->file, sources, selected, request.units));
  CountedCodings counted;
  counted.language = report_language(codebook, request.language);
  counted.in_bytes = whole.is;
  counted.project = selected.start(codebook, counted.language);
  for (const auto& source : sources) counted.project.sources.push_back(source.facts.kind);
  tagger::CompileOptions options;
  options.stem_languages = codebook.languages;
  GLOSS_TRY(const auto program,
            tagger::Program::compile(codebook, tokens->vocabulary(), stored->file, options));
  std::optional<tagger::Program> units;
  if (request.units) {
    GLOSS_TRY(units,
              tagger::Program::compile_query(unit_query(*request.units), "unit", tokens->vocabulary(), {}));
  }
  const ProjectTexts texts(project);
  const auto views = views_of(*tokens, sources, texts);
  const Environment& environment = project.environment();
  std::uint64_t total = 0;
  for (const auto& source : sources) total += static_cast<std::uint64_t>(source.stored.bytes);
  environment.progress->begin("Coding", total, "bytes");
  Counting counting(sources, selected, request.leaves, counted.project);
  std::vector<Found> found(counted_ahead);  // a source's place is free again once it has been used
  auto unit = whole.units.begin();
  bool stopped = false;
  std::optional<Error> failed;
  make_in_parallel(
      sources.size(), environment.threads, counted_ahead,
      [&](std::size_t i) {
        Found& mine = found[i % counted_ahead];
        mine.in_base = selected.in_base(views[i]);
        if (!whole.is[i]) program.run(views[i], mine.hits);
      },
      [&](std::size_t i) {
        const auto source = static_cast<std::int32_t>(i);
        if (whole.is[i]) {
          const auto text = texts.read(sources[i].stored.text);
          if (!text) failed = text.error();
          if (failed) return false;
          counting.add_whole(i, views[i].tokens, found[i % counted_ahead].in_base, whole.coded->coded[i],
                             *text);
          for (; unit != whole.units.end() && unit->source == source; ++unit) counted.units.push_back(*unit);
        } else {
          const Found& its = found[i % counted_ahead];
          counting.add(i, views[i].tokens, its);
          if (units) add_units(*units, views[i], source, its.in_base, counted.units);
        }
        if (after_source) after_source(counted);
        environment.progress->advance(static_cast<std::uint64_t>(sources[i].stored.bytes));
        stopped = environment.progress->stopped();
        return !stopped;
      });
  environment.progress->end();
  if (failed) return Err(std::move(*failed));
  GLOSS_CHECK(texts.check());
  if (stopped) return Err(Fault::stopped, project.file().path(), "stopped");
  return counted;
}

}  // namespace gloss::project
