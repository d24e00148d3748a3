// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/crosstab.h"

#include <fmt/format.h>

#include "project/study.h"
#include "project/use_codebook.h"
#include "support/must.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

/// Nine interviews of one speaker each, four of officials; all officials and the last organiser say it.
struct Interviews : Study {
  Interviews() : file(create()) {
    std::string cases = "source,speaker,case,group\n";
    for (int s = 0; s < 9; ++s) {
      const std::string says = s < 4 || s == 8 ? "There is no money. 🙂" : "There is a hall.";
      write(fmt::format("s{}.txt", s),
            fmt::format("Interviewer: Is there money?\n\nP1: {}\n\nP1: Yes, {}.\n", says, s));
      cases += fmt::format("s{}.txt,P1,C{},{}\n", s, s, s < 4 ? "official" : "organiser");
    }
    write("cases.csv", cases);
    must(add_sources(file, {texts()}, {}));
    must(adopt_codebook(file,
                        must(codebook::parse_codebook("codebook: c\nlanguages: [en, zh]\nwhere: role != "
                                                      "interviewer\ncodes:\n  money:\n    rules: [money]\n",
                                                      "c.yaml")),
                        "c.yaml"));
  }
  CrosstabRequest by(const std::string& variable) const {
    CrosstabRequest request;
    request.selection.by = variable;
    return request;
  }
  project::Project file;
};

TEST(CrosstabOfProject, GoesFromTextsToTheTest) {
  const Interviews study;
  CrosstabRequest request = study.by("group");
  request.options.test = true;
  const auto answer = must(crosstab(study.file, request));
  ASSERT_EQ(answer.table.rows.size(), 2u);
  const std::string csv = report::as_csv(answer.table);
  EXPECT_EQ(csv.substr(0, csv.find('\n')),
            "code,name,group,speakers,of_speakers,sources,of_sources,passages,of_passages,share,residual,"
            "cramers_v,present,units,p,q,smallest_p,remark");
  EXPECT_NE(csv.find("\nmoney,money,official,4,4,4,4,4,8,0.5,"), std::string::npos) << csv;
  EXPECT_NE(csv.find("\nmoney,money,organiser,1,5,1,5,1,10,0.1,"), std::string::npos) << csv;
  for (std::size_t column = 0; column < answer.table.columns.size(); ++column) {
    if (answer.table.columns[column].name != "p") continue;
    EXPECT_NEAR(std::get<double>(answer.table.rows[0][column]), 6.0 / 126, 1e-9)
        << "of the ways to choose 5 of 9";
  }
  EXPECT_NE(answer.svg.find("1 of 5"), std::string::npos);
  request.language = "zh";
  EXPECT_NE(must(crosstab(study.file, request)).svg.find(">1/5 · 10.0 %<"), std::string::npos);
}

TEST(CrosstabOfProject, RefusesWhatMakesNoGroups) {
  const Interviews study;
  const auto refused = crosstab(study.file, study.by(""));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().line(), "--by: which variable makes the groups?; try: --by role");
  EXPECT_FALSE(crosstab(study.file, study.by("age")));
}

}  // namespace
}  // namespace gloss::project
