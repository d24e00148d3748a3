// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/selection_options.h"

namespace gloss::cli {

void declare_where(CLI::App& app, std::string& where) {
  app.add_option("--where", where,
                 "only passages of which this holds, e.g. 'group = official and date >= 2021'")
      ->type_name("CONDITION");
}

void declare_codes(CLI::App& app, std::string& codes, int& level) {
  app.add_option("--codes", codes, "only these codes, e.g. 'dilemma/**'; one counts what is below it")
      ->type_name("GLOB");
  app.add_option("--level", level, "codes further down count as the one above them at this depth")
      ->type_name("DEPTH");
}

void declare_selection(CLI::App& app, project::Selection& selection) {
  declare_where(app, selection.where);
  declare_codes(app, selection.codes, selection.level);
  app.add_option("--decision", selection.decision,
                 "not-rejected, accepted (or by hand), any (rejected codings, too)")
      ->type_name("WHICH")
      ->capture_default_str();
  app.add_option("--origin", selection.origin, "any, rule, coder")->type_name("WHOSE")->capture_default_str();
}

void declare_groups(CLI::App& app, project::Selection& selection, const char* what) {
  app.add_option("--by", selection.by, what)->type_name("VARIABLE");
}

}  // namespace gloss::cli
