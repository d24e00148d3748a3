// SPDX-License-Identifier: GPL-3.0-or-later
#include "codebook/attribute.h"

#include <gtest/gtest.h>

namespace gloss::codebook {
namespace {

using Subject = Attribute::Subject;

TEST(Attribute, OwnNamesAreKnownInAnyCase) {
  EXPECT_EQ(attribute_named("role").subject, Subject::role);
  EXPECT_EQ(attribute_named("Role").subject, Subject::role);
  EXPECT_EQ(attribute_named("UNIT.words").subject, Subject::unit_words);
  EXPECT_EQ(attribute_named("turn.number").subject, Subject::turn_number);
  EXPECT_EQ(attribute_named("case").subject, Subject::case_name);
}

TEST(Attribute, OtherNamesAreVariables) {
  for (const char* name : {"age", "Age", "site.district", "部门", "unit", "turn", "case.", "date"}) {
    const Attribute made = attribute_named(name);
    EXPECT_EQ(made.subject, Subject::variable) << name;
    EXPECT_EQ(made.name, name);
  }
}

TEST(Attribute, VariablesCanBeAskedOfTheCaseOrOfTheSource) {
  EXPECT_EQ(attribute_named("case.age").subject, Subject::case_variable);
  EXPECT_EQ(attribute_named("source.age").subject, Subject::source_variable);
  EXPECT_EQ(attribute_named("Document.Age").subject, Subject::source_variable);
  EXPECT_EQ(attribute_named("Document.Age").name, "Age");
}

TEST(Attribute, SectionsHaveLevels) {
  EXPECT_EQ(attribute_named("section").level, 0);
  EXPECT_EQ(attribute_named("section.12").level, 12);
  for (const char* name : {"section.0", "section.x", "section.-1", "section.1.2", "section.99999999999"})
    EXPECT_EQ(attribute_named(name).subject, Subject::unknown) << name;
}

TEST(Attribute, TheTurnBeforeHasASpeaker) {
  EXPECT_TRUE(attribute_named("previous.role").previous);
  EXPECT_EQ(attribute_named("previous.Role").subject, Subject::role);
  EXPECT_EQ(attribute_named("previous.age").name, "age");
  EXPECT_EQ(attribute_named("previous.case.age").subject, Subject::case_variable);
  for (const char* name :
       {"previous.section", "previous.unit.words", "previous.previous.role", "previous.source"}) {
    EXPECT_EQ(attribute_named(name).subject, Subject::unknown) << name;
    EXPECT_NE(attribute_named(name).hint.find("previous.role"), std::string::npos);
  }
}

TEST(Attribute, AMisspeltOneIsToldWhatIsMeant) {
  EXPECT_EQ(attribute_named("unit.word").hint, "write unit.words");
  EXPECT_EQ(attribute_named("unit.length").hint, "write unit.words, unit.chars or unit.number");
  EXPECT_EQ(attribute_named("turn.nr").hint, "write turn.number");
}

}  // namespace
}  // namespace gloss::codebook
