// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/codebook_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "base/file.h"
#include "cli/miss_lines.h"
#include "project/check_codebook.h"
#include "project/lint_codebook.h"
#include "project/use_codebook.h"
#include "report/grouped.h"
#include "report/junit.h"
#include "text/display.h"

namespace gloss::cli {
namespace {

constexpr std::size_t findings_shown = 5;  // of each kind

struct CheckOptions {
  std::string file, junit;
  bool all = false, strict = false;
  double broad = 20;
  OutputOptions output;
};

struct Checked {
  project::CodebookCheck examples;
  std::vector<codebook::Finding> findings;
};

/// The order in which kinds are told, the gravest first.
const std::vector<std::string_view>& kinds() {
  using namespace codebook::finding;
  static const std::vector<std::string_view> all = {
      contradiction, duplicate_rule, broad_rule,  twin_codes,         shadowed_rule, silent_rule,
      dead_word,     unused_list,    no_examples, no_counterexamples, no_definition};
  return all;
}

std::string what_failed(const project::ExampleFailure& failure) {
  return fmt::format("{} of '{}' {}", failure.counterexample ? "a counterexample" : "an example",
                     failure.code, failure.counterexample ? "is coded" : "is not coded");
}

/// Why an example failed, in lines that follow the one that says that it did.
std::string reason_lines(const project::ExampleFailure& failure) {
  std::string out = "  " + marked_passage(failure.passage, failure.marks, failure.cues) + "\n";
  if (!failure.base.empty())
    out += "  the codebook's condition leaves it out: " + comma_list(failure.base) + "\n";
  for (const auto& fired : failure.fired) {
    out += fmt::format("  because of rule {} (line {}): {}\n", fired.rule, fired.line, fired.text);
    if (!fired.matched.empty()) out += "    matched [ ]: " + comma_list(fired.matched) + "\n";
    if (!fired.cues.empty()) out += "    negated by { }: " + comma_list(fired.cues) + "\n";
  }
  if (failure.nearest)
    out += fmt::format("  nearest is rule {} (line {}): {}\n", failure.nearest->rule, failure.nearest->line,
                       failure.nearest->text) +
           miss_lines(*failure.nearest, "    ");
  return out;
}

std::string warning_line(const codebook::Finding& finding, const std::string& file) {
  std::string line =
      fmt::format("{}:{}:{}: warning: {}", file, finding.line, finding.column, finding.message);
  if (!finding.passages.empty()) line += " (" + comma_list(finding.passages) + ")";
  return line + "; try: " + finding.remedy + "\n";
}

std::string as_text(const Checked& checked, const CheckOptions& options, const std::string& project) {
  std::string out;
  for (const auto& failure : checked.examples.failures)
    out += fmt::format("{}:{}:{}: {}\n", options.file, failure.line, failure.column, what_failed(failure)) +
           reason_lines(failure);
  for (const std::string_view kind : kinds()) {
    std::size_t told = 0, count = 0;
    for (const auto& finding : checked.findings) {
      if (finding.kind != kind) continue;
      ++count;
      if (!options.all && told == findings_shown) continue;
      out += warning_line(finding, options.file);
      ++told;
    }
    if (count > told)
      out += fmt::format("... and {} more of the kind '{}'; to see them: --all\n",
                         report::grouped(static_cast<std::int64_t>(count - told)), kind);
  }
  const auto& examples = checked.examples;
  out += fmt::format("{} codes, {} rules; {} examples and {} counterexamples run, {} failed", examples.codes,
                     examples.rules, examples.examples, examples.counterexamples, examples.failures.size());
  if (examples.not_run > 0)
    out += fmt::format("; {} not run, since their codes have no rules", examples.not_run);
  if (!checked.findings.empty())
    out += "; " + report::counted(checked.findings.size(), "warning", "warnings");
  if (!project.empty()) out += ", over " + project;
  return out + "\n";
}

report::Table as_table(const Checked& checked, const CheckOptions& options) {
  using Column = report::Column;
  report::Table table;
  table.head["file"] = options.file;
  table.head["codes"] = checked.examples.codes;
  table.head["rules"] = checked.examples.rules;
  table.head["examples"] = checked.examples.examples;
  table.head["counterexamples"] = checked.examples.counterexamples;
  table.head["not_run"] = checked.examples.not_run;
  table.head["failed"] = checked.examples.failures.size();
  for (const char* name : {"severity", "kind"}) table.columns.push_back({name, "", Column::Kind::text});
  for (const char* name : {"line", "column"}) table.columns.push_back({name, "", Column::Kind::number});
  table.columns.push_back({"code", "", Column::Kind::text});
  table.columns.push_back({"rule", "", Column::Kind::number});
  for (const char* name : {"message", "remedy", "passages"})
    table.columns.push_back({name, "", Column::Kind::text});
  const auto number = [](int n) { return n == 0 ? report::Value() : report::Value(std::int64_t{n}); };
  for (const auto& failure : checked.examples.failures) {
    const int rule = failure.nearest         ? failure.nearest->rule
                     : failure.fired.empty() ? 0
                                             : failure.fired[0].rule;
    table.rows.push_back({"error", failure.counterexample ? "counterexample" : "example",
                          number(failure.line), number(failure.column), failure.code, number(rule),
                          what_failed(failure) + "\n" + reason_lines(failure), "", ""});
  }
  for (const std::string_view kind : kinds())
    for (const auto& finding : checked.findings)
      if (finding.kind == kind)
        table.rows.push_back({"warning", std::string(kind), number(finding.line), number(finding.column),
                              finding.code, number(finding.rule), finding.message, finding.remedy,
                              comma_list(finding.passages)});
  return table;
}

std::string as_junit(const project::CodebookCheck& check, const std::string& suite, const std::string& file) {
  std::vector<report::JunitCase> cases;
  for (const auto& run : check.runs) {
    report::JunitCase one;
    one.class_name = run.code;
    one.name = fmt::format("{} (line {}): {}", run.counterexample ? "counterexample" : "example", run.line,
                           text::cut_to_width(text::one_line(run.text), 80));
    one.file = file;
    one.line = run.line;
    one.failed = run.failure != SIZE_MAX;
    if (one.failed) {
      one.message = what_failed(check.failures[run.failure]);
      one.detail = run.text + "\n" + reason_lines(check.failures[run.failure]);
    }
    cases.push_back(std::move(one));
  }
  return report::junit_xml(suite, cases);
}

/// The project to look at: the one that -p names, else one that is found as other commands find it.
Result<std::optional<project::Project>> project_here(Session& session) {
  if (!session.find_project() && session.project_path.empty()) return std::nullopt;
  GLOSS_TRY(auto project, session.open(store::Access::read));
  return std::optional(std::move(project));
}

Result<Exit> check(Session& session, const CheckOptions& options) {
  GLOSS_TRY(const auto codebook, project::read_codebook(options.file));
  Checked checked;
  GLOSS_TRY(checked.examples, project::check_codebook(codebook, options.file));
  checked.findings = codebook::lint(codebook);
  std::string over;
  GLOSS_TRY(auto project, project_here(session));
  if (project) {
    project::LintOptions lint;
    lint.broad = options.broad / 100;
    if (!options.all && options.output.format == "text") lint.with_neighbours = findings_shown;
    GLOSS_TRY(auto more, project::lint_codebook(*project, codebook, options.file, lint));
    std::move(more.begin(), more.end(), std::back_inserter(checked.findings));
    std::stable_sort(checked.findings.begin(), checked.findings.end(), codebook::comes_before);
    over = project->file().path();
  }
  if (!options.junit.empty())
    GLOSS_CHECK(
        write_file(options.junit, as_junit(checked.examples, codebook.id, options.file), Overwrite::yes));
  if (options.output.format == "text")
    GLOSS_CHECK(answer_text(session, as_text(checked, options, over), options.output));
  else
    GLOSS_CHECK(answer(session, as_table(checked, options), options.output));
  const bool bad = !checked.examples.failures.empty() || (options.strict && !checked.findings.empty());
  const Exit exit = bad ? Exit::no : Exit::done;
  return project ? session.close(*project, exit) : exit;
}

}  // namespace

Result<void> note_findings(Session& session, const project::Project& project,
                           const codebook::Codebook& codebook, const std::string& file) {
  if (session.terminal.quiet()) return {};
  project::LintOptions lint;
  lint.with_neighbours = 0;
  auto findings = codebook::lint(codebook);
  GLOSS_TRY(auto more, project::lint_codebook(project, codebook, file, lint));
  std::move(more.begin(), more.end(), std::back_inserter(findings));
  std::vector<std::string> parts;
  for (const std::string_view kind : kinds())
    if (const auto count = std::count_if(findings.begin(), findings.end(),
                                         [&](const codebook::Finding& f) { return f.kind == kind; });
        count > 0)
      parts.push_back(fmt::format("{}: {}", kind, count));
  if (!parts.empty())
    session.terminal.note("gloss: worth a look: " + comma_list(parts) + "; gloss codebook check " + file +
                          " shows them");
  return {};
}

void declare_codebook_check(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<CheckOptions>();
  app.add_option("file", options->file, "the codebook, a YAML file")->required()->type_name("FILE");
  app.add_option("--junit", options->junit, "write the examples' results as JUnit XML to this file, for CI")
      ->type_name("FILE");
  app.add_flag("--strict", options->strict, "exit code 1 for warnings, too");
  app.add_flag("--all", options->all, "all warnings, not only five of a kind");
  app.add_option("--broad", options->broad, "per cent of the base from which on a rule is broad")
      ->check(CLI::Range(0.0, 100.0).description(""))
      ->type_name("PERCENT")
      ->capture_default_str();
  options->output.declare(app);
  app.footer(
      "Examples:\n  gloss codebook check codebook.yaml\n"
      "  gloss codebook check codebook.yaml -p study.gloss --all\n"
      "  gloss codebook check codebook.yaml --strict --junit results.xml\nExit code 1 if an example fails.");
  chosen.when(app, [options](Session& session) { return check(session, *options); });
}

}  // namespace gloss::cli
