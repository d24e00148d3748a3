// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/conventions.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <mutex>
#include <optional>

#include "intake/lines.h"
#include "intake/stop_list.h"
#include "text/fold.h"
#include "text/pattern.h"

namespace gloss::intake {
namespace {

// Pieces of the patterns.
#define BLANKS "[ \\t\\x{A0}\\x{3000}]*"
#define COLON "[:：]"
#define TIME "(?:\\d{1,2}:)?\\d{1,3}:\\d{2}(?:[.,]\\d{1,3})?"
#define NAME "[^\\s:：\\[\\](){}<>*#|][^:：\\n*\\[\\]]{0,79}?"
#define CAPITALIZED "\\p{Lu}[\\pL\\pM'’.-]*"
// Labels that count at once.
#define KNOWN                                                                                             \
  "(?:(?i:interviewer(?:in)?|interviewee|moderator(?:in)?|facilitator|researcher|respondent|participant)" \
  "(?:[ _-]?(?:\\d{1,3}|[A-Z]))?|INT ?\\d?|[IQRA]|P ?\\d{1,3}|(?i:speaker)[ _]?(?:\\d{1,3}|[A-Z])|"       \
  "(?:访谈者|訪談者|访谈员|訪談員|访谈人|訪談人|采访者|採訪者|采访人|採訪人|访问者|訪問者|访问员|訪問員|" \
  "主持人|笔者|筆者|记者|記者|"                                                                           \
  "受访者|受訪者|受访人|受訪人|被访者|被訪者|被访人|被訪人|被采访者|被採訪者|问|問|答)[ "                 \
  "]?[A-Za-z0-9一二三四五六七八九十甲乙丙丁]{0,2})"

using enum Certainty;

}  // namespace

const std::vector<Convention>& conventions() {
  using namespace needs;
  static const std::vector<Convention> table = {
      // Labels.
      {"heading, known label", "^ {0,3}#{1,6}[ \\t]+(" KNOWN ")" BLANKS COLON "[ \\t]*#*[ \\t]*$", 1, 0,
       at_once, markdown | whole_line | colon, "#", "### Interviewer:", "Interviewer"},
      {"heading of level 3 to 6, name",
       "^ {0,3}#{3,6}[ \\t]+([^\\n]{1,120}?)" BLANKS COLON "[ \\t]*#*[ \\t]*$", 1, 0, at_once,
       markdown | whole_line | form_of_name | colon, "#", "### 唐鳳：", "唐鳳"},
      {"heading of level 1 or 2, name",
       "^ {0,3}#{1,2}[ \\t]+([^\\n]{1,120}?)" BLANKS COLON "[ \\t]*#*[ \\t]*$", 1, 0, recurring,
       markdown | whole_line | form_of_name | colon, "#", "## Audrey Tang:", "Audrey Tang"},
      {"bold known label",
       "^" BLANKS "(?:\\*\\*|__)(" KNOWN ")" BLANKS "(?:" COLON "[ ]?(?:\\*\\*|__)|(?:\\*\\*|__)" BLANKS COLON
       ")",
       1, 0, at_once, colon, "*_", "**P1**: We meet on Mondays.", "P1"},
      {"bold name, colon inside", "^" BLANKS "(?:\\*\\*|__)(" NAME ")" BLANKS COLON "[ ]?(?:\\*\\*|__)", 1, 0,
       recurring, form_of_name | colon, "*_", "**Jerod Santo:** So, \\[04:05\\] welcome.", "Jerod Santo"},
      {"bold name, colon outside", "^" BLANKS "(?:\\*\\*|__)(" NAME ")" BLANKS "(?:\\*\\*|__)" BLANKS COLON,
       1, 0, recurring, form_of_name | colon, "*_", "**Jerod Santo**: So, welcome.", "Jerod Santo"},
      {"speaker in brackets (pyannote, WhisperX)",
       "^" BLANKS "\\[((?i:speaker)[ _]\\d{1,3})\\]" BLANKS COLON "?", 1, 0, at_once, nothing, "[",
       "[SPEAKER_01]: And then we left.", "SPEAKER_01"},
      {"time, then known label",
       "^" BLANKS "\\\\?[\\[({]?(" TIME ")\\\\?[\\])}]?[ \\t]*[-–]?[ \\t]*(" KNOWN ")" BLANKS COLON, 2, 1,
       at_once, colon, "\\[({0123456789", "[00:01:23] P1: We meet on Mondays.", "P1"},
      {"time, then name",
       "^" BLANKS "\\\\?[\\[({]?(" TIME ")\\\\?[\\])}]?[ \\t]*[-–]?[ \\t]*(" NAME ")" BLANKS COLON, 2, 1,
       recurring, form_of_name | colon, "\\[({0123456789", "[00:01:23] Jeff Czyz: We meet on Mondays.",
       "Jeff Czyz"},
      {"known label, then time alone", "^" BLANKS "(" KNOWN ")" BLANKS COLON "[ \\t]*(" TIME ")[ \\t]*$", 1,
       2, at_once, whole_line | colon | last_digit, "", "Speaker 0: 00:01:17", "Speaker 0"},
      {"name, then time alone (btctranscripts)",
       "^" BLANKS "(" NAME ")" BLANKS COLON "[ \\t]*(" TIME ")[ \\t]*$", 1, 2, recurring,
       whole_line | form_of_name | colon | last_digit, "", "Aaron van Wirdum: 00:00:21", "Aaron van Wirdum"},
      {"name and time in brackets, then colon",
       "^" BLANKS "(" NAME ")[ \\t]*[\\[(](" TIME ")[\\])][ \\t]*" COLON, 1, 2, recurring,
       form_of_name | colon | bracket, "", "Ana Ruiz (00:01:23): We meet on Mondays.", "Ana Ruiz"},
      {"name, two blanks, time alone (Otter)", "^(" NAME ")[ \\t]{2,}(" TIME ")[ \\t]*$", 1, 2, at_once,
       whole_line | form_of_name | colon | last_digit, "", "BSR01  00:00", "BSR01"},
      {"president of a parliament",
       "^" BLANKS "((?:Präsident|Vizepräsident|Alterspräsident)(?:in)?[ \\x{A0}][^:\\n]{3,60}?)" BLANKS ":",
       1, 0, at_once, colon, "PVA", "  Präsident Dr. Norbert Lammert: ", "Präsident Dr. Norbert Lammert"},
      {"member and party",
       "^" BLANKS "((?:[\\pL.'’-]+[ \\x{A0}]+){1,7}(?:\\([\\pL -]+\\)[ \\x{A0}]+)?"
       "\\((?:CDU/CSU|DIE LINKE|BÜNDNIS[ \\x{A0}]90/DIE GRÜNEN|AfD|fraktionslos|[A-Z]{2,6})\\))" BLANKS ":",
       1, 0, at_once, colon | bracket, "",
       "  Dr.\u00A0Angela Merkel (CDU/CSU): ", "Dr.\u00A0Angela Merkel (CDU/CSU)"},
      {"holder of an office",
       "^" BLANKS "((?:" CAPITALIZED "|von|der|zu|van|de)(?:[ \\x{A0}]+(?:" CAPITALIZED
       "|von|der|zu|van|de|h\\.|c\\.)){1,6},[ \\x{A0}]+"
       "(?:Parl\\.[ "
       "\\x{A0}])?(?:Bundeskanzler|Bundesminister|Staatsminister|Staatssekretär|Ministerpräsident|Minister)(?"
       ":in)?\\b"
       "[^:.!?\\n]{0,90}?)" BLANKS ":",
       1, 0, at_once, colon | comma, "",
       "  Sabine Leutheusser-Schnarrenberger, Bundesministerin der Justiz: ",
       "Sabine Leutheusser-Schnarrenberger, Bundesministerin der Justiz"},
      {"title and name",
       "^" BLANKS "((?:(?:Senator|Senadora?|Minister|Councillor|Mayor|Judge)|(?:Mr|Mrs|Ms|Dr|Prof|Sra?)\\.)"
       "[ ]\\p{Lu}[\\pL'’-]*(?: \\p{Lu}[\\pL'’-]*){0,2})" BLANKS ":(?:[ \\t]|$)",
       1, 0, at_once, colon, "SMCJDP", "Senator Hervieux-Payette: Can you tell me?",
       "Senator Hervieux-Payette"},
      {"name in capitals with a full stop (US Congress)",
       "^" BLANKS "((?:Mr|Mrs|Ms|Miss|Dr)\\. [A-Z][A-Z'-]{2,}(?: of [A-Z][a-z]+(?: [A-Z][a-z]+)?)?|The "
       "[A-Z]{4,}(?: [A-Z]{2,}){0,3})\\.[ \\t]",
       1, 0, at_once, nothing, "MDT", "  Mr. DASCHLE. Mr. President, I rise today.", "Mr. DASCHLE"},
      {"question and answer with a full stop", "^" BLANKS "([QA])\\.[ \\t]", 1, 0, paired, nothing, "QA",
       "Q. And where was that?", "Q"},
      {"known label and TAB (f4)", "^(INT ?\\d?|[IQ]|P ?\\d{1,3}|(?i:interviewer|interviewee))\\t", 1, 0,
       at_once, tab, "IQPi", "P1\tWe meet on Mondays. #00:01:23-4#", "P1"},
      {"numbered paragraph, known label", "^[ \\t]*\\d{1,4}(?:[ \\t]{2,}|\\t)(" KNOWN ")" BLANKS COLON, 1, 0,
       at_once, colon, "0123456789", "2    I: Where do you meet?", "I"},
      {"numbered paragraph, name (MAXQDA)", "^[ \\t]*\\d{1,4}(?:[ \\t]{2,}|\\t)(" NAME ")" BLANKS COLON, 1, 0,
       recurring, form_of_name | colon, "0123456789", "2    Dan: We meet on Mondays.", "Dan"},
      {"known label", "^" BLANKS "(" KNOWN ")" BLANKS COLON, 1, 0, at_once, colon, "",
       "受访者A：我们每周一见面。", "受访者A"},
      {"name and colon", "^" BLANKS "(" NAME ")" BLANKS COLON, 1, 0, recurring, form_of_name | colon, "",
       "Sjors Provoost: Mostly Prague.", "Sjors Provoost"},
      // Times, at the start or the end of a line.
      {"time in square brackets", "\\\\?\\[(" TIME ")\\\\?\\]", 0, 1, time, nothing, "\\[", "[00:01:23]",
       "00:01:23.000"},
      {"time in parentheses", "\\((" TIME ")\\)", 0, 1, time, nothing, "(", "(1:23)", "00:01:23.000"},
      {"time in braces (GAT2)", "\\{(" TIME ")\\}", 0, 1, time, nothing, "{", "{00:00:07}", "00:00:07.000"},
      {"time between number signs (f4, MAXQDA)", "#((?:\\d{1,2}:)?\\d{1,3}:\\d{2}(?:[.,-]\\d{1,3})?)#", 0, 1,
       time, nothing, "#", "#00:01:23-4#", "00:01:23.400"},
      {"hours, minutes, seconds with letters", "[(\\[]((?:\\d{1,2}h ?)?\\d{1,3}m ?\\d{1,2}s)[)\\]]", 0, 1,
       time, nothing, "[(", "(11m 32s)", "00:11:32.000"},
  };
  return table;
}

namespace {

/// A row of the table whose pattern is compiled at its first use: most are never used in a run, and compiling
/// all takes as long as reading half a megabyte.
class Row {
 public:
  explicit Row(const Convention& convention) : convention_(convention) {}
  const Convention& convention() const { return convention_; }
  const text::Pattern& pattern() {
    std::call_once(once_, [this] { pattern_.emplace(convention_.pattern); });
    return *pattern_;
  }

 private:
  const Convention& convention_;
  std::once_flag once_;
  std::optional<text::Pattern> pattern_;
};

std::deque<Row>& label_rows() {
  static std::deque<Row> rows = [] {
    std::deque<Row> all;
    for (const Convention& row : conventions())
      if (row.certainty != time) all.emplace_back(row);
    return all;
  }();
  return rows;
}

struct Compiled {
  text::Pattern time_start, time_end, bare_time, name, long_asian;
};

std::string any_time() {
  std::string any;
  for (const Convention& row : conventions()) {
    if (row.certainty == time) any += (any.empty() ? "" : "|") + std::string(row.pattern);
  }
  return any;
}

const Compiled& compiled() {
  static const Compiled tables = [] {
    // A word of a name, an abbreviation, a number, or a particle; in parentheses an addition.
    const std::string word =
        "(?:[\\p{Lu}\\p{Lt}]\\pL{0,4}\\.(?:-?\\p{Lu}\\.)*|[\\p{Lu}\\p{Lt}\\p{Lo}\\p{Lm}@][\\pL\\pM\\pN'’_"
        "·・‧•-]*)";
    const std::string next = "(?:" + word +
                             "|\\pN{1,4}|van|von|vom|de|del|della|den|der|des|da|das|di|do|dos|du|la|le|el|"
                             "al|bin|ibn|ten|ter|zu|af|av|"
                             "of|the|and|und|y|e|i|h\\.|c\\.|&)";
    return Compiled{text::Pattern("^(?:" + any_time() + ")"), text::Pattern("(?:" + any_time() + ")$"),
                    text::Pattern("^(" TIME ")$"),
                    text::Pattern("^" + word + "(?:[ \\t\\x{A0}\\x{3000}]+" + next +
                                  "){0,4}(?:[ \\x{A0}]?[(（][^()（）]{1,30}[)）])?$"),
                    text::Pattern("[\\p{Han}\\p{Hiragana}\\p{Katakana}\\p{Hangul}\\p{Thai}]{11}")};
  }();
  return tables;
}

/// After the half-width colon of an unknown name comes a blank, other script or nothing: "std::vector" and
/// "a:b" name nobody.
bool may_follow_colon(std::string_view rest) {
  return rest.empty() || rest[0] == ' ' || rest[0] == '\t' ||
         (static_cast<unsigned char>(rest[0]) & 0x80) != 0;
}

bool is_known_name(std::string_view label, const std::vector<std::string>& names) {
  return std::find(names.begin(), names.end(), label) != names.end();
}

/// The first non-empty group of a match of alternatives.
std::string_view first_group(const std::vector<std::string_view>& groups) {
  for (std::size_t i = 1; i < groups.size(); ++i) {
    if (groups[i].data() != nullptr) return groups[i];
  }
  return {};
}

}  // namespace

bool has_form_of_name(std::string_view label) {
  return count_characters(label) <= 40 && compiled().name.matches(label) &&
         !compiled().long_asian.find(label, 0);
}

bool is_on_stop_list(std::string_view label) {
  std::string word = text::fold(label);
  while (!word.empty() &&
         ((word.back() >= '0' && word.back() <= '9') || word.back() == ' ' || word.back() == '.'))
    word.pop_back();
  const auto& words = stop_list();
  return std::binary_search(words.begin(), words.end(), word);
}

LineForm form_of(std::string_view line) {
  LineForm form;
  const std::string_view words = trimmed(line);
  if (words.empty()) return form;
  form.first = words.front();
  const std::string_view before_colon = line.substr(0, line.find(':'));
  if (before_colon.size() < line.size() || line.find("：") != std::string_view::npos)
    form.holds |= needs::colon;
  if (words.back() >= '0' && words.back() <= '9') form.holds |= needs::last_digit;
  if (before_colon.find_first_of("([") != std::string_view::npos) form.holds |= needs::bracket;
  if (before_colon.find(',') != std::string_view::npos) form.holds |= needs::comma;
  if (line.find('\t') != std::string_view::npos) form.holds |= needs::tab;
  return form;
}

bool may_match(const Convention& row, const LineForm& form) {
  constexpr unsigned of_form = needs::colon | needs::last_digit | needs::bracket | needs::comma | needs::tab;
  if ((row.needs & of_form & ~form.holds) != 0) return false;
  return *row.begins == '\0' || std::string_view(row.begins).find(form.first) != std::string_view::npos;
}

std::optional<FoundLabel> find_label(std::string_view line, bool markdown,
                                     const std::vector<std::string>& names) {
  constexpr std::size_t enough = 240;  // bytes; no label is longer
  const bool whole = line.size() <= enough;
  std::string_view head = line.substr(0, enough);
  if (!whole) {
    while (!head.empty() && (static_cast<unsigned char>(line[head.size()]) & 0xC0) == 0x80)
      head.remove_suffix(1);
  }
  const LineForm form = form_of(head);
  std::vector<std::string_view> groups;
  for (Row& candidate : label_rows()) {
    const Convention* const row = &candidate.convention();
    if (!may_match(*row, form)) continue;
    if ((row->needs & needs::markdown) != 0 && !markdown) continue;
    if ((row->needs & needs::whole_line) != 0 && !whole) continue;
    if (!candidate.pattern().match_start(head, &groups)) continue;
    FoundLabel found{row, trimmed(groups[static_cast<std::size_t>(row->label_group)]), groups[0].size(), {}};
    if (row->time_group != 0) found.time = groups[static_cast<std::size_t>(row->time_group)];
    if (is_known_name(found.label, names)) return found;
    if (found.label.empty() || is_on_stop_list(found.label)) continue;
    if ((row->needs & needs::form_of_name) != 0 && !has_form_of_name(found.label)) continue;
    if (row->certainty == recurring && groups[0].ends_with(':') && !may_follow_colon(head.substr(found.end)))
      continue;
    return found;
  }
  return std::nullopt;
}

std::size_t time_at_start(std::string_view part, std::string& value) {
  if (part.empty() || std::string_view("\\[({#0123456789").find(part.front()) == std::string_view::npos)
    return 0;
  std::vector<std::string_view> groups;
  if (compiled().bare_time.match_start(part, &groups) || compiled().time_start.match_start(part, &groups)) {
    value = normal_time(first_group(groups)).value_or("");
    return groups[0].size();
  }
  return 0;
}

std::size_t time_at_end(std::string_view part, std::string& value) {
  if (part.empty() || std::string_view("])}#").find(part.back()) == std::string_view::npos) return 0;
  constexpr std::size_t enough = 24;  // bytes; no time is longer
  std::vector<std::string_view> groups;
  std::string_view tail = part.substr(part.size() - std::min(part.size(), enough));
  while (!tail.empty() && (static_cast<unsigned char>(tail.front()) & 0xC0) == 0x80) tail.remove_prefix(1);
  if (!compiled().time_end.find(tail, 0, &groups)) return 0;
  value = normal_time(first_group(groups)).value_or("");
  return groups[0].size();
}

std::optional<std::string> normal_time(std::string_view time) {
  // The numbers in order; what stands after each says what it is, and the last of two or three with ':' are
  // the seconds.
  std::vector<unsigned> numbers;
  std::string fraction;
  bool in_fraction = false;
  for (std::size_t i = 0; i < time.size(); ++i) {
    const char c = time[i];
    if (c >= '0' && c <= '9') {
      if (in_fraction) {
        fraction += c;
      } else if (i == 0 || time[i - 1] < '0' || time[i - 1] > '9') {
        numbers.push_back(static_cast<unsigned>(c - '0'));
      } else if (numbers.back() < 100000) {
        numbers.back() = numbers.back() * 10 + static_cast<unsigned>(c - '0');
      }
    } else if (c == '.' || c == ',' || c == '-') {
      in_fraction = true;
    } else if (c != ':' && c != 'h' && c != 'm' && c != 's' && c != ' ') {
      return std::nullopt;
    }
  }
  if (numbers.size() < 2 || numbers.size() > 3 || fraction.size() > 3 || numbers.back() > 59)
    return std::nullopt;
  fraction.resize(3, '0');
  unsigned minutes = numbers[numbers.size() - 2];
  if (numbers.size() == 3 && minutes > 59) return std::nullopt;
  if (numbers.size() == 3) minutes += numbers[0] * 60;
  return fmt::format("{:02}:{:02}:{:02}.{}", minutes / 60, minutes % 60, numbers.back(), fraction);
}

}  // namespace gloss::intake
