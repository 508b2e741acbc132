// One HTTP request over a connection that is open already. HTTP 1.0: the answer comes in one piece and ends with the connection.
#ifndef HUB_HTTP_H
#define HUB_HTTP_H

#include <Arduino.h>
#include <Client.h>

struct HttpAnswer {
  /** 0: none came. */
  int status;
  char retry_after[16];
  char body[6144];
  size_t length;
};

/** Sends and closes. `json` or `bearer` may be `nullptr`. An answer that is too long or too slow has status 0. */
void http_request(Client& client, const char* method, const char* path, const char* json, const char* bearer, HttpAnswer* out);

#endif
