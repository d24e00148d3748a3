// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <new>

#include "cli/command.h"

namespace gloss::cli {

extern const Command run_command;
extern const Command new_command;
extern const Command add_command;
extern const Command sources_command;
extern const Command speakers_command;
extern const Command cases_command;
extern const Command correct_command;
extern const Command show_command;
extern const Command search_command;
extern const Command kwic_command;
extern const Command codebook_command;
extern const Command code_command;
extern const Command why_command;
extern const Command why_not_command;
extern const Command coding_command;
extern const Command accept_command;
extern const Command reject_command;
extern const Command done_command;
extern const Command memo_command;
extern const Command suggest_command;
extern const Command sample_command;
extern const Command report_command;
extern const Command stat_command;
extern const Command lock_command;
extern const Command export_command;
extern const Command import_command;
extern const Command log_command;
extern const Command undo_command;
extern const Command redo_command;
extern const Command verify_command;
extern const Command backup_command;
extern const Command reindex_command;
extern const Command debug_command;

namespace {

/// In the order of `gloss --help`. One a line, so that additions do not meet.
// clang-format off
const std::array commands = {
    &run_command,
    &new_command,
    &add_command,
    &sources_command,
    &speakers_command,
    &cases_command,
    &correct_command,
    &show_command,
    &search_command,
    &kwic_command,
    &codebook_command,
    &code_command,
    &why_command,
    &why_not_command,
    &coding_command,
    &accept_command,
    &reject_command,
    &done_command,
    &memo_command,
    &suggest_command,
    &sample_command,
    &report_command,
    &stat_command,
    &lock_command,
    &export_command,
    &import_command,
    &log_command,
    &undo_command,
    &redo_command,
    &verify_command,
    &backup_command,
    &reindex_command,
    &debug_command};
// clang-format on

/// CLI11's own message, as one of our errors. A word that is no command is told as that.
Error usage_error(const CLI::ParseError& error, const CLI::App& app, int argc, char** argv) {
  if (app.get_subcommands().empty() && argc > 1 && argv[1][0] != '-')
    return {Fault::usage, "", fmt::format("'{}' is not a command of gloss", argv[1]), "gloss --help", {}};
  std::string message = error.what();
  std::replace(message.begin(), message.end(), '\n', ' ');
  while (!message.empty() && (message.back() == ' ' || message.back() == '.')) message.pop_back();
  return {Fault::usage, "", message, "gloss --help, or gloss COMMAND --help", {}};
}

void declare_common(CLI::App& app, Session& session, std::string& color, bool& quiet) {
  app.add_option("-p,--project", session.project_path,
                 "the project file (else $GLOSS_PROJECT, else the only *.gloss here)")
      ->type_name("FILE");
  app.add_option("--lang", session.language, "language of code names and headings, e.g. en or zh")
      ->type_name("LANGUAGE");
  app.add_option("--coder", session.coder,
                 "who does this, for the log (else $GLOSS_CODER, else the user name)")
      ->type_name("NAME");
  app.add_option("--threads", session.threads, "cores to use; answers do not depend on it")
      ->check(CLI::Range(0, 256).description(""))
      ->type_name("N");
  app.add_option("--color", color, "auto, always or never")
      ->check(one_of({"auto", "always", "never"}))
      ->capture_default_str();
  app.add_flag("--quiet", quiet, "no news on standard error, only errors");
}

/// Options that every command takes are explained once.
void point_to_common(CLI::App& app) {
  app.footer(app.get_footer() +
             "\nEvery command takes -p, --lang, --coder, --threads, --color and --quiet, too: gloss --help.");
}

int run_parsed(int argc, char** argv) {
  Session session;
  std::string color = "auto";
  bool quiet = false;
  CLI::App app("Glossator codes qualitative interviews: every code on a passage has a reason.", "gloss");
  app.set_version_flag("--version", "gloss " GLOSS_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  app.get_formatter()->label("REQUIRED", "(needed)");
  declare_common(app, session, color, quiet);
  app.footer(
      "The whole way in one command:\n"
      "  gloss run interviews/ --codebook codebook.yaml -o results\n"
      "Exit codes: 0 done, 1 the answer is no, 2 some inputs were refused, 64 and above: it failed.");

  Chosen chosen;
  for (const Command* command : commands) {
    CLI::App* sub = app.add_subcommand(std::string(command->name), std::string(command->summary));
    sub->group(std::string(command->group));
    sub->fallthrough();
    command->declare(*sub, chosen);
    for (CLI::App* part : sub->get_subcommands({})) {
      part->fallthrough();
      part->group("Subcommands");
      point_to_common(*part);
    }
    point_to_common(*sub);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    return app.exit(success);  // --help and --version print and end well
  } catch (const CLI::ParseError& error) {
    session.terminal.error(usage_error(error, app, argc, argv));
    return static_cast<int>(Fault::usage);
  }
  session.terminal.set_quiet(quiet);
  session.terminal.set_color(color == "always"  ? Color::always
                             : color == "never" ? Color::never
                                                : Color::automatic);
  session.lock_file = chosen.at;
  catch_stop_signals();
  const Result<Exit> outcome = chosen.run(session);
  if (outcome) return static_cast<int>(*outcome);
  session.terminal.error(outcome.error());
  if (outcome.error().fault == Fault::stopped && stop_exit_code() != 0) return stop_exit_code();
  return static_cast<int>(outcome.error().fault);
}

}  // namespace

int run(int argc, char** argv) {
  try {
    return run_parsed(argc, argv);
  } catch (const std::bad_alloc&) {
    Terminal().error(
        {Fault::out_of_memory, "", "not enough memory", "close other programs, or work on fewer files", {}});
    return static_cast<int>(Fault::out_of_memory);
  } catch (const std::exception& exception) {
    Terminal().error({Fault::bug,
                      "",
                      fmt::format("this is a bug in gloss " GLOSS_VERSION ": {}", exception.what()),
                      "please report it",
                      {}});
    return static_cast<int>(Fault::bug);
  }
}

}  // namespace gloss::cli
