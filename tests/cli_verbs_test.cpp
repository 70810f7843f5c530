// Runs the built command as a user would: read, explain, events.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/file.h"
#include "cli/sample_store.h"
#include "golden.h"
#include "record/json.h"
#include "store/sqlite.h"

namespace demarche {
namespace {

namespace fs = std::filesystem;

struct Outcome {
  int exit = -1;
  std::string out;
  std::string err;
};

class CliTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "demarche-cli-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    fs::create_directories(folder_ / "press");
    put("press/gazette.txt",
        "Ruling Council Meets\n\nBrazil condemned Argentina on Monday. Brazilian officials demanded that Argentina "
        "withdraw its "
        "troops from the border.\n\n“We will answer every provocation,” the Brazilian foreign minister said.\n");
    put("press/herald.txt",
        "Envoys Talk in Lima\n\nPeru and Chile signed an agreement on fishing on Tuesday. Chile denied that it had "
        "threatened "
        "Peru.\n");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void put(const std::string& name, const std::string& text) const { ASSERT_TRUE(write_file(folder_ / name, text)); }

  /// Runs the command in the test's folder. `options` are shell words; `before` stands before the command.
  Outcome run(const std::string& options, const std::string& before = "") const {
    const std::string line = "cd '" + folder_.string() + "' && " + before + " '" DEMARCHE_COMMAND "' " + options +
                             " > out.captured 2> err.captured < /dev/null";
    const int status = std::system(line.c_str());
    Outcome result;
    result.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    result.out = read_file(folder_ / "out.captured").value();
    result.err = read_file(folder_ / "err.captured").value();
    return result;
  }

  /// Every row of the store as text.
  std::string dump(const std::string& store) const {
    auto connection = Connection::open(folder_ / store, Connection::Mode::read);
    std::string out;
    for (const std::string table : {"runs", "captures", "texts", "articles", "blocks", "events", "entities", "quotes",
                                    "pledges", "pledge_evidence", "problems"}) {
      auto rows = (*connection)->prepare("SELECT * FROM " + table + " ORDER BY 1, 2, 3");
      EXPECT_TRUE(rows);
      out += "# " + table + "\n";
      while (rows && *rows->step()) {
        for (int column = 0; column < rows->columns(); ++column) out += rows->string(column) + "|";
        out += "\n";
      }
    }
    return out;
  }

  std::string example() const { return DEMARCHE_SOURCE_DIR "/examples/october-1962"; }

  fs::path folder_;
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_F(CliTest, ReadPrintsADossierAndFillsAStore) {
  const Outcome read = run("read press");
  EXPECT_TRUE(read.exit == 0 || read.exit == 1) << read.err;
  EXPECT_TRUE(contains(read.out, "What was read")) << read.out;
  EXPECT_TRUE(contains(read.out, "Strongest dyads")) << read.out;
  EXPECT_FALSE(contains(read.out, "\x1b")) << "no colours in a pipe";
  EXPECT_TRUE(contains(read.err, "2 captures")) << read.err;
  EXPECT_TRUE(fs::exists(folder_ / "demarche.db"));
  EXPECT_FALSE(fs::exists(folder_ / "demarche.db-wal"));
}

TEST_F(CliTest, ReadingTwiceChangesNothing) {
  run("read press");
  const std::string before = dump("demarche.db");
  const Outcome first = run("read");
  const Outcome again = run("read press");
  EXPECT_EQ(dump("demarche.db"), before);
  EXPECT_TRUE(contains(again.err, "2 of them in the store already")) << again.err;
  EXPECT_EQ(first.out.substr(first.out.find('\n')), again.out.substr(again.out.find('\n')));
  run("read ./press/../press");
  EXPECT_EQ(dump("demarche.db"), before) << "however the path is written";
  run("read press --fresh");
  EXPECT_EQ(dump("demarche.db"), before);
}

TEST_F(CliTest, ThreadsAndOrderLeaveNoTrace) {
  run("read '" + example() + "' --store one.db --threads 1");
  run("read '" + example() + "' --store four.db --threads 4");
  EXPECT_EQ(dump("one.db"), dump("four.db"));
}

TEST_F(CliTest, AKilledRunGoesOn) {
  run("read '" + example() + "' --store whole.db");
  const std::string whole = dump("whole.db");
  for (const int wait : {5, 20, 45, 80, 130, 180}) {
    const pid_t child = fork();
    if (child == 0) {
      const int null = open("/dev/null", O_WRONLY);
      dup2(null, 1);
      dup2(null, 2);
      if (chdir(folder_.c_str()) != 0) _exit(9);
      execl(DEMARCHE_COMMAND, DEMARCHE_COMMAND, "read", example().c_str(), "--store", "killed.db", "--threads", "2",
            nullptr);
      _exit(9);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(wait));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
  }
  const Outcome last = run("read '" + example() + "' --store killed.db");
  EXPECT_TRUE(last.exit == 0 || last.exit == 1) << last.err;
  EXPECT_EQ(dump("killed.db"), whole);
}

TEST_F(CliTest, AMistypedPathNamesTheNearest) {
  const Outcome read = run("read pres");
  EXPECT_EQ(read.exit, 3);
  EXPECT_TRUE(contains(read.err, "no such file or folder: pres. Did you mean press?")) << read.err;
  EXPECT_FALSE(fs::exists(folder_ / "demarche.db"));
  EXPECT_TRUE(contains(run("read press/gazete.txt").err, "Did you mean press/gazette.txt?"));
  EXPECT_TRUE(contains(run("read zzzzzzzzz").err, "Check the spelling"));
}

TEST_F(CliTest, AnEmptyFolderIsSaid) {
  fs::create_directory(folder_ / "none");
  const Outcome read = run("read none");
  EXPECT_EQ(read.exit, 1);
  EXPECT_TRUE(contains(read.err, "found no captures")) << read.err;
}

TEST_F(CliTest, WithoutAnythingToReadItSaysSo) {
  EXPECT_EQ(run("read").exit, 2);
  EXPECT_EQ(run("read press --color blue").exit, 2);
  EXPECT_EQ(run("read press --published someday").exit, 2);
  EXPECT_EQ(run("events --since yesterday").exit, 2);
  EXPECT_EQ(run("explain").exit, 2);
}

TEST_F(CliTest, BadInputsBecomeProblemsAndTheRestIsRead) {
  put("press/torn.bin", std::string("\x7f") + "ELF" + std::string(300, '\0') + "\x01\x02\xff\xfe");
  put("press/empty.txt", "");
  put("press/broken.txt", "Peru condemned Chile on Friday.\xc3\x28 It said so \xff twice.\n");
  put("press/deep.txt", std::string(100000, '[') + std::string(100000, '"') + "\n");
  const Outcome read = run("read press");
  EXPECT_EQ(read.exit, 1) << read.err;
  EXPECT_TRUE(contains(read.out, "torn.bin")) << read.out;
  const Outcome again = run("read press");
  EXPECT_TRUE(contains(again.out, "torn.bin"));
  fs::remove(folder_ / "press/torn.bin");
  put("press/torn.bin", "Peru thanked Chile on Friday.\n");
  EXPECT_FALSE(contains(run("read press").out, "torn.bin [")) << "its problem goes when it can be read";
}

TEST_F(CliTest, ChangedFilesReplaceWhatTheyHeld) {
  run("read press");
  put("press/herald.txt", "Envoys Talk in Lima\n\nBolivia accused Paraguay of smuggling on Tuesday.\n");
  run("read press");
  EXPECT_FALSE(contains(dump("demarche.db"), "fishing"));
  EXPECT_TRUE(contains(dump("demarche.db"), "herald.txt"));
}

TEST_F(CliTest, TheJsonDossierParses) {
  const Outcome read = run("read press --json");
  const auto json = nlohmann::json::parse(read.out, nullptr, false);
  ASSERT_FALSE(json.is_discarded()) << read.out;
  EXPECT_EQ(json["kind"], "dossier");
  EXPECT_EQ(json["read"]["articles"], 2);
  for (const char* key : {"parties", "dyads", "ledger", "more_ledger", "key_quotes", "days", "undated", "history",
                          "matrix", "speakers", "problem_records"}) {
    EXPECT_TRUE(json.contains(key)) << key;
  }
}

TEST_F(CliTest, ColoursOnlyWhenAsked) {
  EXPECT_TRUE(contains(run("read press --color always").out, "\x1b["));
  EXPECT_FALSE(contains(run("read --color auto").out, "\x1b["));
  EXPECT_FALSE(contains(run("read --color never").out, "\x1b["));
}

TEST_F(CliTest, ForeignFilesAreLeftAlone) {
  put("notes.db", std::string(500, 'x'));
  const Outcome read = run("read press --store notes.db");
  EXPECT_EQ(read.exit, 5) << read.err;
  EXPECT_EQ(read_file(folder_ / "notes.db").value(), std::string(500, 'x'));
  EXPECT_EQ(run("read press --store notes.db --fresh").exit, 5);
  EXPECT_EQ(run("events --store notes.db").exit, 5);
  EXPECT_EQ(run("read press --store no/such/folder/a.db").exit, 4);
}

TEST_F(CliTest, AFullDiskIsAnErrorWithARemedy) {
  const Outcome output =
      run("events", "'" DEMARCHE_COMMAND "' read press > /dev/full 2> full.err; echo $? >> full.err;");
  const std::string full = read_file(folder_ / "full.err").value();
  EXPECT_TRUE(contains(full, "standard output cannot be written") && contains(full, "\n4\n")) << full;
  EXPECT_EQ(output.exit, 0) << "the store was written all the same";
  const Outcome store = run("read '" + example() + "' --store small.db", "trap '' XFSZ; ulimit -f 120;");
  EXPECT_EQ(store.exit, 4) << store.err;
  EXPECT_TRUE(contains(store.err, "store")) << store.err;
  const Outcome after = run("read '" + example() + "' --store small.db");
  EXPECT_TRUE(after.exit == 0 || after.exit == 1) << after.err;
  run("read '" + example() + "' --store whole.db");
  EXPECT_EQ(dump("small.db"), dump("whole.db"));
}

TEST_F(CliTest, EventsFilterAndSpeakJson) {
  ASSERT_TRUE(testing::write_sample_store(folder_ / "s.db"));
  const Outcome all = run("events --store s.db --json");
  EXPECT_EQ(all.exit, 0) << all.err;
  std::istringstream lines(all.out);
  size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) EXPECT_TRUE(event_from_json(line)) << line;
  EXPECT_EQ(count, 9u);
  const auto rows = [&](const std::string& options) {
    const std::string out = run("events --store s.db " + options).out;
    return out.empty() ? 0 : std::count(out.begin(), out.end(), '\n') - 1;
  };
  EXPECT_EQ(rows("--actor USA"), 4);
  EXPECT_EQ(rows("--actor khrushchev"), 1);
  EXPECT_EQ(rows("--type threaten"), 1);
  EXPECT_EQ(rows("--status historical"), 1);
  EXPECT_EQ(rows("--since 1962-10-23"), 2);
  EXPECT_EQ(rows("--limit 3"), 3);
  EXPECT_EQ(run("events --store s.db --actor Nobody").exit, 1);
  EXPECT_TRUE(contains(run("events --store s.db --type SHOUT").err, "THREATEN"));
  EXPECT_EQ(run("events --store none.db").exit, 3);
}

TEST_F(CliTest, ExplainReplaysARecord) {
  run("read press");
  const Outcome events = run("events --json");
  ASSERT_FALSE(events.out.empty());
  const std::string id = event_from_json(events.out.substr(0, events.out.find('\n')))->id;
  const Outcome explained = run("explain " + id.substr(0, 10));
  EXPECT_EQ(explained.exit, 0) << explained.err;
  for (const char* part : {"read again from", "{", "Actors", "because", "Steps", "Frame", "Parse", "version"}) {
    EXPECT_TRUE(contains(explained.out, part)) << part << "\n" << explained.out;
  }
  fs::remove_all(folder_ / "press");
  const Outcome without = run("explain " + id);
  EXPECT_TRUE(contains(without.out, "the stored evidence")) << without.out;
  EXPECT_TRUE(contains(without.out, "{")) << without.out;
}

TEST_F(CliTest, ExplainUsesKeptTexts) {
  run("read press --keep-text");
  const std::string id = event_from_json(run("events --json --limit 1").out)->id;
  fs::remove_all(folder_ / "press");
  EXPECT_TRUE(contains(run("explain " + id).out, "kept in the store"));
}

TEST_F(CliTest, ExplainNamesTheNearestIdAndTheCandidates) {
  ASSERT_TRUE(testing::write_sample_store(folder_ / "s.db"));
  const Outcome wrong = run("explain ffffffffffffffffffff --store s.db");
  EXPECT_EQ(wrong.exit, 3);
  EXPECT_TRUE(contains(wrong.err, "The nearest is")) << wrong.err;
  EXPECT_EQ(run("explain 'not an id' --store s.db").exit, 3);
}

TEST_F(CliTest, EveryVerbHasHelpWithExamples) {
  for (const char* verb : {"read", "code", "explain", "events", "quotes", "ledger"}) {
    const Outcome help = run(std::string(verb) + " --help");
    EXPECT_EQ(help.exit, 0);
    EXPECT_TRUE(contains(help.out, "Examples:")) << verb;
  }
}

/// The page made from hand-made records; the input of each case is the command's options.
TEST_F(CliTest, GoldenDossier) {
  ASSERT_TRUE(testing::write_sample_store(folder_ / "s.db"));
  testing::run_golden("tests/golden/dossier", [&](const testing::GoldenCase& one) { return run(one.input).out; });
}

}  // namespace
}  // namespace demarche
