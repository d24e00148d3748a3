// SPDX-License-Identifier: GPL-3.0-or-later
// What a long job tells its caller, and how the caller stops it.
#pragma once

#include <cstdint>
#include <string_view>

namespace gloss {

/// Below cli/ nobody prints; long work takes one of these. All calls come from the thread that started the
/// job.
class ProgressSink {
 public:
  virtual ~ProgressSink() = default;
  /// A stage begins: "Reading", of `total` bytes or things (0 = unknown).
  virtual void begin(std::string_view stage, std::uint64_t total, std::string_view unit) = 0;
  virtual void advance(std::uint64_t amount) = 0;
  virtual void end() = 0;
  /// Whether the user asked to stop. Jobs ask between steps and return Fault::stopped with all whole.
  virtual bool stopped() const = 0;
};

class NoProgress final : public ProgressSink {
 public:
  void begin(std::string_view, std::uint64_t, std::string_view) override {}
  void advance(std::uint64_t) override {}
  void end() override {}
  bool stopped() const override { return false; }
};

}  // namespace gloss
