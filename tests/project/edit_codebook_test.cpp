// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of codes in the file and in the project: both or none.
#include "project/edit_codebook.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

#include "project/study.h"
#include "project/use_codebook.h"

namespace gloss::project {
namespace {

constexpr const char* trust_book =
    "codebook: b\n"
    "codes:\n"
    "  trust:\n"
    "    rules:\n"
    "      - trust*\n"
    "      - faith\n"
    "      - rely or relied\n"
    "    examples:\n"
    "      - We trust them.\n"
    "      - We have faith.\n"
    "      - We rely on trust.\n"
    "      - Nobody finds this.\n"
    "    counterexamples:\n"
    "      - They left.\n"
    "  money:\n"
    "    rules: [money]\n";

class CodebookEdits : public testing::Test {
 protected:
  CodebookEdits() : file_(study_.folder + "/book.yaml"), project_(study_.create()) {
    EXPECT_TRUE(write_file(file_, trust_book, Overwrite::yes));
    adopt(file_);
  }

  void adopt(const std::string& path) {
    const auto codebook = read_codebook(path);
    ASSERT_TRUE(codebook) << codebook.error().line();
    ASSERT_TRUE(adopt_codebook(*project_, *codebook, path));
  }
  std::string in_project() const {
    const auto stored = project_->file().codebook();
    EXPECT_TRUE(stored && *stored);
    return stored && *stored ? (*stored)->yaml : std::string();
  }
  EditedCodebook prepared(const CodebookEdit& edit) const {
    const auto made = prepare_edit(file_, edit);
    EXPECT_TRUE(made) << made.error().line();
    return made ? *made : EditedCodebook{};
  }

  test::Study study_;
  std::string file_;
  std::optional<Project> project_;
};

TEST_F(CodebookEdits, ChangeFileAndProjectInOneActThatCanBeUndone) {
  EXPECT_EQ(*codebook_file(*project_), file_);
  const auto edited = prepared({CodebookEdit::Kind::rename, "trust", "confidence", {}, {}, {}});
  EXPECT_EQ(test::slurp(file_), trust_book) << "preparing writes nothing";
  const auto before = project_->file().log()->size();
  const auto done = edit_codebook(&*project_, edited);
  ASSERT_TRUE(done) << done.error().line();
  EXPECT_NE(edited.after.find("  confidence:\n    was: [trust]\n"), std::string::npos);
  EXPECT_EQ(test::slurp(file_), edited.after);
  EXPECT_EQ(in_project(), edited.after);
  EXPECT_EQ(project_->file().log()->size(), before + 1);
  ASSERT_TRUE(project_->file().undo());
  EXPECT_EQ(in_project(), trust_book);
}

TEST_F(CodebookEdits, LeaveTheFileAsItWasWhereTheProjectRefuses) {
  ASSERT_TRUE(project_->close());
  project_.reset();
  auto opened = Project::open(study_.path, store::Access::read, study_.environment());
  ASSERT_TRUE(opened);
  project_.emplace(std::move(*opened));
  EXPECT_FALSE(
      edit_codebook(&*project_, prepared({CodebookEdit::Kind::merge, "money", "trust", {}, {}, {}})));
  EXPECT_EQ(test::slurp(file_), trust_book);
}

TEST_F(CodebookEdits, RefuseAnotherCodebookThanTheProjects) {
  std::string other = trust_book;
  other.replace(other.find("codebook: b"), 11, "codebook: c");
  ASSERT_TRUE(write_file(file_, other, Overwrite::yes));
  const auto done =
      edit_codebook(&*project_, prepared({CodebookEdit::Kind::rename, "trust", "x", {}, {}, {}}));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().message, "is the codebook \"c\"; the project uses \"b\"");
  EXPECT_EQ(test::slurp(file_), other);
}

TEST_F(CodebookEdits, LetExamplesGoWithTheRulesThatFindThem) {
  const auto edited = prepared({CodebookEdit::Kind::split, "trust", "faith", {2, 3}, {}, {}});
  const auto& codes = edited.codebook.codes;
  ASSERT_EQ(codes.size(), 3u);
  ASSERT_EQ(codes[1].id, "faith");
  ASSERT_EQ(codes[1].examples.size(), 1u);
  EXPECT_EQ(codes[1].examples[0].text, "We have faith.");
  EXPECT_EQ(codes[0].examples.size(), 3u) << "one is found by a rule that stays, one failed before";
  EXPECT_EQ(edited.notes, std::vector<std::string>{"1 example goes with the rules that find it"});
}

TEST_F(CodebookEdits, NameTheTestsThatFailAfterwards) {
  const auto edited = prepared({CodebookEdit::Kind::split, "trust", "faith", {}, {2}, {}});
  EXPECT_EQ(edited.codebook.codes[1].rules.size(), 0u);
  std::string yaml = trust_book;
  yaml.replace(yaml.find("They left."), 10, "No money. ");
  ASSERT_TRUE(write_file(file_, yaml, Overwrite::yes));
  EXPECT_EQ(prepared({CodebookEdit::Kind::merge, "money", "trust", {}, {}, {}}).notes,
            std::vector<std::string>{"a counterexample of \"trust\" fails now: No money."});
}

}  // namespace
}  // namespace gloss::project
