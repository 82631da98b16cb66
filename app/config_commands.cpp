#include <algorithm>
#include <ostream>

#include "alerts/receivers.h"
#include "alerts/render.h"
#include "app/commands.h"
#include "app/configuration.h"
#include "net/curl_mail.h"
#include "net/curl_transport.h"
#include "store/database.h"

namespace gkwatch::app {
namespace {

const alerts::ReceiverSettings* find_receiver(const config::Settings& settings,
                                              const std::string& name) {
  const auto& all = settings.alerts.receivers;
  const auto it =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name.text == name; });
  return it == all.end() ? nullptr : &*it;
}

Exit unknown_receiver(const config::Settings& settings, const std::string& name, World& world) {
  std::string known;
  for (const auto& one : settings.alerts.receivers) known += " " + one.name.text;
  world.err << "gkwatch: "
            << say(settings.language, "notify.unknown", {{"receiver", name}, {"known", known}})
            << "\n";
  return Exit::Usage;
}

std::vector<std::string> wrong_receivers(const config::Settings& settings) {
  std::vector<std::string> complaints;
  for (const alerts::ReceiverSettings& one : settings.alerts.receivers) {
    if (Status good = alerts::check_receiver(one); !good) {
      complaints.push_back("[[receiver]] " + one.name.text + ": " + good.error().message);
    }
  }
  return complaints;
}

// A receiver that once said that it is gone, and answers now, is served again. Nothing to do where
// there is no database yet.
Status serve_again(const config::Settings& settings, const ReceiverId& receiver) {
  auto database = store::Database::open(settings.database, store::Database::Role::Desk);
  if (database) return database->unmark_gone(receiver);
  return database.error().code == ErrorCode::NotFound ? Status{} : Error{database.error()};
}

}  // namespace

Exit check_config_command(const Options& options, World& world) {
  auto settings = load_settings(options, world);
  if (!settings) return complain(settings.error(), world);
  auto list = load_watch_list(*settings, world);
  if (!list) return complain(list.error(), world);
  for (const config::BadRow& row : list->odd_rows) {
    world.err << settings->agencies.filename().string() << ":" << row.line << ": " << row.reason
              << "\n";
  }
  const auto complaints = wrong_receivers(*settings);
  for (const std::string& complaint : complaints) world.err << "gkwatch: " << complaint << "\n";
  if (!list->bad_rows.empty() || !complaints.empty()) return Exit::Configuration;
  const auto base = Url::parse(settings->alerts.page_base);
  const bool is_local = base && base->host().starts_with("127.");
  if (is_local && !settings->alerts.receivers.empty()) {
    world.err << "gkwatch: " << say(settings->language, "check_config.local_links") << "\n";
  }
  world.out << say(settings->language, "check_config.good",
                   {{"agencies", std::to_string(list->agencies.size())},
                    {"receivers", std::to_string(settings->alerts.receivers.size())}})
            << "\n";
  return Exit::Done;
}

Exit notify_command(const Options& options, World& world) {
  auto settings = load_settings(options, world);
  if (!settings) return complain(settings.error(), world);
  const alerts::ReceiverSettings* chosen = find_receiver(*settings, options.receiver);
  if (chosen == nullptr) return unknown_receiver(*settings, options.receiver, world);
  net::CurlTransport transport{{.proxy = settings->crawl.proxy}};
  net::CurlMail mail;
  auto receivers = alerts::make_receivers({chosen, 1}, {transport, mail, world.clock});
  if (!receivers) return complain(receivers.error(), world);
  const Delivery test = alerts::render_test(*chosen, settings->alerts, world.clock.now());
  const alerts::Attempt attempt = receivers->front()->deliver(test, world.stop.get_token());
  if (!attempt.status) {
    world.err << "gkwatch: "
              << say(settings->language, "notify.failed",
                     {{"receiver", chosen->name.text}, {"why", attempt.why.in(settings->language)}})
              << "\n";
    return Exit::NoAccess;
  }
  if (Status served = serve_again(*settings, chosen->name); !served) {
    return complain(served.error(), world);
  }
  world.out << say(settings->language, "notify.delivered", {{"receiver", chosen->name.text}})
            << "\n";
  return Exit::Done;
}

}  // namespace gkwatch::app
