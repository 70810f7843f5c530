// Dates of events through the whole engine, tests/golden/dates: passages about the past, brackets of undated texts.
#include <gtest/gtest.h>

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

/// Lines are paragraphs; option `published`.
CodedArticle coded(const testing::GoldenCase& one) {
  Capture capture;
  capture.id = "golden";
  capture.text = one.input;
  Article article;
  article.doc = article.id = capture.id;
  if (const auto at = one.options.find("published"); at != one.options.end())
    article.published = parse_iso_date(at->second).value_or(Date{});
  for (uint32_t begin = 0; begin < capture.text.size();) {
    const auto end = static_cast<uint32_t>(std::min(capture.text.find('\n', begin), capture.text.size()));
    if (end > begin) article.body.push_back({{begin, end}, BlockKind::paragraph});
    begin = end + 1;
  }
  return engine().worker().code(capture, article);
}

std::string shown(const DateBracket& bracket) { return "[" + bracket.from.text() + ", " + bracket.to.text() + "]"; }

std::string bracket_line(const Article& article) {
  std::string out = "bracket " + shown(article.bracket) + " " + article.bracket_how;
  return out.substr(0, out.find_last_not_of(' ') + 1) + "\n";
}

/// "trigger | status | date and precision, or bracket | how", one line an event in text order; "bracket [from, to] how"
/// before them where no day of publication is given.
std::string date_lines(const testing::GoldenCase& one) {
  const CodedArticle article = coded(one);
  std::string out = article.article.published.known() ? "" : bracket_line(article.article);
  if (one.options.contains("only")) return out;
  for (const Event& event : article.events) {
    out += event.trigger + " | " + to_string(event.status) + " | ";
    out += event.date.known() ? event.date.text() + " " + to_string(event.date_precision) : shown(event.bracket);
    out += " | " + event.date_how + "\n";
  }
  return out;
}

TEST(Dates, Golden) { testing::run_golden("tests/golden/dates", date_lines); }

TEST(Dates, NothingThatHappenedLiesAfterThePublication) {
  const auto cases = testing::read_golden(DEMARCHE_SOURCE_DIR "/tests/golden/dates/passages.txt");
  for (const testing::GoldenCase& one : cases) {
    const CodedArticle article = coded(one);
    for (const Event& event : article.events) {
      if (event.status != Status::future && event.status != Status::hypothetical) {
        EXPECT_LE(event.date, article.article.published) << one.name << ": " << event.trigger;
      }
      EXPECT_FALSE(event.date_how.empty()) << one.name << ": " << event.trigger;
    }
  }
}

}  // namespace
}  // namespace demarche
