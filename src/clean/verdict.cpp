#include "clean/verdict.h"

#include <algorithm>

namespace demarche {
namespace {

constexpr float kProse = 0.6F;   ///< facts.prose from which a line counts as running text
constexpr float kDoubt = -1.0F;  ///< prose is dropped only below this score when no phrase speaks against it

bool has_cue(const LineFacts& facts) {
  return facts.cues.sure ||
         std::any_of(facts.cues.level.begin(), facts.cues.level.end(), [](uint8_t level) { return level > 0; });
}

/// Two copies of one line in a row are a picture's caption and its alternative text; a sentence said twice is a slip.
void drop_copies(const PageView& view, std::vector<Verdict>& verdicts) {
  const auto& lines = view.page.lines;
  bool prose_seen = false;
  for (size_t i = 0; i < lines.size(); ++i) {
    const LineFacts& facts = view.facts[i];
    if (facts.same_as_previous) {
      const bool credit = facts.cues.level[static_cast<size_t>(Reason::photo_credit)] > 0;
      const bool sentence = lines[i].end == LineEnd::sentence && !credit;
      verdicts[i].keep = false;
      verdicts[i].reason = sentence ? Reason::repeated : Reason::repeated_caption;
      if (!sentence && prose_seen && (i < 2 || view.facts[i - 1].key == facts.key)) {
        verdicts[i - 1].keep = false;
        verdicts[i - 1].reason = Reason::repeated_caption;
      }
    }
    prose_seen = prose_seen || (verdicts[i].keep && facts.prose >= kProse);
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

}  // namespace

std::vector<Verdict> decide(const PageView& view) {
  const size_t n = view.page.lines.size();
  std::vector<Verdict> out(n);
  const bool tiny = n <= 3;
  uint32_t since_opens = 1000;
  for (size_t i = 0; i < n; ++i) {
    const LineFacts& facts = view.facts[i];
    const PageLine& line = view.page.lines[i];
    since_opens = facts.cues.opens ? 0 : since_opens + 1;
    bool keep = view.scores[i] > 0;
    const bool prose = facts.prose >= kProse && (line.end == LineEnd::sentence || line.end == LineEnd::question);
    if (!keep && prose && !has_cue(facts) && since_opens > 12 && view.scores[i] > kDoubt) keep = true;
    if (tiny) keep = true;
    if (facts.cues.sure || line.words() == 0) keep = false;
    out[i].keep = keep;
    if (!keep) out[i].reason = facts.cues.reason;
  }
  drop_copies(view, out);
  rescue(view, out);
  return out;
}

void name_reasons(const PageView& view, std::vector<Verdict>& verdicts) {
  Reason section = Reason::furniture;  // what the last opening phrase announced
  for (size_t i = 0; i < verdicts.size(); ++i) {
    const LineFacts& facts = view.facts[i];
    const PageLine& line = view.page.lines[i];
    Verdict& verdict = verdicts[i];
    if (facts.cues.opens) section = facts.cues.reason;
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
      verdict.reason = section;
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

void name_kinds(const PageView& view, std::vector<Verdict>& verdicts) {
  for (size_t i = 0; i < verdicts.size(); ++i) {
    Verdict& verdict = verdicts[i];
    if (!verdict.keep || verdict.kind == BlockKind::title) continue;
    const PageLine& line = view.page.lines[i];
    const LineFacts& facts = view.facts[i];
    const std::string_view text = line.span.in(view.page.text);
    const bool bullet =
        text.starts_with("- ") || text.starts_with("* ") || text.starts_with("•") || text.starts_with("· ");
    const bool credit = facts.cues.level[static_cast<size_t>(Reason::photo_credit)] > 0;
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
