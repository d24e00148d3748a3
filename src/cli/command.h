// SPDX-License-Identifier: GPL-3.0-or-later
// What a command is: a name, a line about it, and how it declares its options and gets its work done.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "cli/terminal.h"
#include "project/past.h"
#include "project/project.h"
#include "project/provenance.h"
#include "report/table.h"

namespace gloss::cli {

/// Exit codes of commands that did their work; failures have the code of their Fault.
enum class Exit : int { done = 0, no = 1, partly = 2 };

/// Options that every command takes, and the world it works in.
class Session {
 public:
  Session();

  std::string project_path;  ///< -p
  std::string language;      ///< --lang; empty = the codebook's first
  std::string coder;         ///< --coder
  unsigned threads = 0;      ///< --threads; 0 = one per core
  std::string lock_file;     ///< --at: reports are of the project as it was then; empty = as it is

  Terminal terminal;
  /// What the answers of this command are made from; each then ends in a line that says so.
  std::optional<project::Provenance> made_from;

  project::Environment environment();
  /// -p, else $GLOSS_PROJECT, else the only *.gloss in this folder. Fault: usage.
  Result<std::string> find_project() const;
  Result<project::Project> open(store::Access access);
  /// Opens it for reading, as it is or as it was, and notes what answers are made from.
  Result<project::Project> open_to_report();

  /// Closes the project and hands on `exit`; what was noted about the index is told.
  Result<Exit> close(project::Project& project, Exit exit);

 private:
  Result<project::Project> open_as_it_was();

  SystemClock clock_;
  std::optional<ProgressBar> progress_;
  std::optional<project::Past> past_;
};

using Run = std::function<Result<Exit>(Session&)>;

/// Which command the line named.
struct Chosen {
  Run run;
  std::string at;  ///< --at of `gloss report`; see Session::lock_file
  /// Chooses `work` when the line names `app`.
  void when(CLI::App& app, Run work) {
    app.final_callback([this, work = std::move(work)] { run = work; });
  }
};

struct Command {
  std::string_view name;
  std::string_view summary;
  std::string_view group;  ///< heading in `gloss --help`
  void (*declare)(CLI::App& app,
                  Chosen& chosen);  ///< adds options and an example to `app`, and what does the work
};

/// One of these words; the help shows them in the option's text, not beside its name.
inline CLI::Validator one_of(std::vector<std::string> words) {
  return CLI::IsMember(std::move(words)).description("");
}

/// --format, -o, --bom, --force of a command that answers with a table.
struct OutputOptions {
  std::string format = "text";
  std::string file;
  bool bom = false;
  bool force = false;
  /// `formats`: what --format may be, the default first.
  void declare(CLI::App& app,
               const std::vector<std::string>& formats = {"text", "csv", "json", "md", "xlsx"});
};

/// Lays out the table and prints it, or writes it to the file. CSV carries no provenance: every line of it is
/// a row.
Result<void> answer(Session& session, const report::Table& table, const OutputOptions& options);
/// An SVG.
Result<void> answer_picture(Session& session, std::string picture, const OutputOptions& options);
/// The same for text that is laid out already.
Result<void> answer_text(Session& session, std::string_view text, const OutputOptions& options);

}  // namespace gloss::cli
