#include "mention/speech_shape.h"

#include "base/utf8.h"

namespace demarche {

Shape shape_of(std::string_view words) {
  Shape out;
  bool in_word = false;
  for (size_t i = 0; i < words.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(words[i]);
    const bool letter = c >= 0x80 ? in_word || (c != 0xE2)
                                  : is_ascii_lower(words[i]) || is_ascii_upper(words[i]) || is_ascii_digit(words[i]);
    if (letter && !in_word) {
      ++out.words;
      out.capitalised += is_ascii_upper(words[i]) || is_ascii_digit(words[i]);
    }
    in_word = letter || (in_word && (c == '\'' || c == '-' || c >= 0x80));
  }
  size_t first = 0;
  while (first < words.size() &&
         (words[first] == '[' || words[first] == '(' || words[first] == '.' || words[first] == ' '))
    ++first;
  if (first < words.size()) {
    const unsigned char c = static_cast<unsigned char>(words[first]);
    out.starts_upper = is_ascii_upper(words[first]) || is_ascii_digit(words[first]) || c >= 0x80;
  }
  out.last = words.empty() ? '\0' : words.back();
  out.ends_sentence = out.last == '.' || out.last == '!' || out.last == '?' || out.last == ',' ||
                      (words.size() > 3 && words.substr(words.size() - 3) == "…");
  return out;
}

}  // namespace demarche
