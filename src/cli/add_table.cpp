// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/add_table.h"

#include <fmt/format.h>

namespace gloss::cli {
namespace {

using project::AddedFile;

std::string_view outcome_name(AddedFile::Outcome outcome) {
  switch (outcome) {
    case AddedFile::Outcome::stored:
      return "stored";
    case AddedFile::Outcome::known:
      return "known";
    case AddedFile::Outcome::refused:
      break;
  }
  return "refused";
}

std::string plural(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace

report::Table add_table(const project::AddReport& report) {
  using enum report::Column::Kind;
  report::Table table;
  table.title = fmt::format("{} stored, {} in the project already, {} refused",
                            plural(report.stored, "source", "sources"), report.known, report.refused);
  if (report.cases_changed) table.headers.push_back("cases.csv was taken over");
  table.head["stored"] = report.stored;
  table.head["known"] = report.known;
  table.head["refused"] = report.refused;
  table.columns = {{"source", "Source", text},
                   {"outcome", "Outcome", text},
                   {"language", "Language", text},
                   {"encoding", "Encoding", text},
                   {"sections", "Sections", number},
                   {"turns", "Turns", number},
                   {"speakers", "Speakers", number},
                   {"passages", "Passages", number},
                   {"read", "-", number},
                   {"kept", "-", number},
                   {"unit", "-", text}};
  for (const auto& file : report.files) {
    if (file.outcome == AddedFile::Outcome::refused) {
      table.rows.push_back({file.name, std::string("refused"), {}, {}, {}, {}, {}, {}, {}, {}, {}});
      continue;
    }
    const auto count = [](std::size_t n) { return report::Value(static_cast<std::int64_t>(n)); };
    const std::string encoding = file.decoded_how == "valid" || file.decoded_how.empty()
                                     ? file.encoding
                                     : file.encoding + " (" + file.decoded_how + ")";
    table.rows.push_back({file.name, std::string(outcome_name(file.outcome)), file.language, encoding,
                          count(file.sections), count(file.turns), count(file.speakers), count(file.passages),
                          count(file.units_read), count(file.units_stored), file.unit});
  }
  for (const auto& file : report.files)
    for (const auto& note : file.notes) table.notes.push_back(file.name + ": " + note);
  return table;
}

void tell_refusals(Session& session, const project::AddReport& report) {
  for (const auto& file : report.files) {
    if (file.why) session.terminal.error(*file.why);
    for (const auto& part : file.parts_refused)
      session.terminal.error({Fault::bad_input, part.place, part.reason, "", {}});
  }
}

}  // namespace gloss::cli
