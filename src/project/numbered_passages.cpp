// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/numbered_passages.h"

namespace gloss::project {

NumberedPassages::NumberedPassages(const CodedProject& coded) : coded_(&coded) {
  for (std::uint32_t source = 0; source < coded.coded.size(); ++source) {
    first_.push_back(static_cast<std::uint32_t>(places_.size()));
    const auto& passages = coded.coded[source].passages;
    for (std::uint32_t passage = 0; passage < passages.size(); ++passage)
      if (passages[passage].in_base) places_.push_back({source, passage});
  }
  first_.push_back(static_cast<std::uint32_t>(places_.size()));
}

}  // namespace gloss::project
