#include "clean/language.h"

#include <cld2/public/compact_lang_det.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/utf8.h"
#include "clean/page.h"

namespace demarche {
namespace {

constexpr size_t kShortText = 80;          ///< bytes of Latin text under which no language is told
constexpr size_t kEnoughToOverrule = 200;  ///< bytes of Latin text that may speak against what the capture says
constexpr size_t kEnoughForeign = 80;      ///< the same of another script, which says more
constexpr size_t kNamesDecide = 400;       ///< bytes under which English words are counted first
constexpr size_t kSampleBytes = 1000;      ///< a page of text; more costs time and tells no more
constexpr size_t kParagraph = 80;          ///< bytes of a block that is more than a name or a button
constexpr size_t kForeignLine = 120;       ///< bytes of another script in a line that is more than a menu's

/// ISO 639-2 codes, and old or rare two-letter ones.
constexpr std::array<std::pair<std::string_view, std::string_view>, 40> kSameCodes = {
    {{"eng", "en"}, {"rus", "ru"}, {"ukr", "uk"}, {"spa", "es"}, {"fra", "fr"}, {"fre", "fr"}, {"deu", "de"},
     {"ger", "de"}, {"ita", "it"}, {"por", "pt"}, {"nld", "nl"}, {"dut", "nl"}, {"pol", "pl"}, {"tur", "tr"},
     {"ara", "ar"}, {"fas", "fa"}, {"per", "fa"}, {"heb", "he"}, {"zho", "zh"}, {"chi", "zh"}, {"jpn", "ja"},
     {"kor", "ko"}, {"hin", "hi"}, {"urd", "ur"}, {"ell", "el"}, {"gre", "el"}, {"ces", "cs"}, {"cze", "cs"},
     {"slk", "sk"}, {"ron", "ro"}, {"rum", "ro"}, {"swe", "sv"}, {"fin", "fi"}, {"ind", "id"}, {"vie", "vi"},
     {"iw", "he"},  {"in", "id"},  {"nb", "no"},  {"nn", "no"},  {"fil", "tl"}}};

/// Languages that are not told apart.
constexpr std::array<std::string_view, 6> kFamilies = {" sr hr bs sh me ", " no da sv ",    " cs sk ",
                                                       " id ms ",          " es gl ca pt ", " hi mr ne "};

bool is_latin_lead(unsigned char c) { return c >= 0xC3 && c <= 0xC9; }

struct Scripts {
  size_t latin = 0;    ///< bytes of letters
  size_t foreign = 0;  ///< bytes of Greek, Cyrillic, Arabic, Indic, East Asian, ... letters
};

Scripts scripts_of(std::string_view text) {
  Scripts out;
  for (size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x80) {
      out.latin += is_ascii_lower(text[i]) || is_ascii_upper(text[i]);
      ++i;
      continue;
    }
    const size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
    const bool vietnamese = c == 0xE1 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0xB8;
    if (is_latin_lead(c) || vietnamese) {
      out.latin += length;
    } else if (c >= 0xCE && c != 0xE2 && c < 0xEE) {
      out.foreign += length;
    }
    i += length;
  }
  return out;
}

/// English by its small words, whatever names stand between them.
bool speaks_english(std::string_view text) {
  static const std::vector<uint32_t> small = [] {
    std::vector<uint32_t> out;
    for (const char* word : {"the", "of",   "and", "to",   "with", "said", "was", "were", "for",   "on",
                             "by",  "that", "is",  "from", "has",  "have", "its", "his",  "after", "at"})
      out.push_back(word_hash(word));
    std::sort(out.begin(), out.end());
    return out;
  }();
  const Page page = split_page(text);
  std::vector<uint32_t> found;
  size_t count = 0;
  for (const PageWord& word : page.words) {
    if (!std::binary_search(small.begin(), small.end(), word.hash)) continue;
    ++count;
    if (std::find(found.begin(), found.end(), word.hash) == found.end()) found.push_back(word.hash);
  }
  return found.size() >= 2 && count * 7 >= page.words.size();
}

void add(std::string& sample, std::string_view text) {
  if (sample.size() >= kSampleBytes) return;
  sample += text.substr(0, kSampleBytes);
  sample += '\n';
}

/// Kept paragraphs; what else was kept only when they are few.
std::string kept_sample(const Article& article, std::string_view text) {
  std::string out;
  for (const Block& block : article.body) {
    if (block.kind != BlockKind::title && block.span.size() >= kParagraph) add(out, block.span.in(text));
  }
  if (out.size() >= kEnoughToOverrule) return out;
  out.clear();
  for (const Block& block : article.body) add(out, block.span.in(text));
  return out;
}

/// Long lines in another script than Latin, when they outweigh the Latin letters of what was kept; else "".
std::string foreign_sample(const Article& article, std::string_view text) {
  size_t foreign = 0;
  std::string out;
  size_t latin = 0;
  const auto look = [&](Span span, bool kept) {
    const std::string_view line = span.in(text);
    const Scripts scripts = scripts_of(line);
    if (kept) latin += scripts.latin;
    if (scripts.foreign < kForeignLine || scripts.foreign < scripts.latin) return;
    foreign += scripts.foreign;
    add(out, line);
  };
  for (const Block& block : article.body) look(block.span, true);
  for (const DroppedBlock& block : article.dropped) look(block.span, false);
  return foreign > latin ? out : "";
}

}  // namespace

std::string primary_language(std::string_view tag) {
  std::string out = to_lower(trim(tag));
  out = out.substr(0, out.find_first_of("-_"));
  const bool letters = std::all_of(out.begin(), out.end(), is_ascii_lower);
  if (!letters || out.size() < 2 || out.size() > 3 || out == "und" || out == "mul" || out == "zxx") return "";
  for (const auto& [code, same] : kSameCodes) {
    if (out == code) return std::string(same);
  }
  return out;
}

bool languages_agree(std::string_view a, std::string_view b) {
  const std::string one = primary_language(a);
  const std::string two = primary_language(b);
  if (one.empty() || two.empty() || one == two) return true;
  return std::any_of(kFamilies.begin(), kFamilies.end(), [&](std::string_view family) {
    return family.find(" " + one + " ") != std::string_view::npos &&
           family.find(" " + two + " ") != std::string_view::npos;
  });
}

std::string detect_language(std::string_view text) {
  if (text.size() > kSampleBytes) {
    text = text.substr(0, kSampleBytes);
    text = text.substr(0, valid_utf8_prefix(text));
  }
  const Scripts scripts = scripts_of(text);
  const bool latin = scripts.latin >= scripts.foreign;
  if (latin && text.size() < kShortText) return "";
  bool reliable = false;
  const CLD2::Language language = CLD2::DetectLanguage(text.data(), static_cast<int>(text.size()), true, &reliable);
  const bool known = language != CLD2::UNKNOWN_LANGUAGE && language != CLD2::TG_UNKNOWN_LANGUAGE && reliable;
  if (latin && language != CLD2::ENGLISH && text.size() < kNamesDecide && speaks_english(text)) return "en";
  return known ? CLD2::LanguageCode(language) : "";
}

std::string language_of(const Article& article, std::string_view text, std::string_view claimed) {
  std::string sample = foreign_sample(article, text);
  const bool foreign = !sample.empty();
  if (!foreign) sample = kept_sample(article, text);
  const std::string found = detect_language(sample);
  const std::string primary = primary_language(claimed);
  if (primary.empty()) return found;
  const bool enough = sample.size() >= (foreign ? kEnoughForeign : kEnoughToOverrule);
  if (!found.empty() && enough && !languages_agree(found, claimed)) return found;
  return trim(claimed).starts_with(primary) && (trim(claimed).size() == 2 || trim(claimed)[2] == '-')
             ? std::string(trim(claimed))
             : primary;
}

}  // namespace demarche
