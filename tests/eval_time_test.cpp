// Runs `demarche eval time` as a user would.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/file.h"
#include "command_test.h"

namespace demarche {
namespace {

class EvalTime : public testing::CommandTest {
 protected:
  int run(const std::string& options) {
    const int exit = CommandTest::run("'" DEMARCHE_COMMAND "' " + options);
    out_ = text("out");
    err_ = text("err");
    return exit;
  }

  std::string out_, err_;
};

constexpr const char* kGold =
    R"({"id":"a","text":"The envoys met on Monday.","published":"2022-02-16","expressions":[{"span":[18,24],)"
    R"("type":"DATE","value":"2022-02-14","from":"2022-02-14","to":"2022-02-14","precision":"day"}]})"
    "\n";

TEST_F(EvalTime, PrintsTheTableAndTheAnswers) {
  put("gold.jsonl", kGold);
  ASSERT_EQ(run("eval time gold.jsonl --errors 3 --predictions answers.jsonl"), 0) << err_;
  EXPECT_NE(out_.find("strict     precision 1.000 (1/1)  recall 1.000 (1/1)  F1 1.000"), std::string::npos) << out_;
  EXPECT_NE(out_.find("days       accuracy 1.000 (1/1)"), std::string::npos) << out_;
  const auto line = nlohmann::json::parse(read_file(folder_ / "answers.jsonl").value());
  EXPECT_EQ(line["id"], "a");
  EXPECT_EQ(line["expressions"][0]["text"], "Monday");
  EXPECT_EQ(line["expressions"][0]["how"], "weekday");
}

TEST_F(EvalTime, ErrorsNameFileAndLine) {
  put("gold.jsonl", std::string(kGold) + "{\n");
  EXPECT_EQ(run("eval time gold.jsonl"), 3);
  EXPECT_NE(err_.find("gold.jsonl:2"), std::string::npos) << err_;
  EXPECT_EQ(run("eval time nowhere.jsonl"), 3);
}

/// Our own cases as gold: the figures that must not fall.
TEST_F(EvalTime, OwnCases) {
  ASSERT_EQ(run("eval time '" DEMARCHE_SOURCE_DIR "/tests/golden/timex'"), 0) << err_;
  const auto figure = [&](const std::string& row, const std::string& name) {
    const size_t at = out_.find(name + " ", out_.find("\n" + row));
    return std::stod(out_.substr(at + name.size() + 1, 5));
  };
  EXPECT_GE(figure("strict", "F1"), 0.99) << out_;
  EXPECT_GE(figure("value", "F1"), 0.98) << out_;
  EXPECT_GE(figure("days", "accuracy"), 0.98) << out_;
  EXPECT_GE(figure("left open", "accuracy"), 0.98) << out_;
}

}  // namespace
}  // namespace demarche
