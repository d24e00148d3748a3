// SPDX-License-Identifier: GPL-3.0-or-later
// gloss codebook new FILE, format FILE, schema: making codebook files, and keeping them in order.
#include <fmt/format.h>

#include <memory>

#include "cli/codebook_parts.h"
#include "project/codebook_files.h"

namespace gloss::cli {
namespace {

struct FormatOptions {
  std::string file;
  bool check = false;
};

struct NewOptions {
  std::string file;
  std::vector<std::string> languages{"en"};
};

Result<Exit> make_new(Session& session, const NewOptions& options) {
  GLOSS_CHECK(project::new_codebook(options.file, options.languages));
  session.terminal.note(fmt::format("gloss: made {0}; next: gloss codebook check {0}", options.file));
  return Exit::done;
}

Result<Exit> lay_out(Session& session, const FormatOptions& options) {
  GLOSS_TRY(const auto laid_out, project::format_codebook_file(options.file, options.check));
  if (options.check) {
    if (laid_out.first_changed == 0) return Exit::done;
    GLOSS_CHECK(session.terminal.print(
        fmt::format("{}:{}: would be laid out anew from here\n", options.file, laid_out.first_changed)));
    return Exit::no;
  }
  session.terminal.note(
      laid_out.first_changed == 0
          ? fmt::format("gloss: {} is laid out already", options.file)
          : fmt::format("gloss: laid out {}, from line {} on", options.file, laid_out.first_changed));
  return Exit::done;
}

}  // namespace

void declare_codebook_file(CLI::App& app, Chosen& chosen) {
  auto fresh = std::make_shared<NewOptions>();
  CLI::App* new_app = app.add_subcommand("new", "Write a first codebook that teaches by example");
  new_app->add_option("file", fresh->file, "the file to make; it must not be there yet")
      ->required()
      ->type_name("FILE");
  new_app
      ->add_option("--language", fresh->languages,
                   "languages of the study, the first for reports: en, zh or en,zh")
      ->delimiter(',')
      ->type_name("LANGUAGE")
      ->capture_default_str();
  new_app->footer("Example:\n  gloss codebook new codebook.yaml --language en,zh");
  chosen.when(*new_app, [fresh](Session& session) { return make_new(session, *fresh); });

  auto format = std::make_shared<FormatOptions>();
  CLI::App* format_app = app.add_subcommand("format", "Lay a codebook file out: order, indentation, quotes");
  format_app->add_option("file", format->file, "the codebook, a YAML file")->required()->type_name("FILE");
  format_app->add_flag("--check", format->check, "write nothing; name the first line that would change");
  format_app->footer(
      "Example:\n  gloss codebook format codebook.yaml\n"
      "Comments and meaning stay. With --check, exit code 1 if something would change.");
  chosen.when(*format_app, [format](Session& session) { return lay_out(session, *format); });

  CLI::App* schema_app = app.add_subcommand("schema", "Print the JSON Schema of codebooks, for editors");
  schema_app->footer("Example:\n  gloss codebook schema > codebook.schema.json");
  chosen.when(*schema_app, [](Session& session) -> Result<Exit> {
    GLOSS_CHECK(session.terminal.print(project::codebook_schema()));
    return Exit::done;
  });
}

}  // namespace gloss::cli
