// SPDX-License-Identifier: GPL-3.0-or-later
// Codes by groups: who says what, and whether the groups differ by more than chance would deal.
//
//                          official   organiser        Shares and residuals count passages. Passages of one
//     sources with code        4          1            interview hang together, so they prove nothing; what
//     is sources without          0          4            tested is in how many interviews the code occurs at
//     all.
//
// The unit of a test is the source where every source has one group only; where groups meet in a source, as
// in a group discussion, it is the speaker. Two groups: Fisher's exact test. More: the groups are permuted.
// Few interviews can only tell so much: with 4 against 5 and two of the 9 having the code, no table is
// unlikelier than .167, and whoever reads "not significant" there has learned nothing. Such codes are not
// tested, and it is said why. That depends on the margins alone, so leaving them out favours no result.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "report/frequency_report.h"
#include "stats/permutation.h"

namespace gloss::report {

/// What a test takes for independent.
enum class TestUnit : std::uint8_t { source, speaker };

/// Frequencies by group, and of each code in how many sources and speakers of each group it occurs; added up
/// part by part, as FrequencyCounter.
class CrosstabCounter {
 public:
  explicit CrosstabCounter(const CodedProject& head);
  void add(const CodedProject& part);

  const FrequencyCounter& frequencies() const { return frequencies_; }
  /// Groups with passages in the base, ascending.
  std::vector<std::int32_t> used_groups() const;
  /// Passages of the base for which the variable is not set.
  std::int64_t passages_without_group() const;
  TestUnit unit() const { return groups_meet_ ? TestUnit::speaker : TestUnit::source; }
  /// By group: the units there are, and those with the code (with all below it).
  std::vector<stats::GroupPresence> presence(std::size_t code) const;
  /// Speakers who speak in several groups; where speakers are the unit, they are in no group.
  std::int64_t speakers_of_several_groups() const;
  /// Speakers who speak in several sources; where sources are the unit, these are not independent.
  std::int64_t speakers_of_several_sources() const;

 private:
  struct Person {
    std::int32_t group = -1;  // -1: not met yet; else see `several`
    std::int32_t last_source = -1;
    bool in_several_sources = false;
  };
  static constexpr std::int32_t several = -2;
  void meet_base(const CodedProject& part);
  void meet(const BasePassage& passage, std::int32_t code);

  FrequencyCounter frequencies_;
  Ancestry ancestry_;
  std::size_t groups_;
  bool groups_meet_ = false;
  std::vector<std::int64_t> sources_, sources_with_;  // by group; by code and group
  std::vector<std::int32_t> last_source_;             // by code: the last one in which it was met
  std::vector<Person> persons_;
  std::vector<std::vector<bool>> said_by_;  // by code and person
};

struct CodeTest {
  std::vector<stats::GroupPresence> groups;  ///< by group
  std::optional<double> p, q;                ///< q: adjusted by Benjamini & Hochberg
  std::optional<double> smallest_p;          ///< of all tables of these margins; empty where it is not known
  bool drawn = false;                        ///< p comes from draws, not from all tables
  enum class Reason : std::uint8_t { none, no_variation, cannot_reach } reason = Reason::none;  ///< why no p
};

struct PresenceTests {
  TestUnit unit = TestUnit::source;
  std::vector<std::int64_t> units;  ///< by group
  std::int64_t groups = 0;          ///< groups with units; below 2 nothing is tested
  std::int64_t tested = 0;          ///< codes
  std::vector<CodeTest> codes;
};

/// Whether each code's presence depends on the group. The same seed gives the same draws.
PresenceTests test_presence(const CrosstabCounter& counter, const stats::PermutationOptions& options);

}  // namespace gloss::report
