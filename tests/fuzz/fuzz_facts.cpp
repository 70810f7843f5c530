// Any bytes as a page: what it says of itself is valid text of bounded length, and no day is after the capture.
#include <string>

#include "base/utf8.h"
#include "capture/html.h"
#include "clean/page_facts.h"
#include "property.h"

namespace {

const demarche::PageFactNames& names() {
  static const auto loaded =
      demarche::PageFactNames::load(std::string(DEMARCHE_SOURCE_DIR) + "/knowledge/clean/facts.txt");
  require(loaded.has_value(), "knowledge/clean/facts.txt loads");
  return *loaded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace demarche;
  Member member;
  member.name = "fuzz.html";
  member.url = "https://post.example/2024/03/05/a";
  member.captured = "2024-03-06T10:00:00Z";
  const Result<Capture> capture = read_html(std::string(reinterpret_cast<const char*>(data), size), member, {});
  if (!capture) return 0;
  const PageFacts facts = page_facts(*capture, names());
  for (const std::string* value : {&facts.title, &facts.byline, &facts.outlet, &facts.url, &facts.language}) {
    require(is_valid_utf8(*value), "facts are valid UTF-8");
    require(value->size() <= 20000, "facts are short");
  }
  const Date captured{2024, 3, 6};
  require(!facts.published.known() || facts.published <= captured, "nothing was published after the capture");
  require(!facts.modified.known() || facts.modified <= captured, "nothing was changed after the capture");
  require(facts.published.known() == !facts.published_how.empty(), "a day comes with its source");
  require(facts.title_block < static_cast<int32_t>(capture->markup->blocks.size()), "the title's block exists");
  return 0;
}
