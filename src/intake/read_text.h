// SPDX-License-Identifier: GPL-3.0-or-later
// The readers behind read_source.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "intake/read_source.h"

namespace gloss::intake {

/// The limits that read_source keeps; smaller ones in tests.
struct ReadLimits {
  std::size_t file_bytes = limits::input_file_bytes;
  std::size_t text_bytes = limits::text_bytes;
};

Result<ReadResult> read_source_within(const std::string& path, std::string_view bytes,
                                      const ReadOptions& options, const ReadLimits& limits);

/// Fills `result` from subtitles whose decoded file is `file` (.vtt or .srt by `format`). Fault: bad_input.
Result<void> read_cues(const std::string& path, std::string_view file, const std::string& format,
                       const ReadOptions& options, ReadResult& result);

}  // namespace gloss::intake
