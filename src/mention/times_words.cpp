#include "mention/times_words.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/utf8.h"
#include "knowledge/embedded.h"
#include "knowledge/list_file.h"

namespace demarche {
namespace {

constexpr std::array<std::string_view, 8> kUnits = {"day",   "week", "fortnight", "weekend",
                                                    "month", "year", "decade",    "century"};
constexpr std::array<std::string_view, 4> kParts = {"whole", "early", "mid", "late"};

/// Words that rules of TimeScanner begin with and that are in no list.
constexpr std::string_view kOpeners[] = {
    "the",  "earlier", "later", "last",   "past", "next",   "coming",   "this",      "in",       "within", "more",
    "less", "than",    "about", "around", "some", "over",   "nearly",   "just",      "almost",   "only",   "half",
    "a",    "several", "many",  "few",    "same", "couple", "previous", "following", "preceding"};

template <size_t N>
std::optional<int> index_of(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<int>(found - names.begin());
}

std::optional<int> read_int(std::string_view text) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

std::vector<std::string> fields_of(std::string_view line) {
  std::vector<std::string> out;
  for (size_t at = 0; at < line.size();) {
    while (at < line.size() && is_ascii_space(line[at])) ++at;
    size_t end = at;
    while (end < line.size() && !is_ascii_space(line[end])) ++end;
    if (end > at) out.emplace_back(line.substr(at, end - at));
    at = end;
  }
  return out;
}

Error bad(const std::string& where, const std::string& message) { return Error{ErrorCode::bad_format, message, where}; }

}  // namespace

std::string_view TimeWords::strip_stop(std::string_view word) {
  return word.size() > 2 && word.back() == '.' ? word.substr(0, word.size() - 1) : word;
}

std::optional<int> TimeWords::number_in(std::string_view list, std::string_view word) const {
  if (!holds_exactly(word)) return std::nullopt;
  const auto found = lists_.find(list);
  if (found == lists_.end()) return std::nullopt;
  const auto entry = found->second.find(word);
  if (entry == found->second.end()) return std::nullopt;
  return entry->second;
}

bool TimeWords::in_list(std::string_view list, std::string_view word) const {
  return number_in(list, word).has_value();
}

std::optional<int> TimeWords::number(std::string_view word) const {
  if (word.size() <= 6 && !word.empty() && is_ascii_digit(word[0])) {
    const auto value = read_int(word);
    return value && *value <= 100000 ? value : std::nullopt;
  }
  return number_in("number", word);
}

std::optional<int> TimeWords::ordinal(std::string_view word) const {
  if (word.size() >= 3 && word.size() <= 4 && is_ascii_digit(word[0])) {
    const std::string_view tail = word.substr(word.size() - 2);
    if (tail == "st" || tail == "nd" || tail == "rd" || tail == "th") return read_int(word.substr(0, word.size() - 2));
  }
  return number_in("ordinal-day", word);
}

std::optional<TimeUnit> TimeWords::unit(std::string_view word) const {
  const auto value = number_in("unit", word);
  return value ? std::optional(static_cast<TimeUnit>(*value)) : std::nullopt;
}

std::optional<PeriodPart> TimeWords::part(std::string_view word) const {
  const auto value = number_in("part", word);
  return value ? std::optional(static_cast<PeriodPart>(*value)) : std::nullopt;
}

void TimeWords::note(std::string_view word) {
  any_.emplace(word);
  filter_.add(word);
}

Result<void> TimeWords::add(const std::string& list, const std::vector<std::string>& fields, const std::string& where) {
  static constexpr std::array<std::string_view, 7> kNumbered = {"month",       "weekday",     "season",  "number",
                                                                "ordinal-day", "decade-word", "day-word"};
  static constexpr std::array<std::string_view, 4> kPlain = {"month-or-name", "part-of-day", "before-date", "counted"};
  std::optional<int> value = 0;
  size_t want = 2;
  if (list == "era") {
    if (fields.size() != 3) return bad(where, "an era wants words, from and to");
    Era era;
    for (size_t at = 0; at <= fields[0].size();) {
      const size_t end = std::min(fields[0].find('_', at), fields[0].size());
      era.words.push_back(fields[0].substr(at, end - at));
      at = end + 1;
    }
    note(era.words.front());
    era.from = parse_iso_date(fields[1]).value_or(Date{});
    era.to = parse_iso_date(fields[2]).value_or(Date{});
    eras_.push_back(std::move(era));
    return {};
  }
  if (index_of(kPlain, list)) {
    want = 1;
  } else if (index_of(kNumbered, list)) {
    value = fields.size() == 2 ? read_int(fields[1]) : std::nullopt;
  } else if (list == "unit" || list == "part") {
    const std::string_view name = fields.size() == 2 ? std::string_view(fields[1]) : "";
    value = list == "unit" ? index_of(kUnits, name) : index_of(kParts, name);
  } else {
    return bad(where, "unknown list [" + list + "]");
  }
  if (fields.size() != want || !value)
    return bad(where, "found '" + fields[0] + "' with wrong fields for [" + list + "]");
  if (!lists_[list].emplace(fields[0], *value).second)
    return bad(where, "'" + fields[0] + "' stands twice in [" + list + "]");
  note(fields[0]);
  return {};
}

Result<TimeWords> TimeWords::parse(std::string_view text, std::string_view where) {
  TimeWords out;
  for (std::string_view word : kOpeners) out.note(word);
  const auto read =
      read_list_file(text, where, [&](std::string_view list, std::string_view line, const std::string& place) {
        return out.add(std::string(list), fields_of(line), place);
      });
  if (!read) return read.error();
  return out;
}

const TimeWords& TimeWords::shipped() {
  static const TimeWords words = [] {
    auto read = parse(embedded_knowledge("time/words.txt"), "time/words.txt");
    return read ? std::move(read).value() : TimeWords();  // times_words_test.cpp proves that it reads
  }();
  return words;
}

}  // namespace demarche
