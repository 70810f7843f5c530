#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <filesystem>
#include <string>

#include "base/file.h"

namespace demarche::testing {

/// Runs shell lines in a folder of its own that goes with the test.
class CommandTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "demarche-test-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  /// Exit code of a shell line; what it prints goes to the files out and err.
  int run(const std::string& line) const {
    const int status = std::system(("cd '" + folder_.string() + "' && " + line + " > out 2> err < /dev/null").c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  }
  std::string text(const std::string& name) const { return read_file(folder_ / name).value(); }
  void put(const std::string& name, const std::string& bytes) const { ASSERT_TRUE(write_file(folder_ / name, bytes)); }

  std::filesystem::path folder_;
};

}  // namespace demarche::testing
