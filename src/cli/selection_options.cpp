// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/selection_options.h"

namespace gloss::cli {

void declare_selection(CLI::App& app, project::Selection& selection) {
  app.add_option("--where", selection.where,
                 "only passages of which this holds, e.g. 'group = official and date >= 2021'")
      ->type_name("CONDITION");
  app.add_option("--codes", selection.codes, "only these codes, e.g. 'dilemma/**'; one counts what is below it")
      ->type_name("GLOB");
  app.add_option("--level", selection.level, "codes further down count as the one above them at this depth")
      ->type_name("DEPTH");
  app.add_option("--decision", selection.decision,
                 "not-rejected, accepted (or by hand), any (rejected codings, too)")
      ->type_name("WHICH")
      ->capture_default_str();
  app.add_option("--origin", selection.origin, "any, rule, coder")->type_name("WHOSE")->capture_default_str();
}

void declare_groups(CLI::App& app, project::Selection& selection, const char* what) {
  app.add_option("--by", selection.by, what)->type_name("VARIABLE");
}

project::Selection selection(const Session& session, project::Selection selection) {
  selection.coder = session.coder;
  return selection;
}

}  // namespace gloss::cli
