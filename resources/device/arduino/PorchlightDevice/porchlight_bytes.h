// SHA-256, base64url and what both sides compute from them. Plain C++11 without heap and exceptions.
#ifndef PORCHLIGHT_BYTES_H
#define PORCHLIGHT_BYTES_H

#include <stddef.h>
#include <stdint.h>

namespace porchlight {

const size_t KEY_BYTES = 32;
/** Characters of 32 bytes in base64url, with the final zero. */
const size_t KEY_TEXT = 44;
/** Characters of a hub id, with the final zero. */
const size_t HUB_ID_TEXT = 27;
/** `042 917`, with the final zero. */
const size_t CODE_TEXT = 8;

/** SHA-256 (FIPS 180-4) of what is added piece by piece. */
class Sha256 {
 public:
  Sha256();
  void add(const void* data, size_t length);
  /** Once, at the end. */
  void finish(uint8_t out[KEY_BYTES]);

 private:
  void block();
  uint32_t state_[8];
  uint8_t block_[64];
  uint64_t length_;
};

void sha256(const void* data, size_t length, uint8_t out[KEY_BYTES]);

/** Writes 43 characters and a zero. */
void encode_key(const uint8_t key[KEY_BYTES], char out[KEY_TEXT]);

/** Strict base64url without padding. False for any other text, or if it does not fit; then `written` is 0. */
bool decode_base64url(const char* text, size_t length, uint8_t* out, size_t capacity, size_t* written);

/** True for the 43 characters that stand for exactly 32 bytes. */
bool decode_key(const char* text, size_t length, uint8_t out[KEY_BYTES]);

/** SHA-256 of the device's nonce, base64url. */
void commitment(const uint8_t device_nonce[KEY_BYTES], char out[KEY_TEXT]);

/** The code, 0 to 999,999. `spki` is the SHA-256 of the SubjectPublicKeyInfo that this side saw on the TLS connection. */
uint32_t code(const uint8_t spki[KEY_BYTES], const uint8_t device_nonce[KEY_BYTES], const uint8_t hub_nonce[KEY_BYTES]);

/** As people read it. */
void code_text(uint32_t code, char out[CODE_TEXT]);

/** The id of the hub that has this raw Ed25519 public key. */
void hub_id(const uint8_t public_key[KEY_BYTES], char out[HUB_ID_TEXT]);

}  // namespace porchlight

#endif
