#include "mention/times_words.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/utf8.h"
#include "knowledge/embedded.h"
#include "knowledge/list_file.h"

namespace demarche {
namespace {

constexpr std::array<std::string_view, 10> kUnits = {"day",  "week",   "fortnight", "weekend", "month",
                                                     "year", "decade", "century",   "hour",    "minute"};
constexpr std::array<std::string_view, 4> kParts = {"whole", "early", "mid", "late"};

constexpr std::array<std::string_view, kTimeRules> kRuleNames = {
    "iso",       "slashed", "dotted",  "fiscal", "century",     "quarter",   "holiday",  "part_of_day", "recurring",
    "with_part", "season",  "weekday", "era",    "month_first", "day_first", "clock",    "reaching",    "reference",
    "directed",  "counted", "eve",     "vague",  "decade",      "year",      "day_word", "duration"};

constexpr TimeRules bits(std::initializer_list<TimeRule> rules) {
  TimeRules out = 0;
  for (const TimeRule rule : rules) out |= TimeRules{1} << static_cast<unsigned>(rule);
  return out;
}

using enum TimeRule;
/// Rules that begin at a word with a digit.
constexpr TimeRules kDigitRules = bits({iso, slashed, dotted, fiscal, century, quarter, recurring, era, day_first,
                                        clock, counted, decade, year, duration});
/// Rules that begin at the words of a list.
struct ListRules {
  std::string_view list;
  TimeRules rules;
};
constexpr ListRules kListRules[] = {{"month", bits({month_first})},
                                    {"weekday", bits({weekday, recurring})},
                                    {"unit", bits({directed, counted, vague, duration})},
                                    {"season", bits({season})},
                                    {"number", bits({counted, duration, recurring})},
                                    {"rough-number", bits({counted, duration})},
                                    {"ordinal-day", bits({century, quarter, day_first})},
                                    {"decade-word", bits({decade})},
                                    {"day-word", bits({day_word})},
                                    {"part-of-day", bits({part_of_day})},
                                    {"reference", bits({reference})},
                                    {"recurrence", bits({recurring})},
                                    {"part", bits({with_part, season, part_of_day})},
                                    {"holiday", bits({holiday})},
                                    {"era", bits({era})}};

TimeRules rules_of_list(std::string_view list) {
  for (const ListRules& one : kListRules) {
    if (one.list == list) return one.rules;
  }
  return 0;
}

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

void TimeWords::note(std::string_view word, TimeRules rules) {
  any_[std::string(word)] |= rules;
  filter_.add(word);
}

TimeRules TimeWords::rules(std::string_view word) const {
  TimeRules out = 0;
  const auto look = [&](std::string_view form) {
    if (!filter_.may_hold(form)) return;
    const auto found = any_.find(form);
    if (found != any_.end()) out |= found->second;
  };
  look(word);
  if (const std::string_view plain = strip_stop(word); plain.size() < word.size()) look(plain);
  for (const char c : word) {
    if (is_ascii_digit(c)) return out | kDigitRules;
  }
  return out;
}

/// A word that stands in no list, with the rules that begin at it, joined by ",".
Result<void> TimeWords::add_opener(const std::vector<std::string>& fields, const std::string& where) {
  if (fields.size() != 2) return bad(where, "an opener wants a word and the rules that begin at it");
  TimeRules rules = 0;
  for (size_t at = 0; at <= fields[1].size();) {
    const size_t end = std::min(fields[1].find(',', at), fields[1].size());
    const auto rule = index_of(kRuleNames, std::string_view(fields[1]).substr(at, end - at));
    if (!rule) return bad(where, "unknown rule in '" + fields[1] + "'");
    rules |= TimeRules{1} << *rule;
    at = end + 1;
  }
  note(fields[0], rules);
  return {};
}

std::string_view TimeWords::text_in(std::string_view list, std::string_view word) const {
  if (!holds_exactly(word)) return {};
  const auto found = texts_.find(list);
  if (found == texts_.end()) return {};
  const auto entry = found->second.find(word);
  return entry == found->second.end() ? std::string_view() : std::string_view(entry->second);
}

/// Lists whose entries are words joined by "_".
Result<void> TimeWords::add_phrase(const std::string& list, const std::vector<std::string>& fields,
                                   const std::string& where) {
  std::vector<std::string> words;
  for (size_t at = 0; at <= fields[0].size();) {
    const size_t end = std::min(fields[0].find('_', at), fields[0].size());
    words.push_back(fields[0].substr(at, end - at));
    at = end + 1;
  }
  if (list == "era") {
    if (fields.size() != 3) return bad(where, "an era wants words, from and to");
    note(words.front(), rules_of_list(list));
    eras_.push_back(
        {std::move(words), parse_iso_date(fields[1]).value_or(Date{}), parse_iso_date(fields[2]).value_or(Date{})});
    return {};
  }
  const auto first = fields.size() == 3 ? read_int(fields[1]) : std::nullopt;
  const auto second = fields.size() == 3 ? read_int(fields[2]) : std::nullopt;
  const bool easter = fields.size() == 3 && fields[1] == "easter";
  if (!second || (!first && !easter) || (first && (*first < 1 || *first > 12 || *second < 1 || *second > 31)))
    return bad(where, "a holiday wants words, month and day, or words, `easter` and days");
  note(words.front(), rules_of_list(list));
  holidays_.push_back({std::move(words), easter ? 0 : *first, easter ? 0 : *second, easter ? *second : 0});
  return {};
}

Result<void> TimeWords::add(const std::string& list, const std::vector<std::string>& fields, const std::string& where) {
  static constexpr std::array<std::string_view, 7> kNumbered = {"month",       "weekday",     "season",  "number",
                                                                "ordinal-day", "decade-word", "day-word"};
  static constexpr std::array<std::string_view, 4> kPlain = {"month-or-name", "before-date", "counted", "rough-number"};
  static constexpr std::array<std::string_view, 3> kText = {"part-of-day", "reference", "recurrence"};
  if (list == "opener") return add_opener(fields, where);
  if (list == "era" || list == "holiday") return add_phrase(list, fields, where);
  if (index_of(kText, list)) {
    if (fields.size() != 2) return bad(where, "found '" + fields[0] + "' with wrong fields for [" + list + "]");
    if (!texts_[list].emplace(fields[0], fields[1]).second)
      return bad(where, "'" + fields[0] + "' stands twice in [" + list + "]");
    note(fields[0], rules_of_list(list));
    return {};
  }
  std::optional<int> value = 0;
  size_t want = 2;
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
  note(fields[0], rules_of_list(list));
  return {};
}

Result<TimeWords> TimeWords::parse(std::string_view text, std::string_view where) {
  TimeWords out;
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
