// SPDX-License-Identifier: GPL-3.0-or-later
// What a token store must answer, found the slow way: every passage tokenized again, every word in a map of
// strings.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "index/token_store.h"
#include "model/source.h"

namespace gloss::test {

/// Texts have the ids 10, 20, 30 ... in the order given, so that ids are not indices.
constexpr std::int64_t text_id(std::size_t source) { return static_cast<std::int64_t>(source + 1) * 10; }

struct Answers {
  using Place = std::pair<std::int64_t, std::uint32_t>;  // text, position counted from the start of the text
  std::map<std::string, std::vector<Place>> places;      // of every word, ascending
  std::map<std::int64_t, std::vector<std::pair<std::string, int>>>
      positions;  // of every text: form and flags
  std::map<std::int64_t, std::vector<std::vector<std::int64_t>>>
      passages;  // of every text: the fields of PassageRow
  bool operator==(const Answers&) const = default;
};

Answers expected_answers(const std::vector<model::Source>& sources);
/// The same, asked of the store in every way it offers; words that occur nowhere are left out.
Answers answers_of(const index::TokenStore& store);

/// Tokenizes all sources and adds them; commits after every `per_commit` texts and at the end.
void add_all(index::TokenStoreWriter& writer, const std::vector<model::Source>& sources,
             std::size_t per_commit, std::size_t from = 0);

}  // namespace gloss::test
