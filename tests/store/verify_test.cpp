// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/verify.h"

#include <gtest/gtest.h>

#include <fstream>

#include "store/sample.h"
#include "support/shared_data.h"

namespace gloss::store {
namespace {

using namespace gloss::test;
using Checks = std::set<std::string>;

/// A closed project with a row in every table, an undone import among them.
std::string full_project() {
  auto [path, file] = new_sample();
  must(file.add_source(sample_source("a.md"), "other bytes"));
  must(file.add_source(sample_notes("n.txt"), "n"));
  must(file.adopt_codebook(sample_codebook("fee")));
  must(file.set_cases(sample_cases()));
  must(file.assign_role("a.md", "P1", model::Role::interviewer));
  must(file.change_hand_work("memo", "all", sample_hand_work(sample_source("a.md"), 1)));
  const auto undone = sample_source("undone.md");
  must(file.add_source(undone, undone.text));
  must(file.undo());
  must(file.close());
  return path;
}

Checks verify(const std::string& path) { return checks_of(must(reopen(path, Access::read).verify())); }

struct Planted {
  const char* sql;
  Checks expected;
};

/// Each on its own copy. What `expected` names beyond the first are consequences that cannot be had without
/// it: a seal that no longer fits, a CHECK that SQLite's own integrity check reports.
void expect_each(const std::vector<Planted>& faults) {
  const FastFolders fast;
  const std::string path = full_project();
  ASSERT_EQ(verify(path), Checks());
  const std::string sound = slurp(path);
  for (const auto& [sql, expected] : faults) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << sound;
    harm(path, sql);
    EXPECT_EQ(verify(path), expected) << sql;
  }
}

TEST(Verify, FindsHarmToTexts) {
  expect_each({
      {"UPDATE text SET body = replace(body, 'fees', 'fines'), bytes = bytes + 2 WHERE id = 1",
       {"text-hash", "passage-characters", "passage-trimmed", "turn-characters", "anchor-quote"}},
      {"UPDATE text SET body = replace(body, 'fees', 'FEES') WHERE id = 1", {"text-hash", "anchor-quote"}},
      {"UPDATE text SET body = replace(body, 'fees', 'FEES') WHERE id = 3", {"text-hash"}},
      {"UPDATE text SET bytes = bytes + 1 WHERE id = 1", {"text-length"}},
      {"UPDATE text SET hash = printf('%064d', 1) WHERE id = 1", {"text-hash", "text-seal"}},
      {"UPDATE text SET seal = printf('%064d', 1) WHERE id = 1", {"text-seal"}},
      {"UPDATE text SET extractor = 'md/2' WHERE id = 1", {"text-seal"}},
      {"UPDATE text SET encoding = 'latin1' WHERE id = 1", {"text-seal"}},
      {"UPDATE text SET language = 'zh' WHERE id = 1", {"text-seal"}},
      {"UPDATE text SET kind = 'field-note' WHERE id = 1", {"text-seal"}},
      {"UPDATE text SET kind = 'film' WHERE id = 1", {"text-values"}},
      {"UPDATE text SET body = CAST(x'FF' AS TEXT) || substr(body, 2) WHERE id = 1",
       {"text-utf8", "text-hash", "anchor-quote"}},
      {"UPDATE text SET body = replace(body, char(10), char(13)) WHERE id = 1",
       {"text-form", "text-hash", "anchor-quote"}},
      {"UPDATE original SET bytes = x'00' WHERE text = 1", {"original"}},
      {"DELETE FROM original WHERE text = 1", {"original"}},
      {"UPDATE original SET number = 1 WHERE text = 1", {"original"}},
      {"UPDATE text SET original = printf('%064d', 1) WHERE id = 1", {"original", "text-seal"}},
      {"INSERT INTO original VALUES (3, 0, x'00')", {"original-once"}},
  });
}

TEST(Verify, FindsHarmToWhatPeopleDid) {
  expect_each({
      {"UPDATE hand_coding SET begin_byte = begin_byte + 1", {"anchor-quote", "act-replay"}},
      {"UPDATE hand_coding SET quote = 'x'", {"anchor-quote", "act-replay"}},
      {"UPDATE hand_coding SET before = 'x'", {"anchor-quote", "act-replay"}},
      {"UPDATE hand_coding SET end_byte = 100000", {"anchor-place", "act-replay"}},
      {"UPDATE hand_coding SET text = 99", {"anchor-text", "references", "act-replay"}},
      {"UPDATE hand_coding SET coder = char(10)", {"hand-coding-name", "act-replay"}},
      {"UPDATE decision SET after = 'x' WHERE decision = 'rejected'", {"anchor-quote", "act-replay"}},
      {"UPDATE decision SET code = 'a' || char(9)", {"decision-name", "act-replay"}},
      {"UPDATE decision SET decision = 'accepted'", {"act-replay"}},
      {"DELETE FROM decision WHERE decision = 'rejected'", {"act-replay"}},
      {"UPDATE memo SET quote = 'x' WHERE subject = 'passage'", {"anchor-quote", "act-replay"}},
      {"UPDATE memo SET coder = char(1) WHERE number = 2", {"memo-words", "act-replay"}},
      {"UPDATE read_mark SET coder = char(10)", {"read-mark", "act-replay"}},
  });
}

TEST(Verify, FindsHarmToPartsOfTexts) {
  expect_each({
      {"UPDATE passage SET begin_byte = begin_byte + 1 WHERE id = 1", {"text-seal"}},
      {"UPDATE passage SET begin_byte = begin_byte - 1 WHERE id = 2",
       {"passage-trimmed", "passage-turn", "text-seal"}},
      {"UPDATE passage SET end_byte = end_byte + 1 WHERE id = 2",
       {"passage-trimmed", "passage-turn", "text-seal"}},
      {"UPDATE passage SET end_byte = (SELECT end_byte - 1 FROM passage WHERE id = 5) WHERE id = 5",
       {"passage-characters", "text-seal"}},
      {"UPDATE passage SET begin_byte = end_byte WHERE id = 1", {"passage-range", "text-seal"}},
      {"UPDATE passage SET end_byte = 100000 WHERE id = 5",
       {"passage-range", "passage-section", "passage-turn", "text-seal"}},
      {"UPDATE passage SET turn = 9 WHERE id = 1", {"passage-turn", "text-seal"}},
      {"UPDATE passage SET section = 1 WHERE id = 1", {"passage-section", "text-seal"}},
      {"UPDATE passage SET turn = -1 WHERE id = 1", {"text-seal"}},
      {"UPDATE passage SET id = 1000 WHERE id = 1", {"passage-ids", "text-seal"}},
      {"UPDATE passage SET text = 2 WHERE id = 1", {"passage-ids"}},
      {"DELETE FROM passage WHERE id = 1", {"passage-ids", "text-seal"}},
      {"UPDATE passage SET id = 1000 WHERE id = 1; UPDATE passage SET id = 1 WHERE id = 2; UPDATE passage "
       "SET id = 2 WHERE id = 1000",
       {"passage-order", "text-seal"}},
      {"INSERT INTO passage VALUES (1000, 1, 0, 1, -1, -1)", {"passage-count"}},
      {"UPDATE text SET passages = passages - 1 WHERE id = 1", {"passage-count", "text-seal"}},
      {"UPDATE text SET first_passage = first_passage + 1 WHERE id = 1",
       {"passage-ids", "passage-order", "passage-trimmed", "text-seal"}},
      {"UPDATE turn SET end_byte = 100000 WHERE text = 1 AND number = 4", {"turn-range", "text-seal"}},
      {"UPDATE turn SET speaker = 9 WHERE text = 1 AND number = 1", {"turn-speaker", "text-seal"}},
      {"UPDATE turn SET speaker = 0 WHERE text = 1 AND number = 1", {"text-seal"}},
      {"UPDATE turn SET begin_byte = 3 WHERE text = 1 AND number = 1", {"turn-order", "text-seal"}},
      {"DELETE FROM turn WHERE text = 1 AND number = 0", {"part-numbers", "passage-turn", "text-seal"}},
      {"UPDATE section SET end_byte = 100000 WHERE text = 1 AND number = 1", {"section-range", "text-seal"}},
      {"UPDATE section SET parent = 0 WHERE text = 1 AND number = 1", {"section-parent", "text-seal"}},
      {"UPDATE section SET level = 4 WHERE text = 1 AND number = 1", {"text-seal"}},
      {"UPDATE section SET heading_begin = heading_begin + 2 WHERE text = 1 AND number = 1",
       {"section-characters", "text-seal"}},
      {"DELETE FROM section WHERE text = 1 AND number = 0", {"part-numbers", "passage-section", "text-seal"}},
      {"UPDATE speaker SET label = 'P1' WHERE text = 1 AND number = 0", {"speaker-unique", "text-seal"}},
      {"UPDATE speaker SET label = char(10) WHERE text = 1 AND number = 0", {"speaker-label", "text-seal"}},
      {"UPDATE speaker SET role = 'interviewee' WHERE text = 1 AND number = 0", {"text-seal"}},
      {"UPDATE speaker SET role = 'boss' WHERE text = 1 AND number = 0", {"text-values"}},
      {"UPDATE mark SET place = 100000 WHERE text = 1 AND number = 1", {"mark-range", "text-seal"}},
      {"UPDATE mark SET place = 0 WHERE text = 1 AND number = 1", {"mark-order", "text-seal"}},
      {"UPDATE mark SET value = 'p. 3' WHERE text = 1 AND number = 1", {"text-seal"}},
      {"UPDATE mark SET number = 7 WHERE text = 1 AND number = 1", {"part-numbers"}},
      {"DELETE FROM mark WHERE text = 3", {"text-seal"}},
  });
}

TEST(Verify, FindsHarmToTheStateOfTheProject) {
  expect_each({
      {"UPDATE source SET name = char(7) WHERE name = 'n.txt'", {"source-name", "act-replay"}},
      {"UPDATE source SET name = 'm.txt' WHERE name = 'n.txt'", {"act-replay"}},
      {"UPDATE source SET text = 99 WHERE name = 'n.txt'", {"source-text", "references", "act-replay"}},
      {"UPDATE source SET text = 3 WHERE name = 'n.txt'", {"act-replay"}},
      {"UPDATE source SET kind = 'film' WHERE name = 'n.txt'", {"source-kind", "act-replay"}},
      {"UPDATE source SET kind = 'interview' WHERE name = 'n.txt'", {"act-replay"}},
      {"UPDATE source SET language = '' WHERE name = 'n.txt'", {"source-language", "act-replay"}},
      {"DELETE FROM source WHERE name = 'n.txt'", {"act-replay"}},
      {"INSERT INTO source VALUES ('u', 3, 'interview', 'en')", {"act-replay"}},
      {"UPDATE text SET hash = (SELECT hash FROM text WHERE id = 1) WHERE id = 2",
       {"source-once", "text-hash", "text-seal"}},
      {"UPDATE source_variable SET value = 'x'", {"act-replay"}},
      {"UPDATE source_variable SET value = CAST(x'FF' AS TEXT)", {"source-variable", "act-replay"}},
      {"UPDATE source_variable SET name = char(1) WHERE name = 'group'", {"source-variable", "act-replay"}},
      {"UPDATE source_variable SET source = 'nobody'", {"references", "act-replay"}},
      {"UPDATE role SET label = 'Nobody'", {"role-label", "act-replay"}},
      {"UPDATE role SET role = 'boss'", {"role-name", "act-replay"}},
      {"UPDATE role SET role = 'unknown'", {"act-replay"}},
      {"DELETE FROM role", {"act-replay"}},
      {"UPDATE case_row SET number = 9 WHERE number = 2", {"case-numbers", "act-replay"}},
      {"UPDATE case_row SET name = char(7) WHERE number = 1", {"case-names", "act-replay"}},
      {"UPDATE case_row SET source = CAST(x'FF' AS TEXT) WHERE number = 1", {"case-names", "act-replay"}},
      {"UPDATE case_row SET name = 'Berta' WHERE number = 1", {"act-replay"}},
      {"UPDATE case_row SET role = 'boss' WHERE number = 1", {"case-values", "act-replay"}},
      {"UPDATE case_row SET line = 99 WHERE number = 1", {"act-replay"}},
      {"UPDATE case_variable SET value = CAST(x'FF' AS TEXT) WHERE row = 1", {"case-variable", "act-replay"}},
      {"UPDATE case_variable SET row = 77 WHERE row = 1", {"case-rows", "references", "act-replay"}},
      {"UPDATE codebook_version SET yaml = yaml || ' '", {"codebook-hash"}},
      {"UPDATE codebook_version SET yaml = CAST(x'FF' AS TEXT)", {"codebook-utf8", "codebook-hash"}},
      {"UPDATE codebook_version SET hash = printf('%064d', 1)",
       {"codebook-hash", "codebook-current", "references"}},
      {"UPDATE current_codebook SET hash = printf('%064d', 1)",
       {"codebook-current", "references", "act-replay"}},
      {"UPDATE current_codebook SET file = 'x'", {"act-replay"}},
      {"DELETE FROM current_codebook", {"act-replay"}},
      {"UPDATE meta SET value = 'x' WHERE key = 'id'", {"project-id", "act-seal"}},
      {"UPDATE meta SET value = replace(value, '2', '3') WHERE key = 'created'", {"act-seal"}},
      {"DELETE FROM meta WHERE key = 'program'", {"meta", "act-seal"}},
      {"INSERT INTO meta VALUES ('x', 'y')", {"meta", "act-seal"}},
  });
}

TEST(Verify, FindsHarmToTheLog) {
  expect_each({
      {"DELETE FROM act WHERE number = 2", {"act-numbers", "act-seal", "act-order"}},
      {"DELETE FROM act WHERE number = 8", {"act-replay"}},
      {"DELETE FROM act WHERE number > 6", {}},
      {"UPDATE act SET at = 'yesterday' WHERE number = 2", {"act-time", "act-seal"}},
      {"UPDATE act SET at = '2026-11-18T11:06:41Z' WHERE number = 2", {"act-seal"}},
      {"UPDATE act SET who = 'ben' WHERE number = 2", {"act-seal"}},
      {"UPDATE act SET what = 'b.md' WHERE number = 2", {"act-seal"}},
      {"UPDATE act SET kind = 'dance' WHERE number = 2", {"act-kind", "act-seal"}},
      {"UPDATE act SET kind = 'set cases' WHERE number = 2", {"act-seal"}},
      {"UPDATE act SET of = 1 WHERE number = 2", {"act-of", "act-seal"}},
      {"UPDATE act SET of = 4 WHERE number = 8", {"act-order", "act-seal"}},
      {"UPDATE act SET kind = 'redo' WHERE number = 8", {"act-order", "act-seal"}},
      {"UPDATE act SET seal = printf('%064d', 1) WHERE number = 8", {"act-seal"}},
      {"UPDATE act SET changeset = x'00' WHERE number = 2", {"act-changeset", "act-seal", "act-replay"}},
      {"UPDATE act SET changeset = substr(changeset, 1, length(changeset) - 1) WHERE number = 2",
       {"act-changeset", "act-seal", "act-replay"}},
      {"UPDATE act SET changeset = x'' WHERE number = 2", {"act-seal", "act-replay"}},
  });
}

TEST(Verify, FindsThatTheFileItselfIsNotAsItShouldBe) {
  // These would be refused on opening, so the harm comes while the project is open.
  const std::pair<const char*, Checks> faults[] = {{"PRAGMA application_id = 1", {"application-id"}},
                                                   {"PRAGMA user_version = 9", {"schema-version"}},
                                                   {"CREATE TABLE extra(x)", {"schema"}},
                                                   {"DROP TRIGGER text_update", {"schema"}}};
  for (const auto& [sql, expected] : faults) {
    const std::string path = full_project();
    const auto reader = reopen(path, Access::read);
    SQLite::Database(path, SQLite::OPEN_READWRITE).exec(sql);
    EXPECT_EQ(checks_of(must(reader.verify())), expected) << sql;
  }
}

TEST(Verify, FindsADamagedIndex) {
  const std::string path = full_project();
  {
    // An index row that its table does not have.
    SQLite::Database db(path, SQLite::OPEN_READWRITE);
    db.exec("PRAGMA writable_schema = ON");
    const std::string other =
        db.execAndGet("SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_source_1'")
            .getString();
    db.exec("UPDATE sqlite_schema SET rootpage = " + other + " WHERE name = 'sqlite_autoindex_role_1'");
  }
  const auto checks = verify(path);
  EXPECT_TRUE(checks.count("integrity"));
}

TEST(Verify, GoesOnWherePagesCannotBeRead) {
  const std::string path = full_project();
  const auto page = std::stoul(ask(path, "SELECT rootpage FROM sqlite_schema WHERE name = 'mark'"));
  std::string bytes = slurp(path);
  bytes.replace((page - 1) * 4096, 4096, std::string(4096, '\xFF'));
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  harm(path, "UPDATE current_codebook SET file = 'x'");
  const auto checks = verify(path);
  for (const char* check : {"integrity", "readable", "act-replay"}) EXPECT_TRUE(checks.count(check)) << check;
}

TEST(Verify, FindsBrokenChecksOfTheSchemaWhenOpenForWriting) {
  // SQLite does not load CHECKs on a connection that only reads; there our own checks say the same.
  const std::string path = full_project();
  harm(path, "UPDATE source SET kind = 'film' WHERE name = 'n.txt'");
  EXPECT_EQ(verify(path), (Checks{"source-kind", "act-replay"}));
  EXPECT_EQ(checks_of(must(reopen(path).verify())), (Checks{"integrity", "source-kind", "act-replay"}));
}

TEST(Verify, NamesTheSourceThatIsHarmed) {
  const std::string path = full_project();
  harm(path,
       "UPDATE passage SET end_byte = begin_byte WHERE id = 2; UPDATE text SET body = replace(body, 'fees', "
       "'FEES') WHERE id = 3");
  std::set<std::string> places;
  for (const auto& finding : must(reopen(path, Access::read).verify()))
    places.insert(finding.check + " " + finding.place);
  EXPECT_TRUE(places.count("passage-range a.md:2"));
  EXPECT_TRUE(places.count("text-hash text 3")) << "its import is undone, so it has no name";
}

TEST(Verify, NoFlippedByteGoesUnnoticedOrChangesAnAnswer) {
  const FastFolders fast;
  const std::string path = full_project();
  // Fuller pages: a flip shall hit data more often than free space.
  must(reopen(path).add_source(sample_source("long.md", 400), "x"));
  const std::string sound = slurp(path);
  const std::string dump = must(reopen(path, Access::read).dump());
  std::mt19937_64 random(12);
  int refused = 0, found = 0, harmless = 0;
  for (int i = 0; i < 800; ++i) {
    std::string bytes = sound;
    const std::size_t place = random() % bytes.size();
    const char bit = static_cast<char>(1u << (random() % 8));
    bytes[place] = static_cast<char>(bytes[place] ^ bit);
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    const auto file = ProjectFile::open(path, Access::read, clock_2026, "anna");
    if (!file) {
      ++refused;
      continue;
    }
    const auto findings = file->verify();
    if (!findings || !findings->empty()) {
      ++found;
      continue;
    }
    ++harmless;
    const auto now = file->dump();
    ASSERT_TRUE(now) << "byte " << place;
    ASSERT_EQ(*now, dump) << "byte " << place;
    ASSERT_TRUE(file->log()) << "byte " << place;
  }
  RecordProperty("refused", refused);
  RecordProperty("found", found);
  RecordProperty("harmless", harmless);
  // That neither side is empty shows that both ways of noticing were tried.
  EXPECT_GT(refused, 10);
  EXPECT_GT(found, 200);
  EXPECT_EQ(refused + found + harmless, 800);
}

TEST(Verify, SurvivesATruncatedFile) {
  const FastFolders fast;
  const std::string path = full_project();
  const std::string sound = slurp(path);
  for (std::size_t size = 0; size < sound.size(); size += 2048) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << sound.substr(0, size);
    const auto file = ProjectFile::open(path, Access::read, clock_2026, "anna");
    if (!file) continue;
    const auto findings = file->verify();
    EXPECT_TRUE(!findings || !findings->empty()) << size;
  }
}

}  // namespace
}  // namespace gloss::store
