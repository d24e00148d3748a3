// SPDX-License-Identifier: GPL-3.0-or-later
// What a search or a concordance found, as one self-contained HTML page without scripts.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "report/concordance.h"
#include "report/marked_text.h"

namespace gloss::report {

struct FoundPassage {
  std::string source;
  int passage = 0;
  std::string speaker, language;
  MarkedText quote;
};

struct FoundPage {
  std::string query;
  std::string summary;             ///< "12 passages, best first; 1 to 10 are shown"
  std::vector<std::string> hints;  ///< where nothing was found
  std::string language = "en";     ///< of the page's own words
};

std::string search_page(const FoundPage& page, const std::vector<FoundPassage>& passages);
std::string concordance_page(const FoundPage& page, const std::vector<ConcordanceLine>& lines,
                             std::size_t context);

}  // namespace gloss::report
