// SPDX-License-Identifier: GPL-3.0-or-later
// What is compared when we ask which sources, speakers, cases or codes are alike: for each a row of counts.
//
//                 trust  money  rules           A source, speaker, case or group: its passages with each
//     source 1      4      0      2             code, or how often it has each word.
//     source 2      0      1      1             A code: the passages it is in, or the words said there.
//
// A passage counts for the codes that are coded in it, not for those above them: a parent would be like each
// of its children for no other reason than being their parent. --level gathers codes instead.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/base_lines.h"
#include "report/coded_project.h"
#include "report/table.h"
#include "stats/similarity.h"

namespace gloss::report {

enum class ProfileOf : std::uint8_t { sources, speakers, cases, codes, groups };
enum class ProfileBy : std::uint8_t { codes, words };
/// "sources"; nothing where there is none of the name. Groups have no name: a variable makes them.
std::optional<ProfileOf> profile_of_named(std::string_view name);
std::optional<ProfileBy> profile_by_named(std::string_view name);

struct Profiles {
  ProfileOf of = ProfileOf::sources;
  ProfileBy by = ProfileBy::codes;
  std::string language = "en";
  std::string variable = {};  ///< that makes the groups
  Table head = {};  ///< base, record and how words were made, in both forms; no title, no columns, no rows
  std::vector<std::string> ids = {}, names = {};  ///< by row: for files, and for people
  std::int64_t without = 0;  ///< passages of the base that are in no row: nobody named says them, or they
                             ///< have no group
  std::vector<std::int64_t> passages = {};               ///< by row: of the base (of a code: those it is in)
  std::vector<stats::SparseRow> rows = {};               ///< counts; columns are codes, words or passages
  std::vector<std::string> codes = {}, code_names = {};  ///< by column, where columns are codes
  std::vector<bool> gathers = {};                        ///< by column: there are codes below it

  /// Passages, where codes are compared by the codes they meet; else `by`.
  bool columns_are_passages() const { return of == ProfileOf::codes && by == ProfileBy::codes; }
};

/// What a row is, for people: "sources".
std::string name_of_rows(const Profiles& profiles);
/// What a column is, for people: "codes", "words", "passages".
std::string name_of_columns(const Profiles& profiles);
/// What the rows were counted from, for people; one line.
std::string profile_note(const Profiles& profiles);
/// "65 passages of the base without a named speaker"; no line where there are none.
std::vector<std::string> left_out_note(const Profiles& profiles);
/// "Without any code, and so not compared: A, B"; no line where there are none. `rows`: indices.
std::vector<std::string> empty_rows_note(const Profiles& profiles, std::span<const std::size_t> rows);

/// A passage of the base, by its index, and a code that is coded in it.
struct PassageCode {
  std::size_t passage = 0;
  std::int32_t code = 0;
  friend bool operator==(const PassageCode&, const PassageCode&) = default;
};
/// Each once, in text order of the codings that are met first. Codes above them are not in.
std::vector<PassageCode> codes_of_passages(const CodedProject& project);

/// By code: whether there are codes below it. One that only gathers others is not compared.
std::vector<bool> codes_that_gather(std::span<const CodeRow> codes);

/// Counts one part of a project after another.
class ProfileCounter {
 public:
  /// `head` has codes, groups and sources. Speakers and cases are counted by person.
  ProfileCounter(const CodedProject& head, ProfileOf of);
  void add(const CodedProject& part);

  /// Rows by number of the source, person, group or code; `name` gives the id and the name of one, and an
  /// empty id leaves it out. So are those that have no passage of the base, and codes that only gather
  /// others.
  template <class Name>
  Profiles profiles(std::string_view language, Name name) const;

  const std::vector<CodeRow>& codes() const { return codes_; }
  const std::vector<std::string>& groups() const { return groups_; }

 private:
  std::int32_t row_of(const BasePassage& passage) const;
  std::size_t slot(std::int32_t row, std::int32_t code) const {
    return static_cast<std::size_t>(row) * codes_.size() + static_cast<std::size_t>(code);
  }
  Profiles begin(std::string_view language) const;
  stats::SparseRow row(std::size_t number) const;
  bool is_compared(std::size_t number) const;

  ProfileOf of_;
  std::vector<CodeRow> codes_;
  std::vector<bool> gathers_;
  std::vector<std::string> groups_;
  std::string by_;
  BaseCounts base_;
  RecordCounts record_;
  std::int64_t without_ = 0;
  std::vector<std::int64_t> passages_;      // by row
  std::vector<std::int64_t> counts_;        // by row and code
  std::vector<stats::SparseRow> of_codes_;  // by code: its passages, numbered through all parts
  std::uint32_t passages_before_ = 0;       // of the parts before
};

template <class Name>
Profiles ProfileCounter::profiles(std::string_view language, Name name) const {
  Profiles made = begin(language);
  for (std::size_t number = 0; number < passages_.size(); ++number) {
    if (!is_compared(number)) continue;
    auto [id, shown] = name(number);
    if (id.empty()) {
      made.without += passages_[number];
      continue;
    }
    made.ids.push_back(std::move(id));
    made.names.push_back(std::move(shown));
    made.passages.push_back(passages_[number]);
    made.rows.push_back(row(number));
  }
  return made;
}

}  // namespace gloss::report
