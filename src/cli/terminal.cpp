// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/terminal.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <iostream>

#include "text/display.h"

namespace gloss::cli {
namespace {

volatile std::sig_atomic_t caught_signal = 0;

void on_stop(int signal) {
  caught_signal = signal;
  std::signal(signal, SIG_DFL);
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Escapes control characters but newlines and colour sequences ("ESC [ digits ; digits m").
std::string safe_for_terminal(std::string_view text) {
  std::string out;
  std::size_t plain = 0;
  const auto flush = [&](std::size_t end) { out += escape_controls(text.substr(plain, end - plain)); };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 0;
    if (text[at] == '\n') {
      length = 1;
    } else if (text[at] == '\x1b' && at + 1 < text.size() && text[at + 1] == '[') {
      std::size_t end = at + 2;
      while (end < text.size() && (text[end] == ';' || (text[end] >= '0' && text[end] <= '9'))) ++end;
      if (end < text.size() && text[end] == 'm') length = end + 1 - at;
    }
    if (length == 0) {
      ++at;
      continue;
    }
    flush(at);
    out += text.substr(at, length);
    at += length;
    plain = at;
  }
  flush(text.size());
  return out;
}

std::string time_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(seconds + 0.5);
  return whole < 60 ? fmt::format("{} s", whole) : fmt::format("{}:{:02} min", whole / 60, whole % 60);
}

std::string amount_text(double amount, std::string_view unit) {
  if (unit != "bytes") return fmt::format("{:.0f} {}", amount, unit);
  return amount < 1e6 ? fmt::format("{:.0f} kB", amount / 1e3) : fmt::format("{:.1f} MB", amount / 1e6);
}

}  // namespace

void catch_stop_signals() {
  std::signal(SIGINT, on_stop);
  std::signal(SIGTERM, on_stop);
}

int stop_exit_code() { return caught_signal == 0 ? 0 : 128 + static_cast<int>(caught_signal); }

bool error_output_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

Terminal::Terminal()
    : out_is_terminal_(::isatty(STDOUT_FILENO) == 1),
      error_is_terminal_(error_output_is_terminal()),
      color_(false) {
  set_color(Color::automatic);
}

void Terminal::set_color(Color color) {
  const char* no_color = std::getenv("NO_COLOR");
  const bool wanted = out_is_terminal_ && (no_color == nullptr || *no_color == '\0');
  color_ = color == Color::always || (color == Color::automatic && wanted);
}

std::size_t Terminal::width() const {
  if (const char* columns = std::getenv("COLUMNS")) {
    std::size_t width = 0;
    const auto [end, error] = std::from_chars(columns, columns + std::strlen(columns), width);
    if (error == std::errc() && *end == '\0' && width >= 20) return std::min<std::size_t>(width, 1000);
  }
  struct winsize size {};
  if (out_is_terminal_ && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
    return size.ws_col;
  return 100;
}

Result<void> Terminal::print(std::string_view text) {
  const bool done =
      out_is_terminal_ ? write_all(STDOUT_FILENO, safe_for_terminal(text)) : write_all(STDOUT_FILENO, text);
  if (!done) return Err(Fault::io, "standard output", std::string("cannot write: ") + std::strerror(errno));
  return {};
}

Result<bool> Terminal::confirm(std::string_view question, const std::string& hint) {
  if (::isatty(STDIN_FILENO) == 0)
    return Err(Fault::usage, "", "nobody can be asked here, so nothing was changed", hint);
  write_all(STDERR_FILENO, std::string(question) + " [y/N] ");
  std::string line;
  if (!std::getline(std::cin, line)) return false;
  return line == "y" || line == "Y" || line == "yes" || line == "是";
}

void Terminal::note(std::string_view line) {
  if (!quiet_) write_all(STDERR_FILENO, escape_controls(line) + "\n");
}

void Terminal::error(const Error& error) {
  std::string text = "gloss: " + error.line() + "\n";
  for (std::size_t at = 0; at < error.excerpt.size();) {
    const std::size_t end = std::min(error.excerpt.find('\n', at), error.excerpt.size());
    text += "  " + error.excerpt.substr(at, end - at) + "\n";
    at = end + 1;
  }
  write_all(STDERR_FILENO, error_is_terminal_ ? safe_for_terminal(text) : text);
}

void ProgressBar::begin(std::string_view stage, std::uint64_t total, std::string_view unit) {
  stage_ = stage;
  unit_ = unit;
  total_ = total;
  done_ = 0;
  started_ = drawn_ = std::chrono::steady_clock::now();
}

void ProgressBar::advance(std::uint64_t amount) {
  done_ += amount;
  const auto now = std::chrono::steady_clock::now();
  if (!shown_ || now - drawn_ < std::chrono::milliseconds(100)) return;
  drawn_ = now;
  draw();
}

void ProgressBar::draw() {
  constexpr int bar = 24;
  const double share =
      total_ == 0 ? 0 : std::min(1.0, static_cast<double>(done_) / static_cast<double>(total_));
  const double seconds = std::chrono::duration<double>(drawn_ - started_).count();
  const double rate = seconds > 0 ? static_cast<double>(done_) / seconds : 0;
  const auto filled = static_cast<int>(share * bar);
  std::string line = fmt::format("\r{:<9} [", stage_);
  for (int i = 0; i < bar; ++i) line += i < filled ? "█" : "·";
  line += fmt::format("] {:3.0f} %  {}/s", share * 100, amount_text(rate, unit_));
  if (rate > 0 && total_ > done_)
    line += fmt::format(", {} left", time_text(static_cast<double>(total_ - done_) / rate));
  write_all(STDERR_FILENO, line + "\x1b[K");
}

void ProgressBar::end() {
  if (shown_) write_all(STDERR_FILENO, "\r\x1b[K");
}

bool ProgressBar::stopped() const { return caught_signal != 0; }

}  // namespace gloss::cli
