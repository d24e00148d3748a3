// SPDX-License-Identifier: GPL-3.0-or-later
// A dictionary of another program as a codebook: one list and one code for each category, rules beside them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "exchange/dictionary.h"

namespace gloss::project {

struct ImportOptions {
  exchange::DictionaryOptions reading;
  std::string language = "en";  ///< of the words, for stems and names
  codebook::Conflict conflict =
      codebook::Conflict::none;  ///< longest: quanteda's nested_scope = "dictionary"
};

struct ImportedCodebook {
  std::string yaml;  ///< parse_codebook accepts it
  exchange::DictionaryFormat format = exchange::DictionaryFormat::liwc;
  std::string how;       ///< how the format was found; empty where it was given
  std::string encoding;  ///< of the file
  std::size_t categories = 0;
  std::size_t entries = 0;                       ///< words, phrases and rules, each in each category
  std::vector<exchange::DictionaryLoss> losses;  ///< by line of the file
};

/// `bytes` are the content of the file `name`. Faults: as exchange::read_dictionary; bad_input where what
/// came of it breaks a limit of codebooks.
Result<ImportedCodebook> import_dictionary(std::string_view bytes, const std::string& name,
                                           const ImportOptions& options = {});

}  // namespace gloss::project
