// `demarche clean` and `eval flat` as a user runs them.
#include <nlohmann/json.hpp>
#include <sstream>

#include "command_test.h"

namespace demarche {
namespace {

class CleanCommand : public testing::CommandTest {
 protected:
  int command(const std::string& words) const { return run("'" DEMARCHE_COMMAND "' " + words); }
  /// Captures of one outlet that end in the same plea.
  std::string captures() const {
    const char* bodies[] = {
        "The bridge over the river Zend fell at noon on Monday after a barge had struck it, the mayor said.",
        "A court in Strelsau freed two men who had been held since May because nobody came to speak against them.",
        "The harbour will stay closed until the storm is over, the coast guard said in a statement on Monday."};
    std::string out;
    for (int i = 0; i < 3; ++i) {
      const std::string text = std::string(bodies[i]) + "\nWitnesses gave other accounts of it number " +
                               std::to_string(i) + " to reporters who had come to see for themselves." +
                               "\nThe editors of this paper answer every letter that their readers send them.\n";
      out +=
          nlohmann::json({{"id", "doc" + std::to_string(i)}, {"outlet", "Zenda Post"}, {"text", text}}).dump() + "\n";
    }
    return out;
  }
};

const std::string kPlea = "The editors of this paper answer every letter";

TEST_F(CleanCommand, TextSaysWhyALineIsDropped) {
  put("page.txt",
      "The government fell on Monday after it had lost a vote on its budget, officials said.\nRead also: other news\n");
  EXPECT_EQ(command("clean page.txt"), 0);
  EXPECT_NE(text("out").find("- [read-also: says “Read also”] Read also: other news"), std::string::npos)
      << text("out");
}

TEST_F(CleanCommand, JsonCarriesBecause) {
  put("page.txt",
      "The government fell on Monday after it had lost a vote on its budget, officials said.\nRead also: other news\n");
  EXPECT_EQ(command("clean page.txt --format json"), 0);
  const auto json = nlohmann::json::parse(text("out"));
  ASSERT_EQ(json["dropped"].size(), 1u);
  EXPECT_EQ(json["dropped"][0]["because"], "says “Read also”");
}

TEST_F(CleanCommand, HtmlIsOnePageAndHostileTextStaysText) {
  put("a.jsonl",
      nlohmann::json({{"id", "\"><script>alert(1)</script>"},
                      {"title", "</title><img src=x onerror=alert(1)>"},
                      {"outlet", "O'Brien & \"Sons\""},
                      {"text",
                       "The government <b>fell</b> on Monday & nobody was hurt, officials said in a statement.\n"
                       "Read also: <script>alert(2)</script>\x01\n"}})
              .dump() +
          "\n");
  EXPECT_EQ(command("clean a.jsonl --format html"), 0) << text("err");
  const std::string page = text("out");
  EXPECT_TRUE(page.starts_with("<!DOCTYPE html>"));
  EXPECT_TRUE(page.ends_with("</html>\n"));
  for (const char* bad : {"<script", "<img", "<b>fell", "onerror=alert(1)>\n", "\x01"})
    EXPECT_EQ(page.find(bad), std::string::npos) << bad;
  EXPECT_NE(page.find("The government &lt;b&gt;fell&lt;/b&gt; on Monday &amp; nobody"), std::string::npos);
  EXPECT_NE(page.find("<b>read-also</b>: says “Read also”"), std::string::npos);
  EXPECT_NE(page.find("O&#39;Brien &amp; &quot;Sons&quot;"), std::string::npos);
  for (const char* tag : {"html", "head", "body", "article", "dl", "style", "title", "h1"}) {
    size_t open = 0, close = 0;
    for (size_t at = 0; (at = page.find("<" + std::string(tag), at)) != std::string::npos; ++at)
      open += page[at + 1 + std::string(tag).size()] == '>' || page[at + 1 + std::string(tag).size()] == ' ';
    for (size_t at = 0; (at = page.find("</" + std::string(tag) + ">", at)) != std::string::npos; ++at) ++close;
    EXPECT_EQ(open, close) << tag;
  }
}

TEST_F(CleanCommand, RecurringParagraphsAreLearntAndDropped) {
  put("a.jsonl", captures());
  EXPECT_EQ(command("clean a.jsonl --learn-recurring list"), 0) << text("err");
  EXPECT_EQ(text("out"), "");
  EXPECT_TRUE(text("list").starts_with("demarche recurring 1\nzenda post\t")) << text("list");
  EXPECT_EQ(command("clean a.jsonl"), 0);
  EXPECT_NE(text("out").find("\n  " + kPlea), std::string::npos) << "kept without the list";
  EXPECT_EQ(command("clean a.jsonl --recurring list"), 0);
  EXPECT_EQ(text("out").find("\n  " + kPlea), std::string::npos);
  EXPECT_NE(text("out").find("- [recurring: stands in 3 or more documents of zenda post] " + kPlea), std::string::npos);
  EXPECT_EQ(command("code a.jsonl --recurring list --threads 1"), 0) << text("err");
  EXPECT_NE(text("out").find("+recurring-"), std::string::npos) << "the version tells";
  put("broken", "no list\n");
  EXPECT_EQ(command("code a.jsonl --recurring broken"), 3);
}

TEST_F(CleanCommand, ReadFindsThemByItselfWhateverTheOrder) {
  put("a.jsonl", captures());
  EXPECT_EQ(command("read a.jsonl --store one.db --json"), 0) << text("err");
  const auto dossier = nlohmann::json::parse(text("out"));
  EXPECT_EQ(dossier["read"]["dropped"]["recurring"]["blocks"], 3);
  EXPECT_EQ(command("read a.jsonl --store one.db --json"), 0);
  EXPECT_NE(text("err").find("3 of them in the store already"), std::string::npos) << text("err");
  std::istringstream lines(captures());
  std::string first, second, third;
  std::getline(lines, first) && std::getline(lines, second) && std::getline(lines, third);
  put("b.jsonl", third + "\n");
  put("c.jsonl", first + "\n" + second + "\n");
  EXPECT_EQ(command("read b.jsonl c.jsonl --store two.db --threads 2 --json"), 0);
  EXPECT_EQ(nlohmann::json::parse(text("out"))["read"]["dropped"]["recurring"]["blocks"], 3);
  EXPECT_EQ(run("sh -c \"'" DEMARCHE_COMMAND "' read - --store three.db --json < a.jsonl\""), 0);
  EXPECT_FALSE(nlohmann::json::parse(text("out"))["read"]["dropped"].contains("recurring")) << "a stream is read once";
}

TEST_F(CleanCommand, OtherLanguagesAreKeptAndNotCoded) {
  put("a.jsonl",
      nlohmann::json(
          {{"id", "es"},
           {"language", "en"},
           {"text",
            "El ministro dijo el lunes que las conversaciones sobre la frontera se celebrarían en primavera, después "
            "de que ambas partes acordaran retirar sus cañones y sus soldados de la orilla del río.\n"
            "Los funcionarios celebraron el anuncio, pero advirtieron de que nada se había firmado.\n"}})
              .dump() +
          "\n");
  EXPECT_EQ(command("code a.jsonl"), 1);
  EXPECT_NE(text("out").find("not coded: language es"), std::string::npos) << text("out");
  EXPECT_NE(text("out").find("the capture says its language is 'en', but its text is 'es'"), std::string::npos);
  EXPECT_EQ(text("out").find("\"kind\":\"event\""), std::string::npos);
}

TEST_F(CleanCommand, EvalFlatCountsAndWrites) {
  put("gold.jsonl",
      nlohmann::json(
          {{"id", "7"},
           {"lines",
            {"The government fell on Monday after it had lost a vote on its budget, officials said.",
             "Read also: other news"}},
           {"gold", "The government fell on Monday after it had lost a vote on its budget, officials said."}})
              .dump() +
          "\n");
  EXPECT_EQ(command("eval flat gold.jsonl --predictions answers.jsonl --errors 1"), 0) << text("err");
  EXPECT_NE(text("out").find("1 pages, means"), std::string::npos);
  EXPECT_NE(text("out").find("1.0000  1.0000 1.0000"), std::string::npos) << text("out");
  EXPECT_EQ(nlohmann::json::parse(text("answers.jsonl"))["id"], "7");
  put("bad.jsonl", "{}\n");
  EXPECT_EQ(command("eval flat bad.jsonl"), 3);
  EXPECT_NE(text("err").find("bad.jsonl:1"), std::string::npos);
}

}  // namespace
}  // namespace demarche
