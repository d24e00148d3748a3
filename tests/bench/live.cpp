// SPDX-License-Identifier: GPL-3.0-or-later
// bench_live PROJECT [EDITS]: runs a codebook of 200 codes and 5,000 patterns once, then edits single rules
// at random and prints how long one edit takes, new counts of passages and of all pairs of codes included:
// median and 99th percentile in milliseconds of wall clock. Beside it what coding everything anew takes, and
// what the edits found. The last counts are compared with those of a fresh start.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <random>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/progress.h"
#include "bench/patterns.h"
#include "bench/process.h"
#include "project/live_coding.h"

namespace {

using namespace gloss;
using bench::fail;

double milliseconds_since(std::chrono::steady_clock::time_point begun) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
}

double percentile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) return 64;
  int edits = 2000;
  if (argc > 2) std::from_chars(argv[2], argv[2] + std::string_view(argv[2]).size(), edits);
  SystemClock clock;
  NoProgress silent;
  auto project = project::Project::open(argv[1], store::Access::read, {&clock, &silent, "bench", 1});
  if (!project) return fail(project.error());
  const auto tokens = project->tokens();
  if (!tokens) return fail(tokens.error());
  bench::Patterns patterns(**tokens);
  auto codebook = codebook::parse_codebook(bench::codebook_of(patterns, 200, 25), "bench.yaml");
  if (!codebook) return fail(codebook.error());
  bench::OwnMemory memory;
  auto begun = std::chrono::steady_clock::now();
  auto live = project::LiveCoding::start(*project, *codebook, "bench.yaml");
  if (!live) return fail(live.error());
  const double all = milliseconds_since(begun);

  std::mt19937_64 random(3);
  std::vector<double> times, changed;
  for (int i = 0; i < edits; ++i) {
    const int code = static_cast<int>(random() % 200), rule = 1 + static_cast<int>(random() % 25);
    std::string text = patterns.draw();
    if (random() % 10 == 0) text += " near/10 " + patterns.draw();
    begun = std::chrono::steady_clock::now();
    const auto effect = live->edit(code, rule, text);
    if (!effect) return fail(effect.error());
    times.push_back(milliseconds_since(begun));
    changed.push_back(static_cast<double>(effect->gained.size() + effect->lost.size()));
  }
  const double megabytes = memory.stop();
  codebook::Codebook now = live->codebook();
  const auto fresh = project::LiveCoding::start(*project, std::move(now), "bench.yaml");
  if (!fresh) return fail(fresh.error());
  for (int a = 0; a < 200; ++a)
    for (int b = 0; b < 200; ++b)
      if (live->passages(a) != fresh->passages(a) ||
          (a != b && live->together(a, b) != fresh->together(a, b))) {
        fmt::print(stderr, "the counts of codes {} and {} are not those of a fresh start\n", a, b);
        return 1;
      }
  fmt::print(
      "one edited rule of 5,000 on {} passages: p50 {:.2f} ms, p90 {:.2f} ms, p99 {:.1f} ms, most {:.1f} ms; "
      "passages "
      "changed: median {:.0f}, most {:.0f}; {} edits\nall rules once, with counts: {:.0f} ms; memory beyond "
      "the mapped "
      "index: {:.0f} MB at most\n",
      live->base(), percentile(times, 0.5), percentile(times, 0.9), percentile(times, 0.99),
      percentile(times, 1), percentile(changed, 0.5), percentile(changed, 1), edits, all, megabytes);
  return 0;
}
