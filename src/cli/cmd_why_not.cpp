// SPDX-License-Identifier: GPL-3.0-or-later
// gloss why-not CODE PASSAGE: what stands between a code and a passage, the nearest rule first.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/json.h"
#include "cli/command.h"
#include "cli/miss_lines.h"
#include "project/why_not.h"
#include "text/display.h"

namespace gloss::cli {
namespace {

constexpr std::size_t rules_shown = 3;

struct WhyNotOptions {
  project::WhyNotQuestion question;
  bool all = false;
  OutputOptions output;
};

std::string rule_text(const project::MissedRule& rule, const std::string& code) {
  return fmt::format("\nrule {}{} (line {} of the codebook): {}\n", rule.rule,
                     rule.code == code ? "" : " of " + rule.code, rule.line, rule.text) +
         miss_lines(rule, "  ");
}

std::string as_text(const project::WhyNot& answer, bool all) {
  std::string out = fmt::format("{} ({}) is {} {}:{}{}\n", answer.code, answer.name,
                                answer.codings.empty() ? "not on" : "on", answer.source, answer.passage,
                                answer.speaker.empty() ? "" : "  " + answer.speaker);
  const bool has_nearest = answer.codings.empty() && !answer.rules.empty();
  out += "  " +
         (has_nearest
              ? marked_passage(answer.passage_text, answer.rules.front().marks, answer.rules.front().cues)
              : text::one_line(answer.passage_text)) +
         "\n";
  if (!answer.codings.empty()) {
    out += "\n";
    for (const auto& id : answer.codings) out += "to see the reason: gloss why " + id + "\n";
    return out;
  }
  if (!answer.base.empty())
    out += "\nthe codebook's condition leaves the passage out: " + comma_list(answer.base) + "\n";
  for (const auto& one : answer.displaced) out += "\n" + one + "\n";
  std::size_t shown = all ? answer.rules.size() : std::min(rules_shown, answer.rules.size());
  // Outside the base only those rules matter that would hit without the condition.
  if (!all && !answer.base.empty())
    while (shown > 1 && !answer.rules[shown - 1].obstacles.empty()) --shown;
  for (std::size_t i = 0; i < shown; ++i) out += rule_text(answer.rules[i], answer.code);
  if (shown < answer.rules.size())
    out += fmt::format("\n{} rules more, farther off; to see them: --all\n", answer.rules.size() - shown);
  return out;
}

Json json_marks(const std::string& passage, const std::vector<project::Mark>& marks) {
  Json all = Json::array();
  for (const auto& [begin, end] : marks) all.push_back(passage.substr(begin, end - begin));
  return all;
}

Json as_json(const project::WhyNot& answer) {
  Json all = Json::object();
  all["schema"] = 1;
  all["code"] = answer.code;
  all["passage"] = fmt::format("{}:{}", answer.source, answer.passage);
  all["quote"] = answer.passage_text;
  all["codings"] = answer.codings;
  all["outside_base"] = answer.base;
  all["displaced"] = answer.displaced;
  all["rules"] = Json::array();
  for (const auto& rule : answer.rules) {
    Json one = Json::object();
    one["code"] = rule.code;
    one["rule"] = rule.rule;
    one["line"] = rule.line;
    one["column"] = rule.column;
    one["text"] = rule.text;
    one["fulfilled"] = rule.fulfilled;
    one["parts"] = rule.parts;
    one["there"] = rule.there;
    one["matched"] = json_marks(answer.passage_text, rule.marks);
    one["cues"] = json_marks(answer.passage_text, rule.cues);
    one["obstacles"] = Json::array();
    for (const auto& obstacle : rule.obstacles) {
      Json its = Json::object();
      its["kind"] = obstacle.kind;
      its["text"] = obstacle.text;
      one["obstacles"].push_back(std::move(its));
    }
    one["elsewhere"] = rule.elsewhere;
    all["rules"].push_back(std::move(one));
  }
  return all;
}

Result<Exit> run(Session& session, WhyNotOptions options) {
  options.question.language = session.language;
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto answer, project::why_not(project, options.question));
  GLOSS_CHECK(answer_text(
      session, options.output.format == "json" ? json_text(as_json(answer)) : as_text(answer, options.all),
      options.output));
  return session.close(project, Exit::done);
}

}  // namespace

extern const Command why_not_command = {
    "why-not", "Show why a code is not on a passage", "Searching and coding",
    [](CLI::App& app, Chosen& chosen) {
      auto options = std::make_shared<WhyNotOptions>();
      app.add_option("code", options->question.code, "a code's id, or the end of it")->required();
      app.add_option("passage", options->question.passage,
                     "SOURCE:N, where N counts passages as gloss show does")
          ->required();
      app.add_option("--quote", options->question.quote, "only these words of the passage")
          ->type_name("WORDS");
      app.add_flag("--all", options->all, "all rules, not only the three that come nearest");
      options->output.declare(app, {"text", "json"});
      app.footer(
          "Examples:\n  gloss why-not dilemma/trust 02-organiser:14\n"
          "  gloss why-not trust p3.txt:2 --quote 'we never hear from them'");
      chosen.when(app, [options](Session& session) { return run(session, *options); });
    }};

}  // namespace gloss::cli
