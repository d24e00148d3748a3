// SPDX-License-Identifier: GPL-3.0-or-later
// Studies of several coders, and who gave what to which unit, found byte by byte.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "report/agreement_counts.h"
#include "report/random_project.h"

namespace gloss::test {

using report::AgreementStudy;
using report::BasePassage;
using report::CodedSpan;
using report::UnitPlace;

/// The codings of a random project dealt to coders, the same ones to several at times.
inline AgreementStudy dealt(std::mt19937_64& random, std::size_t coders, const std::string& unit) {
  auto made = random_project(random);
  AgreementStudy study;
  study.unit = unit;
  study.units = made.units.at(unit);
  study.codings.resize(coders);
  for (std::size_t c = 0; c < coders; ++c) study.coders.push_back({"coder" + std::to_string(c), false, 0});
  for (const CodedSpan& coding : made.project.codings) {
    const auto who = random() % (std::uint64_t{1} << coders);
    for (std::size_t c = 0; c < coders; ++c)
      if ((who >> c & 1) != 0) study.codings[c].push_back(coding);
  }
  study.project = std::move(made.project);
  study.project.codings.clear();
  return study;
}

inline bool is_at_or_below(const AgreementStudy& study, std::int32_t code, std::int32_t above) {
  while (code >= 0 && code != above) code = study.project.codes[static_cast<std::size_t>(code)].parent;
  return code == above;
}

/// Whether a byte of the base lies in the coding and in the place.
inline bool meets_in_base(const AgreementStudy& study, const CodedSpan& coding, const UnitPlace& place) {
  if (coding.source != place.source) return false;
  for (auto byte = coding.span.begin.count; byte < coding.span.end.count; ++byte) {
    if (byte < place.span.begin.count || byte >= place.span.end.count) continue;
    for (const BasePassage& passage : study.project.base)
      if (passage.place.source == coding.source && passage.place.span.begin.count <= byte &&
          byte < passage.place.span.end.count)
        return true;
  }
  return false;
}

/// Of each unit, the coders who gave it the code.
inline std::vector<std::uint64_t> slow_marks(const AgreementStudy& study, std::int32_t code, bool below) {
  std::vector<std::uint64_t> marks;
  for (const UnitPlace& unit : study.units) {
    std::uint64_t mark = 0;
    for (std::size_t c = 0; c < study.codings.size(); ++c)
      for (const CodedSpan& coding : study.codings[c])
        if ((below ? is_at_or_below(study, coding.code, code) : coding.code == code) &&
            meets_in_base(study, coding, unit))
          mark |= std::uint64_t{1} << c;
    marks.push_back(mark);
  }
  return marks;
}

/// A source of `length` characters, all of them base; spans of one code by two coders.
inline AgreementStudy of_characters(std::size_t length, const std::vector<text::ByteSpan>& anna,
                                    const std::vector<text::ByteSpan>& ben) {
  AgreementStudy study;
  study.characters = true;
  study.project.codes = {{"money", "Money", -1}};
  study.project.sources = {model::Kind::interview};
  study.project.base = {{{0, text::byte_span(0, length)}, 0, -1, 0, 0}};
  study.units = {study.project.base[0].place};
  study.coders = {{"anna", false, 0}, {"ben", false, 1}};
  study.codings.resize(2);
  for (const auto& span : anna) study.codings[0].push_back({0, 0, span});
  for (const auto& span : ben) study.codings[1].push_back({0, 0, span});
  return study;
}

/// `sources` sources of ten passages; two coders code one code at random, the second like the first at times.
inline AgreementStudy many_sources(std::size_t sources, std::mt19937_64& random) {
  AgreementStudy study = of_characters(1, {}, {});
  study.characters = false;
  study.project.base.clear();
  study.project.sources.assign(sources, model::Kind::interview);
  for (std::size_t s = 0; s < sources; ++s)
    for (std::size_t p = 0; p < 10; ++p) {
      const auto span = text::byte_span(10 * p, 10 * p + 8);
      study.project.base.push_back({{static_cast<std::int32_t>(s), span}, 0, -1, 0, 0});
      const bool first = random() % 3 == 0, second = random() % 4 == 0 ? random() % 2 == 0 : first;
      if (first) study.codings[0].push_back({0, static_cast<std::int32_t>(s), span});
      if (second) study.codings[1].push_back({0, static_cast<std::int32_t>(s), span});
    }
  study.units.clear();
  for (const BasePassage& passage : study.project.base) study.units.push_back(passage.place);
  return study;
}

}  // namespace gloss::test
