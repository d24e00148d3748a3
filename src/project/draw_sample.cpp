// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/draw_sample.h"

#include <fmt/format.h>

#include <algorithm>

#include "project/find_code.h"
#include "project/numbered_passages.h"
#include "project/source_text.h"
#include "report/grouped.h"
#include "stats/random.h"
#include "stats/sample_size.h"
#include "text/display.h"

namespace gloss::project {
namespace {

using Drawn = std::vector<SampledPassage>;

/// Draws `count` of the passages, shared out over their sources. REQUIRES: sources ascend.
void draw_from(const Drawn& stratum, std::int64_t count, stats::Random& random, Drawn& drawn) {
  std::vector<Drawn> by_source;
  for (const SampledPassage& one : stratum) {
    if (by_source.empty() || by_source.back().front().source != one.source) by_source.emplace_back();
    by_source.back().push_back(one);
  }
  std::vector<std::int64_t> sizes;
  for (const Drawn& of_source : by_source) sizes.push_back(static_cast<std::int64_t>(of_source.size()));
  const auto parts = stats::allocate(sizes, count);
  for (std::size_t i = 0; i < by_source.size(); ++i) {
    const Drawn chosen = random.choose(by_source[i], static_cast<std::size_t>(parts[i]));
    drawn.insert(drawn.end(), chosen.begin(), chosen.end());
  }
}

/// How many of each stratum: what the margin asks for, or half and half of `size`, the rest where one has too
/// few.
void settle_sizes(const SampleOptions& options, Stratum& hits, Stratum& others) {
  if (options.size == 0) {
    hits.drawn = stats::sample_size(hits.passages, options.margin);
    others.drawn = stats::sample_size(others.passages, options.margin);
    return;
  }
  const std::int64_t size = std::min(options.size, hits.passages + others.passages);
  hits.drawn = std::min(hits.passages, (size + 1) / 2);
  others.drawn = std::min(others.passages, size - hits.drawn);
  hits.drawn = size - others.drawn;
}

std::string points(double margin) { return fmt::format("{:.1f} points", 100 * std::min(margin, 0.5)); }

/// What the sample will tell, in words.
std::vector<std::string> explained(const Sample& sample) {
  std::vector<std::string> lines;
  const auto count = [](const Stratum& stratum) {
    return fmt::format("{} of {}", report::grouped(stratum.drawn),
                       report::counted(stratum.passages, "passage", "passages"));
  };
  if (sample.hits.drawn > 0)
    lines.push_back(fmt::format("{} with a hit: the precision of the rules to within {}", count(sample.hits),
                                points(stats::margin_of(sample.hits.drawn, sample.hits.passages))));
  else
    lines.push_back("no passage with a hit");
  if (sample.others.drawn > 0) {
    std::string line = fmt::format("{} without: the share that they miss to within {}", count(sample.others),
                                   points(stats::margin_of(sample.others.drawn, sample.others.passages)));
    if (sample.others.drawn < sample.others.passages)
      line += fmt::format("; if none of these carries the code, at most {:.1f} % of all do",
                          100 * stats::clopper_pearson(0, sample.others.drawn)->high);
    lines.push_back(std::move(line));
  }
  return lines;
}

Json as_json(const Stratum& stratum) {
  Json json = Json::object();
  json["passages"] = stratum.passages;
  json["drawn"] = stratum.drawn;
  json["margin"] = stratum.drawn == 0 ? Json() : Json(stats::margin_of(stratum.drawn, stratum.passages));
  return json;
}

}  // namespace

Result<Sample> draw_sample(const CodedProject& coded, const SampleOptions& options) {
  GLOSS_TRY(const std::size_t code, find_code(*coded.codebook, options.code));
  const NumberedPassages passages(coded);
  std::vector<bool> hit(passages.size(), false);
  for (std::size_t i = 0; i < coded.coded.size(); ++i)
    for (const auto& one : coded.coded[i].codings)
      if (!one.coding.rule.empty() && coded.codebook->is_within(one.code, static_cast<int>(code)))
        passages.for_each_met(i, one.coding.span, [&](std::uint32_t number) { hit[number] = true; });
  Drawn hits, others;
  for (std::size_t number = 0; number < passages.size(); ++number) {
    const auto [source, passage] = passages.places()[number];
    (hit[number] ? hits : others).push_back({source, passage, hit[number]});
  }
  Sample sample;
  sample.code = coded.codebook->codes[code].id;
  sample.hits.passages = static_cast<std::int64_t>(hits.size());
  sample.others.passages = static_cast<std::int64_t>(others.size());
  settle_sizes(options, sample.hits, sample.others);
  stats::Random random(options.seed);
  draw_from(hits, sample.hits.drawn, random, sample.passages);
  draw_from(others, sample.others.drawn, random, sample.passages);
  random.shuffle(sample.passages);
  return sample;
}

Result<report::Table> sample_table(const Project& project, const CodedProject& coded, const Sample& sample,
                                   const SampleOptions& options, bool blind) {
  using enum report::Column::Kind;
  report::Table table;
  table.title = fmt::format("{} to check for {}",
                            report::counted(sample.passages.size(), "passage", "passages"), sample.code);
  table.headers = explained(sample);
  table.headers.push_back(fmt::format(
      "seed {}; shared out over the sources; 95 %, worst case (a share of one half), Cochran 1977",
      options.seed));
  table.head["code"] = sample.code;
  table.head["seed"] = options.seed;
  table.head["margin"] = options.margin;
  table.head["hits"] = as_json(sample.hits);
  table.head["others"] = as_json(sample.others);
  table.columns = {{"passage", "Passage", text}, {"source", "-", text}, {"speaker", "Speaker", text},
                   {"code", "-", text},          {"quote", "-", text},  {"", "Words", text}};
  if (!blind) {
    table.columns.push_back({"hit", "Hit", text});
    table.columns.push_back({"weight", "-", number});
  }
  GLOSS_TRY(const auto* tokens, project.tokens());
  SourceTexts texts(project, *tokens, coded.sources);
  for (const SampledPassage& one : sample.passages) {
    const KnownSource& source = coded.sources[one.source];
    GLOSS_TRY(SourceText * text, texts.open(one.source));
    const std::string quote = text->slice(text->passage(one.passage));
    table.rows.push_back({fmt::format("{}:{}", source.stored.name, one.passage + 1), source.stored.name,
                          speaker_of(source, text->tokens().passages[one.passage]), sample.code, quote,
                          text::one_line(quote)});
    if (blind) continue;
    const Stratum& stratum = one.hit ? sample.hits : sample.others;
    table.rows.back().push_back(std::string(one.hit ? "yes" : "no"));
    table.rows.back().push_back(static_cast<double>(stratum.passages) / static_cast<double>(stratum.drawn));
  }
  return table;
}

}  // namespace gloss::project
