// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/code_glob.h"

#include <string>
#include <vector>

namespace gloss::report {

namespace {

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    path.remove_prefix(slash + 1);
  }
}

std::size_t character_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) ++length;
  return length;
}

/// `*` and `?` inside one part: on a mismatch the last `*` takes one byte more.
bool part_matches(std::string_view glob, std::string_view part) {
  std::size_t g = 0, p = 0, star = std::string_view::npos, retry = 0;
  while (p < part.size()) {
    if (g < glob.size() && glob[g] == '*') {
      star = g++;
      retry = p;
    } else if (g < glob.size() && glob[g] == '?') {
      ++g;
      p += character_length(part.substr(p));
    } else if (g < glob.size() && glob[g] == part[p]) {
      ++g, ++p;
    } else if (star != std::string_view::npos) {
      g = star + 1;
      retry += character_length(part.substr(retry));
      p = retry;
    } else {
      return false;
    }
  }
  while (g < glob.size() && glob[g] == '*') ++g;
  return g == glob.size();
}

}  // namespace

bool code_matches(std::string_view glob, std::string_view id) {
  const auto globs = parts_of(glob);
  const auto parts = parts_of(id);
  // reached[p]: the parts of the glob so far can match the first p parts of the id.
  std::vector<char> reached(parts.size() + 1, 0);
  reached[0] = 1;
  for (std::size_t g = 0; g < globs.size(); ++g) {
    std::vector<char> next(parts.size() + 1, 0);
    if (globs[g] == "**") {
      const std::size_t at_least = g + 1 == globs.size() ? 1 : 0;
      for (std::size_t p = 0; p <= parts.size(); ++p)
        if (reached[p])
          for (std::size_t q = p + at_least; q <= parts.size(); ++q) next[q] = 1;
    } else {
      for (std::size_t p = 0; p < parts.size(); ++p)
        if (reached[p] && part_matches(globs[g], parts[p])) next[p + 1] = 1;
    }
    reached = std::move(next);
  }
  return reached.back() != 0;
}

}  // namespace gloss::report
