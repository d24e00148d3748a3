// SPDX-License-Identifier: GPL-3.0-or-later
// Word files (.docx): the parts of Office Open XML (ECMA-376) that a text of headings, paragraphs,
// quotations, lists and tables needs, by pugixml and libzip. Looks come from named styles, so that people can
// restyle the whole in their word processor.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace gloss::exchange {

struct DocxRun {
  std::string text;  ///< a line feed breaks the line
  enum class Look : std::uint8_t { plain, strong, soft, marked, exact } look = Look::plain;
};

struct DocxBlock {
  enum class Style : std::uint8_t { title, heading, body, note, quotation, whose, item, caption, table };
  Style style = Style::body;
  int level = 1;  ///< heading: 1 to 4; item: 1 to 4
  std::vector<DocxRun> runs = {};
  std::vector<std::vector<std::string>> rows =
      {};                          ///< table: the first row is its head, repeated on each page
  std::vector<bool> numbers = {};  ///< table: the columns that are set flush right
};

/// The bytes of a .docx in this language ("en", "zh"); equal blocks give equal bytes. Control characters,
/// which XML cannot carry, are left out. Fault: io.
Result<std::string> docx_of(const std::vector<DocxBlock>& blocks, const std::string& title,
                            const std::string& language);

}  // namespace gloss::exchange
