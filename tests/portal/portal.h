#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "tests/portal/fault.h"
#include "tests/portal/site.h"

namespace gkwatch::portal {

struct Options {
  std::uint16_t port = 0;             // 0: a free one
  std::filesystem::path fixtures{};   // "": the ones beside this file
  std::filesystem::path documents{};  // a corpus folder to serve in place of the fixtures; or ""
  // An agency that is there this many times more, as "sample-town-1" and so on, each at an address
  // of its own (127.0.1.1, 127.0.1.2…), at most 250 times.
  std::string copied{};
  int copies = 0;
};

// The sample portal: the disclosure pages of a few agencies (gkmlpt lists, content pages,
// attachments, and NFCMS pages beside them) on 127.0.0.1, with every behaviour a real portal has
// shown, good and bad. Many may run in one process. All methods may be called while it serves,
// from any thread.
//
// `article` is an article's key in site.json ("report-2020") or its id in decimals. Methods that
// return Status fail with NotFound where agency, article or attachment is unknown.
//
// The same over HTTP, as POST but where noted; parameters go into the query, percent-encoded:
//   GET  /_portal/                 these lines
//   GET  /_portal/agencies.csv     the watch list of this portal
//   GET  /_portal/counts           {"path": requests so far, ...}; not counting /_portal
//   POST /_portal/counts/reset
//   POST /_portal/publish?agency=A&article=X
//   POST /_portal/withdraw?agency=A&article=X
//   POST /_portal/readdress?agency=A&article=X&id=N
//   POST /_portal/title?agency=A&article=X&title=T
//   POST /_portal/replace?agency=A&article=X[&file=F]       F: a file of the agency's fixtures;
//   POST /_portal/attachment?agency=A&id=N[&file=F]         without it, the body is the content
//   POST /_portal/fault?kind=K[&agency=A][&path=P][&times=N][&after=N][&pause=MS]
//                             [&retry_after=S][&target=URL]
//   POST /_portal/clear            forgets all faults
//   GET  /_portal/faults           the names of K, one a line
// 204: done; 404 or 400 with one sentence: not.
class Portal {
 public:
  // Fails with Unreachable if the port is taken; with NotFound or Malformed as of load_sites.
  static Result<std::unique_ptr<Portal>> start(const Options& options = {});
  Portal(const Portal&) = delete;
  Portal& operator=(const Portal&) = delete;
  ~Portal();

  std::uint16_t port() const;
  // "http://127.0.0.1:PORT", and with the agency's prefix where one is named.
  std::string base_url(std::string_view agency = "") const;
  // The rows of agencies.csv, header included; addresses are of this port.
  std::string watch_list() const;
  // Path of the content page, or of the page that a row of type url leads to; "" if unknown.
  std::string path_of(std::string_view agency, std::string_view article) const;
  // Path of an attachment; "" if unknown.
  std::string attachment_path_of(std::string_view agency, std::int64_t attachment) const;

  // Lists an article that the fixtures hold back or that was withdrawn.
  Status publish(std::string_view agency, std::string_view article);
  // Adds an article of the caller's; its cid is the agency's annual-report column if 0.
  Status add(std::string_view agency, Article article);
  Status withdraw(std::string_view agency, std::string_view article);
  // Published anew under another id, as a row that was withdrawn and entered again.
  Status readdress(std::string_view agency, std::string_view article, std::int64_t id);
  Status retitle(std::string_view agency, std::string_view article, std::string title);
  // Other content under the same address, dated a day later.
  Status replace_body(std::string_view agency, std::string_view article, std::string html);
  Status replace_attachment(std::string_view agency, std::int64_t attachment, std::string bytes);
  // A fixture file of the agency, for the two above.
  Result<std::string> fixture(std::string_view agency, std::string_view file) const;

  // Faults are tried in the order in which they came; the first that speaks of a request strikes.
  void inject(Fault fault);
  void clear_faults();
  // How often any fault struck, also those cleared since.
  std::size_t strikes() const;
  void set_robots(std::string text);

  // Requests for exactly this path, whatever the query; 304 and faults count too.
  std::size_t requests(std::string_view path) const;
  std::map<std::string, std::size_t> requests() const;
  // The same in the order in which they came, headers included; the first 10 000.
  std::vector<testing::ReceivedRequest> received() const;
  // How many requests were under way at the same moment, at most.
  int most_at_once() const;
  void forget_requests();

  // Ends all connections. Called by the destructor as well.
  void stop();

 private:
  struct Impl;
  explicit Portal(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gkwatch::portal
