// SPDX-License-Identifier: GPL-3.0-or-later
// Steps that renaming, merging and splitting share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "codebook/edit.h"
#include "codebook/sheet.h"

namespace gloss::codebook::edit {

/// Fault: bad_configuration, with the nearest id, where there is no such code.
Result<void> check_known(const Codebook& codebook, const std::string& file, const std::string& id);
/// Fault: bad_configuration, where `id` cannot be the id of a new code: taken, once another's, badly spelled,
/// below a code that is not there. An earlier id of `allowed` or of codes below it may be used again.
Result<void> check_new(const Codebook& codebook, const std::string& file, const std::string& id,
                       std::string_view allowed = {});

/// Adds a member to a code: `lines` stand at column 1. It comes behind the members that go before it
/// (keys.h).
void add_member(Sheet& sheet, const Entry& code, std::string_view key, const std::string& lines);

/// Adds earlier ids to a code and takes `forgotten` out of them.
void add_was(Sheet& sheet, const Entry& code, const std::vector<std::string>& ids,
             std::string_view forgotten = {});

/// Where a reference to `from` or below it leads from now on.
struct Redirection {
  std::string from, to;
  bool group = false;  ///< only <from/*>, all that is below
};
void redirect(Sheet& sheet, const std::vector<Redirection>& redirections);
/// Whether the rule uses <id>; <id/*> does not count.
bool refers_to(const Expression& expression, std::string_view id);

/// Renames, whether it is allowed or not, and redirects `group`, too. `text` and the result: plain lines.
Result<std::string> rename(std::string_view text, const std::string& file, const std::string& from,
                           const std::string& to, const std::vector<Redirection>& group = {});

/// Puts a code's lines (at column 1) below `parent` (empty: at the top), behind `behind` or else last.
Result<void> add_code(Sheet& sheet, std::string_view parent, const std::string& lines,
                      std::string_view behind);

/// Takes a code's lines out of the file, and a "codes:" that would be left empty. What was changed in them
/// stays changed in what is returned; they stand at column 1.
Result<std::string> take_code(Sheet& sheet, std::string_view id);

/// The items of a code's list as lines from column 1: "- text" and what follows it.
std::vector<std::string> items_of(const Sheet& sheet, const Entry& list);
/// Adds items to a code's list `key` (rules, examples, counterexamples), which may not be there.
void add_items(Sheet& sheet, const Entry& code, std::string_view key, const std::vector<std::string>& items);
/// Takes items out by their numbers, sorted, from 1; the list with the last of them.
void remove_items(Sheet& sheet, const Entry& code, std::string_view key, const std::vector<int>& numbers);
/// The entry of a list; for "rules" also "rule". nullptr where there is none.
const Entry* list_of(const Entry& code, std::string_view key);
/// The weight of a code's rules that have none of their own.
double default_weight(const Entry& code);
/// The items of a code's rules, so written that they keep their weight in a code whose own is `weight`.
std::vector<std::string> rule_items(const Sheet& sheet, const Entry& entry, const Code& code, double weight);

/// Reads the file, keeping its kind of line ends and byte order mark for `finish`.
struct Opened {
  std::string text;
  bool windows = false, mark = false;
};
Result<Opened> open(std::string_view yaml, const std::string& file);
/// The new text, if it is a codebook and has all comments of `before`.
Result<std::string> finish(const Opened& opened, std::string text, const std::string& file);

}  // namespace gloss::codebook::edit
