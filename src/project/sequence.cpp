// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/sequence.h"

#include <fmt/format.h>

#include <optional>

#include "project/count_codings.h"

namespace gloss::project {

Result<report::Table> sequence(const Project& project, const SequenceRequest& request) {
  const std::string& chain = request.options.chain;
  if (chain != "source" && chain != "answer" && chain != "turn")
    return Err(Fault::usage, "--chain", fmt::format("'{}' is none of source, answer, turn", chain),
               "--chain answer");
  report::SequenceOptions options = request.options;
  std::optional<report::SequenceCounter> counter;
  const auto add = [&](CountedCodings& part) {
    if (!counter) {
      options.language = part.language;
      counter.emplace(part.project, options);
    }
    counter->add(part.project, part.units);
    drop_sources(part);
  };
  GLOSS_TRY(auto counted,
            count_codings(project,
                          {.selection = request.selection,
                           .language = request.language,
                           .units = chain == "source" ? std::nullopt : codebook::unit_named(chain),
                           .leaves = false},
                          add));
  if (!counter) add(counted);  // there is no source
  return options.within < 0 ? report::transitions_report(*counter) : report::leads_report(*counter);
}

}  // namespace gloss::project
