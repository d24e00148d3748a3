// SPDX-License-Identifier: GPL-3.0-or-later
// A segment: the texts that were added in one go (or merged later), in one file that is written once and then
// only mapped.
//
// The file: a header of counts, then the sections below, each at a multiple of 8 bytes, in host order
// (little-endian).
//   texts        TextRow      per text, in order of adding
//   passages     PassageRow   of all texts; `first` counts from the start of its text
//   cells        Cell         of all texts
//   used         uint32       ids of the words that occur in it, ascending
//   list_begin   uint32       per used word, and one more: where its posting list begins in `lists`
//   lists        bytes        per used word: varint count, then positions as varint differences
//   word_begin   uint32       per new word, and one more: where it begins in `words`
//   words        bytes        the words that no earlier segment has; the first has id `first_word`
//   slots        uint32       hash table of the new words: 0 = free, else word's number in the segment + 1; a
//   power of two, or nothing
// Every offset in it is checked when it is opened, after the checksum, so that nothing read from it later can
// lead outside.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/result.h"
#include "index/token_store.h"

namespace gloss::index {

static_assert(std::endian::native == std::endian::little,
              "segment files are little-endian and mapped as they are");

struct TextRow {
  std::int64_t text = 0;
  std::uint32_t first = 0, positions = 0;         ///< in the segment's numbering
  std::uint32_t first_passage = 0, passages = 0;  ///< among the segment's passages
};

/// What the manifest knows of a segment.
struct SegmentName {
  std::uint64_t generation = 0;
  std::uint64_t bytes = 0;
  std::uint64_t checksum = 0;  ///< XXH3, 64 bits, of the whole file
};
std::string segment_path(const std::string& folder, std::uint64_t generation);

/// What goes into a segment file. Views must live until it is written.
struct SegmentContent {
  struct Text {
    std::int64_t text = 0;
    std::span<const Cell> cells;
    std::span<const PassageRow> passages;
  };
  std::vector<Text> texts;
  std::uint32_t first_word = 0;
  std::string words;                         ///< the new words ...
  std::vector<std::uint32_t> word_begin{0};  ///< ... word i is [word_begin[i], word_begin[i+1])
};

/// Most positions and word bytes that one segment may have, so that 32 bits are enough for every offset in
/// it.
inline constexpr std::uint64_t segment_positions = std::uint64_t{1} << 28;
inline constexpr std::uint64_t segment_word_bytes = std::uint64_t{1} << 31;

/// Writes and syncs the file; an old one of that name is replaced. Faults: io, cannot_create.
Result<SegmentName> write_segment(const std::string& folder, std::uint64_t generation,
                                  const SegmentContent& content);

class Segment {
 public:
  /// `words_before` = words of the segments before it. Faults: damaged (also where the file is not there),
  /// io, not_allowed.
  static Result<Segment> open(const std::string& folder, const SegmentName& name, std::uint32_t words_before);

  const SegmentName& name() const { return name_; }
  std::span<const TextRow> texts() const { return texts_; }
  std::span<const Cell> cells(const TextRow& row) const { return cells_.subspan(row.first, row.positions); }
  std::span<const PassageRow> passages(const TextRow& row) const {
    return passages_.subspan(row.first_passage, row.passages);
  }
  std::uint32_t positions() const { return static_cast<std::uint32_t>(cells_.size()); }

  std::uint32_t first_word() const { return first_word_; }
  std::uint32_t words() const { return static_cast<std::uint32_t>(word_begin_.size() - 1); }
  std::string_view word_bytes() const { return words_; }
  std::string_view word(std::uint32_t i) const {
    return words_.substr(word_begin_[i], word_begin_[i + 1] - word_begin_[i]);
  }
  /// The id of a word that is new in this segment; words().size() + first_word() or more where it is not.
  /// `hash` = word_hash(form).
  bool find(std::string_view form, std::uint64_t hash, std::uint32_t& id) const;

  void postings(std::uint32_t id, std::vector<std::uint32_t>& out) const;
  std::uint32_t posting_count(std::uint32_t id) const;

 private:
  Result<void> map_sections(const std::string& path, std::uint32_t words_before);
  bool sound() const;
  std::string_view list(std::uint32_t id) const;

  MappedFile file_;
  SegmentName name_;
  std::uint32_t first_word_ = 0;
  std::span<const TextRow> texts_;
  std::span<const PassageRow> passages_;
  std::span<const Cell> cells_;
  std::span<const std::uint32_t> used_, list_begin_, word_begin_, slots_;
  std::string_view lists_, words_;
};

std::uint64_t word_hash(std::string_view form);

/// The header of a segment file and where its sections are.
struct SegmentHeader {
  std::array<char, 8> magic{'g', 'l', 'o', 's', 's', 's', 'e', '1'};
  std::uint64_t texts = 0, passages = 0, positions = 0, used = 0, list_bytes = 0;
  std::uint64_t first_word = 0, words = 0, word_bytes = 0, slots = 0;
};
enum Section {
  texts_at,
  passages_at,
  cells_at,
  used_at,
  list_begin_at,
  lists_at,
  word_begin_at,
  words_at,
  slots_at,
  end_at
};
/// Where each section begins, and the file's size. REQUIRES: every count below 2^32.
std::array<std::uint64_t, end_at + 1> section_places(const SegmentHeader& header);

}  // namespace gloss::index
