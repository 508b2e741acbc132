#include "porchlight_hello.h"

#include <string.h>

namespace porchlight {

namespace {

const uint8_t HANDSHAKE = 22, SERVER_HELLO = 2, CERTIFICATE = 11;
const uint8_t SEQUENCE = 0x30, VERSION = 0xa0;

const uint8_t BEFORE_RANDOM[] = {HANDSHAKE, 3, 1, 0, HELLO_BYTES - 5, 1, 0, 0, HELLO_BYTES - 9, 3, 3};
const uint8_t AFTER_RANDOM[] = {
    0,                                         // no session
    0,    6, 0xc0, 0x2b, 0xcc, 0xa9, 0xc0, 0x2c,  // ECDHE-ECDSA: AES-128-GCM, ChaCha20-Poly1305, AES-256-GCM
    1,    0,                                   // no compression
    0,    29,                                  // extensions
    0,    10, 0, 4, 0, 2, 0, 23,               // groups: secp256r1
    0,    11, 0, 2, 1, 0,                      // points: uncompressed
    0,    13, 0, 6, 0, 4, 4, 3, 5, 3,          // signatures: ECDSA with SHA-256, with SHA-384
    0xff, 1,  0, 1, 0,                         // no renegotiation
};
static_assert(sizeof BEFORE_RANDOM + 32 + sizeof AFTER_RANDOM == HELLO_BYTES, "the lengths in the message are those of the message");

/** What every SubjectPublicKeyInfo of a P-256 key begins with. */
const uint8_t P256_PREFIX[] = {0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06,
                               0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04};

/** The bytes of handshake messages, which may be spread over records as the server likes. */
class Handshake {
 public:
  Handshake(const uint8_t* data, size_t length) : at_(data), end_(data + length) {}

  /** The next byte, 0 after the end. */
  uint8_t byte() {
    while (left_ == 0 && !ended && !wrong) record();
    if (ended || wrong) return 0;
    if (at_ == end_) {
      ended = true;
      return 0;
    }
    left_--;
    return *at_++;
  }
  uint32_t number(int bytes) {
    uint32_t value = 0;
    for (int i = 0; i < bytes; i++) value = value << 8 | byte();
    return value;
  }
  void skip(uint32_t bytes) {
    while (bytes-- > 0 && !ended && !wrong) byte();
  }
  /** The length of a DER value with this tag. */
  uint32_t enter(uint8_t tag) {
    if (byte() != tag && !ended) wrong = true;
    return der_length();
  }
  uint32_t der_length() {
    const uint8_t first = byte();
    if (first < 0x80) return first;
    if (first == 0x81 || first == 0x82) return number(first & 3);
    wrong = true;
    return 0;
  }

  /** There is not more yet. */
  bool ended = false;
  /** This is not what we look for. */
  bool wrong = false;

 private:
  void record() {
    if (end_ - at_ < 5) {
      ended = true;
      return;
    }
    if (at_[0] != HANDSHAKE || at_[1] != 3) wrong = true;
    left_ = static_cast<size_t>(at_[3]) << 8 | at_[4];
    at_ += 5;
  }

  const uint8_t* at_;
  const uint8_t* end_;
  size_t left_ = 0;
};

/** From the start of a certificate (RFC 5280) to its public key. */
void walk_to_key(Handshake& in) {
  in.enter(SEQUENCE);
  in.enter(SEQUENCE);
  const uint8_t tag = in.byte();
  in.skip(in.der_length());
  // Version, where there is one, then serial, signature, issuer, validity, subject.
  for (int left = tag == VERSION ? 5 : 4; left > 0; left--) {
    in.byte();
    in.skip(in.der_length());
  }
}

}  // namespace

void make_hello(const uint8_t random[32], uint8_t out[HELLO_BYTES]) {
  memcpy(out, BEFORE_RANDOM, sizeof BEFORE_RANDOM);
  memcpy(out + sizeof BEFORE_RANDOM, random, 32);
  memcpy(out + sizeof BEFORE_RANDOM + 32, AFTER_RANDOM, sizeof AFTER_RANDOM);
}

Shown find_spki(const uint8_t* received, size_t length, uint8_t spki[SPKI_BYTES]) {
  Handshake in(received, length);
  if (in.byte() != SERVER_HELLO && !in.ended) return Shown::NOTHING;
  in.skip(in.number(3));
  if (in.byte() != CERTIFICATE && !in.ended) return Shown::NOTHING;
  in.skip(9);  // the lengths of the message, of the list and of the first certificate
  walk_to_key(in);
  for (size_t i = 0; i < SPKI_BYTES; i++) spki[i] = in.byte();
  if (in.wrong) return Shown::NOTHING;
  if (in.ended) return length < SERVER_HELLO_BYTES ? Shown::MORE : Shown::NOTHING;
  return memcmp(spki, P256_PREFIX, sizeof P256_PREFIX) == 0 ? Shown::KEY : Shown::NOTHING;
}

}  // namespace porchlight
