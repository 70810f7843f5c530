// Any text as a page: blocks lie in the text, in order, none on another, and no word is lost.
#include <algorithm>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "clean/clean.h"
#include "property.h"

namespace {

const demarche::Cleaner& cleaner() {
  static const auto loaded = demarche::Cleaner::load(std::string(DEMARCHE_SOURCE_DIR) + "/knowledge/clean");
  require(loaded.has_value(), "knowledge/clean loads");
  return *loaded;
}

/// Broken bytes as spaces, as the readers hand texts on.
std::string as_text(const uint8_t* data, size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  for (size_t i = 0; i < text.size();) {
    const demarche::CodePoint point = demarche::decode_utf8(text, i);
    if (static_cast<unsigned char>(text[i]) >= 0x80 && point.length == 1) text[i] = ' ';
    i += point.length;
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace demarche;
  Capture capture;
  capture.id = "fuzz";
  capture.text = as_text(data, size);
  const Article article = cleaner().clean(capture);
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
  return 0;
}
