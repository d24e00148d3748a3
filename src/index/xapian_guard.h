// SPDX-License-Identifier: GPL-3.0-or-later
// The door at which Xapian's exceptions stop, and what reader and writer of the ranking index both know of
// its folder.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gloss::index {

/// Runs `work`; what Xapian, or memory, throws in it becomes an Error about `folder`.
Result<void> guarded(const std::string& folder, const std::function<Result<void>()>& work);

/// Names of the metadata entries.
namespace metadata {
inline constexpr const char* schema = "schema";
inline constexpr const char* tokenizer = "tokenizer";
inline constexpr const char* project = "project";
inline constexpr const char* text_prefix =
    "text:";  ///< "text:" and 20 digits of its id -> number of its passages
}  // namespace metadata
inline constexpr const char* index_schema = "1";

/// The seal: sizes and checksums of the index's files, in a file beside them. Xapian 1.4 does not check what
/// it reads and may read out of bounds in a damaged file, so a reader trusts only sealed files. A writer
/// breaks the seal before it changes anything and sets it anew when all is on disk; after a crash there is
/// none.
Result<void> set_seal(const std::string& folder);
Result<void> break_seal(const std::string& folder);
/// Faults: missing_input (no index), damaged (no seal, or a file is not as it was sealed).
Result<void> check_seal(const std::string& folder);

}  // namespace gloss::index
