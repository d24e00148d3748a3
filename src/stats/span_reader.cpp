// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/span_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace gloss::stats {
namespace {

constexpr std::int64_t longest_text = 1'000'000'000'000;  // no text is longer, and sums stay exact
constexpr std::size_t most_values = 2000;                 // their table has the square of it

/// Where coders may stand when there is no "coders".
constexpr std::string_view printed_coders[] = {"i",  "j",  "k",      "l",      "r0",     "r1",    "r2",
                                               "r3", "r4", "rater1", "rater2", "rater3", "rater4"};

std::optional<std::int64_t> span_position(const Json& value) {
  if (!value.is_number_integer()) return std::nullopt;
  const auto number = value.get<std::int64_t>();
  if (number < 0 || number > longest_text) return std::nullopt;
  return number;
}

void refuse_overlap(InputReader& in, std::size_t coder) {
  in.refuse(fmt::format("two spans of coder {} overlap", coder + 1));
}

void refuse_overlaps(InputReader& in, const Continuum& continuum) {
  for (std::size_t coder = 0; coder < continuum.coders.size(); ++coder) {
    const auto& spans = continuum.coders[coder];
    for (std::size_t i = 1; i < spans.size(); ++i)
      if (spans[i].begin < spans[i - 1].end) refuse_overlap(in, coder);
  }
}

/// Those of the same value.
void refuse_overlaps_by_value(InputReader& in, const Continuum& continuum, std::size_t values) {
  for (std::size_t coder = 0; coder < continuum.coders.size(); ++coder) {
    std::vector<std::int64_t> reached(values, 0);
    for (const CodedSpan& span : continuum.coders[coder]) {
      std::int64_t& end = reached[static_cast<std::size_t>(span.value)];
      if (span.begin < end) refuse_overlap(in, coder);
      end = span.end;
    }
  }
}

std::int32_t index_of(GivenSpans& given, const Json& value) {
  const std::string name = value.is_string() ? value.get<std::string>() : json_line(value);
  return given.values.emplace(name, static_cast<std::int32_t>(given.values.size())).first->second;
}

/// The spans of one coder, in their order.
std::vector<CodedSpan> read_coder(InputReader& in, const Json& rows, const Span& extent, bool lengths,
                                  GivenSpans* given) {
  std::vector<CodedSpan> spans;
  if (!rows.is_array()) in.refuse("the spans of a coder are a list");
  for (const Json& row : rows) {
    const auto span = read_span(in, row, given != nullptr ? 3 : 2, lengths, extent);
    if (!span) return {};
    if (given != nullptr && !row[0].is_string() && !row[0].is_number())
      in.refuse(json_line(row) + ": a value is a text or a number");
    if (in.refused()) return {};
    spans.push_back({given != nullptr ? index_of(*given, row[0]) : 0, span->begin - extent.begin,
                     span->end - extent.begin});
  }
  std::sort(spans.begin(), spans.end(),
            [](const CodedSpan& a, const CodedSpan& b) { return a.begin < b.begin; });
  return spans;
}

void read_valued(InputReader& in, GivenSpans& given) {
  const Span extent = read_extent(in, "continuum_length");
  if (!in.text("units", "[value,start,end)").starts_with("[value,start,end)"))
    in.refuse("units does not begin with [value,start,end)");
  const Json& coders = in.any("spans");
  if (!in.refused() && !coders.is_object()) in.refuse("spans has no coders");
  if (in.refused()) return;
  Continuum continuum{extent.length(), {}};
  for (const auto& [coder, rows] : coders.items())
    continuum.coders.push_back(read_coder(in, rows, extent, false, &given));
  given.continua.push_back(std::move(continuum));
}

void read_continua(InputReader& in, GivenSpans& given) {
  const Json& continua = in.any("continua");
  if (!continua.is_array()) in.refuse("continua is not a list");
  const Json nothing = Json::object();
  std::size_t number = 0;
  for (const Json& one : continua) {
    if (in.refused()) return;
    ++number;
    InputReader inner(one, nothing);
    read_valued(inner, given);
    if (inner.refused()) in.refuse(fmt::format("continuum {}: {}", number, inner.fault()));
  }
}

}  // namespace

GivenSpans read_valued_spans(InputReader& in) {
  GivenSpans given;
  if (in.has("continua"))
    read_continua(in, given);
  else
    read_valued(in, given);
  if (given.values.size() > most_values) in.refuse(fmt::format("there are more than {} values", most_values));
  if (in.refused()) return {};
  for (const Continuum& continuum : given.continua)
    refuse_overlaps_by_value(in, continuum, given.values.size());
  return given;
}

GivenSpans read_disjoint_spans(InputReader& in) {
  GivenSpans given = read_valued_spans(in);
  for (const Continuum& continuum : given.continua) refuse_overlaps(in, continuum);
  return given;
}

Span read_extent(InputReader& in, std::string_view length_name) {
  const std::int64_t length = in.count(length_name), begin = in.count("begin", 0);
  if (length > longest_text || begin > longest_text) in.refuse("the continuum is too long");
  return in.refused() ? Span() : Span{begin, begin + length};
}

bool reads_lengths(InputReader& in, std::string_view name) {
  const std::string form = in.text(name, "[start,length]");
  if (form.starts_with("[start,length]")) return true;
  if (!form.starts_with("[start,end)"))
    in.refuse(fmt::format("{} begins neither with [start,length] nor with [start,end)", name));
  return false;
}

std::optional<Span> read_span(InputReader& in, const Json& row, std::size_t items, bool lengths,
                              const Span& extent) {
  if (!row.is_array() || row.size() != items) {
    in.refuse(fmt::format("{} is not a list of {}", json_line(row), items));
    return std::nullopt;
  }
  const auto start = span_position(row[items - 2]), second = span_position(row[items - 1]);
  if (!start || !second) {
    in.refuse(json_line(row) + ": a position is a whole number, 0 or more");
    return std::nullopt;
  }
  const Span span{*start, lengths ? *start + *second : *second};
  if (span.end <= span.begin) in.refuse(json_line(row) + " is empty");
  if (span.begin < extent.begin || span.end > extent.end)
    in.refuse(fmt::format("{} is not within {} to {}", json_line(row), extent.begin, extent.end));
  if (in.refused()) return std::nullopt;
  return span;
}

Continuum read_coders(InputReader& in, const Json& coders, const Span& extent, bool lengths) {
  Continuum continuum{extent.length(), {}};
  if (!coders.is_object()) in.refuse("there are no coders by name");
  if (in.refused()) return continuum;
  for (const auto& [coder, rows] : coders.items())
    continuum.coders.push_back(read_coder(in, rows, extent, lengths, nullptr));
  refuse_overlaps(in, continuum);
  return continuum;
}

Continuum read_coders(InputReader& in) {
  const Span extent = read_extent(in, "continuum_length");
  const bool lengths = reads_lengths(in, "units");
  Json printed = Json::object();
  if (!in.has("coders"))
    for (const std::string_view name : printed_coders)
      if (in.has(name)) printed[std::string(name)] = in.any(name);
  return read_coders(in, printed.empty() ? in.any("coders") : printed, extent, lengths);
}

}  // namespace gloss::stats
