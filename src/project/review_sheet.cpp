// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/review_sheet.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "exchange/codings_table.h"
#include "project/all_codings.h"
#include "project/decide.h"
#include "project/find_code.h"
#include "project/find_source.h"
#include "project/review_columns.h"
#include "report/code_glob.h"
#include "text/display.h"

namespace gloss::project {
namespace {

constexpr std::size_t context_columns = 300;  ///< of the passage before

/// "rule 3: money near/5 cut*"
std::string reasons_in_words(const model::Coding& coding, const codebook::Code& code) {
  std::string out;
  for (const model::Reason& reason : coding.reasons)
    out += fmt::format("{}rule {}: {}", out.empty() ? "" : "\n", reason.rule,
                       text::one_line(code.rules[static_cast<std::size_t>(reason.rule - 1)].text));
  return out.empty() ? "no rule finds it now" : out;
}

/// Writes the rows of one source after another.
class Rows {
 public:
  Rows(const Project& project, const CodedProject& coded, const ReviewOptions& options, std::string codes,
       const DecisionChange& decisions, exchange::Sheet& sheet)
      : project_(project),
        coded_(coded),
        options_(options),
        codes_(std::move(codes)),
        decisions_(decisions),
        sheet_(sheet) {}

  Result<void> add(std::size_t source) {
    source_ = source;
    GLOSS_TRY(text_, project_.file().read_text(coded_.sources[source].stored.text));
    const auto& [passages, codings] = coded_.coded[source];
    std::size_t next = 0;
    for (std::size_t p = 0; p < passages.size(); ++p) {
      bool has_row = false;
      for (; next < codings.size() && codings[next].coding.span.begin < passages[p].span.end; ++next) {
        if (options_.blind || !is_wanted(codings[next].coding)) continue;
        add_row(p, next);
        has_row = true;
      }
      if (!has_row && passages[p].in_base && (options_.blind || codes_.empty())) add_row(p, {});
    }
    return {};
  }

 private:
  bool is_wanted(const model::Coding& coding) const {
    return coding.origin == model::Origin::rule &&
           (codes_.empty() || report::code_matches(codes_, coding.code));
  }

  std::string words(text::ByteSpan span) const {
    return text::one_line(std::string_view(text_).substr(span.begin.count, span.length()));
  }

  std::string speaker(const SourcePassage& passage) const {
    const auto& speakers = coded_.sources[source_].facts.speakers;
    return passage.speaker < 0 ? "" : speakers[static_cast<std::size_t>(passage.speaker)].label;
  }

  void add_row(std::size_t p, std::optional<std::size_t> index) {
    const auto& [passages, codings] = coded_.coded[source_];
    const std::string name =
        exchange::passage_name(coded_.sources[source_].stored.name, static_cast<std::int64_t>(p) + 1);
    std::string before;
    if (p > 0)
      before = speaker(passages[p - 1]) + ": " +
               text::keep_end_to_width(words(passages[p - 1].span), context_columns);
    std::vector<exchange::SheetCell> row = {name, speaker(passages[p]), before, words(passages[p].span)};
    if (!options_.blind) {
      std::string id, quote, code, reason, decision;
      if (index) {
        const SourceCoding& one = codings[*index];
        id = one.coding.id;
        quote = text::one_line(one.coding.quote);
        code = one.coding.code;
        reason = reasons_in_words(one.coding, coded_.codebook->codes[static_cast<std::size_t>(one.code)]);
        const auto decided = decisions_.decided({source_, *index});
        decision = decided == model::Decision::accepted   ? review::accept
                   : decided == model::Decision::rejected ? review::reject
                                                          : "";
      }
      row.insert(row.begin(), id);
      for (const auto& cell : {quote, code, reason, decision}) row.emplace_back(cell);
    }
    row.insert(row.end(), 3, "");
    sheet_.rows.push_back(std::move(row));
  }

  const Project& project_;
  const CodedProject& coded_;
  const ReviewOptions& options_;
  const std::string codes_;
  const DecisionChange& decisions_;
  exchange::Sheet& sheet_;
  std::size_t source_ = 0;
  std::string text_;
};

std::string name_of(const codebook::Code& code, std::string_view language) {
  return std::string(codebook::in_language(code.name, language, code.id.substr(code.id.rfind('/') + 1)));
}

exchange::Sheet codes_sheet(const codebook::Codebook& codebook) {
  const std::string& language = codebook.languages.front();
  exchange::Sheet sheet{"Codes", {{"Code", 44}, {"Name", 36}, {"Definition", 80}}, {}};
  for (const codebook::Code& code : codebook.codes)
    sheet.rows.push_back({code.id, name_of(code, language),
                          std::string(codebook::in_language(code.definition, language, ""))});
  return sheet;
}

exchange::Sheet how_to_sheet(bool blind) {
  exchange::Sheet sheet{"How to", {{"How to fill in this sheet", 110}}, {}};
  const auto say = [&](std::string words) { sheet.rows.push_back({std::move(words)}); };
  say("Write only into the coloured columns of the sheet \"Review\", and save it as .xlsx.");
  if (!blind) {
    say("Your decision: accept or reject, about the code and quote of the row. Leave it empty where you do "
        "not want to decide.");
    say("Your code: a code that the passage should have and has not.");
  } else {
    say("Your code: the code that the passage should have. Leave it empty where it should have none.");
  }
  say("Your quote: the words of the passage that your code is about, as they stand there. Empty = the whole "
      "passage.");
  say("Several codes for the same words: write a semicolon between them. Several quotes in a passage: copy "
      "the row.");
  say("Your memo: whatever should be remembered about it.");
  say("The sheet \"Codes\" has all codes with their definitions.");
  say("Rows may be sorted, filtered and deleted. The other columns say which passage a row is about: leave "
      "them as they are.");
  say(std::string("Back into the project: gloss import review.xlsx --coder NAME") +
      (blind ? "; then, for each source that was read to its end: gloss done SOURCE --coder NAME --blind"
             : ""));
  return sheet;
}

exchange::Sheet empty_review(bool blind, std::size_t codes) {
  exchange::Sheet sheet{"Review", {}, {}};
  const auto add = [&](const char* title, double width) { sheet.columns.push_back({title, width}); };
  if (!blind) add(review::column::coding, 14);
  add(review::column::passage, 22);
  add(review::column::speaker, 12);
  add(review::column::before, 34);
  add(review::column::text, 60);
  if (!blind) {
    add(review::column::quote, 26);
    add(review::column::code, 30);
    add(review::column::reason, 36);
    sheet.columns.push_back({review::column::decision, 12, true, {review::accept, review::reject}});
  }
  sheet.columns.push_back(
      {review::column::your_code, 30, true, {}, fmt::format("Codes!$A$2:$A${}", codes + 1)});
  sheet.columns.push_back({review::column::your_quote, 26, true});
  sheet.columns.push_back({review::column::memo, 30, true});
  return sheet;
}

}  // namespace

Result<std::vector<exchange::Sheet>> review_sheet(const Project& project, const ReviewOptions& options) {
  GLOSS_TRY(const auto coded, all_codings(project));
  GLOSS_TRY(const std::string codes, code_glob(*coded.codebook, options.codes));
  std::size_t only = coded.sources.size();
  if (!options.source.empty()) {
    GLOSS_TRY(only, find_source(coded.sources, options.source));
  }
  GLOSS_TRY(const auto decisions, DecisionChange::on(project, coded));
  exchange::Sheet sheet = empty_review(options.blind, coded.codebook->codes.size());
  Rows rows(project, coded, options, codes, decisions, sheet);
  for (std::size_t i = 0; i < coded.sources.size(); ++i)
    if (only == coded.sources.size() || only == i) GLOSS_CHECK(rows.add(i));
  return std::vector{std::move(sheet), codes_sheet(*coded.codebook), how_to_sheet(options.blind)};
}

Result<std::size_t> write_review(const Project& project, const ReviewOptions& options,
                                 const std::string& path, Overwrite overwrite) {
  if (overwrite == Overwrite::no && is_file(path))
    return Err(Fault::cannot_create, path, "exists already", "--force, or another name after -o");
  GLOSS_TRY(const auto sheets, review_sheet(project, options));
  GLOSS_TRY(const auto bytes,
            exchange::xlsx_of(sheets, project.environment().clock->unix_seconds(), parent_folder(path)));
  GLOSS_CHECK(write_file(path, bytes, overwrite));
  return sheets.front().rows.size();
}

}  // namespace gloss::project
