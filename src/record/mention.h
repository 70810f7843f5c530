#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/span.h"

namespace demarche {

/// What an actor mention resolves to. PLOVER 2.0 chapter 5: `code` is an ISO 3166-1 alpha-3 code or one of IGO UNO EUR
/// NGO ISM IMG MNC KOS; `sector` one of table 5.2 (GOV MIL LEG JUD COP REB ...). "" = not known or none.
struct Entity {
  std::string text;  ///< the mention's own words; "" when implied
  Span span;
  std::string code;
  std::string sector;
  std::string id;    ///< canonical id, lower-case with hyphens ("vladimir-putin", "nato", "west"); "" for plain states
  std::string name;  ///< canonical English name
  std::string office;  ///< for people: the office held ("president of Russia"), as far as known
  std::string how;     ///< which entry and which step resolved it, for `explain`
};

/// Same actor whatever words name it: code, sector and id.
bool same_entity(const Entity& a, const Entity& b);

enum class MentionKind : uint8_t {
  name,       ///< Vladimir Putin, Russia, NATO, the Kremlin
  nominal,    ///< the Russian leader, Russian troops, the ministry, Western countries
  adjective,  ///< Russian in "Russian demands": the country behind a demonym that modifies something else
  pronoun     ///< he, it, they, we, our
};
const char* to_string(MentionKind kind);

/// A span that names an actor, inside one sentence. Mentions of one sentence may nest ("Russia" in "Russia's ministry")
/// but no two have the same head token.
struct Mention {
  uint32_t sentence = 0;
  uint32_t first = 0;  ///< token range [first, last) of the whole phrase
  uint32_t last = 0;
  uint32_t head = 0;  ///< the head token, inside the range
  MentionKind kind = MentionKind::name;
  bool plural = false;
  bool group = false;  ///< a group that stays a group (world powers, Western countries)
  /// What it resolves to; one entry as a rule, several for "both sides", "the two countries". Empty = an actor we
  /// cannot tell (an unresolved pronoun, "a spokesman").
  std::vector<Entity> entities;
};

/// All actor mentions of one article, sorted by sentence, then first token, then longest first.
struct Mentions {
  std::vector<Mention> all;
  std::vector<uint32_t> sentence_begin;  ///< index of the first mention of each sentence, plus one closing entry

  /// The mention whose head is `token`, or null.
  const Mention* headed_by(uint32_t sentence, uint32_t token) const;
  /// The shortest mention that covers `token`, or null.
  const Mention* covering(uint32_t sentence, uint32_t token) const;
  /// Fills sentence_begin; `all` must be sorted.
  void index(size_t sentences);
};

}  // namespace demarche
