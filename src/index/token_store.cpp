// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/token_store.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "index/store_state.h"

namespace gloss::index {

std::optional<std::uint32_t> StoreState::find(std::string_view form) const {
  const std::uint64_t hash = word_hash(form);
  std::uint32_t id = 0;
  for (const auto& segment : segments)
    if (segment->find(form, hash, id)) return id;
  return std::nullopt;
}

namespace {

Result<StoreState> load_once(const std::string& folder, std::string_view project_id) {
  StoreState state;
  GLOSS_TRY(state.manifest, read_manifest(folder, project_id));
  for (const SegmentName& name : state.manifest.segments) {
    GLOSS_TRY(Segment segment, Segment::open(folder, name, state.words()));
    state.segments.push_back(std::make_shared<const Segment>(std::move(segment)));
  }
  return state;
}

}  // namespace

Result<StoreState> load_store(const std::string& folder, std::string_view project_id) {
  // A writer may swap the manifest and clear old segments away between our two looks; then the new manifest
  // is the one to read.
  constexpr int tries = 3;
  for (int i = 1;; ++i) {
    auto state = load_once(folder, project_id);
    if (state || state.error().fault != Fault::damaged || i == tries) return state;
  }
}

namespace {

class StoreVocabulary final : public Vocabulary {
 public:
  explicit StoreVocabulary(const StoreState& state) : state_(state) {}
  std::uint32_t size() const override { return state_.words(); }
  std::string_view word(std::uint32_t id) const override {
    assert(id < size());
    std::size_t i = state_.segments.size() - 1;
    while (state_.segments[i]->first_word() > id) --i;
    return state_.segments[i]->word(id - state_.segments[i]->first_word());
  }
  std::optional<std::uint32_t> find(std::string_view folded) const override { return state_.find(folded); }

 private:
  const StoreState& state_;
};

struct TextPlace {
  std::int64_t text;
  std::uint32_t segment, row;
};

}  // namespace

struct TokenStore::Impl {
  StoreState state;
  StoreVocabulary vocabulary{state};
  std::vector<TextPlace> texts;  // by text
  std::uint64_t bytes = 0;
};

TokenStore::TokenStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TokenStore::~TokenStore() = default;
TokenStore::TokenStore(TokenStore&&) noexcept = default;
TokenStore& TokenStore::operator=(TokenStore&&) noexcept = default;

TokenStore TokenStore::empty() { return TokenStore(std::make_unique<Impl>()); }

Result<TokenStore> TokenStore::open(const std::string& folder, std::string_view project_id) {
  auto impl = std::make_unique<Impl>();
  GLOSS_TRY(impl->state, load_store(folder, project_id));
  impl->bytes = manifest_text(project_id, impl->state.manifest).size();
  for (std::uint32_t s = 0; s < impl->state.segments.size(); ++s) {
    const Segment& segment = *impl->state.segments[s];
    impl->bytes += segment.name().bytes;
    for (std::uint32_t row = 0; row < segment.texts().size(); ++row)
      impl->texts.push_back({segment.texts()[row].text, s, row});
  }
  std::sort(impl->texts.begin(), impl->texts.end(),
            [](const TextPlace& a, const TextPlace& b) { return a.text < b.text; });
  const auto same = [](const TextPlace& a, const TextPlace& b) { return a.text == b.text; };
  if (std::adjacent_find(impl->texts.begin(), impl->texts.end(), same) != impl->texts.end())
    return Err(Fault::damaged, folder, "the token store is damaged: a text stands in it twice");
  return TokenStore(std::move(impl));
}

const Vocabulary& TokenStore::vocabulary() const { return impl_->vocabulary; }

std::optional<TextTokens> TokenStore::find(std::int64_t text) const {
  const auto found =
      std::lower_bound(impl_->texts.begin(), impl_->texts.end(), text,
                       [](const TextPlace& place, std::int64_t wanted) { return place.text < wanted; });
  if (found == impl_->texts.end() || found->text != text) return std::nullopt;
  const Segment& segment = *impl_->state.segments[found->segment];
  const TextRow& row = segment.texts()[found->row];
  return TextTokens{text, segment.cells(row), segment.passages(row), found->segment, row.first};
}

std::vector<std::int64_t> TokenStore::texts() const {
  std::vector<std::int64_t> ids;
  ids.reserve(impl_->texts.size());
  for (const TextPlace& place : impl_->texts) ids.push_back(place.text);
  return ids;
}

std::uint32_t TokenStore::segments() const {
  return static_cast<std::uint32_t>(impl_->state.segments.size());
}

void TokenStore::postings(std::uint32_t segment, std::uint32_t id, std::vector<std::uint32_t>& out) const {
  assert(segment < segments());
  impl_->state.segments[segment]->postings(id, out);
}

std::uint32_t TokenStore::posting_count(std::uint32_t segment, std::uint32_t id) const {
  assert(segment < segments());
  return impl_->state.segments[segment]->posting_count(id);
}

std::uint64_t TokenStore::bytes() const { return impl_->bytes; }

}  // namespace gloss::index
