#include "mention/actor_scan.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {
namespace {

constexpr uint32_t kLongestRun = 8;  ///< tokens of an unknown name; longer ones are headlines in capitals

bool is_capital(std::string_view form) {
  if (form.empty()) return false;
  if (is_ascii_upper(form.front())) return true;
  return static_cast<unsigned char>(form.front()) >= 0xC3 && to_lower(form) != form;
}

/// Does a single hyphen, and nothing else, stand between two units?
bool hyphen_between(std::string_view text, const NameUnit& left, const NameUnit& right) {
  const std::string_view gap = text.substr(left.end, right.begin - left.end);
  return gap == "-" || gap == ".-" || gap == "\xE2\x80\x90" || gap == "\xE2\x80\x91";
}

bool only_people(const std::vector<NameSense>& senses, const ActorLexicon& lexicon) {
  return std::all_of(senses.begin(), senses.end(),
                     [&](const NameSense& s) { return lexicon.entry(s.entry).kind == ActorKind::person; });
}

}  // namespace

void ActorScan::read(std::string_view text, const Sentence& sentence) {
  names_.clear();
  roles_.clear();
  runs_.clear();
  const size_t tokens = sentence.tokens.size();
  name_at_.assign(tokens, -1);
  role_at_.assign(tokens, -1);
  run_at_.assign(tokens, -1);
  nouns_.assign(tokens, 0);
  if (tokens == 0) return;
  const std::string_view own = text.substr(sentence.span.begin, sentence.span.size());
  split(own, sentence);
  find_names(own, sentence);
  find_roles(sentence);
  find_runs(sentence);
}

void ActorScan::split(std::string_view text, const Sentence& sentence) {
  units_.assign(text);
  unit_token_.resize(units_.units.size());
  uint32_t token = 0;
  size_t letters = 0;
  size_t capitals = 0;
  for (size_t i = 0; i < units_.units.size(); ++i) {
    const uint32_t begin = units_.units[i].begin + sentence.span.begin;
    while (token + 1 < sentence.tokens.size() && sentence.tokens[token].span.end <= begin) ++token;
    unit_token_[i] = token;
    nouns_[token] = units_.units[i].noun;
    if (units_.units[i].end - units_.units[i].begin > 1) {
      ++letters;
      capitals += units_.units[i].capitals ? 1 : 0;
    }
  }
  capitals_ = letters >= 3 && capitals * 5 >= letters * 4;
}

void ActorScan::find_names(std::string_view text, const Sentence& sentence) {
  for (size_t i = 0; i < units_.units.size();) {
    const uint32_t units = lexicon_.match(units_, i, capitals_, senses_);
    if (units > 0 && !senses_.empty()) {
      add_name(text, sentence, i, units);
      i += units;
      continue;
    }
    ++i;
  }
}

bool ActorScan::plausible(const Sentence& sentence, const NameSpan& span, size_t unit) const {
  const Token& first = sentence.tokens[span.first];
  // A name that begins inside a token is one only behind a hyphen.
  const uint32_t begin = units_.units[unit].begin + sentence.span.begin;
  if (begin > first.span.begin + 1 && span.prefix.empty()) return false;
  // "He", "So", "May" are surnames too: there the tag decides.
  if (span.senses.front().form != NameForm::surname) return true;
  if (!span.whole || is_address(first.form)) return false;
  switch (first.upos) {
    case Upos::PROPN:
    case Upos::NOUN:
    case Upos::X:
      return true;
    case Upos::VERB:
    case Upos::ADJ:
      return span.first > 0 && !lexicon_.in_list("common-surname", to_lower(first.form));
    default:
      return false;
  }
}

void ActorScan::add_name(std::string_view text, const Sentence& sentence, size_t unit, uint32_t units) {
  NameSpan span;
  span.first = unit_token_[unit];
  span.last = unit_token_[unit + units - 1] + 1;
  if (name_at_[span.first] >= 0) span.first = std::min(span.first + 1, span.last);
  if (span.first >= span.last) return;  // the second part of a token such as "Kyiv-NATO" that is one already
  span.senses = senses_;
  const std::vector<NameUnit>& all = units_.units;
  if (unit > 0 && hyphen_between(text, all[unit - 1], all[unit])) {
    span.prefix = text.substr(all[unit - 1].begin, all[unit - 1].end - all[unit - 1].begin);
  }
  const size_t next = unit + units;
  if (next < all.size() && hyphen_between(text, all[next - 1], all[next])) {
    span.suffix = text.substr(all[next].begin, all[next].end - all[next].begin);
  }
  const Span from = sentence.tokens[span.first].span;
  const Span to = sentence.tokens[span.last - 1].span;
  span.whole =
      all[unit].begin + sentence.span.begin <= from.begin + 1 && all[next - 1].end + sentence.span.begin + 2 >= to.end;
  if (!plausible(sentence, span, unit)) return;
  const auto index = static_cast<int32_t>(names_.size());
  for (uint32_t t = span.first; t < span.last; ++t) name_at_[t] = index;
  names_.push_back(std::move(span));
}

void ActorScan::find_roles(const Sentence& sentence) {
  for (size_t i = 0; i < units_.units.size();) {
    const uint32_t first = unit_token_[i];
    const Upos upos = sentence.tokens[first].upos;
    // After a demonym the office is a noun whatever the tagger thinks: "the Soviet premier wrote".
    const int32_t before = first > 0 ? name_at_[first - 1] : -1;
    const bool after_demonym =
        before >= 0 && std::any_of(names_[static_cast<size_t>(before)].senses.begin(),
                                   names_[static_cast<size_t>(before)].senses.end(),
                                   [](const NameSense& s) { return s.form == NameForm::demonym; });
    const bool noun_like = upos != Upos::VERB && upos != Upos::AUX && upos != Upos::ADV && upos != Upos::PRON &&
                           upos != Upos::DET && upos != Upos::ADP;
    ActorLexicon::RoleMatch found;
    if (name_at_[first] < 0 && (noun_like || after_demonym)) found = lexicon_.match_role(units_, i);
    const bool office = found.units > 0 && after_demonym && !found.role->office.empty();
    if (!noun_like && !office) found = {};
    if (found.units == 0) {
      ++i;
      continue;
    }
    RoleSpan span;
    span.first = first;
    span.last = unit_token_[i + found.units - 1] + 1;
    span.role = found.role;
    bool free = !lexicon_.in_list("weak-role", found.role->phrase);
    // "head", "face": a person only with "of" behind it.
    if (lexicon_.in_list("role-with-of", found.role->phrase)) {
      free = span.last < sentence.tokens.size() &&
             (sentence.tokens[span.last].form == "of" || sentence.tokens[span.last].upos == Upos::PROPN);
    }
    // "a pair of ministers" are ministers.
    if (lexicon_.in_list("pair-noun", found.role->phrase))
      free = span.last >= sentence.tokens.size() || sentence.tokens[span.last].form != "of";
    // "thousands marched" are people; "thousands of troops" and "thousands in cash" are not.
    if (lexicon_.in_list("crowd-number", found.role->phrase)) free = free && counts_people(sentence, span.first);
    for (uint32_t t = span.first; t < span.last; ++t) free = free && name_at_[t] < 0;
    span.head = span.last - 1;
    for (uint32_t t = span.first + 1; t < span.last; ++t) {
      if (sentence.tokens[t].upos == Upos::ADP && t > span.first) {
        span.head = t - 1;
        break;
      }
    }
    // A lone adjective ("military", "police" in other uses) is no role; the head must be a noun.
    const Upos head = sentence.tokens[span.head].upos;
    const bool noun = office || head == Upos::NOUN || head == Upos::PROPN || head == Upos::X || found.units > 1 ||
                      (head == Upos::ADJ && span.head + 1 < sentence.tokens.size() &&
                       sentence.tokens[span.head].relation != Relation::amod);
    if (free && noun) {
      const auto index = static_cast<int32_t>(roles_.size());
      for (uint32_t t = span.first; t < span.last; ++t) role_at_[t] = index;
      for (size_t u = i; u < i + found.units; ++u) {
        if (unit_token_[u] == span.head) {
          span.noun = units_.units[u].noun;
          span.plural = units_.units[u].plural;
        }
      }
      roles_.push_back(span);
      i += found.units;
    } else {
      ++i;
    }
  }
}

bool ActorScan::counts_people(const Sentence& sentence, uint32_t at) const {
  const auto& tokens = sentence.tokens;
  if (at + 1 < tokens.size() && (tokens[at + 1].form == "of" || tokens[at + 1].upos == Upos::NOUN)) return false;
  const Token* token = &tokens[at];
  // "tens of thousands"
  if (token->relation == Relation::nmod && token->head >= 0 && token->head < static_cast<int32_t>(at) && at >= 2 &&
      tokens[at - 1].form == "of") {
    token = &tokens[static_cast<size_t>(token->head)];
  }
  if (token->relation == Relation::nsubj) return true;
  return token->relation == Relation::obj && token->head >= 0 &&
         lexicon_.in_list("crowd-verb", tokens[static_cast<size_t>(token->head)].lemma);
}

bool ActorScan::is_address(std::string_view form) const {
  std::string word = to_lower(form);
  if (!word.empty() && word.back() == '.') word.pop_back();
  return lexicon_.in_list("honorific", word) || lexicon_.in_list("rank", word);
}

void ActorScan::find_runs(const Sentence& sentence) {
  const auto& tokens = sentence.tokens;
  const auto count = static_cast<uint32_t>(tokens.size());
  const auto proper = [&](uint32_t t) {
    if (name_at_[t] >= 0 || role_at_[t] >= 0 || !is_capital(tokens[t].form) || is_address(tokens[t].form)) return false;
    if (tokens[t].upos == Upos::PROPN || (tokens[t].upos == Upos::X && t > 0)) return true;
    // "Mr Okafor", "Emmanuel Macrons": the capital tells what a tagger missed.
    if (t == 0 || capitals_) return false;
    const uint32_t before = tokens[t - 1].form == "." && t > 1 ? t - 2 : t - 1;
    if (is_capital(tokens[before].form) && is_address(tokens[before].form)) return true;
    const bool alone = t + 1 >= count || !is_capital(tokens[t + 1].form);
    return tokens[t].upos == Upos::NOUN && tokens[t - 1].upos == Upos::PROPN && is_capital(tokens[t - 1].form) &&
           alone && role_at_[t - 1] < 0;
  };
  // A surname of the lexicon right after an unknown first name belongs to somebody else.
  const auto joins = [&](uint32_t t) {
    return proper(t) || (name_at_[t] >= 0 && names_[static_cast<size_t>(name_at_[t])].first == t &&
                         only_people(names_[static_cast<size_t>(name_at_[t])].senses, lexicon_) &&
                         names_[static_cast<size_t>(name_at_[t])].senses.front().form == NameForm::surname);
  };
  // "Charles E. Schumer" is not the Charles of the tables.
  const auto begins = [&](uint32_t t) {
    if (proper(t)) return true;
    if (name_at_[t] < 0 || t + 1 >= count || !joins(t + 1)) return false;
    const NameSpan& span = names_[static_cast<size_t>(name_at_[t])];
    return span.last == t + 1 && tokens[t].upos == Upos::PROPN && only_people(span.senses, lexicon_);
  };
  for (uint32_t t = 0; t < count;) {
    if (!begins(t) || (capitals_ && tokens[t].upos != Upos::PROPN)) {
      ++t;
      continue;
    }
    uint32_t end = t + 1;
    // "Michael Jordan": the arc of a personal name takes a state's name along.
    const auto flat = [&](uint32_t at) {
      return name_at_[at] >= 0 && names_[static_cast<size_t>(name_at_[at])].first == at &&
             names_[static_cast<size_t>(name_at_[at])].last == at + 1 && tokens[at].relation == Relation::flat &&
             tokens[at].head >= static_cast<int32_t>(t) && tokens[at].head < static_cast<int32_t>(at);
    };
    while (end < count) {
      if (joins(end) || flat(end)) {
        ++end;
      } else if (end + 1 < count && joins(end + 1) &&
                 (tokens[end].form == "-" || lexicon_.in_list("name-particle", to_lower(tokens[end].form)))) {
        end += 2;
      } else {
        break;
      }
    }
    const uint32_t size = end - t;
    if (size <= kLongestRun && !capitals_) {
      const auto index = static_cast<int32_t>(runs_.size());
      for (uint32_t k = t; k < end; ++k) {
        run_at_[k] = index;
        if (name_at_[k] >= 0) {
          names_[static_cast<size_t>(name_at_[k])].senses.clear();  // swallowed
          name_at_[k] = -1;
        }
      }
      runs_.push_back({t, end});
    }
    t = end;
  }
}

}  // namespace demarche
