// SPDX-License-Identifier: GPL-3.0-or-later
// A clock that can stand still: order never depends on it, acts only note it.
#pragma once

#include <cstdint>
#include <string>

namespace gloss {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::int64_t unix_seconds() const = 0;
};

/// The machine's clock, or SOURCE_DATE_EPOCH where that is set.
class SystemClock final : public Clock {
 public:
  std::int64_t unix_seconds() const override;
};

class FixedClock final : public Clock {
 public:
  explicit FixedClock(std::int64_t seconds) : seconds_(seconds) {}
  std::int64_t unix_seconds() const override { return seconds_; }

 private:
  std::int64_t seconds_;
};

/// "2026-11-25T10:44:00Z", always UTC.
std::string utc_text(std::int64_t unix_seconds);

}  // namespace gloss
