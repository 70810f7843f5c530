#pragma once

#include <cstdint>
#include <vector>

#include "record/article.h"
#include "record/capture.h"
#include "record/mention.h"
#include "record/parse.h"
#include "record/speech.h"

namespace demarche {

/// One piece of quoted speech: one sentence, or the quoted part of one, of one quotation.
struct SpeechFinding {
  /// Without id, doc, speaker and version; sentence, spans, type, cue and source_span are final. source_span is set
  /// for every speaker that the text names, also when no mention covers the words.
  Quote quote;
  int32_t speaker_mention = -1;  ///< index into mentions.all; -1 = nobody, or words that are no mention
  /// Quoted words that no cue reports and that are no name: speech only where they stand in reported words. confidence
  /// 0; callers that ask for speech leave them out.
  bool fragment = false;
  bool carried_over = false;  ///< no cue of its own: the speaker of the quotation before goes on
};

/// Direct and mixed speech of an article, in reading order. A quotation of several sentences gives one finding for each
/// sentence, all with the same cue and speaker. Nested quotations, titles of works, nicknames and scare quotes are no
/// findings. The speaker is the mention that the cue names (often a pronoun: resolve it later). Const, thread-safe; the
/// time is linear in the text.
std::vector<SpeechFinding> find_speech(const Capture& capture, const Article& article, const Parse& parse,
                                       const Mentions& mentions);

}  // namespace demarche
