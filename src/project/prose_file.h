// SPDX-License-Identifier: GPL-3.0-or-later
// Reports that are read, as a Word file.
#pragma once

#include <string>

#include "base/result.h"
#include "report/prose.h"

namespace gloss::project {

/// Equal prose gives equal bytes. Fault: io.
Result<std::string> docx_of(const report::Prose& prose);

}  // namespace gloss::project
