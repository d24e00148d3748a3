// SPDX-License-Identifier: GPL-3.0-or-later
// The quality of rules as a table: what was counted, the figures, and why one is missing.
#include <fmt/format.h>

#include <array>

#include "project/count_codings.h"
#include "project/rule_quality.h"
#include "report/grouped.h"
#include "text/display.h"

namespace gloss::project {
namespace {

using stats::Estimate;

report::Value value_of(const std::optional<double>& number) {
  return number ? report::Value(*number) : report::Value();
}

void add_estimate(const Estimate& estimate, std::vector<report::Value>& row) {
  row.push_back(value_of(estimate.value));
  row.push_back(estimate.interval ? report::Value(estimate.interval->low) : report::Value());
  row.push_back(estimate.interval ? report::Value(estimate.interval->high) : report::Value());
}

/// "0.71 [0.52, 0.85]", for people.
std::string shown(const Estimate& estimate) {
  if (!estimate.value) return "-";
  if (!estimate.interval) return fmt::format("{:.2f}", *estimate.value);
  return fmt::format("{:.2f} [{:.2f}, {:.2f}]", *estimate.value, estimate.interval->low,
                     estimate.interval->high);
}

std::string listed(const std::vector<std::string>& names) {
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

/// Whether anything is known of the row.
std::string_view state_of(const QualityRow& row, const RuleQuality& quality) {
  if (quality.passages == 0) return "unchecked";
  if (row.hits == 0 && row.table.fn == 0) return "no hits";
  if (row.table.tp + row.table.fp + row.table.fn == 0) return "unchecked";
  return "checked";
}

std::vector<std::string> headers_of(const RuleQuality& quality, const QualityOptions& options) {
  std::vector<std::string> lines;
  if (quality.sources == 0) {
    lines.push_back("nobody has read a source to its end yet; gloss done SOURCE says so");
  } else {
    lines.push_back(fmt::format("{} of {}, read by {}; of {} of the base",
                                report::counted(quality.passages, "passage", "passages"),
                                report::counted(quality.sources, "source", "sources"), listed(quality.coders),
                                report::grouped(quality.base)));
    if (quality.blind < quality.sources)
      lines.push_back(
          fmt::format("{} read blind; where the reader saw what the rules had found, agreement is flattered",
                      report::counted(quality.blind, "source", "sources")));
    lines.push_back(
        options.over_sources
            ? fmt::format("95 % intervals: the sources drawn again 2,000 times, seed {}", options.seed)
            : "95 % intervals by formula, as if passages of one interview did not depend on each other");
  }
  if (quality.set_aside > 0)
    lines.push_back(
        fmt::format("{} in an earlier version of a text not counted",
                    report::counted(quality.set_aside, "coding or decision", "codings or decisions")));
  return lines;
}

}  // namespace

report::Table quality_table(const CodedProject& coded, const RuleQuality& quality,
                            const QualityOptions& options, const std::string& language) {
  using enum report::Column::Kind;
  const std::string names = report_language(*coded.codebook, language);
  report::Table table;
  table.title = "Quality of rules";
  table.headers = headers_of(quality, options);
  table.head["against"] = options.against;
  table.head["coders"] = quality.coders;
  table.head["sources"] = quality.sources;
  table.head["blind"] = quality.blind;
  table.head["passages"] = quality.passages;
  table.head["base"] = quality.base;
  table.head["intervals"] = options.over_sources ? "sources" : "passages";
  if (options.over_sources) table.head["seed"] = options.seed;
  table.columns = {{"code", "-", text},      {"rule", "-", number}, {"text", "-", text},
                   {"", "Code, rule", text}, {"state", "-", text},  {"hits", "Hits", number},
                   {"tp", "TP", number},     {"fp", "FP", number},  {"fn", "FN", number},
                   {"tn", "-", number}};
  for (const char* name : {"precision", "recall", "f1", "kappa"})
    for (const char* end : {"", "_low", "_high"})
      table.columns.push_back({std::string(name) + end, "-", number});
  for (const char* heading : {"Precision", "Recall", "F1", "Kappa"})
    table.columns.push_back({"", heading, text});
  for (const char* name : {"prevalence", "bias"}) table.columns.push_back({name, "-", number});
  table.columns.push_back({"only_tp", options.rules ? "Only TP" : "-", number});
  table.columns.push_back({"only_fp", options.rules ? "Only FP" : "-", number});
  for (const QualityRow& one : quality.rows) {
    const auto& code = coded.codebook->codes[static_cast<std::size_t>(one.code)];
    const auto* rule = one.rule == 0 ? nullptr : &code.rules[static_cast<std::size_t>(one.rule - 1)];
    const std::string_view state = state_of(one, quality);
    const std::string name(codebook::in_language(code.name, names, code.id.substr(code.id.rfind('/') + 1)));
    std::vector<report::Value> row{
        code.id,
        rule == nullptr ? report::Value() : report::Value(std::int64_t{one.rule}),
        rule == nullptr ? report::Value() : report::Value(rule->text),
        rule == nullptr ? name : fmt::format("{}. {}", one.rule, text::one_line(rule->text)),
        std::string(state),
        one.hits};
    const bool known = state == "checked";
    const auto count = [&](std::int64_t number) { return known ? report::Value(number) : report::Value(); };
    for (const std::int64_t number : {one.table.tp, one.table.fp, one.table.fn, one.table.tn})
      row.push_back(count(number));
    const Estimate none;
    const auto& q = one.quality;
    const std::array<const Estimate*, 4> estimates{&q.precision, &q.recall, &q.f1, &q.kappa};
    for (const Estimate* estimate : estimates) add_estimate(known ? *estimate : none, row);
    for (const Estimate* estimate : estimates)
      row.push_back(known                           ? shown(*estimate)
                    : estimate == estimates.front() ? std::string(state)
                                                    : std::string("-"));
    row.push_back(known ? value_of(q.prevalence) : report::Value());
    row.push_back(known ? value_of(q.bias) : report::Value());
    row.push_back(rule == nullptr ? report::Value() : count(one.only_tp));
    row.push_back(rule == nullptr ? report::Value() : count(one.only_fp));
    table.rows.push_back(std::move(row));
    table.indents.push_back(code.depth + (rule == nullptr ? 0 : 1));
  }
  table.notes.push_back(
      "Per passage, in sources that were read. Hits: in the whole base. TP, FP: hits that a reader confirms, "
      "by hand or by accepting, or not; FN: passages that only the reader coded. Kappa: Cohen's. Brackets: "
      "95 %. "
      "- = no value; unchecked = nobody has read where it hits.");
  if (options.rules)
    table.notes.push_back(
        "Recall of a rule: its share of the code's passages. Only: passages that no other rule of the code "
        "hits.");
  return table;
}

}  // namespace gloss::project
