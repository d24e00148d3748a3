// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/span_reader.h"

#include <gtest/gtest.h>

#include <utility>

namespace gloss::stats {
namespace {

/// What is wrong with the spans; empty where nothing is.
std::string fault_of_spans(const char* text, bool may_overlap = false) {
  const Json input = Json::parse(text), params = Json::object();
  InputReader in(input, params);
  if (may_overlap)
    read_valued_spans(in);
  else
    read_disjoint_spans(in);
  return in.fault();
}

std::pair<Continuum, std::string> coders_of(const char* text) {
  const Json input = Json::parse(text), params = Json::object();
  InputReader in(input, params);
  Continuum continuum = read_coders(in);
  return {std::move(continuum), in.fault()};
}

TEST(SpanReader, PutsSpansInOrderAndCountsFromTheBegin) {
  const Json input = Json::parse(R"({"begin": 100, "continuum_length": 20,
      "spans": {"A": [["x", 110, 115], [7, 100, 110]], "B": [], "C": [["7", 119, 120]]}})");
  const Json params = Json::object();
  InputReader in(input, params);
  const GivenSpans given = read_disjoint_spans(in);
  ASSERT_EQ(in.fault(), "");
  ASSERT_EQ(given.continua.size(), 1u);
  const std::int32_t x = given.values.at("x"), seven = given.values.at("7");
  EXPECT_EQ(given.continua[0].length, 20);
  EXPECT_EQ(given.continua[0].coders,
            (std::vector<std::vector<CodedSpan>>{{{seven, 0, 10}, {x, 10, 15}}, {}, {{seven, 19, 20}}}));
}

TEST(SpanReader, RefusesWhatDoesNotFit) {
  EXPECT_EQ(fault_of_spans(R"({"spans": {}})"), "continuum_length is missing");
  EXPECT_EQ(fault_of_spans(R"({"continuum_length": 5})"), "spans is missing");
  EXPECT_EQ(fault_of_spans(R"({"continuum_length": 5, "spans": [1]})"), "spans has no coders");
  EXPECT_EQ(fault_of_spans(R"({"continuum_length": 5, "spans": {"a": 1}})"),
            "the spans of a coder are a list");
  EXPECT_EQ(fault_of_spans(R"({"continuum_length": 5, "spans": {"a": [[0, 1]]}})"),
            "[0,1] is not a list of 3");
  EXPECT_EQ(fault_of_spans(R"({"continuum_length": 5, "spans": {"a": [["x", 0, 6]]}})"),
            "[\"x\",0,6] is not within 0 to 5");
  EXPECT_EQ(fault_of_spans(R"({"continuum_length": 5, "spans": {"a": [["x", 3, 3]]}})"),
            "[\"x\",3,3] is empty");
  EXPECT_EQ(fault_of_spans(R"({"continuum_length": 5, "spans": {"a": [["x", -1, 3]]}})"),
            "[\"x\",-1,3]: a position is a whole number, 0 or more");
  EXPECT_EQ(fault_of_spans(R"({"continuum_length": 5, "spans": {"a": [["x", 0, 18446744073709551615]]}})"),
            "[\"x\",0,18446744073709551615]: a position is a whole number, 0 or more");
  EXPECT_EQ(fault_of_spans(R"({"continuum_length": 5, "spans": {"a": [[null, 0, 1]]}})"),
            "[null,0,1]: a value is a text or a number");
  EXPECT_EQ(fault_of_spans(R"({"continuum_length": 5, "spans": {}, "units": "[value,start,last]"})"),
            "units does not begin with [value,start,end)");
  EXPECT_EQ(fault_of_spans(R"({"continua": [{"continuum_length": 5, "spans": {}}, {}]})"),
            "continuum 2: continuum_length is missing");
  EXPECT_EQ(fault_of_spans(R"({"continua": 7})"), "continua is not a list");
}

TEST(SpanReader, LetsOnlyDifferentValuesOverlap) {
  const char* different = R"({"continuum_length": 9, "spans": {"a": [], "b": [["x", 0, 5], ["y", 4, 9]]}})";
  EXPECT_EQ(fault_of_spans(different), "two spans of coder 2 overlap");
  EXPECT_EQ(fault_of_spans(different, true), "");
  const char* same =
      R"({"continuum_length": 9, "spans": {"a": [["x", 0, 5], ["y", 1, 2], ["x", 4, 9]], "b": []}})";
  EXPECT_EQ(fault_of_spans(same, true), "two spans of coder 1 overlap");
}

TEST(SpanReader, TakesLengthsOrEndsAndCodersWhereTheyArePrinted) {
  const auto [lengths, no_fault] = coders_of(R"({"continuum_length": 9, "i": [[2, 3]], "j": []})");
  EXPECT_EQ(no_fault, "");
  EXPECT_EQ(lengths.coders, (std::vector<std::vector<CodedSpan>>{{{0, 2, 5}}, {}}));
  const auto [ends, none] = coders_of(
      R"json({"continuum_length": 9, "units": "[start,end)", "coders": {"x": [[2, 3]], "y": []}})json");
  EXPECT_EQ(none, "");
  EXPECT_EQ(ends.coders, (std::vector<std::vector<CodedSpan>>{{{0, 2, 3}}, {}}));
  EXPECT_EQ(coders_of(R"({"continuum_length": 9})").second, "coders is missing");
  EXPECT_EQ(coders_of(R"({"continuum_length": 9, "units": "inclusive", "i": []})").second,
            "units begins neither with [start,length] nor with [start,end)");
  EXPECT_EQ(coders_of(R"({"continuum_length": 9, "i": [[0, 4], [3, 2]], "j": []})").second,
            "two spans of coder 1 overlap");
}

}  // namespace
}  // namespace gloss::stats
