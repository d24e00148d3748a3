// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a spreadsheet: as the file itself, or, so that more than the ZIP is tried, as its parts
// (sheet, shared strings, styles, workbook; parted by NUL) in a ZIP that is well formed.
#include <zip.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "exchange/spreadsheet.h"
#include "text/decode.h"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

std::string relations(std::string_view rows) {
  return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
         std::string(rows) + "</Relationships>";
}

std::string zipped(std::string_view parts) {
  std::array<std::string, 4> part;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const std::size_t end = std::min(parts.find('\0'), parts.size());
    part[i] = parts.substr(0, end);
    parts.remove_prefix(std::min(end + 1, parts.size()));
  }
  if (part[3].empty())
    part[3] =
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>";
  const std::array<std::pair<const char*, std::string>, 6> members = {
      {{"_rels/.rels",
        relations("<Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/>")},
       {"xl/_rels/workbook.xml.rels",
        relations("<Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"s.xml\"/><Relationship Id=\"b\" "
                  "Type=\"x/sharedStrings\" Target=\"t.xml\"/><Relationship Id=\"c\" Type=\"x/styles\" "
                  "Target=\"/xl/u.xml\"/>")},
       {"xl/s.xml", part[0]},
       {"xl/t.xml", part[1].empty() ? "<sst/>" : part[1]},
       {"xl/u.xml", part[2].empty() ? "<styleSheet/>" : part[2]},
       {"xl/workbook.xml", part[3]}}};
  zip_source_t* const target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(target);
  zip_t* const archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  for (const auto& [name, bytes] : members) {
    const auto at = zip_file_add(archive, name, zip_source_buffer(archive, bytes.data(), bytes.size(), 0), 0);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0);
  }
  demand(zip_close(archive) == 0);
  std::string out;
  zip_stat_t about;
  demand(zip_source_stat(target, &about) == 0 && zip_source_open(target) == 0);
  out.resize(about.size);
  demand(zip_source_read(target, out.data(), out.size()) == static_cast<zip_int64_t>(out.size()));
  zip_source_close(target);
  zip_source_free(target);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto read = gloss::exchange::read_xlsx(data[0] % 8 == 0 ? std::string(rest) : zipped(rest), "sheet");
  if (!read) {
    const gloss::Error& error = read.error();
    demand(error.fault == gloss::Fault::bad_input && error.place == "sheet");
    demand(!error.message.empty() && !error.hint.empty() && error.line().size() <= 400);
    return 0;
  }
  for (const auto& sheet : *read) {
    int last = 0;
    for (const auto& row : sheet.rows) {
      demand(row.line > last && !row.fields.empty() && !row.fields.back().empty());
      last = row.line;
      for (const auto& cell : row.fields)
        demand(gloss::text::find_invalid_utf8(cell) == std::string_view::npos);
    }
  }
  return 0;
}
