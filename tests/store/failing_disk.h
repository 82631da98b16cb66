#pragma once

struct sqlite3;

namespace gkwatch::testing {

// Stands between SQLite and the disk of this process, once for all databases that are opened
// after the first use. Counts writes, syncs and truncations; from a chosen one on it fails, or
// it kills the process in the middle of it.
class FailingDisk {
 public:
  enum class Manner { Work, Full, Kill };

  static void install();
  // From the `nth` write on, 1 being the next.
  static void from_write(int nth, Manner manner);
  static void work() { from_write(0, Manner::Work); }
  // Writes since the last from_write() or work().
  static int writes();
  // The connection that was opened last in this process.
  static sqlite3* last_connection();
};

}  // namespace gkwatch::testing
