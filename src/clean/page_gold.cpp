#include "clean/page_gold.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "clean/page_score.h"

namespace demarche::gold {

Result<std::vector<GoldPage>> read_gold_pages(std::string_view lines, const std::string& where) {
  std::vector<GoldPage> out;
  size_t number = 0;
  while (!lines.empty()) {
    const size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    ++number;
    if (trim(line).empty()) continue;
    const auto row = nlohmann::json::parse(line, nullptr, false);
    const auto field = [&](const char* name) {
      const auto found = row.find(name);
      return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    if (!row.is_object() || field("html").empty() || !row.contains("text")) {
      return Error{ErrorCode::bad_format,
                   R"(no gold page. Expected {"id":...,"html": path beside the file,"text":...,"title"?,"date"?}.)",
                   fmt::format("{}:{}", where, number)};
    }
    out.push_back({field("id"), field("url"), field("html"), field("text"), field("title"), field("date")});
    if (out.back().id.empty()) out.back().id = fmt::format("{}:{}", where, number);
  }
  if (out.empty()) return Error{ErrorCode::bad_format, "holds no gold pages.", where};
  return out;
}

bool same_title(std::string_view ours, std::string_view gold) {
  const auto joined = [](std::string_view title) {
    std::string out;
    for (const std::string& word : score_words(title)) out += word;
    return out;
  };
  return joined(ours) == joined(gold);
}

}  // namespace demarche::gold
