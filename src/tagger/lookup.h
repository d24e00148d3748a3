// SPDX-License-Identifier: GPL-3.0-or-later
// The other access path to leaves: by positional postings, for a query or a few rules over many sources.
//
// A word is where its postings are. A phrase is looked for at the postings of the element that occurs least
// (with gaps: of its first part), and compared in place. Before that, sources are passed over in which
// something is missing that every match must hold; where passages decide alone, passages are passed over in
// the same way. The query has the same matches as after Scanner.
#pragma once

#include <map>
#include <vector>

#include "index/token_store.h"
#include "tagger/scan.h"

namespace gloss::tagger {

/// Whether a passage alone decides which spans a node has in it, and what explains them.
bool is_local(const Plan& plan, std::uint32_t node);

class Lookup {
 public:
  /// Reads the postings it needs. REQUIRES: the plan is of a query (one rule); both outlive this object.
  Lookup(const Plan& plan, const index::TokenStore& store);

  /// False: some phrase begins with a gap and can begin anywhere, so the texts have to be scanned.
  bool is_complete() const { return complete_; }
  /// Whether the query can match in the text. If so, `out` is all occurrences of all leaves in it that can
  /// matter, in no order. REQUIRES: is_complete().
  bool find(const index::TextTokens& tokens, std::vector<Occurrence>& out) const;

 private:
  using Positions = std::vector<std::uint32_t>;
  /// Where to look for a leaf, or for one way through a phrase.
  struct Anchor {
    std::uint32_t leaf = 0;
    std::vector<std::uint32_t> steps;                ///< elements of a phrase without gaps
    std::uint32_t offset = 0;                        ///< which of the steps the postings are of
    const std::vector<Positions>* places = nullptr;  ///< by segment
  };
  struct Range {
    const std::uint32_t *begin = nullptr, *end = nullptr;
  };
  /// A passage, in the segment's numbering.
  struct Stretch {
    std::uint32_t begin = 0, end = 0;
  };

  void add_anchors(std::uint32_t leaf);
  std::uint64_t count(const Ids& ids) const;
  const std::vector<Positions>& places(const Ids& ids);
  void order_clauses();
  void find_passages(const std::vector<Range>& ranges, const index::TextTokens& tokens,
                     std::vector<Stretch>& passages) const;
  void add(const Anchor& anchor, Range range, const index::TextTokens& tokens,
           std::vector<Occurrence>& out) const;
  void add_phrase(const Anchor& anchor, Range range, const index::TextTokens& tokens,
                  std::vector<Occurrence>& out) const;
  std::vector<std::vector<std::uint32_t>> needs(std::uint32_t node) const;

  const Plan& plan_;
  const index::TokenStore& store_;
  bool complete_ = true;
  bool can_be_bare_ = false, is_local_ = false;
  std::map<Ids, std::vector<Positions>> read_;
  std::vector<Anchor> anchors_;
  /// Of each clause at least one anchor occurs in every source with a match (if is_local_: in every passage
  /// with a match); the rarest clause is first.
  std::vector<std::vector<std::uint32_t>> clauses_;
};

}  // namespace gloss::tagger
