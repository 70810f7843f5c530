#include "language/lemmatizer.h"

#include <gtest/gtest.h>

#include <sstream>

#include "base/utf8.h"
#include "golden.h"
#include "language/shipped_model_for_tests.h"
#include "language/word_form.h"

namespace demarche {
namespace {

std::string lemma_of(const LoadedModel& model, const std::string& form, const TagName& tag) {
  std::string buffer;
  const std::string canonical(canonical_form(form, buffer));
  const uint16_t rule = choose_rule(model.lemmas(), model.packed(), to_lower(canonical), tag);
  return apply_rule(model.lemmas().rule(rule), canonical, keeps_case(tag));
}

}  // namespace

TEST(Lemmatizer, Golden) {
  const auto model = std::static_pointer_cast<const LoadedModel>(shipped_model());
  ASSERT_TRUE(model);
  testing::run_golden("tests/golden/lemmas", [&](const testing::GoldenCase& one) {
    std::istringstream in(one.input);
    std::string form, upos;
    TagName tag;
    in >> form >> upos >> tag.xpos;
    EXPECT_TRUE(parse_upos(upos, tag.upos)) << one.input;
    return lemma_of(*model, form, tag);
  });
}

TEST(Lemmatizer, LemmasOutliveTheNextText) {
  const auto model = std::static_pointer_cast<const LoadedModel>(shipped_model());
  ASSERT_TRUE(model);
  Analyzer analyzer(model);
  const Capture first = capture_of("Rebels seized two towns.");
  const Parse parse = analyzer.parse(first, one_block(first));
  for (int i = 0; i < 50; ++i) {
    const Capture other = capture_of("They were taking seats and told stories.");
    analyzer.parse(other, one_block(other));
  }
  ASSERT_EQ(parse.sentences.size(), 1u);
  EXPECT_EQ(parse.sentences[0].tokens[0].lemma, "rebel");
  EXPECT_EQ(parse.sentences[0].tokens[1].lemma, "seize");
}

TEST(LemmaTable, RefusesBrokenBytes) {
  EXPECT_FALSE(LemmaTable::read("", "x"));
  std::string bytes = LemmaTable::pack({{0, ""}, {1, "y"}}, {{77, {1}}});
  EXPECT_TRUE(LemmaTable::read(bytes, "x"));
  EXPECT_FALSE(LemmaTable::read(bytes.substr(0, bytes.size() - 1), "x"));
}

}  // namespace demarche
