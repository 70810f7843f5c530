#include <algorithm>

#include "base/utf8.h"
#include "clean/meta.h"
#include "clean/page_days.h"
#include "clean/page_says.h"

namespace demarche {
namespace {

constexpr int32_t kBlocksAbove = 10;  ///< around the title, among which a date is looked for
constexpr int32_t kBlocksBelow = 16;
constexpr size_t kLongestLine = 240;  ///< bytes of a line that gives a date
constexpr size_t kMostStrangers = 8;  ///< words of such a line that belong to no date
constexpr size_t kFewStrangers = 3;   ///< of one that must be a date and little else
constexpr int32_t kBesideCost = 40;   ///< blocks by which a date beside the article counts as farther off

/// What a date is said to be by the words and names around it.
enum class Label : uint8_t { none, other, modified, published };

/// Days of publication and of the last change from one source.
struct DayPair {
  Date published;
  Date modified;
};

/// The words right before a date that say what day it is.
Label label_before(std::string_view before, const PageFactNames& names) {
  constexpr size_t kReach = 60;
  if (before.size() > kReach) before.remove_prefix(before.size() - kReach);
  const std::string lower = to_lower(before);
  const auto is_letter = [](char c) { return is_ascii_lower(c) || static_cast<unsigned char>(c) >= 0x80; };
  Label out = Label::none;
  size_t best_end = 0, best_size = 0;
  const auto look = [&](FactWords list, Label label) {
    for (const std::string& phrase : names.phrases(list)) {
      const size_t at = lower.rfind(phrase);
      if (at == std::string::npos || (at > 0 && is_letter(lower[at - 1]))) continue;
      const size_t end = at + phrase.size();
      if (end < lower.size() && is_letter(lower[end])) continue;
      if (end < best_end || (end == best_end && phrase.size() <= best_size)) continue;
      best_end = end;
      best_size = phrase.size();
      out = label;
    }
  };
  look(FactWords::published, Label::published);
  look(FactWords::modified, Label::modified);
  look(FactWords::other, Label::other);
  return out;
}

/// What classes and the like say.
Label label_of_names(std::string_view classes, FactPlace place, const PageFactNames& names) {
  Label out = Label::none;
  while (!classes.empty()) {
    const size_t end = std::min(classes.find(' '), classes.size());
    for (const PageFactNames::Use& use : names.uses(place, classes.substr(0, end))) {
      if (use.field == PageField::modified) return Label::modified;
      if (use.field == PageField::published) out = Label::published;
    }
    classes.remove_prefix(std::min(end + 1, classes.size()));
  }
  return out;
}

/// Words of a line that belong to no date.
size_t strangers(std::string_view line, const PageFactNames& names) {
  size_t out = 0;
  const std::string lower = to_lower(line);
  for (size_t i = 0; i < lower.size();) {
    const size_t begin = i;
    while (i < lower.size() && (is_ascii_lower(lower[i]) || static_cast<unsigned char>(lower[i]) >= 0x80)) ++i;
    if (i == begin) {
      ++i;
      continue;
    }
    const std::string word = lower.substr(begin, i - begin);
    if (word.size() > 1 && names.month(word) == 0 && !names.holds(FactWords::beside, word)) ++out;
  }
  return out;
}

class DayFinder {
 public:
  DayFinder(const PageSays& says, const PageFacts& facts) : says_(says), facts_(facts) {
    bound_ = read_day(says.capture.captured, says.names).date;
  }

  bool good(Date date) const {
    return date.known() && !says_.names.is_junk(date) && (!bound_.known() || date <= bound_);
  }

  /// Puts a day that the page shows by its title in the place of a later one that only its markup gives.
  void look_for_earlier(PageFacts& facts) const {
    for (const bool time : {true, false}) {
      const Date shown = time ? of_time().published : of_text(kFewStrangers).published;
      if (!shown.known() || shown >= facts.published) continue;
      facts.published = shown;
      facts.published_how = time ? "time" : "text";
      return;
    }
  }

  DayPair of(const std::string& how) const {
    if (how == "json-ld") return of_linked_data();
    if (how == "meta") return of_said(FactPlace::meta);
    if (how == "microdata") return of_said(FactPlace::itemprop);
    if (how == "time") return of_time();
    if (how == "given") return {checked(parse_published(says_.capture.defaults.published)), {}};
    if (how == "text") return of_text(kMostStrangers);
    if (how == "modified") return {facts_.modified, {}};
    const Date date = checked(day_of_url(says_.capture.url, says_.names));
    return {date.known() ? date : checked(day_of_url(facts_.url, says_.names)), {}};
  }

 private:
  Date checked(Date date) const { return good(date) ? date : Date{}; }
  Date read(std::string_view text) const { return checked(read_day(text, says_.names).date); }

  DayPair of_linked_data() const {
    DayPair out;
    for (const LinkedNode* node : {says_.article, says_.about}) {
      if (node == nullptr) continue;
      if (!out.published.known()) out.published = read(node->published);
      if (!out.modified.known()) out.modified = read(node->modified);
    }
    return out;
  }

  DayPair of_said(FactPlace place) const {
    DayPair out;
    for (const Said& one : says_.said) {
      if (one.place != place) continue;
      Date* day = one.field == PageField::published  ? &out.published
                  : one.field == PageField::modified ? &out.modified
                                                     : nullptr;
      if (day == nullptr || day->known()) continue;
      if (place == FactPlace::itemprop && says_.outside(one.meta->node, facts_.title_block)) continue;
      *day = read(one.meta->value);
    }
    return out;
  }

  bool near_title(int32_t block) const {
    if (facts_.title_block < 0) return block <= kBlocksBelow;
    return block >= facts_.title_block - kBlocksAbove && block <= facts_.title_block + kBlocksBelow;
  }
  int32_t distance(int32_t block) const {
    const int32_t below = block - std::max(facts_.title_block, 0);
    return below >= 0 ? below : -2 * below;  // rather below than above
  }

  /// The <time> nearest the title that is said to be of publication, else the nearest that is said to be nothing.
  DayPair of_time() const {
    DayPair out;
    int32_t best = INT32_MAX, best_modified = INT32_MAX;
    for (const MarkupMeta& meta : says_.page.metas) {
      if (meta.kind != MarkupMeta::Kind::time) continue;
      const auto block = static_cast<int32_t>(meta.block);
      Label label = label_of_names(meta.name, FactPlace::time, says_.names);
      if (!near_title(block) && label == Label::none) continue;
      const PagePart part = says_.part_of(meta.node, facts_.title_block);
      if (part == PagePart::outside || (part == PagePart::beside && !near_title(block))) continue;
      const Date date = read(meta.value);
      if (!date.known()) continue;
      if (const Label words = label_of_block(meta.block); words != Label::none) label = words;
      if (label == Label::other) continue;
      const int32_t value =
          distance(block) + (label == Label::published ? 0 : 100) + (part == PagePart::beside ? kBesideCost : 0);
      if (label == Label::modified) {
        if (distance(block) < best_modified) {
          best_modified = distance(block);
          out.modified = date;
        }
      } else if (value < best) {
        best = value;
        out.published = date;
      }
    }
    return out;
  }

  /// What the words before the first date of a block say of it.
  Label label_of_block(uint32_t block) const {
    if (block >= says_.page.blocks.size()) return Label::none;
    const std::string_view line = says_.text_of(block).substr(0, kLongestLine);
    const WrittenDay day = read_day(line, says_.names);
    const std::string_view before = line.substr(0, day.date.known() ? day.span.begin : line.size());
    const Label label = label_before(before, says_.names);
    return label == Label::none && trim(before).empty() ? label_of_line_above(block) : label;
  }

  Label label_of_line_above(uint32_t block) const {
    constexpr size_t kLongestLabel = 30;
    if (block == 0 || block > says_.page.blocks.size()) return Label::none;
    const std::string_view above = says_.text_of(block - 1);
    const bool is_title = static_cast<int32_t>(block) - 1 == facts_.title_block;
    return is_title || above.size() > kLongestLabel ? Label::none : label_before(above, says_.names);
  }

  /// Dates in short lines around the title; elsewhere only lines that begin by saying they give the day.
  DayPair of_text(size_t most_strangers) const {
    DayPair out;
    int32_t best = INT32_MAX;
    const auto blocks = static_cast<int32_t>(says_.page.blocks.size());
    const int32_t title = std::max(facts_.title_block, 0);
    const int32_t from = std::max(title - kBlocksAbove, 0), to = std::min(title + kBlocksBelow + 1, blocks);
    for (int32_t i = from; i < to; ++i) look_at_line(static_cast<uint32_t>(i), most_strangers, best, out);
    if (!out.published.known() && most_strangers > kFewStrangers) {
      for (int32_t i = 0; i < blocks; ++i) {
        if (i < from || i >= to) look_at_line(static_cast<uint32_t>(i), 0, best, out);
      }
    }
    return out;
  }

  /// `most_strangers` 0: only a date that is said to be of publication.
  void look_at_line(uint32_t block, size_t most_strangers, int32_t& best, DayPair& out) const {
    const std::string_view line = says_.text_of(block);
    if (line.size() > kLongestLine || std::none_of(line.begin(), line.end(), is_ascii_digit)) return;
    if (static_cast<int32_t>(block) == facts_.title_block) return;
    const std::vector<WrittenDay> days = read_days(line, says_.names);
    if (days.empty()) return;
    const MarkupBlock& shape = says_.page.blocks[block];
    const PagePart part = says_.part_of(shape.node, facts_.title_block);
    if (part == PagePart::outside) return;
    const size_t most = part == PagePart::beside ? std::min(kFewStrangers, most_strangers) : most_strangers;
    uint32_t begin = 0;
    for (const WrittenDay& day : days) {
      const std::string_view before = line.substr(begin, day.span.begin - begin);
      Label label = label_before(before, says_.names);
      if (label == Label::none && begin == 0 && trim(before).empty()) label = label_of_line_above(block);
      begin = day.span.end;
      const Date date = checked(day.date);
      if (!date.known() || label == Label::other) continue;
      if (label == Label::modified) {
        if (!out.modified.known()) out.modified = date;
        continue;
      }
      const std::string_view classes = shape.names.in(says_.page.names);
      Label named = label_of_names(classes, FactPlace::klass, says_.names);
      if (named == Label::none) named = label_of_names(says_.page.names_of(shape.node), FactPlace::klass, says_.names);
      if (label == Label::none && named == Label::modified) continue;
      if (label == Label::none && (most == 0 || strangers(line, says_.names) > most)) continue;
      const int32_t value = distance(static_cast<int32_t>(block)) +
                            (label == Label::published   ? 0
                             : named == Label::published ? 50
                                                         : 100) +
                            (part == PagePart::beside ? kBesideCost : 0);
      if (value >= best) continue;
      best = value;
      out.published = date;
    }
  }

  const PageSays& says_;
  const PageFacts& facts_;
  Date bound_;
};

}  // namespace

void find_dates(const PageSays& says, PageFacts& facts) {
  const DayFinder finder(says, facts);
  for (const std::string& how : says.names.trust()) {
    if (facts.published.known() && facts.modified.known()) break;
    // A guess is only made where the day of publication is not known.
    if (facts.published.known() && (how == "text" || how == "modified")) break;
    const DayPair found = finder.of(how);
    if (!facts.published.known() && found.published.known()) {
      facts.published = found.published;
      facts.published_how = how;
      // Some sites stamp both days whenever they build the page; what the page shows is then earlier.
      const bool built = how != "given" && (!found.modified.known() || found.modified == found.published);
      const bool hidden = how == "json-ld" || how == "meta" || how == "microdata";
      if (built && hidden) finder.look_for_earlier(facts);
    }
    if (!facts.modified.known() && found.modified.known()) {
      facts.modified = found.modified;
      facts.modified_how = how;
    }
  }
  if (facts.modified.known() && facts.modified < facts.published) {
    facts.modified = {};
    facts.modified_how.clear();
  }
}

}  // namespace demarche
