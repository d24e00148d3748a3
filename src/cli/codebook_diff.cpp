// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/codebook_diff.h"

#include <fmt/format.h>

#include <limits>
#include <memory>

#include "base/json.h"
#include "cli/codebook_check.h"
#include "project/use_codebook.h"
#include "text/display.h"

namespace gloss::cli {
namespace {

using project::ChangedCode;
using project::ChangedCoding;
using project::CodebookDiff;

constexpr std::size_t pairs_shown = 10, examples_shown = 5;
constexpr std::size_t all_shown = std::numeric_limits<std::size_t>::max();

std::string from_to(std::int64_t before, std::int64_t after) {
  return before == after ? std::to_string(after) : fmt::format("{} → {}", before, after);
}

std::string name_of_change(const ChangedCode& code) {
  if (code.is_new) return code.code + " (new)";
  if (code.is_gone) return code.code + " (gone)";
  return code.was.empty() ? code.code : fmt::format("{} (was {})", code.code, code.was);
}

std::string rules_in_words(const std::vector<int>& rules) {
  std::string out;
  for (const int rule : rules) out += fmt::format("{}{}", out.empty() ? "rule " : ", ", rule);
  return out;
}

/// "  + p03.txt:12  P1  we never have enough (rule 3)"
std::string line_of(const ChangedCoding& coding, char sign, std::size_t width) {
  std::string after;
  if (!coding.rules.empty()) after += fmt::format("  ({})", rules_in_words(coding.rules));
  if (!coding.decision.empty()) after += fmt::format("  {} by {}", coding.decision, coding.decided_by);
  const std::string before =
      fmt::format("  {} {}  {}{}", sign, coding.passage, coding.speaker, coding.speaker.empty() ? "" : "  ");
  const std::size_t used = text::display_width(before) + text::display_width(after);
  const std::size_t room = width > used + 20 ? width - used : 20;
  return before + text::cut_to_width(text::one_line(coding.quote), room) + after + "\n";
}

std::string lines_of(const std::vector<ChangedCoding>& codings, char sign, std::size_t examples,
                     std::size_t width) {
  std::string out;
  for (std::size_t i = 0; i < codings.size() && i < examples; ++i) out += line_of(codings[i], sign, width);
  if (codings.size() > examples)
    out += fmt::format("  {} {} more; all of them: --all\n", sign, codings.size() - examples);
  return out;
}

report::Table summary(const CodebookDiff& diff) {
  using enum report::Column::Kind;
  report::Table table;
  table.columns = {{"code", "Code", text},
                   {"gained", "Gained", number},
                   {"lost", "Lost", number},
                   {"unchanged", "Unchanged", number},
                   {"passages", "Passages", text}};
  for (const auto& code : diff.codes)
    if (code.changes())
      table.rows.push_back({name_of_change(code), static_cast<std::int64_t>(code.gained.size()),
                            static_cast<std::int64_t>(code.lost.size()),
                            static_cast<std::int64_t>(code.unchanged),
                            from_to(code.passages_before, code.passages_after)});
  return table;
}

/// One row a coding that changes: for spreadsheets.
report::Table codings_table(const CodebookDiff& diff) {
  using enum report::Column::Kind;
  report::Table table;
  table.columns = {{"code", "Code", text},         {"change", "Change", text}, {"passage", "Passage", text},
                   {"speaker", "Speaker", text},   {"quote", "Quote", text},   {"rules", "Rules", text},
                   {"decision", "Decision", text}, {"decided_by", "By", text}};
  const auto add = [&](const ChangedCode& code, const std::vector<ChangedCoding>& codings,
                       const char* change) {
    for (const auto& one : codings) {
      std::string rules;
      for (const int rule : one.rules) rules += fmt::format("{}{}", rules.empty() ? "" : ";", rule);
      table.rows.push_back({code.code, std::string(change), one.passage, one.speaker, one.quote, rules,
                            one.decision, one.decided_by});
    }
  };
  for (const auto& code : diff.codes) {
    add(code, code.gained, "gained");
    add(code, code.lost, "lost");
  }
  return table;
}

Json as_json(const std::vector<ChangedCoding>& codings) {
  Json all = Json::array();
  for (const auto& one : codings) {
    Json row = Json::object();
    row["passage"] = one.passage;
    row["speaker"] = one.speaker;
    row["quote"] = one.quote;
    row["rules"] = one.rules;
    row["decision"] = one.decision;
    row["decided_by"] = one.decided_by;
    all.push_back(std::move(row));
  }
  return all;
}

Json as_json(const CodebookDiff& diff) {
  Json all = Json::object();
  all["schema"] = 1;
  all["base"] = {{"before", diff.base_before}, {"after", diff.base_after}};
  all["codings"] = {{"gained", diff.gained}, {"lost", diff.lost}, {"unchanged", diff.unchanged}};
  all["codes"] = Json::array();
  for (const auto& code : diff.codes) {
    if (!code.changes()) continue;
    Json row = Json::object();
    row["code"] = code.code;
    row["was"] = code.was;
    row["new"] = code.is_new;
    row["gone"] = code.is_gone;
    row["unchanged"] = code.unchanged;
    row["passages"] = {{"before", code.passages_before}, {"after", code.passages_after}};
    row["gained"] = as_json(code.gained);
    row["lost"] = as_json(code.lost);
    all["codes"].push_back(std::move(row));
  }
  all["pairs"] = Json::array();
  for (const auto& pair : diff.pairs)
    all["pairs"].push_back(
        {{"code_a", pair.a}, {"code_b", pair.b}, {"before", pair.before}, {"after", pair.after}});
  all["conflicts"] = Json::array();
  for (const auto& conflict : diff.conflicts)
    all["conflicts"].push_back({{"kind", project::name_of(conflict.kind)},
                                {"source", conflict.at.source},
                                {"code", conflict.code},
                                {"coder", conflict.coder},
                                {"quote", conflict.at.quote},
                                {"now", conflict.other}});
  return all;
}

struct DiffOptions {
  std::string before, after;
  bool all = false, yes = false;
  OutputOptions output;
};

Result<Exit> run_diff(Session& session, const DiffOptions& options) {
  GLOSS_TRY(auto before, project::read_codebook(options.before));
  GLOSS_TRY(auto after, project::read_codebook(options.after));
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto diff, project::diff_codebooks(project, std::move(before), std::move(after)));
  if (options.output.format == "json")
    GLOSS_CHECK(answer_text(session, json_text(as_json(diff)), options.output));
  else if (options.output.format == "csv")
    GLOSS_CHECK(answer(session, codings_table(diff), options.output));
  else
    GLOSS_CHECK(
        answer_text(session,
                    diff_text(diff, options.all ? all_shown : examples_shown, session.terminal.width(),
                              options.output.file.empty() && session.terminal.color()),
                    options.output));
  return session.close(project, diff.changes() ? Exit::no : Exit::done);
}

/// Shows the effect and asks. True: go on.
Result<bool> shown_and_agreed(Session& session, const project::Project& project,
                              const codebook::Codebook& codebook, const DiffOptions& options) {
  GLOSS_TRY(const auto stored, project.file().codebook());
  GLOSS_TRY(const auto* sources, project.sources());
  if (!stored || stored->hash == codebook.hash || sources->empty()) return true;
  GLOSS_TRY(auto before, codebook::parse_codebook(stored->yaml, stored->file));
  GLOSS_TRY(auto after, codebook::parse_codebook(codebook.text, options.after));
  GLOSS_TRY(const auto diff, project::diff_codebooks(project, std::move(before), std::move(after)));
  GLOSS_CHECK(session.terminal.print(diff_text(diff, options.all ? all_shown : examples_shown,
                                               session.terminal.width(), session.terminal.color())));
  if (options.yes || !diff.changes()) return true;
  return session.terminal.confirm("Use this codebook?",
                                  "gloss codebook use --yes, to use it without being asked");
}

Result<Exit> run_use(Session& session, const DiffOptions& options) {
  GLOSS_TRY(const auto codebook, project::read_codebook(options.after));
  GLOSS_TRY(auto project, session.open(store::Access::write));
  GLOSS_TRY(const bool agreed, shown_and_agreed(session, project, codebook, options));
  if (!agreed) {
    session.terminal.note("gloss: nothing was changed");
    return session.close(project, Exit::no);
  }
  GLOSS_TRY(const bool changed, project::adopt_codebook(project, codebook, options.after));
  session.terminal.note(changed ? "gloss: the project's codebook is now " + options.after
                                : "gloss: that is the project's codebook already");
  if (changed) GLOSS_CHECK(note_findings(session, project, codebook, options.after));
  return session.close(project, Exit::done);
}

}  // namespace

std::string diff_text(const CodebookDiff& diff, std::size_t examples, std::size_t width, bool color) {
  std::string out =
      fmt::format("Codings of the rules: {} gained, {} lost, {} unchanged\nBase: {} passages\n", diff.gained,
                  diff.lost, diff.unchanged, from_to(diff.base_before, diff.base_after));
  const report::Table table = summary(diff);
  if (table.rows.empty()) return out + "No code changes.\n";
  out += "\n" + report::as_text(table, {width, color});
  for (const auto& code : diff.codes) {
    if (code.gained.empty() && code.lost.empty()) continue;
    out += fmt::format("\n{}\n", name_of_change(code));
    out += lines_of(code.gained, '+', examples, width);
    out += lines_of(code.lost, '-', examples, width);
  }
  if (!diff.pairs.empty()) {
    out += fmt::format("\nPairs of codes whose common passages change: {}\n", diff.pairs.size());
    for (std::size_t i = 0; i < diff.pairs.size() && i < pairs_shown; ++i)
      out += fmt::format("  {}  {} + {}\n", from_to(diff.pairs[i].before, diff.pairs[i].after),
                         diff.pairs[i].a, diff.pairs[i].b);
    if (diff.pairs.size() > pairs_shown)
      out += fmt::format("  and {} more\n", diff.pairs.size() - pairs_shown);
  }
  if (!diff.conflicts.empty()) {
    out += "\nWhat people decided and would not fit together with the rules any more:\n";
    for (const auto& conflict : diff.conflicts)
      out += fmt::format("  {} {}: {}, \"{}\"{}\n", conflict.at.source, conflict.code,
                         project::name_of(conflict.kind),
                         text::cut_to_width(text::one_line(conflict.at.quote), 40),
                         conflict.coder.empty() ? "" : " (" + conflict.coder + ")");
  }
  return out;
}

void declare_codebook_diff(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<DiffOptions>();
  app.add_option("old", options->before, "a codebook, a YAML file")->required()->type_name("FILE");
  app.add_option("new", options->after, "the same after a change")->required()->type_name("FILE");
  app.add_flag("--all", options->all, "show every coding that changes, not five of each code");
  options->output.declare(app);
  app.footer(
      "Example:\n  gloss codebook diff codebook.yaml codebook-new.yaml -p study.gloss\nExit code 1 if "
      "anything changes.");
  chosen.when(app, [options](Session& session) { return run_diff(session, *options); });
}

void declare_codebook_use(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<DiffOptions>();
  app.add_option("file", options->after, "the codebook, a YAML file")->required()->type_name("FILE");
  app.add_flag("-y,--yes", options->yes, "do not ask");
  app.add_flag("--all", options->all, "show every coding that changes, not five of each code");
  app.footer(
      "Example:\n  gloss codebook use codebook.yaml -p study.gloss\nShows first what would change, and asks. "
      "It is one "
      "act, which gloss undo takes back.");
  chosen.when(app, [options](Session& session) { return run_use(session, *options); });
}

}  // namespace gloss::cli
