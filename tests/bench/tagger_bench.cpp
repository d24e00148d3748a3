// SPDX-License-Identifier: GPL-3.0-or-later
// A whole codebook over stored ids: 200 codes of 25 patterns (57 % words, 13 % trailing wildcards, 30 %
// phrases of two or three words) drawn from the words of the texts themselves; and one of relations and
// negations. 20 MB of English mixed from the shared transcripts; without them from random lines. The rival is
// the sum over all ids: no scan can be faster.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "index/sample_sources.h"
#include "index/token_store.h"
#include "support/shared_data.h"
#include "tagger/program.h"

namespace gloss::tagger {
namespace {

constexpr std::size_t text_bytes = 20'000'000, source_bytes = 60'000;

struct Corpus {
  index::TokenStore tokens = index::TokenStore::empty();
  std::vector<index::TextTokens> texts;
  SourceFacts facts;
  std::int64_t bytes = 0;
  std::vector<std::uint32_t> by_rank;  // words of two letters and more, most frequent first
};

bool is_plain(std::string_view word) {
  return word.size() > 1 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

const Corpus& corpus() {
  static const Corpus made = [] {
    Corpus corpus;
    std::vector<std::string> transcripts;
    if (test::have_shared_data()) transcripts = test::transcripts({"en_"});
    std::mt19937_64 random(1);
    if (transcripts.empty()) transcripts.push_back(test::random_text(random, 20'000));
    const std::string folder = test::temporary_folder();
    index::TextTokenizer tokenizer;
    auto writer = index::TokenStoreWriter::open(folder, "bench");
    std::int64_t text = 0;
    for (const model::Source& source : test::mixed_sources(transcripts, "en", text_bytes, source_bytes, 1)) {
      corpus.bytes += static_cast<std::int64_t>(source.text.size());
      if (writer) (void)writer->add(tokenizer.tokenize(++text, source));
    }
    if (writer) (void)writer->commit();
    if (auto opened = index::TokenStore::open(folder, "bench")) corpus.tokens = std::move(*opened);
    const index::Vocabulary& vocabulary = corpus.tokens.vocabulary();
    std::vector<std::uint64_t> frequency(vocabulary.size());
    for (const std::int64_t id : corpus.tokens.texts()) {
      corpus.texts.push_back(*corpus.tokens.find(id));
      for (const index::Cell cell : corpus.texts.back().cells) ++frequency[index::id_of(cell)];
    }
    for (std::uint32_t id = 0; id < vocabulary.size(); ++id)
      if (is_plain(vocabulary.word(id))) corpus.by_rank.push_back(id);
    std::sort(corpus.by_rank.begin(), corpus.by_rank.end(),
              [&](std::uint32_t a, std::uint32_t b) { return frequency[a] > frequency[b]; });
    return corpus;
  }();
  return made;
}

/// Draws words half evenly over the log of the frequency rank, half evenly over the rank.
class Draw {
 public:
  codebook::Expression pattern() {
    codebook::Expression made;
    const double kind = uniform();
    if (kind < 0.57) {
      made.text = word();
    } else if (kind < 0.70) {
      const std::string whole = word();
      made.text = whole.substr(0, std::max<std::size_t>(3, whole.size() - 2)) + "*";
    } else {
      made.kind = codebook::Expression::Kind::phrase;
      for (const std::string& word : neighbours()) made.items.emplace_back().word = word;
    }
    return made;
  }

  codebook::Expression relation() {
    static const std::vector<codebook::Expression::Kind> kinds = {
        codebook::Expression::Kind::near,    codebook::Expression::Kind::before,
        codebook::Expression::Kind::both,    codebook::Expression::Kind::with,
        codebook::Expression::Kind::without, codebook::Expression::Kind::negated};
    codebook::Expression made;
    made.kind = kinds[random_() % kinds.size()];
    made.operands.push_back(pattern());
    if (made.kind != codebook::Expression::Kind::negated) made.operands.push_back(pattern());
    made.distance = 5;
    return made;
  }

 private:
  double uniform() { return std::uniform_real_distribution<double>(0, 1)(random_); }

  std::string word() {
    const auto& ranks = corpus().by_rank;
    const auto last = static_cast<double>(ranks.size() - 1);
    const double rank = uniform() < 0.5 ? std::exp(uniform() * std::log(last + 1)) - 1 : uniform() * last;
    return std::string(corpus().tokens.vocabulary().word(ranks[static_cast<std::size_t>(rank)]));
  }

  std::vector<std::string> neighbours() {
    for (;;) {
      const auto cells = corpus().texts[random_() % corpus().texts.size()].cells;
      const std::size_t length = 2 + random_() % 2, at = random_() % (cells.size() - length);
      std::vector<std::string> words;
      for (std::size_t i = at; i < at + length; ++i)
        words.emplace_back(corpus().tokens.vocabulary().word(index::id_of(cells[i])));
      if (std::all_of(words.begin(), words.end(), is_plain)) return words;
    }
  }

  std::mt19937_64 random_{7};
};

codebook::Codebook make_codebook(int codes, int rules, bool relations) {
  Draw draw;
  codebook::Codebook made;
  made.negation = codebook::default_negation();
  for (int c = 0; c < codes; ++c) {
    codebook::Code code;
    code.id = "c" + std::to_string(c);
    for (int r = 0; r < rules; ++r) {
      code.rules.emplace_back();
      code.rules.back().expression = relations ? draw.relation() : draw.pattern();
    }
    made.codes.push_back(std::move(code));
  }
  return made;
}

void count(benchmark::State& state, std::size_t hits) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * corpus().bytes);
  state.counters["hits"] = static_cast<double>(hits);
}

void sum_of_ids(benchmark::State& state) {
  for (auto _ : state) {
    std::uint64_t sum = 0;
    for (const auto& text : corpus().texts)
      for (const index::Cell cell : text.cells) sum += index::id_of(cell);
    benchmark::DoNotOptimize(sum);
  }
  count(state, 0);
}

void run_table(benchmark::State& state, bool relations) {
  const codebook::Codebook codebook = make_codebook(200, relations ? 3 : 25, relations);
  const auto program = Program::compile(codebook, corpus().tokens.vocabulary(), "bench", {});
  std::size_t hits = 0;
  for (auto _ : state) {
    hits = 0;
    HitTable table;
    for (const auto& text : corpus().texts) {
      program->run({text, &corpus().facts}, table);
      hits += table.rows.size();
    }
  }
  count(state, hits);
}

void run_vectors(benchmark::State& state) {
  const codebook::Codebook codebook = make_codebook(200, 25, false);
  const auto program = Program::compile(codebook, corpus().tokens.vocabulary(), "bench", {});
  std::size_t hits = 0;
  for (auto _ : state) {
    hits = 0;
    for (const auto& text : corpus().texts) hits += program->run({text, &corpus().facts}).size();
  }
  count(state, hits);
}

void compile(benchmark::State& state) {
  const codebook::Codebook codebook = make_codebook(200, 25, false);
  for (auto _ : state)
    benchmark::DoNotOptimize(Program::compile(codebook, corpus().tokens.vocabulary(), "bench", {}));
}

void compile_query(benchmark::State& state) {
  codebook::Expression query;
  query.text = "fund*";
  for (auto _ : state)
    benchmark::DoNotOptimize(Program::compile_query(query, "fund*", corpus().tokens.vocabulary(), {}));
}

BENCHMARK(sum_of_ids)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run_table, patterns, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run_table, relations, true)->Unit(benchmark::kMillisecond);
BENCHMARK(run_vectors)->Unit(benchmark::kMillisecond);
BENCHMARK(compile)->Unit(benchmark::kMillisecond);
BENCHMARK(compile_query)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace gloss::tagger

BENCHMARK_MAIN();
