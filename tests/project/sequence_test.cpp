// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/sequence.h"

#include <gtest/gtest.h>

#include "project/code_passage.h"
#include "project/study.h"
#include "project/use_codebook.h"
#include "support/must.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

struct Talk : Study {
  Talk() : file(create()) {
    write("a.txt",
          "Interviewer: And?\n\nP1: No money, so a hall 🙂. Then money again.\n\n"
          "Interviewer: Where is the hall?\n\nP1: The hall is far. 没有经费。\n");
    write("n.txt", "A hall. No money.\n");
    must(add_sources(file, {texts()}, {}));
    must(adopt_codebook(file,
                        must(codebook::parse_codebook(
                            "codebook: c\nlanguages: [en, zh]\nwhere: role != interviewer\ncodes:\n  "
                            "money:\n    rules: [money, 经费]\n  hall:\n    rules: [hall]\n",
                            "c.yaml")),
                        "c.yaml"));
  }
  std::string csv(const SequenceRequest& request) const {
    return report::as_csv(must(sequence(file, request)));
  }
  project::Project file;
};

std::vector<std::string> counts_of(const std::string& csv) {
  std::vector<std::string> lines;
  for (std::size_t at = csv.find('\n') + 1; at < csv.size(); at = csv.find('\n', at) + 1) {
    std::size_t end = at;
    for (int commas = 0; commas < 3; ++end) commas += csv[end] == ',' ? 1 : 0;
    lines.push_back(csv.substr(at, end - 1 - at));
  }
  return lines;
}

TEST(SequenceOfProject, FollowsASourceAndBreaksAtAnswers) {
  const Talk study;
  SequenceRequest request;
  using Lines = std::vector<std::string>;
  EXPECT_EQ(counts_of(study.csv(request)), (Lines{"money,hall,2", "hall,money,3"}));
  request.options.chain = "answer";
  EXPECT_EQ(counts_of(study.csv(request)), (Lines{"money,hall,1", "hall,money,3"}))
      << "not across the question";
  request.options.chain = "turn";
  EXPECT_EQ(counts_of(study.csv(request)), (Lines{"money,hall,1", "hall,money,3"}));
  request.options.chain = "source";
  request.options.lag = 2;
  EXPECT_EQ(counts_of(study.csv(request)), (Lines{"money,money,2", "hall,hall,1"}));
}

TEST(SequenceOfProject, CountsTheSameWhereSomebodyHasWorked) {
  Talk study;
  const auto all = [&] {
    std::string answers;
    SequenceRequest request;
    request.selection.origin = "rule";
    for (const char* chain : {"source", "answer", "turn"})
      for (const std::int64_t within : {-1, 3}) {
        request.options.chain = chain;
        request.options.within = within;
        answers += study.csv(request) + "\n";
      }
    return answers;
  };
  const std::string before = all();
  must(add_coding(study.file, {.place = "a.txt:2"}, "hall"));
  EXPECT_EQ(all(), before);
}

TEST(SequenceOfProject, SpeaksChinese) {
  const Talk study;
  SequenceRequest request;
  request.language = "zh";
  const std::string text = report::as_text(must(sequence(study.file, request)), {100, false});
  EXPECT_NE(text.find("先后不是因果"), std::string::npos) << text;
}

TEST(SequenceOfProject, RefusesAChainThatDoesNotExist) {
  const Talk study;
  SequenceRequest request;
  request.options.chain = "sentence";
  EXPECT_EQ(sequence(study.file, request).error().line(),
            "--chain: 'sentence' is none of source, answer, turn; try: --chain answer");
}

}  // namespace
}  // namespace gloss::project
