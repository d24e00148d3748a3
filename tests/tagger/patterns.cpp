// SPDX-License-Identifier: GPL-3.0-or-later
#include "tagger/patterns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace gloss::test {

const std::vector<TwinPattern>& twin_patterns() {
  const auto same = [](const char* text) { return TwinPattern{text, text, text}; };
  static const std::vector<TwinPattern> all = {
      same("fund(s|ing)?"),
      same("[a-m].*"),
      same(".*"),
      same("n(o|ot)"),
      same("FUND"),
      same("[^a-z]+"),
      {"双重管理?", "双重管(?:理)?", "双重管(?:理)?"},
      {"雙重", "双重", "雙重"},
      {"錢|钱", "钱|钱", "錢|钱"},
      same("caf(é|e)"),
      {"cafe\u0301", "café", "cafe\u0301"},
      same("\\bno\\b"),
      same("of\\W+\\w+"),
      same("\\d\\.\\d"),
      same("lack of (money|funds?)"),
      same("(no|never|不)"),
      same("US"),
      same("[A-Z]+"),
      {"ＡＡ", "aa", "ＡＡ"},
      {"Straß+e", "stra(?:ss)+e", "Stra(?:ß)+e"},
      {"don’t", "don't", "don’t"},
      same("(fund|money|lack).*(no|时间|time)"),
      same("w\\w+?ed"),
      same("[?!] "),
      {"が", "が", "が"},
  };
  return all;
}

const TwinPattern& twin_of(const std::string& rule) {
  const auto& all = twin_patterns();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const TwinPattern& p) { return p.rule == rule; });
  if (found == all.end()) {
    ADD_FAILURE() << "no twin for /" << rule << "/";
    std::abort();
  }
  return *found;
}

}  // namespace gloss::test
