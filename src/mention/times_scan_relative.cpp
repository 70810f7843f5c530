// Time expressions that hang on another time: the day of writing or the story's own.
#include <algorithm>

#include "mention/times_scan.h"

namespace demarche {
namespace {

bool year_or_longer(TimeUnit unit) {
  return unit == TimeUnit::year || unit == TimeUnit::decade || unit == TimeUnit::century;
}

}  // namespace

TimeScanner::Found TimeScanner::day_word(uint32_t w) {
  const auto offset = lex_.day_word(low(w));
  if (!offset) return std::nullopt;
  RawTime raw = make(RawTime::Kind::day_offset, w, w + 1, "day-word");
  raw.count = *offset;
  if (is(w, "tonight")) raw.clock = "TNI";
  if (const std::string_view part = lex_.part_of_day(low(w + 1)); !part.empty()) {
    raw.clock = part;
    ++raw.last_word;
  }
  return raw;
}

/// last week, next month, this year, earlier this week, last February, last night.
TimeScanner::Found TimeScanner::directed(uint32_t w) {
  if (is(w, "weekend") && w > 1 && is(w - 1, "the") && any(w - 2, {"over", "at", "on", "during"})) {
    RawTime raw = make(RawTime::Kind::unit, w, w + 1, "unit");
    raw.unit = TimeUnit::weekend;
    raw.direction = RawTime::Direction::current;
    return raw;
  }
  uint32_t at_word = w;
  if (any(w, {"earlier", "later"}) && is(w + 1, "this")) ++at_word;
  RawTime::Direction direction = RawTime::Direction::none;
  if (any(at_word, {"last", "past"})) direction = RawTime::Direction::last;
  if (any(at_word, {"next", "coming"})) direction = RawTime::Direction::next;
  if (is(at_word, "this")) direction = RawTime::Direction::current;
  if (direction == RawTime::Direction::none) return std::nullopt;
  const bool fixed = w > 0 && any(w - 1, {"the", "these", "his", "her", "their", "its"});
  uint32_t next = at_word + 1;
  if (is(next, "coming") && direction == RawTime::Direction::current) {
    direction = RawTime::Direction::next;
    ++next;
  }
  if (const auto month = lex_.month(low(next)); month && next < words_.size() && words_[next].upper) {
    RawTime raw = make(RawTime::Kind::date, w, next + 1, "directed-month");
    raw.month = *month;
    raw.direction = direction;
    const uint32_t behind = optional_year(next + 1, raw);
    if (raw.year != 0) raw.last_word = behind;
    return raw;
  }
  const auto unit = lex_.unit(low(next));
  if (!unit) return std::nullopt;
  RawTime raw = make(RawTime::Kind::unit, w, next + 1, "unit");
  raw.unit = *unit;
  raw.direction = direction;
  if (at_word > w) raw.side = is(w, "earlier") ? -1 : 1;
  if (low(next).back() == 's' || any(at_word, {"past"}) || (fixed && direction != RawTime::Direction::current)) {
    raw.kind = RawTime::Kind::vague;  // the last months, the next day: counted from another time
    raw.rule = "vague-unit";
    raw.count = direction == RawTime::Direction::next && low(next).back() != 's' ? 1 : 0;
    raw.direction = raw.count != 0 ? RawTime::Direction::next : RawTime::Direction::none;
    return raw;
  }
  if (is(next, "night")) {
    raw.kind = RawTime::Kind::day_offset;
    raw.count = direction == RawTime::Direction::last ? -1 : direction == RawTime::Direction::next ? 1 : 0;
    raw.clock = "TNI";
    return raw;
  }
  if (*unit == TimeUnit::day) return std::nullopt;  // this day, last day
  return raw;
}

/// The word behind "more than", "about", "just" ...; all but the last make the number a rough one.
uint32_t TimeScanner::behind_hedges(uint32_t w, bool& about) const {
  uint32_t next = w;
  while (any(next, {"more", "less", "than", "about", "around", "some", "nearly", "almost", "over", "just", "only",
                    "half", "the", "past"}) &&
         next < w + 5) {
    about = about || !any(next, {"just", "only"});
    ++next;
  }
  return next;
}

/// three days ago, decades ago, two weeks later, in ten days.
TimeScanner::Found TimeScanner::counted(uint32_t w) {
  const bool ahead = is(w, "in") || is(w, "within");
  bool about = false;
  uint32_t at_word = behind_hedges(ahead ? w + 1 : w, about);
  std::optional<int> count;
  if (any(at_word, {"several", "many", "few", "couple"}) || (is(at_word, "a") && any(at_word + 1, {"few", "couple"}))) {
    if (is(at_word, "a")) ++at_word;
    ++at_word;
    if (is(at_word, "of")) ++at_word;
    about = true;
  } else if ((count = lex_.number(low(at_word)))) {
    ++at_word;
  }
  const auto unit = lex_.unit(low(at_word));
  if (!unit) return std::nullopt;
  const bool plural = low(at_word).back() == 's' || *unit == TimeUnit::century;
  const uint32_t behind = at_word + 1;
  if (is(behind, "ago") ||
      (is(behind, "and") && is(behind + 1, "a") && is(behind + 2, "half") && is(behind + 3, "ago"))) {
    const uint32_t end = is(behind, "ago") ? behind + 1 : behind + 4;
    RawTime raw = make(RawTime::Kind::ago, ahead ? w + 1 : w, end, "ago");
    raw.unit = *unit;
    raw.count = count.value_or(0);
    if (!count || about || end != behind + 1) {
      const bool enough = !count ? plural || about : true;
      raw.kind = year_or_longer(*unit) && enough ? RawTime::Kind::long_ago : RawTime::Kind::vague;
      raw.rule = "vague-ago";
      raw.words = "PAST_REF";
    }
    if (is(end, "today") && raw.kind == RawTime::Kind::ago) {  // a year ago today
      raw.last_word = end + 1;
      raw.side = 1;
    }
    return raw;
  }
  const bool side = any(behind, {"later", "earlier", "afterwards"});
  const bool alone = any(behind, {"before", "after"}) && any(behind + 1, {".", ",", ";", ""});
  if ((count || plural) && (side || alone)) {
    RawTime raw = make(RawTime::Kind::vague, ahead ? w + 1 : w, behind + 1, "vague-count");
    raw.unit = *unit;
    raw.count = !count || about ? 0 : any(behind, {"earlier", "before"}) ? -*count : *count;
    if (raw.count != 0) raw.direction = raw.count < 0 ? RawTime::Direction::last : RawTime::Direction::next;
    return raw;
  }
  const bool closes =
      w == 0 || any(behind, {".", ",", ";", "’", "'", "\"", "”", "time", "at", "to", "for", "if", "when", "and"});
  const bool short_unit = *unit == TimeUnit::hour || *unit == TimeUnit::minute;
  if (ahead && count && !about && is(w, "in") && closes && !short_unit) {
    const uint32_t mark = any(behind, {"'", "’"}) && is(behind + 1, "time") ? behind + 1 : behind;
    RawTime raw = make(RawTime::Kind::ahead, w, mark + (is(mark, "time") ? 1 : 0), "ahead");
    raw.unit = *unit;
    raw.count = *count;
    return raw;
  }
  return std::nullopt;
}

/// last summer, the spring of 1968, summer 2014, in winter.
TimeScanner::Found TimeScanner::season(uint32_t w) {
  uint32_t at_word = w;
  PeriodPart part = PeriodPart::whole;
  if (const auto named = lex_.part(low(w))) {
    part = *named;
    ++at_word;
    if (any(at_word, {"-", "in"})) ++at_word;
    if (is(at_word, "of")) ++at_word;
    if (is(at_word, "the")) ++at_word;
  }
  RawTime::Direction direction = RawTime::Direction::none;
  if (is(at_word, "last")) direction = RawTime::Direction::last;
  if (any(at_word, {"next", "coming"})) direction = RawTime::Direction::next;
  if (is(at_word, "this")) direction = RawTime::Direction::current;
  if (direction != RawTime::Direction::none) ++at_word;
  const auto month = lex_.season(low(at_word));
  if (!month) return std::nullopt;
  if (direction == RawTime::Direction::none && at_word > 0 && token(at_word - 1)->upos == Upos::PROPN)
    return std::nullopt;
  RawTime raw = make(RawTime::Kind::season, w, at_word + 1, "season");
  raw.month = *month;
  raw.direction = direction;
  raw.part = part;
  const uint32_t behind = optional_year(at_word + 1, raw);
  if (raw.year != 0) {
    raw.last_word = behind;
    return raw;
  }
  if (direction != RawTime::Direction::none) return raw;
  const bool placed = at_word > 0 && any(at_word - 1, {"in", "since", "until", "by", "during"});
  const bool with_article =
      at_word > 1 && is(at_word - 1, "the") && any(at_word - 2, {"in", "since", "until", "by", "during"});
  if (is(at_word, "fall") || !(placed || with_article) || is(at_word + 1, "of")) return std::nullopt;
  if (placed && raw.preposition.empty()) raw.preposition = low(at_word - 1);
  return raw;
}

TimeScanner::Found TimeScanner::era(uint32_t w) {
  for (size_t e = 0; e < lex_.eras().size(); ++e) {
    const auto& names = lex_.eras()[e].words;
    bool equal = true;
    for (size_t k = 0; k < names.size() && equal; ++k) equal = is(w + static_cast<uint32_t>(k), names[k]);
    if (!equal) continue;
    RawTime raw = make(RawTime::Kind::era, w, w + static_cast<uint32_t>(names.size()), "era");
    raw.count = static_cast<int>(e);
    const bool placed = w > 0 && (any(w - 1, {"during", "in", "since", "before", "after", "of", "from", "on", "at"}) ||
                                  (w > 1 && is(w - 1, "the") &&
                                   any(w - 2, {"during", "in", "since", "before", "after", "of", "from", "on", "at"})));
    const bool attack = is(w, "9");
    if (!placed && !attack) return std::nullopt;
    return raw;
  }
  return std::nullopt;
}

/// the previous day, the same week, that year, the day before, the previous Friday, the following January.
TimeScanner::Found TimeScanner::vague(uint32_t w) {
  using Direction = RawTime::Direction;
  const bool back = any(w, {"previous", "preceding"}), on = any(w, {"following"}), same = any(w, {"same"});
  if (back || on || same || (is(w, "that") && any(w + 1, {"day", "week", "month", "year"}))) {
    RawTime raw = make(RawTime::Kind::vague, w, w + 2, "vague-unit");
    raw.direction = back ? Direction::last : on ? Direction::next : Direction::current;
    raw.count = back ? -1 : on ? 1 : 0;
    const bool upper = w + 1 < words_.size() && words_[w + 1].upper;
    if (const auto day = lex_.weekday(low(w + 1)); day && upper) {
      raw.weekday = *day;
      return raw;
    }
    if (const auto month = lex_.month(low(w + 1)); month && upper) {
      raw.month = *month;
      raw.unit = TimeUnit::month;
      return raw;
    }
    const auto unit = lex_.unit(low(w + 1));
    if (!unit || low(w + 1).back() == 's') return std::nullopt;
    raw.unit = *unit;
    return raw;
  }
  if (w == 0 || !is(w - 1, "the") || !any(w + 1, {"before", "after"})) return std::nullopt;
  if (is(w, "day") && any(w + 2, {"yesterday", "tomorrow"})) {
    RawTime raw = make(RawTime::Kind::day_offset, w, w + 3, "day-word");
    raw.count = is(w + 2, "yesterday") ? -2 : 2;
    return raw;
  }
  const auto unit = lex_.unit(low(w));
  if (unit && any(w + 2, {".", ",", ";", ""})) {
    RawTime raw = make(RawTime::Kind::vague, w, w + 2, "vague-unit");
    raw.unit = *unit;
    raw.count = is(w + 1, "before") ? -1 : 1;
    raw.direction = raw.count < 0 ? Direction::last : Direction::next;
    return raw;
  }
  return std::nullopt;
}

/// the eve of 9 May 2021: the day before it.
TimeScanner::Found TimeScanner::eve(uint32_t w) {
  if (!is(w, "eve") || !is(w + 1, "of")) return std::nullopt;
  const uint32_t next = is(w + 2, "the") ? w + 3 : w + 2;
  Found inner = month_first(next);
  if (!inner) inner = day_first(next);
  if (!inner) inner = weekday(next);
  if (!inner) inner = holiday(next);
  if (!inner || (inner->kind == RawTime::Kind::date && inner->day == 0)) return std::nullopt;
  inner->first_word = w;
  inner->shift = -1;
  inner->rule = "eve";
  return inner;
}

}  // namespace demarche
