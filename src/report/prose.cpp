// SPDX-License-Identifier: GPL-3.0-or-later
// What is read, made of its parts, and laid out for the terminal.
#include "report/prose.h"

#include <algorithm>
#include <utility>

#include "base/result.h"
#include "report/emphasis.h"
#include "text/display.h"

namespace gloss::report {
namespace {

/// Blocks under one another, with an empty line between all but items of one list.
class ProseText {
 public:
  explicit ProseText(const TextLayout& layout)
      : width_(std::max<std::size_t>(layout.width, 20)), color_(layout.color) {}

  void add(const Prose& prose) {
    add_heading(prose.title, 0);
    for (const auto& line : prose.headers) add_lines(line, "", "  ");
    for (const ProseBlock& block : prose.blocks) add(block);
    if (!prose.notes.empty()) out_ += '\n';
    for (const auto& note : prose.notes) add_lines(note, "", "  ");
  }
  std::string take() { return std::move(out_); }

 private:
  void add(const ProseBlock& block) {
    using What = ProseBlock::Kind;
    const bool goes_on = block.kind == What::item && after_ == What::item;
    if (!out_.empty() && !goes_on) out_ += '\n';
    after_ = block.kind;
    switch (block.kind) {
      case What::heading:
        add_heading(words(block.runs), block.level);
        break;
      case What::paragraph:
        add_lines(words(block.runs), "", "");
        break;
      case What::quotation:
        add_lines(words(block.runs), "    ", "    ");
        if (!block.whose.empty()) add_lines(words(block.whose), "    — ", "      ");
        break;
      case What::item: {
        const std::string indent(static_cast<std::size_t>(std::max(block.level - 1, 0)) * 2, ' ');
        add_lines(words(block.runs), indent + "• ", indent + "  ");
        break;
      }
      case What::table:
        out_ += as_text(block.table, {width_, color_});
        break;
    }
  }

  /// What is coded stands in brackets, as in `gloss why`.
  static std::string words(const Runs& runs) {
    std::string all;
    for (const Run& run : runs) all += run.look == Run::Look::marked ? "[" + run.text + "]" : run.text;
    return all;
  }

  /// Underlined the more, the higher it stands.
  void add_heading(const std::string& words, int level) {
    if (words.empty()) return;
    std::size_t widest = 0;
    for (const auto& line : text::wrap(escape_controls(text::one_line(words)), width_)) {
      widest = std::max(widest, text::display_width(line));
      out_ += color_ ? std::string(bold) + line + std::string(unstyled) + '\n' : line + '\n';
    }
    if (level != 1 && level != 2) return;
    for (std::size_t i = 0; i < widest; ++i) out_ += level == 1 ? "═" : "─";
    out_ += '\n';
  }

  void add_lines(std::string_view words, const std::string& first, const std::string& next) {
    bool begun = false;
    while (true) {
      const std::size_t end = words.find('\n');
      for (const auto& line :
           text::wrap(escape_controls(words.substr(0, end)), width_ - text::display_width(next))) {
        out_ += (begun ? next : first) + line + '\n';
        begun = true;
      }
      if (end == std::string_view::npos) return;
      words.remove_prefix(end + 1);
    }
  }

  std::size_t width_;
  bool color_;
  ProseBlock::Kind after_ = ProseBlock::Kind::paragraph;
  std::string out_;
};

ProseBlock block(ProseBlock::Kind kind, Runs runs) {
  ProseBlock made;
  made.kind = kind;
  made.runs = std::move(runs);
  return made;
}

}  // namespace

ProseBlock heading(int level, std::string words) {
  ProseBlock made = block(ProseBlock::Kind::heading, {{std::move(words)}});
  made.level = level;
  return made;
}
ProseBlock paragraph(Runs runs) { return block(ProseBlock::Kind::paragraph, std::move(runs)); }
ProseBlock quotation(Runs runs, Runs whose) {
  ProseBlock made = block(ProseBlock::Kind::quotation, std::move(runs));
  made.whose = std::move(whose);
  return made;
}
ProseBlock item(int level, Runs runs) {
  ProseBlock made = block(ProseBlock::Kind::item, std::move(runs));
  made.level = level;
  return made;
}
ProseBlock table_block(Table table) {
  ProseBlock made = block(ProseBlock::Kind::table, {});
  made.table = std::move(table);
  return made;
}

std::string as_text(const Prose& prose, const TextLayout& layout) {
  ProseText text(layout);
  text.add(prose);
  return text.take();
}

}  // namespace gloss::report
