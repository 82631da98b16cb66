#include <algorithm>
#include <fstream>
#include <limits>
#include <ostream>

#include "app/commands.h"
#include "app/filter_check.h"
#include "app/part_file.h"
#include "app/reading_room.h"
#include "app/version.h"
#include "core/china_time.h"
#include "view/table_writer.h"

namespace gkwatch::app {
namespace {

store::Table table_of(const std::string& what) {
  if (what == "cells") return store::Table::Cells;
  if (what == "findings") return store::Table::Findings;
  return what == "history" ? store::Table::History : store::Table::Reports;
}

// Counts on the terminal, and stops when the program is to stop.
class Watched final : public store::RowSink {
 public:
  Watched(view::TableWriter& writer, Language language, World& world)
      : writer_{writer}, language_{language}, world_{world} {}

  Status begin(const std::vector<std::string>& columns) override { return writer_.begin(columns); }
  Status take(const std::vector<Json>& values) override {
    constexpr std::uint64_t kBeat = 1000;
    constexpr std::uint64_t kShown = 50 * kBeat;
    const std::uint64_t rows = writer_.rows() + 1;
    if (rows % kBeat == 0 && world_.stop.stop_requested()) {
      return Error{ErrorCode::Cancelled, "stopped"};
    }
    if (rows % kShown == 0) show();
    return writer_.take(values);
  }
  ~Watched() override {
    if (is_shown_) world_.err << "\r\x1b[K" << std::flush;
  }

 private:
  void show() {
    if (!world_.is_err_terminal) return;
    is_shown_ = true;
    world_.err << "\r"
               << say(language_, "export.rows", {{"rows", std::to_string(writer_.rows() + 1)}})
               << std::flush;
  }

  view::TableWriter& writer_;
  Language language_;
  World& world_;
  bool is_shown_ = false;
};

// The filters as they were given.
std::vector<std::pair<std::string, std::string>> query_of(const Options& options) {
  const store::Filter& filter = options.filter;
  std::vector<std::pair<std::string, std::string>> query{{"what", options.what}};
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) query.emplace_back(name, value);
  };
  for (const std::string& agency : filter.agencies) add("agency", agency);
  add("region", filter.region_prefix);
  add("class", filter.agency_class);
  add("year", filter.year ? std::to_string(*filter.year) : "");
  add("since", filter.since ? iso_time(*filter.since) : "");
  add("until", filter.until ? iso_time(*filter.until) : "");
  add("rule", filter.rule);
  add("severity", filter.severity ? std::string{name_of(*filter.severity)} : "");
  add("state", filter.state);
  add("limit", options.most_rows ? std::to_string(*options.most_rows) : "");
  return query;
}

view::Provenance provenance_of(const Options& options, const ReadingRoom& room, World& world) {
  const std::string version = version_text({});
  return {.table = table_of(options.what),
          .program = version.substr(0, version.find('\n')),
          .database = room.settings.database.string(),
          .made_at = world.clock.now(),
          .query = query_of(options),
          .language = room.settings.language};
}

// Into a stream; a reader that has seen enough ends it.
view::Output into(std::ostream& stream, const std::string& name) {
  return [&stream, name](std::string_view bytes) -> Status {
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (stream.good()) return {};
    return Error{ErrorCode::Storage, "cannot write " + name};
  };
}

std::unique_ptr<view::TableWriter> text_writer(const Options& options, view::Output output,
                                               const view::Provenance& provenance) {
  if (options.export_format == "json") return view::json_writer(std::move(output), provenance);
  const auto mark = options.has_mark ? view::ByteOrderMark::Write : view::ByteOrderMark::None;
  return view::csv_writer(std::move(output), provenance, mark);
}

Result<std::uint64_t> pour(view::TableWriter& writer, const Options& options,
                           const ReadingRoom& room, World& world) {
  store::Filter filter = options.filter;
  filter.limit = options.most_rows.value_or(std::numeric_limits<std::size_t>::max());
  Watched watched{writer, room.settings.language, world};
  Status done = room.queries.stream(table_of(options.what), filter, watched);
  if (done) done = writer.finish();
  if (!done) return done.error();
  return writer.rows();
}

Result<std::uint64_t> to_stdout(const Options& options, const ReadingRoom& room, World& world) {
  const view::Provenance provenance = provenance_of(options, room, world);
  const view::Output output = into(world.out, "standard output");
  if (options.export_format != "xlsx") {
    return pour(*text_writer(options, output, provenance), options, room, world);
  }
  const PartFile file{std::filesystem::temp_directory_path() / "gkwatch-export.xlsx"};
  const auto rows = pour(*view::xlsx_writer(file.path(), provenance), options, room, world);
  if (!rows) return rows;
  std::ifstream in{file.path(), std::ios::binary};
  world.out << in.rdbuf();
  if (!in.good() || !world.out.good()) return Error{ErrorCode::Storage, "cannot write"};
  return rows;
}

Status write_metadata(const std::string& name, const view::Provenance& provenance) {
  PartFile file{name + "-metadata.json"};
  std::ofstream stream{file.path(), std::ios::binary | std::ios::trunc};
  stream << view::csv_metadata(provenance, std::filesystem::path{name}.filename().string());
  stream.close();
  if (!stream) return Error{ErrorCode::Storage, "cannot write " + file.path().string()};
  return file.keep();
}

Result<std::uint64_t> to_file(const Options& options, const ReadingRoom& room, World& world) {
  const view::Provenance provenance = provenance_of(options, room, world);
  PartFile file{options.out};
  Result<std::uint64_t> rows = std::uint64_t{0};
  if (options.export_format == "xlsx") {
    rows = pour(*view::xlsx_writer(file.path(), provenance), options, room, world);
  } else {
    std::ofstream stream{file.path(), std::ios::binary | std::ios::trunc};
    if (!stream) return Error{ErrorCode::Storage, "cannot create " + file.path().string()};
    rows = pour(*text_writer(options, into(stream, file.path().string()), provenance), options,
                room, world);
    stream.close();
    if (rows && !stream) return Error{ErrorCode::Storage, "cannot write " + file.path().string()};
  }
  if (!rows) return rows;
  if (Status kept = file.keep(); !kept) return kept.error();
  if (options.export_format != "csv") return rows;
  if (Status written = write_metadata(options.out, provenance); !written) return written.error();
  return rows;
}

}  // namespace

Exit export_command(const Options& options, World& world) {
  const std::string wrong =
      complaint_about(options.what, options.filter, language_of(options, world));
  if (!wrong.empty()) return refuse_usage(wrong, world);
  auto room = open_reading_room(options, world);
  if (!room) return complain(room.error(), world);
  const Language language = room->settings.language;
  const std::string unknown = unknown_agency(room->queries, options.filter, language);
  if (!unknown.empty()) return refuse_usage(unknown, world);
  if (options.out.empty() && options.export_format == "xlsx" && world.is_out_terminal) {
    return refuse_usage(std::string{say(language, "export.terminal")}, world);
  }
  const auto rows =
      options.out.empty() ? to_stdout(options, *room, world) : to_file(options, *room, world);
  // What standard output could not take is told, or forgiven, by run_program().
  if (!rows && options.out.empty() && !world.out.good()) return Exit::Done;
  if (!rows) return complain(rows.error(), world);
  if (!options.out.empty()) {
    world.err << say(language, "export.written",
                     {{"rows", std::to_string(*rows)}, {"file", options.out}})
              << "\n";
  }
  return Exit::Done;
}

}  // namespace gkwatch::app
