// SPDX-License-Identifier: GPL-3.0-or-later
#include "tagger/stated_causes.h"

#include <algorithm>
#include <optional>

#include "index/word_ids.h"

namespace gloss::tagger {
namespace {

// The direction of a connective is its code. `clause_` ones join clauses only: they count at the head of a
// sentence, after punctuation, or after "and".
const std::string connectives_yaml = R"yaml(codebook: connectives
unit: sentence
codes:
  forward:
    definition: The cause stands before it, the effect after it.
    rules:
      - therefore or thus or hence or consequently
      - '"{that is|that''s|which is|this is} why" or "for {that|this} reason"'
      - '"as a result" not inside "as a result of"'
      - '"because of {that|this|it}"'
      - '"{lead|leads|led|leading} to" or "{result|results|resulted|resulting} in"'
      - '"{bring|brings|brought} about" or "{give|gives|gave} rise to"'
      - '(causes or caused or causing) not inside "caused by"'
      - '"{which|that|this} {means|meant}"'
      - '所以 not inside 之所以'
      - 因此 or 因而 or 从而 or 导致 or 造成 or 使得 or 致使 or 引起 or 引发 or 于是 or 以致 or 这样一来 or 这就是为什么
  clause_forward:
    definition: As forward, where it joins two clauses.
    rules:
      - 'so not inside ("so {that|many|much|far|few|little|long|called|on|forth|to}" or "{or|if} so" or
        "{think|thought|say|said|says|hope|do|did|does|doing|believe|suppose|guess|told} so" or
        "so {good|bad|big|small|hard|often|well|easy|nice|tired|proud|happy|sad|cold|hot|old|young|strict}")'
      - 结果 or 那么
  backward:
    definition: The effect stands before it, the cause after it.
    rules:
      - 'because not inside ("{not|just} because" or "because of {that|this|it}")'
      - '"{due|owing|thanks} to" or "on account of" or "as a result of" or "caused by"'
      - '"the reason {is|was}" or "comes from the fact" or "reason being"'
      - 因为 not inside (不是因为 or 并非因为 or 因为这个 or 因为这样)
      - 由于 or 原因是 or 原因在于 or 缘于 or 源于
  compared:
    definition: Two of them; what follows the first brings about what follows the second.
    rules:
      - '"the {less|more|fewer|worse|better|bigger|smaller|longer|harder|stronger|weaker|higher|lower|poorer|richer}"'
      - 越 not inside (越来越 or 超越 or 越过 or 越野 or 翻越 or 跨越 or 优越 or 越界 or 越级 or 越权 or 卓越 or 穿越)
)yaml";

enum Direction : int { forward, clause_forward, backward, compared };

struct Connective {
  Direction direction = forward;
  Run run;
};

bool starts_sentence(index::Cell cell) {
  return (index::flags_of(cell) & (text::flag::sentence_start | text::flag::passage_start)) != 0;
}
bool after_punctuation(index::Cell cell) {
  return (index::flags_of(cell) &
          (text::flag::break_before | text::flag::sentence_start | text::flag::passage_start)) != 0;
}

/// One sentence with its connectives, and the sentence of the same turn before it.
class Sentence {
 public:
  Sentence(const SourceView& source, const std::vector<std::uint32_t>& lead_ins, Run run,
           std::optional<Run> before, std::vector<Connective> connectives)
      : source_(source), lead_ins_(lead_ins), run_(run), before_(before), all_(std::move(connectives)) {}

  void add_to(std::vector<StatedCause>& causes) {
    for (std::size_t i = 0; i < all_.size(); ++i) switch (all_[i].direction) {
        case forward:
        case clause_forward:
          join(i, left_of(i), right_of(i), causes);
          break;
        case backward:
          join_backward(i, causes);
          break;
        case compared:
          if (i + 1 < all_.size() && all_[i + 1].direction == compared) {
            const std::uint32_t end = i + 2 < all_.size() ? all_[i + 2].run.first - 1 : run_.last;
            join(i, Run{all_[i].run.first, all_[i + 1].run.first - 1}, Run{all_[i + 1].run.first, end},
                 causes);
            ++i;
          }
          break;
      }
  }

 private:
  using Region = std::optional<Run>;

  void join(std::size_t i, Region cause, Region effect, std::vector<StatedCause>& causes) const {
    if (cause && effect) causes.push_back({all_[i].run, *cause, *effect});
  }

  /// Back to the connective before it, or the sentence's start; from there to the sentence before.
  Region left_of(std::size_t i) const {
    const std::uint32_t begin = i > 0 ? all_[i - 1].run.last + 1 : run_.first;
    if (!leads_in(begin, all_[i].run.first)) return Run{begin, all_[i].run.first - 1};
    return i == 0 ? before_ : std::nullopt;
  }
  Region right_of(std::size_t i) const {
    const std::uint32_t begin = all_[i].run.last + 1;
    const std::uint32_t end = i + 1 < all_.size() ? all_[i + 1].run.first : run_.last + 1;
    return end > begin ? Region(Run{begin, end - 1}) : std::nullopt;
  }

  /// Whether nothing stands there but "and", "well" and the like.
  bool leads_in(std::uint32_t begin, std::uint32_t end) const {
    return std::all_of(
        source_.tokens.cells.begin() + begin, source_.tokens.cells.begin() + end, [&](index::Cell cell) {
          return std::find(lead_ins_.begin(), lead_ins_.end(), index::id_of(cell)) != lead_ins_.end();
        });
  }

  void join_backward(std::size_t i, std::vector<StatedCause>& causes) const {
    const Region after = right_of(i);
    const bool at_head = leads_in(i > 0 ? all_[i - 1].run.last + 1 : run_.first, all_[i].run.first);
    if (!after) return;
    if (!at_head) return join(i, after, left_of(i), causes);
    // "Because A, so B" is said by "so"; "Because A, B" joins its two clauses; "Because A." what was said
    // before.
    const bool so_follows = i + 1 < all_.size() && all_[i + 1].direction != backward;
    if (so_follows) return;
    for (std::uint32_t at = after->first + 1; at <= after->last; ++at)
      if ((index::flags_of(source_.tokens.cells[at]) & text::flag::break_before) != 0)
        return join(i, Run{after->first, at - 1}, Run{at, after->last}, causes);
    if (i == 0) join(i, after, before_, causes);
  }

  const SourceView& source_;
  const std::vector<std::uint32_t>& lead_ins_;
  const Run run_;
  const std::optional<Run> before_;
  const std::vector<Connective> all_;
};

/// The sentence right before it, if the same turn holds both.
std::optional<Run> sentence_before(const SourceView& source, Run sentence) {
  if (sentence.first == 0) return std::nullopt;
  const auto& tokens = source.tokens;
  const auto turn_at = [&](std::uint32_t at) { return tokens.passages[tokens.passage_of(at)].turn; };
  Run before{sentence.first - 1, sentence.first - 1};
  const std::int32_t turn = turn_at(before.first);
  const bool same_passage = tokens.passage_of(before.first) == tokens.passage_of(sentence.first);
  if (!same_passage && (turn < 0 || turn != turn_at(sentence.first))) return std::nullopt;
  while (before.first > 0 && !starts_sentence(tokens.cells[before.first])) --before.first;
  return before;
}

bool joins_clauses(const SourceView& source, const Connective& connective,
                   const std::vector<std::uint32_t>& lead_ins) {
  if (connective.direction != clause_forward) return true;
  const auto& cells = source.tokens.cells;
  const std::uint32_t first = connective.run.first;
  const auto is_lead_in = [&](index::Cell cell) {
    return std::find(lead_ins.begin(), lead_ins.end(), index::id_of(cell)) != lead_ins.end();
  };
  return after_punctuation(cells[first]) || (first > 0 && is_lead_in(cells[first - 1]));
}

}  // namespace

const std::string& connectives_codebook() { return connectives_yaml; }

Result<StatedCauses> StatedCauses::compile(const index::Vocabulary& vocabulary) {
  StatedCauses made;
  GLOSS_TRY(auto connectives, codebook::parse_codebook(connectives_yaml, "connectives"));
  made.connectives_ = std::make_shared<const codebook::Codebook>(std::move(connectives));
  GLOSS_TRY(auto program, Program::compile(*made.connectives_, vocabulary, "connectives", {}));
  made.program_ = std::make_shared<const Program>(std::move(program));
  for (const char* word :
       {"and", "but", "well", "yes", "no", "or", "那", "而", "但", "就", "也", "嗯", "对", "是"})
    if (const auto id = vocabulary.find(word)) made.lead_ins_.push_back(*id);
  return made;
}

std::vector<StatedCause> StatedCauses::in(const SourceView& source) const {
  HitTable hits;
  program_->run(source, hits);
  std::vector<StatedCause> causes;
  const auto& cells = source.tokens.cells;
  for (std::size_t h = 0; h < hits.rows.size();) {
    const std::uint32_t at = hits.rows[h].run.first;
    Run sentence{at, at};
    while (sentence.first > 0 && !starts_sentence(cells[sentence.first])) --sentence.first;
    while (sentence.last + 1 < cells.size() && !starts_sentence(cells[sentence.last + 1])) ++sentence.last;
    std::vector<Connective> connectives;
    for (; h < hits.rows.size() && hits.rows[h].run.first <= sentence.last; ++h) {
      const Connective one{static_cast<Direction>(hits.rows[h].code), hits.rows[h].run};
      const bool overlaps = !connectives.empty() && one.run.first <= connectives.back().run.last;
      if (!overlaps && joins_clauses(source, one, lead_ins_)) connectives.push_back(one);
    }
    Sentence(source, lead_ins_, sentence, sentence_before(source, sentence), std::move(connectives))
        .add_to(causes);
  }
  return causes;
}

}  // namespace gloss::tagger
