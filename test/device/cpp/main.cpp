// Runs the protocol part of the sketch for the tests. Reads one case a line, `kind argument…` with every argument in hexadecimal
// (`-` for none), and answers each with one line of JSON. `fuzz` feeds the readers what it makes of the lines that follow.
#include <openssl/evp.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "porchlight_hello.h"
#include "porchlight_protocol.h"

using namespace porchlight;

namespace {

typedef std::vector<uint8_t> Bytes;

bool verify(const uint8_t signature[64], const uint8_t key[KEY_BYTES], const void* message, size_t length) {
  EVP_PKEY* own = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key, KEY_BYTES);
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  const bool good = own && EVP_DigestVerifyInit(context, nullptr, nullptr, nullptr, own) == 1 &&
                    EVP_DigestVerify(context, signature, 64, static_cast<const uint8_t*>(message), length) == 1;
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(own);
  return good;
}

/** While fuzzing every signature counts, so that what comes after it is reached. */
bool believe(const uint8_t*, const uint8_t*, const void*, size_t) { return true; }

Bytes unhex(const std::string& text) {
  Bytes bytes;
  for (size_t i = 0; text != "-" && i + 1 < text.size(); i += 2) bytes.push_back(static_cast<uint8_t>(std::stoi(text.substr(i, 2), nullptr, 16)));
  return bytes;
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (char c : text) out += c == '\n' ? "\\n" : std::string(c == '"' || c == '\\' ? "\\" : "") + c;
  return out + "\"";
}

std::string key_text(const uint8_t key[KEY_BYTES]) {
  char text[KEY_TEXT];
  encode_key(key, text);
  return quoted(text);
}

std::string list(const Addresses& addresses) {
  std::string out;
  for (size_t i = 0; i < addresses.count; i++) out += (i ? "," : "") + quoted(addresses.list[i]);
  return "[" + out + "]";
}

std::string port(uint16_t number) { return number ? std::to_string(number) : "null"; }

std::string run_code(const Bytes& spki, const Bytes& device_nonce, const Bytes& hub_nonce) {
  char promise[KEY_TEXT], shown[CODE_TEXT];
  commitment(device_nonce.data(), promise);
  const uint32_t number = code(spki.data(), device_nonce.data(), hub_nonce.data());
  code_text(number, shown);
  return "{\"commitment\":" + quoted(promise) + ",\"code\":" + std::to_string(number) + ",\"shown\":" + quoted(shown) + "}";
}

std::string run_announcement(const Bytes& packet, const std::string& id, uint64_t last_seq, Ed25519Verify check) {
  static AnnouncementSpace space;
  Announcement read;
  Pinned pinned;
  snprintf(pinned.hub_id, sizeof pinned.hub_id, "%s", id.c_str());
  pinned.last_seq = last_seq;
  const char* text = reinterpret_cast<const char*>(packet.data());
  const Heard heard = check_announcement(text, packet.size(), id.empty() ? nullptr : &pinned, check, &space, &read);
  if (heard != Heard::FOLLOW) return "{\"outcome\":\"ignore\",\"reason\":" + quoted(heard_text(heard)) + "}";
  return "{\"outcome\":\"follow\",\"hubId\":" + quoted(read.hub_id) + ",\"seq\":" + std::to_string(read.seq) + ",\"addresses\":" +
         list(read.addresses) + ",\"mqtt\":" + port(read.mqtt) + ",\"mqtts\":" + port(read.mqtts) + ",\"pair\":" + port(read.pair) + "}";
}

std::string describe(const Credential& c) {
  return ",\"mqtt\":{\"host\":" + quoted(c.host) + ",\"addresses\":" + list(c.addresses) + ",\"port\":" + port(c.port) + ",\"tlsPort\":" +
         port(c.tls_port) + ",\"username\":" + quoted(c.username) + ",\"password\":" + quoted(c.password) + ",\"clientId\":" +
         quoted(c.client_id) + ",\"baseTopic\":" + quoted(c.base_topic) + "},\"trust\":{\"ca\":" + quoted(c.ca) +
         ",\"serverKeyFingerprint\":" + key_text(c.server_key) + ",\"hubId\":" + quoted(c.hub_id) + ",\"hubPublicKey\":" +
         key_text(c.hub_key) + "}";
}

std::string run_answer(const std::string& step_name, int status, const std::string& retry, const Bytes& body, const Seen& seen) {
  static const char* const STATES[] = {"asked",   "closed", "conflict", "rejected", "busy",    "revealed",
                                       "dead",    "pending", "denied",   "gone",     "allowed", "unreadable"};
  static Credential credential;
  Answer answer;
  const Step step = step_name == "ask" ? Step::ASK : step_name == "reveal" ? Step::REVEAL : Step::POLL;
  const char* text = reinterpret_cast<const char*>(body.data());
  read_answer(step, status, retry == "-" ? nullptr : retry.c_str(), text, body.size(), &answer, &credential);
  std::string out = "{\"state\":" + quoted(STATES[static_cast<int>(answer.state)]);
  const std::string seconds = std::to_string(answer.wait_seconds);
  if (answer.state == State::BUSY) out += ",\"waitSeconds\":" + seconds;
  if (answer.state == State::PENDING || answer.state == State::ASKED) out += ",\"pollAfterSeconds\":" + seconds;
  if (answer.state == State::ASKED) {
    out += ",\"requestId\":" + quoted(answer.request_id) + ",\"hubId\":" + quoted(answer.hub_id) + ",\"hubNonce\":" + key_text(answer.hub_nonce);
  }
  if (answer.state == State::ALLOWED) {
    static const char* const REFUSALS[] = {"null", "\"device\"", "\"key\"", "\"hub\""};
    const Refusal refusal = refuses(credential, seen);
    out += std::string(",\"refused\":") + REFUSALS[static_cast<int>(refusal)] + (refusal == Refusal::NONE ? describe(credential) : "");
  }
  return out + "}";
}

std::string run_hello(const Bytes& received) {
  uint8_t spki[SPKI_BYTES];
  const Shown shown = find_spki(received.data(), received.size(), spki);
  if (shown != Shown::KEY) return shown == Shown::MORE ? "\"more\"" : "\"nothing\"";
  uint8_t digest[KEY_BYTES];
  sha256(spki, sizeof spki, digest);
  return key_text(digest);
}

Seen seen_of(const std::string& device, const Bytes& spki, const std::string& hub) {
  Seen seen;
  snprintf(seen.device_id, sizeof seen.device_id, "%s", device.c_str());
  memcpy(seen.spki, spki.data(), KEY_BYTES);
  snprintf(seen.hub_id, sizeof seen.hub_id, "%s", hub.c_str());
  return seen;
}

std::string base64url(const Bytes& bytes) {
  static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  for (size_t i = 0; i < bytes.size(); i += 3) {
    uint32_t bits = bytes[i] << 16 | (i + 1 < bytes.size() ? bytes[i + 1] << 8 : 0) | (i + 2 < bytes.size() ? bytes[i + 2] : 0);
    for (size_t j = 0; j < 4 && i + j <= bytes.size(); j++) out += LETTERS[bits >> (18 - 6 * j) & 63];
  }
  return out;
}

/** Turns, drops, doubles and cuts pieces of what was good. */
Bytes spoil(Bytes bytes, std::mt19937& random) {
  for (unsigned times = 1 + random() % 4; times > 0 && !bytes.empty(); times--) {
    const size_t at = random() % bytes.size();
    static const char LIKELY[] = "{}[]\",:\\u0-9eE.x \x80\xff";
    switch (random() % 6) {
      case 0: bytes[at] = static_cast<uint8_t>(random()); break;
      case 1: bytes[at] = static_cast<uint8_t>(LIKELY[random() % (sizeof LIKELY - 1)]); break;
      case 2: bytes.erase(bytes.begin() + at); break;
      case 3: bytes.resize(at); break;
      case 4: bytes.insert(bytes.begin() + at, bytes.begin() + at / 2, bytes.begin() + at); break;
      default: bytes.insert(bytes.begin() + at, static_cast<uint8_t>(LIKELY[random() % (sizeof LIKELY - 1)]));
    }
  }
  return bytes;
}

/** Each line is `body HEX`, `claims HEADERHEX CLAIMSHEX` or `hello HEX`. Never fails by itself: the sanitizers do. */
std::string fuzz(unsigned seed, unsigned milliseconds) {
  std::vector<std::vector<std::string>> cases;
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::vector<std::string> one;
    for (std::string word; words >> word;) one.push_back(word);
    cases.push_back(one);
  }
  std::mt19937 random(seed);
  const Seen seen = seen_of("device", Bytes(KEY_BYTES), "hub");
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
  unsigned long count = 0;
  for (; std::chrono::steady_clock::now() < end; count++) {
    const std::vector<std::string>& one = cases[random() % cases.size()];
    const Bytes bad = spoil(unhex(one.back()), random);
    if (one[0] == "body") {
      run_answer("poll", 200, "-", bad, seen);
      run_answer("ask", 201, "17", bad, seen);
    } else if (one[0] == "hello") {
      run_hello(bad);
    } else {
      const std::string text = base64url(unhex(one[1])) + "." + base64url(bad) + "." + std::string(86, 'A');
      run_announcement(Bytes(text.begin(), text.end()), "", 0, believe);
      run_announcement(spoil(Bytes(text.begin(), text.end()), random), "", 0, believe);
    }
  }
  return "{\"count\":" + std::to_string(count) + "}";
}

std::string text_of(const std::string& hex) {
  const Bytes bytes = unhex(hex);
  return std::string(bytes.begin(), bytes.end());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4 && std::string(argv[1]) == "fuzz") {
    std::cout << fuzz(static_cast<unsigned>(std::stoul(argv[2])), static_cast<unsigned>(std::stoul(argv[3]))) << std::endl;
    return 0;
  }
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string kind;
    std::vector<std::string> args(7);
    words >> kind;
    for (std::string& arg : args) words >> arg;
    std::string out;
    if (kind == "code") out = run_code(unhex(args[0]), unhex(args[1]), unhex(args[2]));
    if (kind == "hubId") {
      char id[HUB_ID_TEXT];
      hub_id(unhex(args[0]).data(), id);
      out = quoted(id);
    }
    if (kind == "announcement") out = run_announcement(unhex(args[0]), text_of(args[1]), std::stoull(args[2]), verify);
    if (kind == "answer") {
      const Seen seen = seen_of(text_of(args[4]), unhex(args[5]), text_of(args[6]));
      out = run_answer(args[0], std::stoi(args[1]), text_of(args[2]).empty() ? "-" : text_of(args[2]), unhex(args[3]), seen);
    }
    if (kind == "hello") {
      uint8_t hello[HELLO_BYTES];
      make_hello(unhex(args[0]).data(), hello);
      for (uint8_t byte : hello) {
        char hex[3];
        snprintf(hex, sizeof hex, "%02x", byte);
        out += hex;
      }
      out = quoted(out);
    }
    if (kind == "key") out = run_hello(unhex(args[0]));
    std::cout << out << "\n";
  }
  return 0;
}
