// SPDX-License-Identifier: GPL-3.0-or-later
#include "tagger/worked_example.h"

#include <gtest/gtest.h>

namespace gloss::test {

Script worked_script() {
  Script script;
  script.facts.name = "leeds/p01.txt";
  script.facts.language = "en";
  script.facts.variables = {{"age", "52"}, {"site", "Leeds"}};
  for (const char* label : {"INT", "P1", "P2"}) {
    tagger::SpeakerFacts speaker;
    speaker.label = label;
    speaker.role = script.facts.speakers.empty() ? model::Role::interviewer : model::Role::interviewee;
    script.facts.speakers.push_back(speaker);
  }
  script.facts.sections = {"Money", "Hopes"};
  script.facts.section_parents = {-1, -1};
  script.passages = {{"Is there a lack of funding in your school? Does the grant cover it?", 0, 0, 0},
                     {"No, there is no lack of funding. The council gave us money for the roof.", 1, 0, 1},
                     {"But the teachers never have enough time. We cannot afford new books, and the funding "
                      "for music was cut, "
                      "not once but twice.",
                      1, 0, 1},
                     {"I don't agree. There is a real shortage of cash. The New York Times wrote about "
                      "budget cuts in New York.",
                      2, 0, 2},
                     {"What would help?", 3, 1, 0},
                     {"More staff, more time and more trust. I was worried, very worried, then relieved. "
                      "Turn the whole heating "
                      "thing off.",
                      4, 1, 1}};
  return script;
}

std::string worked_codebook(const std::string& head) {
  return "codebook: school-study\n" + head +
         "lists:\n"
         "  money: [fund*, money, cash, budget*, grant*]\n"
         "  lack: [\"lack* of\", \"shortage* of\", \"not enough\", \"never [0-2] enough\", \"can't afford\", "
         "\"cannot afford\"]\n"
         "  cut: [cut, cuts, cutting]\n"
         "  places: [\"New York\", \"New York Times\"]\n"
         "negation: {cues: [no, not, never, without, \"*n't\", cannot], before: 4, after: 0, stops: [but, "
         "and, though], "
         "pseudo: [\"not only\", \"no doubt\"]}\n"
         "codes:\n";
}

std::map<std::string, std::vector<std::string>> quotes(const std::string& yaml, const Script& script) {
  auto codebook = codebook::parse_codebook(yaml, "codebook.yaml");
  EXPECT_TRUE(codebook) << (codebook ? "" : codebook.error().line() + "\n" + codebook.error().excerpt);
  if (!codebook) return {};
  text::Tokenizer tokenizer;
  MemoryVocabulary vocabulary;
  const MemorySource source(script, tokenizer, vocabulary);
  auto program = tagger::Program::compile(*codebook, vocabulary, "codebook.yaml", {{"en"}, 0});
  EXPECT_TRUE(program) << (program ? "" : program.error().line());
  std::map<std::string, std::vector<std::string>> found;
  if (!program) return found;
  for (const tagger::Hit& hit : program->run(source.view()))
    found[codebook->codes[static_cast<std::size_t>(hit.code)].id].push_back(source.quote(hit.run));
  return found;
}

std::vector<std::string> worked_quotes(const std::string& rule) {
  return quotes(worked_codebook() + "  c:\n    rules:\n      - |\n        " + rule + "\n",
                worked_script())["c"];
}

}  // namespace gloss::test
