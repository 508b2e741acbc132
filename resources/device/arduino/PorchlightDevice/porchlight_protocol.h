// Pairing version 1, as far as it is computing: what a device makes, reads and decides. Plain C++11, no Arduino, no heap, no
// exceptions; tested on a computer against vectors.json.
#ifndef PORCHLIGHT_PROTOCOL_H
#define PORCHLIGHT_PROTOCOL_H

#include "porchlight_announcement.h"
#include "porchlight_answer.h"
#include "porchlight_bytes.h"

#endif
