// SPDX-License-Identifier: GPL-3.0-or-later
// bench_coding PROJECT: codes all texts of a project from stored ids with a codebook made of the project's
// own words: 200 codes x 25 patterns (57 % words, 13 % trailing wildcards, 30 % phrases of two or three
// words), half of them drawn evenly over the log of the frequency rank, half evenly over the rank. Prints
// megabytes of source text a second of CPU.
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cmath>

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

/// Draws patterns from the words and neighbours of the texts.
class Patterns {
 public:
  explicit Patterns(const index::TokenStore& tokens) : tokens_(tokens) {
    const auto& vocabulary = tokens.vocabulary();
    std::vector<std::uint64_t> frequency(vocabulary.size());
    std::uint64_t positions = 0;
    for (const auto text : tokens.texts()) {
      const auto cells = tokens.find(text)->cells;
      positions += cells.size();
      for (const auto cell : cells) ++frequency[index::id_of(cell)];
    }
    for (std::uint32_t id = 0; id < vocabulary.size(); ++id)
      if (is_plain_word(vocabulary.word(id)) &&
          static_cast<double>(frequency[id]) < 0.0012 * static_cast<double>(positions))
        by_rank_.push_back(id);
    rare_.insert(by_rank_.begin(), by_rank_.end());
    std::sort(by_rank_.begin(), by_rank_.end(), [&](auto a, auto b) { return frequency[a] > frequency[b]; });
  }

  std::string draw() {
    const double kind = uniform();
    if (kind < 0.57) return word();
    if (kind < 0.70) {
      const std::string whole = word();
      return whole.substr(0, std::max<std::size_t>(5, whole.size() - 2)) + "*";
    }
    return phrase();
  }

 private:
  const index::TokenStore& tokens_;
  std::vector<std::uint32_t>
      by_rank_;  ///< words a codebook could name: none of the few that make up half of speech
  std::set<std::uint32_t> rare_;
  std::mt19937_64 random_{7};
  double uniform() { return std::uniform_real_distribution<double>(0, 1)(random_); }

  std::string word() {
    const auto last = static_cast<double>(by_rank_.size() - 1);
    const double rank = uniform() < 0.5 ? std::exp(uniform() * std::log(last + 1)) - 1 : uniform() * last;
    return std::string(tokens_.vocabulary().word(by_rank_[static_cast<std::size_t>(rank)]));
  }

  std::string phrase() {
    const auto texts = tokens_.texts();
    for (;;) {
      const auto cells = tokens_.find(texts[random_() % texts.size()])->cells;
      const std::size_t length = 2 + random_() % 2, at = random_() % (cells.size() - length);
      std::string words;
      bool telling = false;
      for (std::size_t i = at; i < at + length; ++i) {
        const auto form = tokens_.vocabulary().word(index::id_of(cells[i]));
        if (!is_plain_word(form)) break;
        telling = telling || rare_.contains(index::id_of(cells[i]));
        words += (i == at ? "" : " ") + std::string(form);
        if (i + 1 == at + length && telling) return "\"" + words + "\"";
      }
    }
  }
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
  for (int repeat = 0; repeat < 5; ++repeat) {
    hits = 0;
    begun = cpu_seconds();
    for (const auto& source : *sources)
      hits += program->run({*(*tokens)->find(source.stored.text), &source.facts}).size();
    times.push_back(cpu_seconds() - begun);
  }
  std::sort(times.begin(), times.end());
  fmt::print("{:.0f} MB/s ({:.1f} MB, {} hits, median of 5; compiling {:.0f} ms)\n", bytes / 1e6 / times[2],
             bytes / 1e6, hits, compiling * 1e3);
  return 0;
}
