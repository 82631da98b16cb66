#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "model/agency.h"
#include "net/http.h"

namespace gkwatch::testing {

enum class Ailment { Reset, Timeout, BadGateway, BlockPage, NotJson, EmptyList, EmptyListNoPages };

// A post of a site: a report of one year.
struct SimulatedPost {
  std::int64_t id = 0;
  int year = 0;
  std::optional<Instant> stamp;  // as the site shows it
  std::string body;              // the report as HTML, or a line where it lies in a file
  std::string file{};            // of an attachment beside it; empty: none
  std::string picture{};         // in the page, its bytes; empty: none
  bool is_file_down = false;     // asked for the file or the picture, the server answers 502
  bool is_listed = true;         // false: neither in the list nor at its address
  bool is_row_lost = false;      // true: at its address, and not in the list
  std::optional<std::string> listed_title{};  // in the list, in place of its own
  std::string listed_query{};                 // behind its address in the list
  int page_status = 200;                      // another: the page is answered with it
};

// A gkmlpt site with one column of annual reports. Pages hold a counter, so that none is served
// twice alike.
struct SimulatedSite {
  Agency agency;  // its source is the site's base
  std::map<std::int64_t, SimulatedPost> posts;
  std::optional<Ailment> ailment;
};

// Some sites behind HttpTransport: what is listed now is what is answered now. The caller changes
// sites only while nobody sends.
class SimulatedPortal final : public net::HttpTransport {
 public:
  // http://host/prefix is the base.
  SimulatedSite& add(Agency agency, const std::string& host, const std::string& prefix);
  SimulatedSite& site(const AgencyId& agency) { return sites_.at(by_agency_.at(agency)); }
  std::map<std::string, SimulatedSite>& sites() { return sites_; }
  std::string address_of(const AgencyId& agency, std::int64_t post) const;

  int requests() const { return requests_; }
  int failures() const { return failures_; }  // of them, those that a site out of order answered

  Result<net::HttpResponse> send(const net::HttpRequest& request, net::Fault& fault,
                                 std::stop_token stop) override;

 private:
  Result<net::HttpResponse> answer(const std::string& base, const SimulatedSite& site,
                                   const std::string& path, net::Fault& fault);

  std::mutex mutex_;
  std::map<std::string, SimulatedSite> sites_;  // by base
  std::map<AgencyId, std::string> by_agency_;
  int requests_ = 0;
  int failures_ = 0;
};

}  // namespace gkwatch::testing
