// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <type_traits>
#include <utility>

#include "base/result.h"

namespace gloss::test {

/// The value of a Result that must be there.
template <class T>
T must(Result<T> result) {
  if (!result) {
    ADD_FAILURE() << result.error().line();
    std::abort();
  }
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace gloss::test
