// Files and folders as a user has them: order, side-cars, links, rights, limits.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "capture/content.h"
#include "taken.h"

namespace demarche {
namespace {
namespace fs = std::filesystem;

/// A folder that goes away again.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "capture_test_XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~Folder() {
    std::error_code ignored;
    fs::permissions(path_, fs::perms::owner_all, ignored);
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const fs::path& path() const { return path_; }
  void write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }
  Taken read(const ReadOptions& options = {}) const {
    Taken out;
    EXPECT_TRUE(read_path(path_, options, out.sink()));
    return out;
  }

 private:
  fs::path path_;
};

TEST(ReadPath, FolderInOrder) {
  const Folder folder;
  folder.write("b.txt", "second");
  folder.write("a/z.txt", "first");
  folder.write("c.jsonl", "{\"id\":\"third\",\"text\":\"x\"}\n");
  folder.write(".hidden", "never");
  folder.write(".git/x.txt", "never");
  folder.write("store.db", std::string("SQLite format 3\0xyz", 19));
  folder.write("photo.jpg", std::string("\xFF\xD8\xFF\xE0\0", 5));
  folder.write("empty.txt", "");
  const Taken taken = folder.read();
  ASSERT_EQ(taken.captures.size(), 3u);
  EXPECT_EQ(taken.captures[0].id, "z.txt");
  EXPECT_EQ(taken.captures[0].source, (folder.path() / "a/z.txt").string());
  EXPECT_EQ(taken.captures[1].id, "b.txt");
  EXPECT_EQ(taken.captures[2].id, "third");
  ASSERT_EQ(taken.problems.size(), 2u);
  EXPECT_EQ(taken.problems[0].code, ErrorCode::not_coded);
  EXPECT_EQ(taken.problems[1].code, ErrorCode::bad_encoding);
}

TEST(ReadPath, SideCars) {
  const Folder folder;
  folder.write("a.txt", "First words.");
  folder.write("a.txt.meta.json",
               "{\"id\":\"first\",\"title\":\"T\",\"published\":\"2020-01-02\",\"outlet\":\"Own Paper\"}");
  folder.write("a.meta.json", "{\"id\":\"never\"}");
  folder.write("b.txt", "Second words.");
  folder.write("b.meta.json", "{\n \"byline\": \"B\", \"captured\": \"2020-01-04\", \"note\": [1]\n}\n");
  folder.write("c.txt", "Third words.");
  folder.write("c.meta.json", "{\"title\": ");
  folder.write("d.jsonl", "{\"id\":\"d\",\"text\":\"Fourth words.\"}\n");
  folder.write("d.jsonl.meta.json", "{\"outlet\":\"Wire\",\"id\":\"not for lines\"}");
  folder.write("orphan.meta.json", "{\"title\":\"alone\"}");
  ReadOptions options;
  options.defaults.outlet = "Default Post";
  options.defaults.published = "1999-01-01";
  const Taken taken = folder.read(options);
  ASSERT_EQ(taken.captures.size(), 4u) << taken.messages();
  EXPECT_EQ(taken.captures[0].id, "first");
  EXPECT_EQ(taken.captures[0].title, "T");
  EXPECT_EQ(taken.captures[0].published, "2020-01-02");
  EXPECT_EQ(taken.captures[0].outlet, "Own Paper");
  EXPECT_EQ(taken.captures[1].id, "b.txt");
  EXPECT_EQ(taken.captures[1].byline, "B");
  EXPECT_EQ(taken.captures[1].captured, "2020-01-04");
  EXPECT_EQ(taken.captures[1].outlet, "Default Post");
  EXPECT_EQ(taken.captures[2].id, "c.txt");
  EXPECT_EQ(taken.captures[3].id, "d");
  EXPECT_EQ(taken.captures[3].outlet, "Wire");
  EXPECT_EQ(taken.captures[3].published, "1999-01-01");
  ASSERT_EQ(taken.problems.size(), 2u) << taken.messages();
  EXPECT_NE(taken.problems[0].message.find("c.meta.json"), std::string::npos);
  EXPECT_NE(taken.problems[0].message.find("read without it"), std::string::npos);
  EXPECT_NE(taken.problems[1].message.find("orphan.meta.json"), std::string::npos);
  // Named itself, with its partner there, it is no input either.
  Taken named;
  EXPECT_TRUE(read_path(folder.path() / "b.meta.json", {}, named.sink()));
  EXPECT_TRUE(read_path(folder.path() / "b.txt", {}, named.sink()));
  ASSERT_EQ(named.captures.size(), 1u);
  EXPECT_EQ(named.captures[0].byline, "B");
  EXPECT_EQ(named.problems.size(), 0u);
}

TEST(ReadPath, LinksInACircle) {
  const Folder folder;
  folder.write("in/a.txt", "words");
  fs::create_directory_symlink(folder.path(), folder.path() / "in/up");
  fs::create_directory_symlink(folder.path() / "in", folder.path() / "other");
  fs::create_symlink(folder.path() / "nowhere", folder.path() / "dangling");
  const Taken taken = folder.read();
  EXPECT_EQ(taken.captures.size(), 1u);
  ASSERT_EQ(taken.problems.size(), 1u);
  EXPECT_EQ(taken.problems[0].code, ErrorCode::not_readable);
}

TEST(ReadPath, WithoutRights) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const Folder folder;
  folder.write("open.txt", "words");
  folder.write("shut/in.txt", "words");
  folder.write("shut.txt", "words");
  fs::permissions(folder.path() / "shut", fs::perms::none);
  fs::permissions(folder.path() / "shut.txt", fs::perms::none);
  const Taken taken = folder.read();
  fs::permissions(folder.path() / "shut", fs::perms::owner_all);
  EXPECT_EQ(taken.captures.size(), 1u);
  EXPECT_EQ(taken.problems.size(), 2u);
}

TEST(ReadPath, MissingAndTooLarge) {
  Taken taken;
  const Result<void> missing = read_path("/nonexistent/x", {}, taken.sink());
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  const Folder folder;
  folder.write("long.txt", std::string(5000, 'x'));
  ReadOptions options;
  options.max_capture_bytes = 4999;
  const Taken long_one = folder.read(options);
  ASSERT_EQ(long_one.problems.size(), 1u);
  EXPECT_EQ(long_one.problems[0].code, ErrorCode::too_large);
}

TEST(ReadPath, StopsWhenTheSinkSaysSo) {
  const Folder folder;
  folder.write("a.txt", "one");
  folder.write("b.txt", "two");
  int seen = 0;
  const CaptureSink sink{[&](const Capture&) { return ++seen < 1; }, [](const Problem&) { return true; }};
  ASSERT_TRUE(read_path(folder.path(), {}, sink));
  EXPECT_EQ(seen, 1);
}

}  // namespace
}  // namespace demarche
