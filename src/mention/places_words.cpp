#include "mention/places_words.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "knowledge/embedded.h"

namespace demarche {

Result<PlaceWords> PlaceWords::parse(std::string_view text, std::string_view where) {
  static constexpr std::array<std::string_view, 4> kLists = {"anywhere", "directed", "place-noun", "border-noun"};
  PlaceWords out;
  std::string list;
  size_t number = 0;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::string place = std::string(where) + ":" + std::to_string(++number);
    line = trim(line.substr(0, line.find('#')));
    if (line.empty()) continue;
    if (line.front() == '[' && line.back() == ']') {
      list = line.substr(1, line.size() - 2);
      const bool known = std::find(kLists.begin(), kLists.end(), list) != kLists.end();
      if (!known) return Error{ErrorCode::bad_format, "unknown list [" + list + "]", place};
      continue;
    }
    if (list.empty()) return Error{ErrorCode::bad_format, "words before the first [list]", place};
    while (!line.empty()) {
      const size_t space = std::min(line.find(' '), line.size());
      if (space > 0) out.lists_[list].emplace(line.substr(0, space));
      line.remove_prefix(std::min(space + 1, line.size()));
    }
  }
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
