// SPDX-License-Identifier: GPL-3.0-or-later
// Asking the ranking index.
#include "index/passage_index.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "index/passage_terms.h"
#include "index/xapian_guard.h"

namespace gloss::index {

struct PassageIndex::Impl {
  std::string folder;
  Xapian::Database database;
  std::vector<std::int64_t> texts;
  std::uint64_t passages = 0;
  text::Tokenizer tokenizer;  // of query words
};

PassageIndex::PassageIndex(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PassageIndex::~PassageIndex() = default;
PassageIndex::PassageIndex(PassageIndex&&) noexcept = default;
PassageIndex& PassageIndex::operator=(PassageIndex&&) noexcept = default;

namespace {

/// Whether a living writer is at work, so that a missing or outdated seal means nothing: Xapian's readers see
/// its last commit.
bool being_written(const std::string& folder) {
  bool locked = false;
  const auto asked = guarded(folder, [&]() -> Result<void> {
    locked = Xapian::Database(folder, Xapian::DB_BACKEND_GLASS).locked();
    return {};
  });
  return asked && locked;
}

/// The passages that the matcher found, as documents without a weight of their own.
class GivenPassages : public Xapian::PostingSource {
 public:
  explicit GivenPassages(std::span<const std::int64_t> passages) : passages_(passages) {}
  PostingSource* clone() const override { return new GivenPassages(passages_); }
  void init(const Xapian::Database&) override { next_ = 0; }
  Xapian::doccount get_termfreq_min() const override { return get_termfreq_max(); }
  Xapian::doccount get_termfreq_est() const override { return get_termfreq_max(); }
  Xapian::doccount get_termfreq_max() const override {
    return static_cast<Xapian::doccount>(passages_.size());
  }
  void next(double) override { ++next_; }
  void skip_to(Xapian::docid wanted, double) override {
    if (next_ == 0) next_ = 1;
    // Most steps are short: gallop, then search.
    std::size_t step = 1, low = next_ - 1;
    while (low + step < passages_.size() && passages_[low + step] < wanted) {
      low += step;
      step *= 2;
    }
    const auto from = passages_.begin() + static_cast<std::ptrdiff_t>(low);
    const auto to =
        passages_.begin() + static_cast<std::ptrdiff_t>(std::min(low + step + 1, passages_.size()));
    next_ =
        static_cast<std::size_t>(std::lower_bound(from, to, std::int64_t{wanted}) - passages_.begin()) + 1;
  }
  bool at_end() const override { return next_ > passages_.size(); }
  Xapian::docid get_docid() const override { return static_cast<Xapian::docid>(passages_[next_ - 1]); }
  std::string get_description() const override { return "passages that match"; }

 private:
  std::span<const std::int64_t> passages_;
  std::size_t next_ = 0;  // index of the present one + 1; 0 = before the first
};

/// Which of two passages with equal weight comes first.
class ByOrder : public Xapian::KeyMaker {
 public:
  ByOrder(std::span<const std::int64_t> passages, std::span<const std::uint32_t> order)
      : passages_(passages), order_(order) {}
  std::string operator()(const Xapian::Document& document) const override {
    const auto at = std::lower_bound(passages_.begin(), passages_.end(), std::int64_t{document.get_docid()});
    const std::uint32_t place = order_[static_cast<std::size_t>(at - passages_.begin())];
    std::string key(4, '\0');  // compared bytewise
    for (std::size_t i = 0; i < 4; ++i) key[i] = static_cast<char>(place >> (24 - 8 * i) & 0xFF);
    return key;
  }

 private:
  std::span<const std::int64_t> passages_;
  std::span<const std::uint32_t> order_;
};

double six_digits(double value) {
  if (!(value > 0) || !std::isfinite(value)) return 0;
  double rounded = value;
  const std::string text = fmt::format("{:.5e}", value);
  std::from_chars(text.data(), text.data() + text.size(), rounded);
  return rounded;
}

Result<void> check_origin(const Xapian::Database& database, const std::string& folder,
                          std::string_view project_id) {
  if (database.get_metadata(metadata::schema) != index_schema ||
      database.get_metadata(metadata::tokenizer) != text::tokenizer_fingerprint())
    return Err(Fault::bad_input, folder, "the search index was made by another version of gloss or of ICU");
  if (database.get_metadata(metadata::project) != project_id)
    return Err(Fault::bad_input, folder, "the search index belongs to another project");
  return {};
}

std::vector<std::int64_t> texts_of(const Xapian::Database& database) {
  std::vector<std::int64_t> texts;
  const std::string_view prefix = metadata::text_prefix;
  for (auto key = database.metadata_keys_begin(metadata::text_prefix);
       key != database.metadata_keys_end(metadata::text_prefix); ++key) {
    const std::string name = *key;
    std::int64_t id = 0;
    std::from_chars(name.data() + prefix.size(), name.data() + name.size(), id);
    texts.push_back(id);
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

}  // namespace

Result<PassageIndex> PassageIndex::open(const std::string& folder, std::string_view project_id) {
  const auto once = [&]() -> Result<PassageIndex> {
    if (auto sealed = check_seal(folder); !sealed && !being_written(folder))
      return Err(std::move(sealed).error());
    auto impl = std::make_unique<Impl>();
    impl->folder = folder;
    const auto opened = guarded(folder, [&]() -> Result<void> {
      impl->database = Xapian::Database(folder, Xapian::DB_BACKEND_GLASS);
      GLOSS_CHECK(check_origin(impl->database, folder, project_id));
      impl->texts = texts_of(impl->database);
      impl->passages = impl->database.get_doccount();
      return {};
    });
    GLOSS_CHECK(opened);
    return PassageIndex(std::move(impl));
  };
  // A writer may begin, commit or seal between our looks at two files; the next look finds it at work, or
  // done.
  constexpr int tries = 5;
  for (int i = 1;; ++i) {
    auto index = once();
    if (index || index.error().fault == Fault::missing_input || index.error().fault == Fault::bad_input ||
        i == tries)
      return index;
  }
}

Result<std::vector<Ranked>> PassageIndex::rank(const std::vector<std::string>& words,
                                               std::span<const std::int64_t> passages,
                                               std::span<const std::uint32_t> order, std::size_t most) const {
  std::vector<std::string> terms;
  for (const std::string& word : words) {
    const auto more = query_terms(impl_->tokenizer, word);
    terms.insert(terms.end(), more.begin(), more.end());
  }
  // In a fixed order and each once, so that equal questions add equal numbers in equal order.
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());

  std::vector<Ranked> ranked;
  const auto ask = [&]() -> Result<void> {
    Xapian::Database& database = impl_->database;
    constexpr int tries = 3;
    for (int i = 1;; ++i) {
      try {
        ranked.clear();
        GivenPassages given(passages);
        ByOrder by_order(passages, order);
        const Xapian::Query any(Xapian::Query::OP_OR, terms.begin(), terms.end());
        Xapian::Enquire enquire(database);
        enquire.set_query(Xapian::Query(Xapian::Query::OP_AND_MAYBE, Xapian::Query(&given), any));
        enquire.set_sort_by_relevance_then_key(&by_order, false);
        const Xapian::MSet found =
            enquire.get_mset(0, static_cast<Xapian::doccount>(std::min(most, passages.size())));
        ranked.reserve(found.size());
        for (auto hit = found.begin(); hit != found.end(); ++hit)
          ranked.push_back({static_cast<std::int64_t>(*hit), six_digits(hit.get_weight())});
        return {};
      } catch (const Xapian::DatabaseModifiedError&) {
        // A writer has committed twice since we looked; ask again from the start.
        if (i == tries) throw;
        database.reopen();
      }
    }
  };
  GLOSS_CHECK(guarded(impl_->folder, ask));
  return ranked;
}

std::vector<std::int64_t> PassageIndex::texts() const { return impl_->texts; }
std::uint64_t PassageIndex::passages() const { return impl_->passages; }

}  // namespace gloss::index
