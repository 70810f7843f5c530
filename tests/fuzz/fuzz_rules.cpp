// Any bytes as a file of frames and as rows of the ledger: read whole, or refused with the place named.
#include <string>

#include "knowledge/pledge_rules.h"
#include "property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace demarche;
  const std::string text(reinterpret_cast<const char*>(data), size);
  LexicalClasses classes;
  require(static_cast<bool>(classes.add("@words: one two\n", "fuzz")), "a class reads");
  FrameSet frames;
  if (const auto read = frames.add(text, "fuzz", classes); read) {
    frames.index();
    for (const Frame& frame : frames.all()) {
      require(!frame.id.empty() && !frame.lemmas.empty(), "a frame has an id and trigger words");
      require(frame.examples.size() == frame.expected.size() + frame.expected_pledges.size(),
              "every example has its expected record");
      require(frames.find(frame.id) != nullptr, "a frame is found by its id");
    }
  } else {
    require(read.error().text().find("fuzz:") != std::string::npos, "an error names the line");
  }
  if (const auto rows = PledgeRules::parse_kinds(text, "fuzz"); rows) {
    for (const PledgeRow& row : *rows) require(row.where.starts_with("fuzz:"), "a row knows its line");
  } else {
    require(rows.error().text().find("fuzz:") != std::string::npos, "an error names the line");
  }
  return 0;
}
