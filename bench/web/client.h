#pragma once

#include <string>

namespace gkwatch::bench {

// One connection that is kept open, and asks one question after the other.
class Client {
 public:
  explicit Client(int port);
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client();

  // The status of the answer, 0 if there was none.
  int get(const std::string& target);

 private:
  bool connect_again();
  const int port_;
  int socket_ = -1;
};

}  // namespace gkwatch::bench
