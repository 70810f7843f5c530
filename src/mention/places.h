#pragma once

#include <vector>

#include "knowledge/gazetteer.h"
#include "record/event.h"
#include "record/parse.h"

namespace demarche {

struct PlaceMention {
  uint32_t sentence = 0;
  uint32_t head = 0;  ///< token index of the place name's head
  Place place;
};

/// Places named in the text ("in Kyiv", "near the border with Ukraine"), in reading order. Const, thread-safe.
std::vector<PlaceMention> find_places(const Gazetteer& gazetteer, const Parse& parse);

}  // namespace demarche
