// SPDX-License-Identifier: GPL-3.0-or-later
// The command line as a whole: parses, finds the command, runs it, tells errors, gives the exit code.
#pragma once

namespace gloss::cli {

/// Never throws. Exit codes: see Fault and Exit.
int run(int argc, char** argv);

}  // namespace gloss::cli
