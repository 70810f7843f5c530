#include "coding/pair_keys.h"

#include <algorithm>

namespace demarche {
namespace {

/// Does the word belong to the phrase above it rather than being governed by it?
bool inside_phrase(const SentenceView& view, TokenIndex token) {
  switch (view.at(token).relation) {
    case Relation::conj:
    case Relation::appos:
    case Relation::flat:
    case Relation::compound:
    case Relation::nummod:
    case Relation::det:
      return true;
    default:
      return false;
  }
}

TokenIndex governor(const SentenceView& view, TokenIndex head) {
  TokenIndex t = head;
  for (int steps = 0; steps < 8 && t >= 0; ++steps) {
    const bool up = inside_phrase(view, t);
    t = view.at(t).head;
    if (!up) break;
  }
  return t;
}

TokenIndex verb_above(const SentenceView& view, TokenIndex head) {
  TokenIndex t = view.at(head).head;
  for (int steps = 0; steps < 40 && t >= 0 && !view.is_verb(t); ++steps) t = view.at(t).head;
  return t;
}

std::vector<TokenIndex> way_up(const SentenceView& view, TokenIndex token) {
  std::vector<TokenIndex> out;
  for (TokenIndex t = token; t >= 0 && out.size() < 60; t = view.at(t).head) out.push_back(t);
  return out;
}

}  // namespace

PairKeys find_pair_keys(const SentenceView& view, const Mention& source, const Mention& target) {
  PairKeys out;
  out.token.fill(-1);
  const auto set = [&](PairKey key, TokenIndex token) { out.token[static_cast<size_t>(key)] = token; };
  const auto s = static_cast<TokenIndex>(source.head), t = static_cast<TokenIndex>(target.head);
  set(PairKey::source, s);
  set(PairKey::target, t);
  set(PairKey::source_governor, governor(view, s));
  set(PairKey::target_governor, governor(view, t));
  set(PairKey::source_verb, verb_above(view, s));
  set(PairKey::target_verb, verb_above(view, t));
  out.source_path = way_up(view, s);
  out.target_path = way_up(view, t);
  set(PairKey::root, out.source_path.back());
  while (!out.source_path.empty() && !out.target_path.empty() && out.source_path.back() == out.target_path.back()) {
    set(PairKey::meeting, out.source_path.back());
    out.source_path.pop_back();
    out.target_path.pop_back();
  }
  if (const TokenIndex verb = out.at(PairKey::source_verb); verb >= 0) {
    set(PairKey::object, view.object(verb));
    const std::vector<TokenIndex> contents = view.contents(verb);
    if (!contents.empty()) {
      set(PairKey::content, contents.front());
      if (view.is_verb(contents.front())) set(PairKey::content_object, view.object(contents.front()));
    }
  }
  out.party.assign(static_cast<size_t>(view.size()), 0);
  for (uint32_t i = target.first; i < target.last; ++i) out.party[i] = 2;
  for (uint32_t i = source.first; i < source.last; ++i) out.party[i] = 1;
  for (TokenIndex i = static_cast<TokenIndex>(source.last); i < view.size(); ++i) {
    if (out.party[static_cast<size_t>(i)] == 0 && view.at(i).upos == Upos::VERB) {
      set(PairKey::first_verb, i);
      break;
    }
  }
  return out;
}

}  // namespace demarche
