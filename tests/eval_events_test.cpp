// `demarche eval events` as a user runs it, on the example that ships.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/file.h"
#include "command_test.h"

namespace demarche {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::string kExample = DEMARCHE_SOURCE_DIR "/examples/october-1962";

class EvalEvents : public testing::CommandTest {
 protected:
  int eval(const std::string& options) const { return run("'" DEMARCHE_COMMAND "' eval events " + options); }
};

/// Records that say what gold says, with the spans of its sentences.
std::string records_of_gold() {
  std::string out;
  std::istringstream lines(read_file(kExample + "/gold.jsonl").value());
  for (std::string line; std::getline(lines, line);) {
    const json gold = json::parse(line);
    const std::string text = read_file(kExample + "/" + gold["file"].get<std::string>()).value();
    std::map<int, json> spans;
    size_t at = 0;
    for (const json& sentence : gold["sentences"]) {
      const std::string words = sentence["text"];
      at = text.find(words, at);
      EXPECT_NE(at, std::string::npos) << words;
      spans[sentence["i"]] = {at, at + words.size()};
    }
    for (const json& event : gold["events"]) {
      out += json{{"kind", "event"},
                  {"doc", "some/folder/" + gold["file"].get<std::string>()},
                  {"event", event["type"]},
                  {"trigger", {{"text", event["trigger"]}}},
                  {"sentence_span", spans[event["sent"]]},
                  {"status", event["status"]},
                  {"actor", event["actor"]},
                  {"recipient", event["recipient"]}}
                 .dump() +
             "\n";
    }
    for (const json& pledge : gold["ledger"]) {
      out += json{{"kind", "pledge"},
                  {"doc", gold["file"]},
                  {"pledge", pledge["kind"]},
                  {"sentence_span", spans[pledge["sent"]]}}
                 .dump() +
             "\n";
    }
  }
  return out;
}

TEST_F(EvalEvents, GoldAgainstItselfIsFound) {
  ASSERT_TRUE(write_file(folder_ / "records", records_of_gold()));
  ASSERT_EQ(eval("'" + kExample + "/gold.jsonl' records --errors 99"), 0) << text("err");
  const std::string out = text("out");
  // Not 1.000 everywhere: records are taken in order, and one may take the gold event that another one needs.
  EXPECT_TRUE(out.starts_with("events   recall 1.000 (223/223)  precision 0.99")) << out;
  EXPECT_NE(out.find("strict recall 0.99"), std::string::npos) << out;
  EXPECT_NE(out.find("status right 1.000\nquotes   recall 0.000 ("), std::string::npos) << out;
  EXPECT_NE(out.find("\npledges  recall 1.000 (95/95)\nlines    body kept 0.000  furniture dropped 1.000"),
            std::string::npos)
      << out;
}

TEST_F(EvalEvents, EngineOnTheExample) {
  ASSERT_LE(run("'" DEMARCHE_COMMAND "' code '" + kExample + "'"), 1) << text("err");
  fs::rename(folder_ / "out", folder_ / "records");
  ASSERT_EQ(eval("'" + kExample + "/gold.jsonl' records --errors 7 --predictions rows"), 0) << text("err");
  const std::string out = text("out");
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 4 + 7) << out;
  double recall = 0, precision = 0;
  ASSERT_EQ(std::sscanf(out.c_str(), "events recall %lf (%*d/%*d) precision %lf", &recall, &precision), 2) << out;
  EXPECT_GE(recall, 0.33) << out;
  EXPECT_GE(precision, 0.80) << out;
  double pledges = 0;
  ASSERT_EQ(std::sscanf(out.c_str() + out.find("pledges"), "pledges recall %lf", &pledges), 1) << out;
  EXPECT_GE(pledges, 0.37) << out;
  size_t met = 0, missed = 0, must = 0;
  std::istringstream rows(text("rows"));
  for (std::string row; std::getline(rows, row);) {
    const json one = json::parse(row);
    met += one["verdict"] == "met";
    missed += one["verdict"] == "missed";
    must += one["gold"].is_object() && one["gold"]["need"] == "must";
  }
  EXPECT_EQ(must, 223u) << "every gold event that must be found is met or missed";
  EXPECT_GT(met, 50u);
  EXPECT_GT(missed, 0u);
}

TEST_F(EvalEvents, SameBytesAsTheReferenceScript) {
  const std::string script = DEMARCHE_SOURCE_DIR "/../shared/tools/score.py";
  if (!fs::exists(script)) GTEST_SKIP() << "no reference scorer beside the source tree";
  if (std::system("python3 --version > /dev/null 2>&1") != 0) GTEST_SKIP() << "no python3";
  const std::string shared = DEMARCHE_SOURCE_DIR "/../shared";
  const std::pair<std::string, std::string> sets[] = {{kExample + "/gold.jsonl", kExample},
                                                      {shared + "/gold/seeds.jsonl", shared + "/seeds"}};
  for (const auto& [gold, texts] : sets) {
    ASSERT_LE(run("'" DEMARCHE_COMMAND "' code '" + texts + "'"), 1) << text("err");
    fs::rename(folder_ / "out", folder_ / "records");
    for (const std::string errors : {"", " --errors 5", " --errors 9999"}) {
      ASSERT_EQ(run("python3 '" + script + "' '" + gold + "' records '" + texts + "'" + errors), 0) << text("err");
      const std::string expected = text("out");
      ASSERT_EQ(eval("'" + gold + "' records --texts '" + texts + "'" + errors), 0) << text("err");
      EXPECT_EQ(text("out"), expected) << gold;
    }
  }
}

/// The hand-coded captures, where the folder is there: the ledger's recall must not fall.
TEST_F(EvalEvents, LedgerOfTheCaptures) {
  const std::string shared = DEMARCHE_SOURCE_DIR "/../shared";
  if (!fs::exists(shared + "/gold/seeds.jsonl")) GTEST_SKIP() << "no gold beside the source tree";
  ASSERT_LE(run("'" DEMARCHE_COMMAND "' code '" + shared + "/seeds'"), 1) << text("err");
  fs::rename(folder_ / "out", folder_ / "records");
  ASSERT_EQ(eval("'" + shared + "/gold/seeds.jsonl' records --texts '" + shared + "/seeds'"), 0) << text("err");
  const std::string out = text("out");
  double pledges = 0;
  ASSERT_EQ(std::sscanf(out.c_str() + out.find("pledges"), "pledges recall %lf", &pledges), 1) << out;
  EXPECT_GE(pledges, 0.80) << out;
}

TEST_F(EvalEvents, MissingTextsNameTheOption) {
  fs::copy_file(kExample + "/gold.jsonl", folder_ / "gold.jsonl");
  ASSERT_TRUE(write_file(folder_ / "records", ""));
  EXPECT_EQ(eval("gold.jsonl records"), 3);
  EXPECT_NE(text("err").find("Name the folder of the texts with --texts DIR"), std::string::npos) << text("err");
  EXPECT_EQ(eval("gold.jsonl records --texts '" + kExample + "'"), 0) << text("err");
  EXPECT_EQ(eval("gold.jsonl none"), 3);
  ASSERT_TRUE(write_file(folder_ / "records", "{\"kind\":\"event\"}\n"));
  EXPECT_EQ(eval("gold.jsonl records --texts '" + kExample + "'"), 3);
  EXPECT_NE(text("err").find("records:1"), std::string::npos) << text("err");
  EXPECT_EQ(eval("gold.jsonl records --errors -1"), 2);
  EXPECT_EQ(eval("--help"), 0);
  EXPECT_NE(text("out").find("Example:"), std::string::npos);
}

}  // namespace
}  // namespace demarche
