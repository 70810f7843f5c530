#pragma once

#include <cstdint>
#include <string>

#include "base/date.h"
#include "clean/page_fact_names.h"
#include "record/capture.h"

namespace demarche {

/// What is known of a page's article besides its text. What the capture itself gives goes first, then what the page
/// says, then the capture's defaults (of dates: before what is only guessed from the address or the text).
struct PageFacts {
  std::string title;          ///< the headline as the page shows it, without the outlet's name; "" = unknown, as below
  int32_t title_block = -1;   ///< index into PageMarkup::blocks of the block where it stands, or begins
  std::string byline;         ///< names, joined by ", "
  std::string outlet;         ///< its name, or the host of its address
  std::string url;            ///< the page's own, absolute where the capture's address is known
  std::string language;       ///< BCP 47, a hint only: pages are often wrong about it
  Date published;             ///< never after the capture, where that is known
  std::string published_how;  ///< "given", "json-ld", "meta", "microdata", "time", "url", "text", "modified", or ""
  Date modified;              ///< never before `published` and never after the capture
  std::string modified_how;
};

/// Reads them off a capture with markup; of one without, only what the capture gives. Deterministic; time grows with
/// the page's metas and the blocks around its title.
PageFacts page_facts(const Capture& capture, const PageFactNames& names);

}  // namespace demarche
