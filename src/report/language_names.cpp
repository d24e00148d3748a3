// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/language_names.h"

#include <algorithm>
#include <array>

#include "report/base_lines.h"

namespace gloss::report {
namespace {

struct NameOfLanguage {
  std::string_view tag, english, chinese;
};

constexpr std::array<NameOfLanguage, 16> names_of_languages{
    {{"ar", "Arabic", "阿拉伯语"},
     {"de", "German", "德语"},
     {"en", "English", "英语"},
     {"es", "Spanish", "西班牙语"},
     {"fr", "French", "法语"},
     {"it", "Italian", "意大利语"},
     {"ja", "Japanese", "日语"},
     {"ko", "Korean", "韩语"},
     {"nl", "Dutch", "荷兰语"},
     {"pl", "Polish", "波兰语"},
     {"pt", "Portuguese", "葡萄牙语"},
     {"ru", "Russian", "俄语"},
     {"und", "unknown language", "未知语言"},
     {"vi", "Vietnamese", "越南语"},
     {"zh", "Chinese", "中文"},
     {"zh-Hant", "Chinese (traditional)", "中文（繁体）"}}};

}  // namespace

std::string language_name(std::string_view tag, std::string_view language) {
  if (tag.empty()) tag = "und";
  const auto found = std::find_if(names_of_languages.begin(), names_of_languages.end(),
                                  [&](const NameOfLanguage& one) { return one.tag == tag; });
  if (found == names_of_languages.end()) return std::string(tag);
  return std::string(in_language(language, found->english, found->chinese));
}

}  // namespace gloss::report
