// SPDX-License-Identifier: GPL-3.0-or-later
// How often each code occurs, in all and by groups of speakers or sources: `gloss report frequency`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "report/base_lines.h"
#include "report/coded_project.h"
#include "report/met_codings.h"
#include "report/table.h"
#include "stats/rule_quality.h"

namespace gloss::report {

/// How well the rules find in each group what its readers find, in passages that somebody has read.
struct CheckedRules {
  CheckedRules(std::size_t codes, std::size_t groups)
      : read(groups), of_codes(codes, std::vector<stats::Confusion>(groups)), pooled(groups) {}
  std::vector<std::int64_t> read;                       ///< passages of the base, by group
  std::vector<std::vector<stats::Confusion>> of_codes;  ///< [code][group]: passages; a code with all below it
  std::vector<stats::Confusion> pooled;  ///< by group: pairs of a passage and a code, without those below it
};

struct FrequencyOptions {
  std::string language = "en";  ///< of title and headings: "en" or "zh"
  bool words = false;           ///< with coverage and density
  bool intervals = false;       ///< with Wilson's 95 % interval of the share of passages
  std::optional<CheckedRules> checked =
      {};  ///< of the counter's codes and groups; none: nothing is said of it
};

/// What was counted of one code, or of all passages, in one group or in all of them.
struct CodeCount {
  std::int64_t codings = 0;                              ///< distinct spans
  std::int64_t passages = 0, sources = 0, speakers = 0;  ///< distinct ones that they meet
  std::int64_t words = 0;                                ///< positions that they cover, each once
};

/// Counts one part of a project after another: what is counted takes no more room however many codings there
/// are.
class FrequencyCounter {
 public:
  /// `head` has the codes and groups; its passages and codings are not looked at.
  explicit FrequencyCounter(const CodedProject& head);
  /// Whole sources, each in one part only. The part's codes and groups are those of the head.
  void add(const CodedProject& part);

  const std::vector<CodeRow>& codes() const { return codes_; }
  const std::vector<std::string>& groups() const { return groups_; }
  const std::string& by() const { return by_; }
  const BaseCounts& base() const { return base_; }
  const RecordCounts& record() const { return record_; }
  /// Of a code with all below it; `group`: -1 = all, whether they are in a group or not.
  const CodeCount& of(std::size_t code, std::int32_t group) const { return counts_[slot(code, group)].count; }
  /// Passages, sources, speakers and words of the base; no codings.
  const CodeCount& all(std::int32_t group) const { return counts_[slot(codes_.size(), group)].count; }

 private:
  /// What was counted last in this part is remembered: all comes in text order.
  struct Running {
    CodeCount count;
    const CodedSpan* last_span = nullptr;
    std::size_t passages_to = 0;  // passages before this one are counted
    std::uint32_t words_to = 0;   // in last_source: so are words
    std::int32_t last_source = -1;
    std::vector<bool> persons;  // who has been met
  };
  std::size_t slot(std::size_t code, std::int32_t group) const {
    return code * (groups_.size() + 1) + static_cast<std::size_t>(group + 1);
  }
  void count_base_of(const CodedProject& part);
  void meet(Running& running, const CodedProject& part, const MetCoding& met, std::int32_t group);
  static void meet_passage(Running& running, const BasePassage& passage);

  std::vector<CodeRow> codes_;
  std::vector<std::string> groups_;
  std::string by_;
  Ancestry ancestry_;
  std::vector<Running> counts_;  // by code and group; after the codes, the base
  BaseCounts base_;
  RecordCounts record_;
};

/// Columns code, name, codings, passages, sources, speakers, share; all codes in codebook order, zeros
/// included. `codings` of a code = distinct spans of it and its descendants that meet the base; passages,
/// sources and speakers = distinct ones of the base that these meet; share = passages / passages of the base.
/// Field notes and unlabelled texts have no speaker. Head: "base" {passages, sources, interview, field-note
/// (both count passages), where} and "record" {hand, accepted, undecided, rejected}.
///
/// With groups, a row for each code and group, with `group`, `of_passages`, `of_sources` and `of_speakers`
/// (how many the group has in the base); the text form has a row a code, and for each group "4 of 4" speakers
/// (sources, where nobody speaks) and the share of its passages. With words: `words`, `coverage` (share of
/// the words of the base that are coded, each once) and `density` (codings per 1,000 words; a Chinese
/// character is a word). With checked rules and groups: `read` (passages of the group that somebody has
/// read), `tp`, `fp`, `fn` of these (stats/rule_quality.h), `precision`, `recall`, undefined where neither
/// rules nor readers have the code there; head "rules_checked" [{group, read, tp, fp, fn}], all codes
/// together.
Table frequency_report(const FrequencyCounter& counter, const FrequencyOptions& options = {});
Table frequency_report(const CodedProject& project, const FrequencyOptions& options = {});
/// The text form of a project with groups.
Table group_table(const FrequencyCounter& counter, const FrequencyOptions& options = {});

}  // namespace gloss::report
