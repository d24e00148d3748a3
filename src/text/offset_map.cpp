// SPDX-License-Identifier: GPL-3.0-or-later
// Counting code points is counting the bytes that do not continue one.
#include "text/offset_map.h"

#include <algorithm>

namespace gloss::text {
namespace {

constexpr std::size_t step = 1024;

bool begins_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

std::uint32_t count_code_points(std::string_view text) {
  std::uint32_t count = 0;
  for (const char c : text) count += begins_code_point(c) ? 1 : 0;
  return count;
}

}  // namespace

OffsetMap::OffsetMap(std::string_view text) : text_(text) {
  checkpoints_.reserve(text.size() / step + 1);
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += step) {
    checkpoints_.push_back(count);
    count += count_code_points(text.substr(at, step));
  }
  length_ = {count};
}

std::optional<CodePointOffset> OffsetMap::code_point(ByteOffset place) const {
  const std::size_t at = place.count;
  if (at == text_.size()) return length_;
  if (at > text_.size() || !begins_code_point(text_[at])) return {};
  const std::size_t from = at / step;
  return CodePointOffset{checkpoints_[from] + count_code_points(text_.substr(from * step, at - from * step))};
}

std::optional<ByteOffset> OffsetMap::byte(CodePointOffset place) const {
  if (place > length_) return {};
  if (place == length_) return ByteOffset{static_cast<std::uint32_t>(text_.size())};
  // The last checkpoint at or before the place; then the byte that begins the next code point but `left`.
  const auto after = std::upper_bound(checkpoints_.begin(), checkpoints_.end(), place.count);
  const auto from = static_cast<std::size_t>(after - checkpoints_.begin() - 1);
  std::uint32_t left = place.count - checkpoints_[from];
  std::size_t at = from * step;
  while (!begins_code_point(text_[at]) || left-- > 0) ++at;
  return ByteOffset{static_cast<std::uint32_t>(at)};
}

std::optional<CodePointSpan> OffsetMap::code_points(ByteSpan span) const {
  const auto begin = code_point(span.begin), end = code_point(span.end);
  if (!begin || !end || span.end < span.begin) return {};
  return CodePointSpan{*begin, *end};
}

std::optional<ByteSpan> OffsetMap::bytes(CodePointSpan span) const {
  const auto begin = byte(span.begin), end = byte(span.end);
  if (!begin || !end || span.end < span.begin) return {};
  return ByteSpan{*begin, *end};
}

}  // namespace gloss::text
