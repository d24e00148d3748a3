// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/project_texts.h"

#include <utility>

namespace gloss::project {

Result<std::string> ProjectTexts::read(std::int64_t text) const {
  const std::scoped_lock lock(mutex_);
  return project_.file().read_text(text);
}

bool ProjectTexts::read(std::int64_t text, std::string& out) const {
  auto found = read(text);
  if (found) {
    out = std::move(*found);
    return true;
  }
  const std::scoped_lock lock(mutex_);
  if (!failed_) failed_ = std::move(found).error();
  return false;
}

Result<void> ProjectTexts::check() const {
  const std::scoped_lock lock(mutex_);
  if (failed_) return Err(*failed_);
  return {};
}

}  // namespace gloss::project
