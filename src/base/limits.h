// SPDX-License-Identifier: GPL-3.0-or-later
// Every limit of the program, once. Each is tested just below, at and just above its value.
#pragma once

#include <cstddef>
#include <cstdint>

namespace gloss::limits {

inline constexpr std::size_t MiB = std::size_t{1} << 20;

inline constexpr std::size_t input_file_bytes = 256 * MiB;  ///< one file read by intake
inline constexpr std::size_t text_bytes = 64 * MiB;         ///< the frozen text of one source
inline constexpr std::size_t line_bytes = 64 * MiB;         ///< one line of text
inline constexpr std::size_t name_bytes = 1024;             ///< names of codes, cases, files; no controls
inline constexpr std::size_t memo_bytes = MiB;  ///< the words of one memo
inline constexpr std::size_t csv_field_bytes = 16 * MiB;
inline constexpr std::size_t csv_columns = 4096;

inline constexpr std::size_t sheet_cells = 5'000'000;  ///< of one spreadsheet
inline constexpr std::size_t zip_members = 10'000;
inline constexpr std::size_t zip_member_bytes = 256 * MiB, zip_bytes = 1024 * MiB;  ///< unpacked, one and all
inline constexpr std::size_t zip_ratio = 200;  ///< unpacked to packed, after the first MiB

inline constexpr std::size_t dictionary_bytes = 8 * MiB;  ///< a dictionary of another program
inline constexpr int dictionary_depth = 28;  ///< its categories in each other; a codebook's too, as YAML
inline constexpr std::size_t dictionary_categories = 10'000;
inline constexpr std::size_t dictionary_losses = 100'000;  ///< listed; the rest is one line

inline constexpr int yaml_depth = 64;
inline constexpr std::size_t yaml_nodes = 1'000'000;  ///< aliases count as often as they are used
inline constexpr int rule_depth = 64;                 ///< nesting of a rule or query
inline constexpr std::size_t rules = 10'000;          ///< per codebook
inline constexpr std::size_t query_bytes = 4096;
inline constexpr std::size_t query_terms = 1000;
inline constexpr std::size_t wildcard_expansions =
    1000;  ///< of one wildcard in a search query (not in codebooks)
inline constexpr std::size_t regex_bytes = 4096;
inline constexpr int regex_depth = 100;
inline constexpr int regex_repeat = 1000;
inline constexpr std::int64_t regex_memory = 32 * static_cast<std::int64_t>(MiB);

inline constexpr std::size_t index_term_bytes =
    200;  ///< longer ones: cut, '#' and 16 hex digits of their hash
inline constexpr std::uint32_t vocabulary_words = (1u << 24) - 1;

}  // namespace gloss::limits
