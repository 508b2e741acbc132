#ifdef ESP32
#include <esp_random.h>

#include "hub_link.h"

// The core lets us read the certificate that the other side showed, so the key of each connection is at hand before anything is sent.

namespace {

bool read_key(WiFiClientSecure& client, HubKey* out) {
  const mbedtls_x509_crt* certificate = client.getPeerCertificate();
  if (certificate == nullptr || certificate->pk_raw.len != porchlight::SPKI_BYTES) return false;
  memcpy(out->info, certificate->pk_raw.p, porchlight::SPKI_BYTES);
  porchlight::sha256(out->info, porchlight::SPKI_BYTES, out->hash);
  return true;
}

}  // namespace

Linked HubLink::open_to_pair(const IPAddress& address, uint16_t port) {
  HubKey shown;
  pairing_.setInsecure();
  if (!pairing_.connect(address, port)) return Linked::NO;
  if (read_key(pairing_, &shown)) {
    if (!has_key_) key_ = shown;
    has_key_ = true;
    if (memcmp(shown.hash, key_.hash, sizeof shown.hash) == 0) return Linked::YES;
  }
  pairing_.stop();
  return Linked::OTHER_KEY;
}

/** The chain and the name are verified by mbedTLS. It does not look at dates: the core is built without a clock in mbedTLS. */
Linked HubLink::open_to_publish(const IPAddress& address, uint16_t port, const porchlight::Credential& credential, const HubKey&) {
  HubKey shown;
  if (!publishing_.connect(address, port, credential.host, credential.ca, nullptr, nullptr)) return Linked::NO;
  if (read_key(publishing_, &shown) && memcmp(shown.hash, credential.server_key, sizeof shown.hash) == 0) return Linked::YES;
  publishing_.stop();
  return Linked::OTHER_KEY;
}

void fill_random(uint8_t* out, size_t length) { esp_fill_random(out, length); }

#endif
