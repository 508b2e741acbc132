#include "porchlight_text.h"

#include <string.h>

namespace porchlight {

namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

}  // namespace

bool same_addresses(const Addresses& one, const Addresses& other) {
  if (one.count != other.count) return false;
  for (size_t i = 0; i < one.count; i++) {
    if (strcmp(one.list[i], other.list[i]) != 0) return false;
  }
  return true;
}

bool read_name(const Json& value, char out[NAME_TEXT]) {
  if (!json_text(value, out, NAME_TEXT) || *out == 0) return false;
  for (const char* at = out; *at; at++) {
    if (*at < '!' || *at > '~') return false;
  }
  return true;
}

bool read_topic(const Json& value, char out[NAME_TEXT]) {
  if (!read_name(value, out)) return false;
  return *out != '$' && *out != '/' && out[strlen(out) - 1] != '/' && strpbrk(out, "#+") == nullptr;
}

bool read_host(const Json& value, char out[HOST_TEXT]) {
  if (!json_text(value, out, HOST_TEXT) || *out == 0) return false;
  for (const char* at = out; *at; at++) {
    if (!is_letter_or_digit(*at) && strchr(".:_-", *at) == nullptr) return false;
  }
  return true;
}

bool read_pem(const Json& value, char out[PEM_TEXT]) {
  static const char BEGIN[] = "-----BEGIN CERTIFICATE-----\n";
  static const char END[] = "-----END CERTIFICATE-----";
  if (!json_text(value, out, PEM_TEXT) || strncmp(out, BEGIN, strlen(BEGIN)) != 0) return false;
  size_t length = strlen(out);
  for (size_t i = 0; i < length; i++) {
    if (out[i] != '\n' && (out[i] < ' ' || out[i] > '~')) return false;
  }
  while (out[length - 1] == '\n') length--;
  return length >= strlen(BEGIN) + strlen(END) && memcmp(out + length - strlen(END), END, strlen(END)) == 0;
}

bool read_hub_id(const Json& value, char out[HUB_ID_TEXT]) {
  if (!json_text(value, out, HUB_ID_TEXT) || strlen(out) != HUB_ID_TEXT - 1) return false;
  for (const char* at = out; *at; at++) {
    if (!((*at >= 'a' && *at <= 'z') || (*at >= '2' && *at <= '7'))) return false;
  }
  return true;
}

bool read_key(const Json& value, uint8_t out[KEY_BYTES]) {
  char text[KEY_TEXT];
  return json_text(value, text, sizeof text) && decode_key(text, strlen(text), out);
}

bool read_port(const Json& value, uint16_t* out) {
  *out = 0;
  if (value.kind == Json::NONE) return true;
  uint64_t number;
  if (!json_count(value, &number) || number < 1 || number > 65535) return false;
  *out = static_cast<uint16_t>(number);
  return true;
}

bool read_addresses(const Json& value, Addresses* out) {
  out->count = 0;
  if (value.kind != Json::ARRAY) return false;
  for (size_t i = 0;; i++) {
    const Json item = json_item(value, i);
    if (item.kind == Json::NONE) return true;
    char text[ADDRESS_TEXT];
    if (!json_text(item, text, sizeof text) || !(is_ipv4(text) || is_ipv6(text))) return false;
    if (out->count < MOST_ADDRESSES) memcpy(out->list[out->count++], text, sizeof text);
  }
}

bool is_ipv4(const char* text) {
  for (int part = 0; part < 4; part++) {
    if (part > 0 && *text++ != '.') return false;
    int number = 0, digits = 0;
    for (; *text >= '0' && *text <= '9'; text++) {
      if ((digits > 0 && number == 0) || ++digits > 3) return false;
      number = number * 10 + (*text - '0');
    }
    if (digits == 0 || number > 255) return false;
  }
  return *text == 0;
}

bool is_ipv6(const char* text) {
  int groups = 0;
  bool gap = false;
  if (text[0] == ':' && text[1] != ':') return false;
  while (*text) {
    if (text[0] == ':' && text[1] == ':') {
      if (gap) return false;
      gap = true;
      text += 2;
      if (*text == 0) break;
    } else if (groups > 0 && *text++ != ':') {
      return false;
    }
    int digits = 0;
    while (is_hex(text[digits])) digits++;
    if (text[digits] == '.') {
      if (!is_ipv4(text)) return false;
      groups += 2;
      break;
    }
    if (digits < 1 || digits > 4) return false;
    groups++;
    text += digits;
  }
  return gap ? groups <= 7 : groups == 8;
}

}  // namespace porchlight
