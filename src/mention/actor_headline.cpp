// Names that a headline lists without "and": "Peru, Chile sign border deal".
#include <algorithm>

#include "mention/actor_resolver.h"

namespace demarche {
namespace {

constexpr size_t kMostNames = 4;  ///< names that one headline lists

/// A verb form that several subjects of a headline take: not "signs", not the past of "Peru, Chile said, ...".
bool plural_verb(const SentenceTree& tree, uint32_t at) {
  if (at >= tree.size()) return false;
  const Token& token = tree.token(at);
  if (token.form == "to") return at + 1 < tree.size() && tree.token(at + 1).upos == Upos::VERB;
  const bool verb = token.upos == Upos::VERB || token.upos == Upos::AUX;
  return verb && (token.xpos == "VBP" || token.xpos == "VB" || token.xpos == "MD");
}

}  // namespace

bool ActorResolver::is_listed_name(const ActorDraft& draft) const {
  if (draft.mention.entities.size() != 1 || draft.place || draft.mention.kind != MentionKind::name) return false;
  if (draft.type == ActorDraft::Type::person) return draft.person != ActorLexicon::kNone;
  if (draft.type != ActorDraft::Type::state && draft.type != ActorDraft::Type::body) return false;
  const ActorKind kind = lexicon_.entry(draft.senses.front().entry).kind;
  return kind == ActorKind::country || kind == ActorKind::organisation;
}

void ActorResolver::join_listed(uint32_t sentence) {
  const SentenceTree& tree = trees_[sentence];
  std::vector<uint32_t> list;
  uint32_t next = 0;
  for (uint32_t i = sentence_begin_[sentence]; i < sentence_begin_[sentence + 1] && list.size() < kMostNames; ++i) {
    const ActorDraft& draft = drafts_[i];
    if (draft.mention.first < next) continue;
    if (draft.mention.first != next || !is_listed_name(draft)) break;
    list.push_back(i);
    next = draft.mention.last;
    if (next >= tree.size() || tree.token(next).form != ",") break;
    ++next;
  }
  if (list.size() < 2 || !plural_verb(tree, next)) return;
  std::vector<Entity> entities;
  uint32_t carrier = list.front();
  for (uint32_t i : list) {
    const Entity& entity = drafts_[i].mention.entities.front();
    // "Lima, Peru said": one party named twice.
    const auto same = [&](const Entity& other) { return !entity.code.empty() && other.code == entity.code; };
    if (std::any_of(entities.begin(), entities.end(), same)) return;
    entities.push_back(entity);
    if (tree.depth(drafts_[i].mention.head) < tree.depth(drafts_[carrier].mention.head)) carrier = i;
  }
  drafts_[carrier].mention.entities = std::move(entities);
  drafts_[carrier].mention.plural = true;
}

}  // namespace demarche
