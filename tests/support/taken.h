#pragma once

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "capture/reader.h"

namespace demarche {

/// Everything a reader gave.
struct Taken {
  std::vector<Capture> captures;
  std::vector<Problem> problems;

  CaptureSink sink() {
    return {[this](Capture one) {
              captures.push_back(std::move(one));
              return true;
            },
            [this](Problem one) {
              problems.push_back(std::move(one));
              return true;
            }};
  }

  /// Messages of all problems, one a line.
  std::string messages() const {
    std::string out;
    for (const Problem& one : problems) out += one.message + "\n";
    return out;
  }
};

/// What read_stream gives of these bytes.
inline Taken take_bytes(const std::string& bytes, const std::string& name, const ReadOptions& options = {}) {
  Taken out;
  std::istringstream in(bytes);
  read_stream(in, name, options, out.sink());
  return out;
}

}  // namespace demarche
