#include "tests/support/tls_server.h"

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <string_view>

namespace gkwatch::testing {
namespace {

struct Free {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* session) const { SSL_free(session); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

void require(bool is_done) {
  if (!is_done) std::abort();
}

// Valid for an hour, for 127.0.0.1: nothing is wrong with it but that it vouches for itself.
Owned<X509> certificate_for(EVP_PKEY* key) {
  Owned<X509> certificate{X509_new()};
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("127.0.0.1"), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  const Owned<X509_EXTENSION> address{
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1")};
  require(X509_add_ext(certificate.get(), address.get(), -1) == 1);
  require(X509_sign(certificate.get(), key, EVP_sha256()) > 0);
  return certificate;
}

}  // namespace

struct SelfSignedServer::Context {
  Owned<SSL_CTX> tls{SSL_CTX_new(TLS_server_method())};

  explicit Context(Speaks age) {
    const Owned<EVP_PKEY> key{EVP_EC_gen("P-256")};
    const Owned<X509> certificate = certificate_for(key.get());
    if (age == Speaks::Tls11AtMost) {
      SSL_CTX_set_security_level(tls.get(), 0);
      SSL_CTX_set_min_proto_version(tls.get(), TLS1_VERSION);
      SSL_CTX_set_max_proto_version(tls.get(), TLS1_1_VERSION);
    }
    require(SSL_CTX_use_certificate(tls.get(), certificate.get()) == 1);
    require(SSL_CTX_use_PrivateKey(tls.get(), key.get()) == 1);
  }

  void serve(int socket) const {
    constexpr std::string_view answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    const Owned<SSL> session{SSL_new(tls.get())};
    std::array<char, 4096> request;
    SSL_set_fd(session.get(), socket);
    if (SSL_accept(session.get()) != 1) return;
    if (SSL_read(session.get(), request.data(), static_cast<int>(request.size())) <= 0) return;
    SSL_write(session.get(), answer.data(), static_cast<int>(answer.size()));
    SSL_shutdown(session.get());
  }
};

std::string SelfSignedServer::certificate() const {
  const std::unique_ptr<BIO, decltype(&BIO_free)> memory{BIO_new(BIO_s_mem()), &BIO_free};
  require(PEM_write_bio_X509(memory.get(), SSL_CTX_get0_certificate(context_->tls.get())) == 1);
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

SelfSignedServer::SelfSignedServer(Speaks age) : context_{std::make_unique<Context>(age)} {
  std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to a client that has hung up
  server_ = std::make_unique<SocketServer>(
      [this](Connection& connection) { context_->serve(connection.socket()); });
}

SelfSignedServer::~SelfSignedServer() = default;

}  // namespace gkwatch::testing
