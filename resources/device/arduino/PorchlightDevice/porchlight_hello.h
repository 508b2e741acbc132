// Learns which key a TLS server shows, where the TLS library does not tell (BearSSL on ESP8266). Plain C++11.
//
// In TLS 1.2 the server sends its certificate in the clear, right after the first message. So a device can open a plain connection,
// say hello, read the certificate and hang up. That alone proves nothing. The connection that follows must demand this very key
// (BearSSL: setKnownKey), and fails unless the server owns it. What was learned here and what TLS proves there are then the same key.
#ifndef PORCHLIGHT_HELLO_H
#define PORCHLIGHT_HELLO_H

#include <stddef.h>
#include <stdint.h>

namespace porchlight {

/** SubjectPublicKeyInfo of a P-256 key in DER: the only kind that a hub has. */
const size_t SPKI_BYTES = 91;
const size_t HELLO_BYTES = 85;
/** The server's first messages; a hub's are shorter. */
const size_t SERVER_HELLO_BYTES = 3072;

/** A ClientHello of TLS 1.2 that asks for ECDHE with ECDSA over P-256. `random` is 32 random bytes. */
void make_hello(const uint8_t random[32], uint8_t out[HELLO_BYTES]);

enum class Shown { MORE, KEY, NOTHING };

/**
 * Looks for the key in all that the server sent so far. MORE: read on and ask again with it all; NOTHING: this is no server of such a
 * kind. After KEY `spki` holds what the first certificate has.
 */
Shown find_spki(const uint8_t* received, size_t length, uint8_t spki[SPKI_BYTES]);

}  // namespace porchlight

#endif
