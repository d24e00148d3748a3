// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/codebook_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "report/grouped.h"
#include "report/language_names.h"

namespace gloss::report {
namespace {

using Look = Run::Look;

constexpr int deepest_heading = 4;

std::string name_of_code(const PaperCode& code) { return shown_name({code.id, code.name, code.parent}); }

/// "Dilemma · 困境".
std::string with_others(const std::string& name, const std::vector<InLanguage>& all) {
  std::string names = name;
  for (const InLanguage& other : all)
    if (other.words != name) names += " · " + other.words;
  return names;
}

std::string on_lines(const std::vector<std::string>& all) {
  std::string lines;
  for (const std::string& one : all) lines += (lines.empty() ? "" : "\n") + one;
  return lines;
}

std::string comma_separated(const std::vector<std::string>& all) {
  std::string words;
  for (const std::string& one : all) words += (words.empty() ? "" : ", ") + one;
  return words;
}

class PaperWriter {
 public:
  explicit PaperWriter(const CodebookPaper& paper) : paper_(paper), say_(paper.language) {
    for (const PaperCode& code : paper.codes) least_depth_ = std::min(least_depth_, code.depth);
  }

  Prose write() {
    prose_.language = paper_.language;
    prose_.title = say_("Codebook: ", "编码手册：") + with_others(paper_.title, paper_.titles);
    if (paper_.counts)
      prose_.headers = header_lines(paper_.counts->base, paper_.counts->record, paper_.language);
    write_version();
    for (std::size_t i = 0; i < paper_.codes.size(); ++i) write_code(i);
    if (paper_.rules) write_lists();
    write_notes();
    return std::move(prose_);
  }

 private:
  void add(ProseBlock block) { prose_.blocks.push_back(std::move(block)); }

  void write_version() {
    std::size_t rules = 0;
    for (const PaperCode& code : paper_.codes) rules += code.rules.size();
    std::vector<std::string> languages;
    for (const std::string& tag : paper_.languages) languages.push_back(language_name(tag, paper_.language));
    const std::string codes =
        say_(counted(paper_.codes.size(), "code", "codes") + ", " + counted(rules, "rule", "rules"),
             fmt::format("{} 个代码，{} 条规则", paper_.codes.size(), rules));
    add(paragraph({{say_("Version: ", "版本：")},
                   {paper_.id, Look::exact},
                   {", SHA-256 "},
                   {paper_.hash, Look::exact},
                   {"\n" + say_("Languages: ", "语言：") + comma_separated(languages) + "\n" +
                    say_("Contents: ", "内容：") + codes}}));
    if (!paper_.where.empty())
      add(paragraph(
          {{say_("All rules hold only where ", "全部规则仅适用于：")}, {paper_.where, Look::exact}}));
  }

  void write_code(std::size_t number) {
    const PaperCode& code = paper_.codes[number];
    add(heading(std::min(code.depth - least_depth_ + 1, deepest_heading),
                with_others(name_of_code(code), code.names)));
    Runs place{{code.id, Look::exact}};
    if (!code.color.empty()) place.push_back({say_("; colour ", "；颜色 ") + code.color});
    place.push_back({how_it_is_given(code)});
    if (paper_.counts) place.push_back({"\n" + counts_in_words(number)});
    add(paragraph(std::move(place)));
    write_part(say_("Definition", "定义"), code.definition);
    write_part(say_("Use it when", "适用"), code.include);
    write_part(say_("Do not use it when", "不适用"), code.exclude);
    write_quotes(code.examples, say_("Example", "例句"), say_("Examples", "例句"));
    write_quotes(code.counterexamples, say_("Counterexample", "反例"), say_("Counterexamples", "反例"));
    if (paper_.rules) write_rules(code);
    write_part(say_("Memo", "备忘"), code.memo);
  }

  std::string how_it_is_given(const PaperCode& code) const {
    if (code.rules.empty())
      return has_codes_below(code) ? say_("; no rules of its own", "；自身没有规则")
                                   : say_("; coded by hand only", "；仅手工编码");
    const std::size_t rules = code.rules.size();
    return say_("; " + counted(rules, "rule", "rules"), fmt::format("；{} 条规则", rules));
  }

  bool has_codes_below(const PaperCode& code) const {
    return std::any_of(paper_.codes.begin(), paper_.codes.end(),
                       [&](const PaperCode& other) { return other.id.starts_with(code.id + "/"); });
  }

  std::string counts_in_words(std::size_t number) const {
    const CodeCount& count = paper_.counts->codes[number];
    return say_(counted(count.codings, "coding", "codings") + " in " +
                    counted(count.passages, "passage", "passages") + " of " +
                    counted(count.sources, "source", "sources") + "; " +
                    counted(count.speakers, "speaker", "speakers"),
                fmt::format("{} 条编码，{} 个段落，{} 个来源，{} 位说话人", grouped(count.codings),
                            grouped(count.passages), grouped(count.sources), grouped(count.speakers)));
  }

  void write_part(const std::string& name, const std::string& words) {
    if (words.empty()) return;
    add(paragraph({{name + say_(": ", "："), Look::strong}, {words}}));
  }

  void write_quotes(const std::vector<std::string>& quotes, const std::string& one, const std::string& many) {
    if (quotes.empty()) return;
    add(paragraph({{(quotes.size() == 1 ? one : many) + say_(":", "："), Look::strong}}));
    for (const std::string& quote : quotes) add(quotation({{quote}}, {}));
  }

  void write_rules(const PaperCode& code) {
    if (code.rules.empty()) return;
    Runs name{{say_("Rules:", "规则："), Look::strong}};
    if (code.span != "match") {
      name.push_back({say_(" what is coded is the whole ", "编码范围为整个 ")});
      name.push_back({code.span, Look::exact});
    }
    add(paragraph(std::move(name)));
    for (const std::string& rule : code.rules) add(item(1, {{rule, Look::exact}}));
  }

  void write_lists() {
    if (paper_.lists.empty()) return;
    add(heading(1, say_("Lists of words", "词表")));
    for (const PaperList& list : paper_.lists)
      add(paragraph({{"$" + list.name, Look::exact},
                     {say_(": ", "：")},
                     {comma_separated(list.entries), Look::exact}}));
  }

  void write_notes() {
    if (paper_.counts)
      prose_.notes.push_back(say_(
          "Counts: passages of the base that carry the code, by hand, accepted or found by a rule; "
          "rejected codings do not count. A code with codes below it counts what they cover together.",
          "频次：范围内带有该代码的段落，包括手工、已接受与规则所得的编码；已拒绝的不计。上级代码按其下各代"
          "码覆盖范围的并集计。"));
    if (std::any_of(paper_.codes.begin(), paper_.codes.end(),
                    [](const PaperCode& code) { return !code.examples.empty(); }))
      prose_.notes.push_back(say_(
          "Examples of a code with rules are tests: gloss codebook check tells whether its rules find them, "
          "and find no counterexample.",
          "带规则代码的例句即测试：gloss codebook check 检验规则是否命中例句且不命中反例。"));
  }

  const CodebookPaper& paper_;
  const Wording say_;
  int least_depth_ = std::numeric_limits<int>::max();  // of the codes that are shown
  Prose prose_;
};

std::vector<Column> columns_of(const CodebookPaper& paper) {
  using enum Column::Kind;
  const Wording say(paper.language);
  std::vector<Column> columns{{"code", "-", text}, {"name", say("Code", "代码"), text}};
  for (const std::string& tag : paper.languages) columns.push_back({"name_" + tag, "-", text});
  columns.insert(columns.end(), {{"parent", "-", text},
                                 {"depth", "-", number},
                                 {"color", "-", text},
                                 {"definition", say("Definition", "定义"), text},
                                 {"include", "-", text},
                                 {"exclude", "-", text},
                                 {"memo", "-", text},
                                 {"span", "-", text},
                                 {"examples", "-", text},
                                 {"counterexamples", "-", text},
                                 {"rule_count", say("Rules", "规则"), number}});
  if (paper.rules) columns.push_back({"rules", "-", text});
  if (paper.counts)
    columns.insert(columns.end(), {{"codings", say("Codings", "编码"), number},
                                   {"passages", say("Passages", "段落"), number},
                                   {"sources", say("Sources", "来源"), number},
                                   {"speakers", say("Speakers", "说话人"), number}});
  return columns;
}

/// Empty where the code has no name in that language.
std::string name_in(const PaperCode& code, const std::string& language) {
  for (const InLanguage& one : code.names)
    if (one.language == language) return one.words;
  return {};
}

std::string parent_id(const CodebookPaper& paper, const PaperCode& code) {
  return code.parent < 0 ? std::string() : paper.codes[static_cast<std::size_t>(code.parent)].id;
}

Json head_of(const CodebookPaper& paper) {
  Json head{{"codebook", paper.id},         {"hash", paper.hash}, {"title", paper.title},
            {"languages", paper.languages}, {"unit", paper.unit}, {"where", paper.where}};
  if (!paper.counts) return head;
  head["base"] = as_json(paper.counts->base);
  head["record"] = as_json(paper.counts->record);
  return head;
}

Json json_of(const CodebookPaper& paper, std::size_t number) {
  const PaperCode& code = paper.codes[number];
  Json names = Json::object();
  for (const std::string& tag : paper.languages)
    if (const std::string name = name_in(code, tag); !name.empty()) names[tag] = name;
  Json json{{"code", code.id},
            {"name", name_of_code(code)},
            {"names", std::move(names)},
            {"parent", code.parent < 0 ? Json() : Json(parent_id(paper, code))},
            {"depth", code.depth},
            {"color", code.color},
            {"definition", code.definition},
            {"include", code.include},
            {"exclude", code.exclude},
            {"memo", code.memo},
            {"span", code.span},
            {"examples", code.examples},
            {"counterexamples", code.counterexamples},
            {"rule_count", code.rules.size()}};
  if (paper.rules) json["rules"] = code.rules;
  if (!paper.counts) return json;
  const CodeCount& count = paper.counts->codes[number];
  json["codings"] = count.codings;
  json["passages"] = count.passages;
  json["sources"] = count.sources;
  json["speakers"] = count.speakers;
  return json;
}

}  // namespace

Prose codebook_prose(const CodebookPaper& paper) { return PaperWriter(paper).write(); }

Table codebook_table(const CodebookPaper& paper) {
  Table table;
  table.title = Wording(paper.language)("Codebook: ", "编码手册：") + paper.title;
  table.head = head_of(paper);
  if (paper.counts) table.headers = header_lines(paper.counts->base, paper.counts->record, paper.language);
  table.columns = columns_of(paper);
  for (std::size_t i = 0; i < paper.codes.size(); ++i) {
    const PaperCode& code = paper.codes[i];
    std::vector<Value> row{code.id, name_of_code(code)};
    for (const std::string& tag : paper.languages) row.emplace_back(name_in(code, tag));
    row.insert(row.end(), {parent_id(paper, code), std::int64_t{code.depth}, code.color, code.definition,
                           code.include, code.exclude, code.memo, code.span, on_lines(code.examples),
                           on_lines(code.counterexamples), static_cast<std::int64_t>(code.rules.size())});
    if (paper.rules) row.emplace_back(on_lines(code.rules));
    if (paper.counts) {
      const CodeCount& count = paper.counts->codes[i];
      row.insert(row.end(), {count.codings, count.passages, count.sources, count.speakers});
    }
    table.rows.push_back(std::move(row));
    table.indents.push_back(code.depth);
  }
  return table;
}

std::string codebook_json(const CodebookPaper& paper, const Json& more) {
  Json json{{"schema", 1}};
  json.update(head_of(paper));
  json.update(more);
  Json rows = Json::array(), lists = Json::array();
  for (std::size_t i = 0; i < paper.codes.size(); ++i) rows.push_back(json_of(paper, i));
  for (const PaperList& list : paper.lists)
    lists.push_back(Json{{"list", list.name}, {"entries", list.entries}});
  json["rows"] = std::move(rows);
  if (paper.rules) json["lists"] = std::move(lists);
  return json_text(json);
}

}  // namespace gloss::report
