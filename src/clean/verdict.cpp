#include "clean/verdict.h"

#include <algorithm>
#include <array>

namespace demarche {
namespace {

constexpr float kProse = 0.6F;            ///< facts.prose from which a line counts as running text
constexpr uint32_t kLongestCaption = 30;  ///< words of a caption that has no photo credit
constexpr uint32_t kLongestPointer = 30;  ///< words of "Related: ..."
constexpr uint32_t kLongestBio = 90;      ///< words of what stands under "About the author"
constexpr float kKindred = 0.35F;  ///< share of its words that prose among links must have in common with the article
constexpr float kDoubtOnClean = -2.5F;
constexpr float kDoubtAmongLinks = -1.0F;
constexpr float kDoubt = -0.6F;  ///< prose is dropped only below this score when no phrase speaks against it

/// Any phrase against the line. A first word such as "More" or "Listen" says nothing unless a colon follows.
bool has_cue(const LineFacts& facts) {
  if (facts.cues.sure || facts.cues.announces) return true;
  for (size_t r = 0; r < kReasons; ++r) {
    if (facts.cues.level[r] > 0 && r != static_cast<size_t>(Reason::read_also)) return true;
  }
  return false;
}

/// A paragraph no teaser is as long as.
bool is_long_prose(const PageView& view, size_t i) {
  return view.facts[i].prose >= 0.9F && view.page.lines[i].words() >= 25 &&
         view.page.lines[i].end == LineEnd::sentence && !has_cue(view.facts[i]);
}

/// Two copies of one line in a row are a picture's caption and its alternative text; a sentence said twice is a slip.
void drop_copies(const PageView& view, std::vector<Verdict>& verdicts) {
  const auto& lines = view.page.lines;
  bool prose_seen = false;
  for (size_t i = 0; i < lines.size(); ++i) {
    const LineFacts& facts = view.facts[i];
    if (facts.same_as_previous) {
      const bool credit = facts.cues.level[static_cast<size_t>(Reason::photo_credit)] > 0;
      const bool sentence = lines[i].end == LineEnd::sentence && !credit && lines[i].words() > kLongestCaption;
      verdicts[i].keep = false;
      if (!facts.cues.sure)
        verdicts[i].drop(sentence || !prose_seen ? Reason::repeated : Reason::repeated_caption, Why::copy, i - 1);
      if (!sentence && prose_seen && !facts.cues.sure) verdicts[i - 1].drop(Reason::repeated_caption, Why::copy, i);
    }
    prose_seen = prose_seen || (verdicts[i].keep && facts.prose >= kProse);
  }
}

/// A line that may stand in a list of links to other stories.
bool is_link_like(const PageView& view, size_t i) {
  const PageLine& line = view.page.lines[i];
  return view.facts[i].headline_like && !line.starts_lower && !line.starts_quote &&
         line.span.in(view.page.text).front() != '-';
}

/// "Story title [VIDEO]": a bracket of capitals at the end.
bool is_tagged(const PageView& view, size_t i) {
  const PageLine& line = view.page.lines[i];
  const std::string_view text = line.span.in(view.page.text);
  if (line.words() < 4 || line.words() > 30 || text.back() != ']') return false;
  const size_t open = text.rfind('[');
  if (open == std::string_view::npos || open == 0) return false;
  const std::string_view tag = text.substr(open + 1, text.size() - open - 2);
  return tag.size() >= 2 && tag.size() <= 24 &&
         std::all_of(tag.begin(), tag.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == ' '; });
}

/// Lists of headlines. Behind the last paragraph nothing is left for a heading to head; inside the article three and
/// more in a row, written as titles are and on other matters, are no headings either.
void drop_headline_lists(const PageView& view, std::vector<Verdict>& verdicts) {
  const auto& lines = view.page.lines;
  const size_t n = lines.size();
  size_t last_prose = n;
  for (size_t i = 0; i < n; ++i) {
    if (verdicts[i].keep && view.facts[i].prose >= kProse && lines[i].end != LineEnd::ellipsis) last_prose = i;
  }
  if (last_prose == n) return;
  bool prose_seen = false;
  for (size_t i = 0; i < n;) {
    if (!is_link_like(view, i)) {
      prose_seen = prose_seen || (verdicts[i].keep && view.facts[i].prose >= 0.5F);
      ++i;
      continue;
    }
    size_t end = i;
    float capital = 0, similar = 0;
    size_t tagged = 0, dropped = 0;
    while (end < n && is_link_like(view, end)) {
      capital += view.facts[end].capital;
      similar += view.facts[end].similar;
      tagged += is_tagged(view, end);
      dropped += !verdicts[end].keep;
      ++end;
    }
    const size_t run = end - i;
    const auto size = static_cast<float>(run);
    const bool titles = capital / size >= 0.6F;
    const bool list = i > 0 && (lines[i - 1].end == LineEnd::colon || lines[i - 1].end == LineEnd::none);
    const bool tail = i > last_prose && (titles || dropped * 2 >= run || lines[i].blank_before >= 2) &&
                      (!list || titles || dropped * 2 >= run);
    const bool strange = run >= 3 && titles && similar / size < 0.6F;
    if (prose_seen && (tail || strange || tagged * 2 > run)) {
      for (size_t k = i; k < end; ++k) {
        const bool named = verdicts[k].reason != Reason::furniture;
        if (verdicts[k].keep) verdicts[k].drop(verdicts[k].reason, Why::headlines, run);
        if (named) continue;
        verdicts[k].reason = lines[k].end == LineEnd::ellipsis ? Reason::teaser : Reason::related_headlines;
      }
    } else if (prose_seen) {
      for (size_t k = i; k < end; ++k) {
        if (!is_tagged(view, k)) continue;
        verdicts[k].drop(Reason::read_also, Why::tag);
      }
    }
    i = end;
  }
}

/// Nothing kept of a page that has words: better all of it than nothing.
void rescue(const PageView& view, std::vector<Verdict>& verdicts) {
  if (std::any_of(verdicts.begin(), verdicts.end(), [](const Verdict& one) { return one.keep; })) return;
  const Stretch main = main_stretch(view.page, view.facts);
  for (size_t i = 0; i < verdicts.size(); ++i) {
    const bool inside = main.first == main.last || (main.first <= i && i < main.last);
    verdicts[i].keep = inside && !view.facts[i].cues.sure;
  }
}

/// Mostly prose and hardly a phrase of furniture: a text someone has cleaned before.
bool is_clean_page(const PageView& view) {
  size_t prose = 0;
  size_t sure = 0;
  for (size_t i = 0; i < view.facts.size(); ++i) {
    const LineFacts& facts = view.facts[i];
    const PageLine& line = view.page.lines[i];
    prose += facts.prose >= 0.5F || (line.end == LineEnd::sentence && line.words() >= 4 && facts.function >= 0.2F);
    sure += facts.cues.sure;
  }
  return sure * 12 <= view.facts.size() && prose * 10 >= view.facts.size() * 6;
}

/// A short sentence right behind a kept one, as texts end with.
bool goes_on(const PageView& view, const std::vector<Verdict>& verdicts, size_t i) {
  const PageLine& line = view.page.lines[i];
  return i > 0 && verdicts[i - 1].keep && view.page.lines[i - 1].end == LineEnd::sentence &&
         line.end == LineEnd::sentence && line.words() >= 4 && line.blank_before <= 1 &&
         view.facts[i].function >= 0.2F && !line.address;
}

}  // namespace

std::vector<Verdict> decide(const PageView& view) {
  const size_t n = view.page.lines.size();
  const bool clean = is_clean_page(view);
  std::vector<Verdict> out(n);
  const bool tiny = n <= 3;
  uint32_t since_opens = 1000;
  Reason section = Reason::furniture;
  bool prose_seen = false;
  for (size_t i = 0; i < n; ++i) {
    const LineFacts& facts = view.facts[i];
    const PageLine& line = view.page.lines[i];
    since_opens = facts.cues.opens ? 0 : since_opens + 1;
    if (facts.cues.opens) section = facts.cues.reason;
    bool keep = view.scores[i] > 0;
    const bool prose = facts.prose >= kProse && (line.end == LineEnd::sentence || line.end == LineEnd::question);
    const bool in_company =
        is_long_prose(view, i) && ((i > 0 && is_long_prose(view, i - 1)) || (i + 1 < n && is_long_prose(view, i + 1)));
    const bool free = since_opens > 12 || (section != Reason::comments && (facts.similar >= kKindred || in_company));
    if (!keep && prose && !has_cue(facts) && free && view.scores[i] > (since_opens > 12 ? kDoubt : kDoubtAmongLinks))
      keep = true;
    if (!keep && clean && !has_cue(facts) && since_opens > 12 && view.scores[i] > kDoubtOnClean &&
        (prose || goes_on(view, out, i)))
      keep = true;
    if (tiny) keep = true;
    if (line.words() == 0) keep = false;
    if (facts.cues.sure || (prose_seen && facts.cues.announces && line.words() <= kLongestPointer)) {
      keep = false;
      out[i].why = Why::phrase;
    }
    if (section == Reason::author_bio && since_opens == 1 && line.words() <= kLongestBio && !line.starts_quote) {
      keep = false;
      out[i].drop(Reason::author_bio, Why::section, i - 1);
    }
    prose_seen = prose_seen || (keep && facts.prose >= 0.5F);
    out[i].keep = keep;
    if (!keep && out[i].reason == Reason::furniture) out[i].reason = facts.cues.reason;
  }
  drop_copies(view, out);
  drop_headline_lists(view, out);
  rescue(view, out);
  return out;
}

void name_reasons(const PageView& view, std::vector<Verdict>& verdicts) {
  Reason section = Reason::furniture;  // what the last opening phrase announced
  size_t opened = 0;
  for (size_t i = 0; i < verdicts.size(); ++i) {
    const LineFacts& facts = view.facts[i];
    const PageLine& line = view.page.lines[i];
    Verdict& verdict = verdicts[i];
    if (facts.cues.opens) {
      section = facts.cues.reason;
      opened = i;
    }
    if (verdict.keep) {
      section = Reason::furniture;
      continue;
    }
    if (verdict.reason != Reason::furniture) continue;
    if (facts.same > 0 && line.words() > 8) {
      verdict.reason = Reason::repeated;
    } else if (facts.calendar >= 0.5F && line.words() <= 12) {
      verdict.reason = Reason::date_line;
    } else if (section == Reason::comments || section == Reason::author_bio) {
      verdict.drop(section, Why::section, opened);
    } else if (line.end == LineEnd::ellipsis) {
      verdict.reason = Reason::teaser;
    } else if (facts.headline_like) {
      verdict.reason = Reason::related_headlines;
    } else if (facts.prose >= 0.3F) {
      verdict.reason = section == Reason::furniture ? Reason::furniture : Reason::teaser;
    } else if (line.words() <= 5) {
      verdict.reason = Reason::menu;
    }
  }
}

namespace {
/// "(Photo: ...", "Image: ...": a credit in the line.
bool names_photographer(std::string_view text) {
  static constexpr std::array<std::string_view, 10> kCredits = {
      "(Photo", "[Photo", "(photo", "Photo:", "PHOTO:", "Photograph:", "Picture:", "(Picture", "Image:", "(Image"};
  return std::any_of(kCredits.begin(), kCredits.end(),
                     [&](std::string_view credit) { return text.find(credit) != std::string_view::npos; });
}
}  // namespace

void name_kinds(const PageView& view, std::vector<Verdict>& verdicts) {
  for (size_t i = 0; i < verdicts.size(); ++i) {
    Verdict& verdict = verdicts[i];
    if (!verdict.keep || verdict.kind == BlockKind::title) continue;
    const PageLine& line = view.page.lines[i];
    const LineFacts& facts = view.facts[i];
    const std::string_view text = line.span.in(view.page.text);
    const bool bullet =
        text.starts_with("- ") || text.starts_with("* ") || text.starts_with("•") || text.starts_with("· ");
    const bool credit = facts.cues.level[static_cast<size_t>(Reason::photo_credit)] > 0 || names_photographer(text);
    if (bullet) {
      verdict.kind = BlockKind::list_item;
    } else if (credit && line.words() <= kSureCaptionWords) {
      verdict.kind = BlockKind::caption;
    } else if (line.words() <= 20 && line.end == LineEnd::none && line.inner_stops == 0 && !line.starts_lower &&
               i + 1 < verdicts.size() && verdicts.size() > 3) {
      verdict.kind = BlockKind::heading;
    }
  }
}

}  // namespace demarche
