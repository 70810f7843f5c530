#include "clean/flat_gold.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <unordered_map>

#include "base/utf8.h"
#include "clean/page_score.h"

namespace demarche::gold {
namespace {

constexpr size_t kShown = 110;  ///< bytes of a line that are shown

using Bag = std::unordered_map<std::string, long>;

Bag bag_of(std::string_view text) {
  Bag out;
  for (const std::string& word : score_words(text)) ++out[word];
  return out;
}

std::string shortened(std::string_view line) {
  std::string out;
  for (const char c : line.substr(0, valid_utf8_prefix(line.substr(0, kShown)))) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  return out + (line.size() > kShown ? " ..." : "");
}

/// Lines of `text` most of whose words `other` lacks; taking each word of `other` once.
std::string lines_beyond(std::string_view text, std::string_view other, const char* mark, size_t most) {
  Bag bag = bag_of(other);
  std::string out;
  size_t listed = 0, left_out = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = trim(text.substr(begin, end - begin));
    begin = end + 1;
    const std::vector<std::string> words = score_words(line);
    size_t missing = 0;
    for (const std::string& word : words) missing += bag[word]-- <= 0;
    if (missing * 2 <= words.size()) continue;
    if (listed == most) {
      ++left_out;
      continue;
    }
    ++listed;
    out += fmt::format("    {} {}\n", mark, shortened(line));
  }
  if (left_out > 0) out += fmt::format("    {} and {} lines more\n", mark, left_out);
  return out;
}

}  // namespace

Result<std::vector<FlatPage>> read_flat_pages(std::string_view lines, const std::string& where) {
  std::vector<FlatPage> out;
  size_t number = 0;
  for (size_t begin = 0; begin < lines.size();) {
    const size_t end = std::min(lines.find('\n', begin), lines.size());
    const std::string_view line = trim(lines.substr(begin, end - begin));
    begin = end + 1;
    ++number;
    if (line.empty()) continue;
    const auto json = nlohmann::json::parse(line, nullptr, false);
    const auto is = [&](const char* name, bool (nlohmann::json::*kind)() const noexcept) {
      return json.is_object() && json.contains(name) && (json[name].*kind)();
    };
    bool good = is("id", &nlohmann::json::is_string) && is("gold", &nlohmann::json::is_string) &&
                is("lines", &nlohmann::json::is_array);
    FlatPage page;
    if (good) {
      page.id = json["id"].get<std::string>();
      page.gold = json["gold"].get<std::string>();
      for (const auto& one : json["lines"]) {
        good = good && one.is_string();
        if (good) page.text += one.get_ref<const std::string&>() + "\n";
      }
    }
    if (!good) {
      return Error{ErrorCode::bad_format,
                   R"(no page was found on this line. Expected: {"id":"...","lines":["...",...],"gold":"..."})",
                   fmt::format("{}:{}", where, number)};
    }
    out.push_back(std::move(page));
  }
  return out;
}

std::string flat_error_lines(const FlatPage& page, std::string_view ours, size_t most) {
  return lines_beyond(page.gold, ours, "-", most) + lines_beyond(ours, page.gold, "+", most);
}

}  // namespace demarche::gold
