// Runs tests/golden/sentences: one block of text in, its sentences and tokens out.
#include <gtest/gtest.h>

#include "golden.h"
#include "language/shipped_model_for_tests.h"

namespace demarche {

TEST(Sentences, Golden) {
  const auto model = shipped_model();
  ASSERT_TRUE(model);
  Analyzer analyzer(model);
  testing::run_golden("tests/golden/sentences", [&](const testing::GoldenCase& one) {
    std::string out;
    const Capture capture = capture_of(one.input);
    for (const Sentence& sentence : analyzer.parse(capture, one_block(capture)).sentences) {
      for (const Token& token : sentence.tokens) out += std::string(token.form) + " ";
      if (!out.empty()) out.back() = '\n';
    }
    return out;
  });
}

}  // namespace demarche
