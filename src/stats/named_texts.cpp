// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of how varied words are and of how codes add up, document by document.
#include <fmt/format.h>

#include <charconv>
#include <string>
#include <unordered_map>
#include <utility>

#include "stats/accumulation.h"
#include "stats/diversity.h"
#include "stats/named.h"

namespace gloss::stats {
namespace {

constexpr std::string_view spectrum_input = "tokens (or type_sequence, frequency_spectrum)";
constexpr std::string_view sample_input = "tokens (or type_sequence, frequency_spectrum), sample";
constexpr std::string_view window_input = "tokens (or type_sequence), window";
constexpr std::string_view documents_input =
    "codes_per_document (or codes_by_document_frequency and documents)";
constexpr std::string_view ordered_documents_input = "codes_per_document";
constexpr std::string_view no_words = "no words";
constexpr double most_counted = 9007199254740992;  // 2^53
constexpr std::int64_t most_documents = 1'000'000;
constexpr double most_drawn = 1e8;  // documents times orders of a band

/// Numbers names 0, 1, 2 ... as they come.
template <class Number>
class NumberedNames {
 public:
  Number operator()(const std::string& name) {
    return numbers_.try_emplace(name, static_cast<Number>(numbers_.size())).first->second;
  }

 private:
  std::unordered_map<std::string, Number> numbers_;
};

/// "tokens", the words themselves, or "type_sequence", a number for each.
std::vector<std::uint32_t> read_words(InputReader& in) {
  NumberedNames<std::uint32_t> number;
  std::vector<std::uint32_t> sequence;
  for (const std::string& word : in.words(in.has("type_sequence") ? "type_sequence" : "tokens"))
    sequence.push_back(number(word));
  return sequence;
}

Spectrum read_spectrum(InputReader& in) {
  if (!in.has("frequency_spectrum")) return spectrum_of(read_words(in));
  Spectrum spectrum;
  double all = 0;
  for (const auto& row : in.count_table("frequency_spectrum")) {
    if (row.size() != 2 || row[0] == 0) {
      in.refuse("frequency_spectrum: a row is how many times, at least 1, and how many types occur so often");
      return {};
    }
    spectrum.push_back({row[0], row[1]});
    all += static_cast<double>(row[0]) * static_cast<double>(row[1]);
  }
  if (all < most_counted) return spectrum;
  in.refuse("frequency_spectrum: more than 2^53 words");
  return {};
}

template <std::optional<double> (*measure)(const Spectrum&)>
Answer of_spectrum(InputReader& in, const std::string&) {
  const Spectrum spectrum = read_spectrum(in);
  if (token_count(spectrum) == 0) return {nullptr, std::string(no_words)};
  return answer(measure(spectrum), "all words are different");
}

template <std::int64_t (*measure)(const Spectrum&)>
Answer of_count(InputReader& in, const std::string&) {
  return {measure(read_spectrum(in)), {}};
}

Answer herdan_of(InputReader& in, const std::string&) {
  return answer(herdan_c(read_spectrum(in)), "fewer than two words");
}

template <std::optional<double> (*measure)(const Spectrum&, std::int64_t)>
Answer of_sample(InputReader& in, const std::string&) {
  const Spectrum spectrum = read_spectrum(in);
  const std::int64_t sample = in.count(in.has("hdd_sample") ? "hdd_sample" : "sample", usual_hdd_sample);
  if (sample < 1) in.refuse("sample is 0");
  if (in.refused()) return {};
  return answer(measure(spectrum, sample), "fewer words than the sample has");
}

/// `name`: what the measure calls its window.
template <std::optional<double> (*measure)(std::span<const std::uint32_t>, std::size_t)>
Answer of_window(InputReader& in, std::string_view name, std::int64_t otherwise) {
  const auto sequence = read_words(in);
  if (in.has("window_or_segment")) name = "window_or_segment";
  const std::int64_t window = in.count(name, otherwise);
  if (window < 1) in.refuse(fmt::format("{} is 0", name));
  if (in.refused()) return {};
  return answer(measure(sequence, static_cast<std::size_t>(window)), "fewer words than the window has");
}

Answer msttr_of(InputReader& in, const std::string&) {
  return of_window<msttr>(in, in.has("segment") ? "segment" : "window", usual_window);
}

Answer mattr_of(InputReader& in, const std::string&) { return of_window<mattr>(in, "window", usual_window); }

Answer mtld_of(InputReader& in, const std::string&) {
  const auto sequence = read_words(in);
  MtldOptions options;
  options.factor = in.number(in.has("mtld_factor") ? "mtld_factor" : "factor", options.factor);
  options.fewest_words = static_cast<std::size_t>(in.count("min_segment", 1));
  if (!(options.factor > 0 && options.factor < 1)) in.refuse("factor is not between 0 and 1");
  if (in.refused()) return {};
  return answer(mtld(sequence, options), sequence.empty() ? no_words : "all words are different");
}

CodedUnits read_documents(InputReader& in) {
  CodedUnits documents;
  const Json& rows = in.any("codes_per_document");
  if (!in.refused() && !rows.is_array()) in.refuse("codes_per_document is not a list of documents");
  if (in.refused()) return documents;
  NumberedNames<std::int32_t> number;
  for (const Json& row : rows) {
    const Json one = Json{{"codes", row}}, nothing = Json::object();
    InputReader inner(one, nothing);
    std::vector<std::int32_t> codes;
    for (const std::string& code : inner.words("codes")) codes.push_back(number(code));
    if (inner.refused())
      in.refuse(fmt::format("codes_per_document, document {}: {}", documents.size() + 1, inner.fault()));
    documents.add(codes);
  }
  const auto given = static_cast<std::int64_t>(documents.size());
  if (in.count("documents", given) != given)
    in.refuse("documents is not the number of rows in codes_per_document");
  return documents;
}

struct CodeFrequencies {
  Spectrum spectrum;
  std::int64_t documents = 0;
};

CodeFrequencies read_frequencies(InputReader& in) {
  if (!in.has("codes_by_document_frequency")) {
    const CodedUnits documents = read_documents(in);
    return {document_frequencies(documents), static_cast<std::int64_t>(documents.size())};
  }
  CodeFrequencies read{{}, in.count("documents")};
  if (read.documents > most_documents) in.refuse(fmt::format("documents is more than {}", most_documents));
  const Json& classes = in.any("codes_by_document_frequency");
  if (!classes.is_object()) in.refuse("codes_by_document_frequency is not an object");
  if (in.refused()) return {};
  InputReader inner(classes, classes);
  for (const auto& [key, value] : classes.items()) {
    std::int64_t times = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), times);
    if (error != std::errc() || end != key.data() + key.size() || times < 1 || times > read.documents)
      in.refuse(fmt::format("codes_by_document_frequency: {} is no number of documents", key));
    read.spectrum.push_back({times, inner.count(key)});
    if (read.spectrum.back().types > INT32_MAX) in.refuse("codes_by_document_frequency: too many codes");
  }
  if (inner.refused()) in.refuse("codes_by_document_frequency: " + inner.fault());
  return in.refused() ? CodeFrequencies() : read;
}

Answer accumulation_expected_of(InputReader& in, const std::string&) {
  const CodeFrequencies read = read_frequencies(in);
  return {expected_accumulation(read.spectrum, read.documents), {}};
}

Answer chao2_of(InputReader& in, const std::string&) {
  const CodeFrequencies read = read_frequencies(in);
  return answer(chao2(read.spectrum, read.documents), "no documents");
}

Answer accumulation_of(InputReader& in, const std::string&) {
  const Accumulation made = accumulate_codes(read_documents(in));
  return {Json{{"new", made.fresh}, {"total", made.total}}, {}};
}

Answer accumulation_band_of(InputReader& in, const std::string&) {
  const CodedUnits documents = read_documents(in);
  BandOptions options;
  options.orders = static_cast<std::size_t>(in.count("orders", static_cast<std::int64_t>(options.orders)));
  options.seed = static_cast<std::uint64_t>(in.count("seed", static_cast<std::int64_t>(options.seed)));
  options.level = in.number("level", options.level);
  if (options.orders < 1) in.refuse("orders is 0");
  if (static_cast<double>(options.orders) * static_cast<double>(documents.size() + 1) > most_drawn)
    in.refuse("too many orders");
  if (!(options.level > 0 && options.level < 1)) in.refuse("level is not between 0 and 1");
  if (in.refused()) return {};
  const AccumulationBand band = accumulation_band(documents, options);
  return {Json{{"low", band.low}, {"high", band.high}, {"orders", options.orders}, {"seed", options.seed}},
          {}};
}

Answer new_information_of(InputReader& in, const std::string&) {
  return answer(new_information_ratio(in.count("new_in_run"), in.count("base_themes")),
                "no codes in the base");
}

Answer saturation_of(InputReader& in, const std::string&) {
  const auto fresh = accumulate_codes(read_documents(in)).fresh;
  SaturationOptions options;
  options.base = in.count("base", options.base);
  options.run = in.count("run", options.run);
  options.threshold = in.number("threshold", options.threshold);
  if (options.base < 1) in.refuse("base is 0");
  if (options.run < 1) in.refuse("run is 0");
  if (in.refused()) return {};
  const Saturation made = saturation(fresh, options);
  Json runs = Json::array();
  for (const SaturationRun& one : made.runs)
    runs.push_back(
        {{"after", one.after}, {"new", one.fresh}, {"ratio", one.ratio ? Json(*one.ratio) : Json()}});
  return {Json{{"base_codes", made.base_codes},
               {"runs", std::move(runs)},
               {"reached", made.reached ? Json(*made.reached) : Json()}},
          std::string(made.undefined)};
}

constexpr NamedMeasure text_measures[] = {
    {"accumulation", Shape::other, ordered_documents_input, "codes new in each document, and found up to it",
     accumulation_of},
    {"accumulation_band", Shape::other, ordered_documents_input,
     "ends of what most random orders give; orders (1000), seed (1), level (0.95)", accumulation_band_of},
    {"accumulation_expected", Shape::other, documents_input,
     "sum over codes of 1 - C(n-f, i) / C(n, i); Colwell, Mao & Chang 2004", accumulation_expected_of},
    {"carroll_cttr", Shape::list, spectrum_input, "V / sqrt(2 N); Carroll 1964", of_spectrum<carroll_cttr>},
    {"chao2", Shape::other, documents_input,
     "S + (n-1)/n Q1^2 / (2 Q2), without Q2 S + (n-1)/n Q1 (Q1-1) / 2; Chao 1987", chao2_of},
    {"hdd", Shape::list, sample_input, "TTR to expect in a sample (42) of the words; McCarthy & Jarvis 2007",
     of_sample<hdd>},
    {"hdd_attr", Shape::list, sample_input,
     "types to expect in a sample (42) of the words, as koRpus prints HD-D", of_sample<hdd_attr>},
    {"herdan_c", Shape::list, spectrum_input, "ln V / ln N; Herdan 1960", herdan_of},
    {"mattr", Shape::list, window_input, "mean TTR of all windows (50); Covington & McFall 2010", mattr_of},
    {"msttr", Shape::list, window_input, "mean TTR of consecutive windows (50); Johnson 1944", msttr_of},
    {"mtld", Shape::list, "tokens (or type_sequence), factor, min_segment",
     "N / factors, a factor ending when TTR < 0.72, both directions; McCarthy & Jarvis 2010", mtld_of},
    {"new_information_ratio", Shape::record, "new_in_run, base_themes",
     "new_in_run / base_themes; Guest, Namey & Chen 2020", new_information_of},
    {"root_ttr", Shape::list, spectrum_input, "V / sqrt(N); Guiraud 1954", of_spectrum<root_ttr>},
    {"saturation", Shape::other, ordered_documents_input,
     "first run (2) after the base (4) that brings 5 % or less of its codes; Guest, Namey & Chen 2020",
     saturation_of},
    {"token_count", Shape::list, spectrum_input, "N", of_count<token_count>},
    {"ttr", Shape::list, spectrum_input, "V / N", of_spectrum<ttr>},
    {"type_count", Shape::list, spectrum_input, "V", of_count<type_count>},
    {"uber", Shape::list, spectrum_input, "(log10 N)^2 / (log10 N - log10 V); Dugast 1978",
     of_spectrum<uber>},
    {"yule_k", Shape::list, spectrum_input, "10^4 (sum i^2 V_i - N) / N^2; Yule 1944", of_spectrum<yule_k>},
};

}  // namespace

std::span<const NamedMeasure> named_text_measures() { return text_measures; }

}  // namespace gloss::stats
