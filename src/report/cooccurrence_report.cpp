// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/cooccurrence_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include "report/base_lines.h"
#include "report/code_glob.h"
#include "report/grouped.h"
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

void add_test_columns(const PairTests& tests, const Wording& say, Table& table) {
  using Type = Column::Kind;
  table.head["test"] = {{"draws", tests.options.draws}, {"seed", tests.options.seed},
                        {"tested", tests.tested},       {"exact", tests.exact},
                        {"sequences", tests.sequences}, {"sources", tests.sources}};
  table.headers.push_back(say(
      fmt::format("Test: rotation within each speaker of each source ({} in {}); {} tested, {} exactly; "
                  "seed {}, {} draws for the others",
                  grouped(tests.sequences), counted(tests.sources, "source", "sources"),
                  counted(tests.tested, "pair", "pairs"), grouped(tests.exact), tests.options.seed,
                  grouped(tests.options.draws)),
      fmt::format("检验：在每个来源的每位说话人内轮转（{} 个来源共 {} 个序列）；检验 {} 对，其中 {} 对为精确"
                  "值；种子 {}，其余抽取 {} 次",
                  grouped(tests.sources), grouped(tests.sequences), grouped(tests.tested),
                  grouped(tests.exact), tests.options.seed, grouped(tests.options.draws))));
  table.columns.insert(table.columns.end(), {{"expected", say("Expected", "期望"), Type::number},
                                             {"ratio", "-", Type::number},
                                             {"sources", say("Sources", "来源"), Type::number},
                                             {"p", "p", Type::number},
                                             {"p_adjusted", say("p adj.", "校正 p"), Type::number}});
}

void add_test(const PairTest& test, const stats::CodePair& pair, std::vector<Value>& row) {
  const auto value = [](const std::optional<double>& number) { return number ? Value(*number) : Value(); };
  row.emplace_back(test.expected);
  row.push_back(test.expected > 0 ? Value(static_cast<double>(pair.both) / test.expected) : Value());
  row.emplace_back(test.sources);
  row.push_back(value(test.p));
  row.push_back(value(test.adjusted));
}

void add_test_notes(const PairTests& tests, const std::string& units, const Wording& say, Table& table) {
  table.notes.push_back(fmt::format(
      fmt::runtime(say(
          "Expected: {0} with both if one code is turned round within each speaker of each source, its runs "
          "unbroken. p: how often that gives at least as many (one-sided). p adj.: Benjamini & Hochberg, "
          "over {1} "
          "pairs. Sources: those in which the two stand together.",
          "期望：在每个来源的每位说话人内轮转其中一个代码（连续出现处不拆开）时的共现{0}"
          "数。p：轮转后不少于实际"
          "共现的比例（单侧）。校正 p：按 Benjamini-Hochberg 对 {1} 对校正。来源：两者共现的来源数。")),
      units, grouped(tests.tested)));
  table.notes.push_back(fmt::format(
      fmt::runtime(say(
          "Units within an interview are not independent: turning keeps how each code clusters, so that "
          "alone "
          "gives no small p. It holds for these interviews and no others; judge by both and expected, and by "
          "the number of sources, before p. Where {0} are shared, the two match the same words, and p says "
          "nothing more.",
          "同一访谈内的单位并不独立：轮转保留了各代码的聚集，故聚集本身不会使 p "
          "变小。结论只限于这些访谈；请先看共"
          "现与期望之差和来源数，再看 p。{0}为“同词”者本就命中相同词语，p 不说明更多。")),
      units));
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
  const stats::CodedUnits coded = coded_units(part, ancestry_, codings, units);
  counts_ += count_pairs(coded, ancestry_.parents());
  if (sequences_) sequences_->add(part, units, coded);
}

Result<void> CooccurrenceCounter::keep_sequences() {
  if (unit_ == "overlap" || unit_ == "source")
    return Err(Fault::usage, "--test", "needs units that follow each other within a speaker and a source",
               "--unit passage, sentence, answer or turn");
  sequences_.emplace(codes_.size());
  return {};
}

std::vector<stats::CodePair> pairs_shown(const CooccurrenceCounter& counter,
                                         const CooccurrenceOptions& options) {
  std::vector<stats::CodePair> pairs = counter.counts().pairs;
  const auto in_rows = picked(options.rows, counter.codes()),
             in_columns = picked(options.columns, counter.codes());
  std::erase_if(pairs, [&](const stats::CodePair& pair) {
    const auto a = static_cast<std::size_t>(pair.code_a), b = static_cast<std::size_t>(pair.code_b);
    return !(in_rows[a] && in_columns[b]) && !(in_rows[b] && in_columns[a]);
  });
  return pairs;
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
  const auto pairs = pairs_shown(counter, options);
  const std::int64_t n = counter.counts().n;

  const Wording say(options.language);
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

  using Type = Column::Kind;
  table.columns = {{"code_a", "-", Type::text},
                   {"code_b", "-", Type::text},
                   {"", say("Code A", "代码 A"), Type::text},
                   {"", say("Code B", "代码 B"), Type::text},
                   {"a", "A", Type::number},
                   {"b", "B", Type::number},
                   {"both", say("Both", "共现"), Type::number},
                   {"shared", say("Shared", "同词"), Type::number},
                   {"n", on_codings || options.tests ? "-" : "n", Type::number}};
  for (const stats::Measure* measure : measures) {
    table.head["measures"].push_back(measure->name);
    const bool has_values = !on_codings || measure->on_codings;
    table.columns.push_back({std::string(measure->name),
                             has_values ? say(measure->heading, measure->heading_zh) : "-", Type::number});
  }
  if (options.tests) add_test_columns(*options.tests, say, table);
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    const stats::CodePair& pair = pairs[p];
    const CodeRow& a = counter.codes()[static_cast<std::size_t>(pair.code_a)];
    const CodeRow& b = counter.codes()[static_cast<std::size_t>(pair.code_b)];
    std::vector<Value> row{a.id,          b.id,        shown_name(a),
                           shown_name(b), pair.a,      pair.b,
                           pair.both,     pair.shared, on_codings ? Value() : Value(n)};
    for (const stats::Measure* measure : measures) {
      const auto value =
          on_codings && !measure->on_codings ? std::nullopt : measure->of({pair.both, pair.a, pair.b, n});
      row.push_back(value ? Value(*value) : Value());
    }
    if (options.tests) add_test(options.tests->pairs[p], pair, row);
    table.rows.push_back(std::move(row));
  }

  table.text_order = ranked(pairs);
  table.text_rows = options.text_rows;
  if (pairs.empty()) {
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
  if (options.tests) add_test_notes(*options.tests, units, say, table);
  return table;
}

}  // namespace gloss::report
