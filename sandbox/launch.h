#pragma once

namespace gkwatch::sandbox {

// main() of what stands over LibreOffice: locks a child of its own in, starts the program in it,
// and ends when that ends. Ends both as soon as standard input is closed, so that nothing is left
// behind where the daemon is killed. Arguments: kLaunch, CPU seconds, bytes of memory, bytes of a
// file, its folder, the program and its arguments.
[[noreturn]] void launch_as_child(int argc, char** argv);

}  // namespace gkwatch::sandbox
