// SPDX-License-Identifier: GPL-3.0-or-later
// The only place that prints: answers to standard output, errors and progress to standard error.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/progress.h"
#include "base/result.h"

namespace gloss::cli {

enum class Color { automatic, always, never };

class Terminal {
 public:
  Terminal();

  void set_color(Color color);
  void set_quiet(bool quiet) { quiet_ = quiet; }
  bool quiet() const { return quiet_; }
  bool color() const { return color_; }  ///< whether answers may hold colours
  std::size_t width() const;  ///< columns of the terminal; 100 where output is not one ($COLUMNS wins)

  /// An answer, as it is. On a terminal its control characters but newlines and our own colours are shown
  /// escaped.
  Result<void> print(std::string_view text);
  /// Asks on standard error and reads the answer: "y" or "yes" is yes, an empty line or anything else is no.
  /// Fault: usage, with `hint`, where nobody can be asked since standard input is no terminal.
  Result<bool> confirm(std::string_view question, const std::string& hint);
  /// A line of news on standard error; not with --quiet.
  void note(std::string_view line);
  /// "gloss: place: message; try: hint", and the excerpt below it.
  void error(const Error& error);

 private:
  bool out_is_terminal_, error_is_terminal_, color_, quiet_ = false;
};

/// A bar on standard error, where that is a terminal: stage, share done, rate and remaining time.
class ProgressBar final : public ProgressSink {
 public:
  explicit ProgressBar(bool shown) : shown_(shown) {}
  void begin(std::string_view stage, std::uint64_t total, std::string_view unit) override;
  void advance(std::uint64_t amount) override;
  void end() override;
  bool stopped() const override;

 private:
  void draw();
  bool shown_;
  std::string stage_, unit_;
  std::uint64_t total_ = 0, done_ = 0;
  std::chrono::steady_clock::time_point started_, drawn_;
};

/// From here on Ctrl-C and SIGTERM only set what `ProgressBar::stopped` tells; a second one ends the program
/// at once.
void catch_stop_signals();
/// 130 or 143 if such a signal came, else 0.
int stop_exit_code();
bool error_output_is_terminal();

}  // namespace gloss::cli
