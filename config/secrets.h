#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "config/table.h"

namespace gkwatch::config {

// Where secrets may lie beside the configuration itself.
struct SecretPlaces {
  std::filesystem::path folder;  // of gkwatch.toml: `…_file` is relative to it
  std::optional<std::filesystem::path> credentials;  // systemd's $CREDENTIALS_DIRECTORY
};

// The secret `key` of `table`: written there, or in the file that `key`_file names, or in the
// credential `credential`. A line end after it is dropped. Nothing if it stands nowhere; a file
// that cannot be read, is empty or stands beside `key` is a problem. Never quotes the secret.
std::optional<std::string> read_secret(Table& table, const std::string& key,
                                       const std::string& credential, const SecretPlaces& places);

}  // namespace gkwatch::config
