#pragma once

#include "core/result.h"
#include "sandbox/policy.h"

namespace gkwatch::sandbox {

// True if this build carries a sanitizer, whose shadow memory no address space limit leaves room
// for. All other walls stand there too.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kHasSanitizer = true;
#else
inline constexpr bool kHasSanitizer = false;
#endif

// Locks this process in, for good: it cannot write files, nor read
// others than character maps and what tesseract has learned (file_wall.h), reach the network, start
// or look into processes, gain privileges, leave a core dump, or use more time and memory than
// `limits` say. Dies with its parent. Unsupported if the kernel refuses one of the walls; nothing
// foreign may be read then.
Status lock_in(const Limits& limits);

}  // namespace gkwatch::sandbox
