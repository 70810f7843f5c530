#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/span.h"
#include "record/mention.h"

namespace demarche {

enum class QuoteType : uint8_t { direct, mixed, indirect };
const char* to_string(QuoteType type);

/// Words attributed to a speaker.
struct Quote {
  std::string id;
  std::string doc;
  uint32_t sentence = 0;  ///< the sentence where the content begins
  Span sentence_span;
  Span span;  ///< the quoted words without their marks; may run over several sentences
  QuoteType type = QuoteType::direct;
  std::string cue;  ///< lemma of the verb or noun that reports it; "" = none
  Span cue_span;
  int32_t cue_sentence = -1;  ///< sentence and token of the cue; -1 = none
  int32_t cue_token = -1;
  std::vector<Entity> speaker;  ///< resolved; empty = not known
  Span source_span;             ///< the words that name the speaker; empty when carried over
  double confidence = 1;
  std::string version;
};

}  // namespace demarche
