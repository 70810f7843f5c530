#pragma once

#include <algorithm>
#include <concepts>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "base/utf8.h"

namespace demarche {

/// Writes JSON straight into a string, without a tree of values: the bytes that nlohmann::json would dump for the same
/// values. Texts it may treat specially, and broken UTF-8, are left to it.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  /// `"name":`, with the comma that must stand before it.
  JsonWriter& key(std::string_view name) {
    next();
    out_.append(1, '"').append(name).append("\":");
    fresh_ = true;
    return *this;
  }
  JsonWriter& open(char bracket) {
    next();
    out_ += bracket;
    fresh_ = true;
    return *this;
  }
  JsonWriter& close(char bracket) {
    out_ += bracket;
    fresh_ = false;
    return *this;
  }

  void value(std::string_view text) {
    next();
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
      return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
    });
    if (plain && valid_utf8_prefix(text) == text.size()) {
      out_.append(1, '"').append(text).append(1, '"');
    } else {
      out_ += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }
  }
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(const char* text) { value(std::string_view(text)); }
  void value(std::nullptr_t) {
    next();
    out_ += "null";
  }
  void value(std::integral auto number) {
    next();
    out_ += std::to_string(number);
  }
  void value(double number) {
    next();
    out_ += nlohmann::json(number).dump();
  }
  void value(const std::vector<std::string>& texts) {
    open('[');
    for (const std::string& text : texts) value(text);
    close(']');
  }
  /// [begin, end].
  void value(Span span) {
    open('[');
    value(span.begin);
    value(span.end);
    close(']');
  }

  /// A key with its value.
  template <class T>
  JsonWriter& operator()(std::string_view name, const T& what) {
    key(name).value(what);
    return *this;
  }

 private:
  void next() {
    if (!fresh_) out_ += ',';
    fresh_ = false;
  }
  std::string& out_;
  bool fresh_ = true;  ///< no comma before what comes next
};

}  // namespace demarche
