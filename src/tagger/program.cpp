// SPDX-License-Identifier: GPL-3.0-or-later
// Running a plan: scan, widen, evaluate what occurred, merge.
#include "tagger/program.h"

#include <algorithm>
#include <mutex>

#include "tagger/compile.h"
#include "tagger/hits.h"
#include "tagger/lookup.h"

namespace gloss::tagger {
namespace {

/// All that one call of run needs, kept for the next call.
struct Scratch {
  explicit Scratch(const Plan& plan) : evaluation(plan), builder(plan) {}
  Evaluation evaluation;
  HitBuilder builder;
  std::vector<Record> records;
  std::vector<Occurrence> occurrences;
  std::vector<std::uint32_t> furthest;                    // by rule
  std::vector<const std::vector<std::uint8_t>*> allowed;  // by condition
  HitTable table;
  Runs leaves, cues;
};

codebook::Unit unit_of(codebook::CodeSpan span) {
  switch (span) {
    case codebook::CodeSpan::sentence:
      return codebook::Unit::sentence;
    case codebook::CodeSpan::answer:
      return codebook::Unit::answer;
    case codebook::CodeSpan::turn:
      return codebook::Unit::turn;
    case codebook::CodeSpan::section:
      return codebook::Unit::section;
    case codebook::CodeSpan::source:
      return codebook::Unit::source;
    default:
      return codebook::Unit::passage;
  }
}

/// Whether matches of a rule of leaves may lie in each other.
bool may_nest(const Plan& plan, const Node& node) {
  if (node.op == Op::either) return true;
  const auto& parts = plan.leaves[node.index].parts;
  return std::any_of(parts.begin(), parts.end(),
                     [](const PhrasePart& part) { return part.gap || part.alternatives.size() > 1; });
}

}  // namespace

struct Program::Impl {
  Impl(Plan made, std::uint32_t vocabulary_size) : plan(std::move(made)), scanner(plan, vocabulary_size) {
    for (std::uint32_t rule = 0; rule < plan.rules.size(); ++rule)
      if (!plan.rules[rule].of_leaves) node_rules.push_back(rule);
    is_referenced.assign(plan.spans.size(), 0);
    for (const std::uint32_t code : plan.referenced) is_referenced[code] = 1;
    for (const PlannedRule& rule : plan.rules)
      nests = nests || (rule.of_leaves && may_nest(plan, plan.nodes[rule.node]));
    for (const codebook::CodeSpan span : plan.spans) widens = widens || span != codebook::CodeSpan::match;
  }

  std::unique_ptr<Scratch> take() {
    const std::scoped_lock lock(mutex);
    if (free.empty()) return std::make_unique<Scratch>(plan);
    auto scratch = std::move(free.back());
    free.pop_back();
    return scratch;
  }
  void give_back(std::unique_ptr<Scratch> scratch) {
    const std::scoped_lock lock(mutex);
    free.push_back(std::move(scratch));
  }

  void scan(const SourceView& source, Scratch& scratch) const;
  void widen(Record& record, Scratch& scratch) const;
  void add_records(std::uint32_t rule, Scratch& scratch, std::vector<Record>& out) const;
  void find_referenced(Scratch& scratch) const;
  void prepare(const SourceView& source, Scratch& scratch) const;
  void find_records(const SourceView& source, Scratch& scratch) const;
  void run(const SourceView& source, Scratch& scratch, HitTable& out) const;
  void answer(Scratch& scratch, bool leaves, QueryHits& out) const;

  const Plan plan;
  const Scanner scanner;
  std::vector<std::uint32_t> node_rules;    // rules that need nodes
  std::vector<std::uint8_t> is_referenced;  // by code
  bool widens = false;                      // some code has a span wider than its match
  bool nests = false;                       // some rule of leaves can match inside another match of its own
  std::mutex mutex;
  std::vector<std::unique_ptr<Scratch>> free;
};

void Program::Impl::scan(const SourceView& source, Scratch& scratch) const {
  scratch.records.clear();
  scratch.occurrences.clear();
  scratch.evaluation.start(source);
  scratch.allowed.assign(plan.conditions.size(), nullptr);
  for (const std::uint32_t condition : scanner.conditions())
    if (!plan.conditions[condition].empty())
      scratch.allowed[condition] = &scratch.evaluation.conditions().passages(condition);
  scanner.scan(source.tokens, scratch.allowed, scratch.records, scratch.occurrences);
  scratch.evaluation.add(scratch.occurrences);
}

void Program::Impl::widen(Record& record, Scratch& scratch) const {
  const codebook::CodeSpan span = plan.spans[static_cast<std::size_t>(plan.rules[record.rule].code)];
  record.run = span == codebook::CodeSpan::match
                   ? record.match
                   : scratch.evaluation.units().widened(unit_of(span), record.match);
}

void Program::Impl::add_records(std::uint32_t rule, Scratch& scratch, std::vector<Record>& out) const {
  const PlannedRule& planned = plan.rules[rule];
  if (!scratch.evaluation.may_match(planned.node)) return;
  Runs matches;
  for (const Run match : scratch.evaluation.spans(planned.node))
    if (planned.condition == 0 || scratch.evaluation.conditions().holds(planned.condition, match))
      matches.push_back(match);
  if (plan.overlap == codebook::Overlap::merge) keep_maximal(matches);
  for (const Run match : matches) {
    Record record{match, match, rule};
    widen(record, scratch);
    out.push_back(record);
  }
}

/// Codes that others refer to come first, each after those it refers to.
void Program::Impl::find_referenced(Scratch& scratch) const {
  std::vector<std::vector<Record>> by_code(plan.spans.size());
  for (const Record& record : scratch.records) {
    const auto code = static_cast<std::size_t>(plan.rules[record.rule].code);
    if (is_referenced[code]) by_code[code].push_back(record);
  }
  for (const std::uint32_t code : plan.referenced) {
    CodeHits hits{{}, std::move(by_code[code])};
    const std::size_t of_leaves = hits.records.size();
    for (std::uint32_t rule = plan.first_rule[code]; rule < plan.first_rule[code + 1]; ++rule)
      if (!plan.rules[rule].of_leaves) add_records(rule, scratch, hits.records);
    scratch.records.insert(scratch.records.end(),
                           hits.records.begin() + static_cast<std::ptrdiff_t>(of_leaves), hits.records.end());
    sort_records(hits.records);
    hits.segments = segments_of(hits.records, plan.overlap);
    scratch.evaluation.set_code_hits(code, std::move(hits));
  }
}

/// The scan, and what <code> refers to.
void Program::Impl::prepare(const SourceView& source, Scratch& scratch) const {
  scan(source, scratch);
  if (nests && plan.overlap == codebook::Overlap::merge) {
    sort_records(scratch.records);
    keep_longest(scratch.records, plan.rules.size(), scratch.furthest);
  }
  if (widens)
    for (Record& record : scratch.records) widen(record, scratch);
  if (!plan.referenced.empty()) find_referenced(scratch);
}

/// All spans of all rules, sorted as the builder wants them.
void Program::Impl::find_records(const SourceView& source, Scratch& scratch) const {
  prepare(source, scratch);
  for (const std::uint32_t rule : node_rules)
    if (!is_referenced[static_cast<std::size_t>(plan.rules[rule].code)])
      add_records(rule, scratch, scratch.records);
  sort_records(scratch.records);
}

void Program::Impl::run(const SourceView& source, Scratch& scratch, HitTable& out) const {
  find_records(source, scratch);
  scratch.builder.build(scratch.records, scratch.evaluation, out);
}

/// The hits of a query, after the scan.
void Program::Impl::answer(Scratch& scratch, bool leaves, QueryHits& out) const {
  scratch.records.clear();
  add_records(0, scratch, scratch.records);
  out.rows.clear();
  out.leaves.clear();
  for (const Record& record : scratch.records) {
    const auto begin = static_cast<std::uint32_t>(out.leaves.size());
    if (leaves) {
      scratch.leaves.clear();
      scratch.cues.clear();
      scratch.evaluation.explain(record, scratch.leaves, scratch.cues);
      sort_unique(scratch.leaves);
      out.leaves.insert(out.leaves.end(), scratch.leaves.begin(), scratch.leaves.end());
    }
    out.rows.push_back({record.run, begin, static_cast<std::uint32_t>(out.leaves.size())});
  }
}

Program::Program(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Program::~Program() = default;
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(Program&&) noexcept = default;

Result<Program> Program::compile(const codebook::Codebook& codebook, const index::Vocabulary& vocabulary,
                                 const std::string& file, const CompileOptions& options,
                                 std::span<const Probe> probes) {
  GLOSS_TRY(Plan plan, plan_codebook(codebook, vocabulary, file, options, probes));
  return Program(std::make_unique<Impl>(std::move(plan), vocabulary.size()));
}

Result<Program> Program::compile_rule(const codebook::Codebook& codebook, int code,
                                      const codebook::Expression& rule, const index::Vocabulary& vocabulary,
                                      const std::string& file, const CompileOptions& options) {
  GLOSS_TRY(Plan plan, plan_rule(codebook, code, rule, vocabulary, file, options));
  return Program(std::make_unique<Impl>(std::move(plan), vocabulary.size()));
}

Result<Program> Program::compile_query(const codebook::Expression& query, const std::string& text,
                                       const index::Vocabulary& vocabulary, const CompileOptions& options) {
  GLOSS_TRY(Plan plan, plan_query(query, text, vocabulary, options));
  return Program(std::make_unique<Impl>(std::move(plan), vocabulary.size()));
}

void Program::run(const SourceView& source, HitTable& out) const {
  auto scratch = impl_->take();
  impl_->run(source, *scratch, out);
  impl_->give_back(std::move(scratch));
}

std::vector<Hit> Program::run(const SourceView& source) const {
  auto scratch = impl_->take();
  const HitTable& table = scratch->table;
  impl_->run(source, *scratch, scratch->table);
  std::vector<Hit> hits;
  hits.reserve(table.rows.size());
  for (const HitTable::Row& row : table.rows) {
    Hit hit{row.code, row.run, row.weight, {}};
    for (std::uint32_t i = row.reasons_begin; i < row.reasons_end; ++i) {
      const HitTable::Reason& reason = table.reasons[i];
      const auto at = [&](std::uint32_t run) { return table.runs.begin() + run; };
      hit.reasons.push_back({reason.rule,
                             {at(reason.leaves_begin), at(reason.leaves_end)},
                             {at(reason.leaves_end), at(reason.cues_end)}});
    }
    hits.push_back(std::move(hit));
  }
  impl_->give_back(std::move(scratch));
  return hits;
}

std::vector<RuleHit> Program::run_rules(const SourceView& source) const {
  auto scratch = impl_->take();
  impl_->find_records(source, *scratch);
  std::vector<RuleHit> hits;
  hits.reserve(scratch->records.size());
  for (const Record& record : scratch->records) {
    const PlannedRule& rule = impl_->plan.rules[record.rule];
    hits.push_back({record.run, rule.code, rule.number});
  }
  impl_->give_back(std::move(scratch));
  std::sort(hits.begin(), hits.end());
  hits.erase(std::unique(hits.begin(), hits.end()), hits.end());
  return hits;
}

std::vector<std::vector<ProbeSpan>> Program::probe(const SourceView& source,
                                                   std::span<const Run> within) const {
  auto scratch = impl_->take();
  impl_->prepare(source, *scratch);
  Evaluation& evaluation = scratch->evaluation;
  std::vector<std::vector<ProbeSpan>> found(impl_->plan.probes.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::uint32_t node = impl_->plan.probes[i];
    if (!evaluation.may_match(node)) continue;
    const RunSpan spans = evaluation.spans(node);
    for (const Run run : Runs(spans.begin(), spans.end())) {
      if (!overlap(run, within[i])) continue;
      ProbeSpan one{run, {}, {}};
      evaluation.explain(node, run, one.leaves, one.cues);
      sort_unique(one.leaves);
      sort_unique(one.cues);
      found[i].push_back(std::move(one));
    }
  }
  impl_->give_back(std::move(scratch));
  return found;
}

QueryHits Program::run_query(const SourceView& source) const {
  auto scratch = impl_->take();
  QueryHits hits;
  impl_->scan(source, *scratch);
  impl_->answer(*scratch, true, hits);
  impl_->give_back(std::move(scratch));
  return hits;
}

void Program::look_up(const index::TokenStore& store, std::span<const SourceView> sources, bool leaves,
                      const std::function<void(std::size_t, const QueryHits&)>& found) const {
  const Lookup lookup(impl_->plan, store);
  auto scratch = impl_->take();
  QueryHits hits;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (lookup.is_complete()) {
      if (!lookup.find(sources[i].tokens, scratch->occurrences)) continue;
      scratch->evaluation.start(sources[i]);
      scratch->evaluation.add(scratch->occurrences);
    } else {
      impl_->scan(sources[i], *scratch);
    }
    impl_->answer(*scratch, leaves, hits);
    if (!hits.rows.empty()) found(i, hits);
  }
  impl_->give_back(std::move(scratch));
}

bool Program::needs_texts() const { return !impl_->plan.text_leaves.empty(); }

bool Program::is_local() const { return gloss::tagger::is_local(impl_->plan, impl_->plan.rules[0].node); }

const std::vector<std::uint32_t>& Program::words() const { return impl_->plan.words; }

}  // namespace gloss::tagger
