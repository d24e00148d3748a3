// SPDX-License-Identifier: GPL-3.0-or-later
// Frozen texts and their parts: speakers, sections, turns, passages, marks, the file's own bytes.
//
// A text row is named by two hashes: that of its text, and a seal over all that intake made of it. The same
// text read in the same way is one row, also after its import was undone and done again; read in another way
// (another extractor, other labels known) it is another row, because its passages are others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/source.h"
#include "store/connection.h"
#include "store/project_file.h"

namespace gloss::store {

/// SHA-256 over kind, language, format, extractor, encoding, the hashes and every part, in a fixed form.
std::string seal_of(const model::Source& source, const std::string& original_hash);

/// What is wrong with a source by itself: hash, encoding, order and range of its parts. Places are "SOURCE:N"
/// or `source.name`. Our own readers never make such a source; `add_source` refuses it and `verify` reports
/// it.
std::vector<Finding> examine(const model::Source& source);

/// 1 to 1,024 bytes of valid UTF-8 without control characters.
bool is_good_name(std::string_view name);

/// A row of table `text`, without its parts.
struct TextRow {
  std::int64_t id = 0, bytes = 0, first_passage = 0, passages = 0;
  std::string hash, seal, original, kind, language, format, extractor, encoding;
};
/// All throw.
std::optional<TextRow> find_text(Connection& connection, const std::string& hash, const std::string& seal);
std::optional<TextRow> text_row(Connection& connection, std::int64_t id);
TextRow insert_text(Connection& connection, const model::Source& source, const std::string& seal,
                    std::string_view original, const std::string& original_hash);
std::string text_body(Connection& connection, std::int64_t id);

enum class Parts { outline, all };
/// The parts as frozen; with `all` also text, passages and marks. Name and variables stay empty.
Result<model::Source> read_parts(Connection& connection, const TextRow& row, Parts parts,
                                 const std::string& place);

}  // namespace gloss::store
