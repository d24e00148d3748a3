// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/unitizing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "stats/random.h"
#include "stats/spans.h"

namespace gloss::stats {
namespace {

constexpr std::int32_t gap_here = UnitCoincidences::gap;

std::vector<CodedSpan> drawn_coder(Random& random, std::int64_t length, std::size_t values) {
  std::vector<CodedSpan> spans;
  auto at = static_cast<std::int64_t>(random.below(6));
  while (at < length) {
    const std::int64_t end = std::min(length, at + 1 + static_cast<std::int64_t>(random.below(7)));
    spans.push_back({static_cast<std::int32_t>(random.below(values)), at, end});
    at = end + static_cast<std::int64_t>(random.below(3) == 0 ? 0 : random.below(9));
  }
  return spans;
}

/// A second coder who mostly does what the first did.
std::vector<CodedSpan> much_like(Random& random, std::vector<CodedSpan> spans, std::size_t values) {
  std::erase_if(spans, [&](const CodedSpan&) { return random.below(6) == 0; });
  for (CodedSpan& span : spans) {
    if (span.end - span.begin > 1 && random.below(3) == 0) --span.end;
    if (random.below(5) == 0) span.value = static_cast<std::int32_t>(random.below(values));
  }
  return spans;
}

Continuum drawn_continuum(Random& random, std::size_t coders, std::size_t values) {
  Continuum continuum;
  continuum.length = 1 + static_cast<std::int64_t>(random.below(50));
  while (continuum.coders.size() < coders)
    continuum.coders.push_back(random.below(3) > 0 && !continuum.coders.empty()
                                   ? much_like(random, continuum.coders.front(), values)
                                   : drawn_coder(random, continuum.length, values));
  return continuum;
}

struct DrawnContinua {
  explicit DrawnContinua(std::uint64_t seed, bool same_coders = false) : random(seed) {
    values = 1 + random.below(4);
    const std::size_t coders = 2 + random.below(3);
    for (std::uint64_t n = 1 + random.below(3); n > 0; --n)
      continua.push_back(drawn_continuum(random, same_coders ? coders : 1 + random.below(4), values));
  }
  UnitCoincidences lengths() const {
    UnitCoincidences made(values);
    for (const Continuum& continuum : continua) made.add(continuum);
    return made;
  }
  Random random;
  std::size_t values = 0;
  std::vector<Continuum> continua;
};

/// Which value and which unit a coder has at a position; the unit of a gap is the position itself.
struct Place {
  std::int32_t value = gap_here;
  std::int64_t unit = 0;
};

std::vector<Place> places_of(const std::vector<CodedSpan>& spans, std::int64_t length) {
  std::vector<Place> places(static_cast<std::size_t>(length));
  for (std::size_t i = 0; i < places.size(); ++i) places[i].unit = static_cast<std::int64_t>(i);
  for (const CodedSpan& span : spans)
    for (std::int64_t i = span.begin; i < span.end; ++i)
      places[static_cast<std::size_t>(i)] = {span.value, span.begin};
  return places;
}

/// The family from its definition: position by position, and all pairs of positions for what chance gives.
struct SlowFamily {
  using Table = std::map<std::pair<std::int32_t, std::int32_t>, double>;

  explicit SlowFamily(const DrawnContinua& given) : values(static_cast<std::int32_t>(given.values)) {
    std::vector<std::pair<Place, std::size_t>> all;  // with the number of the coder in the continuum
    std::size_t reader = 0;
    for (const Continuum& continuum : given.continua) {
      if (continuum.coders.size() < 2) continue;
      std::vector<std::vector<Place>> coders;
      for (const auto& spans : continuum.coders) coders.push_back(places_of(spans, continuum.length));
      for (const auto& places : coders) {
        for (const Place& place : places) all.emplace_back(place, reader);
        ++reader;
      }
      count_pairs_of_coders(coders);
    }
    for (const auto& [a, reader_a] : all)
      for (const auto& [b, reader_b] : all)
        if (reader_a != reader_b || a.unit != b.unit || a.value != b.value) {
          ++by_chance[{a.value, b.value}];
          ++pairs;
        }
  }

  void count_pairs_of_coders(const std::vector<std::vector<Place>>& coders) {
    const double weight = 1.0 / double(coders.size() - 1);
    for (std::size_t i = 0; i < coders.size(); ++i)
      for (std::size_t j = 0; j < coders.size(); ++j) {
        if (i == j) continue;
        std::map<std::int64_t, std::pair<std::int32_t, double>> met;
        for (std::size_t at = 0; at < coders[i].size(); ++at) {
          const Place &x = coders[i][at], &y = coders[j][at];
          seen[{x.value, y.value}] += weight;
          length += weight;
          if (x.value == gap_here || y.value == gap_here) continue;
          met[x.unit].first = x.value;
          ++met[x.unit].second;
        }
        for (const auto& [unit, one] : met) met_squares[one.first] += weight * one.second * one.second;
      }
  }

  double l(std::int32_t a, std::int32_t b) const { return seen.contains({a, b}) ? seen.at({a, b}) : 0; }
  double e(std::int32_t a, std::int32_t b) const {
    return by_chance.contains({a, b}) ? length * by_chance.at({a, b}) / pairs : 0;
  }
  double met(std::int32_t a) const {
    double sum = 0;
    for (std::int32_t k = 0; k < values; ++k) sum += l(a, k);
    return sum;
  }
  double all_met() const {
    double sum = 0;
    for (std::int32_t k = 0; k < values; ++k) sum += met(k);
    return sum;
  }
  /// e' of the paper, gaps left out.
  double e_met(std::int32_t a, std::int32_t b) const {
    double squares = 0;
    for (const auto& [value, sum] : met_squares) squares += sum;
    const double own = a == b && met_squares.contains(a) ? met_squares.at(a) : 0;
    return (met(a) * met(b) - own) / (all_met() - squares / all_met());
  }

  std::int32_t values;
  Table seen, by_chance;
  std::map<std::int32_t, double> met_squares;
  double length = 0, pairs = 0;
};

TEST(Unitizing, HasTheUAlphaOfItsDefinition) {
  int defined = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const DrawnContinua given(seed);
    const SlowFamily slow(given);
    const auto lengths = given.lengths();
    double seen_apart = 0, apart_by_chance = 0, bar_seen = 0, bar_by_chance = 0;
    for (std::int32_t a = gap_here; a < slow.values; ++a)
      for (std::int32_t b = gap_here; b < slow.values; ++b) {
        EXPECT_NEAR(lengths.at(a, b), slow.l(a, b), 1e-9) << seed;
        if (a == b) continue;
        seen_apart += slow.l(a, b);
        apart_by_chance += slow.e(a, b);
        if (a == gap_here) bar_seen += slow.l(a, b);
        if (a == gap_here) bar_by_chance += slow.e(a, b);
      }
    const auto u = u_alpha(lengths), bar = bar_u_alpha(lengths);
    ASSERT_EQ(u.value.has_value(), apart_by_chance > 0) << seed;
    ASSERT_EQ(bar.value.has_value(), bar_by_chance > 0) << seed;
    EXPECT_EQ(u.value.has_value(), u.undefined.empty());
    EXPECT_EQ(bar.value.has_value(), bar.undefined.empty());
    if (u.value) {
      EXPECT_NEAR(*u.value, 1 - seen_apart / apart_by_chance, 1e-9) << seed;
      EXPECT_NEAR(u.observed, seen_apart / slow.length, 1e-9) << seed;
      EXPECT_NEAR(u.expected, apart_by_chance / slow.length, 1e-9) << seed;
    }
    if (bar.value) {
      EXPECT_NEAR(*bar.value, 1 - bar_seen / bar_by_chance, 1e-9) << seed;
    }
    defined += u.value && bar.value ? 1 : 0;
  }
  EXPECT_GT(defined, 300);
}

TEST(Unitizing, HasTheAlphasWithoutGapsOfTheirDefinition) {
  int defined = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const DrawnContinua given(seed);
    const SlowFamily slow(given);
    const auto lengths = given.lengths();
    const auto cu = cu_alpha(lengths);
    double agreed = 0, all_by_chance = 0, agreed_by_chance = 0;
    for (std::int32_t a = 0; a < slow.values; ++a) {
      double by_chance = 0;
      for (std::int32_t b = 0; b < slow.values; ++b) by_chance += slow.e_met(a, b);
      agreed += slow.l(a, a);
      all_by_chance += by_chance;
      agreed_by_chance += slow.e_met(a, a);
      const auto ku = ku_alpha(lengths, a);
      EXPECT_EQ(ku.value.has_value(), ku.undefined.empty());
      if (!ku.value) continue;
      const double met = slow.met(a), own = slow.e_met(a, a);
      EXPECT_NEAR(*ku.value, 1 - by_chance / met * (met - slow.l(a, a)) / (by_chance - own), 1e-6) << seed;
      EXPECT_NEAR(*ku.coverage, met / (met + slow.l(a, gap_here)), 1e-9) << seed;
    }
    EXPECT_EQ(cu.value.has_value(), cu.undefined.empty());
    if (slow.length > 0) {
      EXPECT_NEAR(*cu.coverage, slow.all_met() / slow.length, 1e-9) << seed;
    }
    if (!cu.value) continue;
    ++defined;
    EXPECT_NEAR(*cu.value, 1 - (slow.all_met() - agreed) / (all_by_chance - agreed_by_chance), 1e-6) << seed;
  }
  EXPECT_GT(defined, 150);
}

/// alpha_U of one continuum from its definition: every two units, and every way to lay one over the other.
SpanAlpha slow_alpha_u(const Continuum& continuum) {
  std::vector<std::vector<CodedSpan>> coders;
  for (const auto& spans : continuum.coders) {
    std::vector<CodedSpan> all = spans;
    std::int64_t reached = 0;
    for (const CodedSpan& span : spans) {
      if (reached < span.begin) all.push_back({gap_here, reached, span.begin});
      reached = span.end;
    }
    if (reached < continuum.length) all.push_back({gap_here, reached, continuum.length});
    coders.push_back(std::move(all));
  }
  const auto difference = [](const CodedSpan& x, const CodedSpan& y) {
    const auto squared = [](std::int64_t n) { return double(n * n); };
    const auto inside = [](const CodedSpan& a, const CodedSpan& b) {
      return a.value != gap_here && b.value == gap_here && b.begin <= a.begin && a.end <= b.end;
    };
    if (x.value != gap_here && y.value != gap_here && x.begin < y.end && y.begin < x.end)
      return squared(x.begin - y.begin) + squared(x.end - y.end);
    if (inside(x, y)) return squared(x.end - x.begin);
    return inside(y, x) ? squared(y.end - y.begin) : 0.0;
  };
  std::vector<CodedSpan> units;
  double apart = 0;
  for (const auto& one : coders) {
    for (const auto& other : coders)
      if (&one != &other)
        for (const CodedSpan& x : one)
          for (const CodedSpan& y : other) apart += difference(x, y);
    units.insert(units.end(), one.begin(), one.end());
  }
  const double m = double(coders.size()), length = double(continuum.length);
  double by_chance = 0, pairs = m * length * (m * length - 1);
  for (std::size_t i = 0; i < units.size(); ++i) {
    const std::int64_t l = units[i].end - units[i].begin;
    if (units[i].value != gap_here) pairs -= double(l * (l - 1));
    for (std::size_t j = 0; j < units.size(); ++j) {
      if (i == j) continue;
      const CodedSpan still{units[j].value, 0, units[j].end - units[j].begin};
      for (std::int64_t begin = -l + 1; begin < still.end; ++begin)
        by_chance += difference({units[i].value, begin, begin + l}, still);
    }
  }
  SpanAlpha alpha{{}, apart / (m * (m - 1) * length * length), by_chance / (length * pairs), {}, {}};
  if (by_chance > 0) alpha.value = 1 - alpha.observed / alpha.expected;
  return alpha;
}

TEST(Unitizing, HasTheAlphaUOfItsDefinition) {
  int defined = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Random random(seed);
    const Continuum continuum = drawn_continuum(random, 2 + random.below(3), 3);
    const auto slow = slow_alpha_u(continuum), fast = alpha_u({&continuum, 1});
    ASSERT_EQ(fast.value.has_value(), slow.value.has_value()) << seed;
    EXPECT_EQ(fast.value.has_value(), fast.undefined.empty());
    EXPECT_NEAR(fast.observed, slow.observed, 1e-9) << seed;
    EXPECT_NEAR(fast.expected, slow.expected, 1e-9) << seed;
    if (!fast.value) continue;
    ++defined;
    EXPECT_NEAR(*fast.value, *slow.value, 1e-9) << seed;
  }
  EXPECT_GT(defined, 250);
}

void expect_same(const SpanAlpha& a, const SpanAlpha& b, std::uint64_t seed) {
  ASSERT_EQ(a.value.has_value(), b.value.has_value()) << seed;
  EXPECT_EQ(a.undefined, b.undefined) << seed;
  EXPECT_NEAR(a.observed, b.observed, 1e-9) << seed;
  EXPECT_NEAR(a.expected, b.expected, 1e-9 * (1 + a.expected)) << seed;
  if (a.value) {
    EXPECT_NEAR(*a.value, *b.value, 1e-6) << seed;
    EXPECT_LE(*a.value, 1 + 1e-12) << seed;
  }
  ASSERT_EQ(a.coverage.has_value(), b.coverage.has_value()) << seed;
  if (a.coverage) {
    EXPECT_NEAR(*a.coverage, *b.coverage, 1e-9) << seed;
    EXPECT_GE(*a.coverage, 0);
    EXPECT_LE(*a.coverage, 1 + 1e-12);
  }
}

void expect_same_family(const DrawnContinua& a, const DrawnContinua& b, std::uint64_t seed) {
  const auto before = a.lengths(), after = b.lengths();
  expect_same(u_alpha(before), u_alpha(after), seed);
  expect_same(bar_u_alpha(before), bar_u_alpha(after), seed);
  expect_same(cu_alpha(before), cu_alpha(after), seed);
}

TEST(Unitizing, DoesNotDependOnTheOrderOfSourcesCodersAndValues) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const DrawnContinua before(seed, true);
    DrawnContinua after(seed, true);
    after.random.shuffle(after.continua);
    std::vector<std::int32_t> names;
    for (std::size_t value = 0; value < after.values; ++value)
      names.push_back(static_cast<std::int32_t>(value));
    after.random.shuffle(names);
    for (Continuum& continuum : after.continua) {
      after.random.shuffle(continuum.coders);
      for (auto& spans : continuum.coders)
        for (CodedSpan& span : spans) span.value = names[static_cast<std::size_t>(span.value)];
    }
    expect_same_family(before, after, seed);
    expect_same(alpha_u(before.continua), alpha_u(after.continua), seed);
    for (std::size_t value = 0; value < names.size(); ++value)
      expect_same(ku_alpha(before.lengths(), static_cast<std::int32_t>(value)),
                  ku_alpha(after.lengths(), names[value]), seed);
  }
}

TEST(Unitizing, OfSeveralSourcesIsThatOfThemEndToEnd) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const DrawnContinua apart(seed, true);
    DrawnContinua joined(seed, true);
    Continuum all;
    all.coders.resize(apart.continua.front().coders.size());
    for (const Continuum& continuum : apart.continua) {
      for (std::size_t coder = 0; coder < all.coders.size(); ++coder)
        for (const CodedSpan& span : continuum.coders[coder])
          all.coders[coder].push_back({span.value, span.begin + all.length, span.end + all.length});
      all.length += continuum.length;
    }
    joined.continua = {all};
    expect_same_family(apart, joined, seed);
    EXPECT_NEAR(alpha_u(apart.continua).observed, alpha_u(joined.continua).observed, 1e-9) << seed;
  }
}

TEST(Unitizing, LeavesOutWhatFewerThanTwoHaveRead) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const DrawnContinua before(seed);
    DrawnContinua after(seed);
    after.continua.push_back(drawn_continuum(after.random, 1, after.values));
    after.continua.push_back({1000, {}});
    after.continua.push_back({0, {{}, {}}});
    expect_same_family(before, after, seed);
  }
}

TEST(Unitizing, OfOneValueIsWhetherItIsCoded) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    DrawnContinua given(seed);
    given.values = 1;
    for (Continuum& continuum : given.continua)
      for (auto& spans : continuum.coders)
        for (CodedSpan& span : spans) span.value = 0;
    const auto u = u_alpha(given.lengths()), bar = bar_u_alpha(given.lengths());
    ASSERT_EQ(u.value.has_value(), bar.value.has_value());
    if (u.value) {
      EXPECT_NEAR(*u.value, *bar.value, 1e-12) << seed;
    }
    const auto by_code = u_alpha_by_value(given.continua, 1);
    expect_same(by_code.front(), u, seed);
    expect_same(pooled(by_code), u, seed);
  }
}

TEST(Unitizing, IsOneWhereAllDoTheSame) {
  int defined = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    DrawnContinua given(seed, true);
    for (Continuum& continuum : given.continua)
      for (auto& spans : continuum.coders) spans = continuum.coders.front();
    const auto lengths = given.lengths();
    for (const SpanAlpha& one : {u_alpha(lengths), bar_u_alpha(lengths), cu_alpha(lengths),
                                 ku_alpha(lengths, 0), alpha_u(given.continua)}) {
      EXPECT_EQ(one.observed, 0) << seed;
      if (!one.value) continue;
      EXPECT_EQ(*one.value, 1) << seed;
      ++defined;
    }
  }
  EXPECT_GT(defined, 300);
}

TEST(Unitizing, ByValuePutsTogetherCodesThatOverlap) {
  // A passage with two codes, and one coder who chose only the first of them.
  const std::vector<Continuum> continua = {{20, {{{0, 2, 8}, {1, 4, 10}}, {{0, 2, 8}}}},
                                           {20, {{{1, 0, 5}}, {{1, 0, 5}, {0, 3, 9}}}}};
  const auto by_code = u_alpha_by_value(continua, 3);
  ASSERT_EQ(by_code.size(), 3u);
  for (std::int32_t value = 0; value < 3; ++value) {
    UnitCoincidences alone(1);
    for (const Continuum& continuum : continua)
      alone.add(by_value(continuum, 3)[static_cast<std::size_t>(value)]);
    expect_same(by_code[static_cast<std::size_t>(value)], u_alpha(alone), 0);
  }
  EXPECT_EQ(by_code[2].undefined, "nothing coded");
  const auto all = pooled(by_code);
  EXPECT_NEAR(*all.value,
              1 - (by_code[0].observed + by_code[1].observed) / (by_code[0].expected + by_code[1].expected),
              1e-12);
  EXPECT_GT(*all.value, std::min(*by_code[0].value, *by_code[1].value));
  EXPECT_LT(*all.value, std::max(*by_code[0].value, *by_code[1].value));
  EXPECT_EQ(pooled({}).undefined, "nothing coded");
}

TEST(Unitizing, SaysWhyThereIsNoValue) {
  const auto family = [](const Continuum& continuum) {
    UnitCoincidences lengths(2);
    lengths.add(continuum);
    return std::vector<SpanAlpha>{u_alpha(lengths), bar_u_alpha(lengths), cu_alpha(lengths),
                                  ku_alpha(lengths, 0), alpha_u({&continuum, 1})};
  };
  const auto expect_reasons = [&](const Continuum& continuum, const std::vector<std::string_view>& reasons) {
    const auto all = family(continuum);
    for (std::size_t i = 0; i < all.size(); ++i) {
      EXPECT_EQ(all[i].undefined, reasons[i]) << i;
      EXPECT_EQ(all[i].value.has_value(), reasons[i].empty()) << i;
    }
  };
  const std::string_view nobody = "no source with two coders", nothing = "nothing coded",
                         alike = "no variation", apart = "nothing coded by two coders",
                         little = "too little coded by two coders";
  expect_reasons({10, {{{0, 2, 5}}}}, {nobody, nobody, nobody, nobody, nobody});
  expect_reasons({0, {{}, {}}}, {nobody, nobody, nobody, nobody, nobody});
  expect_reasons({10, {{}, {}}}, {nothing, nothing, nothing, nothing, nothing});
  expect_reasons({10, {{{0, 0, 10}}, {{0, 0, 10}}}}, {alike, alike, alike, alike, ""});
  expect_reasons({1, {{{0, 0, 1}}, {{0, 0, 1}}}}, {alike, alike, alike, alike, alike});
  expect_reasons({10, {{{0, 0, 2}}, {{1, 5, 7}}}}, {"", "", apart, apart, ""});
  expect_reasons({10, {{{0, 0, 5}}, {{0, 0, 5}}}}, {"", "", alike, alike, ""});
  expect_reasons({10, {{{0, 0, 5}}, {{1, 0, 5}}, {}, {}}}, {"", "", little, little, ""});
  expect_reasons({10, {{{0, 0, 10}}, {{1, 0, 10}}}}, {"", alike, "", "", ""});
}

TEST(Unitizing, IsExactOnLongTexts) {
  constexpr std::int64_t spans = 300'000, width = 1'000'000;  // positions up to 3 * 10^11
  Continuum continuum{spans * width, std::vector<std::vector<CodedSpan>>(2)};
  for (std::int64_t i = 0; i < spans; ++i) {
    const auto value = static_cast<std::int32_t>(i % 2);
    continuum.coders[0].push_back({value, i * width, i * width + width / 2});
    continuum.coders[1].push_back({value, i * width + width / 4, i * width + width / 2 + width / 4});
  }
  UnitCoincidences lengths(2);
  lengths.add(continuum);
  // Half is coded, of that half by the other, too: a quarter of the lengths where the two agree on a code.
  EXPECT_NEAR(bar_u_alpha(lengths).observed, 0.25, 1e-12);
  EXPECT_NEAR(*bar_u_alpha(lengths).value, 0, 1e-5);
  EXPECT_NEAR(u_alpha(lengths).observed, 0.5, 1e-12);
  EXPECT_NEAR(*u_alpha(lengths).value, 1 - 0.5 / 0.625, 1e-5);
  EXPECT_EQ(*cu_alpha(lengths).value, 1);
  EXPECT_DOUBLE_EQ(*cu_alpha(lengths).coverage, 0.25);
  EXPECT_TRUE(alpha_u({&continuum, 1}).value);
}

}  // namespace
}  // namespace gloss::stats
