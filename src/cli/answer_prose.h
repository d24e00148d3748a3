// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that are read from top to bottom: text, Markdown, a page, a Word file.
#pragma once

#include "cli/command.h"
#include "report/prose.h"

namespace gloss::cli {

/// Lays it out as --format says and prints it, or writes it to the file; it ends in the line that says what
/// it was made from. A Word file needs -o. Fault: usage.
Result<void> answer_prose(Session& session, report::Prose prose, const OutputOptions& options);

}  // namespace gloss::cli
