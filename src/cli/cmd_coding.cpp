// SPDX-License-Identifier: GPL-3.0-or-later
// gloss coding add|remove|move: codings by hand. gloss code: what the rules and people say, and where they do
// not fit together.
#include <fmt/format.h>

#include <charconv>
#include <memory>

#include "cli/command.h"
#include "project/all_codings.h"
#include "project/code_passage.h"

namespace gloss::cli {
namespace {

constexpr auto hand_group = "Coding by hand";

struct CodingOptions {
  std::vector<std::string> words;
  project::Spot spot;
};

Result<std::uint32_t> offset(const std::string& text) {
  std::uint32_t value = 0;
  const char* end = text.data() + text.size();
  if (std::from_chars(text.data(), end, value) != std::from_chars_result{end, std::errc()})
    return Err(Fault::usage, text, "is not a number of characters",
               "START and END as in gloss export codings: characters from the beginning of the source");
  return value;
}

Result<text::CodePointSpan> characters(const std::string& start, const std::string& end) {
  GLOSS_TRY(const auto from, offset(start));
  GLOSS_TRY(const auto to, offset(end));
  return text::CodePointSpan{{from}, {to}};
}

Result<Exit> add(Session& session, const CodingOptions& options) {
  const auto& words = options.words;
  project::Spot spot = options.spot;
  if (words.size() == 4) {
    GLOSS_TRY(spot.characters, characters(words[1], words[2]));
  } else if (words.size() != 2) {
    return Err(Fault::usage, "", "what to code, and with which code?",
               "gloss coding add p03.txt:12 CODE --quote '...', or gloss coding add SOURCE START END CODE");
  }
  spot.place = words.front();
  GLOSS_TRY(auto project, session.open(store::Access::write));
  GLOSS_TRY(const auto id, project::add_coding(project, spot, words.back()));
  GLOSS_CHECK(session.terminal.print(id + "\n"));
  return session.close(project, Exit::done);
}

Result<Exit> move(Session& session, const CodingOptions& options) {
  const auto& words = options.words;
  project::Spot spot = options.spot;
  if (words.size() == 3) {
    GLOSS_TRY(spot.characters, characters(words[1], words[2]));
  } else if (words.size() == 2) {
    spot.place = words[1];
  } else if (words.size() != 1 || spot.quote.empty()) {
    return Err(Fault::usage, "", "where to?",
               "gloss coding move CODING --quote '...', CODING SOURCE:N, or CODING START END");
  }
  GLOSS_TRY(auto project, session.open(store::Access::write));
  GLOSS_TRY(const auto id, project::move_coding(project, words.front(), spot));
  GLOSS_CHECK(session.terminal.print(id + "\n"));
  return session.close(project, Exit::done);
}

Result<Exit> remove(Session& session, const CodingOptions& options) {
  GLOSS_TRY(auto project, session.open(store::Access::write));
  GLOSS_TRY(const std::size_t removed, project::remove_codings(project, options.words));
  session.terminal.note(fmt::format("gloss: removed {} coding{}", removed, removed == 1 ? "" : "s"));
  return session.close(project, Exit::done);
}

void declare_quote(CLI::App& app, project::Spot& spot) {
  app.add_option("--quote", spot.quote, "the words in the passage; without it, the whole passage")
      ->type_name("WORDS");
  app.add_option("--nth", spot.nth, "which of several such places in the passage, from 1")
      ->check(CLI::Range(1, 1'000'000).description(""))
      ->type_name("N");
}

/// Counts of all codings, and the conflicts as a table.
Result<Exit> run_code(Session& session, const OutputOptions& output) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto coded, project::all_codings(project));
  std::size_t undecided = 0, accepted = 0, rejected = 0, hand = 0;
  for (const auto& source : coded.coded)
    for (const auto& [coding, code] : source.codings)
      ++(coding.origin == model::Origin::coder          ? hand
         : coding.decision == model::Decision::accepted ? accepted
         : coding.decision == model::Decision::rejected ? rejected
                                                        : undecided);
  report::Table table;
  using enum report::Column::Kind;
  table.headers = {fmt::format("by the rules: {} undecided, {} accepted, {} rejected; by hand: {}", undecided,
                               accepted, rejected, hand)};
  if (coded.conflicts.empty())
    table.headers.push_back("people and rules fit together");
  else
    table.headers.push_back(fmt::format("{} places where they do not fit together:", coded.conflicts.size()));
  table.columns = {{"source", "Source", text}, {"code", "Code", text},   {"coder", "Coder", text},
                   {"conflict", "What", text}, {"quote", "Quote", text}, {"other", "Now, or who else", text}};
  for (const auto& conflict : coded.conflicts)
    table.rows.push_back({conflict.at.source, conflict.code, conflict.coder,
                          std::string(project::name_of(conflict.kind)), conflict.at.quote, conflict.other});
  if (coded.conflicts.empty() && output.format == "text") {
    GLOSS_CHECK(answer_text(session, table.headers[0] + "\n" + table.headers[1] + "\n", output));
  } else {
    GLOSS_CHECK(answer(session, table, output));
  }
  return session.close(project, Exit::done);
}

}  // namespace

extern const Command code_command = {
    "code", "Apply the codebook's rules, and list conflicts with what people decided", "Searching and coding",
    [](CLI::App& app, Chosen& chosen) {
      auto output = std::make_shared<OutputOptions>();
      output->declare(app);
      app.footer(
          "Example:\n  gloss code --format csv -o conflicts.csv\nNothing is stored: what rules code is found "
          "anew "
          "whenever it is asked for.");
      chosen.when(app, [output](Session& session) { return run_code(session, *output); });
    }};

extern const Command coding_command = {
    "coding", "Code by hand: add, remove or move a coding", hand_group, [](CLI::App& app, Chosen& chosen) {
      app.require_subcommand(1);
      app.footer("Example:\n  gloss coding add p03.txt:12 dilemma/money --quote 'we never have enough'");
      auto options = std::make_shared<CodingOptions>();
      CLI::App* add_app = app.add_subcommand("add", "Put a code on a passage, or on words in it");
      add_app
          ->add_option("place", options->words,
                       "SOURCE:N CODE, or SOURCE START END CODE (characters, as in gloss export codings)")
          ->required();
      declare_quote(*add_app, options->spot);
      add_app->footer(
          "Example:\n  gloss coding add p03.txt:12 dilemma/money --quote 'we never have enough' --coder "
          "anna\n  gloss "
          "coding add p03.txt 2011 2034 dilemma/money\nPrints the id of the new coding.");
      chosen.when(*add_app, [options](Session& session) { return add(session, *options); });
      CLI::App* remove_app = app.add_subcommand("remove", "Take codings by hand away");
      remove_app->add_option("coding", options->words, "their ids")->required();
      remove_app->footer("Example:\n  gloss coding remove 3f9a01c2d4e5");
      chosen.when(*remove_app, [options](Session& session) { return remove(session, *options); });
      CLI::App* move_app = app.add_subcommand("move", "Put a coding by hand on other words");
      move_app
          ->add_option("place", options->words, "its id; then nothing (with --quote), SOURCE:N, or START END")
          ->required();
      declare_quote(*move_app, options->spot);
      move_app->footer(
          "Example:\n  gloss coding move 3f9a01c2d4e5 --quote 'never have enough'\nPrints the new id.");
      chosen.when(*move_app, [options](Session& session) { return move(session, *options); });
    }};

}  // namespace gloss::cli
