#include "clean/markup_verdict.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace demarche {
namespace {

constexpr float kSureCue = 1.5F;    ///< log-odds from which a block stands against a phrase that is sure of furniture
constexpr float kNear = 1.5F;       ///< where nothing is kept: blocks so near the best one are
constexpr float kHopeless = -4.0F;  ///< but none below
constexpr float kMostLinks = 0.5F;  ///< share of links in a block that may be rescued
constexpr float kAllLinks = 0.9F;   ///< share from which a block is one link
constexpr size_t kAnnounced = 4;    ///< blocks behind "Read more" that it speaks of
constexpr int kNearNames = 3;       ///< elements around a link whose names may call it related
constexpr int kLevels = 8;          ///< elements around a block that are asked for its reason

/// Which reason the names around a block stand for.
struct NamedReason {
  std::string_view category;
  Reason reason;
};
constexpr std::array kNamedReasons = {NamedReason{"comments", Reason::comments},
                                      NamedReason{"related", Reason::related_headlines},
                                      NamedReason{"share", Reason::share},
                                      NamedReason{"author", Reason::author_bio},
                                      NamedReason{"navigation", Reason::menu},
                                      NamedReason{"footer", Reason::copyright},
                                      NamedReason{"sign-up", Reason::sign_up},
                                      NamedReason{"advert", Reason::advertisement},
                                      NamedReason{"consent", Reason::consent},
                                      NamedReason{"caption", Reason::photo_credit},
                                      NamedReason{"date", Reason::date_line},
                                      NamedReason{"tags", Reason::menu},
                                      NamedReason{"sidebar", Reason::related_headlines}};

bool inside(const MarkupView& view, size_t i, std::initializer_list<Element> wanted) {
  const auto& nodes = view.markup.nodes;
  for (uint32_t at = view.markup.blocks[i].node; at != 0; at = nodes[at].parent) {
    if (std::find(wanted.begin(), wanted.end(), nodes[at].element) != wanted.end()) return true;
  }
  return false;
}

BlockKind kind_of(const MarkupView& view, size_t i) {
  const Element own = view.markup.nodes[view.markup.blocks[i].node].element;
  if (own >= Element::h1 && own <= Element::h6) return BlockKind::heading;
  if (inside(view, i, {Element::figcaption, Element::figure, Element::caption})) return BlockKind::caption;
  if (inside(view, i, {Element::blockquote})) return BlockKind::block_quote;
  if (inside(view, i, {Element::li, Element::dd, Element::dt})) return BlockKind::list_item;
  return BlockKind::paragraph;
}

Reason reason_of(const MarkupView& view, size_t i) {
  const LineFacts& facts = view.facts[i];
  if (facts.cues.sure || facts.cues.reason != Reason::furniture) return facts.cues.reason;
  const auto& nodes = view.markup.nodes;
  const std::vector<std::string>& categories = view.names.category_names();
  uint32_t at = view.markup.blocks[i].node;
  for (int level = 0; at != 0 && level < kLevels; ++level, at = nodes[at].parent) {
    if (nodes[at].element == Element::nav) return Reason::menu;
    if (nodes[at].element == Element::footer) return Reason::copyright;
    if (nodes[at].element == Element::figure || nodes[at].element == Element::figcaption) return Reason::photo_credit;
    const uint32_t bits = view.tree.categories[at];
    for (const NamedReason& one : kNamedReasons) {
      const auto c = std::find(categories.begin(), categories.end(), one.category) - categories.begin();
      if (bits >> c & 1) return one.reason;
    }
  }
  if (facts.same > 0 && view.page.lines[i].words() > 8) return Reason::repeated;
  if (facts.calendar >= 0.5F) return Reason::date_line;
  if (facts.headline_like) return Reason::related_headlines;
  return view.page.lines[i].words() <= 5 ? Reason::menu : Reason::furniture;
}

float link_share(const MarkupView& view, size_t i) {
  const MarkupBlock& block = view.markup.blocks[i];
  return static_cast<float>(block.link_bytes) / static_cast<float>(block.span.size());
}

/// Is one of the nearest elements around the block named as a part for other stories?
bool named_related(const MarkupView& view, size_t i) {
  const auto& nodes = view.markup.nodes;
  const std::vector<std::string>& categories = view.names.category_names();
  const auto related = std::find(categories.begin(), categories.end(), "related") - categories.begin();
  uint32_t at = view.markup.blocks[i].node;
  for (int level = 0; at != 0 && level < kNearNames; ++level, at = nodes[at].parent) {
    if (view.tree.categories[at] >> related & 1) return true;
  }
  return false;
}

/// Links to other stories inside the text: a headline that is one link, below "Read more" or in a part named so.
void drop_pointers(const MarkupView& view, std::vector<Verdict>& verdicts) {
  size_t announced = kAnnounced + 1;  // blocks since the last announcement
  for (size_t i = 0; i < verdicts.size(); ++i) {
    const LineCues& cues = view.facts[i].cues;
    const bool says = cues.sure && (cues.reason == Reason::read_also || cues.reason == Reason::related_headlines);
    announced = says ? 0 : announced + 1;
    if (!verdicts[i].keep || !view.facts[i].headline_like || link_share(view, i) < kAllLinks) continue;
    if (announced <= kAnnounced) {
      verdicts[i].drop(Reason::read_also, Why::section, i - announced);
    } else if (named_related(view, i)) {
      verdicts[i].drop(Reason::read_also, Why::score);
    }
  }
}

/// Nothing scores like an article: what comes nearest to one is kept, so that no page with prose ends empty. A page
/// of links alone does.
void rescue(const MarkupView& view, std::span<const float> scores, std::vector<Verdict>& verdicts) {
  if (std::any_of(verdicts.begin(), verdicts.end(), [](const Verdict& one) { return one.keep; })) return;
  if (scores.empty()) return;
  const float best = *std::max_element(scores.begin(), scores.end());
  for (size_t i = 0; i < scores.size(); ++i) {
    verdicts[i].keep = scores[i] >= best - kNear && scores[i] > kHopeless && link_share(view, i) < kMostLinks;
  }
}

}  // namespace

std::vector<Verdict> decide_markup(const MarkupView& view, std::span<const float> scores, int32_t title) {
  std::vector<Verdict> out(scores.size());
  for (size_t i = 0; i < scores.size(); ++i) {
    const bool words = view.page.lines[i].words() > 0;
    out[i].keep = words && scores[i] > (view.facts[i].cues.sure ? kSureCue : 0);
  }
  rescue(view, scores, out);
  drop_pointers(view, out);
  for (size_t i = 0; i < out.size(); ++i) {
    if (static_cast<int32_t>(i) == title) {
      out[i].keep = true;
      out[i].kind = BlockKind::title;
    } else if (out[i].keep) {
      out[i].kind = kind_of(view, i);
    } else if (out[i].reason == Reason::furniture) {
      out[i].reason = reason_of(view, i);
    }
  }
  return out;
}

}  // namespace demarche
