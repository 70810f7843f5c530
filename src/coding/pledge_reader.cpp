#include "coding/pledge_reader.h"

#include <algorithm>

#include "base/utf8.h"
#include "coding/details.h"
#include "coding/matcher.h"
#include "coding/pledge_parties.h"
#include "coding/pledge_parts.h"
#include "coding/pledge_settle.h"
#include "coding/status.h"

namespace demarche {
namespace {

/// A pledge in the making.
struct Draft {
  Act act;
  PledgeReading reading;
  std::vector<std::string> content_roles;
  std::vector<std::string> condition_roles;
  bool own_frame = false;  ///< of a pledge frame
};

/// Did the speech act take place? What lies ahead did when the one who answers for the words says it of himself.
bool took_place(const Act& act) {
  const Status status = act.status.status;
  return status == Status::asserted || status == Status::historical ||
         (status == Status::future && act.speaks_for_itself);
}

/// A pledge that is told by nothing but a clause binds its subject only in his own words, or in the article's.
bool is_others_word(const Act& act, const std::vector<std::string>& content) {
  const bool clause = !content.empty() && content.front() == "clause";
  const bool known = std::any_of(act.according_to.begin(), act.according_to.end(),
                                 [](const Entity& entity) { return !entity.code.empty() || !entity.id.empty(); });
  return clause && !act.speaks_for_itself && known && act.actor.how != "speaker";
}

/// "Promised to bomb the port": what is promised or offered is harm.
bool binds_to_harm(const Pledge& pledge) {
  if (pledge.kind != PledgeKind::promise && pledge.kind != PledgeKind::offer) return false;
  return pledge.content.event == EventType::assault;
}

/// Reads one sentence.
class SentencePledges {
 public:
  SentencePledges(const PledgeRules& rules, const FrameSet& events, const CodingInput& input,
                  const ReadSentence& sentence)
      : rules_(rules),
        input_(input),
        in_(sentence),
        parts_(sentence.view, sentence.roles, sentence.times),
        events_(events, sentence.view, sentence.roles, sentence.speakers) {}

  std::vector<Pledge> run();

 private:
  void from_acts();
  bool has_conditional(const Act& act) const;
  void from_frames();
  bool may_issue(const Draft& draft) const;
  bool is_asked(TokenIndex trigger) const;
  bool says_nothing(const Draft& draft, TokenIndex content) const;
  void read(const Draft& draft);
  bool warns_of_own_act(const Act& act, TokenIndex content) const;
  void read_content(const Draft& draft, TokenIndex content);
  void read_alternative(const Draft& draft, TokenIndex content);
  bool is_question(TokenIndex content) const;
  void extend_quoted(PledgeWords& words) const;
  TokenSpan quoted_around(TokenIndex token) const;
  std::optional<EventType> type_in(const PledgeWords& words) const;
  PledgePart part(const PledgeWords& words) const;

  const PledgeRules& rules_;
  const CodingInput& input_;
  const ReadSentence& in_;
  PledgeParts parts_;
  Matcher events_;
  std::vector<Draft> drafts_;
  std::vector<PledgeFinding> readings_;
};

void SentencePledges::from_acts() {
  for (const Act& act : in_.acts) {
    if (act.dropped || act.confidence >= 0) continue;  // the second opinion tells types, not who binds whom
    const bool possible = act.status.status == Status::hypothetical && act.speaks_for_itself && has_conditional(act);
    if (!possible && !(took_place(act) && act.status.status != Status::future)) continue;
    const PledgeRow* row = possible ? rules_.conditional_row(act.type) : rules_.row_of(*act.frame, act.type);
    if (!row || !row->reading) continue;
    if (row->key == PledgeRow::Key::composed && !act.speaks_for_itself) continue;
    if (is_others_word(act, row->content)) continue;
    drafts_.push_back({act, *row->reading, row->content, {}, false});
  }
}

/// "would attack", "could help": told of what depends on something.
bool SentencePledges::has_conditional(const Act& act) const {
  for (TokenIndex c : in_.view.children(act.trigger)) {
    if (in_.view.at(c).relation == Relation::aux && in_.view.in_class(c, "conditional-modals")) return true;
  }
  return false;
}

void SentencePledges::from_frames() {
  Matcher matcher(rules_.frames(), in_.view, in_.roles, in_.speakers);
  matcher.set_earlier(earlier_issuer(in_));
  for (Act& act : matcher.match()) {
    act.status = find_status(in_.view, act.trigger, in_.times, act.used);
    act.according_to = in_.speakers.of(act.trigger);
    const auto is_issuer = [&](const Entity& source) {
      return std::any_of(act.actor.entities.begin(), act.actor.entities.end(),
                         [&](const Entity& actor) { return same_party(actor, source); });
    };
    act.speaks_for_itself = std::any_of(act.according_to.begin(), act.according_to.end(), is_issuer);
    if (act.speaks_for_itself) act.according_to.clear();
    if (!took_place(act) || is_image(in_.view, in_.scene, in_.sport, act)) continue;
    const Frame& frame = *act.frame;
    if (is_others_word(act, frame.content)) continue;
    const auto same_word = [&](const Draft& draft) { return !draft.own_frame && draft.act.trigger == act.trigger; };
    if (frame.fallback && std::any_of(drafts_.begin(), drafts_.end(), same_word)) continue;
    std::erase_if(drafts_, same_word);
    drafts_.push_back({std::move(act), *frame.pledge, frame.content, frame.condition, true});
  }
}

/// "Who will pay?", he asked.
bool SentencePledges::is_question(TokenIndex content) const {
  const PledgeWords words = parts_.words(content, Act{}, quoted_around(content));
  for (TokenIndex i = words.range.last; i < in_.view.size() && in_.view.at(i).upos == Upos::PUNCT; ++i) {
    if (in_.view.at(i).form == "?") return true;
  }
  return false;
}

/// The tokens of the direct quotation around a token; empty when it stands in none.
TokenSpan SentencePledges::quoted_around(TokenIndex token) const {
  const Span span = in_.view.at(token).span;
  for (const Quote& quote : input_.quotes) {
    if (quote.type != QuoteType::direct || !quote.span.contains(span)) continue;
    TokenSpan out{token, token + 1};
    while (out.first > 0 && quote.span.contains(in_.view.at(out.first - 1).span)) --out.first;
    while (out.last < in_.view.size() && quote.span.contains(in_.view.at(out.last).span)) ++out.last;
    return out;
  }
  return {};
}

/// Types of words about deeds: what is demanded or threatened is the deed itself.
bool is_word(EventType type) {
  return type == EventType::threaten || type == EventType::request || type == EventType::accuse ||
         type == EventType::agree || type == EventType::reject;
}

/// “long term, legally binding guarantees”: words that begin with a quotation go on to its end.
void SentencePledges::extend_quoted(PledgeWords& words) const {
  if (!words.found()) return;
  const Span first = in_.view.at(words.range.first).span;
  for (const Quote& quote : input_.quotes) {
    if (quote.type != QuoteType::mixed || !quote.span.contains(first) || quote.span.begin != first.begin) continue;
    while (words.range.last < in_.view.size() && quote.span.contains(in_.view.at(words.range.last).span))
      ++words.range.last;
    while (words.range.last > words.head + 1 && in_.view.at(words.range.last - 1).upos == Upos::PUNCT)
      --words.range.last;
  }
}

/// PLOVER type of the act in some words: of the act nearest to their head, else of the head word alone.
std::optional<EventType> SentencePledges::type_in(const PledgeWords& words) const {
  const Act* best = nullptr;
  int best_depth = 0;
  for (const Act& act : in_.acts) {
    if (!words.range.contains(act.trigger) || !act.frame->operation.empty() || is_word(act.frame->type)) continue;
    int depth = 0;
    for (TokenIndex t = act.trigger; t >= 0 && t != words.head && depth < in_.view.size(); t = in_.view.at(t).head)
      ++depth;
    if (best && depth >= best_depth) continue;
    best = &act;
    best_depth = depth;
  }
  if (best && best_depth <= 2) return best->frame->type;
  const bool light = in_.view.is_verb(words.head) && in_.view.in_class(words.head, "light");
  for (TokenIndex token : {words.head, light ? in_.view.child(words.head, Relation::obj) : -1}) {
    if (token < 0 || !words.range.contains(token)) continue;
    const std::vector<Act> all = events_.readings(token);
    for (const Act& act : all) {
      if (act.frame->operation.empty() && !is_word(act.frame->type)) return act.frame->type;
    }
  }
  return std::nullopt;
}

PledgePart SentencePledges::part(const PledgeWords& words) const {
  PledgePart out;
  if (!words.found()) return out;
  out.span = {in_.view.at(words.range.first).span.begin, in_.view.at(words.range.last - 1).span.end};
  out.text = out.span.in(input_.capture.text);
  out.event = type_in(words);
  return out;
}

/// "Warned that it would respond": the subject of what is warned of is the issuer, and it will or would.
bool SentencePledges::warns_of_own_act(const Act& act, TokenIndex content) const {
  if (content < 0 || content == act.trigger || !in_.view.is_verb(content)) return false;
  const TokenIndex subject = in_.view.subject(content);
  if (subject < 0) return false;
  const RoleFill who = in_.roles.resolve(subject, {true, {}});
  const bool own = std::any_of(who.entities.begin(), who.entities.end(), [&](const Entity& entity) {
    return std::any_of(act.actor.entities.begin(), act.actor.entities.end(),
                       [&](const Entity& actor) { return is_own_side(actor, entity); });
  });
  if (!own) return false;
  for (TokenIndex c : in_.view.children(content)) {
    if (in_.view.at(c).relation == Relation::aux && (in_.view.at(c).lemma == "will" || in_.view.at(c).lemma == "would"))
      return !is_negated(in_.view, content);
  }
  return false;
}

void SentencePledges::read_content(const Draft& draft, TokenIndex content) {
  const Act& act = draft.act;
  PledgeFinding out;
  out.trigger = act.trigger;
  out.own_frame = draft.own_frame;
  out.announces = !draft.own_frame && act.frame->operation.starts_with("announce");
  if (content >= 0) out.content = parts_.words(content, act, quoted_around(content));
  extend_quoted(out.content);
  out.condition = parts_.condition(act.trigger, content, draft.condition_roles);
  if (out.condition.found() && out.content.found() && out.condition.range.contains(out.content.head))
    out.condition = {};
  Pledge& pledge = out.pledge;
  pledge.doc = input_.article.doc;
  pledge.sentence = in_.number;
  pledge.sentence_span = in_.view.sentence().span;
  pledge.trigger_span = {in_.view.at(act.trigger).span.begin,
                         in_.view.at(std::max(act.trigger, act.trigger_last)).span.end};
  pledge.trigger = pledge.trigger_span.in(input_.capture.text);
  pledge.kind = draft.reading.kind;
  pledge.strength = draft.reading.strength;
  pledge.status = draft.reading.status;
  pledge.historical = act.status.status == Status::historical;
  pledge.issuer = act.actor.entities;
  pledge.according_to = act.according_to;  // a leader who speaks for his state is the issuer's own voice
  if (std::any_of(act.according_to.begin(), act.according_to.end(), [&](const Entity& source) {
        return std::any_of(pledge.issuer.begin(), pledge.issuer.end(),
                           [&](const Entity& issuer) { return is_own_side(source, issuer); });
      }))
    pledge.according_to.clear();
  pledge.content = part(out.content);
  pledge.condition = part(out.condition);
  pledge.deadline = parts_.deadline(act.trigger, content, input_.capture.text);
  const bool waits = pledge.deadline.text.empty() && out.condition.found();  // "if they are not home by Thursday"
  if (waits) pledge.deadline = parts_.deadline(out.condition.head, out.condition.head, input_.capture.text);
  parts_.look_ahead(pledge.deadline, input_.article.published);
  pledge.frame = act.frame->id;
  if (pledge.kind == PledgeKind::warning && warns_of_own_act(act, content)) {
    pledge.kind = PledgeKind::threat;
    pledge.steps.push_back("threat: warns of what it will do itself");
  }
  const bool spares = pledge.kind == PledgeKind::threat && content >= 0 && content != act.trigger &&
                      in_.view.is_verb(content) && is_negated(in_.view, content);
  if (spares) {  // "swore not to fire"
    pledge.kind = PledgeKind::promise;
    pledge.steps.push_back("promise: not to do harm");
  }
  if (!spares && binds_to_harm(pledge)) {
    pledge.kind = PledgeKind::threat;
    pledge.steps.push_back("threat: what is promised is harm");
  }
  if (act.actor.filled()) pledge.steps.push_back("issuer: " + act.actor.how);
  const RoleFill to = addressee_of({in_, input_, act, pledge.kind, content, out.condition.head});
  pledge.addressee = to.entities;
  if (to.filled()) pledge.steps.push_back("addressee: " + to.how);
  if (pledge.kind != PledgeKind::warning && pledge.strength == PledgeStrength::firm &&
      parts_.hedged(act.trigger, content)) {
    pledge.strength = PledgeStrength::hedged;
    pledge.steps.push_back("hedged: told as possible only");
  }
  const bool timed = pledge.kind == PledgeKind::demand && parts_.is_limit(pledge.deadline);
  if (timed && pledge.strength == PledgeStrength::firm) {
    pledge.strength = PledgeStrength::ultimatum;
    pledge.steps.push_back("ultimatum: a demand with a deadline");
  }
  pledge.confidence = confidence_of(in_.view, act);
  pledge.evidence = {{pledge.sentence, pledge.sentence_span, pledge.trigger, pledge.trigger_span, pledge.content.span}};
  readings_.push_back(std::move(out));
}

/// Is there an issuer whose word counts in politics? Scholars, papers and firms have none; society asks and refuses.
bool SentencePledges::may_issue(const Draft& draft) const {
  const Token& word = in_.view.at(draft.act.trigger);
  if (draft.own_frame && word.relation == Relation::amod && word.upos == Upos::VERB) return false;  // "declining wages"
  const std::vector<Entity>& issuer = draft.act.actor.entities;
  const bool asks = draft.reading.kind == PledgeKind::demand || draft.reading.kind == PledgeKind::refusal;
  return std::any_of(issuer.begin(), issuer.end(), [&](const Entity& entity) {
    const std::string sector = to_lower(entity.sector);
    if (in_.view.classes().contains("voiceless-sectors", sector)) return false;
    return asks || sector != "cvl";
  });
}

/// "Unclear how they will respond", "asked whether it would help": nothing is said, it is asked.
bool SentencePledges::is_asked(TokenIndex trigger) const {
  TokenIndex at = trigger;
  for (int steps = 0; at >= 0 && steps < 4; ++steps) {
    for (TokenIndex c : in_.view.children(at)) {
      const bool opens = c < at && in_.view.in_class(c, "question-words") &&
                         in_.view.at(at).subtype != Subtype::relcl && in_.view.at(c).relation != Relation::det;
      if (opens) return true;
    }
    const Relation relation = in_.view.at(at).relation;
    if (relation != Relation::xcomp && relation != Relation::conj && relation != Relation::obj) break;
    at = in_.view.at(at).head;
  }
  return false;
}

/// "declined to comment", "proposed it": no content of a pledge.
bool SentencePledges::says_nothing(const Draft& draft, TokenIndex content) const {
  const PledgeKind kind = draft.reading.kind;
  const bool words = in_.view.is_verb(content) || in_.view.at(content).lemma == "comment";
  if (kind == PledgeKind::refusal && content != draft.act.trigger && words &&
      in_.view.in_class(content, "press-refusals"))
    return true;
  if (kind == PledgeKind::refusal && content == draft.act.trigger && in_.view.in_class(content, "no-deeds"))
    return true;
  const auto& below = in_.view.children(content);
  const bool pronoun =
      in_.view.at(content).upos == Upos::PRON && std::all_of(below.begin(), below.end(), [&](TokenIndex c) {
        return in_.view.at(c).relation == Relation::case_ || in_.view.at(c).upos == Upos::PUNCT;
      });
  return pronoun && kind != PledgeKind::refusal && content != draft.act.trigger;
}

/// "Leave or face arrest": the demand is an ultimatum, and what follows is a threat on the condition of the demand.
void SentencePledges::read_alternative(const Draft& draft, TokenIndex content) {
  const TokenIndex alternative = parts_.alternative_to(content);
  if (alternative < 0 || readings_.empty()) return;
  PledgeFinding& demand = readings_.back();
  demand.pledge.strength = PledgeStrength::ultimatum;
  demand.pledge.steps.push_back("ultimatum: or else");
  PledgeFinding threat = demand;
  threat.trigger = alternative;
  threat.own_frame = true;
  threat.content = parts_.words(alternative, draft.act, quoted_around(alternative));
  threat.condition = demand.content;  // with its "or", which turns it round
  threat.condition.range.last = std::max(threat.condition.range.last, in_.view.child(alternative, Relation::cc) + 1);
  Pledge& pledge = threat.pledge;
  pledge.kind = PledgeKind::threat;
  pledge.strength = PledgeStrength::firm;
  pledge.trigger_span = in_.view.at(alternative).span;
  pledge.trigger = pledge.trigger_span.in(input_.capture.text);
  pledge.content = part(threat.content);
  pledge.condition = part(threat.condition);
  pledge.deadline = {};
  pledge.steps.push_back("what follows where the demand is not met");
  pledge.evidence.front().trigger = pledge.trigger;
  pledge.evidence.front().trigger_span = pledge.trigger_span;
  pledge.evidence.front().content_span = pledge.content.span;
  readings_.push_back(std::move(threat));
}

void SentencePledges::read(const Draft& draft) {
  if (!may_issue(draft) || is_asked(draft.act.trigger)) return;
  std::vector<TokenIndex> contents = parts_.contents(draft.act, draft.content_roles);
  const bool outcome = draft.reading.status != PledgeStatus::open;
  const PledgeKind kind = draft.reading.kind;
  const bool complete = kind == PledgeKind::threat || kind == PledgeKind::demand || kind == PledgeKind::refusal;
  const bool bare = contents.empty() && complete && !draft.own_frame && draft.content_roles.empty() &&
                    draft.act.recipient.filled();  // "threatened its neighbour"
  if (bare) read_content(draft, -1);
  if (outcome && in_.view.is_verb(draft.act.trigger))  // "broke its word": which, is told elsewhere
    std::erase(contents, in_.view.object(draft.act.trigger));
  if (outcome && contents.empty()) read_content(draft, -1);
  std::erase_if(contents, [&](TokenIndex content) {
    if (says_nothing(draft, content)) return true;
    if (content == draft.act.actor.token && content != draft.act.trigger) return true;
    const TokenIndex first = in_.view.first_conjunct(content);
    const bool clause = content != draft.act.trigger && (in_.view.at(first).relation == Relation::ccomp ||
                                                         in_.view.at(first).subtype == Subtype::relcl);
    const bool by_clause = !draft.content_roles.empty() && draft.content_roles.front() == "clause";
    if ((draft.reading.kind == PledgeKind::demand || by_clause) && is_question(content)) return true;
    if (draft.reading.kind == PledgeKind::demand && by_clause && in_.view.at(content).xpos == "VBD") return true;
    return draft.reading.kind == PledgeKind::demand && clause &&
           (tells_a_fact(in_.view, first) || tells_a_fact(in_.view, content));
  });
  for (TokenIndex content : contents) {
    read_content(draft, content);
    if (draft.reading.kind == PledgeKind::demand) read_alternative(draft, content);
  }
}

std::vector<Pledge> SentencePledges::run() {
  from_acts();
  from_frames();
  for (const Draft& draft : drafts_) read(draft);
  settle_readings(in_.view, readings_);
  std::vector<Pledge> out;
  for (PledgeFinding& reading : readings_) out.push_back(std::move(reading.pledge));
  return out;
}

}  // namespace

std::vector<Pledge> PledgeReader::read(const ReadSentence& sentence) const {
  return SentencePledges(rules_, events_, input_, sentence).run();
}

}  // namespace demarche
