// SPDX-License-Identifier: GPL-3.0-or-later
// Result<T>: what a function gives back when a user, a file, a disk or a network can make it fail.
//
// An Error says what happened, where, and what to do now; it becomes one line on stderr,
//     gloss: interviews/p03.txt:12: byte 0x93 is not UTF-8; try: --encoding windows-1252
// and an exit code. Our own mistakes are asserted, never returned.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace gloss {

/// Why something failed. The values are the exit codes of the program, stable for ever.
enum class Fault : int {
  usage = 64,              ///< the command line is wrong
  bad_input = 65,          ///< a file's content is wrong, or from a newer version
  missing_input = 66,      ///< a file is not there or cannot be read
  bug = 70,                ///< our own mistake
  out_of_memory = 71,      ///< memory, processes or descriptors
  cannot_create = 73,      ///< an output exists already, or its folder is read-only
  io = 74,                 ///< reading or writing failed; disk full
  busy = 75,               ///< another process writes to the project
  damaged = 76,            ///< the project is damaged
  not_allowed = 77,        ///< permissions
  bad_configuration = 78,  ///< a rule, a codebook or a configuration file is wrong
  stopped = 130,           ///< stopped by the user; the project is whole
};

struct Error {
  Fault fault = Fault::bug;
  std::string place;    ///< "FILE", "FILE:LINE" or "FILE:LINE:COLUMN"; may be empty
  std::string message;  ///< what is wrong and why; no full stop at the end
  std::string hint;     ///< what to do now ("use --force"); may be empty
  std::string excerpt;  ///< for rules and codebooks: the source line and a line with a caret; may be empty

  /// The one line for stderr, without the leading "gloss: ": `place: message; try: hint`.
  /// Control characters are shown escaped and the line is cut at 400 bytes, on a character boundary.
  std::string line() const;
};

template <class T>
using Result = tl::expected<T, Error>;

/// `return Err(Fault::io, path, "cannot read: disk error");`
inline tl::unexpected<Error> Err(Fault fault, std::string place, std::string message, std::string hint = {}) {
  return tl::unexpected<Error>(Error{fault, std::move(place), std::move(message), std::move(hint), {}});
}
inline tl::unexpected<Error> Err(Error error) { return tl::unexpected<Error>(std::move(error)); }

/// `text` with C0, DEL, C1, bidi controls and line separators shown as visible escapes (\x1b, \u202e), so
/// that no file name or content can command a terminal. Tab and newline become \t and \n. Bad UTF-8: \xNN.
std::string escape_controls(std::string_view text);

}  // namespace gloss

/// GLOSS_TRY(auto text, read_file(path)): the value, or return the error from the enclosing function.
#define GLOSS_TRY_NAME2(line) gloss_try_##line
#define GLOSS_TRY_NAME(line) GLOSS_TRY_NAME2(line)
#define GLOSS_TRY(declaration, expression)                                                \
  auto GLOSS_TRY_NAME(__LINE__) = (expression);                                           \
  if (!GLOSS_TRY_NAME(__LINE__)) return Err(std::move(GLOSS_TRY_NAME(__LINE__)).error()); \
  declaration = std::move(*GLOSS_TRY_NAME(__LINE__))
/// GLOSS_CHECK(write(...)): go on, or return the error from the enclosing function.
#define GLOSS_CHECK(expression)                                                                          \
  do {                                                                                                   \
    if (auto gloss_checked = (expression); !gloss_checked) return Err(std::move(gloss_checked).error()); \
  } while (false)
