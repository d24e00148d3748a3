// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/use_codebook.h"

#include <map>

#include "base/file.h"
#include "base/limits.h"

namespace gloss::project {

Result<codebook::Codebook> read_codebook(const std::string& path) {
  GLOSS_TRY(const auto yaml, read_file(path, limits::text_bytes));
  return codebook::parse_codebook(yaml, path);
}

Result<codebook::Codebook> codebook_of(const Project& project) {
  GLOSS_TRY(const auto stored, project.file().codebook());
  if (!stored)
    return Err(Fault::bad_input, project.file().path(), "the project has no codebook yet",
               "gloss codebook use FILE");
  return codebook::parse_codebook(stored->yaml, stored->file);
}

store::HandChange follow_codes(const model::HandWork& work, const codebook::Codebook& codebook) {
  std::map<std::string, std::string> now;  // by earlier id
  for (const auto& code : codebook.codes)
    for (const auto& earlier : code.was)
      if (codebook.find(earlier) < 0) now[earlier] = code.id;
  store::HandChange change;
  const auto follow = [&](const auto& rows, auto name, auto& out, auto& in) {
    for (auto row : rows) {
      const auto found = now.find(name(row));
      if (found == now.end()) continue;
      out.push_back(row);
      name(row) = found->second;
      in.push_back(std::move(row));
    }
  };
  const auto code_of = [](auto& row) -> auto& { return row.code; };
  follow(work.codings, code_of, change.codings_out, change.codings_in);
  follow(work.decisions, code_of, change.decisions_out, change.decisions_in);
  // A memo is replaced by its number. Only those on codes have a code's id as name, on codings as part.
  for (model::Memo memo : work.memos) {
    std::string* id = memo.subject == model::Subject::code     ? &memo.name
                      : memo.subject == model::Subject::coding ? &memo.part
                                                               : nullptr;
    const auto found = id ? now.find(*id) : now.end();
    if (found == now.end()) continue;
    *id = found->second;
    change.memos_in.push_back(std::move(memo));
  }
  return change;
}

Result<bool> adopt_codebook(Project& project, const codebook::Codebook& codebook, const std::string& path) {
  const std::size_t slash = path.rfind('/');
  GLOSS_TRY(const auto work, project.file().hand_work());
  return project.file().adopt_codebook(
      {codebook.id, slash == std::string::npos ? path : path.substr(slash + 1), codebook.text, codebook.hash},
      follow_codes(work, codebook));
}

}  // namespace gloss::project
