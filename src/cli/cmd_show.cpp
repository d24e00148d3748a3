// SPDX-License-Identifier: GPL-3.0-or-later
// gloss show SOURCE: the source to read, with its codes in the margin.
#include <fmt/format.h>

#include <charconv>
#include <memory>

#include "base/json.h"
#include "cli/command.h"
#include "project/show.h"

namespace gloss::cli {
namespace {

struct ShowCommandOptions {
  std::string passages;
  project::ShowOptions show;
  OutputOptions output;
};

/// "3", "3-7" or "3-".
bool read_range(const std::string& text, int& first, int& last) {
  const char* const end = text.data() + text.size();
  const auto [dash, error] = std::from_chars(text.data(), end, first);
  if (error != std::errc() || first < 1) return false;
  last = first;
  if (dash == end) return true;
  if (*dash != '-') return false;
  last = 0;
  if (dash + 1 == end) return true;
  const auto [rest, other] = std::from_chars(dash + 1, end, last);
  return other == std::errc() && rest == end && last >= first;
}

Json as_json(const report::SourceView& view) {
  Json all = Json::object();
  all["schema"] = 1;
  all["source"] = view.source;
  all["kind"] = view.kind;
  all["language"] = view.language;
  all["passages"] = Json::array();
  for (const auto& passage : view.passages) {
    Json one = Json::object();
    one["passage"] = fmt::format("{}:{}", view.source, passage.number);
    one["time"] = passage.time.empty() ? Json() : Json(passage.time);
    one["speaker"] = passage.speaker;
    one["role"] = passage.role.empty() ? Json() : Json(passage.role);
    one["heading"] = passage.heading.empty() ? Json() : Json(passage.heading);
    one["start"] = passage.place.begin.count;
    one["end"] = passage.place.end.count;
    one["text"] = passage.text;
    one["codings"] = Json::array();
    for (const auto& coding : passage.codings) {
      Json its = Json::object();
      its["coding"] = coding.id;
      its["code"] = coding.code;
      its["name"] = coding.name;
      its["start"] = coding.place.begin.count;
      its["end"] = coding.place.end.count;
      one["codings"].push_back(std::move(its));
    }
    all["passages"].push_back(std::move(one));
  }
  return all;
}

Result<Exit> run(Session& session, ShowCommandOptions options) {
  if (!options.passages.empty() && !read_range(options.passages, options.show.first, options.show.last))
    return Err(Fault::usage, "--passages", "'" + options.passages + "' is no range of passages",
               "--passages 3-7, or 3, or 3-");
  options.show.language = session.language;
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto view, project::show(project, options.show));
  const std::string& format = options.output.format;
  const bool color = options.output.file.empty() && session.terminal.color();
  GLOSS_CHECK(answer_text(session,
                          format == "json" ? json_text(as_json(view))
                          : format == "html"
                              ? report::source_page(view)
                              : report::source_text_view(view, {session.terminal.width(), color}),
                          options.output));
  return session.close(project, Exit::done);
}

}  // namespace

extern const Command show_command = {
    "show", "Read a source with its codes in the margin", "Searching and coding",
    [](CLI::App& app, Chosen& chosen) {
      auto options = std::make_shared<ShowCommandOptions>();
      app.add_option("source", options->show.source, "a source's name, or its beginning")->required();
      app.add_option("--code", options->show.codes, "only these codes, e.g. 'dilemma/**'")->type_name("GLOB");
      app.add_option("--passages", options->passages, "only these, e.g. 3-7, 12 or 40-")->type_name("A-B");
      options->output.declare(app, {"text", "json", "html"});
      app.footer(
          "Examples:\n  gloss show 02\n  gloss show 02-organiser --passages 10-20 --code 'dilemma/**' --lang "
          "zh\n  gloss show p03.txt --format html -o p03.html");
      chosen.when(app, [options](Session& session) { return run(session, *options); });
    }};

}  // namespace gloss::cli
