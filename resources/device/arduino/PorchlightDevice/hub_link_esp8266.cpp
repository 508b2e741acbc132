#ifdef ESP8266
#include <ESP8266WiFi.h>

#include "hub_link.h"

// BearSSL on this core does not tell which certificate the other side showed, and forgets its key after the handshake. What it can do
// is to demand a key (setKnownKey): then the handshake fails unless the server proves that it owns this very key, whatever its
// certificate says. So the key is learned first, from a connection that does nothing else (porchlight_hello.h), and demanded on every
// connection after it: for pairing and, kept with the credential, for MQTT. That needs neither a clock nor the hub's authority.

namespace {

const unsigned long LEARN_MS = 5000;

bool learn_key(const IPAddress& address, uint16_t port, HubKey* out) {
  static uint8_t received[porchlight::SERVER_HELLO_BYTES];
  uint8_t random[32], hello[porchlight::HELLO_BYTES];
  WiFiClient plain;
  if (!plain.connect(address, port)) return false;
  fill_random(random, sizeof random);
  porchlight::make_hello(random, hello);
  plain.write(hello, sizeof hello);
  size_t length = 0;
  porchlight::Shown shown = porchlight::Shown::MORE;
  for (const unsigned long start = millis(); shown == porchlight::Shown::MORE && millis() - start < LEARN_MS; delay(1)) {
    const int got = plain.available() ? plain.read(received + length, sizeof received - length) : 0;
    if (got <= 0) continue;
    length += got;
    shown = porchlight::find_spki(received, length, out->info);
  }
  plain.stop();
  porchlight::sha256(out->info, porchlight::SPKI_BYTES, out->hash);
  return shown == porchlight::Shown::KEY;
}

bool connect_to(WiFiClientSecure& client, const IPAddress& address, uint16_t port, const HubKey& key) {
  // They exist in TLS 1.2 alone, so that nobody can talk the connection down to an older version.
  static const uint16_t SUITES[] = {BR_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, BR_TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256};
  const BearSSL::PublicKey known(key.info, sizeof key.info);
  client.setCiphers(SUITES, 2);
  client.setKnownKey(&known);
  return client.connect(address, port);
}

}  // namespace

Linked HubLink::open_to_pair(const IPAddress& address, uint16_t port) {
  if (has_key_) return connect_to(pairing_, address, port, key_) ? Linked::YES : Linked::NO;
  if (!learn_key(address, port, &key_)) return Linked::NO;
  has_key_ = true;
  return connect_to(pairing_, address, port, key_) ? Linked::YES : Linked::NO;
}

/** By bare address there is no server name in the handshake: a hub that serves an imported certificate by default is not reached. */
Linked HubLink::open_to_publish(const IPAddress& address, uint16_t port, const porchlight::Credential&, const HubKey& key) {
  return connect_to(publishing_, address, port, key) ? Linked::YES : Linked::NO;
}

void fill_random(uint8_t* out, size_t length) { ESP.random(out, length); }

#endif
