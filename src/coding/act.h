#pragma once

#include <string>
#include <vector>

#include "coding/roles.h"
#include "coding/status.h"
#include "knowledge/frames.h"

namespace demarche {

/// One frame that fired at one token: an event in the making.
struct Act {
  const Frame* frame = nullptr;
  TokenIndex trigger = -1;
  TokenIndex trigger_last = -1;  ///< last token of a phrasal trigger
  EventType type = EventType::consult;
  std::vector<std::string> mode;
  RoleFill actor;
  RoleFill recipient;
  std::vector<TokenIndex> used;  ///< modal verbs and negators that the frame itself asks for: no status of their own
  StatusFinding status;
  std::vector<Entity> according_to;
  std::vector<std::string> steps;
  bool speaks_for_itself = false;  ///< the attributed speaker is the actor ("we will strike", he said)
  double confidence = -1;          ///< of the second opinion; -1 = the frame's own
  bool dropped = false;
};

}  // namespace demarche
