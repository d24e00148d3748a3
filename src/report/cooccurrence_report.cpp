// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/cooccurrence_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include "report/base_lines.h"
#include "report/code_glob.h"
#include "report/met_codings.h"
#include "report/pair_counts.h"
#include "stats/cooccurrence.h"

namespace gloss::report {

namespace {

struct UnitName {
  std::string_view name, many, many_zh;
};
constexpr std::array<UnitName, 6> unit_names{{{"passage", "passages", "段落"},
                                              {"sentence", "sentences", "句子"},
                                              {"answer", "answers", "回答"},
                                              {"turn", "turns", "话轮"},
                                              {"source", "sources", "来源"},
                                              {"overlap", "overlapping codings", "重叠的编码"}}};

Result<const UnitName*> unit_named(const std::string& name) {
  for (const UnitName& unit : unit_names)
    if (unit.name == name) return &unit;
  std::string known;
  for (const UnitName& unit : unit_names) known += (known.empty() ? "" : ", ") + std::string(unit.name);
  return Err(Fault::usage, "", "there is no unit '" + name + "'", known);
}

Result<std::vector<const stats::Measure*>> measures_named(const std::vector<std::string>& names) {
  std::vector<const stats::Measure*> found{stats::measure_named("jaccard")};
  for (const std::string& name : names) {
    const stats::Measure* measure = stats::measure_named(name);
    if (measure == nullptr) {
      std::string known;
      for (const stats::Measure& each : stats::measures())
        known += (known.empty() ? "" : ", ") + std::string(each.name);
      return Err(Fault::usage, "", "there is no measure '" + name + "'", known);
    }
    if (std::find(found.begin(), found.end(), measure) == found.end()) found.push_back(measure);
  }
  return found;
}

/// Which codes a glob picks; an empty one picks all.
std::vector<bool> picked(const std::string& glob, const std::vector<CodeRow>& codes) {
  std::vector<bool> picks(codes.size(), true);
  if (!glob.empty())
    for (std::size_t c = 0; c < codes.size(); ++c) picks[c] = code_matches(glob, codes[c].id);
  return picks;
}

/// Strongest first: both - shared, then Jaccard, then codebook order.
std::vector<std::size_t> ranked(const std::vector<stats::CodePair>& pairs) {
  std::vector<std::size_t> order(pairs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
    const stats::CodePair &p = pairs[x], &q = pairs[y];
    if (p.both - p.shared != q.both - q.shared) return p.both - p.shared > q.both - q.shared;
    return p.both * (q.a + q.b - q.both) >
           q.both * (p.a + p.b - p.both);  // p's Jaccard > q's, without division
  });
  return order;
}

}  // namespace

Result<CooccurrenceCounter> CooccurrenceCounter::of(const CodedProject& head, const std::string& unit) {
  GLOSS_TRY(const UnitName* named, unit_named(unit));
  return CooccurrenceCounter(head, std::string(named->name));
}

void CooccurrenceCounter::add(const CodedProject& part, std::span<const UnitPlace> units) {
  const auto codings = codings_in_base(part);
  base_ += count_base(part);
  record_ += count_record(part, codings);
  if (unit_ == "overlap") {
    counts_ += count_overlaps(part, ancestry_, codings);
    return;
  }
  std::vector<UnitPlace> passages;
  if (unit_ == "passage") {
    passages.reserve(part.base.size());
    for (const BasePassage& passage : part.base) passages.push_back(passage.place);
    units = passages;
  }
  counts_ += count_pairs(coded_units(part, ancestry_, codings, units), ancestry_.parents());
}

Result<Table> cooccurrence_report(const CodedProject& project, const CooccurrenceOptions& options,
                                  std::span<const UnitPlace> units) {
  GLOSS_TRY(auto counter, CooccurrenceCounter::of(project, options.unit));
  counter.add(project, units);
  return cooccurrence_report(counter, options);
}

Result<Table> cooccurrence_report(const CooccurrenceCounter& counter, const CooccurrenceOptions& options) {
  GLOSS_TRY(const UnitName* unit, unit_named(counter.unit()));
  GLOSS_TRY(const auto measures, measures_named(options.measures));
  const bool on_codings = counter.unit() == "overlap";
  stats::PairCounts counts = counter.counts();
  const auto in_rows = picked(options.rows, counter.codes()),
             in_columns = picked(options.columns, counter.codes());
  std::erase_if(counts.pairs, [&](const stats::CodePair& pair) {
    const auto a = static_cast<std::size_t>(pair.code_a), b = static_cast<std::size_t>(pair.code_b);
    return !(in_rows[a] && in_columns[b]) && !(in_rows[b] && in_columns[a]);
  });

  const auto say = [&](std::string_view english, std::string_view chinese) {
    return std::string(in_language(options.language, english, chinese));
  };
  const std::string units = say(unit->many, unit->many_zh);
  Table table;
  table.title = on_codings
                    ? say("Co-occurrence of codes, by overlap of their codings", "代码共现（按编码重叠）")
                    : say("Co-occurrence of codes in ", "代码共现（单位：") + units + say("", "）");
  table.headers = header_lines(counter.base(), counter.record(), options.language);
  table.head["unit"] = counter.unit();
  table.head["base"] = as_json(counter.base());
  table.head["record"] = as_json(counter.record());
  table.head["measures"] = Json::array();

  using Kind = Column::Kind;
  table.columns = {{"code_a", "-", Kind::text},
                   {"code_b", "-", Kind::text},
                   {"", say("Code A", "代码 A"), Kind::text},
                   {"", say("Code B", "代码 B"), Kind::text},
                   {"a", "A", Kind::number},
                   {"b", "B", Kind::number},
                   {"both", say("Both", "共现"), Kind::number},
                   {"shared", say("Shared", "同词"), Kind::number},
                   {"n", on_codings ? "-" : "n", Kind::number}};
  for (const stats::Measure* measure : measures) {
    table.head["measures"].push_back(measure->name);
    const bool has_values = !on_codings || measure->on_codings;
    table.columns.push_back({std::string(measure->name),
                             has_values ? say(measure->heading, measure->heading_zh) : "-", Kind::number});
  }
  for (const stats::CodePair& pair : counts.pairs) {
    const CodeRow& a = counter.codes()[static_cast<std::size_t>(pair.code_a)];
    const CodeRow& b = counter.codes()[static_cast<std::size_t>(pair.code_b)];
    std::vector<Value> row{a.id,          b.id,        shown_name(a),
                           shown_name(b), pair.a,      pair.b,
                           pair.both,     pair.shared, on_codings ? Value() : Value(counts.n)};
    for (const stats::Measure* measure : measures) {
      const auto value = on_codings && !measure->on_codings
                             ? std::nullopt
                             : measure->of({pair.both, pair.a, pair.b, counts.n});
      row.push_back(value ? Value(*value) : Value());
    }
    table.rows.push_back(std::move(row));
  }

  table.text_order = ranked(counts.pairs);
  table.text_rows = options.text_rows;
  if (counts.pairs.empty()) {
    table.notes.push_back(say("No two codes occur together.", "没有共现的代码。"));
  } else if (on_codings) {
    table.notes.push_back(say(
        "A, B: codings of each code. Both: pairs of them that overlap; shared: of these, pairs that "
        "matched the same words. Ranked by both less shared.",
        "A、B：各代码的编码数；共现：相互重叠的编码对；同词：其中命中相同词语的编码对。按共现减同词排序。"));
  } else {
    table.notes.push_back(fmt::format(
        fmt::runtime(say("A, B, both: {} that carry the codes; shared: of both, those where the two matched "
                         "the same words. "
                         "Ranked by both less shared, then Jaccard.",
                         "A、B、共现：含相应代码的{}"
                         "数；同词：其中两个代码命中相同词语的数目。按共现减同词、再按 Jaccard 排序。")),
        units));
  }
  return table;
}

}  // namespace gloss::report
