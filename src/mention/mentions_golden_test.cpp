#include <gtest/gtest.h>

#include "base/date.h"
#include "golden.h"
#include "mention/speech_testing.h"
#include "mention/stage.h"

namespace demarche {
namespace {

std::shared_ptr<const ActorLexicon> shipped_lexicon() {
  static const auto lexicon = [] {
    auto loaded = ActorLexicon::load(DEMARCHE_SOURCE_DIR "/knowledge/actors");
    if (!loaded) ADD_FAILURE() << loaded.error().text();
    return loaded ? *loaded : nullptr;
  }();
  return lexicon;
}

std::string shown(const std::string& value) { return value.empty() ? "-" : value; }

std::string mention_lines(const std::string& text, const std::string& date) {
  testing::ParsedText in;
  testing::parse_text(text, in);
  if (const auto day = parse_iso_date(date)) in.article.published = *day;
  const MentionOutput output = find_mentions(*shipped_lexicon(), in.capture, in.article, in.parse);
  std::string out;
  for (const Mention& mention : output.mentions.all) {
    const Sentence& sentence = in.parse.sentences[mention.sentence];
    const Span span{sentence.tokens[mention.first].span.begin, sentence.tokens[mention.last - 1].span.end};
    for (const Entity& entity : mention.entities) {
      out += "S" + std::to_string(mention.sentence) + " \"" + std::string(span.in(text)) + "\" " + shown(entity.code) +
             " " + shown(entity.sector) + " " + shown(entity.id);
      if (entity.how.starts_with("place:")) out += " (place)";
      if (mention.kind == MentionKind::adjective) out += " (adjective)";
      out += '\n';
    }
  }
  return out;
}

TEST(Mentions, Golden) {
  if (!testing::shipped_model()) GTEST_SKIP() << "models/english-ud is not there";
  if (!shipped_lexicon()) return;
  testing::run_golden("tests/golden/mentions", [](const testing::GoldenCase& one) {
    const auto date = one.options.find("date");
    return mention_lines(one.input, date == one.options.end() ? "" : date->second);
  });
}

}  // namespace
}  // namespace demarche
