// SPDX-License-Identifier: GPL-3.0-or-later
// Several scripts in one token store, so that postings can be asked as well as texts.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "index/token_store.h"
#include "tagger/script.h"

namespace gloss::test {

class Shelf final : public tagger::TextReader {
 public:
  explicit Shelf(const std::vector<Script>& scripts);

  const index::TokenStore& store() const { return store_; }
  /// One for each script, in order. Valid as long as the shelf stays where it is.
  std::vector<tagger::SourceView> views() const;
  bool read(std::int64_t text, std::string& out) const override;

 private:
  std::deque<tagger::SourceFacts> facts_;
  std::deque<std::string> texts_;
  index::TokenStore store_;
};

}  // namespace gloss::test
