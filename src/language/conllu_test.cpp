#include "language/conllu.h"

#include <gtest/gtest.h>

namespace demarche {
namespace {

constexpr const char* kSample =
    "# newdoc id = a\n"
    "# sent_id = 1\n"
    "1-2\tCan't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "1\tCa\tcan\tAUX\tMD\t_\t3\taux\t_\t_\n"
    "2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n"
    "3\tsail\tsail\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n"
    "3.1\tsail\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "4\t!\t!\tPUNCT\t.\t_\t3\tpunct\t_\t_\n"
    "\n";

std::string line(const std::string& id, const std::string& head, const std::string& relation = "obj") {
  return id + "\tx\tx\tNOUN\tNN\t_\t" + head + "\t" + relation + "\t_\t_\n";
}

}  // namespace

TEST(Conllu, ReadsRangesAndSpaces) {
  const auto read = read_conllu(kSample, "sample");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 1u);
  const ConlluSentence& sentence = read->front();
  EXPECT_EQ(sentence.text, "Can't sail! ");
  EXPECT_TRUE(sentence.new_paragraph);
  ASSERT_EQ(sentence.words.size(), 4u);
  EXPECT_EQ(sentence.words[1].text_span.in(sentence.text), "n't");
  EXPECT_TRUE(sentence.words[1].space_after);
  EXPECT_FALSE(sentence.words[2].space_after);
  EXPECT_EQ(sentence.words[3].head, 3);
}

TEST(Conllu, RefusesWhatIsNoTreebank) {
  for (const std::string& bad : {std::string("1\tx\n"), line("2", "0"), line("1", "2"), line("1", "-1"),
                                 line("1", "0", "nonsense"), std::string("1\tx\tx\tNOON\tNN\t_\t0\troot\t_\t_\n")}) {
    const auto read = read_conllu(bad, "bad");
    ASSERT_FALSE(read) << bad;
    EXPECT_EQ(read.error().code, ErrorCode::bad_format);
    EXPECT_EQ(read.error().where, "bad:1");
  }
}

TEST(Conllu, WritesWhatItReads) {
  const std::string text = "Ships left.";
  Sentence sentence;
  sentence.span = {0, 11};
  Token ships, left, stop;
  ships = {{0, 5}, "Ships", "ship", Upos::NOUN, "NNS", 1, Relation::nsubj, Subtype::none, 250, true};
  left = {{6, 10}, "left", "leave", Upos::VERB, "VBD", -1, Relation::root, Subtype::none, 255, false};
  stop = {{10, 11}, ".", ".", Upos::PUNCT, ".", 1, Relation::punct, Subtype::none, 255, true};
  sentence.tokens = {ships, left, stop};
  std::string out;
  write_conllu(sentence, text, out);
  EXPECT_NE(out.find("# span = 0 11\n# text = Ships left.\n"), std::string::npos);
  const auto read = read_conllu(out, "written");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->front().words[0].head, 2);
  EXPECT_EQ(read->front().words[1].lemma, "leave");
  EXPECT_FALSE(read->front().words[1].space_after);
}

TEST(Conllu, KnowsRelationsAndSubtypes) {
  Relation relation;
  Subtype subtype;
  ASSERT_TRUE(parse_relation("nsubj:pass", relation, subtype));
  EXPECT_EQ(relation, Relation::nsubj);
  EXPECT_EQ(subtype, Subtype::pass);
  ASSERT_TRUE(parse_relation("obl:elsewhere", relation, subtype));
  EXPECT_EQ(subtype, Subtype::other);
  EXPECT_FALSE(parse_relation("nsub", relation, subtype));
}

}  // namespace demarche
