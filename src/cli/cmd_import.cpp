// SPDX-License-Identifier: GPL-3.0-or-later
// gloss import FILE: what other programs made, for Glossator. Dictionaries become codebooks; a correction
// sheet that somebody filled in becomes decisions, codings and memos.
#include <fmt/format.h>

#include <memory>

#include "base/file.h"
#include "base/limits.h"
#include "cli/command.h"
#include "cli/export_parts.h"
#include "project/import_dictionary.h"
#include "project/review_sheet.h"
#include "report/grouped.h"

namespace gloss::cli {
namespace {

struct ImportFlags {
  std::string file, output, format, patterns = "glob", conflict = "none";
  bool force = false, dry = false;
  project::ImportOptions options;
};

Result<Exit> import_as_codebook(Session& session, const ImportFlags& flags, std::string_view bytes) {
  project::ImportOptions options = flags.options;
  options.reading.format = exchange::dictionary_format_named(flags.format);
  options.reading.patterns = flags.patterns == "regex"   ? exchange::PatternType::regex
                             : flags.patterns == "fixed" ? exchange::PatternType::fixed
                                                         : exchange::PatternType::glob;
  if (flags.conflict == "longest") options.conflict = codebook::Conflict::longest;
  GLOSS_TRY(const auto made, project::import_dictionary(bytes, flags.file, options));
  GLOSS_CHECK(write_file(flags.output, made.yaml, flags.force ? Overwrite::yes : Overwrite::no));
  std::string out = loss_lines(made.losses, flags.file);
  out += fmt::format("{} is a dictionary of {}{} ({}).\n", flags.file, title_of(made.format),
                     made.how.empty() ? "" : ", by " + made.how, made.encoding);
  out += fmt::format("{}\nWritten: {}; next: gloss codebook check {}\n",
                     carried_over(made.categories, made.entries, made.losses.size()), flags.output,
                     flags.output);
  GLOSS_CHECK(session.terminal.print(out));
  return made.losses.empty() ? Exit::done : Exit::partly;
}

std::string notes_of(const std::vector<project::RowNote>& notes, const std::string& file) {
  std::string out;
  for (const auto& note : notes) out += fmt::format("{}:{}: {}\n", file, note.row, note.what);
  return out;
}

std::string in_words(const project::ReviewTaken& taken, const ImportFlags& flags, const std::string& who) {
  std::string out;
  if (!taken.refused.empty()) out += "Not taken over:\n" + notes_of(taken.refused, flags.file) + "\n";
  if (!taken.noted.empty())
    out += "Taken over, but coders differ; the newest decision counts:\n" +
           notes_of(taken.noted, flags.file) + "\n";
  out += fmt::format("{} by {}{}: {} accepted, {} rejected, {} and {} added; {}, {} as before.\n",
                     report::counted(taken.rows, "row", "rows"), who, flags.dry ? " would be taken over" : "",
                     taken.accepted, taken.rejected, report::counted(taken.codings, "coding", "codings"),
                     report::counted(taken.memos, "memo", "memos"),
                     fmt::format("{} not filled in", taken.empty), taken.as_before);
  if (flags.dry) return out + "Nothing was saved.\n";
  if (taken.blind && !taken.sources.empty())
    out += fmt::format("Where {} has read a source to its end: gloss done {}{} --coder {} --blind\n", who,
                       taken.sources.front(), taken.sources.size() > 1 ? " ..." : "", who);
  return out;
}

Result<Exit> import_review(Session& session, const ImportFlags& flags, const std::vector<CsvRow>& rows) {
  if (!flags.output.empty())
    return Err(Fault::usage, flags.file, "is a correction sheet: it goes into the project", "without -o");
  GLOSS_TRY(auto project, session.open(flags.dry ? store::Access::read : store::Access::write));
  GLOSS_TRY(const auto taken, project::take_review(project, rows, flags.file, flags.dry));
  GLOSS_CHECK(session.terminal.print(in_words(taken, flags, project.environment().who)));
  return session.close(project, taken.refused.empty() ? Exit::done : Exit::partly);
}

/// A correction sheet is known by its titles; everything else is held for a dictionary.
Result<Exit> run_import(Session& session, const ImportFlags& flags) {
  GLOSS_TRY(const std::string bytes, read_file(flags.file, limits::input_file_bytes));
  GLOSS_TRY(const auto rows, project::review_rows(bytes, flags.file));
  if (rows) return import_review(session, flags, *rows);
  if (flags.output.empty())
    return Err(Fault::usage, flags.file, "a dictionary becomes a codebook: which file?", "-o codebook.yaml");
  if (bytes.size() > limits::dictionary_bytes)
    return Err(Fault::bad_input, flags.file, "is too large for a dictionary", "a file of at most 8 MiB");
  if (!flags.force && is_file(flags.output))
    return Err(Fault::cannot_create, flags.output, "exists already", "--force, or another name after -o");
  return import_as_codebook(session, flags, bytes);
}

}  // namespace

std::string loss_lines(const std::vector<exchange::DictionaryLoss>& losses, const std::string& file) {
  std::string out;
  for (const auto& loss : losses)
    out += fmt::format("{}{}: {}{}{}\n", file, loss.line > 0 ? ":" + std::to_string(loss.line) : "",
                       loss.what, loss.what.empty() ? "" : ": ", loss.reason);
  return out;
}

std::string carried_over(std::size_t categories, std::size_t entries, std::size_t losses) {
  std::string out = fmt::format("{} categor{}, {} entr{}", categories, categories == 1 ? "y" : "ies", entries,
                                entries == 1 ? "y" : "ies");
  if (losses == 0) return out + "; nothing was lost.";
  return out + fmt::format("; {} thing{} could not be carried over as {} (above).", losses,
                           losses == 1 ? "" : "s", losses == 1 ? "it was" : "they were");
}

extern const Command import_command = {
    "import", "Take over a filled-in correction sheet, or another program's dictionary",
    "Reports and exchange", [](CLI::App& app, Chosen& chosen) {
      auto flags = std::make_shared<ImportFlags>();
      app.add_option(
             "file", flags->file,
             "a correction sheet that gloss export review has written (.xlsx or .csv); or a dictionary: LIWC "
             ".dic, WordStat .cat, Yoshikoder .ykd, Lexicoder .lc3, quanteda .yml, or KH Coder's coding "
             "rules")
          ->required()
          ->type_name("FILE");
      app.add_option("-o,--output", flags->output, "of a dictionary: the codebook to write")
          ->type_name("FILE");
      app.add_flag("--dry-run", flags->dry,
                   "of a correction sheet: say what would be done, and save nothing");
      app.add_flag("--force", flags->force, "replace the output file if it exists");
      app.add_option(
             "--as", flags->format,
             "what FILE is, where name and content do not tell: liwc, wordstat, yoshikoder, lexicoder, "
             "quanteda or khcoder")
          ->check(one_of({"liwc", "wordstat", "yoshikoder", "lexicoder", "quanteda", "khcoder"}))
          ->type_name("FORMAT");
      app.add_option("--encoding", flags->options.reading.encoding,
                     "encoding of the file, where it is not found out rightly")
          ->type_name("NAME");
      app.add_option("--language", flags->options.language, "language of the words, e.g. en, zh or de")
          ->type_name("LANGUAGE")
          ->capture_default_str();
      app.add_option("--patterns", flags->patterns,
                     "quanteda's valuetype: glob (* and ?), regex (searched inside a word) or fixed")
          ->check(one_of({"glob", "regex", "fixed"}))
          ->type_name("TYPE")
          ->capture_default_str();
      app.add_flag("--case", flags->options.reading.case_matters,
                   "quanteda's case_insensitive = FALSE: letters must match exactly");
      app.add_option("--conflict", flags->conflict,
                     "longest: of nested matches of several categories only the longest counts, as with "
                     "quanteda's nested_scope = \"dictionary\"; or none")
          ->check(one_of({"none", "longest"}))
          ->type_name("HOW")
          ->capture_default_str();
      app.footer(
          "Examples:\n  gloss import review.xlsx --coder anna -p study.gloss\n"
          "  gloss import emotions.dic -o emotions.yaml\n"
          "A correction sheet is taken over row by row, as one act that can be undone. A dictionary needs no "
          "project. Exit code 2 if something could not be carried over; each such thing is told with its "
          "line or row.");
      chosen.when(app, [flags](Session& session) { return run_import(session, *flags); });
    }};

}  // namespace gloss::cli
