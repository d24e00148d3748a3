// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/prose_file.h"

#include <fmt/format.h>

#include <utility>

#include "exchange/docx_out.h"
#include "report/shown_table.h"

namespace gloss::project {
namespace {

using exchange::DocxBlock;
using exchange::DocxRun;

std::vector<DocxRun> runs_of(const report::Runs& runs) {
  std::vector<DocxRun> out;
  for (const report::Run& run : runs) out.push_back({run.text, static_cast<DocxRun::Look>(run.look)});
  return out;
}
static_assert(static_cast<int>(DocxRun::Look::exact) == static_cast<int>(report::Run::Look::exact));

DocxBlock line(DocxBlock::Style style, std::string words) { return {style, 1, {{std::move(words)}}}; }

void add_table(const report::Table& table, std::vector<DocxBlock>& out) {
  const report::ShownTable cells = report::shown(table);
  if (!table.title.empty()) out.push_back(line(DocxBlock::Style::caption, table.title));
  DocxBlock block{DocxBlock::Style::table};
  block.rows.push_back(cells.headings);
  for (const auto& row : cells.rows) {
    block.rows.push_back(row.cells);
    if (!row.cells.empty())
      block.rows.back().front().insert(0, static_cast<std::size_t>(row.indent) * 2, ' ');
  }
  for (const bool is_text : cells.is_text) block.numbers.push_back(!is_text);
  out.push_back(std::move(block));
  if (cells.left_out > 0)
    out.push_back(line(DocxBlock::Style::note, fmt::format("... and {} more", cells.left_out)));
  for (const auto& note : table.notes) out.push_back(line(DocxBlock::Style::note, note));
}

void add(const report::ProseBlock& block, std::vector<DocxBlock>& out) {
  using What = report::ProseBlock::Kind;
  switch (block.kind) {
    case What::heading:
      out.push_back({DocxBlock::Style::heading, block.level, runs_of(block.runs)});
      break;
    case What::paragraph:
      out.push_back({DocxBlock::Style::body, 1, runs_of(block.runs)});
      break;
    case What::quotation:
      out.push_back({DocxBlock::Style::quotation, 1, runs_of(block.runs)});
      if (!block.whose.empty()) out.push_back({DocxBlock::Style::whose, 1, runs_of(block.whose)});
      break;
    case What::item:
      out.push_back({DocxBlock::Style::item, block.level, runs_of(block.runs)});
      break;
    case What::table:
      add_table(block.table, out);
      break;
  }
}

}  // namespace

Result<std::string> docx_of(const report::Prose& prose) {
  std::vector<DocxBlock> blocks = {line(DocxBlock::Style::title, prose.title)};
  for (const auto& words : prose.headers) blocks.push_back(line(DocxBlock::Style::note, words));
  for (const report::ProseBlock& block : prose.blocks) add(block, blocks);
  for (const auto& words : prose.notes) blocks.push_back(line(DocxBlock::Style::note, words));
  return exchange::docx_of(blocks, prose.title, prose.language);
}

}  // namespace gloss::project
