// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/alignment.h"

#include <algorithm>
#include <map>

#include "base/edit_script.h"

namespace gloss::text {
namespace {

constexpr int most_edits = 3000;  // of one search; what has more was rewritten

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
    auto pairs = paired_symbols(a.symbols, b.symbols, most_edits);
    pairs.emplace_back(a.symbols.size(), b.symbols.size());
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
