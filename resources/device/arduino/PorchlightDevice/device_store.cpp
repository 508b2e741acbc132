#ifdef ARDUINO
#include "device_store.h"

#include <LittleFS.h>

namespace {

const char NAME[] = "/porchlight";
const char NEXT[] = "/porchlight.next";

}  // namespace

bool store_begin() {
#ifdef ESP32
  return LittleFS.begin(true);
#else
  return LittleFS.begin();
#endif
}

bool store_read(Saved* out) {
  File file = LittleFS.open(NAME, "r");
  if (!file) return false;
  const bool whole = file.read(reinterpret_cast<uint8_t*>(out), sizeof *out) == sizeof *out;
  file.close();
  return whole && out->version == SAVED_VERSION;
}

bool store_write(const Saved& saved) {
  File file = LittleFS.open(NEXT, "w");
  if (!file) return false;
  const bool whole = file.write(reinterpret_cast<const uint8_t*>(&saved), sizeof saved) == sizeof saved;
  file.close();
  return whole && LittleFS.rename(NEXT, NAME);
}

void store_forget() { LittleFS.remove(NAME); }

#endif
