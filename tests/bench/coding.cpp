// SPDX-License-Identifier: GPL-3.0-or-later
// bench_coding PROJECT: codes all texts of a project from stored ids with a codebook made of the project's
// own words: 200 codes x 25 patterns, all different (57 % words, 13 % trailing wildcards, 30 % phrases of two
// or three words). Half of the words are drawn evenly over the log of the frequency, up to 0.12 % of all
// positions, half evenly over the rank; phrases evenly over the different ones there are. Prints megabytes of
// source text a second of CPU, and how dense the hits are.
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/progress.h"
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

std::string quoted(const std::string& rule) {
  std::string out = "'";
  for (const char c : rule) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

bool is_plain_word(std::string_view word) {
  static const std::vector<std::string_view> keywords = {
      "and",    "or",       "not",     "near",       "before",      "after", "with", "without",
      "within", "where",    "inside",  "containing", "overlapping", "count", "any",  "of",
      "unit",   "affirmed", "negated", "text",       "is",          "in",    "set"};
  return word.size() > 1 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
         std::find(keywords.begin(), keywords.end(), word) == keywords.end();
}

/// Draws patterns from the words and neighbours of the texts, none twice.
class Patterns {
 public:
  explicit Patterns(const index::TokenStore& tokens) : vocabulary_(tokens.vocabulary()) {
    std::vector<std::uint64_t> frequency(vocabulary_.size());
    for (const auto text : tokens.texts()) {
      const auto cells = tokens.find(text)->cells;
      positions_ += cells.size();
      for (const auto cell : cells) ++frequency[index::id_of(cell)];
    }
    for (std::uint32_t id = 0; id < vocabulary_.size(); ++id)
      if (is_plain_word(vocabulary_.word(id)) &&
          static_cast<double>(frequency[id]) < most * static_cast<double>(positions_))
        by_rank_.push_back(id);
    std::sort(by_rank_.begin(), by_rank_.end(), [&](auto a, auto b) { return frequency[a] > frequency[b]; });
    for (const auto id : by_rank_) frequencies_.push_back(static_cast<double>(frequency[id]));
    gather_phrases(tokens);
  }

  std::string draw() {
    for (;;) {
      const double kind = uniform();
      std::string pattern = kind < 0.57 ? word() : kind < 0.70 ? wildcard() : phrase();
      if (drawn_.insert(pattern).second) return pattern;
    }
  }

  std::uint64_t positions() const { return positions_; }

 private:
  static constexpr double most = 0.0012;  ///< of all positions: what a codebook names is none of the few
                                          ///< words that make up half of speech
  const index::Vocabulary& vocabulary_;
  std::uint64_t positions_ = 0;
  std::vector<std::uint32_t> by_rank_;  ///< words, the most frequent first
  std::vector<double> frequencies_;     ///< of `by_rank_`, falling
  std::vector<std::string> phrases_;    ///< the different ones
  std::set<std::string> drawn_;
  std::mt19937_64 random_{7};
  double uniform() { return std::uniform_real_distribution<double>(0, 1)(random_); }

  void gather_phrases(const index::TokenStore& tokens) {
    const std::set<std::uint32_t> telling(by_rank_.begin(), by_rank_.end());
    std::set<std::string> all;
    for (const auto text : tokens.texts()) {
      const auto cells = tokens.find(text)->cells;
      for (std::size_t at = 0; at + 3 < cells.size(); at += 5) {
        std::string words;
        bool plain = true, tells = false;
        for (std::size_t i = at; i < at + 2 + at % 2; ++i) {
          const auto form = vocabulary_.word(index::id_of(cells[i]));
          plain = plain && is_plain_word(form);
          tells = tells || telling.contains(index::id_of(cells[i]));
          words += (i == at ? "" : " ");
          words += form;
        }
        if (plain && tells) all.insert(fmt::format("\"{}\"", words));
      }
    }
    phrases_.assign(all.begin(), all.end());
  }

  std::string word() {
    std::size_t rank = random_() % by_rank_.size();
    if (uniform() < 0.5) {
      const double frequency = std::exp(uniform() * std::log(frequencies_.front()));
      const auto last =
          std::lower_bound(frequencies_.begin(), frequencies_.end(), frequency, std::greater<>());
      rank = std::min(by_rank_.size() - 1, static_cast<std::size_t>(last - frequencies_.begin()));
    }
    return std::string(vocabulary_.word(by_rank_[rank]));
  }

  std::string wildcard() {
    const std::string whole = word();
    return whole.substr(0, std::max<std::size_t>(5, whole.size() - 2)) + "*";
  }

  std::string phrase() { return phrases_[random_() % phrases_.size()]; }
};

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

  Patterns patterns(**tokens);
  std::string yaml = "codebook: bench\nlanguages: [en]\ncodes:\n";
  for (int code = 0; code < 200; ++code) {
    yaml += fmt::format("  c{}:\n    rules:\n", code);
    for (int rule = 0; rule < 25; ++rule) yaml += "      - " + quoted(patterns.draw()) + "\n";
  }
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
