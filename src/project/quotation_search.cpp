// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/quotation_search.h"

#include <fmt/format.h>

#include <utility>

#include "project/count_codings.h"

namespace gloss::project {
namespace {

report::Standing standing_of(const model::Coding& coding) {
  return coding.origin == model::Origin::coder          ? report::Standing::hand
         : coding.decision == model::Decision::accepted ? report::Standing::accepted
                                                        : report::Standing::undecided;
}

}  // namespace

Result<QuotationContext> QuotationContext::of(const std::string& name, const Project& project,
                                              const CodedProject& coded) {
  if (name != "passage" && name != "sentence" && name != "quote")
    return Err(Fault::usage, "--context", fmt::format("'{}' is nothing that can be shown", name),
               "passage, sentence or quote");
  QuotationContext context;
  context.stretches_.resize(coded.sources.size());
  if (name == "passage")
    for (std::size_t i = 0; i < coded.coded.size(); ++i)
      for (const SourcePassage& passage : coded.coded[i].passages)
        context.stretches_[i].push_back(passage.span);
  if (name == "sentence") {
    GLOSS_TRY(const auto sentences, units_in_base(project, coded, codebook::Unit::sentence));
    for (const report::UnitPlace& one : sentences)
      context.stretches_[static_cast<std::size_t>(one.source)].push_back(one.span);
  }
  return context;
}

text::ByteSpan QuotationContext::around(std::size_t source, text::ByteSpan span) const {
  const auto& all = stretches_[source];
  auto at = std::partition_point(all.begin(), all.end(), [&](auto one) { return one.end <= span.begin; });
  for (; at != all.end() && at->begin < span.end; ++at)
    span = {std::min(span.begin, at->begin), std::max(span.end, at->end)};
  return span;
}

QuotationSearch::QuotationSearch(const CodedProject& coded, const Selected& selected,
                                 const Selection& selection, const QuotationMemos& memos,
                                 const QuotationContext& context, report::CodedProject head)
    : coded_(coded),
      selected_(selected),
      selection_(selection),
      memos_(memos),
      context_(context),
      part_(std::move(head)) {
  for (const KnownSource& source : coded.sources) part_.sources.push_back(source.facts.kind);
  base_ = report::count_base(part_);
}

void QuotationSearch::add(std::size_t source, const std::vector<bool>& in_base) {
  part_.base.clear();
  passages_.clear();
  const auto& passages = coded_.coded[source].passages;
  for (std::size_t p = 0; p < passages.size(); ++p) {
    if (!in_base[p]) continue;
    passages_.push_back(p);
    part_.base.push_back({{static_cast<std::int32_t>(source), passages[p].span}, -1, -1, 0, 0});
  }
  base_ += report::count_base(part_);
  add_codings(source, of_record(source), Side::for_it);
  add_codings(source, rejected(source), Side::contrary);
}

std::vector<FoundQuotation> QuotationSearch::take() {
  std::stable_sort(found_.begin(), found_.end(),
                   [](const auto& a, const auto& b) { return a.part() < b.part(); });
  return std::move(found_);
}

std::vector<std::size_t> QuotationSearch::of_record(std::size_t source) const {
  return codings_of_record(coded_.coded[source], [&](const model::Coding& coding) {
    return coding.decision != model::Decision::rejected && selected_.counts(coding);
  });
}

std::vector<std::size_t> QuotationSearch::rejected(std::size_t source) {
  std::vector<std::size_t> all;
  const auto& codings = coded_.coded[source].codings;
  for (std::size_t c = 0; c < codings.size(); ++c) {
    const model::Coding& coding = codings[c].coding;
    if (coding.decision != model::Decision::rejected) continue;
    ++record_.rejected;
    const bool asked_for =
        selection_.origin != "coder" && (selection_.coder.empty() || coding.decided_by == selection_.coder);
    if (asked_for) all.push_back(c);
  }
  return all;
}

void QuotationSearch::add_codings(std::size_t source, const std::vector<std::size_t>& numbers, Side side) {
  part_.codings.clear();
  part_.leaves.clear();
  std::vector<std::size_t> kept;
  for (const std::size_t number : numbers) {
    const SourceCoding& one = coded_.coded[source].codings[number];
    const std::int32_t row = selected_.row_of(one.code);
    if (row < 0) continue;
    kept.push_back(number);
    part_.add(row, static_cast<std::int32_t>(source), one.coding.span, standing_of(one.coding));
  }
  const auto met = report::codings_in_base(part_);
  if (side == Side::for_it) record_ += report::count_record(part_, met);
  std::map<std::int32_t, std::size_t> open;  // by code: its last quotation in this source
  for (const report::MetCoding& one : met)
    add_coding(source, kept[static_cast<std::size_t>(one.coding - part_.codings.data())], one, side, open);
}

FoundQuotation QuotationSearch::begin_quotation(std::size_t source, const report::MetCoding& met,
                                                Side side) const {
  FoundQuotation made;
  made.code = met.coding->code;
  made.contrary = side == Side::contrary;
  made.source = source;
  made.passage = passages_[met.passages.first];
  made.span = context_.around(source, met.coding->span);
  const std::int32_t speaker = coded_.coded[source].passages[made.passage].speaker;
  made.group = selected_.group_of(source, speaker);
  if (speaker >= 0) made.person = coded_.sources[source].persons[static_cast<std::size_t>(speaker)];
  return made;
}

void QuotationSearch::add_coding(std::size_t source, std::size_t number, const report::MetCoding& met,
                                 Side side, std::map<std::int32_t, std::size_t>& open) {
  const CodedSource& coded = coded_.coded[source];
  const text::ByteSpan span = met.coding->span, around = context_.around(source, span);
  const auto [last, is_first] = open.try_emplace(met.coding->code, found_.size());
  if (is_first || !found_[last->second].span.overlaps(around)) {
    last->second = found_.size();
    found_.push_back(begin_quotation(source, met, side));
  }
  FoundQuotation& quotation = found_[last->second];
  quotation.span = {std::min(quotation.span.begin, around.begin), std::max(quotation.span.end, around.end)};
  // Two codes that are counted as the one above them may have coded the same words.
  const bool repeated =
      !quotation.codings.empty() && coded.codings[quotation.codings.back().number].coding.span == span;
  if (!repeated) quotation.codings.push_back({number, {}});
  memos_.add_on_coding(coded_.sources[source].stored.text, coded.codings[number].coding,
                       quotation.codings.back().shown);
}

}  // namespace gloss::project
