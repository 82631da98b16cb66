// backup and restore: copies of what must not be lost, and the way back.
#include <sys/stat.h>
#include <unistd.h>

#include <ostream>

#include "app/commands.h"
#include "app/configuration.h"
#include "app/progress.h"
#include "store/backup.h"

namespace gkwatch::app {
namespace {

namespace fs = std::filesystem;

Exit refuse(std::string message, World& world) {
  world.err << "gkwatch: " << message << "\n";
  return Exit::NoAccess;
}

// A damaged copy is no wrong configuration.
Exit complain_of(const Error& error, World& world) {
  const bool is_conflict = error.code == ErrorCode::Conflict;
  return complain({is_conflict ? ErrorCode::Conflict : ErrorCode::Storage, error.message}, world);
}

Result<store::Mirrored> mirrored(const std::vector<store::IndexedFile>& index,
                                 const store::Archive& from, const store::Archive& to,
                                 World& world) {
  Progress bar{world, "archive"};
  return store::mirror(index, from, to, [&](std::size_t done) {
    bar.show(done, index.size());
    return !world.stop.stop_requested();
  });
}

void tell(const store::Mirrored& done, Language language, World& world) {
  world.err << say(language, "backup.mirrored",
                   {{"copied", std::to_string(done.copied)},
                    {"bytes", std::to_string(done.bytes)},
                    {"present", std::to_string(done.present)},
                    {"lost", std::to_string(done.lost.size())}})
            << "\n";
  for (const ContentHash& hash : done.lost) world.err << to_hex(hash) << "\n";
}

// Files of the superuser in a folder of the service would lock the service out.
std::string wrong_user(const fs::path& database, Language language) {
  struct stat folder {};
  const fs::path parent = database.has_parent_path() ? database.parent_path() : fs::path{"."};
  if (::stat(parent.c_str(), &folder) != 0 || ::geteuid() != 0 || folder.st_uid == 0) return "";
  return std::string{say(language, "restore.wrong_user",
                         {{"folder", parent.string()}, {"user", std::to_string(folder.st_uid)}})};
}

// The bytes first: what is broken off then has changed nothing but to add what was kept.
Exit bring_bytes(const std::vector<store::IndexedFile>& index, const Options& options,
                 const store::Archive& archive, Language language, World& world) {
  if (options.folder.empty()) return Exit::Done;
  std::error_code failed;
  if (!fs::is_directory(options.folder, failed)) {
    return refuse("there is no folder " + options.folder, world);
  }
  const auto from = store::Archive::open(options.folder);
  if (!from) return complain_of(from.error(), world);
  const auto done = mirrored(index, *from, archive, world);
  if (!done) return complain_of(done.error(), world);
  tell(*done, language, world);
  return Exit::Done;
}

}  // namespace

Exit backup_command(const Options& options, World& world) {
  auto settings = load_settings(options, world);
  if (!settings) return complain(settings.error(), world);
  auto archive = store::Archive::open(settings->archive);
  if (!archive) return complain_of(archive.error(), world);
  const std::string& file = options.words.front();
  if (Status done = store::back_up(settings->database, *archive, file); !done) {
    return complain_of(done.error(), world);
  }
  const auto index = store::archive_index(file);
  if (!index) return complain_of(index.error(), world);
  world.err << say(settings->language, "backup.done",
                   {{"file", file}, {"files", std::to_string(index->size())}})
            << "\n";
  if (options.folder.empty()) return Exit::Done;
  const auto to = store::Archive::open(options.folder);
  if (!to) return complain_of(to.error(), world);
  const auto done = mirrored(*index, *archive, *to, world);
  if (!done) return complain_of(done.error(), world);
  tell(*done, settings->language, world);
  return done->lost.empty() ? Exit::Done : Exit::NotInOrder;
}

Exit restore_command(const Options& options, World& world) {
  auto settings = load_settings(options, world);
  if (!settings) return complain(settings.error(), world);
  const Language language = settings->language;
  const std::string& file = options.words.front();
  if (const auto wrong = wrong_user(settings->database, language); !wrong.empty()) {
    return refuse(wrong, world);
  }
  const auto index = store::archive_index(file);
  if (!index) return complain_of(index.error(), world);
  auto archive = store::Archive::open(settings->archive);
  if (!archive) return complain_of(archive.error(), world);
  const Exit brought = bring_bytes(*index, options, *archive, language, world);
  if (brought != Exit::Done) return brought;
  if (Status done = store::restore(file, settings->database); !done) {
    return complain_of(done.error(), world);
  }
  const auto absent = store::absent_from(*archive, *index);
  world.err << say(language, absent.empty() ? "restore.done" : "restore.absent",
                   {{"database", settings->database.string()},
                    {"archive", settings->archive.string()},
                    {"files", std::to_string(index->size())},
                    {"absent", std::to_string(absent.size())}})
            << "\n";
  return absent.empty() ? Exit::Done : Exit::NotInOrder;
}

}  // namespace gkwatch::app
