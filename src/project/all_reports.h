// SPDX-License-Identifier: GPL-3.0-or-later
// The whole set of reports as files: tables, pictures, what is read, and one page that shows it all. What
// `gloss report all` writes, and `gloss report --check` makes again.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "project/project.h"

namespace gloss::project {

struct AllReportsRequest {
  std::string by;        ///< the variable that makes groups; empty = "group" where somebody has it, else "source"
  std::string language;  ///< empty = the codebook's first
};
/// As a lock file has it, and back. What is not there is as by default.
Json as_json(const AllReportsRequest& request);
AllReportsRequest request_of(const Json& options);

/// A report that cannot be made of this project, and why: there is only one coder, say.
struct LeftOut {
  std::string report, why;
};

/// Gets one file after another: its name and its bytes.
using TakeFile = std::function<Result<void>(const std::string& name, std::string_view bytes)>;

inline constexpr const char* lock_name = "lock.json";  ///< of the lock among the files

/// Equal projects give equal files in the same order. Faults: those of the reports but usage, which leaves
/// the report out; of `take`; stopped.
Result<std::vector<LeftOut>> all_reports(const Project& project, const AllReportsRequest& request,
                                         const TakeFile& take);

}  // namespace gloss::project
