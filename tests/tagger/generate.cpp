// SPDX-License-Identifier: GPL-3.0-or-later
#include "tagger/generate.h"

#include <array>

#include "tagger/patterns.h"

namespace gloss::test {
namespace {

using codebook::Expression;
using codebook::PhraseItem;
using codebook::Unit;
using Kind = codebook::Expression::Kind;
using Comparison = codebook::Test::Comparison;

// Few words, so that they meet.
const std::vector<std::string> in_text = {"fund",     "funds",    "Funding",  "money",   "lack",
                                          "of",       "no",       "No",       "not",     "never",
                                          "school",   "schools",  "time",     "don't",   "self-organised",
                                          "US",       "us",       "3.5",      "café",    "cafe\u0301",
                                          "only",     "but",      "worried",  "worries", "不",
                                          "没",       "没有",     "不仅",     "有",      "管理",
                                          "双重管理", "雙重管理", "钱",       "錢",      "学校",
                                          "AA制",     "ＡＡ制",   "ｆｕｎｄ", "但是",    "不得不",
                                          "がくせい", "カ\u3099", "Straße",   "STRASSE", "don’t",
                                          "E-Mail"};
const std::vector<std::string> between = {" ",
                                          " ",
                                          " ",
                                          " ",
                                          " ",
                                          "",
                                          ", ",
                                          ". ",
                                          "。",
                                          "，",
                                          "? ",
                                          "！",
                                          "; ",
                                          "：",
                                          " – ",
                                          " (",
                                          ") ",
                                          " “",
                                          "” ",
                                          "-",
                                          "/",
                                          " 🙂 ",
                                          "👩‍👩‍👧",
                                          " … ",
                                          "\n",
                                          "、",
                                          "… no, "};
const std::vector<std::string> plain_words = {
    "fund", "funds", "funding", "FUND",   "money", "lack",  "of",
    "no",   "not",   "never",   "school", "time",  "don't", "self-organised",
    "us",   "3.5",   "café",    "cafe",   "but",   "管理",  "双重管理",
    "雙重", "不",    "钱",      "学校",   "AA制",  "有",    "absent",
    "重管", "が",    "worries"};
const std::vector<std::string> wild = {"fund*", "*s",   "f?nd", "*un*", "n*",  "self-org*",
                                       "*n't",  "c?f?", "?",    "zzz*", "t*e", "m*"};
const std::vector<std::string> stems = {"funding~", "worried~", "schools~", "times~", "absent~"};
const std::vector<std::string> exact_texts = {
    "US",       "us",   "Us",       "fund",           "Funding",    "ｆｕｎｄ", "No",           "no",
    "of no",    "AA制", "ＡＡ制",   "café",           "cafe\u0301", "管理",     "雙重",         "双重管理",
    "雙重管理", "錢",   "3.5",      "self-organised", "don't",      "don’t",    "(money)",      "No. US",
    "no, ",     "没有", "カ\u3099", "Straße",         "lack money", "money",    "school, time", "不 有"};
const std::vector<std::string> raw_texts = {
    "fund", "un",   "lack of", "s m", "y. n", "管理", "重管",  "雙重",   "!",  "? ",
    "🙂", ", ",   "US",      "–",   "’",    "-",    "…",     ".",      "af", "e\u0301",
    "ss",   "aa制", "o",       "不",  "，",   "ガ",   "of no", "absent", "(",  "/"};
const std::vector<std::string> labels = {"INT", "P1", "P2", "王老师"};

Expression node(Kind kind, std::vector<Expression> operands = {}) {
  Expression made;
  made.kind = kind;
  made.operands = std::move(operands);
  return made;
}

}  // namespace

std::string Generator::passage(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += any(in_text);
    text += any(between);
  }
  return chance(5) ? "🙂" : text;
}

Script Generator::script(int positions) {
  Script made;
  made.facts.name = chance(50) ? "leeds/p03.txt" : "york.md";
  made.facts.kind = chance(80) ? model::Kind::interview : model::Kind::field_note;
  made.facts.language = chance(50) ? "en" : "zh";
  if (chance(60)) made.facts.variables["age"] = chance(50) ? "52" : "9.5";
  if (chance(40)) made.facts.variables["site"] = chance(50) ? "Leeds" : "北京";
  if (chance(60))
    made.facts.variables["date"] =
        any(std::vector<std::string>{"2021-05-03", "2021-05", "2021", "2020/12/31", "in May"});
  const bool labelled = chance(75);
  if (labelled)
    for (std::size_t i = 0; i < labels.size(); ++i) {
      tagger::SpeakerFacts speaker;
      speaker.label = labels[i];
      const bool interviewer = i == 0 && chance(85);
      speaker.role = interviewer  ? model::Role::interviewer
                     : chance(80) ? model::Role::interviewee
                                  : model::Role::unknown;
      if (chance(40)) speaker.case_name = chance(50) ? "Ada" : "M";
      if (chance(40)) speaker.variables["age"] = chance(50) ? "31" : "young";
      made.facts.speakers.push_back(speaker);
    }
  // Sections nest: each new one is a child of one of the open ones.
  std::vector<std::int32_t> open;
  std::int32_t turn = -1, speaker = -1;
  for (int written = 0; written < positions;) {
    if (chance(35)) {
      while (!open.empty() && chance(50)) open.pop_back();
      made.facts.section_parents.push_back(open.empty() ? -1 : open.back());
      open.push_back(static_cast<std::int32_t>(made.facts.sections.size()));
      made.facts.sections.push_back(chance(50) ? "Money" : "Hopes 希望");
    }
    if (labelled && chance(60)) {
      ++turn;
      speaker = below(4) - (chance(5) ? 1 : 0);
      if (speaker < 0) speaker = -1;
    }
    const int count = chance(25) ? 1 + below(3) : 1 + below(14);
    made.passages.push_back(
        {passage(count), turn, open.empty() ? -1 : open.back(), labelled && turn >= 0 ? speaker : -1});
    written += count;
  }
  return made;
}

std::string Generator::plain_word() { return any(plain_words); }

std::string Generator::word() { return chance(70) ? any(plain_words) : chance(75) ? any(wild) : any(stems); }

Expression Generator::phrase() {
  Expression made = node(Kind::phrase);
  const int items = 1 + below(4);
  bool has_word = false;
  for (int i = 0; i < items || !has_word; ++i) {
    PhraseItem item;
    if (chance(25)) {
      item.kind = PhraseItem::Kind::gap;
      item.least = below(3);
      item.most = item.least + below(3);
    } else if (chance(25)) {
      item.kind = PhraseItem::Kind::alternatives;
      for (int a = 1 + below(3); a > 0; --a) {
        item.alternatives.emplace_back();
        for (int w = 1 + below(2); w > 0; --w) item.alternatives.back().push_back(word());
      }
      has_word = true;
    } else {
      item.word = word();
      has_word = true;
    }
    made.items.push_back(item);
  }
  return made;
}

Expression Generator::entry() {
  if (chance(40)) return phrase();
  Expression made = node(Kind::word);
  made.text = word();
  return made;
}

Expression Generator::leaf() {
  if (lists_ && chance(15)) {
    Expression made = node(Kind::list);
    made.text = chance(50) ? "money" : "lack";
    return made;
  }
  if (!referable_.empty() && chance(12)) {
    Expression made = node(Kind::code);
    made.text = any(referable_);
    made.descendants_only = chance(25);
    return made;
  }
  if (all_others_ && chance(10)) {
    Expression made = node(Kind::code);
    made.text = "*";
    return made;
  }
  if (chance(4)) return node(Kind::unit);
  if (chance(18)) {
    static const std::vector<Kind> kinds = {Kind::regex, Kind::exact, Kind::text_literal, Kind::text_regex};
    Expression made = node(any(kinds));
    made.text = made.kind == Kind::exact          ? any(exact_texts)
                : made.kind == Kind::text_literal ? any(raw_texts)
                                                  : any(twin_patterns()).rule;
    made.case_sensitive = (made.kind == Kind::regex || made.kind == Kind::text_regex) && chance(40);
    return made;
  }
  return entry();
}

Unit Generator::unit() { return static_cast<Unit>(below(6)); }

codebook::Condition Generator::condition() {
  static const std::vector<std::string> titles = {"hop*", "MONEY", "*希望"};
  static const std::vector<std::string> attributes = {"section",       "section.1",     "section.2",
                                                      "section.3",     "role",          "role",
                                                      "speaker",       "source",        "kind",
                                                      "language",      "age",           "site",
                                                      "nothing",       "date",          "source.age",
                                                      "document.site", "case.age",      "case",
                                                      "unit.words",    "unit.chars",    "unit.number",
                                                      "turn.number",   "previous.role", "previous.speaker",
                                                      "previous.age",  "previous.case", "previous.case.age",
                                                      "source.date"};
  static const std::vector<std::string> values = {
      "interviewer", "interviewee", "unknown", "p?",    "INT", "王*", "leeds/*",
      "interview",   "field-note",  "hop*",    "MONEY", "en",  "52",  "31",
      "40",          "9.50",        "*",       "Leeds", "Ada", "m",   "2021"};
  static const std::vector<std::string> dates = {"2020",       "2021", "2021-05", "2021-5", "2021-05-03",
                                                 "2021/05/04", "2022", "2021*",   "may"};
  codebook::Condition made;
  for (int i = chance(80) ? 1 : 2; i > 0; --i) {
    codebook::Test test;
    test.attribute = any(attributes);
    test.comparison = static_cast<Comparison>(below(9));
    const bool set_test = test.comparison == Comparison::is_set || test.comparison == Comparison::is_not_set;
    const bool in_order =
        test.comparison >= Comparison::less && test.comparison <= Comparison::greater_or_equal;
    const int count = set_test ? 0 : test.comparison == Comparison::in ? 1 + below(3) : 1;
    const bool number = test.attribute.starts_with("unit.") || test.attribute.starts_with("turn.");
    for (int v = 0; v < count; ++v) {
      std::string value = number                             ? std::to_string(1 + below(12))
                          : test.attribute.ends_with("date") ? any(dates)
                          : test.attribute.starts_with("section") && chance(70) ? any(titles)
                          : test.attribute.ends_with("role") ? values[static_cast<std::size_t>(below(3))]
                                                             : any(values);
      // The parser refuses globs where there must be an order, and roles and kinds that do not exist.
      if (in_order) std::erase_if(value, [](char c) { return c == '*' || c == '?'; });
      if (value.empty()) value = "m";
      if (test.attribute == "kind") value = chance(50) ? "interview" : "field-note";
      test.values.push_back(value);
    }
    made.push_back(test);
  }
  return made;
}

Expression Generator::expression(int depth) {
  if (depth == 0 || chance(20)) return leaf();
  const auto more = [&] { return expression(depth - 1); };
  const auto several = [&] {
    std::vector<Expression> operands;
    for (int i = 2 + below(2); i > 0; --i) operands.push_back(more());
    return operands;
  };
  static const std::vector<Kind> kinds = {
      Kind::either, Kind::either,     Kind::both,        Kind::both,   Kind::none,    Kind::near,
      Kind::near,   Kind::before,     Kind::after,       Kind::near,   Kind::before,  Kind::after,
      Kind::inside, Kind::containing, Kind::overlapping, Kind::with,   Kind::without, Kind::count,
      Kind::any_of, Kind::affirmed,   Kind::negated,     Kind::within, Kind::where};
  Expression made = node(any(kinds));
  switch (made.kind) {
    case Kind::either:
      made.operands = several();
      break;
    case Kind::both:
      made.operands = several();
      if (chance(40)) made.operands.back() = node(Kind::none, {made.operands.back()});
      break;
    case Kind::near:
    case Kind::before:
    case Kind::after:
    case Kind::inside:
    case Kind::containing:
    case Kind::overlapping:
    case Kind::with:
    case Kind::without:
      made.operands.push_back(more());
      made.operands.push_back(chance(10) ? made.operands[0] : more());
      if (made.kind == Kind::near || made.kind == Kind::before || made.kind == Kind::after) {
        if (chance(75)) made.distance = below(8);
        made.in_characters = made.distance && chance(25);
        if (made.in_characters) made.distance = below(20);
      }
      made.negative = made.kind != Kind::with && made.kind != Kind::without && chance(35);
      break;
    case Kind::any_of:
      made.operands = several();
      made.number = below(4);
      break;
    case Kind::count: {
      made.operands.push_back(more());
      made.number = below(4);
      made.comparison = static_cast<Comparison>(below(6));
      break;
    }
    default:
      made.operands.push_back(more());
      break;
  }
  if (made.kind == Kind::within) made.unit = unit();
  if (made.kind == Kind::where) made.condition = condition();
  return made;
}

codebook::Codebook Generator::codebook(int codes) {
  codebook::Codebook made;
  made.id = "generated";
  made.languages = {"en"};
  made.unit = unit();
  made.fold_accents = chance(20);
  made.overlap = static_cast<codebook::Overlap>(below(3));
  made.conflict = chance(20) ? codebook::Conflict::longest : codebook::Conflict::none;
  if (chance(50)) made.where = condition();
  lists_ = all_others_ = false;
  referable_.clear();
  const auto entries = [&](std::vector<codebook::Expression>& out, const std::vector<std::string>& fixed,
                           int random_ones) {
    for (const std::string& text : fixed) {
      if (!chance(70)) continue;
      codebook::Expression one = node(Kind::word);
      one.text = text;
      out.push_back(one);
    }
    for (int i = 0; i < random_ones; ++i) out.push_back(entry());
  };
  entries(made.negation.cues, {"no", "not", "never", "*n't", "不", "没", "没有"}, chance(20));
  entries(made.negation.pseudo, {"不仅", "不得不", "no school"}, chance(20));
  entries(made.negation.stops, {"but", "但是"}, chance(20));
  made.negation.before = {below(7), below(9)};
  if (chance(30)) made.negation.after = {below(4), below(4)};
  for (const char* name : {"money", "lack"}) {
    codebook::List list;
    list.name = name;
    entries(list.entries, {"fund*", "money", "钱"}, 1 + below(3));
    made.lists.push_back(list);
  }
  lists_ = true;
  // A top code with two children now and then; rules may name top codes that are complete.
  std::vector<std::string> complete;
  for (int top = 0; static_cast<int>(made.codes.size()) < codes; ++top) {
    const int parent = static_cast<int>(made.codes.size());
    const int children = chance(25) ? 2 : 0;
    for (int child = 0; child <= children; ++child) {
      codebook::Code code;
      code.id = "c" + std::to_string(top) + (child ? "/" + std::to_string(child) : "");
      code.parent = child ? parent : -1;
      code.depth = child ? 1 : 0;
      if (chance(40)) code.span = static_cast<codebook::CodeSpan>(below(7));
      made.codes.push_back(code);
    }
    for (int child = 0; child <= children; ++child) {
      referable_ = complete;
      all_others_ = children == 0 && static_cast<int>(made.codes.size()) >= codes && chance(50);
      for (int rule = chance(70) ? 1 : 2; rule > 0; --rule) {
        codebook::Rule one;
        one.expression = expression(below(4));
        if (chance(20)) one.weight = 1 + below(5) * 0.5;
        made.codes[static_cast<std::size_t>(parent + child)].rules.push_back(one);
      }
    }
    complete.push_back("c" + std::to_string(top));
  }
  return made;
}

}  // namespace gloss::test
