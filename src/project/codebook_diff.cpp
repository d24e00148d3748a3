// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/codebook_diff.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <tuple>

#include "exchange/codings_table.h"
#include "project/all_codings.h"
#include "project/reports.h"
#include "project/use_codebook.h"

namespace gloss::project {
namespace {

/// One side of the comparison.
struct Side {
  CodedProject coded;
  std::vector<std::string> names;  ///< by code: its id in the new codebook; "-" before it where it is gone
};

/// What `work` is once the new codebook is used.
model::HandWork followed(model::HandWork work, const codebook::Codebook& codebook) {
  const store::HandChange change = follow_codes(work, codebook);
  const auto replace = [](auto& rows, const auto& out, const auto& in) {
    std::erase_if(rows, [&](const auto& row) { return std::find(out.begin(), out.end(), row) != out.end(); });
    rows.insert(rows.end(), in.begin(), in.end());
  };
  replace(work.codings, change.codings_out, change.codings_in);
  replace(work.decisions, change.decisions_out, change.decisions_in);
  return work;
}

std::vector<int> numbers(const std::string& rules) {
  std::vector<int> all;
  const char* at = rules.data();
  const char* const end = at + rules.size();
  while (at < end) {
    int number = 0;
    at = std::from_chars(at, end, number).ptr;
    all.push_back(number);
    if (at < end) ++at;  // the semicolon
  }
  return all;
}

ChangedCoding describe(const Side& side, std::size_t source, const model::Coding& coding) {
  ChangedCoding changed;
  changed.passage = exchange::passage_name(coding.source, coding.passage);
  const auto& passages = side.coded.coded[source].passages;
  if (coding.passage > 0) {
    const std::int32_t speaker = passages[static_cast<std::size_t>(coding.passage - 1)].speaker;
    if (speaker >= 0)
      changed.speaker = side.coded.sources[source].facts.speakers[static_cast<std::size_t>(speaker)].label;
  }
  changed.quote = coding.quote;
  changed.decision = model::name_of(coding.decision);
  changed.decided_by = coding.decided_by;
  changed.rules = numbers(coding.rule);
  return changed;
}

std::int64_t base_of(const CodedProject& coded) {
  std::int64_t passages = 0;
  for (const auto& source : coded.coded)
    passages += std::count_if(source.passages.begin(), source.passages.end(),
                              [](const SourcePassage& p) { return p.in_base; });
  return passages;
}

/// By code id of the new codebook, the passages that the frequency table counts.
Result<std::map<std::string, std::int64_t>> passages_of(const Side& side) {
  GLOSS_TRY(const auto table, frequency(side.coded, ""));
  std::map<std::string, std::int64_t> passages;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    // Of codes that become one, the one that keeps its id is compared.
    auto& count = passages.try_emplace(side.names[i], 0).first->second;
    if (count == 0 || side.names[i] == side.coded.codebook->codes[i].id)
      count = std::get<std::int64_t>(table.rows[i][3]);
  }
  return passages;
}

using PairCounts = std::map<std::pair<std::string, std::string>, std::int64_t>;

Result<PairCounts> pairs_of(const Project& project, const Side& side) {
  GLOSS_TRY(const auto table, cooccurrence(project, side.coded, {}));
  const auto column = [&](std::string_view name) {
    return static_cast<std::size_t>(
        std::find_if(table.columns.begin(), table.columns.end(),
                     [&](const report::Column& one) { return one.name == name; }) -
        table.columns.begin());
  };
  const std::size_t a = column("code_a"), b = column("code_b"), both = column("both");
  PairCounts counts;
  for (const auto& row : table.rows) {
    const auto id = [&](std::size_t of) {
      return side.names[static_cast<std::size_t>(side.coded.codebook->find(std::get<std::string>(row[of])))];
    };
    std::pair key{id(a), id(b)};
    if (key.second < key.first) std::swap(key.first, key.second);
    counts[key] = std::get<std::int64_t>(row[both]);
  }
  return counts;
}

std::vector<ChangedPair> changed_pairs(const PairCounts& before, const PairCounts& after) {
  std::vector<ChangedPair> pairs;
  std::set<std::pair<std::string, std::string>> keys;
  for (const auto& [key, count] : before) keys.insert(key);
  for (const auto& [key, count] : after) keys.insert(key);
  const auto count = [](const PairCounts& counts, const auto& key) {
    const auto found = counts.find(key);
    return found == counts.end() ? std::int64_t{0} : found->second;
  };
  for (const auto& key : keys)
    if (count(before, key) != count(after, key))
      pairs.push_back({key.first, key.second, count(before, key), count(after, key)});
  std::stable_sort(pairs.begin(), pairs.end(), [](const ChangedPair& a, const ChangedPair& b) {
    return std::abs(a.after - a.before) > std::abs(b.after - b.before);
  });
  return pairs;
}

using ConflictKey = std::tuple<Conflict::Kind, std::string, text::ByteSpan, std::string, std::string>;

ConflictKey key_of(const Conflict& conflict, std::string code) {
  return {conflict.kind, conflict.at.source, conflict.at.span, std::move(code), conflict.coder};
}

/// Compares the codings of one source; both sides are in order of place.
void compare(const Side& old_side, const Side& new_side, std::size_t source,
             const std::map<std::string, std::size_t>& row_of, CodebookDiff& diff) {
  using Key = std::pair<text::ByteSpan, std::string>;
  const auto keyed = [&](const Side& side) {
    std::map<Key, const SourceCoding*> found;
    for (const auto& one : side.coded.coded[source].codings)
      if (one.coding.origin == model::Origin::rule && !one.coding.rule.empty())
        found[{one.coding.span, side.names[static_cast<std::size_t>(one.code)]}] = &one;
    return found;
  };
  const auto before = keyed(old_side), after = keyed(new_side);
  for (const auto& [key, one] : before) {
    ChangedCode& code = diff.codes[row_of.at(key.second)];
    if (after.contains(key)) {
      ++code.unchanged;
    } else {
      code.lost.push_back(describe(old_side, source, one->coding));
    }
  }
  for (const auto& [key, one] : after)
    if (!before.contains(key))
      diff.codes[row_of.at(key.second)].gained.push_back(describe(new_side, source, one->coding));
}

}  // namespace

bool CodebookDiff::changes() const {
  return base_before != base_after || !conflicts.empty() ||
         std::any_of(codes.begin(), codes.end(), [](const ChangedCode& code) { return code.changes(); });
}

Result<CodebookDiff> diff_codebooks(const Project& project, codebook::Codebook before,
                                    codebook::Codebook after) {
  GLOSS_TRY(const auto work, project.file().hand_work());
  Side old_side, new_side;
  GLOSS_TRY(new_side.coded, apply_rules(project, std::move(after), "the new codebook"));
  GLOSS_TRY(old_side.coded, apply_rules(project, std::move(before), "the old codebook"));
  const codebook::Codebook& new_book = *new_side.coded.codebook;
  const codebook::Codebook& old_book = *old_side.coded.codebook;
  add_hand_work(work, old_side.coded);
  add_hand_work(followed(work, new_book), new_side.coded);

  CodebookDiff diff;
  std::map<std::string, std::string> moved;  // old id -> new id
  for (const auto& code : new_book.codes)
    for (const auto& was : code.was)
      if (new_book.find(was) < 0) moved[was] = code.id;
  std::map<std::string, std::size_t> row_of;
  for (const auto& code : new_book.codes) {
    new_side.names.push_back(code.id);
    row_of[code.id] = diff.codes.size();
    ChangedCode row;
    row.code = code.id;
    row.is_new = old_book.find(code.id) < 0;
    for (const auto& was : code.was)
      if (row.is_new && row.was.empty() && old_book.find(was) >= 0) row.was = was;
    if (!row.was.empty()) row.is_new = false;
    diff.codes.push_back(std::move(row));
  }
  for (const auto& code : old_book.codes) {
    const auto to = moved.find(code.id);
    const std::string name = new_book.find(code.id) >= 0 ? code.id
                             : to != moved.end()         ? to->second
                                                         : "-" + code.id;
    old_side.names.push_back(name);
    if (name[0] != '-') continue;
    row_of[name] = diff.codes.size();
    ChangedCode row;
    row.code = code.id;
    row.is_gone = true;
    diff.codes.push_back(std::move(row));
  }

  for (std::size_t i = 0; i < new_side.coded.coded.size(); ++i) compare(old_side, new_side, i, row_of, diff);
  GLOSS_TRY(const auto passages_before, passages_of(old_side));
  GLOSS_TRY(const auto passages_after, passages_of(new_side));
  for (auto& code : diff.codes) {
    const auto count = [&](const auto& passages, bool gone) {
      const auto found = passages.find(gone ? "-" + code.code : code.code);
      return found == passages.end() ? std::int64_t{0} : found->second;
    };
    code.passages_before = count(passages_before, code.is_gone);
    code.passages_after = count(passages_after, code.is_gone);
    diff.gained += code.gained.size();
    diff.lost += code.lost.size();
    diff.unchanged += code.unchanged;
  }
  GLOSS_TRY(const auto pairs_before, pairs_of(project, old_side));
  GLOSS_TRY(const auto pairs_after, pairs_of(project, new_side));
  diff.pairs = changed_pairs(pairs_before, pairs_after);
  diff.base_before = base_of(old_side.coded);
  diff.base_after = base_of(new_side.coded);

  std::set<ConflictKey> known;
  for (const auto& conflict : old_side.coded.conflicts) {
    const auto to = moved.find(conflict.code);
    known.insert(key_of(conflict, to == moved.end() ? conflict.code : to->second));
  }
  for (const auto& conflict : new_side.coded.conflicts)
    if (!known.contains(key_of(conflict, conflict.code))) diff.conflicts.push_back(conflict);
  return diff;
}

}  // namespace gloss::project
