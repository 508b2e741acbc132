#ifdef ARDUINO
#include "hub_pairing.h"

#include "hub_http.h"

using namespace porchlight;

namespace {

const char PATH[] = "/pair/v1/requests";
const int MOST_FAILURES = 5;

HttpAnswer http;
Answer answer;

/** One step; false if the hub was not reached, or showed another key. Then nothing was sent. */
bool step(HubLink& link, const IPAddress& address, uint16_t port, Step what, const char* path, const char* json, const char* bearer,
          Credential* credential) {
  for (int failures = 0; failures < MOST_FAILURES;) {
    const Linked linked = link.open_to_pair(address, port);
    if (linked == Linked::OTHER_KEY) {
      Serial.println("Not safe: another key answers than before.");
      return false;
    }
    http.status = 0;
    if (linked == Linked::YES) http_request(link.pairing(), what == Step::POLL ? "GET" : "POST", path, json, bearer, &http);
    if (http.status == 0) {
      failures++;
      delay(2000);
      continue;
    }
    read_answer(what, http.status, http.retry_after[0] ? http.retry_after : nullptr, http.body, http.length, &answer, credential);
    if (answer.state != State::BUSY) return true;
    delay(1000UL * answer.wait_seconds);
  }
  return false;
}

void explain() {
  switch (answer.state) {
    case State::CLOSED: return Serial.println("The door is closed: open the door in Porchlight."), void();
    case State::CONFLICT: return Serial.println("Another device asks under the same id."), void();
    case State::DENIED: return Serial.println("Denied by the person at the hub."), void();
    case State::GONE: return Serial.println("The request is over."), void();
    default: Serial.println("This is not an answer of pairing version 1.");
  }
}

}  // namespace

bool pair_with(HubLink& link, const IPAddress& address, uint16_t port, const char* device_id, Saved* out) {
  static Seen seen;
  uint8_t nonce[KEY_BYTES];
  char secret[KEY_TEXT], promise[KEY_TEXT], json[320], path[sizeof PATH + REQUEST_ID_TEXT + 8];
  link.forget_key();
  fill_random(nonce, sizeof nonce);
  encode_key(nonce, secret);
  commitment(nonce, promise);

  snprintf(json, sizeof json, "{\"deviceId\":\"%s\",\"name\":\"%s\",\"model\":\"porchlight-sketch\",\"commitment\":\"%s\"}", device_id,
           device_id, promise);
  if (!step(link, address, port, Step::ASK, PATH, json, nullptr, &out->credential)) return false;
  if (answer.state != State::ASKED) return explain(), false;
  snprintf(seen.device_id, sizeof seen.device_id, "%s", device_id);
  memcpy(seen.spki, link.key().hash, sizeof seen.spki);
  memcpy(seen.hub_id, answer.hub_id, sizeof seen.hub_id);
  char shown[CODE_TEXT];
  code_text(code(seen.spki, nonce, answer.hub_nonce), shown);
  const String id = answer.request_id;
  int32_t pause = answer.wait_seconds;

  snprintf(path, sizeof path, "%s/%s/reveal", PATH, id.c_str());
  snprintf(json, sizeof json, "{\"deviceNonce\":\"%s\"}", secret);
  if (!step(link, address, port, Step::REVEAL, path, json, nullptr, &out->credential)) return false;
  if (answer.state != State::REVEALED) return explain(), false;
  Serial.printf("Code: %s\nClick Allow in Porchlight, if it shows the same.\n", shown);

  snprintf(path, sizeof path, "%s/%s", PATH, id.c_str());
  do {
    delay(1000UL * pause);
    if (!step(link, address, port, Step::POLL, path, nullptr, secret, &out->credential)) return false;
    pause = answer.wait_seconds;
  } while (answer.state == State::PENDING);
  if (answer.state != State::ALLOWED) return explain(), false;
  if (refuses(out->credential, seen) != Refusal::NONE) {
    Serial.println("Not safe: the answer does not belong to the hub that was asked. Nothing was kept.");
    return false;
  }
  out->key = link.key();
  return true;
}

#endif
