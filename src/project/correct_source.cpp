// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/correct_source.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "base/limits.h"
#include "intake/read_source.h"
#include "project/find_source.h"

namespace gloss::project {
namespace {

constexpr std::size_t surroundings = 4;     ///< bytes of context that must be the same on one side
constexpr std::size_t telling_length = 20;  ///< bytes of a quote that is told by itself

std::size_t common_suffix(std::string_view a, std::string_view b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
  return n;
}
std::size_t common_prefix(std::string_view a, std::string_view b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
  return n;
}

/// Whether the context before (after) is the same as far as it must be; at an end of both texts it is.
bool same_before(const model::Anchor& a, const model::Anchor& b) {
  return common_suffix(a.before, b.before) >=
         std::min(surroundings, std::max(a.before.size(), b.before.size()));
}
bool same_after(const model::Anchor& a, const model::Anchor& b) {
  return common_prefix(a.after, b.after) >= std::min(surroundings, std::max(a.after.size(), b.after.size()));
}

bool stands_once(std::string_view text, std::string_view quote) {
  const std::size_t first = text.find(quote);
  return first != std::string_view::npos && text.find(quote, first + 1) == std::string_view::npos;
}

std::vector<std::string> labels_in_cases(const Project& project, const std::string& source) {
  std::vector<std::string> names;
  const auto cases = project.file().cases();
  if (!cases) return names;
  for (const auto& row : cases->rows)
    if (!row.speaker.empty() && model::glob_matches(row.source, source)) names.push_back(row.speaker);
  return names;
}

/// Moves all rows of one kind and notes what became of each.
class Mover {
 public:
  Mover(const std::string& name, std::int64_t version, std::string_view before, std::string_view after,
        Correction& correction)
      : name_(name),
        version_(version),
        before_(before),
        after_(after),
        alignment_(before, after),
        correction_(correction) {}

  template <class Row>
  void move(const std::vector<Row>& rows, std::vector<Row>& out, std::vector<Row>& in) {
    for (const Row& row : rows) {
      if (row.at.source != name_ || row.at.text != version_ || row.at.span.empty()) continue;
      Moved moved;
      describe(row, moved);
      moved.from = row.at;
      if (auto to = move_anchor(row.at, before_, after_, alignment_, moved.how)) {
        moved.to = *to;
        Row there = row;
        there.at = std::move(*to);
        there.at.text = 0;  // the new version, whose number the store gives
        out.push_back(row);
        in.push_back(std::move(there));
      }
      correction_.moved.push_back(std::move(moved));
    }
  }

 private:
  static void describe(const model::HandCoding& row, Moved& moved) {
    moved.what = "coding";
    moved.code = row.code;
    moved.coder = row.coder;
  }
  static void describe(const model::RuleDecision& row, Moved& moved) {
    moved.what = model::name_of(row.decision);
    moved.code = row.code;
    moved.coder = row.coder;
  }
  static void describe(const model::Memo& memo, Moved& moved) {
    moved.what = fmt::format("memo {}", memo.number);
    moved.coder = memo.coder;
  }

  const std::string& name_;
  std::int64_t version_;
  std::string_view before_, after_;
  text::Alignment alignment_;
  Correction& correction_;
};

}  // namespace

std::size_t Correction::count(Moved::How how) const {
  return static_cast<std::size_t>(
      std::count_if(moved.begin(), moved.end(), [&](const Moved& one) { return one.how == how; }));
}

std::optional<model::Anchor> move_anchor(const model::Anchor& anchor, std::string_view before,
                                         std::string_view after, const text::Alignment& alignment,
                                         Moved::How& how) {
  std::uint32_t kept = 0;
  if (const auto span = alignment.moved(anchor.span, kept)) {
    model::Anchor there = model::anchor_at(anchor.source, anchor.text, after, *span);
    const bool left = same_before(anchor, there), right = same_after(anchor, there);
    if (there.quote == anchor.quote) {
      if (left || right || anchor.quote.size() >= telling_length) {
        how = Moved::How::as_it_was;
        return there;
      }
    } else if (left && right && 5 * kept >= 4 * anchor.span.length() && 4 * kept >= 3 * span->length()) {
      how = Moved::How::reworded;
      return there;
    }
  }
  if (stands_once(before, anchor.quote) && stands_once(after, anchor.quote)) {
    how = Moved::How::as_it_was;
    const std::size_t at = after.find(anchor.quote);
    return model::anchor_at(anchor.source, anchor.text, after, text::byte_span(at, at + anchor.quote.size()));
  }
  how = Moved::How::not_moved;
  return std::nullopt;
}

Result<Correction> correct_source(Project& project, const CorrectOptions& options) {
  GLOSS_TRY(const auto sources, known_sources(project));
  GLOSS_TRY(const std::size_t index, find_source(sources, options.source));
  const store::StoredSource stored = sources[index].stored;
  GLOSS_TRY(const auto bytes, read_file(options.file, limits::input_file_bytes));
  GLOSS_TRY(auto read, intake::read_source(options.file, bytes,
                                           {options.encoding, false, options.language,
                                            labels_in_cases(project, stored.name)}));
  if (!read.refused.empty())
    return Err(Fault::bad_input, read.refused.front().place, read.refused.front().reason,
               "mend the file: a correction is taken over whole or not at all");
  read.source.name = stored.name;
  GLOSS_TRY(const auto text, project.file().read_text(stored.text));
  GLOSS_TRY(const auto work, project.file().hand_work());

  Correction correction;
  correction.source = stored.name;
  correction.passages_before = static_cast<std::size_t>(stored.passages);
  correction.passages_after = read.source.passages.size();
  store::HandChange change;
  Mover mover(stored.name, stored.text, text, read.source.text, correction);
  mover.move(work.codings, change.codings_out, change.codings_in);
  mover.move(work.decisions, change.decisions_out, change.decisions_in);
  mover.move(work.memos, change.memos_out, change.memos_in);
  std::stable_sort(correction.moved.begin(), correction.moved.end(),
                   [](const Moved& a, const Moved& b) { return a.from.span < b.from.span; });
  if (options.dry_run) return correction;
  GLOSS_CHECK(project.file().correct_source(read.source, bytes, change));
  project.forget_sources();
  return correction;
}

}  // namespace gloss::project
