// SPDX-License-Identifier: GPL-3.0-or-later
// gloss report portrait [SOURCE]: where along a text its codes stand.
#include <memory>

#include "cli/report_parts.h"
#include "cli/selection_options.h"
#include "project/portrait.h"

namespace gloss::cli {
namespace {

struct PortraitFlags {
  project::PortraitRequest request;
  OutputOptions output;
};

Result<Exit> run_portrait(Session& session, const PortraitFlags& flags) {
  using Form = project::PortraitRequest::Form;
  project::PortraitRequest request = flags.request;
  const std::string& format = flags.output.format;
  request.form = format == "svg"                      ? Form::picture
                 : format == "text" || format == "md" ? Form::strips
                                                      : Form::segments;
  request.options.width = session.terminal.width();
  return run_report(session, request, project::portrait, [&](const project::PortraitAnswer& found) {
    if (format == "svg") return answer_picture(session, found.svg, flags.output);
    return answer(session, found.table, flags.output);
  });
}

}  // namespace

void declare_report_portrait(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<PortraitFlags>();
  CLI::App* app =
      report.add_subcommand("portrait", "Where in each source, from start to end, its codes stand");
  app->add_option(
      "source", flags->request.source,
      "a source's name, or its beginning: a line for each code; without it, a line for each source");
  app->add_option("--top", flags->request.options.lanes,
                  "codes shown in text and svg: those that cover the most words")
      ->check(CLI::Range(1, 1000000).description(""))
      ->type_name("N")
      ->capture_default_str();
  declare_selection(*app, flags->request.selection);
  flags->output.declare(*app, {"text", "md", "csv", "json", "xlsx", "svg"});
  app->footer(
      "Examples:\n  gloss report portrait interviews/03.txt\n"
      "  gloss report portrait --codes 'dilemma/**'\n"
      "  gloss report portrait --level 2 --top 35 --format svg -o portraits.svg");
  chosen.when(*app, [flags](Session& session) { return run_portrait(session, *flags); });
}

}  // namespace gloss::cli
