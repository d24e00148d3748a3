// SPDX-License-Identifier: GPL-3.0-or-later
#include "codebook/random_codebook.h"

#include <algorithm>
#include <utility>

namespace gloss::test {

std::string shifted(const std::string& lines, int blanks) {
  std::string out;
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    if (end > begin)
      out += std::string(static_cast<std::size_t>(blanks), ' ') + lines.substr(begin, end - begin);
    out += '\n';
    begin = end + 1;
  }
  return out;
}

std::string RandomCodebook::comment() {
  return "#c" + std::to_string(comments_++) + "#" +
         any({"", " see p. 3", " - money", "  x: y # z", " 经费", " 'quoted"});
}

/// Lines for comments and blank lines, at column 1.
std::string RandomCodebook::notes() {
  std::string out;
  while (chance(12)) out += chance(40) ? "\n" : comment() + '\n';
  return out;
}

std::string RandomCodebook::line_end() {
  return (chance(10) ? std::string(1 + below(4), ' ') + comment() : "") + '\n';
}

std::string RandomCodebook::words(int most) {
  std::string out;
  for (int n = 1 + below(most); n > 0; --n)
    out += (out.empty() ? "" : " ") + any({"We", "answer", "to", "two masters,", "money", "don't", "场地",
                                           "经费不够。", "a:b", "\"well\"", "no", "(so)", "it's", "x#y",
                                           "e\xCC\x81t\xC3\xA9", "12", "long-winded", "\xF0\x9F\x8F\x80"});
  return out;
}

std::string RandomCodebook::rule() {
  std::vector<std::string> leaves{
      "money", "trust*", "\"two masters\"", "$words", "双重管理", "\"I'd {like|love}\"", "don't"};
  if (!referable_.empty()) leaves.push_back('<' + any(referable_) + '>');
  std::string out = any(leaves);
  for (int n = below(3); n > 0; --n) out += any({" or ", " and ", " near/5 "}) + any(leaves);
  return out;
}

/// A scalar in any style that may hold `text`, with the end of its line; later lines two blanks further in.
std::string RandomCodebook::scalar(const std::string& text, bool rule) {
  const bool plain_ok = std::string("\"'$<(").find(text.front()) == std::string::npos && text != "no" &&
                        text != "12" && text.find(": ") == std::string::npos && text.back() != ':';
  const std::size_t blank = text.find(' ', text.size() / 2);
  const bool breaks = blank != std::string::npos && !rule && chance(20);
  const auto folded = [&](std::string quoted, std::size_t from) {
    if (!breaks) return quoted;
    const std::size_t at = quoted.find(' ', from + text.size() / 2);
    if (at != std::string::npos && at + 1 < quoted.size() && quoted[at + 1] != '#')
      quoted.replace(at, 1, chance(30) ? " \n     " : "\n  ");
    return quoted;
  };
  switch (below(plain_ok ? 5 : 4)) {
    case 0: {
      std::string quoted = "'";
      for (const char c : text) quoted += c == '\'' ? "''" : std::string(1, c);
      return ' ' + folded(quoted + '\'', 1) + line_end();
    }
    case 1: {
      std::string quoted = "\"";
      for (const char c : text) quoted += c == '"' ? "\\\"" : std::string(1, c);
      return ' ' + folded(quoted + '"', 1) + line_end();
    }
    case 2:
      return any({" |", " |-", " |+", " >", " >-"}) + (chance(10) ? ' ' + comment() : "") + '\n' +
             (chance(10) ? "\n" : "") + shifted(text, 2 + below(3)) + (chance(10) ? "\n" : "");
    case 3: {
      std::string quoted = "\"";
      for (const char c : text) quoted += c == '"' ? "\\\"" : std::string(1, c);
      return ' ' + quoted + '"' + line_end();
    }
    default:
      return ' ' + folded(text, 0) + (rule ? "\n" : line_end());
  }
}

/// A list of words behind its key.
std::string RandomCodebook::word_list() {
  std::vector<std::string> entries;
  for (int n = 1 + below(chance(10) ? 40 : 6); n > 0; --n)
    entries.push_back(any({"money", "fund*", "'lack of'", "\"not enough\"", "经费", "'{a|b} c'", "\"*n't\"",
                           "'no'", "can't afford", "'it''s'", "\"a \\\" b\"", "资金"}));
  std::erase(entries, "\"a \\\" b\"");
  if (entries.empty()) entries.emplace_back("money");
  std::string out;
  if (chance(25)) {
    for (const std::string& entry : entries) out += shifted(notes(), 2) + "  - " + entry + line_end();
    return line_end() + out;
  }
  const bool several = chance(50);
  out = " [";
  if (several && chance(50)) out += line_end() + "    ";
  for (std::size_t i = 0; i < entries.size(); ++i) {
    out += entries[i] + (i + 1 < entries.size() ? "," : "");
    if (several && chance(25))
      out += line_end() + shifted(notes(), below(6)) + "    ";
    else if (i + 1 < entries.size())
      out += any({" ", "", "  "});
  }
  return out + ']' + line_end();
}

/// Rules or examples behind their key.
std::string RandomCodebook::items(const std::vector<std::string>& items, bool rules) {
  if (items.size() == 1 && chance(20)) return scalar(items[0], rules);
  if (!tidy_ && chance(15)) {
    std::string out = " [";
    for (std::size_t i = 0; i < items.size(); ++i) {
      std::string quoted = "'";
      for (const char c : items[i]) quoted += c == '\'' ? "''" : std::string(1, c);
      quoted += '\'';
      out += (i > 0 ? ", " : "") + (rules && chance(20) ? "{rule: " + quoted + ", weight: 2}" : quoted);
      if (chance(10)) out += ' ' + comment() + "\n    ";
    }
    if (out.back() == ' ' || items.empty()) out += "";
    return out + ']' + line_end();
  }
  std::string out = line_end();
  const int indent = below(3);
  for (const std::string& item : items) {
    std::string one;
    if (rules && chance(15))
      one = chance(50) ? "- rule:" + shifted(scalar(item, true), 0)
                       : "- weight: 0.5\n  rule:" + shifted(scalar(item, true), 0);
    else
      one = '-' + scalar(item, rules);
    // Later lines of a scalar in a map need two blanks more than the map.
    if (one.starts_with("- rule") || one.starts_with("- weight")) {
      const std::size_t first = one.find('\n', one.find("rule:")) + 1;
      one = one.substr(0, first) + shifted(one.substr(first), 2);
      if (one.starts_with("- rule") && chance(50)) one += "  weight: 3\n";
    }
    out += shifted(notes() + one, indent);
  }
  if (indent > 0 && chance(15)) out += shifted(comment(), indent);
  return out;
}

std::string RandomCodebook::localized(const std::string& text) {
  if (chance(60)) return scalar(text, false);
  if (chance(50))
    return line_end() + shifted("zh:" + scalar(text, false), 2) + (chance(50) ? "  en: short\n" : "");
  return " {en: short, zh: 短}" + line_end();
}

std::string RandomCodebook::members(std::vector<Member> all, bool shuffled_) {
  if (shuffled_) std::shuffle(all.begin(), all.end(), random_);
  std::string out;
  for (const Member& member : all) out += notes() + member.key + ':' + member.value;
  return out;
}

std::string RandomCodebook::code(int depth, const std::string& id) {
  if (chance(10)) return line_end() + (chance(30) ? "  " + comment() + '\n' : "");
  if (!tidy_ && chance(10)) return " {rule: money, weight: 2}" + line_end();
  std::vector<Member> all;
  if (chance(50)) all.push_back({"name", localized(words(2))});
  if (chance(20)) all.push_back({"color", " \"#b5462f\"" + line_end()});
  if (chance(50)) all.push_back({"definition", localized(words(chance(20) ? 40 : 6))});
  if (chance(20)) all.push_back({"include", scalar(words(30), false)});
  if (chance(20)) all.push_back({"memo", scalar(words(8), false)});
  if (chance(20)) all.push_back({"was", any({" old-", " [gone-", " [x-y, z-"}) + std::to_string(names_++)});
  for (Member& member : all)
    if (member.key == "was")
      member.value += (member.value.find('[') != std::string::npos ? "]" : "") + line_end();
  if (chance(20)) all.push_back({"span", any({" sentence", " 'passage'"}) + line_end()});
  if (chance(20)) all.push_back({"weight", " 2" + line_end()});
  if (chance(80)) {
    std::vector<std::string> rules;
    for (int n = 1 + below(4); n > 0; --n) rules.push_back(rule());
    all.push_back({rules.size() == 1 && chance(30) ? "rule" : "rules", items(rules, true)});
    if (all.back().key == "rule" && all.back().value.find("\n") + 1 != all.back().value.size() &&
        all.back().value.find("- ") != std::string::npos)
      all.back().key = "rules";
  }
  for (const std::string key : {"examples", "counterexamples"}) {
    if (!chance(40)) continue;
    std::vector<std::string> texts;
    for (int n = 1 + below(3); n > 0; --n) texts.push_back(words(8));
    all.push_back({key, items(texts, false)});
  }
  // A code may be named by rules that come after it in the file, never by its own or those below it.
  if (depth > 0 && chance(50)) all.push_back({"codes", codes(depth - 1, id + '/')});
  if (all.empty()) return line_end();
  const int indent = 1 + below(4);
  const std::string head = line_end();
  return head + shifted(members(std::move(all), true), indent) +
         (chance(10) ? shifted(comment(), indent) : "");
}

std::string RandomCodebook::codes(int depth, const std::string& above) {
  std::string out = line_end();
  const int indent = 1 + below(4);
  for (int n = 1 + below(3); n > 0; --n) {
    const std::string name =
        any({"trust", "money", "Lack of means", "困境", "a-b"}) + std::to_string(names_++);
    const std::string id = above + name;
    const std::string key = chance(20) ? '\'' + name + '\'' : name;
    std::string value = code(depth, id);
    referable_.push_back(id);
    out += shifted(notes() + key + ':' + value, indent);
  }
  return out;
}

std::string RandomCodebook::file(bool tidy) {
  tidy_ = tidy;
  comments_ = names_ = 0;
  referable_.clear();
  std::vector<Member> all{{"codebook", any({" small", " 'small'"}) + line_end()},
                          {"languages", any({" [en, zh]", "\n  - en\n  - zh"}) + line_end()},
                          {"lists", line_end() + "  words:" + shifted(word_list(), 0)}};
  // What stands behind the first line of the list's value is one level deeper.
  std::string& lists = all.back().value;
  const std::size_t second = lists.find('\n', lists.find("words:")) + 1;
  lists = lists.substr(0, second) + shifted(lists.substr(second), 2);
  if (chance(30)) all.push_back({"title", localized(words(5))});
  if (chance(30)) all.push_back({"where", " 'role != interviewer'" + line_end()});
  if (chance(30))
    all.push_back({"negation", any({" {before: 3, cues: [no, \"*n't\"]}",
                                    "\n  cues: [no, 没有]\n  before: {words: 4, characters: 9}"}) +
                                   line_end()});
  all.push_back({"codes", codes(2, "")});
  std::string out = chance(30) ? comment() + '\n' + comment() + '\n' + (chance(50) ? "\n" : "") : "";
  out += members(std::move(all), chance(50));
  if (chance(20)) out += comment() + '\n';
  return out;
}

}  // namespace gloss::test
