// SPDX-License-Identifier: GPL-3.0-or-later
// Reads HTML as our writer writes it, and nothing else: double-quoted attributes, no raw < > in text, known
// names only. Where a browser would be generous, this gives up.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gloss::test {

struct StrictHtml {
  std::string fault;  ///< empty: well formed
  std::multiset<std::string> ids;
  std::vector<std::string> links;  ///< values of href
  std::map<std::string, int> tags;
  std::string text;  ///< all text and attribute values, unescaped, one per line
  std::vector<std::string> scripts, styles;
  std::vector<int> headings;  ///< levels, in order
};
StrictHtml read_strictly(std::string_view html);

}  // namespace gloss::test
