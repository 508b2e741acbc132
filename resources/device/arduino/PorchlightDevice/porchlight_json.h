// Reads JSON (RFC 8259) in place: strict, without heap, in bounded depth. Plain C++11.
#ifndef PORCHLIGHT_JSON_H
#define PORCHLIGHT_JSON_H

#include <stddef.h>
#include <stdint.h>

namespace porchlight {

/** What nests deeper is not read. */
const int JSON_DEPTH = 16;

/** A value inside a text that was checked; the text must outlive it. */
struct Json {
  enum Kind { NONE, OBJECT, ARRAY, STRING, NUMBER, OTHER };
  Kind kind;
  const char* start;
  const char* end;
};

/** Checks all of the text, that it is UTF-8 too, and returns its value; `NONE` if anything is wrong with it. */
Json json_parse(const char* text, size_t length);

/** A member of an object by its name, the last one if there are several; `NONE` if there is none or this is no object. */
Json json_member(const Json& object, const char* name);

/** An element of an array; `NONE` beyond its end or if this is no array. */
Json json_item(const Json& array, size_t index);

/** The text of a string with its escapes resolved, UTF-8, ended by a zero. False if it is no string, holds a zero or does not fit. */
bool json_text(const Json& value, char* out, size_t capacity);

/** True for this very string. */
bool json_is(const Json& value, const char* text);

/** A whole number from 0 to 2^53 - 1. False for all others. */
bool json_count(const Json& value, uint64_t* out);

/** A whole number; what is beyond `least` or `most` becomes that. False for all other values. */
bool json_clamped(const Json& value, int32_t least, int32_t most, int32_t* out);

}  // namespace porchlight

#endif
