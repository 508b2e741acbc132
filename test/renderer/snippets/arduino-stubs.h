// As much of Arduino, of the two cores and of PubSubClient as the sketch calls, so that a compiler on this machine can read it.
#include <stdint.h>
#include <stdio.h>
#include <time.h>

const int WIFI_STA = 1;
const int WL_CONNECTED = 3;

inline void delay(unsigned long) {}
inline unsigned long millis() { return 1; }
inline void configTime(int, int, const char*) {}

struct IPAddress {
  bool fromString(const char*) { return true; }
};
struct {
  void begin(unsigned long) {}
  void print(const char*) {}
  void println(int) {}
} Serial;
struct {
  void mode(int) {}
  void begin(const char*, const char*) {}
  int status() { return WL_CONNECTED; }
} WiFi;

namespace BearSSL {
struct X509List {
  explicit X509List(const char*) {}
};
}  // namespace BearSSL

struct WiFiClient {};
struct WiFiClientSecure : WiFiClient {
#if defined(ESP8266)
  void setTrustAnchors(const BearSSL::X509List*) {}
#else
  void setCACert(const char*) {}
#endif
};
struct PubSubClient {
  explicit PubSubClient(WiFiClient&) {}
  PubSubClient& setServer(IPAddress, uint16_t) { return *this; }
  bool connected() { return true; }
  bool connect(const char*, const char*, const char*) { return true; }
  int state() { return 0; }
  bool loop() { return true; }
  bool publish(const char*, const char*) { return true; }
};
