#include "mention/offices.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {
namespace {

constexpr int kNewDays = 365;  ///< nobody is called new in an office for longer than a year

/// Word lists that say how the office is held, the first that fits; "" = it is held.
struct Holding {
  const char* list;
  const char* rule;
};
constexpr Holding kHoldings[] = {{"left-office", "former-office"},     {"leaving-office", "leaving-office"},
                                 {"coming-office", "coming-office"},   {"not-in-office", ""},
                                 {"newly-elected", "elected-office"},  {"new-in-office", "new-office"},
                                 {"sitting-office", "sitting-office"}, {"", "office"}};

/// How the phrase, or the words before it, say that the office is held.
const char* holding_of(const ActorLexicon& lexicon, const Sentence& sentence, const Mention& mention) {
  uint32_t begin = mention.first > 0 ? mention.first - 1 : 0;
  if (begin > 0 && sentence.tokens[begin].form == "-") --begin;  // ex-president
  for (const Holding& holding : kHoldings) {
    if (*holding.list == 0) return holding.rule;
    for (uint32_t t = begin; t < mention.last; ++t) {
      const std::string word = to_lower(sentence.tokens[t].form);
      // "ex-president" in one word
      if (lexicon.in_list(holding.list, word.starts_with("ex-") ? std::string("ex") : word)) return holding.rule;
    }
  }
  return "";
}

/// Does the phrase hold every word of the office ("foreign minister", not "minister" alone)?
bool names_office(const Sentence& sentence, const Mention& mention, const std::string& office) {
  for (size_t at = 0; at < office.size();) {
    const size_t blank = std::min(office.find(' ', at), office.size());
    const std::string word = office.substr(at, blank - at);
    at = blank + 1;
    bool found = false;
    for (uint32_t t = mention.first; t < mention.last && !found; ++t) {
      const std::string low = to_lower(sentence.tokens[t].form);
      found = low == word || low == "ex-" + word;
    }
    if (!found) return false;
  }
  return !office.empty();
}

/// First and last days of the terms in the office that the phrase names. No date = not known.
struct Terms {
  Date first;       ///< of the earliest term
  Date last_first;  ///< first day of the latest term
  Date first_last;  ///< last day of the earliest term that is over
  Date last;        ///< of the latest term; no date when it is not over
};

Terms terms_of(const Sentence& sentence, const Mention& mention, const ActorEntry& person) {
  Terms out;
  bool open = false;
  for (const ActorEntry::Term& term : person.terms) {
    if (!names_office(sentence, mention, term.office)) continue;
    if (!term.from.known()) return {};
    if (!out.first.known() || term.from < out.first) out.first = term.from;
    out.last_first = std::max(out.last_first, term.from);
    open = open || !term.to.known();
    if (!term.to.known()) continue;
    if (!out.first_last.known() || term.to < out.first_last) out.first_last = term.to;
    out.last = std::max(out.last, term.to);
  }
  if (open) out.last = {};
  return out;
}

DateBracket bracket_of(std::string_view rule, const Terms& terms) {
  if (rule == "former-office") return {terms.first_last, {}};
  if (!terms.first.known()) return {};
  if (rule == "coming-office") return {{}, terms.last_first};
  if (rule == "elected-office") return {{}, terms.last_first.plus_days(kNewDays)};
  if (rule == "new-office") return {terms.first, terms.last_first.plus_days(kNewDays)};
  if (rule == "leaving-office" || rule == "sitting-office") return {terms.first, terms.last};
  return {terms.first, {}};
}

}  // namespace

std::vector<BracketFact> office_facts(const ActorLexicon& lexicon, const Parse& parse, const Mentions& mentions) {
  std::vector<BracketFact> out;
  for (const Mention& mention : mentions.all) {
    if (mention.kind != MentionKind::name || mention.entities.size() != 1 || mention.entities[0].id.empty()) continue;
    const uint32_t index = lexicon.by_id(mention.entities[0].id);
    if (index == ActorLexicon::kNone || lexicon.entry(index).kind != ActorKind::person) continue;
    const Sentence& sentence = parse.sentences[mention.sentence];
    const std::string_view rule = holding_of(lexicon, sentence, mention);
    if (rule.empty()) continue;
    const DateBracket bracket = bracket_of(rule, terms_of(sentence, mention, lexicon.entry(index)));
    if (!bracket.known()) continue;
    const Span span{sentence.tokens[mention.first].span.begin, sentence.tokens[mention.last - 1].span.end};
    out.push_back({std::string(rule), span, bracket});
  }
  return out;
}

}  // namespace demarche
