#include "capture/ninjs_item.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "capture/ninjs.h"

namespace demarche {
namespace {

/// Properties that tell a news item from other objects with a "uri".
constexpr std::array<std::string_view, 15> kOwn = {
    "headline",    "headlines",      "body_text",    "body_html",        "body_xhtml",
    "bodies",      "versioncreated", "firstcreated", "contentcreated",   "pubstatus",
    "infosources", "slugline",       "descriptions", "description_text", "representationtype"};

/// One entry of a list such as bodies, headlines or infosources.
struct Entry {
  std::string role;
  std::string type;
  std::string value;
  std::string name;
};

/// Walks over a value and keeps what stands in an item's own properties and in the entries of its lists. Property names
/// count without regard to case: version 3 writes "versionCreated" where version 1 writes "versioncreated".
class NinjsHandler : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit NinjsHandler(const std::function<bool(NinjsItem)>& take) : take_(take) {}

  bool stopped = false;
  std::string fault;
  NinjsItem item;

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool string(string_t& value) override;
  bool start_object(std::size_t) override;
  bool end_object() override;
  bool start_array(std::size_t) override {
    if (depth_ == 0) base_ = 1;
    ++depth_;
    return true;
  }
  bool end_array() override {
    --depth_;
    return true;
  }
  bool key(string_t& name) override;
  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override {
    fault = fmt::format("byte {}: this is no JSON from here on", position);
    return false;
  }

 private:
  size_t inside() const { return depth_ - base_; }  ///< 1 = among the item's own properties
  void own_string(std::string value);
  void end_entry();
  void offer_body(int rank, bool html, std::string value);
  void offer_outlet(int rank, std::string value);

  const std::function<bool(NinjsItem)>& take_;
  size_t depth_ = 0;
  size_t base_ = 0;  ///< 1 inside an outermost array
  std::string property_;
  std::string part_;
  Entry entry_;
  size_t entry_depth_ = 0;  ///< 0 = in no entry
  bool uri_ = false;
  bool own_ = false;
  bool capture_ = false;  ///< it is one of JSON Lines
};

bool NinjsHandler::start_object(std::size_t) {
  ++depth_;
  if (inside() == 1) {
    item = {};
    property_.clear();
    uri_ = own_ = capture_ = false;
    entry_depth_ = 0;
  } else if (entry_depth_ == 0 && inside() <= 3) {  // "provider": {...} and "bodies": [{...}]
    entry_depth_ = depth_;
    entry_ = {};
    part_.clear();
  }
  return true;
}

bool NinjsHandler::key(string_t& name) {
  if (inside() == 1) {
    property_ = name.size() < 64 ? to_lower(name) : "";
    uri_ = uri_ || property_ == "uri";
    own_ = own_ || std::find(kOwn.begin(), kOwn.end(), property_) != kOwn.end();
    capture_ = capture_ || property_ == "text" || property_ == "html";
    item.is_news = uri_ && own_ && !capture_;
  } else if (depth_ == entry_depth_) {
    part_ = name.size() < 64 ? to_lower(name) : "";
  }
  return true;
}

bool NinjsHandler::string(string_t& value) {
  std::replace(value.begin(), value.end(), '\0', ' ');
  if (inside() == 1 && depth_ > base_) {
    own_string(std::move(value));
  } else if (entry_depth_ != 0 && depth_ == entry_depth_) {
    if (part_ == "role" || part_ == "rel") entry_.role = to_lower(value);
    if (part_ == "contenttype") entry_.type = to_lower(value);
    if (part_ == "value") entry_.value = std::move(value);
    if (part_ == "name" || part_ == "literal") entry_.name = std::move(value);
  }
  return true;
}

void NinjsHandler::offer_body(int rank, bool html, std::string value) {
  if (rank <= item.body_rank || trim(value).empty()) return;
  item.body_rank = rank;
  item.html = html;
  item.body = std::move(value);
}

void NinjsHandler::offer_outlet(int rank, std::string value) {
  if (rank <= item.outlet_rank || trim(value).empty()) return;
  item.outlet_rank = rank;
  item.outlet = std::move(value);
}

/// Bodies by what they keep of an article: structure before plain text, the whole before a summary.
void NinjsHandler::own_string(std::string value) {
  const std::string& name = property_;
  if (name == "uri") item.uri = std::move(value);
  if (name == "type") item.type = to_lower(value);
  if (name == "pubstatus") item.status = to_lower(value);
  if (name == "language") item.language = std::move(value);
  if (name == "byline" || name == "by") item.byline = std::move(value);
  if (name == "versioncreated") item.version = std::move(value);
  if (name == "firstcreated" || (name == "contentcreated" && item.created.empty())) item.created = std::move(value);
  if (name == "headline" || (name == "title" && item.title.empty())) item.title = std::move(value);
  if (name == "body_html") offer_body(9, true, std::move(value));
  if (name == "body_xhtml") offer_body(8, true, std::move(value));
  if (name == "body_text") offer_body(7, false, std::move(value));
  if (name == "description_html") offer_body(2, true, std::move(value));
  if (name == "description_text") offer_body(1, false, std::move(value));
  if (name == "provider") offer_outlet(3, std::move(value));
  if (name == "copyrightholder") offer_outlet(1, std::move(value));
}

void NinjsHandler::end_entry() {
  const bool main = entry_.role.empty() || entry_.role == "main" || entry_.role == "body";
  if (property_ == "headlines" && (item.title.empty() || main)) item.title = std::move(entry_.value);
  if (property_ == "bodies") {
    const bool html = entry_.type.find("html") != std::string::npos;
    const bool text = entry_.type.empty() || entry_.type == "text/plain";
    if (html) offer_body(main ? 9 : 8, true, std::move(entry_.value));
    if (text) offer_body(main ? 7 : 4, false, std::move(entry_.value));
  }
  if (property_ == "descriptions")
    offer_body(main ? 2 : 1, entry_.type.find("html") != std::string::npos, std::move(entry_.value));
  if (property_ == "provider") offer_outlet(3, std::move(entry_.name));
  if (property_ == "infosources" || property_ == "infosource") offer_outlet(2, std::move(entry_.name));
}

bool NinjsHandler::end_object() {
  if (depth_ == entry_depth_) {
    end_entry();
    entry_depth_ = 0;
  } else if (inside() == 1) {
    stopped = !take_(std::move(item));
    item = {};
  }
  --depth_;
  return !stopped;
}

}  // namespace

bool read_ninjs_value(std::string_view json, const std::function<bool(NinjsItem)>& take, std::string& fault) {
  NinjsHandler handler(take);
  nlohmann::json::sax_parse(json, &handler);
  fault = std::move(handler.fault);
  return !handler.stopped;
}

bool looks_like_ninjs(std::string_view json) {
  bool news = false;
  const std::function<bool(NinjsItem)> take = [&](const NinjsItem& one) {
    news = one.is_news;
    return false;  // the first one tells
  };
  NinjsHandler handler(take);
  nlohmann::json::sax_parse(json, &handler);
  return news || handler.item.is_news;
}

}  // namespace demarche
