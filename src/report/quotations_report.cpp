// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/quotations_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "report/grouped.h"
#include "report/marked_text.h"

namespace gloss::report {
namespace {

using Look = Run::Look;

constexpr int deepest = 4;  // level of a heading

/// The words of a quotation, what is coded set off.
Runs marked_runs(const Quotation& quotation) {
  MarkedText marked;
  for (const QuotedCoding& coding : quotation.codings)
    marked.marks.emplace_back(coding.mark.begin.count, coding.mark.end.count);
  Runs runs;
  const std::string& text = quotation.text;
  std::size_t done = 0;
  for (const auto& [begin, end] : joined_marks(marked)) {
    if (done < begin) runs.push_back({text.substr(done, begin - done)});
    runs.push_back({text.substr(begin, end - begin), Look::marked});
    done = end;
  }
  if (done < text.size()) runs.push_back({text.substr(done)});
  return runs;
}

int depth_of(const std::string& id) { return static_cast<int>(std::count(id.begin(), id.end(), '/')); }

class QuotationWriter {
 public:
  explicit QuotationWriter(const QuotationsInput& input) : input_(input), say_(input.language) {
    least_depth_ = input.codes.empty() ? 0 : depth_of(input.codes.front().id);
    for (const QuotedCode& code : input.codes) least_depth_ = std::min(least_depth_, depth_of(code.id));
  }

  Prose write() {
    prose_.language = input_.language;
    prose_.title = say_("Quotations", "引文");
    if (!input_.title.empty()) prose_.title += say_(": ", "：") + input_.title;
    prose_.headers = header_lines(input_.base, input_.record, input_.language);
    auto part = input_.parts.begin();
    for (std::size_t c = 0; c < input_.codes.size(); ++c) {
      const int level = begin_code(input_.codes[c]);
      for (; part != input_.parts.end() && part->code == static_cast<std::int32_t>(c); ++part)
        write_part(*part, level);
    }
    write_notes();
    return std::move(prose_);
  }

 private:
  void add(ProseBlock block) { prose_.blocks.push_back(std::move(block)); }

  /// Gives the level of its heading.
  int begin_code(const QuotedCode& code) {
    const int level = std::min(depth_of(code.id) - least_depth_ + 1, deepest);
    add(heading(level, shown_name({code.id, code.name, -1})));
    Runs about{{code.id, Look::exact}};
    if (!code.definition.empty()) about.push_back({"\n" + code.definition});
    about.push_back({"\n" + (code.spread.quotations == 0 && has_codes_below(code)
                                 ? say_("No quotations of its own.", "自身没有引文。")
                                 : spread_in_words(code.spread))});
    add(paragraph(std::move(about)));
    return level;
  }

  bool has_codes_below(const QuotedCode& code) const {
    return std::any_of(input_.codes.begin(), input_.codes.end(),
                       [&](const QuotedCode& other) { return other.id.starts_with(code.id + "/"); });
  }

  void write_part(const QuotationPart& part, int level) {
    std::string before;
    if (part.contrary) {
      add(heading(std::min(level + 1, deepest), say_("Contrary cases", "反例")));
      before = say_("Rejected; not counted above. ", "已拒绝，上面不计。");
    } else if (!input_.by.empty()) {
      add(heading(std::min(level + 1, deepest), group_in_words(part.group)));
    }
    std::string below = before;
    if (part.contrary || !input_.by.empty()) below += spread_in_words(part.spread);
    const std::int64_t shown = static_cast<std::int64_t>(part.shown.size());
    if (shown < part.spread.quotations) {
      if (!below.empty()) below += say_(" ", "");
      below +=
          say_(fmt::format("Shown: {} of {}.", grouped(shown), grouped(part.spread.quotations)),
               fmt::format("显示其中 {} 条（共 {} 条）。", grouped(shown), grouped(part.spread.quotations)));
    }
    if (!below.empty()) add(paragraph({{below}}));
    for (const Quotation& one : part.shown) write_quotation(one);
  }

  void write_quotation(const Quotation& one) {
    Runs runs;
    if (!one.question.empty()) {
      const std::string asker = one.asker.empty() ? "" : one.asker + say_(": ", "：");
      runs.push_back({asker + one.question + "\n", Look::soft});
    }
    for (Run& run : marked_runs(one)) runs.push_back(std::move(run));
    add(quotation(std::move(runs), attribution(one)));
  }

  Runs attribution(const Quotation& one) const {
    const std::string comma = say_(", ", "，");
    std::string whose = is_exemplar(one) ? say_("★ exemplar: ", "★ 典型：") : "";
    if (!one.speaker.empty()) whose += one.speaker + comma;
    whose += one.source + ":" + std::to_string(one.passage);
    if (one.group >= 0) whose += comma + input_.groups[static_cast<std::size_t>(one.group)];
    for (const QuotedMemo& memo : memos_of(one))
      whose += "\n" + say_("Memo (", "备忘（") + memo.coder + say_("): ", "）：") + memo.words;
    return {{whose}};
  }

  static std::vector<QuotedMemo> memos_of(const Quotation& one) {
    std::vector<QuotedMemo> all;
    for (const QuotedCoding& coding : one.codings)
      all.insert(all.end(), coding.memos.begin(), coding.memos.end());
    all.insert(all.end(), one.memos.begin(), one.memos.end());
    return all;
  }

  std::string group_in_words(std::int32_t group) const {
    if (group < 0) return say_(fmt::format("without {}", input_.by), fmt::format("无 {}", input_.by));
    return input_.by + " = " + input_.groups[static_cast<std::size_t>(group)];
  }

  /// "12 quotations of 7 speakers in 5 sources; most from one speaker: 4."
  std::string spread_in_words(const QuotationSpread& spread) const {
    if (spread.quotations == 0) return say_("No quotations.", "没有引文。");
    std::string english = counted(spread.quotations, "quotation", "quotations"),
                chinese = grouped(spread.quotations) + " 条引文";
    if (spread.codings != spread.quotations) {
      english += " (" + counted(spread.codings, "coding", "codings") + ")";
      chinese += "（" + grouped(spread.codings) + " 条编码）";
    }
    if (spread.speakers > 0) {
      english += " of " + counted(spread.speakers, "speaker", "speakers");
      chinese += "，" + grouped(spread.speakers) + " 位说话人";
    }
    english += " in " + counted(spread.sources, "source", "sources");
    chinese += "，" + grouped(spread.sources) + " 个来源";
    if (spread.speakers > 1) {
      english += "; most from one speaker: " + grouped(spread.most);
      chinese += "；同一说话人最多 " + grouped(spread.most) + " 条";
    }
    return say_(english + ".", chinese + "。");
  }

  void write_notes() {
    auto& notes = prose_.notes;
    if (input_.context == "passage")
      notes.push_back(
          say_("Each quotation is the whole passage, as it stands in the source; the coded words are "
               "marked. Several codings of one code in one passage are one quotation.",
               "每条引文是来源中的完整段落，原文照录，标出被编码的词语。同一段落中同一代码的多条编码合为一条"
               "引文。"));
    else if (input_.context == "sentence")
      notes.push_back(
          say_("Each quotation is the sentences that hold the coded words, as they stand in the source.",
               "每条引文是含有被编码词语的句子，原文照录。"));
    else
      notes.push_back(say_("Each quotation is the coded words alone, as they stand in the source.",
                           "每条引文只是被编码的词语，原文照录。"));
    notes.push_back(say_("A code shows its own quotations; those of the codes below it stand under them.",
                         "每个代码只列出自身的引文；下级代码的引文列在下级代码处。"));
    const bool chosen = std::any_of(input_.parts.begin(), input_.parts.end(), [](const QuotationPart& part) {
      return static_cast<std::int64_t>(part.shown.size()) < part.spread.quotations;
    });
    if (chosen)
      notes.push_back(
          say_("Where not all are shown, exemplars come first and speakers take turns, in the order of "
               "the sources. Nothing was chosen for what it says.",
               "未全部显示时，先列典型引文，其余由说话人按来源顺序轮流选取，与内容无关。"));
  }

  const QuotationsInput& input_;
  Wording say_;
  int least_depth_ = 0;
  Prose prose_;
};

std::vector<Column> columns_of(const Wording& say, bool with_groups) {
  std::vector<Column> columns{{"code", say("Code", "代码")}};
  columns.push_back({"group", with_groups ? say("Group", "分组") : "-"});
  columns.push_back({"speaker", say("Speaker", "说话人")});
  columns.push_back({"source", say("Source", "来源")});
  columns.push_back({"passage", say("Passage", "段落"), Column::Kind::number});
  columns.push_back({"start", say("Start", "起"), Column::Kind::number});
  columns.push_back({"end", say("End", "止"), Column::Kind::number});
  columns.push_back({"quote", say("Quote", "被编码的词语")});
  columns.push_back({"text", say("Text", "引文")});
  columns.push_back({"question", say("Question before", "之前的问题")});
  columns.push_back({"memo", say("Memo", "备忘")});
  columns.push_back({"origin", say("Origin", "编码方式")});
  columns.push_back({"decision", say("Decision", "审定")});
  columns.push_back({"exemplar", say("Exemplar", "典型"), Column::Kind::number});
  columns.push_back({"contrary", say("Contrary", "反例"), Column::Kind::number});
  return columns;
}

Value text_or_undefined(std::string words) { return words.empty() ? Value() : Value(std::move(words)); }

std::string memo_lines(const Quotation& quotation, const QuotedCoding& coding) {
  std::string lines;
  for (const auto* memos : {&coding.memos, &quotation.memos})
    for (const QuotedMemo& memo : *memos)
      lines += (lines.empty() ? "" : "\n") + memo.coder + ": " + memo.words;
  return lines;
}

std::vector<Value> row_of(const QuotationsInput& input, const Quotation& one, const QuotedCoding& coding) {
  const std::string group = one.group < 0 ? "" : input.groups[static_cast<std::size_t>(one.group)];
  const std::string asked = one.asker.empty() || one.question.empty() ? "" : one.asker + ": ";
  return {input.codes[static_cast<std::size_t>(one.code)].id,
          text_or_undefined(group),
          text_or_undefined(one.speaker),
          one.source,
          one.passage,
          std::int64_t{coding.place.begin.count},
          std::int64_t{coding.place.end.count},
          one.text.substr(coding.mark.begin.count, coding.mark.length()),
          one.text,
          text_or_undefined(asked + one.question),
          text_or_undefined(memo_lines(one, coding)),
          coding.origin,
          text_or_undefined(coding.decision),
          std::int64_t{coding.exemplar},
          std::int64_t{one.contrary}};
}

}  // namespace

bool is_exemplar(const Quotation& quotation) {
  return std::any_of(quotation.codings.begin(), quotation.codings.end(),
                     [](const QuotedCoding& coding) { return coding.exemplar; });
}

Prose quotations_prose(const QuotationsInput& input) { return QuotationWriter(input).write(); }

Table quotations_table(const QuotationsInput& input) {
  const Wording say(input.language);
  Table table = headed_table(say("Quotations, a row a coding", "引文（每条编码一行）"), input.base,
                             input.record, input.language);
  table.head["context"] = input.context;
  table.head["by"] = input.by;
  table.columns = columns_of(say, !input.by.empty());
  std::int64_t shown = 0, all = 0;
  for (const QuotationPart& part : input.parts) {
    shown += static_cast<std::int64_t>(part.shown.size());
    all += part.spread.quotations;
    for (const Quotation& one : part.shown)
      for (const QuotedCoding& coding : one.codings) table.rows.push_back(row_of(input, one, coding));
  }
  table.head["quotations"] = Json{{"shown", shown}, {"all", all}};
  table.notes.push_back(
      say("start and end count characters of the source from 0; contrary = 1: somebody rejected it.",
          "start 与 end 以来源的字符计，从 0 起；contrary = 1 表示已被拒绝。"));
  if (shown < all)
    table.notes.push_back(
        say(fmt::format("Shown: {} of {}.", counted(shown, "quotation", "quotations"), grouped(all)),
            fmt::format("显示其中 {} 条引文（共 {} 条）。", grouped(shown), grouped(all))));
  return table;
}

}  // namespace gloss::report
