#include "clean/recurring.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace demarche {
namespace {

struct Document {
  Article article;
  std::string text;
};

/// A cleaned document: the first paragraph is its title, each of them a block.
Document document(const std::string& outlet, const std::vector<std::string>& paragraphs) {
  Document out;
  out.article.outlet = outlet;
  out.article.title = paragraphs.front();
  for (size_t i = 0; i < paragraphs.size(); ++i) {
    const auto begin = static_cast<uint32_t>(out.text.size());
    out.text += paragraphs[i];
    out.article.body.push_back(
        {{begin, static_cast<uint32_t>(out.text.size())}, i == 0 ? BlockKind::title : BlockKind::paragraph});
    out.text += "\n";
  }
  return out;
}

const std::string kPlea = "Help us to keep this paper free for everyone";

std::vector<Document> three_of(const std::string& outlet) {
  return {document(outlet, {"One", "The bridge over the river fell at noon today.", kPlea}),
          document(outlet, {"Two", "A court freed the two men who were held since May.", kPlea}),
          document(outlet, {"Three", "The harbour will be closed until the storm is over.", kPlea})};
}

RecurringParagraphs learn(const std::vector<Document>& documents, size_t most = 1000) {
  RecurringCounter counter(most);
  for (const Document& one : documents) counter.add(one.article, one.text);
  return counter.found();
}

TEST(Recurring, ThreeDocumentsOfOneOutlet) {
  auto documents = three_of("Zenda Post");
  EXPECT_EQ(learn(documents).size(), 1u);
  EXPECT_TRUE(learn(documents).has("zenda post", paragraph_key("help us to keep THIS paper free for everyone.")));
  documents.pop_back();
  EXPECT_TRUE(learn(documents).empty()) << "two are not enough";
}

TEST(Recurring, OutletsAreCountedApartAndNamedByHostOtherwise) {
  auto documents = three_of("Zenda Post");
  documents[2].article.outlet = "Strelsau Mail";
  EXPECT_TRUE(learn(documents).empty());
  for (Document& one : documents) {
    one.article.outlet.clear();
    one.article.url = "https://www.Zenda.example/a?b";
  }
  EXPECT_TRUE(learn(documents).has("zenda.example", paragraph_key(kPlea)));
  for (Document& one : documents) one.article.url.clear();
  EXPECT_TRUE(learn(documents).empty()) << "no outlet is known";
}

TEST(Recurring, CopiesCountOnce) {
  auto documents = three_of("Zenda Post");
  for (Document& one : documents) one.article.title = "The same";
  EXPECT_TRUE(learn(documents).empty()) << "one title";
  const Document copy = document("Zenda Post", {"X", "The bridge over the river fell at noon today.", kPlea});
  std::vector<Document> copies(3, copy);
  copies[1].article.title = "Y";
  copies[2].article.title = "Z";
  EXPECT_TRUE(learn(copies).empty()) << "one beginning";
}

TEST(Recurring, OtherNumbersAreOtherParagraphsAndShortOnesDoNotCount) {
  EXPECT_NE(paragraph_key("The army said that 12 soldiers fell"), paragraph_key("The army said that 13 soldiers fell"));
  EXPECT_EQ(paragraph_key("Read it here"), 0u);
  EXPECT_EQ(paragraph_key(""), 0u);
}

TEST(Recurring, OrderAndBoundsChangeNothing) {
  std::vector<Document> documents;
  for (int i = 0; i < 40; ++i) {
    std::vector<std::string> paragraphs = {"Title " + std::to_string(i)};
    for (int k = 0; k < 20; ++k) {
      const bool shared = k % 3 == 0;
      paragraphs.push_back("Paragraph number " + std::to_string(k) + " of " + (shared ? "all" : std::to_string(i)) +
                           " of them");
    }
    documents.push_back(document("Zenda Post", paragraphs));
  }
  auto reversed = documents;
  std::reverse(reversed.begin(), reversed.end());
  EXPECT_EQ(learn(documents).to_text(), learn(reversed).to_text());
  EXPECT_EQ(learn(documents, 100).to_text(), learn(reversed, 100).to_text());
  EXPECT_GT(learn(documents).size(), learn(documents, 30).size()) << "the bound leaves some out";
}

TEST(Recurring, DropsThemWithReasonAndDigest) {
  auto documents = three_of("Zenda Post");
  const RecurringParagraphs list = learn(documents);
  Document& one = documents.front();
  EXPECT_EQ(recurring_digest(one.article, one.text), "");
  one.article.words = 30;
  drop_recurring(list, one.text, one.article);
  ASSERT_EQ(one.article.dropped.size(), 1u);
  EXPECT_EQ(one.article.dropped[0].reason, "recurring");
  EXPECT_EQ(one.article.dropped[0].span.in(one.text), kPlea);
  EXPECT_NE(one.article.dropped[0].because.find("zenda post"), std::string::npos);
  EXPECT_EQ(one.article.body.size(), 2u);
  EXPECT_EQ(one.article.words, 21u);
  EXPECT_EQ(recurring_digest(one.article, one.text).size(), 8u);
}

TEST(Recurring, NeverMoreThanHalfOfTheBody) {
  const RecurringParagraphs list = learn(three_of("Zenda Post"));
  Document one = document("Zenda Post", {"Four", "It rained for days here.", kPlea});
  drop_recurring(list, one.text, one.article);
  EXPECT_TRUE(one.article.dropped.empty());
  Document title = document("Zenda Post", {kPlea, "The bridge over the river fell at noon today."});
  drop_recurring(list, title.text, title.article);
  EXPECT_TRUE(title.article.dropped.empty()) << "a title stays";
}

TEST(Recurring, FileComesBackAsItWas) {
  const RecurringParagraphs list = learn(three_of("Zenda\tPost\n"));
  const auto back = RecurringParagraphs::parse(list.to_text(), "f");
  ASSERT_TRUE(back) << back.error().text();
  EXPECT_EQ(back->to_text(), list.to_text());
  EXPECT_EQ(back->size(), 1u);
}

TEST(Recurring, BrokenFilesAreNamed) {
  for (const char* text :
       {"", "other\n", "demarche recurring 1\nPost 0123456789abcdef\n", "demarche recurring 1\nPost\t0123\n",
        "demarche recurring 1\nPost\t0123456789abcdeg\n", "demarche recurring 1\n\t0123456789abcdef\n"}) {
    const auto parsed = RecurringParagraphs::parse(text, "list");
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().code, ErrorCode::bad_format);
    EXPECT_EQ(parsed.error().where.substr(0, 4), "list");
  }
  EXPECT_EQ(RecurringParagraphs::parse("demarche recurring 2\n", "l").error().code, ErrorCode::wrong_version);
}

}  // namespace
}  // namespace demarche
