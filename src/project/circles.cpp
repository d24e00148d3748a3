// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/circles.h"

#include <algorithm>

#include "project/count_codings.h"
#include "project/project_texts.h"
#include "tagger/places.h"
#include "tagger/stated_causes.h"

namespace gloss::project {
namespace {

/// Runs of positions as spans in the units of a source's codings.
class InItsUnits {
 public:
  InItsUnits(bool bytes, std::string_view text, const index::TextTokens& tokens)
      : bytes_(bytes), places_(text, tokens) {}
  text::ByteSpan span(tagger::Run run) {
    return bytes_ ? places_.span(run) : text::byte_span(run.first, run.last + 1);
  }

 private:
  const bool bytes_;
  tagger::Places places_;
};

struct FoundLinks {
  std::vector<report::CausalLink> links;
  std::vector<tagger::StatedCause> causes;  // the same in positions
};

Result<FoundLinks> find_links(const Project& project, const CountedCodings& counted,
                              const KnownSources& sources) {
  GLOSS_TRY(const auto* tokens, project.tokens());
  GLOSS_TRY(const auto stated, tagger::StatedCauses::compile(tokens->vocabulary()));
  const ProjectTexts texts(project);
  const auto views = views_of(*tokens, sources, texts);
  FoundLinks found;
  for (std::size_t i = 0; i < views.size(); ++i) {
    const auto causes = stated.in(views[i]);
    if (causes.empty()) continue;
    std::string text;
    if (counted.in_bytes[i]) {
      GLOSS_TRY(text, texts.read(sources[i].stored.text));
    }
    InItsUnits units(counted.in_bytes[i], text, views[i].tokens);
    for (const tagger::StatedCause& cause : causes) {
      found.links.push_back({static_cast<std::int32_t>(i), units.span(cause.connective),
                             units.span(cause.cause), units.span(cause.effect)});
      found.causes.push_back(cause);
    }
  }
  GLOSS_CHECK(texts.check());
  return found;
}

/// The words of each statement, from the first to the last of the three parts.
Result<std::vector<report::StatementText>> words_of(const Project& project, const KnownSources& sources,
                                                    const report::Circles& circles, const FoundLinks& found) {
  GLOSS_TRY(const auto* tokens, project.tokens());
  const ProjectTexts texts(project);
  const auto views = views_of(*tokens, sources, texts);
  std::vector<report::StatementText> words;
  std::int32_t held = -1;
  std::string text;
  for (const auto& statement : circles.statements) {
    const std::int32_t source = found.links[statement.link].source;
    const auto s = static_cast<std::size_t>(source);
    if (held != source) {
      GLOSS_TRY(text, texts.read(sources[s].stored.text));
      held = source;
    }
    const tagger::StatedCause& cause = found.causes[statement.link];
    const tagger::Run whole{std::min({cause.connective.first, cause.cause.first, cause.effect.first}),
                            std::max({cause.connective.last, cause.cause.last, cause.effect.last})};
    tagger::Places places(text, views[s].tokens);
    const text::ByteSpan span = places.span(whole);
    const std::size_t passage = views[s].tokens.passage_of(cause.connective.first);
    const std::int32_t speaker = views[s].tokens.passages[passage].speaker;
    words.push_back(
        {sources[s].stored.name + ":" + std::to_string(passage + 1),
         speaker < 0 ? std::string() : sources[s].facts.speakers[static_cast<std::size_t>(speaker)].label,
         text.substr(span.begin.count, span.length())});
  }
  return words;
}

}  // namespace

Result<CirclesAnswer> circles(const Project& project, const CirclesRequest& request) {
  GLOSS_TRY(const auto counted,
            count_codings(project, {.selection = request.selection, .language = request.language}));
  GLOSS_TRY(const auto sources, known_sources(project));
  GLOSS_TRY(const auto found, find_links(project, counted, sources));
  report::CircleOptions options = request.options;
  options.language = counted.language;
  const auto circles = report::find_circles(counted.project, found.links, options);
  GLOSS_TRY(const auto words, words_of(project, sources, circles, found));
  return CirclesAnswer{report::circles_report(counted.project, circles, person_names(sources), options),
                       report::statements_table(counted.project, circles, words, options),
                       report::statements_text(counted.project, circles, words, options),
                       report::circles_svg(counted.project, circles, options)};
}

}  // namespace gloss::project
