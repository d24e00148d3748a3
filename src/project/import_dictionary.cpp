// SPDX-License-Identifier: GPL-3.0-or-later
// Every entry is parsed before it is written, and the whole once more: what comes out is a codebook.
#include "project/import_dictionary.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>
#include <utility>

#include "base/limits.h"
#include "base/number.h"
#include "codebook/parse_rule.h"
#include "exchange/dictionary_parts.h"
#include "project/codebook_names.h"

namespace gloss::project {
namespace {

using codebook::Expression;
using exchange::Dictionary;
using exchange::DictionaryEntry;

constexpr std::size_t steps_for_circles = 5'000'000;
constexpr int long_names_down_to =
    8;  // ids of the levels below are shorter, so that a path stays below its limit
constexpr std::size_t long_part = 64, short_part = 20;

std::string_view base_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// Which category needs which: rules must not use each other in a circle. <a> means a and all below it.
class UseGraph {
 public:
  explicit UseGraph(const Dictionary& dictionary)
      : below_(dictionary.categories.size()),
        uses_(dictionary.categories.size()),
        seen_(dictionary.categories.size()) {
    for (std::size_t i = 0; i < dictionary.categories.size(); ++i)
      if (const int parent = dictionary.categories[i].parent; parent >= 0)
        below_[static_cast<std::size_t>(parent)].push_back(i);
  }

  /// Notes that `user` has a rule with `used`; false where that closes a circle, or cannot be told in time.
  bool add(std::size_t user, std::size_t used) {
    ++round_;
    std::vector<std::size_t> todo{used};
    while (!todo.empty()) {
      const std::size_t at = todo.back();
      todo.pop_back();
      if (at == user || ++steps_ > steps_for_circles) return false;
      if (seen_[at] == round_) continue;
      seen_[at] = round_;
      todo.insert(todo.end(), below_[at].begin(), below_[at].end());
      todo.insert(todo.end(), uses_[at].begin(), uses_[at].end());
    }
    uses_[user].push_back(used);
    return true;
  }

 private:
  std::vector<std::vector<std::size_t>> below_, uses_;
  std::vector<std::size_t> seen_;
  std::size_t round_ = 0, steps_ = 0;
};

struct MadeRule {
  std::string text;
  double weight = 1;
};

struct MadeCode {
  std::string part, id;  ///< "dual-management", "policy/dual-management"
  std::string list;      ///< its name; empty where the code has none
  std::vector<std::string> patterns;
  std::vector<MadeRule> rules;
};

class Importer {
 public:
  Importer(Dictionary& dictionary, const std::string& file)
      : dictionary_(dictionary), file_(file), codes_(dictionary.categories.size()), graph_(dictionary) {}

  void make() {
    name_codes();
    for (std::size_t i = 0; i < codes_.size(); ++i) {
      std::set<std::string, std::less<>> seen;
      for (const DictionaryEntry& entry : dictionary_.categories[i].entries)
        if (seen.insert(entry.text).second) add(i, entry);
    }
    TakenNames taken;
    for (MadeCode& code : codes_)
      if (!code.patterns.empty()) code.list = unique_name(code.part, taken);
  }

  std::size_t entries() const {
    std::size_t sum = 0;
    for (const MadeCode& code : codes_) sum += code.patterns.size() + code.rules.size();
    return sum;
  }
  std::size_t rules() const {
    std::size_t sum = 0;
    for (const MadeCode& code : codes_) sum += code.rules.size() + (code.list.empty() ? 0 : 1);
    return sum;
  }

  std::string yaml(const std::string& program, const ImportOptions& options) const {
    const std::string_view file = base_name(file_);
    const std::string_view stem = file.substr(0, file.rfind('.'));
    std::string out =
        fmt::format("# Imported from {}, a dictionary of {}.\n", escape_controls(file), program);
    const auto line = [&](std::string_view key, std::string_view value) {
      out += fmt::format("{}: {}\n", key, yaml_scalar(value));
    };
    line("codebook", id_part(stem, long_part));
    line("title", dictionary_.title.empty() && stem.empty() ? "dictionary"
                  : dictionary_.title.empty()               ? stem
                                                            : std::string_view(dictionary_.title));
    line("language", options.language);
    if (dictionary_.counts_words) out += "overlap: drop\n";
    if (options.conflict == codebook::Conflict::longest) out += "conflict: longest\n";
    write_lists(out);
    write_codes(out);
    return out;
  }

 private:
  void name_codes() {
    std::vector<TakenNames> taken(codes_.size() + 1);
    const std::vector<int> depths = depths_of(dictionary_);
    for (std::size_t i = 0; i < codes_.size(); ++i) {
      const auto& category = dictionary_.categories[i];
      const std::size_t most = depths[i] < long_names_down_to ? long_part : short_part;
      const auto above = static_cast<std::size_t>(category.parent + 1);
      codes_[i].part = unique_name(id_part(category.name, most), taken[above]);
      codes_[i].id = above == 0 ? codes_[i].part : codes_[above - 1].id + '/' + codes_[i].part;
    }
  }

  void lose(const DictionaryEntry& entry, std::string reason) {
    exchange::lose(dictionary_, {entry.line, exchange::shown(entry.text), std::move(reason)});
  }

  void add(std::size_t index, const DictionaryEntry& entry) {
    MadeCode& code = codes_[index];
    const codebook::RulePlace place{file_, entry.line};
    auto parsed = entry.is_rule ? codebook::parse_rule(entry.text, place)
                                : codebook::parse_list_entry(entry.text, place);
    if (!parsed) return lose(entry, std::move(parsed.error().message));
    if (!entry.is_rule && entry.weight == 1) {
      code.patterns.push_back(entry.text);
      return;
    }
    if (!refer(index, *parsed)) return lose(entry, "its categories use each other in a circle");
    code.rules.push_back({print(*parsed), entry.weight});
  }

  /// <#3> becomes <id of the fourth category>.
  bool refer(std::size_t user, Expression& expression) {
    if (expression.kind == Expression::Kind::code && expression.text.starts_with('#')) {
      std::size_t used = codes_.size();
      const std::string& text = expression.text;
      std::from_chars(text.data() + 1, text.data() + text.size(), used);
      if (used >= codes_.size() || !graph_.add(user, used)) return false;
      expression.text = codes_[used].id;
    }
    return std::all_of(expression.operands.begin(), expression.operands.end(),
                       [&](Expression& operand) { return refer(user, operand); });
  }

  void write_lists(std::string& out) const {
    bool first = true;
    for (const MadeCode& code : codes_) {
      if (code.list.empty()) continue;
      out += first ? "lists:\n" : "";
      first = false;
      out += fmt::format("  {}:\n", yaml_scalar(code.list));
      for (const std::string& pattern : code.patterns) out += fmt::format("    - {}\n", yaml_scalar(pattern));
    }
  }

  void write_codes(std::string& out) const {
    out += "codes:\n";
    const std::vector<int> depths = depths_of(dictionary_);
    int before = -1;
    for (std::size_t i = 0; i < codes_.size(); ++i) {
      const auto& category = dictionary_.categories[i];
      const MadeCode& code = codes_[i];
      if (depths[i] > before && i > 0)
        out += std::string(static_cast<std::size_t>(depths[i]) * 4, ' ') + "codes:\n";
      before = depths[i];
      const std::string indent(static_cast<std::size_t>(depths[i]) * 4 + 2, ' ');
      out += fmt::format("{}{}:\n", indent, yaml_scalar(code.part));
      const auto line = [&](std::string_view key, std::string_view value) {
        out += fmt::format("{}  {}: {}\n", indent, key, value);
      };
      line("name", yaml_scalar(category.name));
      if (!category.description.empty()) line("definition", yaml_scalar(category.description));
      if (code.list.empty() && code.rules.empty()) continue;
      out += indent + "  rules:\n";
      if (!code.list.empty()) out += fmt::format("{}    - ${}\n", indent, code.list);
      for (const MadeRule& rule : code.rules) {
        if (rule.weight == 1)
          out += fmt::format("{}    - {}\n", indent, yaml_scalar(rule.text));
        else
          out += fmt::format("{}    - {{rule: {}, weight: {}}}\n", indent, yaml_scalar(rule.text),
                             shortest(rule.weight));
      }
      if (!dictionary_.counts_words) line("span", "passage");
    }
  }

  Dictionary& dictionary_;
  const std::string& file_;
  std::vector<MadeCode> codes_;
  UseGraph graph_;
};

}  // namespace

Result<ImportedCodebook> import_dictionary(std::string_view bytes, const std::string& name,
                                           const ImportOptions& options) {
  GLOSS_TRY(exchange::ReadDictionary read, exchange::read_dictionary(bytes, name, options.reading));
  Importer importer(read.dictionary, name);
  importer.make();
  if (importer.rules() > limits::rules)
    return Err(Fault::bad_input, name,
               fmt::format("would need {} rules; a codebook has at most {}", importer.rules(), limits::rules),
               "split the dictionary by category");
  ImportedCodebook made;
  made.yaml = importer.yaml(std::string(title_of(read.format)), options);
  if (const auto parsed = codebook::parse_codebook(made.yaml, name); !parsed)
    return Err(Fault::bad_input, name, "cannot become a codebook: " + parsed.error().message,
               parsed.error().hint);
  made.format = read.format;
  made.how = std::move(read.how);
  made.encoding = std::move(read.encoding);
  made.categories = read.dictionary.categories.size();
  made.entries = importer.entries();
  made.losses = std::move(read.dictionary.losses);
  std::stable_sort(made.losses.begin(), made.losses.end(),
                   [](const auto& a, const auto& b) { return a.line < b.line; });
  return made;
}

}  // namespace gloss::project
