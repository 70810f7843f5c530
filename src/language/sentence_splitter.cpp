#include "language/sentence_splitter.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {
namespace {

constexpr size_t kSpeechReach = 6;  ///< tokens between a quote and its verb of speaking

class Splitter {
 public:
  Splitter(std::string_view text, const std::vector<RawToken>& tokens, const TokenRules& rules, size_t longest)
      : text_(text), tokens_(tokens), rules_(rules), longest_(longest) {}

  std::vector<size_t> run() {
    for (size_t i = 0; i < tokens_.size();) {
      if (tokens_[i].break_before && i > start_) finish(i);
      if (form(i) == "\"") quote_open_ = !quote_open_;
      const size_t after = sentence_end(i);
      if (after != 0) {
        for (size_t k = i + 1; k < after; ++k) quote_open_ = form(k) == "\"" ? !quote_open_ : quote_open_;
        finish(after);
        i = after;
      } else {
        ++i;
      }
    }
    if (start_ < tokens_.size()) finish(tokens_.size());
    return std::move(ends_);
  }

 private:
  std::string_view form(size_t i) const { return i < tokens_.size() ? tokens_[i].span.in(text_) : std::string_view(); }
  bool attached(size_t i) const { return i < tokens_.size() && !tokens_[i].space_before; }

  static bool is_stop(std::string_view form) {
    if (form == "\xE2\x80\xA6") return true;
    return !form.empty() && form.find_first_not_of(".!?") == std::string_view::npos;
  }
  static bool is_ellipsis(std::string_view form) { return form == "\xE2\x80\xA6" || form.starts_with(".."); }
  static bool is_closing(std::string_view form) {
    return form == ")" || form == "]" || form == "'" || form == "''" || form == "\xE2\x80\x9D" ||
           form == "\xE2\x80\x99" || form == "\xC2\xBB";
  }
  static bool is_opening(std::string_view form) {
    return form == "(" || form == "[" || form == "\"" || form == "'" || form == "``" || form == "\xE2\x80\x9C" ||
           form == "\xE2\x80\x98" || form == "\xC2\xAB";
  }
  static bool starts_lower(std::string_view form) {
    if (form.empty()) return false;
    if (is_ascii_lower(form[0])) return true;
    if (static_cast<unsigned char>(form[0]) < 0x80) return false;
    const std::string_view first = form.substr(0, decode_utf8(form, 0).length);
    const char32_t c = decode_utf8(form, 0).value;
    // Letters of two cases whose lower case is themselves.
    return ((c >= 0xDF && c <= 0x17F) || (c >= 0x3B1 && c <= 0x3C9) || (c >= 0x430 && c <= 0x45F)) &&
           to_lower(first) == first;
  }
  static bool starts_upper(std::string_view form) {
    if (form.empty()) return false;
    if (static_cast<unsigned char>(form[0]) < 0x80) return is_ascii_upper(form[0]);
    const std::string_view first = form.substr(0, decode_utf8(form, 0).length);
    return to_lower(first) != first;
  }

  /// Records ends up to `end`, cutting what is too long at a comma or semicolon in its second half.
  void finish(size_t end) {
    while (end - start_ > longest_) {
      size_t cut = start_ + longest_;
      for (size_t i = cut; i > start_ + longest_ / 2; --i) {
        const std::string_view last = form(i - 1);
        if (last == "," || last == ";" || last == ":") {
          cut = i;
          break;
        }
      }
      ends_.push_back(cut);
      start_ = cut;
    }
    ends_.push_back(end);
    start_ = end;
  }

  /// First token of `i` and after that stands behind closing quotes and brackets that belong to a stop at i - 1.
  size_t skip_closing(size_t i) const {
    bool open = quote_open_;
    while (i < tokens_.size()) {
      const std::string_view here = form(i);
      const bool last = i + 1 == tokens_.size();
      if (here == "\"" && (open || last)) {
        // A straight quote closes when one is open or nothing follows; with a space before it only when none follows.
        if (!attached(i) && attached(i + 1)) break;
        open = false;
      } else if (!is_closing(here) || (!attached(i) && here != "\xE2\x80\x9D")) {
        break;
      }
      ++i;
    }
    if (form(i) == "[" && form(i + 2) == "]" && is_list_number(form(i + 1))) i += 3;  // a footnote's mark
    return i;
  }

  /// `"..." President Diallo said`: a name and then a verb of speaking.
  bool goes_on_with_speaker(size_t i) const {
    for (size_t k = i; k < tokens_.size() && k < i + kSpeechReach; ++k) {
      if (rules_.has(form(k), TokenRules::speech)) return k > i;
      const std::string_view here = form(k);
      const bool name = starts_upper(here) || here == "the" || here == "of" || here == "'s" || here == "\xE2\x80\x99s";
      if (!name) return false;
    }
    return false;
  }

  /// One past the sentence's last token when token `i` ends a sentence, otherwise 0.
  size_t sentence_end(size_t i) const {
    const std::string_view here = form(i);
    if (is_stop(here)) return stop_end(i);
    if (here.size() >= 2 && here.back() == '.') return abbreviation_end(i);
    return lost_space_end(i);
  }

  /// A capitalised word that touches a word in lower case lost its full stop with the space, unless it names the
  /// speaker. Behind a closing quote it must be a word that often begins a sentence.
  size_t lost_space_end(size_t i) const {
    if (!attached(i + 1) || !starts_upper(form(i + 1)) || goes_on_with_speaker(i + 1)) return 0;
    const std::string_view here = form(i);
    const bool closes = here == "\xE2\x80\x9D" || (here == "\"" && !quote_open_);
    const bool word =
        here.size() > 1 && here.find_first_of("0123456789-/'") == std::string_view::npos && starts_lower(here);
    if (closes) return rules_.has_lower(form(i + 1), TokenRules::starter) ? i + 1 : 0;
    return word && form(i + 1).size() > 1 ? i + 1 : 0;
  }

  size_t stop_end(size_t i) const {
    const std::string_view here = form(i);
    const size_t after = skip_closing(i + 1);
    if (after >= tokens_.size()) return after;
    const std::string_view next = form(after);
    if (is_stop(next)) return 0;  // the last of several stops decides
    if (next == "," || next == ";" || next == ":" || next == "-" || next == "--" || next == "\xE2\x80\x94") return 0;
    if (starts_lower(next)) return 0;
    const bool closed = after > i + 1;
    if (is_ellipsis(here) && !closed) {
      return starts_upper(next) || is_opening(next) ? (attached(after) ? 0 : after) : 0;
    }
    if (here == "." && i == start_ + 1 && is_list_number(form(start_))) return 0;
    if (!closed && attached(after)) {
      // No space: a new sentence only when it clearly begins with a word or an opening quote.
      if (!starts_upper(next) && !is_opening(next)) return 0;
      if (i > 0 && starts_upper(form(i - 1)) && form(i - 1).size() == 1) return 0;
    }
    if (closed && here != "." && goes_on_with_speaker(after)) return 0;
    return after;
  }

  static bool is_list_number(std::string_view form) {
    return !form.empty() && form.size() <= 3 && std::all_of(form.begin(), form.end(), is_ascii_digit);
  }

  /// A token with its own full stop ends a sentence when nothing follows, or a word that often begins one.
  size_t abbreviation_end(size_t i) const {
    const std::string_view here = form(i);
    const std::string_view word = here.substr(0, here.size() - 1);
    if (!is_ascii_upper(here[0]) && !is_ascii_lower(here[0])) return 0;
    const size_t after = skip_closing(i + 1);
    if (after >= tokens_.size()) return after;
    if (rules_.is_abbreviation(word, TokenRules::title | TokenRules::numbered)) return 0;
    const std::string_view next = form(after);
    if (!starts_upper(next)) return is_opening(next) && after > i + 1 ? after : 0;
    if (rules_.has(word, TokenRules::clock)) return rules_.has(next, TokenRules::after_clock) ? 0 : after;
    const bool initial = word.size() == 1;
    if (initial && next.size() == 1) return 0;
    return rules_.has_lower(next, TokenRules::starter) ? after : 0;
  }

  std::string_view text_;
  const std::vector<RawToken>& tokens_;
  const TokenRules& rules_;
  size_t longest_;
  size_t start_ = 0;
  bool quote_open_ = false;
  std::vector<size_t> ends_;
};

}  // namespace

std::vector<size_t> split_sentences(std::string_view text, const std::vector<RawToken>& tokens, const TokenRules& rules,
                                    size_t longest) {
  return Splitter(text, tokens, rules, longest).run();
}

}  // namespace demarche
