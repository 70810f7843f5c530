#pragma once

#include "record/parse.h"

namespace demarche {

/// Mends attachments that the parser gets wrong where the words' forms tell better: "accused Norland of hiding arms and
/// expelled its envoy" with the finite "expelled" joined to "hiding" is joined to "accused".
void repair_tree(Sentence& sentence);

}  // namespace demarche
