#include "language/analyzer.h"

#include <gtest/gtest.h>

#include "language/conllu.h"
#include "language/exact_math.h"
#include "language/instruction_set.h"
#include "language/shipped_model_for_tests.h"

namespace demarche {
namespace {

constexpr const char* kNews =
    "The island’s parliament voted 61 to 39 on Thursday to expel three envoys of the mainland, a day after fishermen "
    "were "
    "fired upon near the Harrow Strait. “We won’t be bullied,” Prime Minister Ana Teves told reporters in Port "
    "Selene.\n"
    "MAINLAND WARNS OF \"CONSEQUENCES\"\n"
    "Talks between both navies, which had been planned for May, were called off. Neither side said when, or whether, "
    "they "
    "would resume; the U.N. Secretary-General’s special envoy, Dr. K. L. Osei, offered to mediate. If the blockade "
    "isn't "
    "lifted, she added, 40,000 people could run out of drinking water within days.";

std::string conllu_of(const Capture& capture, const Parse& parse) {
  std::string out;
  for (const Sentence& sentence : parse.sentences) write_conllu(sentence, capture.text, out);
  return out;
}

/// Spans inside their block, ascending and apart; one root; no cycle; views that agree with the text.
void expect_sound(const Capture& capture, const Article& article, const Parse& parse) {
  uint32_t last = 0;
  for (const Sentence& sentence : parse.sentences) {
    ASSERT_LT(sentence.block, article.body.size());
    const Span block = article.body[sentence.block].span;
    ASSERT_FALSE(sentence.tokens.empty());
    EXPECT_EQ(sentence.span.begin, sentence.tokens.front().span.begin);
    EXPECT_EQ(sentence.span.end, sentence.tokens.back().span.end);
    size_t roots = 0;
    for (const Token& token : sentence.tokens) {
      ASSERT_TRUE(block.contains(token.span));
      ASSERT_GE(token.span.begin, last);
      ASSERT_FALSE(token.span.empty());
      last = token.span.end;
      ASSERT_EQ(token.form, token.span.in(capture.text));
      ASSERT_FALSE(token.lemma.empty());
      roots += token.head < 0;
      size_t steps = 0;
      for (int32_t node = token.head; node >= 0; node = sentence.tokens[static_cast<size_t>(node)].head) {
        ASSERT_LT(node, static_cast<int32_t>(sentence.tokens.size()));
        ASSERT_LE(++steps, sentence.tokens.size());
      }
    }
    EXPECT_EQ(roots, 1u);
  }
}

std::string random_text(Rng& rng, size_t pieces) {
  static constexpr const char* kPieces[] = {
      " ",   "\n",   "\n\n", "The ", "minister", "U.S.", ".", "...", "”",  "“",      "\"",   "'",        "’s",
      "n't", "(",    ")",    "[",    "12",       "3.5",  "-", "—",   "é",  "和",     "\xFF", "\xE2\x80", "@",
      "#",   "www.", ".com", "Mr.",  "A",        "i",    "?", "!",   "\t", "\u00A0", "said", "$"};
  std::string out;
  for (size_t i = 0; i < pieces; ++i) out += kPieces[rng.next() % std::size(kPieces)];
  return out;
}

}  // namespace

TEST(Analyzer, EveryInstructionSetGivesTheSameTrees) {
  const auto model = shipped_model();
  ASSERT_TRUE(model);
  Capture capture = capture_of(kNews);
  Rng rng(5);
  capture.text += "\n" + random_text(rng, 3000);
  const Article article = one_block(capture);
  Analyzer portable(model, InstructionSet::portable);
  const std::string wanted = conllu_of(capture, portable.parse(capture, article));
  for (const InstructionSet set : available_instruction_sets()) {
    Analyzer analyzer(model, set);
    EXPECT_EQ(conllu_of(capture, analyzer.parse(capture, article)), wanted) << to_string(set);
  }
}

TEST(Analyzer, TheSameTextTwiceGivesTheSameTrees) {
  const auto model = shipped_model();
  ASSERT_TRUE(model);
  const Capture capture = capture_of(kNews);
  Analyzer analyzer(model);
  const std::string first = conllu_of(capture, analyzer.parse(capture, one_block(capture)));
  EXPECT_EQ(conllu_of(capture, analyzer.parse(capture, one_block(capture))), first);
}

TEST(Analyzer, CurlyQuotesParseLikeStraightOnes) {
  const auto model = shipped_model();
  ASSERT_TRUE(model);
  const Capture curly = capture_of("“We don’t want war,” Admiral Sato’s aide said.");
  const Capture straight = capture_of("\"We don't want war,\" Admiral Sato's aide said.");
  Analyzer analyzer(model);
  const Parse a = analyzer.parse(curly, one_block(curly)), b = analyzer.parse(straight, one_block(straight));
  ASSERT_EQ(a.sentences.size(), 1u);
  ASSERT_EQ(b.sentences.size(), 1u);
  ASSERT_EQ(a.sentences[0].tokens.size(), b.sentences[0].tokens.size());
  for (size_t i = 0; i < a.sentences[0].tokens.size(); ++i) {
    const Token &x = a.sentences[0].tokens[i], &y = b.sentences[0].tokens[i];
    EXPECT_EQ(x.head, y.head);
    EXPECT_EQ(x.upos, y.upos);
    EXPECT_EQ(x.relation, y.relation);
    EXPECT_EQ(x.lemma, y.lemma);
    EXPECT_EQ(x.confidence, y.confidence);
  }
}

TEST(Analyzer, SentencesStayInsideBlocks) {
  const auto model = shipped_model();
  ASSERT_TRUE(model);
  const Capture capture = capture_of("Fleet leaves port The admiral\nwas silent about it.");
  Article article;
  article.body = {{{0, 17}, BlockKind::heading}, {{17, 29}, BlockKind::paragraph}, {{29, 50}, BlockKind::list_item}};
  Analyzer analyzer(model);
  const Parse parse = analyzer.parse(capture, article);
  ASSERT_EQ(parse.sentences.size(), 3u);
  EXPECT_EQ(parse.sentences[0].kind, BlockKind::heading);
  EXPECT_EQ(parse.sentences[2].kind, BlockKind::list_item);
  expect_sound(capture, article, parse);
}

TEST(Analyzer, RandomTextGivesSoundTrees) {
  const auto model = shipped_model();
  ASSERT_TRUE(model);
  Analyzer analyzer(model);
  Rng rng(1);
  for (int round = 0; round < 300; ++round) {
    const Capture capture = capture_of(random_text(rng, 1 + rng.next() % 200));
    Article article;
    const auto size = static_cast<uint32_t>(capture.text.size());
    const auto cut = static_cast<uint32_t>(rng.next() % (size + 1));
    article.body = {{{0, cut}, BlockKind::paragraph}, {{cut, size}, BlockKind::paragraph}};
    expect_sound(capture, article, analyzer.parse(capture, article));
  }
}

TEST(Analyzer, HostileTextEnds) {
  const auto model = shipped_model();
  ASSERT_TRUE(model);
  Analyzer analyzer(model);
  const auto repeat = [](const std::string& piece, size_t times) {
    std::string out;
    for (size_t i = 0; i < times; ++i) out += piece;
    return out;
  };
  for (const std::string piece :
       {"(", "[", "\"", "“", "'", ".", "a.", "A.", "a-", "x@", "é", "No. ", "? ", "\xFF", "1,", "U.S.The"}) {
    const Capture capture = capture_of(repeat(piece, 100000));
    expect_sound(capture, one_block(capture), analyzer.parse(capture, one_block(capture)));
  }
}

TEST(Analyzer, EmptyTextHasNoSentences) {
  const auto model = shipped_model();
  ASSERT_TRUE(model);
  Analyzer analyzer(model);
  for (const std::string text : {"", " ", "\n\n\t", "\u00A0"}) {
    const Capture capture = capture_of(text);
    EXPECT_TRUE(analyzer.parse(capture, one_block(capture)).sentences.empty());
  }
  EXPECT_TRUE(analyzer.parse(Capture{}, Article{}).sentences.empty());
}

TEST(Analyzer, GivenTokensOfAnyNumberMakeOneTree) {
  const auto model = shipped_model();
  ASSERT_TRUE(model);
  Analyzer analyzer(model);
  Capture capture;
  std::vector<Span> tokens;
  for (uint32_t i = 0; i < 1000; ++i) {
    capture.text += "word ";
    tokens.push_back({5 * i, 5 * i + 4});
  }
  Parse parse;
  parse.sentences.push_back(analyzer.parse_tokens(capture.text, tokens, parse));
  ASSERT_EQ(parse.sentences[0].tokens.size(), 1000u);
  expect_sound(capture, one_block(capture), parse);
}

TEST(LanguageModel, MissingAndBrokenModelsAreErrors) {
  const auto missing = LanguageModel::load("/nonexistent/model");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  EXPECT_FALSE(LoadedModel::from_bytes("", "x"));
  EXPECT_FALSE(LoadedModel::from_bytes(std::string(100000, 'x'), "x"));
}

}  // namespace demarche
