// SPDX-License-Identifier: GPL-3.0-or-later
// Every check on a project file. Each has a stable name; what it looks at stands beside it in the source.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "store/connection.h"
#include "store/project_file.h"

namespace gloss::store {

/// Collects what the checks find.
class Findings {
 public:
  void add(std::string check, std::string place, std::string message) {
    list_.push_back({std::move(check), std::move(place), std::move(message)});
  }
  void add(std::vector<Finding> more) { list_.insert(list_.end(), more.begin(), more.end()); }
  std::vector<Finding> take() { return std::move(list_); }

 private:
  std::vector<Finding> list_;
};

/// All checks. Damage that keeps one from running is a finding, too.
Result<std::vector<Finding>> verify_project(Connection& connection, const std::string& place);

/// The groups of checks; they throw what SQLite throws.
void verify_texts(Connection& connection, const std::string& place, Findings& findings);
void verify_state(Connection& connection, const std::string& place, Findings& findings);
void verify_hand_work(Connection& connection, const std::string& place, Findings& findings);
void verify_acts(Connection& connection, const std::string& place, Findings& findings);

}  // namespace gloss::store
