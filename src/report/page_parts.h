// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the report page, and what they share: who is whose child, which passages carry which code,
// how places of the page are named. `gloss run` sees page.h only.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/html.h"
#include "report/page.h"

namespace gloss::report {

/// What a passage has of one code: itself, without its descendants.
using PassagesOfCode = std::vector<std::int32_t>;  ///< indices into PageInput::passages, ascending

/// The input, checked and looked through once.
struct Page {
  explicit Page(const PageInput& its_input);

  const PageInput& input;
  std::vector<PageCode> codes;           ///< names filled in; parents stand before their children
  std::vector<std::int32_t> depth;       ///< per code: 0 for a branch of the codebook
  std::vector<std::int32_t> branch;      ///< per code: its outermost ancestor
  std::vector<bool> has_children;        ///< per code
  std::vector<PassagesOfCode> own;       ///< per code
  std::vector<PassagesOfCode> all;       ///< per code: with its descendants
  std::vector<std::int32_t> branches;    ///< codes without a parent
  std::vector<std::string> colors;       ///< distinct, "#rrggbb"
  std::vector<std::size_t> color_of;     ///< per code: index into colors
  std::vector<std::string> group_names;  ///< one more than groups where passages are in none

  /// Index into group_names.
  std::size_t group_of(const PagePassage& passage) const;
  std::int64_t base_of_group(std::size_t group) const;
  bool is_within(std::int32_t code, std::int32_t ancestor) const;

  std::string_view say(std::string_view english, std::string_view chinese) const;
  std::string count_of_passages(std::int64_t number) const;
  /// For the attribute lang: what `text` is in, or "" where it is the page's language or not known.
  std::string language_of(std::string_view text) const;
  std::string language_of(const PageSource& source) const;

  std::string color_class(std::int32_t code) const;  ///< "b3": sets the colours of the code's branch
  /// The same with its depth below `top`, and whether it is a parent: "b3 d2 parent".
  std::string looks(std::int32_t code, std::int32_t top) const;
};

std::string code_place(std::int32_t code);
std::string group_place(std::int32_t code, std::size_t group);
std::string passage_place(std::int32_t code, std::int32_t passage);
std::string bar_place(std::int32_t code);

/// "6.2 %"; empty when there is nothing to take a share of.
std::string percent(std::int64_t part, std::int64_t whole);

/// A table in a box that scrolls sideways; closed by close_table.
void open_table(HtmlWriter& out, std::string_view caption, const std::string& id, const std::string& look);
void close_table(HtmlWriter& out);
/// The code as the heading of a row of a heat map.
void write_code_heading(HtmlWriter& out, const Page& page, std::int32_t code, std::int32_t top);
/// "Shown here: 40 of 312", where not all are shown.
void write_rest(HtmlWriter& out, const Page& page, std::size_t shown, std::size_t all);
void write_left_out(HtmlWriter& out, const Page& page, std::size_t codes);

/// Two codes in the same passages.
struct PagePair {
  std::int32_t row = 0, column = 0;    ///< codes
  std::int64_t both = 0, shared = 0;   ///< passages; those of them where matched words overlap
  std::vector<std::int32_t> passages;  ///< those that carry the two codes themselves, not only descendants
  std::vector<std::size_t> below;  ///< pairs of descendants with such passages: places in PagePairs::pairs
  std::string place;               ///< of the page, where these passages are
};
struct PagePairs {
  std::int32_t row_branch = -1, column_branch = -1;  ///< -1: there are no two branches
  std::vector<std::int32_t> rows, columns;           ///< codes with passages, in codebook order
  std::size_t rows_left_out = 0, columns_left_out = 0;
  std::vector<PagePair> pairs;  ///< both > 0, by row, then column
};
PagePairs count_pairs(const Page& page);

/// A list of passages, and which of them it shows: (code, passage).
struct PassageLists {
  std::string html;
  std::set<std::pair<std::int32_t, std::int32_t>> shown;
};

void write_summary(HtmlWriter& out, const Page& page);
void write_bars(HtmlWriter& out, const Page& page);
void write_heat_map(HtmlWriter& out, const Page& page, const PagePairs& pairs);
void write_groups(HtmlWriter& out, const Page& page);
void write_portraits(HtmlWriter& out, const Page& page, const PassageLists& lists, std::size_t most_bytes);
PassageLists passages_by_code(const Page& page, std::size_t most_bytes);
std::string passages_by_pair(const Page& page, const PagePairs& pairs, std::size_t most_bytes);

/// One passage with the codings of `codes`, as an item of a list.
void write_passage(HtmlWriter& out, const Page& page, std::int32_t passage,
                   const std::vector<std::int32_t>& codes, const std::string& place, bool with_group);
/// About how many bytes write_passage takes.
std::size_t passage_bytes(const Page& page, std::int32_t passage);

/// The largest number of items per list that keeps all lists together under `most_bytes`; at least 1.
/// SIZE_MAX: all.
std::size_t items_that_fit(const std::vector<const std::vector<std::int32_t>*>& lists, const Page& page,
                           std::size_t most_bytes);
/// `most` of them, evenly spread, in order.
std::vector<std::int32_t> spread(const std::vector<std::int32_t>& items, std::size_t most);

std::string style_sheet(const Page& page);
std::string_view page_script();

}  // namespace gloss::report
