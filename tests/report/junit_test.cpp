// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/junit.h"

#include <gtest/gtest.h>

namespace gloss::report {
namespace {

TEST(Junit, CountsAndEscapes) {
  EXPECT_EQ(
      junit_xml("a & b",
                {{"code/x", "example (line 3): \"so\" <it>", "b.yaml", 3, false, "", ""},
                 {"code/y", "counterexample", "b.yaml", 4, true, "it's coded\nhere", "a < b\n\x01\xFF"}}),
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">\n"
      "  <testsuite name=\"a &amp; b\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">\n"
      "    <testcase classname=\"code/x\" name=\"example (line 3): &quot;so&quot; &lt;it&gt;\" "
      "file=\"b.yaml\" "
      "line=\"3\"/>\n"
      "    <testcase classname=\"code/y\" name=\"counterexample\" file=\"b.yaml\" line=\"4\">\n"
      "      <failure message=\"it&#39;s coded&#10;here\">a &lt; b\n\xEF\xBF\xBD\xEF\xBF\xBD</failure>\n"
      "    </testcase>\n"
      "  </testsuite>\n"
      "</testsuites>\n");
  EXPECT_NE(junit_xml("\xEF\xBF\xBF", {}).find("name=\"\xEF\xBF\xBD\""), std::string::npos);
}

}  // namespace
}  // namespace gloss::report
