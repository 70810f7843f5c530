#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "clean/page_facts.h"
#include "clean/page_says.h"

namespace demarche {

/// Parts of a page's titles that are not the headline: the outlet's name, its host, the section. Immutable.
class TitleParts {
 public:
  /// From what the page says of its outlet and from its address.
  TitleParts(const PageSays& says, const PageFacts& facts);

  /// Whether a text, as its key (text_key), is a name of the outlet or most of one.
  bool names_outlet(const std::string& key) const;
  /// The title without the outlet's name at its ends and what stands beyond it, without the host before or behind it,
  /// and without "| SECTION", where the section is a folder of the page's address. Never empty for a title that is not.
  std::string headline_of(const std::string& title) const;

 private:
  bool names_section(const std::string& key) const;
  std::string without_host(std::string_view title) const;

  std::vector<std::string> outlets_;   ///< keys
  std::vector<std::string> sections_;  ///< keys
  std::vector<std::string> hosts_;     ///< "example.org"
};

/// Keys of the words of three bytes and more, sorted.
std::vector<std::string> title_words(std::string_view text);
/// Share of words that two titles have in common (Dice's coefficient).
float common_words(const std::vector<std::string>& a, const std::vector<std::string>& b);
/// Words of a page's address that tell its headline ("zenda-bridge-opens"), as title_words; empty where it has none.
std::vector<std::string> address_words(std::string_view url);

}  // namespace demarche
