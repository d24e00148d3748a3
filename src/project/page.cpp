// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "project/all_codings.h"
#include "project/count_codings.h"
#include "project/question_before.h"
#include "project/reports.h"
#include "report/base_lines.h"
#include "report/concordance.h"
#include "report/page.h"
#include "text/display.h"

namespace gloss::project {
namespace {

constexpr std::size_t question_width = 400;  ///< columns of the question before a passage

/// The group of a speaker or, without one, of the source; empty = none.
std::string group_of(const KnownSource& source, std::int32_t speaker, const std::string& field_notes) {
  if (speaker >= 0) {
    const auto& variables = source.facts.speakers[static_cast<std::size_t>(speaker)].variables;
    if (const auto found = variables.find("group"); found != variables.end()) return found->second;
  }
  if (const auto found = source.facts.variables.find("group"); found != source.facts.variables.end())
    return found->second;
  return source.facts.kind == model::Kind::field_note ? field_notes : "";
}

text::ByteSpan within(text::ByteSpan span, text::ByteSpan passage) {
  const std::uint32_t begin = std::max(span.begin.count, passage.begin.count),
                      end = std::min(span.end.count, passage.end.count);
  return text::byte_span(begin - passage.begin.count, std::max(begin, end) - passage.begin.count);
}

std::vector<report::PageCode> codes_of(const CodedProject& coded, const std::string& language,
                                       const report::Table& frequency) {
  const auto& languages = coded.codebook->languages;
  const auto other =
      std::find_if(languages.begin(), languages.end(), [&](const std::string& l) { return l != language; });
  std::vector<report::PageCode> codes;
  for (std::size_t i = 0; i < coded.codebook->codes.size(); ++i) {
    const codebook::Code& code = coded.codebook->codes[i];
    const auto in = [&](const codebook::Localized& text) {
      return std::string(codebook::in_language(text, language, ""));
    };
    const auto count = [&](std::size_t column) { return std::get<std::int64_t>(frequency.rows[i][column]); };
    report::PageCode page;
    page.id = code.id;
    page.name = in(code.name);
    if (other != languages.end()) {
      const auto named = code.name.find(*other);
      if (named != code.name.end() && named->second != page.name) {
        page.other_name = named->second;
        page.other_language = *other;
      }
    }
    page.parent = code.parent;
    page.color = code.color;
    page.definition = in(code.definition);
    page.include = in(code.include);
    page.exclude = in(code.exclude);
    for (const auto& rule : code.rules) page.rules.push_back(rule.text);
    page.codings =
        count(2);  // the columns of frequency_report: code, name, codings, passages, sources, speakers, share
    page.passages = count(3);
    page.sources = count(4);
    page.speakers = count(5);
    codes.push_back(std::move(page));
  }
  return codes;
}

report::PageCoding page_coding(const SourceCoding& one, text::ByteSpan passage) {
  report::PageCoding page{one.code,
                          within(one.coding.span, passage),
                          one.coding.coder,
                          one.coding.decision == model::Decision::accepted,
                          {}};
  for (const auto& reason : one.coding.reasons) {
    report::PageReason shown{reason.rule, {}};
    for (const auto leaf : reason.leaves)
      if (leaf.overlaps(passage)) shown.matched.push_back(within(leaf, passage));
    page.reasons.push_back(std::move(shown));
  }
  return page;
}

/// The passages of the base with at least one coding, in text order.
void add_passages(const CodedSource& coded, const KnownSource& source, std::int32_t number,
                  const std::string& text, const std::map<std::string, std::int32_t>& group_number,
                  const std::string& field_notes, std::vector<report::PagePassage>& pages) {
  const auto record = codings_of_record(coded);
  const QuestionsBefore questions(coded, source);
  for (std::size_t i = 0; i < coded.passages.size(); ++i) {
    const SourcePassage& passage = coded.passages[i];
    if (!passage.in_base) continue;
    report::PagePassage page;
    for (const std::size_t of_record : record)
      if (const auto& one = coded.codings[of_record]; one.coding.span.overlaps(passage.span))
        page.codings.push_back(page_coding(one, passage.span));
    if (page.codings.empty()) continue;
    page.source = number;
    page.number = static_cast<std::int64_t>(i) + 1;
    page.begin = passage.span.begin.count;
    if (passage.speaker >= 0)
      page.speaker = source.facts.speakers[static_cast<std::size_t>(passage.speaker)].label;
    if (const auto group = group_number.find(group_of(source, passage.speaker, field_notes));
        group != group_number.end())
      page.group = group->second;
    page.text = text.substr(passage.span.begin.count, passage.span.length());
    QuestionBefore question = questions.of(i, text, question_width);
    page.question = std::move(question.words);
    page.question_speaker = std::move(question.speaker);
    pages.push_back(std::move(page));
  }
}

constexpr std::size_t concordance_columns = 40;
constexpr report::PageLimits limits_of_site = {.bytes_by_code = 1'200'000,
                                               .bytes_by_pair = 500'000,
                                               .bytes_of_portraits = 500'000,
                                               .bytes_of_rows = 1'800'000};

/// What is coded, between what stands before and after it in its passage.
report::PageSection concordance_of(const report::PageInput& page) {
  using Type = report::Column::Kind;
  const report::Wording say(page.language);
  report::PageSection section{
      "concordance", say("What is coded, in its context", "编码文字及其上下文"), {}, {}, {}, {}, {}};
  section.lines = {say("KWIC: one row a coding of record", "KWIC：每条有效编码一行")};
  section.table.columns = {
      {"code", say("Code", "代码"), Type::text},         {"left", say("Before", "上文"), Type::text},
      {"node", say("Coded", "编码文字"), Type::text},    {"right", say("After", "下文"), Type::text},
      {"speaker", say("Speaker", "说话人"), Type::text}, {"passage", say("Passage", "段落"), Type::text}};
  for (const report::PagePassage& passage : page.passages)
    for (const report::PageCoding& coding : passage.codings) {
      report::ConcordanceLine line;
      line.left = passage.text.substr(0, coding.span.begin.count);
      line.right = passage.text.substr(coding.span.end.count);
      const std::string node = passage.text.substr(coding.span.begin.count, coding.span.length());
      section.table.rows.push_back(
          {page.codes[static_cast<std::size_t>(coding.code)].id,
           report::left_context(line, concordance_columns),
           text::cut_to_width(text::one_line(node), 2 * concordance_columns),
           report::right_context(line, concordance_columns), passage.speaker,
           fmt::format("{}:{}", page.sources[static_cast<std::size_t>(passage.source)].name,
                       passage.number)});
    }
  return section;
}

/// All but the sections.
Result<report::PageInput> page_input(const Project& project, const CodedProject& coded,
                                     const std::string& wanted) {
  report::PageInput page;
  page.language = report_language(*coded.codebook, wanted);
  const std::string field_notes = page.language == "zh" ? "田野笔记" : "field notes";
  page.title = codebook::in_language(coded.codebook->title, page.language, coded.codebook->id);
  page.footer = {"codebook " + coded.codebook->id + ", SHA-256 " + coded.codebook->hash,
                 "gloss " GLOSS_VERSION};
  GLOSS_TRY(const auto table, frequency(coded, page.language));
  page.lines = table.headers;
  for (const char* standing : {"hand", "accepted", "undecided"})
    page.base_codings += table.head["record"].value(standing, std::int64_t{0});
  page.codes = codes_of(coded, page.language, table);

  std::map<std::string, std::int64_t> passages_of_group;
  std::set<std::int32_t> persons;
  for (std::size_t i = 0; i < coded.sources.size(); ++i) {
    for (const auto& passage : coded.coded[i].passages) {
      if (!passage.in_base) continue;
      if (const auto group = group_of(coded.sources[i], passage.speaker, field_notes); !group.empty())
        ++passages_of_group[group];
      if (passage.speaker >= 0)
        persons.insert(coded.sources[i].persons[static_cast<std::size_t>(passage.speaker)]);
    }
  }
  std::map<std::string, std::int32_t> group_number;
  for (const auto& [name, passages] : passages_of_group) {
    group_number[name] = static_cast<std::int32_t>(page.groups.size());
    page.groups.push_back({name, passages});
  }
  page.base_speakers = static_cast<std::int64_t>(persons.size());

  for (std::size_t i = 0; i < coded.sources.size(); ++i) {
    const KnownSource& source = coded.sources[i];
    const auto in_base = std::count_if(coded.coded[i].passages.begin(), coded.coded[i].passages.end(),
                                       [](const SourcePassage& p) { return p.in_base; });
    if (in_base == 0) continue;
    page.base_passages += in_base;
    std::set<std::string> about;
    for (const auto& speaker : source.facts.speakers)
      if (const auto group = speaker.variables.find("group"); group != speaker.variables.end())
        about.insert(group->second);
    if (const auto group = source.facts.variables.find("group"); group != source.facts.variables.end())
      about.insert(group->second);
    std::string words;
    for (const auto& group : about) words += (words.empty() ? "" : ", ") + group;
    const auto number = static_cast<std::int32_t>(page.sources.size());
    page.sources.push_back(
        {source.stored.name, source.facts.kind, source.facts.language, words, in_base, source.stored.bytes});
    if (coded.coded[i].codings.empty()) continue;
    GLOSS_TRY(const auto text, project.file().read_text(source.stored.text));
    add_passages(coded.coded[i], source, number, text, group_number, field_notes, page.passages);
  }
  return page;
}

}  // namespace

Result<std::string> report_page(const Project& project, const CodedProject& coded,
                                const std::string& wanted) {
  GLOSS_TRY(const auto page, page_input(project, coded, wanted));
  return report::report_page(page);
}

Result<std::string> report_site(const Project& project, const CodedProject& coded, const std::string& wanted,
                                std::vector<report::PageSection> sections) {
  GLOSS_TRY(auto page, page_input(project, coded, wanted));
  page.sections = std::move(sections);
  page.sections.push_back(concordance_of(page));
  return report::report_page(page, limits_of_site);
}

}  // namespace gloss::project
