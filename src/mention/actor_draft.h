#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "knowledge/actors.h"
#include "record/mention.h"

namespace demarche {

/// Where an actor belongs, as far as its own phrase says: a state, an organisation or a group of states.
struct Affiliation {
  std::string code;
  std::string sector;  ///< of the organisation, or of the body inside the phrase ("defence ministry" in its spokesman)
  uint32_t entry = ActorLexicon::kNone;  ///< the country or organisation
  int32_t token = -1;                    ///< head token of the words that say so
  bool known() const { return entry != ActorLexicon::kNone || !code.empty(); }
};

/// A mention on its way: what its own phrase tells, before the article is asked.
struct ActorDraft {
  enum class Type : uint8_t {
    state,  ///< a country, or a place that stands for one
    body,   ///< an organisation with a name
    group,
    person,     ///< a person with a name
    nominal,    ///< a role noun without a name
    reference,  ///< a noun that can only point back: the country, both sides
    pronoun
  };
  Mention mention;
  Type type = Type::state;
  std::string_view how;           ///< which rule made it; a string literal
  std::vector<NameSense> senses;  ///< readings of its name, best first
  const RoleNoun* role = nullptr;
  uint64_t noun = 0;  ///< key of the head noun
  Affiliation affiliation;
  std::vector<Affiliation> more;  ///< further states of "British and French troops"
  std::string away;               ///< code of the state they are said to be for, against or backed by
  int32_t owner = -1;             ///< head token of the possessor whose affiliation counts ("its troops")
  std::string name;               ///< of a person or body the lexicon does not know: the words of the name
  uint32_t name_first = 0;        ///< token range of the name inside a person's phrase
  uint32_t name_last = 0;
  char gender = 0;      ///< 'm', 'f' or not known
  bool titled = false;  ///< a title, office or form of address stands with the name
  bool former = false;
  bool definite = false;    ///< the, this, these, both
  bool indefinite = false;  ///< a, an, some, several, another
  bool modified = false;    ///< has an adjective or noun of its own before the head
  bool modifier = false;    ///< modifies another noun ("troop numbers")
  bool elsewhere = false;   ///< belongs to a body the lexicon does not know ("president of Acme")
  bool military = false;    ///< "military", "naval" stands before a general noun
  bool located = false;     ///< belongs to a state only because it is there ("residents in Lima")
  bool place = false;       ///< named as a place, not as somebody who acts
  bool subject = false;
  bool possessive = false;                ///< of a pronoun: its, their
  uint32_t person = ActorLexicon::kNone;  ///< index into the article's people, once known
};

}  // namespace demarche
