#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"

namespace demarche {

/// The words that make a name a place, knowledge/places/words.txt. Immutable, thread-safe.
class PlaceWords {
 public:
  /// Reads the lists from memory; `where` names them in errors. Errors: bad_format naming the line.
  static Result<PlaceWords> parse(std::string_view text, std::string_view where);
  /// The lists that are compiled in.
  static const PlaceWords& shipped();

  bool anywhere(std::string_view word) const { return in("anywhere", word); }
  bool directed(std::string_view word) const { return in("directed", word); }
  bool place_noun(std::string_view word) const { return in("place-noun", word); }
  bool border_noun(std::string_view word) const { return in("border-noun", word); }

 private:
  bool in(std::string_view list, std::string_view word) const {
    const auto found = lists_.find(list);
    return found != lists_.end() && found->second.count(word) != 0;
  }
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> lists_;
};

}  // namespace demarche
