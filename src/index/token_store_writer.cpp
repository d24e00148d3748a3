// SPDX-License-Identifier: GPL-3.0-or-later
// Adding texts: words get ids, cells wait in memory, a commit writes them as one segment and swaps the
// manifest.
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <unordered_set>
#include <utility>

#include "base/file.h"
#include "index/store_state.h"
#include "index/word_ids.h"

namespace gloss::index {

namespace {

constexpr std::size_t most_segments = 8;

/// Waiting for the next commit.
struct PendingText {
  std::int64_t text;
  std::vector<Cell> cells;
  std::vector<PassageRow> passages;
};

/// Generations of the segment files in the folder, named by the manifest or not.
std::vector<std::uint64_t> generations_in(const std::string& folder) {
  std::vector<std::uint64_t> found;
  const auto files = list_files(folder);
  if (!files) return found;  // there is no folder yet
  constexpr std::string_view prefix = "seg-";
  for (const std::string_view name : *files) {
    std::uint64_t generation = 0;
    if (!name.starts_with(prefix)) continue;
    const auto [end, fault] =
        std::from_chars(name.data() + prefix.size(), name.data() + name.size(), generation);
    if (fault == std::errc() && end == name.data() + name.size()) found.push_back(generation);
  }
  return found;
}

}  // namespace

struct TokenStoreWriter::Impl {
  std::string folder, project_id;
  StoreState state;
  std::unordered_set<std::int64_t> texts;  // in the store or pending
  WordIds ids;
  std::vector<PendingText> pending;
  std::uint64_t pending_positions = 0;
  // Of the text being added: its words, padded, and their ids.
  std::string forms;
  std::vector<std::uint32_t> global;

  void remove_leftovers() const;
  std::size_t first_to_merge() const;
  SegmentContent content(std::size_t merged_from) const;
};

TokenStoreWriter::TokenStoreWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TokenStoreWriter::~TokenStoreWriter() = default;
TokenStoreWriter::TokenStoreWriter(TokenStoreWriter&&) noexcept = default;
TokenStoreWriter& TokenStoreWriter::operator=(TokenStoreWriter&&) noexcept = default;

Result<TokenStoreWriter> TokenStoreWriter::open(const std::string& folder, std::string_view project_id) {
  auto impl = std::make_unique<Impl>();
  impl->folder = folder;
  impl->project_id = project_id;
  if (auto state = load_store(folder, project_id)) {
    impl->state = std::move(*state);
    impl->remove_leftovers();
  } else {
    const Fault fault = state.error().fault;
    if (fault != Fault::missing_input && fault != Fault::damaged && fault != Fault::bad_input)
      return Err(std::move(state).error());
    // Begun anew; but no file of the old store is written over, for somebody may have it mapped.
    for (const std::uint64_t generation : generations_in(folder))
      impl->state.manifest.generation = std::max(impl->state.manifest.generation, generation);
  }
  for (const auto& segment : impl->state.segments)
    for (const TextRow& row : segment->texts()) impl->texts.insert(row.text);
  return TokenStoreWriter(std::move(impl));
}

/// Segments that no manifest names any more, or not yet.
void TokenStoreWriter::Impl::remove_leftovers() const {
  for (const std::uint64_t generation : generations_in(folder)) {
    const auto& named = state.manifest.segments;
    if (std::none_of(named.begin(), named.end(),
                     [&](const SegmentName& s) { return s.generation == generation; }))
      ::unlink(segment_path(folder, generation).c_str());
  }
  // What write_file had not yet renamed when a run was killed.
  if (const auto files = list_files(folder))
    for (const std::string& name : *files)
      if (name.starts_with("manifest.")) ::unlink((folder + "/" + name).c_str());
}

Result<void> TokenStoreWriter::add(const TokenizedText& text) {
  Impl& my = *impl_;
  if (my.texts.contains(text.text)) return {};
  // Callers commit long before; this keeps every offset of a segment within its 32 bits whatever they do.
  if (my.pending_positions + text.local.size() > segment_positions ||
      my.ids.new_words().size() + text.words.size() > segment_word_bytes)
    GLOSS_CHECK(commit());

  const std::size_t words = text.word_begin.size() - 1;
  my.global.resize(words);
  my.forms.assign(text.words).append(FormMap::padding, '\0');
  const auto form = [&](std::size_t w) {
    return std::string_view(my.forms).substr(text.word_begin[w], text.word_begin[w + 1] - text.word_begin[w]);
  };
  constexpr std::size_t ahead = 8;
  for (std::size_t w = 0; w < words; ++w) {
    if (w + ahead < words)
      my.ids.prefetch(form(w + ahead).data(), static_cast<std::uint32_t>(form(w + ahead).size()));
    const auto id = my.ids.id_of(form(w), my.state);
    if (!id)
      return Err(Fault::bad_input, {}, "the texts have more than 16,777,215 different words",
                 "split the project");
    my.global[w] = *id;
  }

  PendingText pending{text.text, std::vector<Cell>(text.local.size()), text.passages};
  std::transform(text.local.begin(), text.local.end(), pending.cells.begin(),
                 [&](Cell local) { return my.global[id_of(local)] | (local & ~id_mask); });
  my.pending_positions += pending.cells.size();
  my.pending.push_back(std::move(pending));
  my.texts.insert(text.text);
  return {};
}

std::uint64_t TokenStoreWriter::pending_positions() const { return impl_->pending_positions; }

/// The new segment swallows the segments from here on: none while there are few, else the last one and
/// whatever before it is not much bigger than what is swallowed already. So every position is written again
/// about log(n) times, whether texts come one by one or by the million.
std::size_t TokenStoreWriter::Impl::first_to_merge() const {
  std::size_t first = state.segments.size();
  if (first < most_segments) return first;
  std::uint64_t positions = pending_positions, word_bytes = ids.new_words().size();
  for (; first > 0; --first) {
    const Segment& next = *state.segments[first - 1];
    if (first < state.segments.size() && next.positions() > 2 * positions) break;
    positions += next.positions();
    word_bytes += next.word_bytes().size();
    if (positions > segment_positions || word_bytes > segment_word_bytes) break;
  }
  return first;
}

SegmentContent TokenStoreWriter::Impl::content(std::size_t merged_from) const {
  SegmentContent content;
  content.first_word = state.words();
  const auto add_word = [&](std::string_view word) {
    content.words.append(word);
    content.word_begin.push_back(static_cast<std::uint32_t>(content.words.size()));
  };
  for (std::size_t s = merged_from; s < state.segments.size(); ++s) {
    const Segment& old = *state.segments[s];
    content.first_word = std::min(content.first_word, old.first_word());
    for (std::uint32_t w = 0; w < old.words(); ++w) add_word(old.word(w));
    for (const TextRow& row : old.texts())
      content.texts.push_back({row.text, old.cells(row), old.passages(row)});
  }
  for (std::size_t w = 0; w < ids.count_new(); ++w) add_word(ids.new_word(w));
  for (const PendingText& text : pending) content.texts.push_back({text.text, text.cells, text.passages});
  return content;
}

Result<void> TokenStoreWriter::commit() {
  Impl& my = *impl_;
  if (my.pending.empty()) return {};
  GLOSS_CHECK(make_folder(my.folder));
  const std::size_t merged_from = my.first_to_merge();
  StoreState next;
  next.manifest.generation = my.state.manifest.generation + 1;
  next.segments.assign(my.state.segments.begin(),
                       my.state.segments.begin() + static_cast<std::ptrdiff_t>(merged_from));
  GLOSS_TRY(const SegmentName name,
            write_segment(my.folder, next.manifest.generation, my.content(merged_from)));
  GLOSS_CHECK(sync_folder(my.folder));
  GLOSS_TRY(Segment segment, Segment::open(my.folder, name, next.words()));
  next.segments.push_back(std::make_shared<const Segment>(std::move(segment)));
  for (const auto& kept : next.segments) next.manifest.segments.push_back(kept->name());
  GLOSS_CHECK(write_manifest(my.folder, my.project_id, next.manifest));

  my.state = std::move(next);
  my.pending.clear();
  my.pending_positions = 0;
  my.ids.forget_new();
  my.remove_leftovers();
  return {};
}

}  // namespace gloss::index
