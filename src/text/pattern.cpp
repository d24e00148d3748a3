// SPDX-License-Identifier: GPL-3.0-or-later
// RE2 behind Pattern.
#include "text/pattern.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "base/limits.h"
#include "text/fold_expression.h"

namespace gloss::text {
namespace {

RE2::Options options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(limits::regex_memory);
  return options;
}

/// The deepest nesting of groups, escapes and character classes left out.
int depth_of(std::string_view expression) {
  int depth = 0;
  int deepest = 0;
  bool in_class = false;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    const char c = expression[i];
    if (c == '\\') {
      ++i;
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
      if (i + 1 < expression.size() && expression[i + 1] == '^') ++i;
      if (i + 1 < expression.size() && expression[i + 1] == ']')
        ++i;  // a bracket that stands first is itself
    } else if (c == '(') {
      deepest = std::max(deepest, ++depth);
    } else if (c == ')') {
      --depth;
    }
  }
  return deepest;
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

struct Pattern::Impl {
  explicit Impl(std::string_view expression) : re2(piece(expression), options()) {}
  RE2 re2;

  bool match(std::string_view text, std::size_t from, RE2::Anchor anchor,
             std::vector<std::string_view>* groups) const {
    if (from > text.size()) return false;
    const auto count =
        groups == nullptr ? std::size_t{0} : static_cast<std::size_t>(re2.NumberOfCapturingGroups()) + 1;
    std::vector<re2::StringPiece> pieces(count);
    if (!re2.Match(piece(text), from, text.size(), anchor, pieces.data(), static_cast<int>(count)))
      return false;
    if (groups != nullptr) {
      groups->clear();
      for (const re2::StringPiece& p : pieces) groups->emplace_back(p.data(), p.size());
    }
    return true;
  }
};

Result<Pattern> Pattern::compile(std::string_view expression) {
  if (expression.size() > limits::regex_bytes) {
    return Err(Fault::bad_configuration, "",
               fmt::format("the regular expression has {} bytes, the limit is {}", expression.size(),
                           limits::regex_bytes));
  }
  if (const int depth = depth_of(expression); depth > limits::regex_depth) {
    return Err(Fault::bad_configuration, "",
               fmt::format("the regular expression nests {} groups deep, the limit is {}", depth,
                           limits::regex_depth));
  }
  Pattern pattern(std::make_unique<Impl>(expression));
  if (!pattern.impl_->re2.ok()) {
    return Err(Fault::bad_configuration, "",
               fmt::format("not a regular expression (RE2): {}", pattern.impl_->re2.error()));
  }
  return pattern;
}

Result<Pattern> Pattern::compile_folded(std::string_view expression) {
  return compile("(?i)" + fold_expression(expression));
}

Pattern::Pattern(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Pattern::Pattern(std::string_view expression) : impl_(std::make_unique<Impl>(expression)) {
  assert(impl_->re2.ok() && "an invalid pattern in our own source");
}
Pattern::~Pattern() = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;

bool Pattern::matches(std::string_view text) const {
  return impl_->match(text, 0, RE2::ANCHOR_BOTH, nullptr);
}

bool Pattern::match_start(std::string_view text, std::vector<std::string_view>* groups) const {
  return impl_->match(text, 0, RE2::ANCHOR_START, groups);
}

bool Pattern::find(std::string_view text, std::size_t from, std::vector<std::string_view>* groups) const {
  return impl_->match(text, from, RE2::UNANCHORED, groups);
}

bool Pattern::find_match(std::string_view text, std::size_t from, std::string_view& match) const {
  re2::StringPiece found;
  if (from > text.size() || !impl_->re2.Match(piece(text), from, text.size(), RE2::UNANCHORED, &found, 1))
    return false;
  match = {found.data(), found.size()};
  return true;
}

const std::string& Pattern::expression() const { return impl_->re2.pattern(); }

}  // namespace gloss::text
