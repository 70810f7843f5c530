// Years, decades and centuries.
#include "base/utf8.h"
#include "mention/times_scan.h"

namespace demarche {

/// the 19th century.
TimeScanner::Found TimeScanner::century(uint32_t w) {
  const auto number = lex_.ordinal(low(w));
  const uint32_t next = is(w + 1, "-") ? w + 2 : w + 1;
  if (!number || !is(next, "century") || *number < 10 || *number > 21) return std::nullopt;
  RawTime raw = make(RawTime::Kind::date, w, next + 1, "century");
  raw.year = (*number - 1) * 100 + 1;
  raw.century = true;
  return raw;
}

/// "In 1956 tanks came": the noun behind the number hangs on a verb that has no other subject, so it is the subject.
bool TimeScanner::noun_is_subject(uint32_t w) const {
  const Token* noun = token(w);
  if (!noun || noun->head < 0 || static_cast<size_t>(noun->head) >= sentence_.tokens.size()) return false;
  if (noun->relation == Relation::nsubj) return true;
  if (sentence_.tokens[static_cast<size_t>(noun->head)].upos != Upos::VERB) return false;
  for (const Token& other : sentence_.tokens) {
    const bool subject =
        other.relation == Relation::nsubj || other.relation == Relation::expl || other.relation == Relation::csubj;
    if (subject && other.head == noun->head) return false;
  }
  return true;
}

/// Is the four-digit number at [w, end) a year?
bool TimeScanner::year_allowed(uint32_t w, uint32_t end, bool range) const {
  const Token* next = token(end);
  // "In 1956 tanks came" and "in 2000 villages": only the tree can tell.
  const bool placed = w > 0 && any(w - 1, {"in", "since"}) && *year_number(w) >= 1900 &&
                      (token(w)->relation != Relation::nummod || noun_is_subject(end));
  if ((lex_.in_list("counted", low(end)) && !placed) || any(end, {"%", "-"})) return false;
  if (range && w > 0 && lex_.in_list("before-date", low(w - 1))) return true;
  if (w == 0) return next && (next->upos == Upos::VERB || next->upos == Upos::AUX || next->form == ":");
  const std::string& left = low(w - 1);
  const Token* before = token(w - 1);
  if (any(w - 1, {"$", "€", "£", "¥", "no.", "number", "about", "some", "nearly", "almost", "over", "than", "least",
                  "around", "us$"})) {
    return any(w - 1, {"around", "about"}) && w > 1 && any(w - 2, {"in", "since", "from"});
  }
  const int year = *year_number(w);
  const bool modern = year >= 1800;
  if (any(w - 1, {"in", "since", "until", "till", "during", "before", "after", "by", "from", "circa", "through",
                  "throughout"})) {
    const bool counted = next && next->xpos == "NNS" && before->form != "in" && before->form != "since" && !modern;
    return modern ? !counted : year >= 1500 && !(next && next->upos == Upos::NOUN);
  }
  if (!modern) return false;
  if (lex_.part(left) || is(w - 1, "year") ||
      (is(w - 1, "of") && w > 1 && (lex_.part(low(w - 2)) || lex_.unit(low(w - 2)) || lex_.season(low(w - 2)))))
    return true;
  if (is(w - 1, "-") && w > 1 && lex_.part(low(w - 2))) return true;
  if (is(w - 1, "(") && (any(end, {")", ";", ","}))) return true;
  if (any(w - 1, {"of", "for", "to", "between"})) return !next || next->upos != Upos::NOUN || is(w - 1, "between");
  if (any(w - 1, {"and", "or", ",", "-", "–"}) && w > 1 && (year_number(w - 2) || (w > 2 && year_number(w - 3))))
    return true;
  const bool possessed =
      left == "'s" || left == "’s" || before->upos == Upos::DET || before->xpos == "PRP$" || before->upos == Upos::ADJ;
  if (possessed && next)
    return next->upos == Upos::NOUN || next->upos == Upos::ADJ || next->upos == Upos::PROPN || next->form == "'s";
  return false;
}

TimeScanner::Found TimeScanner::year(uint32_t w) {
  const auto year = year_number(w);
  if (!year) return std::nullopt;
  uint32_t end = w + 1;
  int last = 0;
  if (is_range_dash(low(end)) && !is(end, "/")) {
    const std::string& tail = low(end + 1);
    if (year_number(end + 1)) last = *year_number(end + 1);
    if (tail.size() == 2 && all_digits(tail)) last = *year / 100 * 100 + digits_value(tail);
    if (last > *year && last - *year < 100)
      end += 2;
    else
      last = 0;
  }
  if (!year_allowed(w, end, last != 0)) return std::nullopt;
  RawTime raw = make(RawTime::Kind::date, w, end, "year");
  raw.year = *year;
  raw.end_year = last;
  return raw;
}

/// 1990s, the '90s, the nineties.
TimeScanner::Found TimeScanner::decade(uint32_t w) {
  const std::string& word = low(w);
  int first = 0;
  uint32_t end = w + 1;
  std::string digits = word;
  if (digits.size() > 1 && digits.back() == 's') digits.pop_back();
  while (!digits.empty() && !is_ascii_digit(digits[0])) digits.erase(0, 1);
  const bool ends_s = word.size() > 1 && word.back() == 's';
  if (digits.size() == 4 && all_digits(digits) && digits[3] == '0' && (ends_s || any(end, {"'s", "’s"}))) {
    first = digits_value(digits);
    if (!ends_s && (token(end + 1) && token(end + 1)->upos == Upos::NOUN)) return std::nullopt;  // 1990's election
    if (!ends_s) ++end;
  } else if (digits.size() == 2 && all_digits(digits) && digits[1] == '0' && ends_s && w > 0 &&
             (any(w - 1, {"the", "'", "’", "‘", "early", "late", "mid", "-"}) || word.size() > 3)) {
    first = 1900 + digits_value(digits);
  } else if (const auto named = lex_.decade_word(word);
             named && w > 0 && any(w - 1, {"the", "early", "late", "mid", "-"})) {
    if (w > 1 && (any(w - 2, {"his", "her", "their"}))) return std::nullopt;
    first = 1900 + *named;
  }
  if (first < 1500 || first > 2090) return std::nullopt;
  RawTime raw = make(RawTime::Kind::date, w, end, "decade");
  raw.year = first;
  raw.decade = true;
  return raw;
}

}  // namespace demarche
