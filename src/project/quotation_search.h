// SPDX-License-Identifier: GPL-3.0-or-later
// Which quotations there are, as places: codings of one code whose contexts overlap are one.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "base/result.h"
#include "project/all_codings.h"
#include "project/quotation_memos.h"
#include "project/selection.h"
#include "report/base_lines.h"
#include "report/met_codings.h"
#include "report/quotations_report.h"

namespace gloss::project {

/// A coding of a quotation that may never be shown.
struct FoundCoding {
  std::size_t number = 0;      ///< index into CodedSource::codings
  report::QuotedCoding shown;  ///< its memos; places come with the text
};

/// A quotation, as a place.
struct FoundQuotation {
  std::int32_t code = 0, group = -1, person = -1;
  bool contrary = false;
  std::size_t source = 0, passage = 0;  ///< the first passage of the base that it meets, by index
  text::ByteSpan span;                  ///< with its context
  std::vector<FoundCoding> codings;

  bool exemplar() const {
    return std::any_of(codings.begin(), codings.end(), [](const auto& one) { return one.shown.exemplar; });
  }
  /// Who speaks; where nobody is named, each source has a voice of its own.
  std::int32_t voice() const { return person >= 0 ? person : -2 - static_cast<std::int32_t>(source); }
  auto part() const { return std::tuple(code, contrary, contrary || group < 0, contrary ? -1 : group); }
};

/// Widens spans to what is shown around them.
class QuotationContext {
 public:
  /// `name`: passage, sentence, quote. Faults: usage (another name), as units_in_base.
  static Result<QuotationContext> of(const std::string& name, const Project& project,
                                     const CodedProject& coded);
  /// From the start of the first stretch that the span meets to the end of the last one.
  text::ByteSpan around(std::size_t source, text::ByteSpan span) const;

 private:
  std::vector<std::vector<text::ByteSpan>> stretches_;  // by source, in order
};

/// Finds the quotations, source by source. All but the head is borrowed.
class QuotationSearch {
 public:
  /// `head`: as Selected::start gives it.
  QuotationSearch(const CodedProject& coded, const Selected& selected, const Selection& selection,
                  const QuotationMemos& memos, const QuotationContext& context, report::CodedProject head);
  /// `in_base`: by passage.
  void add(std::size_t source, const std::vector<bool>& in_base);

  const report::BaseCounts& base() const { return base_; }
  const report::RecordCounts& record() const { return record_; }
  /// By code, contrary cases last, then group, source and place.
  std::vector<FoundQuotation> take();

 private:
  enum class Side { for_it, contrary };

  std::vector<std::size_t> of_record(std::size_t source) const;
  std::vector<std::size_t> rejected(std::size_t source);
  void add_codings(std::size_t source, const std::vector<std::size_t>& numbers, Side side);
  void add_coding(std::size_t source, std::size_t number, const report::MetCoding& met, Side side,
                  std::map<std::int32_t, std::size_t>& open);
  FoundQuotation begin_quotation(std::size_t source, const report::MetCoding& met, Side side) const;

  const CodedProject& coded_;
  const Selected& selected_;
  const Selection& selection_;
  const QuotationMemos& memos_;
  const QuotationContext& context_;
  report::CodedProject part_;          // one source at a time
  std::vector<std::size_t> passages_;  // by passage of the base: its index in the source
  report::BaseCounts base_;
  report::RecordCounts record_;
  std::vector<FoundQuotation> found_;
};

}  // namespace gloss::project
