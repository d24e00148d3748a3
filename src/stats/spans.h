// SPDX-License-Identifier: GPL-3.0-or-later
// Spans of a source: how much of it they cover, how two of them lie to each other, how far two coders agree.
//
//     A [2, 9)   B [5, 20)   C [8, 16)   D [22, 25)
//
// A and B overlap, B includes C, B and D are in proximity, 2 apart. Together they cover 21 characters: where
// spans overlap, a character counts once.
//
// Positions count characters (or words) from the start of the source; all of one call are of the same kind.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/agreement.h"

namespace gloss::stats {

/// Half open: from `begin` up to, and without, `end`. 0 <= begin <= end.
struct Span {
  std::int64_t begin = 0, end = 0;
  std::int64_t length() const { return end - begin; }
  friend bool operator==(const Span&, const Span&) = default;
};

/// By begin. Spans that overlap become one; those that only touch stay two; empty ones go.
std::vector<Span> merge_overlapping(std::vector<Span> spans);
/// Characters in at least one of the spans.
std::int64_t union_length(std::vector<Span> spans);
/// Characters that are in one of `a` and in one of `b`.
std::int64_t shared_length(std::vector<Span> a, std::vector<Span> b);

/// union_length / length. Nothing where length = 0. REQUIRES: no span ends after `length`.
std::optional<double> coverage(std::vector<Span> spans, std::int64_t length);
/// Which share of `whole` (what one role says, for instance) the spans cover. Nothing where `whole` is empty.
std::optional<double> coverage_within(std::vector<Span> spans, std::vector<Span> whole);

struct CodedSource {
  std::vector<Span> spans;
  std::int64_t length = 0;
};
/// All covered characters / all characters of the sources: long sources weigh more.
std::optional<double> coverage_of_all(std::span<const CodedSource> sources);
/// The mean of the sources' coverages, those of length 0 left out: all sources weigh the same.
std::optional<double> mean_coverage(std::span<const CodedSource> sources);

/// As RQDA names them (Huang 2018). `inclusion`: one contains the other, both may begin or end together;
/// `proximity`: no character in common.
enum class Relation : std::uint8_t { exact, inclusion, overlap, proximity };
std::string_view name_of(Relation relation);

struct SpanRelation {
  Relation relation = Relation::proximity;
  std::optional<std::int64_t>
      distance;  ///< characters between the two; only of proximity, 0 where they touch
  friend bool operator==(const SpanRelation&, const SpanRelation&) = default;
};
/// REQUIRES: neither is empty.
SpanRelation relation_of(const Span& a, const Span& b);

/// Adds the characters of a source to a table of two coders, category 0 = not coded, 1 = coded. Its
/// percent_agreement is (both + neither) / all, its cohen_kappa the one that NVivo shows. Neighbouring
/// characters are not independent, so the intervals of both are far too narrow: do not show them.
/// REQUIRES: two categories; no span ends after `length`.
void count_characters(const std::vector<Span>& a, const std::vector<Span>& b, std::int64_t length,
                      AgreementTable& table);

/// 2 M / (N1 + N2): codings on which both agree against all that they made. Holsti 1969. Range 0..1. Nothing
/// where neither made any. REQUIRES: 0 <= matched <= min(first, second).
std::optional<double> holsti(std::int64_t matched, std::int64_t first, std::int64_t second);

}  // namespace gloss::stats
