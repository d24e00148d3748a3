// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/profiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "report/grouped.h"
#include "report/met_codings.h"

namespace gloss::report {
namespace {

constexpr std::array<std::string_view, 4> profile_names{"sources", "speakers", "cases", "codes"};
constexpr std::size_t most_listed = 20;

}  // namespace

std::optional<ProfileOf> profile_of_named(std::string_view name) {
  for (std::size_t i = 0; i < profile_names.size(); ++i)
    if (profile_names[i] == name) return static_cast<ProfileOf>(i);
  return std::nullopt;
}

std::optional<ProfileBy> profile_by_named(std::string_view name) {
  if (name == "codes") return ProfileBy::codes;
  if (name == "words") return ProfileBy::words;
  return std::nullopt;
}

std::string name_of_rows(const Profiles& profiles) {
  const Wording say(profiles.language);
  switch (profiles.of) {
    case ProfileOf::sources:
      return say("sources", "来源");
    case ProfileOf::speakers:
      return say("speakers", "说话人");
    case ProfileOf::cases:
      return say("cases", "个案");
    case ProfileOf::codes:
      return say("codes", "代码");
    case ProfileOf::groups:
      break;
  }
  return say("groups", "组别");
}

std::string name_of_columns(const Profiles& profiles) {
  const Wording say(profiles.language);
  if (profiles.columns_are_passages()) return say("passages", "段落");
  return profiles.by == ProfileBy::words ? say("words", "词") : say("codes", "代码");
}

std::string profile_note(const Profiles& profiles) {
  const Wording say(profiles.language);
  if (profiles.columns_are_passages())
    return say(
        "Codes are compared by the passages they are coded in; one that only gathers others is left out "
        "(--level counts those below it as it).",
        "代码按其所在段落比较；仅用于归类的上级代码不参与（--level 可将下级并入上级）。");
  if (profiles.by == ProfileBy::words)
    return profiles.of == ProfileOf::codes
               ? say("Words of the passages in which each code is coded; function words are left out.",
                     "以各代码所在段落的用词比较；不含虚词。")
               : say("Words of the base; function words are left out.", "以范围内的用词比较；不含虚词。");
  return say(
      "Counts are passages with each code; a code counts where it is coded itself, not through the codes "
      "below it (--level counts those as it).",
      "按含各代码的段落数计；代码只计自身的编码，不含其下级（--level 可将下级并入上级）。");
}

std::vector<std::string> left_out_note(const Profiles& profiles) {
  if (profiles.without == 0) return {};
  const Wording say(profiles.language);
  const std::string passages = counted(profiles.without, "passage", "passages") + " of the base ";
  const std::string number = grouped(profiles.without);
  if (profiles.of == ProfileOf::groups)
    return {say(passages + "without a value of " + profiles.variable + ": not compared.",
                "范围内 " + number + " 个段落没有" + profiles.variable + "的取值，不参与比较。")};
  if (profiles.of == ProfileOf::cases)
    return {say(passages + "in no case: not compared.",
                "范围内 " + number + " 个段落不属于任何个案，不参与比较。")};
  return {say(passages + "without a named speaker: not compared.",
              "范围内 " + number + " 个段落没有署名说话人，不参与比较。")};
}

std::vector<std::string> empty_rows_note(const Profiles& profiles, std::span<const std::size_t> rows) {
  if (rows.empty()) return {};
  const Wording say(profiles.language);
  std::string names;
  for (std::size_t i = 0; i < std::min(rows.size(), most_listed); ++i)
    names += (i == 0 ? "" : say(", ", "、")) + profiles.names[rows[i]];
  const std::string left_out =
      rows.size() > most_listed ? grouped(static_cast<std::int64_t>(rows.size() - most_listed)) : "";
  if (!left_out.empty()) names += say(" and " + left_out + " more", "等，另有 " + left_out + " 个");
  const std::string columns = name_of_columns(profiles);
  return {say("Without any of the " + columns + ", and so not compared: ",
              "没有任何" + columns + "，不参与比较：") +
          names};
}

std::vector<PassageCode> codes_of_passages(const CodedProject& project) {
  std::vector<PassageCode> all;
  std::vector<std::size_t> counted(project.codes.size(), 0);  // by code: passages before this one are done
  for (const MetCoding& met : codings_in_base(project)) {
    std::size_t& done = counted[static_cast<std::size_t>(met.coding->code)];
    for (std::size_t p = std::max(met.passages.first, done); p < met.passages.last; ++p)
      all.push_back({p, met.coding->code});
    done = std::max(done, met.passages.last);
  }
  return all;
}

std::vector<bool> codes_that_gather(std::span<const CodeRow> codes) {
  std::vector<bool> gathers(codes.size(), false);
  for (const CodeRow& code : codes)
    if (code.parent >= 0) gathers[static_cast<std::size_t>(code.parent)] = true;
  return gathers;
}

ProfileCounter::ProfileCounter(const CodedProject& head, ProfileOf of)
    : of_(of), codes_(head.codes), gathers_(codes_that_gather(codes_)), groups_(head.groups), by_(head.by) {
  if (of_ != ProfileOf::codes) return;
  passages_.resize(codes_.size());
  of_codes_.resize(codes_.size());
}

std::int32_t ProfileCounter::row_of(const BasePassage& passage) const {
  switch (of_) {
    case ProfileOf::sources:
      return passage.place.source;
    case ProfileOf::groups:
      return passage.group;
    default:
      return passage.person;
  }
}

void ProfileCounter::add(const CodedProject& part) {
  base_ += count_base(part);
  record_ += count_record(part, codings_in_base(part));
  const auto found = codes_of_passages(part);
  if (of_ == ProfileOf::codes) {
    for (const PassageCode& one : found) {
      const auto code = static_cast<std::size_t>(one.code);
      of_codes_[code].push_back({passages_before_ + static_cast<std::uint32_t>(one.passage), 1});
      ++passages_[code];
    }
    passages_before_ += static_cast<std::uint32_t>(part.base.size());
    return;
  }
  for (const BasePassage& passage : part.base) {
    const std::int32_t row = row_of(passage);
    without_ += row < 0 ? 1 : 0;
    if (row < 0) continue;
    if (passages_.size() <= static_cast<std::size_t>(row))
      passages_.resize(static_cast<std::size_t>(row) + 1);
    ++passages_[static_cast<std::size_t>(row)];
  }
  counts_.resize(passages_.size() * codes_.size());
  for (const PassageCode& one : found)
    if (const std::int32_t row = row_of(part.base[one.passage]); row >= 0) ++counts_[slot(row, one.code)];
}

Profiles ProfileCounter::begin(std::string_view language) const {
  Profiles made;
  made.of = of_;
  made.language = language;
  made.variable = by_;
  made.head = headed_table("", base_, record_, language);
  for (const CodeRow& code : codes_) {
    made.codes.push_back(code.id);
    made.code_names.push_back(shown_name(code));
  }
  made.gathers = gathers_;
  made.without = without_;
  return made;
}

stats::SparseRow ProfileCounter::row(std::size_t number) const {
  if (of_ == ProfileOf::codes) return of_codes_[number];
  return stats::sparse_row(std::span(counts_).subspan(number * codes_.size(), codes_.size()));
}

bool ProfileCounter::is_compared(std::size_t number) const {
  return passages_[number] > 0 || (of_ == ProfileOf::codes && !gathers_[number]);
}

}  // namespace gloss::report
