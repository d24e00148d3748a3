// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as text, the same in every locale.
#pragma once

#include <string>

namespace gloss {

/// The shortest form that reads back as the same double: 0.1, 1e-07, 3. REQUIRES: finite.
std::string shortest(double value);

}  // namespace gloss
