// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/project.h"

#include <optional>
#include <utility>

#include "base/file.h"
#include "project/index_care.h"

namespace gloss::project {

struct Project::Impl {
  Environment environment;
  std::optional<store::ProjectFile> file;
  std::optional<std::vector<store::StoredSource>> sources;
  Known known;
  std::optional<index::TokenStore> tokens;
  std::optional<index::PassageIndex> passages;
  std::vector<std::string> notes;
};

Project::Project(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Project::~Project() = default;
Project::Project(Project&&) noexcept = default;
Project& Project::operator=(Project&&) noexcept = default;

Result<Project> Project::create(const std::string& path, const Environment& environment) {
  auto impl = std::make_unique<Impl>();
  impl->environment = environment;
  GLOSS_TRY(auto file, store::ProjectFile::create(path, *environment.clock, environment.who));
  impl->file.emplace(std::move(file));
  return Project(std::move(impl));
}

Result<Project> Project::open(const std::string& path, store::Access access, const Environment& environment) {
  auto impl = std::make_unique<Impl>();
  impl->environment = environment;
  GLOSS_TRY(auto file, store::ProjectFile::open(path, access, *environment.clock, environment.who));
  impl->file.emplace(std::move(file));
  return Project(std::move(impl));
}

const Environment& Project::environment() const { return impl_->environment; }
store::ProjectFile& Project::file() { return *impl_->file; }
const store::ProjectFile& Project::file() const { return *impl_->file; }
std::string Project::index_folder() const { return impl_->file->path() + ".index"; }
const std::vector<std::string>& Project::notes() const { return impl_->notes; }

Result<const std::vector<store::StoredSource>*> Project::sources() const {
  if (!impl_->sources) {
    GLOSS_TRY(auto sources, impl_->file->sources());
    impl_->sources.emplace(std::move(sources));
  }
  return &*impl_->sources;
}

Project::Known& Project::known() const { return impl_->known; }

void Project::forget_sources() {
  impl_->sources.reset();
  impl_->known = {};
  close_index();
}

void Project::close_index() {
  impl_->tokens.reset();
  impl_->passages.reset();
}

Result<const index::TokenStore*> Project::tokens() const {
  if (!impl_->tokens) {
    GLOSS_TRY(const auto* all, sources());
    GLOSS_CHECK(complete_tokens(*impl_->file, *all, index_folder(), impl_->environment, impl_->notes));
    if (all->empty()) {
      impl_->tokens.emplace(index::TokenStore::empty());
    } else {
      GLOSS_TRY(auto tokens, index::TokenStore::open(token_folder(index_folder()), impl_->file->id()));
      impl_->tokens.emplace(std::move(tokens));
    }
  }
  return &*impl_->tokens;
}

Result<const index::PassageIndex*> Project::passage_index() const {
  if (!impl_->passages) {
    GLOSS_TRY(const auto* all, sources());
    GLOSS_TRY(const auto* store, tokens());
    GLOSS_CHECK(
        complete_passages(*impl_->file, *all, *store, index_folder(), impl_->environment, impl_->notes));
    GLOSS_TRY(auto passages, index::PassageIndex::open(passage_folder(index_folder()), impl_->file->id()));
    impl_->passages.emplace(std::move(passages));
  }
  return &*impl_->passages;
}

Result<void> Project::rebuild_index() {
  close_index();
  GLOSS_CHECK(remove_folder(token_folder(index_folder())));
  GLOSS_CHECK(remove_folder(passage_folder(index_folder())));
  GLOSS_TRY(const auto* all, sources());
  if (all->empty()) return {};
  if (auto made = passage_index(); !made) return Err(std::move(made).error());
  return {};
}

Result<void> Project::close() {
  close_index();
  return impl_->file->close();
}

}  // namespace gloss::project
