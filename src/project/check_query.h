// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions of a query against what the project knows: a misspelt variable or value would silently find
// nothing.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "codebook/attribute.h"
#include "codebook/expression.h"
#include "project/facts.h"

namespace gloss::project {

/// Names that `where` and `--by` know: source, kind, language, speaker, role, section, and all variables.
std::vector<std::string> attributes(const std::vector<KnownSource>& sources);
/// All values of an attribute in the project, but for kind and role, whose values the parser knows.
std::set<std::string> values_of(const codebook::Attribute& attribute,
                                const std::vector<KnownSource>& sources);

/// Fault: bad_configuration, with the place in the query: an attribute that is not known, or a value that no
/// source and no speaker has. A project without sources knows nothing, and all is well.
Result<void> check_conditions(const codebook::Expression& expression, const std::string& query,
                              const std::vector<KnownSource>& sources);

}  // namespace gloss::project
