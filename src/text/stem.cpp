// SPDX-License-Identifier: GPL-3.0-or-later
// The only door to Snowball.
#include "text/stem.h"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "text/language.h"

namespace gloss::text {
namespace {

// Those of libstemmer 2.2 that bear an ISO 639-1 code.
constexpr std::array<std::string_view, 28> languages = {
    "ar", "ca", "da", "de", "el", "en", "es", "eu", "fi", "fr", "ga", "hi", "hu", "hy",
    "id", "it", "lt", "ne", "nl", "no", "pt", "ro", "ru", "sr", "sv", "ta", "tr", "yi"};

/// "en" of "en-GB".
struct Deleter {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

}  // namespace

struct Stemmer::Impl {
  std::unique_ptr<sb_stemmer, Deleter> stemmer;
};

bool Stemmer::knows(std::string_view language) {
  return std::find(languages.begin(), languages.end(), primary_language(language)) != languages.end();
}

Stemmer::Stemmer(std::string_view language) : impl_(std::make_unique<Impl>()) {
  if (!knows(language)) return;
  impl_->stemmer.reset(sb_stemmer_new(std::string(primary_language(language)).c_str(), "UTF_8"));
  if (!impl_->stemmer) std::abort();  // no memory
}

Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string_view Stemmer::stem(std::string_view word) {
  sb_stemmer* stemmer = impl_->stemmer.get();
  if (!stemmer) return word;
  const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
  const sb_symbol* stem = sb_stemmer_stem(stemmer, bytes, static_cast<int>(word.size()));
  if (!stem) std::abort();  // no memory
  return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

}  // namespace gloss::text
