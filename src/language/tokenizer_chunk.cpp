#include "language/tokenizer_chunk.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {
namespace {

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019; }
bool is_upper(char c) { return is_ascii_upper(c); }
bool is_letter_byte(char c) { return is_ascii_upper(c) || is_ascii_lower(c) || static_cast<unsigned char>(c) >= 0x80; }
bool is_alnum_byte(char c) { return is_letter_byte(c) || is_ascii_digit(c); }

constexpr size_t kLongestAbbreviation = 12;
constexpr size_t kLongestWord = 400;  ///< bytes; longer ones are cut, so that work on a word stays bounded

}  // namespace

TokenChunk::Character TokenChunk::at(size_t i) const {
  Character out;
  if (i >= end_) return out;
  const CodePoint point = decode_utf8(text_, i);
  out.value = point.value;
  out.length = std::min<size_t>(point.length, end_ - i);
  out.word = is_word_code_point(point.value);
  out.digit = point.value >= '0' && point.value <= '9';
  out.letter = out.word && !out.digit;
  return out;
}

void TokenChunk::emit(size_t from, size_t to) {
  if (from < to) out_.push_back({{static_cast<uint32_t>(from), static_cast<uint32_t>(to)}, false, false});
}

void TokenChunk::split() {
  if (split_address()) return;
  size_t i = begin_;
  while (i < end_) {
    const Character here = at(i);
    const Character next = at(i + here.length);
    const bool after_word = i > begin_ && is_alnum_byte(text_[i - 1]);
    const bool handle = (here.value == '@' || here.value == '#') && next.letter && !after_word;
    const bool starts_number = (here.value == '\'' || here.value == '.' || here.value == '+' || here.value == 0x2019) &&
                               next.digit && !after_word;
    if (here.word || starts_number || handle) {
      const size_t stop = word_end(i);
      emit_word(i, stop);
      i = stop;
    } else {
      const size_t stop = punctuation_end(i);
      emit(i, stop);
      i = stop;
    }
  }
}

/// Web and mail addresses stay whole but for punctuation around them.
bool TokenChunk::split_address() {
  const std::string_view all = part(begin_, end_);
  size_t open = 0;
  while (open < all.size() && (all[open] == '<' || all[open] == '(' || all[open] == '"' || all[open] == '[')) ++open;
  const std::string_view inner = all.substr(open);
  bool address = inner.starts_with("http://") || inner.starts_with("https://") || inner.starts_with("www.");
  if (!address) {
    const size_t sign = all.find('@', open + 1);
    address = sign != std::string_view::npos && all.find('.', sign) + 1 < all.size() &&
              all.find('.', sign) > sign + 1 && is_alnum_byte(all[sign - 1]);
  }
  if (!address) return false;
  size_t close = all.size();
  while (close > open && std::string_view(",.)>\";!]:'?").find(all[close - 1]) != std::string_view::npos) --close;
  for (const std::string_view quote : {"\xE2\x80\x9D", "\xE2\x80\x99"}) {
    if (inner.size() > quote.size() && all.substr(0, close).ends_with(quote)) close -= quote.size();
  }
  for (size_t i = 0; i < open; ++i) emit(begin_ + i, begin_ + i + 1);
  emit(begin_ + open, begin_ + close);
  for (size_t i = close; i < all.size();) {
    const size_t stop = punctuation_end(begin_ + i) - begin_;
    emit(begin_ + i, begin_ + stop);
    i = stop;
  }
  return true;
}

/// End of the word that starts at `from`, clitics included.
size_t TokenChunk::word_end(size_t from) const {
  size_t j = from + at(from).length;
  while (j < end_ && j - from < kLongestWord) {
    const Character here = at(j);
    if (here.word) {
      j += here.length;
      continue;
    }
    const Character next = at(j + here.length);
    const bool digit_before = is_ascii_digit(text_[j - 1]);
    const bool word_before = is_alnum_byte(text_[j - 1]);
    if (is_apostrophe(here.value) && word_before && (next.letter || (next.digit && here.value == '\''))) {
      j += here.length;
    } else if ((here.value == '.' || here.value == ',' || here.value == ':' || here.value == '/') && digit_before &&
               next.digit) {
      ++j;
    } else if (here.value == '.') {
      if (next.letter) {
        const size_t stop = dotted_run_end(from, j);
        if (stop <= j + 1) return stop;
        j = stop;
      } else {
        return final_stop(from, j);
      }
    } else if (here.value == '&' && is_upper(text_[j - 1]) && next.value < 0x80 &&
               is_upper(static_cast<char>(next.value))) {
      ++j;
    } else if ((here.value == '_' || here.value == '@') && next.word) {
      ++j;
    } else if (here.value == '-' && next.word && keeps_hyphen(from, j)) {
      ++j;
    } else if (here.value == '$' && next.digit && j - from <= 2 && is_upper(text_[from]) && is_upper(text_[j - 1])) {
      return j + 1;  // US$, A$
    } else {
      break;
    }
  }
  return j;
}

/// A full stop with a letter behind it: where the dotted name or acronym ends; `dot` + 1 when an abbreviation ends with
/// the stop and a space was lost; `dot` when a sentence ends here.
size_t TokenChunk::dotted_run_end(size_t from, size_t dot) const {
  size_t last_dot = from;  // start of the segment before the dot
  for (size_t i = from; i < dot; ++i) {
    if (text_[i] == '.') last_dot = i + 1;
  }
  size_t stop = dot + 1;
  while (stop < end_ && stop - dot < kLongestWord && at(stop).word) stop += at(stop).length;
  const std::string_view before = part(last_dot, dot), after = part(dot + 1, stop);
  if (rules_.has(part(from, stop), TokenRules::title | TokenRules::common)) return stop;    // Ph.D, a.k.a
  if (rules_.has(part(from, dot), TokenRules::title | TokenRules::common)) return dot + 1;  // St.Anne, U.N.The
  if (before.size() == 1 && after.size() == 1 && !is_ascii_digit(before[0])) return stop;   // U.S, e.g
  const bool sentence_start = is_upper(after[0]) && after.size() > 1 && !is_upper(after[1]);
  if (rules_.has_lower(after, TokenRules::dotted) &&
      !(sentence_start && rules_.has_lower(after, TokenRules::starter))) {
    return stop;
  }
  // A name with more dots may end in a known part: example.co.uk
  size_t end = stop;
  while (byte(end) == '.' && at(end + 1).letter && end - from < 64) {
    size_t next = end + 1;
    while (next < end_ && next - end < kLongestWord && at(next).word) next += at(next).length;
    if (rules_.has_lower(part(end + 1, next), TokenRules::dotted)) return next;
    end = next;
  }
  return dot;
}

/// Whether the full stop at `dot`, with no letter behind it, belongs to the word. Returns the word's end.
size_t TokenChunk::final_stop(size_t from, size_t dot) const {
  const std::string_view word = part(from, dot);
  if (byte(dot + 1) == '.') return dot;  // an ellipsis
  if (word.size() > kLongestAbbreviation) return dot;
  const bool last = dot + 1 >= text_.size();
  if (word.size() == 1 && is_upper(word[0])) {
    // An initial, unless nothing follows or the word is "I".
    return word[0] == 'I' || last || text_[dot + 1] == '\n' ? dot : dot + 1;
  }
  if (rules_.is_abbreviation(word, TokenRules::title | TokenRules::common)) return dot + 1;
  if (rules_.is_abbreviation(word, TokenRules::numbered) && next_is_number(dot + 1)) return dot + 1;
  if (word.find('.') == std::string_view::npos) return dot;
  // An acronym: single letters between dots.
  for (size_t i = 0; i < word.size(); ++i) {
    if ((i % 2 == 1) != (word[i] == '.')) return dot;
  }
  return is_ascii_digit(word[0]) ? dot : dot + 1;
}

bool TokenChunk::next_is_number(size_t from) const {
  while (from < text_.size() && text_[from] == ' ') ++from;
  return from < text_.size() && is_ascii_digit(text_[from]);
}

bool TokenChunk::keeps_hyphen(size_t from, size_t hyphen) const {
  if (rules_.has_lower(part(from, hyphen), TokenRules::prefix)) return true;
  const bool digit_before = is_ascii_digit(text_[hyphen - 1]), digit_after = at(hyphen + 1).digit;
  if (digit_before && digit_after) {  // telephone numbers: 555-0199; ranges come apart
    size_t low = hyphen, high = hyphen + 1;
    while (low > from && is_ascii_digit(text_[low - 1])) --low;
    while (at(high).digit) ++high;
    return hyphen - low == 3 && (high - hyphen == 5 || high - hyphen == 4);
  }
  // Codes such as S-400, A-10
  return digit_before != digit_after && hyphen - from <= 3 && is_upper(text_[from]);
}

/// Start of the clitic at the end of the word ("n't", "'s", "'re"), or 0.
size_t TokenChunk::clitic(size_t from, size_t to) const {
  const auto letter = [&](size_t i) { return static_cast<char>(text_[i] | 0x20); };
  size_t letters = 0;
  while (letters < 3 && to - letters > from && is_letter_byte(text_[to - letters - 1]) &&
         static_cast<unsigned char>(text_[to - letters - 1]) < 0x80) {
    ++letters;
  }
  if (letters == 0 || letters > 2 || to - letters <= from) return 0;
  size_t mark = to - letters;
  const std::string_view before = part(from, mark);
  mark -= before.ends_with("\xE2\x80\x99") ? 3 : before.ends_with('\'') ? 1 : 0;
  if (mark == to - letters || mark <= from) return 0;
  if (letters == 1) {
    const char c = letter(to - 1);
    if (c == 't' && letter(mark - 1) == 'n' && mark - 1 > from) return mark - 1;
    return c == 's' || c == 'd' || c == 'm' ? mark : 0;
  }
  const char a = letter(to - 2), b = letter(to - 1);
  const bool known = (a == 'r' && b == 'e') || (a == 'v' && b == 'e') || (a == 'l' && b == 'l');
  return known ? mark : 0;
}

/// Where a lower-case word runs into a capitalised one, or 0: "talksMinister", but not "YouTube" or "iPhone".
size_t TokenChunk::glued_words(size_t from, size_t to) const {
  constexpr size_t kShortest = 4, kLongest = 40;
  if (!is_ascii_lower(text_[from]) || to - from > kLongest) return 0;
  size_t seam = from;
  while (seam < to && is_ascii_lower(text_[seam])) ++seam;
  if (seam - from < kShortest || seam + 2 >= to || !is_upper(text_[seam])) return 0;
  for (size_t i = seam + 1; i < to; ++i) {
    if (!is_ascii_lower(text_[i])) return 0;
  }
  const bool apart = is_known_ && is_known_(part(from, seam)) && is_known_(to_lower(part(seam, to))) &&
                     !is_known_(to_lower(part(from, to)));
  return apart ? seam : 0;
}

void TokenChunk::emit_word(size_t from, size_t to) {
  if (const size_t mark = clitic(from, to); mark != 0) {
    emit(from, mark);
    return emit(mark, to);
  }
  if (const size_t cut = rules_.cut(part(from, to)); cut != 0) {
    emit(from, from + cut);
    return emit(from + cut, to);
  }
  if (is_ascii_digit(text_[from])) {
    size_t number = from;
    while (number < to &&
           (is_ascii_digit(text_[number]) || text_[number] == '.' || text_[number] == ',' || text_[number] == ':'))
      ++number;
    if (number < to && rules_.has_lower(part(number, to), TokenRules::unit)) {
      emit(from, number);
      return emit(number, to);
    }
  }
  if (const size_t seam = glued_words(from, to); seam != 0) {
    emit(from, seam);
    return emit(seam, to);
  }
  emit(from, to);
}

/// End of the punctuation token at `from`: runs of the same mark stay together, as do "?!" and "'s" after a space.
size_t TokenChunk::punctuation_end(size_t from) const {
  const Character here = at(from);
  if (here.value >= 0x80) return from + here.length;
  const char c = text_[from];
  if (from == begin_ && (c == ':' || c == ';') && end_ - from >= 2 && end_ - from <= 3) {
    const std::string_view rest = part(from + 1, end_);
    if (rest.find_first_not_of("-()DPp|/o") == std::string_view::npos) return end_;  // :-)
  }
  size_t j = from + 1;
  if (c == '!' || c == '?') {
    while (byte(j) == '!' || byte(j) == '?') ++j;
  } else if (std::string_view(".-*=_~#<>`+").find(c) != std::string_view::npos) {
    while (j < end_ && text_[j] == c) ++j;
  } else if (c == '\'') {
    const char letter = static_cast<char>(byte(j) | 0x20);
    if (byte(j) == '\'') return j + 1;
    if (letter == 's' && !is_alnum_byte(byte(j + 1))) return j + 1;
  }
  return j;
}

}  // namespace demarche
