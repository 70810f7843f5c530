#include "language/tree_repair.h"

namespace demarche {
namespace {

bool is_past(const Token& token) { return token.upos == Upos::VERB && token.xpos == "VBD"; }
bool is_gerund(const Token& token) { return token.upos == Upos::VERB && token.xpos == "VBG"; }

bool has_own_subject(const Sentence& sentence, int32_t verb) {
  for (const Token& token : sentence.tokens) {
    if (token.head == verb && (token.relation == Relation::nsubj || token.relation == Relation::aux)) return true;
  }
  return false;
}

/// The nearest verb in the past tense above a gerund and before it, or -1.
int32_t past_verb_above(const Sentence& sentence, int32_t gerund) {
  int32_t at = sentence.tokens[static_cast<size_t>(gerund)].head;
  for (int steps = 0; at >= 0 && steps < 4; ++steps) {
    const Token& token = sentence.tokens[static_cast<size_t>(at)];
    if (is_past(token)) return at < gerund ? at : -1;
    at = token.head;
  }
  return -1;
}

}  // namespace

void repair_tree(Sentence& sentence) {
  for (size_t i = 0; i < sentence.tokens.size(); ++i) {
    Token& token = sentence.tokens[i];
    if (token.relation != Relation::conj || !is_past(token) || token.head < 0) continue;
    if (!is_gerund(sentence.tokens[static_cast<size_t>(token.head)])) continue;
    const auto self = static_cast<int32_t>(i);
    if (has_own_subject(sentence, self) || has_own_subject(sentence, token.head)) continue;
    const int32_t verb = past_verb_above(sentence, token.head);
    if (verb >= 0) token.head = verb;
  }
}

}  // namespace demarche
