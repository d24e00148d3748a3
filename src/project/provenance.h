// SPDX-License-Identifier: GPL-3.0-or-later
// What an answer was made from: the line that every output carries, and that tells two answers apart.
#pragma once

#include <cstdint>
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "project/project.h"

namespace gloss::project {

struct Provenance {
  std::string program;  ///< "gloss 0.1.0"
  std::int64_t sources = 0;
  std::string codebook;       ///< its id; empty = the project has none
  std::string codebook_hash;  ///< SHA-256 of the file
  /// SHA-256 over all that answers depend on: texts, kinds, languages, speakers with roles and variables,
  /// codebook, and what people did by hand. Equal states give equal answers, wherever the project lies.
  std::string state;
};

Result<Provenance> provenance(const Project& project);

/// "Made by gloss 0.1.0 from 12 sources, codebook collaboration (f02d813e3d26), state 3fa9c1d2e4b5", in
/// English or Chinese.
std::string in_words(const Provenance& provenance, const std::string& language);
Json as_json(const Provenance& provenance);

}  // namespace gloss::project
