// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/junit.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/html.h"

namespace gloss::report {
namespace {

/// XML refuses two characters that HTML allows.
std::string without_noncharacters(std::string text) {
  for (const std::string_view refused : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"})
    for (std::size_t at = text.find(refused); at != std::string::npos; at = text.find(refused, at))
      text.replace(at, refused.size(), "\xEF\xBF\xBD");
  return text;
}

}  // namespace

std::string junit_xml(const std::string& suite, const std::vector<JunitCase>& cases) {
  const auto failed =
      std::count_if(cases.begin(), cases.end(), [](const JunitCase& one) { return one.failed; });
  const std::string counts =
      fmt::format("tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\"", cases.size(), failed);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites " + counts + ">\n";
  out += fmt::format("  <testsuite name=\"{}\" {}>\n", html_attribute(suite), counts);
  for (const JunitCase& one : cases) {
    out += fmt::format("    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\"",
                       html_attribute(one.class_name), html_attribute(one.name), html_attribute(one.file),
                       one.line);
    if (one.failed)
      out += fmt::format(">\n      <failure message=\"{}\">{}</failure>\n    </testcase>\n",
                         html_attribute(one.message), html_text(one.detail));
    else
      out += "/>\n";
  }
  return without_noncharacters(out + "  </testsuite>\n</testsuites>\n");
}

}  // namespace gloss::report
