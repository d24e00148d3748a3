// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/read_source.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "base/hash.h"
#include "intake/front_matter.h"
#include "intake/lines.h"
#include "intake/passages.h"
#include "intake/read_text.h"
#include "text/decode.h"
#include "text/language.h"
#include "text/pattern.h"

namespace gloss::intake {
namespace {

std::string_view file_name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// "md" for "a/b.MD"; empty for other kinds of files.
std::string format_of(std::string_view path) {
  const std::string name = ascii_lower(file_name_of(path));
  for (const char* format : {"txt", "md", "vtt", "srt"}) {
    if (name.ends_with(std::string(".") + format)) return format;
  }
  return {};
}

bool says_field_note(std::string_view value) {
  static const text::Pattern pattern(
      "\\s*(?:(?i:field[ "
      "_-]?notes?)|田野笔记|田野筆記|田野记录|田野記錄|田野日志|田野日誌|观察记录|觀察記錄|观察笔记|觀察筆記)"
      "\\s*");
  return pattern.matches(value);
}

bool is_field_note(std::string_view path, const model::Variables& variables) {
  for (const char* key : {"kind", "type"}) {
    const auto value = variables.find(key);
    if (value == variables.end()) continue;
    if (says_field_note(value->second)) return true;
    if (model::kind_named(value->second) == model::Kind::interview) return false;
  }
  static const text::Pattern in_name(
      "(?i:field[ "
      "_-]?note)|田野笔记|田野筆記|田野记录|田野記錄|田野日志|田野日誌|观察记录|觀察記錄|观察笔记|觀察筆記");
  return in_name.find(file_name_of(path), 0);
}

std::string language_in(const model::Variables& variables) {
  for (const char* key : {"language", "lang"}) {
    const auto value = variables.find(key);
    if (value != variables.end() && !trimmed(value->second).empty())
      return std::string(trimmed(value->second));
  }
  return {};
}

void read_plain(const std::string& path, std::string text, const ReadOptions& options, ReadResult& result) {
  model::Source& source = result.source;
  source.text = std::move(text);
  FrontMatter front = read_front_matter(source.text, path);
  source.variables = std::move(front.variables);
  if (!front.note.empty()) result.notes.push_back(front.note);
  source.kind = is_field_note(path, source.variables) ? model::Kind::field_note : model::Kind::interview;
  source.language = options.language.empty() ? language_in(source.variables) : options.language;
  if (source.language.empty())
    source.language = text::detect_language(std::string_view(source.text).substr(front.end));
  std::vector<std::string> names = options.names;
  names.insert(names.end(), front.speakers.begin(), front.speakers.end());
  const bool labelled = source.kind == model::Kind::interview;
  divide_text(source, front.end, source.format == "md", labelled, names);
  result.unit = "passages";
  result.units_read = result.units_stored = source.passages.size();
}

}  // namespace

bool is_readable_name(std::string_view path) { return !format_of(path).empty(); }

Result<ReadResult> read_source(const std::string& path, std::string_view bytes, const ReadOptions& options) {
  return read_source_within(path, bytes, options, ReadLimits{});
}

Result<ReadResult> read_source_within(const std::string& path, std::string_view bytes,
                                      const ReadOptions& options, const ReadLimits& limits) {
  ReadResult result;
  result.source.format = format_of(path);
  if (result.source.format.empty()) {
    return Err(Fault::bad_input, path, "not a text that can be read", "files named .txt, .md, .vtt or .srt");
  }
  if (bytes.empty()) return Err(Fault::bad_input, path, "the file is empty");
  if (bytes.size() > limits.file_bytes) {
    return Err(Fault::bad_input, path,
               fmt::format("the file has {} bytes, the limit is {}", bytes.size(), limits.file_bytes),
               "smaller files, one per interview");
  }
  GLOSS_TRY(text::DecodedText decoded, text::decode(bytes, path, {options.encoding, options.replace}));
  result.source.extractor = result.source.format + "/1";
  result.source.encoding = decoded.encoding;
  result.decoded_how = decoded.how;
  if (decoded.replaced > 0)
    result.notes.push_back(fmt::format("{} undecodable bytes became U+FFFD", decoded.replaced));
  if (decoded.text.size() > limits.text_bytes) {
    return Err(Fault::bad_input, path,
               fmt::format("the text has {} bytes, the limit is {}", decoded.text.size(), limits.text_bytes),
               "smaller files, one per interview");
  }
  if (result.source.format == "vtt" || result.source.format == "srt") {
    result.source.kind = is_field_note(path, {}) ? model::Kind::field_note : model::Kind::interview;
    GLOSS_CHECK(read_cues(path, decoded.text, result.source.format, options, result));
    result.source.language =
        options.language.empty() ? text::detect_language(result.source.text) : options.language;
  } else {
    read_plain(path, std::move(decoded.text), options, result);
  }
  if (result.source.passages.empty()) return Err(Fault::bad_input, path, "the file has no words to code");
  if (result.source.speakers.empty() && result.source.kind == model::Kind::interview) {
    result.notes.push_back("no speaker labels found");
  }
  result.source.hash = sha256_hex(result.source.text);
  return result;
}

}  // namespace gloss::intake
