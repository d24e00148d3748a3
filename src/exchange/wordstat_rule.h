// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of WordStat dictionaries (SATISFIED NEAR #PROFESSOR /S3) in our rule language.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace gloss::exchange {

struct WordstatRule {
  std::string text;     ///< in our language; empty where it cannot be said
  std::string problem;  ///< why not
};

/// Whether an entry is a rule and no phrase: it begins with @ or #, or has an operator and beside it a
/// #CATEGORY or a switch such as /S3. (BREAD AND BUTTER is a phrase.)
bool is_wordstat_rule(std::string_view entry);

/// `category` gives the reference for a #NAME, or an empty text where there is no such category.
WordstatRule read_wordstat_rule(std::string_view entry,
                                const std::function<std::string(std::string_view)>& category);

}  // namespace gloss::exchange
