// SPDX-License-Identifier: GPL-3.0-or-later
// gloss debug dump: what the program sees, for those who look into it.
#include "cli/command.h"

namespace gloss::cli {
namespace {

Result<Exit> dump(Session& session) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto text, project.file().dump());
  GLOSS_CHECK(session.terminal.print(text));
  return session.close(project, Exit::done);
}

}  // namespace

extern const Command debug_command = {
    "debug", "Show the inner stages", "History and care", [](CLI::App& app, Chosen& chosen) {
      app.require_subcommand(1);
      app.footer("Example:\n  gloss debug dump");
      CLI::App* dump_app =
          app.add_subcommand("dump", "All of the truth but the log, as text: equal dumps are equal projects");
      dump_app->footer("Example:\n  gloss debug dump > before.txt");
      chosen.when(*dump_app, [](Session& session) { return dump(session); });
    }};

}  // namespace gloss::cli
