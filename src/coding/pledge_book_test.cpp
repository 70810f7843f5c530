#include "coding/pledge_book.h"

#include <gtest/gtest.h>

#include <string>

namespace demarche {
namespace {

/// One sentence a line; every word is a noun that is its own lemma.
struct Text {
  explicit Text(std::string words) : text(std::move(words)) {
    for (uint32_t begin = 0; begin < text.size();) {
      const uint32_t end = static_cast<uint32_t>(std::min(text.find('\n', begin), text.size()));
      Sentence sentence;
      sentence.span = {begin, end};
      for (uint32_t at = begin; at < end;) {
        const uint32_t stop = std::min(static_cast<uint32_t>(std::min(text.find(' ', at), text.size())), end);
        Token token;
        token.span = {at, stop};
        token.form = token.lemma = token.span.in(text);
        token.upos = Upos::NOUN;
        sentence.tokens.push_back(token);
        at = stop + 1;
      }
      parse.sentences.push_back(std::move(sentence));
      begin = end + 1;
    }
  }
  std::string text;
  Parse parse;
};

Entity state(const std::string& code) {
  Entity out;
  out.code = code;
  out.how = "name:";
  return out;
}

/// A threat by `code` whose content is the whole sentence.
Pledge pledge(const Text& text, uint32_t sentence, const std::string& code, PledgeKind kind = PledgeKind::threat) {
  Pledge out;
  out.kind = kind;
  out.sentence = sentence;
  out.sentence_span = text.parse.sentences[sentence].span;
  out.trigger_span = text.parse.sentences[sentence].tokens.front().span;
  out.trigger = out.trigger_span.in(text.text);
  out.content.span = out.sentence_span;
  out.content.text = out.sentence_span.in(text.text);
  out.issuer = {state(code)};
  out.evidence = {{sentence, out.sentence_span, out.trigger, out.trigger_span, out.content.span}};
  return out;
}

TEST(PledgeBook, TheSameToldAgainIsOneEntryWithItsFullestWords) {
  const Text text("close northern strait\nclose northern strait\nclose northern strait tomorrow");
  Pledge second = pledge(text, 1, "PER");
  second.condition.text = "close";
  second.condition.span = text.parse.sentences[1].tokens.front().span;
  const auto book = join_pledges({pledge(text, 0, "PER"), second, pledge(text, 2, "PER")}, {}, text.parse);
  ASSERT_EQ(book.size(), 1u);
  EXPECT_EQ(book[0].status, PledgeStatus::repeated);
  EXPECT_EQ(book[0].sentence, 1u) << "the telling with the condition";
  ASSERT_EQ(book[0].evidence.size(), 3u);
  EXPECT_EQ(book[0].evidence[0].sentence, 0u);
  EXPECT_EQ(book[0].evidence[2].sentence, 2u);
}

TEST(PledgeBook, OtherIssuerKindContentOrAddresseeIsAnother) {
  const Text text("close northern strait\nclose northern strait\nbomb southern port\nclose northern strait");
  Pledge to_chile = pledge(text, 1, "PER"), to_cuba = pledge(text, 3, "PER");
  to_chile.addressee = {state("CHL")};
  to_cuba.addressee = {state("CUB")};
  EXPECT_EQ(join_pledges({pledge(text, 0, "PER"), pledge(text, 1, "CHL")}, {}, text.parse).size(), 2u);
  EXPECT_EQ(join_pledges({pledge(text, 0, "PER"), pledge(text, 1, "PER", PledgeKind::warning)}, {}, text.parse).size(),
            2u);
  EXPECT_EQ(join_pledges({pledge(text, 0, "PER"), pledge(text, 2, "PER")}, {}, text.parse).size(), 2u);
  EXPECT_EQ(join_pledges({to_chile, to_cuba}, {}, text.parse).size(), 2u);
}

TEST(PledgeBook, AnOutcomeChangesTheEntryItSpeaksOf) {
  const Text text("close northern strait\nbomb southern port\nwithdrew");
  Pledge outcome = pledge(text, 2, "PER");
  outcome.content = {};
  outcome.status = PledgeStatus::withdrawn;
  const auto book = join_pledges({pledge(text, 0, "PER"), pledge(text, 1, "PER"), outcome}, {}, text.parse);
  ASSERT_EQ(book.size(), 2u);
  EXPECT_EQ(book[0].status, PledgeStatus::open);
  EXPECT_EQ(book[1].status, PledgeStatus::withdrawn) << "the last one of that kind and issuer";
  EXPECT_TRUE(join_pledges({outcome}, {}, text.parse).empty()) << "of nothing that was told";
}

TEST(PledgeBook, IdsComeFromContent) {
  const Text text("close northern strait\nbomb southern port");
  Article article;
  article.id = "a";
  const auto once = join_pledges({pledge(text, 0, "PER"), pledge(text, 1, "PER")}, article, text.parse);
  const auto again = join_pledges({pledge(text, 0, "PER"), pledge(text, 1, "PER")}, article, text.parse);
  ASSERT_EQ(once.size(), 2u);
  EXPECT_EQ(once[0].id, again[0].id);
  EXPECT_NE(once[0].id, once[1].id);
  EXPECT_NE(once[0].id, join_pledges({pledge(text, 0, "CHL")}, article, text.parse)[0].id);
}

}  // namespace
}  // namespace demarche
