// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/portrait.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "project/count_codings.h"
#include "project/find_source.h"
#include "project/project_texts.h"
#include "project/use_codebook.h"
#include "tagger/places.h"
#include "text/offset_map.h"

namespace gloss::project {
namespace {

constexpr const char* no_color = "#7a756c";

/// By code of the report: its colour, or that of the nearest code above it that has one.
std::vector<std::string> colors_of(const codebook::Codebook& codebook,
                                   const std::vector<report::CodeRow>& codes) {
  std::vector<std::string> colors;
  for (const report::CodeRow& row : codes) {
    int code = codebook.find(row.id);
    while (code >= 0 && codebook.codes[static_cast<std::size_t>(code)].color.empty())
      code = codebook.codes[static_cast<std::size_t>(code)].parent;
    colors.push_back(code < 0 ? no_color : codebook.codes[static_cast<std::size_t>(code)].color);
  }
  return colors;
}

/// Who speaks where; what somebody says without a break is one run.
report::PortraitGround ground_of(const KnownSource& source, const index::TextTokens& tokens) {
  report::PortraitGround ground{source.stored.name, static_cast<std::uint32_t>(tokens.cells.size()), {}};
  std::vector<std::size_t> voice_of(source.facts.speakers.size(), SIZE_MAX);
  for (std::size_t p = 0; p < tokens.passages.size(); ++p) {
    const report::WordRun run{tokens.passages[p].first, tokens.passage_end(p)};
    const std::int32_t speaker = tokens.passages[p].speaker;
    if (speaker < 0 || run.first == run.past) continue;
    std::size_t& voice = voice_of[static_cast<std::size_t>(speaker)];
    if (voice == SIZE_MAX) {
      voice = ground.voices.size();
      ground.voices.push_back({source.facts.speakers[static_cast<std::size_t>(speaker)].label, {}});
    }
    report::WordRuns& runs = ground.voices[voice].runs;
    if (!runs.empty() && runs.back().past == run.first)
      runs.back().past = run.past;
    else
      runs.push_back(run);
  }
  return ground;
}

struct CountedPortraits {
  report::PortraitCounter counter;
  std::string language;
};

/// Of all sources, or of one.
Result<CountedPortraits> count_portraits(const Project& project, const PortraitRequest& request,
                                         std::optional<std::size_t> only) {
  std::optional<report::PortraitCounter> counter;
  std::size_t source = 0;
  GLOSS_TRY(
      const auto counted,
      count_codings(project, {.selection = request.selection, .language = request.language, .leaves = false},
                    [&](CountedCodings& part) {
                      if (!counter) counter.emplace(part.project);
                      if (!only || source == *only) counter->add(part.project);
                      ++source;
                      drop_sources(part);
                    }));
  if (!counter) counter.emplace(counted.project);  // there is no source
  return CountedPortraits{std::move(*counter), counted.language};
}

/// All codes' runs of words in one source, in text order.
std::vector<report::SegmentPlace> segments_of(const report::PortraitCounter& counter, std::size_t source,
                                              const std::vector<std::int32_t>& codes) {
  std::vector<report::SegmentPlace> segments;
  const auto lanes = counter.lanes(source, codes);
  for (std::size_t lane = 0; lane < lanes.size(); ++lane)
    for (const report::WordRun& run : lanes[lane]) segments.push_back({source, codes[lane], run, 0, 0, 0});
  std::sort(
      segments.begin(), segments.end(), [](const report::SegmentPlace& a, const report::SegmentPlace& b) {
        return std::tie(a.words.first, a.words.past, a.code) < std::tie(b.words.first, b.words.past, b.code);
      });
  return segments;
}

/// The segments of all sources with their places in the texts.
Result<std::vector<report::SegmentPlace>> places_of(const Project& project, const KnownSources& sources,
                                                    const report::PortraitCounter& counter) {
  GLOSS_TRY(const auto* tokens, project.tokens());
  const auto codes = counter.most_used();
  const ProjectTexts texts(project);
  std::vector<report::SegmentPlace> all;
  for (std::size_t i = 0; i < counter.sources().size(); ++i) {
    const KnownSource& known = sources[static_cast<std::size_t>(counter.sources()[i].number)];
    const index::TextTokens its = view_of(*tokens, known, texts).tokens;
    GLOSS_TRY(const auto text, texts.read(known.stored.text));
    const text::OffsetMap map(text);
    tagger::Places places(text, its);
    auto segments = segments_of(counter, i, codes);
    for (report::SegmentPlace& segment : segments) {
      const auto span = map.code_points(places.span({segment.words.first, segment.words.past - 1}));
      if (!span)
        return Err(Fault::damaged, known.stored.name, "a place lies inside a character", "gloss reindex");
      segment.start = span->begin.count;
      segment.end = span->end.count;
      segment.passage = static_cast<std::int64_t>(its.passage_of(segment.words.first)) + 1;
      all.push_back(segment);
    }
  }
  return all;
}

}  // namespace

Result<PortraitAnswer> portrait(const Project& project, const PortraitRequest& request) {
  GLOSS_TRY(const auto codebook, codebook_of(project));
  GLOSS_TRY(const auto sources, known_sources(project));
  std::optional<std::size_t> only;
  if (!request.source.empty()) {
    GLOSS_TRY(only, find_source(sources, request.source));
  }
  GLOSS_TRY(auto counted, count_portraits(project, request, only));
  report::SourcePortraits portraits{std::move(counted.counter), {}, {}};
  portraits.colors = colors_of(codebook, portraits.counter.frequencies().codes());
  GLOSS_TRY(const auto* tokens, project.tokens());
  const ProjectTexts texts(project);
  for (const auto& source : portraits.counter.sources()) {
    const KnownSource& known = sources[static_cast<std::size_t>(source.number)];
    portraits.grounds.push_back(ground_of(known, view_of(*tokens, known, texts).tokens));
  }
  report::PortraitOptions options = request.options;
  options.language = counted.language;
  switch (request.form) {
    case PortraitRequest::Form::picture:
      return PortraitAnswer{{}, report::portrait_svg(portraits, options)};
    case PortraitRequest::Form::segments: {
      GLOSS_TRY(const auto segments, places_of(project, sources, portraits.counter));
      return PortraitAnswer{report::segments_table(portraits, segments, options), {}};
    }
    case PortraitRequest::Form::strips:
      break;
  }
  return PortraitAnswer{report::portrait_strips(portraits, options), {}};
}

}  // namespace gloss::project
