#include "clean/page_facts.h"

#include "clean/meta.h"
#include "clean/page_says.h"

namespace demarche {
namespace {

PageFacts given_facts(const Capture& capture) {
  PageFacts out;
  out.title = capture.title;
  out.byline = capture.byline;
  out.outlet = capture.outlet;
  out.url = capture.url;
  out.language = capture.language;
  out.published = parse_published(capture.published);
  if (out.published.known()) out.published_how = "given";
  out.modified = parse_published(capture.modified);
  if (out.modified.known()) out.modified_how = "given";
  return out;
}

}  // namespace

PageFacts page_facts(const Capture& capture, const PageFactNames& names) {
  PageFacts out = given_facts(capture);
  if (!capture.markup) return out;
  PageSays says(capture, names);
  find_url(says, out);
  find_outlet(says, out);
  find_title(says, out);
  find_language(says, out);
  find_dates(says, out);
  find_byline(says, out);
  return out;
}

}  // namespace demarche
