// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/count_codings.h"

#include <algorithm>
#include <utility>

#include "base/parallel.h"
#include "project/all_codings.h"
#include "project/base_passages.h"
#include "project/project_texts.h"
#include "tagger/program.h"

namespace gloss::project {
namespace {

constexpr std::size_t sources_ahead = 16;

/// A run of positions, in the place of bytes.
text::ByteSpan as_span(tagger::Run run) { return text::byte_span(run.first, run.last + 1); }

/// By source, whether somebody has coded or decided in it.
Result<std::vector<bool>> worked_by_hand(const Project& project, const KnownSources& sources) {
  GLOSS_TRY(const auto work, project.file().hand_work());
  std::vector<bool> worked(sources.size());
  const auto mark = [&](const std::string& name) {
    for (std::size_t i = 0; i < sources.size(); ++i)
      if (sources[i].stored.name == name) worked[i] = true;
  };
  std::string last;
  for (const auto& one : work.codings)
    if (one.at.source != last) mark(last = one.at.source);
  last.clear();
  for (const auto& one : work.decisions)
    if (one.at.source != last) mark(last = one.at.source);
  return worked;
}

/// What the rules find in one source, in positions.
struct Found {
  tagger::HitTable hits;
  std::vector<bool> in_base;
};

class Counting {
 public:
  Counting(const KnownSources& sources, bool leaves, report::CodedProject& out)
      : sources_(sources), with_leaves_(leaves), out_(out) {}

  void add(std::size_t i, const index::TextTokens& tokens, const Found& found) {
    const auto source = static_cast<std::int32_t>(i);
    for (std::size_t p = 0; p < tokens.passages.size(); ++p) {
      if (!found.in_base[p]) continue;
      const index::PassageRow& row = tokens.passages[p];
      const auto person = row.speaker < 0 ? -1 : sources_[i].persons[static_cast<std::size_t>(row.speaker)];
      out_.base.push_back({{source, text::byte_span(row.first, tokens.passage_end(p))}, person});
    }
    for (const tagger::HitTable::Row& row : found.hits.rows) {
      leaves_.clear();
      for (std::uint32_t r = row.reasons_begin; with_leaves_ && r < row.reasons_end; ++r)
        for (std::uint32_t k = found.hits.reasons[r].leaves_begin; k < found.hits.reasons[r].leaves_end; ++k)
          leaves_.push_back(as_span(found.hits.runs[k]));
      out_.add(row.code, source, as_span(row.run), report::Standing::undecided, leaves_);
    }
  }

 private:
  const KnownSources& sources_;
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

}  // namespace

Result<CountedCodings> count_codings(const Project& project, const CountRequest& request,
                                     const std::function<void(report::CodedProject&)>& after_source) {
  GLOSS_TRY(const auto stored, project.file().codebook());
  if (!stored)
    return Err(Fault::bad_input, project.file().path(), "the project has no codebook yet",
               "gloss codebook use FILE");
  GLOSS_TRY(const auto codebook, codebook::parse_codebook(stored->yaml, stored->file));
  GLOSS_TRY(const auto sources, known_sources(project));
  GLOSS_TRY(const auto by_hand, worked_by_hand(project, sources));
  CountedCodings counted;
  counted.language = report_language(codebook, request.language);
  counted.project = nothing_counted(codebook, counted.language);
  for (const auto& source : sources) counted.project.sources.push_back(source.facts.kind);
  // Sources with hand work, made whole; they are few.
  std::optional<CodedProject> whole;
  std::vector<report::UnitPlace> whole_units;
  if (std::find(by_hand.begin(), by_hand.end(), true) != by_hand.end()) {
    GLOSS_TRY(whole, all_codings(project, codebook, stored->file, by_hand));
    if (request.units) {
      GLOSS_TRY(whole_units, units_in_base(project, *whole, *request.units));
    }
  }

  GLOSS_TRY(const auto* tokens, project.tokens());
  tagger::CompileOptions options;
  options.stem_languages = codebook.languages;
  GLOSS_TRY(const auto program,
            tagger::Program::compile(codebook, tokens->vocabulary(), stored->file, options));
  GLOSS_TRY(const auto base, BasePassages::of(codebook, tokens->vocabulary()));
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
  Counting counting(sources, request.leaves, counted.project);
  std::vector<Found> found(sources_ahead);  // a source's place is free again once it has been used
  auto unit = whole_units.begin();
  bool stopped = false;
  make_in_parallel(
      sources.size(), environment.threads, sources_ahead,
      [&](std::size_t i) {
        if (by_hand[i]) return;
        Found& mine = found[i % sources_ahead];
        mine.in_base = base.in(views[i]);
        program.run(views[i], mine.hits);
      },
      [&](std::size_t i) {
        const auto source = static_cast<std::int32_t>(i);
        if (by_hand[i]) {
          count_source(sources[i], whole->coded[i], source, counted.project);
          for (; unit != whole_units.end() && unit->source == source; ++unit) counted.units.push_back(*unit);
        } else {
          const Found& its = found[i % sources_ahead];
          counting.add(i, views[i].tokens, its);
          if (units) add_units(*units, views[i], source, its.in_base, counted.units);
        }
        if (after_source) after_source(counted.project);
        environment.progress->advance(static_cast<std::uint64_t>(sources[i].stored.bytes));
        stopped = environment.progress->stopped();
        return !stopped;
      });
  environment.progress->end();
  if (stopped) return Err(Fault::stopped, project.file().path(), "stopped");
  GLOSS_CHECK(texts.check());
  return counted;
}

Result<report::Table> frequency(const Project& project, const std::string& language) {
  std::optional<report::FrequencyCounter> counter;
  GLOSS_TRY(const auto counted,
            count_codings(project, {.language = language, .leaves = false}, [&](report::CodedProject& part) {
              if (!counter) counter.emplace(part.codes);
              counter->add(part);
              part.base.clear();
              part.codings.clear();
              part.leaves.clear();
              part.rejected = 0;
            }));
  if (!counter) {  // there is no source
    counter.emplace(counted.project.codes);
    counter->add(counted.project);
  }
  return counter->table({counted.language});
}

Result<report::Table> cooccurrence(const Project& project, const CooccurrenceRequest& request) {
  auto kind = codebook::unit_named(request.unit);
  if (kind == codebook::Unit::passage) kind.reset();
  GLOSS_TRY(const auto counted, count_codings(project, {.language = request.language, .units = kind}));
  auto options = cooccurrence_options(request, counted.language);
  if (kind) options.units = counted.units;
  return report::cooccurrence_report(counted.project, options);
}

}  // namespace gloss::project
