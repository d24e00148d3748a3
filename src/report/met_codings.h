// SPDX-License-Identifier: GPL-3.0-or-later
// Which passages of the base, and which units, each coding meets; which codes stand above a code.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "report/coded_project.h"

namespace gloss::report {

/// A half-open stretch of passages or units, by index.
struct Stretch {
  std::size_t first = 0, last = 0;
  bool empty() const { return first >= last; }
};

/// A coding that meets the base.
struct MetCoding {
  const CodedSpan* coding = nullptr;
  Stretch passages;        ///< of CodedProject::base; not empty
  text::ByteSpan in_base;  ///< the coding from its first to its last byte that lies in a passage of the base
};

/// By source, begin, end, code, standing. Borrows the project's codings.
std::vector<MetCoding> codings_in_base(const CodedProject& project);

/// Per coding the units it meets: those with which it shares text of the base.
std::vector<Stretch> units_met(std::span<const MetCoding> codings, std::span<const UnitPlace> units);

/// Per code: itself, its parent, and so on to the top.
class Ancestry {
 public:
  explicit Ancestry(std::span<const CodeRow> codes);
  std::span<const std::int32_t> upward(std::int32_t code) const {
    const auto c = static_cast<std::size_t>(code);
    return {codes_.data() + begin_[c], codes_.data() + begin_[c + 1]};
  }
  std::span<const std::int32_t> parents() const { return parents_; }

 private:
  std::vector<std::int32_t> parents_, codes_;
  std::vector<std::size_t> begin_{0};
};

}  // namespace gloss::report
