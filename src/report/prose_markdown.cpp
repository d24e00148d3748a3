// SPDX-License-Identifier: GPL-3.0-or-later
// Markdown (CommonMark 0.30 with GitHub's tables) in which somebody's words stay words.
//
// A sign that Markdown could take for markup is escaped, also where it would not take it: whether it does
// depends on neighbours, and readers differ. Angle brackets and & become entities, because some readers know
// no backslash before them. Emphasis is written with ** and *, but with tags where what stands at its edge is
// no letter or digit: there ** may be no emphasis, which is frequent in Chinese: 他说**“钱”**是.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "report/prose.h"
#include "report/shown_table.h"
#include "text/char_class.h"
#include "text/code_point.h"

namespace gloss::report {
namespace {

constexpr std::string_view line_break = "\\\n";

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

/// Whether a text that is not empty begins with a letter or digit, and ends with one.
bool has_solid_edges(std::string_view text) {
  std::size_t last = text.size() - 1, first = 0;
  while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
  for (std::size_t at : {first, last}) {
    const auto code_point = text::next_code_point(text, at);
    if (code_point < 0 || !text::is_solid(static_cast<char32_t>(code_point))) return false;
  }
  return true;
}

/// Writes words behind what was written before, and `line_end` for a line feed. What a sign means depends on
/// where in its line it stands.
class Escaper {
 public:
  Escaper(std::string& out, std::string_view line_end) : out_(out), line_end_(line_end) {}

  void add(std::string_view words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const char c = words[i];
      const char next = i + 1 < words.size() ? words[i + 1] : ' ';
      const auto byte = static_cast<unsigned char>(c);
      if (c == '\n')
        out_ += line_end_;
      else if (c == '\t' || c == ' ')
        out_ += at_start() ? "" : " ";  // four of them would be code
      else if (byte >= 0x20 && byte != 0x7F)
        add_sign(c, next, words.substr(i));
    }
  }

 private:
  void add_sign(char c, char next, std::string_view rest) {
    if (c == '<') out_ += "&lt;";
    if (c == '>') out_ += "&gt;";
    if (c == '&') out_ += "&amp;";
    if (c == '<' || c == '>' || c == '&') return;
    if (std::string_view("\\`*_[]~|$@^{").find(c) != std::string_view::npos || begins_block(c, next) ||
        (c == '#' && is_blank(out_.empty() ? ' ' : out_.back())) || makes_link(c, rest))
      out_ += '\\';
    out_ += c;
  }

  bool at_start() const { return out_.empty() || out_.back() == '\n'; }

  bool begins_block(char c, char next) const {
    if (at_start())
      return c == '=' || c == ':' || ((c == '-' || c == '+') && (is_blank(next) || next == '-'));
    return (c == '.' || c == ')') && is_blank(next) && is_number_so_far();
  }

  /// Whether the line has nothing but digits yet.
  bool is_number_so_far() const {
    for (std::size_t i = out_.size(); i-- > 0;) {
      if (out_[i] == '\n') return i + 1 < out_.size();
      if (!is_ascii_digit(out_[i])) return false;
    }
    return !out_.empty();
  }

  bool makes_link(char c, std::string_view rest) const {
    if (c == ':') return rest.starts_with("://");
    return c == '.' && (out_.ends_with("www") || out_.ends_with("WWW") || out_.ends_with("Www"));
  }

  std::string& out_;
  std::string_view line_end_;
};

/// Code as it is: between more backticks than stand in it.
std::string code_span(std::string_view words) {
  std::size_t longest = 0, run = 0;
  std::string line;
  for (const char c : words) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
    line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  if (line.empty()) return {};
  const std::string fence(longest + 1, '`');
  const bool all_blank = line.find_first_not_of(' ') == std::string::npos;
  const bool pad =
      line.front() == '`' || line.back() == '`' || (line.front() == ' ' && line.back() == ' ' && !all_blank);
  return fence + (pad ? " " + line + " " : line) + fence;
}

struct Marks {
  std::string_view sign, open, close;
};
Marks marks_of(Run::Look look) {
  if (look == Run::Look::soft) return {"*", "<em>", "</em>"};
  return {"**", "<strong>", "</strong>"};
}

/// Blanks at the edges stay outside of what is emphasised.
void add_emphasis(std::string& out, std::string_view words, Run::Look look) {
  Escaper escaper(out, line_break);
  const std::size_t begin = words.find_first_not_of(" \t\n");
  if (begin == std::string_view::npos) return escaper.add(words);
  const std::size_t end = words.find_last_not_of(" \t\n") + 1;
  escaper.add(words.substr(0, begin));
  const std::string_view inner = words.substr(begin, end - begin);
  const Marks marks = marks_of(look);
  const bool by_sign = has_solid_edges(inner) && !out.ends_with('*');
  out += by_sign ? marks.sign : marks.open;
  escaper.add(inner);
  out += by_sign ? marks.sign : marks.close;
  escaper.add(words.substr(end));
}

std::string markdown_of(const Runs& runs) {
  std::string out, code;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const Run& run = runs[i];
    if (run.look == Run::Look::exact) {
      code += run.text;
      if (i + 1 < runs.size() && runs[i + 1].look == run.look) continue;  // two beside each other are one
      out += code_span(std::exchange(code, {}));
    } else if (run.look == Run::Look::plain) {
      Escaper(out, line_break).add(run.text);
    } else {
      add_emphasis(out, run.text, run.look);
    }
  }
  while (out.ends_with(line_break)) out.resize(out.size() - line_break.size());  // nothing comes after it
  return out;
}

std::string escaped_line(std::string_view words) {
  std::string out;
  Escaper(out, " ").add(words);
  return out;
}

/// Each line of a block behind the same signs.
std::string behind(std::string_view sign, const std::string& words) {
  std::string out(sign);
  for (const char c : words) {
    out += c;
    if (c == '\n') out += sign;
  }
  return out;
}

void add_row(std::string& out, const std::vector<std::string>& cells, int indent) {
  out += '|';
  Escaper escaper(out, "<br>");
  for (std::size_t c = 0; c < cells.size(); ++c) {
    out += ' ';
    for (int i = 0; c == 0 && i < indent; ++i) out += "&nbsp;&nbsp;";
    escaper.add(cells[c]);
    out += " |";
  }
  out += '\n';
}

void add_table(std::string& out, const Table& table) {
  const ShownTable cells = shown(table);
  if (cells.headings.empty()) return;
  add_row(out, cells.headings, 0);
  for (const bool is_text : cells.is_text) out += is_text ? "| --- " : "| ---: ";
  out += "|\n";
  for (const auto& row : cells.rows) add_row(out, row.cells, row.indent);
  if (cells.left_out > 0) out += "\n... and " + std::to_string(cells.left_out) + " more\n";
}

void add_lines(std::string& out, const std::vector<std::string>& lines) {
  for (const auto& line : lines) out += "\n" + markdown_of({{line}}) + "\n";
}

void add_heading(std::string& out, int level, const std::string& words) {
  if (!words.empty())
    out += std::string(static_cast<std::size_t>(std::clamp(level, 1, 6)), '#') + " " + words + "\n";
}

/// Words on one line, looks and all.
std::string heading_of(Runs runs) {
  for (Run& run : runs) std::replace(run.text.begin(), run.text.end(), '\n', ' ');
  return markdown_of(runs);
}

/// `depth`: of an item, at most one more than that of the item before it.
void add_block(std::string& out, const ProseBlock& block, int depth) {
  using What = ProseBlock::Kind;
  switch (block.kind) {
    case What::heading:
      add_heading(out, std::clamp(block.level + 1, 2, 6), heading_of(block.runs));
      break;
    case What::paragraph:
      out += markdown_of(block.runs) + "\n";
      break;
    case What::quotation:
      out += behind("> ", markdown_of(block.runs)) + "\n";
      if (!block.whose.empty()) out += ">\n" + behind("> ", "— " + markdown_of(block.whose)) + "\n";
      break;
    case What::item:
      out +=
          std::string(static_cast<std::size_t>(depth - 1) * 2, ' ') + "* " + markdown_of(block.runs) + "\n";
      break;
    case What::table:
      if (!block.table.title.empty()) out += markdown_of({{block.table.title, Run::Look::strong}}) + "\n\n";
      add_table(out, block.table);
      add_lines(out, block.table.notes);
      break;
  }
}

}  // namespace

std::string as_markdown(const Prose& prose) {
  std::string out;
  add_heading(out, 1, escaped_line(prose.title));
  add_lines(out, prose.headers);
  int depth = 0;  // of the list at this place
  for (const ProseBlock& block : prose.blocks) {
    const int before = depth;
    depth = block.kind == ProseBlock::Kind::item ? std::clamp(block.level, 1, before + 1) : 0;
    if (!out.empty() && (before == 0 || depth == 0)) out += '\n';
    add_block(out, block, depth);
  }
  add_lines(out, prose.notes);
  return out;
}

std::string as_markdown(const Table& table) {
  std::string out;
  add_heading(out, 2, escaped_line(table.title));
  add_lines(out, table.headers);
  if (!out.empty()) out += '\n';
  add_table(out, table);
  add_lines(out, table.notes);
  return out;
}

}  // namespace gloss::report
