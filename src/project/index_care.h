// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the index in step with the texts: adds what is missing, makes anew what cannot be trusted.
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

/// Writes texts to both parts of the index, in the order in which they come, with commits on the way that
/// bound memory. REQUIRES: the caller is the only writer.
class IndexWriter {
 public:
  static Result<IndexWriter> open(const std::string& index_folder, const std::string& project_id);
  Result<void> add(const index::TokenizedText& text, const store::StoredSource& source);
  /// Commits both parts.
  Result<void> finish();

 private:
  IndexWriter(index::TokenStoreWriter tokens, index::PassageIndexWriter passages)
      : tokens_(std::move(tokens)), passages_(std::move(passages)) {}
  index::TokenStoreWriter tokens_;
  index::PassageIndexWriter passages_;
};

/// Which parts of the index lack sources, or are missing, stale or damaged; then makes good. Adds a line to
/// `notes` for each part that had to be made anew. Returns at once when all is well.
Result<void> bring_up_to_date(const store::ProjectFile& file, const std::vector<store::StoredSource>& sources,
                              const std::string& index_folder, const Environment& environment,
                              std::vector<std::string>& notes);

/// Deletes the index and makes it anew.
Result<void> rebuild_index(const store::ProjectFile& file, const std::vector<store::StoredSource>& sources,
                           const std::string& index_folder, const Environment& environment);

}  // namespace gloss::project
