#include "porchlight_json.h"

#include <string.h>

namespace porchlight {

namespace {

const uint64_t GREATEST_COUNT = 9007199254740991u;
/** Names of members that anybody asks for are shorter. */
const size_t NAME_BYTES = 64;

/** Walks over checked or unchecked text. Each step returns false at the first thing that is not JSON. */
struct Reader {
  const char* at;
  const char* end;

  bool is(char wanted) const { return at < end && *at == wanted; }
  bool take(char wanted) {
    if (!is(wanted)) return false;
    at++;
    return true;
  }
  void space() {
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')) at++;
  }
  bool digits() {
    const char* from = at;
    while (at < end && *at >= '0' && *at <= '9') at++;
    return at > from;
  }
  bool word(const char* text) {
    const size_t length = strlen(text);
    if (static_cast<size_t>(end - at) < length || memcmp(at, text, length) != 0) return false;
    at += length;
    return true;
  }
  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      return digits();
    }
    return true;
  }

  /** One character of UTF-8 (RFC 3629), at least a space. */
  bool character() {
    const uint8_t first = static_cast<uint8_t>(*at++);
    if (first < 0x80) return first >= 0x20;
    const int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    if (first < 0xc2 || first > 0xf4 || end - at < more) return false;
    const uint8_t second = static_cast<uint8_t>(*at);
    if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f)) return false;
    if ((first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f)) return false;
    for (int i = 0; i < more; i++) {
      if ((static_cast<uint8_t>(*at++) & 0xc0) != 0x80) return false;
    }
    return true;
  }

  bool hex4(uint32_t* out) {
    if (end - at < 4) return false;
    *out = 0;
    for (int i = 0; i < 4; i++) {
      const char c = *at++;
      const int value = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
      if (value < 0) return false;
      *out = *out << 4 | static_cast<uint32_t>(value);
    }
    return true;
  }

  bool string() {
    if (!take('"')) return false;
    while (at < end) {
      if (take('"')) return true;
      if (!take('\\')) {
        if (!character()) return false;
        continue;
      }
      if (at == end || *at == 0) return false;
      const char kind = *at++;
      uint32_t unit;
      if (kind == 'u' ? !hex4(&unit) : strchr("\"\\/bfnrt", kind) == nullptr) return false;
    }
    return false;
  }

  bool value(int depth) {
    space();
    if (at == end || depth > JSON_DEPTH) return false;
    bool good;
    if (*at == '{' || *at == '[') {
      good = *at == '{' ? object(depth) : array(depth);
    } else if (*at == '"') {
      good = string();
    } else if (*at == '-' || (*at >= '0' && *at <= '9')) {
      good = number();
    } else {
      good = word("true") || word("false") || word("null");
    }
    space();
    return good;
  }

  bool object(int depth) {
    at++;
    space();
    if (take('}')) return true;
    do {
      space();
      if (!string()) return false;
      space();
      if (!take(':') || !value(depth + 1)) return false;
    } while (take(','));
    return take('}');
  }

  bool array(int depth) {
    at++;
    space();
    if (take(']')) return true;
    do {
      if (!value(depth + 1)) return false;
    } while (take(','));
    return take(']');
  }
};

const Json NOTHING = {Json::NONE, nullptr, nullptr};

/** The value that the reader stands at, which was checked before; steps over it. */
Json next(Reader& reader) {
  reader.space();
  const char* start = reader.at;
  reader.value(0);
  Json value = {Json::OTHER, start, reader.at};
  if (*start == '{') value.kind = Json::OBJECT;
  if (*start == '[') value.kind = Json::ARRAY;
  if (*start == '"') value.kind = Json::STRING;
  if (*start == '-' || (*start >= '0' && *start <= '9')) value.kind = Json::NUMBER;
  return value;
}

/** Writes what still fits, and remembers if something did not. */
struct Writer {
  char* at;
  char* end;
  bool good;
  void byte(uint32_t value) {
    good = good && at < end && value != 0;
    if (good) *at++ = static_cast<char>(value);
  }
  void codepoint(uint32_t c) {
    if (c < 0x80) return byte(c);
    if (c < 0x800) {
      byte(0xc0 | c >> 6);
    } else if (c < 0x10000) {
      byte(0xe0 | c >> 12);
      byte(0x80 | (c >> 6 & 0x3f));
    } else {
      byte(0xf0 | c >> 18);
      byte(0x80 | (c >> 12 & 0x3f));
      byte(0x80 | (c >> 6 & 0x3f));
    }
    byte(0x80 | (c & 0x3f));
  }
};

/** A surrogate without its other half has no UTF-8: the text does not count as read. */
void unescape_unit(Reader& reader, Writer& writer) {
  uint32_t unit = 0, low = 0;
  reader.hex4(&unit);
  if (unit >= 0xd800 && unit <= 0xdbff && reader.word("\\u") && reader.hex4(&low) && low >= 0xdc00 && low <= 0xdfff) {
    writer.codepoint(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
  } else if (unit >= 0xd800 && unit <= 0xdfff) {
    writer.good = false;
  } else {
    writer.codepoint(unit);
  }
}

}  // namespace

Json json_parse(const char* text, size_t length) {
  Reader reader = {text, text + length};
  if (!reader.value(0) || reader.at != reader.end) return NOTHING;
  reader.at = text;
  return next(reader);
}

Json json_member(const Json& object, const char* name) {
  Json found = NOTHING;
  if (object.kind != Json::OBJECT) return found;
  Reader reader = {object.start + 1, object.end};
  reader.space();
  while (reader.is('"')) {
    const Json key = next(reader);
    reader.take(':');
    const Json value = next(reader);
    if (json_is(key, name)) found = value;
    reader.take(',');
    reader.space();
  }
  return found;
}

Json json_item(const Json& array, size_t index) {
  if (array.kind != Json::ARRAY) return NOTHING;
  Reader reader = {array.start + 1, array.end};
  reader.space();
  for (size_t i = 0; !reader.is(']'); i++) {
    const Json value = next(reader);
    if (i == index) return value;
    reader.take(',');
  }
  return NOTHING;
}

bool json_text(const Json& value, char* out, size_t capacity) {
  if (value.kind != Json::STRING || capacity == 0) return false;
  Writer writer = {out, out + capacity - 1, true};
  Reader reader = {value.start + 1, value.end};
  for (reader.at = value.start + 1; *reader.at != '"' && writer.good;) {
    if (!reader.take('\\')) {
      writer.byte(static_cast<uint8_t>(*reader.at++));
      continue;
    }
    const char kind = *reader.at++;
    if (kind == 'u') {
      unescape_unit(reader, writer);
    } else {
      const char* plain = strchr("b\bf\fn\nr\rt\t", kind);
      writer.byte(static_cast<uint8_t>(plain ? plain[1] : kind));
    }
  }
  *writer.at = 0;
  return writer.good;
}

bool json_is(const Json& value, const char* text) {
  char own[NAME_BYTES];
  return json_text(value, own, sizeof own) && strcmp(own, text) == 0;
}

bool json_count(const Json& value, uint64_t* out) {
  if (value.kind != Json::NUMBER) return false;
  uint64_t number = 0;
  for (const char* at = value.start; at < value.end && *at > ' '; at++) {
    if (*at < '0' || *at > '9') return false;
    number = number * 10 + static_cast<uint64_t>(*at - '0');
    if (number > GREATEST_COUNT) return false;
  }
  *out = number;
  return true;
}

bool json_clamped(const Json& value, int32_t least, int32_t most, int32_t* out) {
  if (value.kind != Json::NUMBER) return false;
  const bool negative = *value.start == '-';
  int64_t number = 0;
  for (const char* at = value.start + (negative ? 1 : 0); at < value.end && *at > ' '; at++) {
    if (*at < '0' || *at > '9') return false;
    if (number <= INT32_MAX) number = number * 10 + (*at - '0');
  }
  if (negative) number = -number;
  *out = number < least ? least : number > most ? most : static_cast<int32_t>(number);
  return true;
}

}  // namespace porchlight
