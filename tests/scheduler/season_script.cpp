#include "tests/scheduler/season_script.h"

#include <algorithm>
#include <array>

#include "core/china_time.h"
#include "tests/support/report_generator.h"

namespace gkwatch::testing {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr hours kStands{24 * 4};  // at least, before the next thing happens to a report
constexpr int kTownsPerHost = 10;

Instant at(const char* time) { return *parse_china_time(time); }
Instant due() { return at("2024-02-01"); }  // the first moment after the due day
Instant quiet() { return at("2024-02-22"); }

std::string name_of_town(int number) {
  constexpr std::array<const char*, 20> kWords{"安", "宝", "昌", "德", "恩", "福", "光",
                                               "和", "吉", "康", "利", "明", "宁", "平",
                                               "庆", "瑞", "泰", "文", "兴", "永"};
  const auto word = [&](int n) { return std::string{kWords.at(static_cast<std::size_t>(n))}; };
  return "广州市示例区" + word(number % 20) + word(number / 20 % 20) + "镇人民政府";
}

}  // namespace

std::string edition(const std::string& agency, unsigned seed) {
  const ReportSpec spec{.agency = agency, .year = 2023, .seed = seed};
  return print_report(spec, make_figures(spec), Layout::Html);
}

Instant SeasonScript::begin() { return at("2024-01-16"); }
Instant SeasonScript::end() { return at("2024-03-03"); }

SeasonScript::SeasonScript(unsigned seed, int agencies) : random_{seed} {
  for (int i = 0; i < agencies; ++i) {
    Agency agency;
    agency.id = AgencyId{"town-" + std::to_string(i)};
    agency.name = name_of_town(i);
    agency.kind = AgencyClass::T;
    agency.region = "440114";
    towns_.push_back({agency, "host" + std::to_string(i / kTownsPerHost) + ".gov.cn",
                      draw(3) > 0});
  }
  for (const Town& town : towns_) plan(town);
  plan_outages();
  std::stable_sort(events_.begin(), events_.end(),
                   [](const SeasonEvent& a, const SeasonEvent& b) { return a.at < b.at; });
}

void SeasonScript::set_up(SimulatedPortal& portal) const {
  for (const Town& town : towns_) {
    SimulatedSite& site = portal.add(town.agency, town.host, town.agency.id.text);
    if (!town.has_older_report) continue;
    site.posts[7] = {.id = 7, .year = 2022, .stamp = at("2023-01-20 10:00"), .body = "<p>见表</p>"};
  }
}

Instant SeasonScript::moment(Instant from, Instant before) {
  const auto span = std::chrono::duration_cast<minutes>(before - from).count();
  return from + minutes{span > 0 ? draw(static_cast<int>(span)) : 0};
}

void SeasonScript::plan(const Town& town) {
  SeasonTruth& truth = truth_[town.agency.id];
  const int kind = draw(100);
  if (kind < 12) return;  // publishes nothing
  SeasonEvent publish{.agency = town.agency.id, .kind = SeasonEvent::Kind::Publish};
  publish.seed = static_cast<unsigned>(random_());
  publish.has_stamp = draw(100) >= 8;
  const bool is_late = kind < 35;
  // Without a stamp only our own look can prove that it was there in time.
  const Instant last = publish.has_stamp ? due() : due() - kStands;
  publish.at = is_late ? moment(due(), at("2024-02-10")) : moment(begin(), last);
  truth.published = publish.at;
  truth.editions = 1;
  truth.last_seed = publish.seed;
  truth.is_late = is_late && publish.has_stamp;
  truth.state = !is_late            ? Publication::OnTime
                : publish.has_stamp ? Publication::Late
                                    : Publication::UnknownDate;
  add(publish);
  plan_after(town, publish.at, truth);
}

void SeasonScript::plan_after(const Town& town, Instant published, SeasonTruth& truth) {
  Instant then = published + kStands;
  for (int i = 0; i < 2 && draw(100) < 30; ++i) {
    const Instant when = moment(then, then + hours{60});
    if (when >= quiet()) return;
    SeasonEvent event{.at = when, .agency = town.agency.id};
    event.kind = draw(3) == 0 ? SeasonEvent::Kind::Republish : SeasonEvent::Kind::Correct;
    event.seed = static_cast<unsigned>(random_());
    if (event.kind == SeasonEvent::Kind::Correct) {
      ++truth.editions;
      truth.last_seed = event.seed;
    }
    add(event);
    then = when + kStands;
  }
  const Instant when = moment(then, then + hours{60});
  if (when >= quiet() || draw(100) >= 12) return;
  add({.at = when, .agency = town.agency.id, .kind = SeasonEvent::Kind::Withdraw});
  truth.state = Publication::Removed;
}

void SeasonScript::fail(const AgencyId& agency, Instant from, hours length, Ailment ailment) {
  add({.at = from, .agency = agency, .kind = SeasonEvent::Kind::Fail, .ailment = ailment});
  add({.at = from + length, .agency = agency, .kind = SeasonEvent::Kind::Recover});
}

void SeasonScript::plan_outages() {
  const Instant last = quiet() - hours{24};
  std::map<std::string, std::pair<Instant, hours>> host_outages;
  for (const Town& town : towns_) {
    if (!host_outages.contains(town.host)) {
      host_outages[town.host] = {moment(begin(), last), hours{1 + draw(24)}};
    }
    const auto [from, length] = host_outages.at(town.host);
    fail(town.agency.id, from, length, static_cast<Ailment>(from.time_since_epoch().count() % 3));
    if (draw(100) >= 40) continue;
    // A list that was always empty and one that was emptied look the same.
    const auto kinds = static_cast<int>(town.has_older_report ? Ailment::EmptyListNoPages
                                                              : Ailment::NotJson);
    const Instant own = moment(begin(), last);
    const bool meets = own < from + length + hours{48} && from < own + hours{72};
    if (!meets) fail(town.agency.id, own, hours{1 + draw(24)}, static_cast<Ailment>(draw(kinds + 1)));
  }
}

void SeasonScript::apply(const SeasonEvent& event, SimulatedPortal& portal) {
  constexpr std::int64_t kNumber = 1000;
  SimulatedSite& site = portal.site(event.agency);
  const auto newest = [&]() -> SimulatedPost& { return site.posts.rbegin()->second; };
  switch (event.kind) {
    case SeasonEvent::Kind::Publish: {
      SimulatedPost post{.id = kNumber, .year = 2023};
      if (event.has_stamp) post.stamp = event.at;
      post.body = edition(site.agency.name, event.seed);
      site.posts[kNumber] = std::move(post);
      return;
    }
    case SeasonEvent::Kind::Correct:
      newest().body = edition(site.agency.name, event.seed);
      return;
    case SeasonEvent::Kind::Republish: {
      SimulatedPost post = newest();
      site.posts.erase(post.id);
      ++post.id;
      if (post.stamp) post.stamp = event.at;
      site.posts[post.id] = std::move(post);
      return;
    }
    case SeasonEvent::Kind::Withdraw:
      // All of the column goes: where there is no older report, the list is empty.
      for (auto& [id, post] : site.posts) post.is_listed = false;
      return;
    case SeasonEvent::Kind::Fail:
      site.ailment = event.ailment;
      return;
    case SeasonEvent::Kind::Recover:
      site.ailment.reset();
      return;
  }
}

}  // namespace gkwatch::testing
