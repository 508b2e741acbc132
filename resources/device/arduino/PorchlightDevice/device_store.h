// What the device keeps on its flash.
#ifndef DEVICE_STORE_H
#define DEVICE_STORE_H

#include "hub_link.h"
#include "porchlight_protocol.h"

const uint32_t SAVED_VERSION = 1;

struct Saved {
  uint32_t version = SAVED_VERSION;
  porchlight::Credential credential;
  HubKey key;
  uint64_t last_seq;
  /** Where an announcement said that the hub is now; none at first. */
  porchlight::Addresses followed;
  uint16_t followed_port;
};

/** Mounts the file system, and formats it if it is empty. */
bool store_begin();
/** False if there is nothing, or not all of it. */
bool store_read(Saved* out);
/** Writes beside the old one and swaps: a power cut leaves one of both. */
bool store_write(const Saved& saved);
void store_forget();

#endif
