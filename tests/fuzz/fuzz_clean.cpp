// Any text as a page: blocks lie in the text, in order, none on another, each dropped one with its reason; with the
// paragraphs that recur dropped too. Any text as a list of recurring paragraphs.
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

void check(const demarche::Article& article, const std::string& text) {
  using namespace demarche;
  std::vector<Span> spans;
  for (const Block& block : article.body) spans.push_back(block.span);
  require(std::is_sorted(spans.begin(), spans.end()), "body blocks are in order");
  for (const DroppedBlock& block : article.dropped) {
    require(!block.reason.empty(), "a dropped block has a reason");
    require(!block.because.empty(), "a dropped block says what decided it");
    spans.push_back(block.span);
  }
  std::sort(spans.begin(), spans.end());
  uint32_t end = 0;
  for (const Span span : spans) {
    require(span.begin < span.end && span.begin >= end && span.end <= text.size(), "blocks are disjoint and inside");
    require(is_valid_utf8(span.in(text)), "blocks do not cut a character");
    end = span.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace demarche;
  Capture capture;
  capture.id = "fuzz";
  capture.outlet = "Fuzz";
  capture.text = as_text(data, size);
  const Article article = cleaner().clean(capture);
  check(article, capture.text);
  RecurringCounter counter(16);
  for (const char* title : {"one", "two", "three"}) {
    Article copy = article;
    copy.title = title;
    if (!copy.body.empty()) copy.body.erase(copy.body.begin() + title[1] % copy.body.size());
    counter.add(copy, capture.text);
  }
  const RecurringParagraphs found = counter.found();
  check(cleaner().clean(capture, &found), capture.text);
  const auto parsed = RecurringParagraphs::parse(capture.text, "fuzz");
  if (parsed) {
    const auto again = RecurringParagraphs::parse(parsed->to_text(), "fuzz");
    require(again && again->to_text() == parsed->to_text(), "a list comes back as it was");
  }
  return 0;
}
