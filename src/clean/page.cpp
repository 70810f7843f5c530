#include "clean/page.h"

#include <algorithm>
#include <limits>

#include "base/utf8.h"

namespace demarche {
namespace {

constexpr uint32_t kSeed = 2166136261u;
constexpr uint32_t kPrime = 16777619u;  // FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/

constexpr size_t kStemBytes = 6;

/// The byte of text[at] in lower case: ASCII, Latin-1 capitals (lead C3) and Russian capitals (lead D0), in UTF-8.
unsigned char fold(std::string_view text, size_t at, size_t begin) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  if (c == 0xD0) {
    const unsigned char next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0;
    return next >= 0xA0 && next <= 0xAF ? 0xD1 : 0xD0;
  }
  const unsigned char lead = at > begin ? static_cast<unsigned char>(text[at - 1]) : 0;
  if (lead == 0xC3 && c <= 0x9E && c != 0x97) return static_cast<unsigned char>(c + 0x20);
  if (lead == 0xD0 && c >= 0x90 && c <= 0x9F) return static_cast<unsigned char>(c + 0x20);
  if (lead == 0xD0 && c >= 0xA0 && c <= 0xAF) return static_cast<unsigned char>(c - 0x20);
  return c;
}

uint32_t finish(uint32_t hash) {
  hash ^= hash >> 15;
  hash *= 0x2C1B3C6Du;
  hash ^= hash >> 12;
  return hash == kNumberHash ? hash + 1 : hash;
}

enum ByteClass : uint8_t { kOther, kLetter, kDigit, kSpace, kHigh };

constexpr ByteClass classify(unsigned char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'') return kLetter;
  if (c >= '0' && c <= '9') return kDigit;
  if (c == ' ' || (c >= '\t' && c <= '\r')) return kSpace;
  return c >= 0x80 ? kHigh : kOther;
}

struct ClassTable {
  ByteClass of[256] = {};
  constexpr ClassTable() {
    for (int i = 0; i < 256; ++i) of[i] = classify(static_cast<unsigned char>(i));
  }
};
constexpr ClassTable kClass;

void count(uint16_t& number) {
  if (number < std::numeric_limits<uint16_t>::max()) ++number;
}

/// Punctuation of the block U+2000 to U+206F, guillemets, middle dots and no-break spaces: what words do not hold.
bool is_high_punctuation(std::string_view text, size_t at, size_t& length) {
  const auto byte = [&](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0; };
  if (byte(at) == 0xE2) {
    length = 3;
    return byte(at + 1) == 0x80 || byte(at + 1) == 0x81 || byte(at + 1) == 0x86 ||
           (byte(at + 1) >= 0x94 && byte(at + 1) <= 0x9F);
  }
  if (byte(at) == 0xC2) {
    length = 2;
    return true;
  }
  if (byte(at) == 0xE3 || byte(at) == 0xEF) {
    length = 3;
    return byte(at) == 0xE3 ? byte(at + 1) == 0x80 : (byte(at + 1) == 0xBC || byte(at + 1) == 0xBB);
  }
  return false;
}

bool is_apostrophe(std::string_view text, size_t at) { return text.substr(at, 3) == "\u2019"; }

/// Walks one line: words into the page, counts into the line.
class LineScanner {
 public:
  LineScanner(Page& page, PageLine& line) : text_(page.text), page_(page), line_(line) {}

  void run() {
    line_.first_word = static_cast<uint32_t>(page_.words.size());
    size_t i = line_.span.begin;
    while (i < line_.span.end) {
      const ByteClass kind = kClass.of[static_cast<unsigned char>(text_[i])];
      size_t length = 1;
      if (kind == kLetter || kind == kDigit || (kind == kHigh && !is_high_punctuation(text_, i, length))) {
        i = word(i);
      } else {
        punctuation(i);
        i += length;
      }
    }
    line_.last_word = static_cast<uint32_t>(page_.words.size());
    line_.end = end_of();
    beginning();
  }

 private:
  size_t word(size_t begin) {
    PageWord out;
    uint32_t hash = kSeed;
    bool number = true;
    size_t capitals = 0;
    uint32_t stem = 0;
    size_t i = begin;
    while (i < line_.span.end) {
      const auto c = static_cast<unsigned char>(text_[i]);
      const ByteClass kind = kClass.of[c];
      size_t length = 1;
      if (kind == kHigh) {
        if (is_high_punctuation(text_, i, length)) {
          if (!is_apostrophe(text_, i) || i == begin) break;
          if (stem == 0) stem = hash;
          hash = (hash ^ '\'') * kPrime;
          i += 3;
          continue;
        }
        if (i >= begin + 6 && is_unspaced(text_, i)) break;
      } else if (kind != kLetter && kind != kDigit) {
        break;
      }
      if (kind == kDigit) {
        count(line_.digits);
      } else if (c != '\'') {
        number = false;
      }
      if (c == '\'' && stem == 0) stem = hash;
      capitals += c >= 'A' && c <= 'Z';
      hash = (hash ^ fold(text_, i, begin)) * kPrime;
      ++i;
      if (i - begin == kStemBytes && stem == 0) stem = hash;
    }
    if (i - begin == 1 && text_[begin] == '\'') {
      count(line_.quotes);
      return i;
    }
    out.begin = static_cast<uint32_t>(begin);
    out.length = static_cast<uint16_t>(std::min<size_t>(i - begin, std::numeric_limits<uint16_t>::max()));
    out.hash = number ? kNumberHash : finish(hash);
    out.stem = finish(stem == 0 ? hash : stem);
    out.capital = is_capital(begin);
    out.all_caps = capitals >= 2 && capitals == i - begin;
    if (page_.words.size() < kMaxPageWords) page_.words.push_back(out);
    return i;
  }

  bool is_capital(size_t at) const {
    const auto c = static_cast<unsigned char>(text_[at]);
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    const char32_t value = decode_utf8(text_, at).value;
    return (value >= 0xC0 && value <= 0xDE) || (value >= 0x391 && value <= 0x3A9) ||
           (value >= 0x400 && value <= 0x42F) || (value >= 0x100 && value < 0x180 && value % 2 == 0);
  }

  void punctuation(size_t at) {
    const char c = text_[at];
    switch (c) {
      case ',':
        count(line_.commas);
        break;
      case '"':
        count(line_.quotes);
        break;
      case '|':
      case '>':
      case '<':
      case '*':
      case '/':
      case '#':
      case '+':
      case '[':
        count(line_.marks);
        break;
      case '@':
        count(line_.marks);
        line_.address =
            line_.address || (at > line_.span.begin && kClass.of[static_cast<unsigned char>(text_[at - 1])] == kLetter);
        break;
      case ':':
        if (text_.substr(at, 3) == "://") line_.address = true;
        break;
      case '.':
      case '!':
      case '?': {
        const size_t next = at + 1;
        const bool space = next < line_.span.end && text_[next] == ' ' && next + 1 < line_.span.end;
        if (space && !is_ascii_lower(text_[next + 1])) count(line_.inner_stops);
        break;
      }
      case '\xE2':
        high(at);
        break;
      case '\xC2':
        count(line_.marks);
        break;
      default:
        break;
    }
  }

  void high(size_t at) {
    const std::string_view mark = text_.substr(at, 3);
    if (mark == "“" || mark == "”" || mark == "„" || mark == "‘" || mark == "’") {
      count(line_.quotes);
    } else if (mark != "–" && mark != "—" && mark != "…") {
      count(line_.marks);
    }
  }

  LineEnd end_of() const {
    std::string_view rest = line_.span.in(text_);
    for (bool more = true; more && !rest.empty();) {
      more = false;
      for (const std::string_view closing : {"\"", "'", ")", "]", "”", "’", "»", " ", "\u00A0", "*"}) {
        if (rest.ends_with(closing)) {
          rest.remove_suffix(closing.size());
          more = true;
        }
      }
    }
    if (rest.ends_with("...") || rest.ends_with("…")) return LineEnd::ellipsis;
    if (rest.ends_with(".") || rest.ends_with("!") || rest.ends_with("。") || rest.ends_with("！"))
      return LineEnd::sentence;
    if (rest.ends_with("?") || rest.ends_with("？")) return LineEnd::question;
    return rest.ends_with(":") || rest.ends_with("：") ? LineEnd::colon : LineEnd::none;
  }

  void beginning() {
    const std::string_view line = line_.span.in(text_);
    line_.starts_lower = is_ascii_lower(line.front());
    for (const std::string_view quote : {"\"", "“", "„", "«", "'", "‘"}) {
      if (line.starts_with(quote)) line_.starts_quote = true;
    }
    // A telephone number: nine digits and more in few words, a "+" or brackets among them.
    if (line_.digits >= 9 && line.find('+') != std::string_view::npos) line_.address = true;
    if (line.find("www.") != std::string_view::npos) line_.address = true;
  }

  std::string_view text_;
  Page& page_;
  PageLine& line_;
};

/// The span of text[begin, end) without white space, no-break spaces and byte-order marks at its ends.
Span trimmed(std::string_view text, size_t begin, size_t end) {
  std::string_view piece = text.substr(begin, end - begin);
  for (size_t size = piece.size() + 1; size != piece.size();) {
    size = piece.size();
    piece = trim(piece);
    if (piece.starts_with("\xEF\xBB\xBF")) piece.remove_prefix(3);
    if (piece.starts_with("\u200B")) piece.remove_prefix(3);
    if (piece.ends_with("\u200B")) piece.remove_suffix(3);
  }
  const auto from = static_cast<uint32_t>(piece.data() - text.data());
  return {from, from + static_cast<uint32_t>(piece.size())};
}

struct RawLine {
  Span span;
  uint32_t blank_before = 0;
};

std::vector<RawLine> raw_lines(std::string_view text) {
  std::vector<RawLine> out;
  uint32_t blank = 0;
  for (size_t at = 0; at < text.size() && out.size() < kMaxPageLines;) {
    size_t end = at;
    while (end < text.size() && text[end] != '\n' && text[end] != '\r') ++end;
    const Span span = trimmed(text, at, end);
    if (span.empty()) {
      ++blank;
    } else {
      out.push_back({span, blank});
      blank = 0;
    }
    at = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return out;
}

bool ends_sentence(std::string_view line) {
  const char last = line.back();
  return last == '.' || last == '!' || last == '?' || last == ':' || last == '"' || line.ends_with("”");
}

/// Was the text wrapped at a fixed width? Then most followers begin in lower case and lines have much the same length.
bool is_wrapped(std::string_view text, const std::vector<RawLine>& lines) {
  size_t pairs = 0;
  size_t running = 0;
  size_t longest = 0;
  for (const RawLine& line : lines) longest = std::max<size_t>(longest, line.span.size());
  if (longest > 140 || lines.size() < 3) return false;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    const std::string_view line = lines[i].span.in(text);
    if (lines[i + 1].blank_before > 0 || line.size() < 40) continue;
    ++pairs;
    running += !ends_sentence(line) && is_ascii_lower(text[lines[i + 1].span.begin]);
  }
  return pairs >= 2 && running * 100 >= pairs * 45;
}

/// Joins the lines of a paragraph: everything between blank lines, unless a short line ends it.
std::vector<RawLine> unwrap(std::string_view text, const std::vector<RawLine>& lines) {
  size_t width = 0;
  for (const RawLine& line : lines) width = std::max<size_t>(width, line.span.size());
  std::vector<RawLine> out;
  size_t previous = 0;
  for (const RawLine& line : lines) {
    const bool full = previous * 10 >= width * 6;
    const bool lower = is_ascii_lower(text[line.span.begin]);
    if (!out.empty() && line.blank_before == 0 && (full || lower)) {
      out.back().span.end = line.span.end;
    } else {
      out.push_back(line);
    }
    previous = line.span.size();
  }
  return out;
}

}  // namespace

uint32_t word_hash(std::string_view word) {
  uint32_t hash = kSeed;
  bool number = !word.empty();
  for (size_t i = 0; i < word.size(); ++i) {
    if (is_apostrophe(word, i)) {
      hash = (hash ^ '\'') * kPrime;
      i += 2;
      continue;
    }
    const auto c = static_cast<unsigned char>(word[i]);
    number = number && ((c >= '0' && c <= '9') || c == '\'');
    hash = (hash ^ fold(word, i, 0)) * kPrime;
  }
  return number ? kNumberHash : finish(hash);
}

namespace {

Page scan_lines(std::string_view text, const std::vector<RawLine>& lines, bool cut) {
  Page page;
  page.text = text;
  page.lines.reserve(lines.size());
  page.words.reserve(std::min(text.size() / 6 + 1, kMaxPageWords));
  page.looked_at = static_cast<uint32_t>(text.size());
  for (const RawLine& raw : lines) {
    if (page.words.size() >= kMaxPageWords) {
      page.looked_at = page.lines.back().span.end;
      return page;
    }
    PageLine& line = page.lines.emplace_back();
    line.span = raw.span;
    line.blank_before = raw.blank_before;
    LineScanner(page, line).run();
  }
  if (cut) page.looked_at = page.lines.back().span.end;
  return page;
}

}  // namespace

Page split_page(std::string_view text) {
  std::vector<RawLine> lines = raw_lines(text);
  const bool cut = lines.size() == kMaxPageLines;
  if (is_wrapped(text, lines)) lines = unwrap(text, lines);
  return scan_lines(text, lines, cut);
}

Page split_page(std::string_view text, std::span<const Span> lines) {
  std::vector<RawLine> raw;
  raw.reserve(lines.size());
  for (const Span& line : lines.first(std::min(lines.size(), kMaxPageLines))) raw.push_back({line, 0});
  // Text behind the last line that is known lies past a bound.
  const bool cut = !raw.empty() && raw.back().span.end + 1 < text.size();
  return scan_lines(text, raw, cut);
}

}  // namespace demarche
