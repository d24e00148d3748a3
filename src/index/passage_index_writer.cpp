// SPDX-License-Identifier: GPL-3.0-or-later
// Filling the ranking index. Texts go in whole: each Xapian commit ends with a text, and which texts are in
// stands in its metadata, in the same commit.
#include <fmt/format.h>
#include <xapian.h>

#include <unordered_set>
#include <utility>

#include "base/file.h"
#include "index/passage_index.h"
#include "index/passage_terms.h"
#include "index/xapian_guard.h"

namespace gloss::index {

namespace {

constexpr std::size_t batch_passages = 2000;
constexpr std::size_t batch_bytes = std::size_t{16} << 20;

// No sync: set_seal syncs once. No term lists: they are needed only to change a document, and a frozen text
// never changes.
constexpr int open_flags = Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST;

}  // namespace

struct PassageIndexWriter::Impl {
  std::string folder;
  Xapian::WritableDatabase database;
  std::unordered_set<std::int64_t> texts;
  std::size_t passages = 0, bytes = 0;  // since the last commit
  bool in_transaction = false, sealed = false;
  Result<void> health = Err(Fault::bug, {}, "the search index is not open");  // the first fault sticks

  ~Impl();
  Result<void> make_anew(std::string_view project_id);
  Result<void> begin();
  void add_passages(const TokenizedText& text, std::int64_t first_passage, std::string_view kind,
                    std::string_view language);
  void commit_transaction();
};

PassageIndexWriter::PassageIndexWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PassageIndexWriter::~PassageIndexWriter() = default;
PassageIndexWriter::PassageIndexWriter(PassageIndexWriter&&) noexcept = default;
PassageIndexWriter& PassageIndexWriter::operator=(PassageIndexWriter&&) noexcept = default;

Result<PassageIndexWriter> PassageIndexWriter::open(const std::string& folder, std::string_view project_id) {
  auto impl = std::make_unique<Impl>();
  impl->folder = folder;
  if (auto sound = PassageIndex::open(folder, project_id)) {
    for (const std::int64_t text : sound->texts()) impl->texts.insert(text);
    impl->health = guarded(folder, [&]() -> Result<void> {
      impl->database = Xapian::WritableDatabase(folder, Xapian::DB_OPEN | open_flags);
      return {};
    });
    impl->sealed = true;
  } else {
    const Fault fault = sound.error().fault;
    if (fault != Fault::missing_input && fault != Fault::damaged && fault != Fault::bad_input)
      return Err(std::move(sound).error());
    impl->health = impl->make_anew(project_id);
  }
  GLOSS_CHECK(impl->health);
  return PassageIndexWriter(std::move(impl));
}

Result<void> PassageIndexWriter::Impl::make_anew(std::string_view project_id) {
  GLOSS_CHECK(remove_folder(folder));
  GLOSS_CHECK(make_folder(folder));
  return guarded(folder, [&]() -> Result<void> {
    database = Xapian::WritableDatabase(folder, Xapian::DB_CREATE | open_flags);
    database.set_metadata(metadata::schema, index_schema);
    database.set_metadata(metadata::tokenizer, text::tokenizer_fingerprint());
    database.set_metadata(metadata::project, std::string(project_id));
    database.commit();
    return {};
  });
}

/// An orderly end without commit (a stopped job, an error): what was committed is whole, so it is sealed; the
/// rest is dropped.
PassageIndexWriter::Impl::~Impl() {
  const auto closed = guarded(folder, [&]() -> Result<void> {
    if (in_transaction) database.cancel_transaction();
    database.close();
    return {};
  });
  if (closed && !sealed && health) (void)set_seal(folder);
}

Result<void> PassageIndexWriter::Impl::begin() {
  if (in_transaction) return {};
  if (sealed) {
    sealed = false;
    GLOSS_CHECK(break_seal(folder));
  }
  database.begin_transaction();
  in_transaction = true;
  return {};
}

void PassageIndexWriter::Impl::commit_transaction() {
  if (!in_transaction) return;
  database.commit_transaction();
  in_transaction = false;
  passages = 0;
  bytes = 0;
}

void PassageIndexWriter::Impl::add_passages(const TokenizedText& text, std::int64_t first_passage,
                                            std::string_view kind, std::string_view language) {
  const std::string of_text = fmt::format("XD:{}", text.text);
  const std::string of_kind = "XK:" + term_of(kind), of_language = "XL:" + term_of(language);
  PassageTerms terms(text);
  for (std::size_t i = 0; i < text.passages.size(); ++i) {
    Xapian::Document document;
    for (const CountedTerm& counted : terms.of(i)) document.add_term(counted.term, counted.count);
    document.add_boolean_term(of_text);
    document.add_boolean_term(of_kind);
    document.add_boolean_term(of_language);
    if (text.passages[i].speaker >= 0)
      document.add_boolean_term(fmt::format("XS:{}:{}", text.text, text.passages[i].speaker));
    database.replace_document(static_cast<Xapian::docid>(first_passage + static_cast<std::int64_t>(i)),
                              document);
    bytes += text.passages[i].end - text.passages[i].begin;
  }
  passages += text.passages.size();
  database.set_metadata(fmt::format("{}{:020}", metadata::text_prefix, text.text),
                        std::to_string(text.passages.size()));
}

Result<void> PassageIndexWriter::add(const TokenizedText& text, std::int64_t first_passage,
                                     std::string_view kind, std::string_view language) {
  Impl& my = *impl_;
  GLOSS_CHECK(my.health);
  if (my.texts.contains(text.text)) return {};
  const auto last = first_passage + static_cast<std::int64_t>(text.passages.size());
  if (first_passage < 1 || last > std::int64_t{UINT32_MAX})
    return Err(Fault::bad_input, my.folder, "more passages than the search index can number");
  my.health = guarded(my.folder, [&]() -> Result<void> {
    GLOSS_CHECK(my.begin());
    my.add_passages(text, first_passage, kind, language);
    if (my.passages >= batch_passages || my.bytes >= batch_bytes) my.commit_transaction();
    return {};
  });
  if (my.health) my.texts.insert(text.text);
  return my.health;
}

Result<void> PassageIndexWriter::commit() {
  Impl& my = *impl_;
  GLOSS_CHECK(my.health);
  my.health = guarded(my.folder, [&]() -> Result<void> {
    my.commit_transaction();
    return {};
  });
  if (!my.health || my.sealed) return my.health;
  my.health = set_seal(my.folder);
  my.sealed = my.health.has_value();
  return my.health;
}

}  // namespace gloss::index
