// SPDX-License-Identifier: GPL-3.0-or-later
// gloss report all: the whole set of reports as files; gloss report --check: whether they are still what the
// project says.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "base/file.h"
#include "base/limits.h"
#include "cli/report_parts.h"
#include "project/all_reports.h"
#include "project/lock.h"

namespace gloss::cli {
namespace {

struct AllFlags {
  project::AllReportsRequest request;
  std::string folder;
};

Result<Exit> run_all(Session& session, const AllFlags& flags) {
  GLOSS_TRY(auto project, session.open_to_report());
  project::AllReportsRequest request = flags.request;
  request.language = session.language;
  GLOSS_CHECK(make_folder(flags.folder));
  std::size_t files = 0;
  GLOSS_TRY(const auto left_out,
            project::all_reports(project, request, [&](const std::string& name, std::string_view bytes) {
              ++files;
              return write_file(flags.folder + "/" + name, bytes, Overwrite::yes);
            }));
  std::string told =
      fmt::format("Written: {} files in {}; open {}/index.html\n", files, flags.folder, flags.folder);
  for (const auto& [report, why] : left_out) told += fmt::format("Left out: {}: {}\n", report, why);
  GLOSS_CHECK(session.terminal.print(told));
  return session.close(project, Exit::done);
}

/// Where two texts part: "line 12: was a,b,3; is a,b,4".
std::string first_difference(std::string_view was, std::string_view is) {
  const auto [a, b] = std::mismatch(was.begin(), was.end(), is.begin(), is.end());
  const auto at = static_cast<std::size_t>(a - was.begin());
  const auto line_of = [&](std::string_view text) {
    const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;  // npos + 1 = 0
    return std::string(text.substr(begin, std::min<std::size_t>(text.find('\n', at) - begin, 100)));
  };
  const auto line = std::count(was.begin(), was.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
  return fmt::format("line {}: was {}; is {}", line, line_of(was), line_of(is));
}

bool is_text(std::string_view bytes) { return bytes.substr(0, 4096).find('\0') == std::string_view::npos; }

/// Holds the files of a folder against those that are made now.
class Comparison {
 public:
  explicit Comparison(std::string folder) : folder_(std::move(folder)) {}

  Result<void> take(const std::string& name, std::string_view is) {
    made_.insert(name);
    if (name == project::lock_name) return {};  // names acts, which may come without a change in any answer
    const std::string path = folder_ + "/" + name;
    if (!is_file(path)) {
      add(name, "missing");
      return {};
    }
    GLOSS_TRY(const auto was, read_file(path, limits::input_file_bytes));
    if (was != is) add(name, is_text(was) && is_text(is) ? first_difference(was, is) : "other bytes");
    return {};
  }

  /// Files that no report makes are somebody's own, and are only counted.
  Result<report::Table> finish() {
    using enum report::Column::Kind;
    GLOSS_TRY(const auto files, list_files(folder_));
    const auto own = std::count_if(files.begin(), files.end(),
                                   [&](const std::string& name) { return !made_.contains(name); });
    table_.title = table_.rows.empty()
                       ? fmt::format("All {} files are what the project says now", made_.size() - 1)
                       : fmt::format("{} of {} files differ", table_.rows.size(), made_.size() - 1);
    if (own > 0)
      table_.headers.push_back(fmt::format("{} other files in the folder were not looked at", own));
    if (!table_.rows.empty()) table_.columns = {{"file", "File", text}, {"difference", "Difference", text}};
    return std::move(table_);
  }

 private:
  void add(const std::string& name, std::string difference) {
    table_.rows.push_back({name, std::move(difference)});
  }

  std::string folder_;
  std::set<std::string> made_;
  report::Table table_;
};

/// What in the project is not as it was when the files were written.
void tell_causes(const project::Lock& then, const project::Provenance& now, report::Table& table) {
  const auto tell = [&](const char* what, const std::string& was, const std::string& is) {
    if (was != is)
      table.headers.push_back(fmt::format("{}: was {}, is {}", what, was.substr(0, 12), is.substr(0, 12)));
  };
  tell("program", then.made_from.program, now.program);
  tell("codebook", then.made_from.codebook_hash, now.codebook_hash);
  tell("texts, cases, codebook and hand work", then.made_from.state, now.state);
}

Result<Exit> run_check(Session& session, const std::string& folder) {
  const std::string lock_file = folder + "/" + project::lock_name;
  if (!is_file(lock_file))
    return Err(Fault::missing_input, folder, "there are no reports here with a lock.json",
               "gloss report all -o " + folder);
  GLOSS_TRY(const auto text, read_file(lock_file, limits::input_file_bytes));
  GLOSS_TRY(const auto lock, project::read_lock(text, lock_file));
  GLOSS_TRY(auto project, session.open_to_report());
  Comparison comparison(folder);
  GLOSS_CHECK(project::all_reports(
      project, project::request_of(lock.options),
      [&](const std::string& name, std::string_view bytes) { return comparison.take(name, bytes); }));
  GLOSS_TRY(auto table, comparison.finish());
  const bool same = table.rows.empty();
  if (!same) tell_causes(lock, *session.made_from, table);
  GLOSS_CHECK(answer(session, table, {}));
  return session.close(project, same ? Exit::done : Exit::no);
}

}  // namespace

void declare_report_all(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<AllFlags>();
  CLI::App* app = report.add_subcommand("all", "All reports as files, and a page that shows them");
  app->add_option("-o,--output", flags->folder, "folder for the files; those of the same names are replaced")
      ->required()
      ->type_name("FOLDER");
  app->add_option("--by", flags->request.by,
                  "the variable whose values are compared; default: group, or source where nobody has one")
      ->type_name("VARIABLE");
  app->footer("Example:\n  gloss report all -o reports --by district\n  gloss report --check reports");
  chosen.when(*app, [flags](Session& session) { return run_all(session, *flags); });
}

Run check_reports(std::string folder) {
  return [folder = std::move(folder)](Session& session) { return run_check(session, folder); };
}

}  // namespace gloss::cli
