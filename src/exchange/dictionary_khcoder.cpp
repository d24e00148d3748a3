// SPDX-License-Identifier: GPL-3.0-or-later
// KH Coder's coding rules: "*name" begins a code, the lines below are its condition, # begins a comment line.
//
// A code whose condition cannot be said is a category without entries, and so are the codes that use it: a
// rule that is true by mistake is worse than none.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "exchange/dictionary_parts.h"
#include "exchange/khcoder_rule.h"

namespace gloss::exchange {
namespace {

constexpr PatternLimits khcoder_limits{"KH Coder", Wildcards::none, false, false, "\"'()<>#"};

/// The name behind a half or full width star; nullptr where the line begins otherwise.
bool starts_code(std::string_view line, std::string_view& name) {
  for (const std::string_view star : {"*", "＊"}) {
    if (!line.starts_with(star)) continue;
    name = trim_blanks(line.substr(star.size()));
    return true;
  }
  return false;
}

class KhcoderReader {
 public:
  explicit KhcoderReader(const std::string& place) : place_(place) {}

  Result<Dictionary> read(std::string_view text) {
    dictionary_.counts_words = false;
    int number = 0;
    for (const std::string_view line : split_lines(text)) {
      ++number;
      std::string_view name;
      if (line.starts_with('#') || trim_blanks(line).empty()) continue;
      if (starts_code(line, name)) {
        finish();
        GLOSS_TRY(category_, add_category(dictionary_, name, -1, number, place_));
        name_ = name;
        open_ = true;
      } else if (!open_) {
        lose(dictionary_, {number, shown(line), "stands before the first code (*name)"});
      } else {
        if (condition_.empty()) line_ = number;
        condition_ += std::string(line) + '\n';
      }
    }
    finish();
    return std::move(dictionary_);
  }

 private:
  void finish() {
    if (!open_ || condition_.empty()) {
      if (open_) define();
      return;
    }
    const auto code = [this](std::string_view name) {
      const auto found = defined_.find(trim_blanks(name));
      return found == defined_.end() ? std::string() : fmt::format("<#{}>", found->second);
    };
    KhcoderCondition read = read_khcoder_condition(condition_, code);
    DictionaryCategory& category = dictionary_.categories[category_];
    for (KhcoderPart& part : read.parts)
      category.entries.push_back({std::move(part.text), part.is_rule, 1, line_});
    for (std::string& note : read.notes) lose(dictionary_, {line_, shown(condition_), std::move(note)});
    if (read.problem.empty())
      define();
    else
      lose(dictionary_, {line_, shown(condition_), std::move(read.problem)});
    condition_.clear();
  }

  void define() { defined_.try_emplace(std::string(name_), category_); }

  const std::string& place_;
  Dictionary dictionary_;
  std::map<std::string, std::size_t, std::less<>> defined_;
  std::size_t category_ = 0;
  std::string_view name_;
  std::string condition_;
  int line_ = 0;
  bool open_ = false;
};

/// A word or phrase as an atom: `"New York"` is New+York. Empty where an operator or a number would be read.
std::string atom_of(std::string_view pattern) {
  std::string atom;
  for (const std::string_view word : split_blanks(pattern)) {
    const std::string_view plain = word.ends_with('~') ? word.substr(0, word.size() - 1) : word;
    if (plain.find_first_of("+-=|&!/") != std::string_view::npos) return {};
    atom += (atom.empty() ? "" : "+") + std::string(plain);
  }
  const bool digits = atom.find_first_not_of("0123456789") == std::string::npos;
  std::string small = atom;
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  const bool reserved = small == "and" || small == "or" || small == "not" || atom == "lw" || atom == "lc" ||
                        atom == "No." || atom.starts_with("*") || atom.starts_with("＊");
  return digits || reserved ? std::string() : atom;
}

/// A code's name with those above it. Names are cut at blanks where a condition uses them.
std::string code_name(const Dictionary& dictionary, std::size_t category) {
  const std::string path = path_of(dictionary, category, "/");
  std::string name;
  for (const std::string_view word : split_blanks(path))
    name += (name.empty() ? "" : "_") + std::string(word);
  return name;
}

}  // namespace

Result<Dictionary> read_khcoder(std::string_view text, const std::string& place) {
  return KhcoderReader(place).read(text);
}

WrittenDictionary write_khcoder(const Dictionary& dictionary) {
  WrittenDictionary written;
  const std::size_t count = dictionary.categories.size();
  std::vector<std::string> conditions(count);
  const auto add = [&](std::size_t category, const std::string& atom) {
    std::string& condition = conditions[category];
    condition += (condition.empty() ? "" : " or ") + atom;
  };
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t surface = 0;
    const DictionaryCategory& category = dictionary.categories[i];
    for (const DictionaryEntry& entry : category.entries) {
      DictionaryEntry base = entry;
      std::erase(base.text, '~');
      std::string why = obstacle(base, khcoder_limits);
      const std::string atom = why.empty() ? atom_of(entry.text) : std::string();
      if (why.empty() && atom.empty()) why = "KH Coder would take it for an operator or a number";
      if (!why.empty()) {
        add_loss(written, entry, std::move(why));
        continue;
      }
      for (const std::string_view word : split_blanks(entry.text))
        if (!word.ends_with('~') && khcoder_word(word).ends_with('~')) ++surface;
      add(i, atom);
    }
    if (surface > 0)
      written.losses.push_back({category.line, shown(category.name),
                                fmt::format("{} words without ~ become base forms: KH Coder finds their "
                                            "inflections, too",
                                            surface)});
    if (category.parent >= 0)
      written.losses.push_back({category.line, shown(category.name),
                                "KH Coder has no levels; written as *" + code_name(dictionary, i)});
  }
  // From the last to the first: what lies below a code is defined above it, and the code includes it.
  for (std::size_t i = count; i-- > 0;) {
    const DictionaryCategory& category = dictionary.categories[i];
    if (!conditions[i].empty() && category.parent >= 0)
      add(static_cast<std::size_t>(category.parent), "<*" + code_name(dictionary, i) + '>');
  }
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = count - 1 - i;
  for (const std::size_t i : order) {
    if (conditions[i].empty()) continue;
    written.text += '*' + code_name(dictionary, i) + '\n' + conditions[i] + "\n\n";
  }
  return written;
}

}  // namespace gloss::exchange
