// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/debug_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "codebook/parse_rule.h"
#include "project/facts.h"
#include "project/find_code.h"
#include "project/find_passage.h"
#include "project/find_source.h"
#include "project/project_texts.h"
#include "project/source_text.h"
#include "report/grouped.h"
#include "tagger/describe.h"
#include "tagger/program.h"
#include "text/display.h"

namespace gloss::project {
namespace {

using codebook::Expression;
using codebook::Unit;
using Kind = Expression::Kind;
using Column = report::Column;

std::string flag_names(std::uint8_t flags) {
  namespace flag = text::flag;
  std::string names;
  for (const auto& [bit, name] : std::initializer_list<std::pair<std::uint8_t, std::string_view>>{
           {flag::passage_start, "passage"},
           {flag::sentence_start, "sentence"},
           {flag::character, "character"},
           {flag::break_before, "break before"},
           {flag::break_after, "break after"},
           {flag::stop_before, "stop before"},
           {flag::question_after, "question after"}})
    if (flags & bit) names += fmt::format("{}{}", names.empty() ? "" : ", ", name);
  return names;
}

/// A part without its operands: near/5, or, $money.
std::string own_text(const Expression& e) {
  switch (e.kind) {
    case Kind::either:
      return "or";
    case Kind::both:
      return "and";
    case Kind::none:
      return "not";
    case Kind::affirmed:
      return "affirmed";
    case Kind::negated:
      return "negated";
    case Kind::within:
      return fmt::format("within {}", codebook::name_of(e.unit));
    default:
      break;
  }
  if (e.operands.empty()) return codebook::print(e);
  // What is left of the print without the operands, each replaced by a word.
  Expression bare = e;
  for (Expression& operand : bare.operands) {
    operand = {};
    operand.text = "_";
  }
  std::string text = codebook::print(bare);
  while (!text.empty() && (text.front() == '_' || text.front() == ' ' || text.front() == '"'))
    text.erase(0, 1);
  while (!text.empty() && (text.back() == '_' || text.back() == ' ' || text.back() == '"')) text.pop_back();
  return text;
}

struct TreePart {
  const Expression* expression = nullptr;
  Unit unit = Unit::passage;
  int depth = 0;
};

void walk(const Expression& e, Unit unit, int depth, std::vector<TreePart>& parts) {
  parts.push_back({&e, unit, depth});
  const Unit inner = e.kind == Kind::within ? e.unit : unit;
  for (const Expression& operand : e.operands) walk(operand, inner, depth + 1, parts);
}

struct Views {
  KnownSources sources;
  const index::TokenStore* tokens = nullptr;
  std::unique_ptr<ProjectTexts> texts;
  std::vector<tagger::SourceView> views;
};

Result<Views> open_views(const Project& project, const std::string& source) {
  Views all;
  GLOSS_TRY(all.sources, known_sources(project));
  GLOSS_TRY(all.tokens, project.tokens());
  all.texts = std::make_unique<ProjectTexts>(project);
  std::size_t first = 0, past = all.sources.size();
  if (!source.empty()) {
    GLOSS_TRY(first, find_source(all.sources, source));
    past = first + 1;
  }
  for (std::size_t i = first; i < past; ++i)
    all.views.push_back(view_of(*all.tokens, all.sources[i], *all.texts));
  return all;
}

void fill_plan(const tagger::PlanDescription& plan, RuleStages& stages) {
  stages.access = plan.access;
  stages.word_sets.title = "Word sets";
  stages.word_sets.columns = {{"set", "Set", Column::Kind::number},
                              {"words", "Words", Column::Kind::number},
                              {"first", "First of them", Column::Kind::text}};
  for (const auto& set : plan.word_sets) {
    std::string words;
    for (const auto& word : set.words) words += (words.empty() ? "" : ", ") + word;
    if (set.words.size() < set.count) words += ", ...";
    stages.word_sets.rows.push_back(
        {static_cast<std::int64_t>(set.number), static_cast<std::int64_t>(set.count), words});
  }
  stages.nodes.title = "Nodes";
  stages.nodes.columns = {{"node", "Node", Column::Kind::number}, {"what", "What", Column::Kind::text}};
  for (const auto& node : plan.nodes)
    stages.nodes.rows.push_back({static_cast<std::int64_t>(node.number), node.text});
}

/// Counts the spans of all parts of a rule of a codebook.
Result<void> count_parts(const Views& all, const codebook::Codebook& codebook, int code, int rule,
                         const std::string& file, const tagger::CompileOptions& options, RuleStages& stages) {
  const Expression& whole =
      codebook.codes[static_cast<std::size_t>(code)].rules[static_cast<std::size_t>(rule - 1)].expression;
  std::vector<TreePart> parts;
  walk(whole, codebook.unit, 0, parts);
  std::vector<tagger::Probe> probes;
  for (const TreePart& part : parts) probes.push_back({code, part.expression, part.unit});
  GLOSS_TRY(const auto program,
            tagger::Program::compile(codebook, all.tokens->vocabulary(), file, options, probes));
  std::vector<std::int64_t> spans(parts.size(), 0), sources(parts.size(), 0);
  for (const tagger::SourceView& view : all.views) {
    if (view.tokens.cells.empty()) continue;
    const std::vector<tagger::Run> within(parts.size(),
                                          {0, static_cast<std::uint32_t>(view.tokens.cells.size() - 1)});
    const auto found = program.probe(view, within);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      spans[i] += static_cast<std::int64_t>(found[i].size());
      sources[i] += !found[i].empty();
    }
    for (const tagger::RuleHit& hit : program.run_rules(view))
      stages.kept += hit.code == code && hit.rule == rule;
    for (const tagger::Hit& hit : program.run(view))
      stages.hits += hit.code == code && std::any_of(hit.reasons.begin(), hit.reasons.end(),
                                                     [&](const auto& reason) { return reason.rule == rule; });
  }
  stages.spans = spans.front();
  stages.parts.title = "Parts";
  stages.parts.columns = {{"part", "Part", Column::Kind::text},
                          {"unit", "Unit", Column::Kind::text},
                          {"spans", "Spans", Column::Kind::number},
                          {"sources", "Sources", Column::Kind::number}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    stages.parts.rows.push_back({own_text(*parts[i].expression),
                                 std::string(codebook::name_of(parts[i].unit)), spans[i], sources[i]});
    stages.parts.indents.push_back(parts[i].depth);
  }
  return {};
}

}  // namespace

Result<report::Table> token_table(const Project& project, const std::string& name) {
  GLOSS_TRY(const auto sources, known_sources(project));
  GLOSS_TRY(const auto* tokens, project.tokens());
  std::size_t source = 0, first = 0, past = SIZE_MAX;
  if (auto whole = find_source(sources, name)) {
    source = *whole;
  } else {
    GLOSS_TRY(const auto place, find_passage(project, sources, name));
    source = place.source;
    first = place.passage;
    past = first + 1;
  }
  SourceTexts texts(project, *tokens, sources);
  GLOSS_TRY(SourceText * text, texts.open(source));
  const index::TextTokens& cut = text->tokens();
  report::Table table;
  table.columns = {
      {"passage", "Passage", Column::Kind::number}, {"position", "Position", Column::Kind::number},
      {"start", "Start", Column::Kind::number},     {"end", "End", Column::Kind::number},
      {"text", "Text", Column::Kind::text},         {"word", "Word", Column::Kind::text},
      {"flags", "Flags", Column::Kind::text}};
  table.head["source"] = sources[source].stored.name;
  for (std::size_t i = first; i < std::min(past, cut.passages.size()); ++i)
    for (std::uint32_t at = cut.passages[i].first; at < cut.passage_end(i); ++at) {
      const text::ByteSpan span = text->span({at, at});
      const auto place = text->code_points(span);
      table.rows.push_back({static_cast<std::int64_t>(i + 1), std::int64_t{at},
                            static_cast<std::int64_t>(place.begin.count),
                            static_cast<std::int64_t>(place.end.count), text->slice(span),
                            std::string(tokens->vocabulary().word(index::id_of(cut.cells[at]))),
                            flag_names(index::flags_of(cut.cells[at]))});
    }
  return table;
}

Result<RuleStages> rule_stages(const Project& project, const std::string& name, const std::string& source) {
  GLOSS_TRY(const auto stored, project.file().codebook());
  if (!stored)
    return Err(Fault::bad_input, project.file().path(), "the project has no codebook yet",
               "gloss codebook use FILE");
  GLOSS_TRY(const auto codebook, codebook::parse_codebook(stored->yaml, stored->file));
  const std::size_t slash = name.rfind('/');
  int rule = 0;
  const char* const end = name.data() + name.size();
  const auto [rest, error] =
      std::from_chars(slash == std::string::npos ? end : name.data() + slash + 1, end, rule);
  if (slash == std::string::npos || error != std::errc() || rest != end)
    return Err(Fault::usage, name, "is not a rule", "CODE/N, e.g. dilemma/money/2");
  GLOSS_TRY(const std::size_t code, find_code(codebook, name.substr(0, slash)));
  const codebook::Code& its = codebook.codes[code];
  if (rule < 1 || static_cast<std::size_t>(rule) > its.rules.size())
    return Err(Fault::usage, name,
               its.rules.empty() ? "'" + its.id + "' has no rules"
                                 : fmt::format("'{}' has rules 1-{}", its.id, its.rules.size()),
               its.rules.empty() ? "a code with rules" : its.id + "/1");
  const codebook::Rule& at = its.rules[static_cast<std::size_t>(rule - 1)];
  RuleStages stages;
  stages.title = fmt::format("rule {} of {} ({}:{}:{})", rule, its.id, stored->file, at.line, at.column);
  stages.written = text::one_line(at.text);
  stages.understood = codebook::print(at.expression);
  stages.condition = codebook.where_text;
  GLOSS_TRY(const auto all, open_views(project, source));
  tagger::CompileOptions options;
  options.stem_languages = codebook.languages;
  GLOSS_TRY(const auto plan, tagger::describe_rule(codebook, static_cast<int>(code), rule,
                                                   all.tokens->vocabulary(), stored->file, options));
  fill_plan(plan, stages);
  GLOSS_CHECK(count_parts(all, codebook, static_cast<int>(code), rule, stored->file, options, stages));
  return stages;
}

Result<RuleStages> query_stages(const Project& project, const std::string& query, const std::string& source) {
  RuleStages stages;
  stages.title = "query";
  codebook::Codebook alone;
  alone.languages = {"en"};
  alone.overlap = codebook::Overlap::all;
  alone.negation = codebook::default_negation();
  alone.codes.emplace_back();
  alone.codes.front().id = "query";
  alone.codes.front().rules.emplace_back();
  codebook::Rule& rule = alone.codes.front().rules.front();
  GLOSS_TRY(rule.expression, codebook::parse_rule(query, {.file = "query"}, {.side_by_side_is_and = true}));
  stages.written = text::one_line(query);
  stages.understood = codebook::print(rule.expression);
  GLOSS_TRY(const auto all, open_views(project, source));
  tagger::CompileOptions options;
  for (const auto& one : all.sources)
    if (const std::string& language = one.facts.language;
        std::find(options.stem_languages.begin(), options.stem_languages.end(), language) ==
        options.stem_languages.end())
      options.stem_languages.push_back(language);
  GLOSS_TRY(const auto plan, tagger::describe_query(rule.expression, query, *all.tokens, options));
  fill_plan(plan, stages);
  GLOSS_CHECK(count_parts(all, alone, 0, 1, "query", options, stages));
  return stages;
}

std::string as_text(const RuleStages& stages, const report::TextLayout& layout) {
  std::string out = fmt::format("{}\n  as written:    {}\n  as understood: {}\n", stages.title,
                                stages.written, stages.understood);
  if (!stages.condition.empty()) out += "  condition:     " + stages.condition + "\n";
  out += "  found by:      " + stages.access + "\n\n" + report::as_text(stages.parts, layout) + "\n" +
         report::as_text(stages.word_sets, layout) + "\n" + report::as_text(stages.nodes, layout) + "\n";
  return out + fmt::format("{} of the rule, {} where its conditions hold; in {} of the code\n",
                           report::counted(stages.spans, "span", "spans"), report::grouped(stages.kept),
                           report::counted(stages.hits, "hit", "hits"));
}

}  // namespace gloss::project
