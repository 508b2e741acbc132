#include "porchlight_announcement.h"

#include <string.h>

namespace porchlight {

namespace {

const size_t SIGNATURE_BYTES = 64;

/** One part of a compact JWS. */
struct Part {
  const char* start;
  size_t length;
};

/** Exactly three parts. */
bool split(const char* text, size_t length, Part parts[3]) {
  const char* end = text + length;
  for (int i = 0; i < 3; i++) {
    const void* dot = memchr(text, '.', static_cast<size_t>(end - text));
    if ((i < 2) != (dot != nullptr)) return false;
    const char* stop = dot ? static_cast<const char*>(dot) : end;
    parts[i].start = text;
    parts[i].length = static_cast<size_t>(stop - text);
    text = stop + 1;
  }
  return true;
}

bool decode(const Part& part, char* out, size_t capacity, size_t* written) {
  return decode_base64url(part.start, part.length, reinterpret_cast<uint8_t*>(out), capacity, written);
}

/** The algorithm is ours, not one that the sender chooses; the key in the header counts only because its hash is the hub's id. */
Heard check_header(const Json& header, const Pinned* pinned, char id[HUB_ID_TEXT], uint8_t key[KEY_BYTES]) {
  if (!json_is(json_member(header, "alg"), "EdDSA")) return Heard::ALGORITHM;
  if (!json_is(json_member(header, "typ"), "porchlight+jws")) return Heard::TYPE;
  if (json_member(header, "crit").kind != Json::NONE) return Heard::TYPE;
  if (!read_hub_id(json_member(header, "kid"), id)) return Heard::HUB;
  if (pinned && strcmp(id, pinned->hub_id) != 0) return Heard::HUB;
  const Json jwk = json_member(header, "jwk");
  if (!json_is(json_member(jwk, "kty"), "OKP") || !json_is(json_member(jwk, "crv"), "Ed25519")) return Heard::KEY;
  char own[HUB_ID_TEXT];
  if (!read_key(json_member(jwk, "x"), key)) return Heard::KEY;
  hub_id(key, own);
  return strcmp(own, id) == 0 ? Heard::FOLLOW : Heard::KEY;
}

bool read_claims(const Json& claims, Announcement* out) {
  uint64_t version, issued;
  if (!json_count(json_member(claims, "v"), &version) || version != 1) return false;
  if (!json_is(json_member(claims, "hub"), out->hub_id)) return false;
  if (json_member(claims, "name").kind != Json::STRING) return false;
  if (!json_count(json_member(claims, "seq"), &out->seq) || !json_count(json_member(claims, "iat"), &issued)) return false;
  if (!read_addresses(json_member(claims, "addr"), &out->addresses) || out->addresses.count == 0) return false;
  return read_port(json_member(claims, "mqtt"), &out->mqtt) && read_port(json_member(claims, "mqtts"), &out->mqtts) &&
         read_port(json_member(claims, "pair"), &out->pair);
}

}  // namespace

Heard check_announcement(const char* packet, size_t length, const Pinned* pinned, Ed25519Verify verify, AnnouncementSpace* space,
                         Announcement* out) {
  Part parts[3];
  uint8_t signature[SIGNATURE_BYTES], key[KEY_BYTES];
  size_t size, header_size, claims_size;
  if (length == 0 || length > ANNOUNCEMENT_BYTES || !split(packet, length, parts)) return Heard::FORM;
  if (!decode_base64url(parts[2].start, parts[2].length, signature, sizeof signature, &size) || size != sizeof signature) return Heard::FORM;
  if (!decode(parts[0], space->header, sizeof space->header, &header_size)) return Heard::FORM;
  if (!decode(parts[1], space->claims, sizeof space->claims, &claims_size)) return Heard::FORM;
  const Json header = json_parse(space->header, header_size);
  if (header.kind != Json::OBJECT) return Heard::FORM;
  const Heard heard = check_header(header, pinned, out->hub_id, key);
  if (heard != Heard::FOLLOW) return heard;
  const size_t signed_length = static_cast<size_t>(parts[2].start - 1 - packet);
  if (!verify(signature, key, packet, signed_length)) return Heard::SIGNATURE;
  if (!read_claims(json_parse(space->claims, claims_size), out)) return Heard::CLAIMS;
  return pinned && out->seq <= pinned->last_seq ? Heard::OLD : Heard::FOLLOW;
}

const char* heard_text(Heard heard) {
  static const char* const TEXTS[] = {"follow", "form", "algorithm", "type", "hub", "key", "signature", "claims", "old"};
  return TEXTS[static_cast<int>(heard)];
}

}  // namespace porchlight
