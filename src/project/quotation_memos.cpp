// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/quotation_memos.h"

namespace gloss::project {

QuotationMemos::QuotationMemos(const std::vector<model::Memo>& memos) {
  for (const model::Memo& memo : memos) {
    if (memo.subject == model::Subject::coding)
      on_codings_[{memo.at.text, memo.at.span, memo.part}].push_back({memo.coder, memo.words});
    else if (memo.subject == model::Subject::passage)
      on_passages_.insert({{memo.at.text, memo.at.span.begin}, {memo.coder, memo.words}});
  }
}

void QuotationMemos::add_on_coding(std::int64_t text, const model::Coding& coding,
                                   report::QuotedCoding& to) const {
  if (on_codings_.empty()) return;
  const auto found = on_codings_.find({text, coding.span, coding.code});
  if (found == on_codings_.end()) return;
  for (report::QuotedMemo memo : found->second) {
    if (memo.words.starts_with('*')) {
      to.exemplar = true;
      const auto words = memo.words.find_first_not_of("* \t\n");
      memo.words.erase(0, words);  // npos: all of it
    }
    if (!memo.words.empty()) to.memos.push_back(std::move(memo));
  }
}

std::vector<report::QuotedMemo> QuotationMemos::on_passages(std::int64_t text, text::ByteSpan span) const {
  std::vector<report::QuotedMemo> memos;
  const auto end = on_passages_.lower_bound({text, span.end});
  for (auto at = on_passages_.lower_bound({text, span.begin}); at != end; ++at) memos.push_back(at->second);
  return memos;
}

}  // namespace gloss::project
