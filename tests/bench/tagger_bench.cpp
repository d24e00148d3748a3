// SPDX-License-Identifier: GPL-3.0-or-later
// A whole codebook over stored ids: 200 codes of 25 patterns (57 % words, 13 % trailing wildcards, 30 %
// phrases of two or three words) drawn from the words of the texts themselves, none more frequent than 1 in
// 800; and one of relations and negations. 20 MB of invented words, 80,000 different ones, as frequent as
// Zipf has it: the shared transcripts have too few different words for so many patterns. The rival is the sum
// over all ids: no scan can be faster.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "index/sample_sources.h"
#include "index/token_store.h"
#include "support/shared_data.h"
#include "tagger/program.h"

namespace gloss::tagger {
namespace {

constexpr std::int64_t text_bytes = 20'000'000;
constexpr std::size_t source_bytes = 60'000;

struct Corpus {
  index::TokenStore tokens = index::TokenStore::empty();
  std::vector<index::TextTokens> texts;
  SourceFacts facts;
  std::int64_t bytes = 0, positions = 0;
  std::vector<std::uint32_t> by_rank;  // words that codes may use, most frequent first
  std::vector<std::uint8_t> usable;    // by word
};

bool is_plain(std::string_view word) {
  return word.size() > 1 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Sentences of invented words; the word of rank r comes about as often as 1 / (r + 2.7). Words share stems,
/// so that wildcards have families to find, and half of them follow the word before as a habit, so that
/// phrases come again.
class Prose {
 public:
  Prose() {
    static const std::vector<std::string> suffixes = {"", "s", "ed", "ing", "er", "ly"};
    std::set<std::string> known;
    double sum = 0;
    while (words_.size() < 80'000) {
      const std::size_t syllables = 1 + (words_.size() > 200) + (words_.size() > 5000) + random_() % 2;
      std::string stem;
      for (std::size_t i = 0; i < syllables; ++i)
        stem += {"bdfgklmnprstvw"[random_() % 14], "aeiou"[random_() % 5]};
      for (const std::string& suffix : suffixes)
        if (known.insert(stem + suffix).second) words_.push_back(stem + suffix);
    }
    for (std::size_t rank = 0; rank < words_.size(); ++rank)
      sums_.push_back(sum += 1 / (2.7 + static_cast<double>(rank)));
  }

  std::string text(std::size_t bytes) {
    std::string out;
    for (std::size_t n = 1; out.size() < bytes; ++n) {
      out += words_[next()];
      out += n % 40 == 0 ? ".\n" : n % 13 == 0 ? ". " : n % 7 == 0 ? ", " : " ";
    }
    return out;
  }

 private:
  std::size_t next() {
    std::mt19937_64 habit(last_ * 4 + random_() % 4);
    const double at =
        std::uniform_real_distribution<double>(0, sums_.back())(random_() % 2 ? habit : random_);
    return last_ = static_cast<std::size_t>(std::lower_bound(sums_.begin(), sums_.end(), at) - sums_.begin());
  }
  std::mt19937_64 random_{11};
  std::vector<std::string> words_;
  std::vector<double> sums_;
  std::size_t last_ = 0;
};

const Corpus& corpus() {
  static const Corpus made = [] {
    Corpus corpus;
    const std::string folder = test::temporary_folder();
    index::TextTokenizer tokenizer;
    auto writer = index::TokenStoreWriter::open(folder, "bench");
    std::int64_t text = 0;
    Prose prose;
    while (corpus.bytes < text_bytes) {
      const model::Source source = test::source_of_lines(prose.text(source_bytes), "en");
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
    for (const std::uint64_t count : frequency) corpus.positions += static_cast<std::int64_t>(count);
    corpus.usable.resize(vocabulary.size());
    for (std::uint32_t id = 0; id < vocabulary.size(); ++id) {
      corpus.usable[id] = is_plain(vocabulary.word(id)) &&
                          frequency[id] * 800 <= static_cast<std::uint64_t>(corpus.positions);
      if (corpus.usable[id]) corpus.by_rank.push_back(id);
    }
    std::sort(corpus.by_rank.begin(), corpus.by_rank.end(),
              [&](std::uint32_t a, std::uint32_t b) { return frequency[a] > frequency[b]; });
    return corpus;
  }();
  return made;
}

/// Draws words half evenly over the log of the frequency rank, half evenly over the rank.
class Draw {
 public:
  /// Each pattern once.
  codebook::Expression pattern() {
    for (;;) {
      codebook::Expression made = any_pattern();
      if (known_.insert(codebook::print(made)).second) return made;
    }
  }

  codebook::Expression any_pattern() {
    codebook::Expression made;
    const double kind = uniform();
    if (kind < 0.57) {
      made.text = word();
    } else if (kind < 0.70) {
      made.text = word() + "*";
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
      bool usable = false;
      for (std::size_t i = at; i < at + length; ++i) {
        words.emplace_back(corpus().tokens.vocabulary().word(index::id_of(cells[i])));
        usable = usable || corpus().usable[index::id_of(cells[i])];
      }
      if (usable && std::all_of(words.begin(), words.end(), is_plain)) return words;
    }
  }

  std::mt19937_64 random_{7};
  std::set<std::string> known_;
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
  state.counters["positions"] = static_cast<double>(corpus().positions);
  state.counters["hits"] = static_cast<double>(hits);
}

void sum_of_ids(benchmark::State& state) {
  (void)corpus();
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
