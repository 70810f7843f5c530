#include "clean/page_days.h"

#include <algorithm>
#include <chrono>
#include <string>

#include "base/utf8.h"

namespace demarche {
namespace {

constexpr size_t kLongest = 400;
constexpr size_t kMostTokens = 120;
constexpr int kFirstYear = 1600, kLastYear = 2199;
constexpr int kFirstYearOfWeb = 1990;

struct Token {
  std::string_view text;
  int number = -1;     ///< of digits, an ordinal ending looked through
  int month = 0;       ///< of a word
  char before = '\0';  ///< separator right before it, when that is all there is between it and the token before
  uint32_t begin = 0;
  uint32_t end = 0;
};

bool is_word_byte(char c) { return is_ascii_lower(c) || is_ascii_upper(c) || static_cast<unsigned char>(c) >= 0x80; }

int value_of(std::string_view digits) {
  int out = 0;
  for (const char c : digits) out = std::min(out * 10 + (c - '0'), 100000000);
  return out;
}

/// A day that calendars and clocks of computers may show, or none.
Date make_day(int year, int month, int day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1) return {};
  const std::chrono::year_month_day made{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!made.ok()) return {};
  return {static_cast<int16_t>(year), static_cast<uint8_t>(month), static_cast<uint8_t>(day)};
}

Date day_of_digits(std::string_view digits) {
  if (digits.size() < 8) return {};
  return make_day(value_of(digits.substr(0, 4)), value_of(digits.substr(4, 2)), value_of(digits.substr(6, 2)));
}

std::vector<Token> tokens_of(std::string_view text, const PageFactNames& names) {
  std::vector<Token> out;
  for (size_t i = 0; i < text.size() && out.size() < kMostTokens;) {
    const size_t begin = i;
    Token token;
    if (is_ascii_digit(text[i])) {
      while (i < text.size() && is_ascii_digit(text[i])) ++i;
      token.text = text.substr(begin, i - begin);
      token.number = value_of(token.text);
      const std::string_view rest = text.substr(i, 2);
      if (rest == "st" || rest == "nd" || rest == "rd" || rest == "th") i += 2;
    } else if (is_word_byte(text[i])) {
      while (i < text.size() && is_word_byte(text[i])) ++i;
      token.text = text.substr(begin, i - begin);
      if (token.text.size() <= 24) token.month = names.month(to_lower(token.text));
    } else {
      ++i;
      continue;
    }
    if (!out.empty() && begin == out.back().end + 1) token.before = text[begin - 1];
    token.begin = static_cast<uint32_t>(begin);
    token.end = static_cast<uint32_t>(i);
    out.push_back(token);
  }
  return out;
}

bool is_year(const Token& token) { return token.text.size() == 4 && token.number >= kFirstYear; }
bool is_day(const Token& token) { return token.number >= 1 && token.number <= 31 && token.text.size() <= 2; }
bool is_link(const Token& token) {
  return token.text == "de" || token.text == "del" || token.text == "of" || token.text == "do" || token.text == "na";
}

/// Numbers alone: year first, or day and month told apart by value or by points between them.
Date day_of_numbers(const Token& a, const Token& b, const Token& c) {
  if (a.number < 0 || b.number < 0 || c.number < 0) return {};
  const bool joined = b.before == c.before && b.before != '\0' && b.before != ':' && b.before != ' ';
  if (is_year(a) && joined && is_day(c)) return make_day(a.number, b.number, c.number);
  if (!is_year(c) || !is_day(a) || !is_day(b) || !joined) return {};
  if (b.before == '.' || a.number > 12 || a.number == b.number) return make_day(c.number, b.number, a.number);
  if (b.number > 12) return make_day(c.number, a.number, b.number);
  return {};
}

/// Digits with Chinese or Japanese words for year, month and day: the words are tokens between.
Date day_of_signs(const std::vector<Token>& tokens, size_t i) {
  if (i + 5 >= tokens.size() || tokens[i + 1].text != "\xE5\xB9\xB4" || tokens[i + 3].text != "\xE6\x9C\x88") return {};
  if (!is_year(tokens[i]) || !tokens[i + 5].text.starts_with("\xE6\x97\xA5")) return {};
  return make_day(tokens[i].number, tokens[i + 2].number, tokens[i + 4].number);
}

/// A year behind token `i`, a time of day and a zone between them looked through.
size_t year_behind(const std::vector<Token>& tokens, size_t i) {
  const size_t end = std::min(tokens.size(), i + 7);
  bool clock = false;
  for (size_t k = i + 1; k < end; ++k) {
    if (is_year(tokens[k]) && tokens[k].before != '+' && tokens[k].before != '-' && tokens[k].before != ':') return k;
    if (is_link(tokens[k])) continue;
    const bool clock_begins = k + 1 < tokens.size() && tokens[k + 1].before == ':' && tokens[k].number >= 0;
    clock = clock || clock_begins;
    if (!clock) return 0;
    if (tokens[k].number < 0 && tokens[k].text.size() > 4) return 0;
  }
  return 0;
}

/// The date that begins with token `i`; `last` becomes its last token.
Date day_at(const std::vector<Token>& tokens, size_t i, size_t& last) {
  const Token& first = tokens[i];
  if (first.month != 0 && i + 1 < tokens.size() && is_day(tokens[i + 1])) {
    last = year_behind(tokens, i + 1);
    if (last != 0) return make_day(tokens[last].number, first.month, tokens[i + 1].number);
    return {};
  }
  if (first.number < 0) return {};
  if (first.text.size() == 8) {
    last = i;
    return first.number >= 19000101 ? day_of_digits(first.text) : Date{};
  }
  if (i + 2 < tokens.size()) {
    last = i + 2;
    const Date date = day_of_numbers(first, tokens[i + 1], tokens[i + 2]);
    if (date.known()) return date;
    if (is_year(first) && tokens[i + 1].month != 0 && is_day(tokens[i + 2]))
      return make_day(first.number, tokens[i + 1].month, tokens[i + 2].number);
  }
  last = i + 5;
  if (const Date date = day_of_signs(tokens, i); date.known()) return date;
  if (!is_day(first)) return {};
  size_t month = i + 1;
  while (month < tokens.size() && month <= i + 2 && is_link(tokens[month])) ++month;
  if (month >= tokens.size() || tokens[month].month == 0) return {};
  last = year_behind(tokens, month);
  return last == 0 ? Date{} : make_day(tokens[last].number, tokens[month].month, first.number);
}

/// Seconds or milliseconds since 1970 where the text is nothing else.
Date day_of_epoch(std::string_view text) {
  if (text.size() != 10 && text.size() != 13) return {};
  if (!std::all_of(text.begin(), text.end(), is_ascii_digit)) return {};
  int64_t seconds = 0;
  for (const char c : text.substr(0, 10)) seconds = seconds * 10 + (c - '0');
  return Date::from_days(seconds / 86400);
}

void find_days(std::string_view text, const PageFactNames& names, size_t most, std::vector<WrittenDay>& out) {
  text = text.substr(0, kLongest);
  // Without a digit there is no date, and most lines have none.
  if (std::none_of(text.begin(), text.end(), is_ascii_digit)) return;
  if (const Date date = day_of_epoch(trim(text)); date.known()) {
    out.push_back({date, {0, static_cast<uint32_t>(text.size())}});
    return;
  }
  const std::vector<Token> tokens = tokens_of(text, names);
  for (size_t i = 0; i < tokens.size() && out.size() < most; ++i) {
    size_t last = i;
    const Date date = day_at(tokens, i, last);
    if (!date.known()) continue;
    out.push_back({date, {tokens[i].begin, tokens[last].end}});
    i = last;
  }
}

}  // namespace

WrittenDay read_day(std::string_view text, const PageFactNames& names) {
  std::vector<WrittenDay> out;
  find_days(text, names, 1, out);
  return out.empty() ? WrittenDay{} : out.front();
}

std::vector<WrittenDay> read_days(std::string_view text, const PageFactNames& names) {
  std::vector<WrittenDay> out;
  find_days(text, names, kMostTokens, out);
  return out;
}

Date day_of_url(std::string_view url, const PageFactNames& names) {
  url = url.substr(0, std::min(url.find_first_of("?#"), size_t{1000}));
  const size_t scheme = url.find("://");
  const size_t path = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  if (path == std::string_view::npos) return {};
  std::vector<std::string_view> parts;
  for (size_t at = path + 1; at <= url.size();) {
    const size_t end = std::min(url.find('/', at), url.size());
    parts.push_back(url.substr(at, end - at));
    at = end + 1;
  }
  const auto number = [](std::string_view part) {
    const bool digits = !part.empty() && part.size() <= 4 && std::all_of(part.begin(), part.end(), is_ascii_digit);
    return digits ? value_of(part) : -1;
  };
  const auto of_web = [](Date date) { return date.known() && date.year >= kFirstYearOfWeb ? date : Date{}; };
  for (size_t i = 0; i < parts.size(); ++i) {
    const std::string_view part = parts[i];
    if (part.size() == 4 && i + 2 < parts.size()) {
      const int named = names.month(to_lower(parts[i + 1]));
      const std::string_view day = parts[i + 2].substr(0, parts[i + 2].find('-'));
      const Date date = of_web(make_day(number(part), named != 0 ? named : number(parts[i + 1]), number(day)));
      if (date.known() && day.size() <= 2) return date;
    }
    const size_t digits = std::min(part.find_first_not_of("0123456789"), part.size());
    if (digits == 8 && (part.size() == 8 || part[8] == '-' || part[8] == '_' || part[8] == '.')) {
      if (const Date date = of_web(day_of_digits(part)); date.known()) return date;
    }
    const bool ends = part.size() <= 10 || !is_ascii_digit(part[10]);
    const auto iso = parse_iso_date(part.substr(0, 10));
    if (iso && ends && of_web(*iso).known() && iso->year <= kLastYear) return *iso;
  }
  return {};
}

}  // namespace demarche
