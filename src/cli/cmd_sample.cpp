// SPDX-License-Identifier: GPL-3.0-or-later
// gloss sample --code ID: passages to check by hand, some with a hit of the code's rules and some without.
#include <charconv>
#include <memory>

#include "cli/command.h"
#include "project/all_codings.h"
#include "project/draw_sample.h"

namespace gloss::cli {
namespace {

struct SampleCommandOptions {
  project::SampleOptions sample;
  std::string margin = "5%";
  bool blind = false;
  OutputOptions output;
};

/// "5%", "2.5 %" or "0.05".
Result<double> read_margin(const std::string& text) {
  double value = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  std::string unit(rest, text.data() + text.size());
  std::erase(unit, ' ');
  if (unit == "%") value /= 100;
  if (error != std::errc() || !(unit.empty() || unit == "%") || !(value >= 0.001 && value <= 0.5))
    return Err(Fault::usage, "--for-precision", "'" + text + "' is not a share between 0.1% and 50%",
               "--for-precision 5%");
  return value;
}

Result<Exit> run(Session& session, const SampleCommandOptions& options) {
  project::SampleOptions wanted = options.sample;
  GLOSS_TRY(wanted.margin, read_margin(options.margin));
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto coded, project::all_codings(project));
  GLOSS_TRY(const auto sample, project::draw_sample(coded, wanted));
  GLOSS_TRY(const auto table, project::sample_table(project, coded, sample, wanted, options.blind));
  GLOSS_CHECK(answer(session, table, options.output));
  return session.close(project, sample.passages.empty() ? Exit::no : Exit::done);
}

}  // namespace

extern const Command sample_command = {
    "sample", "Draw passages to check a code's rules by hand", "Searching and coding",
    [](CLI::App& app, Chosen& chosen) {
      auto options = std::make_shared<SampleCommandOptions>();
      app.add_option("--code", options->sample.code, "the code; those below it count with it")
          ->type_name("ID")
          ->required();
      CLI::Option* margin = app.add_option("--for-precision", options->margin,
                                           "how far the shares may be off, at 95 %; says how many are drawn")
                                ->type_name("SHARE")
                                ->capture_default_str();
      app.add_option("--size", options->sample.size, "so many passages, half of them with a hit")
          ->check(CLI::Range(1, 1000000).description(""))
          ->type_name("N")
          ->excludes(margin);
      app.add_option("--seed", options->sample.seed, "another seed draws other passages")
          ->type_name("N")
          ->capture_default_str();
      app.add_flag("--blind", options->blind, "without telling which have a hit");
      options->output.declare(app);
      app.footer(
          "Examples:\n  gloss sample --code dilemma/permits --for-precision 5%\n"
          "  gloss sample --code dilemma/permits --size 60 --blind --format csv -o check.csv");
      chosen.when(app, [options](Session& session) { return run(session, *options); });
    }};

}  // namespace gloss::cli
