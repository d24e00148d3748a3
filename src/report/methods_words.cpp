// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences about a study's methods, in English and Chinese.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "report/grouped.h"
#include "report/language_names.h"
#include "report/methods_report.h"

namespace gloss::report {
namespace {

using Look = Run::Look;

std::string three_digits(const std::optional<double>& number, const Wording& say) {
  return number ? fmt::format("{:.3f}", *number) : say("not defined", "无定义");
}

/// "anna, ben and cara", "anna、ben、cara".
std::string listed_names(const std::vector<std::string>& names, const Wording& say) {
  std::string all;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) all += i + 1 == names.size() ? say(" and ", "、") : say(", ", "、");
    all += names[i];
  }
  return all;
}

/// The unit that rules look at.
std::string unit_in_words(const std::string& unit, const Wording& say) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> chinese{{{"sentence", "句子"},
                                                                                  {"passage", "段落"},
                                                                                  {"answer", "回答"},
                                                                                  {"turn", "话轮"},
                                                                                  {"section", "小节"},
                                                                                  {"source", "来源"}}};
  for (const auto& [name, its_chinese] : chinese)
    if (name == unit) return say(unit, its_chinese);
  return unit;
}

/// What was said of sources, and of how they were coded.
class MethodsWords {
 public:
  explicit MethodsWords(const MethodsFacts& facts) : facts_(facts), say_(facts.language) {}

  Runs material() const {
    if (facts_.sources() == 0) return {{say_("The project has no sources.", "本项目没有来源。")}};
    std::int64_t words = 0;
    for (const MaterialCount& one : facts_.material) words += one.words;
    const std::string kinds = of_kinds(), all = grouped(words),
                      sources = counted(facts_.sources(), "source", "sources");
    Runs runs{{say_(fmt::format("The material consists of {}: {}; {} words in all{}. ", sources, kinds, all,
                                has_chinese() ? " (a Chinese character counts as a word)" : ""),
                    fmt::format("材料共 {} 个来源：{}；共 {} 词{}。", facts_.sources(), kinds, all,
                                has_chinese() ? "（汉字每字计一词）" : ""))}};
    runs.push_back({speakers_in_words()});
    const std::string passages = counted(facts_.base.passages, "passage", "passages"),
                      base = grouped(facts_.base.passages), base_words = grouped(facts_.base_words);
    runs.push_back({say_(
        fmt::format("The unit of analysis is the passage: a paragraph, of one speaker where "
                    "speakers are named. "
                    "Counted are {} of {} ({} words)",
                    passages, counted(facts_.base.sources, "source", "sources"), base_words),
        fmt::format("分析单位为段落（有署名时为一位说话人的一段话）。计入 {} 个来源的 {} 个段落（{} 词）",
                    facts_.base.sources, base, base_words))});
    if (!facts_.base.where.empty()) {
      runs.push_back({say_(", those for which ", "，条件为 ")});
      runs.push_back({facts_.base.where, Look::exact});
      runs.push_back({say_(" holds", "")});
    }
    runs.push_back({say_(".", "。")});
    return runs;
  }

  Runs coding() const {
    const CodebookCount& book = facts_.codebook;
    Runs runs{{say_("They were coded with ", "编码使用 ") + facts_.program +
               say_(" and the codebook “", " 与编码手册《") + book.title + say_("” (", "》（")},
              {book.id, Look::exact},
              {", SHA-256 "},
              {book.hash, Look::exact},
              {say_("), which has ", "）；手册有 ") +
               say_(counted(book.codes, "code", "codes"), fmt::format("{} 个代码", book.codes)) +
               rules_in_words()}};
    runs.push_back({examples_in_words()});
    runs.push_back({record_in_words()});
    return runs;
  }

  Runs checking() const {
    Runs runs{{reading_in_words()}};
    for (const MeasuredAgreement& one : facts_.agreement) runs.push_back({agreement_in_words(one)});
    if (facts_.readers.size() == 1)
      runs.push_back({say_("Only one coder has read; agreement between coders is not known. ",
                           "仅一位编码者通读过来源；编码者之间的一致性未知。")});
    else if (facts_.readers.size() > 1 && facts_.agreement.empty())
      runs.push_back({say_("No source was read by two coders; agreement between coders is not known. ",
                           "没有来源由两位编码者通读；编码者之间的一致性未知。")});
    if (facts_.rules && facts_.codebook.rules > 0) runs.push_back({quality_in_words(*facts_.rules)});
    return runs;
  }

  Runs reproducing() const {
    return {
        {say_("What the rules find is computed, not edited: the same texts, the same codebook and the same "
              "version of the program give the same codings. The project is in state ",
              "规则所得的编码由程序计算得出，不作手工改动：文本、编码手册与程序版本相同，所得编码即相同。项目"
              "状态为 ")},
        {facts_.state, Look::exact},
        {say_(" (SHA-256 over texts, speakers, variables, codebook and what people coded and decided); each "
              "text is named by its own SHA-256.",
              "（对文本、说话人、变量、编码手册及人工编码与审定所作的 SHA-256）；每个文本以其 SHA-256 "
              "标识。")}};
  }

 private:
  bool has_chinese() const {
    return std::any_of(facts_.material.begin(), facts_.material.end(), [](const MaterialCount& one) {
      return one.language.starts_with("zh") || one.language == "ja" || one.language == "und";
    });
  }

  /// "12 interviews (English 10, Chinese 2) and 6 field notes (Chinese 6)".
  std::string of_kinds() const {
    std::vector<std::string> kinds;
    for (const model::Kind kind : {model::Kind::interview, model::Kind::field_note}) {
      std::int64_t sources = 0;
      std::string languages;
      for (const MaterialCount& one : facts_.material) {
        if (one.kind != kind) continue;
        sources += one.sources;
        languages += (languages.empty() ? "" : say_(", ", "、")) +
                     language_name(one.language, facts_.language) + " " + grouped(one.sources);
      }
      if (sources == 0) continue;
      const bool interview = kind == model::Kind::interview;
      kinds.push_back(say_(interview ? counted(sources, "interview", "interviews")
                                     : counted(sources, "field note", "field notes"),
                           (interview ? "访谈 " : "田野笔记 ") + grouped(sources) + " 份") +
                      say_(" (", "（") + languages + say_(")", "）"));
    }
    return listed_names(kinds, say_);
  }

  std::string speakers_in_words() const {
    if (facts_.speakers == 0) return say_("No speaker is named in them. ", "其中没有署名的说话人。");
    const bool one = facts_.speakers == 1;
    return say_(fmt::format("{} {} in them, interviewers not counted. ",
                            counted(facts_.speakers, "speaker", "speakers"), one ? "is named" : "are named"),
                fmt::format("署名的说话人 {} 位，访谈者不计。", grouped(facts_.speakers)));
  }

  std::string rules_in_words() const {
    const CodebookCount& book = facts_.codebook;
    if (book.rules == 0) return say_(", none of them with rules. ", "，均无规则。");
    return say_(
        fmt::format(", {} of them with rules ({}). A rule looks at one {} unless it names another unit. ",
                    book.codes_with_rules, counted(book.rules, "rule", "rules"),
                    unit_in_words(book.unit, say_)),
        fmt::format("，其中 {} 个带规则（共 {} 条）。规则以{}为单位，除非另行指明。", book.codes_with_rules,
                    grouped(book.rules), unit_in_words(book.unit, say_)));
  }

  std::string examples_in_words() const {
    const CodebookCount& book = facts_.codebook;
    if (book.examples + book.counterexamples == 0) return {};
    const std::string examples = counted(book.examples, "example", "examples") + " and " +
                                 counted(book.counterexamples, "counterexample", "counterexamples");
    return say_(fmt::format("{} in the codebook are run as tests of the rules; {}. ", examples,
                            book.failed == 0 ? "all pass" : grouped(book.failed) + " of them fail"),
                fmt::format("手册中的 {} 个例句与 {} 个反例作为规则的测试运行，{}。", book.examples,
                            book.counterexamples,
                            book.failed == 0 ? "全部通过" : "其中 " + grouped(book.failed) + " 个未通过"));
  }

  std::string record_in_words() const {
    const RecordCounts& record = facts_.record;
    const std::string rejected =
        record.rejected == 0
            ? std::string()
            : say_(fmt::format(" {} rejected and not counted.",
                               counted(record.rejected, "more coding was", "more codings were")),
                   fmt::format("另有 {} 条被拒绝，不计。", grouped(record.rejected)));
    if (facts_.codings() == 0) return say_("No coding counts yet.", "尚无计入的编码。") + rejected;
    const bool one = facts_.codings() == 1;
    return say_(fmt::format(
                    "{} {}: {} made by hand, {} found by a rule and accepted by a coder, and {} found by "
                    "a rule and decided about by nobody.",
                    counted(facts_.codings(), "coding", "codings"), one ? "counts" : "count",
                    grouped(record.hand), grouped(record.accepted), grouped(record.undecided)),
                fmt::format(
                    "计入编码 {} 条：手工 {} 条，规则所得并经编码者接受 {} 条，规则所得而无人审定 {} 条。",
                    grouped(facts_.codings()), grouped(record.hand), grouped(record.accepted),
                    grouped(record.undecided))) +
           rejected;
  }

  std::string reading_in_words() const {
    if (facts_.read == 0)
      return say_("Nobody has read a source completely; precision and recall of the rules are not known.",
                  "没有人通读过任何来源；规则的精确率与召回率未知。");
    std::vector<std::string> readers;
    bool any_blind = false;
    for (const ReaderCount& one : facts_.readers) {
      any_blind = any_blind || one.blind > 0;
      readers.push_back(say_(fmt::format("{} {} ({} of them blind)", one.coder, one.sources, one.blind),
                             fmt::format("{} 读 {} 个（盲读 {} 个）", one.coder, one.sources, one.blind)));
    }
    const std::string blind = any_blind ? say_("Blind means without seeing what rules or others had coded. ",
                                               "盲读指未见规则或他人的编码。")
                                        : std::string();
    return say_(fmt::format(
                    "{} of {} read to the end: {}. ", facts_.read,
                    facts_.sources() == 1 ? "1 source was" : grouped(facts_.sources()) + " sources were",
                    listed_names(readers, say_)),
                fmt::format("{} 个来源中有 {} 个被通读：{}。", grouped(facts_.sources()), facts_.read,
                            listed_names(readers, say_))) +
           blind;
  }

  std::string agreement_in_words(const MeasuredAgreement& one) const {
    std::vector<std::string> names;
    std::string seeing;
    for (const MeasuredAgreement::Coder& coder : one.coders) {
      names.push_back(coder.name);
      if (coder.not_blind > 0)
        seeing +=
            say_(fmt::format("{} knew in {} of them what rules or others had coded. ", coder.name,
                             coder.not_blind),
                 fmt::format("{} 在其中 {} 个来源中已见规则或他人的编码。", coder.name, coder.not_blind));
    }
    const std::string passages = counted(one.passages, "passage", "passages"),
                      sources = counted(one.sources, "source", "sources"), coders = listed_names(names, say_),
                      alpha = three_digits(one.alpha, say_);
    const std::string percent = one.percent
                                    ? fmt::format("{}{:.1f} %",
                                                  say_(", mean share of passages judged alike per code ",
                                                       "，各代码判断一致的段落平均占 "),
                                                  100 * *one.percent)
                                    : std::string();
    return say_(fmt::format("On {} of the {} that {} have read, Krippendorff's alpha of all codes together "
                            "is {} (each code given to a passage or not{}). ",
                            passages, sources, coders, alpha, percent),
                fmt::format("在 {} 均通读的 {} 个来源的 {} 个段落上，全部代码的 Krippendorff α 为 {}"
                            "（逐段落判断各代码有无{}）。",
                            coders, one.sources, grouped(one.passages), alpha, percent)) +
           seeing;
  }

  std::string quality_in_words(const MeasuredRules& rules) const {
    const auto quality = stats::quality(rules.pooled);
    const std::int64_t found = rules.pooled.tp + rules.pooled.fp, given = rules.pooled.tp + rules.pooled.fn;
    const std::string precision = three_digits(quality.precision.value, say_),
                      recall = three_digits(quality.recall.value, say_);
    const std::string seeing =
        facts_.blind < facts_.read
            ? say_(" Not all of these sources were read blind, which flatters both figures.",
                   "这些来源并非全部盲读，两个数值因此偏高。")
            : std::string();
    return say_(fmt::format("In the {} that were read, the rules gave a code to a passage {}, the readers {} "
                            "(by hand, or by accepting what a rule found), and "
                            "{} both did: precision {}, recall {} (all codes pooled).",
                            counted(rules.passages, "passage", "passages"), counted(found, "time", "times"),
                            counted(given, "time", "times"), counted(rules.pooled.tp, "time", "times"),
                            precision, recall),
                fmt::format("在已通读的 {} 个段落中，规则给出段落代码 {} "
                            "次，通读者（手工编码或接受规则所得）给出 {} 次，两者相同 {} 次：精确率 "
                            "{}，召回率 {}（全部代码合计）。",
                            grouped(rules.passages), grouped(found), grouped(given), grouped(rules.pooled.tp),
                            precision, recall)) +
           seeing;
  }

  const MethodsFacts& facts_;
  const Wording say_;
};

}  // namespace

std::vector<Runs> methods_paragraphs(const MethodsFacts& facts) {
  const MethodsWords words(facts);
  if (facts.sources() == 0) return {words.material()};
  return {words.material(), words.coding(), words.checking(), words.reproducing()};
}

std::vector<std::string> methods_references(const MethodsFacts& facts) {
  std::vector<std::string> references;
  if (!facts.agreement.empty())
    references.push_back(
        "Krippendorff, K. (2018). Content Analysis: An Introduction to Its Methodology (4th ed.). SAGE.");
  if (facts.rules && facts.codebook.rules > 0)
    references.push_back(
        "Manning, C. D., Raghavan, P., & Schütze, H. (2008). Introduction to Information Retrieval. "
        "Cambridge "
        "University Press. (Precision and recall: chapter 8.)");
  return references;
}

}  // namespace gloss::report
