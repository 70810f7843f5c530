#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace demarche::gold {

/// Half-open byte range as a file gives it: nothing is known of its order or limits.
struct Range {
  int64_t begin = 0;
  int64_t end = 0;
};

struct Party {
  std::string code;
  std::string text;  ///< lower case
};

// ---- what a careful coder wrote down (examples/README.md) ----

struct GoldEvent {
  int64_t sentence = 0;
  std::string type;
  std::vector<std::string> also;  ///< other types one may defend
  std::string trigger;
  std::vector<Party> actor, recipient;
  std::string status;
  std::vector<std::string> status_also;
  bool must = false;  ///< any good coder has it; otherwise it is neither rewarded nor punished
};

struct GoldQuote {
  int64_t sentence = 0;
  std::string text;
  std::string speaker_word;  ///< last word of the speaker's name, lower case
};

struct GoldPledge {
  int64_t sentence = 0;
  std::string kind;
};

struct GoldArticle {
  std::string doc;                                         ///< file name without folders
  std::vector<std::pair<int64_t, std::string>> sentences;  ///< number and text, in reading order
  std::set<int64_t> body_lines, drop_lines;                ///< line numbers from 1
  std::vector<GoldEvent> events;
  std::vector<GoldQuote> quotes;   ///< those that must be found
  std::vector<GoldPledge> ledger;  ///< those that must be found
};

// ---- what the engine wrote (docs/formats/records.md) ----

struct CodedEvent {
  std::string id;
  std::string type;
  std::string status;
  std::string frame;
  std::string trigger;  ///< as printed in a list of errors
  Range sentence;
  std::vector<Party> actor, recipient;
};

struct CodedQuote {
  Range span;
  std::string speaker;  ///< the record's speaker as JSON, lower case
};

struct CodedPledge {
  Range sentence;
  std::string kind;
};

struct CodedDoc {
  std::vector<Range> body;
  std::vector<CodedEvent> events;
  std::vector<CodedQuote> quotes;
  std::vector<CodedPledge> pledges;
};

/// Reads gold, one article a JSON line. Errors: bad_format naming `name` and the line.
Result<std::vector<GoldArticle>> read_gold(std::string_view lines, const std::string& name);

/// Reads records, one a JSON line, by the file name of their `doc`. Kinds we do not score are passed over.
/// Errors: bad_format naming `name` and the line.
Result<std::map<std::string, CodedDoc>> read_records(std::string_view lines, const std::string& name);

}  // namespace demarche::gold
