// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/all_reports.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/file.h"
#include "project/agreement.h"
#include "project/all_codings.h"
#include "project/circles.h"
#include "project/codebook_paper.h"
#include "project/crosstab.h"
#include "project/facts.h"
#include "project/likeness.h"
#include "project/lock.h"
#include "project/matrix.h"
#include "project/methods.h"
#include "project/network.h"
#include "project/page.h"
#include "project/portrait.h"
#include "project/prose_file.h"
#include "project/provenance.h"
#include "project/quotations.h"
#include "project/reading.h"
#include "project/reports.h"
#include "project/sequence.h"
#include "project/table_sheet.h"
#include "project/words.h"
#include "report/picture.h"

namespace gloss::project {
namespace {

/// What one report has to say, in the forms it has.
struct Answered {
  std::optional<report::Table> table = {};
  std::string picture = {};  ///< SVG; empty = none
  std::optional<report::Prose> prose = {};
};
using Make = std::function<Result<Answered>()>;

struct Named {
  const char* name;  ///< of its files: "frequency"
  Make make;
  bool on_page = true;  ///< not where the page has it already, or where it is long text
};

/// The report as a part of the page; its table has all rows there, its files lie beside it.
report::PageSection section_of(const std::string& name, const Answered& answered) {
  const report::Table& table = *answered.table;
  return {name, table.title, table.headers, answered.picture, table, table.notes, name + ".csv"};
}

Result<Answered> only_table(Result<report::Table> made) {
  if (!made) return Err(std::move(made).error());
  return Answered{std::move(*made)};
}

/// The reports of one project, in the order in which they are shown.
class Reports {
 public:
  Reports(const Project& project, const AllReportsRequest& request, std::string by)
      : project_(project), language_(request.language), by_(std::move(by)) {}

  /// REQUIRES: this stays where it is for as long as they are made.
  std::vector<Named> list() const {
    std::vector<Named> all = on_codes();
    for (auto& one : on_reading()) all.push_back(std::move(one));
    for (auto& one : on_words()) all.push_back(std::move(one));
    for (auto& one : on_likeness()) all.push_back(std::move(one));
    for (auto& one : to_read()) {
      one.on_page = false;
      all.push_back(std::move(one));
    }
    return all;
  }

 private:
  template <class Request>
  Request asked(const std::string& by = {}) const {
    Request request;
    request.selection.by = by;
    request.language = language_;
    return request;
  }

  std::vector<Named> on_codes() const {
    return {
        {"frequency", [this] { return only_table(frequency(project_, asked<FrequencyRequest>())); }},
        {"frequency-by-group",
         [this] { return only_table(frequency(project_, asked<FrequencyRequest>(by_))); }},
        {"cooccurrence", [this] { return only_table(cooccurrence(project_, asked<CooccurrenceRequest>())); }},
        {"crosstab",
         [this]() -> Result<Answered> {
           GLOSS_TRY(auto made, crosstab(project_, asked<CrosstabRequest>(by_)));
           return Answered{std::move(made.table), std::move(made.svg)};
         }},
        {"circles",
         [this]() -> Result<Answered> {
           GLOSS_TRY(auto made, circles(project_, asked<CirclesRequest>()));
           return Answered{std::move(made.edges), std::move(made.svg)};
         }},
        {"statements",
         [this]() -> Result<Answered> {
           GLOSS_TRY(auto made, circles(project_, asked<CirclesRequest>()));
           return Answered{std::move(made.statements)};
         }},
        {"sequence", [this] { return only_table(sequence(project_, asked<SequenceRequest>())); }}};
  }

  std::vector<Named> on_reading() const {
    return {
        {"accumulation", [this] { return only_table(accumulation(project_, asked<AccumulationRequest>())); }},
        {"uncoded", [this] { return only_table(uncoded(project_, asked<UncodedRequest>())); }},
        {"agreement", [this] {
           AgreementRequest request;
           request.language = language_;
           return only_table(agreement(project_, request));
         }}};
  }

  WordSelection words_of(const std::string& by = {}) const {
    WordSelection selection;
    selection.by = by;
    selection.language = language_;
    return selection;
  }

  std::vector<Named> on_words() const {
    return {{"words",
             [this] {
               WordsRequest request;
               request.selection = words_of();
               return only_table(words(project_, request));
             }},
            {"keyness",
             [this] {
               KeynessRequest request;
               request.words.selection = words_of(by_);
               return only_table(keyness(project_, request));
             }},
            {"collocations",
             [this] {
               CollocationsRequest request;
               request.selection = words_of();
               return only_table(collocations(project_, request));
             }},
            {"diversity", [this] { return only_table(diversity(project_, words_of())); }}};
  }

  std::vector<Named> on_likeness() const {
    return {{"similarity", [this] { return only_table(similarity(project_, asked<LikenessRequest>())); }},
            {"clusters",
             [this]() -> Result<Answered> {
               GLOSS_TRY(auto made, clusters(project_, asked<LikenessRequest>()));
               return Answered{std::move(made.table), std::move(made.svg)};
             }},
            {"map",
             [this]() -> Result<Answered> {
               GLOSS_TRY(auto made, correspondence_map(project_, asked<MapRequest>(by_)));
               return Answered{std::move(made.table), std::move(made.svg)};
             }},
            {"network", [this]() -> Result<Answered> {
               WordNetworkRequest request;
               request.selection = words_of();
               GLOSS_TRY(auto made, network(project_, request));
               return Answered{std::move(made.table), std::move(made.svg)};
             }}};
  }

  std::vector<Named> to_read() const {
    return {{"quotations",
             [this]() -> Result<Answered> {
               GLOSS_TRY(auto made, quotations(project_, asked<QuotationsRequest>(by_)));
               return Answered{std::move(made.table), {}, std::move(made.prose)};
             }},
            {"portrait",
             [this]() -> Result<Answered> {
               auto request = asked<PortraitRequest>();
               request.form = PortraitRequest::Form::picture;
               GLOSS_TRY(auto picture, portrait(project_, request));
               request.form = PortraitRequest::Form::segments;
               GLOSS_TRY(auto segments, portrait(project_, request));
               return Answered{std::move(segments.table), std::move(picture.svg)};
             }},
            {"codebook",
             [this]() -> Result<Answered> {
               GLOSS_TRY(const auto made, codebook_paper(project_, asked<CodebookPaperRequest>()));
               return Answered{report::codebook_table(made), {}, report::codebook_prose(made)};
             }},
            {"methods", [this]() -> Result<Answered> {
               GLOSS_TRY(const auto made, methods(project_, {language_}));
               return Answered{{}, {}, report::methods_prose(made)};
             }}};
  }

  const Project& project_;
  std::string language_, by_;
};

/// "group" where somebody has it, else "source", which every project has.
Result<std::string> usual_groups(const Project& project) {
  GLOSS_TRY(const auto sources, known_sources(project));
  const auto has_group = [](const model::Variables& variables) {
    return std::any_of(variables.begin(), variables.end(),
                       [](const auto& one) { return one.first == "group"; });
  };
  for (const KnownSource& source : sources) {
    if (has_group(source.facts.variables)) return std::string("group");
    for (const auto& speaker : source.facts.speakers)
      if (has_group(speaker.variables)) return std::string("group");
  }
  return std::string("source");
}

/// A table of numbers for other programs; too large to be shown.
Result<std::string> matrix_csv(const Project& project, const std::string& language) {
  std::string bytes;
  report::MatrixCsv csv([&](std::string_view piece) -> Result<void> {
    bytes += piece;
    return {};
  });
  MatrixRequest request;
  request.language = language;
  GLOSS_CHECK(matrix(project, request, csv));
  return bytes;
}

}  // namespace

Json as_json(const AllReportsRequest& request) {
  Json options = Json::object();
  if (!request.by.empty()) options["by"] = request.by;
  if (!request.language.empty()) options["language"] = request.language;
  return options;
}

AllReportsRequest request_of(const Json& options) {
  const auto text = [&](const char* name) {
    return options.is_object() && options.contains(name) && options[name].is_string()
               ? options[name].get<std::string>()
               : std::string();
  };
  return {text("by"), text("language")};
}

Result<std::vector<LeftOut>> all_reports(const Project& project, const AllReportsRequest& request,
                                         const TakeFile& take) {
  std::string by = request.by;
  if (by.empty()) {
    GLOSS_TRY(by, usual_groups(project));
  }
  GLOSS_TRY(const auto made_from, provenance(project));
  const std::string line = in_words(made_from, request.language);
  const Reports maker(project, request, by);
  const std::vector<Named> reports = maker.list();
  ProgressSink& progress = *project.environment().progress;
  progress.begin("Reporting", reports.size() + 1, "reports");
  std::vector<LeftOut> left_out;
  std::vector<NamedTable> tables;
  std::vector<report::PageSection> sections;
  for (const Named& report : reports) {
    if (progress.stopped()) return Err(Fault::stopped, "", "stopped; some files are from before");
    auto made = report.make();
    progress.advance(1);
    if (!made && made.error().fault != Fault::usage) return Err(std::move(made).error());
    if (!made) {
      left_out.push_back({report.name, made.error().message});
      continue;
    }
    const std::string name = report.name;
    if (made->table && report.on_page) sections.push_back(section_of(name, *made));
    if (!made->picture.empty())
      GLOSS_CHECK(take(name + ".svg", report::with_metadata(std::move(made->picture), line)));
    if (made->prose) {
      made->prose->notes.push_back(line);
      GLOSS_CHECK(take(name + ".md", report::as_markdown(*made->prose)));
      GLOSS_TRY(const auto word, docx_of(*made->prose));
      GLOSS_CHECK(take(name + ".docx", word));
    }
    if (!made->table) continue;
    GLOSS_CHECK(take(name + ".csv", report::as_csv(*made->table)));
    made->table->notes.push_back(line);
    tables.push_back({name, std::move(*made->table)});
  }
  GLOSS_TRY(const auto matrix, matrix_csv(project, request.language));
  GLOSS_CHECK(take("matrix.csv", matrix));
  const std::string& path = project.file().path();
  GLOSS_TRY(const auto sheets, xlsx_of(tables, parent_folder(path)));
  GLOSS_CHECK(take("tables.xlsx", sheets));
  GLOSS_TRY(const auto coded, all_codings(project));
  GLOSS_TRY(const auto codings, codings_table(project, coded));
  GLOSS_CHECK(take("codings.csv", report::as_csv(codings)));
  GLOSS_TRY(const auto page, report_site(project, coded, request.language, std::move(sections)));
  GLOSS_CHECK(take("index.html", page));
  GLOSS_TRY(const auto lock, lock_of(project, as_json(request)));
  GLOSS_CHECK(take(lock_name, as_text(lock)));
  progress.end();
  return left_out;
}

}  // namespace gloss::project
