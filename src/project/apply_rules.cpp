// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/apply_rules.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/parallel.h"
#include "project/base_passages.h"
#include "project/project_texts.h"
#include "tagger/places.h"
#include "tagger/program.h"
#include "text/offset_map.h"

namespace gloss::project {
namespace {

constexpr std::size_t sources_ahead = 16;

/// From positions to bytes, with ids, quotes and reasons.
std::vector<SourceCoding> finish(const tagger::HitTable& hits, const codebook::Codebook& codebook,
                                 const KnownSource& source, const index::TextTokens& tokens,
                                 const std::string& text) {
  std::vector<SourceCoding> codings;
  codings.reserve(hits.rows.size());
  tagger::Places places(text, tokens);
  const text::OffsetMap offsets(text);
  const auto place_all = [&](std::uint32_t begin, std::uint32_t end) {
    std::vector<text::ByteSpan> spans;
    spans.reserve(end - begin);
    for (std::uint32_t i = begin; i < end; ++i) spans.push_back(places.span(hits.runs[i]));
    return spans;
  };
  for (const auto& hit : hits.rows) {
    SourceCoding one;
    one.code = hit.code;
    model::Coding& coding = one.coding;
    coding.weight = hit.weight;
    coding.source = source.stored.name;
    coding.passage = static_cast<int>(tokens.passage_of(hit.run.first)) + 1;
    coding.span = places.span(hit.run);
    coding.code = codebook.codes[static_cast<std::size_t>(hit.code)].id;
    coding.quote = text.substr(coding.span.begin.count, coding.span.length());
    coding.id = model::coding_id(source.stored.hash, *offsets.code_points(coding.span), coding.code,
                                 model::Origin::rule, "");
    for (std::uint32_t i = hit.reasons_begin; i < hit.reasons_end; ++i) {
      const tagger::HitTable::Reason& reason = hits.reasons[i];
      if (!coding.rule.empty()) coding.rule += ';';
      coding.rule += std::to_string(reason.rule);
      coding.reasons.push_back({reason.rule, place_all(reason.leaves_begin, reason.leaves_end),
                                place_all(reason.leaves_end, reason.cues_end)});
    }
    codings.push_back(std::move(one));
  }
  std::sort(codings.begin(), codings.end(), [](const SourceCoding& a, const SourceCoding& b) {
    if (a.coding.span != b.coding.span) return a.coding.span < b.coding.span;
    return a.coding.code < b.coding.code;
  });
  return codings;
}

}  // namespace

Result<CodedProject> apply_rules(const Project& project) {
  GLOSS_TRY(const auto stored, project.file().codebook());
  if (!stored)
    return Err(Fault::bad_input, project.file().path(), "the project has no codebook yet",
               "gloss codebook use FILE");
  GLOSS_TRY(auto codebook, codebook::parse_codebook(stored->yaml, stored->file));
  return apply_rules(project, std::move(codebook), stored->file);
}

Result<CodedProject> apply_rules(const Project& project, codebook::Codebook codebook, const std::string& file,
                                 const std::vector<bool>& only) {
  CodedProject all;
  all.codebook = std::make_unique<codebook::Codebook>(std::move(codebook));
  GLOSS_TRY(all.sources, known_sources(project));
  GLOSS_TRY(const auto* tokens, project.tokens());
  tagger::CompileOptions options;
  options.stem_languages = all.codebook->languages;
  GLOSS_TRY(const auto program, tagger::Program::compile(*all.codebook, tokens->vocabulary(), file, options));
  GLOSS_TRY(const auto base, BasePassages::of(*all.codebook, tokens->vocabulary()));

  const Environment& environment = project.environment();
  std::uint64_t total = 0;
  for (const auto& source : all.sources) total += static_cast<std::uint64_t>(source.stored.bytes);
  environment.progress->begin("Coding", total, "bytes");
  all.coded.resize(all.sources.size());
  std::vector<tagger::HitTable> hits(all.sources.size());
  std::optional<Error> failed;

  const ProjectTexts texts(project);
  const auto views = views_of(*tokens, all.sources, texts);
  const auto make = [&](std::size_t i) {
    if (!only.empty() && !only[i]) return;
    const tagger::SourceView& view = views[i];
    const std::vector<bool> in_base = base.in(view);
    for (std::size_t p = 0; p < view.tokens.passages.size(); ++p) {
      const index::PassageRow& row = view.tokens.passages[p];
      all.coded[i].passages.push_back({text::byte_span(row.begin, row.end), row.speaker, in_base[p]});
    }
    program.run(view, hits[i]);
  };
  const auto use = [&](std::size_t i) {
    if (environment.progress->stopped()) {
      failed = Error{Fault::stopped, project.file().path(), "stopped", {}, {}};
      return false;
    }
    if (!hits[i].rows.empty()) {
      auto text = texts.read(all.sources[i].stored.text);
      if (!text) {
        failed = std::move(text).error();
        return false;
      }
      all.coded[i].codings = finish(hits[i], *all.codebook, all.sources[i], views[i].tokens, *text);
      hits[i] = {};
    }
    environment.progress->advance(static_cast<std::uint64_t>(all.sources[i].stored.bytes));
    return true;
  };
  make_in_parallel(all.sources.size(), environment.threads, sources_ahead, make, use);
  environment.progress->end();
  if (failed) return Err(std::move(*failed));
  GLOSS_CHECK(texts.check());
  return all;
}

}  // namespace gloss::project
