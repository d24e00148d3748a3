// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/live_coding.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/parallel.h"
#include "codebook/parse_rule.h"
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

template <class Use>
void for_each_bit(const std::uint64_t* row, std::size_t words, Use use) {
  for (std::size_t w = 0; w < words; ++w)
    for (std::uint64_t rest = row[w]; rest != 0; rest &= rest - 1)
      use(64 * w + static_cast<std::size_t>(std::countr_zero(rest)));
}

}  // namespace

struct LiveCoding::Impl {
  Impl(const Project& its, codebook::Codebook book, std::string named)
      : project(its), codebook(std::move(book)), file(std::move(named)), texts(its) {}

  Result<void> open();
  Result<void> code_all();
  void count_all();
  Passages united(std::size_t code) const;
  void add_passages(std::size_t source, tagger::Run run, Passages& out) const;
  void change(std::uint32_t passage, std::size_t code, bool on);
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
  std::vector<std::uint64_t> before, after;       // of one passage
};

Result<void> LiveCoding::Impl::open() {
  GLOSS_TRY(sources, known_sources(project));
  GLOSS_TRY(tokens, project.tokens());
  options.stem_languages = codebook.languages;
  GLOSS_TRY(const auto base_passages, BasePassages::of(codebook, tokens->vocabulary()));
  first_passage.push_back(0);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const auto found = tokens->find(sources[i].stored.text);
    views.push_back({found ? *found : index::TextTokens{}, &sources[i].facts, &texts});
    for (const bool is_in : base_passages.in(views.back())) in_base.push_back(is_in ? 1 : 0);
    in_base.resize(first_passage.back() + views.back().tokens.passages.size());
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
  const index::TextTokens& text = views[source].tokens;
  for (std::size_t p = text.passage_of(run.first);
       p < text.passages.size() && text.passages[p].first <= run.last; ++p) {
    const std::uint32_t passage = first_passage[source] + static_cast<std::uint32_t>(p);
    if (in_base[passage] && text.passages[p].first != text.passage_end(p) &&
        (out.empty() || out.back() != passage))
      out.push_back(passage);
  }
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
      std::sort(passages.begin(), passages.end());
      passages.erase(std::unique(passages.begin(), passages.end()), passages.end());
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
  for (std::size_t passage = 0; passage < own.rows(); ++passage) {
    closed(own.row(passage), after);
    for_each_bit(after.data(), after.size(), [&](std::size_t a) {
      ++counts[a];
      for_each_bit(after.data(), after.size(),
                   [&](std::size_t b) { pairs[a * codes + b] += a != b ? 1 : 0; });
    });
  }
}

Passages LiveCoding::Impl::united(std::size_t code) const {
  Passages all;
  for (const Passages& passages : of_rules[code]) all.insert(all.end(), passages.begin(), passages.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

/// One passage gets or loses a code of its own.
void LiveCoding::Impl::change(std::uint32_t passage, std::size_t code, bool on) {
  const std::size_t codes = codebook.codes.size();
  closed(own.row(passage), before);
  set_bit(own.row(passage), code, on);
  closed(own.row(passage), after);
  for (std::size_t w = 0; w < before.size(); ++w) {
    const std::uint64_t differ = before[w] ^ after[w];
    for (std::uint64_t rest = differ; rest != 0; rest &= rest - 1) {
      const std::size_t a = 64 * w + static_cast<std::size_t>(std::countr_zero(rest));
      const std::int64_t by = on ? 1 : -1;
      set_bit(before.data(), a, false);
      counts[a] += by;
      for_each_bit(before.data(), before.size(), [&](std::size_t b) {
        pairs[a * codes + b] += by;
        pairs[b * codes + a] += by;
      });
      if (on) set_bit(before.data(), a, true);
    }
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
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
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

Result<LiveCoding::Effect> LiveCoding::edit(int code, int rule, const std::string& text) {
  Impl& all = *impl_;
  const auto index = static_cast<std::size_t>(code);
  auto& rules = all.codebook.codes[index].rules;
  const auto at = static_cast<std::size_t>(rule - 1);
  const Passages had = all.united(index);
  const auto kept_rules = rules;
  Effect effect;
  codebook::Rule edited;
  Passages found;
  if (!text.empty()) {
    GLOSS_TRY(edited.expression, codebook::parse_rule(text, {.file = all.file}));
    edited.text = text;
    if (at < rules.size()) edited.weight = rules[at].weight;
  }
  effect.looked_up = !all.reaches_further() && !names_codes(edited.expression);
  if (effect.looked_up && !text.empty()) {
    GLOSS_TRY(found, all.look_up(code, edited.expression));
  }
  auto& passages = all.of_rules[index];
  if (text.empty()) {
    rules.erase(rules.begin() + rule - 1);
    passages.erase(passages.begin() + rule - 1);
  } else if (at == rules.size()) {
    rules.push_back(std::move(edited));
    passages.push_back(std::move(found));
  } else {
    rules[at] = std::move(edited);
    passages[at] = std::move(found);
  }
  if (!effect.looked_up) {
    if (auto done = all.code_all(); !done) {
      rules = kept_rules;
      GLOSS_CHECK(all.code_all());
      return Err(std::move(done).error());
    }
  }
  const Passages has = all.united(index);
  std::set_difference(has.begin(), has.end(), had.begin(), had.end(), std::back_inserter(effect.gained));
  std::set_difference(had.begin(), had.end(), has.begin(), has.end(), std::back_inserter(effect.lost));
  if (effect.looked_up) {
    for (const std::uint32_t passage : effect.lost) all.change(passage, index, false);
    for (const std::uint32_t passage : effect.gained) all.change(passage, index, true);
  }
  return effect;
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
