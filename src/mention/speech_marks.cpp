#include "mention/speech_marks.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"

namespace demarche {
namespace {

enum class MarkKind : uint8_t { open, close, either };

struct Mark {
  uint32_t at;
  uint32_t length;
  MarkKind kind;
  char family;  ///< 'c' curly and low, 's' straight, 'g' guillemets, 'q' single
};

bool is_letter_or_digit(char32_t c) {
  return c > 0x7f ? !(c >= 0x2000 && c <= 0x206f) && c != 0xa0 && c != 0xab && c != 0xbb
                  : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_space(char32_t c) {
  return c == 0 || c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xa0 || c == 0x202f;
}

bool is_sentence_end(char32_t c) { return c == '.' || c == '!' || c == '?' || c == 0x2026; }

/// May an opening mark follow this character?
bool opens_after(char32_t c) {
  return is_space(c) || c == '(' || c == '[' || c == 0x2014 || c == 0x2013 || c == '-' || c == 0x201c || c == 0x2018 ||
         c == '"' || c == '/';
}

/// The code point before and after an offset range of a block; 0 outside the block.
struct Around {
  char32_t before = 0;
  char32_t after = 0;
};

class BlockScanner {
 public:
  BlockScanner(std::string_view text, Span block, uint32_t index, std::vector<QuotedPassage>& out)
      : text_(text), block_(block), index_(index), out_(out) {}

  /// `continues` says that the block before ended inside a quotation. Returns whether this one does.
  bool run(bool continues);

 private:
  char32_t at(uint32_t offset) const { return offset < block_.end ? decode_utf8(text_, offset).value : 0; }
  char32_t before(uint32_t offset) const;
  uint32_t start_of_point_before(uint32_t offset) const;
  Around around(const Mark& mark) const { return {before(mark.at), at(mark.at + mark.length)}; }
  void read_marks();
  void add_single(uint32_t offset, uint32_t length, char32_t c);
  bool apostrophe_word(uint32_t offset) const;
  MarkKind side(const Mark& mark) const;
  void on_mark(size_t i);
  void open(const Mark& mark);
  void close(uint32_t content_end, uint32_t outer_end, bool closed);
  void orphan(const Mark& mark);
  bool try_single(size_t i);
  bool likely_possessive(size_t i) const;
  size_t closers_after(size_t i, char family) const;
  char32_t last_word_char(uint32_t offset) const;
  void push(QuotedPassage passage);

  std::string_view text_;
  Span block_;
  uint32_t index_;
  std::vector<QuotedPassage>& out_;
  std::vector<Mark> marks_;
  std::vector<std::array<uint32_t, 3>> closers_;  ///< per mark: closing marks of each family from here on
  bool inside_ = false;
  bool continues_ = false;
  Mark opening_{};
  uint32_t depth_ = 0;
  uint32_t free_from_ = 0;  ///< end of the last passage
};

char32_t BlockScanner::before(uint32_t offset) const {
  if (offset <= block_.begin) return 0;
  return decode_utf8(text_, start_of_point_before(offset)).value;
}

uint32_t BlockScanner::start_of_point_before(uint32_t offset) const {
  uint32_t start = offset - 1;
  while (start > block_.begin && (static_cast<unsigned char>(text_[start]) & 0xC0) == 0x80) --start;
  return start;
}

char32_t BlockScanner::last_word_char(uint32_t offset) const {
  while (offset > block_.begin && is_space(before(offset))) offset = start_of_point_before(offset);
  return before(offset);
}

/// 'tis, '90s, 'em: an apostrophe at the beginning of a word.
bool BlockScanner::apostrophe_word(uint32_t offset) const {
  static constexpr std::array<std::string_view, 9> kWords = {"tis", "twas", "em",    "til",  "cause",
                                                             "n",   "bout", "round", "twill"};
  uint32_t end = offset;
  while (end < block_.end && (is_ascii_lower(text_[end]) || is_ascii_upper(text_[end]) || is_ascii_digit(text_[end])))
    ++end;
  const std::string word = to_lower(text_.substr(offset, end - offset));
  if (word.size() >= 2 && is_ascii_digit(word[0]) && is_ascii_digit(word[1])) {
    return word.size() == 2 || (word.size() == 3 && word[2] == 's');
  }
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

void BlockScanner::add_single(uint32_t offset, uint32_t length, char32_t c) {
  const char32_t left = before(offset);
  const char32_t right = at(offset + length);
  const bool letter_left = is_letter_or_digit(left);
  if (letter_left && is_letter_or_digit(right)) return;
  const bool can_open = opens_after(left) && !is_space(right) && c != 0x2019 && !apostrophe_word(offset + length);
  const bool can_close = !is_space(left) && !is_letter_or_digit(right) && c != 0x2018 && c != '`' && left != '(';
  if (!can_open && !can_close) return;
  marks_.push_back({offset, length, can_open ? MarkKind::open : MarkKind::close, 'q'});
}

void BlockScanner::read_marks() {
  for (uint32_t offset = block_.begin; offset < block_.end;) {
    const unsigned char byte = static_cast<unsigned char>(text_[offset]);
    if (byte < 0x80 && byte != '"' && byte != '\'' && byte != '`') {
      ++offset;
      continue;
    }
    const CodePoint point = decode_utf8(text_, offset);
    const uint32_t length = point.length;
    const bool doubled = (byte == '\'' || byte == '`') && offset + 1 < block_.end && text_[offset + 1] == text_[offset];
    if (doubled) {
      marks_.push_back({offset, 2, byte == '`' ? MarkKind::open : MarkKind::either, 's'});
      offset += 2;
      continue;
    }
    switch (point.value) {
      case 0x201c:
        marks_.push_back({offset, length, MarkKind::open, 'c'});
        break;
      case 0x201e:
      case 0x201f:
        marks_.push_back({offset, length, MarkKind::open, 'c'});
        break;
      case 0x201d:
        marks_.push_back({offset, length, MarkKind::close, 'c'});
        break;
      case 0xab:
      case 0x2039:
        marks_.push_back({offset, length, MarkKind::open, 'g'});
        break;
      case 0xbb:
      case 0x203a:
        marks_.push_back({offset, length, MarkKind::close, 'g'});
        break;
      case '"':
      case 0xff02:
        marks_.push_back({offset, length, MarkKind::either, 's'});
        break;
      case 0x2018:
      case 0x2019:
      case '\'':
      case '`':
        add_single(offset, length, point.value);
        break;
      default:
        break;
    }
    offset += length;
  }
}

/// What a mark does where it stands, seen from its neighbours and from the state.
MarkKind BlockScanner::side(const Mark& mark) const {
  const Around near = around(mark);
  const bool low = inside_ && at(opening_.at) == 0x201e;
  if (mark.family == 'c' && low && at(mark.at) == 0x201c) return MarkKind::close;
  if (mark.kind == MarkKind::open) {
    const bool reversed = inside_ && opening_.family == 'g' && mark.family == 'g' && at(opening_.at) == 0xbb;
    const bool backwards = inside_ && opening_.family == mark.family && is_space(near.after) && !is_space(near.before);
    return reversed || backwards ? MarkKind::close : MarkKind::open;
  }
  const bool looks_open = opens_after(near.before) && !is_space(near.after);
  const bool looks_close = !is_space(near.before) && !is_letter_or_digit(near.after);
  if (mark.kind == MarkKind::close) {
    return !inside_ && looks_open && !looks_close ? MarkKind::open : MarkKind::close;
  }
  if (looks_open && !looks_close) return MarkKind::open;
  if (looks_close && !looks_open) {
    const bool inches = !inside_ && near.before >= '0' && near.before <= '9';
    return inches ? MarkKind::either : MarkKind::close;
  }
  return inside_ ? MarkKind::close : MarkKind::open;
}

size_t BlockScanner::closers_after(size_t i, char family) const {
  if (i + 1 >= marks_.size()) return 0;
  return closers_[i + 1][family == 'c' || family == 's' ? 0 : family == 'g' ? 1 : 2];
}

void BlockScanner::push(QuotedPassage passage) {
  Span& span = passage.span;
  while (!span.empty() && is_space(at(span.begin))) span.begin += decode_utf8(text_, span.begin).length;
  while (!span.empty() && is_space(before(span.end))) span.end = start_of_point_before(span.end);
  free_from_ = passage.outer.end;
  if (span.empty()) return;
  out_.push_back(passage);
}

void BlockScanner::open(const Mark& mark) {
  inside_ = true;
  opening_ = mark;
  depth_ = 1;
}

void BlockScanner::close(uint32_t content_end, uint32_t outer_end, bool closed) {
  QuotedPassage passage;
  passage.span = {opening_.at + opening_.length, content_end};
  passage.outer = {opening_.at, outer_end};
  passage.block = index_;
  passage.closed = closed;
  passage.continues = continues_;
  passage.single = opening_.family == 'q';
  inside_ = false;
  continues_ = false;
  push(passage);
}

/// A closing mark without an opening one: the words since the last passage, for the caller to narrow down.
void BlockScanner::orphan(const Mark& mark) {
  QuotedPassage passage;
  passage.span = {std::max(free_from_, block_.begin), mark.at};
  passage.outer = {passage.span.begin, mark.at + mark.length};
  passage.block = index_;
  passage.opened = false;
  push(passage);
}

/// The workers' rights: a mark after a plural s that a later mark shows to be an apostrophe.
bool BlockScanner::likely_possessive(size_t i) const {
  const Mark& mark = marks_[i];
  if (before(mark.at) != 's' || !is_space(at(mark.at + mark.length))) return false;
  for (size_t k = i + 1; k < marks_.size() && k < i + 8; ++k) {
    if (marks_[k].family != 'q') continue;
    if (marks_[k].kind == MarkKind::open) return false;
    const char32_t left = before(marks_[k].at);
    if (!is_letter_or_digit(left)) return true;
  }
  return false;
}

/// Opens a quotation in single marks when the block holds its closing mark; curly ones may lack it after a colon.
bool BlockScanner::try_single(size_t i) {
  const Mark& mark = marks_[i];
  if (mark.kind != MarkKind::open) return false;
  if (closers_after(i, 'q') == 0) {
    const char32_t left = last_word_char(mark.at);
    if (at(mark.at) != 0x2018 || (left != 0 && left != ':')) return false;
  }
  open(mark);
  return true;
}

void BlockScanner::on_mark(size_t i) {
  const Mark& mark = marks_[i];
  if (mark.family == 'q') {
    if (!inside_) {
      try_single(i);
    } else if (opening_.family == 'q' && mark.kind == MarkKind::close && !likely_possessive(i)) {
      close(mark.at, mark.at + mark.length, true);
    }
    return;
  }
  const MarkKind does = side(mark);
  if (does == MarkKind::either) return;
  if (!inside_) {
    if (does == MarkKind::open) return open(mark);
    return orphan(mark);
  }
  if (opening_.family == 'q') return;  // double marks inside single ones are nested
  if (mark.family != opening_.family && !(mark.family != 'g' && opening_.family != 'g')) return;
  if (does == MarkKind::close) {
    if (--depth_ == 0) close(mark.at, mark.at + mark.length, true);
    return;
  }
  const bool set_anew = is_sentence_end(last_word_char(mark.at));
  if (!set_anew && closers_after(i, mark.family) >= depth_ + 1) {
    ++depth_;
    return;
  }
  close(mark.at, mark.at, false);
  open(mark);
  continues_ = set_anew;
}

bool BlockScanner::run(bool continues) {
  read_marks();
  closers_.assign(marks_.size() + 1, {0, 0, 0});
  for (size_t i = marks_.size(); i-- > 0;) {
    closers_[i] = closers_[i + 1];
    const char family = marks_[i].family;
    const bool closes = marks_[i].kind == MarkKind::close ||
                        (marks_[i].kind == MarkKind::either && !is_letter_or_digit(around(marks_[i]).after));
    if (closes) ++closers_[i][family == 'c' || family == 's' ? 0 : family == 'g' ? 1 : 2];
  }
  uint32_t start = block_.begin;
  while (start < block_.end && is_space(at(start))) start += decode_utf8(text_, start).length;
  continues_ = continues && !marks_.empty() && marks_[0].at == start && marks_[0].kind != MarkKind::close;
  for (size_t i = 0; i < marks_.size(); ++i) on_mark(i);
  const bool open_end = inside_;
  if (inside_) close(block_.end, block_.end, false);
  return open_end;
}

}  // namespace

std::vector<QuotedPassage> find_quoted_passages(std::string_view text, const std::vector<Block>& body) {
  std::vector<QuotedPassage> out;
  bool continues = false;
  for (uint32_t i = 0; i < body.size(); ++i) {
    const size_t before = out.size();
    continues = BlockScanner(text, body[i].span, i, out).run(continues);
    // A quotation in single marks is never carried over a paragraph unless it fills the block to the end.
    if (continues && out.size() > before && out.back().single) continues = false;
  }
  return out;
}

}  // namespace demarche
