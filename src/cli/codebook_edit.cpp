// SPDX-License-Identifier: GPL-3.0-or-later
// gloss codebook rename OLD NEW, merge FROM INTO, split CODE --to NEW: file and project in one act.
#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <memory>
#include <optional>

#include "base/file.h"
#include "base/line_diff.h"
#include "cli/codebook_parts.h"
#include "project/edit_codebook.h"

namespace gloss::cli {
namespace {

using project::CodebookEdit;

struct EditOptions {
  CodebookEdit edit;
  std::string rules, examples, counterexamples;  // "1,3-5"
  std::string codebook;
  bool dry_run = false, file_only = false;
};

constexpr int largest_number = 10'000;

/// "1,3-5" as 1 3 4 5.
Result<std::vector<int>> numbers(const std::string& text, std::string_view option) {
  std::vector<int> made;
  const auto refuse = [&]() {
    return Err(Fault::usage, "", fmt::format("'{}' is no list of numbers", text),
               fmt::format("{} 1,3-5", option));
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    int first = 0, last = 0;
    const char *from = text.data() + at, *to = text.data() + end;
    auto read = std::from_chars(from, to, first);
    last = first;
    if (read.ec == std::errc() && read.ptr != to && *read.ptr == '-')
      read = std::from_chars(read.ptr + 1, to, last);
    if (read.ec != std::errc() || read.ptr != to || first < 1 || last < first || last > largest_number)
      return refuse();
    for (int number = first; number <= last; ++number) made.push_back(number);
    at = end + 1;
  }
  if (text.ends_with(',')) return refuse();
  return made;
}

/// The project, unless only the file is meant: asked for so, or there is none here and the file is named.
Result<std::optional<project::Project>> open_project(Session& session, const EditOptions& options) {
  if (options.file_only) return std::optional<project::Project>();
  if (!options.codebook.empty() && session.project_path.empty() && std::getenv("GLOSS_PROJECT") == nullptr) {
    GLOSS_TRY(const auto files, list_files("."));
    bool any = false;
    for (const auto& file : files)
      any = any || (file.find('/') == std::string::npos && file.ends_with(".gloss"));
    if (!any) return std::optional<project::Project>();
  }
  GLOSS_TRY(auto project, session.open(options.dry_run ? store::Access::read : store::Access::write));
  return std::optional<project::Project>(std::move(project));
}

std::string done(const CodebookEdit& edit) {
  switch (edit.kind) {
    case CodebookEdit::Kind::rename:
      return fmt::format("renamed {} to {}", edit.from, edit.to);
    case CodebookEdit::Kind::merge:
      return fmt::format("merged {} into {}", edit.from, edit.to);
    case CodebookEdit::Kind::split:
      break;
  }
  return fmt::format("split {} off {}", edit.to, edit.from);
}

Result<Exit> run_edit(Session& session, EditOptions options) {
  GLOSS_TRY(options.edit.rules, numbers(options.rules, "--rules"));
  GLOSS_TRY(options.edit.examples, numbers(options.examples, "--examples"));
  GLOSS_TRY(options.edit.counterexamples, numbers(options.counterexamples, "--counterexamples"));
  if (options.file_only && options.codebook.empty())
    return Err(Fault::usage, "", "--file-only needs the file", "--codebook FILE");
  GLOSS_TRY(auto project, open_project(session, options));
  std::string file = options.codebook;
  if (file.empty()) {
    GLOSS_TRY(file, project::codebook_file(*project));
  }
  GLOSS_TRY(const auto edited, project::prepare_edit(file, options.edit));
  if (options.dry_run) {
    GLOSS_CHECK(session.terminal.print(unified_diff(edited.before, edited.after, file, file)));
  } else {
    GLOSS_CHECK(project::edit_codebook(project ? &*project : nullptr, edited));
    session.terminal.note(fmt::format("gloss: {} in {}{}", done(options.edit), file,
                                      project ? " and " + project->file().path() : ""));
  }
  for (const auto& note : edited.notes) session.terminal.note("gloss: " + note);
  return project ? session.close(*project, Exit::done) : Result<Exit>(Exit::done);
}

void declare_edit(CLI::App& app, Chosen& chosen, const std::shared_ptr<EditOptions>& options) {
  app.add_option("--codebook", options->codebook,
                 "the codebook's file (else the project's, beside the project)")
      ->type_name("FILE");
  app.add_flag("--dry-run", options->dry_run, "write nothing; show what would change in the file");
  app.add_flag("--file-only", options->file_only, "leave the project alone");
  chosen.when(app, [options](Session& session) { return run_edit(session, *options); });
}

}  // namespace

void declare_codebook_edits(CLI::App& app, Chosen& chosen) {
  auto rename = std::make_shared<EditOptions>();
  CLI::App* rename_app = app.add_subcommand("rename", "Rename a code, or move it below another");
  rename_app->add_option("old", rename->edit.from, "its id")->required()->type_name("OLD");
  rename_app->add_option("new", rename->edit.to, "its new id, the codes above it included")
      ->required()
      ->type_name("NEW");
  rename_app->footer(
      "Example:\n  gloss codebook rename trust/officials trust/government\n"
      "The codes below it move along; <references> in rules follow; was: keeps the old ids.");
  declare_edit(*rename_app, chosen, rename);

  auto merge = std::make_shared<EditOptions>();
  merge->edit.kind = CodebookEdit::Kind::merge;
  CLI::App* merge_app = app.add_subcommand("merge", "Put all of a code into another");
  merge_app->add_option("from", merge->edit.from, "the code that goes")->required()->type_name("FROM");
  merge_app->add_option("into", merge->edit.to, "the code that stays")->required()->type_name("INTO");
  merge_app->footer(
      "Example:\n  gloss codebook merge trust/faith trust\n"
      "Rules and examples move, what is there already is dropped; the definition goes into the memo.");
  declare_edit(*merge_app, chosen, merge);

  auto split = std::make_shared<EditOptions>();
  split->edit.kind = CodebookEdit::Kind::split;
  CLI::App* split_app = app.add_subcommand("split", "Move rules of a code to another, which may be new");
  split_app->add_option("code", split->edit.from, "the code with the rules")->required()->type_name("CODE");
  split_app->add_option("--to", split->edit.to, "the code to move them to; made where it is not there")
      ->required()
      ->type_name("NEW");
  split_app->add_option("--rules", split->rules, "numbers of the rules, as gloss why shows them: 1,3-5")
      ->type_name("NUMBERS");
  split_app
      ->add_option("--examples", split->examples, "examples to move beside those that only these rules find")
      ->type_name("NUMBERS");
  split_app->add_option("--counterexamples", split->counterexamples, "counterexamples to move")
      ->type_name("NUMBERS");
  split_app->footer(
      "Example:\n  gloss codebook split trust --to trust/officials --rules 2,4-6\n"
      "Without --rules, the new code is empty: a place for codings by hand.");
  declare_edit(*split_app, chosen, split);
}

}  // namespace gloss::cli
