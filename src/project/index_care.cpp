// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/index_care.h"

#include <algorithm>

#include "base/file.h"

namespace gloss::project {
namespace {

/// Bounds the writer's memory: 4 bytes a position and as much again while postings are built.
constexpr std::uint64_t positions_per_commit = 12'000'000;

/// Opens the part, clears it away where it cannot be used, and gives the sources that are not in it.
template <class Part>
Result<std::vector<store::StoredSource>> lacking(const std::string& folder, const std::string& project_id,
                                                 const std::vector<store::StoredSource>& sources,
                                                 std::vector<std::string>& notes) {
  std::vector<store::StoredSource> lack;
  const auto part = Part::open(folder, project_id);
  if (!part) {
    const Error& error = part.error();
    if (error.fault != Fault::missing_input) notes.push_back(error.message + "; it is made anew");
    GLOSS_CHECK(remove_folder(folder));
    return sources;
  }
  const auto texts = part->texts();
  for (const auto& source : sources)
    if (!std::binary_search(texts.begin(), texts.end(), source.text)) lack.push_back(source);
  return lack;
}

/// Calls `work` for each source, with progress; Ctrl-C ends it with all whole.
template <class Work>
Result<void> for_each_source(const char* stage, const std::vector<store::StoredSource>& sources,
                             const Environment& environment, Work work) {
  std::uint64_t total = 0;
  for (const auto& source : sources) total += static_cast<std::uint64_t>(source.bytes);
  environment.progress->begin(stage, total, "bytes");
  Result<void> outcome;
  for (const auto& source : sources) {
    outcome = environment.progress->stopped()
                  ? Err(Fault::stopped, "", "stopped; the index is completed next time")
                  : work(source);
    if (!outcome) break;
    environment.progress->advance(static_cast<std::uint64_t>(source.bytes));
  }
  environment.progress->end();
  return outcome;
}

/// A text of the token store, as it came from the tokenizer: words numbered by first use in it.
class Unpacker {
 public:
  explicit Unpacker(const index::Vocabulary& vocabulary)
      : vocabulary_(vocabulary), local_(vocabulary.size()), used_by_(vocabulary.size(), -1) {}

  index::TokenizedText text(const index::TextTokens& tokens) {
    index::TokenizedText out;
    out.text = tokens.text;
    out.passages.assign(tokens.passages.begin(), tokens.passages.end());
    out.local.reserve(tokens.cells.size());
    for (const index::Cell cell : tokens.cells) {
      const std::uint32_t id = index::id_of(cell);
      if (used_by_[id] != tokens.text) {
        used_by_[id] = tokens.text;
        local_[id] = static_cast<std::uint32_t>(out.word_begin.size());
        out.word_begin.push_back(static_cast<std::uint32_t>(out.words.size()));
        out.words += vocabulary_.word(id);
      }
      out.local.push_back(index::make_cell(local_[id], index::flags_of(cell)));
    }
    out.word_begin.push_back(static_cast<std::uint32_t>(out.words.size()));
    return out;
  }

 private:
  const index::Vocabulary& vocabulary_;
  std::vector<std::uint32_t> local_;
  std::vector<std::int64_t> used_by_;
};

}  // namespace

std::string token_folder(const std::string& index_folder) { return index_folder + "/tokens"; }
std::string passage_folder(const std::string& index_folder) { return index_folder + "/passages"; }

Result<void> add_tokens(index::TokenStoreWriter& writer, const index::TokenizedText& text) {
  GLOSS_CHECK(writer.add(text));
  if (writer.pending_positions() >= positions_per_commit) return writer.commit();
  return {};
}

Result<void> complete_tokens(const store::ProjectFile& file, const std::vector<store::StoredSource>& sources,
                             const std::string& index_folder, const Environment& environment,
                             std::vector<std::string>& notes) {
  if (sources.empty()) return {};
  const std::string folder = token_folder(index_folder);
  GLOSS_TRY(const auto lack, lacking<index::TokenStore>(folder, file.id(), sources, notes));
  if (lack.empty()) return {};
  GLOSS_CHECK(make_folder(index_folder));
  GLOSS_TRY(auto writer, index::TokenStoreWriter::open(folder, file.id()));
  index::TextTokenizer tokenizer;
  const auto work = [&](const store::StoredSource& source) -> Result<void> {
    GLOSS_TRY(const auto whole, file.read_source(source.name));
    return add_tokens(writer, tokenizer.tokenize(source.text, whole));
  };
  GLOSS_CHECK(for_each_source("Indexing", lack, environment, work));
  return writer.commit();
}

Result<void> complete_passages(const store::ProjectFile& file,
                               const std::vector<store::StoredSource>& sources,
                               const index::TokenStore& tokens, const std::string& index_folder,
                               const Environment& environment, std::vector<std::string>& notes) {
  if (sources.empty()) return {};
  const std::string folder = passage_folder(index_folder);
  GLOSS_TRY(const auto lack, lacking<index::PassageIndex>(folder, file.id(), sources, notes));
  if (lack.empty()) return {};
  GLOSS_CHECK(make_folder(index_folder));
  GLOSS_TRY(auto writer, index::PassageIndexWriter::open(folder, file.id()));
  Unpacker unpacker(tokens.vocabulary());
  const auto work = [&](const store::StoredSource& source) -> Result<void> {
    const auto found = tokens.find(source.text);
    if (!found) return Err(Fault::bug, source.name, "is not in the token store");
    return writer.add(unpacker.text(*found), source.first_passage, model::name_of(source.kind),
                      source.language);
  };
  GLOSS_CHECK(for_each_source("Preparing search", lack, environment, work));
  return writer.commit();
}

}  // namespace gloss::project
