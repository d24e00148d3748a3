// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/circles_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "report/grouped.h"
#include "report/met_codings.h"
#include "stats/cooccurrence.h"
#include "stats/cycles.h"
#include "stats/random.h"
#include "text/display.h"

namespace gloss::report {
namespace {

using Kind = Column::Kind;
using CodePair = std::array<std::int32_t, 2>;

constexpr std::size_t most_circles = 1000;

/// Finds the codes whose codings lie in a stretch of a source.
class CodesInside {
 public:
  CodesInside(const CodedProject& project, const std::vector<MetCoding>& codings)
      : project_(project), codings_(codings), begin_(project.sources.size() + 1, 0) {
    for (const MetCoding& met : codings) {
      ++begin_[static_cast<std::size_t>(met.coding->source) + 1];
      longest_ = std::max(longest_, met.coding->span.length());
    }
    for (std::size_t s = 1; s < begin_.size(); ++s) begin_[s] += begin_[s - 1];
  }

  std::set<std::int32_t> in(std::int32_t source, text::ByteSpan stretch) const {
    std::set<std::int32_t> codes;
    const auto s = static_cast<std::size_t>(source);
    // Codings stand in the order of their begins, and none is longer than the longest.
    const auto first = std::partition_point(
        codings_.begin() + static_cast<std::ptrdiff_t>(begin_[s]),
        codings_.begin() + static_cast<std::ptrdiff_t>(begin_[s + 1]),
        [&](const MetCoding& met) { return met.coding->span.begin.count + longest_ < stretch.begin.count; });
    for (auto c = static_cast<std::size_t>(first - codings_.begin()); c < begin_[s + 1]; ++c) {
      const CodedSpan& coding = *codings_[c].coding;
      if (coding.span.begin >= stretch.end) break;
      if (coding.span.overlaps(stretch) && lies_in(coding, stretch)) codes.insert(coding.code);
    }
    return codes;
  }

 private:
  /// By the words that the rules matched, for the code's span may be the whole passage.
  bool lies_in(const CodedSpan& coding, text::ByteSpan stretch) const {
    const auto inside = [&](text::ByteSpan span) {
      return stretch.begin <= span.begin && span.end <= stretch.end;
    };
    if (coding.leaves_begin == coding.leaves_end) return inside(coding.span);
    return std::all_of(project_.leaves.begin() + coding.leaves_begin,
                       project_.leaves.begin() + coding.leaves_end, inside);
  }

  const CodedProject& project_;
  const std::vector<MetCoding>& codings_;
  std::vector<std::size_t> begin_;  // by source
  std::uint32_t longest_ = 0;       // span of a coding
};

std::optional<std::size_t> passage_at(const CodedProject& project, std::int32_t source, text::ByteSpan span) {
  const auto found =
      std::partition_point(project.base.begin(), project.base.end(), [&](const BasePassage& p) {
        return p.place.source != source ? p.place.source < source : p.place.span.end <= span.begin;
      });
  if (found == project.base.end() || found->place.source != source || found->place.span.begin >= span.end)
    return std::nullopt;
  return static_cast<std::size_t>(found - project.base.begin());
}

std::vector<CausalStatement> statements_of(const CodedProject& project,
                                           const std::vector<CausalLink>& links) {
  const auto codings = codings_in_base(project);
  const CodesInside inside(project, codings);
  const Ancestry ancestry(project.codes);
  std::vector<CausalStatement> statements;
  for (std::size_t l = 0; l < links.size(); ++l) {
    const CausalLink& link = links[l];
    const auto passage = passage_at(project, link.source, link.connective);
    if (!passage) continue;
    CausalStatement statement{l, *passage, project.base[*passage].person, {}};
    const auto effects = inside.in(link.source, link.effect);
    for (const std::int32_t cause : inside.in(link.source, link.cause))
      for (const std::int32_t effect : effects)
        if (!stats::are_related(ancestry.parents(), cause, effect))
          statement.pairs.push_back({cause, effect});
    if (!statement.pairs.empty()) statements.push_back(std::move(statement));
  }
  return statements;
}

/// `turned`: which statements are read the other way round.
std::map<CodePair, std::vector<std::size_t>> edges_of(const std::vector<CausalStatement>& statements,
                                                      const std::vector<bool>& turned) {
  std::map<CodePair, std::vector<std::size_t>> edges;
  for (std::size_t s = 0; s < statements.size(); ++s)
    for (const CodePair& pair : statements[s].pairs) {
      const bool other_way = !turned.empty() && turned[s];
      edges[other_way ? CodePair{pair[1], pair[0]} : pair].push_back(s);
    }
  return edges;
}

std::vector<stats::Edge> strong_edges(const std::map<CodePair, std::vector<std::size_t>>& edges,
                                      std::int64_t least) {
  std::vector<stats::Edge> strong;
  for (const auto& [pair, statements] : edges)
    if (static_cast<std::int64_t>(statements.size()) >= least) strong.push_back({pair[0], pair[1]});
  return strong;
}

CausalEdge edge_of(const CodePair& pair, const std::vector<std::size_t>& its,
                   const std::vector<CausalStatement>& statements, const CodedProject& project) {
  CausalEdge edge{pair[0], pair[1], its, {}, 0, 0, false};
  std::set<std::size_t> passages;
  std::set<std::int32_t> sources, persons;
  for (const std::size_t s : its) {
    passages.insert(statements[s].passage);
    sources.insert(project.base[statements[s].passage].place.source);
    if (statements[s].person >= 0) persons.insert(statements[s].person);
  }
  edge.passages = static_cast<std::int64_t>(passages.size());
  edge.sources = static_cast<std::int64_t>(sources.size());
  edge.persons.assign(persons.begin(), persons.end());
  return edge;
}

void fill_circle(Circle& circle, std::vector<CausalEdge>& edges) {
  for (std::size_t i = 0; i < circle.codes.size(); ++i) {
    const std::int32_t cause = circle.codes[i], effect = circle.codes[(i + 1) % circle.codes.size()];
    auto& edge = *std::find_if(edges.begin(), edges.end(), [&](const CausalEdge& one) {
      return one.cause == cause && one.effect == effect;
    });
    edge.in_circle = true;
    const auto statements = static_cast<std::int64_t>(edge.statements.size());
    circle.weakest = i == 0 ? statements : std::min(circle.weakest, statements);
    if (i == 0) {
      circle.told_whole_by = edge.persons;
    } else {
      std::erase_if(circle.told_whole_by, [&](std::int32_t person) {
        return !std::binary_search(edge.persons.begin(), edge.persons.end(), person);
      });
    }
  }
}

/// How many circles there are by chance, where each statement has its direction by lot.
void test_directions(Circles& circles, std::size_t codes, const CircleOptions& options) {
  stats::Random random(options.seed);
  std::size_t at_least = 0, sum = 0;
  for (std::size_t draw = 0; draw < options.permutations; ++draw) {
    std::vector<bool> turned(circles.statements.size());
    for (std::size_t s = 0; s < turned.size(); ++s) turned[s] = random.below(2) == 1;
    const auto edges = strong_edges(edges_of(circles.statements, turned), options.least);
    const std::size_t found = stats::simple_cycles(codes, edges, options.longest, most_circles).size();
    sum += found;
    at_least += found >= circles.circles.size() ? 1 : 0;
  }
  if (options.permutations == 0) return;
  circles.draws = options.permutations;
  circles.expected = static_cast<double>(sum) / static_cast<double>(options.permutations);
  circles.p = static_cast<double>(at_least + 1) / static_cast<double>(options.permutations + 1);
}

std::string say(const CircleOptions& options, std::string_view english, std::string_view chinese) {
  return std::string(in_language(options.language, english, chinese));
}

std::string named(const CodedProject& project, std::int32_t code) {
  return shown_name(project.codes[static_cast<std::size_t>(code)]);
}

/// "A → B → C → A"
std::string chain(const CodedProject& project, const Circle& circle) {
  std::string text;
  for (const std::int32_t code : circle.codes) text += named(project, code) + " → ";
  return text + named(project, circle.codes.front());
}

std::string listed(const std::vector<std::int32_t>& numbers, const std::vector<std::string>& persons) {
  std::vector<std::string> names;
  for (const std::int32_t one : numbers) names.push_back(persons[static_cast<std::size_t>(one)]);
  return fmt::format("{}", fmt::join(names, ", "));
}

void add_circle_notes(Table& table, const CodedProject& project, const Circles& circles,
                      const std::vector<std::string>& persons, const CircleOptions& options) {
  if (circles.circles.empty()) {
    table.notes.push_back(say(options,
                              "No circle: what is said to bring about what leads nowhere back to itself.",
                              "没有循环：受访者所说的因果关系没有回到起点。"));
    return;
  }
  constexpr std::size_t most_listed = 10;
  for (std::size_t i = 0; i < std::min(circles.circles.size(), most_listed); ++i) {
    const Circle& circle = circles.circles[i];
    const std::string who =
        circle.told_whole_by.empty()
            ? say(options, "put together from several speakers", "由多位说话人的话拼成")
            : say(options, "told whole by ", "完整讲述者：") + listed(circle.told_whole_by, persons);
    table.notes.push_back(
        fmt::format("{} {}: {} ({})", say(options, "Circle", "循环"), i + 1, chain(project, circle), who));
  }
  if (circles.circles.size() > most_listed || !circles.all_found)
    table.notes.push_back(fmt::format(
        fmt::runtime(say(options, "... and {} more circles{}.", "……另有 {} 个循环{}。")),
        circles.circles.size() - most_listed, circles.all_found ? "" : say(options, " at least", "以上")));
  if (circles.draws == 0) return;
  table.notes.push_back(fmt::format(
      fmt::runtime(
          say(options,
              "{} found; with the directions of all statements drawn by lot {:.1f} on average, at least as "
              "many in a share of {:.3f} of {} draws (seed {}).",
              "共 {} 个；若所有陈述的方向随机决定，平均为 {:.1f} 个，至少同样多的比例为 {:.3f}（{} 次，种子 "
              "{}）。")),
      counted(circles.circles.size(), say(options, "circle", "个"), say(options, "circles", "个")),
      circles.expected, circles.p, circles.draws, options.seed));
}

Json circles_json(const CodedProject& project, const Circles& circles,
                  const std::vector<std::string>& persons) {
  Json all = Json::array();
  for (const Circle& circle : circles.circles) {
    Json one{{"codes", Json::array()}, {"told_whole_by", Json::array()}, {"weakest", circle.weakest}};
    for (const std::int32_t code : circle.codes)
      one["codes"].push_back(project.codes[static_cast<std::size_t>(code)].id);
    for (const std::int32_t person : circle.told_whole_by)
      one["told_whole_by"].push_back(persons[static_cast<std::size_t>(person)]);
    all.push_back(std::move(one));
  }
  return all;
}

Table headed(const CodedProject& project, const CircleOptions& options, std::string title) {
  return headed_table(std::move(title), count_base(project), count_record(project, codings_in_base(project)),
                      options.language);
}

}  // namespace

Circles find_circles(const CodedProject& project, const std::vector<CausalLink>& links,
                     const CircleOptions& options) {
  Circles found;
  found.statements = statements_of(project, links);
  const auto edges = edges_of(found.statements, {});
  for (const auto& [pair, its] : edges)
    if (static_cast<std::int64_t>(its.size()) >= options.least)
      found.edges.push_back(edge_of(pair, its, found.statements, project));
  for (auto& codes : stats::simple_cycles(project.codes.size(), strong_edges(edges, options.least),
                                          options.longest, most_circles)) {
    Circle circle{std::move(codes), {}, 0};
    fill_circle(circle, found.edges);
    found.circles.push_back(std::move(circle));
  }
  found.all_found = found.circles.size() < most_circles;
  std::stable_sort(found.circles.begin(), found.circles.end(), [](const Circle& a, const Circle& b) {
    if (a.told_whole_by.empty() != b.told_whole_by.empty()) return b.told_whole_by.empty();
    return a.weakest > b.weakest;
  });
  if (found.all_found) test_directions(found, project.codes.size(), options);
  return found;
}

Table circles_report(const CodedProject& project, const Circles& circles,
                     const std::vector<std::string>& persons, const CircleOptions& options) {
  Table table =
      headed(project, options, say(options, "What is said to bring about what", "受访者所说的因果关系"));
  table.head["circles"] = circles_json(project, circles, persons);
  table.head["permutations"] = Json{{"draws", circles.draws},
                                    {"seed", options.seed},
                                    {"expected", circles.draws > 0 ? Json(circles.expected) : Json(nullptr)},
                                    {"p", circles.draws > 0 ? Json(circles.p) : Json(nullptr)}};
  table.columns = {{"cause", "-", Kind::text},
                   {"effect", "-", Kind::text},
                   {"", say(options, "Cause", "原因"), Kind::text},
                   {"", say(options, "Effect", "结果"), Kind::text},
                   {"statements", say(options, "Statements", "陈述"), Kind::bar},
                   {"passages", say(options, "Passages", "段落"), Kind::number},
                   {"speakers", say(options, "Speakers", "说话人"), Kind::number},
                   {"sources", say(options, "Sources", "来源"), Kind::number},
                   {"circles", say(options, "Circles", "循环"), Kind::number}};
  for (const CausalEdge& edge : circles.edges) {
    std::int64_t in = 0;
    for (const Circle& circle : circles.circles)
      for (std::size_t i = 0; i < circle.codes.size(); ++i)
        in += circle.codes[i] == edge.cause && circle.codes[(i + 1) % circle.codes.size()] == edge.effect ? 1
                                                                                                          : 0;
    table.rows.push_back({project.codes[static_cast<std::size_t>(edge.cause)].id,
                          project.codes[static_cast<std::size_t>(edge.effect)].id, named(project, edge.cause),
                          named(project, edge.effect), static_cast<std::int64_t>(edge.statements.size()),
                          edge.passages, static_cast<std::int64_t>(edge.persons.size()), edge.sources, in});
  }
  // For people, what lies on a circle comes first.
  for (const bool on_circle : {true, false})
    for (std::size_t e = 0; e < circles.edges.size(); ++e)
      if (circles.edges[e].in_circle == on_circle) table.text_order.push_back(e);
  add_circle_notes(table, project, circles, persons, options);
  table.notes.push_back(
      say(options,
          "Statements: causal connectives (because, so, leads to, the less ... the less, 因为, 所以, 导致, "
          "越...越...) with "
          "both codes, one on each side. Sequence is never taken for cause. --statements shows their words.",
          "陈述：两侧各有一个代码的因果连接词（because、so、因为、所以、导致、越…越…等）。先后顺序不算因果。"
          "--statements 列出原话。"));
  return table;
}

Table statements_table(const CodedProject& project, const Circles& circles,
                       const std::vector<StatementText>& texts, const CircleOptions& options) {
  Table table = headed(project, options, say(options, "Stated causes, in their words", "因果陈述原话"));
  table.columns = {{"cause", "-", Kind::text},
                   {"effect", "-", Kind::text},
                   {"", say(options, "Cause", "原因"), Kind::text},
                   {"", say(options, "Effect", "结果"), Kind::text},
                   {"passage", say(options, "Passage", "段落"), Kind::text},
                   {"speaker", say(options, "Speaker", "说话人"), Kind::text},
                   {"quote", say(options, "Words", "原话"), Kind::text}};
  for (const CausalEdge& edge : circles.edges)
    for (const std::size_t s : edge.statements)
      table.rows.push_back({project.codes[static_cast<std::size_t>(edge.cause)].id,
                            project.codes[static_cast<std::size_t>(edge.effect)].id,
                            named(project, edge.cause), named(project, edge.effect), texts[s].passage,
                            texts[s].speaker, texts[s].quote});
  return table;
}

std::string statements_text(const CodedProject& project, const Circles& circles,
                            const std::vector<StatementText>& texts, const CircleOptions& options) {
  const Table head = headed(project, options, say(options, "Stated causes, in their words", "因果陈述原话"));
  std::string out = head.title + "\n";
  for (const std::string& line : head.headers) out += line + "\n";
  for (const CausalEdge& edge : circles.edges) {
    out += fmt::format("\n{} → {}{}\n", named(project, edge.cause), named(project, edge.effect),
                       edge.in_circle ? say(options, "  (on a circle)", "（在循环上）") : "");
    for (const std::size_t s : edge.statements)
      out += fmt::format("  {}{}{}\n    {}\n", texts[s].passage, texts[s].speaker.empty() ? "" : "  ",
                         texts[s].speaker, escape_controls(text::one_line(texts[s].quote)));
  }
  if (circles.edges.empty())
    out += say(options, "\nNo causal statement joins two codes.\n", "\n没有连接两个代码的因果陈述。\n");
  return out;
}

}  // namespace gloss::report
