// SPDX-License-Identifier: GPL-3.0-or-later
// gloss memo add|list|edit|remove: notes on anything.
#include <fmt/format.h>

#include <memory>

#include "base/file.h"
#include "base/limits.h"
#include "cli/command.h"
#include "project/memos.h"

namespace gloss::cli {
namespace {

struct MemoOptions {
  std::vector<std::string> words;
  std::string file, subject;
  std::int64_t number = 0;
  OutputOptions output;
};

/// The memo's words: the last argument, or a file.
Result<std::string> take_words(std::vector<std::string>& arguments, const std::string& file) {
  if (!file.empty()) return read_file(file, limits::memo_bytes);
  if (arguments.empty())
    return Err(Fault::usage, "", "the words of the memo are missing", "in quotes, or --file");
  std::string words = std::move(arguments.back());
  arguments.pop_back();
  return words;
}

Result<Exit> add(Session& session, MemoOptions options) {
  GLOSS_TRY(const auto words, take_words(options.words, options.file));
  model::Subject subject{};
  if (options.words.empty() || !model::is_subject(options.words.front(), subject))
    return Err(Fault::usage, options.words.empty() ? "" : options.words.front(),
               "is nothing that memos are about",
               "project, source, speaker, passage, coding, code or case, then which one, then the words");
  const std::size_t wanted = subject == model::Subject::project ? 1 : 2;
  if (options.words.size() != wanted)
    return Err(Fault::usage, "",
               fmt::format("a memo on a {} needs {}", model::name_of(subject),
                           wanted == 1 ? "nothing but its words" : "its name, then the words"),
               "gloss memo add --help");
  GLOSS_TRY(auto project, session.open(store::Access::write));
  GLOSS_TRY(const auto number,
            project::add_memo(project, subject, wanted == 1 ? std::string() : options.words[1], words));
  session.terminal.note(fmt::format("gloss: memo {}", number));
  return session.close(project, Exit::done);
}

Result<Exit> edit(Session& session, MemoOptions options) {
  GLOSS_TRY(const auto words, take_words(options.words, options.file));
  GLOSS_TRY(auto project, session.open(store::Access::write));
  GLOSS_CHECK(project::edit_memo(project, options.number, words));
  return session.close(project, Exit::done);
}

Result<Exit> remove(Session& session, const MemoOptions& options) {
  GLOSS_TRY(auto project, session.open(store::Access::write));
  GLOSS_CHECK(project::remove_memo(project, options.number));
  return session.close(project, Exit::done);
}

Result<Exit> list(Session& session, const MemoOptions& options) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto work, project.file().hand_work());
  report::Table table;
  using enum report::Column::Kind;
  table.columns = {{"memo", "Memo", number}, {"subject", "About", text}, {"which", "Which", text},
                   {"coder", "By", text},    {"made", "-", text},        {"memo_text", "Words", text}};
  for (const auto& memo : work.memos) {
    if (!options.subject.empty() && options.subject != model::name_of(memo.subject)) continue;
    GLOSS_TRY(const auto which, project::subject_in_words(project, memo));
    table.rows.push_back(
        {memo.number, std::string(model::name_of(memo.subject)), which, memo.coder, memo.made, memo.words});
  }
  GLOSS_CHECK(answer(session, table, options.output));
  return session.close(project, Exit::done);
}

void declare_file(CLI::App& app, std::string& file) {
  app.add_option("--file", file, "the words are in this file")->type_name("FILE");
}

}  // namespace

extern const Command memo_command = {
    "memo", "Write and read memos on anything", "Coding by hand", [](CLI::App& app, Chosen& chosen) {
      app.require_subcommand(1);
      app.footer("Example:\n  gloss memo add code dilemma/money 'does a loan count?'");
      auto options = std::make_shared<MemoOptions>();
      CLI::App* add_app = app.add_subcommand("add", "Write a memo");
      add_app
          ->add_option(
              "about", options->words,
              "project, or one of: source NAME, speaker SOURCE:LABEL, passage SOURCE:N, coding ID, code ID, "
              "case NAME; then the words")
          ->required();
      declare_file(*add_app, options->file);
      add_app->footer(
          "Example:\n  gloss memo add passage p03.txt:12 'she laughs here'\n  gloss memo add project --file "
          "diary.txt");
      chosen.when(*add_app, [options](Session& session) { return add(session, *options); });
      CLI::App* list_app = app.add_subcommand("list", "List the memos");
      list_app->add_option("--about", options->subject, "only those on sources, codes, ...")
          ->check(one_of({"project", "source", "speaker", "passage", "coding", "code", "case"}))
          ->type_name("KIND");
      options->output.declare(*list_app);
      list_app->footer("Example:\n  gloss memo list --about code");
      chosen.when(*list_app, [options](Session& session) { return list(session, *options); });
      CLI::App* edit_app = app.add_subcommand("edit", "Give a memo other words");
      edit_app->add_option("memo", options->number, "its number, from gloss memo list")->required();
      edit_app->add_option("words", options->words, "the words");
      declare_file(*edit_app, options->file);
      edit_app->footer("Example:\n  gloss memo edit 4 'she laughs here, and so does he'");
      chosen.when(*edit_app, [options](Session& session) { return edit(session, *options); });
      CLI::App* remove_app = app.add_subcommand("remove", "Take a memo away");
      remove_app->add_option("memo", options->number, "its number, from gloss memo list")->required();
      remove_app->footer("Example:\n  gloss memo remove 4");
      chosen.when(*remove_app, [options](Session& session) { return remove(session, *options); });
    }};

}  // namespace gloss::cli
