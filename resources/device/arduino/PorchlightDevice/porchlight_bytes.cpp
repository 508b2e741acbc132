#include "porchlight_bytes.h"

#include <string.h>

namespace porchlight {

namespace {

const uint32_t ROUNDS[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

const uint32_t START[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

const char LETTERS64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const char LETTERS32[] = "abcdefghijklmnopqrstuvwxyz234567";

/** What an Ed25519 public key begins with as SubjectPublicKeyInfo in DER. */
const uint8_t ED25519_PREFIX[] = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

uint32_t turn(uint32_t value, int bits) { return (value >> bits) | (value << (32 - bits)); }

int value_of(char letter) {
  if (letter >= 'A' && letter <= 'Z') return letter - 'A';
  if (letter >= 'a' && letter <= 'z') return letter - 'a' + 26;
  if (letter >= '0' && letter <= '9') return letter - '0' + 52;
  if (letter == '-') return 62;
  return letter == '_' ? 63 : -1;
}

}  // namespace

Sha256::Sha256() : length_(0) { memcpy(state_, START, sizeof state_); }

void Sha256::add(const void* data, size_t length) {
  const uint8_t* bytes = static_cast<const uint8_t*>(data);
  for (size_t i = 0; i < length; i++) {
    block_[length_++ % 64] = bytes[i];
    if (length_ % 64 == 0) block();
  }
}

void Sha256::finish(uint8_t out[KEY_BYTES]) {
  const uint64_t bits = length_ * 8;
  const uint8_t one = 0x80, zero = 0;
  add(&one, 1);
  while (length_ % 64 != 56) add(&zero, 1);
  for (int shift = 56; shift >= 0; shift -= 8) {
    const uint8_t byte = static_cast<uint8_t>(bits >> shift);
    add(&byte, 1);
  }
  for (size_t i = 0; i < KEY_BYTES; i++) out[i] = static_cast<uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
}

void Sha256::block() {
  uint32_t w[64];
  for (int i = 0; i < 16; i++) {
    w[i] = static_cast<uint32_t>(block_[4 * i]) << 24 | static_cast<uint32_t>(block_[4 * i + 1]) << 16 |
           static_cast<uint32_t>(block_[4 * i + 2]) << 8 | block_[4 * i + 3];
  }
  for (int i = 16; i < 64; i++) {
    const uint32_t s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >> 3);
    const uint32_t s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  uint32_t v[8];
  memcpy(v, state_, sizeof v);
  for (int i = 0; i < 64; i++) {
    const uint32_t s1 = turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25);
    const uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
    const uint32_t first = v[7] + s1 + choice + ROUNDS[i] + w[i];
    const uint32_t s0 = turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22);
    const uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
    memmove(v + 1, v, 7 * sizeof v[0]);
    v[4] += first;
    v[0] = first + s0 + majority;
  }
  for (int i = 0; i < 8; i++) state_[i] += v[i];
}

void sha256(const void* data, size_t length, uint8_t out[KEY_BYTES]) {
  Sha256 hash;
  hash.add(data, length);
  hash.finish(out);
}

void encode_key(const uint8_t key[KEY_BYTES], char out[KEY_TEXT]) {
  uint32_t bits = 0;
  int count = 0;
  for (size_t i = 0; i < KEY_BYTES; i++) {
    bits = bits << 8 | key[i];
    for (count += 8; count >= 6; count -= 6) *out++ = LETTERS64[(bits >> (count - 6)) & 63];
  }
  *out++ = LETTERS64[(bits << (6 - count)) & 63];
  *out = 0;
}

bool decode_base64url(const char* text, size_t length, uint8_t* out, size_t capacity, size_t* written) {
  *written = 0;
  if (length % 4 == 1 || length / 4 * 3 + (length % 4 ? length % 4 - 1 : 0) > capacity) return false;
  uint32_t bits = 0;
  int count = 0;
  size_t at = 0;
  for (size_t i = 0; i < length; i++) {
    const int value = value_of(text[i]);
    if (value < 0) return false;
    bits = bits << 6 | static_cast<uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out[at++] = static_cast<uint8_t>(bits >> count);
    }
  }
  if (bits & ((1u << count) - 1)) return false;
  *written = at;
  return true;
}

bool decode_key(const char* text, size_t length, uint8_t out[KEY_BYTES]) {
  size_t written;
  return length == KEY_TEXT - 1 && decode_base64url(text, length, out, KEY_BYTES, &written);
}

void commitment(const uint8_t device_nonce[KEY_BYTES], char out[KEY_TEXT]) {
  uint8_t digest[KEY_BYTES];
  sha256(device_nonce, KEY_BYTES, digest);
  encode_key(digest, out);
}

uint32_t code(const uint8_t spki[KEY_BYTES], const uint8_t device_nonce[KEY_BYTES], const uint8_t hub_nonce[KEY_BYTES]) {
  uint8_t digest[KEY_BYTES];
  Sha256 hash;
  hash.add("porchlight-code-v1", 18);
  hash.add(spki, KEY_BYTES);
  hash.add(device_nonce, KEY_BYTES);
  hash.add(hub_nonce, KEY_BYTES);
  hash.finish(digest);
  uint64_t number = 0;
  for (int i = 0; i < 8; i++) number = number << 8 | digest[i];
  return static_cast<uint32_t>(number % 1000000);
}

void code_text(uint32_t code, char out[CODE_TEXT]) {
  for (int i = 6; i >= 0; i--) {
    if (i == 3) {
      out[i] = ' ';
      continue;
    }
    out[i] = static_cast<char>('0' + code % 10);
    code /= 10;
  }
  out[7] = 0;
}

void hub_id(const uint8_t public_key[KEY_BYTES], char out[HUB_ID_TEXT]) {
  uint8_t digest[KEY_BYTES];
  Sha256 hash;
  hash.add(ED25519_PREFIX, sizeof ED25519_PREFIX);
  hash.add(public_key, KEY_BYTES);
  hash.finish(digest);
  uint32_t bits = 0;
  int count = 0;
  for (int i = 0; i < 16; i++) {
    bits = bits << 8 | digest[i];
    for (count += 8; count >= 5; count -= 5) *out++ = LETTERS32[(bits >> (count - 5)) & 31];
  }
  *out++ = LETTERS32[(bits << (5 - count)) & 31];
  *out = 0;
}

}  // namespace porchlight
