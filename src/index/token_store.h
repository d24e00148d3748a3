// SPDX-License-Identifier: GPL-3.0-or-later
// The token store: every text as an array of vocabulary ids with flags, and where each word stands. Derived
// and disposable.
//
// Layout: a folder with a manifest and segment files. A segment holds the texts added in one go: cells (one
// uint32 per match position: 24 bits vocabulary id, 8 bits flags), passage rows, positional postings, and the
// words it is the first to use. Ids are dense, in order of first use, and stable; answers never depend on
// them. Files are memory-mapped. Adding texts writes a new segment file, syncs it, and swaps the manifest by
// one rename, so a crash leaves the old store or the new one. Small segments are merged into bigger ones when
// there are many.
//
// The manifest carries a fingerprint (layout version, tokenizer_fingerprint(), project id) and every file's
// size and checksum (XXH3). Whatever is missing, stale or damaged makes `open` say so; the caller rebuilds.
// One writer; readers keep what they have mapped.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/source.h"
#include "text/tokenizer.h"

namespace gloss::index {

using Cell = std::uint32_t;
inline constexpr std::uint32_t id_mask = 0x00FFFFFF;
constexpr std::uint32_t id_of(Cell cell) { return cell & id_mask; }
constexpr std::uint8_t flags_of(Cell cell) { return static_cast<std::uint8_t>(cell >> 24); }
constexpr Cell make_cell(std::uint32_t id, std::uint8_t flags) {
  return id | (static_cast<Cell>(flags) << 24);
}

/// One passage. 24 bytes, as on disk.
struct PassageRow {
  std::uint32_t first;       ///< its first position, counted from the start of its text
  std::uint32_t begin, end;  ///< bytes of the frozen text
  std::int32_t turn;         ///< index into the source's turns, or -1
  std::int32_t section;      ///< index into the source's sections, or -1
  std::int32_t speaker;      ///< index into the source's speakers, or -1
};

/// One text. Views are valid as long as the TokenStore.
struct TextTokens {
  std::int64_t text = 0;        ///< the store's id of the text
  std::span<const Cell> cells;  ///< all positions, in text order; never crosses into another text
  std::span<const PassageRow>
      passages;               ///< in text order; a passage without positions has first == next one's first
  std::uint32_t segment = 0;  ///< where its postings are
  std::uint32_t first = 0;    ///< its first position in the segment's numbering
  /// The index of the passage that holds a position. Passages without positions share their `first` with the
  /// next one; the last of them holds it. REQUIRES: position < cells.size().
  std::size_t passage_of(std::uint32_t position) const {
    const auto past =
        std::upper_bound(passages.begin(), passages.end(), position,
                         [](std::uint32_t at, const PassageRow& row) { return at < row.first; });
    return static_cast<std::size_t>(past - passages.begin()) - 1;
  }
  /// One past the last position of passage `i`.
  std::uint32_t passage_end(std::size_t i) const {
    return i + 1 < passages.size() ? passages[i + 1].first : static_cast<std::uint32_t>(cells.size());
  }
  /// Calls `use` with the index of each passage that has one of the positions from `begin` to `last`.
  template <class Use>
  void for_each_passage(std::uint32_t begin, std::uint32_t last, Use use) const {
    for (std::size_t i = passage_of(begin); i < passages.size() && passages[i].first <= last; ++i)
      if (passages[i].first < passage_end(i)) use(i);
  }
};

/// All distinct folded forms. Views are valid as long as the TokenStore.
class Vocabulary {
 public:
  virtual ~Vocabulary() = default;
  virtual std::uint32_t size() const = 0;
  virtual std::string_view word(std::uint32_t id) const = 0;  ///< REQUIRES: id < size()
  virtual std::optional<std::uint32_t> find(std::string_view folded) const = 0;
};

class TokenStore {
 public:
  /// Faults: missing_input (no store), damaged (checksum, size, nonsense), bad_input (stale: other
  /// fingerprint). Each message says which, for the line that tells the user about the rebuild.
  static Result<TokenStore> open(const std::string& folder, std::string_view project_id);
  /// A store with nothing in it.
  static TokenStore empty();
  ~TokenStore();
  TokenStore(TokenStore&&) noexcept;
  TokenStore& operator=(TokenStore&&) noexcept;

  const Vocabulary& vocabulary() const;
  /// Nothing where the text is not in the store.
  std::optional<TextTokens> find(std::int64_t text) const;
  std::vector<std::int64_t> texts() const;  ///< ascending

  std::uint32_t segments() const;
  /// The positions of word `id` in segment `segment`, ascending, in the segment's numbering, appended to
  /// `out`.
  void postings(std::uint32_t segment, std::uint32_t id, std::vector<std::uint32_t>& out) const;
  std::uint32_t posting_count(std::uint32_t segment, std::uint32_t id) const;

  std::uint64_t bytes() const;  ///< of all its files

 private:
  friend class TokenStoreWriter;
  struct Impl;
  explicit TokenStore(std::unique_ptr<Impl>);
  std::unique_ptr<Impl> impl_;
};

/// One text, tokenized by a maker thread; the writer gives ids. See `tokenize`.
struct TokenizedText {
  std::int64_t text = 0;
  std::vector<PassageRow> passages;
  std::vector<std::uint32_t> local;  ///< per position: index into `words` (24 bits) and flags, as a Cell
  std::string words;                 ///< the distinct folded forms of this text, concatenated ...
  std::vector<std::uint32_t>
      word_begin;  ///< ... word i is [word_begin[i], word_begin[i+1]); one more entry than words
};

/// Tokenizes every passage of `source`. Pure but for the tokenizer's buffers; one per thread.
class TextTokenizer {
 public:
  TextTokenizer();
  ~TextTokenizer();
  TokenizedText tokenize(std::int64_t text_id, const model::Source& source);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Adds texts. REQUIRES: the caller holds the project's writer lock.
class TokenStoreWriter {
 public:
  /// Goes on from `folder` if it is sound, else starts an empty store there at the first commit.
  static Result<TokenStoreWriter> open(const std::string& folder, std::string_view project_id);
  ~TokenStoreWriter();
  TokenStoreWriter(TokenStoreWriter&&) noexcept;
  TokenStoreWriter& operator=(TokenStoreWriter&&) noexcept;

  /// A text that is in already is passed over: texts are frozen, so it is the same.
  /// Faults: bad_input (more than limits::vocabulary_words distinct words).
  Result<void> add(const TokenizedText& text);
  /// Positions added since the last commit; the caller commits every few million to bound memory.
  std::uint64_t pending_positions() const;
  /// Writes a segment and swaps the manifest. Nothing pending: nothing is done.
  Result<void> commit();

 private:
  struct Impl;
  explicit TokenStoreWriter(std::unique_ptr<Impl>);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gloss::index
