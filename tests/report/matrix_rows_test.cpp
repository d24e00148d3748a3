// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/matrix_rows.h"

#include <gtest/gtest.h>

#include "base/csv_in.h"
#include "support/must.h"

namespace gloss::report {
namespace {

using test::must;

MatrixHead two_codes(MatrixValue value, MatrixForm form) {
  MatrixHead head;
  head.value = value;
  head.form = form;
  head.codes = {{"a", "Alpha", -1}, {"a/b", "", 0}, {"=c", "", -1}};
  head.fields = {{"passage", "Passage", Column::Kind::text}, {"words", "Words", Column::Kind::number}};
  return head;
}

MatrixRow row(const std::string& name, std::vector<MatrixEntry> entries) {
  return {{name, std::int64_t{7}}, std::move(entries)};
}

std::string csv_of(const MatrixHead& head, const std::vector<MatrixRow>& rows, bool bom = false) {
  std::string out;
  MatrixCsv csv(
      [&](std::string_view piece) -> Result<void> {
        out += piece;
        return {};
      },
      bom);
  must(csv.begin(head));
  for (const MatrixRow& one : rows) must(csv.add(one));
  must(csv.end());
  return out;
}

TEST(MatrixCsv, HasARowForEachUnitAndAColumnForEachCode) {
  const auto head = two_codes(MatrixValue::codings, MatrixForm::wide);
  EXPECT_EQ(csv_of(head, {row("s:1", {}), row("s:2", {{0, 12}, {2, 3}}), row("s:3", {{1, 1}})}),
            "passage,words,a,a/b,'=c\ns:1,7,0,0,0\ns:2,7,12,0,3\ns:3,7,0,1,0\n");
  EXPECT_EQ(csv_of(head, {}, true), "\xEF\xBB\xBFpassage,words,a,a/b,'=c\n");
}

TEST(MatrixCsv, HasOnlyWhatIsNotZeroInTheLongForm) {
  EXPECT_EQ(csv_of(two_codes(MatrixValue::codings, MatrixForm::long_),
                   {row("s:1", {}), row("s,2", {{0, 12}, {2, 3}})}),
            "passage,words,code,value\n\"s,2\",7,a,12\n\"s,2\",7,'=c,3\n");
}

TEST(MatrixCsv, QuotesWhatIsQuoted) {
  const std::string said = "[1] He said \"no\",\n---\n[2] 🙂";
  const std::string csv = csv_of(two_codes(MatrixValue::quotes, MatrixForm::wide),
                                 {row("s:1", {{1, 2, said}}), row("s:2", {{2, 1, "=1+1"}})});
  const auto read = must(read_csv(csv, "csv"));
  ASSERT_EQ(read.size(), 3u);
  EXPECT_EQ(read[1].fields, (std::vector<std::string>{"s:1", "7", "", said, ""}));
  EXPECT_EQ(read[2].fields, (std::vector<std::string>{"s:2", "7", "", "", "'=1+1"}));
}

TEST(MatrixCsv, ComesInPiecesAndHandsOnWhatFails) {
  std::size_t pieces = 0, bytes = 0;
  MatrixCsv csv([&](std::string_view piece) -> Result<void> {
    bytes += piece.size();
    if (++pieces == 3) return Err(Fault::io, "x", "disk full");
    return {};
  });
  must(csv.begin(two_codes(MatrixValue::present, MatrixForm::wide)));
  Result<void> added;
  for (int i = 0; i < 10'000'000 && added; ++i) added = csv.add(row("s:1", {}));
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().message, "disk full");
  EXPECT_LT(bytes, 4u << 20) << "a million bytes or so each";
}

TEST(MatrixTable, IsTheSameAsTheCsv) {
  for (const MatrixForm form : {MatrixForm::wide, MatrixForm::long_})
    for (const MatrixValue value : {MatrixValue::words, MatrixValue::quotes}) {
      const auto head = two_codes(value, form);
      const std::vector<MatrixRow> rows{row("s:1", {}), row("s:2", {{0, 12, "x"}, {2, 3, "y\nz"}})};
      MatrixTable table("json");
      must(table.begin(head));
      for (const MatrixRow& one : rows) must(table.add(one));
      EXPECT_EQ(as_csv(table.table()), csv_of(head, rows));
    }
}

TEST(MatrixTable, RefusesWhatIsTooLarge) {
  MatrixTable table("xlsx", 11);
  must(table.begin(two_codes(MatrixValue::present, MatrixForm::wide)));
  must(table.add(row("s:1", {})));
  must(table.add(row("s:2", {})));
  const auto refused = table.add(row("s:3", {}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().line(),
            "--format: the matrix has too many rows for xlsx (11 cells at most); try: --format csv, or fewer "
            "units or codes with --unit, --where, --codes, --level");
}

TEST(MatrixPicture, ShowsTheFirstRowsAndCountsAll) {
  MatrixPicture picture(2);
  must(picture.begin(two_codes(MatrixValue::codings, MatrixForm::wide)));
  must(picture.add(row("s:1", {{0, 12}, {1, 2}})));
  must(picture.add(row("s:2", {})));
  must(picture.add(row("s:3", {{0, 1}})));
  must(picture.end());
  const std::string text = as_text(picture.table(), {80, false});
  EXPECT_NE(text.find("Passage  1   2  3\n───────  ──  ─  ─\ns:1      12  2  ·\ns:2      ·   ·  ·\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("1 Alpha (2), 2 b (1), 3 =c (0)."), std::string::npos) << text;
  EXPECT_NE(text.find("The first 2 of 3 passages"), std::string::npos) << text;
}

}  // namespace
}  // namespace gloss::report
