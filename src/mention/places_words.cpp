#include "mention/places_words.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "knowledge/embedded.h"
#include "knowledge/list_file.h"

namespace demarche {

Result<PlaceWords> PlaceWords::parse(std::string_view text, std::string_view where) {
  static constexpr std::array<std::string_view, 4> kLists = {"anywhere", "directed", "place-noun", "border-noun"};
  PlaceWords out;
  const auto read = read_list_file(
      text, where, [&](std::string_view list, std::string_view line, const std::string& place) -> Result<void> {
        if (list.empty()) return Error{ErrorCode::bad_format, "words before the first [list]", place};
        if (std::find(kLists.begin(), kLists.end(), list) == kLists.end()) {
          return Error{ErrorCode::bad_format, "unknown list [" + std::string(list) + "]", place};
        }
        while (!line.empty()) {
          const size_t space = std::min(line.find(' '), line.size());
          if (space > 0) out.lists_[std::string(list)].emplace(line.substr(0, space));
          line.remove_prefix(std::min(space + 1, line.size()));
        }
        return {};
      });
  if (!read) return read.error();
  return out;
}

const PlaceWords& PlaceWords::shipped() {
  static const PlaceWords words = [] {
    auto read = parse(embedded_knowledge("places/words.txt"), "places/words.txt");
    return read ? std::move(read).value() : PlaceWords();  // places_test.cpp proves that it reads
  }();
  return words;
}

}  // namespace demarche
