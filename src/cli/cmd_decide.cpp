// SPDX-License-Identifier: GPL-3.0-or-later
// gloss accept|reject CODING...: what people decide about the codings of the rules. gloss done SOURCE...:
// what they have read.
#include <fmt/format.h>

#include <memory>

#include "cli/command.h"
#include "project/decide.h"
#include "project/memos.h"

namespace gloss::cli {
namespace {

constexpr auto by_hand = "Coding by hand";

struct DecideOptions {
  project::WhichCodings selection;
  std::string memo;
  bool withdraw = false;
};

std::string codings(std::size_t count) { return fmt::format("{} coding{}", count, count == 1 ? "" : "s"); }

Result<Exit> run_decide(Session& session, const DecideOptions& options, model::Decision decision) {
  GLOSS_TRY(auto project, session.open(store::Access::write));
  GLOSS_TRY(const auto done,
            project::decide(project, options.selection, options.withdraw ? model::Decision::none : decision,
                            options.memo));
  const std::string_view verb = options.withdraw                        ? "withdrew the decision on"
                                : decision == model::Decision::accepted ? "accepted"
                                                                        : "rejected";
  session.terminal.note(
      fmt::format("gloss: {} {}{}", verb, codings(done.changed),
                  done.as_before == 0 ? "" : fmt::format("; {} were so before", done.as_before)));
  return session.close(project, done.changed == 0 ? Exit::no : Exit::done);
}

void declare_decide(CLI::App& app, Chosen& chosen, model::Decision decision, const char* example) {
  auto options = std::make_shared<DecideOptions>();
  app.add_option("coding", options->selection.ids,
                 "ids of codings: the first column of gloss export codings");
  app.add_option("--code", options->selection.codes, "all of this code, or of codes like 'dilemma/**'")
      ->type_name("GLOB");
  app.add_option("--rule", options->selection.rule,
                 "... that this rule of the code found (its number, from 1)")
      ->check(CLI::Range(1, 1'000'000).description(""))
      ->type_name("N");
  app.add_option("--source", options->selection.source, "... in this source")->type_name("SOURCE");
  app.add_option("--all-of", options->selection.query, "... in passages that this query finds")
      ->type_name("QUERY");
  app.add_option("--memo", options->memo, "words to note on each of them")->type_name("WORDS");
  app.add_flag("--withdraw", options->withdraw, "take back what you decided about them");
  app.footer(example);
  chosen.when(app, [options, decision](Session& session) { return run_decide(session, *options, decision); });
}

struct DoneOptions {
  std::vector<std::string> sources;
  bool blind = false, withdraw = false;
  OutputOptions output;
};

Result<Exit> list_read(Session& session, const OutputOptions& output) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto work, project.file().hand_work());
  report::Table table;
  using enum report::Column::Kind;
  table.columns = {{"source", "Source", text}, {"coder", "Read by", text}, {"blind", "Blind", text}};
  for (const auto& mark : work.read)
    table.rows.push_back({mark.source, mark.coder, std::string(mark.blind ? "yes" : "")});
  GLOSS_CHECK(answer(session, table, output));
  return session.close(project, Exit::done);
}

Result<Exit> run_done(Session& session, const DoneOptions& options) {
  if (options.sources.empty()) return list_read(session, options.output);
  GLOSS_TRY(auto project, session.open(store::Access::write));
  GLOSS_TRY(const std::size_t changed, options.withdraw
                                           ? project::unmark_read(project, options.sources)
                                           : project::mark_read(project, options.sources, options.blind));
  session.terminal.note(fmt::format("gloss: {} source{} marked as {} by {}", changed, changed == 1 ? "" : "s",
                                    options.withdraw ? "not read"
                                    : options.blind  ? "read blind"
                                                     : "read",
                                    project.environment().who));
  return session.close(project, changed == 0 ? Exit::no : Exit::done);
}

}  // namespace

extern const Command accept_command = {
    "accept", "Accept codings that rules found", by_hand, [](CLI::App& app, Chosen& chosen) {
      declare_decide(
          app, chosen, model::Decision::accepted,
          "Example:\n  gloss accept 3f9a01c2d4e5 --memo 'the clearest case'\n  gloss accept --code "
          "'dilemma/policy/**' --source p03.txt\nAn accepted coding stays one, whatever becomes of the "
          "rule.");
    }};

extern const Command reject_command = {
    "reject", "Reject codings that rules found", by_hand, [](CLI::App& app, Chosen& chosen) {
      declare_decide(
          app, chosen, model::Decision::rejected,
          "Example:\n  gloss reject 3f9a01c2d4e5 --memo 'irony'\n  gloss reject --code money --rule 4 "
          "--all-of 'unit where speaker = P7'\nA rejected coding stays rejected, however often the rules "
          "run.");
    }};

extern const Command done_command = {
    "done", "Note that you have read a source to its end", by_hand, [](CLI::App& app, Chosen& chosen) {
      auto options = std::make_shared<DoneOptions>();
      app.add_option("source", options->sources, "names of sources; without them, what was read is listed");
      app.add_flag("--blind", options->blind, "you did not see what the rules or others had coded");
      app.add_flag("--withdraw", options->withdraw, "take that back");
      options->output.declare(app);
      app.footer(
          "Example:\n  gloss done p03.txt --coder anna --blind\nOnly in sources that somebody has read does "
          "a "
          "passage without a code mean \"not coded\"; precision, recall and agreement count those alone.");
      chosen.when(app, [options](Session& session) { return run_done(session, *options); });
    }};

}  // namespace gloss::cli
