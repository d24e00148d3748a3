// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/codebook_watch.h"

#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <thread>

#include "base/file.h"
#include "base/limits.h"
#include "project/live_coding.h"
#include "report/grouped.h"
#include "text/display.h"

namespace gloss::cli {
namespace {

using project::LiveCoding;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr std::size_t passages_shown = 3;
constexpr auto between_looks = std::chrono::milliseconds(200);

struct WatchOptions {
  std::string file;
};

/// "  + p03.txt:12  Well, we never have enough ..."
Result<std::string> passage_lines(const LiveCoding& live, const std::vector<std::uint32_t>& passages,
                                  char sign, std::size_t width) {
  std::string out;
  for (std::size_t i = 0; i < passages.size() && i < passages_shown; ++i) {
    GLOSS_TRY(const auto words, live.passage_text(passages[i]));
    const std::string begin = fmt::format("  {} {}  ", sign, live.passage_name(passages[i]));
    out +=
        begin + text::cut_to_width(text::one_line(words), width - std::min(width / 2, begin.size())) + "\n";
  }
  if (passages.size() > passages_shown)
    out += fmt::format("  {} {} more\n", sign,
                       report::grouped(static_cast<std::int64_t>(passages.size() - passages_shown)));
  return out;
}

Result<std::string> effect_lines(const LiveCoding& live, const LiveCoding::CodeEffect& one,
                                 std::size_t width) {
  std::string out =
      fmt::format("{}: {} → {} passages, {} gained, {} lost{}\n",
                  live.codebook().codes[static_cast<std::size_t>(one.code)].id,
                  report::grouped(one.passages_before), report::grouped(live.passages(one.code)),
                  report::grouped(static_cast<std::int64_t>(one.effect.gained.size())),
                  report::grouped(static_cast<std::int64_t>(one.effect.lost.size())),
                  one.effect.looked_up ? "" : "; other codes are asked for it, so all was coded anew");
  GLOSS_TRY(const auto gained, passage_lines(live, one.effect.gained, '+', width));
  GLOSS_TRY(const auto lost, passage_lines(live, one.effect.lost, '-', width));
  return out + gained + lost;
}

/// What the file says now, against what was followed before.
Result<std::string> follow(LiveCoding& live, const std::string& yaml, const WatchOptions& options,
                           std::size_t width) {
  GLOSS_TRY(auto codebook, codebook::parse_codebook(yaml, options.file));
  const auto begun = std::chrono::steady_clock::now();
  GLOSS_TRY(const auto effects, live.follow(std::move(codebook)));
  const double took = Milliseconds(std::chrono::steady_clock::now() - begun).count();
  if (!effects) return fmt::format("more than rules changed, so all was coded anew ({:.0f} ms)\n", took);
  if (effects->empty()) return std::string("no rule changed\n");
  std::string out;
  for (const auto& one : *effects) {
    GLOSS_TRY(const auto lines, effect_lines(live, one, width));
    out += lines;
  }
  return out + fmt::format("({:.1f} ms)\n", took);
}

Result<Exit> watch(Session& session, const WatchOptions& options) {
  GLOSS_TRY(std::string yaml, read_file(options.file, limits::text_bytes));
  GLOSS_TRY(auto first, codebook::parse_codebook(yaml, options.file));
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(auto live, LiveCoding::start(project, std::move(first), options.file));
  session.terminal.note(fmt::format("gloss: watching {} over {} passages; end with Ctrl-C", options.file,
                                    report::grouped(live.base())));
  const ProgressSink& progress = *project.environment().progress;
  while (!progress.stopped()) {
    std::this_thread::sleep_for(between_looks);
    // Editors write a new file in the place of the old one: for a moment there may be none, or half of one.
    const auto now = read_file(options.file, limits::text_bytes);
    if (!now || *now == yaml) continue;
    yaml = *now;
    if (const auto lines = follow(live, yaml, options, session.terminal.width()))
      GLOSS_CHECK(session.terminal.print(*lines + "\n"));
    else
      session.terminal.error(lines.error());
  }
  return session.close(project, Exit::done);
}

}  // namespace

void declare_codebook_watch(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<WatchOptions>();
  app.add_option("file", options->file, "the codebook, a YAML file that you edit meanwhile")
      ->required()
      ->type_name("FILE");
  app.footer(
      "Example:\n  gloss codebook watch codebook.yaml -p study.gloss\nKeep it running beside your editor: "
      "each time "
      "you save, it shows which passages a rule gains and loses. The project is not changed; gloss codebook "
      "use does "
      "that.");
  chosen.when(app, [options](Session& session) { return watch(session, *options); });
}

}  // namespace gloss::cli
