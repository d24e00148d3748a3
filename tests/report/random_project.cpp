// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/random_project.h"

#include <algorithm>
#include <set>

namespace gloss::test {

using report::BasePassage;
using report::CodedProject;
using report::CodedSpan;
using report::Standing;
using report::UnitPlace;

namespace {

bool is_within(const CodedProject& project, int code, int ancestor) {
  for (; code >= 0; code = project.codes[static_cast<std::size_t>(code)].parent)
    if (code == ancestor) return true;
  return false;
}

bool holds(text::ByteSpan span, std::uint32_t byte) {
  return span.begin.count <= byte && byte < span.end.count;
}

/// Whether some byte of the base lies in the coding and in the place.
bool meets(const CodedProject& project, const CodedSpan& coding, const UnitPlace& place) {
  if (coding.source != place.source) return false;
  for (std::uint32_t byte = coding.span.begin.count; byte < coding.span.end.count; ++byte) {
    if (!holds(place.span, byte)) continue;
    for (const BasePassage& passage : project.base)
      if (passage.place.source == coding.source && holds(passage.place.span, byte)) return true;
  }
  return false;
}

bool is_in_base(const CodedProject& project, const CodedSpan& coding) {
  return std::any_of(project.base.begin(), project.base.end(),
                     [&](const BasePassage& passage) { return meets(project, coding, passage.place); });
}

/// Whether leaves of the two have a byte in common that lies in `where`.
bool share_leaves(const CodedProject& project, const CodedSpan& x, const CodedSpan& y, text::ByteSpan where) {
  std::set<std::uint32_t> bytes;
  for (auto i = x.leaves_begin; i < x.leaves_end; ++i)
    for (auto byte = project.leaves[i].begin.count; byte < project.leaves[i].end.count; ++byte)
      bytes.insert(byte);
  for (auto i = y.leaves_begin; i < y.leaves_end; ++i)
    for (auto byte = project.leaves[i].begin.count; byte < project.leaves[i].end.count; ++byte)
      if (bytes.contains(byte) && holds(where, byte)) return true;
  return false;
}

}  // namespace

RandomProject random_project(std::mt19937_64& random) {
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<std::uint64_t>(n)); };
  const auto place = [](int source, int begin, int end) {
    return UnitPlace{source, text::byte_span(static_cast<std::size_t>(begin), static_cast<std::size_t>(end))};
  };
  RandomProject made;
  CodedProject& project = made.project;
  const int codes = 1 + below(9);
  for (int c = 0; c < codes; ++c) {
    const int parent = c == 0 || below(3) == 0 ? -1 : below(c);
    const std::string own = "c" + std::to_string(c);
    project.codes.push_back(
        {parent < 0 ? own : project.codes[static_cast<std::size_t>(parent)].id + "/" + own,
         below(2) == 0 ? "" : "代码 " + std::to_string(c), parent});
  }
  const int sources = 1 + below(4);
  for (int s = 0; s < sources; ++s) {
    project.sources.push_back(below(4) == 0 ? model::Kind::field_note : model::Kind::interview);
    int at = below(3), turn_begin = -1;
    bool any = false, turn_counts = false;
    for (int p = below(7); p > 0; --p) {
      const int begin = at, end = begin + 1 + below(25);
      at = end + below(4);
      if (turn_begin < 0) turn_begin = begin;
      if (below(4) > 0) {
        any = turn_counts = true;
        project.base.push_back({place(s, begin, end), below(5) == 0 ? -1 : below(4)});
        for (int from = begin; from < end;) {
          const int to = std::min(end, from + 1 + below(12));
          made.units["sentence"].push_back(place(s, from, to));
          from = to;
        }
      }
      if (p == 1 || below(2) == 0) {
        if (turn_counts) made.units["turn"].push_back(place(s, turn_begin, end));
        turn_begin = -1;
        turn_counts = false;
      }
    }
    if (any) made.units["source"].push_back(place(s, 0, at));
    for (int k = below(9); k > 0; --k) {
      const int begin = below(at + 1), end = std::min(at, begin + below(6) * below(6));
      std::vector<text::ByteSpan> leaves;
      for (int i = below(3); i > 0 && end > begin; --i) {
        const int from = begin + below(end - begin), to = std::min(end, from + 1 + below(4));
        leaves.push_back(text::byte_span(static_cast<std::size_t>(from), static_cast<std::size_t>(to)));
      }
      project.add(below(codes), s, place(s, begin, end).span, static_cast<Standing>(below(3)), leaves);
      if (below(4) == 0)
        project.add(below(codes), s, place(s, begin, end).span, static_cast<Standing>(below(3)));
    }
  }
  std::shuffle(project.codings.begin(), project.codings.end(), random);
  made.units["passage"];
  for (const BasePassage& passage : project.base) made.units["passage"].push_back(passage.place);
  for (const char* unit : {"sentence", "turn", "source"}) made.units[unit];
  return made;
}

std::vector<std::array<std::int64_t, 4>> slow_frequencies(const CodedProject& project) {
  std::vector<std::array<std::int64_t, 4>> all;
  for (std::size_t c = 0; c < project.codes.size(); ++c) {
    std::set<std::pair<std::int32_t, text::ByteSpan>> spans;
    std::set<std::size_t> passages;
    std::set<std::int32_t> sources, persons;
    for (const CodedSpan& coding : project.codings) {
      if (!is_within(project, coding.code, static_cast<int>(c))) continue;
      for (std::size_t p = 0; p < project.base.size(); ++p) {
        if (!meets(project, coding, project.base[p].place)) continue;
        spans.emplace(coding.source, coding.span);
        passages.insert(p);
        sources.insert(coding.source);
        if (project.base[p].person >= 0) persons.insert(project.base[p].person);
      }
    }
    const auto size = [](const auto& set) { return static_cast<std::int64_t>(set.size()); };
    all.push_back({size(spans), size(passages), size(sources), size(persons)});
  }
  return all;
}

std::map<std::pair<int, int>, SlowPair> slow_pairs(const CodedProject& project,
                                                   const std::vector<UnitPlace>& units) {
  std::map<std::pair<int, int>, SlowPair> pairs;
  const int codes = static_cast<int>(project.codes.size());
  for (int a = 0; a < codes; ++a)
    for (int b = a + 1; b < codes; ++b) {
      if (is_within(project, b, a)) continue;
      SlowPair pair;
      for (const UnitPlace& unit : units) {
        std::vector<const CodedSpan*> with_a, with_b;
        for (const CodedSpan& coding : project.codings) {
          if (!meets(project, coding, unit)) continue;
          if (is_within(project, coding.code, a)) with_a.push_back(&coding);
          if (is_within(project, coding.code, b)) with_b.push_back(&coding);
        }
        pair.a += !with_a.empty();
        pair.b += !with_b.empty();
        pair.both += !with_a.empty() && !with_b.empty();
        bool shared = false;
        for (const CodedSpan* x : with_a)
          for (const CodedSpan* y : with_b) shared = shared || share_leaves(project, *x, *y, unit.span);
        pair.shared += shared;
      }
      if (pair.both > 0) pairs[{a, b}] = pair;
    }
  return pairs;
}

std::map<std::pair<int, int>, SlowPair> slow_overlaps(const CodedProject& project) {
  using Spans = std::map<std::pair<std::int32_t, text::ByteSpan>, std::vector<const CodedSpan*>>;
  std::vector<Spans> spans(project.codes.size());
  for (const CodedSpan& coding : project.codings)
    for (std::size_t c = 0; c < spans.size(); ++c)
      if (is_within(project, coding.code, static_cast<int>(c)) && is_in_base(project, coding))
        spans[c][{coding.source, coding.span}].push_back(&coding);
  std::map<std::pair<int, int>, SlowPair> pairs;
  const text::ByteSpan everywhere = text::byte_span(0, 1'000'000);
  for (std::size_t a = 0; a < spans.size(); ++a)
    for (std::size_t b = a + 1; b < spans.size(); ++b) {
      if (is_within(project, static_cast<int>(b), static_cast<int>(a))) continue;
      SlowPair pair{static_cast<std::int64_t>(spans[a].size()), static_cast<std::int64_t>(spans[b].size()), 0,
                    0};
      for (const auto& [place_a, codings_a] : spans[a])
        for (const auto& [place_b, codings_b] : spans[b]) {
          if (place_a.first != place_b.first || !place_a.second.overlaps(place_b.second)) continue;
          ++pair.both;
          bool shared = false;
          for (const CodedSpan* x : codings_a)
            for (const CodedSpan* y : codings_b) shared = shared || share_leaves(project, *x, *y, everywhere);
          pair.shared += shared;
        }
      if (pair.both > 0) pairs[{static_cast<int>(a), static_cast<int>(b)}] = pair;
    }
  return pairs;
}

}  // namespace gloss::test
