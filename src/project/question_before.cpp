// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/question_before.h"

#include "text/display.h"

namespace gloss::project {

QuestionsBefore::QuestionsBefore(const CodedSource& coded, const KnownSource& known)
    : coded_(coded), known_(known) {
  for (std::size_t i = 0; i < coded.passages.size(); ++i) {
    const bool changes = i > 0 && coded.passages[i - 1].speaker != coded.passages[i].speaker;
    before_.push_back(i == 0 ? -1 : changes ? static_cast<std::int64_t>(i) - 1 : before_.back());
  }
}

QuestionBefore QuestionsBefore::of(std::size_t passage, std::string_view text, std::size_t width) const {
  if (coded_.passages[passage].speaker < 0 || before_[passage] < 0) return {};
  const SourcePassage& before = coded_.passages[static_cast<std::size_t>(before_[passage])];
  QuestionBefore question;
  question.words =
      text::cut_to_width(text::one_line(text.substr(before.span.begin.count, before.span.length())), width);
  if (before.speaker >= 0)
    question.speaker = known_.facts.speakers[static_cast<std::size_t>(before.speaker)].label;
  return question;
}

}  // namespace gloss::project
