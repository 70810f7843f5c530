// A sentence as the words that the rules of time expressions look at.
#include "base/utf8.h"
#include "mention/times_scan.h"

namespace demarche {
namespace {

void push(std::vector<TimeWord>& out, std::string_view form, uint32_t token) {
  if (!form.empty()) out.push_back({to_lower(form), is_ascii_upper(form.front()), token});
}

/// Should a hyphenated form be taken apart? mid-2014, late-May, 2014-15, 2021-12-21, 3/4/2015.
bool composed(std::string_view form) {
  const bool has_dash =
      std::any_of(form.begin(), form.end(), [](char c) { return c == '-' || c == '/' || c == '\xE2'; });
  if (!has_dash) return false;
  const std::string low = to_lower(form);
  for (std::string_view part : {"mid-", "late-", "early-", "end-"}) {
    if (low.rfind(part, 0) == 0) return true;
  }
  bool digit = false, mark = false;
  for (size_t i = 0; i < form.size(); ++i) {
    const bool is_dash = form[i] == '-' || form[i] == '/' || form.substr(i, 3) == "–";
    if (is_ascii_digit(form[i]))
      digit = true;
    else if (is_dash) {
      mark = true;
      if (form[i] != '-' && form[i] != '/') i += 2;
    } else
      return false;
  }
  return digit && mark;
}

}  // namespace

std::vector<TimeWord> time_words_of(const Sentence& sentence) {
  std::vector<TimeWord> out;
  out.reserve(sentence.tokens.size() + 4);
  for (uint32_t t = 0; t < sentence.tokens.size(); ++t) {
    std::string_view form = sentence.tokens[t].form;
    if (form.size() < 3 || form.size() > 24 || !composed(form)) {
      push(out, form, t);
      continue;
    }
    size_t start = 0;
    for (size_t i = 0; i < form.size(); ++i) {
      const size_t length = form[i] == '-' || form[i] == '/' ? 1 : form.substr(i, 3) == "–" ? 3 : 0;
      if (length == 0) continue;
      push(out, form.substr(start, i - start), t);
      push(out, form.substr(i, length), t);
      start = i + length;
      i = start - 1;
    }
    push(out, form.substr(start), t);
  }
  return out;
}

}  // namespace demarche
