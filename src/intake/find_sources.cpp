// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/find_sources.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/file.h"
#include "base/limits.h"
#include "intake/lines.h"
#include "intake/read_source.h"

namespace gloss::intake {
namespace {

namespace fs = std::filesystem;

/// A file with the parts of its whole path, the last `named` of which are its name so far.
struct Candidate {
  std::string path;
  std::vector<std::string> parts;
  std::size_t named = 1;
};

enum class Use { source, cases, passed_over, refused };

/// Projects and what SQLite and the index keep beside them.
bool belongs_to_a_project(std::string_view name) {
  constexpr std::array endings = {".gloss", ".gloss-wal", ".gloss-shm", ".gloss-journal", ".gloss-lock"};
  return std::any_of(endings.begin(), endings.end(),
                     [&](const char* ending) { return name.ends_with(ending); });
}

Use use_of(const std::string& path) {
  const std::string name = ascii_lower(std::string_view(path).substr(path.rfind('/') + 1));
  if (name == "cases.csv") return Use::cases;
  if (is_readable_name(name)) return Use::source;
  return belongs_to_a_project(name) ? Use::passed_over : Use::refused;
}

/// The path from the root, without "." and "..", symbolic links kept (their names are what the user gave).
std::string whole_path(const std::string& path) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error);
  return error ? path : absolute.lexically_normal().generic_string();
}

/// The same file under whatever name.
std::string identity(const std::string& path) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  return error ? path : real.string();
}

Candidate candidate(const std::string& path, std::size_t named) {
  Candidate c{path, {}, named};
  const std::string whole = whole_path(path);
  for (std::size_t begin = 0; begin < whole.size();) {
    const std::size_t end = std::min(whole.find('/', begin), whole.size());
    if (end > begin) c.parts.push_back(whole.substr(begin, end - begin));
    begin = end + 1;
  }
  c.named = std::min(named, c.parts.size());
  return c;
}

/// A name is shown and stored, never opened: controls and bytes that are no UTF-8 become visible, and too
/// long ones lose their front.
std::string name_of(const Candidate& c) {
  std::string name;
  for (std::size_t i = c.parts.size() - c.named; i < c.parts.size(); ++i)
    name += (name.empty() ? "" : "/") + c.parts[i];
  name = escape_controls(name);
  if (name.size() <= limits::name_bytes) return name;
  std::size_t cut = name.size() - limits::name_bytes;
  while (cut < name.size() && (static_cast<unsigned char>(name[cut]) & 0xC0) == 0x80) ++cut;
  return name.substr(cut);
}

/// Puts folders before equal names until all differ; what no folder can tell apart gets a number.
std::vector<FoundFile> with_names(std::vector<Candidate> candidates) {
  for (;;) {
    std::map<std::string, std::vector<Candidate*>> by_name;
    for (Candidate& c : candidates) by_name[name_of(c)].push_back(&c);
    bool changed = false;
    for (auto& [name, same] : by_name) {
      if (same.size() < 2) continue;
      for (Candidate* c : same) {
        if (c->named >= c->parts.size()) continue;
        ++c->named;
        changed = true;
      }
    }
    if (!changed) break;
  }
  std::vector<FoundFile> files;
  for (const Candidate& c : candidates) files.push_back({c.path, name_of(c)});
  std::sort(files.begin(), files.end(), [](const FoundFile& a, const FoundFile& b) {
    return std::tie(a.name, a.path) < std::tie(b.name, b.path);
  });
  std::set<std::string> taken;
  for (FoundFile& file : files) {
    const std::string name = file.name;
    for (int number = 2; !taken.insert(file.name).second; ++number)
      file.name = name + " (" + std::to_string(number) + ")";
  }
  return files;
}

}  // namespace

Result<FoundFiles> find_sources(const std::vector<std::string>& paths) {
  std::vector<Candidate> sources, refused;
  FoundFiles found;
  std::set<std::string> seen;
  const auto take = [&](const std::string& path, std::size_t named, Use use) {
    if (use == Use::passed_over || !seen.insert(identity(path)).second) return;
    if (use == Use::cases) {
      found.cases.push_back(path);
    } else {
      (use == Use::source ? sources : refused).push_back(candidate(path, named));
    }
  };
  for (const std::string& path : paths) {
    if (is_folder(path)) {
      GLOSS_TRY(const std::vector<std::string> files, list_files(path));
      for (const std::string& file : files) {
        const auto named = static_cast<std::size_t>(std::count(file.begin(), file.end(), '/')) + 1;
        take(path.ends_with('/') ? path + file : path + "/" + file, named, use_of(file));
      }
    } else if (is_file(path)) {
      const Use use = use_of(path);
      take(path, 1, use == Use::passed_over ? Use::refused : use);
    } else {
      return Err(Fault::missing_input, path, "no such file or folder");
    }
  }
  found.sources = with_names(std::move(sources));
  found.refused = with_names(std::move(refused));
  std::sort(found.cases.begin(), found.cases.end());
  return found;
}

}  // namespace gloss::intake
