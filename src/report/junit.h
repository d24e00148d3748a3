// SPDX-License-Identifier: GPL-3.0-or-later
// Test results as JUnit XML, which continuous integration systems read.
#pragma once

#include <string>
#include <vector>

namespace gloss::report {

struct JunitCase {
  std::string class_name, name;
  std::string file;
  int line = 0;
  bool failed = false;
  std::string message, detail;  ///< of a failure: one line; all of it
};

/// One test suite. What XML cannot hold (control characters, bytes that are not UTF-8) becomes U+FFFD.
std::string junit_xml(const std::string& suite, const std::vector<JunitCase>& cases);

}  // namespace gloss::report
