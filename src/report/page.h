// SPDX-License-Identifier: GPL-3.0-or-later
// The report page: one self-contained HTML file with pictures of what was coded, and behind every bar, cell
// and mark the passages it counts, each with its reason, the question before, speaker and source.
//
// The page needs nothing but itself: no network, no font, no script for its content. A content security
// policy lets just the page's own style sheet and its one script run. The bytes depend on the input only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/source.h"
#include "report/table.h"
#include "text/offset.h"

namespace gloss::report {

/// A code with its counts as frequency_report gives them. Order = codebook order, parents first.
struct PageCode {
  std::string id;                  ///< path: "dilemma/policy/dual-management"
  std::string name;                ///< in the page's language; empty = the last part of the id
  std::string other_name;          ///< in another language of the codebook; empty = none
  std::string other_language;      ///< of other_name: "zh"
  std::int32_t parent = -1;        ///< index into codes, or -1
  std::string color;               ///< "#b5462f"; anything else = the parent's, grey at the root
  std::string definition;          ///< in the page's language, like the next two; may be empty
  std::string include, exclude;    ///< when to use it, when not
  std::vector<std::string> rules;  ///< as they stand in the codebook
  std::int64_t codings = 0, passages = 0, sources = 0, speakers = 0;
};

/// A group of speakers (official, organiser ...) or of sources (field notes): what codes are compared over.
struct PageGroup {
  std::string name;
  std::int64_t passages = 0;  ///< of the base
};

struct PageSource {
  std::string name;
  model::Kind kind = model::Kind::interview;
  std::string language;       ///< "en", "zh", "zh-Hant"; empty or "und" = not known
  std::string about;          ///< a few words beside the name: its groups or cases; may be empty
  std::int64_t passages = 0;  ///< of the base
  std::int64_t bytes = 0;     ///< length of its frozen text
};

/// Why a rule fired, or who coded by hand. Places are bytes of the passage's text.
struct PageReason {
  int rule = 0;                         ///< number of the code's rule, from 1; 0 = by hand
  std::vector<text::ByteSpan> matched;  ///< what the rule's words matched
};

/// A coding of record, cut to the passage.
struct PageCoding {
  std::int32_t code = 0;  ///< index into PageInput::codes: the code itself, not its parents
  text::ByteSpan span;    ///< bytes of the passage's text
  std::string coder;      ///< empty = by rule
  bool accepted = false;  ///< by somebody; codings by hand need it not
  std::vector<PageReason> reasons;
};

/// A passage of the base with at least one coding.
struct PagePassage {
  std::int32_t source = 0;       ///< index into PageInput::sources
  std::int64_t number = 0;       ///< of the passage in its source, from 1
  std::int64_t begin = 0;        ///< where it starts in the source's text, in bytes
  std::string speaker;           ///< label; empty = nobody (field notes, unlabelled texts)
  std::int32_t group = -1;       ///< index into PageInput::groups, or -1
  std::string question;          ///< what was said just before by somebody else; empty = nothing
  std::string question_speaker;  ///< label of who said it
  std::string text;
  std::vector<PageCoding> codings;
};

/// One more report, shown below the page's own parts: what was counted, a picture, a table, notes.
struct PageSection {
  std::string id;     ///< stable, lower case: "circles"; its place on the page is "report-circles"
  std::string title;  ///< its heading
  std::vector<std::string> lines;  ///< base and unit: what was counted
  std::string picture;             ///< an SVG as this room draws them; empty = none
  Table table;                     ///< all its rows; without columns it is not shown
  std::vector<std::string> notes;  ///< what the numbers are and are not
  std::string file;                ///< name of the CSV beside the page; empty = none
};

struct PageInput {
  std::string language = "en";      ///< of headings and names: "en" or "zh"
  std::string title;                ///< of the page: the codebook's title
  std::vector<std::string> lines;   ///< base and codings of record: header_lines()
  std::vector<std::string> footer;  ///< codebook file and version, engine; no dates
  std::vector<PageCode> codes;
  std::vector<PageGroup> groups;
  std::vector<PageSource> sources;    ///< those with passages in the base, sorted
  std::vector<PagePassage> passages;  ///< by source, then place
  std::int64_t base_passages = 0;
  std::int64_t base_codings = 0;      ///< codings of record: distinct code and span
  std::int64_t base_speakers = 0;     ///< people who speak in the base, joined by cases
  std::int32_t row_branch = -1;       ///< the codes below this one are the heat map's rows, and those below
  std::int32_t column_branch = -1;    ///< this one its columns. -1 = the first two branches with codings
  std::vector<PageSection> sections;  ///< in the order in which they are shown
};

/// Limits that keep the page small. What they leave out is counted on the page.
struct PageLimits {
  std::size_t bytes_by_code = 1'600'000;     ///< for the passages by code
  std::size_t bytes_by_pair = 600'000;       ///< for the passages by pair of codes
  std::size_t bytes_of_portraits = 600'000;  ///< for the portraits of the sources
  std::size_t bytes_of_rows = 12'000'000;    ///< for the rows of the sections' long tables
};

/// The bytes of the page. Text that is not valid UTF-8 is shown with U+FFFD; places outside a passage are
/// cut to it.
std::string report_page(const PageInput& input, const PageLimits& limits = {});

}  // namespace gloss::report
