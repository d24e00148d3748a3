// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/limits.h"
#include "exchange/codings_table.h"
#include "project/all_codings.h"
#include "project/code_passage.h"
#include "project/decide.h"
#include "project/find_code.h"
#include "project/review_columns.h"
#include "project/review_sheet.h"
#include "text/decode.h"
#include "text/display.h"
#include "text/fold.h"

namespace gloss::project {
namespace {

using Titles = std::map<std::string, std::size_t, std::less<>>;  // folded title: column

Titles titles_of(const CsvRow& row) {
  Titles titles;
  for (std::size_t i = 0; i < row.fields.size(); ++i)
    titles.emplace(text::fold(text::one_line(row.fields[i])), i);
  return titles;
}

bool are_titles(const std::vector<CsvRow>& rows) {
  if (rows.empty()) return false;
  const Titles titles = titles_of(rows.front());
  return titles.contains(text::fold(review::passage)) &&
         (titles.contains(text::fold(review::your_code)) || titles.contains(text::fold(review::decision)));
}

/// What somebody wrote into one row, and what the row is about.
struct Row {
  Row(const CsvRow& row, const Titles& titles) : number(row.line) {
    const auto as_written = [&](const char* title) {
      const auto at = titles.find(text::fold(title));
      return at == titles.end() || at->second >= row.fields.size() ? std::string() : row.fields[at->second];
    };
    const auto cell = [&](const char* title) { return text::one_line(as_written(title)); };
    coding = cell(review::coding), passage = cell(review::passage), words = cell(review::text);
    quote = cell(review::quote), code = cell(review::code), decision = text::fold(cell(review::decision));
    your_code = cell(review::your_code), your_quote = cell(review::your_quote);
    if (!cell(review::memo).empty()) memo = as_written(review::memo);  // its lines stay
  }
  bool says_nothing() const {
    return decision.empty() && your_code.empty() && memo.empty() && your_quote.empty();
  }

  int number;
  std::string coding, passage, words, quote, code, decision, your_code, your_quote, memo;
};

/// Why a row is not taken.
using Refusal = std::string;

/// Whether a cell is the one-line text: cells hold no controls and may be cut.
bool is_same_text(std::string_view cell, std::string words) {
  std::erase_if(words, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  constexpr std::string_view cut = "…";
  if (cell == words) return true;
  return cell.size() > exchange::cell_characters && cell.ends_with(cut) &&
         words.starts_with(cell.substr(0, cell.size() - cut.size()));
}

class Taking {
 public:
  Taking(const Project& project, const CodedProject& coded, DecisionChange decisions,
         const model::HandWork& work)
      : project_(project),
        coded_(coded),
        decisions_(std::move(decisions)),
        now_(utc_text(project.environment().clock->unix_seconds())) {
    for (std::size_t i = 0; i < coded.sources.size(); ++i) numbers_[coded.sources[i].stored.name] = i;
    for (std::size_t i = 0; i < coded.coded.size(); ++i)
      for (std::size_t k = 0; k < coded.coded[i].codings.size(); ++k)
        by_id_.emplace(coded.coded[i].codings[k].coding.id, CodingPlace{i, k});
    for (const auto& one : work.codings)
      if (one.coder == who()) codings_.insert({one.at.text, one.at.span, one.code});
    for (const auto& one : work.memos)
      if (one.coder == who()) memos_.insert({one.at.text, one.at.span, one.part, one.words});
  }

  /// Rows that contradict one another are refused before any is taken.
  void look_over(const std::vector<Row>& rows) {
    std::map<std::string, std::pair<int, std::string>> said;
    for (const Row& row : rows) {
      if (row.coding.empty() || row.decision.empty()) continue;
      const auto [first, is_new] = said.emplace(row.coding, std::pair(row.number, row.decision));
      if (is_new || first->second.second == row.decision) continue;
      contradicted_.emplace(row.number, first->second.first);
      contradicted_.emplace(first->second.first, row.number);
    }
  }

  Result<void> take(const Row& row) {
    ++taken_.rows;
    const std::size_t colon = row.passage.rfind(':');
    if (colon != std::string::npos) named_.insert(row.passage.substr(0, colon));
    if (row.says_nothing()) {
      ++taken_.empty;
      return {};
    }
    GLOSS_TRY(const auto refusal, take_filled(row));
    if (refusal) taken_.refused.push_back({row.number, *refusal});
    return {};
  }

  ReviewTaken taken() && {
    for (const auto& name : named_)
      if (numbers_.contains(name)) taken_.sources.push_back(name);
    return std::move(taken_);
  }
  const store::HandChange& change() const { return change_; }

 private:
  struct Passage {
    std::size_t source = 0, passage = 0;
  };

  const std::string& who() const { return project_.environment().who; }

  /// A refusal, or nothing. All of a row is looked at before any of it is taken.
  Result<std::optional<Refusal>> take_filled(const Row& row) {
    const auto refuse = [](std::string why) { return std::optional(std::move(why)); };
    if (const auto other = contradicted_.find(row.number); other != contradicted_.end())
      return refuse(fmt::format("row {} decides otherwise about the same coding", other->second));
    model::Decision decision = model::Decision::none;
    if (row.decision == review::accept || row.decision == "accepted") decision = model::Decision::accepted;
    if (row.decision == review::reject || row.decision == "rejected") decision = model::Decision::rejected;
    if (!row.decision.empty() && decision == model::Decision::none)
      return refuse(fmt::format("'{}' is no decision: accept, reject, or nothing", row.decision));
    if (row.coding.empty() && decision != model::Decision::none)
      return refuse("decides, but there is no coding in the row to decide about");
    if (row.memo.size() > limits::memo_bytes)
      return refuse(fmt::format("has a memo of more than {} MiB", limits::memo_bytes / limits::MiB));
    if (row.your_code.empty() && !row.your_quote.empty()) return refuse("has a quote, but no code for it");

    Refusal why;
    GLOSS_TRY(const auto passage, find_passage(row, why));
    if (!passage) return refuse(why);
    std::optional<CodingPlace> coding;
    if (!row.coding.empty()) {
      coding = find_coding(row, *passage);
      if (!coding && decision != model::Decision::none)
        return refuse(fmt::format("no rule puts {} on \"{}\" any more", row.code, row.quote));
    }
    GLOSS_TRY(const auto span, find_span(row, *passage, why));
    if (!span) return refuse(why);
    std::vector<std::string> codes;
    if (!find_codes(row, codes, why)) return refuse(why);

    if (coding && decision != model::Decision::none) GLOSS_CHECK(decide(row, *coding, decision));
    const model::Anchor at = anchor(*passage, *span);
    for (const std::string& code : codes) add_coding(at, code);
    if (row.memo.empty()) return std::optional<Refusal>();
    if (coding) {
      GLOSS_TRY(const auto of_coding, decisions_.anchor(*coding));
      const auto& code = coded_.coded[coding->source].codings[coding->coding].coding.code;
      add_memo(model::Subject::coding, of_coding, code, row.memo);
    } else {
      add_memo(model::Subject::passage, anchor(*passage, span_of(*passage)), "", row.memo);
    }
    return std::optional<Refusal>();
  }

  text::ByteSpan span_of(const Passage& at) const {
    return coded_.coded[at.source].passages[at.passage].span;
  }

  model::Anchor anchor(const Passage& passage, text::ByteSpan span) const {
    const auto& stored = coded_.sources[passage.source].stored;
    return model::anchor_at(stored.name, stored.text, text_, span);
  }

  std::string words_of(const Passage& at) const {
    const text::ByteSpan span = span_of(at);
    return text::one_line(std::string_view(text_).substr(span.begin.count, span.length()));
  }

  /// The passage of a row; `why` where there is none.
  Result<std::optional<Passage>> find_passage(const Row& row, Refusal& why) {
    const std::size_t colon = row.passage.rfind(':');
    const auto source = numbers_.find(row.passage.substr(0, colon));
    if (colon == std::string::npos || source == numbers_.end()) {
      why = row.passage.empty() ? "does not say which passage it is about"
                                : fmt::format("'{}' is no passage of the project", row.passage);
      return std::optional<Passage>();
    }
    if (read_ != source->second) {
      GLOSS_TRY(text_, project_.file().read_text(coded_.sources[source->second].stored.text));
      read_ = source->second;
    }
    const std::size_t count = coded_.coded[source->second].passages.size();
    std::size_t number = 0;
    const std::string digits = row.passage.substr(colon + 1);
    if (digits.size() < 10 && !digits.empty() && digits.find_first_not_of("0123456789") == std::string::npos)
      number = std::stoul(digits);
    if (number >= 1 && number <= count) {
      const Passage at{source->second, number - 1};
      if (row.words.empty() || is_same_text(row.words, words_of(at))) return std::optional(at);
    }
    std::optional<Passage> only;
    bool several = false;
    for (std::size_t p = 0; p < count && !row.words.empty(); ++p) {
      const Passage at{source->second, p};
      if (!is_same_text(row.words, words_of(at))) continue;
      several |= only.has_value();
      only = at;
    }
    if (!only || several) {
      why = fmt::format("the text of {} is not that of the sheet any more", row.passage);
      only.reset();
    }
    return only;
  }

  /// By its id; after a correction of the text, by code and quote in the passage, where one alone fits.
  std::optional<CodingPlace> find_coding(const Row& row, const Passage& passage) const {
    const auto is_rule = [&](const CodingPlace& place) {
      return coded_.coded[place.source].codings[place.coding].coding.origin == model::Origin::rule;
    };
    if (const auto at = by_id_.find(row.coding); at != by_id_.end())
      return is_rule(at->second) ? std::optional(at->second) : std::nullopt;
    std::optional<CodingPlace> only;
    const auto& codings = coded_.coded[passage.source].codings;
    for (std::size_t k = 0; k < codings.size(); ++k) {
      const model::Coding& one = codings[k].coding;
      if (one.code != row.code || !one.span.overlaps(span_of(passage)) ||
          text::one_line(one.quote) != row.quote || !is_rule({passage.source, k}))
        continue;
      if (only) return std::nullopt;
      only = CodingPlace{passage.source, k};
    }
    return only;
  }

  /// What "Your code" is about.
  Result<std::optional<text::ByteSpan>> find_span(const Row& row, const Passage& passage,
                                                  Refusal& why) const {
    const text::ByteSpan whole = span_of(passage);
    if (row.your_quote.empty()) return std::optional(whole);
    const auto places =
        places_of(std::string_view(text_).substr(whole.begin.count, whole.length()), row.your_quote);
    if (places.size() == 1)
      return std::optional(text::byte_span(whole.begin.count + places[0].begin.count,
                                           whole.begin.count + places[0].end.count));
    why = places.empty() ? fmt::format("the passage does not hold \"{}\"", row.your_quote)
                         : fmt::format("the passage holds \"{}\" {} times: a longer quote tells which",
                                       row.your_quote, places.size());
    return std::optional<text::ByteSpan>();
  }

  bool find_codes(const Row& row, std::vector<std::string>& codes, Refusal& why) const {
    for (std::size_t from = 0; from < row.your_code.size();) {
      const std::size_t end = std::min(row.your_code.find(';', from), row.your_code.size());
      const std::string name = text::one_line(row.your_code.substr(from, end - from));
      from = end + 1;
      if (name.empty()) continue;
      const auto index = find_code(*coded_.codebook, name);
      if (!index) {
        why = index.error().line();
        return false;
      }
      codes.push_back(coded_.codebook->codes[*index].id);
    }
    return true;
  }

  Result<void> decide(const Row& row, const CodingPlace& place, model::Decision decision) {
    const model::Coding& coding = coded_.coded[place.source].codings[place.coding].coding;
    if (coding.decision != model::Decision::none && coding.decision != decision && coding.decided_by != who())
      taken_.noted.push_back(
          {row.number, fmt::format("{} {} {}, which {} has {}", who(), name_of(decision), coding.code,
                                   coding.decided_by, name_of(coding.decision))});
    if (!decided_.insert({place.source, place.coding}).second) return {};
    GLOSS_TRY(const bool changed, decisions_.add(place, decision, "", change_));
    ++(!changed                                ? taken_.as_before
       : decision == model::Decision::accepted ? taken_.accepted
                                               : taken_.rejected);
    return {};
  }

  void add_coding(const model::Anchor& at, const std::string& code) {
    if (!codings_.insert({at.text, at.span, code}).second) {
      ++taken_.as_before;
      return;
    }
    change_.codings_in.push_back({at, code, who()});
    ++taken_.codings;
  }

  void add_memo(model::Subject subject, const model::Anchor& at, const std::string& code,
                const std::string& words) {
    if (!memos_.insert({at.text, at.span, code, words}).second) {
      ++taken_.as_before;
      return;
    }
    change_.memos_in.push_back({0, subject, "", code, at, who(), now_, words});
    ++taken_.memos;
  }

  const Project& project_;
  const CodedProject& coded_;
  DecisionChange decisions_;
  const std::string now_;
  std::map<std::string, std::size_t, std::less<>> numbers_;  // of sources, by name
  std::map<std::string, CodingPlace> by_id_;
  std::set<std::tuple<std::int64_t, text::ByteSpan, std::string>> codings_;             // this coder's
  std::set<std::tuple<std::int64_t, text::ByteSpan, std::string, std::string>> memos_;  // this coder's
  std::set<std::pair<std::size_t, std::size_t>> decided_;
  std::map<int, int> contradicted_;
  std::set<std::string> named_;
  std::size_t read_ = static_cast<std::size_t>(-1);  // the source whose text is at hand
  std::string text_;
  store::HandChange change_;
  ReviewTaken taken_;
};

}  // namespace

Result<std::optional<std::vector<CsvRow>>> review_rows(std::string_view bytes, const std::string& file) {
  using Rows = std::optional<std::vector<CsvRow>>;
  if (exchange::may_be_xlsx(bytes)) {
    GLOSS_TRY(auto sheets, exchange::read_xlsx(bytes, file));
    for (auto& sheet : sheets)
      if (are_titles(sheet.rows)) return Rows(std::move(sheet.rows));
    return Err(Fault::bad_input, file,
               fmt::format("is no correction sheet: none of its sheets has columns '{}' and '{}'",
                           review::passage, review::your_code),
               "one that gloss export review has written");
  }
  const auto decoded = text::decode(bytes, file);
  if (!decoded) return Rows();
  auto rows = read_csv(decoded->text, file);
  return rows && are_titles(*rows) ? Rows(std::move(*rows)) : Rows();
}

Result<ReviewTaken> take_review(Project& project, const std::vector<CsvRow>& rows, const std::string& file,
                                bool dry) {
  const Titles titles = titles_of(rows.front());
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
  taken.blind = !titles.contains(text::fold(review::decision));
  return taken;
}

}  // namespace gloss::project
