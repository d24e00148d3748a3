// SPDX-License-Identifier: GPL-3.0-or-later
// Positions and sentences, line by line, of one English and one Chinese transcript; rivals are ICU's own word
// and sentence iterators behind the same fold (reference_positions, starts_by_icu). Bytes a second of CPU.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "support/shared_data.h"
#include "text/sentences.h"
#include "text/tokenizer.h"

namespace gloss::text {
namespace {

struct Sample {
  std::vector<std::string> lines;
  std::int64_t bytes = 0;
};

Sample lines_of(const std::string& name) {
  Sample sample;
  const std::string text = test::slurp(test::shared_path("data/transcripts/" + name));
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end > at) sample.lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  for (const std::string& line : sample.lines) sample.bytes += static_cast<std::int64_t>(line.size());
  return sample;
}

template <class Work>
void over_lines(benchmark::State& state, const char* name, Work work) {
  if (!test::have_shared_data()) {
    state.SkipWithError("the real data folder is not beside the checkout");
    return;
  }
  const Sample sample = lines_of(name);
  for ([[maybe_unused]] auto round : state)
    for (const std::string& line : sample.lines) benchmark::DoNotOptimize(work(line));
  state.SetBytesProcessed(state.iterations() * sample.bytes);
}

void positions(benchmark::State& state, const char* name) {
  Tokenizer tokenizer;
  Positions found;
  over_lines(state, name, [&](const std::string& line) {
    tokenizer.positions(line, found);
    return found.items.size();
  });
}

void positions_by_icu(benchmark::State& state, const char* name) {
  Tokenizer tokenizer;
  Positions found;
  over_lines(state, name, [&](const std::string& line) {
    tokenizer.reference_positions(line, found);
    return found.items.size();
  });
}

void mark_sentences(benchmark::State& state, const char* name) {
  Tokenizer tokenizer;
  Positions none;
  over_lines(state, name, [&](const std::string& line) {
    tokenizer.mark_sentences(line, "en", none);
    return none.items.size();
  });
}

void sentences_by_icu(benchmark::State& state, const char* name) {
  SentenceFinder finder;
  over_lines(state, name, [&](const std::string& line) { return finder.starts_by_icu(line, "en").size(); });
}

constexpr const char* english = "en_panel_speaker-N.md";
constexpr const char* chinese = "zh_stepan-snigirev_fullwidth-colon.zh.md";

BENCHMARK_CAPTURE(positions, english, english);
BENCHMARK_CAPTURE(positions_by_icu, english, english);
BENCHMARK_CAPTURE(positions, chinese, chinese);
BENCHMARK_CAPTURE(positions_by_icu, chinese, chinese);
BENCHMARK_CAPTURE(mark_sentences, english, english);
BENCHMARK_CAPTURE(sentences_by_icu, english, english);
BENCHMARK_CAPTURE(mark_sentences, chinese, chinese);
BENCHMARK_CAPTURE(sentences_by_icu, chinese, chinese);

}  // namespace
}  // namespace gloss::text

BENCHMARK_MAIN();
