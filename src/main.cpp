// SPDX-License-Identifier: GPL-3.0-or-later
// argv in, exit code out.
int main() { return 0; }
