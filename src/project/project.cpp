// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/project.h"

#include <optional>
#include <utility>

#include "project/index_care.h"

namespace gloss::project {

struct Project::Impl {
  Environment environment;
  std::optional<store::ProjectFile> file;
  std::optional<std::vector<store::StoredSource>> sources;
  std::optional<index::TokenStore> tokens;
  std::optional<index::PassageIndex> passages;
  bool index_checked = false;
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

void Project::forget_sources() {
  impl_->sources.reset();
  close_index();
}

void Project::close_index() {
  impl_->tokens.reset();
  impl_->passages.reset();
  impl_->index_checked = false;
}

namespace {

Result<void> check_index(const Project& project, bool& checked, std::vector<std::string>& notes) {
  if (checked) return {};
  GLOSS_TRY(const auto* sources, project.sources());
  GLOSS_CHECK(
      bring_up_to_date(project.file(), *sources, project.index_folder(), project.environment(), notes));
  checked = true;
  return {};
}

}  // namespace

Result<const index::TokenStore*> Project::tokens() const {
  if (!impl_->tokens) {
    GLOSS_CHECK(check_index(*this, impl_->index_checked, impl_->notes));
    if (impl_->sources->empty()) {
      impl_->tokens.emplace(index::TokenStore::empty());
      return &*impl_->tokens;
    }
    GLOSS_TRY(auto tokens, index::TokenStore::open(token_folder(index_folder()), impl_->file->id()));
    impl_->tokens.emplace(std::move(tokens));
  }
  return &*impl_->tokens;
}

Result<const index::PassageIndex*> Project::passage_index() const {
  if (!impl_->passages) {
    GLOSS_CHECK(check_index(*this, impl_->index_checked, impl_->notes));
    GLOSS_TRY(auto passages, index::PassageIndex::open(passage_folder(index_folder()), impl_->file->id()));
    impl_->passages.emplace(std::move(passages));
  }
  return &*impl_->passages;
}

Result<void> Project::close() {
  close_index();
  return impl_->file->close();
}

}  // namespace gloss::project
