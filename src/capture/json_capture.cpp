#include "capture/json_capture.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "capture/ninjs.h"

namespace demarche {
namespace {

constexpr size_t kShapeLines = 50;  ///< lines looked at before a text that begins with a brace is taken for prose

/// Takes the fields of the outermost object and walks over everything else without keeping it.
class CaptureHandler : public nlohmann::json_sax<nlohmann::json> {
 public:
  JsonCapture out;
  size_t fault_at = 0;
  std::string fault;
  bool object = false;    ///< the outermost value is an object
  bool bad_text = false;  ///< text or html stands there but is no string
  size_t keys = 0;

  bool null() override { return found("null"); }
  bool boolean(bool) override { return found("a boolean"); }
  bool number_integer(number_integer_t value) override { return number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& text) override { return number(text); }
  bool binary(binary_t&) override { return found("binary data"); }
  bool string(string_t& value) override;
  bool start_object(std::size_t) override { return open("an object", true); }
  bool start_array(std::size_t) override { return open("an array", false); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    if (depth_ == 1 && object) {
      key_ = name;
      ++keys;
    }
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& problem) override {
    fault_at = position;
    fault = problem.what();
    return false;
  }

 private:
  bool top_field() const { return depth_ == 1 && object; }
  std::string* field();
  bool number(const std::string& text);
  bool found(std::string_view what);
  bool open(std::string_view what, bool is_object);
  bool close() {
    --depth_;
    return true;
  }

  size_t depth_ = 0;
  std::string key_;
};

std::string* CaptureHandler::field() {
  Capture& capture = out.capture;
  if (key_ == "id") return &capture.id;
  if (key_ == "title") return &capture.title;
  if (key_ == "byline") return &capture.byline;
  if (key_ == "url") return &capture.url;
  if (key_ == "outlet") return &capture.outlet;
  if (key_ == "published") return &capture.published;
  if (key_ == "modified") return &capture.modified;
  if (key_ == "captured") return &capture.captured;
  if (key_ == "language") return &capture.language;
  return nullptr;
}

bool CaptureHandler::string(string_t& value) {
  if (depth_ == 0) return found("a string");
  if (!top_field()) return true;
  std::replace(value.begin(), value.end(), '\0', ' ');
  if (key_ == "text") {
    out.has_text = true;
    out.capture.text = std::move(value);
  } else if (key_ == "html") {
    out.has_html = true;
    out.html = std::move(value);
  } else if (std::string* target = field()) {
    *target = std::move(value);
  }
  return true;
}

bool CaptureHandler::number(const std::string& text) {
  if (top_field() && key_ == "id") {
    out.capture.id = text;
    return true;
  }
  return found("a number");
}

bool CaptureHandler::found(std::string_view what) {
  if (!top_field() || what == "null") return true;
  if (key_ == "text" || key_ == "html") {
    bad_text = true;
    out.ignored.push_back(fmt::format("{}: expected a string, found {}", key_, what));
  } else if (field()) {
    out.ignored.push_back(fmt::format("{}: expected a string, found {}", key_, what));
  }
  return true;
}

bool CaptureHandler::open(std::string_view what, bool is_object) {
  if (depth_ == 0) object = is_object;
  if (depth_ == 1) found(what);
  ++depth_;
  return true;
}

/// The parser's message without its own prefix, cut to one readable line. The offending text may be long.
std::string short_fault(const std::string& fault) {
  const size_t from = fault.find(": ");
  std::string out = from == std::string::npos ? fault : fault.substr(from + 2);
  const size_t last_read = out.find("; last read:");
  if (last_read != std::string::npos) out.resize(last_read);
  if (out.size() > 200) {
    out.resize(200);
    out.resize(valid_utf8_prefix(out));
    out += "...";
  }
  for (char& c : out) c = static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return out;
}

std::string_view first_line(std::string_view& rest) {
  const size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

}  // namespace

Result<JsonCapture> parse_json_capture(std::string_view line) {
  CaptureHandler handler;
  if (!nlohmann::json::sax_parse(line, &handler)) {
    return Error{
        ErrorCode::bad_format,
        fmt::format("byte {}: {}. Expected one JSON object on the line.", handler.fault_at, short_fault(handler.fault)),
        ""};
  }
  if (!handler.object)
    return Error{ErrorCode::bad_format, "found JSON that is no object. Expected {\"id\":...,\"text\":...}.", ""};
  if (handler.bad_text && !handler.out.has_text && !handler.out.has_html) {
    return Error{ErrorCode::bad_format, fmt::format("{}.", handler.out.ignored.front()), ""};
  }
  return std::move(handler.out);
}

JsonShape json_shape(std::string_view beginning, bool whole) {
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  const std::string_view start = trim(beginning);
  if (start.empty() || (start.front() != '{' && start.front() != '[')) return JsonShape::none;
  if (looks_like_ninjs(start)) return JsonShape::ninjs;
  bool objects = false;
  std::string_view rest = beginning;
  for (size_t lines = 0; lines < kShapeLines && !rest.empty();) {
    const bool last = rest.find('\n') == std::string_view::npos;
    const std::string_view line = trim(first_line(rest));
    if (line.empty()) continue;
    ++lines;
    if (line.front() != '{') continue;
    CaptureHandler handler;
    const bool parsed = nlohmann::json::sax_parse(line, &handler);
    const bool cut = !parsed && last && !whole && handler.fault_at + 4 >= line.size();
    if ((parsed || (cut && handler.keys > 0)) && handler.object) {
      if (handler.out.has_text || handler.out.has_html || handler.bad_text) return JsonShape::captures;
      if (looks_like_ninjs(line)) return JsonShape::ninjs;
      if (cut) return JsonShape::captures;
      objects = true;
    }
  }
  if (objects) return JsonShape::other;
  CaptureHandler handler;
  if (nlohmann::json::sax_parse(start, &handler)) return JsonShape::other;
  const bool cut = !whole && handler.fault_at + 4 >= start.size() && start.size() > 1000;
  return cut && (handler.keys > 0 || start.front() == '[') ? JsonShape::other : JsonShape::none;
}

}  // namespace demarche
