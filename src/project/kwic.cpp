// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/kwic.h"

#include <algorithm>

#include "project/source_text.h"

namespace gloss::project {
namespace {

using Kind = codebook::Expression::Kind;

/// Whether the spans of an expression are whole units.
bool is_of_units(const codebook::Expression& expression) {
  switch (expression.kind) {
    case Kind::unit:
    case Kind::both:
    case Kind::none:
    case Kind::count:
    case Kind::any_of:
      return true;
    case Kind::either:
      return std::any_of(expression.operands.begin(), expression.operands.end(), is_of_units);
    case Kind::near:
    case Kind::before:
    case Kind::after:
      return expression.negative && is_of_units(expression.operands.front());
    default:
      return !expression.operands.empty() && is_of_units(expression.operands.front());
  }
}

/// One find, before its text is looked at.
struct Find {
  const Match* match = nullptr;
  tagger::Run node;
};

/// Compares contexts word by word, outward from the nodes.
class ByContext {
 public:
  ByContext(const Matches& matches, const index::TokenStore& tokens, bool left)
      : vocabulary_(tokens.vocabulary()), left_(left) {
    for (const auto& source : matches.sources) {
      const auto found = tokens.find(source.stored.text);
      texts_.push_back(found ? *found : index::TextTokens{});
    }
  }

  bool operator()(const Find& a, const Find& b) const {
    const index::TextTokens &in_a = texts_[a.match->source], &in_b = texts_[b.match->source];
    for (std::uint32_t step = 1;; ++step) {
      const bool has_a = has(in_a, a, step), has_b = has(in_b, b, step);
      if (!has_a || !has_b) return !has_a && has_b;
      const std::uint32_t id_a = at(in_a, a, step), id_b = at(in_b, b, step);
      if (id_a != id_b) return vocabulary_.word(id_a) < vocabulary_.word(id_b);
    }
  }

 private:
  bool has(const index::TextTokens& in, const Find& find, std::uint32_t step) const {
    if (left_) return find.node.first >= in.passages[find.match->passage].first + step;
    return find.node.last + step < in.passage_end(find.match->passage);
  }
  std::uint32_t at(const index::TextTokens& in, const Find& find, std::uint32_t step) const {
    return index::id_of(in.cells[left_ ? find.node.first - step : find.node.last + step]);
  }

  const index::Vocabulary& vocabulary_;
  bool left_;
  std::vector<index::TextTokens> texts_;
};

}  // namespace

std::vector<tagger::Run> nodes_of(const Matches& matches, const Match& match,
                                  const index::TextTokens& tokens) {
  const std::uint32_t begin = tokens.passages[match.passage].first, end = tokens.passage_end(match.passage);
  const auto leaves = matches.leaves_of(match);
  const bool of_units = is_of_units(matches.query) && !leaves.empty();
  std::vector<tagger::Run> found;
  bool beyond = false;
  for (const auto run : matches.runs_of(match)) {
    const bool inside = run.first >= begin && run.last < end;
    if (inside && !of_units) found.push_back(run);
    beyond = beyond || !inside;
  }
  if (of_units || (beyond && !leaves.empty())) found.insert(found.end(), leaves.begin(), leaves.end());
  if (found.empty() && end > begin) found.push_back({begin, end - 1});
  std::sort(found.begin(), found.end(), [](tagger::Run a, tagger::Run b) {
    return a.first != b.first ? a.first < b.first : a.last > b.last;
  });
  std::vector<tagger::Run> longest;
  for (const auto run : found)
    if (longest.empty() || run.last > longest.back().last) longest.push_back(run);
  return longest;
}

Result<KwicAnswer> kwic(const Project& project, const std::string& query, const KwicOptions& options) {
  GLOSS_TRY(const auto matches, find_matches(project, query));
  GLOSS_TRY(const auto* tokens, project.tokens());
  std::vector<Find> finds;
  for (const auto& match : matches.passages)
    for (const auto node : nodes_of(matches, match, *tokens->find(matches.sources[match.source].stored.text)))
      finds.push_back({&match, node});
  if (options.sort != KwicOptions::Sort::place)
    std::stable_sort(finds.begin(), finds.end(),
                     ByContext(matches, *tokens, options.sort == KwicOptions::Sort::left));

  KwicAnswer answer;
  answer.total = finds.size();
  answer.passages = matches.passages.size();
  const std::size_t begin = std::min(options.first, finds.size());
  const std::size_t end = options.limit == 0 ? finds.size() : std::min(finds.size(), begin + options.limit);
  SourceTexts texts(project, *tokens, matches.sources);
  for (std::size_t i = begin; i < end; ++i) {
    const Match& match = *finds[i].match;
    GLOSS_TRY(SourceText * text, texts.open(match.source));
    const text::ByteSpan passage = text->passage(match.passage), node = text->span(finds[i].node);
    report::ConcordanceLine line;
    line.source = matches.sources[match.source].stored.name;
    line.passage = static_cast<int>(match.passage) + 1;
    line.speaker = speaker_of(matches.sources[match.source], text->tokens().passages[match.passage]);
    line.place = text->code_points(node);
    line.left = text->slice({passage.begin, node.begin});
    line.node = text->slice(node);
    line.right = text->slice({node.end, passage.end});
    answer.lines.push_back(std::move(line));
  }
  return answer;
}

}  // namespace gloss::project
