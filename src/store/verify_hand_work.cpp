// SPDX-License-Identifier: GPL-3.0-or-later
// Checks on what people did: every anchor stands where it says, in words as well as in numbers.
#include <fmt/format.h>

#include "store/hand_work.h"
#include "store/texts.h"
#include "store/verify.h"

namespace gloss::store {
namespace {

/// Reads each text once while anchors come in order of their texts.
class AnchorCheck {
 public:
  AnchorCheck(Connection& connection, Findings& findings) : connection_(connection), findings_(findings) {}

  void check(const model::Anchor& at, const std::string& what) {
    if (Query source(connection_, "SELECT 1 FROM source WHERE name = ?", at.source); !source.next())
      findings_.add("anchor-source", what, "its source is not in the project");
    if (at.text != held_) {
      held_ = at.text;
      known_ = text_row(connection_, at.text).has_value();
      text_ = known_ ? text_body(connection_, at.text) : std::string();
    }
    if (!known_) {
      findings_.add("anchor-text", what, "its text is not in the file");
      return;
    }
    if (at.span.end.count > text_.size() || at.span.empty()) {
      findings_.add("anchor-place", what, "its place is not in the text");
      return;
    }
    if (model::anchor_at(at.source, at.text, text_, at.span) != at)
      findings_.add("anchor-quote", what, "its quote or context is not what stands there");
  }

 private:
  Connection& connection_;
  Findings& findings_;
  std::int64_t held_ = 0;
  bool known_ = false;
  std::string text_;
};

std::string place_of(const model::Anchor& at) {
  return fmt::format("{} {}-{}", at.source, at.span.begin.count, at.span.end.count);
}

}  // namespace

void verify_hand_work(Connection& connection, const std::string& place, Findings& findings) {
  const auto all = read_hand_work(connection, place);
  if (!all) {
    findings.add("hand-work", place, all.error().message);
    return;
  }
  AnchorCheck anchors(connection, findings);
  for (const auto& row : all->codings) {
    const std::string what = "coding of " + place_of(row.at);
    anchors.check(row.at, what);
    if (!is_good_name(row.code) || !is_good_name(row.coder))
      findings.add("hand-coding-name", what, "its code or coder is not plain text");
  }
  for (const auto& row : all->decisions) {
    const std::string what = "decision on " + place_of(row.at);
    anchors.check(row.at, what);
    if (!is_good_name(row.code) || !is_good_name(row.coder))
      findings.add("decision-name", what, "its code or coder is not plain text");
  }
  for (const auto& memo : all->memos) {
    const std::string what = fmt::format("memo {}", memo.number);
    if (!memo.at.span.empty()) anchors.check(memo.at, what);
    if (!is_good_name(memo.coder) || memo.words.empty())
      findings.add("memo-words", what, "its coder or words are missing or not plain text");
  }
  for (const auto& mark : all->read)
    if (!is_good_name(mark.coder))
      findings.add("read-mark", mark.source, "who has read it is not plain text");
}

}  // namespace gloss::store
