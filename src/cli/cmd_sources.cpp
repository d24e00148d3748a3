// SPDX-License-Identifier: GPL-3.0-or-later
// gloss sources; gloss speakers SOURCE; gloss cases: what is in the project, and who speaks.
#include <memory>

#include "cli/command.h"
#include "project/facts.h"
#include "project/find_source.h"

namespace gloss::cli {
namespace {

using enum report::Column::Kind;

Result<Exit> run_sources(Session& session, const OutputOptions& output) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto sources, project::known_sources(project));
  report::Table table;
  table.columns = {{"source", "Source", text},       {"kind", "Kind", text},
                   {"format", "Format", text},       {"language", "Language", text},
                   {"encoding", "Encoding", text},   {"speakers", "Speakers", number},
                   {"passages", "Passages", number}, {"hash", "-", text}};
  for (const auto& [stored, facts, persons] : sources)
    table.rows.push_back({stored.name, std::string(model::name_of(facts.kind)), stored.format,
                          stored.language, stored.encoding, static_cast<std::int64_t>(facts.speakers.size()),
                          stored.passages, stored.hash});
  GLOSS_CHECK(answer(session, table, output));
  return session.close(project, Exit::done);
}

/// "P1=interviewee" -> label and role.
Result<std::pair<std::string, model::Role>> assignment(const std::string& text) {
  const std::size_t equals = text.rfind('=');
  const auto role = equals == std::string::npos ? std::nullopt : model::role_named(text.substr(equals + 1));
  if (!role)
    return Err(Fault::usage, "", "'" + text + "' is not LABEL=ROLE",
               "--assign P1=interviewee (or interviewer, unknown)");
  return std::pair(text.substr(0, equals), *role);
}

struct SpeakerOptions {
  std::string source;
  std::vector<std::string> assign;
  OutputOptions output;
};

Result<Exit> run_speakers(Session& session, const SpeakerOptions& options) {
  if (options.source.empty() && !options.assign.empty())
    return Err(Fault::usage, "", "--assign needs the name of a source",
               "gloss speakers SOURCE --assign LABEL=ROLE");
  GLOSS_TRY(auto project, session.open(options.assign.empty() ? store::Access::read : store::Access::write));
  std::string only;
  if (!options.source.empty()) {
    GLOSS_TRY(const auto known, project::known_sources(project));
    GLOSS_TRY(const std::size_t found, project::find_source(known, options.source));
    only = known[found].stored.name;
  }
  for (const auto& text : options.assign) {
    GLOSS_TRY(const auto assigned, assignment(text));
    GLOSS_CHECK(project.file().assign_role(only, assigned.first, assigned.second));
  }
  GLOSS_TRY(const auto sources, project::known_sources(project));
  report::Table table;
  table.columns = {{"source", "Source", text},
                   {"speaker", "Speaker", text},
                   {"role", "Role", text},
                   {"case", "Case", text},
                   {"variables", "Variables", text}};
  for (const auto& source : sources) {
    if (!only.empty() && source.facts.name != only) continue;
    for (const auto& speaker : source.facts.speakers) {
      std::string variables;
      for (const auto& [name, value] : speaker.variables)
        variables += (variables.empty() ? "" : "; ") + name + " = " + value;
      table.rows.push_back({source.facts.name, speaker.label, std::string(model::name_of(speaker.role)),
                            speaker.case_name, variables});
    }
  }
  GLOSS_CHECK(answer(session, table, options.output));
  return session.close(project, Exit::done);
}

Result<Exit> run_cases(Session& session, const OutputOptions& output) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto cases, project.file().cases());
  model::Variables names;
  for (const auto& row : cases.rows)
    for (const auto& [name, value] : row.variables) names[name] = "";
  report::Table table;
  table.columns = {{"source", "Source", text}, {"speaker", "Speaker", text}, {"case", "Case", text}};
  for (const auto& [name, none] : names) table.columns.push_back({name, "", text});
  for (const auto& row : cases.rows) {
    std::vector<report::Value> values{row.source, row.speaker, row.name};
    for (const auto& [name, none] : names) {
      const auto found = row.variables.find(name);
      values.emplace_back(found == row.variables.end() ? report::Value() : report::Value(found->second));
    }
    table.rows.push_back(std::move(values));
  }
  GLOSS_CHECK(answer(session, table, output));
  return session.close(project, Exit::done);
}

}  // namespace

extern const Command sources_command = {
    "sources", "List the sources", "Project and texts", [](CLI::App& app, Chosen& chosen) {
      auto output = std::make_shared<OutputOptions>();
      output->declare(app);
      app.footer("Example:\n  gloss sources --format csv");
      chosen.when(app, [output](Session& session) { return run_sources(session, *output); });
    }};

extern const Command speakers_command = {
    "speakers", "List speakers with role and case, or set a role", "Project and texts",
    [](CLI::App& app, Chosen& chosen) {
      auto options = std::make_shared<SpeakerOptions>();
      app.add_option("source", options->source, "a source's name, or its beginning; without it, all sources");
      app.add_option("--assign", options->assign,
                     "LABEL=ROLE; roles are interviewer, interviewee and unknown");
      options->output.declare(app);
      app.footer("Example:\n  gloss speakers p03.txt --assign 'Ms Lin=interviewer'");
      chosen.when(app, [options](Session& session) { return run_speakers(session, *options); });
    }};

extern const Command cases_command = {
    "cases", "List the cases and their variables", "Project and texts", [](CLI::App& app, Chosen& chosen) {
      auto output = std::make_shared<OutputOptions>();
      output->declare(app);
      app.footer(
          "Example:\n  gloss cases\nCases come from cases.csv beside the texts: columns source, speaker, "
          "case, then variables.");
      chosen.when(app, [output](Session& session) { return run_cases(session, *output); });
    }};

}  // namespace gloss::cli
