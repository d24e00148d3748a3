// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/network.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

#include "exchange/graph_out.h"
#include "project/cooccurrence.h"
#include "project/word_counts.h"
#include "report/network_svg.h"
#include "stats/cooccurrence.h"

namespace gloss::project {
namespace {

using exchange::GraphAttribute;

/// The most frequent words, and their places among these by number.
struct ChosenWords {
  std::vector<std::uint32_t> numbers;
  std::vector<std::int32_t> place_of;  // -1 = not among them
};

ChosenWords most_frequent(WordBase& base, const WordCounter& counter, std::size_t most) {
  WordLayer& layer = base.words();
  std::vector<std::tuple<std::int64_t, std::string, std::uint32_t>> found;  // -frequency, word, number
  for (std::uint32_t word = 0; word < layer.size(); ++word)
    if (const std::int64_t frequency = counter.frequency(word);
        frequency > 0 && !layer.is_function_word(word))
      found.emplace_back(-frequency, layer.word(word), word);
  std::sort(found.begin(), found.end());
  if (found.size() > most) found.resize(most);
  ChosenWords chosen;
  chosen.place_of.assign(layer.size(), -1);
  for (const auto& [frequency, word, number] : found) {
    chosen.place_of[number] = static_cast<std::int32_t>(chosen.numbers.size());
    chosen.numbers.push_back(number);
  }
  return chosen;
}

/// Counts in how many units each of few words stands, and each two of them.
class UnitWords {
 public:
  UnitWords(WordBase& base, const ChosenWords& chosen, bool by_sentence)
      : base_(base),
        chosen_(chosen),
        by_sentence_(by_sentence),
        both_(chosen.numbers.size() * chosen.numbers.size()),
        in_unit_(chosen.numbers.size(), false) {}

  void add(const SourceWords& source) {
    for (std::size_t p = 0; p < source.tokens.passages.size(); ++p) {
      if (!source.in_base[p]) continue;
      if (!by_sentence_) ++units_;
      source.for_each_word(p, [&](std::uint32_t at, std::uint32_t length) {
        if (by_sentence_) begin_sentence(source, p, at);
        const std::uint32_t word = base_.words().number(source.tokens.cells, at, length);
        const std::int32_t place = word < chosen_.place_of.size() ? chosen_.place_of[word] : -1;
        if (place < 0 || in_unit_[static_cast<std::size_t>(place)]) return;
        in_unit_[static_cast<std::size_t>(place)] = true;
        met_.push_back(static_cast<std::size_t>(place));
      });
      end_unit();
    }
  }

  std::int64_t units() const { return units_; }
  /// Of one word: both(a, a).
  std::int64_t both(std::size_t a, std::size_t b) const { return both_[a * chosen_.numbers.size() + b]; }

 private:
  /// A passage begins a sentence, too.
  void begin_sentence(const SourceWords& source, std::size_t passage, std::uint32_t at) {
    const bool starts = (index::flags_of(source.tokens.cells[at]) & text::flag::sentence_start) != 0;
    if (!starts && at != source.tokens.passages[passage].first) return;
    end_unit();
    ++units_;
  }
  void end_unit() {
    for (const std::size_t a : met_)
      for (const std::size_t b : met_) ++both_[a * chosen_.numbers.size() + b];
    for (const std::size_t place : met_) in_unit_[place] = false;
    met_.clear();
  }

  WordBase& base_;
  const ChosenWords& chosen_;
  const bool by_sentence_;
  std::int64_t units_ = 0;
  std::vector<std::int64_t> both_;  // by two places
  std::vector<bool> in_unit_;
  std::vector<std::size_t> met_;
};

/// Raises the threshold to the Jaccard of the last edge that is kept.
void keep_strongest(report::Network& network, std::size_t most) {
  if (most == 0 || network.edges.size() <= most) return;
  std::vector<double> all;
  for (const report::NetworkEdge& edge : network.edges) all.push_back(edge.jaccard);
  std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(most - 1), all.end(),
                   std::greater<>());
  network.least_jaccard = all[most - 1];
  std::erase_if(network.edges,
                [&](const report::NetworkEdge& edge) { return edge.jaccard < network.least_jaccard; });
}

/// Head of a network of words.
void take_head(const report::WordHead& head, report::Network& made) {
  const report::WordWords words(head);
  made.language = head.language;
  made.head.headers = words.header_lines();
  made.head.head["base"] = report::as_json(head.base);
  made.head.head["words"] = words.as_json();
}

/// Nodes and edges as every program reads them; `shared` is known of codes only.
exchange::Graph as_graph(const report::Network& network) {
  const bool of_codes = network.of == report::Network::Of::codes;
  using Type = GraphAttribute::Type;
  exchange::Graph graph;
  graph.title = report::network_title(network) + ". " + report::network_method(network);
  for (const std::string& line : network.head.headers) graph.title += ". " + line;
  graph.node_attributes = {{of_codes ? "code" : "word", Type::text}, {"units", Type::whole}};
  if (!of_codes) graph.node_attributes.push_back({"frequency", Type::whole});
  graph.edge_attributes = {{"both", Type::whole}, {"jaccard", Type::number}};
  if (of_codes) graph.edge_attributes.push_back({"shared", Type::whole});
  for (const report::NetworkNode& node : network.nodes) {
    std::vector<exchange::GraphValue> values{node.id, node.units};
    if (!of_codes) values.emplace_back(node.frequency);
    graph.nodes.push_back({node.name, node.color, std::move(values)});
  }
  for (const report::NetworkEdge& edge : network.edges) {
    std::vector<exchange::GraphValue> values{edge.both, edge.jaccard};
    if (of_codes) values.emplace_back(edge.shared);
    graph.edges.push_back({edge.a, edge.b, edge.jaccard, std::move(values)});
  }
  return graph;
}

NetworkAnswer in_all_forms(const report::Network& network, report::Table table, std::uint64_t seed) {
  const exchange::Graph graph = as_graph(network);
  return {std::move(table), report::network_svg(network, seed), exchange::as_graphml(graph),
          exchange::as_gexf(graph)};
}

/// A code's colour, else that of the nearest one above it.
std::vector<std::string> colors_of(const codebook::Codebook& codebook) {
  std::vector<std::string> colors;
  for (const codebook::Code& code : codebook.codes)
    colors.push_back(code.color.empty() && code.parent >= 0 ? colors[static_cast<std::size_t>(code.parent)]
                                                            : code.color);
  return colors;
}

/// Codes that occur, and pairs of at least this Jaccard.
report::Network network_of_pairs(const report::CooccurrenceCounter& counter,
                                 const std::vector<stats::CodePair>& pairs,
                                 const codebook::Codebook& codebook, double least_jaccard) {
  report::Network made;
  made.of = report::Network::Of::codes;
  made.unit = counter.unit();
  made.units = counter.counts().n;
  made.least_jaccard = least_jaccard;
  const auto colors = colors_of(codebook);
  std::vector<std::size_t> node_of(counter.codes().size(), SIZE_MAX);
  for (std::size_t c = 0; c < counter.codes().size(); ++c) {
    const report::CodeRow& code = counter.codes()[c];
    const std::int64_t units = c < counter.counts().units.size() ? counter.counts().units[c] : 0;
    if (units == 0) continue;
    node_of[c] = made.nodes.size();
    const int in_book = codebook.find(code.id);
    made.nodes.push_back({code.id, report::shown_name(code), units, 0,
                          in_book < 0 ? "" : colors[static_cast<std::size_t>(in_book)]});
  }
  for (const stats::CodePair& pair : pairs) {
    const auto jaccard = stats::jaccard({pair.both, pair.a, pair.b, counter.counts().n});
    if (!jaccard || *jaccard < least_jaccard) continue;
    made.edges.push_back({node_of[static_cast<std::size_t>(pair.code_a)],
                          node_of[static_cast<std::size_t>(pair.code_b)], pair.both, pair.shared, *jaccard});
  }
  return made;
}

}  // namespace

Result<report::Network> word_network(const Project& project, const WordNetworkRequest& request) {
  if (request.unit != "passage" && request.unit != "sentence")
    return Err(Fault::usage, "--unit", fmt::format("'{}' is no unit of a network of words", request.unit),
               "passage or sentence");
  WordSelection selection = request.selection;
  selection.by.clear();
  selection.target.clear();
  GLOSS_TRY(auto base, WordBase::of(project, selection));
  WordCounter counter(base);
  GLOSS_CHECK(base.for_each_source([&](const SourceWords& source) { counter.add(source); }));
  counter.finish();
  const ChosenWords chosen = most_frequent(base, counter, request.words);
  UnitWords counted(base, chosen, request.unit == "sentence");
  GLOSS_CHECK(base.for_each_source([&](const SourceWords& source) { counted.add(source); }));
  report::Network made;
  take_head(counter.head(), made);
  made.unit = request.unit;
  made.units = counted.units();
  made.least_jaccard = request.least_jaccard;
  for (std::size_t a = 0; a < chosen.numbers.size(); ++a) {
    const std::string word = base.words().word(chosen.numbers[a]);
    made.nodes.push_back({word, word, counted.both(a, a), counter.frequency(chosen.numbers[a])});
    for (std::size_t b = a + 1; b < chosen.numbers.size(); ++b) {
      const auto jaccard =
          stats::jaccard({counted.both(a, b), counted.both(a, a), counted.both(b, b), counted.units()});
      if (counted.both(a, b) > 0 && jaccard && *jaccard >= request.least_jaccard)
        made.edges.push_back({a, b, counted.both(a, b), 0, *jaccard});
    }
  }
  keep_strongest(made, request.edges);
  return made;
}

Result<NetworkAnswer> network(const Project& project, const WordNetworkRequest& request) {
  GLOSS_TRY(const auto made, word_network(project, request));
  return in_all_forms(made, report::network_report(made, request.text_rows), request.seed);
}

Result<NetworkAnswer> code_network(const Project& project, const CooccurrenceRequest& request,
                                   double least_jaccard, std::uint64_t seed) {
  GLOSS_TRY(const auto counted, count_pairs(project, request));
  const auto options = cooccurrence_options(request, counted.language);
  if (options.unit == "overlap")
    return Err(Fault::usage, "--unit", "overlapping codings have no Jaccard, and make no network",
               "--unit passage");
  GLOSS_TRY(const auto stored, project.file().codebook());
  GLOSS_TRY(const auto codebook, codebook::parse_codebook(stored->yaml, stored->file));
  auto made = network_of_pairs(counted.counter, report::pairs_shown(counted.counter, options), codebook,
                               least_jaccard);
  made.language = counted.language;
  made.head.headers =
      report::header_lines(counted.counter.base(), counted.counter.record(), counted.language);
  GLOSS_TRY(auto table, report::cooccurrence_report(counted.counter, options));
  return in_all_forms(made, std::move(table), seed);
}

}  // namespace gloss::project
