// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hand_work.h"

#include <array>

namespace gloss::model {
namespace {

constexpr std::array subject_names = {"project", "source", "speaker", "passage", "coding", "code", "case"};

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::size_t back(std::string_view text, std::size_t at, std::size_t characters) {
  for (; at > 0 && characters > 0; --characters) {
    --at;
    while (at > 0 && continues_character(text[at])) --at;
  }
  return at;
}

std::size_t forth(std::string_view text, std::size_t at, std::size_t characters) {
  for (; at < text.size() && characters > 0; --characters) {
    ++at;
    while (at < text.size() && continues_character(text[at])) ++at;
  }
  return at;
}

}  // namespace

Anchor anchor_at(std::string source, std::int64_t version, std::string_view text, text::ByteSpan span) {
  const std::size_t begin = span.begin.count, end = span.end.count;
  const std::size_t from = back(text, begin, context_characters), to = forth(text, end, context_characters);
  return {std::move(source),
          version,
          span,
          std::string(text.substr(begin, end - begin)),
          std::string(text.substr(from, begin - from)),
          std::string(text.substr(end, to - end))};
}

std::string_view name_of(Subject subject) { return subject_names[static_cast<std::size_t>(subject)]; }

bool is_subject(std::string_view name, Subject& subject) {
  for (std::size_t i = 0; i < subject_names.size(); ++i) {
    if (name != subject_names[i]) continue;
    subject = static_cast<Subject>(i);
    return true;
  }
  return false;
}

}  // namespace gloss::model
