// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/frequency_report.h"

#include <algorithm>
#include <utility>

namespace gloss::report {

FrequencyCounter::FrequencyCounter(std::vector<CodeRow> codes)
    : codes_(std::move(codes)), ancestry_(codes_), counts_(codes_.size()), persons_(codes_.size()) {}

bool FrequencyCounter::is_new_person(std::size_t code, std::int32_t person) {
  std::vector<bool>& seen = persons_[code];
  const auto at = static_cast<std::size_t>(person);
  if (seen.size() <= at) seen.resize(at + 1);
  const bool fresh = !seen[at];
  seen[at] = true;
  return fresh;
}

void FrequencyCounter::add(const CodedProject& part) {
  const auto codings = codings_in_base(part);
  base_ += count_base(part);
  record_ += count_record(part, codings);
  for (Count& count : counts_) {
    count.last_span = nullptr;
    count.counted_to = 0;
    count.last_source = -1;
  }
  for (const MetCoding& met : codings) {
    const CodedSpan& coding = *met.coding;
    for (const std::int32_t code : ancestry_.upward(coding.code)) {
      Count& count = counts_[static_cast<std::size_t>(code)];
      const bool same_span = count.last_span != nullptr && count.last_span->source == coding.source &&
                             count.last_span->span == coding.span;
      if (same_span) continue;
      count.last_span = &coding;
      ++count.codings;
      if (count.last_source != coding.source) ++count.sources;
      count.last_source = coding.source;
      for (std::size_t p = std::max(met.passages.first, count.counted_to); p < met.passages.last; ++p) {
        ++count.passages;
        const std::int32_t person = part.base[p].person;
        if (person >= 0 && is_new_person(static_cast<std::size_t>(code), person)) ++count.speakers;
      }
      count.counted_to = std::max(count.counted_to, met.passages.last);
    }
  }
}

Table FrequencyCounter::table(const FrequencyOptions& options) const {
  const auto say = [&](std::string_view english, std::string_view chinese) {
    return std::string(in_language(options.language, english, chinese));
  };

  Table table;
  table.title = say("Code frequencies", "代码频次");
  table.headers = header_lines(base_, record_, options.language);
  table.head["base"] = as_json(base_);
  table.head["record"] = as_json(record_);
  using Kind = Column::Kind;
  table.columns = {{"code", "-", Kind::text},
                   {"name", say("Code", "代码"), Kind::text},
                   {"codings", say("Codings", "编码"), Kind::number},
                   {"passages", say("Passages", "段落"), Kind::bar},
                   {"sources", say("Sources", "来源"), Kind::number},
                   {"speakers", say("Speakers", "说话人"), Kind::number},
                   {"share", say("Share", "占比"), Kind::share}};
  for (std::size_t c = 0; c < codes_.size(); ++c) {
    const CodeRow& code = codes_[c];
    const Count& count = counts_[c];
    Value share;
    if (base_.passages > 0) share = static_cast<double>(count.passages) / static_cast<double>(base_.passages);
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

Table frequency_report(const CodedProject& project, const FrequencyOptions& options) {
  FrequencyCounter counter(project.codes);
  counter.add(project);
  return counter.table(options);
}

}  // namespace gloss::report
