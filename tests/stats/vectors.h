// SPDX-License-Identifier: GPL-3.0-or-later
// The published vectors beside the checkout, one file at a time.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "base/json.h"
#include "support/shared_data.h"

namespace gloss::stats::test_vectors {

/// All vectors of a file with status `verified`; an empty array where the file is not there.
inline Json verified(const std::string& file) {
  const std::string path = test::shared_path("vectors/" + file);
  Json wanted = Json::array();
  if (!std::ifstream(path).good()) return wanted;
  const auto read = parse_json(test::slurp(path), file);
  EXPECT_TRUE(read) << file;
  if (!read) return wanted;
  for (const Json& vector : (*read)["vectors"])
    if (vector["status"] == "verified") wanted.push_back(vector);
  return wanted;
}

}  // namespace gloss::stats::test_vectors

#define GLOSS_VECTORS(name, file)                 \
  const Json name = test_vectors::verified(file); \
  if (name.empty())                               \
  GTEST_SKIP() << "SKIPPED: ../shared/vectors is not beside the checkout; this test proved nothing"
