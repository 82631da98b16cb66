// The archive from the command line: one document out of it, and whether it is whole.
#include <ostream>

#include "app/commands.h"
#include "app/configuration.h"
#include "app/progress.h"
#include "core/china_time.h"
#include "core/files.h"
#include "store/archive.h"
#include "store/evidence.h"
#include "store/verification.h"
#include "view/rows.h"

namespace gkwatch::app {
namespace {

Result<store::Archive> open_archive(const config::Settings& settings) {
  std::error_code failed;
  if (!std::filesystem::is_directory(settings.archive, failed)) {
    return Error{ErrorCode::NotFound, "there is no archive " + settings.archive.string()};
  }
  return store::Archive::open(settings.archive);
}

// How often a verification writes down how far it has come: a kill costs no more than this.
constexpr std::size_t kFilesBetweenNotes = 2000;

// Reads on until the end or a signal. `is_whole` says which.
Result<store::Verification> verified(const store::Archive& archive,
                                     const std::vector<ContentHash>& named,
                                     store::Verification from, bool& is_whole, World& world) {
  Progress bar{world, "archive verify"};
  std::size_t since_note = 0;
  is_whole = true;
  return store::verify(
      archive, named, std::move(from),
      [&](const store::Verification& so_far, std::size_t done, std::size_t all) {
        bar.show(done, all);
        is_whole = !world.stop.stop_requested();
        const bool is_time = ++since_note >= kFilesBetweenNotes;
        if (is_time) since_note = 0;
        // Without a note the next run begins anew, which costs time and nothing else.
        if (is_time) (void)store::remember(archive, so_far);
        return is_whole;
      });
}

Result<store::Rows> rows_of(const std::vector<store::Damaged>& damaged,
                            store::Evidence& evidence) {
  store::Rows rows{.columns = {"sha256", "problem", "url", "time"}};
  for (const store::Damaged& one : damaged) {
    const auto origin = evidence.origin(one.hash);
    if (!origin) return origin.error();
    rows.values.push_back({Json{to_hex(one.hash)}, Json{store::name_of(one.damage)},
                           *origin ? Json{(*origin)->url} : Json{},
                           *origin ? Json{iso_time((*origin)->had_at)} : Json{}});
  }
  return rows;
}

void tell(const store::Verification& state, std::string_view key, Language language,
          World& world) {
  world.err << say(language, key,
                   {{"files", std::to_string(state.files)},
                    {"bytes", std::to_string(state.bytes)},
                    {"damaged", std::to_string(state.damaged.size())},
                    {"unnamed", std::to_string(state.unnamed)}})
            << "\n";
}

// What was found, in rows; how it ended, in words.
Exit conclude(const store::Verification& state, bool is_whole, const store::Archive& archive,
              store::Evidence& evidence, const view::Page& page, World& world) {
  auto rows = rows_of(state.damaged, evidence);
  if (!rows) return complain(Error{ErrorCode::Storage, rows.error().message}, world);
  if (!rows->values.empty() || page.format != view::Format::Text) {
    world.out << view::render(*rows, page);
  }
  if (is_whole) {
    store::forget(archive);
    tell(state, "archive.verified", page.language, world);
    return state.damaged.empty() ? Exit::Done : Exit::NotInOrder;
  }
  const Status noted = store::remember(archive, state);
  tell(state, noted ? "archive.stopped" : "archive.stopped_for_good", page.language, world);
  return state.damaged.empty() ? Exit::NoAccess : Exit::NotInOrder;
}

}  // namespace

Exit archive_get_command(const Options& options, World& world) {
  auto settings = load_settings(options, world);
  if (!settings) return complain(settings.error(), world);
  const Language language = settings->language;
  const auto refuse = [&](std::string_view key) {
    world.err << "gkwatch: " << say(language, key, {{"value", options.words.front()}}) << "\n";
    return Exit::Usage;
  };
  const auto hash = hash_from_hex(options.words.front());
  if (!hash) return refuse("archive.no_hash");
  // Foreign bytes may hold commands to a terminal.
  if (options.out.empty() && world.is_out_terminal) return refuse("archive.terminal");
  auto archive = open_archive(*settings);
  if (!archive) return complain(archive.error(), world);
  const auto bytes = archive->get(*hash);
  if (!bytes) {
    complain(bytes.error(), world);
    return bytes.error().code == ErrorCode::Malformed ? Exit::NotInOrder : Exit::NoAccess;
  }
  if (options.out.empty()) {
    world.out << *bytes;
  } else if (Status written = write_file_durably(options.out, *bytes); !written) {
    return complain(Error{ErrorCode::Storage, written.error().message}, world);
  }
  return Exit::Done;
}

Exit archive_verify_command(const Options& options, World& world) {
  auto settings = load_settings(options, world);
  if (!settings) return complain(settings.error(), world);
  auto archive = open_archive(*settings);
  if (!archive) return complain(archive.error(), world);
  auto evidence = store::Evidence::open(settings->database);
  if (!evidence) return complain(Error{ErrorCode::Storage, evidence.error().message}, world);
  const auto named = evidence->named();
  if (!named) return complain(Error{ErrorCode::Storage, named.error().message}, world);
  store::Verification from;
  if (auto before = store::unfinished(*archive); before && !options.anew) {
    from = *std::move(before);
    tell(from, "archive.goes_on", settings->language, world);
  }
  bool is_whole = true;
  auto state = verified(*archive, *named, std::move(from), is_whole, world);
  if (!state) return complain(state.error(), world);
  return conclude(*state, is_whole, *archive, *evidence,
                  page_for(options.format, settings->language, world), world);
}

}  // namespace gkwatch::app
