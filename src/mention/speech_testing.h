#pragma once

// Support for the tests of this folder: real parses of short texts, and mentions for names and pronouns.

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "language/analyzer.h"
#include "mention/speech_tree.h"
#include "record/article.h"
#include "record/capture.h"
#include "record/mention.h"
#include "record/parse.h"

namespace demarche::testing {

/// The shipped language model, or null when it is not there.
inline std::shared_ptr<const LanguageModel> shipped_model() {
  static const std::shared_ptr<const LanguageModel> model = [] {
    auto loaded = LanguageModel::load(DEMARCHE_SOURCE_DIR "/models/english-ud");
    return loaded ? *loaded : nullptr;
  }();
  return model;
}

/// A text whose lines are paragraphs (`# ` begins a heading), parsed.
struct ParsedText {
  Capture capture;
  Article article;
  Parse parse;
  Mentions mentions;
};

/// Names (runs of proper nouns) and personal pronouns as mentions without entities.
inline Mentions simple_mentions(const Parse& parse) {
  Mentions out;
  for (uint32_t s = 0; s < parse.sentences.size(); ++s) {
    const SentenceTree tree(parse.sentences[s]);
    for (uint32_t i = 0; i < tree.size(); ++i) {
      const Token& token = tree.token(i);
      uint32_t end = i + 1;
      const bool pronoun = token.upos == Upos::PRON && token.xpos == "PRP";
      if (token.upos == Upos::PROPN) {
        while (end < tree.size() && tree.token(end).upos == Upos::PROPN) ++end;
      } else if (!pronoun) {
        continue;
      }
      Mention mention;
      mention.sentence = s;
      mention.first = i;
      mention.last = end;
      mention.head = tree.head_of({i, end});
      mention.kind = pronoun ? MentionKind::pronoun : MentionKind::name;
      out.all.push_back(mention);
      i = end - 1;
    }
  }
  out.index(parse.sentences.size());
  return out;
}

/// Parses `text` into `out`; false when there is no model.
inline bool parse_text(const std::string& text, ParsedText& out) {
  const auto model = shipped_model();
  if (!model) return false;
  out.capture.text = text;
  for (uint32_t begin = 0; begin < text.size();) {
    const uint32_t end = static_cast<uint32_t>(std::min(text.find('\n', begin), text.size()));
    const bool heading = text.compare(begin, 2, "# ") == 0;
    if (end > begin) {
      out.article.body.push_back(
          Block{{heading ? begin + 2 : begin, end}, heading ? BlockKind::heading : BlockKind::paragraph});
    }
    begin = end + 1;
  }
  out.parse = Analyzer(model).parse(out.capture, out.article);
  out.mentions = simple_mentions(out.parse);
  return true;
}

}  // namespace demarche::testing
