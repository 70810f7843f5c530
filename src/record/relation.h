#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "record/event.h"

namespace demarche {

/// A question about one sentence: what did the first party do to the second? Spans are byte offsets into the sentence's
/// text; a party that is marked more than once has several.
struct GivenPair {
  std::vector<Span> source;
  std::vector<Span> target;
};

/// The answer to a GivenPair.
struct RelationAnswer {
  std::optional<EventType> type;  ///< nothing = no relation found
  std::string frame;              ///< id of the frame that answered, "model" for the trained second opinion
  double confidence = 0;          ///< 0 to 1
  std::string trace;              ///< the tree and all acts read in it, for people; filled on request
};

/// Root of a relation as PLV counts them (Hu et al., ACL 2024): the type's name, with CONCEDE and RETREAT as "YIELD".
std::string_view relation_root(EventType type);
/// The fifteen roots in the order of PLOVER 2.0 chapter 3.
const std::vector<std::string_view>& relation_roots();
/// Quad class of a root, 1 to 4: verbal cooperation, material cooperation, verbal conflict, material conflict; 0 for an
/// unknown name. YIELD is 2.
int relation_quad(std::string_view root);

}  // namespace demarche
