// SPDX-License-Identifier: GPL-3.0-or-later
// From the bytes of a file to frozen text: UTF-8, no BOM, LF, and nothing else changed.
//
// Order: BOM (UTF-8, UTF-16, UTF-32), strict UTF-8, then a legacy encoding that uchardet proposes and ICU
// decodes. GBK and GB2312 are read as GB18030, Shift-JIS as CP932 (supersets), ISO-8859-1 as it is when no
// byte 0x80-0x9F occurs, else Windows-1252. Nothing is ever replaced silently: a NUL, or a few bad bytes
// among otherwise valid multi-byte UTF-8, is refused with the byte offset unless the caller names an
// encoding; no U+FFFD appears unless `replace` is set.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gloss::text {

struct DecodeOptions {
  std::string encoding;  ///< an ICU converter name ("GB18030"); empty = find out
  /// Undecodable bytes become U+FFFD (only with a named encoding); counted in `replaced`.
  bool replace = false;
};

struct DecodedText {
  std::string text;      ///< frozen text
  std::string encoding;  ///< canonical name: "UTF-8", "UTF-16LE", "ISO-8859-1", "GB18030", ...
  std::string how;       ///< "byte order mark", "valid", "detected", "named": shown to the user
  std::size_t replaced = 0;
};

/// `place` names the file in errors. Faults: bad_input (with byte offset and a hint that names --encoding),
/// usage (unknown encoding).
Result<DecodedText> decode(std::string_view bytes, const std::string& place,
                           const DecodeOptions& options = {});

/// The offset of the first byte that is not valid UTF-8 (overlong forms, surrogates, above U+10FFFF are not),
/// or npos.
std::size_t find_invalid_utf8(std::string_view text);

}  // namespace gloss::text
