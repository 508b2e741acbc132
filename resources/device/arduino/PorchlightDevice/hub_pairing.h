// One try to pair, from the question to the answer.
#ifndef HUB_PAIRING_H
#define HUB_PAIRING_H

#include "device_store.h"
#include "hub_link.h"

/** Blocks until the person answers or the try is over. True after it filled in who to trust and how to log in. */
bool pair_with(HubLink& link, const IPAddress& address, uint16_t port, const char* device_id, Saved* out);

#endif
