#ifdef ARDUINO
#include "hub_http.h"

namespace {

const unsigned long ANSWER_MS = 10000;

/** The next byte, -1 at the end or when time is up. */
int next_byte(Client& client, unsigned long start) {
  while (millis() - start < ANSWER_MS) {
    if (client.available()) return client.read();
    if (!client.connected()) return -1;
    delay(1);
  }
  return -1;
}

/** A line without its end; what does not fit is dropped. False at the end of the answer. */
bool read_line(Client& client, unsigned long start, char* out, size_t capacity) {
  size_t length = 0;
  for (;;) {
    const int byte = next_byte(client, start);
    if (byte < 0) return false;
    if (byte == '\n') break;
    if (byte != '\r' && length + 1 < capacity) out[length++] = static_cast<char>(byte);
  }
  out[length] = 0;
  return true;
}

}  // namespace

void http_request(Client& client, const char* method, const char* path, const char* json, const char* bearer, HttpAnswer* out) {
  out->status = 0;
  out->length = 0;
  out->retry_after[0] = 0;
  client.printf("%s %s HTTP/1.0\r\nHost: porchlight.local\r\n", method, path);
  if (bearer) client.printf("Authorization: Bearer %s\r\n", bearer);
  if (json) client.printf("Content-Type: application/json\r\nContent-Length: %u\r\n", static_cast<unsigned>(strlen(json)));
  client.print("\r\n");
  if (json) client.print(json);

  const unsigned long start = millis();
  char line[128];
  int status = 0;
  if (!read_line(client, start, line, sizeof line) || sscanf(line, "HTTP/1.%*d %3d", &status) != 1) return client.stop();
  while (read_line(client, start, line, sizeof line) && line[0] != 0) {
    if (strncasecmp(line, "retry-after:", 12) == 0) sscanf(line + 12, " %15s", out->retry_after);
  }
  for (int byte; (byte = next_byte(client, start)) >= 0;) {
    if (out->length == sizeof out->body) return client.stop();
    out->body[out->length++] = static_cast<char>(byte);
  }
  out->status = status;
  client.stop();
}

#endif
