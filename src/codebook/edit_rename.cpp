// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <utility>
#include <vector>

#include "codebook/edit.h"
#include "codebook/edit_parts.h"
#include "codebook/yaml_text.h"

namespace gloss::codebook {

Result<std::string> edit::rename(std::string_view text, const std::string& file, const std::string& from,
                                 const std::string& to, const std::vector<Redirection>& group) {
  GLOSS_TRY(Sheet sheet, Sheet::read(text, file));
  for (const Code& code : sheet.codebook().codes) {
    if (!is_at_or_below(code.id, from)) continue;
    GLOSS_TRY(const Entry* one, sheet.entry_of(code.id));
    add_was(sheet, *one, {code.id}, to + code.id.substr(from.size()));
  }
  std::vector<Redirection> redirections{{from, to}};
  redirections.insert(redirections.end(), group.begin(), group.end());
  redirect(sheet, redirections);
  GLOSS_TRY(const Entry* entry, sheet.entry_of(from));
  if (last_part(from) != last_part(to)) {
    const ScalarRange key = sheet.outline().range(*entry->key);
    sheet.replace(key.begin, key.end, scalar_text(last_part(to), true));
  }
  if (parent_of(from) == parent_of(to)) return sheet.changed();
  GLOSS_TRY(const std::string lines, take_code(sheet, from));
  GLOSS_CHECK(add_code(sheet, parent_of(to), lines, {}));
  return sheet.changed();
}

Result<Edited> rename_code(std::string_view yaml, const std::string& file, const std::string& from,
                           const std::string& to) {
  GLOSS_TRY(const edit::Opened opened, edit::open(yaml, file));
  GLOSS_TRY(const Codebook codebook, parse_codebook(opened.text, file));
  GLOSS_CHECK(edit::check_known(codebook, file, from));
  if (from != to && is_at_or_below(to, from))
    return Err(Fault::bad_configuration, file, fmt::format("\"{}\" cannot move below itself", from),
               "another name");
  GLOSS_CHECK(edit::check_new(codebook, file, to, from));
  GLOSS_TRY(std::string text, edit::rename(opened.text, file, from, to));
  Edited edited;
  GLOSS_TRY(edited.text, edit::finish(opened, std::move(text), file));
  return edited;
}

}  // namespace gloss::codebook
