// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/prose_file.h"

#include <gtest/gtest.h>

#include "support/must.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

report::Prose sample() {
  report::Prose prose{"zh", "Findings 困境", {"Base: 2 passages"}, {}, {"A note."}};
  report::Table table;
  table.title = "Counts";
  table.columns = {{"code", "Code"}, {"share", "Share", report::Column::Kind::share}};
  table.rows = {{"a", 0.5}, {"b", report::Value()}};
  table.indents = {0, 1};
  prose.blocks = {report::heading(1, "One"), report::paragraph({{"a "}, {"b", report::Run::Look::strong}}),
                  report::quotation({{"said"}}, {{"P1"}}), report::item(2, {{"x"}}),
                  report::table_block(table)};
  return prose;
}

TEST(ProseFile, MakesAWordFileThatDependsOnWhatIsReadOnly) {
  const std::string bytes = must(docx_of(sample()));
  EXPECT_TRUE(bytes.starts_with("PK"));
  EXPECT_NE(bytes.find("word/document.xml"), std::string::npos);
  EXPECT_EQ(bytes, must(docx_of(sample())));
  report::Prose other = sample();
  other.notes[0] = "Another note.";
  EXPECT_NE(bytes, must(docx_of(other)));
  must(docx_of(report::Prose{}));
}

}  // namespace
}  // namespace gloss::project
