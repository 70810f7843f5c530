#pragma once

#include "coding/pledge_reader.h"

namespace demarche {

/// What the search for a pledge's addressee starts from.
struct AddresseeQuestion {
  const ReadSentence& sentence;
  const CodingInput& input;
  const Act& act;
  PledgeKind kind;
  TokenIndex content;    ///< head of the content, -1 = none
  TokenIndex condition;  ///< head of the condition, -1 = none
};

/// To whom the pledge is made: the recipient of the act; for a demand the subject of what is demanded; who is spoken
/// to; for a threat, an offer or a promise the party in the condition; else the party named in the content. Never the
/// issuer's own side. Empty = nobody is named.
RoleFill addressee_of(const AddresseeQuestion& question);

/// "The demands include ...", "rejected the offer": whose demand, offer or threat the article told last, at most
/// kEarlierSentences before; empty when none.
std::vector<Entity> earlier_issuer(const ReadSentence& sentence);
inline constexpr uint32_t kEarlierSentences = 4;

}  // namespace demarche
