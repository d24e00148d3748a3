// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/group_quality.h"

#include <algorithm>

#include "project/project_texts.h"
#include "project/read_passages.h"

namespace gloss::project {
namespace {

/// Tables of one code, or of several together, by group.
using ByGroup = std::vector<stats::Confusion>;

/// The passages that were read, and the group of each.
class ReadGroups {
 public:
  ReadGroups(const CodedProject& coded, const Selected& selected, const NumberedPassages& passages,
             std::size_t groups)
      : read(groups) {
    for (const auto& place : passages.places()) {
      group_.push_back(
          selected.group_of(place.source, coded.coded[place.source].passages[place.passage].speaker));
      if (group_.back() >= 0) ++read[static_cast<std::size_t>(group_.back())];
    }
  }

  /// But for what neither chose.
  ByGroup compare(const PassageNumbers& hits, const PassageNumbers& yes) const {
    ByGroup tables(read.size());
    for (std::size_t h = 0, y = 0; h < hits.size() || y < yes.size();) {
      const bool hit = y == yes.size() || (h < hits.size() && hits[h] <= yes[y]);
      const bool said = h == hits.size() || (y < yes.size() && yes[y] <= hits[h]);
      const std::int32_t group = group_[hit ? hits[h] : yes[y]];
      h += hit;
      y += said;
      if (group < 0) continue;
      stats::Confusion& table = tables[static_cast<std::size_t>(group)];
      ++(hit && said ? table.tp : hit ? table.fp : table.fn);
    }
    return tables;
  }

  std::vector<std::int64_t> read;  // passages, by group

 private:
  std::vector<std::int32_t> group_;  // by number of the passage; -1 = none
};

/// Where rules and readers say yes to a code that is counted.
struct BothYes {
  PassageNumbers hits, yes;
};

void append(const PassageNumbers& more, PassageNumbers& all) {
  all.insert(all.end(), more.begin(), more.end());
}

/// By row, without the rows below it; in order.
std::vector<BothYes> both_of_rows(const Selected& selected, std::size_t rows,
                                  const std::vector<std::vector<PassageNumbers>>& hits,
                                  const ReadersCodings& readers) {
  std::vector<BothYes> both(rows);
  for (std::size_t c = 0; c < hits.size(); ++c) {
    const std::int32_t row = selected.row_of(static_cast<std::int32_t>(c));
    if (row < 0) continue;
    BothYes& its = both[static_cast<std::size_t>(row)];
    for (const PassageNumbers& of_rule : hits[c]) append(of_rule, its.hits);
    append(readers.of_code[c], its.yes);
  }
  for (BothYes& one : both) {
    put_in_order(one.hits);
    put_in_order(one.yes);
  }
  return both;
}

/// Gives each row what the rows below it have, too.
void add_rows_below(const std::vector<report::CodeRow>& codes, std::vector<BothYes>& both) {
  for (std::size_t row = both.size(); row-- > 0;) {  // children before parents
    put_in_order(both[row].hits);
    put_in_order(both[row].yes);
    if (codes[row].parent < 0) continue;
    BothYes& above = both[static_cast<std::size_t>(codes[row].parent)];
    append(both[row].hits, above.hits);
    append(both[row].yes, above.yes);
  }
}

/// Fills in what neither chose, of `rows` codes in each passage.
void add_rest(const std::vector<std::int64_t>& read, std::int64_t rows, ByGroup& tables) {
  for (std::size_t g = 0; g < tables.size(); ++g) tables[g].tn = rows * read[g] - tables[g].units();
}

/// `coded`: what the rules say of the passages that were read and are in the base.
report::CheckedRules compare_rows(const CodedProject& coded, const Selected& selected,
                                  const report::CodedProject& head, const Readers& readers,
                                  const model::HandWork& work) {
  const NumberedPassages passages(coded);
  const ReadGroups groups(coded, selected, passages, head.groups.size());
  std::vector<BothYes> both = both_of_rows(selected, head.codes.size(), hits_of_rules(coded, passages),
                                           codings_of_readers(coded, passages, readers, work));
  report::CheckedRules checked(head.codes.size(), head.groups.size());
  checked.read = groups.read;
  for (const BothYes& one : both) {
    const ByGroup tables = groups.compare(one.hits, one.yes);
    for (std::size_t g = 0; g < tables.size(); ++g) checked.pooled[g] += tables[g];
  }
  add_rest(groups.read, static_cast<std::int64_t>(both.size()), checked.pooled);
  add_rows_below(head.codes, both);
  for (std::size_t row = 0; row < both.size(); ++row) {
    checked.of_codes[row] = groups.compare(both[row].hits, both[row].yes);
    add_rest(groups.read, 1, checked.of_codes[row]);
  }
  return checked;
}

}  // namespace

Result<report::CheckedRules> checked_rules(const Project& project, const Selection& selection) {
  GLOSS_TRY(const auto stored, project.file().codebook());
  if (!stored)
    return Err(Fault::bad_input, project.file().path(), "the project has no codebook yet",
               "gloss codebook use FILE");
  GLOSS_TRY(auto codebook, codebook::parse_codebook(stored->yaml, stored->file));
  GLOSS_TRY(const auto sources, known_sources(project));
  GLOSS_TRY(const auto* tokens, project.tokens());
  GLOSS_TRY(const auto selected, Selected::of(selection, codebook, sources, tokens->vocabulary()));
  GLOSS_TRY(const auto work, project.file().hand_work());
  const report::CodedProject head = selected.start(codebook, "");
  const Readers readers = readers_of(sources, work, "");
  if (readers.sources == 0) return report::CheckedRules(head.codes.size(), head.groups.size());
  std::vector<bool> read;
  for (const auto& coders : readers.of_source) read.push_back(!coders.empty());
  GLOSS_TRY(auto coded, apply_rules(project, std::move(codebook), stored->file, read));
  const ProjectTexts texts(project);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (!read[i]) continue;
    const std::vector<bool> in_base = selected.in_base(view_of(*tokens, sources[i], texts));
    for (std::size_t p = 0; p < in_base.size(); ++p) coded.coded[i].passages[p].in_base = in_base[p];
  }
  GLOSS_CHECK(texts.check());
  return compare_rows(coded, selected, head, readers, work);
}

}  // namespace gloss::project
