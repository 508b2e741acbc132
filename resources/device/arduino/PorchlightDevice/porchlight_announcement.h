// Whether to follow an announcement: a signed word of where the hub is. Plain C++11.
#ifndef PORCHLIGHT_ANNOUNCEMENT_H
#define PORCHLIGHT_ANNOUNCEMENT_H

#include "porchlight_text.h"

namespace porchlight {

/** A longer packet is not looked at. */
const size_t ANNOUNCEMENT_BYTES = 1024;

/** True if this raw Ed25519 key made this signature of the message. */
typedef bool (*Ed25519Verify)(const uint8_t signature[64], const uint8_t public_key[KEY_BYTES], const void* message, size_t length);

/** The hub that this device paired with, and the number of the last announcement that it accepted. */
struct Pinned {
  char hub_id[HUB_ID_TEXT];
  uint64_t last_seq;
};

struct Announcement {
  char hub_id[HUB_ID_TEXT];
  uint64_t seq;
  Addresses addresses;
  /** 0: closed. */
  uint16_t mqtt, mqtts, pair;
};

/** Room to work in; as a static or a member it spares the stack. */
struct AnnouncementSpace {
  char header[ANNOUNCEMENT_BYTES];
  char claims[ANNOUNCEMENT_BYTES];
};

enum class Heard { FOLLOW, FORM, ALGORITHM, TYPE, HUB, KEY, SIGNATURE, CLAIMS, OLD };

/**
 * Reads one packet; `out` counts only after FOLLOW, all else says why to ignore it. Without a pinned hub (`nullptr`) it may only be
 * used to learn where to ask. The caller keeps `seq` as the new `last_seq`.
 */
Heard check_announcement(const char* packet, size_t length, const Pinned* pinned, Ed25519Verify verify, AnnouncementSpace* space,
                         Announcement* out);

/** As in vectors.json. */
const char* heard_text(Heard heard);

}  // namespace porchlight

#endif
