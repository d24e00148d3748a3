// SPDX-License-Identifier: GPL-3.0-or-later
// Text to tokens to a store on disk, and back: positions, word numbers, postings, opening; the ranking index
// beside them. About 20 MB of English, mixed from the shared transcripts; without them from random lines.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <random>

#include "index/form_map.h"
#include "index/passage_index.h"
#include "index/sample_sources.h"
#include "index/token_store.h"
#include "support/shared_data.h"

namespace gloss::index {
namespace {

constexpr std::size_t text_bytes = 20'000'000, source_bytes = 60'000;

struct Corpus {
  std::vector<model::Source> sources;
  std::vector<TokenizedText> tokenized;
  std::int64_t bytes = 0;
};

const Corpus& corpus() {
  static const Corpus made = [] {
    Corpus corpus;
    std::vector<std::string> texts;
    if (test::have_shared_data()) texts = test::transcripts({"en_"});
    std::mt19937_64 random(1);
    if (texts.empty()) texts.push_back(test::random_text(random, 20'000));
    corpus.sources = test::mixed_sources(texts, "en", text_bytes, source_bytes, 1);
    TextTokenizer tokenizer;
    for (const model::Source& source : corpus.sources) {
      corpus.bytes += static_cast<std::int64_t>(source.text.size());
      corpus.tokenized.push_back(
          tokenizer.tokenize(static_cast<std::int64_t>(corpus.tokenized.size() + 1), source));
    }
    return corpus;
  }();
  return made;
}

void count_bytes(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * corpus().bytes);
}

/// Adds all texts and commits after every `per_commit`.
void fill(const std::string& folder, std::size_t per_commit) {
  std::filesystem::remove_all(folder);
  auto writer = TokenStoreWriter::open(folder, "bench");
  for (std::size_t i = 0; writer && i < corpus().tokenized.size(); ++i) {
    (void)writer->add(corpus().tokenized[i]);
    if ((i + 1) % per_commit == 0) (void)writer->commit();
  }
  if (writer) (void)writer->commit();
}

void tokenize(benchmark::State& state) {
  for (auto _ : state) {
    TextTokenizer tokenizer;
    for (const model::Source& source : corpus().sources)
      benchmark::DoNotOptimize(tokenizer.tokenize(1, source));
  }
  count_bytes(state);
}

void positions(benchmark::State& state) {
  text::Tokenizer tokenizer;
  text::Positions found;
  for (auto _ : state)
    for (const model::Source& source : corpus().sources)
      for (const model::Passage& p : source.passages) {
        tokenizer.positions(std::string_view(source.text).substr(p.span.begin.count, p.span.length()), found);
        benchmark::DoNotOptimize(found.items.data());
      }
  count_bytes(state);
}

void word_numbers(benchmark::State& state) {
  // Forms back to back as the tokenizer leaves them, the look-up alone.
  std::string forms;
  std::vector<std::pair<std::size_t, std::uint32_t>> items;
  for (const TokenizedText& text : corpus().tokenized)
    for (const Cell cell : text.local) {
      const std::uint32_t begin = text.word_begin[id_of(cell)], end = text.word_begin[id_of(cell) + 1];
      items.emplace_back(forms.size(), end - begin);
      forms.append(text.words, begin, end - begin);
    }
  forms.append(FormMap::padding, '\0');
  for (auto _ : state) {
    FormMap map;
    std::uint64_t sum = 0;
    for (const auto& [begin, length] : items) {
      std::uint64_t& number = map.at_padded(forms.data() + begin, length);
      if (number == 0) number = map.size();
      sum += number;
    }
    benchmark::DoNotOptimize(sum);
  }
  count_bytes(state);
}

void add_and_commit(benchmark::State& state) {
  const std::string folder = test::temporary_folder() + "/tokens";
  (void)corpus();
  for (auto _ : state) fill(folder, static_cast<std::size_t>(state.range(0)));
  count_bytes(state);
}

void open_store(benchmark::State& state) {
  const std::string folder = test::temporary_folder() + "/tokens";
  fill(folder, 100);
  std::uint64_t bytes = 0;
  for (auto _ : state) {
    auto store = TokenStore::open(folder, "bench");
    if (store) bytes = store->bytes();
  }
  count_bytes(state);
  state.counters["index bytes per byte"] = static_cast<double>(bytes) / static_cast<double>(corpus().bytes);
}

void all_postings(benchmark::State& state) {
  const std::string folder = test::temporary_folder() + "/tokens";
  fill(folder, 100);
  auto store = TokenStore::open(folder, "bench");
  if (!store) return state.SkipWithError("no store");
  std::vector<std::uint32_t> list;
  for (auto _ : state)
    for (std::uint32_t s = 0; s < store->segments(); ++s)
      for (std::uint32_t id = 0; id < store->vocabulary().size(); ++id) {
        list.clear();
        store->postings(s, id, list);
        benchmark::DoNotOptimize(list.data());
      }
  count_bytes(state);
}

void ranking_index(benchmark::State& state) {
  const std::string folder = test::temporary_folder() + "/passages";
  (void)corpus();
  for (auto _ : state) {
    std::filesystem::remove_all(folder);
    auto writer = PassageIndexWriter::open(folder, "bench");
    std::int64_t first = 1;
    for (const TokenizedText& text : corpus().tokenized) {
      if (writer) (void)writer->add(text, first, "interview", "en");
      first += static_cast<std::int64_t>(text.passages.size());
    }
    if (writer) (void)writer->commit();
  }
  count_bytes(state);
}

BENCHMARK(positions)->Unit(benchmark::kMillisecond);
BENCHMARK(tokenize)->Unit(benchmark::kMillisecond);
BENCHMARK(word_numbers)->Unit(benchmark::kMillisecond);
BENCHMARK(add_and_commit)->Arg(1)->Arg(30)->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(open_store)->Unit(benchmark::kMillisecond);
BENCHMARK(all_postings)->Unit(benchmark::kMillisecond);
BENCHMARK(ranking_index)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace gloss::index

BENCHMARK_MAIN();
