#include "coding/matcher.h"

#include <algorithm>

#include "coding/plausible.h"
#include "coding/standing.h"

namespace demarche {
namespace {

bool political(const std::vector<Entity>& entities) {
  return std::any_of(entities.begin(), entities.end(), is_political);
}

}  // namespace

std::optional<TokenIndex> Matcher::particle_end(TokenIndex token, std::string_view particle) const {
  TokenIndex last = token;
  TokenIndex from = token + 1;
  while (!particle.empty()) {
    const size_t blank = particle.find(' ');
    const std::string_view word = particle.substr(0, blank);
    TokenIndex found = -1;
    const TokenIndex reach = std::min(view_.size(), from + (last == token ? 4 : 1));
    for (TokenIndex i = from; i < reach && found < 0; ++i) {
      const bool near = i == from || view_.at(i).head == token;
      if (near && (view_.at(i).lemma == word || view_.at(i).form == word)) found = i;
    }
    if (found < 0) return std::nullopt;
    last = found;
    from = found + 1;
    particle = blank == std::string_view::npos ? std::string_view() : particle.substr(blank + 1);
  }
  return last;
}

bool Matcher::fits(TokenIndex token, const Frame& frame) const {
  return std::all_of(frame.constraints.begin(), frame.constraints.end(),
                     [&](const Constraint& constraint) { return roles_.meets(token, constraint); });
}

Act Matcher::fill(TokenIndex token, TokenIndex last, const Frame& frame) const {
  Act act;
  act.frame = &frame;
  act.trigger = token;
  act.trigger_last = last;
  act.type = frame.type;
  act.mode = frame.mode;
  for (const Constraint& constraint : frame.constraints) {
    const std::vector<TokenIndex> used = roles_.used_by(token, constraint);
    act.used.insert(act.used.end(), used.begin(), used.end());
  }
  for (const std::string& role : frame.actor) {
    if (act.actor.filled()) break;
    if (role == "speaker") {
      act.actor.entities = speakers_.of(token);
      act.actor.how = "speaker";
    } else if (role == "earlier") {
      if (is_definite(token)) act.actor = {earlier_, -1, true, "whose was told before"};
    } else {
      act.actor = roles_.fill(token, {role}, {});
    }
  }
  for (const std::string& role : frame.both) {
    const RoleFill other = roles_.fill(token, {role}, {});
    for (const Entity& entity : other.entities) {
      const auto same = [&](const Entity& known) { return same_party(known, entity) && known.sector == entity.sector; };
      if (std::none_of(act.actor.entities.begin(), act.actor.entities.end(), same))
        act.actor.entities.push_back(entity);
    }
  }
  RoleFill stateless;  // "ruled out sending soldiers to Peru": soldiers of no state, unless nobody better is named
  for (const std::string& role : frame.recipient) {
    if (act.recipient.filled()) break;
    const RoleFinder::Search others{true, act.actor.entities};
    act.recipient =
        role == "speaker" ? RoleFill{speakers_.of(token), -1, false, "speaker"} : roles_.fill(token, {role}, others);
    std::erase_if(act.recipient.entities, [&](const Entity& entity) {
      return std::any_of(act.actor.entities.begin(), act.actor.entities.end(),
                         [&](const Entity& actor) { return is_own_side(actor, entity); });
    });
    if (is_deed(act.type) || !is_stateless(act.recipient.entities)) continue;
    if (!stateless.filled()) stateless = std::move(act.recipient);
    act.recipient = {};
  }
  if (!act.recipient.filled()) act.recipient = std::move(stateless);
  return act;
}

bool Matcher::accept(Act& act) const {
  const Frame& frame = *act.frame;
  keep_standing(act, view_.classes());
  const bool actor_known = political(act.actor.entities);
  const bool recipient_known = political(act.recipient.entities);
  if (!actor_known && !(frame.actorless && recipient_known)) return false;
  if (!actor_known && !act.actor.entities.empty()) act.actor = {};
  if (frame.needs_recipient && !recipient_known) return false;
  if (frame.passive && !view_.is_passive(act.trigger)) return false;
  if (frame.imperative && !(speakers_.in_quote(act.trigger) && is_imperative(act.trigger))) return false;
  if (frame.own_voice && !in_own_voice(act)) return false;
  const auto parties = std::count_if(act.actor.entities.begin(), act.actor.entities.end(), is_political);
  if (frame.needs_other && parties + (recipient_known ? 1 : 0) < 2) return false;
  return is_plausible(act, view_.classes()) && !addresses_own_staff(act);
}

bool Matcher::in_own_voice(const Act& act) const {
  const std::vector<Entity> speaker = speakers_.of(act.trigger);
  const bool unknown = std::all_of(speaker.begin(), speaker.end(), [](const Entity& source) {
    return source.code.empty() && source.id.empty() && source.sector.empty();
  });
  if (unknown && !speaker.empty()) return true;  // "..., a spokesman said"
  return std::any_of(speaker.begin(), speaker.end(), [&](const Entity& source) {
    return std::any_of(act.actor.entities.begin(), act.actor.entities.end(),
                       [&](const Entity& actor) { return same_party(actor, source) || is_own_side(source, actor); });
  });
}

bool Matcher::is_definite(TokenIndex noun) const {
  const TokenIndex det = view_.child(noun, Relation::det);
  return det >= 0 && view_.in_class(det, "definite") && view_.child(noun, Relation::nmod, Subtype::poss) < 0;
}

bool Matcher::is_imperative(TokenIndex verb) const {
  const Token& token = view_.at(verb);
  if (token.xpos != "VB" && token.xpos != "VBP") return false;
  const bool main = token.relation == Relation::root || token.relation == Relation::ccomp ||
                    token.relation == Relation::parataxis || token.relation == Relation::conj;
  if (!main) return false;
  for (TokenIndex c : view_.children(verb)) {
    const Relation relation = view_.at(c).relation;
    const bool bound = relation == Relation::nsubj || relation == Relation::mark ||
                       (relation == Relation::aux && view_.at(c).lemma != "do");
    if (bound && c < verb) return false;
  }
  if (token.relation == Relation::conj && token.head >= 0) return is_imperative(token.head);
  for (TokenIndex i = verb - 1; i >= 0 && view_.at(i).form != ":"; --i) {  // it opens what is said
    const Token& before = view_.at(i);
    const bool opener = before.upos == Upos::PUNCT || before.upos == Upos::INTJ || before.upos == Upos::ADV ||
                        before.lemma == "do" || before.lemma == "not" || before.lemma == "please";
    if (!opener) return false;
    if (before.form == "“" || before.form == "\"" || before.form == "‘") break;
  }
  return true;
}

bool Matcher::addresses_own_staff(const Act& act) const {
  if (act.type != EventType::request || !view_.is_verb(act.trigger)) return false;
  const TokenIndex object = view_.object(act.trigger);
  return object >= 0 && view_.in_class(object, "own-staff") && view_.child(object, Relation::nmod, Subtype::poss) >= 0;
}

std::vector<Matcher::Option> Matcher::options(TokenIndex token) const {
  const Token& word = view_.at(token);
  std::vector<Option> out;
  const auto add_all = [&](const std::vector<FrameSet::Candidate>* candidates) {
    if (!candidates) return;
    for (const FrameSet::Candidate& candidate : *candidates) {
      const auto last = particle_end(token, candidate.particle);
      if (last) out.push_back({candidate.frame, *last, candidate.specificity});
    }
  };
  const auto add = [&](TriggerKind kind) {
    add_all(frames_.triggered_by(kind, word.lemma));
    add_all(frames_.triggered_by_any(kind));
  };
  if (view_.is_verb(token)) add(TriggerKind::verb);
  if (word.upos == Upos::NOUN || word.upos == Upos::PROPN) add(TriggerKind::noun);
  if (word.upos == Upos::ADJ || (word.upos == Upos::VERB && word.relation == Relation::amod))
    add(TriggerKind::adjective);
  const auto before = [](const Option& a, const Option& b) { return a.specificity > b.specificity; };
  // Those of one kind come in order already.
  if (!std::is_sorted(out.begin(), out.end(), before)) std::stable_sort(out.begin(), out.end(), before);
  return out;
}

std::optional<Act> Matcher::at_token(TokenIndex token, bool& could) const {
  if (view_.in_name(token)) return std::nullopt;
  for (const Option& option : options(token)) {
    could = true;
    if (!fits(token, *option.frame)) continue;
    Act act = fill(token, option.last, *option.frame);
    if (accept(act)) return act;
  }
  return std::nullopt;
}

std::vector<Act> Matcher::readings(TokenIndex token) const {
  std::vector<Act> out;
  for (const Option& option : options(token)) {
    if (fits(token, *option.frame)) out.push_back(fill(token, option.last, *option.frame));
  }
  return out;
}

std::vector<Act> Matcher::match(std::vector<TokenIndex>* open) const {
  std::vector<Act> out;
  for (TokenIndex i = 0; i < view_.size(); ++i) {
    bool could = false;
    if (auto act = at_token(i, could)) {
      out.push_back(std::move(*act));
    } else if (could && open) {
      open->push_back(i);
    }
  }
  return out;
}

}  // namespace demarche
