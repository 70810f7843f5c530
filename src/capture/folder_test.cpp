// Folders: links in circles, very many files, deep nesting, members that cannot be read, containers beside texts.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "capture/container_testing.h"

namespace demarche {
namespace {
using namespace testing;
namespace fs = std::filesystem;

class FolderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "folder_test_XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    path_ = pattern;
  }
  void TearDown() override {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  void write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }
  Taken read(const ReadOptions& options = {}) const {
    Taken out;
    EXPECT_TRUE(read_path(path_, options, out.sink()));
    return out;
  }
  fs::path path_;
};

TEST_F(FolderTest, LinksInCirclesAreFollowedOnce) {
  write("a/one.txt", kNote);
  write("b/two.txt", kNote);
  fs::create_directory_symlink(path_, path_ / "a/up");
  fs::create_directory_symlink(path_ / "b", path_ / "a/to_b");
  fs::create_directory_symlink(path_ / "a", path_ / "b/to_a");
  fs::create_symlink(path_ / "b/self", path_ / "b/self");
  const Taken out = read();
  EXPECT_EQ(out.ids(), "one.txt two.txt");
  ASSERT_EQ(out.problems.size(), 1U) << out.messages();
  EXPECT_NE(out.messages().find("b/self"), std::string::npos) << out.messages();
}

TEST_F(FolderTest, TenThousandTinyFilesAreReadInOrder) {
  for (int i = 0; i < 10000; ++i) {
    char name[32];
    std::snprintf(name, sizeof name, "n%05d.txt", i);
    std::ofstream(path_ / name) << "Note " << i << ".";
  }
  const Taken out = read();
  ASSERT_EQ(out.captures.size(), 10000U);
  EXPECT_EQ(out.captures[0].id, "n00000.txt");
  EXPECT_EQ(out.captures[9999].text, "Note 9999.");
  EXPECT_TRUE(out.problems.empty());
}

TEST_F(FolderTest, WhatIsNoFileIsNamedAndTheRestIsRead) {
  write("a.txt", kNote);
  write("z.txt", kNote);
  ASSERT_EQ(mkfifo((path_ / "pipe").c_str(), 0600), 0);
  fs::create_symlink("nowhere", path_ / "dangling");
  const Taken out = read();
  EXPECT_EQ(out.ids(), "a.txt z.txt");
  EXPECT_EQ(out.problems.size(), 2U) << out.messages();
}

/// As deep as a path may be; and beyond it through folders that are opened from inside, as hostile archives make them.
TEST_F(FolderTest, DeepNestingEndsInAProblemAndTheRestIsRead) {
  write("z.txt", kNote);
  const fs::path before = fs::current_path();
  fs::current_path(path_);
  const std::string name(60, 'd');
  int depth = 0;
  for (; depth < 300; ++depth) {
    if (mkdir(name.c_str(), 0700) != 0 || chdir(name.c_str()) != 0) break;
    if (depth == 20) std::ofstream("deep.txt") << kNote;
  }
  fs::current_path(before);
  ASSERT_EQ(depth, 300);
  const Taken out = read();
  EXPECT_EQ(out.ids(), "deep.txt z.txt") << out.messages();
  EXPECT_GE(out.problems.size(), 1U);
  EXPECT_LE(out.problems.size(), 3U) << out.messages();
  fs::current_path(path_);  // too long a path to be removed in one go
  int down = 0;
  while (chdir(name.c_str()) == 0) ++down;
  for (; down > 0; --down) {
    unlink("deep.txt");
    ASSERT_EQ(chdir(".."), 0);
    rmdir(name.c_str());
  }
  fs::current_path(before);
}

TEST_F(FolderTest, ContainersAreReadWhereTheyLie) {
  write("a.txt", kNote);
  write("b.warc.gz", gzip(conversion("rec", kNote)));
  write("c.zip", Packer("zip").add("in/note.txt", kNote).bytes());
  write("d.note.gz", gzip(kNote));
  const Taken out = read();
  EXPECT_EQ(out.ids(), "a.txt rec in/note.txt d.note") << out.messages();
  ASSERT_EQ(out.captures.size(), 4U);
  EXPECT_TRUE(out.captures[1].source.ends_with("b.warc.gz"));
  EXPECT_TRUE(out.captures[2].source.ends_with("c.zip"));
  EXPECT_TRUE(out.captures[3].source.ends_with("d.note.gz"));
  for (const Capture& one : out.captures) {  // as explain finds it again
    Taken again;
    ASSERT_TRUE(read_path(one.source, {}, again.sink()));
    ASSERT_EQ(again.captures.size(), 1U);
    EXPECT_EQ(again.captures[0].id, one.id);
    EXPECT_EQ(again.captures[0].digest, one.digest);
  }
}

TEST_F(FolderTest, OneHostileFileCostsOnlyItself) {
  write("a.txt", kNote);
  write("bomb.gz", gzip("It begins as a text. " + std::string(size_t{80} << 20, 'a')));
  write("corrupt.zip", Packer("zip").add("in.txt", std::string(100000, 'a')).bytes().substr(0, 60));
  write("z.txt", kNote);
  const Taken out = read();
  EXPECT_TRUE(out.ids().starts_with("a.txt")) << out.ids();
  EXPECT_TRUE(out.ids().ends_with("z.txt")) << out.ids();
  EXPECT_GE(out.problems.size(), 2U) << out.messages();
}

/// Three hundred megabytes of one attribute come as a stream; no more of it than a capture may have is held.
TEST(Stream, AHugeAttributeIsTooLarge) {
  class Attribute : public std::streambuf {
   public:
    uint64_t given = 0;

   protected:
    int_type underflow() override {
      if (given > uint64_t{300} << 20) return traits_type::eof();
      if (given > 0) chunk_.assign(size_t{1} << 20, 'a');
      given += chunk_.size();
      setg(chunk_.data(), chunk_.data(), chunk_.data() + chunk_.size());
      return traits_type::to_int_type(*gptr());
    }

   private:
    std::string chunk_ = "<!DOCTYPE html><html><body><p title=\"";
  };
  Attribute buffer;
  std::istream in(&buffer);
  Taken out;
  ReadOptions options;
  options.max_capture_bytes = uint64_t{4} << 20;
  read_stream(in, "page.html", options, out.sink());
  EXPECT_TRUE(out.captures.empty());
  EXPECT_EQ(out.problems.size(), 1U) << out.messages();
  EXPECT_LT(buffer.given, uint64_t{8} << 20) << "more was read than is needed to tell that it is too large";
}

}  // namespace
}  // namespace demarche
