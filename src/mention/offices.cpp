#include "mention/offices.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {
namespace {

/// Does the phrase, or the word before it, say that the office is not held now?
bool out_of_office(const ActorLexicon& lexicon, const Sentence& sentence, const Mention& mention) {
  const uint32_t begin = mention.first > 0 ? mention.first - 1 : 0;
  for (uint32_t t = begin; t < mention.last; ++t) {
    if (lexicon.in_list("not-in-office", to_lower(sentence.tokens[t].form))) return true;
  }
  return false;
}

/// Does the phrase hold every word of the office ("foreign minister", not "minister" alone)?
bool names_office(const Sentence& sentence, const Mention& mention, const std::string& office) {
  for (size_t at = 0; at < office.size();) {
    const size_t blank = std::min(office.find(' ', at), office.size());
    const std::string word = office.substr(at, blank - at);
    at = blank + 1;
    bool found = false;
    for (uint32_t t = mention.first; t < mention.last && !found; ++t) found = to_lower(sentence.tokens[t].form) == word;
    if (!found) return false;
  }
  return !office.empty();
}

/// First day on which the person held the office that the phrase names; the earliest of several terms. No date = not
/// known.
Date first_day(const Sentence& sentence, const Mention& mention, const ActorEntry& person) {
  Date first;
  for (const ActorEntry::Term& term : person.terms) {
    if (!names_office(sentence, mention, term.office)) continue;
    if (!term.from.known()) return {};
    if (!first.known() || term.from < first) first = term.from;
  }
  return first;
}

}  // namespace

DateBracket bracket_from_offices(const ActorLexicon& lexicon, const Parse& parse, const Mentions& mentions) {
  DateBracket out;
  for (const Mention& mention : mentions.all) {
    if (mention.kind != MentionKind::name || mention.entities.size() != 1 || mention.entities[0].id.empty()) continue;
    const uint32_t index = lexicon.by_id(mention.entities[0].id);
    if (index == ActorLexicon::kNone || lexicon.entry(index).kind != ActorKind::person) continue;
    const Sentence& sentence = parse.sentences[mention.sentence];
    if (out_of_office(lexicon, sentence, mention)) continue;
    const Date first = first_day(sentence, mention, lexicon.entry(index));
    if (first.known() && (!out.from.known() || out.from < first)) out.from = first;
  }
  return out;
}

}  // namespace demarche
