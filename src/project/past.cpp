// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/past.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <cerrno>
#include <utility>

#include "base/file.h"

namespace gloss::project {

Past::Past(Past&& other) noexcept : folder_(std::exchange(other.folder_, {})) {}
Past::~Past() {
  if (!folder_.empty()) static_cast<void>(remove_folder(folder_));
}

Result<Past> Past::of(const Project& project, const Lock& lock, const std::string& place) {
  const std::string& path = project.file().path();
  if (lock.project != project.file().id())
    return Err(Fault::bad_input, place, "this is the lock of another project than " + path,
               "-p names the project");
  GLOSS_TRY(const auto log, project.file().log());
  const auto acts = static_cast<std::int64_t>(log.size());
  if (lock.act > acts || (lock.act > 0 && log[static_cast<std::size_t>(lock.act - 1)].seal != lock.seal))
    return Err(Fault::bad_input, place,
               fmt::format("act {} of {} is not the one that was locked: the lock belongs to another copy of "
                           "the project",
                           lock.act, path),
               "gloss log");
  std::string folder = path + ".then-XXXXXX";
  if (::mkdtemp(folder.data()) == nullptr)
    return Err(Fault::cannot_create, path, "cannot make a folder beside it: " + system_reason(errno));
  Past past(folder);
  GLOSS_CHECK(project.file().copy_as_of(past.path(), lock.act));
  return past;
}

Result<report::Table> differences_since(const Project& past, const Lock& lock, const std::string& place,
                                        const std::string& language) {
  GLOSS_TRY(const Lock now, lock_of(past));
  // Another program may see other facts in the same files, and so another state.
  const bool same_program = now.made_from.program == lock.made_from.program;
  if (now.made_from.codebook_hash != lock.made_from.codebook_hash ||
      (same_program && now.made_from.state != lock.made_from.state))
    return Err(Fault::damaged, place,
               "the texts, the codebook or the hand work of the project are not those that were locked",
               "gloss verify");
  return differences(lock, now, language);
}

}  // namespace gloss::project
