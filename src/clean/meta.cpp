#include "clean/meta.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

#include "base/utf8.h"

namespace demarche {
namespace {

constexpr uint32_t kMostBylineWords = 14;

constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};

/// 1 to 12 for a month's name or its first three letters ("Sept" too), else 0.
int month_of(std::string_view word) {
  const std::string lower = to_lower(word);
  for (size_t m = 0; m < kMonths.size(); ++m) {
    if (lower == kMonths[m] || lower == kMonths[m].substr(0, 3) || (m == 8 && lower == "sept"))
      return static_cast<int>(m) + 1;
  }
  return 0;
}

struct Piece {
  std::string_view text;
  int number = -1;  ///< of digits, an ordinal ending looked through
};

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> out;
  for (size_t i = 0; i < text.size() && out.size() < 40;) {
    const size_t begin = i;
    if (is_ascii_digit(text[i])) {
      int value = 0;
      while (i < text.size() && is_ascii_digit(text[i])) {
        value = std::min(value * 10 + (text[i] - '0'), 100000);
        ++i;
      }
      out.push_back({text.substr(begin, i - begin), value});
      const std::string_view rest = text.substr(i, 2);
      if (rest == "st" || rest == "nd" || rest == "rd" || rest == "th") i += 2;
    } else if (is_ascii_lower(text[i]) || is_ascii_upper(text[i])) {
      while (i < text.size() && (is_ascii_lower(text[i]) || is_ascii_upper(text[i]))) ++i;
      out.push_back({text.substr(begin, i - begin), -1});
    } else {
      ++i;
    }
  }
  return out;
}

Date make_date(int year, int month, int day) {
  if (year < 1500 || year > 2200 || month < 1 || month > 12 || day < 1) return {};
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return {};
  return {static_cast<int16_t>(year), static_cast<uint8_t>(month), static_cast<uint8_t>(day)};
}

/// A date at pieces[i], [i+1], [i+2].
Date date_at(const std::vector<Piece>& pieces, size_t i) {
  if (i + 2 >= pieces.size()) return {};
  const Piece& a = pieces[i];
  const Piece& b = pieces[i + 1];
  const Piece& c = pieces[i + 2];
  if (a.number < 0 && month_of(a.text) && b.number > 0 && c.text.size() == 4)
    return make_date(c.number, month_of(a.text), b.number);
  if (a.number > 0 && b.number < 0 && month_of(b.text) && c.text.size() == 4)
    return make_date(c.number, month_of(b.text), a.number);
  if (a.text.size() == 4 && a.number > 0 && b.number > 0 && c.number > 0)
    return make_date(a.number, b.number, c.number);
  if (c.text.size() == 4 && c.number > 0 && a.number > 0 && b.number > 0) {
    if (a.number > 12) return make_date(c.number, b.number, a.number);
    if (b.number > 12) return make_date(c.number, a.number, b.number);
    if (a.number == b.number) return make_date(c.number, a.number, a.number);
  }
  return {};
}

}  // namespace

Date parse_published(std::string_view text) {
  text = trim(text);
  if (const auto iso = parse_iso_date(text)) return *iso;
  const std::vector<Piece> pieces = pieces_of(text);
  if (pieces.size() == 1 && pieces[0].text.size() == 8) {
    const std::string_view digits = pieces[0].text;
    const auto number = [&](size_t at, size_t size) {
      int out = 0;
      for (const char c : digits.substr(at, size)) out = out * 10 + (c - '0');
      return out;
    };
    return make_date(number(0, 4), number(4, 2), number(6, 2));
  }
  for (size_t i = 0; i < pieces.size(); ++i) {
    const Date date = date_at(pieces, i);
    if (date.known()) return date;
  }
  return {};
}

Date date_of_line(std::string_view line) {
  if (line.size() > 120) return {};
  const std::string lower = to_lower(line);
  const bool says = lower.starts_with("published") || lower.starts_with("posted") ||
                    lower.starts_with("first published") || lower.starts_with("date:") ||
                    lower.starts_with("publication date");
  const std::vector<Piece> pieces = pieces_of(line);
  const size_t most_words = says ? 12 : 5;  // a date alone may carry its weekday
  if (pieces.size() < 3 || pieces.size() > most_words) return {};
  if (!says && lower.find("update") != std::string::npos) return {};
  for (size_t i = 0; i + 2 < pieces.size(); ++i) {
    const Date date = date_at(pieces, i);
    if (!date.known()) continue;
    if (says) return date;
    // Alone on its line: nothing beside the date but a weekday or a time of day.
    const bool alone = std::all_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
      static constexpr std::array<std::string_view, 9> kBeside = {"mon", "tue", "wed", "thu", "fri",
                                                                  "sat", "sun", "am",  "pm"};
      if (piece.number >= 0 || month_of(piece.text)) return true;
      const std::string word = to_lower(piece.text);
      return std::any_of(kBeside.begin(), kBeside.end(),
                         [&](std::string_view day) { return word.starts_with(day) && word.size() <= 9; });
    });
    return alone ? date : Date{};
  }
  return {};
}

Date date_of_dateline(std::string_view paragraph) {
  constexpr size_t kLongest = 90;
  const std::string_view head = paragraph.substr(0, kLongest);
  size_t dash = std::string_view::npos;
  for (const std::string_view mark : {" - ", " -- ", "\xE2\x80\x93", "\xE2\x80\x94"})
    dash = std::min(dash, head.find(mark));
  if (dash == std::string_view::npos) return {};
  size_t capitals = 0;
  while (capitals < dash && is_ascii_upper(head[capitals])) ++capitals;
  if (capitals < 3) return {};
  const std::vector<Piece> pieces = pieces_of(head.substr(0, dash));
  for (size_t i = 0; i + 2 < pieces.size(); ++i) {
    const Date date = date_at(pieces, i);
    if (date.known()) return date;
  }
  return {};
}

std::string byline_of(const Page& page, const PageLine& line) {
  if (line.words() < 3 || line.words() > kMostBylineWords || line.end == LineEnd::sentence) return "";
  const PageWord& first = page.words[line.first_word];
  if (to_lower(page.text.substr(first.begin, first.length)) != "by" || !first.capital) return "";
  if (!page.words[line.first_word + 1].capital || !page.words[line.first_word + 2].capital) return "";
  // The names run to the first comma, bar or date.
  uint32_t last = line.first_word + 1;
  for (uint32_t i = last + 1; i < line.last_word; ++i) {
    const uint32_t gap_begin = page.words[i - 1].begin + page.words[i - 1].length;
    const std::string_view gap = page.text.substr(gap_begin, page.words[i].begin - gap_begin);
    const std::string word = to_lower(page.text.substr(page.words[i].begin, page.words[i].length));
    const bool joint = word == "and" || word == "de" || word == "van" || word == "von" || word == "der" ||
                       word == "al" || word == "bin" || word == "el";
    if (gap.find_first_not_of(" .&") != std::string_view::npos || (!page.words[i].capital && !joint) ||
        page.words[i].hash == kNumberHash)
      break;
    if (joint && i + 1 == line.last_word) break;
    last = i;
  }
  if (last == line.first_word + 1) return "";
  const uint32_t begin = page.words[line.first_word + 1].begin;
  return std::string(page.text.substr(begin, page.words[last].begin + page.words[last].length - begin));
}

}  // namespace demarche
