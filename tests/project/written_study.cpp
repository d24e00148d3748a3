// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/written_study.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "project/all_codings.h"
#include "project/code_passage.h"
#include "project/decide.h"
#include "project/memos.h"
#include "project/random_study.h"
#include "text/offset_map.h"

namespace gloss::test {
namespace {

constexpr const char* smiley = "🙂";

WrittenSentence random_sentence(std::mt19937_64& random, std::size_t longest) {
  WrittenSentence sentence{{}, random() % 3 == 0 ? "。" : "!"};
  for (std::size_t i = 0, n = 1 + random() % longest; i < n; ++i) {
    const bool joins = i > 0 && random() % 6 == 0;
    sentence.words.push_back(joins ? (random() % 2 == 0 ? "because" : "因为")
                                   : spoken_words[random() % spoken_words.size()]);
    if (random() % 12 == 0) sentence.words.push_back(smiley);
  }
  return sentence;
}

WrittenPassage random_passage(std::mt19937_64& random, int speaker) {
  WrittenPassage passage{speaker, {}};
  if (speaker == 0 && random() % 4 == 0) {
    passage.sentences.push_back({{random() % 2 == 0 ? "yes" : "嗯"}, "!"});
    return passage;
  }
  for (std::size_t n = 1 + random() % 3; n > 0; --n) passage.sentences.push_back(random_sentence(random, 6));
  if (speaker == 0) passage.sentences.back().mark = random() % 2 == 0 ? "?" : "？";
  return passage;
}

/// The interviewer never speaks twice in a row, so that what is said in between is one word or asks.
WrittenSource random_source(std::mt19937_64& random, int speakers, bool field_note) {
  WrittenSource source;
  source.field_note = field_note;
  const bool asked = random() % 8 != 0;
  for (std::size_t n = 6 + random() % 6; n > 0; --n) {
    int speaker = 1 + static_cast<int>(random() % static_cast<std::uint64_t>(speakers - 1));
    const bool just_asked = !source.passages.empty() && source.passages.back().speaker == 0;
    if (asked && !just_asked && random() % 2 == 0) speaker = 0;
    source.passages.push_back(random_passage(random, field_note ? -1 : speaker));
  }
  return source;
}

std::vector<WrittenCode> random_codes(std::mt19937_64& random) {
  const auto code = [&](const char* name, std::size_t rules, std::vector<WrittenCode> below = {}) {
    constexpr const char* spans[] = {"", "", "", "sentence", "passage", "turn"};
    WrittenCode made{name, {}, rules > 0 ? spans[random() % 6] : "", std::move(below)};
    for (; rules > 0; --rules) made.rules.push_back(random_rule(random));
    return made;
  };
  return {code("a", 1, {code("b", 1), code("c", 1, {code("d", 1)})}), code("e", 2), code("hand", 0),
          code("g", 0, {code("h", 1), code("i", 1)})};
}

void make_up_people(WrittenStudy& study, std::mt19937_64& random) {
  const char* groups[] = {"east", "west", "north"};
  for (std::size_t s = 0; s < study.sources.size(); ++s) {
    if (study.sources[s].field_note) continue;
    for (int speaker = 1; speaker < static_cast<int>(study.speakers); ++speaker) {
      if (random() % 4 == 0) continue;
      const bool roams = random() % 4 == 0;
      study.cases.push_back(
          {s, speaker, roams ? "Ann" : fmt::format("Case {} {}", s, speaker), groups[random() % 3]});
    }
  }
}

std::size_t words_in(const WrittenSource& source) {
  std::size_t words = 0;
  for (const auto& passage : source.passages)
    for (const auto& sentence : passage.sentences)
      words += static_cast<std::size_t>(
          std::count_if(sentence.words.begin(), sentence.words.end(), [](auto& w) { return w != smiley; }));
  return words;
}

void make_up_codings(WrittenStudy& study, std::mt19937_64& random) {
  study.salt = random() % 4 == 0 ? 0 : random();
  if (study.salt == 0) return;
  const auto codes = code_ids(study.codes);
  for (std::size_t n = random() % 8; n > 0; --n) {
    WrittenCoding coding;
    coding.coder = random() % study.coders;
    coding.source = random() % study.sources.size();
    const std::size_t words = words_in(study.sources[coding.source]);
    coding.first = random() % words;
    coding.last = std::min<std::size_t>(words - 1, coding.first + random() % 9);
    coding.code = codes[random() % codes.size()];
    study.codings.push_back(coding);
  }
}

std::string codes_in_yaml(std::vector<WrittenCode> codes, bool reversed, const std::string& indent) {
  if (reversed) std::reverse(codes.begin(), codes.end());
  std::string yaml;
  for (const WrittenCode& code : codes) {
    yaml += fmt::format("{}{}:\n", indent, code.name);
    std::string rules;
    for (const auto& rule : code.rules) rules += (rules.empty() ? "" : ", ") + in_yaml(rule);
    if (rules.empty())
      yaml += indent + "  definition: whatever is meant\n";
    else
      yaml += fmt::format("{}  rules: [{}]\n", indent, rules);
    if (!code.span.empty()) yaml += fmt::format("{}  span: {}\n", indent, code.span);
    if (!code.codes.empty())
      yaml += fmt::format("{}  codes:\n{}", indent, codes_in_yaml(code.codes, reversed, indent + "    "));
  }
  return yaml;
}

}  // namespace

WrittenStudy random_written_study(std::mt19937_64& random) {
  WrittenStudy study;
  std::vector<int> days(4);
  std::iota(days.begin(), days.end(), 1);
  std::shuffle(days.begin(), days.end(), random);
  for (std::size_t s = 0; s < 4; ++s) {
    study.sources.push_back(
        random_source(random, static_cast<int>(study.speakers), s == 3 && random() % 2 == 0));
    study.sources.back().date = fmt::format("2021-05-{:02}", days[s]);
  }
  study.codes = random_codes(random);
  make_up_people(study, random);
  make_up_codings(study, random);
  return study;
}

WrittenNames usual_names(const WrittenStudy& study) {
  WrittenNames names{{}, {"Interviewer"}, {"anna", "ben"}, {}, false};
  for (std::size_t s = 0; s < study.sources.size(); ++s) {
    names.sources.push_back(fmt::format(study.sources[s].field_note ? "s{} field note.txt" : "s{}.txt", s));
    names.imported.push_back(s);
  }
  for (std::size_t p = 1; p < study.speakers; ++p) names.speakers.push_back(fmt::format("P{}", p));
  return names;
}

RenderedSource rendered(const WrittenSource& source, const WrittenNames& names) {
  RenderedSource made;
  std::string& text = made.text;
  int last = -2;
  for (const WrittenPassage& passage : source.passages) {
    if (passage.speaker >= 0 && passage.speaker != last)
      text += names.speakers[static_cast<std::size_t>(passage.speaker)] + ": ";
    last = passage.speaker;
    auto& its = made.passages.emplace_back();
    its.speaker = passage.speaker;
    const std::size_t begin = text.size();
    for (std::size_t s = 0; s < passage.sentences.size(); ++s) {
      if (s > 0) text += " ";
      const std::size_t start = text.size();
      for (std::size_t w = 0; w < passage.sentences[s].words.size(); ++w) {
        const std::string& word = passage.sentences[s].words[w];
        if (w > 0) text += " ";
        if (word != smiley) made.words.push_back(text::byte_span(text.size(), text.size() + word.size()));
        text += word;
      }
      text += passage.sentences[s].mark;
      its.sentences.push_back(text::byte_span(start, text.size()));
    }
    its.span = text::byte_span(begin, text.size());
    text += "\n\n";
  }
  return made;
}

std::string codebook_of(const WrittenStudy& study, const WrittenNames& names) {
  return "codebook: c\nlanguages: [en, zh]\n" + study.head + "codes:\n" +
         codes_in_yaml(study.codes, names.siblings_reversed, "  ");
}

std::vector<std::string> code_ids(const std::vector<WrittenCode>& codes, const std::string& above) {
  std::vector<std::string> ids;
  for (const WrittenCode& code : codes) {
    ids.push_back(above + code.name);
    for (auto& id : code_ids(code.codes, above + code.name + "/")) ids.push_back(std::move(id));
  }
  return ids;
}

MadeStudy::MadeStudy(const WrittenStudy& written, const WrittenNames& names) : file(create()) {
  std::string cases = "source,speaker,case,group,date\n";
  for (std::size_t s = 0; s < written.sources.size(); ++s) {
    sources.push_back(rendered(written.sources[s], names));
    write(names.sources[s], sources.back().text);
    cases += fmt::format("{},,,,{}\n", names.sources[s], written.sources[s].date);
  }
  for (const WrittenCase& one : written.cases)
    cases += fmt::format("{},{},{},{},\n", names.sources[one.source],
                         names.speakers[static_cast<std::size_t>(one.speaker)], one.name, one.group);
  write("cases.csv", cases);
  std::vector<std::string> paths = {texts() + "/cases.csv"};
  for (const std::size_t s : names.imported) paths.push_back(texts() + "/" + names.sources[s]);
  for (const std::string& path : paths) must(project::add_sources(file, {path}, {.search_index = false}));
  must(project::adopt_codebook(file, parsed(codebook_of(written, names)), "c.yaml"));
  if (written.salt == 0 && written.codings.empty()) return;
  for (std::size_t coder = 0; coder < written.coders; ++coder) work(written, names, coder);
}

MadeStudy::~MadeStudy() {
  static_cast<void>(file.close());
  static_cast<void>(remove_folder(folder));
}

void MadeStudy::become(const std::string& coder) {
  if (file.environment().who == coder) return;
  must(file.close());
  auto environment = this->environment();
  environment.who = coder;
  file = must(project::Project::open(path, store::Access::write, environment));
}

void MadeStudy::work(const WrittenStudy& written, const WrittenNames& names, std::size_t coder) {
  become(names.coders[coder]);
  for (const WrittenCoding& one : written.codings) {
    if (one.coder != coder) continue;
    const RenderedSource& source = sources[one.source];
    project::Spot spot{.place = names.sources[one.source]};
    const text::ByteSpan span =
        text::byte_span(source.words[one.first].begin.count, source.words[one.last].end.count);
    spot.characters = *text::OffsetMap(source.text).code_points(span);
    static_cast<void>(project::add_coding(file, spot, one.code));  // it may be there already
  }
  decide_as(written, names, coder);
  std::vector<std::string> read = names.sources;
  read.erase(coder == 0 ? read.end() - 1 : read.begin());
  must(project::mark_read(file, read, false));
}

void MadeStudy::decide_as(const WrittenStudy& written, const WrittenNames& names, std::size_t coder) {
  const auto coded = must(project::apply_rules(file));
  project::WhichCodings accepted, rejected;
  for (std::size_t i = 0; i < coded.sources.size(); ++i) {
    const auto at = std::find(names.sources.begin(), names.sources.end(), coded.sources[i].stored.name);
    std::mt19937_64 random(written.salt + static_cast<std::uint64_t>(at - names.sources.begin()) * 2 + coder);
    for (const auto& one : coded.coded[i].codings) {
      const auto lot = random() % 8;
      if (lot == 0) accepted.ids.push_back(one.coding.id);
      if (lot == 1) rejected.ids.push_back(one.coding.id);
    }
  }
  if (!accepted.ids.empty()) must(project::decide(file, accepted, model::Decision::accepted, ""));
  if (!rejected.ids.empty()) must(project::decide(file, rejected, model::Decision::rejected, ""));
}

}  // namespace gloss::test
