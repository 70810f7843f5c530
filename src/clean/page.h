#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace demarche {

/// One word of a page. `hash` is of its lower-case form (ASCII, Latin-1 and Russian letters); numbers all have
/// kNumberHash.
struct PageWord {
  uint32_t hash = 0;
  uint32_t stem = 0;     ///< hash of its first six bytes, a possessive ending left out: much the same word
  uint32_t begin = 0;    ///< byte offset into the page's text
  uint16_t length = 0;   ///< bytes
  bool capital = false;  ///< begins with a capital ASCII letter or a capital of a two-byte script
  bool all_caps = false;
};

constexpr uint32_t kNumberHash = 0x9E3779B9u;

/// Hash of one word as PageWord has it; cue phrases and word lists use the same.
uint32_t word_hash(std::string_view word);

/// A Chinese character or Japanese kana at text[at]: scripts without blanks, two of whose characters are taken as one
/// word.
inline bool is_unspaced(std::string_view text, size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  return (lead >= 0xE4 && lead <= 0xE9) ||
         (lead == 0xE3 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0x81);
}

/// How a line ends, closing quotation marks and brackets looked through.
enum class LineEnd : uint8_t { none, sentence, ellipsis, colon, question };

/// One block of a page: a line, or the lines of one paragraph where the text was wrapped at a fixed width.
struct PageLine {
  Span span;                ///< without white space at either end; never empty
  uint32_t first_word = 0;  ///< range [first_word, last_word) of Page::words
  uint32_t last_word = 0;
  uint32_t blank_before = 0;  ///< blank lines between the line before and this one
  LineEnd end = LineEnd::none;
  uint16_t inner_stops = 0;  ///< sentence ends inside
  uint16_t commas = 0;
  uint16_t digits = 0;  ///< bytes that are digits
  uint16_t marks = 0;   ///< bars, arrows, bullets, slashes, at-signs
  uint16_t quotes = 0;  ///< quotation marks
  bool starts_lower = false;
  bool starts_quote = false;
  bool address = false;  ///< a URL, an e-mail address or a telephone number

  uint32_t words() const { return last_word - first_word; }
};

/// Bounds of what is looked at: no article has as many lines or words, hostile input may.
constexpr size_t kMaxPageLines = 200000;
constexpr size_t kMaxPageWords = 4000000;

/// A capture's text cut into lines and words. Views into the text, which must outlive it. Linear time and memory.
struct Page {
  std::string_view text;
  uint32_t looked_at = 0;  ///< bytes of the text that the lines cover; less than all of it only past the bounds
  std::vector<PageLine> lines;
  std::vector<PageWord> words;
};

/// Cuts `text` into lines. Text wrapped at a fixed width (most lines nearly full, their followers going on in the
/// middle of a sentence) is joined to paragraphs at blank lines first.
Page split_page(std::string_view text);

/// The same with lines that are known: `lines` are spans of `text` in order, none empty.
Page split_page(std::string_view text, std::span<const Span> lines);

}  // namespace demarche
