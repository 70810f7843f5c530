// Quotes of whole texts through the whole engine, tests/golden/quotes: kind, words, whole content, speaker, cue,
// addressee, occasion and who reports it. What must hold for any text follows.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "golden.h"
#include "pipeline/engine.h"

namespace demarche {
namespace {

Engine& engine() {
  static Engine loaded = [] {
    auto read = Engine::load({DEMARCHE_SOURCE_DIR, {}});
    if (!read) throw std::runtime_error(read.error().text());
    return std::move(*read);
  }();
  return loaded;
}

/// A text whose lines are paragraphs; `# ` begins a heading.
CodedArticle coded(const std::string& text) {
  Capture capture;
  capture.id = "golden";
  capture.text = text;
  Article article;
  article.doc = article.id = capture.id;
  for (uint32_t begin = 0; begin < text.size();) {
    const auto end = static_cast<uint32_t>(std::min(text.find('\n', begin), text.size()));
    const bool heading = text.compare(begin, 2, "# ") == 0;
    if (end > begin) {
      article.body.push_back({{heading ? begin + 2 : begin, end}, heading ? BlockKind::heading : BlockKind::paragraph});
    }
    begin = end + 1;
  }
  return engine().worker().code(capture, article);
}

std::string words(const std::vector<Span>& spans, const std::string& text) {
  std::string out;
  for (const Span& span : spans) out += (out.empty() ? "[" : " + [") + std::string(span.in(text)) + "]";
  return out;
}

/// One line a quote, as tests/golden/quotes/direct.txt explains.
std::string quote_lines(const std::string& text) {
  std::string out;
  for (const Quote& quote : coded(text).quotes) {
    const bool carried = quote.cue_sentence >= 0 && quote.cue_token < 0;
    out += to_string(quote.type);
    out += " " + (quote.type == QuoteType::indirect ? words(quote.content, text) : words({quote.span}, text));
    if (quote.type == QuoteType::mixed) out += " in " + words(quote.content, text);
    out += " <- " + (carried ? "^" : quote.source_span.empty() ? "?" : std::string(quote.source_span.in(text)));
    if (!quote.cue.empty()) out += " (" + quote.cue + ")";
    if (!quote.addressee.text.empty()) out += " to " + quote.addressee.text;
    if (!quote.occasion.text.empty()) out += " at " + quote.occasion.text;
    for (const QuoteParty& one : quote.via) out += " via " + one.text;
    out += '\n';
  }
  return out;
}

TEST(Quotes, Golden) {
  testing::run_golden("tests/golden/quotes", [](const testing::GoldenCase& one) { return quote_lines(one.input); });
}

/// Whatever comes in: spans inside the text and their sentence, contents sorted and apart, text order, parties where
/// they say they are.
void expect_sound(const std::string& text) {
  const CodedArticle article = coded(text);
  uint32_t last = 0;
  std::set<std::string> ids;
  for (const Quote& quote : article.quotes) {
    EXPECT_TRUE(ids.insert(quote.id).second) << quote.span.in(text);
    ASSERT_LE(quote.span.begin, quote.span.end);
    ASSERT_LE(quote.span.end, text.size());
    EXPECT_LE(quote.sentence_span.begin, quote.span.begin);
    EXPECT_TRUE(quote.sentence_span.contains(quote.span)) << quote.span.in(text);
    EXPECT_GE(quote.span.begin, last);
    last = quote.span.begin;
    ASSERT_FALSE(quote.content.empty());
    uint32_t end = 0;
    for (const Span& span : quote.content) {
      ASSERT_FALSE(span.empty());
      ASSERT_LE(span.end, text.size());
      EXPECT_GE(span.begin, end);
      end = span.end;
      if (quote.type == QuoteType::indirect) {
        EXPECT_FALSE(span.overlaps(quote.cue_span)) << quote.cue;
      }
    }
    for (const QuoteParty& one : {quote.addressee, quote.occasion}) {
      ASSERT_LE(one.span.end, text.size());
      EXPECT_EQ(one.text, one.span.in(text));
    }
    for (const QuoteParty& one : quote.via) EXPECT_EQ(one.text, one.span.in(text));
    for (size_t i = 0; i < quote.about.size(); ++i) {
      for (size_t k = i + 1; k < quote.about.size(); ++k) EXPECT_FALSE(same_entity(quote.about[i], quote.about[k]));
    }
  }
}

TEST(Quotes, SoundOnEveryGoldenText) {
  for (const char* name : {"direct", "mixed", "indirect", "marks", "negatives", "sources", "headlines"}) {
    for (const auto& one :
         testing::read_golden(DEMARCHE_SOURCE_DIR "/tests/golden/quotes/" + std::string(name) + ".txt"))
      expect_sound(one.input);
  }
}

TEST(Quotes, HostileInput) {
  std::string open = "He said: ", mixed = "She said ", nested, clauses;
  for (int i = 0; i < 4000; ++i) {
    open += "“a ";
    mixed += "'x \"said\" ”, he said: «b ";
    nested += "Oslo said that ";
    clauses += "Oslo said that Lima said, and Rome, he said, \"x\" that ";
  }
  expect_sound(open);
  expect_sound(mixed);
  expect_sound(nested);
  expect_sound(clauses);
  expect_sound("”");
  expect_sound("“\n“\n”\n: “:”");
  expect_sound("said said said “said” said said, said.");
  expect_sound("according to\naccording to according to X\n, said\nX: \n: X");
}

}  // namespace
}  // namespace demarche
