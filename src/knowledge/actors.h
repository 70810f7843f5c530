#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace demarche {

enum class ActorKind : uint8_t { country, organisation, person, group };

/// One actor the lexicon knows. docs/formats/actors.md specifies the tables.
struct ActorEntry {
  ActorKind kind = ActorKind::country;
  std::string id;         ///< "vladimir-putin", "nato", "west"; for a country its lower-case name with hyphens
  std::string code;       ///< PLOVER country name code; "" for groups without one
  std::string sector;
  std::string name;
  std::string country;    ///< for organisations and people: the country they belong to, else ""
  std::vector<std::string> heads;  ///< nouns that may describe it later: "alliance", "bloc" for NATO
  struct Term {
    std::string office;   ///< "president", "prime minister", "foreign minister", "secretary general"
    std::string of;       ///< country code or organisation id
    std::string sector;   ///< sector while in that office
    Date from;            ///< no date = open
    Date to;
  };
  std::vector<Term> terms;         ///< for people, oldest first
  bool female = false;
  bool gender_known = false;
  std::string source;     ///< file:line
};

/// How a matched name relates to its entry.
enum class NameForm : uint8_t {
  name,      ///< Russia, NATO, Vladimir Putin
  demonym,   ///< Russian (adjective)
  people,    ///< Russians, the French
  metonym,   ///< Moscow, the Kremlin, Downing Street
  surname    ///< Putin; only valid when unambiguous or introduced in the article
};

/// A generic noun phrase head that denotes an actor once a country or organisation is known: "troops" -> MIL,
/// "foreign ministry" -> GOV, "lawmakers" -> LEG, "spokesman", "leader".
struct RoleNoun {
  std::string phrase;     ///< lemma or lemmas joined by a space
  std::string sector;
  std::string office;     ///< canonical office for office words ("president"), else ""
  enum class Kind : uint8_t { person, body, force, people } kind = Kind::person;
  std::string source;
};

}  // namespace demarche
