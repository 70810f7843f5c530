#include "clean/markup_tree.h"

#include <algorithm>
#include <string_view>

namespace demarche {
namespace {

constexpr float kMost = 0.75F;      ///< share of the parent's prose that an element must hold to be entered
constexpr size_t kShapeNames = 60;  ///< bytes of an element's names that make its shape
constexpr size_t kNear = 3;         ///< levels at which a block speaks for an element around it

uint64_t mix(uint64_t key, uint64_t value) { return (key ^ value) * 0x100000001B3ull + (key >> 29); }

uint64_t hash_of(std::string_view text) {
  uint64_t out = 0xCBF29CE484222325ull;
  for (const char c : text) {
    // Numbers in names differ from element to element: "post-1234".
    if (c < '0' || c > '9') out = mix(out, static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace

MarkupTree::Sums MarkupTree::of(const MarkupNode& node) const {
  const Sums& a = before[std::min<size_t>(node.first_block, before.size() - 1)];
  const Sums& b = before[std::min<size_t>(node.last_block, before.size() - 1)];
  return {b.bytes - a.bytes, b.prose - a.prose, b.links - a.links, b.blocks - a.blocks};
}

MarkupTree survey_markup(const PageMarkup& markup, const Page& page, const std::vector<LineFacts>& facts,
                         const MarkupNames& names) {
  MarkupTree out;
  const size_t n = page.lines.size();
  out.before.resize(n + 1);
  for (size_t i = 0; i < n; ++i) {
    const auto bytes = static_cast<float>(page.lines[i].span.size());
    const auto links = static_cast<float>(markup.blocks[i].link_bytes);
    const MarkupTree::Sums& last = out.before[i];
    out.before[i + 1] = {last.bytes + bytes, last.prose + facts[i].prose * std::max(0.0F, bytes - links),
                         last.links + links, last.blocks + 1};
  }
  const size_t nodes = markup.nodes.size();
  out.categories.resize(nodes);
  out.shape.resize(nodes);
  for (size_t k = 0; k < nodes; ++k) {
    const MarkupNode& node = markup.nodes[k];
    const std::string_view own = markup.names_of(static_cast<uint32_t>(k));
    out.categories[k] = own.empty() || node.first_block == node.last_block ? 0 : names.categories(own);
    const uint64_t parent = k == 0 ? 1 : out.shape[node.parent];
    out.shape[k] = mix(mix(parent >> 7, static_cast<uint64_t>(node.element)), hash_of(own.substr(0, kShapeNames)));
  }
  // Down from the page as long as one child holds most of the prose. Children stand behind their parents.
  std::vector<float> best(nodes, 0);
  std::vector<uint32_t> child(nodes, 0);
  for (size_t k = 1; k < nodes; ++k) {
    const float prose = out.of(markup.nodes[k]).prose;
    const uint32_t parent = markup.nodes[k].parent;
    if (prose > best[parent]) {
      best[parent] = prose;
      child[parent] = static_cast<uint32_t>(k);
    }
  }
  while (child[out.container] != 0 && best[out.container] >= kMost * out.of(markup.nodes[out.container]).prose &&
         best[out.container] > 0)
    out.container = child[out.container];
  // Paragraphs speak for the elements next around them, less the farther those are.
  std::vector<float> votes(nodes, 0);
  for (size_t i = 0; i < n; ++i) {
    const auto bytes = static_cast<float>(page.lines[i].span.size() -
                                          std::min(page.lines[i].span.size(), markup.blocks[i].link_bytes));
    float vote = facts[i].prose * std::min(bytes, 1000.0F);
    uint32_t node = markup.blocks[i].node;
    for (size_t level = 0; level < kNear; ++level) {
      votes[node] += vote;
      vote *= level == 0 ? 1.0F : 0.5F;
      if (node == 0) break;
      node = markup.nodes[node].parent;
    }
  }
  out.narrow = static_cast<uint32_t>(std::max_element(votes.begin(), votes.end()) - votes.begin());
  return out;
}

}  // namespace demarche
