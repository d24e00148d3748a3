// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the index in step with the texts: adds what is missing, makes anew what cannot be trusted.
//
// The token store comes first: with it the project can be coded. The passage index, ten times as costly, is
// made from the token store at the end of an import or, where that was put off, at the first search.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "index/passage_index.h"
#include "index/token_store.h"
#include "project/project.h"

namespace gloss::project {

/// Where the parts of the index are.
std::string token_folder(const std::string& index_folder);
std::string passage_folder(const std::string& index_folder);

/// Adds to `writer`, and commits now and then so that memory stays bounded. The caller commits at the end.
Result<void> add_tokens(index::TokenStoreWriter& writer, const index::TokenizedText& text);

/// Makes the token store hold every source: nothing to do, or what lacks is added, or all is made anew, with
/// a line in `notes`. REQUIRES: the caller is the only writer.
Result<void> complete_tokens(const store::ProjectFile& file, const std::vector<store::StoredSource>& sources,
                             const std::string& index_folder, const Environment& environment,
                             std::vector<std::string>& notes);

/// The same for the passage index. REQUIRES: `tokens` holds every source.
Result<void> complete_passages(const store::ProjectFile& file,
                               const std::vector<store::StoredSource>& sources,
                               const index::TokenStore& tokens, const std::string& index_folder,
                               const Environment& environment, std::vector<std::string>& notes);

}  // namespace gloss::project
