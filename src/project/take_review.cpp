// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "base/limits.h"
#include "project/all_codings.h"
#include "project/decide.h"
#include "project/review_columns.h"
#include "project/review_row.h"
#include "project/review_sheet.h"
#include "text/decode.h"
#include "text/fold.h"

namespace gloss::project {
namespace {

using model::Decision;
using review::Row;

/// Takes one row after another into one change.
class Taking {
 public:
  Taking(const Project& project, const CodedProject& coded, DecisionChange decisions,
         const model::HandWork& work)
      : who_(project.environment().who),
        now_(utc_text(project.environment().clock->unix_seconds())),
        coded_(coded),
        places_(project, coded),
        decisions_(std::move(decisions)) {
    for (const auto& one : work.codings)
      if (one.coder == who_) codings_.insert({one.at.text, one.at.span, one.code});
    for (const auto& one : work.memos)
      if (one.coder == who_) memos_.insert({one.at.text, one.at.span, one.part, one.words});
  }

  /// Finds the rows that contradict one another, so that none of them is taken. Before any other row.
  void look_over(const std::vector<Row>& rows) {
    std::map<std::string, std::pair<int, Decision>> said;
    for (const Row& row : rows) {
      const auto decision = review::decision_of(row);
      if (row.coding.empty() || !decision || *decision == Decision::none) continue;
      const auto [first, is_new] = said.emplace(row.coding, std::pair(row.number, *decision));
      if (is_new || first->second.second == *decision) continue;
      contradicted_.emplace(row.number, first->second.first);
      contradicted_.emplace(first->second.first, row.number);
    }
  }

  Result<void> take(const Row& row) {
    ++taken_.rows;
    if (places_.has_source(row.source())) sources_.insert(row.source());
    if (row.says_nothing()) {
      ++taken_.empty;
      return {};
    }
    auto done = take_filled(row);
    if (done || done.error().fault != Fault::usage) return done;
    taken_.refused.push_back({row.number, std::move(done).error().message});
    return {};
  }

  ReviewTaken taken() && {
    taken_.sources.assign(sources_.begin(), sources_.end());
    return std::move(taken_);
  }
  const store::HandChange& change() const { return change_; }

 private:
  /// All of a row is looked at before any of it is taken. Fault::usage = the row is wrong.
  Result<void> take_filled(const Row& row) {
    const auto refuse = [](std::string why) { return Err(Fault::usage, {}, std::move(why)); };
    if (const auto other = contradicted_.find(row.number); other != contradicted_.end())
      return refuse(fmt::format("row {} decides otherwise about the same coding", other->second));
    GLOSS_TRY(const Decision decision, review::decision_of(row));
    if (row.coding.empty() && decision != Decision::none)
      return refuse("decides, but there is no coding in the row to decide about");
    if (row.memo.size() > limits::memo_bytes)
      return refuse(fmt::format("has a memo of more than {} MiB", limits::memo_bytes / limits::MiB));
    if (row.your_code.empty() && !row.your_quote.empty()) return refuse("has a quote, but no code for it");
    GLOSS_TRY(const auto passage, places_.passage(row));
    std::optional<CodingPlace> coding;
    if (!row.coding.empty()) coding = places_.coding(row, passage);
    if (!coding && decision != Decision::none)
      return refuse(fmt::format("no rule puts {} on \"{}\" any more", row.code, row.quote));
    GLOSS_TRY(const auto at, places_.anchor(row, passage));
    GLOSS_TRY(const auto codes, places_.codes(row));

    if (decision != Decision::none) GLOSS_CHECK(decide(row, *coding, decision));
    for (const std::string& code : codes) add_coding(at, code);
    if (row.memo.empty()) return {};
    if (!coding) {
      add_memo(model::Subject::passage, places_.whole(passage), "", row.memo);
      return {};
    }
    GLOSS_TRY(const auto of_coding, decisions_.anchor(*coding));
    add_memo(model::Subject::coding, of_coding, coding_at(*coding).code, row.memo);
    return {};
  }

  const model::Coding& coding_at(const CodingPlace& place) const {
    return coded_.coded[place.source].codings[place.coding].coding;
  }

  Result<void> decide(const Row& row, const CodingPlace& place, Decision decision) {
    const model::Coding& coding = coding_at(place);
    if (coding.decision != Decision::none && coding.decision != decision && coding.decided_by != who_)
      taken_.noted.push_back(
          {row.number, fmt::format("{} {} {}, which {} has {}", who_, name_of(decision), coding.code,
                                   coding.decided_by, name_of(coding.decision))});
    if (!decided_.insert({place.source, place.coding}).second) return {};  // a copied row
    GLOSS_TRY(const bool changed, decisions_.add(place, decision, "", change_));
    ++(!changed ? taken_.as_before : decision == Decision::accepted ? taken_.accepted : taken_.rejected);
    return {};
  }

  void add_coding(const model::Anchor& at, const std::string& code) {
    const bool is_new = codings_.insert({at.text, at.span, code}).second;
    if (is_new) change_.codings_in.push_back({at, code, who_});
    ++(is_new ? taken_.codings : taken_.as_before);
  }

  void add_memo(model::Subject subject, const model::Anchor& at, const std::string& code,
                const std::string& words) {
    const bool is_new = memos_.insert({at.text, at.span, code, words}).second;
    if (is_new) change_.memos_in.push_back({0, subject, "", code, at, who_, now_, words});
    ++(is_new ? taken_.memos : taken_.as_before);
  }

  const std::string who_, now_;
  const CodedProject& coded_;
  review::Places places_;
  DecisionChange decisions_;
  std::set<std::tuple<std::int64_t, text::ByteSpan, std::string>> codings_;             // this coder's
  std::set<std::tuple<std::int64_t, text::ByteSpan, std::string, std::string>> memos_;  // this coder's
  std::set<std::pair<std::size_t, std::size_t>> decided_;                               // source, coding
  std::map<int, int> contradicted_;                                                     // rows
  std::set<std::string> sources_;
  store::HandChange change_;
  ReviewTaken taken_;
};

}  // namespace

Result<std::optional<std::vector<CsvRow>>> review_rows(std::string_view bytes, const std::string& file) {
  using Rows = std::optional<std::vector<CsvRow>>;
  if (exchange::may_be_xlsx(bytes)) {
    GLOSS_TRY(auto sheets, exchange::read_xlsx(bytes, file));
    for (auto& sheet : sheets)
      if (review::are_titles(sheet.rows)) return Rows(std::move(sheet.rows));
    return Err(Fault::bad_input, file,
               fmt::format("is no correction sheet: none of its sheets has columns '{}' and '{}'",
                           review::column::passage, review::column::your_code),
               "one that gloss export review has written");
  }
  const auto decoded = text::decode(bytes, file);
  if (!decoded) return Rows();
  auto rows = read_csv(decoded->text, file);
  return rows && review::are_titles(*rows) ? Rows(std::move(*rows)) : Rows();
}

Result<ReviewTaken> take_review(Project& project, const std::vector<CsvRow>& rows, const std::string& file,
                                bool dry) {
  const review::Titles titles = review::titles_of(rows.front());
  std::vector<Row> filled;
  for (std::size_t i = 1; i < rows.size(); ++i) filled.emplace_back(rows[i], titles);
  GLOSS_TRY(const auto coded, all_codings(project));
  GLOSS_TRY(const auto work, project.file().hand_work());
  GLOSS_TRY(auto decisions, DecisionChange::on(project, coded));
  Taking taking(project, coded, std::move(decisions), work);
  taking.look_over(filled);
  for (const Row& row : filled) GLOSS_CHECK(taking.take(row));
  if (!dry && !taking.change().empty())
    GLOSS_CHECK(project.file().change_hand_work("import review", file, taking.change()));
  ReviewTaken taken = std::move(taking).taken();
  taken.blind = !titles.contains(text::fold(review::column::decision));
  return taken;
}

}  // namespace gloss::project
