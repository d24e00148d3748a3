// SPDX-License-Identifier: GPL-3.0-or-later
// Xapian proposes: which passages hold these words, best first (BM25). Whether they match is decided by the
// matcher.
//
// One Xapian document per passage: docid = the store's passage id; terms are the folded words and, in Han,
// Kana and Hangul runs, single characters and bigrams of adjacent ones; no positions, no stems. Boolean
// prefixes XD: source text, XS: speaker, XL: language, XK: kind. Words over limits::index_term_bytes are cut
// and hashed. Built by our own terms, never by TermGenerator or QueryParser, which drop words silently.
// Derived, disposable: whatever is wrong with it, it is rebuilt.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "index/token_store.h"

namespace gloss::index {

struct Ranked {
  std::int64_t passage = 0;  ///< the store's passage id
  double score = 0;          ///< BM25 weight, rounded to 6 significant digits
};

class PassageIndex {
 public:
  /// Faults: missing_input, damaged, bad_input (stale), as for TokenStore::open.
  static Result<PassageIndex> open(const std::string& folder, std::string_view project_id);
  ~PassageIndex();
  PassageIndex(PassageIndex&&) noexcept;
  PassageIndex& operator=(PassageIndex&&) noexcept;

  /// Of the given passages the `most` with the highest scores for the words (folded forms; forms of several
  /// character positions are looked up as bigrams), best first; passages with none of the words have score 0.
  /// Where scores are equal, those with less at their place in `order` come first. REQUIRES: `passages`
  /// ascending, `order` of the same length.
  Result<std::vector<Ranked>> rank(const std::vector<std::string>& words,
                                   std::span<const std::int64_t> passages,
                                   std::span<const std::uint32_t> order, std::size_t most) const;
  std::vector<std::int64_t> texts() const;  ///< ids of the texts in it, ascending
  std::uint64_t passages() const;

 private:
  struct Impl;
  explicit PassageIndex(std::unique_ptr<Impl>);
  std::unique_ptr<Impl> impl_;
};

class PassageIndexWriter {
 public:
  /// Goes on from `folder` if it is sound, else makes it anew.
  static Result<PassageIndexWriter> open(const std::string& folder, std::string_view project_id);
  ~PassageIndexWriter();
  PassageIndexWriter(PassageIndexWriter&&) noexcept;
  PassageIndexWriter& operator=(PassageIndexWriter&&) noexcept;

  /// Passage i of the text gets docid `first_passage + i`. Commits by itself every 2,000 passages or 16 MB,
  /// always at the end of a text. `kind` and `language` become boolean terms. A text that is in already is
  /// passed over: texts are frozen, so it is the same.
  Result<void> add(const TokenizedText& text, std::int64_t first_passage, std::string_view kind,
                   std::string_view language);
  /// Puts all on disk and seals it with checksums of every file, which costs a pass over the index: once per
  /// job, not per text. A writer that ends without commit seals what it committed by itself and drops the
  /// rest; one that is killed leaves an index that counts as damaged.
  Result<void> commit();

 private:
  struct Impl;
  explicit PassageIndexWriter(std::unique_ptr<Impl>);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gloss::index
