// SPDX-License-Identifier: GPL-3.0-or-later
// What a matrix tells of a unit beside its codes: where it stands, who speaks, and the variables of both.
//
// Columns are the same for all rows. A variable of cases has its own name, and where the speaker has no
// value, the source's stands, as for `--by`; a variable that only sources have is `source.NAME`. A unit of
// several speakers has their different values joined: "organiser; participant".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "project/facts.h"
#include "report/matrix_rows.h"

namespace gloss::project {

/// Who speaks, or what is written, in a source.
struct MatrixVoice {
  std::int32_t source = 0;
  std::int32_t speaker = -1;
  friend bool operator==(const MatrixVoice&, const MatrixVoice&) = default;
};

struct UnitFacts {
  std::vector<MatrixVoice> voices;  ///< of its passages of the base, each once, in order
  std::int64_t passage = 0;         ///< number of the first of them, from 1
  std::int64_t start = 0, end = 0;  ///< code points; of stretches of text
  std::int64_t passages = 0;        ///< of the base
  std::int64_t words = 0;           ///< of the base

  void add(MatrixVoice voice);
};

class MatrixFields {
 public:
  /// `codes`: their columns come after; a variable that has the name of one, or of a field, is `case.NAME`.
  MatrixFields(const KnownSources& sources, report::MatrixUnit unit,
               const std::vector<report::CodeRow>& codes, const std::string& language);
  const std::vector<report::Column>& columns() const { return columns_; }
  /// Fast where units come source by source. Not thread safe.
  void fill(const UnitFacts& unit, std::vector<report::Value>& fields);

 private:
  using Texts = std::vector<std::string>;  // as text_names, then the variables
  void add_columns(const std::string& language);
  void add_variables(const std::vector<report::CodeRow>& codes);
  Texts texts_of(MatrixVoice voice) const;
  void hold(std::int32_t source);
  void join(const UnitFacts& unit);

  KnownSources sources_;
  report::MatrixUnit unit_;
  std::vector<report::Column> columns_;
  std::vector<std::size_t> from_;                   // by column: index into fields of a unit
  std::vector<std::string> of_cases_, of_sources_;  // names of variables
  std::int32_t held_ = -1;                          // a source
  std::vector<Texts> held_texts_;                   // of its voices, by speaker + 1
  Texts joined_;
};

}  // namespace gloss::project
