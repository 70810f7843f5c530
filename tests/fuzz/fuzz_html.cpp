// Any bytes as a page of HTML, then as an article: valid text, offsets that rise and lie in the bytes, blocks and nodes
// that fit together, body and dropped blocks that never overlap.
#include <algorithm>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "capture/html.h"
#include "clean/clean.h"
#include "property.h"

namespace {

using namespace demarche;

const Cleaner& cleaner() {
  static const auto loaded = Cleaner::load(std::string(DEMARCHE_SOURCE_DIR) + "/knowledge/clean");
  require(loaded.has_value(), "knowledge/clean loads");
  return *loaded;
}

void check_capture(const Capture& capture, size_t size) {
  require(is_valid_utf8(capture.text), "the text is valid UTF-8");
  require(capture.text.find('\0') == std::string::npos, "no NUL characters");
  uint32_t last = 0;
  for (uint32_t i = 0; i <= capture.text.size(); ++i) {
    const uint32_t original = capture.map.to_original(i);
    require(original >= last, "offsets rise");
    require(original <= size, "offsets lie in the original");
    last = original;
  }
  const PageMarkup& markup = *capture.markup;
  uint32_t end = 0;
  for (const MarkupBlock& block : markup.blocks) {
    require(block.span.begin >= end && block.span.begin < block.span.end && block.span.end <= capture.text.size(),
            "blocks lie in the text, in order");
    require(block.node < markup.nodes.size(), "a block has a node");
    require(block.names.end <= markup.names.size(), "names lie in names");
    require(block.link_bytes <= block.span.size(), "links lie in the block");
    end = block.span.end;
  }
  for (size_t k = 0; k < markup.nodes.size(); ++k) {
    const MarkupNode& node = markup.nodes[k];
    require(node.parent < std::max<size_t>(k, 1), "parents stand before children");
    require(node.first_block <= node.last_block && node.last_block <= markup.blocks.size(), "nodes hold blocks");
    require(node.names.end <= markup.names.size(), "names lie in names");
  }
}

void check_article(const Article& article, const Capture& capture) {
  std::vector<Span> spans;
  for (const Block& block : article.body) spans.push_back(block.span);
  require(std::is_sorted(spans.begin(), spans.end()), "body blocks are in order");
  for (const DroppedBlock& block : article.dropped) {
    require(!block.reason.empty(), "a dropped block has a reason");
    spans.push_back(block.span);
  }
  std::sort(spans.begin(), spans.end());
  uint32_t end = 0;
  for (const Span span : spans) {
    require(span.begin < span.end && span.begin >= end && span.end <= capture.text.size(),
            "blocks are disjoint and inside");
    require(is_valid_utf8(span.in(capture.text)), "blocks do not cut a character");
    end = span.end;
  }
  require(is_valid_utf8(article.title) && is_valid_utf8(article.byline), "fields are valid UTF-8");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Member member;
  member.name = "fuzz";
  ReadOptions options;
  options.max_capture_bytes = uint64_t{1} << 20;
  options.limits.markup_depth = 64;
  const Result<Capture> capture = read_html(std::string(reinterpret_cast<const char*>(data), size), member, options);
  if (!capture) {
    require(!capture.error().message.empty(), "an error says why");
    return 0;
  }
  check_capture(*capture, size);
  check_article(cleaner().clean(*capture), *capture);
  return 0;
}
