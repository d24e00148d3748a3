// SPDX-License-Identifier: GPL-3.0-or-later
// Portraits of sources: each a strip from its first word to its last, with the codes as lanes on it:
// `gloss report portrait`.
//
// A lane shows where in a text a code is, which no table of counts does: whether it opens the interview,
// whether it comes back, whether two codes take turns. A text of 900 words in 45 columns has 20 words a
// column; the height of a block is the share of these words that carry the code:
//
//     Money   ··▂▇█▃·······▁▅··      Six of the 20 words of the third column are about money.
//     Trust   ▆▃···▁··················
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/coded_project.h"
#include "report/frequency_report.h"
#include "report/table.h"

namespace gloss::report {

/// Words of a source by their positions, half open. Never empty.
struct WordRun {
  std::uint32_t first = 0, past = 0;
  friend bool operator==(const WordRun&, const WordRun&) = default;
};
using WordRuns = std::vector<WordRun>;  ///< ascending, apart from each other

/// Which words of each source carry which codes.
class PortraitCounter {
 public:
  /// `head` has the codes; its passages and codings are not looked at.
  explicit PortraitCounter(const CodedProject& head);
  /// Whole sources, each in one part only, ascending.
  void add(const CodedProject& part);

  /// The same codings, counted: what stands beside the strips.
  const FrequencyCounter& frequencies() const { return frequencies_; }
  struct Source {
    std::int32_t number = 0;       ///< index into CodedProject::sources
    std::int64_t base_words = 0;   ///< in passages of the base
    std::size_t pieces_begin = 0;  ///< up to those of the next source
  };
  /// Those with passages in the base, ascending.
  const std::vector<Source>& sources() const { return sources_; }
  /// Codes that something is coded with, not only with codes below them: so many that cover the most words,
  /// in codebook order.
  std::vector<std::int32_t> most_used(std::size_t most = SIZE_MAX) const;
  /// By code: the words of the base that carry it or a code below it. `source`: index into sources().
  std::vector<WordRuns> lanes(std::size_t source, const std::vector<std::int32_t>& codes) const;
  /// The words that carry any code.
  WordRuns coded(std::size_t source) const;

 private:
  struct Piece {
    std::int32_t code = 0;  // as it was given
    WordRun run;
  };
  void add_coding(const CodedProject& part, const MetCoding& met);
  void add_piece(Piece piece);
  std::size_t pieces_end(std::size_t source) const;

  FrequencyCounter frequencies_;
  Ancestry ancestry_;
  std::vector<Source> sources_;
  std::vector<Piece> pieces_;            // by source
  std::vector<std::size_t> last_piece_;  // by code: index of its last piece + 1; 0 = none
};

/// The ground on which a source is drawn.
struct PortraitGround {
  std::string name;
  std::uint32_t words = 0;  ///< of the whole text
  struct Voice {
    std::string label;
    WordRuns runs;
  };
  std::vector<Voice> voices;  ///< who speaks in it, by first word
};

struct SourcePortraits {
  PortraitCounter counter;
  std::vector<PortraitGround> grounds;  ///< as counter.sources()
  std::vector<std::string> colors;      ///< by code: "#b5462f"
};

struct PortraitOptions {
  std::string language = "en";
  std::size_t lanes = 12;   ///< codes drawn: those that cover the most words
  std::size_t width = 100;  ///< of the terminal, in columns
};

/// "··▂▇█": what share of the words of each column the runs hold. At most as many columns as there are words.
std::string strip_of(const WordRuns& runs, std::uint32_t words, std::size_t columns);

/// For the screen. Of one source: a row a code, then a row a speaker. Of several: a row a source, with the
/// words that carry any of the codes.
Table portrait_strips(const SourcePortraits& portraits, const PortraitOptions& options);

/// Where a run stands in the text.
struct SegmentPlace {
  std::size_t source = 0;  ///< index into PortraitCounter::sources()
  std::int32_t code = 0;
  WordRun words;
  std::int64_t start = 0, end = 0;  ///< code points, half open
  std::int64_t passage = 0;         ///< where it starts, from 1
};
/// Columns source, code, name, start, end, first_word, past_word, passage ("SOURCE:N"); a row for each code
/// and run of words that carry it. Head: base, record, and "sources" {source, words, base_words, speakers
/// {speaker, words [first, past] ...}}.
Table segments_table(const SourcePortraits& portraits, const std::vector<SegmentPlace>& segments,
                     const PortraitOptions& options);

/// The strips as a picture: for each source a lane for each of the codes that is in it, and one for each
/// speaker.
std::string portrait_svg(const SourcePortraits& portraits, const PortraitOptions& options);

}  // namespace gloss::report
