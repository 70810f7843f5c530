#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mention/actor_dateline.h"
#include "mention/actor_draft.h"
#include "mention/actor_people_list.h"
#include "mention/speech_finder.h"
#include "mention/speech_tree.h"

namespace demarche {

/// Gives every draft of an article its entities: names at once, descriptions and pronouns in reading order from what
/// the article has named. A reference that two readings fit stays empty. Used for one article, then gone; all arguments
/// must outlive it. `drafts` are sorted as Mentions::all is, and their indices are mention indices.
class ActorResolver {
 public:
  ActorResolver(const ActorLexicon& lexicon, std::string_view text, const std::vector<SentenceTree>& trees,
                const PeopleList& people, std::vector<ActorDraft>& drafts);
  void set_dateline(Dateline dateline) { dateline_ = std::move(dateline); }
  /// Names and phrases that carry all they need.
  void resolve_names();
  /// Descriptions and pronouns; `speech` says who speaks where.
  void resolve_references(const std::vector<SpeechFinding>& speech);

 private:
  struct Candidate {
    std::vector<Entity> entities;
    int score = 0;
  };

  // entities, actor_resolver.cpp
  std::vector<Entity> named(const ActorDraft& draft) const;
  Entity from_entry(uint32_t entry, const NameSense* sense) const;
  void finish(ActorDraft& draft, std::vector<Entity> entities, std::string_view how) const;
  uint32_t pick_state(const std::vector<NameSense>& senses) const;

  // headlines, actor_headline.cpp
  /// "Peru, Chile sign deal": gives the names that open a sentence, with commas only, to the one that leads them.
  void join_listed(uint32_t sentence);
  bool is_listed_name(const ActorDraft& draft) const;

  // role nouns and other descriptions, actor_descriptions.cpp
  bool resolve_nominal(size_t index, bool again);
  /// Gives a draft one party for each owner; returns the last one's code, "" when one is no state.
  std::string share_owners(ActorDraft& draft, const std::vector<Entity>& owners) const;
  bool resolve_office(size_t index, const std::string& code, bool leader);
  bool resolve_plain(size_t index, const std::string& code);
  bool repeat_earlier(size_t index, bool same_noun);
  bool resolve_state_noun(size_t index);
  bool counts_two(const ActorDraft& draft) const;
  bool resolve_pair(size_t index);
  /// The last two states, or people, named before a draft; empty when they are not just two.
  std::vector<Entity> last_named(size_t index, bool people) const;
  bool resolve_armed_noun(size_t index);
  bool resolve_body_noun(size_t index);
  bool describes(const ActorDraft& draft, const ActorEntry& body) const;
  bool resolve_counterpart(size_t index);
  bool own_force(size_t index);
  void count_states();
  void place_officials();
  /// The state that an article is about when it is about one state only; "" otherwise. Not `except`.
  std::string home_state() const;
  std::string other_state(const std::string& away) const;
  std::vector<Entity> owner_entities(const ActorDraft& draft) const;
  Entity role_entity(const ActorDraft& draft, const std::string& code) const;

  // actors without a state of their own, actor_context.cpp
  bool resolve_alone(size_t index);
  /// Says in `how` what kind of actor without a state it is.
  void mark_standing(const ActorDraft& draft, Entity& entity) const;
  /// May this phrase, of that sector, be an actor without a state?
  bool stands_alone(const ActorDraft& draft, const std::string& sector) const;
  /// The state that the context gives such an actor, or "".
  std::string context_state(const ActorDraft& draft, const std::string& sector) const;
  /// The one state that the draft's sentence, or its clause, names as a place, or "".
  std::string located_state(const ActorDraft& of) const;
  bool is_location(const ActorDraft& draft) const;
  bool owns_next(const ActorDraft& draft) const;
  bool faces(const ActorDraft& draft, const std::string& code, const std::string& sector) const;
  std::string only_state(const std::string& sector) const;

  // pronouns, actor_pronouns.cpp
  bool resolve_pronoun(size_t index);
  bool resolve_first_person(size_t index);
  bool resolve_second_person(size_t index);
  bool resolve_third_person(size_t index);
  bool admissible(const ActorDraft& pronoun, const ActorDraft& draft) const;
  int salience(size_t pronoun, size_t candidate) const;
  bool must_act(const ActorDraft& pronoun) const;
  bool spoke_before(size_t pronoun, size_t candidate) const;
  int best_rival(size_t index) const;
  std::vector<Entity> coordinated(size_t index) const;
  const SpeechFinding* speech_at(const ActorDraft& draft) const;

  bool has_entities(size_t index) const { return !drafts_[index].mention.entities.empty(); }
  const Token& head(const ActorDraft& draft) const { return trees_[draft.mention.sentence].token(draft.mention.head); }
  /// The draft headed by a token of a sentence, or -1.
  int32_t headed(uint32_t sentence, uint32_t token) const;

  const ActorLexicon& lexicon_;
  std::string_view text_;
  const std::vector<SentenceTree>& trees_;
  const PeopleList& people_;
  std::vector<ActorDraft>& drafts_;
  /// How often the article names each state, by itself or through its people, most often first.
  std::vector<std::pair<std::string, int>> states_;
  Dateline dateline_;
  const std::vector<SpeechFinding>* speech_ = nullptr;
  std::vector<int32_t> speaker_of_;       ///< by sentence: mention that speaks in it last, or -1
  std::vector<uint32_t> sentence_begin_;  ///< first draft of each sentence, plus one closing entry
};

}  // namespace demarche
