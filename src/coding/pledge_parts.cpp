#include "coding/pledge_parts.h"

#include <algorithm>

namespace demarche {
namespace {

/// Has a conjunct words of its own that make it a content of its own: "... and that its troops withdraw"?
bool stands_for_itself(const SentenceView& view, TokenIndex conjunct) {
  for (TokenIndex c : view.children(conjunct)) {
    const Relation relation = view.at(c).relation;
    if (c < conjunct && (relation == Relation::mark || relation == Relation::nsubj || relation == Relation::aux))
      return view.at(c).form != "to" && view.at(c).xpos != "TO";
  }
  return false;
}

void add_with_conjuncts(const SentenceView& view, TokenIndex head, std::vector<TokenIndex>& out) {
  out.push_back(head);
  for (TokenIndex c : view.children(head)) {
    if (view.at(c).relation == Relation::conj && view.is_verb(c) && stands_for_itself(view, c)) out.push_back(c);
  }
}

}  // namespace

std::vector<TokenIndex> PledgeParts::of_noun(TokenIndex noun) const {
  std::vector<TokenIndex> out;
  for (TokenIndex c : view_.contents(noun)) {
    if (view_.below(c, noun) && view_.at(c).subtype != Subtype::relcl) add_with_conjuncts(view_, c, out);
  }
  if (!out.empty()) return out;
  for (std::string_view preposition : {"for", "of", "to", "on", "against", "about", "with"}) {
    for (TokenIndex c : view_.children(noun)) {
      if (view_.at(c).relation != Relation::nmod || view_.case_lemma(c) != preposition || c < noun) continue;
      const bool party = roles_.resolve(c, {true, {}}).filled() && !roles_.resolve(c, {true, {}}).indirect;
      if (!party) return {c};
    }
  }
  // "Its demands include keeping ...", "the demand that was made: ..."
  const TokenIndex head = view_.at(noun).head;
  if (head >= 0 && view_.at(noun).relation == Relation::nsubj && view_.in_class(head, "contains")) {
    for (TokenIndex c : view_.contents(head)) add_with_conjuncts(view_, c, out);
    const TokenIndex object = view_.child(head, Relation::obj);
    if (object >= 0) {
      for (TokenIndex part : view_.conjuncts(object)) out.push_back(part);
    }
  }
  return out;
}

bool PledgeParts::is_time(TokenIndex token) const {
  return std::any_of(times_.begin(), times_.end(), [&](const TimeExpression& time) {
    const bool places = time.type == TimeType::date || time.type == TimeType::time;
    return places && static_cast<TokenIndex>(time.first) <= token && token < static_cast<TokenIndex>(time.last);
  });
}

/// A noun phrase after the trigger that is what the act is about, and not to whom it is addressed.
bool PledgeParts::is_matter(TokenIndex token, const Act& act) const {
  if (token == act.actor.token || (token == act.recipient.token && !act.recipient.indirect)) return false;
  if (is_time(token)) return false;  // "pledged Sunday to ..."
  const RoleFill party = roles_.resolve(token, {true, {}});
  return !party.filled() || party.indirect || view_.is_verb(token) ||
         (act.recipient.filled() && act.recipient.token >= 0 && act.recipient.token != token);
}

/// "The talks will fail, X warned": what a reporting verb hangs from, or its clause that stands before it.
TokenIndex PledgeParts::reported_before(TokenIndex trigger) const {
  for (TokenIndex c : view_.children(trigger)) {
    if (view_.at(c).relation == Relation::ccomp && c < trigger) return c;
  }
  const Relation relation = view_.at(trigger).relation;
  const TokenIndex head = view_.at(trigger).head;
  return relation == Relation::parataxis && head >= 0 && head < trigger ? head : -1;
}

std::vector<TokenIndex> PledgeParts::usual_contents(const Act& act) const {
  const TokenIndex trigger = act.trigger;
  if (view_.is_noun(trigger) && !view_.is_verb(trigger)) return of_noun(trigger);
  std::vector<TokenIndex> out;
  const TokenIndex object = view_.is_verb(trigger) ? view_.object(trigger) : -1;
  const bool addresses = view_.in_class(trigger, "addressing");  // its object is spoken to, never demanded
  const bool matter = object > trigger && !addresses && is_matter(object, act);
  for (TokenIndex c : view_.contents(trigger)) {
    const bool purpose = matter && view_.at(c).relation != Relation::ccomp && view_.case_lemma(c) == "to";
    const bool reports = view_.at(c).xpos == "VBG" && view_.in_class(c, "reporting-participles");
    if (purpose || reports || c < trigger) continue;
    add_with_conjuncts(view_, c, out);
    break;
  }
  if (!out.empty()) return out;
  if (addresses && object > trigger) {  // "warned the council that ...", read as a relative clause
    for (TokenIndex c : view_.children(object)) {
      const TokenSpan range = view_.at(c).relation == Relation::acl ? subtree(c) : TokenSpan{};
      if (!range.empty() && c > object && view_.at(range.first).lemma == "that") return {c};
    }
  }
  for (std::string_view preposition : {"to", "of", "from", "against"}) {
    for (TokenIndex c : view_.prepositional(trigger, preposition)) {
      if (c > trigger && view_.is_verb(c)) return {c};
    }
  }
  if (const TokenIndex before = reported_before(trigger); before >= 0) return {before};
  if (matter) {
    const std::vector<TokenIndex> inner = view_.in_class(object, "pledge-nouns") ? of_noun(object) : out;
    return inner.empty() ? std::vector<TokenIndex>{object} : inner;
  }
  for (std::string_view preposition : {"with", "of", "against", "about", "for", "over", "on", "to", "in", "from"}) {
    for (TokenIndex c : view_.prepositional(trigger, preposition)) {
      if (c > trigger && is_matter(c, act)) return {c};
    }
  }
  for (TokenIndex c : view_.children(trigger)) {  // "were promised safety"
    if (view_.at(c).relation == Relation::obj && c != object && c > trigger && is_matter(c, act)) return {c};
  }
  const bool thing = object > trigger && !addresses && object != act.recipient.token && object != act.actor.token;
  return thing ? std::vector<TokenIndex>{object} : out;
}

/// "Calls for Peru to leave": the infinitive behind the party, wherever the parser hung it; else the token itself.
TokenIndex PledgeParts::deed_of_party(TokenIndex token) const {
  const RoleFill party = roles_.resolve(token, {true, {}});
  if (!party.filled() || party.indirect || token + 2 >= view_.size()) return token;
  const bool infinitive = view_.at(token + 1).xpos == "TO" && view_.at(token + 2).xpos == "VB";
  return infinitive ? token + 2 : token;
}

std::vector<TokenIndex> PledgeParts::contents(const Act& act, const std::vector<std::string>& content) const {
  for (const std::string& role : content) {
    if (role == "clause" || role == "self") return {act.trigger};
    std::vector<TokenIndex> out;
    for (TokenIndex token : roles_.tokens(act.trigger, role)) {
      if (is_time(token)) continue;  // "planned for next Tuesday"
      token = deed_of_party(token);
      if (view_.is_verb(token)) {
        add_with_conjuncts(view_, token, out);
      } else {
        out.push_back(token);
      }
      if (role != "content" && role != "object") break;
    }
    if (!out.empty()) return out;
  }
  return content.empty() ? usual_contents(act) : std::vector<TokenIndex>{};
}

TokenSpan PledgeParts::subtree(TokenIndex head) const {
  TokenSpan out{head, head + 1};
  for (TokenIndex i = 0; i < view_.size(); ++i) {
    if (!view_.below(i, head)) continue;
    out.first = std::min(out.first, i);
    out.last = std::max(out.last, i + 1);
  }
  return out;
}

/// Reporting clauses and asides that hang from the content but are none of it: "..., the minister said".
bool PledgeParts::is_aside(TokenIndex child, TokenIndex parent) const {
  const Relation relation = view_.at(child).relation;
  if (relation == Relation::parataxis || relation == Relation::discourse || relation == Relation::vocative) return true;
  const bool reports = relation == Relation::ccomp || relation == Relation::advcl || relation == Relation::conj;
  if (relation == Relation::advcl && child > parent && view_.in_class(child, "reporting") &&
      view_.at(child).xpos == "VBG")
    return true;  // "..., saying that ..."
  const bool finite = view_.at(child).xpos == "VBD" || view_.at(child).xpos == "VBZ";
  const bool bare = view_.at(parent).xpos == "VB" || view_.at(parent).xpos == "VBN" || view_.at(parent).xpos == "VBG";
  if (relation == Relation::conj && child > parent && finite && bare && !view_.has_child(parent, Relation::aux))
    return true;  // "wants it removed and urges ..."
  if (relation == Relation::conj && child > parent && view_.in_class(child, "reporting") &&
      (view_.at(child).xpos == "VBD" || view_.at(child).xpos == "VBZ"))
    return true;  // "..., but said he would ..."
  if (reports && child > parent && view_.in_class(child, "speech") && view_.has_child(child, Relation::nsubj)) {
    const TokenIndex first = subtree(child).first;
    return first > 0 && view_.at(first - 1).upos == Upos::PUNCT;
  }
  return false;
}

/// "leave **or face arrest**", "or else ...".
bool PledgeParts::is_alternative(TokenIndex conjunct) const {
  if (view_.at(conjunct).relation != Relation::conj) return false;
  const TokenIndex cc = view_.child(conjunct, Relation::cc);
  return cc >= 0 && view_.at(cc).lemma == "or" && (view_.is_verb(conjunct) || view_.has_child(conjunct, Relation::cop));
}

TokenIndex PledgeParts::alternative_to(TokenIndex content) const {
  if (content < 0) return -1;
  for (TokenIndex c : view_.children(content)) {
    if (is_alternative(c)) return c;
  }
  return -1;
}

PledgeWords PledgeParts::words(TokenIndex head, const Act& act, TokenSpan within) const {
  const TokenIndex trigger = act.trigger;
  if (within.empty()) within = {0, view_.size()};
  std::vector<bool> in(static_cast<size_t>(view_.size()), false);
  const auto put = [&](auto&& self, TokenIndex token) -> void {
    in[static_cast<size_t>(token)] = true;
    for (TokenIndex c : view_.children(token)) {
      const bool own_content =
          view_.at(c).relation == Relation::conj && view_.is_verb(c) && token == head && stands_for_itself(view_, c);
      const bool other_clause =
          token == trigger && token == head && view_.at(c).relation == Relation::ccomp && c < token;
      const bool alternative = token == head && is_alternative(c);
      const bool party = token == head && view_.is_noun(head) && c > head &&  // "2 million dollars from Norway to Mali"
                         ((c == act.actor.token && !act.actor.indirect) ||
                          (c == act.recipient.token && !act.recipient.indirect && view_.case_lemma(c) == "to"));
      if (party) continue;
      const bool provided = view_.in_class(c, "conditional-participles") && c + 1 < view_.size() &&
                            view_.at(c + 1).lemma == "that" && c > token;
      if (alternative || provided || is_aside(c, token) || own_content || other_clause ||
          condition_phrase(token, c).found())
        continue;
      self(self, c);
    }
  };
  put(put, head);
  PledgeWords out{head, {head, head + 1}};
  const auto joined = [&](TokenIndex i) {
    if (!within.contains(i)) return false;
    return in[static_cast<size_t>(i)] || view_.at(i).upos == Upos::PUNCT;
  };
  while (joined(out.range.first - 1) && out.range.first > 0) --out.range.first;
  while (out.range.last < view_.size() && joined(out.range.last)) ++out.range.last;
  while (out.range.first < head) {  // "that", "to", "if", commas
    const Token& token = view_.at(out.range.first);
    const bool mark = token.relation == Relation::mark || token.relation == Relation::case_ ||
                      token.relation == Relation::cc || token.upos == Upos::PUNCT;
    if (!mark) break;
    ++out.range.first;
  }
  while (out.range.first < head &&
         (view_.at(out.range.first).form == "that" || view_.in_class(out.range.first, "else-words") ||
          view_.at(out.range.first).upos == Upos::PUNCT))
    ++out.range.first;
  for (TokenIndex i = head + 1; i + 1 < out.range.last; ++i) {  // "..., saying that ..." hung too low
    const bool mark = view_.at(i).form == "," || view_.at(i).form == "”";
    if (mark && view_.at(i + 1).xpos == "VBG" && view_.in_class(i + 1, "reporting-participles")) out.range.last = i;
  }
  while (out.range.last > head + 1 && view_.at(out.range.last - 1).upos == Upos::PUNCT) --out.range.last;
  close_marks(out.range);
  return out;
}

/// Takes in the quotation mark right outside whose partner is inside: “serious” negotiations.
void PledgeParts::close_marks(TokenSpan& range) const {
  int open = 0;
  bool unopened = false;
  for (TokenIndex i = range.first; i < range.last; ++i) {
    if (view_.at(i).form == "“") ++open;
    if (view_.at(i).form == "”" && --open < 0) {
      unopened = true;
      open = 0;
    }
  }
  if (unopened && range.first > 0 && view_.at(range.first - 1).form == "“") --range.first;
  if (open > 0 && range.last < view_.size() && view_.at(range.last).form == "”") ++range.last;
}

bool PledgeParts::belongs(TokenIndex token, TokenIndex trigger, TokenIndex content) const {
  if (content >= 0 && view_.below(token, content)) return true;
  return view_.at(token).head == trigger || (view_.below(token, trigger) && content < 0);
}

PledgeDeadline PledgeParts::deadline(TokenIndex trigger, TokenIndex content, std::string_view text) const {
  PledgeDeadline out;
  const auto fill = [&](TokenIndex first, TokenIndex last) {
    out.span = {view_.at(first).span.begin, view_.at(last - 1).span.end};
    out.text = out.span.in(text);
  };
  for (const TimeExpression& time : times_) {
    const auto first = static_cast<TokenIndex>(time.first);
    const auto last = static_cast<TokenIndex>(time.last);
    if (time.past || first >= view_.size()) continue;
    TokenIndex head = first;
    while (view_.at(head).head >= first && view_.at(head).head < last) head = view_.at(head).head;
    if (!belongs(head, trigger, content)) continue;
    bool limit = view_.in_class(first, "deadline-prepositions");
    for (TokenIndex i = std::max(0, first - 2); i < first; ++i)
      limit = limit || view_.in_class(i, "deadline-prepositions");
    const bool inside = content >= 0 && view_.below(head, content);
    if (!limit && !(inside && time.future)) continue;
    fill(first, last);
    out.date = time.to;
    out.precision = time.precision;
    return out;
  }
  for (TokenIndex i = 0; i < view_.size(); ++i) {  // "by noon"
    const bool limit =
        view_.in_class(i, "day-parts") && view_.classes().contains("deadline-prepositions", view_.case_lemma(i));
    if (!limit || !belongs(i, trigger, content)) continue;
    fill(i, i + 1);
    return out;
  }
  for (TokenIndex i = 0; i < view_.size(); ++i) {  // "within 48 hours"
    const bool span = view_.in_class(i, "time-units") && view_.case_lemma(i) == "within";
    if (!span || content < 0 || content == trigger || !view_.below(i, content)) continue;
    const TokenIndex number = view_.child(i, Relation::nummod);
    fill(number >= 0 && number < i ? number : i, i + 1);
    return out;
  }
  for (TokenIndex i = 0; i < view_.size(); ++i) {
    if (!view_.in_class(i, "deadline-words") || !belongs(i, trigger, content)) continue;
    fill(i, i + 1);
    return out;
  }
  return out;
}

void PledgeParts::look_ahead(PledgeDeadline& deadline, Date published) const {
  if (!deadline.date.known() || !published.known() || deadline.date > published) return;
  if (view_.classes().contains("weekdays", deadline.text)) deadline.date = deadline.date.plus_days(7);
}

bool PledgeParts::is_limit(const PledgeDeadline& deadline) const {
  if (deadline.text.empty()) return false;
  for (TokenIndex i = 0; i < view_.size(); ++i) {
    if (view_.at(i).span.begin != deadline.span.begin) continue;
    if (view_.in_class(i, "deadline-words") || view_.in_class(i, "deadline-prepositions")) return true;
    for (TokenIndex before = std::max(0, i - 2); before < i; ++before) {
      if (view_.in_class(before, "deadline-prepositions")) return true;
    }
  }
  return false;
}

bool PledgeParts::hedged(TokenIndex trigger, TokenIndex content) const {
  for (TokenIndex predicate : {trigger, content}) {
    if (predicate < 0) continue;
    for (TokenIndex c : view_.children(predicate)) {
      const Token& token = view_.at(c);
      if (token.relation == Relation::aux && view_.in_class(c, "hedging-modals")) return true;
      if (token.relation == Relation::advmod && view_.in_class(c, "doubt-adverbs")) return true;
      if (token.relation == Relation::advcl && view_.in_class(c, "necessary") && view_.case_lemma(c) == "if")
        return true;
    }
    if (view_.in_class(predicate, "hedges") && predicate != trigger) return true;
  }
  return false;
}

}  // namespace demarche
