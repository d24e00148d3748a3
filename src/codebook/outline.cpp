// SPDX-License-Identifier: GPL-3.0-or-later
// Comments are handed out from the top of the file to its end, so that one cursor suffices.
#include "codebook/outline.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "codebook/place.h"
#include "text/display.h"

namespace gloss::codebook {
namespace {

bool blank_sign(char c) { return c == ' ' || c == '\t'; }
bool inside_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

bool is_collection(const YamlNode& node) {
  return node.kind == YamlNode::Kind::map || node.kind == YamlNode::Kind::list;
}
bool is_block(const YamlNode& node) { return is_collection(node) && !node.flow; }

}  // namespace

const Entry* Entry::find(std::string_view name) const {
  for (const Entry& entry : entries)
    if (entry.key != nullptr && entry.key->scalar == name) return &entry;
  return nullptr;
}

std::string_view Outline::line(int line) const {
  if (line < 1 || line > lines()) return {};
  const std::string_view rest = text_.substr(line_begin(line));
  return rest.substr(0, rest.find('\n'));
}

std::size_t Outline::line_begin(int line) const {
  return line > lines() ? text_.size() : line_starts_[static_cast<std::size_t>(line) - 1];
}

bool Outline::is_blank(int number) const {
  return number >= 1 && number <= lines() && line(number).find_first_not_of(" \t") == std::string_view::npos;
}

std::size_t Outline::byte_at(int line, int column) const {
  int at = 1;
  std::size_t byte = line_begin(line);
  if (line == known_line_ && column >= known_column_) {
    at = known_column_;
    byte = known_byte_;
  }
  for (; at < column && byte < text_.size() && text_[byte] != '\n'; ++at) {
    ++byte;
    while (byte < text_.size() && inside_character(text_[byte])) ++byte;
  }
  known_line_ = line;
  known_column_ = at;
  known_byte_ = byte;
  return byte;
}

ScalarRange Outline::range(const YamlNode& scalar) const {
  ScalarRange found{byte_at(scalar.line, scalar.column), 0};
  found.end = byte_at(scalar.end_line, scalar.end_column);
  while (found.begin < found.end && (text_[found.begin] == '&' || text_[found.begin] == '!')) {
    const auto next = text_.find_first_of(" \t\n", found.begin);
    found.begin = std::min(text_.find_first_not_of(" \t\n", std::min(next, found.end)), found.end);
  }
  return found;
}

/// Reads one file; friend of Outline.
class OutlineBuilder {
 public:
  explicit OutlineBuilder(Outline& outline) : o_(outline) {}

  void build(const YamlNode& root) {
    o_.root.value = &root;
    o_.root.line = o_.root.first = 1;
    o_.root.last = o_.lines();
    read_preamble(root);
    collect_scalars(root);
    find_comments();
    o_.root.entries = entries_of(root);
    if (root.flow)
      in_brackets(o_.root);
    else
      in_block(o_.root, o_.text_.size());
    while (before(o_.text_.size()) != nullptr) o_.root.tail.push_back(take());
    for (const Comment& comment : comments_) o_.comments.push_back(comment.text);
    std::sort(o_.comments.begin(), o_.comments.end());
  }

 private:
  struct Scalar {
    ScalarRange range;
    bool block = false, keep = false;
  };

  std::size_t begin_of(const YamlNode& node) const { return o_.byte_at(node.line, node.column); }
  std::size_t end_of(const YamlNode& node) const { return o_.byte_at(node.end_line, node.end_column); }

  void read_preamble(const YamlNode& root) {
    int marker = 0;
    for (int line = 1; line <= root.line; ++line) {
      const std::string_view whole = o_.line(line);
      if (whole.starts_with("---") && (whole.size() == 3 || blank_sign(whole[3]))) marker = line;
    }
    for (int line = 1; line <= marker; ++line) {
      std::string whole(line == root.line ? "---" : o_.line(line));
      while (!whole.empty() && blank_sign(whole.back())) whole.pop_back();
      o_.preamble.push_back(std::move(whole));
    }
    from_ = marker == 0 ? 0 : marker == root.line ? o_.line_begin(marker) + 3 : o_.line_begin(marker + 1);
  }

  void collect_scalars(const YamlNode& node) {
    if (node.kind == YamlNode::Kind::scalar) {
      Scalar scalar{o_.range(node), false, false};
      const std::string_view text = o_.text_.substr(scalar.range.begin);
      scalar.block = !node.plain && (text.starts_with('|') || text.starts_with('>'));
      scalar.keep =
          scalar.block && text.substr(0, text.find_first_of("\n#")).find('+') != std::string_view::npos;
      scalars_.push_back(scalar);
    }
    for (const YamlNode& item : node.items) collect_scalars(item);
    for (const auto& [key, value] : node.members) {
      collect_scalars(key);
      collect_scalars(value);
    }
  }

  void find_comments() {
    auto scalar = scalars_.begin();
    int line = 1;
    for (std::size_t at = from_; at < o_.text_.size(); ++at) {
      while (scalar != scalars_.end() && scalar->range.end <= at && scalar->range.begin < at) ++scalar;
      if (scalar != scalars_.end() && at == scalar->range.begin) {
        if (scalar->block) {
          const std::size_t end = std::min(o_.text_.find('\n', at), o_.text_.size());
          const std::size_t mark = o_.text_.substr(0, end).find(" #", at);
          if (mark != std::string_view::npos) add_comment(mark + 1, end, line);
        }
        if (scalar->range.end > at) {
          at = scalar->range.end - 1;
          ++scalar;
          continue;
        }
      }
      if (o_.text_[at] != '#' || (at > 0 && !blank_sign(o_.text_[at - 1]) && o_.text_[at - 1] != '\n'))
        continue;
      const std::size_t end = std::min(o_.text_.find('\n', at), o_.text_.size());
      add_comment(at, end, line);
      at = end;
    }
  }

  /// `line`: where the search for its line begins; it is left at that line.
  void add_comment(std::size_t begin, std::size_t end, int& line) {
    while (line < o_.lines() && o_.line_begin(line + 1) <= begin) ++line;
    Comment comment;
    const std::string_view before = o_.text_.substr(o_.line_begin(line), begin - o_.line_begin(line));
    comment.begin = begin;
    comment.line = line;
    comment.text = o_.text_.substr(begin, end - begin);
    while (blank_sign(comment.text.back())) comment.text.pop_back();
    comment.width = text::display_width(before);
    comment.column = static_cast<int>(
        std::count_if(before.begin(), before.end(), [](char c) { return !inside_character(c); }) + 1);
    const std::size_t filled = before.find_last_not_of(" \t");
    comment.alone = filled == std::string_view::npos;
    comment.gap = static_cast<int>(comment.alone ? before.size() : before.size() - filled - 1);
    comment.blank_before = is_free(line - 1);
    comments_.push_back(std::move(comment));
  }

  /// Whether the line is blank, and no text of a block that keeps its last lines.
  bool is_free(int line) const {
    if (!o_.is_blank(line)) return false;
    const std::size_t begin = o_.line_begin(line);
    const auto after = std::upper_bound(scalars_.begin(), scalars_.end(), begin,
                                        [](std::size_t at, const Scalar& s) { return at < s.range.begin; });
    return after == scalars_.begin() || !(after - 1)->keep || (after - 1)->range.end <= begin;
  }

  const Comment* before(std::size_t limit) const {
    return next_ < comments_.size() && comments_[next_].begin < limit ? &comments_[next_] : nullptr;
  }
  Comment take() { return comments_[next_++]; }

  /// Line and column of the dash before an item.
  void find_dash(Entry& entry) const {
    std::size_t at = begin_of(*entry.value);
    for (;;) {
      while (at > 0 && (blank_sign(o_.text_[at - 1]) || o_.text_[at - 1] == '\n')) --at;
      const auto comment = std::find_if(comments_.begin(), comments_.end(), [&](const Comment& c) {
        return c.begin < at && c.begin + c.text.size() >= at;
      });
      if (comment == comments_.end()) break;
      at = comment->begin;
    }
    if (at > 0) --at;  // the dash
    while (entry.line > 1 && o_.line_begin(entry.line) > at) --entry.line;
    entry.column = static_cast<int>(at - o_.line_begin(entry.line)) + 1;
  }

  std::vector<Entry> entries_of(const YamlNode& node) const {
    std::vector<Entry> made;
    const auto add = [&](const YamlNode* key, const YamlNode& value) {
      Entry entry;
      entry.key = key;
      entry.value = &value;
      entry.line = key != nullptr ? key->line : value.line;
      entry.column = key != nullptr ? key->column : value.column;
      if (key == nullptr && !node.flow) {
        const std::size_t begin = begin_of(value);
        if (begin >= 2 && o_.text_[begin - 2] == '-' && o_.text_[begin - 1] == ' ')
          entry.column -= 2;
        else
          find_dash(entry);
      }
      entry.first = entry.last = entry.line;
      entry.blank_before = is_free(entry.line - 1);
      made.push_back(std::move(entry));
    };
    for (const YamlNode& item : node.items) add(nullptr, item);
    for (const auto& [key, value] : node.members) add(&key, value);
    return made;
  }

  /// A comment that is indented as deep as this belongs into the entry, where its content ends above it.
  static int inner_column(const Entry& entry) {
    if (is_block(*entry.value)) return entry.value->column;
    if (entry.value->kind == YamlNode::Kind::null && entry.key != nullptr) return entry.column + 1;
    return std::numeric_limits<int>::max();
  }

  /// Hands out the comments from the entries' first to `limit`.
  void in_block(Entry& container, std::size_t limit) {
    std::vector<Entry>& entries = container.entries;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      Entry& entry = entries[i];
      const std::size_t begin = o_.line_begin(entry.line) + static_cast<std::size_t>(entry.column) - 1;
      while (before(begin) != nullptr) entry.lead.push_back(take());
      const bool last = i + 1 == entries.size();
      const std::size_t until =
          last ? limit
               : o_.line_begin(entries[i + 1].line) + static_cast<std::size_t>(entries[i + 1].column) - 1;
      in_entry(entry, inner_limit(entry, until));
      if (!entry.lead.empty()) entry.first = entry.lead.front().line;
      if (!last) continue;
      while (before(until) != nullptr) container.tail.push_back(take());
    }
    if (entries.empty()) return;
    container.last = std::max(container.last, entries.back().last);
    if (!container.tail.empty()) container.last = std::max(container.last, container.tail.back().line);
  }

  /// The first comment below the entry's content that is not meant for its inside, or `until`.
  std::size_t inner_limit(const Entry& entry, std::size_t until) const {
    const std::size_t end = end_of(*entry.value);
    const int column = inner_column(entry);
    const bool level = entry.key != nullptr && column == entry.column;  // a list as deep as its key
    for (std::size_t i = next_; i < comments_.size() && comments_[i].begin < until; ++i) {
      const Comment& comment = comments_[i];
      if (comment.begin < end || !comment.alone) continue;
      if (comment.column < column || (level && !comment.text.starts_with("# - "))) return comment.begin;
    }
    return until;
  }

  void in_entry(Entry& entry, std::size_t limit) {
    const YamlNode& value = *entry.value;
    const std::size_t begin = begin_of(value), end = end_of(value);
    if (value.kind == YamlNode::Kind::null) {
      end_comment(entry, end);
      while (entry.key != nullptr && before(limit) != nullptr) entry.tail.push_back(take());
      if (!entry.tail.empty()) entry.last = entry.tail.back().line;
      return;
    }
    if (const Comment* next = before(begin); next != nullptr && !next->alone) entry.head = take();
    if (is_block(value)) {
      entry.entries = entries_of(value);
      in_block(entry, limit);
      return;
    }
    while (before(begin) != nullptr) entry.lead.push_back(take());
    if (value.flow) {
      entry.entries = entries_of(value);
      in_brackets(entry);
    } else if (const Comment* next = before(end); next != nullptr && !entry.head) {
      entry.head = take();  // behind | or >
    }
    entry.last = std::max(entry.last, value.end_line);
    if (value.end_column == 1 && value.end_line > value.line) --entry.last;  // a block of lines
    while (entry.last > entry.line && is_free(entry.last)) --entry.last;
    end_comment(entry, end);
  }

  void end_comment(Entry& entry, std::size_t end) {
    const Comment* next = before(o_.text_.size());
    if (next == nullptr || next->alone || next->begin < end) return;
    if (o_.text_.substr(end, next->begin - end).find_first_not_of(" \t,") != std::string_view::npos) return;
    entry.end = take();
  }

  void in_brackets(Entry& container) {
    const std::size_t end = end_of(*container.value);
    if (const Comment* next =
            before(container.entries.empty() ? 0 : begin_of(entry_begin(container.entries[0])));
        next != nullptr && !next->alone && next->line == container.value->line && !container.head)
      container.head = take();
    for (Entry& entry : container.entries) {
      while (before(begin_of(entry_begin(entry))) != nullptr) entry.lead.push_back(take());
      in_entry(entry, 0);
    }
    while (before(end) != nullptr) container.tail.push_back(take());
  }
  static const YamlNode& entry_begin(const Entry& entry) {
    return entry.key != nullptr ? *entry.key : *entry.value;
  }

  Outline& o_;
  std::size_t from_ = 0, next_ = 0;
  std::vector<Scalar> scalars_;
  std::vector<Comment> comments_;
};

Outline::Outline(std::string_view text, const YamlNode& tree) : text_(text) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    if (text[i] == '\n') line_starts_.push_back(i + 1);
  OutlineBuilder(*this).build(tree);
}

Result<std::string> plain_lines(std::string_view text, const std::string& file) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::string out;
  int line = 1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    const bool windows = rest.starts_with("\r\n");
    if (!windows && (text[i] == '\r' || rest.starts_with("\xC2\x85") || rest.starts_with("\xE2\x80\xA8") ||
                     rest.starts_with("\xE2\x80\xA9")))
      return Err(configuration_error(file, line, 1,
                                     "YAML ends a line at a sign here that editors do not show",
                                     "delete the sign (U+000D, U+0085, U+2028 or U+2029), or write it as "
                                     "\\u2028 in double quotes",
                                     {}));
    if (windows) continue;
    line += text[i] == '\n' ? 1 : 0;
    out += text[i];
  }
  return out;
}

}  // namespace gloss::codebook
