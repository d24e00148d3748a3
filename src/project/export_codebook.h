// SPDX-License-Identifier: GPL-3.0-or-later
// A codebook as a dictionary of another program: its words, phrases and lists; what only rules can say is a
// loss.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"
#include "exchange/dictionary.h"

namespace gloss::project {

struct ExportedCodebook {
  std::string text;
  std::size_t categories = 0;
  std::size_t entries = 0;                       ///< that were to be written, losses included
  std::vector<exchange::DictionaryLoss> losses;  ///< by line of the codebook
};

/// Names of codes in `language` (empty = the codebook's first).
ExportedCodebook export_codebook(const codebook::Codebook& codebook, exchange::DictionaryFormat format,
                                 std::string_view language);

/// The neutral value that is written: one category for each code. What a pattern cannot say is a rule in it.
exchange::Dictionary dictionary_of(const codebook::Codebook& codebook, std::string_view language);

}  // namespace gloss::project
