// Which texts of a hub a device accepts. Plain C++11.
#ifndef PORCHLIGHT_TEXT_H
#define PORCHLIGHT_TEXT_H

#include "porchlight_bytes.h"
#include "porchlight_json.h"

namespace porchlight {

/** Sizes of texts, with the final zero. */
const size_t HOST_TEXT = 254;
const size_t NAME_TEXT = 129;
const size_t PEM_TEXT = 4097;
const size_t ADDRESS_TEXT = 46;
/** Addresses of a hub that are kept; what comes after them is passed over. */
const size_t MOST_ADDRESSES = 8;

struct Addresses {
  char list[MOST_ADDRESSES][ADDRESS_TEXT];
  size_t count;
};

bool same_addresses(const Addresses& one, const Addresses& other);

/** A name for a user, client or topic: 1 to 128 characters of printable ASCII without a space. */
bool read_name(const Json& value, char out[NAME_TEXT]);
/** A name to publish under: no wildcard, no empty end, not the broker's own. */
bool read_topic(const Json& value, char out[NAME_TEXT]);
/** A host name or an address. */
bool read_host(const Json& value, char out[HOST_TEXT]);
/** One certificate or more, PEM. */
bool read_pem(const Json& value, char out[PEM_TEXT]);
bool read_hub_id(const Json& value, char out[HUB_ID_TEXT]);
/** 32 bytes in base64url. */
bool read_key(const Json& value, uint8_t out[KEY_BYTES]);
/** 1 to 65,535; 0 if there is no such member. False for anything else. */
bool read_port(const Json& value, uint16_t* out);
/** The first addresses of a list in which each is a plain IPv4 or IPv6 address. */
bool read_addresses(const Json& value, Addresses* out);

bool is_ipv4(const char* text);
bool is_ipv6(const char* text);

}  // namespace porchlight

#endif
