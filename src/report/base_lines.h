// SPDX-License-Identifier: GPL-3.0-or-later
// The head that every report on codes carries: what was counted, out of what, and on whose word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "report/met_codings.h"
#include "report/table.h"

namespace gloss::report {

/// The wording in the language of the report: Chinese for "zh" and its kin, else English.
std::string_view in_language(std::string_view language, std::string_view english, std::string_view chinese);

/// The same as a value: `say("Share", "占比")`.
class Wording {
 public:
  explicit Wording(std::string_view language) : language_(language) {}
  std::string operator()(std::string_view english, std::string_view chinese) const {
    return std::string(in_language(language_, english, chinese));
  }

 private:
  std::string language_;
};

struct BaseCounts {
  std::int64_t passages = 0, sources = 0;
  std::int64_t interview = 0, field_note = 0;  ///< passages of each kind
  std::string where, only;                     ///< as in CodedProject
  /// Adds those of other sources.
  BaseCounts& operator+=(const BaseCounts& other);
};
struct RecordCounts {
  std::int64_t hand = 0, accepted = 0,
               undecided = 0;  ///< distinct (code, span) in the base, by their strongest standing
  std::int64_t rejected = 0;
  RecordCounts& operator+=(const RecordCounts& other);
};

BaseCounts count_base(const CodedProject& project);
RecordCounts count_record(const CodedProject& project, const std::vector<MetCoding>& codings);

Json as_json(const BaseCounts& base);
Json as_json(const RecordCounts& record);
/// The lines under a report's title: two, and a third where something was left out.
std::vector<std::string> header_lines(const BaseCounts& base, const RecordCounts& record,
                                      std::string_view language);

/// A report with its title, and with base and record in both forms of its head.
Table headed_table(std::string title, const BaseCounts& base, const RecordCounts& record,
                   std::string_view language);

/// A code's name for people; the last part of its id where it has none.
std::string shown_name(const CodeRow& code);

}  // namespace gloss::report
