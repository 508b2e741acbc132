// What the hub's answers mean. A device acts on nothing that was not read here. Plain C++11.
#ifndef PORCHLIGHT_ANSWER_H
#define PORCHLIGHT_ANSWER_H

#include "porchlight_text.h"

namespace porchlight {

/** A longer answer is not read. */
const size_t ANSWER_BYTES = 16384;
const size_t REQUEST_ID_TEXT = 65;

enum class Step { ASK, REVEAL, POLL };

enum class State {
  ASKED,
  /** The door is closed: a person opens it in Porchlight. */
  CLOSED,
  /** Another address asks under the same device id. */
  CONFLICT,
  /** The request is malformed. */
  REJECTED,
  /** Wait, then ask the same again. */
  BUSY,
  REVEALED,
  /** The nonce did not match the commitment. */
  DEAD,
  PENDING,
  DENIED,
  /** Over or unknown: ask anew. */
  GONE,
  ALLOWED,
  /** Not of this protocol. */
  UNREADABLE
};

/** All that a device keeps after it was allowed. */
struct Credential {
  char device_id[NAME_TEXT];
  char host[HOST_TEXT];
  Addresses addresses;
  /** 0: not open. */
  uint16_t port, tls_port;
  char username[NAME_TEXT], password[NAME_TEXT], client_id[NAME_TEXT], base_topic[NAME_TEXT];
  char ca[PEM_TEXT];
  uint8_t server_key[KEY_BYTES];
  char hub_id[HUB_ID_TEXT];
  uint8_t hub_key[KEY_BYTES];
};

struct Answer {
  State state;
  /** After ASKED and PENDING until the next poll, after BUSY until the same request may be repeated. */
  int32_t wait_seconds;
  /** After ASKED. */
  char request_id[REQUEST_ID_TEXT];
  char hub_id[HUB_ID_TEXT];
  uint8_t hub_nonce[KEY_BYTES];
};

/** Reads an answer. `retry_after` is the header or `nullptr`. `credential` is filled after ALLOWED, and otherwise worth nothing. */
void read_answer(Step step, int status, const char* retry_after, const char* body, size_t length, Answer* out, Credential* credential);

/** What this device knows for sure of the hub that it pairs with. */
struct Seen {
  char device_id[NAME_TEXT];
  uint8_t spki[KEY_BYTES];
  char hub_id[HUB_ID_TEXT];
};

enum class Refusal { NONE, DEVICE, KEY, HUB };

/** Why what was allowed must not be used, though it reads well. */
Refusal refuses(const Credential& credential, const Seen& seen);

}  // namespace porchlight

#endif
