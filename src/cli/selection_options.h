// SPDX-License-Identifier: GPL-3.0-or-later
// The options by which every report on codes says what it counts.
#pragma once

#include "cli/command.h"
#include "project/selection.h"

namespace gloss::cli {

void declare_where(CLI::App& app, std::string& where);
/// --codes, --level.
void declare_codes(CLI::App& app, std::string& codes, int& level);
/// --where, --codes, --level, --decision, --origin. --coder is one of the options of every command; a report
/// takes it for whose codings count: see `selection`.
void declare_selection(CLI::App& app, project::Selection& selection);
/// --by; `what` says what the groups are for.
void declare_groups(CLI::App& app, project::Selection& selection, const char* what);

/// Opens the project and shows what a report makes of it: `make(project, request)` gives a Result, `show`
/// hands what is in it to `answer`. The request gets the language and the coder that the command line names.
template <class Request, class Make, class Show>
Result<Exit> run_report(Session& session, Request request, Make make, Show show) {
  GLOSS_TRY(auto project, session.open_to_report());
  request.selection.coder = session.coder;
  request.language = session.language;
  GLOSS_TRY(const auto made, make(project, request));
  GLOSS_CHECK(show(made));
  return session.close(project, Exit::done);
}

}  // namespace gloss::cli
