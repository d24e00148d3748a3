// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions and codings by hand against re-runs, edits of rules, corrections and undo.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>

#include "project/all_codings.h"
#include "project/code_passage.h"
#include "project/correct_source.h"
#include "project/decide.h"
#include "project/memos.h"
#include "project/count_codings.h"
#include "project/study.h"
#include "project/use_codebook.h"
#include "support/must.h"

namespace gloss::project {
namespace {

using namespace gloss::test;
using model::Decision;

constexpr auto interview =
    "Interviewer: Is there money?\n\n"
    "P1: There is no money for the hall. The money never comes, \"never\" I say.\n\n"
    "Interviewer: And trust?\n\n"
    "P1: 我们没有经费，也没有信任。Nobody trusts us 🙂 with money.\n";

std::string yaml(const std::string& rules, const std::string& more = "") {
  return "codebook: c\nwhere: role != interviewer\ncodes:\n  money:\n    rules: [" + rules +
         "]\n  trust:\n    rules: [trust*, 信任]\n  hand:\n    "
         "definition: by hand only\n" +
         more;
}

struct Coded : Study {
  explicit Coded(const std::string& rules = "money, 经费") : file(create()) {
    write("a.txt", interview);
    must(add_sources(file, {texts()}, {}));
    use(rules);
  }
  void use(const std::string& rules, const std::string& more = "") {
    must(adopt_codebook(file, must(codebook::parse_codebook(yaml(rules, more), "c.yaml")), "c.yaml"));
  }
  CodedProject codings() { return must(all_codings(file)); }
  /// "money:the hall rule accepted" of each coding in order.
  std::string listed() {
    std::string out;
    const CodedProject coded = codings();
    for (const auto& [coding, code] : coded.coded[0].codings)
      out += fmt::format("{}:{}{}{}{}\n", coding.code, coding.quote,
                         coding.origin == model::Origin::rule ? "" : " by " + coding.coder,
                         coding.decision == Decision::none ? "" : " ", model::name_of(coding.decision));
    for (const auto& conflict : coded.conflicts)
      out += fmt::format("! {}: {} {} {}\n", name_of(conflict.kind), conflict.code, conflict.at.quote,
                         conflict.other);
    return out;
  }
  std::string id_of(const std::string& code, std::size_t nth = 0) {
    const CodedProject coded = codings();
    for (const auto& [coding, index] : coded.coded[0].codings)
      if (coding.code == code && nth-- == 0) return coding.id;
    return "none";
  }
  project::Project file;
};

TEST(HandWork, OfPeopleStandsBesideWhatTheRulesSay) {
  Coded study;
  EXPECT_EQ(study.listed(), "money:money\nmoney:money\nmoney:经费\ntrust:信任\ntrust:trusts\nmoney:money\n");
  must(
      add_coding(study.file, {.place = "a.txt:2", .quote = "the money never  comes, “NEVER” i say"}, "hand"));
  must(decide(study.file, {.ids = {study.id_of("money")}}, Decision::accepted, "clear"));
  must(decide(study.file, {.codes = "trust"}, Decision::rejected, ""));
  EXPECT_EQ(
      study.listed(),
      "money:money accepted\nhand:The money never comes, \"never\" I say by anna\nmoney:money\nmoney:经费\n"
      "trust:信任 rejected\ntrust:trusts rejected\nmoney:money\n");
  const auto counts = counted(study.codings(), "en");
  EXPECT_EQ(counts.codings.size(), 5u);
  EXPECT_EQ(counts.rejected, 2);
  EXPECT_EQ(must(study.file.file().hand_work()).memos.at(0).words, "clear");
  must(decide(study.file, {.codes = "trust"}, Decision::none, ""));
  must(remove_codings(study.file, {study.id_of("hand")}));
  EXPECT_EQ(study.listed(),
            "money:money accepted\nmoney:money\nmoney:经费\ntrust:信任\ntrust:trusts\nmoney:money\n");
}

TEST(HandWork, SurvivesEditsOfRulesAndConflictsAreListed) {
  Coded study;
  must(decide(study.file, {.ids = {study.id_of("money", 0)}}, Decision::accepted, ""));
  must(decide(study.file, {.ids = {study.id_of("money", 2)}}, Decision::rejected, ""));
  study.use("hall, 没有经费");
  EXPECT_EQ(study.listed(),
            "money:money accepted\nmoney:hall\nmoney:没有经费\ntrust:信任\ntrust:trusts\n"
            "! accepted, but no rule finds it now: money money \n"
            "! rejected, but found in another extent: money 经费 没有经费\n");
  study.use("money, 经费");
  EXPECT_EQ(
      study.listed(),
      "money:money accepted\nmoney:money\nmoney:经费 rejected\ntrust:信任\ntrust:trusts\nmoney:money\n");
}

TEST(HandWork, OfSeveralCodersTheNewestDecisionCounts) {
  Coded study;
  const std::string id = study.id_of("trust");
  must(decide(study.file, {.ids = {id}}, Decision::accepted, ""));
  must(study.file.close());
  Environment ben = study.environment();
  ben.who = "ben";
  study.file = must(Project::open(study.path, store::Access::write, ben));
  EXPECT_EQ(must(decide(study.file, {.ids = {id}}, Decision::rejected, "")).changed, 1u);
  EXPECT_NE(study.listed().find("trust:信任 rejected"), std::string::npos);
  EXPECT_NE(study.listed().find("! coders differ: trust 信任 anna"), std::string::npos);
  EXPECT_EQ(must(decide(study.file, {.ids = {id}}, Decision::none, "")).changed, 1u);
  EXPECT_NE(study.listed().find("trust:信任 accepted"), std::string::npos) << "anna's stands";
}

TEST(HandWork, FollowsACodeThatGotAnotherName) {
  Coded study;
  must(add_coding(study.file, {.place = "a.txt:4"}, "hand"));
  must(add_memo(study.file, model::Subject::code, "hand", "why?"));
  must(decide(study.file, {.codes = "trust"}, Decision::accepted, ""));
  must(adopt_codebook(
      study.file,
      must(codebook::parse_codebook("codebook: c\ncodes:\n  confidence:\n    was: [trust]\n    rules: "
                                    "[信任]\n  manual:\n    was: [hand]\n    definition: x\n",
                                    "c.yaml")),
      "c.yaml"));
  EXPECT_EQ(study.listed(),
            "manual:我们没有经费，也没有信任。Nobody trusts us 🙂 with money. by anna\n"
            "confidence:信任 accepted\nconfidence:trusts accepted\n"
            "! accepted, but no rule finds it now: confidence trusts \n");
  EXPECT_EQ(must(study.file.file().hand_work()).memos.at(0).name, "manual");
  must(study.file.file().undo());
  EXPECT_NE(study.listed().find("trust:信任 accepted"), std::string::npos);
  EXPECT_NE(study.listed().find("hand:"), std::string::npos);
}

TEST(HandWork, RefusesWhatDoesNotFit) {
  Coded study;
  const std::string before = must(study.file.file().dump());
  const auto refused = [](const auto& result, const std::string& words) {
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().line().find(words), std::string::npos) << result.error().line();
  };
  refused(add_coding(study.file, {.place = "a.txt:2"}, "mony"), "money");
  refused(add_coding(study.file, {.place = "a.txt:9"}, "hand"), "has passages 1-4");
  refused(add_coding(study.file, {.place = "a.txt"}, "hand"), "SOURCE:N");
  refused(add_coding(study.file, {.place = "b.txt:1"}, "hand"), "is not a source");
  refused(add_coding(study.file, {.place = "a.txt:2", .quote = "never", .nth = 3}, "hand"), "2 times");
  refused(add_coding(study.file, {.place = "a.txt:2", .quote = "never"}, "hand"), "longer quote");
  refused(add_coding(study.file, {.place = "a.txt:2", .quote = "ever and a day"}, "hand"), "does not hold");
  refused(add_coding(study.file, {.place = "a.txt", .characters = text::CodePointSpan{{5}, {5}}}, "hand"),
          "characters 5-5");
  refused(
      add_coding(study.file, {.place = "a.txt", .characters = text::CodePointSpan{{0}, {100000}}}, "hand"),
      "100000");
  refused(add_coding(study.file, {.place = "a.txt", .characters = text::CodePointSpan{{0}, {5}}}, "hand"),
          "no passage");
  refused(decide(study.file, {}, Decision::accepted, ""), "which codings");
  refused(decide(study.file, {.codes = "money", .rule = 7}, Decision::accepted, ""), "no coding");
  refused(decide(study.file, {.ids = {"zzz"}}, Decision::accepted, ""), "not a coding");
  refused(remove_codings(study.file, {study.id_of("money")}), "gloss reject");
  refused(add_memo(study.file, model::Subject::speaker, "a.txt:P9", "x"), "no speaker");
  refused(add_memo(study.file, model::Subject::case_, "Ann", "x"), "not a case");
  refused(edit_memo(study.file, 3, "x"), "memo 3");
  EXPECT_EQ(must(study.file.file().dump()), before);
}

TEST(HandWork, MovesWithACorrectedTranscript) {
  Coded study;
  must(add_coding(study.file, {.place = "a.txt:2", .quote = "The money never comes"}, "hand"));
  must(add_coding(study.file, {.place = "a.txt:4", .quote = "Nobody trusts us"}, "hand"));
  must(decide(study.file, {.codes = "money", .query = "经费"}, Decision::rejected, "no"));
  std::string corrected = interview;
  const auto replace = [&](const std::string& from, const std::string& to) {
    corrected.replace(corrected.find(from), from.size(), to);
  };
  replace("Is there money", "Hello. Is there any money");
  replace("The money never", "The moneys never");
  replace("Nobody trusts us 🙂 with", "Some do 🙂 but not with");
  ASSERT_TRUE(write_file(study.folder + "/new.txt", corrected, Overwrite::yes));
  const auto dry =
      must(correct_source(study.file, {.source = "a", .file = study.folder + "/new.txt", .dry_run = true}));
  EXPECT_EQ(study.listed().find("earlier"), std::string::npos);
  const auto done = must(correct_source(study.file, {.source = "a", .file = study.folder + "/new.txt"}));
  EXPECT_EQ(dry.moved.size(), done.moved.size());
  EXPECT_EQ(done.count(Moved::How::not_moved), 1u);
  EXPECT_EQ(done.count(Moved::How::reworded), 1u);
  EXPECT_EQ(done.moved.size(), 6u) << "two codings, two decisions, their memos";
  EXPECT_EQ(study.listed(),
            "money:money\nhand:The moneys never comes by anna\nmoney:经费 rejected\ntrust:信任\nmoney:money "
            "rejected\n"
            "! stands in an earlier version of the text: hand Nobody trusts us \n");
  EXPECT_TRUE(must(study.file.file().verify()).empty());
  must(study.file.file().undo());
  study.file.forget_sources();
  EXPECT_NE(study.listed().find("hand:Nobody trusts us by anna"), std::string::npos);
}

/// What a slow reader makes of codings and decisions: by (code, span) what stands.
std::map<std::pair<std::string, text::ByteSpan>, std::string> expected(const std::vector<SourceCoding>& found,
                                                                       const model::HandWork& work,
                                                                       const codebook::Codebook& book) {
  std::map<std::pair<std::string, text::ByteSpan>, std::string> all;
  for (const auto& one : found) all[{one.coding.code, one.coding.span}] = "undecided";
  std::map<std::pair<std::string, text::ByteSpan>, std::int64_t> newest;
  for (const auto& decision : work.decisions) {
    if (book.find(decision.code) < 0) continue;
    const std::pair key{decision.code, decision.at.span};
    auto& act = newest[key];
    if (decision.act < act) continue;
    act = decision.act;
    if (decision.decision == Decision::accepted || all.contains(key))
      all[key] = model::name_of(decision.decision);
    if (decision.decision == Decision::rejected && all.contains(key) &&
        std::none_of(found.begin(), found.end(), [&](const SourceCoding& one) {
          return std::pair{one.coding.code, one.coding.span} == key;
        }))
      all.erase(key);
  }
  return all;
}

/// 10^4 sequences of edits of rules, decisions, codings by hand, memos; after each the human layer is what
/// people made of it, and at the end of each all is taken back.
class Sequences : public testing::TestWithParam<int> {};

TEST_P(Sequences, OfEditsAndDecisionsKeepTheHumanLayerAndCanAllBeTakenBack) {
  if (std::filesystem::is_directory("/dev/shm")) ::setenv("TMPDIR", "/dev/shm", 1);
  constexpr int sequences = 2500, each_project = 25;
  const std::vector<std::string> rule_sets = {"money, 经费", "money",           "'\"no money\"', 没有",
                                              "the, 经费",   "affirmed(money)", "money near/5 hall",
                                              "nothingness", "{span: x}"};
  int edits = 0, decisions = 0;
  for (int block = 0; block < sequences / each_project; ++block) {
    Coded study;
    const std::string folder = study.folder;
    const std::string first = must(study.file.file().dump());
    for (int sequence = 0; sequence < each_project; ++sequence) {
      const auto seed = static_cast<std::uint64_t>(GetParam()) * 1'000'000 +
                        static_cast<std::uint64_t>(block * each_project + sequence);
      SCOPED_TRACE(seed);
      std::mt19937_64 random(seed);
      int acts = 0;
      std::string rules = rule_sets[0];
      for (int step = 0; step < 4; ++step) {
        const auto work_before = must(study.file.file().hand_work());
        const auto coded = study.codings();
        const auto& codings = coded.coded[0].codings;
        const std::size_t log = must(study.file.file().log()).size();
        switch (random() % 6) {
          case 0:
          case 1:
            rules = rule_sets[random() % (rule_sets.size() - 1)];
            study.use(rules);
            ++edits;
            EXPECT_EQ(must(study.file.file().hand_work()).codings, work_before.codings);
            EXPECT_EQ(must(study.file.file().hand_work()).decisions, work_before.decisions);
            break;
          case 2:
          case 3: {
            if (codings.empty()) break;
            const auto& coding = codings[random() % codings.size()].coding;
            const Decision decision = random() % 5 == 0   ? Decision::none
                                      : random() % 2 == 0 ? Decision::accepted
                                                          : Decision::rejected;
            if (coding.origin == model::Origin::coder)
              must(remove_codings(study.file, {coding.id}));
            else
              must(decide(study.file, {.ids = {coding.id}}, decision, random() % 3 == 0 ? "so" : ""));
            ++decisions;
            break;
          }
          case 4:
            static_cast<void>(add_coding(study.file, {.place = fmt::format("a.txt:{}", 1 + random() % 4)},
                                         random() % 2 == 0 ? "hand" : "money"));
            break;
          default:
            must(add_memo(study.file, model::Subject::code, "hand", fmt::format("memo {}", random() % 100)));
        }
        acts += static_cast<int>(must(study.file.file().log()).size() - log);
        // A re-run changes nothing, and shows what a slow reader makes of it.
        const auto work = must(study.file.file().hand_work());
        const auto now = study.codings();
        std::map<std::pair<std::string, text::ByteSpan>, std::string> shown;
        for (const auto& [coding, code] : now.coded[0].codings)
          if (coding.origin == model::Origin::rule)
            shown[{coding.code, coding.span}] =
                coding.decision == Decision::none ? "undecided" : model::name_of(coding.decision);
        ASSERT_EQ(shown, expected(must(apply_rules(study.file)).coded[0].codings, work, *now.codebook));
        ASSERT_EQ(static_cast<std::size_t>(std::count_if(
                      now.coded[0].codings.begin(), now.coded[0].codings.end(),
                      [](const SourceCoding& one) { return one.coding.origin == model::Origin::coder; })),
                  work.codings.size());
        ASSERT_EQ(must(study.file.file().hand_work()).decisions, work.decisions);
      }
      for (; acts > 0; --acts) ASSERT_TRUE(must(study.file.file().undo()));
      ASSERT_EQ(must(study.file.file().dump()), first);
    }
    must(study.file.close());
    std::filesystem::remove_all(folder);
  }
  EXPECT_GT(edits, sequences / 2);
  EXPECT_GT(decisions, sequences / 2);
}

INSTANTIATE_TEST_SUITE_P(TenThousand, Sequences, testing::Range(0, 4));

}  // namespace
}  // namespace gloss::project
