// SPDX-License-Identifier: GPL-3.0-or-later
// LIWC .dic: two lines of % around the categories ("12<TAB>Emotion", tabs before it for the level), then one
// pattern a line with the numbers of its categories.
//
// Files in the wild have blanks for tabs, numbers padded with zeros in one part only, and numbers that no
// category has. Conditions, (02 134)125/464 and <of>131/125, count a word by what stands before it; they are
// told as losses, as their other readers do.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "exchange/dictionary_parts.h"

namespace gloss::exchange {
namespace {

constexpr PatternLimits liwc_limits{"LIWC", Wildcards::star_at_end, false, false, "%()<>\t"};

/// "007" as 7.
std::optional<long> whole_number(std::string_view digits) {
  long value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size() || value < 0) return {};
  return value;
}

class LiwcReader {
 public:
  LiwcReader(std::string_view text, const std::string& place) : lines_(split_lines(text)), place_(place) {}

  Result<Dictionary> read() {
    std::vector<std::size_t> marks;
    for (std::size_t i = 0; i < lines_.size() && marks.size() < 2; ++i)
      if (trim_blanks(lines_[i]) == "%") marks.push_back(i);
    if (marks.size() < 2)
      return Err(Fault::bad_input, place_,
                 marks.empty() ? "has no line of % before its categories"
                               : "has no second line of % after its categories",
                 "a LIWC dictionary begins: %, its categories, %; for another format say --as NAME");
    for (std::size_t i = 0; i < marks[0]; ++i)
      if (!trim_blanks(lines_[i]).empty()) lose(i, lines_[i], "stands before the first %");
    for (std::size_t i = marks[0] + 1; i < marks[1]; ++i) GLOSS_CHECK(read_category(i));
    for (std::size_t i = marks[1] + 1; i < lines_.size(); ++i) read_entry(i);
    drop_repeated();
    return std::move(dictionary_);
  }

 private:
  static int number(std::size_t index) { return static_cast<int>(index) + 1; }
  void lose(std::size_t index, std::string_view what, std::string reason) {
    exchange::lose(dictionary_, {number(index), shown(what), std::move(reason)});
  }

  Result<void> read_category(std::size_t index) {
    const std::string_view line = lines_[index];
    const std::string_view content = trim_blanks(line);
    if (content.empty()) return {};
    const std::size_t digits = std::min(content.find_first_not_of("0123456789"), content.size());
    const auto id = whole_number(content.substr(0, digits));
    const std::string_view name = trim_blanks(content.substr(digits));
    if (!id || name.empty()) {
      lose(index, content, "a category needs a number and a name");
      return {};
    }
    const std::size_t level = std::min(line.find_first_not_of('\t'), line.size());
    while (!open_.empty() && open_.back().first >= level) open_.pop_back();
    const int parent = open_.empty() ? -1 : static_cast<int>(open_.back().second);
    const std::string_view first_name = trim_blanks(name.substr(0, name.find('\t')));
    GLOSS_TRY(const std::size_t category,
              add_category(dictionary_, first_name, parent, number(index), place_));
    open_.emplace_back(level, category);
    if (!by_id_.try_emplace(*id, category).second)
      lose(index, content, fmt::format("the number {} is another category's already", *id));
    return {};
  }

  void read_entry(std::size_t index) {
    const std::string_view content = trim_blanks(lines_[index]);
    if (content.empty()) return;
    if (content.find("<of>") != std::string_view::npos) {
      lose(index, content, "what depends on a following \"of\" cannot be imported");
      return;
    }
    std::string_view pattern, numbers;
    cut(content, pattern, numbers);
    std::vector<std::size_t> categories = categories_of(index, content, numbers);
    if (categories.empty()) {
      if (numbers.empty()) lose(index, content, "has no number of a category");
      return;
    }
    const Pattern made = pattern_of(pattern, Wildcards::star_at_end);
    if (!made.problem.empty()) lose(index, pattern, made.problem);
    if (!made.usable) return;
    std::sort(categories.begin(), categories.end());
    for (const std::size_t category : categories)
      if (seen_.emplace(category, made.text).second)
        dictionary_.categories[category].entries.push_back({made.text, false, 1, number(index)});
  }

  /// The pattern ends at the first tab; without tabs before the first number or condition that only such
  /// follow.
  static void cut(std::string_view content, std::string_view& pattern, std::string_view& numbers) {
    if (const std::size_t tab = content.find('\t'); tab != std::string_view::npos) {
      pattern = trim_blanks(content.substr(0, tab));
      numbers = trim_blanks(content.substr(tab));
      return;
    }
    const std::vector<std::string_view> words = split_blanks(content);
    std::size_t first = words.size();
    while (first > 1 && words[first - 1].find_first_not_of("0123456789()/") == std::string_view::npos)
      --first;
    const auto begin = first < words.size() ? static_cast<std::size_t>(words[first].data() - content.data())
                                            : content.size();
    pattern = trim_blanks(content.substr(0, begin));
    numbers = content.substr(begin);
  }

  std::vector<std::size_t> categories_of(std::size_t index, std::string_view content,
                                         std::string_view numbers) {
    std::vector<std::size_t> found;
    while (!(numbers = trim_blanks(numbers)).empty()) {
      std::size_t end = numbers.front() == '(' ? std::min(numbers.find(')'), numbers.size()) : 0;
      end = std::min(numbers.find_first_of(" \t", end), numbers.size());
      const std::string_view one = numbers.substr(0, end);
      numbers.remove_prefix(end);
      if (one.find_first_of("(/") != std::string_view::npos) {
        lose(index, content, fmt::format("the condition {} cannot be imported", shown(one)));
        continue;
      }
      const auto id = whole_number(one);
      const auto category = id ? by_id_.find(*id) : by_id_.end();
      if (category == by_id_.end())
        lose(index, content, fmt::format("no category has the number {}", shown(one)));
      else
        found.push_back(category->second);
    }
    return found;
  }

  /// LIWC lists a word under a category and again under those above it; our codes count what is below them.
  void drop_repeated() {
    std::vector<std::set<std::string, std::less<>>> below(dictionary_.categories.size());
    for (std::size_t i = dictionary_.categories.size(); i-- > 0;) {
      DictionaryCategory& category = dictionary_.categories[i];
      std::erase_if(category.entries,
                    [&](const DictionaryEntry& entry) { return below[i].contains(entry.text); });
      if (category.parent < 0) continue;
      auto& above = below[static_cast<std::size_t>(category.parent)];
      for (const DictionaryEntry& entry : category.entries) above.insert(entry.text);
      above.merge(below[i]);
    }
  }

  std::vector<std::string_view> lines_;
  const std::string& place_;
  Dictionary dictionary_;
  std::map<long, std::size_t> by_id_;
  std::vector<std::pair<std::size_t, std::size_t>> open_;  ///< level and category, outermost first
  std::set<std::pair<std::size_t, std::string>> seen_;
};

}  // namespace

Result<Dictionary> read_liwc(std::string_view text, const std::string& place) {
  return LiwcReader(text, place).read();
}

WrittenDictionary write_liwc(const Dictionary& dictionary) {
  WrittenDictionary written;
  const std::vector<int> depths = depths_of(dictionary);
  written.text = "%\n";
  std::map<std::string, std::set<std::size_t>> categories_of;  // by pattern, sorted
  for (std::size_t i = 0; i < dictionary.categories.size(); ++i) {
    const DictionaryCategory& category = dictionary.categories[i];
    written.text += std::string(static_cast<std::size_t>(depths[i]), '\t') +
                    fmt::format("{}\t{}\n", i + 1, category.name);
    for (const DictionaryEntry& entry : category.entries) {
      if (std::string why = obstacle(entry, liwc_limits); !why.empty()) {
        add_loss(written, entry, std::move(why));
        continue;
      }
      auto& numbers = categories_of[entry.text];
      for (int at = static_cast<int>(i); at >= 0;
           at = dictionary.categories[static_cast<std::size_t>(at)].parent)
        numbers.insert(static_cast<std::size_t>(at) + 1);
    }
  }
  written.text += "%\n";
  for (const auto& [pattern, numbers] : categories_of) {
    written.text += pattern;
    for (const std::size_t number : numbers) written.text += fmt::format("\t{}", number);
    written.text += '\n';
  }
  return written;
}

}  // namespace gloss::exchange
