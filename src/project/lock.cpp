// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/lock.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "base/hash.h"
#include "exchange/codings_table.h"
#include "project/all_codings.h"
#include "report/base_lines.h"
#include "stats/input_reader.h"
#include "text/offset_map.h"

namespace gloss::project {
namespace {

using stats::InputReader;

std::string hash_of(const std::vector<LockedCoding>& codings) {
  Sha256 hash;
  for (const LockedCoding& one : codings)
    hash.add_field(one.id).add_field(one.code).add_field(one.rules).add_field(one.decision);
  return hash.hex();
}

Result<LockedSource> locked(const Project& project, const store::StoredSource& stored,
                            const std::vector<SourceCoding>& codings) {
  LockedSource out{stored.name, stored.hash, static_cast<std::int64_t>(codings.size()), {}, {}};
  if (!codings.empty()) {
    GLOSS_TRY(const auto source, project.file().read_source(stored.name));
    std::vector<model::Coding> plain;
    for (const SourceCoding& one : codings) plain.push_back(one.coding);
    GLOSS_TRY(const auto rows, exchange::coding_rows(source, text::OffsetMap(source.text), plain));
    for (const auto& row : rows)
      out.rows.push_back({row.coding, row.code, row.start, row.end, row.rule, row.decision});
  }
  out.hash = hash_of(out.rows);
  return out;
}

Json as_json(const LockedCoding& one) {
  return Json::array({one.id, one.code, one.start, one.end, one.rules, one.decision});
}

std::optional<LockedCoding> coding_of(const Json& row) {
  if (!row.is_array() || row.size() != 6) return std::nullopt;
  for (const std::size_t text : {0u, 1u, 4u, 5u})
    if (!row[text].is_string()) return std::nullopt;
  if (!row[2].is_number_integer() || !row[3].is_number_integer()) return std::nullopt;
  return LockedCoding{row[0], row[1], row[2], row[3], row[4], row[5]};
}

/// Reads one source of the file; what is wrong with it is noted in `file`.
LockedSource source_of(const Json& member, InputReader& file) {
  static const Json nothing = Json::object();
  InputReader reader(member.is_object() ? member : nothing, nothing);
  LockedSource source;
  source.name = reader.text("source");
  source.text = reader.text("text");
  source.codings = reader.count("codings");
  source.hash = reader.text("hash");
  if (reader.has("rows"))
    for (const Json& row : reader.any("rows")) {
      const auto coding = coding_of(row);
      if (!coding) {
        reader.refuse("a coding is not [id, code, start, end, rules, decision]");
        break;
      }
      source.rows.push_back(*coding);
    }
  if (reader.refused()) file.refuse("source " + source.name + ": " + reader.fault());
  return source;
}

using LockedRows =
    std::map<std::tuple<std::int64_t, std::int64_t, std::string, std::string>, const LockedCoding*>;
/// By place, code and id.
LockedRows locked_rows(const LockedSource* source) {
  LockedRows found;
  if (source != nullptr)
    for (const LockedCoding& one : source->rows)
      found.emplace(std::tuple(one.start, one.end, one.code, one.id), &one);
  return found;
}

/// Lists what differs, source by source.
class Differences {
 public:
  explicit Differences(const std::string& language) : say_(language) {
    using Type = report::Column::Kind;
    table_.columns = {{"change", say_("Change", "变化"), Type::text},
                      {"coding", say_("Coding", "编码号"), Type::text},
                      {"source", say_("Source", "来源"), Type::text},
                      {"start", say_("Start", "起"), Type::number},
                      {"end", say_("End", "止"), Type::number},
                      {"code", say_("Code", "代码"), Type::text},
                      {"rule_then", say_("Rules then", "当时的规则"), Type::text},
                      {"rule_now", say_("Rules now", "现在的规则"), Type::text}};
  }

  void add(const std::string& name, const LockedSource* then, const LockedSource* now) {
    if (then != nullptr && now != nullptr && then->hash == now->hash && then->text == now->text) return;
    const bool listed = is_listed(then) && is_listed(now);
    if (!listed || then == nullptr || now == nullptr || then->text != now->text)
      table_.rows.push_back({word_for(then, now), "", name, {}, {}, "", "", ""});
    if (!listed) return;
    const LockedRows before = locked_rows(then), after = locked_rows(now);
    for (const auto& [place, one] : before) {
      const auto same = after.find(place);
      if (same == after.end())
        add_row("gone", name, *one, one->rules, "");
      else if (same->second->rules != one->rules)
        add_row("other rules", name, *one, one->rules, same->second->rules);
      else if (same->second->decision != one->decision)
        add_row("other decision", name, *one, one->rules, same->second->rules);
    }
    for (const auto& [place, one] : after)
      if (!before.contains(place)) add_row("new", name, *one, "", one->rules);
  }

  report::Table take() { return std::move(table_); }

 private:
  static bool is_listed(const LockedSource* source) {
    return source == nullptr || static_cast<std::int64_t>(source->rows.size()) == source->codings;
  }
  static std::string word_for(const LockedSource* then, const LockedSource* now) {
    if (then == nullptr) return "new source";
    if (now == nullptr) return "source gone";
    return then->text == now->text ? "codings differ" : "other text";
  }
  void add_row(const char* change, const std::string& name, const LockedCoding& one, const std::string& then,
               const std::string& now) {
    table_.rows.push_back({std::string(change), one.id, name, one.start, one.end, one.code, then, now});
  }

  report::Wording say_;
  report::Table table_;
};

}  // namespace

Result<Lock> lock_of(const Project& project, Json options) {
  Lock lock;
  lock.options = std::move(options);
  lock.project = project.file().id();
  GLOSS_TRY(const auto log, project.file().log());
  if (!log.empty()) {
    lock.act = log.back().number;
    lock.seal = log.back().seal;
  }
  GLOSS_TRY(lock.made_from, provenance(project));
  CodedProject coded;
  if (!lock.made_from.codebook.empty()) {
    GLOSS_TRY(coded, all_codings(project));
  }
  GLOSS_TRY(const auto sources, known_sources(project));
  std::size_t codings = 0;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    static const std::vector<SourceCoding> none;
    GLOSS_TRY(auto source,
              locked(project, sources[i].stored, coded.coded.empty() ? none : coded.coded[i].codings));
    codings += source.rows.size();
    if (codings > most_locked_codings) source.rows.clear();
    lock.sources.push_back(std::move(source));
  }
  if (codings > most_locked_codings)
    for (LockedSource& source : lock.sources) source.rows.clear();
  return lock;
}

std::string as_text(const Lock& lock) {
  std::string out = "{\n  \"schema\": 1,\n";
  const auto member = [&](const char* name, const Json& value) {
    out += fmt::format("  \"{}\": {},\n", name, json_line(value));
  };
  member("lock", "gloss");
  member("project", lock.project);
  member("act", lock.act);
  member("seal", lock.seal);
  member("made_from", as_json(lock.made_from));
  member("options", lock.options);
  out += "  \"sources\": [";
  for (const LockedSource& source : lock.sources) {
    out += &source == &lock.sources.front() ? "\n" : ",\n";
    out +=
        fmt::format("    {{\"source\": {}, \"text\": {}, \"codings\": {}, \"hash\": {}, \"rows\": [",
                    json_line(source.name), json_line(source.text), source.codings, json_line(source.hash));
    for (const LockedCoding& one : source.rows)
      out += (&one == &source.rows.front() ? "\n      " : ",\n      ") + json_line(as_json(one));
    out += "]}";
  }
  return out + "\n  ]\n}\n";
}

Result<Lock> read_lock(const std::string& text, const std::string& place) {
  GLOSS_TRY(const Json json, read_json(text, place));
  static const Json nothing = Json::object();
  InputReader reader(json.is_object() ? json : nothing, nothing);
  Lock lock;
  const bool is_lock = reader.text("lock", "") == "gloss" && reader.count("schema", 0) == 1;
  if (!is_lock) reader.refuse("it has not \"lock\": \"gloss\" and \"schema\": 1");
  lock.project = reader.text("project");
  lock.act = reader.count("act");
  lock.seal = reader.text("seal");
  const Json& made_from = reader.any("made_from");
  InputReader made(made_from.is_object() ? made_from : nothing, nothing);
  lock.made_from = {made.text("program"), made.count("sources"), made.text("codebook"),
                    made.text("codebook_hash"), made.text("state")};
  if (made.refused()) reader.refuse("made_from: " + made.fault());
  if (reader.has("options")) lock.options = reader.any("options");
  for (const Json& source : reader.any("sources")) {
    lock.sources.push_back(source_of(source, reader));
    if (reader.refused()) break;
  }
  if (reader.refused())
    return Err(Fault::bad_input, place, "this is no lock file: " + reader.fault(), "gloss lock writes one");
  return lock;
}

report::Table differences(const Lock& then, const Lock& now, const std::string& language) {
  std::map<std::string, std::pair<const LockedSource*, const LockedSource*>> sources;
  for (const LockedSource& source : then.sources) sources[source.name].first = &source;
  for (const LockedSource& source : now.sources) sources[source.name].second = &source;
  Differences found(language);
  for (const auto& [name, both] : sources) found.add(name, both.first, both.second);
  return found.take();
}

}  // namespace gloss::project
