// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/codebooks.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "store/hand_work.h"

namespace gloss::store {

std::optional<StoredCodebook> read_codebook(Connection& connection) {
  Query query(connection,
              "SELECT id, file, yaml, hash FROM current_codebook JOIN codebook_version USING (hash)");
  if (!query.next()) return std::nullopt;
  return StoredCodebook{query.text(0), query.text(1), query.text(2), query.text(3)};
}

Result<bool> adopt_codebook(const Actor& actor, const StoredCodebook& codebook, const HandChange& change) {
  if (codebook.hash != sha256_hex(codebook.yaml))
    return Err(Fault::bug, codebook.file, "the codebook's hash is not that of its text");
  if (const auto present = read_codebook(actor.connection); present && present->hash == codebook.hash)
    return false;
  GLOSS_CHECK(perform(
      actor, "adopt codebook", fmt::format("{} ({})", codebook.id, codebook.file), [&]() -> Result<void> {
        Connection& db = actor.connection;
        Query known(db, "SELECT 1 FROM codebook_version WHERE hash = ?", codebook.hash);
        if (!known.next())
          Query(db, "INSERT INTO codebook_version VALUES (?, ?)").run(codebook.hash, LongText{codebook.yaml});
        Query(db,
              "INSERT INTO current_codebook VALUES (1, ?1, ?2, ?3) ON CONFLICT (slot) DO UPDATE SET hash = "
              "?1, id = ?2, file = ?3")
            .run(codebook.hash, codebook.id, codebook.file);
        return write_change(actor, change);
      }));
  return true;
}

}  // namespace gloss::store
