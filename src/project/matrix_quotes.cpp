// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/matrix_quotes.h"

#include <algorithm>

namespace gloss::project {
namespace {

/// The row of a code, or of the nearest one above it that has a row; -1 = none.
std::int32_t nearest_row(std::string id, const std::vector<report::CodeRow>& codes) {
  while (!id.empty()) {
    const auto at = std::find_if(codes.begin(), codes.end(), [&](const auto& code) { return code.id == id; });
    if (at != codes.end()) return static_cast<std::int32_t>(at - codes.begin());
    const auto slash = id.rfind('/');
    id.resize(slash == std::string::npos ? 0 : slash);
  }
  return -1;
}

}  // namespace

CodingMemos::CodingMemos(const std::vector<model::Memo>& memos, const KnownSources& sources,
                         const std::vector<report::CodeRow>& codes) {
  std::map<std::int64_t, std::int32_t> source_of_text;
  for (std::size_t i = 0; i < sources.size(); ++i)
    source_of_text[sources[i].stored.text] = static_cast<std::int32_t>(i);
  for (const model::Memo& memo : memos) {
    const auto source = source_of_text.find(memo.at.text);
    if (memo.subject != model::Subject::coding || source == source_of_text.end()) continue;
    std::string& lines = lines_[{source->second, memo.at.span, nearest_row(memo.part, codes)}];
    lines += "\n(" + memo.coder + ": " + memo.words + ")";
  }
}

std::string CodingMemos::on(std::int32_t source, text::ByteSpan span, std::int32_t code) const {
  const auto found = lines_.find({source, span, code});
  return found == lines_.end() ? std::string() : found->second;
}

std::string quotes_of(const QuotedSource& source, const CodingMemos& memos,
                      std::span<const std::uint32_t> codings) {
  std::string cell;
  const text::ByteSpan* last = nullptr;
  for (const std::uint32_t c : codings) {
    const text::ByteSpan span = source.bytes[c];
    if (last == nullptr || *last != span) {
      if (last != nullptr) cell += quote_separator;
      cell += "[" + source.passage_names[c] + "] ";
      cell += source.text.substr(span.begin.count, span.length());
    }
    cell += memos.on(source.source, span, source.met[c].coding->code);
    last = &source.bytes[c];
  }
  return cell;
}

}  // namespace gloss::project
