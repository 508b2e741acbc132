#include "porchlight_answer.h"

#include <string.h>

namespace porchlight {

namespace {

/** Seconds between polls: if the hub names no time, and at most. */
const int32_t POLL_USUAL = 2, POLL_MOST = 60;
/** Seconds after 429 and 503: if the hub names no time, and at most. */
const int32_t BUSY_USUAL = 30, BUSY_MOST = 600;
const size_t RETRY_AFTER_DIGITS = 32;

int32_t read_retry_after(const char* text) {
  if (text == nullptr || *text == 0 || strlen(text) > RETRY_AFTER_DIGITS) return BUSY_USUAL;
  int32_t seconds = 0;
  for (; *text; text++) {
    if (*text < '0' || *text > '9') return BUSY_USUAL;
    if (seconds <= BUSY_MOST) seconds = seconds * 10 + (*text - '0');
  }
  return seconds < 1 ? 1 : seconds > BUSY_MOST ? BUSY_MOST : seconds;
}

bool read_pause(const Json& body, int32_t* out) {
  const Json pause = json_member(body, "pollAfterSeconds");
  *out = POLL_USUAL;
  return pause.kind == Json::NONE || json_clamped(pause, 1, POLL_MOST, out);
}

/** It becomes part of a path. */
bool read_request_id(const Json& value, char out[REQUEST_ID_TEXT]) {
  if (!json_text(value, out, REQUEST_ID_TEXT) || *out == 0) return false;
  for (const char* at = out; *at; at++) {
    const bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9');
    if (!plain && *at != '-' && *at != '_') return false;
  }
  return true;
}

State read_refusal(const Json& body, bool is_door) {
  const Json state = json_member(body, "state");
  if (json_is(state, "denied")) return State::DENIED;
  return is_door && json_is(state, "closed") ? State::CLOSED : State::UNREADABLE;
}

State read_asked(const Json& body, Answer* out) {
  const bool good = read_request_id(json_member(body, "requestId"), out->request_id) &&
                    read_hub_id(json_member(body, "hubId"), out->hub_id) && read_key(json_member(body, "hubNonce"), out->hub_nonce) &&
                    read_pause(body, &out->wait_seconds);
  return good ? State::ASKED : State::UNREADABLE;
}

State read_ask(int status, const Json& body, Answer* out) {
  switch (status) {
    case 201: return read_asked(body, out);
    case 403: return read_refusal(body, true);
    case 409: return State::CONFLICT;
    case 400:
    case 413:
    case 422: return State::REJECTED;
    default: return State::UNREADABLE;
  }
}

bool read_mqtt(const Json& mqtt, Credential* out) {
  return read_host(json_member(mqtt, "host"), out->host) && read_addresses(json_member(mqtt, "addresses"), &out->addresses) &&
         read_port(json_member(mqtt, "port"), &out->port) && read_port(json_member(mqtt, "tlsPort"), &out->tls_port) &&
         read_name(json_member(mqtt, "username"), out->username) && read_name(json_member(mqtt, "password"), out->password) &&
         read_name(json_member(mqtt, "clientId"), out->client_id) && read_topic(json_member(mqtt, "baseTopic"), out->base_topic);
}

bool read_trust(const Json& trust, Credential* out) {
  return read_pem(json_member(trust, "ca"), out->ca) && read_key(json_member(trust, "serverKeyFingerprint"), out->server_key) &&
         read_hub_id(json_member(trust, "hubId"), out->hub_id) && read_key(json_member(trust, "hubPublicKey"), out->hub_key);
}

State read_allowed(const Json& body, Credential* out) {
  const bool good = json_is(json_member(body, "state"), "allowed") && read_name(json_member(body, "deviceId"), out->device_id) &&
                    read_mqtt(json_member(body, "mqtt"), out) && read_trust(json_member(body, "trust"), out);
  return good ? State::ALLOWED : State::UNREADABLE;
}

State read_poll(int status, const Json& body, Answer* out, Credential* credential) {
  if (status == 200) return read_allowed(body, credential);
  if (status == 403) return read_refusal(body, false);
  const bool pending = status == 202 && json_is(json_member(body, "state"), "pending") && read_pause(body, &out->wait_seconds);
  return pending ? State::PENDING : State::UNREADABLE;
}

}  // namespace

void read_answer(Step step, int status, const char* retry_after, const char* body, size_t length, Answer* out, Credential* credential) {
  out->state = State::UNREADABLE;
  out->wait_seconds = 0;
  if (length > ANSWER_BYTES) return;
  const Json json = json_parse(body, length);
  if (status == 429 || status == 503) {
    out->state = State::BUSY;
    out->wait_seconds = read_retry_after(retry_after);
  } else if (step == Step::ASK) {
    out->state = read_ask(status, json, out);
  } else if (status == 404 || status == 410) {
    out->state = State::GONE;
  } else if (step == Step::POLL) {
    out->state = read_poll(status, json, out, credential);
  } else if (status == 204 || status == 422) {
    out->state = status == 204 ? State::REVEALED : State::DEAD;
  }
}

Refusal refuses(const Credential& credential, const Seen& seen) {
  if (strcmp(credential.device_id, seen.device_id) != 0) return Refusal::DEVICE;
  if (memcmp(credential.server_key, seen.spki, KEY_BYTES) != 0) return Refusal::KEY;
  char own[HUB_ID_TEXT];
  hub_id(credential.hub_key, own);
  return strcmp(own, credential.hub_id) == 0 && strcmp(own, seen.hub_id) == 0 ? Refusal::NONE : Refusal::HUB;
}

}  // namespace porchlight
