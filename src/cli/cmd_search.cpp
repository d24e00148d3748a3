// SPDX-License-Identifier: GPL-3.0-or-later
// gloss search QUERY: the passages that match, best first, with what matched marked.
#include <fmt/format.h>

#include <memory>

#include "base/json.h"

#include "cli/command.h"
#include "project/search.h"
#include "text/display.h"

namespace gloss::cli {
namespace {

struct SearchCommandOptions {
  std::string query;
  project::SearchOptions search;
  OutputOptions output;
};

/// The quote with the matched words between the two marks.
std::string marked(const project::SearchHit& hit, std::string_view open, std::string_view close) {
  std::string out;
  std::uint32_t at = hit.begin.count;
  for (const auto& span : hit.spans) {
    if (span.begin.count < at) continue;  // inside one that is marked already
    out += hit.quote.substr(at - hit.begin.count, span.begin.count - at);
    out += open;
    out += hit.quote.substr(span.begin.count - hit.begin.count, span.length());
    out += close;
    at = span.end.count;
  }
  return out + hit.quote.substr(at - hit.begin.count);
}

Json as_json(const project::SearchAnswer& found) {
  Json all = Json::object();
  all["schema"] = 1;
  all["total"] = found.total;
  all["hits"] = Json::array();
  for (const auto& hit : found.hits) {
    Json one = Json::object();
    one["source"] = hit.source;
    one["passage"] = fmt::format("{}:{}", hit.source, hit.passage);
    one["speaker"] = hit.speaker;
    one["start"] = hit.place.begin.count;
    one["end"] = hit.place.end.count;
    one["score"] = hit.score;
    one["quote"] = hit.quote;
    one["spans"] = Json::array();
    for (const auto& span : hit.code_points) one["spans"].push_back({span.begin.count, span.end.count});
    all["hits"].push_back(std::move(one));
  }
  return all;
}

report::Table as_table(const project::SearchAnswer& found) {
  using enum report::Column::Kind;
  report::Table table;
  table.columns = {{"source", "", text}, {"passage", "", text}, {"speaker", "", text}, {"start", "", number},
                   {"end", "", number},  {"score", "", number}, {"quote", "", text}};
  for (const auto& hit : found.hits)
    table.rows.push_back({hit.source, fmt::format("{}:{}", hit.source, hit.passage), hit.speaker,
                          static_cast<std::int64_t>(hit.place.begin.count),
                          static_cast<std::int64_t>(hit.place.end.count), hit.score, hit.quote});
  return table;
}

std::string as_lines(const project::SearchAnswer& found, const SearchCommandOptions& options, bool color) {
  std::string out = fmt::format("{} {}\n", found.total, found.total == 1 ? "passage" : "passages");
  for (const auto& hit : found.hits) {
    out += fmt::format("\n{}:{}{}\n", hit.source, hit.passage, hit.speaker.empty() ? "" : "  " + hit.speaker);
    out += "  " + text::one_line(color ? marked(hit, "\x1b[1;33m", "\x1b[0m") : marked(hit, "[", "]")) + "\n";
  }
  const std::size_t shown = options.search.first + found.hits.size();
  if (shown < found.total && !found.hits.empty())
    out += fmt::format("\n{} more; to see them: --first {}\n", found.total - shown, shown);
  return out;
}

Result<Exit> run(Session& session, const SearchCommandOptions& options) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto found, project::search(project, options.query, options.search));
  if (options.output.format == "json") {
    GLOSS_CHECK(answer_text(session, json_text(as_json(found)), options.output));
  } else if (options.output.format == "csv") {
    GLOSS_CHECK(answer(session, as_table(found), options.output));
  } else {
    GLOSS_CHECK(answer_text(session,
                            as_lines(found, options, options.output.file.empty() && session.terminal.color()),
                            options.output));
  }
  return session.close(project, found.total == 0 ? Exit::no : Exit::done);
}

}  // namespace

extern const Command search_command = {
    "search", "Find passages, best first", "Searching and coding", [](CLI::App& app, Chosen& chosen) {
      auto options = std::make_shared<SearchCommandOptions>();
      app.add_option("query", options->query,
                     "in the language of the rules; words side by side must all occur in the passage")
          ->required();
      app.add_option("-n,--limit", options->search.limit, "at most so many passages; 0 = all")
          ->type_name("N")
          ->capture_default_str();
      app.add_option("--first", options->search.first, "passages to pass over, for paging")
          ->type_name("N")
          ->capture_default_str();
      options->output.declare(app);
      app.footer(
          "Examples:\n  gloss search 'fund* near/5 cut*'\n  gloss search '经费 没有' --format json\n  gloss "
          "search 'trust where role = interviewee'");
      chosen.when(app, [options](Session& session) { return run(session, *options); });
    }};

}  // namespace gloss::cli
