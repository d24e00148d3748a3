// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/methods_report.h"

#include <utility>

#include "report/language_names.h"

namespace gloss::report {
namespace {

using Kind = Column::Kind;

constexpr std::size_t texts_on_screen = 20;

std::string kind_in_words(model::Kind kind, const Wording& say) {
  return kind == model::Kind::interview ? say("interview", "访谈") : say("field note", "田野笔记");
}

Table counts_table(const MethodsFacts& facts) {
  const Wording say(facts.language);
  Table table;
  table.columns = {{"", say("What", "项目"), Kind::text}, {"", say("Number", "数量"), Kind::number}};
  const auto row = [&](std::string_view english, std::string_view chinese, std::int64_t number) {
    table.rows.push_back({say(english, chinese), number});
  };
  row("Sources", "来源", facts.sources());
  row("Speakers, interviewers not counted", "说话人（访谈者不计）", facts.speakers);
  row("Passages of the base", "范围内段落", facts.base.passages);
  row("Words of the base", "范围内词数", facts.base_words);
  row("Speakers in the base", "范围内说话人", facts.base_speakers);
  row("Codes", "代码", facts.codebook.codes);
  row("Codes with rules", "带规则的代码", facts.codebook.codes_with_rules);
  row("Rules", "规则", facts.codebook.rules);
  row("Lists of words", "词表", facts.codebook.lists);
  row("Examples that are tests", "作为测试的例句", facts.codebook.examples);
  row("Counterexamples that are tests", "作为测试的反例", facts.codebook.counterexamples);
  row("Codings by hand", "手工编码", facts.record.hand);
  row("Codings by a rule, accepted", "规则所得，已接受", facts.record.accepted);
  row("Codings by a rule, undecided", "规则所得，未审定", facts.record.undecided);
  row("Codings rejected, not counted", "已拒绝，不计", facts.record.rejected);
  row("Sources read to the end", "被通读的来源", facts.read);
  row("Sources read blind only", "仅盲读的来源", facts.blind);
  return table;
}

Table material_table(const MethodsFacts& facts) {
  const Wording say(facts.language);
  Table table;
  table.columns = {{"", say("Kind", "类别"), Kind::text},
                   {"", say("Language", "语言"), Kind::text},
                   {"", say("Sources", "来源"), Kind::number},
                   {"", say("Passages", "段落"), Kind::number},
                   {"", say("Words", "词数"), Kind::number}};
  for (const MaterialCount& one : facts.material)
    table.rows.push_back({kind_in_words(one.kind, say), language_name(one.language, facts.language),
                          one.sources, one.passages, one.words});
  return table;
}

Table texts_table(const MethodsFacts& facts) {
  const Wording say(facts.language);
  Table table;
  table.columns = {{"", say("Source", "来源"), Kind::text},
                   {"", say("Kind", "类别"), Kind::text},
                   {"", say("Words", "词数"), Kind::number},
                   {"", "SHA-256", Kind::text}};
  for (const HashedText& text : facts.texts)
    table.rows.push_back({text.source, kind_in_words(text.kind, say), text.words, text.hash});
  table.text_rows = texts_on_screen;
  return table;
}

std::string words_of(const Runs& runs) {
  std::string words;
  for (const Run& run : runs) words += run.text;
  return words;
}

Json json_of(const CodebookCount& book) {
  return Json{{"id", book.id},
              {"title", book.title},
              {"hash", book.hash},
              {"unit", book.unit},
              {"codes", book.codes},
              {"codes_with_rules", book.codes_with_rules},
              {"rules", book.rules},
              {"lists", book.lists},
              {"examples", book.examples},
              {"counterexamples", book.counterexamples},
              {"failed", book.failed},
              {"without_examples", book.without_examples}};
}

Json json_of(const std::optional<double>& number) { return number ? Json(*number) : Json(); }

Json json_of(const MeasuredAgreement& one) {
  Json coders = Json::array();
  for (const MeasuredAgreement::Coder& coder : one.coders)
    coders.push_back(Json{{"coder", coder.name}, {"not_blind", coder.not_blind}});
  return Json{{"coders", std::move(coders)}, {"unit", "passage"},
              {"passages", one.passages},    {"sources", one.sources},
              {"alpha", json_of(one.alpha)}, {"percent", json_of(one.percent)}};
}

Json json_of(const MeasuredRules& rules) {
  const auto quality = stats::quality(rules.pooled);
  return Json{{"passages", rules.passages},
              {"tp", rules.pooled.tp},
              {"fp", rules.pooled.fp},
              {"fn", rules.pooled.fn},
              {"precision", json_of(quality.precision.value)},
              {"recall", json_of(quality.recall.value)}};
}

template <class Things, class Make>
Json array_of(const Things& things, Make make) {
  Json array = Json::array();
  for (const auto& thing : things) array.push_back(make(thing));
  return array;
}

Json json_of_material(const MethodsFacts& facts) {
  return array_of(facts.material, [](const MaterialCount& one) {
    return Json{{"kind", model::name_of(one.kind)},
                {"language", one.language},
                {"sources", one.sources},
                {"passages", one.passages},
                {"words", one.words}};
  });
}

Json json_of_reading(const MethodsFacts& facts) {
  Json reading{{"sources", facts.read}, {"blind", facts.blind}};
  reading["coders"] = array_of(facts.readers, [](const ReaderCount& one) {
    return Json{{"coder", one.coder}, {"sources", one.sources}, {"blind", one.blind}};
  });
  return reading;
}

}  // namespace

Prose methods_prose(const MethodsFacts& facts) {
  const Wording say(facts.language);
  Prose prose;
  prose.language = facts.language;
  prose.title = say("Methods: ", "方法：") + facts.codebook.title;
  prose.headers = header_lines(facts.base, facts.record, facts.language);
  const auto add = [&](ProseBlock block) { prose.blocks.push_back(std::move(block)); };
  add(heading(1, say("For the section on methods", "供方法部分使用")));
  for (Runs& runs : methods_paragraphs(facts)) add(paragraph(std::move(runs)));
  if (const auto missing = missing_from(facts); !missing.empty()) {
    add(heading(1, say("What is missing", "尚缺")));
    for (const Missing& one : missing) {
      Runs runs{{one.words}};
      if (!one.remedy.empty()) runs.push_back({say(" Try: ", " 可用：")});
      if (!one.remedy.empty()) runs.push_back({one.remedy, Run::Look::exact});
      add(item(1, std::move(runs)));
    }
  }
  add(heading(1, say("Counts", "数字")));
  add(table_block(counts_table(facts)));
  add(table_block(material_table(facts)));
  if (!facts.texts.empty()) {
    add(heading(1, say("Texts", "文本")));
    add(table_block(texts_table(facts)));
  }
  if (const auto references = methods_references(facts); !references.empty()) {
    add(heading(1, say("References", "参考文献")));
    for (const std::string& reference : references) add(item(1, {{reference}}));
  }
  prose.notes = {
      say("Codings and passages are counted as in gloss report frequency, agreement as in gloss report "
          "agreement. "
          "A speaker belongs to one source unless the table of cases joins several. Which statistics a paper "
          "uses "
          "is for its authors to say.",
          "编码与段落的计数同 gloss report frequency，一致性同 gloss report "
          "agreement。说话人属于其来源，除非个案表将"
          "其合并。论文使用何种统计由作者说明。")};
  return prose;
}

std::string methods_json(const MethodsFacts& facts, const Json& more) {
  Json json{{"schema", 1}, {"program", facts.program}, {"state", facts.state}};
  json.update(more);
  json["codebook"] = json_of(facts.codebook);
  json["material"] = json_of_material(facts);
  json["speakers"] = facts.speakers;
  json["unlabelled"] = facts.unlabelled;
  json["base"] = as_json(facts.base);
  json["base"]["words"] = facts.base_words;
  json["base"]["speakers"] = facts.base_speakers;
  json["record"] = as_json(facts.record);
  json["set_aside"] = facts.set_aside;
  json["reading"] = json_of_reading(facts);
  json["agreement"] = array_of(facts.agreement, [](const MeasuredAgreement& one) { return json_of(one); });
  json["rules"] = facts.rules ? json_of(*facts.rules) : Json();
  json["paragraphs"] = array_of(methods_paragraphs(facts), words_of);
  json["missing"] = array_of(missing_from(facts), [](const Missing& one) {
    return Json{{"what", one.what}, {"words", one.words}, {"remedy", one.remedy}};
  });
  json["references"] = methods_references(facts);
  json["texts"] = array_of(facts.texts, [](const HashedText& text) {
    return Json{{"source", text.source},
                {"kind", model::name_of(text.kind)},
                {"language", text.language},
                {"words", text.words},
                {"hash", text.hash}};
  });
  return json_text(json);
}

}  // namespace gloss::report
