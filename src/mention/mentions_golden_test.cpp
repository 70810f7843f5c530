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

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

/// The state in a sentence of ours, as name, adjective and code.
struct State {
  const char* name;
  const char* adjective;
  const char* code;
};

TEST(Mentions, SwappedStatesSwapTheirCodesAndNothingElse) {
  if (!testing::shipped_model()) GTEST_SKIP() << "models/english-ud is not there";
  const std::string story =
      "NAME accused OTHER of shelling a village. ADJECTIVE troops crossed the river, NAME's defence ministry said. The "
      "ministry "
      "denied that its soldiers had fired. Protesters in OTHER threw stones. The ADJ2 government said it would answer.";
  const State states[] = {{"Brazil", "Brazilian", "BRA"},
                          {"Norway", "Norwegian", "NOR"},
                          {"Iran", "Iranian", "IRN"},
                          {"Kenya", "Kenyan", "KEN"},
                          {"Canada", "Canadian", "CAN"}};
  const auto told = [&](const State& one, const State& two) {
    std::string text = replaced(replaced(story, "ADJECTIVE", one.adjective), "ADJ2", two.adjective);
    const std::string lines = mention_lines(replaced(replaced(text, "NAME", one.name), "OTHER", two.name), "");
    std::string plain = replaced(replaced(lines, one.adjective, "[one]"), two.adjective, "[two]");
    plain = replaced(replaced(plain, one.name, "[one]"), two.name, "[two]");
    return replaced(replaced(plain, one.code, "[1]"), two.code, "[2]");
  };
  const std::string expected = told(states[0], states[1]);
  EXPECT_NE(expected.find("[1] MIL"), std::string::npos) << expected;
  for (const State& one : states) {
    for (const State& two : states) {
      if (one.code == two.code) continue;
      EXPECT_EQ(told(one, two), expected) << one.name << " and " << two.name;
    }
  }
}

TEST(Mentions, HostileInput) {
  if (!testing::shipped_model()) GTEST_SKIP() << "models/english-ud is not there";
  std::string names, quotes, broken, people;
  for (int i = 0; i < 3000; ++i) {
    names += "Russia and China and the Russian president and his troops and it and they ";
    quotes += "“We said he ";
    broken += "of the of for 's - 's Prime Minister of , the , ";
    people += "Mr Ab" + std::to_string(i) + " Smith met President Cd Smith. Smith left. ";
  }
  for (const std::string& text : {names, quotes, broken, people, std::string(), std::string("\n\n")}) {
    testing::ParsedText in;
    testing::parse_text(text, in);
    const MentionOutput output = find_mentions(*shipped_lexicon(), in.capture, in.article, in.parse);
    for (const Mention& mention : output.mentions.all) {
      ASSERT_LT(mention.sentence, in.parse.sentences.size());
      ASSERT_LT(mention.first, mention.last);
      ASSERT_LE(mention.last, in.parse.sentences[mention.sentence].tokens.size());
      EXPECT_LE(mention.first, mention.head);
      EXPECT_LT(mention.head, mention.last);
    }
  }
}

}  // namespace
}  // namespace demarche
