// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/matrix_cells.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace gloss::report {
namespace {

constexpr std::array<std::string_view, 7> matrix_unit_names = {"passage", "sentence", "answer", "turn",
                                                               "source",  "speaker",  "case"};
constexpr std::array<std::string_view, 4> matrix_value_names = {"01", "count", "words", "quotes"};

template <class Enum, std::size_t n>
std::optional<Enum> matrix_name(const std::array<std::string_view, n>& names, std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Enum>(at - names.begin());
}

/// That a coding counts for a code in a unit.
struct Held {
  std::uint32_t unit, code, coding;
  friend auto operator<=>(const Held&, const Held&) = default;
};

class CellCounting {
 public:
  CellCounting(const CodedProject& source, const Ancestry& ancestry, std::span<const MetCoding> met,
               const MatrixUnits& units)
      : source_(source), ancestry_(ancestry), met_(met), units_(units) {}

  /// By unit, code, place.
  std::vector<Held> find() {
    if (units_.of_passage.empty()) {
      const auto stretches = units_met(met_, units_.places);
      for (std::size_t c = 0; c < met_.size(); ++c)
        for (std::size_t u = stretches[c].first; u < stretches[c].last; ++u) hold(u, c);
    } else {
      for (std::size_t c = 0; c < met_.size(); ++c) hold_by_passage(c);
    }
    std::sort(held_.begin(), held_.end());
    held_.erase(std::unique(held_.begin(), held_.end()), held_.end());
    return std::move(held_);
  }

  std::int64_t value(std::span<const Held> cell, MatrixValue kind) const {
    if (kind == MatrixValue::present) return 1;
    return kind == MatrixValue::words ? words(cell) : spans(cell);
  }

 private:
  void hold(std::size_t unit, std::size_t coding) {
    for (const std::int32_t code : ancestry_.upward(met_[coding].coding->code))
      held_.push_back({static_cast<std::uint32_t>(unit), static_cast<std::uint32_t>(code),
                       static_cast<std::uint32_t>(coding)});
  }

  void hold_by_passage(std::size_t coding) {
    std::int32_t last = -1;  // the same coding twice in a unit does no harm: see find
    for (std::size_t p = met_[coding].passages.first; p < met_[coding].passages.last; ++p) {
      const std::int32_t unit = units_.of_passage[p];
      if (unit >= 0 && unit != last) hold(static_cast<std::size_t>(unit), coding);
      last = unit;
    }
  }

  std::int64_t spans(std::span<const Held> cell) const {
    std::int64_t count = 0;
    const MetCoding* last = nullptr;
    for (const Held& one : cell) {
      const MetCoding* met = &met_[one.coding];
      if (last == nullptr || last->coding->span != met->coding->span) ++count;
      last = met;
    }
    return count;
  }

  std::int64_t words(std::span<const Held> cell) const {
    std::int64_t count = 0;
    std::uint32_t counted_to = 0;
    for (const Held& one : cell) {
      const MetCoding& met = met_[one.coding];
      for (std::size_t p = met.passages.first; p < met.passages.last; ++p) {
        const BasePassage& passage = source_.base[p];
        std::uint32_t first = std::max({met.coding->first_word, passage.first_word, counted_to}),
                      past = std::min(met.coding->past_word, passage.past_word);
        if (units_.of_passage.empty()) {
          first = std::max(first, units_.words[one.unit].first);
          past = std::min(past, units_.words[one.unit].second);
        } else if (units_.of_passage[p] != static_cast<std::int32_t>(one.unit)) {
          continue;
        }
        if (first >= past) continue;
        count += past - first;
        counted_to = past;
      }
    }
    return count;
  }

  const CodedProject& source_;
  const Ancestry& ancestry_;
  const std::span<const MetCoding> met_;
  const MatrixUnits& units_;
  std::vector<Held> held_;
};

}  // namespace

std::string_view name_of(MatrixUnit unit) { return matrix_unit_names[static_cast<std::size_t>(unit)]; }
std::optional<MatrixUnit> matrix_unit_named(std::string_view name) {
  return matrix_name<MatrixUnit>(matrix_unit_names, name);
}
std::string_view name_of(MatrixValue value) { return matrix_value_names[static_cast<std::size_t>(value)]; }
std::optional<MatrixValue> matrix_value_named(std::string_view name) {
  return matrix_name<MatrixValue>(matrix_value_names, name);
}

MatrixCells matrix_cells(const CodedProject& source, const Ancestry& ancestry, std::span<const MetCoding> met,
                         const MatrixUnits& units, MatrixValue value) {
  CellCounting counting(source, ancestry, met, units);
  const std::vector<Held> held = counting.find();
  MatrixCells made;
  made.begin.reserve(units.count + 1);
  for (std::size_t h = 0; h < held.size();) {
    std::size_t end = h + 1;
    while (end < held.size() && held[end].unit == held[h].unit && held[end].code == held[h].code) ++end;
    while (made.begin.size() <= held[h].unit) made.begin.push_back(made.cells.size());
    MatrixCell cell{static_cast<std::int32_t>(held[h].code), 0,
                    static_cast<std::uint32_t>(made.codings.size()), 0};
    cell.value = counting.value(std::span(held).subspan(h, end - h), value);
    for (; h < end; ++h)
      if (value == MatrixValue::quotes) made.codings.push_back(held[h].coding);
    cell.codings_end = static_cast<std::uint32_t>(made.codings.size());
    if (cell.value > 0) made.cells.push_back(cell);
  }
  while (made.begin.size() <= units.count) made.begin.push_back(made.cells.size());
  return made;
}

}  // namespace gloss::report
