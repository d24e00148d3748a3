// SPDX-License-Identifier: GPL-3.0-or-later
// A ZIP in memory, as office files are: equal members give equal bytes.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace gloss::exchange {

struct ZipMember {
  const char* name;
  std::string bytes;
};

/// The members in this order, compressed; their time is the first that a ZIP knows. Fault: io.
Result<std::string> zip_of(const std::vector<ZipMember>& members);

}  // namespace gloss::exchange
