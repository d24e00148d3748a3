// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/index_care.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/file.h"

namespace gloss::project {
namespace {

/// Bounds the writer's memory: 4 bytes a position and as much again while postings are built.
constexpr std::uint64_t positions_per_commit = 12'000'000;

/// What one part of the index has, or why it cannot be used.
struct PartState {
  std::vector<std::int64_t> texts;
  std::optional<Error> unusable;
};

template <class Part>
PartState state_of(const std::string& folder, const std::string& project_id) {
  PartState state;
  if (auto part = Part::open(folder, project_id))
    state.texts = part->texts();
  else
    state.unusable = part.error();
  return state;
}

bool has(const std::vector<std::int64_t>& sorted, std::int64_t text) {
  return std::binary_search(sorted.begin(), sorted.end(), text);
}

Result<void> note_and_clear(const PartState& state, const std::string& folder, const char* what,
                            std::vector<std::string>& notes) {
  if (!state.unusable) return {};
  if (state.unusable->fault != Fault::missing_input)
    notes.push_back(fmt::format("{}: {}; it is made anew", what, state.unusable->message));
  return remove_folder(folder);
}

/// Tokenizes `todo` on the makers and hands each to `write`, in order.
template <class Write>
Result<void> tokenize_all(const store::ProjectFile& file, const std::vector<store::StoredSource>& todo,
                          const Environment& environment, Write write) {
  std::uint64_t total = 0;
  for (const auto& source : todo) total += static_cast<std::uint64_t>(source.bytes);
  environment.progress->begin("Indexing", total, "bytes");
  Result<void> outcome;
  index::TextTokenizer tokenizer;
  // The database is read on this thread; with more than one thread, tokenizing could move to makers, at the
  // cost of holding several texts. Making an index anew is rare, so it stays simple.
  for (const auto& source : todo) {
    if (environment.progress->stopped()) {
      outcome = Err(Fault::stopped, file.path(), "stopped; the index is made next time");
      break;
    }
    auto whole = file.read_source(source.name);
    if (!whole) {
      outcome = Err(std::move(whole).error());
      break;
    }
    outcome = write(tokenizer.tokenize(source.text, *whole), source);
    if (!outcome) break;
    environment.progress->advance(static_cast<std::uint64_t>(source.bytes));
  }
  environment.progress->end();
  return outcome;
}

}  // namespace

std::string token_folder(const std::string& index_folder) { return index_folder + "/tokens"; }
std::string passage_folder(const std::string& index_folder) { return index_folder + "/passages"; }

Result<IndexWriter> IndexWriter::open(const std::string& index_folder, const std::string& project_id) {
  GLOSS_CHECK(make_folder(index_folder));
  GLOSS_TRY(auto tokens, index::TokenStoreWriter::open(token_folder(index_folder), project_id));
  GLOSS_TRY(auto passages, index::PassageIndexWriter::open(passage_folder(index_folder), project_id));
  return IndexWriter(std::move(tokens), std::move(passages));
}

Result<void> IndexWriter::add(const index::TokenizedText& text, const store::StoredSource& source) {
  GLOSS_CHECK(tokens_.add(text));
  if (tokens_.pending_positions() >= positions_per_commit) GLOSS_CHECK(tokens_.commit());
  return passages_.add(text, source.first_passage, model::name_of(source.kind), source.language);
}

Result<void> IndexWriter::finish() {
  GLOSS_CHECK(tokens_.commit());
  return passages_.commit();
}

Result<void> bring_up_to_date(const store::ProjectFile& file, const std::vector<store::StoredSource>& sources,
                              const std::string& index_folder, const Environment& environment,
                              std::vector<std::string>& notes) {
  if (sources.empty()) return {};  // nothing to index: nothing needs to be there
  const PartState tokens = state_of<index::TokenStore>(token_folder(index_folder), file.id());
  const PartState passages = state_of<index::PassageIndex>(passage_folder(index_folder), file.id());
  std::vector<store::StoredSource> todo;
  for (const auto& source : sources)
    if (!has(tokens.texts, source.text) || !has(passages.texts, source.text)) todo.push_back(source);
  if (todo.empty() && !tokens.unusable && !passages.unusable) return {};

  GLOSS_CHECK(note_and_clear(tokens, token_folder(index_folder), "the token store", notes));
  GLOSS_CHECK(note_and_clear(passages, passage_folder(index_folder), "the passage index", notes));
  GLOSS_CHECK(make_folder(index_folder));
  GLOSS_TRY(auto token_writer, index::TokenStoreWriter::open(token_folder(index_folder), file.id()));
  GLOSS_TRY(auto passage_writer, index::PassageIndexWriter::open(passage_folder(index_folder), file.id()));
  const auto write = [&](const index::TokenizedText& text,
                         const store::StoredSource& source) -> Result<void> {
    if (!has(tokens.texts, source.text)) GLOSS_CHECK(token_writer.add(text));
    if (token_writer.pending_positions() >= positions_per_commit) GLOSS_CHECK(token_writer.commit());
    if (!has(passages.texts, source.text))
      GLOSS_CHECK(
          passage_writer.add(text, source.first_passage, model::name_of(source.kind), source.language));
    return {};
  };
  GLOSS_CHECK(tokenize_all(file, todo, environment, write));
  GLOSS_CHECK(token_writer.commit());
  return passage_writer.commit();
}

Result<void> rebuild_index(const store::ProjectFile& file, const std::vector<store::StoredSource>& sources,
                           const std::string& index_folder, const Environment& environment) {
  GLOSS_CHECK(remove_folder(token_folder(index_folder)));
  GLOSS_CHECK(remove_folder(passage_folder(index_folder)));
  std::vector<std::string> notes;
  return bring_up_to_date(file, sources, index_folder, environment, notes);
}

}  // namespace gloss::project
