// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/codebook_files.h"

#include <fmt/format.h>

#include "base/file.h"
#include "base/limits.h"
#include "codebook/codebook.h"
#include "codebook/format.h"
#include "codebook/schema.h"
#include "codebook/starter.h"

namespace gloss::project {
namespace {

/// The file's name without folder and ending.
std::string stem_of(const std::string& path) {
  std::string name = path.substr(path.rfind('/') + 1);  // npos + 1 = 0
  if (const std::size_t dot = name.rfind('.'); dot != std::string::npos && dot > 0) name.resize(dot);
  return name;
}

}  // namespace

Result<void> new_codebook(const std::string& path, const std::vector<std::string>& languages) {
  if (is_file(path)) return Err(Fault::cannot_create, path, "exists already", "name another file");
  std::string id = stem_of(path);
  if (!codebook::parse_codebook(codebook::starter_codebook(id, {"en"}), path)) id = "my-study";
  const std::string text = codebook::starter_codebook(id, languages);
  if (auto codebook = codebook::parse_codebook(text, path); !codebook)
    return Err(Fault::usage, "--language", codebook.error().message, "--language en,zh (codes of ISO 639)");
  return write_file(path, text, Overwrite::no);
}

Result<LaidOut> format_codebook_file(const std::string& path, bool only_check) {
  GLOSS_TRY(const std::string before, read_file(path, limits::text_bytes));
  GLOSS_TRY(const std::string after, codebook::format_codebook(before, path));
  const LaidOut laid_out{codebook::first_changed_line(before, after)};
  if (laid_out.first_changed > 0 && !only_check) GLOSS_CHECK(write_file(path, after, Overwrite::yes));
  return laid_out;
}

std::string_view codebook_schema() { return codebook::schema_text(); }

}  // namespace gloss::project
