// A sensor for Porchlight, on ESP32 and ESP8266: finds the hub, pairs with it by version 1, keeps its credential, publishes over TLS
// and follows the hub's announcements. See ../../README.md.
//
// Libraries: PubSubClient (Nick O'Leary), Crypto (Rhys Weatherley, for Ed25519). Cores: esp32 3.x, esp8266 3.x.
// Tested: all of porchlight_*.cpp, on a computer, against vectors.json and a TLS server. Not run on hardware: the rest, which was
// written from the sources of the cores. Tell us what you find.
#ifdef ESP32
#include <ESPmDNS.h>
#include <WiFi.h>
#else
#include <ESP8266WiFi.h>
#include <ESP8266mDNS.h>
#endif
#include <Ed25519.h>
#include <PubSubClient.h>
#include <WiFiUdp.h>

#include "device_store.h"
#include "hub_link.h"
#include "hub_pairing.h"
#include "porchlight_protocol.h"

using namespace porchlight;

const char WIFI_NAME[] = "your network";
const char WIFI_PASSWORD[] = "its password";

const uint16_t ANNOUNCE_PORT = 5006;
const unsigned long PUBLISH_MS = 10000;
const unsigned long FIRST_RETRY_MS = 1000, LAST_RETRY_MS = 60000;
/** Between tries to pair: slower than the hub's limit of 10 a minute. */
const unsigned long PAIR_AGAIN_MS = 10000;
/** A dead connection is noticed after one and a half times as long. */
const uint16_t KEEP_ALIVE_SECONDS = 10;

char deviceId[24];
Saved saved;
bool isPaired = false;
/** An announcement told where the hub is, and nobody was met there yet. */
bool isUnsaved = false;
HubLink hubLink;
PubSubClient mqtt(hubLink.publishing());
WiFiUDP udp;
Announcement heardLast;
unsigned long retryMs = FIRST_RETRY_MS, retryAt = 0, publishAt = 0;

void setup() {
  Serial.begin(115200);
  WiFi.mode(WIFI_STA);
  WiFi.begin(WIFI_NAME, WIFI_PASSWORD);
  while (WiFi.status() != WL_CONNECTED) delay(200);
  uint8_t mac[6];
  WiFi.macAddress(mac);
  snprintf(deviceId, sizeof deviceId, "sensor-%02x%02x%02x", mac[3], mac[4], mac[5]);
  MDNS.begin(deviceId);
  udp.begin(ANNOUNCE_PORT);
  if (!store_begin()) Serial.println("The flash cannot be used: the credential will not be kept.");
  isPaired = store_read(&saved);
  mqtt.setKeepAlive(KEEP_ALIVE_SECONDS);
  randomSeed(micros());
}

void loop() {
  hear();
  if (!isPaired) {
    isPaired = findAndPair();
    if (!isPaired) pauseAndHear(PAIR_AGAIN_MS);
  } else if (mqtt.connected()) {
    mqtt.loop();
    if (static_cast<long>(millis() - publishAt) >= 0) publishReading();
  } else if (static_cast<long>(millis() - retryAt) >= 0) {
    connectMqtt();
  }
  delay(5);
}

/** Asks the hubs that mDNS finds, then the one that announced itself last. */
bool findAndPair() {
  const int count = MDNS.queryService("porchlight", "tcp");
  for (int i = 0; i < count; i++) {
#ifdef ESP32
    const IPAddress address = MDNS.address(i);
#else
    const IPAddress address = MDNS.IP(i);
#endif
    if (pairAt(address, MDNS.port(i))) return true;
  }
  IPAddress address;
  const bool isAnnounced = heardLast.pair != 0 && address.fromString(heardLast.addresses.list[0]);
  return isAnnounced && pairAt(address, heardLast.pair);
}

bool pairAt(const IPAddress& address, uint16_t port) {
  Serial.printf("Asking the hub at %s, port %u.\n", address.toString().c_str(), port);
  if (!pair_with(hubLink, address, port, deviceId, &saved)) return false;
  saved.last_seq = strcmp(heardLast.hub_id, saved.credential.hub_id) == 0 ? heardLast.seq : 0;
  saved.followed.count = 0;
  store_write(saved);
  return true;
}

void connectMqtt() {
  const Addresses& followed = saved.followed;
  const Addresses& given = saved.credential.addresses;
  bool isConnected = false;
  for (size_t i = 0; i < followed.count && !isConnected; i++) isConnected = connectAt(followed.list[i], saved.followed_port);
  for (size_t i = 0; i < given.count && !isConnected; i++) isConnected = connectAt(given.list[i], saved.credential.tls_port);
  if (isConnected) {
    retryMs = FIRST_RETRY_MS;
    if (isUnsaved) isUnsaved = !store_write(saved);
    return;
  }
  retryAt = millis() + retryMs / 2 + random(retryMs);
  retryMs = min(LAST_RETRY_MS, retryMs * 2);
}

bool connectAt(const char* text, uint16_t port) {
  const Credential& credential = saved.credential;
  IPAddress address;
  if (port == 0 || !address.fromString(text)) return false;
  if (hubLink.open_to_publish(address, port, credential, saved.key) != Linked::YES) return false;
  const String status = String(credential.base_topic) + "/status";
  // PubSubClient takes a connection that is open already.
  if (!mqtt.connect(credential.client_id, credential.username, credential.password, status.c_str(), 1, true, "offline")) {
    Serial.printf("The hub does not let this device connect: %d.\n", mqtt.state());
    hubLink.publishing().stop();
    return false;
  }
  mqtt.publish(status.c_str(), "online", true);
  Serial.printf("Connected to %s.\n", text);
  return true;
}

/** PubSubClient publishes with QoS 0 only; the reference device uses QoS 1. */
void publishReading() {
  const String topic = String(saved.credential.base_topic) + "/light";
  mqtt.publish(topic.c_str(), String(analogRead(A0)).c_str());
  publishAt = millis() + PUBLISH_MS;
}

bool verifyEd25519(const uint8_t signature[64], const uint8_t key[KEY_BYTES], const void* message, size_t length) {
  return Ed25519::verify(signature, key, message, length);
}

/** Looks at one packet, if one came. */
void hear() {
  static char packet[ANNOUNCEMENT_BYTES + 1];
  static AnnouncementSpace space;
  static Announcement heard;
  if (udp.parsePacket() <= 0) return;
  const int length = udp.read(packet, sizeof packet);
  if (length <= 0) return;
  Pinned pinned;
  memcpy(pinned.hub_id, saved.credential.hub_id, sizeof pinned.hub_id);
  pinned.last_seq = saved.last_seq;
  if (check_announcement(packet, length, isPaired ? &pinned : nullptr, verifyEd25519, &space, &heard) != Heard::FOLLOW) return;
  heardLast = heard;
  if (isPaired) follow(heard);
}

/** A connection that works stays; the next one begins at the new place. The flash is spared: it learns of a place once it was reached. */
void follow(const Announcement& heard) {
  saved.last_seq = heard.seq;
  const uint16_t port = heard.mqtts ? heard.mqtts : saved.followed.count ? saved.followed_port : saved.credential.tls_port;
  if (port == saved.followed_port && same_addresses(heard.addresses, saved.followed)) return;
  saved.followed = heard.addresses;
  saved.followed_port = port;
  isUnsaved = true;
  if (mqtt.connected()) return;
  retryMs = FIRST_RETRY_MS;
  retryAt = millis();
}

void pauseAndHear(unsigned long ms) {
  for (const unsigned long start = millis(); millis() - start < ms; delay(5)) hear();
}
