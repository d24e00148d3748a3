// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/answer_prose.h"

#include <utility>

#include "project/prose_file.h"

namespace gloss::cli {

Result<void> answer_prose(Session& session, report::Prose prose, const OutputOptions& options) {
  if (options.format == "docx" && options.file.empty())
    return Err(Fault::usage, "", "a Word file cannot be shown on the screen", "-o FILE.docx");
  if (session.made_from) prose.notes.push_back(project::in_words(*session.made_from, session.language));
  if (options.format == "docx") {
    GLOSS_TRY(const auto bytes, project::docx_of(prose));
    return answer_text(session, bytes, options);
  }
  if (options.format == "md") return answer_text(session, report::as_markdown(prose), options);
  if (options.format == "html") return answer_text(session, report::as_html(prose), options);
  const bool to_screen = options.file.empty();
  return answer_text(
      session, report::as_text(prose, {session.terminal.width(), to_screen && session.terminal.color()}),
      options);
}

}  // namespace gloss::cli
