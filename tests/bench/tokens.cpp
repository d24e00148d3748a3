// SPDX-License-Identifier: GPL-3.0-or-later
// bench_tokens FILE...: reads files, finds positions and sentences, gives ids, stems every new word once.
// Timed as a whole process against `wc -w`.
#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "base/file.h"
#include "base/limits.h"
#include "index/form_map.h"
#include "index/token_store.h"
#include "text/stem.h"

int main(int argc, char** argv) {
  using namespace gloss;
  index::TextTokenizer tokenizer;
  text::Stemmer stemmer("en");
  index::FormMap vocabulary;  // as the token store's writer numbers words
  std::uint64_t bytes = 0, positions = 0, stem_bytes = 0;
  for (int i = 1; i < argc; ++i) {
    auto read = read_file(argv[i], limits::input_file_bytes);
    if (!read) {
      fmt::print(stderr, "{}\n", read.error().line());
      return 1;
    }
    model::Source source;
    source.text = std::move(*read);
    source.language = "en";
    for (std::size_t at = 0; at < source.text.size();) {  // passages: blocks between blank lines
      std::size_t end = source.text.find("\n\n", at);
      if (end == std::string::npos) end = source.text.size();
      if (end > at) source.passages.push_back({text::byte_span(at, end), -1, -1});
      at = end + 2;
    }
    auto tokens = tokenizer.tokenize(i, source);
    bytes += source.text.size();
    positions += tokens.local.size();
    tokens.words.append(index::FormMap::padding, '\0');
    const std::size_t words = tokens.word_begin.size() - 1;
    const auto length = [&](std::size_t w) { return tokens.word_begin[w + 1] - tokens.word_begin[w]; };
    constexpr std::size_t ahead = 8;
    for (std::size_t w = 0; w < words; ++w) {
      if (w + ahead < words)
        vocabulary.prefetch(tokens.words.data() + tokens.word_begin[w + ahead], length(w + ahead));
      const char* const word = tokens.words.data() + tokens.word_begin[w];
      std::uint64_t& number = vocabulary.at_padded(word, length(w));
      if (number != 0) continue;
      number = vocabulary.size();
      stem_bytes += stemmer.stem({word, length(w)}).size();
    }
  }
  fmt::print("{} bytes, {} positions, {} words, {} bytes of stems\n", bytes, positions, vocabulary.size(),
             stem_bytes);
  return 0;
}
