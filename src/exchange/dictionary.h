// SPDX-License-Identifier: GPL-3.0-or-later
// Dictionaries of other programs: categories of words, phrases and rules, read from their files and written
// to them.
//
// This room does not know codebooks. It hands over a neutral value, whose patterns and rules are written in
// our rule language, and a loss for everything that could not be said in it. project/import_dictionary.h
// makes a codebook of it, project/export_codebook.h goes the other way.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gloss::exchange {

/// A word, a phrase or a rule of a category.
struct DictionaryEntry {
  /// A pattern: words with one blank between them, each with * and ? and perhaps a final ~; a lone * is one
  /// word. A rule: our rule language, where <#3> stands for categories[3].
  std::string text;
  bool is_rule = false;
  double weight = 1;
  int line = 0;  ///< in the file, from 1
  friend bool operator==(const DictionaryEntry&, const DictionaryEntry&) = default;
};

struct DictionaryCategory {
  std::string name;
  std::string description;  ///< may be empty
  int parent = -1;          ///< index into Dictionary::categories, smaller than the category's own; or -1
  int line = 0;
  std::vector<DictionaryEntry> entries;  ///< in file order
};

/// Something that was left out, or that means another thing now.
struct DictionaryLoss {
  int line = 0;        ///< of the file that was read, or of the codebook that is written; 0 = the whole file
  std::string what;    ///< as in the file, perhaps cut
  std::string reason;  ///< what is lost, and why
};

struct Dictionary {
  std::string title;                           ///< may be empty
  std::vector<DictionaryCategory> categories;  ///< in file order: a category, then all that is below it
  bool counts_words = true;            ///< a word counts once in a category; else whole units are coded
  std::vector<DictionaryLoss> losses;  ///< by line
};

enum class DictionaryFormat : std::uint8_t { liwc, wordstat, yoshikoder, lexicoder, quanteda, khcoder };
/// "liwc", "wordstat", ...: what --as and --format take.
std::string_view name_of(DictionaryFormat format);
/// "LIWC", "WordStat", ...: what people call it.
std::string_view title_of(DictionaryFormat format);
std::optional<DictionaryFormat> dictionary_format_named(std::string_view name);
const std::vector<DictionaryFormat>& dictionary_formats();

/// How patterns are meant; only quanteda leaves that open until a dictionary is used.
enum class PatternType : std::uint8_t { glob, regex, fixed };

struct DictionaryOptions {
  std::optional<DictionaryFormat> format;  ///< empty = find out
  std::string encoding;                    ///< an ICU converter name; empty = find out
  PatternType patterns = PatternType::glob;
  bool case_matters = false;
};

struct ReadDictionary {
  DictionaryFormat format = DictionaryFormat::liwc;
  std::string how;  ///< "its name", "its content": how the format was found; empty where it was given
  std::string encoding;
  Dictionary dictionary;
};

/// `bytes` are the file, `name` its name: part of errors, and its ending tells the format. Faults: bad_input
/// (not a dictionary of that format, too large, nested too deep, undecodable), usage (no format to be found,
/// unknown encoding).
Result<ReadDictionary> read_dictionary(std::string_view bytes, const std::string& name,
                                       const DictionaryOptions& options = {});

struct WrittenDictionary {
  std::string text;
  std::vector<DictionaryLoss> losses;  ///< by line
};

/// `dictionary` in the format, UTF-8 with LF. What the format cannot say is a loss. REQUIRES: categories with
/// the same parent have different names.
WrittenDictionary write_dictionary(const Dictionary& dictionary, DictionaryFormat format);

}  // namespace gloss::exchange
