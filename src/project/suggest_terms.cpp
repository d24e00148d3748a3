// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/suggest_terms.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "codebook/parse_rule.h"
#include "project/count_codings.h"
#include "project/find_code.h"
#include "project/numbered_passages.h"
#include "project/own_words.h"
#include "project/rule_line.h"
#include "project/word_neighbours.h"
#include "project/word_relatives.h"
#include "report/grouped.h"
#include "stats/collocation.h"
#include "stats/keyness.h"
#include "text/fold.h"

namespace gloss::project {
namespace {

using TermKind = SuggestedTerm::Kind;

// Twice as often in the passages of the code; four times as often near the words of its rules, where "the" is
// often, too.
constexpr double least_log_ratio = 1, least_log_ratio_near = 2;
constexpr double least_cosine = 0.1;  // below, two words have little in common but the language

/// The texts of the project as the counters want them, and what is known of each passage of the base.
struct Ground {
  std::vector<WordText> texts;
  std::vector<PassageState> states;
  std::vector<Side> sides;
  std::int64_t chosen = 0, sources = 0, others = 0;
  bool decided = false;
};

/// What people decided counts for the code's passages; where they decided nothing, what the rules say.
void mark_passages(const CodedProject& coded, const NumberedPassages& passages, int code, int against,
                   Ground& ground) {
  const report::CodedProject record = counted(coded, "");
  std::vector<bool> by_people(passages.size(), false), of_rival(passages.size(), false);
  for (const auto& coding : record.codings)
    passages.for_each_met(static_cast<std::size_t>(coding.source), coding.span, [&](std::uint32_t number) {
      if (coded.codebook->is_within(coding.code, code)) {
        ground.states[number].carries = true;
        if (coding.standing != report::Standing::undecided) by_people[number] = ground.decided = true;
      }
      if (against >= 0 && coded.codebook->is_within(coding.code, against)) of_rival[number] = true;
    });
  for (std::size_t i = 0; i < coded.coded.size(); ++i)
    for (const auto& one : coded.coded[i].codings)
      if (!one.coding.rule.empty() && coded.codebook->is_within(one.code, code))
        passages.for_each_met(i, one.coding.span,
                              [&](std::uint32_t number) { ground.states[number].ruled = true; });
  for (std::size_t number = 0; number < ground.states.size(); ++number) {
    PassageState& state = ground.states[number];
    state.chosen = ground.decided ? by_people[number] : state.carries;
    // Passages that carry the code on the rules' word alone belong to neither side once people have decided.
    const bool other = !state.carries && (against < 0 || of_rival[number]);
    ground.sides.push_back(state.chosen ? Side::target : other ? Side::reference : Side::neither);
    ground.chosen += state.chosen;
    ground.others += other;
  }
}

Result<Ground> ground_of(const Project& project, const CodedProject& coded,
                         const std::vector<std::vector<tagger::Run>>& places, int code, int against) {
  GLOSS_TRY(const auto* tokens, project.tokens());
  const NumberedPassages passages(coded);
  Ground ground;
  ground.states.resize(passages.size());
  for (std::size_t i = 0; i < coded.sources.size(); ++i) {
    const auto found = tokens->find(coded.sources[i].stored.text);
    ground.texts.push_back({found ? *found : index::TextTokens{}, {}, passages.first_of(i), places[i], {}});
  }
  for (const auto& place : passages.places()) ground.texts[place.source].passages.push_back(place.passage);
  mark_passages(coded, passages, code, against, ground);
  for (const WordText& text : ground.texts) {
    const auto begin = ground.states.begin() + text.first_number;
    ground.sources += std::any_of(begin, begin + static_cast<std::ptrdiff_t>(text.passages.size()),
                                  [](const PassageState& state) { return state.chosen; });
  }
  return ground;
}

/// The places whose words stand in the passages of the code more often than in others: the rest, "there" or
/// "time" in a rule that joins them with other words, says nothing about the code. Per text.
std::vector<std::vector<tagger::Run>> telling_places(const Ground& ground) {
  struct Seen {
    std::int64_t chosen = 0, others = 0;
  };
  std::map<std::vector<std::uint32_t>, Seen> seen;
  Seen all;
  const auto words_at = [](const WordText& text, tagger::Run run) {
    std::vector<std::uint32_t> words;
    for (std::uint32_t i = run.first; i <= run.last; ++i) words.push_back(index::id_of(text.tokens.cells[i]));
    return words;
  };
  const auto for_each_place = [&](const WordText& text, auto use) {  // in passages of the base
    std::size_t at = 0;
    std::uint32_t number = text.first_number;
    for (const std::uint32_t passage : text.passages) {
      const std::uint32_t begin = text.tokens.passages[passage].first, end = text.tokens.passage_end(passage);
      while (at < text.places.size() && text.places[at].first < begin) ++at;
      for (; at < text.places.size() && text.places[at].first < end; ++at)
        use(text.places[at], ground.states[number].chosen);
      ++number;
    }
  };
  for (const WordText& text : ground.texts) {
    std::uint32_t number = text.first_number;
    for (const std::uint32_t passage : text.passages) {
      const std::int64_t size = text.tokens.passage_end(passage) - text.tokens.passages[passage].first;
      (ground.states[number++].chosen ? all.chosen : all.others) += size;
    }
    for_each_place(text, [&](tagger::Run run, bool chosen) {
      Seen& one = seen[words_at(text, run)];
      ++(chosen ? one.chosen : one.others);
    });
  }
  std::vector<std::vector<tagger::Run>> telling(ground.texts.size());
  for (std::size_t i = 0; i < ground.texts.size(); ++i)
    for_each_place(ground.texts[i], [&](tagger::Run run, bool) {
      const Seen& one = seen[words_at(ground.texts[i], run)];
      const stats::KeyTable key{one.chosen, all.chosen, one.others, all.others};
      const auto g2 = stats::key_g2(key), log_ratio = stats::log_ratio(key, stats::WhereZero::add_half);
      if (g2 && *g2 >= stats::g2_at_5_percent && log_ratio && *log_ratio >= 1) telling[i].push_back(run);
    });
  return telling;
}

/// Finds the four lists, one after another.
class Suggester {
 public:
  Suggester(const Ground& ground, const std::vector<codebook::Expression>& leaves,
            const index::Vocabulary& vocabulary, const std::vector<std::string>& languages,
            const SuggestOptions& options)
      : ground_(ground),
        leaves_(leaves),
        vocabulary_(vocabulary),
        languages_(languages),
        options_(options),
        between_(stretches_between(ground.texts, ground.sides)) {}

  std::vector<SuggestedTerm> all() {
    add_marks();
    add_forms();
    add_neighbours();
    add_collocates();
    return std::move(terms_);
  }

 private:
  /// A term of a table with what orders it in its list.
  struct Candidate {
    std::uint32_t term = 0;
    double order = 0, second = 0;  // greater ones come first
    double purity = 0;             // log ratio: how much better it marks than it occurs
    SuggestedTerm shown;
  };

  TermOptions term_options() const {
    TermOptions options;
    options.least_hits = options_.least_hits;
    return options;
  }

  static bool has_letter(std::string_view word) {
    return std::any_of(word.begin(), word.end(), [](char c) { return c < '0' || c > '9'; });
  }

  /// The term as text: words apart, characters together.
  std::string written(const TermTable& table, std::uint32_t term) const {
    std::string text;
    bool wide = false;
    for (const std::uint32_t word : table.ids(term)) {
      const bool is_wide = !table.is_character(word);
      if (!text.empty() && wide && is_wide) text += ' ';
      text += vocabulary_.word(word);
      wide = is_wide;
    }
    return text;
  }

  /// As a rule; empty where the language has no way to say it.
  static std::string rule_of(const std::string& text) {
    for (const std::string& rule : {text, '"' + text + '"'}) {
      const auto parsed = codebook::parse_rule(rule, {.file = "term"});
      if (!parsed) continue;
      const bool literal = parsed->kind == codebook::Expression::Kind::word ||
                           parsed->kind == codebook::Expression::Kind::phrase;
      if (literal && text.find_first_of("*?~{}[]") == std::string::npos) return rule;
    }
    return {};
  }

  void fill(SuggestedTerm& shown, const TermTable& table, std::uint32_t term) const {
    const TermCount& count = table.count_of(term);
    shown.hits = count.hits;
    shown.passages = count.passages;
    shown.in_code = count.chosen;
    shown.missed = count.missed;
    shown.adds = count.adds;
  }

  void add_list(TermKind kind, const TermTable& table, std::vector<Candidate>& candidates) {
    for (Candidate& one : candidates) one.shown.term = written(table, one.term);
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      if (a.order != b.order) return a.order > b.order;
      if (a.second != b.second) return a.second > b.second;
      return a.shown.term < b.shown.term;
    });
    std::size_t added = 0;
    for (Candidate& one : candidates) {
      if (options_.limit != 0 && added == options_.limit) break;
      const std::string rule = rule_of(one.shown.term);
      if (rule.empty() || !has_letter(one.shown.term) || !seen_.insert(one.shown.term).second) continue;
      one.shown.kind = kind;
      one.shown.rule = rule;
      terms_.push_back(std::move(one.shown));
      ++added;
    }
  }

  /// Of a row and a part of it only one is a suggestion: the row where the part never stands alone, or where
  /// it marks the code better than the part; else the part.
  static void drop_repeats(const TermTable& table, std::vector<Candidate>& candidates) {
    std::map<std::uint32_t, const Candidate*> by_term;
    for (const Candidate& one : candidates) by_term[one.term] = &one;
    std::set<std::uint32_t> dropped;
    for (const Candidate& one : candidates)
      for (const std::uint32_t part : table.parts(one.term)) {
        const auto found = by_term.find(part);
        if (found == by_term.end()) continue;
        if (table.count_of(part).hits == table.count_of(one.term).hits)
          dropped.insert(part);
        else if (one.purity <= found->second->purity)
          dropped.insert(one.term);
      }
    std::erase_if(candidates, [&](const Candidate& one) { return dropped.contains(one.term); });
  }

  void add_marks() {
    TermTable table(vocabulary_.size(), term_options());
    table.propose(between_, ground_.states);
    std::vector<Candidate> candidates;
    for (std::uint32_t term = 0; term < table.terms(); ++term) {
      const TermCount& count = table.count_of(term);
      if (count.target < options_.least_hits || count.chosen < 2) continue;
      if (table.is_character(term) || !table.is_unit(term)) continue;
      const stats::KeyTable key{count.target, table.positions(Side::target), count.reference,
                                table.positions(Side::reference)};
      const auto g2 = stats::key_g2(key), log_ratio = stats::log_ratio(key, stats::WhereZero::add_half);
      if (!g2 || *g2 < stats::g2_at_1_permille || *log_ratio < least_log_ratio) continue;
      const auto at_least = stats::log_ratio_at_least(key);
      Candidate one{term, *at_least, *g2, *log_ratio, {}};
      one.shown.log_ratio = log_ratio;
      one.shown.at_least = at_least;
      one.shown.g2 = g2;
      fill(one.shown, table, term);
      candidates.push_back(std::move(one));
    }
    drop_repeats(table, candidates);
    add_list(TermKind::mark, table, candidates);
  }

  /// Words of the rules that mark the code, or that occur nowhere: only those say what other forms to look
  /// for.
  std::vector<RuleWord> rule_words() const {
    std::map<std::string, std::uint32_t> words;
    for (const WordText& text : ground_.texts)
      for (const tagger::Run run : text.seeds)
        if (run.first == run.last)
          ++words[std::string(vocabulary_.word(index::id_of(text.tokens.cells[run.first])))];
    for (const auto& leaf : leaves_) {
      if (leaf.kind != codebook::Expression::Kind::word ||
          leaf.text.find_first_of("*?~") != std::string::npos)
        continue;
      const std::string folded = text::fold(leaf.text);
      if (!vocabulary_.find(folded)) words.emplace(folded, 0);
    }
    std::vector<RuleWord> all;
    for (const auto& [word, hits] : words) all.push_back({word, hits});
    return all;
  }

  /// Words alone, all counted; the same table serves forms and neighbours.
  TermTable words_only() const {
    TermTable table(vocabulary_.size(), term_options());
    table.count(between_, ground_.states);
    return table;
  }

  void add_forms() {
    const TermTable table = words_only();
    std::vector<Candidate> candidates;
    for (const Relative& relative : relatives(rule_words(), table, vocabulary_, languages_)) {
      Candidate one{relative.word,
                    relative.same_stem ? 1.0 : 0.0,
                    static_cast<double>(table.count_of(relative.word).hits),
                    0,
                    {}};
      fill(one.shown, table, relative.word);
      candidates.push_back(std::move(one));
    }
    add_list(TermKind::form, table, candidates);
  }

  void add_neighbours() {
    const TermTable table = words_only();
    std::vector<Candidate> candidates;
    for (const Neighbour& neighbour : neighbours(ground_.texts, vocabulary_, options_.least_hits)) {
      if (neighbour.cosine < least_cosine) break;
      Candidate one{neighbour.word, neighbour.cosine, 0, 0, {}};
      one.shown.cosine = neighbour.cosine;
      fill(one.shown, table, neighbour.word);
      candidates.push_back(std::move(one));
    }
    add_list(TermKind::neighbour, table, candidates);
  }

  void add_collocates() {
    const std::vector<Stretch> around = stretches_around(ground_.texts);
    TermTable table(vocabulary_.size(), term_options());
    table.propose(around, ground_.states);
    std::vector<Candidate> candidates;
    for (std::uint32_t term = 0; term < table.terms(); ++term) {
      const TermCount& count = table.count_of(term);
      if (count.target < options_.least_hits || table.is_character(term) || !table.is_unit(term)) continue;
      const stats::KeyTable key{count.target, table.positions(Side::target), count.reference,
                                table.positions(Side::reference)};
      const auto g2 = stats::key_g2(key), log_ratio = stats::log_ratio(key, stats::WhereZero::add_half);
      if (!g2 || *g2 < stats::g2_at_1_permille || *log_ratio < least_log_ratio_near) continue;
      const auto log_dice = stats::log_dice({count.target, key.n1, count.hits, table.positions()});
      Candidate one{term, *log_dice, *g2, *log_ratio, {}};
      one.shown.log_dice = log_dice;
      one.shown.g2 = g2;
      candidates.push_back(std::move(one));
    }
    drop_repeats(table, candidates);
    table.count(between_, ground_.states);  // rows also across the edges of windows
    for (Candidate& one : candidates) fill(one.shown, table, one.term);
    add_list(TermKind::collocate, table, candidates);
  }

  const Ground& ground_;
  const std::vector<codebook::Expression>& leaves_;
  const index::Vocabulary& vocabulary_;
  const std::vector<std::string>& languages_;
  const SuggestOptions& options_;
  std::vector<Stretch> between_;
  std::set<std::string> seen_;
  std::vector<SuggestedTerm> terms_;
};

std::string_view name_of(TermKind kind) {
  switch (kind) {
    case TermKind::mark:
      return "mark";
    case TermKind::form:
      return "form";
    case TermKind::neighbour:
      return "neighbour";
    case TermKind::collocate:
      break;
  }
  return "collocate";
}

}  // namespace

Result<SuggestedTerms> suggest_terms(const Project& project, const CodedProject& coded,
                                     const SuggestOptions& options) {
  GLOSS_TRY(const std::size_t named, find_code(*coded.codebook, options.code));
  const int code = static_cast<int>(named);
  int against = -1;
  if (!options.against.empty()) {
    GLOSS_TRY(const std::size_t rival, find_code(*coded.codebook, options.against));
    against = static_cast<int>(rival);
  }
  GLOSS_TRY(const auto* tokens, project.tokens());
  const std::vector<codebook::Expression> leaves = own_leaves(*coded.codebook, code);
  GLOSS_TRY(const auto places, own_places(project, coded, leaves));
  GLOSS_TRY(auto ground, ground_of(project, coded, places, code, against));
  const auto seeds = telling_places(ground);
  for (std::size_t i = 0; i < seeds.size(); ++i) ground.texts[i].seeds = seeds[i];
  SuggestedTerms suggested;
  const auto& codes = coded.codebook->codes;
  suggested.code = codes[named].id;
  if (against >= 0) suggested.against = codes[static_cast<std::size_t>(against)].id;
  suggested.passages = ground.chosen;
  suggested.sources = ground.sources;
  suggested.others = ground.others;
  suggested.decided = ground.decided;
  suggested.terms = Suggester(ground, leaves, tokens->vocabulary(), coded.codebook->languages, options).all();
  return suggested;
}

report::Table as_table(const SuggestedTerms& suggested) {
  using enum report::Column::Kind;
  report::Table table;
  table.title = "Terms for " + suggested.code;
  const std::string passages = report::counted(suggested.passages, "passage", "passages");
  table.headers = {
      fmt::format(
          "{} in {}, {}", passages, report::counted(suggested.sources, "source", "sources"),
          suggested.decided ? "coded by hand or accepted" : "coded by rule: nobody has decided on them yet"),
      fmt::format("against {}{}", report::counted(suggested.others, "other passage", "other passages"),
                  suggested.against.empty() ? "" : " of " + suggested.against)};
  table.head["code"] = suggested.code;
  table.head["against"] = suggested.against;
  table.head["passages"] = suggested.passages;
  table.head["sources"] = suggested.sources;
  table.head["others"] = suggested.others;
  table.head["decided"] = suggested.decided;
  table.columns = {{"kind", "Kind", text},
                   {"term", "-", text},
                   {"log_ratio", "Log ratio", number},
                   {"at_least", "At least", number},
                   {"g2", "G2", number},
                   {"log_dice", "logDice", number},
                   {"cosine", "Cosine", number},
                   {"hits", "Hits", number},
                   {"passages", "Passages", number},
                   {"in_code", "In code", number},
                   {"missed", "Missed", number},
                   {"adds", "Adds", number},
                   {"rule", "-", text},
                   {"", "Line to paste", text}};
  const auto value = [](const std::optional<double>& number) {
    return number ? report::Value(*number) : report::Value();
  };
  for (const auto& one : suggested.terms)
    table.rows.push_back({std::string(name_of(one.kind)), one.term, value(one.log_ratio), value(one.at_least),
                          value(one.g2), value(one.log_dice), value(one.cosine), std::int64_t{one.hits},
                          std::int64_t{one.passages}, std::int64_t{one.in_code}, std::int64_t{one.missed},
                          std::int64_t{one.adds}, one.rule, rule_scalar(one.rule)});
  table.notes = {
      "Kind: mark = more often in the code's passages (log-likelihood G2, four cells, at least 10.83; by "
      "what "
      "the log ratio surely is at least, Evert's LRC at 95 %); form = of the family of the rules' words; "
      "neighbour = used like them (PPMI, five words to each side); collocate = near them (by logDice).",
      "Hits and passages: outside the words the rules look for already. In code: passages of the code; "
      "missed: "
      "of these, those in which none of its rules hits. Adds: passages that do not carry the code; read some "
      "before pasting."};
  return table;
}

}  // namespace gloss::project
