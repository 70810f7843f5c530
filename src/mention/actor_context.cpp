// Actors without a state of their own: "police", "rebels", "a court", "protesters". Their state comes from the context
// that governs them, or stays open.
#include <algorithm>

#include "base/utf8.h"
#include "mention/actor_resolver.h"

namespace demarche {
namespace {

constexpr int kFewMentions = 2;  ///< mentions that make the one state an article names its own

bool is_capital(std::string_view form) { return !form.empty() && is_ascii_upper(form.front()); }

/// Sectors of public bodies, which sit in the state that the news is about even when somebody acts on them.
bool public_body(const std::string& sector) {
  return sector == "GOV" || sector == "LEG" || sector == "JUD" || sector == "COP" || sector == "PTY" || sector == "OPP";
}

/// Words in capitals as in a headline: most of the longer ones.
bool in_title_case(const Sentence& sentence) {
  size_t words = 0;
  size_t capitals = 0;
  for (const Token& token : sentence.tokens) {
    if (token.form.size() < 4) continue;
    ++words;
    capitals += is_capital(token.form) ? 1 : 0;
  }
  return words >= 3 && capitals * 4 >= words * 3;
}

bool is_active_subject(const Token& token) {
  return token.relation == Relation::nsubj && token.subtype != Subtype::pass;
}

/// The verb nearest above a token, or -1.
int32_t clause_of(const SentenceTree& tree, uint32_t at) {
  int32_t above = tree.head(at);
  for (uint32_t steps = 0; above >= 0 && steps < tree.size(); ++steps) {
    if (tree.token(static_cast<uint32_t>(above)).upos == Upos::VERB) return above;
    above = tree.head(static_cast<uint32_t>(above));
  }
  return -1;
}

}  // namespace

bool ActorResolver::stands_alone(const ActorDraft& draft, const std::string& sector) const {
  const RoleNoun& role = *draft.role;
  if (sector.empty() || draft.modifier || draft.former || lexicon_.in_list("never-alone", role.phrase)) return false;
  std::string lower;
  for (const char c : sector) lower += static_cast<char>(c - 'A' + 'a');
  const bool listed = lexicon_.in_list("alone-actor", role.phrase) || lexicon_.in_list("alone-crowd", role.phrase) ||
                      lexicon_.in_list("alone-people", role.phrase);
  const bool person = role.kind == RoleNoun::Kind::person && !draft.mention.plural;
  // Of single persons only those in arms or in office; the rest are private.
  // "the president", but not "the president of the club"
  const bool of = draft.mention.last < trees_[draft.mention.sentence].size() &&
                  lexicon_.in_list("owner-preposition", trees_[draft.mention.sentence].token(draft.mention.last).form);
  if (person && lexicon_.in_list("alone-office", role.phrase)) return draft.definite && !draft.modified && !of;
  if (person && !lexicon_.in_list("alone-person-sector", lower) && !lexicon_.in_list("alone-person", role.phrase))
    return false;
  if (!listed && !lexicon_.in_list("alone-sector", lower)) return false;
  const SentenceTree& tree = trees_[draft.mention.sentence];
  const Mention& mention = draft.mention;
  if (lexicon_.in_list("alone-as-many", role.phrase) && (!mention.plural || draft.modified)) return false;
  // "people have a right to protest" are no crowd; "hundreds of people" are.
  if (lexicon_.in_list("needs-number", role.phrase) && !draft.indefinite &&
      tree.child(mention.head, Relation::nummod) < 0 && tree.child(mention.head, Relation::case_) < 0 &&
      is_active_subject(tree.token(mention.head))) {
    return false;
  }
  // "a government", "in court": any, or none; police, parliament and what is many need no article.
  const bool bare = lexicon_.in_list("bare-body", role.phrase);
  const bool many = role.kind == RoleNoun::Kind::people ||
                    (sector == "GOV" ? bare && draft.mention.plural : bare || draft.mention.plural);
  const bool one = draft.definite || (sector != "GOV" && (draft.indefinite || draft.modified));
  if (!many && !one && tree.sentence().kind != BlockKind::title) return false;
  // "an army of volunteers"
  if (draft.indefinite && !draft.mention.plural && mention.last < tree.size() && tree.token(mention.last).form == "of")
    return false;
  // "Rebels", "Pirates" in the middle of a sentence are a team; "the Senate", "the Army" are not.
  if (is_capital(head(draft).form) && mention.first > 0 && !lexicon_.in_list("capital-sector", lower) &&
      !in_title_case(tree.sentence())) {
    return false;
  }
  // "tennis court", "school officials", "salvation army": a noun of its own makes it something else.
  if (!lexicon_.in_list("noun-bearing-sector", lower)) {
    for (uint32_t t = mention.first; t < mention.head; ++t) {
      const Upos upos = tree.token(t).upos;
      if ((upos != Upos::NOUN && upos != Upos::PROPN) || tree.head(t) != static_cast<int32_t>(mention.head)) continue;
      const std::string word = to_lower(tree.token(t).form);
      if (role.phrase.find(word) == std::string::npos && !lexicon_.in_list("political-modifier", word)) return false;
    }
  }
  return true;
}

std::string ActorResolver::located_state(const ActorDraft& of) const {
  // The only state named as a place in the sentence, else in the clause: "in Lima police ..., and in Quito a crowd
  // ...".
  const uint32_t sentence = of.mention.sentence;
  const SentenceTree& tree = trees_[sentence];
  const int32_t clause = clause_of(tree, of.mention.head);
  std::string all;
  std::string near;
  bool many = false;
  bool many_near = false;
  const auto add = [](std::string& code, bool& several, const std::string& here) {
    several = several || (!code.empty() && code != here);
    code = here;
  };
  for (uint32_t i = sentence_begin_[sentence]; i < sentence_begin_[sentence + 1]; ++i) {
    const ActorDraft& draft = drafts_[i];
    if (draft.mention.entities.size() != 1) continue;
    const std::string& here = draft.mention.entities.front().code;
    // "In Lima police ...": the parser takes the place for the police's own.
    const bool swallowed = draft.type == ActorDraft::Type::nominal && draft.mention.first == 1 &&
                           draft.affiliation.token == 1 && tree.token(0).form == "In";
    if (here.empty() || !(swallowed || (draft.type == ActorDraft::Type::state && is_location(draft)))) continue;
    add(all, many, here);
    if (clause_of(tree, draft.mention.head) == clause) add(near, many_near, here);
  }
  return many ? (many_near ? "" : near) : all;
}

bool ActorResolver::is_location(const ActorDraft& draft) const {
  if (draft.place || dateline_.span.contains(head(draft).span)) return true;
  if (draft.mention.first == 0) return false;
  const SentenceTree& tree = trees_[draft.mention.sentence];
  if (draft.mention.kind != MentionKind::name) return false;
  const Token& before = tree.token(draft.mention.first - 1);
  const std::string word = to_lower(before.form);
  // "at Peru", "from Peru" name a target and a side, not where it happens.
  return before.upos == Upos::ADP && lexicon_.in_list("local-preposition", word) && word != "at" && word != "from" &&
         tree.child(draft.mention.head, Relation::nmod, Subtype::poss) < 0 && !owns_next(draft);
}

bool ActorResolver::owns_next(const ActorDraft& draft) const {
  const SentenceTree& tree = trees_[draft.mention.sentence];
  if (draft.mention.last >= tree.size()) return false;
  const std::string_view next = tree.token(draft.mention.last).form;
  return next == "'s" || next == "\xE2\x80\x99s" || next == "'" || next == "\xE2\x80\x99";
}

bool ActorResolver::faces(const ActorDraft& draft, const std::string& code, const std::string& sector) const {
  // Does the sentence set this state against the draft? "Norland's jets killed four villagers": not Norland's.
  if (public_body(sector)) return false;
  const Token& token = head(draft);
  const bool acts = is_active_subject(token);
  const uint32_t sentence = draft.mention.sentence;
  for (uint32_t i = sentence_begin_[sentence]; i < sentence_begin_[sentence + 1]; ++i) {
    const ActorDraft& other = drafts_[i];
    if (&other == &draft || is_location(other)) continue;
    // Police act at home: whom they fire at there is of their state.
    if (other.type == ActorDraft::Type::nominal && other.role->sector == "COP") continue;
    // "rebels in Norland" do not stand for Norland.
    const std::string& side = other.type == ActorDraft::Type::nominal ? other.role->sector : other.affiliation.sector;
    if (!side.empty() && side != "MIL" && side != "SPY" && !public_body(side)) continue;
    const bool same = std::any_of(other.mention.entities.begin(), other.mention.entities.end(),
                                  [&](const Entity& each) { return each.code == code; }) ||
                      (!other.affiliation.code.empty() && other.affiliation.code == code);
    if (!same) continue;
    // Who acts is set against a state that is named itself ("rebels fired at Norland"), not against its bodies.
    if (!acts || (other.type == ActorDraft::Type::state && other.mention.kind == MentionKind::name)) return true;
  }
  return false;
}

std::string ActorResolver::only_state(const std::string& sector) const {
  // Rebels and their victims may be far from the state that an article mostly talks of; its public bodies are not.
  const std::string home = public_body(sector) ? home_state() : "";
  if (!home.empty()) return home;
  return states_.size() == 1 && states_.front().second >= kFewMentions ? states_.front().first : "";
}

std::string ActorResolver::context_state(const ActorDraft& draft, const std::string& sector) const {
  // A dateline counts unless the article speaks of other states more often.
  std::string dateline = dateline_.code;
  if (!dateline.empty() && !states_.empty() && states_.front().first != dateline) dateline.clear();
  // Parliaments, courts and governments are rarely where a sentence goes: the article's own state comes first.
  const bool seated = sector == "LEG" || sector == "JUD" || sector == "GOV";
  const std::string home = seated ? home_state() : "";
  const std::string located = located_state(draft);
  const std::string code = !home.empty()       ? home
                           : !located.empty()  ? located
                           : !dateline.empty() ? dateline
                                               : only_state(sector);
  return code == draft.away || faces(draft, code, sector) ? "" : code;
}

void ActorResolver::mark_standing(const ActorDraft& draft, Entity& entity) const {
  // How much such an actor may do is for the coder to say: docs/formats/actors.md.
  entity.how = entity.how.substr(std::min(entity.how.size(), entity.how.find(": ")));
  entity.how.insert(0, lexicon_.in_list("alone-people", draft.role->phrase)  ? "people in general"
                       : lexicon_.in_list("alone-crowd", draft.role->phrase) ? "society"
                                                                             : "actor without a state");
}

bool ActorResolver::resolve_alone(size_t index) {
  ActorDraft& draft = drafts_[index];
  if (draft.type != ActorDraft::Type::nominal || draft.affiliation.known() || draft.elsewhere) return false;
  // "his guards": somebody else's until we know whose.
  if (draft.owner >= 0 && owner_entities(draft).empty()) return false;
  Entity entity = role_entity(draft, "");
  if (!stands_alone(draft, entity.sector)) return false;
  if (resolve_armed_noun(index)) return true;
  mark_standing(draft, entity);
  entity.code = context_state(draft, entity.sector);
  const bool placed = !entity.code.empty();
  if (!placed && lexicon_.in_list("ngo-role", draft.role->phrase)) entity.code = "NGO";
  finish(draft, {std::move(entity)}, placed ? "the state of the context" : "no state named");
  return true;
}

}  // namespace demarche
