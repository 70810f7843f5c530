#include <algorithm>

#include "base/utf8.h"
#include "capture/feed_fields.h"
#include "capture/feed_item.h"

namespace demarche {
namespace {

constexpr size_t kFieldBytes = size_t{1} << 16;  ///< of a title, an address, a date: what is longer is cut

/// Reads RSS and Atom.
class FeedReader : public XmlEvents {
 public:
  FeedReader(const Member& member, const ReadOptions& options, const CaptureSink& sink)
      : member_(member), options_(options), sink_(sink) {}

  bool start(const XmlElement& element) override;
  bool end() override;
  bool text(std::string_view text) override;

  uint64_t items() const { return number_; }
  bool in_item() const { return in_item_; }
  bool is_feed() const { return is_feed_; }
  bool finish_item();

 private:
  struct Open {
    FeedField field = FeedField::none;
    size_t depth = 0;      ///< of its element
    bool inlined = false;  ///< elements stand in it
    bool markup = false;   ///< it says that it is HTML
    bool plain = false;    ///< it says that it is none
    bool atom = false;
    bool ignored = false;  ///< not text: a picture, something elsewhere
    std::string text;
  };

  bool start_inside(const XmlElement& element);
  void start_field(const XmlElement& element, FeedField field);
  void take_link(const XmlElement& element);
  void append(std::string_view text);
  void finish_field();
  void finish_item_field(FeedField field, FeedText text);
  void finish_head_field(FeedField field, const std::string& text);
  FeedText content_of(Open& open) const;
  std::string inherited(std::string_view name) const;

  const Member& member_;
  const ReadOptions& options_;
  const CaptureSink& sink_;
  std::vector<std::string> names_;  ///< of the open elements
  struct Inherited {
    size_t depth;
    std::string name;  ///< "base" or "lang"
    std::string value;
  };
  std::vector<Inherited> inherited_;
  size_t skipped_ = 0;  ///< depth of an element that says nothing here; 0 = none
  Open open_;
  FeedHead head_;
  FeedItem item_;
  size_t item_depth_ = 0;
  uint64_t number_ = 0;
  bool in_item_ = false;
  bool is_feed_ = false;
};

std::string FeedReader::inherited(std::string_view name) const {
  for (auto one = inherited_.rbegin(); one != inherited_.rend(); ++one)
    if (one->name == name) return one->value;
  return "";
}

bool FeedReader::start(const XmlElement& element) {
  names_.emplace_back(element.name);
  for (const XmlAttribute& one : element.attributes) {
    if (one.prefix != "xml" || (one.name != "base" && one.name != "lang")) continue;
    const std::string value = one.name == "base" ? resolved(one.value, inherited("base")) : one.value;
    inherited_.push_back({names_.size(), std::string(one.name), value});
  }
  if (open_.field != FeedField::none) {
    if (start_inside(element)) return true;
    finish_field();
  }
  const FeedField field = feed_field(element);
  if (field == FeedField::item) {
    if (in_item_ && !finish_item()) return false;
    is_feed_ = true;
    skipped_ = 0;
    in_item_ = true;
    item_depth_ = names_.size();
    item_ = {};
    item_.number = ++number_;
    item_.base = inherited("base");
    item_.language = inherited("lang");
    return true;
  }
  if (skipped_ > 0) return true;
  if (field == FeedField::channel) {
    is_feed_ = true;
  } else if (field == FeedField::none) {
    skipped_ = names_.size();
  } else {
    start_field(element, field);
  }
  return true;
}

/// An element inside a field. False when it ends the field.
bool FeedReader::start_inside(const XmlElement& element) {
  if (feed_field(element) == FeedField::item) return false;
  const bool page = open_.field == FeedField::content && (open_.inlined || !open_.atom);
  if (ends_open_field(element) && !(page && element.name == "title") && open_.field != FeedField::source) return false;
  if (open_.field == FeedField::author || open_.field == FeedField::source) {
    // Their parts: of an author the name, of a feed its title.
    const std::string_view wanted = open_.field == FeedField::author ? "name" : "title";
    open_.inlined = true;
    open_.ignored = element.name != wanted || names_.size() != open_.depth + 1;
    if (!open_.ignored) open_.text.clear();
    return true;
  }
  if (open_.ignored) return true;
  if (!open_.inlined) {
    open_.text = escaped_text(open_.text);
    open_.inlined = true;
  }
  append(start_tag(element));
  return true;
}

void FeedReader::start_field(const XmlElement& element, FeedField field) {
  open_ = {};
  open_.field = field;
  open_.depth = names_.size();
  open_.atom = is_atom(element);
  if (field == FeedField::link && !element.attribute("href").empty()) take_link(element);
  if (field == FeedField::guid) item_.guid_is_address = element.attribute("isPermaLink") != "false";
  if (field == FeedField::source && !open_.atom) open_.plain = true;
  if (!open_.atom) return;
  const std::string type = to_lower(trim(element.attribute("type")));
  open_.plain = type == "text" || type == "text/plain";
  open_.markup = type == "html" || type == "xhtml" || type == "text/html" || type == "application/xhtml+xml";
  const bool other = !type.empty() && !open_.plain && !open_.markup;
  open_.ignored = field == FeedField::content && (other || !element.attribute("src").empty());
}

/// Atom's link: the page itself, not its comments, its parts or the feed.
void FeedReader::take_link(const XmlElement& element) {
  const std::string_view relation = element.attribute("rel");
  const std::string type = to_lower(element.attribute("type"));
  const bool page =
      (relation.empty() || relation == "alternate") && (type.empty() || type.find("html") != std::string::npos);
  const std::string address = resolved(std::string(trim(element.attribute("href"))), inherited("base"));
  std::string& link = in_item_ ? item_.link : head_.link;
  if ((page && link.empty()) || (!in_item_ && relation == "self" && link.empty())) link = address;
}

void FeedReader::append(std::string_view text) {
  const uint64_t limit = open_.field == FeedField::content ? options_.max_capture_bytes : kFieldBytes;
  if (open_.text.size() + text.size() <= limit) {
    open_.text.append(text);
    return;
  }
  if (open_.field == FeedField::content) {
    if (in_item_) item_.too_long = true;
    open_.ignored = true;
    open_.text.clear();
  } else {
    open_.text.append(text.substr(0, limit - open_.text.size()));
    open_.text.resize(valid_utf8_prefix(open_.text));
    open_.ignored = true;
  }
}

bool FeedReader::text(std::string_view text) {
  if (open_.field == FeedField::none || open_.ignored) return true;
  const bool serialised = open_.inlined && open_.field != FeedField::author && open_.field != FeedField::source;
  append(serialised ? escaped_text(text) : std::string(text));
  return true;
}

FeedText FeedReader::content_of(Open& open) const {
  FeedText out;
  out.html = open.inlined || open.markup;
  if (!out.html && !open.plain)
    out.html = open.atom ? looks_like_markup(open.text) : looks_like_escaped_markup(open.text);
  out.text = std::move(open.text);
  return out;
}

void FeedReader::finish_field() {
  Open open;
  std::swap(open, open_);
  if (in_item_) {
    finish_item_field(open.field, content_of(open));
  } else {
    FeedText text = content_of(open);
    finish_head_field(open.field, text.html ? plain_line(text.text, options_) : text.text);
  }
}

void FeedReader::finish_item_field(FeedField field, FeedText text) {
  const auto keep_first = [&](std::string& into) {
    if (into.empty()) into = std::string(trim(text.text));
  };
  switch (field) {
    case FeedField::title:
      if (trim(item_.title.text).empty()) item_.title = std::move(text);
      break;
    case FeedField::content:
      if (text.text.size() > item_.content.text.size()) item_.content = std::move(text);
      break;
    case FeedField::link:
      keep_first(item_.link);
      break;
    case FeedField::guid:
      keep_first(item_.guid);
      break;
    case FeedField::author:
      if (std::string name = author_name(text.text);
          !name.empty() && item_.authors.size() < kFieldBytes && item_.authors.find(name) == std::string::npos)
        item_.authors += (item_.authors.empty() ? "" : ", ") + name;
      break;
    case FeedField::published:
      keep_first(item_.published);
      break;
    case FeedField::modified:
      keep_first(item_.modified);
      break;
    case FeedField::source:
      keep_first(item_.outlet);
      break;
    case FeedField::language:
      item_.language = trim(text.text);
      break;
    default:
      break;
  }
}

void FeedReader::finish_head_field(FeedField field, const std::string& text) {
  const auto keep_first = [&](std::string& into) {
    if (into.empty()) into = std::string(trim(text));
  };
  if (field == FeedField::title) keep_first(head_.title);
  if (field == FeedField::language) keep_first(head_.language);
  if (field == FeedField::link) keep_first(head_.link);
}

bool FeedReader::end() {
  if (names_.empty()) return true;
  const size_t depth = names_.size();
  if (open_.field != FeedField::none && depth == open_.depth) {
    finish_field();
  } else if (open_.field == FeedField::author || open_.field == FeedField::source) {
    open_.ignored = true;  // between its parts
  } else if (open_.field != FeedField::none && !open_.ignored) {
    append(end_tag(names_.back()));
  }
  if (depth == skipped_) skipped_ = 0;
  const bool ends_item = in_item_ && depth == item_depth_;
  while (!inherited_.empty() && inherited_.back().depth == depth) inherited_.pop_back();
  names_.pop_back();
  return !ends_item || finish_item();
}

bool FeedReader::finish_item() {
  in_item_ = false;
  return pass_feed_item(std::move(item_), head_, member_, options_, sink_);
}

}  // namespace

bool read_feed(std::istream& in, const Member& member, const ReadOptions& options, const CaptureSink& sink) {
  FeedReader reader(member, options, sink);
  const Result<XmlOutcome> outcome = read_xml(in, member, options.limits, reader);
  if (!outcome) return report(sink, member, outcome.error());
  if (outcome->stopped) return false;
  // Of an item that the document breaks off in, nobody knows how it goes on; where only end tags are mixed up it is
  // whole.
  if (reader.in_item() && outcome->mismatched && !reader.finish_item()) return false;
  if (reader.in_item() &&
      !report(sink, member,
              {ErrorCode::bad_format,
               "the document breaks off in item " + std::to_string(reader.items()) + ", which was left out.", ""})) {
    return false;
  }
  if (reader.items() == 0 &&
      !report(sink, member,
              {ErrorCode::not_coded, reader.is_feed() ? "the feed has no items." : "this is XML, but no RSS or Atom.",
               ""})) {
    return false;
  }
  return report_slips(*outcome, member, sink);
}

}  // namespace demarche
