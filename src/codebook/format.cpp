// SPDX-License-Identifier: GPL-3.0-or-later
#include "codebook/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "base/yaml.h"
#include "codebook/codebook.h"
#include "codebook/keys.h"
#include "codebook/layout.h"
#include "codebook/outline.h"
#include "codebook/place.h"
#include "codebook/same_codebook.h"
#include "text/display.h"

namespace gloss::codebook {
namespace {

/// What a value is in a codebook; decides how it is laid out.
enum class Role { root, codes, code, rules, rule, examples, lists, negation, window, prose, other };

Role role_of(Role above, std::string_view key) {
  switch (above) {
    case Role::root:
      return key == "codes"      ? Role::codes
             : key == "lists"    ? Role::lists
             : key == "negation" ? Role::negation
             : key == "title"    ? Role::prose
                                 : Role::other;
    case Role::codes:
      return Role::code;
    case Role::code:
      if (key == "codes") return Role::codes;
      if (key == "rules" || key == "rule") return Role::rules;
      if (key == "examples" || key == "counterexamples") return Role::examples;
      return key == "definition" || key == "include" || key == "exclude" || key == "memo" ? Role::prose
                                                                                          : Role::other;
    case Role::rules:
      return Role::rule;
    case Role::negation:
      return key == "before" || key == "after" ? Role::window : Role::other;
    case Role::prose:
      return Role::prose;
    default:
      return Role::other;
  }
}

std::span<const std::string_view> order_of(Role role) {
  switch (role) {
    case Role::root:
      return keys::codebook;
    case Role::code:
      return keys::code;
    case Role::negation:
      return keys::negation;
    case Role::window:
      return keys::window;
    case Role::rule:
      return keys::rule;
    default:
      return {};
  }
}

/// Roles whose parts stand on lines of their own, even where the author put them in brackets.
bool always_in_lines(Role role) {
  return role == Role::root || role == Role::codes || role == Role::code || role == Role::rules ||
         role == Role::examples || role == Role::lists;
}

std::string_view key_of(const Entry& entry) {
  return entry.key != nullptr ? std::string_view(entry.key->scalar) : std::string_view();
}

bool is_filled(const YamlNode& node) { return !node.items.empty() || !node.members.empty(); }

/// Sorts the members of maps, all the way down.
void arrange(std::vector<Entry>& entries, Role role) {
  const auto order = order_of(role);
  const auto rank = [&](const Entry& entry) {
    return entry.key == nullptr ? 0
                                : std::find(order.begin(), order.end(), entry.key->scalar) - order.begin();
  };
  if (!order.empty())
    std::stable_sort(entries.begin(), entries.end(),
                     [&](const Entry& a, const Entry& b) { return rank(a) < rank(b); });
  for (Entry& entry : entries) arrange(entry.entries, role_of(role, key_of(entry)));
}

bool has_comments(const Entry& entry) {
  return !entry.lead.empty() || entry.head || entry.end || !entry.tail.empty() ||
         std::any_of(entry.entries.begin(), entry.entries.end(), has_comments);
}

class Layout {
 public:
  explicit Layout(const Outline& outline) : outline_(outline) {}

  std::string file() {
    for (const std::string& line : outline_.preamble) out_ += line + '\n';
    Entry root = outline_.root;
    header(root);
    arrange(root.entries, Role::root);
    members(root, 0, Role::root);
    return std::move(out_);
  }

 private:
  /// Comments at the top are the file's, not its first key's, whichever key comes first.
  void header(Entry& root) {
    if (root.entries.empty()) return;
    Entry& first = root.entries.front();
    std::size_t end = first.lead.size();
    if (!first.blank_before) {  // the last block belongs to the key, if there is one before it
      std::size_t block = end;
      while (block > 1 && !first.lead[block - 1].blank_before) --block;
      if (block > 1) end = block - 1;
    }
    const bool gap = end > 0 && (end < first.lead.size() || first.blank_before);
    for (std::size_t i = 0; i < end; ++i) note(first.lead[i], 0, i > 0);
    if (gap) out_ += '\n';
    first.lead.erase(first.lead.begin(), first.lead.begin() + static_cast<std::ptrdiff_t>(end));
    first.blank_before = false;
    if (!first.lead.empty()) first.lead.front().blank_before = false;
  }

  /// A blank line, but not below a | + block, where it would be text.
  void part() {
    if (out_.size() != kept_) out_ += '\n';
  }

  static std::string blanks(std::size_t count) { return std::string(count, ' '); }

  /// A comment on a line of its own. `may_part`: a blank line above it stays.
  void note(const Comment& comment, std::size_t indent, bool may_part) {
    if (comment.blank_before && may_part) part();
    out_ += blanks(indent) + comment.text + '\n';
  }

  /// A comment at the end of the line that has just been begun; then the line ends. `column`: where the
  /// line's content began, from 1: comments that stood below each other still do.
  void end_line(const std::optional<Comment>& comment, std::size_t indent, int column) {
    if (comment) {
      const std::string_view line = std::string_view(out_).substr(out_.rfind('\n') + 1);
      const std::size_t width = text::display_width(line);
      const std::size_t before = comment->width + indent;
      const auto was = static_cast<std::size_t>(std::max(column - 1, 0));
      const std::size_t wanted = before > was ? before - was : 0;
      out_ += blanks(comment->gap <= 1 ? 1 : wanted < width + 2 ? 2 : wanted - width);
      out_ += comment->text;
    }
    out_ += '\n';
  }

  void members(const Entry& container, std::size_t indent, Role role) {
    bool first = true;
    for (const Entry& entry : container.entries) {
      const Role inner = role_of(role, key_of(entry));
      bool apart = !first && stands_apart(role, inner, entry);
      for (const Comment& comment : entry.lead) {
        if (apart || (comment.blank_before && !first)) part();
        out_ += blanks(indent) + comment.text + '\n';
        first = apart = false;
      }
      if (apart || (entry.blank_before && !first)) part();
      member(entry, indent, inner);
      first = false;
    }
    for (const Comment& comment : container.tail) note(comment, indent, true);
  }

  static bool stands_apart(Role role, Role inner, const Entry& entry) {
    if (role == Role::root) return inner == Role::codes || inner == Role::lists;
    return role == Role::codes && is_filled(*entry.value);
  }

  /// A member or an item, from its key or dash on.
  void member(const Entry& entry, std::size_t indent, Role role) {
    const std::string begin =
        blanks(indent) + (entry.key != nullptr ? layout::key_text(outline_, *entry.key) + ':' : "-");
    const YamlNode& value = *entry.value;
    if (value.kind == YamlNode::Kind::null) {
      out_ += begin;
      end_line(entry.end, indent, entry.column);
      for (const Comment& comment : entry.tail) note(comment, indent + 2, true);
    } else if (value.kind == YamlNode::Kind::scalar) {
      scalar(entry, begin, indent, role);
    } else if (!is_filled(value)) {
      above(entry.head, indent);
      for (const Comment& comment : entry.tail) note(comment, indent, false);
      const bool nothing = role == Role::codes || role == Role::code || role == Role::lists;
      out_ += begin + (nothing ? "" : value.kind == YamlNode::Kind::map ? " {}" : " []");
      end_line(entry.end, indent, entry.column);
    } else if (!value.flow || always_in_lines(role) ||
               (value.kind == YamlNode::Kind::map && !fits(entry, begin))) {
      in_lines(entry, begin, indent, role);
    } else if (fits(entry, begin)) {
      out_ += begin + ' ' + one_line(entry);
      end_line(entry.end, indent, entry.column);
    } else {
      hanging(entry, begin, indent);
    }
  }

  void above(const std::optional<Comment>& comment, std::size_t indent) {
    if (comment) out_ += blanks(indent) + comment->text + '\n';
  }

  void scalar(const Entry& entry, const std::string& begin, std::size_t indent, Role role) {
    layout::Scalar made = layout::scalar_of(outline_, entry, false);
    if (role == Role::prose) layout::fold(made, text::display_width(begin) + 1, indent + 2);
    if (!made.block) above(entry.head, indent);
    out_ += begin + ' ' + made.lines.front();
    if (made.block) end_line(entry.head, indent, entry.column);
    for (std::size_t i = 1; i < made.lines.size(); ++i) {
      if (!made.block) out_ += '\n';
      if (!made.lines[i].empty()) out_ += blanks(made.block ? indent : indent + 2) + made.lines[i];
      if (made.block) out_ += '\n';
    }
    if (!made.block) end_line(entry.end, indent, entry.column);
    if (made.block && made.lines.front().ends_with('+')) kept_ = out_.size();
  }

  /// A map or list with one part a line.
  void in_lines(const Entry& entry, const std::string& begin, std::size_t indent, Role role) {
    if (entry.head && entry.end) above(entry.end, indent);
    std::optional<Comment> comment = entry.head ? entry.head : entry.end;
    if (comment && !entry.head) comment->width = 0;  // from behind a bracket: there is no column to keep
    if (entry.key == nullptr) {                      // - key: value
      Entry parts = entry;
      above(comment, indent);
      for (const Comment& lead : parts.entries.front().lead) note(lead, indent, false);
      parts.entries.front().lead.clear();
      const std::size_t at = out_.size();
      members(parts, indent + 2, role);
      out_[at + indent] = '-';
      return;
    }
    out_ += begin;
    end_line(comment, indent, entry.column);
    members(entry, indent + 2, role);
  }

  bool fits(const Entry& entry, const std::string& begin) {
    if (entry.value->line != entry.value->end_line) return false;
    if (!entry.tail.empty() || entry.head ||
        std::any_of(entry.entries.begin(), entry.entries.end(), has_comments))
      return false;
    return text::display_width(begin) + 1 + text::display_width(one_line(entry)) <= layout::line_width;
  }

  std::string one_line(const Entry& entry) {
    const YamlNode& value = *entry.value;
    if (value.kind == YamlNode::Kind::null) return {};
    if (value.kind == YamlNode::Kind::scalar) return layout::scalar_of(outline_, entry, true).lines.front();
    std::string out;
    for (const Entry& part : entry.entries) {
      if (!out.empty()) out += ", ";
      if (part.key != nullptr) {
        out += layout::key_text(outline_, *part.key) + ':';
        if (part.value->kind != YamlNode::Kind::null) out += ' ';
      }
      out += one_line(part);
    }
    return value.kind == YamlNode::Kind::map ? '{' + out + '}' : '[' + out + ']';
  }

  /// A list of words over several lines, broken where its author broke it and where a line is too long.
  void hanging(const Entry& entry, const std::string& begin, std::size_t indent) {
    out_ += begin + " [";
    end_line(entry.head, indent, entry.column);
    const std::vector<Entry>& entries = entry.entries;
    const std::string before = blanks(indent + 2);
    bool closed = false;
    for (std::size_t i = 0; i < entries.size();) {
      for (const Comment& comment : entries[i].lead) note(comment, indent + 2, i > 0);
      std::vector<std::string> parts;
      std::size_t next = i;
      while (next < entries.size() && entries[next].value->line == entries[i].value->line &&
             (next == i || (!entries[next - 1].end && entries[next].lead.empty())))
        parts.push_back(one_line(entries[next++]));
      const bool last = next == entries.size();
      closed = last && !entries[next - 1].end && entry.tail.empty();
      if (last)
        parts.back() += closed ? "]" : "";
      else
        parts.back() += ',';
      const auto lines = layout::filled(parts, layout::line_width - std::min(indent + 2, layout::line_width));
      for (std::size_t line = 0; line < lines.size(); ++line) {
        out_ += before + lines[line];
        if (line + 1 < lines.size()) out_ += '\n';
      }
      end_line(closed ? entry.end : entries[next - 1].end, indent + (closed ? 0 : 2),
               closed ? entry.column : entries[i].column);
      i = next;
    }
    if (closed) return;
    for (const Comment& comment : entry.tail) note(comment, indent + 2, true);
    out_ += before + ']';
    end_line(entry.end, indent, entry.column);
  }

  const Outline& outline_;
  std::string out_;
  std::size_t kept_ = std::string::npos;  ///< where the last block ends whose blank lines are text
};

}  // namespace

Result<std::string> format_codebook(std::string_view yaml, const std::string& file) {
  GLOSS_TRY(const std::string text, plain_lines(yaml, file));
  GLOSS_TRY(const Codebook before, parse_codebook(text, file));
  GLOSS_TRY(const YamlNode root, parse_yaml(text, file));
  const Outline outline(text, root);
  std::string out = Layout(outline).file();
  const auto refuse = [&](const std::string& what) {
    return Err(Fault::bad_configuration, file, fmt::format("{} cannot be laid out without changing it", what),
               "put each key, rule and comment there on a line of its own");
  };
  const auto after = parse_codebook(out, file);
  if (!after) return refuse(fmt::format("the file ({})", after.error().message));
  if (const std::string what = first_difference(before, *after); !what.empty()) return refuse(what);
  GLOSS_TRY(const YamlNode new_root, parse_yaml(out, file));
  if (Outline(out, new_root).comments != outline.comments) return refuse("a comment of the file");
  return out;
}

int first_changed_line(std::string_view before, std::string_view after) {
  if (before == after) return 0;
  int line = 1;
  for (std::size_t i = 0; i < before.size() && i < after.size() && before[i] == after[i]; ++i)
    line += before[i] == '\n' ? 1 : 0;
  return line;
}

}  // namespace gloss::codebook
