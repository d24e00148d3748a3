// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/alignment.h"

#include <algorithm>
#include <map>

namespace gloss::text {
namespace {

constexpr int most_edits = 3000;  // of one search; what has more was rewritten

using Symbols = std::vector<std::uint32_t>;
/// Pairs of equal symbols, ascending in both.
using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Walks back through the furthest points of each number of edits.
void trace_back(const std::vector<std::vector<int>>& furthest, int edits, int x, int y, Pairs& pairs) {
  const auto at = [](const std::vector<int>& points, int d, int k) {
    return points[static_cast<std::size_t>(k + d)];
  };
  const std::size_t from = pairs.size();
  for (int d = edits; d > 0; --d) {
    const auto& before = furthest[static_cast<std::size_t>(d - 1)];
    const int k = x - y;
    const bool down = k == -d || (k != d && at(before, d, k - 1) < at(before, d, k + 1));
    const int previous_k = down ? k + 1 : k - 1;
    const int previous_x = at(before, d, previous_k), previous_y = previous_x - previous_k;
    for (; x > previous_x && y > previous_y; --x, --y)
      pairs.emplace_back(static_cast<std::uint32_t>(x - 1), static_cast<std::uint32_t>(y - 1));
    x = previous_x;
    y = previous_y;
  }
  for (; x > 0 && y > 0; --x, --y)
    pairs.emplace_back(static_cast<std::uint32_t>(x - 1), static_cast<std::uint32_t>(y - 1));
  std::reverse(pairs.begin() + static_cast<std::ptrdiff_t>(from), pairs.end());
}

/// Pairs along a shortest edit script; none where it has more than most_edits.
Pairs shortest_script(const Symbols& a, const Symbols& b) {
  Pairs pairs;
  const int n = static_cast<int>(a.size()), m = static_cast<int>(b.size());
  // Point k of `now` (shifted by its size) is the furthest x on diagonal k = x - y.
  std::vector<std::vector<int>> furthest;
  std::vector<int> now(3, 0);  // for d = 0 seen from d = 1: diagonals -1, 0, 1
  for (int d = 0; d <= std::min(most_edits, n + m); ++d) {
    std::vector<int> next(static_cast<std::size_t>(2 * d + 3), 0);
    for (int k = -d; k <= d; k += 2) {
      const auto known = [&](int diagonal) { return now[static_cast<std::size_t>(diagonal + d)]; };
      int x = 0;
      if (d > 0) x = k == -d || (k != d && known(k - 1) < known(k + 1)) ? known(k + 1) : known(k - 1) + 1;
      int y = x - k;
      while (x < n && y < m && a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(y)]) ++x, ++y;
      next[static_cast<std::size_t>(k + d + 1)] = x;
      if (k == n - m && x >= n) {
        trace_back(furthest, d, n, m, pairs);
        return pairs;
      }
    }
    furthest.push_back(next);
    now = std::move(next);
  }
  return pairs;
}

/// Equal stretches at both ends are paired first: most corrections touch little.
Pairs paired(const Symbols& a, const Symbols& b) {
  std::size_t begin = 0, end_a = a.size(), end_b = b.size();
  while (begin < end_a && begin < end_b && a[begin] == b[begin]) ++begin;
  while (end_a > begin && end_b > begin && a[end_a - 1] == b[end_b - 1]) --end_a, --end_b;
  Pairs pairs;
  for (std::size_t i = 0; i < begin; ++i)
    pairs.emplace_back(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i));
  const auto slice = [](const Symbols& all, std::size_t from, std::size_t to) {
    return Symbols(all.begin() + static_cast<std::ptrdiff_t>(from),
                   all.begin() + static_cast<std::ptrdiff_t>(to));
  };
  for (const auto& [x, y] : shortest_script(slice(a, begin, end_a), slice(b, begin, end_b)))
    pairs.emplace_back(x + static_cast<std::uint32_t>(begin), y + static_cast<std::uint32_t>(begin));
  for (std::size_t i = 0; end_a + i < a.size(); ++i)
    pairs.emplace_back(static_cast<std::uint32_t>(end_a + i), static_cast<std::uint32_t>(end_b + i));
  return pairs;
}

enum class Level { lines, words, characters };

bool continues(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}
bool is_letter_of_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// One past the piece that begins at `at`: a line with its end, a run of ASCII letters and digits, a
/// character.
std::size_t piece_end(std::string_view text, std::size_t at, Level level) {
  if (level == Level::lines) {
    const std::size_t found = text.find('\n', at);
    return found == std::string_view::npos ? text.size() : found + 1;
  }
  if (level == Level::words && is_letter_of_word(text[at])) {
    while (at < text.size() && is_letter_of_word(text[at])) ++at;
    return at;
  }
  do ++at;
  while (continues(text, at));
  return at;
}

/// A stretch of text cut into pieces: where each begins, and one past the last.
struct Pieces {
  Symbols symbols;
  std::vector<std::uint32_t> begin;
};

Pieces cut(std::string_view text, Level level, std::map<std::string_view, std::uint32_t>& numbers) {
  Pieces pieces;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = piece_end(text, at, level);
    pieces.begin.push_back(static_cast<std::uint32_t>(at));
    pieces.symbols.push_back(
        numbers.try_emplace(text.substr(at, end - at), static_cast<std::uint32_t>(numbers.size()))
            .first->second);
    at = end;
  }
  pieces.begin.push_back(static_cast<std::uint32_t>(text.size()));
  return pieces;
}

/// Pairs pieces of one level, and what lies between the pairs on the next.
class Aligner {
 public:
  Aligner(std::string_view before, std::string_view after, std::vector<Alignment::Kept>& kept)
      : before_(before), after_(after), kept_(kept) {}

  void align(ByteSpan old_part, ByteSpan new_part, Level level) {
    if (old_part.empty() || new_part.empty()) return;
    const std::uint32_t old_from = old_part.begin.count, new_from = new_part.begin.count;
    std::map<std::string_view, std::uint32_t> numbers;
    const Pieces a = cut(before_.substr(old_from, old_part.length()), level, numbers),
                 b = cut(after_.substr(new_from, new_part.length()), level, numbers);
    Pairs pairs = paired(a.symbols, b.symbols);
    pairs.emplace_back(static_cast<std::uint32_t>(a.symbols.size()),
                       static_cast<std::uint32_t>(b.symbols.size()));
    std::uint32_t old_at = 0, new_at = 0;  // up to here all is settled
    for (const auto& [x, y] : pairs) {
      if (level != Level::characters)
        align(byte_span(old_from + old_at, old_from + a.begin[x]),
              byte_span(new_from + new_at, new_from + b.begin[y]),
              level == Level::lines ? Level::words : Level::characters);
      if (x == a.symbols.size()) break;
      keep(old_from + a.begin[x], new_from + b.begin[y], a.begin[x + 1] - a.begin[x]);
      old_at = a.begin[x + 1];
      new_at = b.begin[y + 1];
    }
  }

 private:
  void keep(std::uint32_t old_at, std::uint32_t new_at, std::uint32_t length) {
    if (!kept_.empty() && kept_.back().before + kept_.back().length == old_at &&
        kept_.back().after + kept_.back().length == new_at)
      kept_.back().length += length;
    else
      kept_.push_back({old_at, new_at, length});
  }

  std::string_view before_, after_;
  std::vector<Alignment::Kept>& kept_;
};

}  // namespace

Alignment::Alignment(std::string_view before, std::string_view after) {
  Aligner(before, after, kept_).align(byte_span(0, before.size()), byte_span(0, after.size()), Level::lines);
}

std::optional<ByteOffset> Alignment::moved(ByteOffset place) const {
  const auto at = std::partition_point(kept_.begin(), kept_.end(), [&](const Kept& stretch) {
    return stretch.before + stretch.length <= place.count;
  });
  if (at == kept_.end() || at->before > place.count) return std::nullopt;
  return ByteOffset{at->after + (place.count - at->before)};
}

std::optional<ByteSpan> Alignment::moved(ByteSpan span, std::uint32_t& bytes_kept) const {
  bytes_kept = 0;
  if (span.empty()) return std::nullopt;
  for (auto at = std::partition_point(kept_.begin(), kept_.end(),
                                      [&](const Kept& k) { return k.before + k.length <= span.begin.count; });
       at != kept_.end() && at->before < span.end.count; ++at)
    bytes_kept += std::min(at->before + at->length, span.end.count) - std::max(at->before, span.begin.count);
  auto begin = moved(span.begin), end = moved(ByteOffset{span.end.count - 1});
  if (end) ++end->count;
  // Where an end of the span itself was corrected, its neighbour outside tells.
  if (!begin && span.begin.count > 0)
    if ((begin = moved(ByteOffset{span.begin.count - 1}))) ++begin->count;
  if (!end) end = moved(span.end);
  if (!begin || !end || *end <= *begin) return std::nullopt;
  return ByteSpan{*begin, *end};
}

}  // namespace gloss::text
