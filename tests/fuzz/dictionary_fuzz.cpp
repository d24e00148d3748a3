// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a dictionary; the first one picks the format. What is read becomes a codebook that parses, and
// goes out again in every format.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "project/export_codebook.h"
#include "project/import_dictionary.h"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto& formats = gloss::exchange::dictionary_formats();
  gloss::project::ImportOptions options;
  options.reading.format = formats[data[0] % formats.size()];
  if (options.reading.format == gloss::exchange::DictionaryFormat::quanteda) {
    options.reading.patterns = static_cast<gloss::exchange::PatternType>(data[0] / formats.size() % 3);
    options.reading.case_matters = data[0] >= 128;
  }
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto made = gloss::project::import_dictionary(bytes, "words", options);
  if (!made) {
    const gloss::Error& error = made.error();
    demand(error.place.starts_with("words") && !error.message.empty() && !error.hint.empty());
    demand(error.fault == gloss::Fault::bad_input && error.line().size() <= 400);
    return 0;
  }
  for (const auto& loss : made->losses) demand(!loss.reason.empty() && loss.what.size() <= 90);
  const auto book = gloss::codebook::parse_codebook(made->yaml, "book");
  demand(book.has_value() && book->codes.size() == made->categories);
  for (const auto format : formats) {
    const auto written = gloss::project::export_codebook(*book, format, "");
    gloss::project::ImportOptions again;
    again.reading.format = format;
    const auto back = gloss::project::import_dictionary(written.text, "again", again);
    if (!written.text.empty() && made->entries > written.losses.size()) demand(back.has_value());
  }
  return 0;
}
