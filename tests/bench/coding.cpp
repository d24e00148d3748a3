// SPDX-License-Identifier: GPL-3.0-or-later
// bench_coding PROJECT: codes all texts of a project from stored ids with a codebook made of the project's
// own words: 200 codes x 25 patterns, all different (57 % words, 13 % trailing wildcards, 30 % phrases of two
// or three words). Half of the words are drawn evenly over the log of the frequency, up to 0.12 % of all
// positions, half evenly over the rank; phrases evenly over the different ones there are. Prints megabytes of
// source text a second of CPU, and how dense the hits are.
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/progress.h"
#include "bench/patterns.h"
#include "codebook/codebook.h"
#include "project/facts.h"
#include "project/project.h"
#include "tagger/program.h"

namespace {

using namespace gloss;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

int fail(const Error& error) {
  fmt::print(stderr, "{}\n", error.line());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  SystemClock clock;
  NoProgress silent;
  auto project = project::Project::open(argv[1], store::Access::read, {&clock, &silent, "bench", 1});
  if (!project) return fail(project.error());
  const auto tokens = project->tokens();
  if (!tokens) return fail(tokens.error());
  const auto sources = project::known_sources(*project);
  if (!sources) return fail(sources.error());

  bench::Patterns patterns(**tokens);
  const std::string yaml = bench::codebook_of(patterns, 200, 25);
  const auto codebook = codebook::parse_codebook(yaml, "bench.yaml");
  if (!codebook) return fail(codebook.error());
  double begun = cpu_seconds();
  const auto program =
      tagger::Program::compile(*codebook, (*tokens)->vocabulary(), "bench.yaml", {.stem_languages = {"en"}});
  if (!program) return fail(program.error());
  const double compiling = cpu_seconds() - begun;

  double bytes = 0;
  for (const auto& source : *sources) bytes += static_cast<double>(source.stored.bytes);
  std::vector<double> times;
  std::size_t hits = 0;
  tagger::HitTable table;
  for (int repeat = 0; repeat < 5; ++repeat) {
    hits = 0;
    begun = cpu_seconds();
    for (const auto& source : *sources) {
      program->run({*(*tokens)->find(source.stored.text), &source.facts}, table);
      hits += table.rows.size();
    }
    times.push_back(cpu_seconds() - begun);
  }
  std::sort(times.begin(), times.end());
  fmt::print("{:.0f} MB/s ({:.1f} MB, {} hits = {:.2f} a position, median of 5; compiling {:.0f} ms)\n",
             bytes / 1e6 / times[2], bytes / 1e6, hits,
             static_cast<double>(hits) / static_cast<double>(patterns.positions()), compiling * 1e3);
  return 0;
}
