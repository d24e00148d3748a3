// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sample.h"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "support/shared_data.h"

namespace gloss::test {
namespace {

using text::byte_span;
using text::ByteSpan;

/// Writes the text and remembers where things stand.
struct Builder {
  model::Source source;

  ByteSpan write(const std::string& words) {
    const std::size_t begin = source.text.size();
    source.text += words;
    return byte_span(begin, source.text.size());
  }
  void heading(int level, const std::string& words) {
    close_sections();
    const std::size_t begin = source.text.size();
    write("# ");
    const ByteSpan heading = write(words);
    write("\n\n");
    source.sections.push_back({level, heading, byte_span(begin, source.text.size()), -1});
  }
  void close_sections() {
    if (!source.sections.empty())
      source.sections.back().span.end.count = static_cast<std::uint32_t>(source.text.size());
  }
  void say(int speaker, const std::string& words) {
    write(source.speakers[static_cast<std::size_t>(speaker)].label + ": ");
    const ByteSpan span = write(words);
    write("\n\n");
    source.turns.push_back({speaker, span});
    source.passages.push_back({span, static_cast<std::int32_t>(source.turns.size()) - 1,
                               static_cast<std::int32_t>(source.sections.size()) - 1});
  }
  model::Source finish() {
    close_sections();
    source.hash = sha256_hex(source.text);
    return source;
  }
};

}  // namespace

model::Source sample_source(const std::string& name, int exchanges, const std::string& salt) {
  Builder b;
  b.source.name = name;
  b.source.format = "md";
  b.source.extractor = "md/1";
  b.source.encoding = "UTF-8";
  b.source.language = "en";
  b.source.variables = {{"group", "official"}, {"район", "Süd 🙂"}};
  b.source.speakers = {{"Interviewer", model::Role::interviewer},
                       {"P1", model::Role::interviewee},
                       {"访谈者", model::Role::unknown}};
  b.heading(1, "Money in " + name + salt);
  b.source.marks.push_back({{static_cast<std::uint32_t>(b.source.text.size())}, "00:00:01.000"});
  for (int i = 0; i < exchanges; ++i) {
    b.say(0, fmt::format("Question {}: where does the money come from?", i));
    b.say(1, fmt::format("Answer {}: from fees 🙂 and 经费, für alle.", i));
  }
  b.heading(2, "Räume");
  b.source.sections.back().parent = -1;
  b.source.marks.push_back({{static_cast<std::uint32_t>(b.source.text.size())}, "p. 2"});
  b.say(2, "我们没有房间。");
  return b.finish();
}

model::Source sample_notes(const std::string& name) {
  Builder b;
  b.source.name = name;
  b.source.kind = model::Kind::field_note;
  b.source.format = "txt";
  b.source.extractor = "txt/1";
  b.source.encoding = "windows-1252";
  b.source.language = "und";
  b.write("\n");
  b.source.passages.push_back({b.write("Rain. The hall is closed."), -1, -1});
  b.write("\n\n");
  b.source.passages.push_back({b.write("Nobody came " + name), -1, -1});
  return b.finish();
}

model::Source random_source(std::mt19937_64& random, const std::string& name) {
  const auto below = [&](std::uint64_t n) { return static_cast<int>(random() % n); };
  Builder b;
  b.source.name = name;
  b.source.kind = below(4) == 0 ? model::Kind::field_note : model::Kind::interview;
  b.source.format = below(2) == 0 ? "txt" : "vtt";
  b.source.extractor = b.source.format + "/1";
  b.source.encoding = below(3) == 0 ? "GB18030" : "UTF-8";
  b.source.language = below(3) == 0 ? "zh" : "en";
  for (int i = below(3); i > 0; --i)
    b.source.variables.emplace(fmt::format("v{}", i), fmt::format("{}", below(100)));
  const int speakers = below(4);
  for (int i = 0; i < speakers; ++i)
    b.source.speakers.push_back({fmt::format("P{}", i), static_cast<model::Role>(below(3))});
  b.write("\n");
  if (below(2) == 0) b.heading(1 + below(3), "Über 钱");
  for (int i = below(8); i > 0; --i) {
    const std::string words = fmt::format("words {} 🙂 经费 {}", random(), i);
    if (speakers > 0) {
      b.say(below(static_cast<std::uint64_t>(speakers)), words);
    } else {
      b.source.passages.push_back(
          {b.write(words), -1, static_cast<std::int32_t>(b.source.sections.size()) - 1});
      b.write("\n\n");
    }
    if (below(4) == 0)
      b.source.marks.push_back({{static_cast<std::uint32_t>(b.source.text.size())}, fmt::format("p. {}", i)});
  }
  b.write(fmt::format("end {}\n", random()));
  return b.finish();
}

model::CaseTable sample_cases() {
  model::CaseTable table;
  table.rows.push_back({"interviews/*",
                        "P1",
                        "Anna",
                        model::Role::interviewee,
                        std::nullopt,
                        {{"district", "北"}, {"group", "official"}},
                        2});
  table.rows.push_back({"notes.txt", "", "", std::nullopt, model::Kind::field_note, {}, 3});
  table.rows.push_back({"*", "", "Club", std::nullopt, std::nullopt, {{"group", "organiser"}}, 5});
  return table;
}

store::StoredCodebook sample_codebook(const std::string& words) {
  const std::string yaml = "codebook: c\ncodes:\n  money:\n    rules: [" + words + "]\n";
  return {"c", "c.yaml", yaml, sha256_hex(yaml)};
}

store::HandChange sample_hand_work(const model::Source& source, std::int64_t text) {
  store::HandChange change;
  const model::Anchor first = model::anchor_at(source.name, text, source.text, source.passages.front().span);
  ByteSpan part = source.passages.back().span;
  part.end.count = part.begin.count + 1;
  while ((static_cast<unsigned char>(source.text[part.end.count]) & 0xC0) == 0x80) ++part.end.count;
  const model::Anchor last = model::anchor_at(source.name, text, source.text, part);
  change.codings_in.push_back({first, "money", "anna"});
  change.decisions_in.push_back({first, "money", "anna", model::Decision::accepted, "fee*", 0});
  change.decisions_in.push_back({last, "money", "Bé 钱", model::Decision::rejected, "", 0});
  change.memos_in.push_back(
      {0, model::Subject::passage, "", "", first, "anna", "2026-11-01T00:00:00Z", "why? 🙂"});
  change.memos_in.push_back(
      {0, model::Subject::code, "money", "", {}, "anna", "2026-11-01T00:00:00Z", "narrow it"});
  change.read_in.push_back({source.name, "anna", true});
  return change;
}

std::string describe(const model::Source& s) {
  std::string all = fmt::format("{} {} {} {} {} {} {}\n{}\n", s.name, model::name_of(s.kind), s.format,
                                s.extractor, s.encoding, s.language, s.hash, s.text);
  const auto span = [](ByteSpan p) { return fmt::format("{}-{}", p.begin.count, p.end.count); };
  for (const auto& [name, value] : s.variables) all += fmt::format("v {}={}\n", name, value);
  for (const auto& p : s.speakers) all += fmt::format("s {} {}\n", p.label, model::name_of(p.role));
  for (const auto& p : s.sections)
    all += fmt::format("h {} {} {} {}\n", p.level, span(p.heading), span(p.span), p.parent);
  for (const auto& p : s.turns) all += fmt::format("t {} {}\n", p.speaker, span(p.span));
  for (const auto& p : s.passages) all += fmt::format("p {} {} {}\n", span(p.span), p.turn, p.section);
  for (const auto& p : s.marks) all += fmt::format("m {} {}\n", p.place.count, p.value);
  return all;
}

std::set<std::string> checks_of(const std::vector<store::Finding>& findings) {
  std::set<std::string> checks;
  for (const auto& finding : findings) {
    checks.insert(finding.check);
    EXPECT_FALSE(finding.place.empty()) << finding.check;
    EXPECT_FALSE(finding.message.empty()) << finding.check;
  }
  return checks;
}

void harm(const std::string& path, const std::string& sql) {
  SQLite::Database db(path, SQLite::OPEN_READWRITE);
  db.exec("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; PRAGMA recursive_triggers = OFF");
  std::vector<std::pair<std::string, std::string>> triggers;
  {
    SQLite::Statement query(db, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
    while (query.executeStep())
      triggers.emplace_back(query.getColumn(0).getString(), query.getColumn(1).getString());
  }
  db.exec("BEGIN");
  for (const auto& [name, statement] : triggers) db.exec("DROP TRIGGER " + name);
  db.exec(sql);
  for (const auto& [name, statement] : triggers) db.exec(statement);
  db.exec("COMMIT");
}

std::string ask(const std::string& path, const std::string& sql) {
  SQLite::Database db(path, SQLite::OPEN_READONLY);
  return db.execAndGet(sql).getString();
}

int in_child(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string folder_of(const std::string& path) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(path).parent_path()))
    names.insert(entry.path().filename().string());
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "" : " ") + name;
  return all;
}

FastFolders::FastFolders() {
  if (const char* folder = std::getenv("TMPDIR")) before_ = folder;
  if (std::filesystem::is_directory("/dev/shm")) ::setenv("TMPDIR", "/dev/shm", 1);
}
FastFolders::~FastFolders() { before_ ? ::setenv("TMPDIR", before_->c_str(), 1) : ::unsetenv("TMPDIR"); }

Sample new_sample() {
  const std::string path = temporary_folder() + "/study.gloss";
  return {path, must(store::ProjectFile::create(path, clock_2026, "anna"))};
}

store::ProjectFile reopen(const std::string& path, store::Access access) {
  return must(store::ProjectFile::open(path, access, clock_2026, "anna"));
}

}  // namespace gloss::test
