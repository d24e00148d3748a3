// SPDX-License-Identifier: GPL-3.0-or-later
// gloss search QUERY: the passages that match, best first, with what matched marked; or only how many, by
// what; or the query as a rule to paste.
#include <fmt/format.h>

#include <memory>

#include "base/json.h"
#include "cli/command.h"
#include "cli/found.h"
#include "project/rule_line.h"
#include "project/search.h"
#include "project/search_counts.h"
#include "report/found_page.h"
#include "report/grouped.h"
#include "report/marked_text.h"
#include "text/display.h"

namespace gloss::cli {
namespace {

struct SearchCommandOptions {
  std::string query;
  bool count = false;
  std::string by, code;
  bool full = false;
  project::SearchOptions search;
  OutputOptions output;
};

report::MarkedText marked(const project::SearchHit& hit) {
  report::MarkedText text{hit.quote, {}};
  for (const auto& span : hit.spans)
    text.marks.emplace_back(span.begin.count - hit.begin.count, span.end.count - hit.begin.count);
  return text;
}

Json as_json(const project::SearchAnswer& found, const std::vector<project::Hint>& hints) {
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
  if (found.total == 0) all["hints"] = hints_json(hints);
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

std::string as_lines(const Session& session, const project::SearchAnswer& found,
                     const SearchCommandOptions& options, const std::vector<project::Hint>& hints) {
  const std::size_t width = session.terminal.width();
  std::string out = report::counted(found.total, "passage", "passages") + "\n";
  for (const auto& hit : found.hits) {
    out += fmt::format("\n{}:{}{}\n", escape_controls(hit.source), hit.passage,
                       hit.speaker.empty() ? "" : "  " + escape_controls(hit.speaker));
    const report::SnippetLayout layout{width - 2, options.output.file.empty() && session.terminal.color(),
                                       options.full};
    for (const auto& line : report::snippet_lines(marked(hit), layout)) out += "  " + line + "\n";
  }
  return out + more_line(found.total, options.search.first, found.hits.size()) + hint_lines(hints, width);
}

std::string as_page(const Session& session, const project::SearchAnswer& found,
                    const SearchCommandOptions& options, const std::vector<project::Hint>& hints) {
  std::string summary = report::counted(found.total, "passage", "passages");
  if (found.hits.size() < found.total && !found.hits.empty())
    summary += fmt::format(", best first; {} to {} are shown", options.search.first + 1,
                           options.search.first + found.hits.size());
  std::vector<report::FoundPassage> passages;
  for (const auto& hit : found.hits)
    passages.push_back({hit.source, hit.passage, hit.speaker, hit.language, marked(hit)});
  return report::search_page(
      {options.query, summary, hint_texts(hints), session.language.empty() ? "en" : session.language},
      passages);
}

Result<std::size_t> answer_count(Session& session, const project::Project& project,
                                 const SearchCommandOptions& options) {
  GLOSS_TRY(const auto counts, project::count_matches(project, options.query));
  if (options.output.format == "text") {
    GLOSS_CHECK(
        answer_text(session,
                    fmt::format("{}, {}, {}, {}\n", report::counted(counts.passages, "passage", "passages"),
                                report::counted(counts.matches, "match", "matches"),
                                report::counted(counts.sources, "source", "sources"),
                                report::counted(counts.speakers, "speaker", "speakers")),
                    options.output));
  } else {
    using enum report::Column::Kind;
    report::Table table;
    table.columns = {
        {"passages", "", number}, {"matches", "", number}, {"sources", "", number}, {"speakers", "", number}};
    table.rows.push_back({counts.passages, counts.matches, counts.sources, counts.speakers});
    GLOSS_CHECK(answer(session, table, options.output));
  }
  return static_cast<std::size_t>(counts.passages);
}

Result<std::size_t> answer_by(Session& session, const project::Project& project,
                              const SearchCommandOptions& options) {
  GLOSS_TRY(const auto by, project::count_by(project, options.query, options.by));
  GLOSS_CHECK(answer(session, by.table, options.output));
  return static_cast<std::size_t>(by.counts.passages);
}

std::string effect_of(const project::RuleLine& rule, const std::string& code, std::size_t width) {
  std::string out = fmt::format("{}, {}", report::counted(rule.passages, "passage", "passages"),
                                report::counted(rule.matches, "match", "matches"));
  if (!rule.has_code) {
    out += fmt::format("\n'{}' is no code of the project's codebook{}", escape_controls(code),
                       rule.nearest.empty() ? "" : "; did you mean " + rule.nearest + "?");
  } else {
    out += fmt::format(": {} {} {} already, {} {} new", rule.carried, rule.carried == 1 ? "carries" : "carry",
                       code, rule.added.size(), rule.added.size() == 1 ? "is" : "are");
    if (rule.outside > 0)
      out += fmt::format(", {} {} left out by where {}", rule.outside, rule.outside == 1 ? "is" : "are",
                         rule.where);
  }
  out += "\n";
  constexpr std::size_t shown = 12;
  std::string places;
  for (std::size_t i = 0; i < rule.added.size() && i < shown; ++i)
    places += (i == 0 ? "New: " : ", ") + escape_controls(rule.added[i]);
  if (rule.added.size() > shown) places += fmt::format(" and {} more", rule.added.size() - shown);
  if (!places.empty())
    for (const auto& line : text::wrap(places, width)) out += line + "\n";
  return out;
}

Result<std::size_t> answer_rule(Session& session, const project::Project& project,
                                const SearchCommandOptions& options) {
  GLOSS_TRY(const auto rule, project::rule_line(project, options.query, options.code));
  if (options.output.format == "json") {
    Json all = Json::object();
    all["schema"] = 1;
    all["code"] = options.code;
    all["in_codebook"] = rule.has_code;
    all["rule"] = rule.line;
    all["passages"] = rule.passages;
    all["matches"] = rule.matches;
    if (rule.has_code) {
      all["carried"] = rule.carried;
      all["outside"] = rule.outside;
      all["new"] = rule.added;
    }
    GLOSS_CHECK(answer_text(session, json_text(all), options.output));
  } else if (options.output.format == "text") {
    GLOSS_CHECK(answer_text(session,
                            rule.line + "\n\n" + effect_of(rule, options.code, session.terminal.width()),
                            options.output));
  } else {
    return Err(Fault::usage, "--code", "is answered as text or JSON", "--format json");
  }
  return static_cast<std::size_t>(rule.passages);
}

Result<std::size_t> answer_passages(Session& session, const project::Project& project,
                                    const SearchCommandOptions& options) {
  GLOSS_TRY(const auto found, project::search(project, options.query, options.search));
  std::vector<project::Hint> hints;
  if (found.total == 0) {
    GLOSS_TRY(hints, project::search_hints(project, options.query));
  }
  const std::string& format = options.output.format;
  if (format == "csv") {
    GLOSS_CHECK(answer(session, as_table(found), options.output));
  } else {
    GLOSS_CHECK(answer_text(session,
                            format == "json"   ? json_text(as_json(found, hints))
                            : format == "html" ? as_page(session, found, options, hints)
                                               : as_lines(session, found, options, hints),
                            options.output));
  }
  return found.total;
}

Result<Exit> run(Session& session, const SearchCommandOptions& options) {
  if (options.output.format == "html" && (options.count || !options.by.empty()))
    return Err(Fault::usage, "--format", "html shows passages, not counts", "text, csv or json");
  GLOSS_TRY(auto project, session.open(store::Access::read));
  const auto answer_it = options.count           ? answer_count
                         : !options.by.empty()   ? answer_by
                         : !options.code.empty() ? answer_rule
                                                 : answer_passages;
  GLOSS_TRY(const std::size_t total, answer_it(session, project, options));
  return session.close(project, total == 0 ? Exit::no : Exit::done);
}

}  // namespace

extern const Command search_command = {
    "search", "Find passages, best first", "Searching and coding", [](CLI::App& app, Chosen& chosen) {
      auto options = std::make_shared<SearchCommandOptions>();
      app.add_option("query", options->query,
                     "in the language of the rules; words side by side must all occur in the passage")
          ->required();
      CLI::Option* count =
          app.add_flag("--count", options->count, "only how many passages, matches, sources and speakers");
      CLI::Option* by =
          app.add_option("--by", options->by,
                         "count by source, speaker, role, kind, language, section or a variable")
              ->type_name("VARIABLE");
      CLI::Option* code = app.add_option("--code", options->code,
                                         "the query as a line to paste under this code's rules, and how many "
                                         "of the passages carry the code already")
                              ->type_name("ID");
      by->excludes(count);
      code->excludes(count)->excludes(by);
      app.add_flag("--full", options->full, "long passages whole, not cut around what matched");
      app.add_option("-n,--limit", options->search.limit, "at most so many passages; 0 = all")
          ->type_name("N")
          ->capture_default_str();
      app.add_option("--first", options->search.first, "passages to pass over, for paging")
          ->type_name("N")
          ->capture_default_str();
      options->output.declare(app, {"text", "csv", "json", "html"});
      app.footer(
          "Examples:\n  gloss search 'fund* near/5 cut*'\n  gloss search '经费 没有' --format json\n  gloss "
          "search 'trust where role = interviewee' --by group\n  gloss search 'permit* near/6 refus*' --code "
          "dilemma/permits");
      chosen.when(app, [options](Session& session) { return run(session, *options); });
    }};

}  // namespace gloss::cli
