// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a codebook: one error with a place, or a codebook whose rules print and read back, and whose
// file is laid out (or refused) once and for all.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "codebook/codebook.h"
#include "codebook/format.h"
#include "codebook/parse_rule.h"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view yaml(reinterpret_cast<const char*>(data), size);
  const auto book = gloss::codebook::parse_codebook(yaml, "book");
  if (!book) {
    const gloss::Error& error = book.error();
    demand(error.place.starts_with("book:") && !error.message.empty() && !error.hint.empty());
    demand(error.line().size() <= 400);
    return 0;
  }
  demand(!book->languages.empty() && book->text == yaml && book->hash.size() == 64);
  for (std::size_t i = 0; i < book->codes.size(); ++i) {
    const auto& code = book->codes[i];
    demand(code.parent < static_cast<int>(i) && book->find(code.id) == static_cast<int>(i));
    for (const auto& rule : code.rules) {
      demand(rule.line >= 1 && rule.column >= 1);
      const std::string text = print(rule.expression);
      const auto again = gloss::codebook::parse_rule(text, {.file = "printed"});
      demand(again.has_value() && again->same_as(rule.expression));
    }
  }
  if (const auto laid_out = gloss::codebook::format_codebook(yaml, "book")) {
    const auto again = gloss::codebook::format_codebook(*laid_out, "book");
    demand(again.has_value() && *again == *laid_out);
  }
  return 0;
}
