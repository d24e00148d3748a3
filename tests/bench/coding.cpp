// SPDX-License-Identifier: GPL-3.0-or-later
// bench_coding PROJECT: codes all texts of a project from stored ids with a codebook made of the project's
// own words: 200 codes x 25 patterns, all different (57 % words, 13 % trailing wildcards, 30 % phrases of two
// or three words). Half of the words are drawn evenly over the log of the frequency, up to 0.05 % of all
// positions, half evenly over the rank; phrases evenly over the different ones there are: about every sixth
// position is coded, which is dense. Prints megabytes of source text a second of CPU time, how many times
// faster two threads are, and how many times two that hand nothing over, the memory beyond the mapped index,
// and how dense the hits are.
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/parallel.h"
#include "base/progress.h"
#include "bench/patterns.h"
#include "bench/process.h"
#include "codebook/codebook.h"
#include "project/facts.h"
#include "project/project.h"
#include "tagger/program.h"

namespace {

using namespace gloss;
using bench::fail;

struct Seconds {
  double cpu = 0, wall = 0;
};

Seconds now() {
  const auto of = [](clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  return {of(CLOCK_PROCESS_CPUTIME_ID), of(CLOCK_MONOTONIC)};
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// Codes all sources.
Seconds seconds_on(unsigned threads, const tagger::Program& program,
                   const std::vector<tagger::SourceView>& views, std::size_t& hits) {
  constexpr std::size_t ahead = 16;  // as the program itself does: tables are handed over in order
  std::vector<tagger::HitTable> tables(ahead);
  hits = 0;
  const Seconds begun = now();
  make_in_parallel(
      views.size(), threads, ahead, [&](std::size_t i) { program.run(views[i], tables[i % ahead]); },
      [&](std::size_t i) {
        hits += tables[i % ahead].rows.size();
        return true;
      });
  const Seconds done = now();
  return {done.cpu - begun.cpu, done.wall - begun.wall};
}

/// What two cores could do at best: each codes every second source into a table of its own, and nothing is
/// handed over. Wall clock.
double seconds_apart(const tagger::Program& program, const std::vector<tagger::SourceView>& views) {
  const double begun = now().wall;
  {
    std::vector<std::jthread> threads;
    for (std::size_t first = 0; first < 2; ++first)
      threads.emplace_back([&, first] {
        tagger::HitTable table;
        for (std::size_t i = first; i < views.size(); i += 2) program.run(views[i], table);
      });
  }
  return now().wall - begun;
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
  const double begun = now().cpu;
  const auto program =
      tagger::Program::compile(*codebook, (*tokens)->vocabulary(), "bench.yaml", {.stem_languages = {"en"}});
  if (!program) return fail(program.error());
  const double compiling = now().cpu - begun;

  std::vector<tagger::SourceView> views;
  double bytes = 0;
  for (const auto& source : *sources) {
    bytes += static_cast<double>(source.stored.bytes);
    views.push_back({*(*tokens)->find(source.stored.text), &source.facts});
  }
  bench::OwnMemory memory;
  std::size_t hits = 0;
  std::vector<double> cpu, one, two, apart;
  for (int repeat = 0; repeat < 5; ++repeat) {
    const Seconds alone = seconds_on(1, *program, views, hits);
    cpu.push_back(alone.cpu);
    one.push_back(alone.wall);
    two.push_back(seconds_on(2, *program, views, hits).wall);
    apart.push_back(seconds_apart(*program, views));
  }
  const double megabytes = memory.stop();
  fmt::print(
      "{:.0f} MB/s on one core; two threads {:.2f} times as fast, {:.2f} with nothing handed over; {:.0f} MB "
      "beyond "
      "the mapped index ({:.1f} MB of text, {} hits = {:.2f} a position, median of 5; compiling {:.0f} ms)\n",
      bytes / 1e6 / median(cpu), median(one) / median(two), median(one) / median(apart), megabytes,
      bytes / 1e6, hits, static_cast<double>(hits) / static_cast<double>(patterns.positions()),
      compiling * 1e3);
  return 0;
}
