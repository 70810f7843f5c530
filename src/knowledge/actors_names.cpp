#include "knowledge/actors_names.h"

#include "base/utf8.h"

namespace demarche {
namespace {

// Base letters of U+00C0 to U+017F, by the Unicode decomposition; letters without one take the usual ASCII stand-in.
constexpr std::string_view kBaseLetters =
    "AAAAAAACEEEEIIIIDNOOOOO OUUUUYTsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUu"
    "UuWwYyYZzZzZzs";
static_assert(kBaseLetters.size() == 0x180 - 0xC0);

constexpr bool is_ascii_letter(char c) { return is_ascii_upper(c) || is_ascii_lower(c); }

enum class Glyph : uint8_t { letter, soft, hard };

/// Points, hyphens, spaces, apostrophes and the like may stand inside a name; other punctuation ends it.
Glyph ascii_glyph(char c) {
  if (is_ascii_letter(c) || is_ascii_digit(c)) return Glyph::letter;
  if (is_ascii_space(c) || c == '.' || c == '-' || c == '\'' || c == '`' || c == '&') return Glyph::soft;
  return Glyph::hard;
}

Glyph wide_glyph(char32_t c) {
  if (c == 0xD7 || c == 0xF7) return Glyph::hard;
  if (c == 0xA0 || c == 0xAD || c == 0x2019 || c == 0x2018 || c == 0x2BC || c == 0x2010 || c == 0x2011)
    return Glyph::soft;
  if (c < 0xAA || (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F) || c == 0xFFFD) return Glyph::hard;
  if (c == 0xAB || c == 0xBB || c == 0xB7 || c == 0xBF) return Glyph::hard;
  return Glyph::letter;
}

void fold(char32_t c, std::string& out) {
  if (c >= 0xC0 && c < 0x180) {
    out += kBaseLetters[c - 0xC0];
    if (c == 0xDF) out += 's';
  } else if (c >= 0x218 && c <= 0x21B) {
    out += "SsTt"[c - 0x218];
  } else if (c < 0x300 || c > 0x36F) {  // combining accents are left out
    append_utf8(c, out);
  }
}

uint64_t mix(uint64_t hash, uint64_t value) {
  hash ^= value + 0x9E3779B97F4A7C15u + (hash << 6) + (hash >> 2);
  hash *= 0xFF51AFD7ED558CCDu;
  return hash ^ (hash >> 32);
}

uint64_t unit_key(std::string_view lower) {
  uint64_t hash = 0xCBF29CE484222325u;  // FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/
  for (char c : lower) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return mix(hash, lower.size());
}

/// Replaces the plural ending of a lower-case noun; false when it has none.
bool make_singular(std::string& noun) {
  const auto ends = [&](std::string_view ending) { return noun.size() > ending.size() && noun.ends_with(ending); };
  if (noun.size() > 4 && ends("ies")) {
    noun.replace(noun.size() - 3, 3, "y");
  } else if (noun.ends_with("men") && noun != "yemen" && noun != "specimen" && noun != "regimen" && noun != "abdomen") {
    noun.replace(noun.size() - 2, 2, "an");
  } else if (ends("sses") || ends("shes") || ends("ches") || ends("xes")) {
    noun.resize(noun.size() - 2);
  } else if (noun.size() > 3 && ends("s") && !ends("ss") && !ends("us") && !ends("is")) {
    noun.pop_back();
  } else {
    return false;
  }
  return true;
}

/// Reads one run of letters from `at`; returns its end.
size_t read_run(std::string_view text, size_t at, std::string& folded) {
  while (at < text.size()) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      if (ascii_glyph(c) != Glyph::letter) break;
      folded += c;
      ++at;
    } else {
      const CodePoint point = decode_utf8(text, at);
      if (wide_glyph(point.value) != Glyph::letter) break;
      fold(point.value, folded);
      at += point.length;
    }
  }
  return at;
}

/// Where the next initial begins when text[at] is the point after an initial: "U|.S.", "J|. D."; 0 = none.
size_t next_initial(std::string_view text, size_t at) {
  if (at + 1 >= text.size() || text[at] != '.') return 0;
  const bool space = text[at + 1] == ' ';
  const size_t next = at + 1 + (space ? 1 : 0);
  if (next >= text.size() || !is_ascii_upper(text[next])) return 0;
  const char after = next + 1 < text.size() ? text[next + 1] : ' ';
  if (space ? after != '.' : (is_ascii_letter(after) || static_cast<unsigned char>(after) >= 0x80)) return 0;
  return next;
}

void set_keys(NameUnit& unit, std::string_view folded) {
  std::string lower(folded);
  for (char& c : lower) {
    if (is_ascii_upper(c)) c = static_cast<char>(c + ('a' - 'A'));
  }
  unit.key = unit_key(lower);
  unit.plural = make_singular(lower);
  unit.noun = unit.plural ? unit_key(lower) : unit.key;
  unit.plural |= lower == "people" || lower == "police";
}

void set_shape(NameUnit& unit, std::string_view folded) {
  bool lower = false;
  bool upper = false;
  for (char c : folded) {
    lower |= is_ascii_lower(c);
    upper |= is_ascii_upper(c);
  }
  unit.capital = !folded.empty() && is_ascii_upper(folded.front());
  unit.capitals = upper && !lower;
}

char lower_ascii(char c) { return is_ascii_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c; }

bool same_letters(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (lower_ascii(a[i]) != lower_ascii(b[i])) return false;
  }
  return true;
}

}  // namespace

void UnitText::assign(std::string_view text) {
  folded.clear();
  units.clear();
  bool hard = false;
  size_t at = 0;
  while (at < text.size()) {
    const bool ascii = static_cast<unsigned char>(text[at]) < 0x80;
    const CodePoint point = ascii ? CodePoint{static_cast<unsigned char>(text[at]), 1} : decode_utf8(text, at);
    const Glyph glyph = ascii ? ascii_glyph(text[at]) : wide_glyph(point.value);
    if (glyph != Glyph::letter) {
      hard |= glyph == Glyph::hard;
      at += point.length;
      continue;
    }
    NameUnit unit;
    unit.begin = static_cast<uint32_t>(at);
    unit.folded_begin = static_cast<uint32_t>(folded.size());
    at = read_run(text, at, folded);
    if (at == unit.begin + 1 && is_ascii_upper(text[unit.begin])) {
      while (const size_t next = next_initial(text, at)) {
        folded += text[next];
        at = next + 1;
      }
    }
    unit.end = static_cast<uint32_t>(at);
    unit.folded_end = static_cast<uint32_t>(folded.size());
    unit.break_before = hard;
    hard = false;
    const std::string_view bytes = std::string_view(folded).substr(unit.folded_begin);
    set_keys(unit, bytes);
    set_shape(unit, bytes);
    units.push_back(unit);
  }
}

void NameIndex::add(std::string_view name, uint32_t value, uint8_t form, bool any_case) {
  scratch_.assign(name);
  size_t begin = 0;
  if (scratch_.units.size() > 2 && same_letters(scratch_.folded_unit(0), "the")) begin = 1;
  if (begin == scratch_.units.size()) return;
  IndexedName entry{value, form, any_case, static_cast<uint32_t>(pool_.size()), 0, -1};
  uint64_t key = 1;
  first_units_.add(scratch_.units[begin].key);
  for (size_t i = begin; i < scratch_.units.size(); ++i) {
    key = mix(key, scratch_.units[i].key) | 1;
    slot(key);
    if (i > begin) pool_ += ' ';
    pool_ += scratch_.folded_unit(i);
  }
  entry.text_size = static_cast<uint32_t>(pool_.size()) - entry.text;
  const auto index = static_cast<int32_t>(names_.size());
  names_.push_back(entry);
  Slot& end = slot(key);
  if (end.first < 0) {
    end.first = index;
  } else {
    names_[static_cast<size_t>(end.last)].next = index;
  }
  end.last = index;
}

bool NameIndex::fits(const IndexedName& name, const UnitText& text, size_t at, uint32_t units, bool capitals) const {
  std::string_view want = this->text(name);
  bool exact = true;
  bool upper = true;
  for (uint32_t i = 0; i < units; ++i) {
    const std::string_view have = text.folded_unit(at + i);
    if (want.size() < have.size() || (i + 1 < units && (want.size() == have.size() || want[have.size()] != ' ')))
      return false;
    const std::string_view part = want.substr(0, have.size());
    if (!same_letters(part, have)) return false;
    // The first word of a name may have its capital from the sentence: "The Hague", "Von der Leyen".
    exact &= part == have || (i == 0 && units > 1 && is_ascii_lower(part.front()) && part.substr(1) == have.substr(1));
    upper &= text.units[at + i].capitals;
    want.remove_prefix(have.size() + (i + 1 < units ? 1 : 0));
  }
  if (!want.empty()) return false;
  return exact || name.any_case || (capitals && upper);
}

NameIndex::Match NameIndex::longest(const UnitText& text, size_t at, bool capitals) const {
  Match best;
  if (!first_units_.may_hold(text.units[at].key)) return best;
  uint64_t key = 1;
  for (size_t i = at; i < text.units.size(); ++i) {
    if (i > at && text.units[i].break_before) break;
    key = mix(key, text.units[i].key) | 1;
    const Slot* here = find(key);
    if (here == nullptr) break;
    const auto units = static_cast<uint32_t>(i - at + 1);
    for (int32_t n = here->first; n >= 0; n = name(n).next) {
      if (fits(name(n), text, at, units, capitals)) {
        best = {units, here->first};
        break;
      }
    }
  }
  return best;
}

const NameIndex::Slot* NameIndex::find(uint64_t key) const {
  if (slots_.empty()) return nullptr;
  const size_t mask = slots_.size() - 1;
  for (size_t i = (key >> 8) & mask;; i = (i + 1) & mask) {
    if (slots_[i].key == key) return &slots_[i];
    if (slots_[i].key == 0) return nullptr;
  }
}

NameIndex::Slot& NameIndex::slot(uint64_t key) {
  if (used_ * 2 >= slots_.size()) grow();
  const size_t mask = slots_.size() - 1;
  size_t i = (key >> 8) & mask;
  while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & mask;
  if (slots_[i].key == 0) {
    slots_[i].key = key;
    ++used_;
  }
  return slots_[i];
}

void NameIndex::grow() {
  std::vector<Slot> old(slots_.empty() ? 16384 : slots_.size() * 2);
  old.swap(slots_);
  const size_t mask = slots_.size() - 1;
  for (const Slot& each : old) {
    if (each.key == 0) continue;
    size_t i = (each.key >> 8) & mask;
    while (slots_[i].key != 0) i = (i + 1) & mask;
    slots_[i] = each;
  }
}

std::string slug(std::string_view name) {
  UnitText text;
  text.assign(name);
  std::string result;
  for (size_t i = 0; i < text.units.size(); ++i) {
    if (i > 0) result += '-';
    result += to_lower(text.folded_unit(i));
  }
  return result;
}

}  // namespace demarche
