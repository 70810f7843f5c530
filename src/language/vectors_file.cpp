#include "language/vectors_file.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "base/utf8.h"
#include "language/architecture.h"

namespace demarche {
namespace {

/// Reads kVectorWidth numbers that stand between commas or spaces; moves `at` behind them.
bool read_numbers(std::string_view bytes, size_t& at, WordVectors& out) {
  float sum = 0;
  const size_t start = out.values.size();
  for (size_t i = 0; i < kVectorWidth; ++i) {
    while (at < bytes.size() && (bytes[at] == ' ' || bytes[at] == ',')) ++at;
    float value = 0;
    const auto [end, code] = std::from_chars(bytes.data() + at, bytes.data() + bytes.size(), value);
    if (code != std::errc{} || !std::isfinite(value)) return false;
    at = static_cast<size_t>(end - bytes.data());
    out.values.push_back(value);
    sum += value * value;
  }
  const float length = std::sqrt(sum) + 1e-9f;
  for (size_t i = start; i < out.values.size(); ++i) out.values[i] /= length;
  return true;
}

/// A JSON string at `at` (the opening quote); `at` ends behind the closing one. Escapes keep their letter.
bool read_string(std::string_view bytes, size_t& at, std::string& out) {
  out.clear();
  if (at >= bytes.size() || bytes[at] != '"') return false;
  for (++at; at < bytes.size() && bytes[at] != '"'; ++at) {
    if (bytes[at] == '\\' && ++at == bytes.size()) return false;
    out += bytes[at];
  }
  return at++ < bytes.size();
}

bool read_json(std::string_view bytes, size_t limit, WordVectors& out, size_t& at) {
  constexpr std::string_view kStart = "\"vectors\":{";
  at = bytes.find(kStart);
  if (at == std::string_view::npos) return false;
  at += kStart.size();
  std::string word;
  while (out.words.size() < limit) {
    if (!read_string(bytes, at, word) || bytes.substr(at, 2) != ":[") return false;
    at += 2;
    if (!read_numbers(bytes, at, out)) return false;
    out.words.push_back(word);
    at = bytes.find(']', at);
    if (at == std::string_view::npos) return false;
    ++at;
    if (at < bytes.size() && bytes[at] == '}') return true;
    ++at;  // the comma
  }
  return true;
}

bool read_lines(std::string_view bytes, size_t limit, WordVectors& out, size_t& at) {
  while (at < bytes.size() && out.words.size() < limit) {
    const size_t end = std::min(bytes.find('\n', at), bytes.size());
    const size_t space = bytes.find(' ', at);
    if (space >= end) return false;
    out.words.emplace_back(bytes.substr(at, space - at));
    at = space + 1;
    if (!read_numbers(bytes.substr(0, end), at, out)) return false;
    at = end + 1;
  }
  return true;
}

}  // namespace

Result<WordVectors> read_vectors(std::string_view bytes, size_t limit, const std::string& where) {
  WordVectors out;
  size_t at = 0;
  const bool json = !bytes.empty() && bytes[0] == '{';
  const bool good = json ? read_json(bytes, limit, out, at) : read_lines(bytes, limit, out, at);
  if (!good) {
    return Error{ErrorCode::bad_format,
                 fmt::format("word {} of the vectors, near byte {}: a word and {} numbers were expected.",
                             out.words.size() + 1, at, kVectorWidth),
                 where};
  }
  return out;
}

}  // namespace demarche
