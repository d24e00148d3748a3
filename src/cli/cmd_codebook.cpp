// SPDX-License-Identifier: GPL-3.0-or-later
// gloss codebook: check, use, diff, watch; rename, merge, split; new, format, schema.
#include "cli/codebook_check.h"
#include "cli/codebook_diff.h"
#include "cli/codebook_parts.h"
#include "cli/codebook_watch.h"
#include "cli/command.h"

namespace gloss::cli {

extern const Command codebook_command = {
    "codebook", "Make, check and edit codebooks, and choose the project's", "Searching and coding",
    [](CLI::App& app, Chosen& chosen) {
      app.require_subcommand(1);
      app.footer("Example:\n  gloss codebook check codebook.yaml");
      declare_codebook_check(
          *app.add_subcommand("check", "Run the examples of a codebook as tests, and look for weak spots"),
          chosen);
      declare_codebook_use(
          *app.add_subcommand("use", "Make a codebook the project's, after a look at what changes"), chosen);
      declare_codebook_diff(
          *app.add_subcommand("diff", "Show what a change of the codebook does to the codings"), chosen);
      declare_codebook_watch(
          *app.add_subcommand("watch", "Show what each save of the codebook changes, while you edit it"),
          chosen);
      declare_codebook_edits(app, chosen);
      declare_codebook_file(app, chosen);
    }};

}  // namespace gloss::cli
