// SPDX-License-Identifier: GPL-3.0-or-later
// Sources: which texts are in the project, under which name; speakers' roles as people chose them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/source.h"
#include "store/acts.h"
#include "store/project_file.h"
#include "store/texts.h"

namespace gloss::store {

/// See ProjectFile for all of these. They throw what SQLite throws.
Result<std::vector<StoredSource>> all_sources(Connection& connection, const std::string& place);
Result<StoredSource> add_source(const Actor& actor, const model::Source& source, std::string_view original);
Result<StoredSource> correct_source(const Actor& actor, const model::Source& corrected,
                                    std::string_view original, HandChange change);
Result<model::Source> read_source(Connection& connection, const std::string& name, Parts parts,
                                  const std::string& place);
Result<void> assign_role(const Actor& actor, const std::string& source, const std::string& label,
                         model::Role role);

}  // namespace gloss::store
