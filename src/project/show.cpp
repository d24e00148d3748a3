// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/show.h"

#include <algorithm>
#include <optional>

#include "project/all_codings.h"
#include "project/find_source.h"
#include "project/source_text.h"
#include "report/code_glob.h"

namespace gloss::project {
namespace {

/// The value of the first time mark after the passage before, up to the end of this one.
std::string time_of(const std::vector<model::Mark>& marks, text::ByteOffset from, text::ByteOffset to) {
  const auto found = std::find_if(marks.begin(), marks.end(), [&](const model::Mark& mark) {
    return mark.place >= from && mark.place < to;
  });
  return found == marks.end() ? std::string() : found->value;
}

/// Adds a coding to every passage it meets.
void add_coding(const SourceText& text, const model::Coding& coding, const std::string& name,
                std::vector<report::ViewPassage>& passages) {
  std::size_t first = passages.size(), last = 0;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    if (!text.passage(i).overlaps(coding.span)) continue;
    first = std::min(first, i);
    last = i;
  }
  for (std::size_t i = first; i <= last && i < passages.size(); ++i) {
    const text::ByteSpan passage = text.passage(i);
    const std::uint32_t begin = std::max(coding.span.begin, passage.begin).count,
                        end = std::min(coding.span.end, passage.end).count;
    if (begin >= end) continue;
    passages[i].codings.push_back({coding.id,
                                   coding.code,
                                   name,
                                   text.code_points(coding.span),
                                   static_cast<int>(first) + 1,
                                   static_cast<int>(last) + 1,
                                   {begin - passage.begin.count, end - passage.begin.count}});
  }
}

}  // namespace

Result<report::SourceView> show(const Project& project, const ShowOptions& options) {
  GLOSS_TRY(const auto* tokens, project.tokens());
  GLOSS_TRY(const auto sources, known_sources(project));
  GLOSS_TRY(const std::size_t index, find_source(sources, options.source));
  const KnownSource& source = sources[index];
  SourceTexts texts(project, *tokens, sources);
  GLOSS_TRY(SourceText * text, texts.open(index));
  GLOSS_TRY(const auto whole, project.file().read_source(source.stored.name));

  report::SourceView view;
  view.source = source.stored.name;
  view.kind = std::string(model::name_of(source.facts.kind));
  view.language = source.facts.language;
  const auto& rows = text->tokens().passages;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    report::ViewPassage passage;
    passage.number = static_cast<int>(i) + 1;
    passage.speaker = speaker_of(source, rows[i]);
    if (rows[i].speaker >= 0)
      passage.role =
          std::string(model::name_of(source.facts.speakers[static_cast<std::size_t>(rows[i].speaker)].role));
    passage.new_turn = i == 0 || rows[i].turn != rows[i - 1].turn || rows[i].turn < 0;
    if (rows[i].section >= 0 && (i == 0 || rows[i].section != rows[i - 1].section))
      passage.heading = source.facts.sections[static_cast<std::size_t>(rows[i].section)];
    const text::ByteSpan span = text->passage(i);
    passage.time = time_of(whole.marks, i == 0 ? text::ByteOffset{0} : text->passage(i - 1).end, span.end);
    passage.place = text->code_points(span);
    passage.text = text->slice(span);
    view.passages.push_back(std::move(passage));
  }

  GLOSS_TRY(const auto stored, project.file().codebook());
  if (stored) {
    GLOSS_TRY(const auto coded, all_codings(project));
    const codebook::Codebook& book = *coded.codebook;
    const std::string language = options.language.empty() ? book.languages.front() : options.language;
    view.page_language = language;
    if (std::none_of(book.codes.begin(), book.codes.end(), [&](const codebook::Code& code) {
          return report::code_matches(options.codes, code.id);
        }))
      return Err(Fault::usage, "--code", "no code of the codebook is like '" + options.codes + "'",
                 "gloss report frequency, for the codes; 'dilemma/**' is all below dilemma");
    for (const auto& one : coded.coded[index].codings) {
      if (one.coding.decision == model::Decision::rejected) continue;
      const codebook::Code& code = book.codes[static_cast<std::size_t>(one.code)];
      if (!report::code_matches(options.codes, code.id)) continue;
      const std::string last_part = code.id.substr(code.id.rfind('/') + 1);
      add_coding(*text, one.coding, std::string(codebook::in_language(code.name, language, last_part)),
                 view.passages);
    }
  }

  const int count = static_cast<int>(view.passages.size());
  const int last = options.last == 0 ? count : options.last;
  if (options.first < 1 || last < options.first || options.first > count)
    return Err(Fault::usage, "--passages", "there are passages 1-" + std::to_string(count),
               "--passages 1-" + std::to_string(std::min(count, 20)));
  view.passages.erase(view.passages.begin() + std::min(count, last), view.passages.end());
  view.passages.erase(view.passages.begin(), view.passages.begin() + options.first - 1);
  return view;
}

}  // namespace gloss::project
