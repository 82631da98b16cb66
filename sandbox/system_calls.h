#pragma once

#include "core/result.h"

namespace gkwatch::sandbox {

// Puts this process under a seccomp filter, for good: it may compute, read files and get memory
// that is not executable. What is not listed, as opening for writing, fails with EPERM or EACCES;
// reaching for the network, another program or another process is death by SIGSYS.
Status filter_system_calls();

// Puts this process under the filter of LibreOffice, for good: it may do what a program without
// privileges may, but reach no network and no other process, nor leave its process group.
Status filter_converter_calls();

}  // namespace gkwatch::sandbox
