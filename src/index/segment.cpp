// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a segment: map, verify, then trust.
#include "index/segment.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace gloss::index {

std::string segment_path(const std::string& folder, std::uint64_t generation) {
  return fmt::format("{}/seg-{:06}", folder, generation);
}

std::uint64_t word_hash(std::string_view form) { return XXH3_64bits(form.data(), form.size()); }

std::array<std::uint64_t, end_at + 1> section_places(const SegmentHeader& header) {
  const std::array<std::uint64_t, end_at> sizes{header.texts * sizeof(TextRow),
                                                header.passages * sizeof(PassageRow),
                                                header.positions * sizeof(Cell),
                                                header.used * 4,
                                                (header.used + 1) * 4,
                                                header.list_bytes,
                                                (header.words + 1) * 4,
                                                header.word_bytes,
                                                header.slots * 4};
  std::array<std::uint64_t, end_at + 1> places{};
  std::uint64_t at = sizeof(SegmentHeader);
  for (std::size_t i = 0; i < end_at; ++i) {
    places[i] = at;
    at = (at + sizes[i] + 7) & ~std::uint64_t{7};
  }
  places[end_at] = at;
  return places;
}

Result<Segment> Segment::open(const std::string& folder, const SegmentName& name,
                              std::uint32_t words_before) {
  Segment segment;
  segment.name_ = name;
  const std::string path = segment_path(folder, name.generation);
  auto file = MappedFile::open(path);
  if (!file) {
    if (file.error().fault == Fault::missing_input)
      return Err(Fault::damaged, path, "a part of the token store is missing");
    return Err(std::move(file).error());
  }
  segment.file_ = std::move(*file);
  GLOSS_CHECK(segment.map_sections(path, words_before));
  return segment;
}

Result<void> Segment::map_sections(const std::string& path, std::uint32_t words_before) {
  const std::string_view bytes = file_.bytes();
  if (bytes.size() != name_.bytes) return Err(Fault::damaged, path, "the token store is damaged: wrong size");
  if (XXH3_64bits(bytes.data(), bytes.size()) != name_.checksum)
    return Err(Fault::damaged, path, "the token store is damaged: wrong checksum");

  SegmentHeader header;
  const auto nonsense = [&] {
    return Err(Fault::damaged, path, "the token store is damaged: it contradicts itself");
  };
  if (bytes.size() < sizeof header) return nonsense();
  const auto expected_magic = header.magic;
  std::memcpy(&header, bytes.data(), sizeof header);
  const std::uint64_t limit = UINT32_MAX;
  if (header.magic != expected_magic || header.texts > limit || header.passages > limit ||
      header.positions > segment_positions || header.used > limit || header.list_bytes > limit ||
      header.first_word != words_before || header.words > id_mask ||
      header.first_word + header.words > id_mask || header.word_bytes > segment_word_bytes ||
      header.slots > limit || (header.slots != 0 && !std::has_single_bit(header.slots)) ||
      (header.words > 0) != (header.slots > header.words))
    return nonsense();
  const auto places = section_places(header);
  if (places[end_at] != bytes.size()) return nonsense();

  const auto section = [&]<class T>(Section which, std::uint64_t count, std::span<const T>& into) {
    into = {reinterpret_cast<const T*>(bytes.data() + places[which]), static_cast<std::size_t>(count)};
  };
  first_word_ = words_before;
  section(texts_at, header.texts, texts_);
  section(passages_at, header.passages, passages_);
  section(cells_at, header.positions, cells_);
  section(used_at, header.used, used_);
  section(list_begin_at, header.used + 1, list_begin_);
  section(word_begin_at, header.words + 1, word_begin_);
  section(slots_at, header.slots, slots_);
  lists_ = bytes.substr(places[lists_at], header.list_bytes);
  words_ = bytes.substr(places[words_at], header.word_bytes);
  if (!sound()) return nonsense();
  return {};
}

namespace {
/// Offsets of n pieces that fill `size` bytes.
bool fills(std::span<const std::uint32_t> begins, std::size_t size) {
  return begins.front() == 0 && begins.back() == size && std::is_sorted(begins.begin(), begins.end());
}
}  // namespace

bool Segment::sound() const {
  const std::uint32_t words_known = first_word_ + words();
  if (!fills(list_begin_, lists_.size()) || !fills(word_begin_, words_.size())) return false;
  if (std::adjacent_find(used_.begin(), used_.end(), std::greater_equal<>()) != used_.end()) return false;
  if (!used_.empty() && used_.back() >= words_known) return false;
  if (std::any_of(slots_.begin(), slots_.end(), [&](std::uint32_t slot) { return slot > words(); }))
    return false;
  std::uint32_t largest = 0;
  for (const Cell cell : cells_) largest = std::max(largest, id_of(cell));
  if (!cells_.empty() && largest >= words_known) return false;

  std::uint64_t position = 0, passage = 0;
  for (const TextRow& row : texts_) {
    if (row.first != position || row.first_passage != passage) return false;
    position += row.positions;
    passage += row.passages;
    if (position > cells_.size() || passage > passages_.size()) return false;
    std::uint32_t first = 0, end = 0;
    for (const PassageRow& p : passages(row)) {
      if (p.first < first || p.first > row.positions || p.begin < end || p.end < p.begin) return false;
      first = p.first;
      end = p.end;
    }
  }
  return position == cells_.size() && passage == passages_.size();
}

bool Segment::find(std::string_view form, std::uint64_t hash, std::uint32_t& id) const {
  if (slots_.empty()) return false;
  std::size_t i = hash & (slots_.size() - 1);
  // There are more slots than words, but a table made full by a fault must not loop for ever.
  for (std::size_t tried = 0; tried < slots_.size(); ++tried, i = (i + 1) & (slots_.size() - 1)) {
    if (slots_[i] == 0) return false;
    if (word(slots_[i] - 1) != form) continue;
    id = first_word_ + slots_[i] - 1;
    return true;
  }
  return false;
}

namespace {

/// Takes one varint off the front; 0 at the end.
std::uint32_t take_varint(const unsigned char*& at, const unsigned char* end) {
  std::uint32_t value = 0;
  for (int shift = 0; at != end && shift < 35; shift += 7) {
    const std::uint32_t byte = *at++;
    value |= (byte & 0x7F) << shift;
    if (byte < 0x80) break;
  }
  return value;
}

}  // namespace

std::string_view Segment::list(std::uint32_t id) const {
  const auto found = std::lower_bound(used_.begin(), used_.end(), id);
  if (found == used_.end() || *found != id) return {};
  const auto i = static_cast<std::size_t>(found - used_.begin());
  return lists_.substr(list_begin_[i], list_begin_[i + 1] - list_begin_[i]);
}

void Segment::postings(std::uint32_t id, std::vector<std::uint32_t>& out) const {
  const std::string_view bytes = list(id);
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* end = at + bytes.size();
  const std::uint32_t count = std::min(take_varint(at, end), positions());
  out.reserve(out.size() + count);
  std::uint32_t position = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    position += take_varint(at, end);
    if (position >= cells_.size()) return;
    out.push_back(position);
  }
}

std::uint32_t Segment::posting_count(std::uint32_t id) const {
  const std::string_view bytes = list(id);
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  return take_varint(at, at + bytes.size());
}

}  // namespace gloss::index
