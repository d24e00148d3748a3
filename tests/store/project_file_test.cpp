// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/project_file.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "base/limits.h"
#include "store/sample.h"
#include "support/shared_data.h"

namespace gloss::store {
namespace {

using namespace gloss::test;

template <class T>
std::string fault_line(const Result<T>& result) {
  return result ? "no fault"
                : fmt::format("{}: {}", static_cast<int>(result.error().fault), result.error().line());
}

TEST(ProjectFile, GivesBackSourcesAsTheyWereAdded) {
  auto [path, file] = new_sample();
  const auto interview = sample_source("interviews/p01.md");
  const auto notes = sample_notes("notes.txt");
  const auto stored = must(file.add_source(interview, interview.text));
  const auto stored_notes = must(file.add_source(notes, "original bytes \x93"));
  EXPECT_EQ(stored.hash, interview.hash);
  EXPECT_EQ(stored.passages, 5);
  EXPECT_EQ(stored_notes.first_passage, stored.first_passage + stored.passages);
  must(file.close());

  auto again = reopen(path, Access::read);
  EXPECT_EQ(describe(must(again.read_source("interviews/p01.md"))), describe(interview));
  EXPECT_EQ(describe(must(again.read_source("notes.txt"))), describe(notes));
  EXPECT_EQ(must(again.read_text(stored.text)), interview.text);
  auto outline = interview;
  outline.text.clear();
  outline.passages.clear();
  outline.marks.clear();
  EXPECT_EQ(describe(must(again.read_outline("interviews/p01.md"))), describe(outline));
  const auto sources = must(again.sources());
  ASSERT_EQ(sources.size(), 2u);
  EXPECT_EQ(sources[0].name, "interviews/p01.md");
  EXPECT_EQ(sources[0].bytes, static_cast<std::int64_t>(interview.text.size()));
  EXPECT_EQ(sources[0].first_passage, stored.first_passage);
  EXPECT_EQ(sources[1].kind, model::Kind::field_note);
  EXPECT_EQ(sources[1].encoding, "windows-1252");
  EXPECT_TRUE(must(again.verify()).empty());
}

TEST(ProjectFile, GivesBackTwoHundredRandomSources) {
  std::mt19937_64 random(1);
  auto [path, file] = new_sample();
  std::vector<model::Source> sources;
  for (int i = 0; i < 200; ++i) {
    sources.push_back(random_source(random, fmt::format("s{:03}", i)));
    must(file.add_source(sources.back(), random() % 2 == 0 ? sources.back().text : "\xFF\xFE other bytes"));
  }
  must(file.close());
  auto again = reopen(path, Access::read);
  for (const auto& source : sources)
    ASSERT_EQ(describe(must(again.read_source(source.name))), describe(source));
  EXPECT_EQ(checks_of(must(again.verify())), std::set<std::string>());
}

TEST(ProjectFile, KeepsSourcesInBytewiseOrderOfNames) {
  auto [path, file] = new_sample();
  for (const char* name : {"b", "a/é", "B", "a.txt", "a/z", "中"})
    must(file.add_source(sample_source(name), ""));
  std::string names;
  for (const auto& source : must(file.sources())) names += source.name + " ";
  EXPECT_EQ(names, "B a.txt a/z a/é b 中 ");
}

TEST(ProjectFile, RefusesASecondSourceOfTheSameNameOrText) {
  auto [path, file] = new_sample();
  const auto source = sample_source("a.md");
  must(file.add_source(source, source.text));
  const std::string before = must(file.dump());
  auto other = sample_source("b.md");
  other.name = "a.md";
  EXPECT_EQ(fault_line(file.add_source(other, "")),
            "65: " + path + ": a source named a.md is in the project already");
  auto twin = source;
  twin.name = "twin.md";
  EXPECT_EQ(fault_line(file.add_source(twin, "")),
            "65: " + path + ": the text of twin.md is in the project already, as a.md");
  EXPECT_EQ(must(file.dump()), before);
  EXPECT_EQ(must(file.log()).size(), 1u);
}

TEST(ProjectFile, RefusesUnsoundSourcesWhole) {
  auto [path, file] = new_sample();
  auto bad = sample_source("a.md");
  bad.passages[1].span.end.count += 1;
  EXPECT_EQ(file.add_source(bad, "").error().fault, Fault::bug);
  bad = sample_source("a.md");
  bad.hash[0] = bad.hash[0] == '0' ? '1' : '0';
  EXPECT_EQ(file.add_source(bad, "").error().fault, Fault::bug);
  for (const std::string& name : {std::string(), std::string("a\nb"), std::string("\xC2\x85"),
                                  std::string("\xFF"), std::string("x\0y", 3), std::string(1025, 'n')}) {
    auto named = sample_source("a.md");
    named.name = name;
    EXPECT_EQ(file.add_source(named, "").error().fault, Fault::bad_input);
  }
  for (const std::size_t length : {1023u, 1024u})
    must(file.add_source(sample_source(std::string(length, 'n')), ""));
  EXPECT_EQ(must(file.log()).size(), 2u);
  EXPECT_EQ(must(file.verify()).size(), 0u);
}

TEST(ProjectFile, TakesTextsAndFilesUpToTheirLimits) {
  auto [path, file] = new_sample();
  auto source = sample_notes("long.txt");
  source.text.resize(limits::text_bytes, 'x');
  source.hash = sha256_hex(source.text);
  std::string original(33 * limits::MiB, '\xFE');
  must(file.add_source(source, original));
  EXPECT_EQ(ask(path, "SELECT count(*) FROM original"), "2");
  original.resize(limits::input_file_bytes + 1);
  auto other = sample_notes("other.txt");
  EXPECT_EQ(file.add_source(other, original).error().fault, Fault::bad_input);
  source.name = "longer.txt";
  source.text += 'x';
  EXPECT_EQ(file.add_source(source, "").error().fault, Fault::bad_input);
  must(file.close());
  EXPECT_EQ(checks_of(must(reopen(path, Access::read).verify())), std::set<std::string>());
}

TEST(ProjectFile, AssignsRolesOnTopOfTheRecognisedOnes) {
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md"), ""));
  const std::string before = must(file.dump());
  must(file.assign_role("a.md", "访谈者", model::Role::interviewer));
  must(file.assign_role("a.md", "访谈者", model::Role::interviewee));
  must(file.assign_role("a.md", "访谈者", model::Role::interviewee));
  EXPECT_EQ(must(file.log()).size(), 3u) << "a role that is there already is no act";
  EXPECT_EQ(must(file.log())[2].what, "a.md: 访谈者 = interviewee");
  EXPECT_EQ(must(file.read_outline("a.md")).speakers[2].role, model::Role::interviewee);
  EXPECT_EQ(must(file.read_source("a.md")).speakers[0].role, model::Role::interviewer);
  EXPECT_EQ(file.assign_role("a.md", "Nobody", model::Role::interviewer).error().fault, Fault::bad_input);
  EXPECT_EQ(file.assign_role("b.md", "P1", model::Role::interviewer).error().fault, Fault::missing_input);
  must(file.undo());
  EXPECT_EQ(must(file.read_outline("a.md")).speakers[2].role, model::Role::interviewer);
  must(file.undo());
  EXPECT_EQ(must(file.dump()), before);
}

TEST(ProjectFile, ReplacesCasesOnlyWhenTheyDiffer) {
  auto [path, file] = new_sample();
  EXPECT_TRUE(must(file.cases()).rows.empty());
  EXPECT_FALSE(must(file.set_cases({})));
  EXPECT_TRUE(must(file.set_cases(sample_cases())));
  EXPECT_FALSE(must(file.set_cases(sample_cases())));
  must(file.close());
  auto again = reopen(path);
  const auto cases = must(again.cases());
  ASSERT_EQ(cases.rows.size(), 3u);
  EXPECT_EQ(cases.rows[0].variables, (model::Variables{{"district", "北"}, {"group", "official"}}));
  EXPECT_EQ(cases.rows[0].role, model::Role::interviewee);
  EXPECT_EQ(cases.rows[0].kind, std::nullopt);
  EXPECT_EQ(cases.rows[1].kind, model::Kind::field_note);
  EXPECT_EQ(cases.rows[1].role, std::nullopt);
  EXPECT_EQ(cases.rows[2].line, 5);
  EXPECT_EQ(cases.rows[2].name, "Club");
  EXPECT_TRUE(must(again.set_cases({})));
  must(again.undo());
  EXPECT_EQ(must(again.cases()).rows.size(), 3u);
}

TEST(ProjectFile, KeepsEveryCodebookVersion) {
  auto [path, file] = new_sample();
  EXPECT_FALSE(must(file.codebook()).has_value());
  const auto first = sample_codebook("fee"), second = sample_codebook("fund");
  EXPECT_TRUE(must(file.adopt_codebook(first)));
  EXPECT_FALSE(must(file.adopt_codebook(first)));
  EXPECT_TRUE(must(file.adopt_codebook(second)));
  auto moved = first;
  moved.file = "elsewhere.yaml";
  EXPECT_TRUE(must(file.adopt_codebook(moved)));
  EXPECT_EQ(must(file.codebook())->file, "elsewhere.yaml");
  EXPECT_EQ(must(file.codebook())->yaml, first.yaml);
  must(file.undo());
  EXPECT_EQ(must(file.codebook())->hash, second.hash);
  EXPECT_EQ(ask(path, "SELECT count(*) FROM codebook_version"), "2");
  auto wrong = second;
  wrong.hash = first.hash;
  EXPECT_EQ(file.adopt_codebook(wrong).error().fault, Fault::bug);
}

TEST(ProjectFile, TakesAnyPlainTextInAnyField) {
  const char* nasty[] = {"'; DROP TABLE source; --",
                         "\"",
                         "`",
                         "]",
                         "%s%n",
                         "a'||'b",
                         "NULL",
                         "?1",
                         "0x41",
                         "x'00'",
                         "1e999",
                         "-1",
                         "🙂e\xCC\x81",
                         "<b>",
                         "=1+1",
                         "..",
                         "/",
                         " "};
  auto [path, file] = new_sample();
  model::CaseTable cases;
  for (const std::string field : nasty) {
    auto source = sample_source("s" + field);
    source.speakers[0].label = field;
    source.speakers[1].role = model::Role::unknown;
    source.variables = {{field, field}};
    source.language = source.format = source.encoding = source.extractor = field;
    source.marks[0].value = field;
    must(file.add_source(source, field));
    must(file.assign_role(source.name, field, model::Role::interviewee));
    cases.rows.push_back({field, field, field, std::nullopt, std::nullopt, {{field, field}}, 1});
    source.speakers[0].role = model::Role::interviewee;
    EXPECT_EQ(describe(must(file.read_source(source.name))), describe(source));
  }
  must(file.set_cases(cases));
  const auto read = must(file.cases());
  for (std::size_t i = 0; i < cases.rows.size(); ++i)
    EXPECT_EQ(read.rows[i].variables, cases.rows[i].variables);
  EXPECT_EQ(checks_of(must(file.verify())), std::set<std::string>());
}

TEST(ProjectFile, IsNotCreatedOverAnythingNorWhereItCannotBe) {
  auto [path, file] = new_sample();
  EXPECT_EQ(ProjectFile::create(path, clock_2026, "a").error().fault, Fault::cannot_create);
  EXPECT_EQ(ProjectFile::create(path + "/x/y.gloss", clock_2026, "a").error().fault, Fault::cannot_create);
  const std::string folder = temporary_folder();
  std::filesystem::create_symlink(path, folder + "/link.gloss");
  EXPECT_EQ(ProjectFile::create(folder + "/link.gloss", clock_2026, "a").error().fault, Fault::cannot_create);
}

TEST(ProjectFile, HasAnIdOfItsOwn) {
  auto first = new_sample(), second = new_sample();
  EXPECT_EQ(first.file.id().size(), 32u);
  EXPECT_NE(first.file.id(), second.file.id());
  must(first.file.close());
  EXPECT_EQ(reopen(first.path, Access::read).id(),
            ask(first.path, "SELECT value FROM meta WHERE key = 'id'"));
}

TEST(ProjectFile, DoesNotWriteWhenOpenedForReading) {
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md"), ""));
  must(file.close());
  const std::string bytes = slurp(path);
  {
    auto reader = reopen(path, Access::read);
    EXPECT_EQ(reader.add_source(sample_source("b.md"), "").error().fault, Fault::bug);
    EXPECT_EQ(reader.undo().error().fault, Fault::bug);
    EXPECT_EQ(reader.set_cases(sample_cases()).error().fault, Fault::bug);
    EXPECT_EQ(folder_of(path), "study.gloss");
  }
  EXPECT_EQ(slurp(path), bytes);
}

TEST(ProjectFile, NotesWhoDidWhatWhenInTheLog) {
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md"), ""));
  must(file.set_cases(sample_cases()));
  must(file.undo());
  must(file.close());
  const FixedClock early(0);
  auto later = must(ProjectFile::open(path, Access::write, early, "ben"));
  must(later.adopt_codebook(sample_codebook("fee")));
  std::string log;
  for (const auto& act : must(later.log()))
    log += fmt::format("{} {} {} {}: {} ({}){}\n", act.number, act.at, act.who, act.kind, act.what, act.of,
                       act.undone ? " undone" : "");
  EXPECT_EQ(log,
            "1 2026-11-18T11:06:40Z anna add source: a.md (0)\n"
            "2 2026-11-18T11:06:40Z anna set cases: 3 rows (0) undone\n"
            "3 2026-11-18T11:06:40Z anna undo: set cases: 3 rows (2)\n"
            "4 1970-01-01T00:00:00Z ben adopt codebook: c (c.yaml) (0)\n")
      << "order is by number, also where the clock goes back";
}

TEST(ProjectFile, SaysWhatIsMissing) {
  auto [path, file] = new_sample();
  EXPECT_EQ(file.read_source("nothing").error().fault, Fault::missing_input);
  EXPECT_EQ(file.read_outline("nothing").error().fault, Fault::missing_input);
  EXPECT_EQ(file.read_text(99).error().fault, Fault::missing_input);
}

}  // namespace
}  // namespace gloss::store
