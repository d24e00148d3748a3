// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/why_not.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/coding.h"
#include "project/find_code.h"
#include "project/find_passage.h"
#include "project/miss_text.h"
#include "project/project_texts.h"
#include "text/display.h"

namespace gloss::project {
namespace {

std::vector<index::TextTokens> all_texts(const index::TokenStore& tokens,
                                         const std::vector<KnownSource>& sources) {
  std::vector<index::TextTokens> texts;
  for (const auto& source : sources)
    if (const auto found = tokens.find(source.stored.text)) texts.push_back(*found);
  return texts;
}

void add_mark(SourceText& text, std::size_t passage, tagger::Run run, std::vector<Mark>& marks) {
  const text::ByteSpan whole = text.passage(passage), span = text.span(run);
  if (span.begin < whole.begin || span.end > whole.end) return;
  marks.emplace_back(span.begin.count - whole.begin.count, span.end.count - whole.begin.count);
}

void put_in_order(std::vector<Mark>& marks) {
  std::sort(marks.begin(), marks.end());
  marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
}

bool has_rules(const codebook::Codebook& codebook, int code) {
  for (int i = 0; i < static_cast<int>(codebook.codes.size()); ++i)
    if (codebook.is_within(i, code) && !codebook.codes[static_cast<std::size_t>(i)].rules.empty())
      return true;
  return false;
}

}  // namespace

std::vector<MissedRule> missed_rules(const codebook::Codebook& codebook, const tagger::NearMiss& miss,
                                     SourceText& text, std::size_t passage,
                                     const index::Vocabulary& vocabulary, const NearWords* known) {
  const MissText words(text, passage, vocabulary, known);
  std::vector<MissedRule> rules;
  for (const tagger::RuleMiss& near : miss.rules) {
    const codebook::Code& code = codebook.codes[static_cast<std::size_t>(near.code)];
    const codebook::Rule& rule = code.rules[static_cast<std::size_t>(near.rule - 1)];
    MissedRule made{
        code.id, near.rule, rule.line, rule.column, text::one_line(rule.text), near.fulfilled, near.parts, {},
        {},      {},        {},        {}};
    for (const auto& piece : near.there) {
      if (piece.runs.empty()) continue;
      made.there.push_back(words.with_quotes(piece.text, piece.runs));
      for (const tagger::Run run : piece.runs) add_mark(text, passage, run, made.marks);
    }
    for (const tagger::Obstacle& obstacle : near.obstacles) {
      made.obstacles.push_back({std::string(MissText::name_of(obstacle.kind)), words.of(obstacle)});
      for (const auto& piece : obstacle.pieces)
        for (const tagger::Run run : piece.runs) add_mark(text, passage, run, made.marks);
      for (const tagger::Run cue : obstacle.cues) add_mark(text, passage, cue, made.cues);
    }
    for (const tagger::Run run : near.elsewhere)
      made.elsewhere.push_back(text::one_line(text.slice(text.span(run))));
    put_in_order(made.marks);
    put_in_order(made.cues);
    rules.push_back(std::move(made));
  }
  return rules;
}

Result<WhyNot> why_not(const Project& project, const WhyNotQuestion& question) {
  GLOSS_TRY(const auto stored, project.file().codebook());
  if (!stored)
    return Err(Fault::bad_input, project.file().path(), "the project has no codebook yet",
               "gloss codebook use FILE");
  GLOSS_TRY(const auto codebook, codebook::parse_codebook(stored->yaml, stored->file));
  GLOSS_TRY(const std::size_t code, find_code(codebook, question.code));
  const int index = static_cast<int>(code);
  GLOSS_TRY(const auto sources, known_sources(project));
  GLOSS_TRY(const auto place, find_passage(project, sources, question.passage));
  const codebook::Code& its = codebook.codes[code];
  if (!has_rules(codebook, index))
    return Err(Fault::usage, its.id, "has no rules: it is coded by hand only", "add a rule to the codebook");
  GLOSS_TRY(const auto* tokens, project.tokens());
  const index::Vocabulary& vocabulary = tokens->vocabulary();
  SourceTexts texts(project, *tokens, sources);
  GLOSS_TRY(SourceText * text, texts.open(place.source));
  const KnownSource& source = sources[place.source];

  WhyNot answer;
  answer.code = its.id;
  answer.name = codebook::in_language(
      its.name, question.language.empty() ? codebook.languages.front() : question.language, its.id);
  answer.source = source.stored.name;
  answer.passage = static_cast<int>(place.passage) + 1;
  answer.passage_text = text->slice(text->passage(place.passage));
  answer.speaker = speaker_of(source, text->tokens().passages[place.passage]);

  std::optional<tagger::Run> words;
  if (!question.quote.empty()) {
    GLOSS_TRY(words, find_quote(question.quote, text->tokens(), place.passage, vocabulary,
                                fmt::format("{}:{}", answer.source, answer.passage)));
  }
  tagger::CompileOptions options;
  options.stem_languages = codebook.languages;
  GLOSS_TRY(const auto finder,
            tagger::NearMissFinder::make(codebook, {index}, vocabulary, stored->file, options));
  const ProjectTexts reader(project);
  const tagger::NearMiss miss =
      finder.find(index, {text->tokens(), &source.facts, &reader}, place.passage, words);
  GLOSS_CHECK(reader.check());
  for (const tagger::Hit& hit : miss.hits)
    answer.codings.push_back(model::coding_id(source.stored.hash, text->code_points(text->span(hit.run)),
                                              codebook.codes[static_cast<std::size_t>(hit.code)].id,
                                              model::Origin::rule, ""));
  const NearWords known(vocabulary, word_counts(vocabulary, all_texts(*tokens, sources)));
  const MissText sentences(*text, place.passage, vocabulary, &known);
  for (const tagger::Obstacle& refused : miss.base) answer.base.push_back(sentences.of(refused));
  for (const tagger::Displaced& one : miss.displaced)
    answer.displaced.push_back(fmt::format(
        "{} matches {}, but conflict: longest prefers {} on {}",
        codebook.codes[static_cast<std::size_t>(one.code)].id, sentences.with_quotes("", {one.run}),
        codebook.codes[static_cast<std::size_t>(one.by_code)].id, sentences.with_quotes("", {one.by})));
  answer.rules = missed_rules(codebook, miss, *text, place.passage, vocabulary, &known);
  return answer;
}

}  // namespace gloss::project
