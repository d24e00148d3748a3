// SPDX-License-Identifier: GPL-3.0-or-later
// How often each code occurs: `gloss report frequency`.
#pragma once

#include <string>

#include "report/base_lines.h"
#include "report/coded_project.h"
#include "report/met_codings.h"
#include "report/table.h"

namespace gloss::report {

struct FrequencyOptions {
  std::string language = "en";  ///< of title and headings: "en" or "zh"
};

/// Counts one part of a project after another: what is counted takes no more room however many codings there
/// are.
class FrequencyCounter {
 public:
  explicit FrequencyCounter(std::vector<CodeRow> codes);
  /// Whole sources, each in one part only. The part's codes are those of this object.
  void add(const CodedProject& part);
  Table table(const FrequencyOptions& options) const;

 private:
  struct Count {
    std::int64_t codings = 0, passages = 0, sources = 0, speakers = 0;
    // What was counted last in this part: all comes in text order, so that is all there is to remember.
    const CodedSpan* last_span = nullptr;
    std::size_t counted_to = 0;  // passages before this one are counted
    std::int32_t last_source = -1;
  };
  /// Whether the code was not yet found with this person.
  bool is_new_person(std::size_t code, std::int32_t person);

  std::vector<CodeRow> codes_;
  Ancestry ancestry_;
  std::vector<Count> counts_;
  std::vector<std::vector<bool>> persons_;  // by code
  BaseCounts base_;
  RecordCounts record_;
};

/// Columns code, name, codings, passages, sources, speakers, share; all codes in codebook order, zeros
/// included. `codings` of a code = distinct spans of it and its descendants that meet the base; passages,
/// sources and speakers = distinct ones of the base that these meet; share = passages / passages of the base.
/// Field notes and unlabelled texts have no speaker. Head: "base" {passages, sources, interview, field-note
/// (both count passages), where} and "record" {hand, accepted, undecided, rejected}.
Table frequency_report(const CodedProject& project, const FrequencyOptions& options = {});

}  // namespace gloss::report
