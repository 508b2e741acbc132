// TLS connections to the hub, on ESP32 (mbedTLS) and ESP8266 (BearSSL).
#ifndef HUB_LINK_H
#define HUB_LINK_H

#include <Arduino.h>
#include <WiFiClientSecure.h>

#include "porchlight_hello.h"
#include "porchlight_protocol.h"

/** The key that a hub shows: its SubjectPublicKeyInfo, and the SHA-256 of it. */
struct HubKey {
  uint8_t info[porchlight::SPKI_BYTES];
  uint8_t hash[porchlight::KEY_BYTES];
};

enum class Linked { YES, NO, OTHER_KEY };

class HubLink {
 public:
  /** A connection for pairing: nobody vouches for the certificate, but every one of a pairing must show the same key. */
  Linked open_to_pair(const IPAddress& address, uint16_t port);
  /** The key of this pairing. */
  const HubKey& key() const { return key_; }
  /** The next pairing may meet another hub. */
  void forget_key() { has_key_ = false; }

  /** A connection for MQTT: to the hub that was paired with, and to no other. */
  Linked open_to_publish(const IPAddress& address, uint16_t port, const porchlight::Credential& credential, const HubKey& key);

  Client& pairing() { return pairing_; }
  Client& publishing() { return publishing_; }

 private:
  bool has_key_ = false;
  HubKey key_;
  WiFiClientSecure pairing_;
  WiFiClientSecure publishing_;
};

/** From the chip's own source. */
void fill_random(uint8_t* out, size_t length);

#endif
