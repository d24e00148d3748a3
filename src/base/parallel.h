// SPDX-License-Identifier: GPL-3.0-or-later
// Many makers, one writer: a pure function over items 0..n-1, results handed over in input order.
#pragma once

#include <cstddef>
#include <functional>

namespace gloss {

/// Runs `make(i)` for i in [0, n) on `threads` threads (1 = here, no thread is started) and calls `use(i)` on
/// the calling thread, in order of i, once make(i) is done. At most `ahead` items are made but not yet used.
/// `use` returns false to end early; then no further `make` begins. Neither function may throw.
void make_in_parallel(std::size_t n, unsigned threads, std::size_t ahead,
                      const std::function<void(std::size_t)>& make,
                      const std::function<bool(std::size_t)>& use);

}  // namespace gloss
