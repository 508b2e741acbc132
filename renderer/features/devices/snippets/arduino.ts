import type { SnippetFacts } from './facts.ts';
import { cString, quoted } from './quoting.ts';

const start = `#if defined(ESP8266)
  // Certificates hold for a time, so the clock must be right.
  configTime(0, 0, "pool.ntp.org");
  while (time(nullptr) < 1700000000) delay(250);
  network.setTrustAnchors(&authority);
#else
  network.setCACert(AUTHORITY);
#endif
`;

/** A complete sketch for ESP32 and ESP8266 with the library PubSubClient: one reading a minute. */
export function arduino({ name, host, port, authorityPem, userName, password, topic }: SnippetFacts): string {
  const isEncrypted = authorityPem !== null;
  const client = isEncrypted ? 'WiFiClientSecure' : 'WiFiClient';
  return `// ${quoted(name)}: publishes one reading a minute. For ESP32 and ESP8266, with the library PubSubClient.
#if defined(ESP8266)
#include <ESP8266WiFi.h>
#else
#include <WiFi.h>
#endif
${isEncrypted ? '#include <WiFiClientSecure.h>\n#include <time.h>\n' : ''}#include <PubSubClient.h>

const char* WIFI_NAME = "your Wi-Fi";
const char* WIFI_PASSWORD = "its password";

const char* MQTT_HOST = ${cString(host)};
const uint16_t MQTT_PORT = ${port};
const char* MQTT_USER = ${cString(userName)};
const char* MQTT_PASSWORD = ${cString(password)};
const char* MQTT_TOPIC = ${cString(topic)};
${isEncrypted ? `\nconst char AUTHORITY[] = R"PEM(${authorityPem.trim()}\n)PEM";\n` : ''}
${client} network;
PubSubClient mqtt(network);
${isEncrypted ? '#if defined(ESP8266)\nBearSSL::X509List authority(AUTHORITY);\n#endif\n' : ''}
void setup() {
  Serial.begin(115200);
  WiFi.mode(WIFI_STA);
  WiFi.begin(WIFI_NAME, WIFI_PASSWORD);
  while (WiFi.status() != WL_CONNECTED) delay(250);
${isEncrypted ? start : ''}  IPAddress host;
  host.fromString(MQTT_HOST);
  mqtt.setServer(host, MQTT_PORT);
}

void loop() {
  static unsigned long sentAt = 0;
  // The client id is the user name: one connection for each credential.
  if (!mqtt.connected() && !mqtt.connect(MQTT_USER, MQTT_USER, MQTT_PASSWORD)) {
    Serial.print("Not connected, code ");
    Serial.println(mqtt.state());
    delay(5000);
    return;
  }
  mqtt.loop();
  if (sentAt == 0 || millis() - sentAt >= 60000) {
    sentAt = millis();
    mqtt.publish(MQTT_TOPIC, "21.5");
  }
}
`;
}
