// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/all_codings.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "text/offset_map.h"

namespace gloss::project {
namespace {

using model::Decision;
using SpanAndCode = std::pair<text::ByteSpan, std::string>;

auto coding_order(const SourceCoding& one) {
  const model::Coding& c = one.coding;
  return std::tie(c.span, c.code, c.origin, c.coder);
}

/// Number of the passage where the span starts, else of the first one it meets, from 1; 0 where it meets
/// none.
int passage_of(const CodedSource& source, text::ByteSpan span) {
  const auto at = std::partition_point(source.passages.begin(), source.passages.end(),
                                       [&](const SourcePassage& p) { return p.span.end <= span.begin; });
  if (at == source.passages.end() || at->span.begin >= span.end) return 0;
  return static_cast<int>(at - source.passages.begin()) + 1;
}

/// Adds the human layer of one source.
class Layer {
 public:
  Layer(CodedProject& coded, std::int32_t source)
      : coded_(coded), number_(source), source_(coded.coded[static_cast<std::size_t>(source)]) {}

  void decide(std::vector<const model::RuleDecision*> decisions) {
    std::map<SpanAndCode, std::vector<const model::RuleDecision*>> by_place;
    for (const auto* one : decisions)
      if (is_placed(one->at, one->code, one->coder)) by_place[{one->at.span, one->code}].push_back(one);
    const std::size_t found = source_.codings.size();
    for (auto& [place, of_coding] : by_place) {
      const auto newest = *std::max_element(of_coding.begin(), of_coding.end(), [](auto* a, auto* b) {
        return std::tie(a->act, a->coder) < std::tie(b->act, b->coder);
      });
      for (const auto* other : of_coding)
        if (other->decision != newest->decision) note(Conflict::Kind::coders_differ, *newest, other->coder);
      settle(*newest, found);
    }
  }

  void add(const model::HandCoding& hand) {
    if (!is_placed(hand.at, hand.code, hand.coder)) return;
    put(hand.at, hand.code, model::Origin::coder, hand.coder);
  }

 private:
  /// Whether it can be shown with the present text and codebook; else that is noted.
  bool is_placed(const model::Anchor& at, const std::string& code, const std::string& coder) {
    const auto refuse = [&](Conflict::Kind kind) {
      coded_.conflicts.push_back({kind, number_, at, code, coder, {}});
      return false;
    };
    if (at.text != coded_.sources[static_cast<std::size_t>(number_)].stored.text)
      return refuse(Conflict::Kind::earlier_text);
    if (coded_.codebook->find(code) < 0) return refuse(Conflict::Kind::unknown_code);
    return true;
  }

  void note(Conflict::Kind kind, const model::RuleDecision& decision, const std::string& other) {
    coded_.conflicts.push_back({kind, number_, decision.at, decision.code, decision.coder, other});
  }

  /// `found`: how many codings the rules found; they come first and are in order.
  void settle(const model::RuleDecision& decision, std::size_t found) {
    const auto begin = source_.codings.begin(), end = begin + static_cast<std::ptrdiff_t>(found);
    const auto at = std::partition_point(begin, end, [&](const SourceCoding& one) {
      return std::tie(one.coding.span, one.coding.code) < std::tie(decision.at.span, decision.code);
    });
    if (at != end && at->coding.span == decision.at.span && at->coding.code == decision.code) {
      at->coding.decision = decision.decision;
      at->coding.decided_by = decision.coder;
      return;
    }
    if (decision.decision == Decision::accepted) {
      note(Conflict::Kind::lost_accepted, decision, {});
      model::Coding& coding = put(decision.at, decision.code, model::Origin::rule, {});
      coding.decision = Decision::accepted;
      coding.decided_by = decision.coder;
      return;
    }
    for (auto other = begin; other != end && other->coding.span.begin < decision.at.span.end; ++other)
      if (other->coding.code == decision.code && other->coding.span.overlaps(decision.at.span))
        note(Conflict::Kind::found_again, decision, other->coding.quote);
  }

  model::Coding& put(const model::Anchor& at, const std::string& code, model::Origin origin,
                     const std::string& coder) {
    const KnownSource& known = coded_.sources[static_cast<std::size_t>(number_)];
    SourceCoding one;
    one.code = coded_.codebook->find(code);
    one.coding.source = known.stored.name;
    one.coding.passage = passage_of(source_, at.span);
    one.coding.span = at.span;
    one.coding.code = code;
    one.coding.origin = origin;
    one.coding.coder = coder;
    one.coding.quote = at.quote;
    source_.codings.push_back(std::move(one));
    return source_.codings.back().coding;
  }

  CodedProject& coded_;
  std::int32_t number_;
  CodedSource& source_;
};

}  // namespace

std::string_view name_of(Conflict::Kind kind) {
  constexpr std::array names = {"accepted, but no rule finds it now", "rejected, but found in another extent",
                                "coders differ", "its code is not in the codebook",
                                "stands in an earlier version of the text"};
  return names[static_cast<std::size_t>(kind)];
}

void add_hand_work(const model::HandWork& work, CodedProject& coded) {
  std::map<std::string_view, std::size_t> numbers;
  for (std::size_t i = 0; i < coded.sources.size(); ++i) numbers[coded.sources[i].stored.name] = i;
  std::vector<std::vector<const model::RuleDecision*>> decisions(coded.sources.size());
  std::vector<std::vector<const model::HandCoding*>> codings(coded.sources.size());
  for (const auto& one : work.decisions)
    if (const auto at = numbers.find(one.at.source); at != numbers.end())
      decisions[at->second].push_back(&one);
  for (const auto& one : work.codings)
    if (const auto at = numbers.find(one.at.source); at != numbers.end()) codings[at->second].push_back(&one);
  for (std::size_t i = 0; i < coded.sources.size(); ++i) {
    if (decisions[i].empty() && codings[i].empty()) continue;
    Layer layer(coded, static_cast<std::int32_t>(i));
    layer.decide(std::move(decisions[i]));
    for (const auto* one : codings[i]) layer.add(*one);
    std::stable_sort(
        coded.coded[i].codings.begin(), coded.coded[i].codings.end(),
        [](const SourceCoding& a, const SourceCoding& b) { return coding_order(a) < coding_order(b); });
  }
  std::stable_sort(coded.conflicts.begin(), coded.conflicts.end(), [](const Conflict& a, const Conflict& b) {
    return std::tie(a.source, a.at.span, a.code, a.kind) < std::tie(b.source, b.at.span, b.code, b.kind);
  });
}

namespace {

/// Adds what people did, and the ids of their codings.
Result<void> complete(const Project& project, CodedProject& coded) {
  GLOSS_TRY(const auto work, project.file().hand_work());
  add_hand_work(work, coded);
  // Ids count characters, so the texts of hand codings are looked at once.
  for (std::size_t i = 0; i < coded.coded.size(); ++i) {
    const auto needs_id = [](const SourceCoding& one) { return one.coding.id.empty(); };
    auto& codings = coded.coded[i].codings;
    if (std::none_of(codings.begin(), codings.end(), needs_id)) continue;
    const auto& stored = coded.sources[i].stored;
    GLOSS_TRY(const auto text, project.file().read_text(stored.text));
    const text::OffsetMap offsets(text);
    for (auto& one : codings) {
      if (!needs_id(one)) continue;
      const auto points = offsets.code_points(one.coding.span);
      if (!points)
        return Err(Fault::damaged, stored.name, "a coding does not stand on whole characters",
                   "gloss verify");
      one.coding.id =
          model::coding_id(stored.hash, *points, one.coding.code, one.coding.origin, one.coding.coder);
    }
  }
  return {};
}

}  // namespace

Result<CodedProject> all_codings(const Project& project) {
  GLOSS_TRY(auto coded, apply_rules(project));
  GLOSS_CHECK(complete(project, coded));
  return coded;
}

Result<CodedProject> all_codings(const Project& project, codebook::Codebook codebook, const std::string& file,
                                 const std::vector<bool>& only) {
  GLOSS_TRY(auto coded, apply_rules(project, std::move(codebook), file, only));
  GLOSS_CHECK(complete(project, coded));
  return coded;
}

std::vector<std::size_t> codings_of_record(const CodedSource& source) {
  return codings_of_record(
      source, [](const model::Coding& coding) { return coding.decision != Decision::rejected; });
}

std::vector<std::size_t> codings_of_record(const CodedSource& source,
                                           const std::function<bool(const model::Coding&)>& counts) {
  const auto rank = [](const model::Coding& coding) {
    return coding.origin == model::Origin::coder ? 2 : coding.decision == Decision::accepted ? 1 : 0;
  };
  std::vector<std::size_t> record;
  for (std::size_t i = 0; i < source.codings.size(); ++i) {
    const model::Coding& coding = source.codings[i].coding;
    if (!counts(coding)) continue;
    if (!record.empty()) {
      const model::Coding& last = source.codings[record.back()].coding;
      if (last.span == coding.span && last.code == coding.code) {
        if (rank(coding) > rank(last)) record.back() = i;
        continue;
      }
    }
    record.push_back(i);
  }
  return record;
}

}  // namespace gloss::project
