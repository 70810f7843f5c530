#include "coding/pledge_reader.h"

#include <algorithm>

#include "coding/details.h"
#include "coding/matcher.h"
#include "coding/pledge_judge.h"
#include "coding/pledge_parties.h"
#include "coding/pledge_parts.h"
#include "coding/pledge_settle.h"

namespace demarche {
namespace {

/// Reads one sentence.
class SentencePledges {
 public:
  SentencePledges(const PledgeRules& rules, const FrameSet& events, const CodingInput& input,
                  const ReadSentence& sentence)
      : rules_(rules),
        input_(input),
        in_(sentence),
        parts_(sentence.view, sentence.roles, sentence.times),
        judge_(sentence.view, sentence.roles),
        events_(events, sentence.view, sentence.roles, sentence.speakers) {}

  std::vector<Pledge> run();

 private:
  void from_acts();
  void from_frames();
  void read(const PledgeDraft& draft);
  Pledge begin(const PledgeDraft& draft) const;
  void weigh(const Act& act, TokenIndex content, Pledge& pledge) const;
  void read_content(const PledgeDraft& draft, TokenIndex content);
  void read_alternative(const PledgeDraft& draft, TokenIndex content);
  void extend_quoted(PledgeWords& words) const;
  TokenSpan quoted_around(TokenIndex token) const;
  std::optional<EventType> type_in(const PledgeWords& words) const;
  PledgePart part(const PledgeWords& words) const;

  const PledgeRules& rules_;
  const CodingInput& input_;
  const ReadSentence& in_;
  PledgeParts parts_;
  PledgeJudge judge_;
  Matcher events_;
  std::vector<PledgeDraft> drafts_;
  std::vector<PledgeFinding> readings_;
};

void SentencePledges::from_acts() {
  for (const Act& act : in_.acts) {
    if (act.dropped || act.confidence >= 0) continue;  // the second opinion tells types, not who binds whom
    const bool possible =
        act.status.status == Status::hypothetical && act.speaks_for_itself && has_conditional(in_.view, act);
    if (!possible && !(took_place(act) && act.status.status != Status::future)) continue;
    const PledgeRow* row = possible ? rules_.conditional_row(act.type) : rules_.row_of(*act.frame, act.type);
    if (!row || !row->reading) continue;
    if (row->key == PledgeRow::Key::composed && !act.speaks_for_itself) continue;
    if (is_others_word(act, row->content)) continue;
    drafts_.push_back({act, *row->reading, row->content, {}, false});
  }
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
    const auto same_word = [&](const PledgeDraft& draft) {
      return !draft.own_frame && draft.act.trigger == act.trigger;
    };
    if (frame.fallback && std::any_of(drafts_.begin(), drafts_.end(), same_word)) continue;
    std::erase_if(drafts_, same_word);
    drafts_.push_back({std::move(act), *frame.pledge, frame.content, frame.condition, true});
  }
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

/// What is certain from the act alone: place, parties, kind, who tells it.
Pledge SentencePledges::begin(const PledgeDraft& draft) const {
  const Act& act = draft.act;
  Pledge pledge;
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
  const auto own_voice = [&](const Entity& source) {  // a leader who speaks for his state
    return std::any_of(pledge.issuer.begin(), pledge.issuer.end(),
                       [&](const Entity& issuer) { return is_own_side(source, issuer); });
  };
  if (std::none_of(act.according_to.begin(), act.according_to.end(), own_voice)) pledge.according_to = act.according_to;
  pledge.frame = act.frame->id;
  pledge.confidence = confidence_of(in_.view, act);
  return pledge;
}

/// How binding it is, from its words and its deadline.
void SentencePledges::weigh(const Act& act, TokenIndex content, Pledge& pledge) const {
  if (pledge.strength != PledgeStrength::firm) return;
  if (pledge.kind != PledgeKind::warning && parts_.hedged(act.trigger, content)) {
    pledge.strength = PledgeStrength::hedged;
    pledge.steps.push_back("hedged: told as possible only");
  } else if (pledge.kind == PledgeKind::demand && parts_.is_limit(pledge.deadline)) {
    pledge.strength = PledgeStrength::ultimatum;
    pledge.steps.push_back("ultimatum: a demand with a deadline");
  }
}

void SentencePledges::read_content(const PledgeDraft& draft, TokenIndex content) {
  const Act& act = draft.act;
  PledgeFinding out{begin(draft), act.trigger, {}, {}, draft.own_frame, false};
  out.announces = !draft.own_frame && act.frame->operation.starts_with("announce");
  if (content >= 0) out.content = parts_.words(content, act, quoted_around(content));
  extend_quoted(out.content);
  out.condition = parts_.condition(act.trigger, content, draft.condition_roles);
  const bool swallowed = out.condition.found() && out.content.found() && out.condition.range.contains(out.content.head);
  if (swallowed) out.condition = {};
  Pledge& pledge = out.pledge;
  pledge.content = part(out.content);
  pledge.condition = part(out.condition);
  pledge.deadline = parts_.deadline(act.trigger, content, input_.capture.text);
  const bool waits = pledge.deadline.text.empty() && out.condition.found();  // "if they are not home by Thursday"
  if (waits) pledge.deadline = parts_.deadline(out.condition.head, out.condition.head, input_.capture.text);
  parts_.look_ahead(pledge.deadline, input_.article.published);
  judge_.settle_kind(act, content, pledge);
  if (act.actor.filled()) pledge.steps.push_back("issuer: " + act.actor.how);
  const RoleFill to = addressee_of({in_, input_, act, pledge.kind, content, out.condition.head});
  pledge.addressee = to.entities;
  if (to.filled()) pledge.steps.push_back("addressee: " + to.how);
  weigh(act, content, pledge);
  pledge.evidence = {{pledge.sentence, pledge.sentence_span, pledge.trigger, pledge.trigger_span, pledge.content.span}};
  readings_.push_back(std::move(out));
}

/// "Leave or face arrest": the demand is an ultimatum, and what follows is a threat on the condition of the demand.
void SentencePledges::read_alternative(const PledgeDraft& draft, TokenIndex content) {
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

void SentencePledges::read(const PledgeDraft& draft) {
  if (!judge_.may_issue(draft) || judge_.is_asked(draft.act.trigger)) return;
  std::vector<TokenIndex> contents = parts_.contents(draft.act, draft.content_roles);
  const bool outcome = draft.reading.status != PledgeStatus::open;
  const PledgeKind kind = draft.reading.kind;
  const bool complete = kind == PledgeKind::threat || kind == PledgeKind::demand || kind == PledgeKind::refusal;
  const bool bare = contents.empty() && complete && !draft.own_frame && draft.content_roles.empty() &&
                    draft.act.recipient.filled();      // "threatened its neighbour"
  if (outcome && in_.view.is_verb(draft.act.trigger))  // "broke its word": which, is told elsewhere
    std::erase(contents, in_.view.object(draft.act.trigger));
  if (bare || (outcome && contents.empty())) read_content(draft, -1);
  for (TokenIndex content : contents) {
    if (judge_.says_nothing(draft, content) || judge_.is_statement(draft, content)) continue;
    const bool question = (kind == PledgeKind::demand || draft.by_clause()) &&
                          judge_.is_question(parts_.words(content, Act{}, quoted_around(content)));
    if (question) continue;
    read_content(draft, content);
    if (kind == PledgeKind::demand) read_alternative(draft, content);
  }
}

std::vector<Pledge> SentencePledges::run() {
  from_acts();
  from_frames();
  for (const PledgeDraft& draft : drafts_) read(draft);
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
