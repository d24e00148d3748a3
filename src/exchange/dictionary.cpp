// SPDX-License-Identifier: GPL-3.0-or-later
// Which format a file has, and the way to its reader and writer.
#include "exchange/dictionary.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.h"
#include "exchange/dictionary_parts.h"
#include "text/decode.h"

namespace gloss::exchange {
namespace {

using Format = DictionaryFormat;

struct FormatNames {
  Format format;
  std::string_view name, title;
  std::array<std::string_view, 3> endings;
};
constexpr std::array<FormatNames, 6> formats{{
    {Format::liwc, "liwc", "LIWC", {".dic", "", ""}},
    {Format::wordstat, "wordstat", "WordStat", {".cat", "", ""}},
    {Format::yoshikoder, "yoshikoder", "Yoshikoder", {".ykd", ".lcd", ".xml"}},
    {Format::lexicoder, "lexicoder", "Lexicoder", {".lc3", "", ""}},
    {Format::quanteda, "quanteda", "quanteda", {".yml", ".yaml", ""}},
    {Format::khcoder, "khcoder", "KH Coder", {".cod", "", ""}},
}};

const FormatNames& names_of(Format format) { return formats[static_cast<std::size_t>(format)]; }

std::optional<Format> by_ending(std::string_view name) {
  std::string small(name);
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (const FormatNames& one : formats)
    for (const std::string_view ending : one.endings)
      if (!ending.empty() && small.ends_with(ending)) return one.format;
  return std::nullopt;
}

/// The first line that says something: no comment, not empty.
std::string_view first_line(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = trim_blanks(text.substr(at, end - at));
    if (!line.empty() && line.front() != '#') return line;
    at = end + 1;
  }
  return {};
}

bool has_weighted_line(std::string_view text) {
  const auto lines = split_lines(text);
  return std::any_of(lines.begin(), lines.end(), [](std::string_view line) {
    line = trim_blanks(line);
    const std::size_t open = line.rfind('(');
    return line.ends_with(')') && open != std::string_view::npos && open > 0 && line[open - 1] == ' ' &&
           line.size() - open > 2 &&
           line.substr(open + 1, line.size() - open - 2).find_first_not_of("0123456789") ==
               std::string_view::npos;
  });
}

struct Guess {
  Format format;
  const char* how;
};

/// What is in it wins over the name where it is unmistakable: some files called .cat hold XML.
std::optional<Guess> guess(std::string_view text, const std::string& name) {
  const std::string_view first = first_line(text);
  if (first.starts_with("<?xml") || first.starts_with("<dictionary") || first.starts_with("<!"))
    return Guess{Format::yoshikoder, "its content"};
  if (const auto format = by_ending(name)) return Guess{*format, "its name"};
  if (first == "%") return Guess{Format::liwc, "its content"};
  if (first.starts_with('*') || first.starts_with("＊")) return Guess{Format::khcoder, "its content"};
  if (first.starts_with('+')) return Guess{Format::lexicoder, "its content"};
  if (has_weighted_line(text)) return Guess{Format::wordstat, "its content"};
  if (first.ends_with(':') || first.find(": ") != std::string_view::npos)
    return Guess{Format::quanteda, "its content"};
  return std::nullopt;
}

/// The encoding that an XML declaration names, where the bytes are not UTF-8: `<?xml ... encoding="X"?>`.
std::string declared_encoding(std::string_view bytes) {
  if (!bytes.starts_with("<?xml") || text::find_invalid_utf8(bytes) == std::string_view::npos) return {};
  const std::string_view head = bytes.substr(0, bytes.find("?>"));
  const std::size_t at = head.find("encoding=");
  if (at == std::string_view::npos || at + 10 >= head.size()) return {};
  const char mark = head[at + 9];
  const std::size_t end = head.find(mark, at + 10);
  if ((mark != '"' && mark != '\'') || end == std::string_view::npos) return {};
  const std::string_view declared = head.substr(at + 10, end - at - 10);
  return declared == "UTF-8" || declared == "utf-8" ? std::string() : std::string(declared);
}

std::string names_joined() {
  std::string out;
  for (const FormatNames& one : formats) out += (out.empty() ? "" : "|") + std::string(one.name);
  return out;
}

}  // namespace

std::string_view name_of(DictionaryFormat format) { return names_of(format).name; }
std::string_view title_of(DictionaryFormat format) { return names_of(format).title; }

std::optional<DictionaryFormat> dictionary_format_named(std::string_view name) {
  for (const FormatNames& one : formats)
    if (one.name == name) return one.format;
  return std::nullopt;
}

const std::vector<DictionaryFormat>& dictionary_formats() {
  static const std::vector<DictionaryFormat> all{Format::liwc,      Format::wordstat, Format::yoshikoder,
                                                 Format::lexicoder, Format::quanteda, Format::khcoder};
  return all;
}

Result<ReadDictionary> read_dictionary(std::string_view bytes, const std::string& name,
                                       const DictionaryOptions& options) {
  if (bytes.size() > limits::dictionary_bytes)
    return Err(Fault::bad_input, name,
               fmt::format("is larger than {} MiB, too large for a dictionary",
                           limits::dictionary_bytes / limits::MiB),
               "split it by category");
  text::DecodeOptions decoding;
  decoding.encoding = options.encoding.empty() ? declared_encoding(bytes) : options.encoding;
  GLOSS_TRY(const text::DecodedText decoded, text::decode(bytes, name, decoding));
  ReadDictionary read;
  read.encoding = decoded.encoding;
  if (options.format) {
    read.format = *options.format;
  } else if (const auto found = guess(decoded.text, name)) {
    read.format = found->format;
    read.how = found->how;
  } else {
    return Err(Fault::usage, name, "neither its name nor its content tells what dictionary it is",
               "--as " + names_joined());
  }
  if (read.format != Format::quanteda && (options.patterns != PatternType::glob || options.case_matters))
    return Err(Fault::usage, name,
               fmt::format("the patterns of {} are not regular expressions, and case never matters there",
                           title_of(read.format)),
               "leave out --patterns and --case; they are for quanteda");
  const auto parse = [&]() -> Result<Dictionary> {
    switch (read.format) {
      case Format::liwc:
        return read_liwc(decoded.text, name);
      case Format::wordstat:
        return read_wordstat(decoded.text, name);
      case Format::yoshikoder:
        return read_yoshikoder(decoded.text, name);
      case Format::lexicoder:
        return read_lexicoder(decoded.text, name);
      case Format::quanteda:
        return read_quanteda(decoded.text, name, options);
      case Format::khcoder:
        break;
    }
    return read_khcoder(decoded.text, name);
  };
  GLOSS_TRY(read.dictionary, parse());
  if (read.dictionary.categories.empty())
    return Err(Fault::bad_input, name, fmt::format("has no categories of {}", title_of(read.format)),
               "if it is another program's file, say which: --as " + names_joined());
  std::stable_sort(read.dictionary.losses.begin(), read.dictionary.losses.end(),
                   [](const DictionaryLoss& a, const DictionaryLoss& b) { return a.line < b.line; });
  return read;
}

WrittenDictionary write_dictionary(const Dictionary& dictionary, DictionaryFormat format) {
  const auto write = [&] {
    switch (format) {
      case Format::liwc:
        return write_liwc(dictionary);
      case Format::wordstat:
        return write_wordstat(dictionary);
      case Format::yoshikoder:
        return write_yoshikoder(dictionary);
      case Format::lexicoder:
        return write_lexicoder(dictionary);
      case Format::quanteda:
        return write_quanteda(dictionary);
      case Format::khcoder:
        break;
    }
    return write_khcoder(dictionary);
  };
  WrittenDictionary written = write();
  std::stable_sort(written.losses.begin(), written.losses.end(),
                   [](const DictionaryLoss& a, const DictionaryLoss& b) { return a.line < b.line; });
  return written;
}

}  // namespace gloss::exchange
