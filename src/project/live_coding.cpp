// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/live_coding.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <map>
#include <utility>

#include "base/parallel.h"
#include "codebook/parse_rule.h"
#include "codebook/same_codebook.h"
#include "exchange/codings_table.h"
#include "project/base_passages.h"
#include "project/facts.h"
#include "project/project_texts.h"
#include "tagger/program.h"

namespace gloss::project {
namespace {

using codebook::Expression;
using Passages = std::vector<std::uint32_t>;  // ascending
constexpr std::size_t read_ahead_of_counts = 16;

bool names_codes(const Expression& expression) {
  return expression.kind == Expression::Kind::code ||
         std::any_of(expression.operands.begin(), expression.operands.end(), names_codes);
}

/// Rows of bits, one for each passage, one bit for each code.
class BitRows {
 public:
  void reset(std::size_t rows, std::size_t bits) {
    words_ = (bits + 63) / 64;
    bits_.assign(rows * words_, 0);
  }
  std::size_t words() const { return words_; }
  std::uint64_t* row(std::size_t i) { return bits_.data() + i * words_; }
  const std::uint64_t* row(std::size_t i) const { return bits_.data() + i * words_; }
  std::size_t rows() const { return words_ == 0 ? 0 : bits_.size() / words_; }

 private:
  std::size_t words_ = 0;
  std::vector<std::uint64_t> bits_;
};

void set_bit(std::uint64_t* row, std::size_t bit, bool on) {
  const std::uint64_t mask = std::uint64_t{1} << (bit % 64);
  row[bit / 64] = on ? row[bit / 64] | mask : row[bit / 64] & ~mask;
}

bool has_bit(const std::uint64_t* row, std::size_t bit) { return (row[bit / 64] >> (bit % 64) & 1) != 0; }

template <class Use>
void for_each_bit(const std::uint64_t* row, std::size_t words, Use use) {
  for (std::size_t w = 0; w < words; ++w)
    for (std::uint64_t rest = row[w]; rest != 0; rest &= rest - 1)
      use(64 * w + static_cast<std::size_t>(std::countr_zero(rest)));
}

void sort_unique(Passages& passages) {
  std::sort(passages.begin(), passages.end());
  passages.erase(std::unique(passages.begin(), passages.end()), passages.end());
}

/// Whether all that codings follow from, but for rules, is the same.
bool differs_in_rules_only(codebook::Codebook a, codebook::Codebook b) {
  for (codebook::Codebook* book : {&a, &b})
    for (codebook::Code& code : book->codes) {
      codebook::Code bare;
      bare.id = code.id;
      bare.parent = code.parent;
      bare.span = code.span;
      code = std::move(bare);
    }
  return codebook::first_difference(a, b).empty();
}

}  // namespace

struct LiveCoding::Impl {
  Impl(const Project& its, codebook::Codebook book, std::string named)
      : project(its), codebook(std::move(book)), file(std::move(named)), texts(its) {}

  Result<void> open();
  Result<void> code_all();
  void count_all();
  Passages carried(std::size_t code) const;
  Passages not_found(Passages of, std::size_t code) const;
  void add_passages(std::size_t source, tagger::Run run, Passages& out) const;
  void change(const Passages& passages, std::size_t code, bool on);
  void closed(const std::uint64_t* own, std::vector<std::uint64_t>& out) const;
  Result<Passages> look_up(int code, const Expression& rule) const;
  bool reaches_further() const;

  const Project& project;
  codebook::Codebook codebook;
  std::string file;
  ProjectTexts texts;
  KnownSources sources;
  const index::TokenStore* tokens = nullptr;
  tagger::CompileOptions options;
  std::vector<tagger::SourceView> views;     // by source
  std::vector<std::uint32_t> first_passage;  // by source; one more
  std::vector<std::uint8_t> in_base;         // by passage
  std::int64_t base = 0;
  std::vector<std::vector<Passages>> of_rules;    // by code, rule
  BitRows own;                                    // by passage: codes with a coding of their own
  std::vector<std::vector<std::uint64_t>> above;  // by code: itself and its ancestors, as bits
  std::vector<std::int64_t> counts;               // by code
  std::vector<std::int64_t> pairs;                // by code, code
};

Result<void> LiveCoding::Impl::open() {
  GLOSS_TRY(sources, known_sources(project));
  GLOSS_TRY(tokens, project.tokens());
  options.stem_languages = codebook.languages;
  GLOSS_TRY(const auto base_passages, BasePassages::of(codebook, tokens->vocabulary()));
  first_passage.push_back(0);
  views = views_of(*tokens, sources, texts);
  for (const tagger::SourceView& view : views) {
    for (const bool is_in : base_passages.in(view)) in_base.push_back(is_in ? 1 : 0);
    in_base.resize(first_passage.back() + view.tokens.passages.size());
    first_passage.push_back(static_cast<std::uint32_t>(in_base.size()));
  }
  base = std::count(in_base.begin(), in_base.end(), std::uint8_t{1});
  const std::size_t codes = codebook.codes.size();
  for (std::size_t code = 0; code < codes; ++code) {
    above.emplace_back((codes + 63) / 64, 0);
    for (int at = static_cast<int>(code); at >= 0; at = codebook.codes[static_cast<std::size_t>(at)].parent)
      set_bit(above.back().data(), static_cast<std::size_t>(at), true);
  }
  return code_all();
}

/// The passages of the base that a span touches.
void LiveCoding::Impl::add_passages(std::size_t source, tagger::Run run, Passages& out) const {
  views[source].tokens.for_each_passage(run.first, run.last, [&](std::size_t i) {
    const std::uint32_t passage = first_passage[source] + static_cast<std::uint32_t>(i);
    if (in_base[passage] && (out.empty() || out.back() != passage)) out.push_back(passage);
  });
}

Result<void> LiveCoding::Impl::code_all() {
  GLOSS_TRY(const auto program, tagger::Program::compile(codebook, tokens->vocabulary(), file, options));
  of_rules.clear();
  for (const auto& code : codebook.codes) of_rules.emplace_back(code.rules.size());
  std::vector<std::vector<tagger::RuleHit>> hits(views.size());
  const Environment& environment = project.environment();
  environment.progress->begin("Coding", views.size(), "sources");
  bool stopped = false;
  const bool merges = codebook.conflict == codebook::Conflict::longest;
  tagger::HitTable table;
  const auto make = [&](std::size_t i) {
    if (!merges) hits[i] = program.run_rules(views[i]);
  };
  const auto use = [&](std::size_t i) {
    stopped = environment.progress->stopped();
    if (stopped) return false;
    for (const tagger::RuleHit& hit : hits[i])
      add_passages(i, hit.run,
                   of_rules[static_cast<std::size_t>(hit.code)][static_cast<std::size_t>(hit.rule - 1)]);
    hits[i] = {};
    if (merges) {
      program.run(views[i], table);
      for (const auto& row : table.rows)
        for (std::uint32_t r = row.reasons_begin; r < row.reasons_end; ++r)
          add_passages(i, row.run,
                       of_rules[static_cast<std::size_t>(row.code)]
                               [static_cast<std::size_t>(table.reasons[r].rule - 1)]);
    }
    environment.progress->advance(1);
    return true;
  };
  make_in_parallel(views.size(), environment.threads, read_ahead_of_counts, make, use);
  environment.progress->end();
  if (stopped) return Err(Fault::stopped, project.file().path(), "stopped");
  GLOSS_CHECK(texts.check());
  for (auto& rules : of_rules)
    for (Passages& passages : rules) {
      sort_unique(passages);
      passages.shrink_to_fit();
    }
  count_all();
  return {};
}

void LiveCoding::Impl::closed(const std::uint64_t* row, std::vector<std::uint64_t>& out) const {
  out.assign(own.words(), 0);
  for_each_bit(row, own.words(), [&](std::size_t code) {
    for (std::size_t w = 0; w < own.words(); ++w) out[w] |= above[code][w];
  });
}

void LiveCoding::Impl::count_all() {
  const std::size_t codes = codebook.codes.size();
  own.reset(in_base.size(), codes);
  for (std::size_t code = 0; code < codes; ++code)
    for (const Passages& passages : of_rules[code])
      for (const std::uint32_t passage : passages) set_bit(own.row(passage), code, true);
  counts.assign(codes, 0);
  pairs.assign(codes * codes, 0);
  std::vector<std::uint64_t> after;
  for (std::size_t passage = 0; passage < own.rows(); ++passage) {
    closed(own.row(passage), after);
    for_each_bit(after.data(), after.size(), [&](std::size_t a) {
      ++counts[a];
      for_each_bit(after.data(), after.size(),
                   [&](std::size_t b) { pairs[a * codes + b] += a != b ? 1 : 0; });
    });
  }
}

/// Those that carry the code itself.
Passages LiveCoding::Impl::carried(std::size_t code) const {
  Passages all;
  for (std::uint32_t passage = 0; passage < own.rows(); ++passage)
    if (has_bit(own.row(passage), code)) all.push_back(passage);
  return all;
}

/// Those of the passages that no rule of the code finds.
Passages LiveCoding::Impl::not_found(Passages of, std::size_t code) const {
  Passages rest;
  for (const Passages& found : of_rules[code]) {
    if (of.size() * 16 < found.size()) {
      std::erase_if(
          of, [&](std::uint32_t passage) { return std::binary_search(found.begin(), found.end(), passage); });
      continue;
    }
    rest.clear();
    std::set_difference(of.begin(), of.end(), found.begin(), found.end(), std::back_inserter(rest));
    of.swap(rest);
  }
  return of;
}

/// Passages get or lose a code of their own. The pairs of the code and its ancestors are added up first: of
/// one code with all others in a row, then put in their places.
void LiveCoding::Impl::change(const Passages& passages, std::size_t code, bool on) {
  const std::size_t codes = codebook.codes.size(), words = own.words();
  const std::int64_t by = on ? 1 : -1;
  std::vector<std::size_t> chain;  // whose counts can change
  for_each_bit(above[code].data(), words, [&](std::size_t a) { chain.push_back(a); });
  std::vector<std::int64_t> with_others(chain.size() * codes, 0), with_chain(chain.size() * codes, 0);
  std::vector<std::uint64_t> before, after, changed(words);
  for (const std::uint32_t passage : passages) {
    closed(own.row(passage), before);
    set_bit(own.row(passage), code, on);
    closed(own.row(passage), after);
    const std::vector<std::uint64_t>& both = on ? before : after;
    for (std::size_t w = 0; w < words; ++w) changed[w] = before[w] ^ after[w];
    for (std::size_t i = 0; i < chain.size(); ++i) {
      if (!has_bit(changed.data(), chain[i])) continue;
      counts[chain[i]] += by;
      std::int64_t* const others = with_others.data() + i * codes;
      for_each_bit(both.data(), words, [&](std::size_t b) { others[b] += by; });
      std::int64_t* const fellows = with_chain.data() + i * codes;
      for_each_bit(changed.data(), words, [&](std::size_t b) { fellows[b] += b != chain[i] ? by : 0; });
    }
  }
  for (std::size_t i = 0; i < chain.size(); ++i)
    for (std::size_t b = 0; b < codes; ++b) {
      pairs[chain[i] * codes + b] += with_others[i * codes + b] + with_chain[i * codes + b];
      pairs[b * codes + chain[i]] += with_others[i * codes + b];
    }
}

Result<Passages> LiveCoding::Impl::look_up(int code, const Expression& rule) const {
  GLOSS_TRY(const auto program,
            tagger::Program::compile_rule(codebook, code, rule, tokens->vocabulary(), file, options));
  Passages found;
  program.look_up(*tokens, views, false, [&](std::size_t source, const tagger::QueryHits& hits) {
    for (const auto& row : hits.rows) add_passages(source, row.run, found);
  });
  GLOSS_CHECK(texts.check());
  sort_unique(found);
  return found;
}

/// Whether an edit of one rule can change what other rules code.
bool LiveCoding::Impl::reaches_further() const {
  if (codebook.conflict == codebook::Conflict::longest) return true;
  return std::any_of(codebook.codes.begin(), codebook.codes.end(), [](const codebook::Code& code) {
    return std::any_of(code.rules.begin(), code.rules.end(),
                       [](const codebook::Rule& rule) { return names_codes(rule.expression); });
  });
}

LiveCoding::LiveCoding(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LiveCoding::~LiveCoding() = default;
LiveCoding::LiveCoding(LiveCoding&&) noexcept = default;
LiveCoding& LiveCoding::operator=(LiveCoding&&) noexcept = default;

Result<LiveCoding> LiveCoding::start(const Project& project, codebook::Codebook codebook,
                                     const std::string& file) {
  auto impl = std::make_unique<Impl>(project, std::move(codebook), file);
  GLOSS_CHECK(impl->open());
  return LiveCoding(std::move(impl));
}

Result<LiveCoding::Effect> LiveCoding::set_rules(int code, std::vector<codebook::Rule> rules) {
  Impl& all = *impl_;
  const auto index = static_cast<std::size_t>(code);
  auto& present = all.codebook.codes[index].rules;
  auto& places = all.of_rules[index];
  Effect effect;
  effect.looked_up = !all.reaches_further() && std::none_of(rules.begin(), rules.end(), [](const auto& rule) {
    return names_codes(rule.expression);
  });
  if (!effect.looked_up) {
    const Passages had = all.carried(index);
    std::swap(present, rules);
    if (auto done = all.code_all(); !done) {
      std::swap(present, rules);
      GLOSS_CHECK(all.code_all());
      return Err(std::move(done).error());
    }
    const Passages has = all.carried(index);
    std::set_difference(has.begin(), has.end(), had.begin(), had.end(), std::back_inserter(effect.gained));
    std::set_difference(had.begin(), had.end(), has.begin(), has.end(), std::back_inserter(effect.lost));
    return effect;
  }
  // What every new rule finds first: a fault leaves all as it is.
  std::multimap<std::string, std::size_t> known;
  for (std::size_t i = 0; i < present.size(); ++i) known.emplace(present[i].text, i);
  std::vector<Passages> found(rules.size());
  std::vector<std::optional<std::size_t>> kept(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (const auto at = known.find(rules[i].text); at != known.end()) {
      kept[i] = at->second;
      known.erase(at);
      continue;
    }
    GLOSS_TRY(found[i], all.look_up(code, rules[i].expression));
    effect.gained.insert(effect.gained.end(), found[i].begin(), found[i].end());
  }
  for (const auto& [text, gone] : known)
    effect.lost.insert(effect.lost.end(), places[gone].begin(), places[gone].end());
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (kept[i]) found[i] = std::move(places[*kept[i]]);
  places = std::move(found);
  present = std::move(rules);
  sort_unique(effect.gained);
  std::erase_if(effect.gained, [&](std::uint32_t passage) { return has_bit(all.own.row(passage), index); });
  sort_unique(effect.lost);
  effect.lost = all.not_found(std::move(effect.lost), index);
  all.change(effect.lost, index, false);
  all.change(effect.gained, index, true);
  return effect;
}

Result<LiveCoding::Effect> LiveCoding::edit(int code, int rule, const std::string& text) {
  auto rules = impl_->codebook.codes[static_cast<std::size_t>(code)].rules;
  const auto at = static_cast<std::size_t>(rule - 1);
  if (text.empty()) {
    rules.erase(rules.begin() + rule - 1);
  } else {
    if (at == rules.size()) rules.emplace_back();
    GLOSS_TRY(rules[at].expression, codebook::parse_rule(text, {.file = impl_->file}));
    rules[at].text = text;
  }
  return set_rules(code, std::move(rules));
}

Result<std::optional<std::vector<LiveCoding::CodeEffect>>> LiveCoding::follow(codebook::Codebook edited) {
  if (!differs_in_rules_only(impl_->codebook, edited)) {
    GLOSS_TRY(auto fresh, start(impl_->project, std::move(edited), impl_->file));
    *this = std::move(fresh);
    return std::nullopt;
  }
  std::vector<CodeEffect> effects;
  for (std::size_t i = 0; i < edited.codes.size(); ++i) {
    const auto& now = impl_->codebook.codes[i].rules;
    if (std::equal(now.begin(), now.end(), edited.codes[i].rules.begin(), edited.codes[i].rules.end(),
                   [](const codebook::Rule& a, const codebook::Rule& b) { return a.text == b.text; }))
      continue;
    const int code = static_cast<int>(i);
    CodeEffect one{code, {}, passages(code)};
    GLOSS_TRY(one.effect, set_rules(code, edited.codes[i].rules));
    effects.push_back(std::move(one));
  }
  return std::optional(std::move(effects));
}

const codebook::Codebook& LiveCoding::codebook() const { return impl_->codebook; }
std::int64_t LiveCoding::base() const { return impl_->base; }
std::int64_t LiveCoding::passages(int code) const { return impl_->counts[static_cast<std::size_t>(code)]; }
std::int64_t LiveCoding::together(int a, int b) const {
  return impl_
      ->pairs[static_cast<std::size_t>(a) * impl_->codebook.codes.size() + static_cast<std::size_t>(b)];
}

std::string LiveCoding::passage_name(std::uint32_t passage) const {
  const auto past = std::upper_bound(impl_->first_passage.begin(), impl_->first_passage.end(), passage);
  const auto source = static_cast<std::size_t>(past - impl_->first_passage.begin()) - 1;
  return exchange::passage_name(impl_->sources[source].stored.name,
                                passage - impl_->first_passage[source] + 1);
}

Result<std::string> LiveCoding::passage_text(std::uint32_t passage) const {
  const auto past = std::upper_bound(impl_->first_passage.begin(), impl_->first_passage.end(), passage);
  const auto source = static_cast<std::size_t>(past - impl_->first_passage.begin()) - 1;
  const auto& row = impl_->views[source].tokens.passages[passage - impl_->first_passage[source]];
  GLOSS_TRY(const auto text, impl_->texts.read(impl_->sources[source].stored.text));
  return text.substr(row.begin, row.end - row.begin);
}

}  // namespace gloss::project
