// SPDX-License-Identifier: GPL-3.0-or-later
// The project file: the truth of a study in one SQLite database, study.gloss.
//
// Truth = source texts, codebook versions, cases, and what people did. Every change is an act: one row of an append-only log (who, when, what, and the
// changeset that takes it back, recorded by SQLite's session extension), written in the same transaction as its effect. Undo applies the inverted changeset and is itself an act.
// Texts (with their passages, turns, sections and the original bytes) are named by hash, immutable (triggers refuse UPDATE and DELETE), and stay when an import is undone; what
// undo removes is the `source` row that names them.
//
// While open for writing: WAL, synchronous=FULL; success is told only after COMMIT. When closed: one self-contained file (journal_mode=DELETE).
// application_id 0x474C4F53 ("GLOS"), schema version in user_version; a newer file is refused with the version needed (bad_input) and left untouched.
// Foreign SQL never runs: DEFENSIVE, TRUSTED_SCHEMA off, no double-quoted strings, no extensions, no mmap, cell_size_check; the schema of a file is compared with ours.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "model/cases.h"
#include "model/hand_work.h"
#include "model/source.h"

namespace gloss::store {

enum class Access { read, write };

/// A source that is in the project. `text` is the store's id of the text, the name under which index/ knows it.
struct StoredSource {
  std::string name;
  std::int64_t text = 0;
  std::string hash;
  model::Kind kind = model::Kind::interview;
  std::string format, extractor, encoding, language;
  std::int64_t first_passage = 0;  ///< passage ids of the text are first_passage .. first_passage + passages - 1
  std::int64_t passages = 0;
  std::int64_t bytes = 0;          ///< of the frozen text
};

struct StoredCodebook {
  std::string id;
  std::string file;  ///< the name of the file it was read from, for messages
  std::string yaml;
  std::string hash;
};

/// One entry of the log.
struct Act {
  std::int64_t number = 0;   ///< from 1, without gaps
  std::string at;            ///< UTC
  std::string who;           ///< coder or user name
  std::string kind;          ///< one of `deeds` or `reversals` of schema.h: "add source", "accept", "undo", ...
  std::string what;          ///< one line for people: "interviews/p03.txt"
  std::int64_t of = 0;       ///< for undo and redo: the act it concerns; else 0
  bool undone = false;       ///< whether it is taken back at present
  std::string seal = {};     ///< SHA-256 over the log from its first act to this one
};

/// One thing that `verify` found.
struct Finding {
  std::string check;    ///< stable name of the check: "text-hash", "passage-order", ...
  std::string place;    ///< source, passage or table concerned
  std::string message;  ///< what is wrong
};

/// See ProjectFile::state.
struct FileState {
  std::int64_t own = 0, others = 0;
  friend bool operator==(const FileState&, const FileState&) = default;
};

/// Rows of the human layer that one act takes out and puts in. What is taken out is named by its key; what is put in
/// replaces the row of the same key.
struct HandChange {
  std::vector<model::HandCoding> codings_out, codings_in;        ///< key: text, span, code, coder
  std::vector<model::RuleDecision> decisions_out, decisions_in;  ///< the same; an older decision replaces no newer one
  std::vector<model::Memo> memos_out, memos_in;                  ///< key: number; 0 in memos_in = a new one
  std::vector<model::ReadMark> read_out, read_in;                ///< key: source, coder
  bool empty() const;
};

class ProjectFile {
 public:
  /// Faults: cannot_create (exists, folder read-only).
  static Result<ProjectFile> create(const std::string& path, const Clock& clock, const std::string& who);
  /// Opens, recovers after a crash, checks application_id, version and schema. Faults: missing_input, bad_input (not a project; newer), not_allowed, busy (another
  /// writer holds it for more than 5 s; the message names pid and command), damaged.
  static Result<ProjectFile> open(const std::string& path, Access access, const Clock& clock, const std::string& who);
  ~ProjectFile();  ///< closes as `close` does, without telling of failure
  ProjectFile(ProjectFile&&) noexcept;
  ProjectFile& operator=(ProjectFile&&) noexcept;
  /// Leaves one self-contained file behind. The object is unusable afterwards.
  Result<void> close();

  const std::string& path() const;
  const std::string& id() const;  ///< random, made at creation: 32 hex digits

  // -- sources ---------------------------------------------------------------------------------------------------
  /// All sources, by name, bytewise.
  Result<std::vector<StoredSource>> sources() const;
  /// One act. `original` = the file's bytes (kept beside the text; stored once if equal to it). Names are unique.
  /// If a text of this hash, read in the same way, is in the file (its import was undone), its row is used again.
  /// Faults: bad_input (a source of this name or of this text exists), io.
  Result<StoredSource> add_source(const model::Source& source, std::string_view original);
  /// The source whole, as it was added, but for roles, kind and language, which are as they are now.
  Result<model::Source> read_source(const std::string& name) const;
  /// Only the frozen text.
  Result<std::string> read_text(std::int64_t text) const;
  /// Everything of the source but its text, marks and passages (those are in the token store): cheap for many sources.
  Result<model::Source> read_outline(const std::string& name) const;
  /// One act: the role of a speaker (label) of a source, chosen by the user.
  Result<void> assign_role(const std::string& source, const std::string& label, model::Role role);

  // -- cases, codebook -------------------------------------------------------------------------------------------
  Result<model::CaseTable> cases() const;
  /// One act: replaces the table. Nothing is written when it is equal to the present one; then false.
  Result<bool> set_cases(const model::CaseTable& table);
  Result<std::optional<StoredCodebook>> codebook() const;
  /// One act, together with `change` (codings whose code has another id now). Versions are kept for ever. False
  /// when it is the present one already; then nothing is written.
  Result<bool> adopt_codebook(const StoredCodebook& codebook, const HandChange& change = {});

  // -- what people did ---------------------------------------------------------------------------------------------
  Result<model::HandWork> hand_work() const;
  /// One act of `kind` (one of `deeds` in schema.h); `what`: one line for people. Faults: bad_input (a name or memo
  /// that is empty or too long).
  Result<void> change_hand_work(const std::string& kind, const std::string& what, const HandChange& change);
  /// One act: the source of `corrected`'s name gets its text, as a new version; the old one stays in the file.
  /// `change` moves what is anchored in the source: text 0 in an anchor with a span stands for the new version.
  /// Kind, language and variables stay as they are, and assigned roles where their speakers are still there.
  /// Faults: as add_source; missing_input.
  Result<StoredSource> correct_source(const model::Source& corrected, std::string_view original,
                                      const HandChange& change);

  /// Differs from an earlier answer whenever anything in the file may have changed since, by this process or by
  /// another: for whoever keeps what was read.
  Result<FileState> state() const;

  // -- history, care ---------------------------------------------------------------------------------------------
  Result<std::vector<Act>> log() const;  ///< oldest first
  /// Takes back the last act that is not taken back (undo), or the last undone one (redo). Nothing where there is none.
  Result<std::optional<Act>> undo();
  Result<std::optional<Act>> redo();
  /// All of the truth but the log, as text, sorted: equal dumps = equal projects.
  Result<std::string> dump() const;
  /// Every check; an empty list means sound. Faults only where checking itself was impossible.
  Result<std::vector<Finding>> verify() const;
  /// A copy of the project as it was when act `number` was the last one (0 = when it was made): a project of its
  /// own. Faults: as backup; usage (there is no such act), damaged (the log does not fit the project).
  Result<void> copy_as_of(const std::string& path, std::int64_t number) const;
  /// A copy that was reopened, checked and compared before it got its final name. Faults: cannot_create, io.
  Result<void> backup(const std::string& path) const;

 private:
  struct Impl;
  explicit ProjectFile(std::unique_ptr<Impl>);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gloss::store
