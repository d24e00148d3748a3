// SPDX-License-Identifier: GPL-3.0-or-later
// RE2 knows which strings ("atoms") an expression cannot match without, as a formula of and, or; it tells
// only whether a set of atoms would do. So clauses are found by asking: a set of atoms without any of which
// nothing can match, made as small as it will go.
#include "text/required_runs.h"

#include <re2/filtered_re2.h>

#include <algorithm>

#include "base/limits.h"
#include "text/code_point.h"
#include "text/fold.h"

namespace gloss::text {
namespace {

constexpr std::size_t most_clauses = 4;
constexpr std::size_t most_atoms = 256;
constexpr std::size_t most_tries = 8;
constexpr int least_atom = 2;

bool is_run_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_han(std::string_view character) {
  if (character.size() != 3) return false;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  const char32_t c = static_cast<char32_t>((byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F));
  return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF);
}

/// In the original a mark may follow that makes one character of it and the last letter (cafe + U+0301), so
/// that one does not count there.
std::vector<std::string> runs_in(std::string_view text, bool in_original) {
  std::vector<std::string> runs;
  const auto add = [&](std::string run) {
    if (!run.empty() && std::find(runs.begin(), runs.end(), run) == runs.end())
      runs.push_back(std::move(run));
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_run_character(text[end])) ++end;
    if (end > at) {
      const bool composes =
          in_original && (end == text.size() || static_cast<unsigned char>(text[end]) >= 0x80);
      add(fold(text.substr(at, end - at - (composes ? 1 : 0))));
      at = end;
      continue;
    }
    do ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80);
    if (is_han(text.substr(at, end - at))) add(fold(text.substr(at, end - at)));
    at = end;
  }
  // A letter alone says little where there is something longer.
  std::stable_sort(runs.begin(), runs.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  if (!runs.empty() && runs.front().size() > 1)
    std::erase_if(runs, [](const std::string& run) { return run.size() == 1; });
  return runs;
}

class Atoms {
 public:
  explicit Atoms(const std::string& expression) : filter_(least_atom) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(limits::regex_memory);
    int id = 0;
    if (filter_.Add(expression, options, &id) != RE2::NoError) return;
    filter_.Compile(&atoms_);
    if (atoms_.size() > most_atoms || can_match_with(std::vector<bool>(atoms_.size(), true))) atoms_.clear();
  }

  const std::vector<std::string>& all() const { return atoms_; }

  /// A smallest set of atoms of which one must be there. Which one depends on the order in which atoms are
  /// tried, from `first` on, round, forwards or backwards.
  std::vector<std::size_t> clause(std::size_t first, bool backwards) const {
    std::vector<bool> absent(atoms_.size(), true);
    for (std::size_t i = 0; i < atoms_.size(); ++i) {
      const std::size_t atom = (first + (backwards ? atoms_.size() - i : i)) % atoms_.size();
      absent[atom] = false;
      if (can_match_with(absent)) absent[atom] = true;
    }
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < atoms_.size(); ++i)
      if (absent[i]) found.push_back(i);
    return found;
  }

 private:
  bool can_match_with(const std::vector<bool>& absent) const {
    std::vector<int> present, potentials;
    for (std::size_t i = 0; i < absent.size(); ++i)
      if (!absent[i]) present.push_back(static_cast<int>(i));
    filter_.AllPotentials(present, &potentials);
    return !potentials.empty();
  }

  re2::FilteredRE2 filter_;
  std::vector<std::string> atoms_;
};

}  // namespace

RequiredRuns runs_of_literal(std::string_view folded) {
  RequiredRuns clauses;
  for (std::string& run : runs_in(folded, false)) {
    if (clauses.size() == most_clauses) break;
    clauses.push_back({std::move(run)});
  }
  return clauses;
}

RequiredRuns runs_of_expression(const std::string& expression, bool in_original) {
  const Atoms atoms(expression);
  RequiredRuns clauses;
  const std::size_t tries = 2 * std::min<std::size_t>(atoms.all().size(), most_tries);
  const auto add = [&](std::vector<std::string> clause) {
    std::sort(clause.begin(), clause.end());
    clause.erase(std::unique(clause.begin(), clause.end()), clause.end());
    if (std::find(clauses.begin(), clauses.end(), clause) == clauses.end())
      clauses.push_back(std::move(clause));
  };
  for (std::size_t i = 0; i < tries && clauses.size() < most_clauses; ++i) {
    std::vector<std::vector<std::string>> of_atoms;
    for (const std::size_t atom : atoms.clause(i / 2, i % 2 == 1))
      of_atoms.push_back(runs_in(atoms.all()[atom], in_original));
    if (of_atoms.empty()) continue;
    // "lack of money", "lack of funds": lack, and money or funds.
    const auto in_all = [&](const std::string& run) {
      return std::all_of(of_atoms.begin(), of_atoms.end(), [&](const std::vector<std::string>& runs) {
        return std::find(runs.begin(), runs.end(), run) != runs.end();
      });
    };
    std::vector<std::string> either;
    for (const std::string& run : of_atoms.front())
      if (in_all(run)) add({run});
    for (const auto& runs : of_atoms)
      if (const auto own = std::find_if_not(runs.begin(), runs.end(), in_all); own != runs.end())
        either.push_back(*own);
    if (either.size() == of_atoms.size()) add(std::move(either));
  }
  if (clauses.size() > most_clauses) clauses.resize(most_clauses);
  return clauses;
}

}  // namespace gloss::text
