// SPDX-License-Identifier: GPL-3.0-or-later
// What a study's methods lack, and how to get it.
#include <fmt/format.h>

#include <utility>

#include "report/grouped.h"
#include "report/methods_report.h"

namespace gloss::report {
namespace {

class MissingThings {
 public:
  explicit MissingThings(const MethodsFacts& facts) : facts_(facts), say_(facts.language) {}

  std::vector<Missing> list() {
    if (facts_.sources() == 0) {
      add("no_sources", say_("There is nothing to code.", "没有可编码的来源。"), "gloss add PATH");
      return std::move(all_);
    }
    of_material();
    of_codebook();
    of_codings();
    of_reading();
    return std::move(all_);
  }

 private:
  void add(const char* what, std::string words, const char* remedy) {
    all_.push_back({what, std::move(words), remedy});
  }

  void of_material() {
    if (const std::int64_t n = facts_.unlabelled; n > 0)
      add("no_speakers",
          say_(fmt::format("{} no speaker that is named: who says what is not known there.",
                           counted(n, "interview has", "interviews have")),
               fmt::format("{} 份访谈没有署名的说话人：无法区分各人所言。", n)),
          "gloss speakers");
  }

  void of_codebook() {
    const CodebookCount& book = facts_.codebook;
    if (book.failed > 0)
      add("examples_fail",
          say_(fmt::format("The rules fail on {} of the codebook.",
                           counted(book.failed, "example or counterexample", "examples or counterexamples")),
               fmt::format("规则未通过手册中的 {} 个例句或反例。", book.failed)),
          "gloss codebook check FILE");
    if (const std::int64_t n = book.without_examples; n > 0)
      add("no_examples",
          say_(fmt::format("{} rules and no example that would test them.",
                           counted(n, "code has", "codes have")),
               fmt::format("{} 个带规则的代码没有可作测试的例句。", n)),
          "gloss codebook check FILE");
  }

  void of_codings() {
    if (facts_.codings() == 0)
      add("no_codings", say_("No coding counts.", "没有计入的编码。"), "gloss codebook use FILE");
    if (const std::int64_t n = facts_.record.undecided; n > 0)
      add("undecided",
          say_(fmt::format("{} by a rule without anybody having accepted or rejected {}.",
                           counted(n, "coding was found", "codings were found"), n == 1 ? "it" : "them"),
               fmt::format("{} 条规则所得的编码无人接受或拒绝。", grouped(n))),
          "gloss accept, gloss reject");
    if (const std::int64_t n = facts_.set_aside; n > 0)
      add("set_aside",
          say_(fmt::format(
                   "{} not count: made on an earlier version of a text, or with a code that the codebook "
                   "does not have.",
                   counted(n, "coding or decision does", "codings or decisions do")),
               fmt::format("{} 条人工编码或审定不计：所依据的文本已更正，或手册中已无该代码。", n)),
          "gloss log");
  }

  void of_reading() {
    if (facts_.read == 0) {
      add("nothing_read",
          say_("Nobody has read a source completely; precision and recall are not known.",
               "没有人通读过任何来源；精确率与召回率未知。"),
          "gloss done SOURCE --coder NAME");
      return;
    }
    if (const std::int64_t n = facts_.sources() - facts_.read; n > 0)
      add("partly_read",
          say_(fmt::format("{} read to the end by nobody: what the rules miss there is not known.",
                           counted(n, "source was", "sources were")),
               fmt::format("{} 个来源无人通读：其中规则遗漏的内容未知。", n)),
          "gloss done SOURCE --coder NAME");
    if (const std::int64_t n = facts_.read - facts_.blind; n > 0)
      add("not_blind",
          say_(fmt::format("{} by somebody who saw what rules or others had coded.",
                           counted(n, "source was read", "sources were read")),
               fmt::format("{} 个来源的通读者已见规则或他人的编码。", n)),
          "gloss done SOURCE --blind");
    if (facts_.agreement.empty())
      add("no_agreement",
          say_("No source was read by two coders; their agreement is not known.",
               "没有来源由两位编码者通读；其一致性未知。"),
          "gloss done SOURCE --coder NAME");
  }

  const MethodsFacts& facts_;
  const Wording say_;
  std::vector<Missing> all_;
};

}  // namespace

std::vector<Missing> missing_from(const MethodsFacts& facts) { return MissingThings(facts).list(); }

}  // namespace gloss::report
