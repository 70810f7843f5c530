#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace demarche::gold {

/// Text rules of the event scorer. They are Python's, so that our figures can be checked by a short Python script of
/// anybody's own, to the byte. All text is UTF-8.

using Json = nlohmann::ordered_json;

/// Full Unicode lower case without a language.
std::string lower(std::string_view text);
/// Without Unicode white space at either end.
std::string_view strip(std::string_view text);
/// The last run of characters without white space; empty when there is none.
std::string_view last_word(std::string_view text);
/// The first `count` characters (code points). Broken bytes become U+FFFD, one for each longest broken sequence.
std::string first_characters(std::string_view text, int count);
/// CR LF and lone CR become LF.
std::string with_plain_newlines(std::string_view text);
/// The value as JSON in ASCII with ", " and ": " between its parts.
std::string ascii_json(const Json& value);
/// What Python prints for the value: a string as it stands, null as None, objects and lists with their parts quoted.
std::string printed(const Json& value);

}  // namespace demarche::gold
