// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a report page with made-up sections, for the tests in the browser: sections_page ROWS LANGUAGE >
// page.html One section has a picture and 20 rows, one ROWS rows, one hostile text wherever text can stand.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "report/circles_report.h"
#include "report/page.h"

namespace {

using namespace gloss::report;
using Kind = Column::Kind;

PageInput coded_input(const std::string& language) {
  PageInput input;
  input.language = language;
  input.title = "Sport and government";
  input.lines = {"Base: 9 passages of 1 source"};
  for (const char* id : {"dilemma", "dilemma/law", "dilemma/money", "remedy", "remedy/fund"}) {
    PageCode code;
    code.id = id;
    code.parent = code.id == "dilemma" || code.id == "remedy" ? -1 : code.id.starts_with("dilemma") ? 0 : 3;
    code.passages = code.codings = code.sources = code.speakers = 1;
    input.codes.push_back(code);
  }
  input.sources = {{"a.txt", gloss::model::Kind::interview, "en", "", 9, 400}};
  for (std::int32_t p = 0; p < 3; ++p) {
    PagePassage passage;
    passage.number = p + 1, passage.begin = 40 * p;
    passage.text = "We answer to two masters, and pay for both.";
    for (const std::int32_t code : {1, 2, 4}) {
      PageCoding coding;
      coding.code = code;
      coding.span = gloss::text::byte_span(10, 24);
      coding.reasons = {{1, {coding.span}}};
      passage.codings.push_back(coding);
    }
    input.passages.push_back(passage);
  }
  input.base_passages = 9, input.base_codings = 9, input.base_speakers = 1;
  return input;
}

/// Columns of every kind; every seventh number is not defined.
Table made_table(std::int64_t rows, const std::vector<PageCode>& codes) {
  Table table;
  table.columns = {{"code", "Code", Kind::text},           {"statement", "Statement", Kind::text},
                   {"passages", "Passages", Kind::number}, {"share", "Share of the passages", Kind::share},
                   {"kappa", "Kappa", Kind::number},       {"code_b", "With", Kind::text}};
  std::mt19937_64 random(11);
  for (std::int64_t i = 0; i < rows; ++i) {
    const auto number = static_cast<std::int64_t>(random() % 200'000);
    Value kappa;
    if (i % 7 != 0) kappa = static_cast<double>(random() % 4096) / 2048 - 1;
    table.rows.push_back(
        {codes[random() % codes.size()].id,
         fmt::format("Because the rules of place {} changed, nobody could pay for the field ({})",
                     random() % 900, i),
         number, static_cast<double>(number) / 200'000, kappa, codes[random() % codes.size()].id});
  }
  return table;
}

std::string circles_picture(const PageInput& input) {
  CodedProject project;
  Circles circles;
  for (const PageCode& code : input.codes) project.codes.push_back({code.id, code.id, code.parent});
  for (const auto& [cause, effect] : {std::pair{1, 2}, std::pair{2, 4}, std::pair{4, 1}}) {
    CausalEdge edge;
    edge.cause = cause, edge.effect = effect, edge.in_circle = true;
    edge.statements.resize(static_cast<std::size_t>(cause) * 2);
    circles.edges.push_back(edge);
  }
  circles.circles.push_back({{1, 2, 4}, {}, 2});
  return circles_svg(project, circles, {});
}

PageSection hostile_section() {
  const std::string payload =
      "\"></script></style><!--<script>window.hacked=1</script><img src=x onerror=window.hacked=1>";
  PageSection section{payload, payload,   {payload}, "<svg><script>window.hacked=1</script></svg>",
                      {},      {payload}, payload};
  section.table.columns = {{payload, payload, Kind::text}, {"code", payload, Kind::text}};
  for (int i = 0; i < 400; ++i) section.table.rows.push_back({payload, payload});
  return section;
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) return 64;
  PageInput input = coded_input(words[2]);
  PageSection circles{"circles",
                      "Circles of causes",
                      {"Unit: causal statements. Base: 9 passages of 1 source"},
                      circles_picture(input),
                      made_table(20, input.codes),
                      {"What people say causes what; not what does."},
                      "circles.csv"};
  PageSection statements{"statements",
                         "Causal statements",
                         {"Unit: statements"},
                         {},
                         made_table(std::atoll(words[1]), input.codes),
                         {},
                         "statements.csv"};
  input.sections = {circles, statements, hostile_section()};
  PageLimits limits;
  limits.bytes_of_rows = 60'000'000;
  const std::string page = report_page(input, limits);
  return std::fwrite(page.data(), 1, page.size(), stdout) == page.size() ? 0 : 1;
}
