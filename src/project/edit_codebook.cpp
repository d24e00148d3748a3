// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/edit_codebook.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "base/file.h"
#include "base/limits.h"
#include "codebook/edit.h"
#include "project/check_codebook.h"
#include "project/use_codebook.h"
#include "text/display.h"

namespace gloss::project {
namespace {

constexpr std::size_t shown_failures = 3, shown_width = 60;

/// Examples that fail: code, counterexample or not, text.
using Failures = std::set<std::tuple<std::string, bool, std::string>>;

/// Empty where the codebook cannot be tested (the edit is not at fault then).
Failures failures_of(const codebook::Codebook& codebook, const std::string& file) {
  Failures failures;
  if (const auto check = check_codebook(codebook, file))
    for (const ExampleFailure& one : check->failures)
      failures.insert({one.code, one.counterexample, one.text});
  return failures;
}

Result<codebook::Edited> edited_text(const std::string& text, const std::string& path,
                                     const CodebookEdit& edit) {
  switch (edit.kind) {
    case CodebookEdit::Kind::rename:
      return codebook::rename_code(text, path, edit.from, edit.to);
    case CodebookEdit::Kind::merge:
      return codebook::merge_codes(text, path, edit.from, edit.to);
    case CodebookEdit::Kind::split:
      break;
  }
  return codebook::split_code(text, path,
                              {edit.from, edit.to, edit.rules, edit.examples, edit.counterexamples});
}

/// The id that a code had before the edit.
std::string id_before(const CodebookEdit& edit, const std::string& id) {
  const bool moved = edit.kind != CodebookEdit::Kind::split && id.starts_with(edit.to) &&
                     (id.size() == edit.to.size() || id[edit.to.size()] == '/');
  return moved ? edit.from + id.substr(edit.to.size()) : id;
}

void note_new_failures(const codebook::Codebook& after, const std::string& path, const Failures& before,
                       const CodebookEdit& edit, std::vector<std::string>& notes) {
  std::vector<std::string> fresh;
  for (const auto& [code, counterexample, text] : failures_of(after, path)) {
    if (before.contains({code, counterexample, text}) ||
        before.contains({id_before(edit, code), counterexample, text}))
      continue;
    fresh.push_back(fmt::format("{} of \"{}\" fails now: {}",
                                counterexample ? "a counterexample" : "an example", code,
                                text::cut_to_width(text::one_line(text), shown_width)));
  }
  const std::size_t shown = std::min(fresh.size(), shown_failures);
  notes.insert(notes.end(), fresh.begin(), fresh.begin() + static_cast<std::ptrdiff_t>(shown));
  if (fresh.size() > shown)
    notes.push_back(
        fmt::format("{} more tests fail now; see: gloss codebook check {}", fresh.size() - shown, path));
}

/// Adds to `edit` the examples that the code's remaining rules no longer find.
void add_orphans(CodebookEdit& edit, const codebook::Codebook& before, const codebook::Codebook& after,
                 const std::string& path, const Failures& known, std::vector<std::string>& notes) {
  const int index = before.find(edit.from);
  if (index < 0) return;
  const auto& examples = before.codes[static_cast<std::size_t>(index)].examples;
  const bool left = !after.codes[static_cast<std::size_t>(after.find(edit.from))].rules.empty();
  const Failures failures = failures_of(after, path);
  std::size_t moved = 0;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const std::tuple key{edit.from, false, examples[i].text};
    const auto number = static_cast<int>(i) + 1;
    if (known.contains(key) || (left && !failures.contains(key)) ||
        std::find(edit.examples.begin(), edit.examples.end(), number) != edit.examples.end())
      continue;
    edit.examples.push_back(number);
    ++moved;
  }
  if (moved > 0)
    notes.push_back(moved == 1 ? "1 example goes with the rules that find it"
                               : fmt::format("{} examples go with the rules that find them", moved));
}

}  // namespace

Result<EditedCodebook> prepare_edit(const std::string& path, const CodebookEdit& wanted) {
  EditedCodebook made;
  made.path = path;
  GLOSS_TRY(made.before, read_file(path, limits::text_bytes));
  GLOSS_TRY(const auto before, codebook::parse_codebook(made.before, path));
  CodebookEdit edit = wanted;
  GLOSS_TRY(auto edited, edited_text(made.before, path, edit));
  GLOSS_TRY(made.codebook, codebook::parse_codebook(edited.text, path));
  const Failures known = failures_of(before, path);
  if (edit.kind == CodebookEdit::Kind::split && !edit.rules.empty()) {
    const std::size_t named = edit.examples.size();
    add_orphans(edit, before, made.codebook, path, known, made.notes);
    if (edit.examples.size() > named) {
      GLOSS_TRY(edited, edited_text(made.before, path, edit));
      GLOSS_TRY(made.codebook, codebook::parse_codebook(edited.text, path));
    }
  }
  made.after = std::move(edited.text);
  made.notes.insert(made.notes.end(), edited.notes.begin(), edited.notes.end());
  note_new_failures(made.codebook, path, known, edit, made.notes);
  return made;
}

Result<std::string> codebook_file(const Project& project) {
  GLOSS_TRY(const auto stored, project.file().codebook());
  const std::string& path = project.file().path();
  if (!stored)
    return Err(Fault::bad_input, path, "the project has no codebook yet",
               "gloss codebook use FILE, or --codebook FILE");
  const std::size_t slash = path.rfind('/');
  std::string file = (slash == std::string::npos ? "" : path.substr(0, slash + 1)) + stored->file;
  if (!is_file(file))
    return Err(Fault::missing_input, file, "the file of the project's codebook is not beside the project",
               "--codebook FILE");
  return file;
}

Result<void> edit_codebook(Project* project, const EditedCodebook& edited) {
  if (project != nullptr) {
    GLOSS_TRY(const auto stored, project->file().codebook());
    if (stored && stored->id != edited.codebook.id)
      return Err(
          Fault::bad_input, edited.path,
          fmt::format("is the codebook \"{}\"; the project uses \"{}\"", edited.codebook.id, stored->id),
          "gloss codebook use FILE first, or --file-only");
  }
  GLOSS_CHECK(write_file(edited.path, edited.after, Overwrite::yes));
  if (project == nullptr) return {};
  auto adopted = adopt_codebook(*project, edited.codebook, edited.path);
  if (adopted) return {};
  if (const auto restored = write_file(edited.path, edited.before, Overwrite::yes); !restored)
    adopted.error().message += fmt::format("; and {} could not be written back", edited.path);
  return Err(std::move(adopted.error()));
}

}  // namespace gloss::project
