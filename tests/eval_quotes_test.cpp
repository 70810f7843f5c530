// Runs `demarche eval quotes` as a user would.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "command_test.h"

namespace demarche {
namespace {

class EvalQuotes : public testing::CommandTest {
 protected:
  int run(const std::string& options) {
    const int exit = CommandTest::run("'" DEMARCHE_COMMAND "' " + options);
    out_ = text("out");
    err_ = text("err");
    return exit;
  }

  std::string out_, err_;
};

constexpr const char* kGold = R"({"id":"a","text":"Lima\n\nPresident Ana Soto said that the port would open.",)"
                              R"("attributions":[{"source":[[6,24]],"cue":[[25,29]],"content":[[30,54]]}]})"
                              "\n";

TEST_F(EvalQuotes, PrintsTheTableAndTheAnswers) {
  put("gold.jsonl", kGold);
  ASSERT_EQ(run("eval quotes gold.jsonl --errors 3 --predictions answers.jsonl"), 0) << err_;
  EXPECT_NE(out_.find("content   precision 1.000 (5/5)  recall 1.000 (5/5)  F1 1.000"), std::string::npos) << out_;
  EXPECT_NE(out_.find("source    overlap 1.000"), std::string::npos) << out_;
  EXPECT_NE(out_.find("cue       overlap 1.000"), std::string::npos) << out_;
  const auto line = nlohmann::json::parse(read_file(folder_ / "answers.jsonl").value());
  EXPECT_EQ(line["id"], "a");
  EXPECT_EQ(line["attributions"][0]["type"], "indirect");
  EXPECT_EQ(line["attributions"][0]["class"], "say");
  EXPECT_EQ(line["attributions"][0]["content"], nlohmann::json::parse("[[30,54]]"));
}

TEST_F(EvalQuotes, ErrorsNameFileAndLine) {
  put("gold.jsonl", std::string(kGold) + "{\n");
  EXPECT_EQ(run("eval quotes gold.jsonl"), 3);
  EXPECT_NE(err_.find("gold.jsonl:2"), std::string::npos) << err_;
  EXPECT_EQ(run("eval quotes nowhere.jsonl"), 3);
}

/// The development set of attributions, where the folder is there: the figures that must not fall.
TEST_F(EvalQuotes, DevelopmentSet) {
  const std::filesystem::path file = DEMARCHE_SOURCE_DIR "/../shared/dev/quotes/polnear_dev.jsonl.zst";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not there";
  ASSERT_EQ(run("eval quotes '" + file.string() + "'"), 0) << err_;
  const auto figure = [&](const std::string& row, const std::string& name) {
    const size_t at = out_.find(name + " ", out_.find("\n" + row));
    return std::stod(out_.substr(at + name.size() + 1, 5));
  };
  EXPECT_GE(figure("content", "F1"), 0.80) << out_;
  EXPECT_GE(figure("direct", "F1"), 0.92) << out_;
  EXPECT_GE(figure("direct", "precision"), 0.95) << out_;
  EXPECT_GE(figure("mixed", "F1"), 0.78) << out_;
  EXPECT_GE(figure("indirect", "F1"), 0.62) << out_;
  EXPECT_GE(figure("source", "overlap"), 0.78) << out_;
  EXPECT_GE(figure("cue", "overlap"), 0.77) << out_;
}

}  // namespace
}  // namespace demarche
