#pragma once

#include <vector>

#include "coding/sentence_view.h"
#include "mention/attribution.h"
#include "record/mention.h"
#include "record/parse.h"
#include "record/speech.h"

namespace demarche {

/// Who answers for the words at a token of one sentence: the speaker of the quote it stands in, else the source of the
/// innermost reported clause. Const; arguments must outlive it.
class Speakers {
 public:
  Speakers(const Sentence& sentence, uint32_t number, const Mentions& mentions, const std::vector<Quote>& quotes,
           const std::vector<Attribution>& attributions)
      : sentence_(sentence), number_(number), mentions_(mentions), quotes_(quotes), attributions_(attributions) {}

  /// Empty = the article itself. An unresolved source comes as an entity with text only.
  std::vector<Entity> of(TokenIndex token) const;
  bool in_quote(TokenIndex token) const;

 private:
  const Quote* quote_at(TokenIndex token) const;
  const Sentence& sentence_;
  uint32_t number_;
  const Mentions& mentions_;
  const std::vector<Quote>& quotes_;
  const std::vector<Attribution>& attributions_;
};

/// Do two entities stand for the same party: the same state (its government, forces and services included, its society
/// not), the same organisation or group, the same person? Two people of one government are two parties.
bool same_party(const Entity& a, const Entity& b);
/// Would `other`, as the recipient of an act by `actor`, be the actor himself: his own state, government or forces? A
/// state's journalists or prisoners are not.
bool is_own_side(const Entity& actor, const Entity& other);
/// Is it an actor of politics: a state, an organisation, a group or somebody with a sector?
bool is_political(const Entity& entity);

}  // namespace demarche
