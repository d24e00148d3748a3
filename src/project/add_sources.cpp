// SPDX-License-Identifier: GPL-3.0-or-later
// Makers read and tokenize files; the one writer stores each in a transaction and indexes it.
#include "project/add_sources.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <utility>

#include "base/file.h"
#include "base/limits.h"
#include "base/parallel.h"
#include "intake/find_sources.h"
#include "project/index_care.h"
#include "text/decode.h"

namespace gloss::project {
namespace {

/// Files read ahead of the writer. Few, since each holds its bytes, its text and its tokens.
constexpr std::size_t files_ahead = 4;

/// One file on its way through the makers.
struct Made {
  std::optional<Error> error;
  std::string bytes;
  intake::ReadResult read;
  index::TokenizedText tokens;
  bool known = false;
};

/// Tokenizers hold ICU iterators and are costly to make: makers borrow one and give it back.
class TokenizerPool {
 public:
  std::unique_ptr<index::TextTokenizer> borrow() {
    const std::scoped_lock lock(mutex_);
    if (free_.empty()) return std::make_unique<index::TextTokenizer>();
    auto one = std::move(free_.back());
    free_.pop_back();
    return one;
  }
  void give_back(std::unique_ptr<index::TextTokenizer> one) {
    const std::scoped_lock lock(mutex_);
    free_.push_back(std::move(one));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<index::TextTokenizer>> free_;
};

/// Labels that cases.csv knows for a source.
std::vector<std::string> names_in_cases(const model::CaseTable& cases, const std::string& source) {
  std::vector<std::string> names;
  for (const auto& row : cases.rows)
    if (!row.speaker.empty() && model::glob_matches(row.source, source)) names.push_back(row.speaker);
  return names;
}

void apply_cases(const model::CaseTable& cases, const std::string& name, model::Source& source) {
  for (const auto& row : cases.rows)
    if (row.speaker.empty() && row.kind && model::glob_matches(row.source, name)) source.kind = *row.kind;
}

std::string free_name(const std::string& wanted, const std::set<std::string, std::less<>>& taken) {
  if (!taken.contains(wanted)) return wanted;
  const std::size_t slash = wanted.rfind('/');
  std::size_t dot = wanted.rfind('.');
  if (dot == std::string::npos || (slash != std::string::npos && dot < slash)) dot = wanted.size();
  for (int n = 2;; ++n) {
    std::string name = wanted.substr(0, dot) + " (" + std::to_string(n) + ")" + wanted.substr(dot);
    if (!taken.contains(name)) return name;
  }
}

AddedFile describe(const intake::FoundFile& file, const Made& made) {
  AddedFile added;
  const model::Source& source = made.read.source;
  added.path = file.path;
  added.name = source.name;
  added.encoding = source.encoding;
  added.decoded_how = made.read.decoded_how;
  added.language = source.language;
  added.bytes = source.text.size();
  added.sections = source.sections.size();
  added.turns = source.turns.size();
  added.speakers = source.speakers.size();
  added.passages = source.passages.size();
  for (const auto& speaker : source.speakers) added.speaker_labels.push_back(speaker.label);
  added.units_read = made.read.units_read;
  added.units_stored = made.read.units_stored;
  added.unit = made.read.unit;
  added.parts_refused = made.read.refused;
  added.notes = made.read.notes;
  return added;
}

AddedFile refusal(const intake::FoundFile& file, Error why) {
  AddedFile added;
  added.outcome = AddedFile::Outcome::refused;
  added.path = file.path;
  added.name = file.name;
  added.why = std::move(why);
  return added;
}

Error not_readable(const intake::FoundFile& file) {
  return Error{
      Fault::bad_input, file.path, "is of a type that is not read", "save it as .txt, .md, .vtt or .srt", {}};
}

/// All cases.csv files, in the order of their paths, as one table.
Result<std::optional<model::CaseTable>> read_all_cases(const std::vector<std::string>& paths) {
  if (paths.empty()) return std::optional<model::CaseTable>();
  model::CaseTable all;
  for (const auto& path : paths) {
    GLOSS_TRY(const auto bytes, read_file(path, limits::input_file_bytes));
    GLOSS_TRY(auto table, intake::read_cases(bytes, path));
    all.rows.insert(all.rows.end(), std::make_move_iterator(table.rows.begin()),
                    std::make_move_iterator(table.rows.end()));
  }
  return std::optional(std::move(all));
}

}  // namespace

bool AddReport::complete() const {
  return refused == 0 && std::none_of(files.begin(), files.end(),
                                      [](const AddedFile& file) { return !file.parts_refused.empty(); });
}

Result<AddReport> add_sources(Project& project, const std::vector<std::string>& paths,
                              const AddOptions& options) {
  const Environment& environment = project.environment();
  if (auto known = text::decode("", "", {options.encoding, options.replace}); !known)
    return Err(std::move(known).error());
  GLOSS_TRY(const auto found, intake::find_sources(paths));
  GLOSS_TRY(const auto new_cases, read_all_cases(found.cases));

  AddReport report;
  if (new_cases) {
    GLOSS_TRY(report.cases_changed, project.file().set_cases(*new_cases));
  }
  GLOSS_TRY(const auto cases, project.file().cases());

  GLOSS_TRY(const auto* present, project.sources());
  std::map<std::string, std::string> name_of_hash;
  std::set<std::string, std::less<>> taken;
  for (const auto& source : *present) {
    name_of_hash[source.hash] = source.name;
    taken.insert(source.name);
  }
  std::set<std::string, std::less<>> known_hashes;
  for (const auto& [hash, name] : name_of_hash) known_hashes.insert(hash);

  std::uint64_t total = 0;
  for (const auto& file : found.sources) total += file_size(file.path);

  std::vector<Made> made(found.sources.size());
  TokenizerPool tokenizers;
  const auto make = [&](std::size_t i) {
    const intake::FoundFile& file = found.sources[i];
    Made& one = made[i];
    auto bytes = read_file(file.path, limits::input_file_bytes);
    if (!bytes) {
      one.error = std::move(bytes).error();
      return;
    }
    one.bytes = std::move(*bytes);
    auto read = intake::read_source(
        file.path, one.bytes,
        {options.encoding, options.replace, options.language, names_in_cases(cases, file.name)});
    if (!read) {
      one.error = std::move(read).error();
      return;
    }
    one.read = std::move(*read);
    apply_cases(cases, file.name, one.read.source);
    one.known = known_hashes.contains(one.read.source.hash);
    if (one.known) return;
    auto tokenizer = tokenizers.borrow();
    one.tokens = tokenizer->tokenize(0, one.read.source);
    tokenizers.give_back(std::move(tokenizer));
  };

  std::optional<index::TokenStoreWriter> tokens;
  std::optional<Error> failed;
  const auto use = [&](std::size_t i) {
    const intake::FoundFile& file = found.sources[i];
    Made one = std::move(made[i]);
    const auto bytes = one.bytes.size();
    if (environment.progress->stopped()) {
      failed = Error{Fault::stopped,
                     project.file().path(),
                     "stopped; what was read so far is stored",
                     "the same command again to go on",
                     {}};
      return false;
    }
    if (one.error) {
      if (one.error->fault == Fault::out_of_memory) {
        failed = std::move(one.error);
        return false;
      }
      report.files.push_back(refusal(file, std::move(*one.error)));
      ++report.refused;
    } else if (const auto known = name_of_hash.find(one.read.source.hash); known != name_of_hash.end()) {
      one.read.source.name = known->second;
      AddedFile added = describe(file, one);
      added.outcome = AddedFile::Outcome::known;
      report.files.push_back(std::move(added));
      ++report.known;
    } else {
      one.read.source.name = free_name(file.name, taken);
      auto stored = project.file().add_source(one.read.source, one.bytes);
      if (!stored) {
        if (stored.error().fault != Fault::bad_input) {
          failed = std::move(stored).error();
          return false;
        }
        report.files.push_back(refusal(file, std::move(stored).error()));
        ++report.refused;
        environment.progress->advance(bytes);
        return true;
      }
      one.tokens.text = stored->text;
      name_of_hash[stored->hash] = stored->name;
      taken.insert(stored->name);
      report.files.push_back(describe(file, one));
      ++report.stored;
      if (auto indexed = add_tokens(*tokens, one.tokens); !indexed) {
        failed = std::move(indexed).error();
        return false;
      }
    }
    environment.progress->advance(bytes);
    return true;
  };

  if (!found.sources.empty()) {
    // What an earlier, interrupted run left out of the index is added before new texts are.
    if (auto complete = project.tokens(); !complete) return Err(std::move(complete).error());
    project.close_index();
    GLOSS_CHECK(make_folder(project.index_folder()));
    GLOSS_TRY(auto writer,
              index::TokenStoreWriter::open(token_folder(project.index_folder()), project.file().id()));
    tokens.emplace(std::move(writer));
    environment.progress->begin("Reading", total, "bytes");
    make_in_parallel(found.sources.size(), environment.threads, files_ahead, make, use);
    environment.progress->end();
    if (auto finished = tokens->commit(); !finished && !failed) failed = std::move(finished).error();
    tokens.reset();
    project.forget_sources();
  }
  if (failed) return Err(std::move(*failed));

  if (report.stored > 0 && options.search_index) {
    if (auto ready = project.passage_index(); !ready) return Err(std::move(ready).error());
  }

  for (const auto& file : found.refused) {
    report.files.push_back(refusal(file, not_readable(file)));
    ++report.refused;
  }
  std::stable_sort(report.files.begin(), report.files.end(),
                   [](const AddedFile& a, const AddedFile& b) { return a.name < b.name; });
  return report;
}

}  // namespace gloss::project
