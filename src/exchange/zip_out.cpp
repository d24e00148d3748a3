// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/zip_out.h"

#include <zip.h>

#include <memory>

namespace gloss::exchange {

Result<std::string> zip_of(const std::vector<ZipMember>& members) {
  const auto failed = [] { return Err(Fault::io, "", "cannot make the archive: no memory for it"); };
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const whole = zip_source_buffer_create(nullptr, 0, 0, &error);
  if (whole == nullptr) return failed();
  zip_source_keep(whole);
  const std::unique_ptr<zip_source_t, void (*)(zip_source_t*)> owner(whole, zip_source_free);
  zip_t* const archive = zip_open_from_source(whole, ZIP_TRUNCATE, &error);
  if (archive == nullptr) {
    zip_source_free(whole);
    return failed();
  }
  for (const ZipMember& member : members) {
    zip_source_t* const source = zip_source_buffer(archive, member.bytes.data(), member.bytes.size(), 0);
    const zip_int64_t at =
        source == nullptr ? -1 : zip_file_add(archive, member.name, source, ZIP_FL_ENC_UTF_8);
    if (at < 0 || zip_file_set_dostime(archive, static_cast<zip_uint64_t>(at), 0, 0x21, 0) != 0) {
      if (source != nullptr && at < 0) zip_source_free(source);
      zip_discard(archive);
      return failed();
    }
  }
  if (zip_close(archive) != 0) {
    zip_discard(archive);
    return failed();
  }
  zip_stat_t about;
  if (zip_source_stat(whole, &about) != 0 || zip_source_open(whole) != 0) return failed();
  std::string bytes(about.size, '\0');
  const zip_int64_t got = zip_source_read(whole, bytes.data(), about.size);
  zip_source_close(whole);
  if (got != static_cast<zip_int64_t>(about.size)) return failed();
  return bytes;
}

}  // namespace gloss::exchange
