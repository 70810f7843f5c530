// Reads gold time expressions, docs/formats/time.md.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "base/utf8.h"
#include "mention/time_score.h"

namespace demarche::gold {
namespace {

using Json = nlohmann::json;

std::optional<TimeType> parse_type(std::string_view name) {
  for (const TimeType type : {TimeType::date, TimeType::time, TimeType::duration, TimeType::set}) {
    if (name == to_string(type)) return type;
  }
  return std::nullopt;
}

/// "" and "?" = nowhere.
bool read_day(std::string_view text, Date& out) {
  if (text.empty() || text == "?") return true;
  const auto day = parse_iso_date(text);
  out = day.value_or(Date{});
  return day.has_value();
}

std::string text_of(const Json& json, const char* key) {
  return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string();
}

std::string read_expression(const Json& json, size_t size, GoldTime& out) {
  const bool spans = json.is_object() && json.contains("span") && json["span"].is_array() && json["span"].size() == 2 &&
                     json["span"][0].is_number_unsigned() && json["span"][1].is_number_unsigned();
  if (!spans) return "an expression wants \"span\": [begin, end]";
  const auto begin = json["span"][0].get<uint64_t>(), end = json["span"][1].get<uint64_t>();
  if (begin >= end || end > size) return fmt::format("the span [{}, {}] lies outside the text", begin, end);
  out.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  const auto type = parse_type(text_of(json, "type"));
  if (!type) return "found type \"" + text_of(json, "type") + "\", expected DATE, TIME, DURATION or SET";
  out.type = *type;
  out.value = text_of(json, "value");
  out.placed = json.contains("from");
  if (!read_day(text_of(json, "from"), out.from) || !read_day(text_of(json, "to"), out.to))
    return "\"from\" and \"to\" want YYYY-MM-DD or \"\"";
  out.precision = text_of(json, "precision");
  return "";
}

std::string read_json(std::string_view line, GoldTimes& out) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object() || !json.contains("text") || !json["text"].is_string())
    return "expected {\"id\",\"text\",\"published\",\"expressions\"}";
  out.id = text_of(json, "id");
  out.text = text_of(json, "text");
  if (!read_day(text_of(json, "published"), out.published)) return "\"published\" wants YYYY-MM-DD or \"\"";
  if (!json.contains("expressions") || !json["expressions"].is_array()) return "\"expressions\" wants a list";
  for (const Json& one : json["expressions"]) {
    out.expressions.emplace_back();
    if (std::string wrong = read_expression(one, out.text.size(), out.expressions.back()); !wrong.empty()) return wrong;
  }
  return "";
}

/// "words | TYPE value | from | to | precision", the words sought from `at` on.
std::string read_row(std::string_view line, const std::string& text, size_t& at, GoldTime& out) {
  std::vector<std::string_view> cells;
  for (size_t begin = 0; begin <= line.size();) {
    const size_t end = std::min(line.find(" | ", begin), line.size());
    cells.push_back(trim(line.substr(begin, end - begin)));
    begin = end + 3;
  }
  if (cells.size() != 5) return "expected: words | TYPE value | from | to | precision";
  const size_t found = text.find(cells[0], at);
  if (found == std::string::npos) return "the text does not hold \"" + std::string(cells[0]) + "\" here";
  at = found + cells[0].size();
  out.span = {static_cast<uint32_t>(found), static_cast<uint32_t>(at)};
  const size_t blank = std::min(cells[1].find(' '), cells[1].size());
  const auto type = parse_type(cells[1].substr(0, blank));
  if (!type) return "found type \"" + std::string(cells[1]) + "\", expected DATE, TIME, DURATION or SET";
  out.type = *type;
  out.value = trim(cells[1].substr(blank));
  out.placed = true;
  if (!read_day(cells[2], out.from) || !read_day(cells[3], out.to)) return "the days want YYYY-MM-DD or ?";
  out.precision = cells[4];
  return "";
}

/// Blocks as in tests/golden: "=== name [published: day]", the text, "---", one row an expression or "*".
class BlockReader {
 public:
  std::string line(std::string_view line) {
    if (line.starts_with("=== ")) {
      out_.emplace_back();
      rows_ = false;
      const size_t option = line.find(" [published: ");
      out_.back().id = trim(line.substr(4, std::min(option, line.size()) - 4));
      if (option == std::string_view::npos) return "";
      const size_t day = option + 13;
      return read_day(line.substr(day, std::min(line.find(']', day), line.size()) - day), out_.back().published)
                 ? ""
                 : "[published: ...] wants YYYY-MM-DD";
    }
    if (out_.empty()) return trim(line).empty() || line.starts_with('#') ? "" : "expected === and a name";
    GoldTimes& one = out_.back();
    if (!rows_ && line == "---") {
      rows_ = true;
      at_ = 0;
      return "";
    }
    if (!rows_) {
      one.text += (one.text.empty() ? "" : "\n") + std::string(line);
      return "";
    }
    if (trim(line).empty() || trim(line) == "*") return "";
    one.expressions.emplace_back();
    return read_row(line, one.text, at_, one.expressions.back());
  }
  std::vector<GoldTimes> take() { return std::move(out_); }

 private:
  std::vector<GoldTimes> out_;
  bool rows_ = false;
  size_t at_ = 0;
};

}  // namespace

Result<std::vector<GoldTimes>> read_gold_times(std::string_view text, const std::string& where) {
  const bool blocks = text.starts_with('#') || text.starts_with("===");
  std::vector<GoldTimes> out;
  BlockReader reader;
  size_t number = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    begin = end + 1;
    ++number;
    std::string wrong;
    if (blocks) {
      wrong = reader.line(line);
    } else if (!trim(line).empty()) {
      out.emplace_back();
      wrong = read_json(line, out.back());
    }
    if (!wrong.empty()) return Error{ErrorCode::bad_format, wrong + ".", fmt::format("{}:{}", where, number)};
  }
  return blocks ? reader.take() : std::move(out);
}

}  // namespace demarche::gold
