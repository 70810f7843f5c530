#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "base/span.h"

namespace demarche {

enum class BlockKind : uint8_t { title, heading, paragraph, list_item, caption, block_quote };
const char* to_string(BlockKind kind);

/// One block of the article's own text.
struct Block {
  Span span;
  BlockKind kind = BlockKind::paragraph;
};

/// One block that is not the article: page furniture, with the reason that dropped it, for example "related-headlines".
struct DroppedBlock {
  Span span;
  std::string reason;
  std::string because;  ///< what decided it, for people: "says “read more”", "score -2.1"; "" = not told
};

/// One thing that the text says of the day it was written: evidence of Article::bracket.
struct BracketFact {
  std::string rule;  ///< "office", "new-office" ...; docs/formats/records.md
  Span span;         ///< the words
  DateBracket bracket;
};

/// The capture's own text. Body blocks are in reading order and never overlap each other or a dropped block.
struct Article {
  std::string id;  ///< content id of doc and digest
  std::string doc;
  std::string title;  ///< "" = unknown; same for the rest
  Span title_span;    ///< empty when the title is not in the text
  std::string byline;
  std::string outlet;
  std::string url;
  std::string language;  ///< BCP 47
  Date published;
  /// "given", "json-ld", "meta", "microdata", "time", "url", "text", "modified", or "" when unknown;
  /// docs/formats/clean.md
  std::string published_how;
  Date modified;             ///< of the last change, where the page or the caller says it
  std::string modified_how;  ///< as published_how
  DateBracket bracket;       ///< what is known when `published` is not
  /// Rules of the facts that set the ends of `bracket`, "office,named-year"; "contradiction" = the facts exclude each
  /// other and the bracket is left open; "" = no bracket.
  std::string bracket_how;
  std::vector<BracketFact> bracket_facts;  ///< in text order, also when they contradict each other
  std::vector<Block> body;
  std::vector<DroppedBlock> dropped;
  uint32_t sentences = 0;
  uint32_t words = 0;
  std::string version;
};

}  // namespace demarche
