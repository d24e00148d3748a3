// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/frequency_report.h"

#include <algorithm>

#include "report/base_lines.h"
#include "report/met_codings.h"

namespace gloss::report {

namespace {

struct CodeCount {
  std::int64_t codings = 0, passages = 0, sources = 0, speakers = 0;
  // What was counted last: everything comes in text order, so that is all there is to remember.
  const CodedSpan* last_span = nullptr;
  std::size_t counted_to = 0;  // passages before this one are counted
  std::int32_t last_source = -1;
};

/// Which persons a code was found with: one bit for each.
class PersonTable {
 public:
  PersonTable(std::size_t codes, std::size_t persons) : persons_(persons), seen_(codes * persons, false) {}
  /// Whether it is new.
  bool add(std::size_t code, std::size_t person) {
    const std::size_t at = code * persons_ + person;
    const bool fresh = !seen_[at];
    seen_[at] = true;
    return fresh;
  }

 private:
  std::size_t persons_;
  std::vector<bool> seen_;
};

std::vector<CodeCount> count_codes(const CodedProject& project, const std::vector<MetCoding>& codings) {
  const Ancestry ancestry(project.codes);
  std::int32_t last_person = -1;
  for (const BasePassage& passage : project.base) last_person = std::max(last_person, passage.person);
  PersonTable persons(project.codes.size(), static_cast<std::size_t>(last_person + 1));
  std::vector<CodeCount> counts(project.codes.size());

  for (const MetCoding& met : codings) {
    const CodedSpan& coding = *met.coding;
    for (const std::int32_t code : ancestry.upward(coding.code)) {
      CodeCount& count = counts[static_cast<std::size_t>(code)];
      const bool same_span = count.last_span != nullptr && count.last_span->source == coding.source &&
                             count.last_span->span == coding.span;
      if (same_span) continue;
      count.last_span = &coding;
      ++count.codings;
      if (count.last_source != coding.source) ++count.sources;
      count.last_source = coding.source;
      for (std::size_t p = std::max(met.passages.first, count.counted_to); p < met.passages.last; ++p) {
        ++count.passages;
        const std::int32_t person = project.base[p].person;
        if (person >= 0 && persons.add(static_cast<std::size_t>(code), static_cast<std::size_t>(person)))
          ++count.speakers;
      }
      count.counted_to = std::max(count.counted_to, met.passages.last);
    }
  }
  return counts;
}

}  // namespace

Table frequency_report(const CodedProject& project, const FrequencyOptions& options) {
  const auto codings = codings_in_base(project);
  const auto counts = count_codes(project, codings);
  const auto base = count_base(project);
  const auto record = count_record(project, codings);
  const auto say = [&](std::string_view english, std::string_view chinese) {
    return std::string(in_language(options.language, english, chinese));
  };

  Table table;
  table.title = say("Code frequencies", "代码频次");
  table.headers = header_lines(base, record, options.language);
  table.head["base"] = as_json(base);
  table.head["record"] = as_json(record);
  using Kind = Column::Kind;
  table.columns = {{"code", "-", Kind::text},
                   {"name", say("Code", "代码"), Kind::text},
                   {"codings", say("Codings", "编码"), Kind::number},
                   {"passages", say("Passages", "段落"), Kind::bar},
                   {"sources", say("Sources", "来源"), Kind::number},
                   {"speakers", say("Speakers", "说话人"), Kind::number},
                   {"share", say("Share", "占比"), Kind::share}};
  for (std::size_t c = 0; c < project.codes.size(); ++c) {
    const CodeRow& code = project.codes[c];
    const CodeCount& count = counts[c];
    Value share;
    if (base.passages > 0) share = static_cast<double>(count.passages) / static_cast<double>(base.passages);
    table.rows.push_back(
        {code.id, shown_name(code), count.codings, count.passages, count.sources, count.speakers, share});
    table.indents.push_back(code.parent < 0 ? 0 : table.indents[static_cast<std::size_t>(code.parent)] + 1);
  }
  table.notes.push_back(
      say("A code with codes below it counts what they cover together, each passage once. "
          "Share: of the passages of the base.",
          "上级代码按其下各代码覆盖范围的并集计，每个段落只计一次。占比：占范围内段落的比例。"));
  return table;
}

}  // namespace gloss::report
