// SPDX-License-Identifier: GPL-3.0-or-later
// gloss report words, keyness, collocations, diversity: what is said, in words instead of codes.
#include <memory>

#include "cli/report_parts.h"
#include "cli/selection_options.h"
#include "project/words.h"

namespace gloss::cli {
namespace {

struct WordFlags {
  project::WordSelection selection;
  std::string stop_words = "drop";
  std::int64_t least = 2;
  std::size_t top = 0;
  OutputOptions output;
};

void declare_word_list(CLI::App& app, WordFlags& flags, const char* what_least, const char* what_top) {
  app.add_option("--stop-words", flags.stop_words,
                 "keep or drop function words (the, of, 的 ...); they always count as words")
      ->check(one_of({"drop", "keep"}))
      ->type_name("WHICH")
      ->capture_default_str();
  app.add_option("--min", flags.least, what_least)
      ->check(CLI::Range(1, 1000000000).description(""))
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--top", flags.top, what_top)
      ->check(CLI::Range(1, 1000000000).description(""))
      ->type_name("N")
      ->capture_default_str();
}

project::WordsRequest words_request(const Session& session, const WordFlags& flags) {
  project::WordsRequest request;
  request.selection = flags.selection;
  request.selection.language = session.language;
  request.function_words = flags.stop_words == "keep";
  request.least = flags.least;
  request.for_people = flags.output.format == "text";
  request.text_rows = flags.top;
  return request;
}

/// Opens the project, makes the table, and answers with it.
template <class Make>
Result<Exit> answer_with(Session& session, const OutputOptions& output, Make make) {
  GLOSS_TRY(auto project, session.open_to_report());
  GLOSS_TRY(const report::Table table, make(project));
  GLOSS_CHECK(answer(session, table, output));
  return session.close(project, Exit::done);
}

void declare_words(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<WordFlags>();
  flags->top = 50;
  CLI::App* app = report.add_subcommand("words", "Which words are used, how often, and by how many speakers");
  declare_where(*app, flags->selection.where);
  app->add_option("--by", flags->selection.by, "by groups of speakers or sources, e.g. group")
      ->type_name("VARIABLE");
  declare_word_list(*app, *flags, "occurrences that a word needs", "words to show as text; files have all");
  flags->output.declare(*app);
  app->footer(
      "Examples:\n  gloss report words --where 'role = interviewee'\n"
      "  gloss report words --by group --format csv -o words.csv");
  chosen.when(*app, [flags](Session& session) {
    return answer_with(session, flags->output, [&](const project::Project& project) {
      return project::words(project, words_request(session, *flags));
    });
  });
}

struct KeynessFlags {
  WordFlags words;
  std::string group;
  double least_g2 = report::usual_least_g2;
};

void declare_keyness(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<KeynessFlags>();
  flags->words.top = 15;
  CLI::App* app = report.add_subcommand("keyness", "Which words mark a group of speakers against the others");
  declare_where(*app, flags->words.selection.where);
  app->add_option("--by", flags->words.selection.by, "each value of this, e.g. group, against all others")
      ->type_name("VARIABLE");
  app->add_option("--group", flags->group, "only this value, with the words that are rarer in it, too")
      ->type_name("VALUE");
  app->add_option("--target", flags->words.selection.target,
                  "passages of which this holds against all others, instead of --by")
      ->type_name("CONDITION");
  app->add_option(
         "--least-g2", flags->least_g2,
         "log-likelihood that a word needs: 3.84, 6.63, 10.83, 15.14 are exceeded by chance by 1 word "
         "in 20, 100, 1,000, 10,000")
      ->check(CLI::Range(0.0, 1e9).description(""))
      ->type_name("G2")
      ->capture_default_str();
  declare_word_list(*app, flags->words, "occurrences that a word needs, in all groups together",
                    "words to show of each group as text; files have all");
  flags->words.output.declare(*app);
  app->footer(
      "Examples:\n  gloss report keyness --by group\n  gloss report keyness --by group --group official\n"
      "  gloss report keyness --target 'district = Nanting' --format csv");
  chosen.when(*app, [flags](Session& session) {
    return answer_with(session, flags->words.output, [&](const project::Project& project) {
      return project::keyness(
          project, {words_request(session, flags->words), flags->group, flags->least_g2, flags->words.top});
    });
  });
}

struct CollocationsFlags {
  WordFlags words;
  std::string query, code;
  std::uint32_t window = 5;
};

void declare_collocations(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<CollocationsFlags>();
  flags->words.least = 3;
  flags->words.top = 30;
  CLI::App* app = report.add_subcommand(
      "collocations", "Which words stand near a word or a code; without one, which words follow each other");
  app->add_option("word", flags->query, "a word, or any query of the rule language")->type_name("QUERY");
  app->add_option("--code", flags->code, "instead of a word: the codings of this code and of those below it")
      ->type_name("CODE");
  app->add_option("--window", flags->window, "words to each side, inside the sentence")
      ->check(CLI::Range(1, 100).description(""))
      ->type_name("N")
      ->capture_default_str();
  declare_where(*app, flags->words.selection.where);
  declare_word_list(*app, flags->words, "times that two must stand together",
                    "words to show as text; files have all");
  flags->words.output.declare(*app);
  app->footer(
      "Examples:\n  gloss report collocations trust\n  gloss report collocations 'volunteer*' --window 3\n"
      "  gloss report collocations --code dilemma/trust\n  gloss report collocations");
  chosen.when(*app, [flags](Session& session) {
    return answer_with(session, flags->words.output, [&](const project::Project& project) {
      const auto words = words_request(session, flags->words);
      return project::collocations(project, {words.selection, flags->query, flags->code, flags->window,
                                             words.least, words.function_words, words.text_rows});
    });
  });
}

void declare_diversity(CLI::App& report, Chosen& chosen) {
  auto flags = std::make_shared<WordFlags>();
  CLI::App* app = report.add_subcommand("diversity", "How varied the words of each speaker or group are");
  declare_where(*app, flags->selection.where);
  app->add_option("--by", flags->selection.by, "of groups of speakers or sources, e.g. group")
      ->type_name("VARIABLE");
  flags->output.declare(*app);
  app->footer("Examples:\n  gloss report diversity\n  gloss report diversity --by group --format csv");
  chosen.when(*app, [flags](Session& session) {
    return answer_with(session, flags->output, [&](const project::Project& project) {
      return project::diversity(project, words_request(session, *flags).selection);
    });
  });
}

}  // namespace

void declare_report_words(CLI::App& report, Chosen& chosen) {
  declare_words(report, chosen);
  declare_keyness(report, chosen);
  declare_collocations(report, chosen);
  declare_diversity(report, chosen);
}

}  // namespace gloss::cli
