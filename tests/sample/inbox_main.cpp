// gkwatch-sample-inbox FOLDER: a webhook receiver and a mail server on loopback for ./quickstart.
// Prints what comes in as a person would read it, keeps the mails and bodies in FOLDER, and
// serves until it gets SIGINT or SIGTERM. Prints its two addresses first.

#include <csignal>
#include <fstream>
#include <iostream>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "core/crypto.h"
#include "core/json.h"
#include "core/text.h"
#include "tests/support/http_listener.h"
#include "tests/support/smtp_server.h"

namespace {

using gkwatch::Json;

std::mutex printing;

void save(const std::string& file, const std::string& bytes) {
  std::ofstream{file, std::ios::binary | std::ios::trunc} << bytes;
}

// The text of one part of a mail; `type` is "text/plain" or "text/html".
std::string part_of(const std::string& mail, const std::string& type) {
  const auto head = mail.find("Content-Type: " + type);
  const auto body = head == std::string::npos ? head : mail.find("\n\n", head);
  if (body == std::string::npos) return "";
  const auto end = mail.find("\n--", body);
  const std::string raw = mail.substr(body + 2, end - body - 2);
  const std::string headers = mail.substr(head, body - head);
  if (!gkwatch::contains(gkwatch::to_lower(headers), "base64")) return raw;
  return gkwatch::from_base64(gkwatch::without_spaces(raw)).value_or(raw);
}

void print_hook(const std::string& folder, const gkwatch::testing::ReceivedRequest& request) {
  const auto json = Json::parse(request.body);
  if (!json) return;
  const std::lock_guard lock{printing};
  save(folder + "/" + std::string{request.header("webhook-id")} + ".json", request.body);
  for (const Json& alert : (*json)["data"]["alerts"].items()) {
    std::cout << "[webhook] " << alert["event"].string_or("") << " #"
              << alert["id"].integer().value_or(0) << " " << alert["severity"].string_or("") << " "
              << alert["rule"].string_or("") << "\n          "
              << alert["agency"]["name"].string_or("") << " " << alert["year"].integer().value_or(0)
              << "\n          " << alert["text"].string_or("") << "\n";
  }
  std::cout << std::flush;
}

void print_mail(const std::string& folder, std::size_t number, const std::string& mail) {
  const std::lock_guard lock{printing};
  const std::string name = folder + "/mail-" + std::to_string(number);
  save(name + ".eml", mail);
  save(name + ".html", part_of(mail, "text/html"));
  std::cout << "[mail] " << name << ".html\n" << part_of(mail, "text/plain") << "\n" << std::flush;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: gkwatch-sample-inbox FOLDER\n";
    return 2;
  }
  sigset_t signals;
  sigemptyset(&signals);
  for (const int one : {SIGINT, SIGTERM, SIGALRM}) sigaddset(&signals, one);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  const std::string folder = argv[1];
  auto hooks = gkwatch::testing::HttpListener::start(0, [&](const auto& request, auto& connection) {
    print_hook(folder, request);
    connection.send("HTTP/1.1 204 No Content\r\n\r\n");
  });
  if (!hooks) {
    std::cerr << hooks.error().message << "\n";
    return 4;
  }
  const gkwatch::testing::SmtpServer mailbox;
  std::cout << "hook http://127.0.0.1:" << (*hooks)->port() << "/hook\nsmtp " << mailbox.url()
            << "\n"
            << std::flush;
  std::size_t printed = 0;
  const timespec second{1, 0};
  while (true) {
    const int signal = sigtimedwait(&signals, nullptr, &second);
    const auto mails = mailbox.mails();
    for (; printed < mails.size(); ++printed)
      print_mail(folder, printed + 1, mails[printed].content);
    if (signal == SIGINT || signal == SIGTERM) return 0;
  }
}
