#include "knowledge/actors.h"

#include <gtest/gtest.h>

#include <fstream>

#include "knowledge/actors_table.h"

namespace demarche {
namespace {

namespace fs = std::filesystem;

/// A folder with small tables, removed at the end.
class ActorTables : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() /
              ("demarche-actors-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
               ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
    write("countries.tsv",
          "code\tname\taliases\tdemonyms\tpeople\tmetonyms\tfrom\tto\tid\n"
          "PER\tPeru\tRepublic of Peru\tPeruvian\tPeruvian;Peruvians\tLima;Palacio de Gobierno:GOV\t\t\t\n"
          "CIV\tCôte d'Ivoire\tIvory Coast\tIvorian\tIvorians\tYamoussoukro\t\t\t\n"
          "TUR\tTurkey\t\tTurkish\tTurk;Turks\tAnkara\t\t\t\n"
          "TUR\tOttoman Empire\t\tOttoman\tOttomans\t\t\t1922\tottoman-empire\n"
          "USA\tUnited States\tUS;USA\tAmerican;U.S.\tAmericans\tWashington\t\t\t\n");
    write("regions.tsv", "name\taliases\tcode\tkind\tflags\nCusco\tCuzco\tPER\tcity\t\n");
    write("organisations.tsv",
          "id\tcode\tsector\tname\taliases\theads\tcountry\tfrom\tto\n"
          "andean-pact\tIGO\t\tAndean Pact\tthe Andean Group\tbloc;pact\t\t1969\t\n");
    write("people.tsv",
          "id\tname\taliases\tgender\toffice\tof\tsector\tfrom\tto\n"
          "rosa-quispe\tRosa Quispe\tRosa María Quispe\tf\tforeign minister\tPER\t\t2001-03\t2004\n"
          "rosa-quispe\tRosa Quispe\t\tf\tsecretary general\tandean-pact\t\t2005\t\n"
          "jan-van-eck\tJan van der Eck\t\tm\tpresident\tCIV\t\t\t\n");
    write("groups.tsv", "id\tname\taliases\tcode\tsector\theads\nsouth\tGlobal South\tthe South\t\t\t\n");
    write("roles.tsv",
          "phrase\tsector\toffice\tkind\nforeign minister\tGOV\tforeign minister\tperson\nminister\tGOV\t\tperson\n"
          "forces\tMIL\t\tforce\nministry\tGOV\t\tbody\n");
    write("words.tsv", "list\twords\nname-particle\tvan;der\n");
  }
  void TearDown() override { fs::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }
  std::shared_ptr<const ActorLexicon> load() const {
    auto loaded = ActorLexicon::load(folder_);
    EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().text());
    return loaded ? *loaded : nullptr;
  }
  std::string failure() const {
    auto loaded = ActorLexicon::load(folder_);
    return loaded ? "" : loaded.error().text();
  }
  /// "units:id,id" of the match at the first word.
  static std::string match(const ActorLexicon& lexicon, const std::string& words, bool capitals = false) {
    UnitText text;
    text.assign(words);
    std::vector<NameSense> senses;
    const uint32_t units = lexicon.match(text, 0, capitals, senses);
    std::string out = std::to_string(units) + ":";
    for (const NameSense& sense : senses) out += (out.back() == ':' ? "" : ",") + lexicon.entry(sense.entry).id;
    return out;
  }

  fs::path folder_;
};

TEST_F(ActorTables, MatchesWhatTheNewsWrites) {
  const auto lexicon = load();
  ASSERT_TRUE(lexicon);
  EXPECT_EQ(match(*lexicon, "Republic of Peru and"), "3:peru");
  EXPECT_EQ(match(*lexicon, "Cote d’Ivoire"), "3:cote-d-ivoire");
  EXPECT_EQ(match(*lexicon, "Peru’s army"), "1:peru");
  EXPECT_EQ(match(*lexicon, "U.S. troops"), "1:united-states,united-states");
  EXPECT_EQ(match(*lexicon, "us too"), "0:");
  EXPECT_EQ(match(*lexicon, "turkey with rice"), "0:");
  EXPECT_EQ(match(*lexicon, "TURKEY VOTES", true), "1:turkey");
  EXPECT_EQ(match(*lexicon, "the united states of"), "0:");
  EXPECT_EQ(match(*lexicon, "united states law"), "2:united-states");
  EXPECT_EQ(match(*lexicon, "Andean Group"), "2:andean-pact");
  EXPECT_EQ(match(*lexicon, "the South"), "2:south");
  EXPECT_EQ(match(*lexicon, "South"), "0:");
  EXPECT_EQ(match(*lexicon, "Republic, of Peru"), "0:");
}

TEST_F(ActorTables, PeopleHaveSurnamesAndTerms) {
  const auto lexicon = load();
  ASSERT_TRUE(lexicon);
  EXPECT_EQ(match(*lexicon, "Rosa Maria Quispe"), "3:rosa-quispe");
  EXPECT_EQ(match(*lexicon, "Quispe said"), "1:rosa-quispe");
  EXPECT_EQ(match(*lexicon, "Van der Eck said"), "3:jan-van-eck");
  const ActorEntry& person = lexicon->entry(lexicon->by_id("rosa-quispe"));
  EXPECT_TRUE(person.female);
  EXPECT_EQ(person.code, "IGO");
  ASSERT_EQ(person.terms.size(), 2u);
  EXPECT_EQ(person.terms[0].from.text(), "2001-03-01");
  EXPECT_EQ(person.terms[0].to.text(), "2004-12-31");
  EXPECT_TRUE(person.terms[0].overlaps(Date{2004, 5, 1}, Date{}));
  EXPECT_FALSE(person.terms[0].overlaps(Date{2005, 1, 1}, Date{2005, 1, 1}));
  EXPECT_EQ(lexicon->holders("PER", "foreign minister").size(), 1u);
}

TEST_F(ActorTables, RolesMatchEitherNumber) {
  const auto lexicon = load();
  ASSERT_TRUE(lexicon);
  UnitText text;
  text.assign("foreign ministers");
  EXPECT_EQ(lexicon->match_role(text, 0).units, 2u);
  text.assign("ministries");
  EXPECT_EQ(lexicon->match_role(text, 0).role->phrase, "ministry");
  text.assign("force");
  EXPECT_EQ(lexicon->match_role(text, 0).units, 0u);
  text.assign("forces");
  EXPECT_EQ(lexicon->match_role(text, 0).role->sector, "MIL");
}

TEST_F(ActorTables, StatesByTheirTime) {
  const auto lexicon = load();
  ASSERT_TRUE(lexicon);
  EXPECT_EQ(lexicon->entry(lexicon->country("TUR")).id, "turkey");
  EXPECT_EQ(lexicon->entry(lexicon->country("TUR", Date{2000, 1, 1})).id, "turkey");
  EXPECT_EQ(lexicon->country("XXX"), ActorLexicon::kNone);
}

TEST_F(ActorTables, ErrorsNameFileAndLine) {
  write("roles.tsv", "phrase\tsector\toffice\tkind\nforces\tMIL\t\tarmy\n");
  EXPECT_NE(failure().find("roles.tsv:2: found the kind 'army'"), std::string::npos) << failure();
  write("roles.tsv", "phrase\tsektor\toffice\tkind\n");
  EXPECT_NE(failure().find("found column 'sektor'"), std::string::npos) << failure();
  write("roles.tsv", "phrase\tsector\toffice\tkind\n\tMIL\t\tforce\n");
  EXPECT_NE(failure().find("roles.tsv:2: found an empty cell 'phrase'"), std::string::npos) << failure();
  write("roles.tsv", "");
  EXPECT_NE(failure().find("no header line"), std::string::npos) << failure();
  write("roles.tsv", "phrase\tsector\toffice\tkind\nb\xFF\tMIL\t\tforce\n");
  EXPECT_NE(failure().find("bad_encoding"), std::string::npos) << failure();
  fs::remove(folder_ / "roles.tsv");
  EXPECT_NE(failure().find("roles.tsv"), std::string::npos) << failure();
}

TEST_F(ActorTables, RefusesUnknownOfficesAndDates) {
  write("people.tsv", "id\tname\taliases\tgender\toffice\tof\tsector\tfrom\tto\nx\tX Y\t\tm\tking\tnowhere\t\t\t\n");
  EXPECT_NE(failure().find("people.tsv:2: found an office of 'nowhere'"), std::string::npos) << failure();
  write("people.tsv", "id\tname\taliases\tgender\toffice\tof\tsector\tfrom\tto\nx\tX Y\t\tm\tking\tPER\t\t2004-13\t\n");
  EXPECT_NE(failure().find("2004-13"), std::string::npos) << failure();
}

TEST_F(ActorTables, OverlayReplacesAndAdds) {
  const fs::path overlay = folder_ / "overlay";
  fs::create_directories(overlay);
  std::ofstream(overlay / "organisations.tsv")
      << "id\tname\tcode\nandean-pact\tPact of the Andes\tIGO\nacme\tAcme Board\tPER\n";
  const std::vector<fs::path> overlays = {overlay};
  auto loaded = ActorLexicon::load(folder_, overlays);
  ASSERT_TRUE(loaded) << loaded.error().text();
  EXPECT_EQ(match(**loaded, "Andean Pact"), "0:");
  EXPECT_EQ(match(**loaded, "Pact of the Andes"), "4:andean-pact");
  EXPECT_EQ(match(**loaded, "Acme Board"), "2:acme");
}

TEST_F(ActorTables, ConflictsAreListed) {
  write("regions.tsv", "name\taliases\tcode\tkind\tflags\nLima\t\tUSA\tcity\t\n");
  const auto lexicon = load();
  ASSERT_TRUE(lexicon);
  ASSERT_EQ(lexicon->conflicts().size(), 1u);
  EXPECT_EQ(lexicon->conflicts().front(), "Lima: countries.tsv:2, regions.tsv:2");
}

TEST(NameUnits, HostileBytesAreBorne) {
  UnitText text;
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>(i * 37 % 256);
  text.assign(bytes);
  for (const NameUnit& unit : text.units) {
    EXPECT_LE(unit.begin, unit.end);
    EXPECT_LE(unit.end, bytes.size());
  }
  EXPECT_EQ(slug("Côte d'Ivoire"), "cote-d-ivoire");
  EXPECT_EQ(slug("U.S. House"), "us-house");
}

TEST(ActorTable, ShippedTablesLoad) {
  auto loaded = ActorLexicon::load(DEMARCHE_SOURCE_DIR "/knowledge/actors");
  ASSERT_TRUE(loaded) << loaded.error().text();
  EXPECT_GT((*loaded)->name_count(), 10000u);
}

}  // namespace
}  // namespace demarche
