#include "clean/linked_data.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace demarche {
namespace {

using nlohmann::json;

constexpr size_t kMostItems = 20000;     ///< values kept of all scripts of a page
constexpr size_t kDeepest = 24;          ///< levels of objects and arrays that are looked into
constexpr size_t kLongestString = 2000;  ///< bytes
constexpr uint32_t kNone = UINT32_MAX;
constexpr size_t kMostNames = 20;  ///< authors

/// What a key says; those of articles are told by the word lists.
enum class Key : uint8_t { none, type, id, graph, main, fact, name };

/// A value of the scripts that may matter.
struct Item {
  Key key = Key::none;
  bool object = false;
  bool array = false;
  std::string name;  ///< of a fact: its key in lower case
  std::string text;  ///< of a string or number
  uint32_t parent = kNone;
  uint32_t first = kNone;  ///< children
  uint32_t last = kNone;
  uint32_t next = kNone;
};

/// Keeps what may matter of a script and steps over the rest.
class Handler : public nlohmann::json_sax<json> {
 public:
  Handler(const PageFactNames& names, std::vector<Item>& items) : names_(names), items_(items) {}
  bool wants_more() const { return items_.size() < kMostItems; }

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t value) override { return add_text(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return add_text(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& text) override { return add_text(text); }
  bool string(string_t& text) override { return add_text(text); }
  bool binary(binary_t&) override { return true; }
  bool key(string_t& key) override {
    if (skipped_ > 0) return true;
    name_.clear();
    key_ = Key::none;
    if (key.size() > 40) return true;
    name_ = to_lower(key);
    if (name_ == "@type" || name_ == "type") {
      key_ = Key::type;
    } else if (name_ == "@graph") {
      key_ = Key::graph;
    } else if (name_ == "mainentity") {
      key_ = Key::main;
    } else if (!names_.uses(FactPlace::json, name_).empty()) {
      key_ = Key::fact;
    } else if (name_ == "@id") {
      key_ = Key::id;
    }
    return true;
  }
  bool start_object(std::size_t) override { return open(true); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(false); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  bool wanted() const { return skipped_ == 0 && (open_.empty() || items_[open_.back()].array || key_ != Key::none); }
  uint32_t add() {
    Item made;
    const bool in_array = !open_.empty() && items_[open_.back()].array;
    made.key = in_array ? items_[open_.back()].key : open_.empty() ? Key::graph : key_;
    made.name = in_array ? items_[open_.back()].name : name_;
    const auto index = static_cast<uint32_t>(items_.size());
    if (!open_.empty()) {
      Item& parent = items_[open_.back()];
      made.parent = open_.back();
      (parent.first == kNone ? parent.first : items_[parent.last].next) = index;
      parent.last = index;
    }
    items_.push_back(std::move(made));
    return index;
  }
  bool add_text(const std::string& text) {
    if (!wanted()) return true;
    Item& made = items_[add()];
    made.text = text.substr(0, kLongestString);
    made.text.resize(valid_utf8_prefix(made.text));
    return wants_more();
  }
  bool open(bool object) {
    if (!wanted() || open_.size() >= kDeepest) {
      ++skipped_;
      return true;
    }
    const uint32_t made = add();
    items_[made].object = object;
    items_[made].array = !object;
    open_.push_back(made);
    key_ = Key::none;
    return wants_more();
  }
  bool close() {
    if (skipped_ > 0) {
      --skipped_;
    } else if (!open_.empty()) {
      open_.pop_back();
    }
    key_ = Key::none;
    return true;
  }

  const PageFactNames& names_;
  std::vector<Item>& items_;
  std::vector<uint32_t> open_;
  size_t skipped_ = 0;  ///< objects and arrays open inside one that is stepped over
  Key key_ = Key::none;
  std::string name_;
};

/// Reads the facts out of what was kept.
class Facts {
 public:
  Facts(const PageFactNames& names, const std::vector<Item>& items) : names_(names), items_(items) {
    for (uint32_t i = 0; i < items.size(); ++i) {
      const bool is_id = items[i].key == Key::id || items[i].name == "@id";
      if (is_id && !items[i].text.empty() && items[i].parent != kNone)
        ids_.emplace_back(items[i].text, items[i].parent);
    }
    // Of several nodes with one id the one that says most, which is the one with a name.
    std::stable_sort(ids_.begin(), ids_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  }

  LinkedType type_of(uint32_t node) const {
    LinkedType out = LinkedType::other;
    for (uint32_t i = items_[node].first; i != kNone; i = items_[i].next) {
      if (items_[i].key != Key::type) continue;
      out = std::max(out, type_of_text(items_[i].text));
      for (uint32_t k = items_[i].first; k != kNone; k = items_[k].next)
        out = std::max(out, type_of_text(items_[k].text));
    }
    return out;
  }

  LinkedNode read(uint32_t node, LinkedType type) const {
    LinkedNode out;
    out.type = type;
    out.title = value(node, PageField::title);
    out.byline = value(node, PageField::byline);
    out.outlet = value(node, PageField::outlet);
    out.url = value(node, PageField::url);
    out.language = value(node, PageField::language);
    out.published = value(node, PageField::published);
    out.modified = value(node, PageField::modified);
    return out;
  }

 private:
  LinkedType type_of_text(std::string_view text) const {
    const size_t slash = text.find_last_of("/#:");
    if (slash != std::string_view::npos) text.remove_prefix(slash + 1);
    return names_.linked_type(to_lower(text));
  }

  /// The value of the field's most trusted key.
  std::string value(uint32_t node, PageField field) const {
    std::string out;
    int best = INT32_MAX;
    for (uint32_t i = items_[node].first; i != kNone; i = items_[i].next) {
      if (items_[i].name.empty()) continue;
      for (const PageFactNames::Use& use : names_.uses(FactPlace::json, items_[i].name)) {
        if (use.field != field || use.rank >= best) continue;
        std::string found = text_of(i, field, 0);
        if (found.empty()) continue;
        best = use.rank;
        out = std::move(found);
      }
    }
    return out;
  }

  /// Text of a string, of the first of an array (of all authors), or of an object: its name, for addresses its @id.
  std::string text_of(uint32_t item, PageField field, int depth) const {
    constexpr int kDeepestName = 4;
    const Item& one = items_[item];
    if (depth > kDeepestName) return "";
    if (one.array) {
      std::string out;
      size_t count = 0;
      for (uint32_t i = one.first; i != kNone && count < kMostNames; i = items_[i].next) {
        const std::string part = text_of(i, field, depth + 1);
        if (part.empty() || (field == PageField::byline && is_among(part, out))) continue;
        ++count;
        out += (out.empty() ? "" : ", ") + part;
        if (field != PageField::byline) break;
      }
      return out;
    }
    if (!one.object) return std::string(trim(one.text));
    const bool address = field == PageField::url;
    std::string id;
    for (uint32_t i = one.first; i != kNone; i = items_[i].next) {
      if (items_[i].name == "@id" || items_[i].key == Key::id) id = items_[i].text;
      if (address ? items_[i].name == "url" : items_[i].name == "name") {
        std::string found = text_of(i, field, depth + 1);
        if (!found.empty()) return found;
      }
    }
    return address || id.empty() ? id : name_of_id(id, item, field, depth);
  }

  static bool is_among(const std::string& part, const std::string& joined) {
    return (", " + joined + ", ").find(", " + part + ", ") != std::string::npos;
  }

  /// {"@id": ...} stands for the node with that id.
  std::string name_of_id(const std::string& id, uint32_t asking, PageField field, int depth) const {
    const auto less = [](const auto& entry, const std::string& key) { return entry.first < key; };
    size_t looked = 0;
    for (auto it = std::lower_bound(ids_.begin(), ids_.end(), id, less); it != ids_.end() && it->first == id; ++it) {
      if (it->second == asking) continue;
      if (++looked > 8) break;
      for (uint32_t i = items_[it->second].first; i != kNone; i = items_[i].next) {
        if (items_[i].name == "name") return text_of(i, field, depth + 1);
      }
    }
    return "";
  }

  const PageFactNames& names_;
  const std::vector<Item>& items_;
  std::vector<std::pair<std::string, uint32_t>> ids_;
};

/// Objects that describe the page itself: at the top, in arrays there, under @graph, mainEntity, mainEntityOfPage.
bool speaks_of_page(const std::vector<Item>& items, const Item& item) {
  const auto plain = [](const Item& one) {
    return one.key == Key::graph || one.key == Key::main || one.name == "mainentityofpage";
  };
  size_t depth = 0;
  for (const Item* one = &item;; one = &items[one->parent]) {
    if (!plain(*one) || ++depth > kDeepest) return false;
    if (one->parent == kNone) return true;
  }
}

}  // namespace

std::vector<LinkedNode> read_linked_data(const std::vector<MarkupMeta>& metas, const PageFactNames& names) {
  std::vector<Item> items;
  std::vector<LinkedNode> out;
  for (const MarkupMeta& meta : metas) {
    if (meta.kind != MarkupMeta::Kind::json_ld || items.size() >= kMostItems) continue;
    const size_t before = items.size();
    Handler handler(names, items);
    if (json::sax_parse(meta.value, &handler, json::input_format_t::json, false) || !handler.wants_more()) continue;
    items.resize(before);
    Handler second(names, items);
    json::sax_parse(mend_json(meta.value), &second, json::input_format_t::json, false);
  }
  const Facts facts(names, items);
  for (uint32_t i = 0; i < items.size(); ++i) {
    if (!items[i].object || !speaks_of_page(items, items[i])) continue;
    const LinkedType type = facts.type_of(i);
    if (type < LinkedType::page) continue;
    out.push_back(facts.read(i, type));
  }
  return out;
}

}  // namespace demarche
