// SPDX-License-Identifier: GPL-3.0-or-later
// Lexicoder .lc3: "+CATEGORY", then one pattern a line. No levels, no weights.
#include "exchange/dictionary_parts.h"

namespace gloss::exchange {
namespace {

constexpr PatternLimits lexicoder_limits{"Lexicoder", Wildcards::star, true, false, "+"};

}  // namespace

Result<Dictionary> read_lexicoder(std::string_view text, const std::string& place) {
  Dictionary dictionary;
  int number = 0;
  for (const std::string_view line : split_lines(text)) {
    ++number;
    const std::string_view content = trim_blanks(line);
    if (content.empty()) continue;
    if (content.front() == '+') {
      GLOSS_CHECK(add_category(dictionary, content.substr(1), -1, number, place));
      continue;
    }
    if (dictionary.categories.empty()) {
      lose(dictionary, {number, shown(content), "stands before the first category (+NAME)"});
      continue;
    }
    add_pattern(dictionary, dictionary.categories.size() - 1, content, Wildcards::star, 1, number);
    const bool open_left = line.front() != ' ', open_right = line.back() != ' ';
    if (open_left != open_right)
      lose(dictionary, {number, shown(content),
                        "is taken as whole words; in Lexicoder a blank at one end alone lets the "
                        "other end run on: add a * there if that was meant"});
  }
  return dictionary;
}

WrittenDictionary write_lexicoder(const Dictionary& dictionary) {
  WrittenDictionary written;
  for (std::size_t i = 0; i < dictionary.categories.size(); ++i) {
    const DictionaryCategory& category = dictionary.categories[i];
    const std::string path = path_of(dictionary, i, "/");
    if (category.parent >= 0)
      written.losses.push_back(
          {category.line, shown(category.name), "Lexicoder has no levels; written as " + shown(path)});
    written.text += '+' + path + '\n';
    for (const DictionaryEntry& entry : category.entries) {
      if (std::string why = obstacle(entry, lexicoder_limits); !why.empty())
        add_loss(written, entry, std::move(why));
      else
        written.text += entry.text + '\n';
    }
  }
  return written;
}

}  // namespace gloss::exchange
