// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/fold_expression.h"

#include <algorithm>

#include "text/code_point.h"
#include "text/fold.h"
#include "text/icu.h"

namespace gloss::text {
namespace {

bool is_ascii_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !U8_IS_TRAIL(c); }));
}

class ExpressionFolder {
 public:
  explicit ExpressionFolder(std::string_view expression) : in_(expression) {}

  std::string fold() {
    while (at_ < in_.size()) {
      if (in_.substr(at_).starts_with("\\Q"))
        copy_quoted();
      else if (in_[at_] == '\\')
        copy_escape();
      else if (in_[at_] == '[')
        copy_class();
      else if (is_ascii(in_[at_]) && !is_ascii_alphanumeric(in_[at_]))
        out_ += in_[at_++];
      else
        add_literal(next_literal());
    }
    return std::move(out_);
  }

 private:
  std::size_t past_code_point(std::size_t at) const {
    do ++at;
    while (at < in_.size() && U8_IS_TRAIL(in_[at]));
    return at;
  }

  void copy_escape() {
    const std::size_t end = at_ + 1 < in_.size() ? past_code_point(at_ + 1) : in_.size();
    out_ += in_.substr(at_, end - at_);
    at_ = end;
  }

  /// From \Q to \E: each character by itself.
  void copy_quoted() {
    at_ += 2;
    while (at_ < in_.size() && !in_.substr(at_).starts_with("\\E")) add_literal(next_literal());
    at_ = std::min(in_.size(), at_ + 2);
  }

  /// [^]...[:alpha:]...]
  void copy_class() {
    out_ += in_[at_++];
    const auto copy_if = [&](char c) {
      if (at_ < in_.size() && in_[at_] == c) out_ += in_[at_++];
    };
    copy_if('^');
    copy_if(']');
    while (at_ < in_.size() && in_[at_] != ']') {
      const std::size_t named =
          in_.substr(at_).starts_with("[:") ? in_.find(":]", at_ + 2) : std::string_view::npos;
      if (named != std::string_view::npos) {
        out_ += in_.substr(at_, named + 2 - at_);
        at_ = named + 2;
      } else if (in_[at_] == '\\') {
        copy_escape();
      } else {
        out_ += in_[at_++];
      }
    }
    copy_if(']');
  }

  /// A character with what composes with it.
  std::string_view next_literal() {
    const std::size_t begin = at_;
    at_ = past_code_point(at_);
    while (at_ < in_.size() && !is_ascii(in_[at_])) {
      std::size_t end = at_;
      if (nfkc_casefold().hasBoundaryBefore(next_code_point(in_, end))) break;
      at_ = end;
    }
    return in_.substr(begin, at_ - begin);
  }

  void add_literal(std::string_view literal) {
    if (literal.size() == 1 && is_ascii_alphanumeric(literal[0])) {
      out_ += literal;
      return;
    }
    std::string escaped;
    const std::string folded = gloss::text::fold(literal);
    for (const char c : folded) {
      if (is_ascii(c) && !is_ascii_alphanumeric(c)) escaped += '\\';
      escaped += c;
    }
    // One character stays one operand, whatever it folds to: ß+ is (?:ss)+.
    const bool grouped = code_points(literal) == 1 && code_points(folded) != 1;
    out_ += grouped ? "(?:" + escaped + ")" : escaped;
  }

  std::string_view in_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string fold_expression(std::string_view expression) { return ExpressionFolder(expression).fold(); }

}  // namespace gloss::text
