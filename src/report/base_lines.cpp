// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/base_lines.h"

#include <fmt/format.h>

#include <utility>

#include "report/grouped.h"

namespace gloss::report {

std::string_view in_language(std::string_view language, std::string_view english, std::string_view chinese) {
  return language == "zh" || language.starts_with("zh-") ? chinese : english;
}

BaseCounts& BaseCounts::operator+=(const BaseCounts& other) {
  passages += other.passages;
  sources += other.sources;
  interview += other.interview;
  field_note += other.field_note;
  where = other.where;
  only = other.only;
  return *this;
}

RecordCounts& RecordCounts::operator+=(const RecordCounts& other) {
  hand += other.hand;
  accepted += other.accepted;
  undecided += other.undecided;
  rejected += other.rejected;
  return *this;
}

BaseCounts count_base(const CodedProject& project) {
  BaseCounts base;
  base.where = project.where;
  base.only = project.only;
  base.passages = static_cast<std::int64_t>(project.base.size());
  std::int32_t last = -1;
  for (const BasePassage& passage : project.base) {
    if (passage.place.source != last) ++base.sources;
    last = passage.place.source;
    const bool interview = project.sources[static_cast<std::size_t>(last)] == model::Kind::interview;
    ++(interview ? base.interview : base.field_note);
  }
  return base;
}

RecordCounts count_record(const CodedProject& project, const std::vector<MetCoding>& codings) {
  RecordCounts record;
  record.rejected = project.rejected;
  const CodedSpan* previous = nullptr;
  for (const MetCoding& met : codings) {  // of equal ones, the strongest standing comes first
    const CodedSpan* coding = met.coding;
    const bool repeated = previous != nullptr && previous->source == coding->source &&
                          previous->span == coding->span && previous->code == coding->code;
    previous = coding;
    if (repeated) continue;
    switch (coding->standing) {
      case Standing::hand:
        ++record.hand;
        break;
      case Standing::accepted:
        ++record.accepted;
        break;
      case Standing::undecided:
        ++record.undecided;
        break;
    }
  }
  return record;
}

Json as_json(const BaseCounts& base) {
  Json json{{"passages", base.passages},
            {"sources", base.sources},
            {"interview", base.interview},
            {"field-note", base.field_note},
            {"where", base.where}};
  if (!base.only.empty()) json["only"] = base.only;
  return json;
}

Json as_json(const RecordCounts& record) {
  return Json{{"hand", record.hand},
              {"accepted", record.accepted},
              {"undecided", record.undecided},
              {"rejected", record.rejected}};
}

std::vector<std::string> header_lines(const BaseCounts& base, const RecordCounts& record,
                                      std::string_view language) {
  std::string first, second;
  if (in_language(language, "en", "zh") == "zh") {
    first = fmt::format("范围：{} 个来源，{} 个段落（访谈 {}，田野笔记 {}）", grouped(base.sources),
                        grouped(base.passages), grouped(base.interview), grouped(base.field_note));
    if (!base.where.empty()) first += "；条件：" + base.where;
    second = fmt::format("编码：手工 {}，已接受 {}，未审定 {}；已拒绝的 {} 条不计", grouped(record.hand),
                         grouped(record.accepted), grouped(record.undecided), grouped(record.rejected));
  } else {
    first = fmt::format(
        "Base: {} of {} (interview {}, field note {})", counted(base.passages, "passage", "passages"),
        counted(base.sources, "source", "sources"), grouped(base.interview), grouped(base.field_note));
    if (!base.where.empty()) first += "; where " + base.where;
    second = fmt::format("Codings: {} by hand, {} accepted, {} undecided; {} rejected not counted",
                         grouped(record.hand), grouped(record.accepted), grouped(record.undecided),
                         grouped(record.rejected));
  }
  std::vector<std::string> lines{std::move(first), std::move(second)};
  if (!base.only.empty()) lines.push_back(std::string(in_language(language, "Only: ", "仅：")) + base.only);
  return lines;
}

Table headed_table(std::string title, const BaseCounts& base, const RecordCounts& record,
                   std::string_view language) {
  Table table;
  table.title = std::move(title);
  table.headers = header_lines(base, record, language);
  table.head["base"] = as_json(base);
  table.head["record"] = as_json(record);
  return table;
}

std::string shown_name(const CodeRow& code) {
  if (!code.name.empty()) return code.name;
  return code.id.substr(code.id.rfind('/') + 1);  // npos + 1 = 0
}

}  // namespace gloss::report
