// SPDX-License-Identifier: GPL-3.0-or-later
// A source to read: paragraph by paragraph, who speaks, and the codes in the margin.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "report/marked_text.h"
#include "text/offset.h"

namespace gloss::report {

/// A coding, in a passage that it meets.
struct ViewCoding {
  std::string id, code, name;
  text::CodePointSpan place;                       ///< in the source
  int first = 0, last = 0;                         ///< numbers of the passages that it covers
  std::pair<std::size_t, std::size_t> in_passage;  ///< bytes of the passage's text
};

struct ViewPassage {
  int number = 0;                      ///< in the source, from 1
  std::string time;                    ///< of its first time mark; may be empty
  std::string speaker, role, heading;  ///< heading: of the section that begins here
  bool new_turn = false;               ///< the one before is somebody else's, or in another turn
  text::CodePointSpan place;
  std::string text;
  std::vector<ViewCoding> codings;  ///< by place, then code
};

struct SourceView {
  std::string source, kind, language;
  std::string page_language = "en";  ///< of the names of codes
  std::vector<ViewPassage> passages;
};

struct SourceViewLayout {
  std::size_t width = 100;
  bool color = false;
};

/// The margin on the right: ┌ a coding that goes on in the next passage, │ goes on, └ ends, ─ is of this
/// passage only.
std::string source_text_view(const SourceView& view, const SourceViewLayout& layout);
std::string source_page(const SourceView& view);

}  // namespace gloss::report
