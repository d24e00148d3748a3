// SPDX-License-Identifier: GPL-3.0-or-later
// gloss kwic QUERY: each find on a line of its own, with the words before and after it.
#include <fmt/format.h>

#include <memory>

#include "cli/command.h"
#include "cli/found.h"
#include "project/kwic.h"
#include "report/found_page.h"
#include "report/grouped.h"

namespace gloss::cli {
namespace {

constexpr std::size_t page_context = 40;  // columns of a context on a page, where --width does not say

struct KwicCommandOptions {
  std::string query;
  std::string sort = "place";
  std::size_t width = 0;
  project::KwicOptions kwic;
  OutputOptions output;
};

std::string summary_of(const project::KwicAnswer& found) {
  if (found.total == 0) return "0 finds";
  return fmt::format("{} in {}", report::counted(found.total, "find", "finds"),
                     report::counted(found.passages, "passage", "passages"));
}

std::string as_page(const Session& session, const KwicCommandOptions& options,
                    const project::KwicAnswer& found, const std::vector<project::Hint>& hints) {
  std::string summary = summary_of(found);
  if (found.lines.size() < found.total)
    summary +=
        fmt::format("; {} to {} are shown", options.kwic.first + 1, options.kwic.first + found.lines.size());
  const report::FoundPage page{options.query, summary, hint_texts(hints),
                               session.language.empty() ? "en" : session.language};
  return report::concordance_page(page, found.lines, options.width == 0 ? page_context : options.width);
}

Result<Exit> run(Session& session, KwicCommandOptions options) {
  using enum project::KwicOptions::Sort;
  options.kwic.sort = options.sort == "left" ? left : options.sort == "right" ? right : place;
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto found, project::kwic(project, options.query, options.kwic));
  std::vector<project::Hint> hints;
  if (found.total == 0) {
    GLOSS_TRY(hints, project::search_hints(project, options.query));
  }
  const bool to_screen = options.output.file.empty();
  if (options.output.format == "text") {
    std::string out = summary_of(found) + "\n";
    if (!found.lines.empty()) out += "\n";
    out += report::concordance_text(found.lines, {session.terminal.width(), options.width,
                                                  to_screen && session.terminal.color(), !to_screen});
    out += more_line(found.total, options.kwic.first, found.lines.size());
    out += hint_lines(hints, session.terminal.width());
    GLOSS_CHECK(answer_text(session, out, options.output));
  } else if (options.output.format == "html") {
    GLOSS_CHECK(answer_text(session, as_page(session, options, found, hints), options.output));
  } else {
    report::Table table =
        report::concordance_table(found.lines, options.width, options.output.format == "csv");
    table.head["total"] = found.total;
    table.head["passages"] = found.passages;
    if (found.total == 0) table.head["hints"] = hints_json(hints);
    GLOSS_CHECK(answer(session, table, options.output));
  }
  return session.close(project, found.total == 0 ? Exit::no : Exit::done);
}

}  // namespace

extern const Command kwic_command = {
    "kwic", "Show each find with the words around it", "Searching and coding",
    [](CLI::App& app, Chosen& chosen) {
      auto options = std::make_shared<KwicCommandOptions>();
      app.add_option("query", options->query,
                     "in the language of the rules; words side by side must all occur in the passage")
          ->required();
      app.add_option("--width", options->width,
                     "columns of context on each side; without it what the terminal leaves (40 in CSV and "
                     "JSON)")
          ->check(CLI::Range(1, 10000).description(""))
          ->type_name("N");
      app.add_option("--sort", options->sort, "place, left or right: by the words outward from the find")
          ->check(one_of({"place", "left", "right"}))
          ->type_name("ORDER")
          ->capture_default_str();
      app.add_option("-n,--limit", options->kwic.limit, "at most so many finds; 0 = all")
          ->type_name("N")
          ->capture_default_str();
      app.add_option("--first", options->kwic.first, "finds to pass over, for paging")
          ->type_name("N")
          ->capture_default_str();
      options->output.declare(app, {"text", "csv", "json", "html"});
      app.footer(
          "Examples:\n  gloss kwic '经费' --sort right\n  gloss kwic 'permit* or licence*' --width 30 -n 0\n"
          "  gloss kwic 'trust* where role = interviewee' --format html -o trust.html");
      chosen.when(app, [options](Session& session) { return run(session, *options); });
    }};

}  // namespace gloss::cli
