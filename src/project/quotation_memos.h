// SPDX-License-Identifier: GPL-3.0-or-later
// Memos on codings and passages, as quotations carry them: a translation, a thought, a star for an exemplar.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "model/coding.h"
#include "model/hand_work.h"
#include "report/quotations_report.h"

namespace gloss::project {

/// By place in the present texts; a memo anchored in an earlier version of a text is not found.
class QuotationMemos {
 public:
  explicit QuotationMemos(const std::vector<model::Memo>& memos);
  /// Adds the memos on the coding. A star at the beginning of one makes it an exemplar, and is not shown.
  void add_on_coding(std::int64_t text, const model::Coding& coding, report::QuotedCoding& to) const;
  /// Those on the passages that begin in `span`.
  std::vector<report::QuotedMemo> on_passages(std::int64_t text, text::ByteSpan span) const;

 private:
  std::map<std::tuple<std::int64_t, text::ByteSpan, std::string>, std::vector<report::QuotedMemo>>
      on_codings_;
  std::multimap<std::pair<std::int64_t, text::ByteOffset>, report::QuotedMemo> on_passages_;
};

}  // namespace gloss::project
