#include "mention/times.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/utf8.h"
#include "mention/speech_tree.h"
#include "mention/times_resolve.h"
#include "mention/times_scan.h"
#include "mention/times_value.h"

namespace demarche {
namespace {

constexpr int kPastDays = 180;  ///< a time that ended longer ago than this is before the story's own period

bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Verbs whose infinitive, object or time lies ahead of them.
bool looks_ahead(std::string_view lemma) {
  return one_of(lemma,
                {"plan",   "set",   "expect",   "intend",  "schedule", "due",     "vow",    "promise",  "aim",
                 "want",   "hope",  "prepare",  "agree",   "ask",      "urge",    "demand", "call",     "decide",
                 "pledge", "slate", "threaten", "propose", "go",       "arrange", "invite", "postpone", "delay"});
}

/// Verbs that tell a fixture in the present tense: "talks resume on Friday".
bool scheduled(std::string_view lemma) {
  return one_of(lemma, {"begin",  "start",  "open",  "resume", "expire",  "end",  "close",  "meet",
                        "return", "arrive", "leave", "sail",   "vote",    "take", "depart", "travel",
                        "visit",  "go",     "come",  "face",   "convene", "host", "hold",   "expect"});
}

/// Predicates that lie ahead when they stand with "is": is due, is expected, is scheduled.
bool due(std::string_view lemma) {
  return one_of(lemma, {"due", "schedule", "plan", "slate", "set", "expect", "arrange", "intend", "likely"});
}

/// What tells the tense of one verb: its own form and its auxiliaries.
Tense tense_of_verb(const SentenceTree& tree, uint32_t verb) {
  bool to_infinitive = false, past_aux = false, present_aux = false;
  for (uint32_t child : tree.children(verb)) {
    const Token& token = tree.token(child);
    const std::string form = to_lower(token.form);
    if (token.relation == Relation::aux || token.relation == Relation::cop) {
      if (one_of(form, {"will", "shall", "'ll", "’ll", "wo", "would", "'d", "’d"})) return Tense::future;
      if (one_of(form, {"was", "were", "had", "did", "has", "have", "'ve", "’ve"})) past_aux = true;
      if (one_of(form, {"is", "are", "am", "'s", "’s", "'re", "’re"})) present_aux = true;
    }
    if ((token.relation == Relation::mark || token.relation == Relation::aux) && form == "to") to_infinitive = true;
  }
  const Token& token = tree.token(verb);
  if (to_infinitive && (past_aux || present_aux)) return Tense::future;  // is to be, was to be
  if (due(token.lemma) && (present_aux || past_aux)) return present_aux ? Tense::future : Tense::unknown;
  if (past_aux || token.xpos == "VBD") return Tense::past;
  if (to_infinitive || token.xpos == "VB" || token.xpos == "VBG") {
    const int32_t head = tree.head(verb);
    if (present_aux) return Tense::present;
    if (head < 0) return Tense::unknown;
    const Token& above = tree.token(static_cast<uint32_t>(head));
    if (looks_ahead(above.lemma)) return Tense::future;
    const bool bound = token.relation == Relation::xcomp || token.relation == Relation::advcl;
    return bound && above.xpos == "VBD" && (token.xpos == "VBG" || !to_infinitive) ? Tense::past : Tense::unknown;
  }
  if (token.xpos == "VBZ" || token.xpos == "VBP") return scheduled(token.lemma) ? Tense::future : Tense::present;
  if (present_aux) return token.xpos == "VBN" ? Tense::unknown : Tense::present;
  return token.xpos == "VBN" ? Tense::past : Tense::unknown;
}

/// The verb or predicate that an expression hangs on, -1 when there is none; `direct` = with nothing between.
int32_t clause_of(const SentenceTree& tree, uint32_t head, bool& direct) {
  direct = true;
  for (int32_t at = tree.head(head); at >= 0; at = tree.head(static_cast<uint32_t>(at))) {
    const uint32_t token = static_cast<uint32_t>(at);
    const bool predicate = tree.token(token).upos == Upos::VERB || tree.child(token, Relation::cop) >= 0;
    if (predicate) return at;
    direct = false;
  }
  return -1;
}

struct Reading {
  RawTime raw;
  TimeExpression time;
  Tense tense = Tense::unknown;
  bool told = false;  ///< in a past clause
  bool will = false;  ///< in a clause with will or shall
};

void place(Reading& reading, const Period& period, Date published) {
  TimeExpression& time = reading.time;
  time.from = period.from;
  time.to = period.to;
  time.precision = period.precision;
  time.value = timex_value(reading.raw, period);
  time.happened = reading.told && period.known() && reading.raw.kind != RawTime::Kind::era;
  if (published.known() && time.from > published) time.happened = false;
}

/// Words that name a day or span up to which, or from which on, something is planned.
bool open_ended(std::string_view preposition) {
  return one_of(preposition,
                {"by", "until", "till", "before", "to", "for", "from", "towards", "toward", "through", "between"});
}

bool has_will(const SentenceTree& tree, uint32_t verb) {
  const auto below = tree.children(verb);
  return std::any_of(below.begin(), below.end(), [&](uint32_t child) {
    return tree.token(child).relation == Relation::aux &&
           one_of(to_lower(tree.token(child).form), {"will", "shall", "'ll", "’ll", "wo"});
  });
}

void read_tense(const SentenceTree& tree, const RawTime& raw, TokenRange range, Reading& out) {
  bool direct = false;
  const uint32_t head = tree.head_of(range);
  const int32_t clause = clause_of(tree, head, direct);
  Tense tense = clause < 0 ? Tense::unknown : tense_of_verb(tree, static_cast<uint32_t>(clause));
  const bool deadline = one_of(raw.preposition, {"by", "until", "till"});
  if (deadline && tense != Tense::past) tense = Tense::future;
  const int32_t above = tree.head(head);
  if (raw.preposition == "for" && tense == Tense::past && above >= 0 && above < static_cast<int32_t>(range.first))
    tense = Tense::future;  // "called a strike for Monday", but not "blamed him for Monday's strike"
  const bool since = raw.preposition == "since";
  const bool planned = clause >= 0 && looks_ahead(tree.token(static_cast<uint32_t>(clause)).lemma);
  const bool closed = !raw.end.empty() || raw.end_day != 0 || raw.end_year != 0;
  out.tense = tense;
  out.will = direct && clause >= 0 && has_will(tree, static_cast<uint32_t>(clause));
  out.told = since || (tense == Tense::past && direct && !planned && (closed || !open_ended(raw.preposition)));
}

/// Not of times that are never placed.
bool asks_tense(const RawTime& raw) {
  return raw.kind != RawTime::Kind::reference && raw.kind != RawTime::Kind::set && raw.kind != RawTime::Kind::fiscal &&
         raw.kind != RawTime::Kind::clock &&
         (raw.kind != RawTime::Kind::duration || raw.direction != RawTime::Direction::none);
}

/// `tree` is made when it is first asked for.
Reading read_one(const Parse& parse, uint32_t s, std::optional<SentenceTree>& tree, const TimeScanner& scanner,
                 const RawTime& raw, Date published) {
  Reading out;
  out.raw = raw;
  TimeExpression& time = out.time;
  const Sentence& sentence = parse.sentences[s];
  time.sentence = s;
  time.first = scanner.words()[raw.first_word].token;
  time.last = scanner.words()[raw.last_word - 1].token + 1;
  // The determiner belongs to it when it stands with one of its words: "the 1990s", not "the 2014 accord".
  if (time.first > 0 && to_lower(sentence.tokens[time.first - 1].form) == "the") {
    const int32_t head = sentence.tokens[time.first - 1].head;
    const bool fixed = raw.kind == RawTime::Kind::vague || raw.kind == RawTime::Kind::unit ||
                       raw.kind == RawTime::Kind::reference || raw.kind == RawTime::Kind::day_offset ||
                       (raw.kind == RawTime::Kind::duration && raw.direction != RawTime::Direction::none);
    if (fixed || (head >= static_cast<int32_t>(time.first) && head < static_cast<int32_t>(time.last))) --time.first;
  }
  time.span = {sentence.tokens[time.first].span.begin, sentence.tokens[time.last - 1].span.end};
  time.how = raw.rule;
  time.type = timex_type(raw);
  if (asks_tense(raw)) read_tense(tree ? *tree : tree.emplace(sentence), raw, {time.first, time.last}, out);
  place(out, place_in_calendar(raw, published, out.tense, TimeWords::shipped()), published);
  return out;
}

/// The narrative time that a vague one hangs on: the last one told before it, in its own sentence or the one before.
/// Comparisons ("from a year earlier") tell of no act.
const Reading* anchor_of(const std::vector<Reading>& readings, size_t at, const Parse& parse) {
  const TimeExpression& time = readings[at].time;
  const Sentence& sentence = parse.sentences[time.sentence];
  if (time.first > 0 && one_of(to_lower(sentence.tokens[time.first - 1].form), {"from", "than", "with", "to", "over"}))
    return nullptr;
  while (at-- > 0) {
    const Reading& before = readings[at];
    const uint32_t distance = time.sentence - before.time.sentence;
    if (distance > 1 || parse.sentences[before.time.sentence].block != sentence.block) return nullptr;
    if (before.raw.kind == RawTime::Kind::reference || before.raw.kind == RawTime::Kind::set ||
        before.raw.kind == RawTime::Kind::duration)
      continue;
    return before.time.from.known() ? &before : nullptr;
  }
  return nullptr;
}

void place_vague(std::vector<Reading>& readings, const Parse& parse, Date published) {
  for (size_t i = 0; i < readings.size(); ++i) {
    if (readings[i].raw.kind != RawTime::Kind::vague) continue;
    const Reading* anchor = anchor_of(readings, i, parse);
    if (!anchor) continue;
    const Period period = place_from(readings[i].raw, {anchor->time.from, anchor->time.to, anchor->time.precision});
    if (!period.known() || (published.known() && period.from > published)) continue;
    place(readings[i], period, published);
    readings[i].time.how = "after-another-time";
  }
}

/// Past and future, as far as they are certain. `latest` is the latest year that the article is known to have reached.
void mark(Reading& reading, Date published, int latest) {
  using Kind = RawTime::Kind;
  const RawTime& raw = reading.raw;
  TimeExpression& time = reading.time;
  const bool long_unit = raw.unit == TimeUnit::year || raw.unit == TimeUnit::decade || raw.unit == TimeUnit::century;
  if (raw.kind == Kind::long_ago || (raw.kind == Kind::ago && long_unit)) time.past = true;
  if (published.known() && time.to.known()) {
    time.past = time.past || time.to.days() + kPastDays < published.days();
    time.future = time.from > published;
  } else if (time.to.known() && raw.kind != Kind::era) {
    const bool years = raw.month == 0;
    time.past = years ? time.to.year < latest
                      : latest > 0 && time.to.days() + kPastDays < (Date{static_cast<int16_t>(latest), 1, 1}).days();
  } else if (raw.kind == Kind::era) {
    time.past = latest == 0 || !time.to.known() || time.to.year < latest;
  }
  // "will be held in 2031": no day of writing is known, so the year itself must not be one that the text has reached.
  if (!published.known() && reading.will && raw.kind == Kind::date && raw.year != 0 && time.to.known() && !time.past &&
      time.to.year >= latest)
    time.future = true;
  const bool ahead = raw.direction == RawTime::Direction::next || (raw.kind == Kind::day_offset && raw.count > 0) ||
                     (raw.kind == Kind::ahead && reading.tense == Tense::future);
  if (!published.known() && ahead && reading.tense != Tense::past && raw.kind != Kind::vague &&
      raw.kind != Kind::duration)
    time.future = true;
}

}  // namespace

std::vector<TimeExpression> find_times(const Article& article, const Parse& parse) {
  std::vector<Reading> readings;
  for (uint32_t s = 0; s < parse.sentences.size(); ++s) {
    TimeScanner scanner(parse.sentences[s], TimeWords::shipped());
    const std::vector<RawTime> found = scanner.run();
    if (found.empty()) continue;
    std::optional<SentenceTree> tree;
    for (const RawTime& raw : found) readings.push_back(read_one(parse, s, tree, scanner, raw, article.published));
  }
  place_vague(readings, parse, article.published);
  int latest = std::max<int>(article.bracket.from.year, article.published.year);
  for (const Reading& reading : readings) {
    if (reading.time.happened && reading.time.from.known()) latest = std::max<int>(latest, reading.time.from.year);
  }
  std::vector<TimeExpression> out;
  out.reserve(readings.size());
  for (Reading& reading : readings) {
    mark(reading, article.published, latest);
    out.push_back(std::move(reading.time));
  }
  return out;
}

}  // namespace demarche
