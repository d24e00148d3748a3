// SPDX-License-Identifier: GPL-3.0-or-later
// The five styles of YAML scalars, walked backwards to the file (YAML 1.2, chapters 7.3 and 8.1).
#include "codebook/scalar_place.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "codebook/rule_text.h"

namespace gloss::codebook {
namespace {

bool blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool leads_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

/// Walks the file at `at` and the scalar at once.
class Walk {
 public:
  Walk(std::string_view file, std::size_t at, std::string_view scalar)
      : file_(file), at_(at), scalar_(scalar) {}

  std::vector<std::size_t> flow(char quote) {
    if (quote != 0) ++at_;
    while (bytes_.size() < scalar_.size()) {
      const char c = file(0);
      bool fits = true;
      if (quote == '"' && c == '\\') {
        fits = escape();
      } else if (quote == '\'' && c == '\'' && file(1) == '\'') {
        fits = give("'", 2);
      } else if (const std::size_t end = line_end(); end != std::string_view::npos) {
        fits = fold(end);
      } else {
        fits = give(file_.substr(std::min(at_, file_.size()), 1), 1);
      }
      if (!fits) return {};
    }
    bytes_.push_back(at_);
    return std::move(bytes_);
  }

  std::vector<std::size_t> block() {
    next_line();  // the line of | or >
    indent_ = leading_blanks(first_filled(file_.substr(std::min(at_, file_.size())))) -
              std::min(leading_blanks(first_filled(scalar_)),
                       leading_blanks(first_filled(file_.substr(std::min(at_, file_.size())))));
    while (scalar(0) == '\n' && is_empty_line(at_)) {
      bytes_.push_back(at_);
      next_line();
    }
    skip_indent();
    while (bytes_.size() < scalar_.size()) {
      if (file(0) == '\r' && file(1) == '\n') ++at_;
      if (file(0) != '\n') {
        if (!give(file_.substr(std::min(at_, file_.size()), 1), 1)) return {};
        continue;
      }
      // One or more line ends of the file are a blank or some line ends of the scalar.
      const std::size_t before = at_;
      ++at_;
      while (at_ < file_.size() && is_empty_line(at_)) next_line();
      skip_indent();
      if (scalar(0) == ' ') {
        bytes_.push_back(before);
      } else {
        if (scalar(0) != '\n') return {};
        while (scalar(0) == '\n') bytes_.push_back(before);
      }
    }
    bytes_.push_back(at_);
    return std::move(bytes_);
  }

 private:
  char file(std::size_t ahead) const { return at_ + ahead < file_.size() ? file_[at_ + ahead] : '\0'; }
  char scalar(std::size_t ahead) const {
    return bytes_.size() + ahead < scalar_.size() ? scalar_[bytes_.size() + ahead] : '\0';
  }

  /// The scalar goes on with `expected`, which `length` bytes of the file stand for.
  bool give(std::string_view expected, std::size_t length) {
    if (expected.empty() || scalar_.substr(bytes_.size(), expected.size()) != expected) return false;
    bytes_.insert(bytes_.end(), expected.size(), at_);
    at_ += length;
    return true;
  }

  /// Where only blanks stand before the end of this line: that end.
  std::size_t line_end() const {
    std::size_t i = at_;
    while (i < file_.size() && blank(file_[i])) ++i;
    return i < file_.size() && file_[i] == '\n' ? i : std::string_view::npos;
  }

  /// Folding: one line end is a blank, n of them are n - 1.
  bool fold(std::size_t end) {
    std::size_t breaks = 0, to = end;
    while (to < file_.size() && (blank(file_[to]) || file_[to] == '\n'))
      breaks += file_[to++] == '\n' ? 1 : 0;
    const std::string expected = breaks == 1 ? " " : std::string(breaks - 1, '\n');
    const std::size_t length = to - at_;
    return give(expected, length);
  }

  bool escape() {
    const char c = file(1);
    if (c == '\n' || c == '\r') {  // the line goes on
      while (at_ < file_.size() && file_[at_] != '\n') ++at_;
      ++at_;
      while (blank(file(0))) ++at_;
      return at_ < file_.size();
    }
    static constexpr std::array<std::pair<char, char32_t>, 17> simple{{{'0', 0},
                                                                       {'a', 7},
                                                                       {'b', 8},
                                                                       {'t', 9},
                                                                       {'\t', 9},
                                                                       {'n', 10},
                                                                       {'v', 11},
                                                                       {'f', 12},
                                                                       {'r', 13},
                                                                       {'e', 27},
                                                                       {' ', 32},
                                                                       {'"', '"'},
                                                                       {'/', '/'},
                                                                       {'\\', '\\'},
                                                                       {'N', 0x85},
                                                                       {'_', 0xA0},
                                                                       {'L', 0x2028}}};
    const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    char32_t value = c == 'P' ? 0x2029 : 0;
    for (const auto& [name, meant] : simple)
      if (name == c) value = meant;
    for (std::size_t i = 0; i < digits; ++i) {
      const char digit = file(2 + i);
      const std::size_t nibble = std::string_view("0123456789abcdef").find(static_cast<char>(digit | 0x20));
      if (nibble == std::string_view::npos) return false;
      value = value * 16 + static_cast<char32_t>(nibble);
    }
    std::string expected;
    append_utf8(expected, value);
    return give(expected, 2 + digits);
  }

  bool is_empty_line(std::size_t from) const {
    while (from < file_.size() && blank(file_[from])) ++from;
    return from >= file_.size() || file_[from] == '\n';
  }
  void next_line() {
    while (at_ < file_.size() && file_[at_] != '\n') ++at_;
    if (at_ < file_.size()) ++at_;
  }
  void skip_indent() {
    for (std::size_t i = 0; i < indent_ && file(0) == ' '; ++i) ++at_;
  }
  static std::string_view first_filled(std::string_view lines) {
    std::size_t start = 0;
    for (std::size_t i = 0; i < lines.size() && (blank(lines[i]) || lines[i] == '\n'); ++i)
      if (lines[i] == '\n') start = i + 1;
    return lines.substr(start);
  }
  static std::size_t leading_blanks(std::string_view line) {
    return std::min(line.find_first_not_of(' '), line.size());
  }

  std::string_view file_;
  std::size_t at_;
  std::string_view scalar_;
  std::size_t indent_ = 0;
  std::vector<std::size_t> bytes_;
};

}  // namespace

YamlFile::YamlFile(std::string_view text) : text_(text) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') line_starts_.push_back(i + 1);
}

std::string_view YamlFile::line(int line) const {
  const auto index = static_cast<std::size_t>(line) - 1;
  if (line < 1 || index >= line_starts_.size()) return {};
  const std::string_view rest = text_.substr(line_starts_[index]);
  return rest.substr(0, rest.find('\n'));
}

std::size_t YamlFile::byte_at(FilePlace place) const {
  const auto index = static_cast<std::size_t>(place.line) - 1;
  if (place.line < 1 || index >= line_starts_.size()) return text_.size();
  std::size_t byte = line_starts_[index];
  for (int column = 1; column < place.column && byte < text_.size() && text_[byte] != '\n'; ++column) {
    ++byte;
    while (byte < text_.size() && !leads_character(text_[byte])) ++byte;
  }
  return byte;
}

FilePlace YamlFile::place_at(std::size_t byte) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), byte);
  const auto index = static_cast<std::size_t>(after - line_starts_.begin()) - 1;
  const std::string_view before = text_.substr(line_starts_[index], byte - line_starts_[index]);
  const auto characters = std::count_if(before.begin(), before.end(), leads_character);
  return {static_cast<int>(index) + 1, static_cast<int>(characters) + 1};
}

std::vector<std::size_t> YamlFile::bytes_of(const YamlNode& node) const {
  std::size_t at = byte_at({node.line, node.column});
  // An anchor or a tag before the scalar: &name !tag
  while (at < text_.size() && (text_[at] == '&' || text_[at] == '!')) {
    while (at < text_.size() && !blank(text_[at]) && text_[at] != '\n') ++at;
    while (at < text_.size() && (blank(text_[at]) || text_[at] == '\n')) ++at;
  }
  if (at >= text_.size()) return {};
  Walk walk(text_, at, node.scalar);
  const char first = text_[at];
  if (first == '\'' || first == '"') return walk.flow(first);
  if ((first == '|' || first == '>') && !node.plain) return walk.block();
  return walk.flow(0);
}

FilePlace YamlFile::place_in(const YamlNode& node, std::size_t offset) const {
  const std::vector<std::size_t> bytes = bytes_of(node);
  if (offset >= bytes.size()) return {node.line, node.column};
  return place_at(bytes[offset]);
}

}  // namespace gloss::codebook
