// SPDX-License-Identifier: GPL-3.0-or-later
// First all quotations are found as places, without a word of text; then those that are shown are chosen, and
// the text of each source is read once to fill them.
#include "project/quotations.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "project/all_codings.h"
#include "project/count_codings.h"
#include "project/project_texts.h"
#include "project/question_before.h"
#include "project/quotation_memos.h"
#include "project/quotation_search.h"
#include "report/quotation_choice.h"
#include "report/quotations_report.h"
#include "text/offset_map.h"

namespace gloss::project {
namespace {

constexpr std::size_t asked_width = 200;  ///< columns of the question before a quotation

/// Counts quotations of any codes and groups.
class SpreadCount {
 public:
  void add(const FoundQuotation& one) {
    ++spread_.quotations;
    spread_.codings += static_cast<std::int64_t>(one.codings.size());
    sources_.insert(one.source);
    if (one.person >= 0) spread_.most = std::max(spread_.most, ++persons_[one.person]);
  }
  report::QuotationSpread spread() const {
    report::QuotationSpread spread = spread_;
    spread.speakers = static_cast<std::int64_t>(persons_.size());
    spread.sources = static_cast<std::int64_t>(sources_.size());
    return spread;
  }

 private:
  report::QuotationSpread spread_;
  std::set<std::size_t> sources_;
  std::map<std::int32_t, std::int64_t> persons_;
};

/// A quotation that is shown, and where: part and index in it.
struct ChosenQuotation {
  const FoundQuotation* found = nullptr;
  std::size_t part = 0, index = 0;
};

/// Makes the parts, with places for those that are shown.
std::vector<ChosenQuotation> make_parts(const std::vector<FoundQuotation>& found, std::size_t most,
                                        report::QuotationsInput& input) {
  std::vector<ChosenQuotation> chosen;
  std::vector<SpreadCount> of_code(input.codes.size());
  for (std::size_t begin = 0, end = 0; begin < found.size(); begin = end) {
    SpreadCount spread;
    std::vector<report::QuotationRank> ranks;
    for (; end < found.size() && found[end].part() == found[begin].part(); ++end) {
      ranks.push_back({found[end].voice(), found[end].exemplar()});
      spread.add(found[end]);
      if (!found[end].contrary) of_code[static_cast<std::size_t>(found[end].code)].add(found[end]);
    }
    report::QuotationPart part{
        found[begin].code, found[begin].group, found[begin].contrary, spread.spread(), {}};
    for (const std::size_t one : report::choose_quotations(ranks, most)) {
      chosen.push_back({&found[begin + one], input.parts.size(), part.shown.size()});
      part.shown.emplace_back();
    }
    input.parts.push_back(std::move(part));
  }
  for (std::size_t c = 0; c < of_code.size(); ++c) input.codes[c].spread = of_code[c].spread();
  std::stable_sort(chosen.begin(), chosen.end(),
                   [](const auto& a, const auto& b) { return a.found->source < b.found->source; });
  return chosen;
}

/// With the marks that end a sentence, and the quotation marks and brackets that close with it.
text::ByteSpan with_end_marks(std::string_view text, text::ByteSpan span) {
  constexpr std::array<std::string_view, 18> marks = {".", "!", "?",  "。", "！", "？", "…",  "\"", "'",
                                                      "”", "’", "」", "』", ")",  "）", "；", ";",  "》"};
  for (std::size_t m = 0; m < marks.size();) {
    const bool is_next = text.substr(span.end.count).starts_with(marks[m]);
    if (is_next) span.end.count += static_cast<std::uint32_t>(marks[m].size());
    m = is_next ? 0 : m + 1;
  }
  return span;
}

/// Fills the quotations of one source.
class QuotationText {
 public:
  QuotationText(const KnownSource& known, const CodedSource& coded, const QuotationMemos& memos,
                std::string_view text)
      : known_(known), coded_(coded), memos_(memos), text_(text), offsets_(text), questions_(coded, known) {}

  Result<void> fill(const FoundQuotation& found, const std::vector<std::string>& names,
                    const std::string& context, report::Quotation& out) const {
    out.code = found.code;
    out.group = found.group;
    out.contrary = found.contrary;
    if (found.person >= 0) out.speaker = names[static_cast<std::size_t>(found.person)];
    out.source = known_.stored.name;
    out.passage = static_cast<std::int64_t>(found.passage) + 1;
    const text::ByteSpan shown = context == "sentence" ? with_end_marks(text_, found.span) : found.span;
    out.text = text_.substr(shown.begin.count, shown.length());
    auto question = questions_.of(found.passage, text_, asked_width);
    out.asker = std::move(question.speaker);
    out.question = std::move(question.words);
    const text::ByteSpan passage = coded_.passages[found.passage].span;
    out.memos =
        memos_.on_passages(known_.stored.text, {passage.begin, std::max(passage.end, found.span.end)});
    for (const FoundCoding& one : found.codings) {
      GLOSS_TRY(auto coding, fill_coding(one, found.span));
      out.codings.push_back(std::move(coding));
    }
    return {};
  }

 private:
  Result<report::QuotedCoding> fill_coding(const FoundCoding& found, text::ByteSpan within) const {
    const model::Coding& coding = coded_.codings[found.number].coding;
    report::QuotedCoding shown = found.shown;
    const auto points = offsets_.code_points(coding.span);
    if (!points)
      return Err(Fault::damaged, known_.stored.name, "a coding does not stand on whole characters",
                 "gloss verify");
    shown.place = *points;
    shown.mark = text::byte_span(coding.span.begin.count - within.begin.count,
                                 coding.span.end.count - within.begin.count);
    shown.origin = model::name_of(coding.origin);
    shown.decision = model::name_of(coding.decision);
    return shown;
  }

  const KnownSource& known_;
  const CodedSource& coded_;
  const QuotationMemos& memos_;
  std::string_view text_;
  text::OffsetMap offsets_;
  QuestionsBefore questions_;
};

Result<void> fill_parts(const Project& project, const CodedProject& coded, const QuotationMemos& memos,
                        const std::vector<ChosenQuotation>& chosen, report::QuotationsInput& input) {
  const auto names = person_names(coded.sources);
  for (auto next = chosen.begin(); next != chosen.end();) {
    const std::size_t source = next->found->source;
    GLOSS_TRY(const auto text, project.file().read_text(coded.sources[source].stored.text));
    const QuotationText filler(coded.sources[source], coded.coded[source], memos, text);
    for (; next != chosen.end() && next->found->source == source; ++next)
      GLOSS_CHECK(
          filler.fill(*next->found, names, input.context, input.parts[next->part].shown[next->index]));
    if (project.environment().progress->stopped())
      return Err(Fault::stopped, project.file().path(), "stopped");
  }
  return {};
}

report::QuotationsInput about(const codebook::Codebook& codebook, const report::CodedProject& head,
                              const std::string& language, const std::string& context) {
  report::QuotationsInput input;
  input.language = language;
  input.title = codebook::in_language(codebook.title, language, codebook.id);
  input.context = context;
  input.by = head.by;
  input.groups = head.groups;
  for (const report::CodeRow& code : head.codes) {
    const auto& defined = codebook.codes[static_cast<std::size_t>(codebook.find(code.id))];
    input.codes.push_back(
        {code.id, code.name, std::string(codebook::in_language(defined.definition, language, "")), {}});
  }
  return input;
}

}  // namespace

Result<QuotationsAnswer> quotations(const Project& project, const QuotationsRequest& request) {
  Selection selection = request.selection;
  if (selection.decision == "any") selection.decision = "not-rejected";  // rejected ones always stand apart
  GLOSS_TRY(const auto coded, all_codings(project));
  GLOSS_TRY(const auto* tokens, project.tokens());
  GLOSS_TRY(const auto selected,
            Selected::of(selection, *coded.codebook, coded.sources, tokens->vocabulary()));
  GLOSS_TRY(const auto context, QuotationContext::of(request.context, project, coded));
  GLOSS_TRY(const auto work, project.file().hand_work());
  const QuotationMemos memos(work.memos);
  const std::string language = report_language(*coded.codebook, request.language);
  auto head = selected.start(*coded.codebook, language);
  auto input = about(*coded.codebook, head, language, request.context);
  QuotationSearch search(coded, selected, selection, memos, context, std::move(head));
  const ProjectTexts texts(project);
  const auto views = views_of(*tokens, coded.sources, texts);
  for (std::size_t i = 0; i < views.size(); ++i) search.add(i, selected.in_base(views[i]));
  GLOSS_CHECK(texts.check());
  input.base = search.base();
  input.record = search.record();
  const auto found = search.take();
  GLOSS_CHECK(fill_parts(project, coded, memos, make_parts(found, request.most, input), input));
  return QuotationsAnswer{report::quotations_prose(input), report::quotations_table(input)};
}

}  // namespace gloss::project
