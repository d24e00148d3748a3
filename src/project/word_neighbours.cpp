// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/word_neighbours.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "project/count_table.h"
#include "stats/collocation.h"
#include "stats/keyness.h"
#include "text/tokenizer.h"

namespace gloss::project {
namespace {

constexpr std::size_t most_contexts = 200, most_candidates = 300;
constexpr std::uint32_t least_together = 2, least_shared = 3;
// What is more frequent than one position in 500 stands with everything and tells nothing; in small texts
// everything is frequent.
constexpr std::int64_t too_frequent = 500, never_too_frequent = 50;

/// Whether one of the runs holds the position; `at` remembers where they were looked at. REQUIRES: positions
/// ascend.
bool is_in(std::span<const tagger::Run> runs, std::size_t& at, std::uint32_t position) {
  while (at < runs.size() && runs[at].last < position) ++at;
  return at < runs.size() && runs[at].first <= position;
}

bool is_wide(index::Cell cell) { return (index::flags_of(cell) & text::flag::character) == 0; }
bool begins_sentence(index::Cell cell) { return (index::flags_of(cell) & text::flag::sentence_start) != 0; }

/// Whether a position lies in the window around a seed, per position of a passage [begin, end).
void mark_windows(const WordText& text, std::uint32_t begin, std::uint32_t end, std::vector<bool>& near) {
  near.assign(end - begin, false);
  const auto cells = text.tokens.cells;
  const auto from = std::lower_bound(text.seeds.begin(), text.seeds.end(), begin,
                                     [](const tagger::Run& run, std::uint32_t at) { return run.last < at; });
  for (auto run = from; run != text.seeds.end() && run->first < end; ++run) {
    // A word costs as much as two characters.
    std::uint32_t left = 2 * window_words, right = left;
    for (std::uint32_t i = run->first; i > begin && left > 0 && !begins_sentence(cells[i]); --i) {
      near[i - 1 - begin] = true;
      left -= std::min(left, is_wide(cells[i - 1]) ? 2u : 1u);
    }
    for (std::uint32_t i = run->last + 1; i < end && right > 0 && !begins_sentence(cells[i]); ++i) {
      near[i - begin] = true;
      right -= std::min(right, is_wide(cells[i]) ? 2u : 1u);
    }
  }
}

/// Calls `use(other position)` for the positions at most `window_words` away in [begin, end).
template <class Use>
void for_each_around(std::uint32_t i, std::uint32_t begin, std::uint32_t end, Use use) {
  const std::uint32_t from = i > begin + window_words ? i - window_words : begin;
  const std::uint32_t to = std::min(end, i + window_words + 1);
  for (std::uint32_t j = from; j < to; ++j)
    if (j != i) use(j);
}

enum class Part : std::uint8_t { other, place, seed };

/// Calls `use(begin, end)` for each sentence of the passages that count; parts[i - begin] is that of position
/// i.
template <class Use>
void for_each_sentence(const WordText& text, std::vector<Part>& parts, Use use) {
  std::size_t place = 0, seed = 0;
  for (const std::uint32_t passage : text.passages) {
    std::uint32_t begin = text.tokens.passages[passage].first;
    const std::uint32_t end = text.tokens.passage_end(passage);
    while (begin < end) {
      std::uint32_t next = begin + 1;
      while (next < end && !begins_sentence(text.tokens.cells[next])) ++next;
      parts.assign(next - begin, Part::other);
      for (std::uint32_t i = begin; i < next; ++i)
        if (is_in(text.places, place, i))
          parts[i - begin] = is_in(text.seeds, seed, i) ? Part::seed : Part::place;
      use(begin, next);
      begin = next;
    }
  }
}

/// What is counted about each word in one pass over the texts.
struct Company {
  std::uint32_t hits = 0;   // outside the places
  std::uint32_t slots = 0;  // positions in the windows around these
  std::uint32_t near = 0;   // of the word in windows around the seeds
  bool wide = false;
};

struct Counts {
  std::vector<Company> words;
  std::int64_t positions = 0, slots = 0;  // outside the places; in windows around the seeds

  /// A word whose windows have `slots_of_windows` positions, and another that stands in them `both` times.
  /// Windows may overlap, so it may stand there more often than it occurs.
  stats::PairTable table(std::int64_t both, std::int64_t slots_of_windows, std::uint32_t near_word) const {
    const std::int64_t a = std::max(slots_of_windows, both),
                       b = std::max<std::int64_t>(words[near_word].hits, both);
    return {both, a, b, std::max(positions, a + b)};
  }
  bool tells(std::uint32_t word) const {
    return words[word].hits <= std::max(positions / too_frequent, never_too_frequent);
  }
  /// REQUIRES: both > 0.
  double ppmi(std::int64_t both, std::int64_t slots_of_windows, std::uint32_t near_word) const {
    return *stats::ppmi(table(both, slots_of_windows, near_word));
  }
};

Counts count_company(std::span<const WordText> texts, std::uint32_t vocabulary_words) {
  Counts counts;
  counts.words.resize(vocabulary_words);
  std::vector<Part> parts;
  for (const WordText& text : texts)
    for_each_sentence(text, parts, [&](std::uint32_t begin, std::uint32_t end) {
      for (std::uint32_t i = begin; i < end; ++i) {
        const index::Cell cell = text.tokens.cells[i];
        if (parts[i - begin] == Part::other) {
          Company& word = counts.words[index::id_of(cell)];
          ++word.hits;
          word.slots += std::min(i - begin, window_words) + std::min(end - 1 - i, window_words);
          word.wide = is_wide(cell);
          ++counts.positions;
        } else if (parts[i - begin] == Part::seed) {
          for_each_around(i, begin, end, [&](std::uint32_t j) {
            if (parts[j - begin] != Part::other) return;
            ++counts.words[index::id_of(text.tokens.cells[j])].near;
            ++counts.slots;
          });
        }
      }
    });
  return counts;
}

struct Context {
  std::uint32_t word = 0;
  double ppmi = 0;  // with the seeds
};

/// The words that stand near the seeds more than by chance, the surest first.
std::vector<Context> choose_contexts(const Counts& counts, const index::Vocabulary& vocabulary) {
  std::vector<std::tuple<double, std::string_view, Context>> found;
  for (std::uint32_t id = 0; id < counts.words.size(); ++id) {
    const std::uint32_t near = counts.words[id].near;
    if (near < least_together || !counts.tells(id)) continue;
    const auto g2 = stats::g2(counts.table(near, counts.slots, id));
    const double ppmi = counts.ppmi(near, counts.slots, id);
    if (g2 && ppmi > 0 && *g2 >= stats::g2_at_5_percent)
      found.emplace_back(-*g2, vocabulary.word(id), Context{id, ppmi});
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
  });
  std::vector<Context> contexts;
  for (std::size_t i = 0; i < found.size() && i < most_contexts; ++i)
    contexts.push_back(std::get<2>(found[i]));
  return contexts;
}

/// (word, word near it) and how often.
using Pairs = std::vector<std::pair<std::uint64_t, std::uint32_t>>;
constexpr std::uint64_t pair_of(std::uint32_t word, std::uint32_t near) {
  return std::uint64_t{word} << 32 | near;
}
constexpr std::uint32_t word_of(std::uint64_t pair) { return static_cast<std::uint32_t>(pair >> 32); }
constexpr std::uint32_t near_of(std::uint64_t pair) { return static_cast<std::uint32_t>(pair); }

/// How often words that `wanted` takes stand near words that `near` takes; ascending.
template <class Wanted, class Near>
Pairs count_near(std::span<const WordText> texts, Wanted wanted, Near near) {
  CountTable together;
  std::vector<Part> parts;
  for (const WordText& text : texts)
    for_each_sentence(text, parts, [&](std::uint32_t begin, std::uint32_t end) {
      for (std::uint32_t i = begin; i < end; ++i) {
        const std::uint32_t context = index::id_of(text.tokens.cells[i]);
        if (parts[i - begin] != Part::other || !near(context)) continue;
        for_each_around(i, begin, end, [&](std::uint32_t j) {
          const std::uint32_t word = index::id_of(text.tokens.cells[j]);
          if (parts[j - begin] == Part::other && wanted(word)) ++together.at(pair_of(word, context));
        });
      }
    });
  Pairs pairs;
  together.for_each([&](std::uint64_t pair, std::uint32_t both) { pairs.emplace_back(pair, both); });
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

/// The length of the seeds' vector over all telling words around them.
double length_of_seeds(const Counts& counts) {
  double square = 0;
  for (std::uint32_t id = 0; id < counts.words.size(); ++id)
    if (const std::uint32_t near = counts.words[id].near; near > 0 && counts.tells(id)) {
      const double ppmi = counts.ppmi(near, counts.slots, id);
      square += ppmi * ppmi;
    }
  return std::sqrt(square);
}

/// From products of vectors to cosines.
void divide_by_lengths(std::span<const WordText> texts, const Counts& counts, std::vector<Neighbour>& found) {
  std::vector<bool> is_candidate(counts.words.size(), false);
  for (const Neighbour& one : found) is_candidate[one.word] = true;
  std::map<std::uint32_t, double> squares;
  const Pairs pairs = count_near(
      texts, [&](std::uint32_t word) { return is_candidate[word]; },
      [&](std::uint32_t word) { return counts.tells(word); });
  for (const auto& [pair, both] : pairs) {
    const double ppmi = counts.ppmi(both, counts.words[word_of(pair)].slots, near_of(pair));
    squares[word_of(pair)] += ppmi * ppmi;
  }
  const double seeds = length_of_seeds(counts);
  for (Neighbour& one : found) one.cosine /= seeds * std::sqrt(squares[one.word]);
}

void put_likest_first(const index::Vocabulary& vocabulary, std::vector<Neighbour>& found) {
  std::sort(found.begin(), found.end(), [&](const Neighbour& a, const Neighbour& b) {
    if (a.cosine != b.cosine) return a.cosine > b.cosine;
    return vocabulary.word(a.word) < vocabulary.word(b.word);
  });
}

}  // namespace

std::vector<Stretch> stretches_between(std::span<const WordText> texts, const std::vector<Side>& sides) {
  std::vector<Stretch> stretches;
  for (const WordText& text : texts) {
    std::uint32_t number = text.first_number;
    std::size_t at = 0;
    for (const std::uint32_t passage : text.passages) {
      const std::uint32_t end = text.tokens.passage_end(passage);
      for (std::uint32_t i = text.tokens.passages[passage].first; i < end;) {
        std::uint32_t next = i;
        while (next < end && !is_in(text.places, at, next)) ++next;
        if (next > i) stretches.push_back({text.tokens.cells, i, next, number, sides[number]});
        i = next < end ? text.places[at].last + 1 : end;
      }
      ++number;
    }
  }
  return stretches;
}

std::vector<Stretch> stretches_around(std::span<const WordText> texts) {
  std::vector<Stretch> stretches;
  std::vector<bool> near;
  for (const WordText& text : texts) {
    std::uint32_t number = text.first_number;
    std::size_t at = 0;
    for (const std::uint32_t passage : text.passages) {
      const std::uint32_t begin = text.tokens.passages[passage].first, end = text.tokens.passage_end(passage);
      mark_windows(text, begin, end, near);
      bool open = false;
      for (std::uint32_t i = begin; i < end; ++i) {
        if (is_in(text.places, at, i)) {
          open = false;
          continue;
        }
        const Side side = near[i - begin] ? Side::target : Side::reference;
        if (open && stretches.back().side == side)
          stretches.back().end = i + 1;
        else
          stretches.push_back({text.tokens.cells, i, i + 1, number, side});
        open = true;
      }
      ++number;
    }
  }
  return stretches;
}

std::vector<Neighbour> neighbours(std::span<const WordText> texts, const index::Vocabulary& vocabulary,
                                  std::uint32_t least_hits) {
  const Counts counts = count_company(texts, vocabulary.size());
  std::vector<double> of_seeds(vocabulary.size(), 0);  // PPMI of the chosen contexts
  for (const Context& context : choose_contexts(counts, vocabulary)) of_seeds[context.word] = context.ppmi;
  const auto may_be = [&](std::uint32_t id) {
    return counts.words[id].wide && counts.words[id].hits >= least_hits && counts.tells(id);
  };
  const Pairs pairs = count_near(texts, may_be, [&](std::uint32_t id) { return of_seeds[id] > 0; });

  // By the product of the vectors first, so that only those with the most in common need the length of
  // theirs.
  std::vector<Neighbour> found;
  for (std::size_t i = 0; i < pairs.size();) {
    const std::uint32_t word = word_of(pairs[i].first);
    double product = 0;
    std::uint32_t shared = 0;
    for (; i < pairs.size() && word_of(pairs[i].first) == word; ++i) {
      const std::uint32_t context = near_of(pairs[i].first);
      const double ppmi = counts.ppmi(pairs[i].second, counts.words[word].slots, context);
      product += of_seeds[context] * ppmi;
      if (ppmi > 0) ++shared;
    }
    if (shared >= least_shared) found.push_back({word, product, shared});
  }
  put_likest_first(vocabulary, found);
  if (found.size() > most_candidates) found.resize(most_candidates);
  divide_by_lengths(texts, counts, found);
  put_likest_first(vocabulary, found);
  return found;
}

}  // namespace gloss::project
