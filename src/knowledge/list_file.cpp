#include "knowledge/list_file.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {

Result<void> read_list_file(
    std::string_view text, std::string_view where,
    const std::function<Result<void>(std::string_view list, std::string_view line, const std::string& place)>& add) {
  std::string_view list;
  size_t number = 0;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::string place = std::string(where) + ":" + std::to_string(++number);
    line = trim(line.substr(0, line.find('#')));
    if (line.empty()) continue;
    if (line.front() != '[') {
      if (auto added = add(list, line, place); !added) return added.error();
      continue;
    }
    if (line.back() != ']') {
      return Error{ErrorCode::bad_format, "found '" + std::string(line) + "', expected [list]", place};
    }
    list = line.substr(1, line.size() - 2);
  }
  return {};
}

}  // namespace demarche
