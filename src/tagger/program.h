// SPDX-License-Identifier: GPL-3.0-or-later
// A compiled codebook (or query): every rule resolved against the vocabulary, ready to run over token ids.
//
// Compiling turns each word, wildcard and stem into the set of vocabulary ids it means (wildcards run once
// over the vocabulary), literals of several positions into phrases, and equal sub-expressions of the whole
// codebook into one node. Running scans each source's ids once for all leaves, then evaluates only the nodes
// whose leaves occurred. Regular expressions run over the vocabulary; only text(...) and exact leaves read
// running text, and only where its words let them hope.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "index/token_store.h"
#include "tagger/facts.h"

namespace gloss::tagger {

/// A span of positions of one source, first and last included.
struct Run {
  std::uint32_t first = 0, last = 0;
  friend auto operator<=>(const Run&, const Run&) = default;
};

/// Why one rule hit.
struct RuleReason {
  int rule = 0;             ///< from 1
  std::vector<Run> leaves;  ///< words and phrases that took part in the rule's longest matches, in text
                            ///< order, without duplicates
  std::vector<Run> cues;    ///< negation cues that were counted
  friend bool operator==(const RuleReason&, const RuleReason&) = default;
};

/// A code on a run of positions. Hits come sorted by first, last, code.
struct Hit {
  int code = 0;  ///< index into Codebook::codes
  Run run;       ///< after widening to the code's span and merging equal and nested hits (the longer stays;
                 ///< crossing ones stay)
  double weight = 0;                ///< sum of the weights of the rules that hit
  std::vector<RuleReason> reasons;  ///< by rule number; at least one
  friend bool operator==(const Hit&, const Hit&) = default;
};

/// What a search query matched in one source: spans of passages or other units, each with its leaves.
/// Reused from source to source.
struct QueryHits {
  struct Row {
    Run run;
    std::uint32_t leaves_begin = 0, leaves_end = 0;  ///< into `leaves`
  };
  std::vector<Row> rows;    ///< sorted by run
  std::vector<Run> leaves;  ///< of each row in text order, without duplicates

  std::span<const Run> leaves_of(const Row& row) const {
    return std::span(leaves).subspan(row.leaves_begin, row.leaves_end - row.leaves_begin);
  }
};

/// All hits of one source in three flat tables: what `run` returns, without a vector for each hit. Reused
/// from source to source.
struct HitTable {
  struct Row {
    int code = 0;
    Run run;
    double weight = 0;
    std::uint32_t reasons_begin = 0, reasons_end = 0;  ///< into `reasons`
  };
  struct Reason {
    int rule = 0;                                                  ///< from 1
    std::uint32_t leaves_begin = 0, leaves_end = 0, cues_end = 0;  ///< into `runs`: leaves, then cues
  };
  std::vector<Row> rows;  ///< sorted by first, last, code
  std::vector<Reason> reasons;
  std::vector<Run> runs;
};

/// A span of one rule, before the spans of its code are merged.
struct RuleHit {
  Run run;       ///< widened to the code's span
  int code = 0;  ///< index into Codebook::codes
  int rule = 0;  ///< from 1
  friend auto operator<=>(const RuleHit&, const RuleHit&) = default;
};

/// A part of a rule whose spans are asked for by themselves: what near misses are made of.
struct Probe {
  int code = 0;  ///< whose rule it is part of
  const codebook::Expression* expression = nullptr;
  codebook::Unit unit = codebook::Unit::passage;  ///< in force there
};

/// A span of a probe, and why.
struct ProbeSpan {
  Run run;
  std::vector<Run> leaves, cues;  ///< in text order, without duplicates
};

struct CompileOptions {
  /// Languages whose stemmers `word~` uses (ISO 639-1); for codebooks its own `languages`, for queries those
  /// of the project's sources.
  std::vector<std::string> stem_languages;
  std::size_t wildcard_limit = 0;  ///< of one wildcard; 0 = none. Over it: bad_configuration with the count.
};

class Program {
 public:
  /// `codebook` must outlive the program; the vocabulary is only read here. Faults: bad_configuration with
  /// file, line, column of the rule (`file` names it).
  static Result<Program> compile(const codebook::Codebook& codebook, const index::Vocabulary& vocabulary,
                                 const std::string& file, const CompileOptions& options,
                                 std::span<const Probe> probes = {});
  /// One rule of a code of the codebook by itself, for look_up: its spans, widened to the code's. Faults: as
  /// compile. REQUIRES: the rule names no codes.
  static Result<Program> compile_rule(const codebook::Codebook& codebook, int code,
                                      const codebook::Expression& rule, const index::Vocabulary& vocabulary,
                                      const std::string& file, const CompileOptions& options);
  /// A query: the same language, default unit passage, no codebook (no lists, no codes; default negation).
  static Result<Program> compile_query(const codebook::Expression& query, const std::string& text,
                                       const index::Vocabulary& vocabulary, const CompileOptions& options);
  ~Program();
  Program(Program&&) noexcept;
  Program& operator=(Program&&) noexcept;

  /// All hits of all codes in one source. Thread safe: const, scratch memory is per call.
  std::vector<Hit> run(const SourceView& source) const;
  /// The same, several times faster. `out` is overwritten.
  void run(const SourceView& source, HitTable& out) const;
  /// The spans of every rule by itself, sorted by run, code, rule: what `run` makes its hits of.
  std::vector<RuleHit> run_rules(const SourceView& source) const;
  /// The spans of the probes that touch `within[i]`, by probe. REQUIRES: one run for each probe.
  std::vector<std::vector<ProbeSpan>> probe(const SourceView& source, std::span<const Run> within) const;
  /// The query's spans with their leaves. REQUIRES: compiled by compile_query.
  QueryHits run_query(const SourceView& source) const;
  /// The same for many sources by the other access path: the postings of the query's words instead of the
  /// texts, which pays where few sources hold them. Calls `found` for each source that has hits, in the order
  /// of `sources`, with its index. Without `leaves` the rows have none. REQUIRES: `sources` are of `store`.
  void look_up(const index::TokenStore& store, std::span<const SourceView> sources, bool leaves,
               const std::function<void(std::size_t source, const QueryHits& hits)>& found) const;
  /// Whether views must say where texts can be read: some rule compares original characters.
  bool needs_texts() const;
  /// Whether a passage alone decides what of it matches: nothing in the query reaches from one into another.
  bool is_local() const;

  /// Vocabulary ids of all words the query's leaves can be, ascending, for ranking and for skipping sources.
  /// Empty = any source may match (a query with `not` or `unit`).
  const std::vector<std::uint32_t>& words() const;

 private:
  struct Impl;
  explicit Program(std::unique_ptr<Impl>);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gloss::tagger
