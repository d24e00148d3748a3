// SPDX-License-Identifier: GPL-3.0-or-later
// An answer that is read from top to bottom: headings, paragraphs, quotations, lists and tables. One value,
// laid out for the terminal, as Markdown or as a page of HTML; project/prose_file makes a Word file of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/table.h"

namespace gloss::report {

/// Words of one look.
struct Run {
  enum class Look : std::uint8_t {
    plain,
    strong,
    soft,    ///< italics
    marked,  ///< the words that are coded, within a passage
    exact,   ///< as somebody typed it: a rule, a hash, a command
  };
  std::string text;  ///< a line feed breaks the line
  Look look = Look::plain;
  friend bool operator==(const Run&, const Run&) = default;
};
using Runs = std::vector<Run>;

struct ProseBlock {
  enum class Kind : std::uint8_t {
    heading,
    paragraph,
    quotation,  ///< what somebody said or noted, set apart, with where it stands
    item,       ///< of a list
    table,
  };
  Kind kind = Kind::paragraph;
  int level = 1;     ///< heading: 1 to 4; item: how deep, from 1
  Runs runs = {};    ///< all but tables
  Runs whose = {};   ///< quotation: who said it and where; may be empty
  Table table = {};  ///< Kind::table: its headings and rows, and its title as a caption
};

struct Prose {
  std::string language = "en";  ///< of headings: "en" or "zh"
  std::string title;
  std::vector<std::string> headers;  ///< base and codings of record: header_lines()
  std::vector<ProseBlock> blocks;
  std::vector<std::string> notes;  ///< at the end: what was counted and what was not
};

ProseBlock heading(int level, std::string words);
ProseBlock paragraph(Runs runs);
ProseBlock quotation(Runs runs, Runs whose);
ProseBlock item(int level, Runs runs);
ProseBlock table_block(Table table);

/// Broken to the width by display width; quotations are indented.
std::string as_text(const Prose& prose, const TextLayout& layout);
/// CommonMark with tables. Everything that Markdown or HTML would take for markup is escaped.
std::string as_markdown(const Prose& prose);
/// A page that needs nothing but itself: no script, a content security policy, light and dark, prints well.
std::string as_html(const Prose& prose);

/// A table alone as Markdown: its title as a heading, what the text form shows, the notes.
std::string as_markdown(const Table& table);

}  // namespace gloss::report
