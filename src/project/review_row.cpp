// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/review_row.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/limits.h"
#include "exchange/spreadsheet.h"
#include "project/code_passage.h"
#include "project/find_code.h"
#include "project/review_columns.h"
#include "text/display.h"
#include "text/fold.h"

namespace gloss::project::review {
namespace {

tl::unexpected<Error> refuse(std::string why) { return Err(Fault::usage, {}, std::move(why)); }

/// Whether a cell is the one-line text: cells hold no controls and may be cut.
bool is_same_text(std::string_view cell, std::string words) {
  std::erase_if(words, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  constexpr std::string_view cut = "…";
  if (cell == words) return true;
  return cell.size() > exchange::cell_characters && cell.ends_with(cut) &&
         words.starts_with(cell.substr(0, cell.size() - cut.size()));
}

/// N of "SOURCE:N"; 0 where it is no number.
std::size_t number_of(std::string_view passage) {
  const std::string_view digits = passage.substr(passage.rfind(':') + 1);
  std::size_t number = 0;
  const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && rest == digits.data() + digits.size() ? number : 0;
}

}  // namespace

Titles titles_of(const CsvRow& row) {
  Titles titles;
  for (std::size_t i = 0; i < row.fields.size(); ++i)
    titles.emplace(text::fold(text::one_line(row.fields[i])), i);
  return titles;
}

bool are_titles(const std::vector<CsvRow>& rows) {
  if (rows.empty()) return false;
  const Titles titles = titles_of(rows.front());
  return titles.contains(text::fold(column::passage)) &&
         (titles.contains(text::fold(column::your_code)) || titles.contains(text::fold(column::decision)));
}

Row::Row(const CsvRow& row, const Titles& titles) : number(row.line) {
  const auto as_written = [&](const char* title) {
    const auto at = titles.find(text::fold(title));
    return at == titles.end() || at->second >= row.fields.size() ? std::string() : row.fields[at->second];
  };
  const auto cell = [&](const char* title) { return text::one_line(as_written(title)); };
  coding = cell(column::coding), passage = cell(column::passage), words = cell(column::text);
  quote = cell(column::quote), code = cell(column::code);
  decision = text::fold(cell(column::decision));
  your_code = cell(column::your_code), your_quote = cell(column::your_quote);
  if (!cell(column::memo).empty()) memo = as_written(column::memo);  // its lines stay
}

bool Row::says_nothing() const {
  return decision.empty() && your_code.empty() && your_quote.empty() && memo.empty();
}

std::string Row::source() const {
  const std::size_t colon = passage.rfind(':');
  return colon == std::string::npos ? std::string() : passage.substr(0, colon);
}

Result<model::Decision> decision_of(const Row& row) {
  if (row.decision.empty()) return model::Decision::none;
  if (row.decision == accept || row.decision == "accepted") return model::Decision::accepted;
  if (row.decision == reject || row.decision == "rejected") return model::Decision::rejected;
  return refuse(fmt::format("'{}' is no decision: accept, reject, or nothing", row.decision));
}

Places::Places(const Project& project, const CodedProject& coded) : project_(project), coded_(coded) {
  for (std::size_t i = 0; i < coded.sources.size(); ++i) {
    numbers_[coded.sources[i].stored.name] = i;
    for (std::size_t k = 0; k < coded.coded[i].codings.size(); ++k) {
      const model::Coding& one = coded.coded[i].codings[k].coding;
      if (one.origin == model::Origin::rule) by_id_.emplace(one.id, CodingPlace{i, k});
    }
  }
}

bool Places::has_words(const Passage& at, const Row& row) const {
  const text::ByteSpan its = span(at);
  return is_same_text(row.words,
                      text::one_line(std::string_view(text_).substr(its.begin.count, its.length())));
}

Result<Passage> Places::passage(const Row& row) {
  if (row.passage.empty()) return refuse("does not say which passage it is about");
  const auto source = numbers_.find(row.source());
  if (source == numbers_.end()) return refuse(fmt::format("'{}' is no passage of the project", row.passage));
  if (read_ != source->second) {
    GLOSS_TRY(text_, project_.file().read_text(coded_.sources[source->second].stored.text));
    read_ = source->second;
  }
  const std::size_t count = coded_.coded[read_].passages.size(), number = number_of(row.passage);
  if (number >= 1 && number <= count)
    if (const Passage at{read_, number - 1}; row.words.empty() || has_words(at, row)) return at;
  std::vector<Passage> alike;
  for (std::size_t p = 0; p < count && !row.words.empty(); ++p)
    if (const Passage at{read_, p}; has_words(at, row)) alike.push_back(at);
  if (alike.size() == 1) return alike.front();
  return refuse(fmt::format("the text of {} is not that of the sheet any more", row.passage));
}

std::optional<CodingPlace> Places::coding(const Row& row, const Passage& passage) const {
  if (const auto at = by_id_.find(row.coding); at != by_id_.end()) return at->second;
  std::optional<CodingPlace> only;
  const auto& codings = coded_.coded[passage.source].codings;
  for (std::size_t k = 0; k < codings.size(); ++k) {
    const model::Coding& one = codings[k].coding;
    if (one.origin != model::Origin::rule || one.code != row.code || !one.span.overlaps(span(passage)) ||
        text::one_line(one.quote) != row.quote)
      continue;
    if (only) return std::nullopt;
    only = CodingPlace{passage.source, k};
  }
  return only;
}

model::Anchor Places::anchor_at(const Passage& passage, text::ByteSpan span) const {
  const auto& stored = coded_.sources[passage.source].stored;
  return model::anchor_at(stored.name, stored.text, text_, span);
}

model::Anchor Places::whole(const Passage& passage) const { return anchor_at(passage, span(passage)); }

Result<model::Anchor> Places::anchor(const Row& row, const Passage& passage) const {
  if (row.your_quote.empty()) return whole(passage);
  const text::ByteSpan its = span(passage);
  const auto places =
      places_of(std::string_view(text_).substr(its.begin.count, its.length()), row.your_quote);
  if (places.empty()) return refuse(fmt::format("the passage does not hold \"{}\"", row.your_quote));
  if (places.size() > 1)
    return refuse(fmt::format("the passage holds \"{}\" {} times: a longer quote tells which", row.your_quote,
                              places.size()));
  return anchor_at(passage, text::byte_span(its.begin.count + places[0].begin.count,
                                            its.begin.count + places[0].end.count));
}

Result<std::vector<std::string>> Places::codes(const Row& row) const {
  std::vector<std::string> ids;
  for (std::size_t from = 0; from < row.your_code.size();) {
    const std::size_t end = std::min(row.your_code.find(';', from), row.your_code.size());
    const std::string name = text::one_line(row.your_code.substr(from, end - from));
    from = end + 1;
    if (name.empty()) continue;
    const auto index = find_code(*coded_.codebook, name);
    if (!index) return refuse(index.error().line());
    ids.push_back(coded_.codebook->codes[*index].id);
  }
  return ids;
}

}  // namespace gloss::project::review
