#include <fmt/format.h>

#include "base/utf8.h"
#include "capture/container_item.h"
#include "capture/xml_stream.h"

namespace demarche {
namespace {

constexpr size_t kFieldBytes = size_t{1} << 16;

/// Reads sitemaps (sitemaps.org, protocol 0.9) with the news extension
/// (http://www.google.com/schemas/sitemap-news/0.9).
class SitemapReader : public XmlEvents {
 public:
  SitemapReader(const Member& member, const ReadOptions& options, const CaptureSink& sink)
      : member_(member), options_(options), sink_(sink) {}

  bool start(const XmlElement& element) override {
    ++depth_;
    field_ = nullptr;
    if (element.name == "sitemapindex") is_index_ = true;
    if (element.name == "urlset") is_set_ = true;
    if (element.name == "sitemap") ++sitemaps_;
    if (element.name == "url" && is_set_ && is_plain(element)) {
      entry_ = {};
      entry_.number = ++entries_;
      entry_depth_ = depth_;
      return true;
    }
    if (entry_depth_ == 0) return true;
    if (is_news(element) && element.name == "news") news_depth_ = depth_;
    field_ = field_of(element);
    return true;
  }

  bool text(std::string_view text) override {
    if (field_ == nullptr || field_->size() >= kFieldBytes) return true;
    field_->append(text.substr(0, kFieldBytes - field_->size()));
    field_->resize(valid_utf8_prefix(*field_));
    return true;
  }

  bool end() override {
    field_ = nullptr;
    const size_t depth = depth_--;
    if (depth == news_depth_) news_depth_ = 0;
    if (depth != entry_depth_ || entry_depth_ == 0) return true;
    entry_depth_ = news_depth_ = 0;
    return pass_on();
  }

  /// What is left to say at the end. False when the sink wants no more.
  bool finish() const {
    if (is_index_) {
      return report(sink_, member_,
                    {ErrorCode::not_coded,
                     fmt::format("this is an index of {} sitemaps and holds no news itself; demarche opens no "
                                 "connection. Fetch the sitemaps that it names and give those.",
                                 sitemaps_),
                     ""});
    }
    if (entries_ == 0) return report(sink_, member_, {ErrorCode::not_coded, "the sitemap names no addresses.", ""});
    if (untitled_ == 0) return true;
    return report(sink_, member_,
                  {ErrorCode::not_coded,
                   fmt::format("{} of {} addresses stand without titles, so there is nothing to read of them; demarche "
                               "opens no connection. Fetch the pages and give those.",
                               untitled_, entries_),
                   ""});
  }

 private:
  struct Entry {
    uint64_t number = 0;
    std::string address, modified, title, published, publication, language;
  };

  static bool is_news(const XmlElement& element) {
    return element.space.empty() ? element.prefix == "news" || element.prefix == "n"
                                 : element.space.find("sitemap-news") != std::string_view::npos;
  }

  static bool is_plain(const XmlElement& element) {
    return element.space.empty() ? element.prefix.empty()
                                 : element.space.find("schemas/sitemap/") != std::string_view::npos;
  }

  std::string* field_of(const XmlElement& element) {
    if (news_depth_ == 0) {
      if (depth_ != entry_depth_ + 1 || !is_plain(element)) return nullptr;
      return element.name == "loc" ? &entry_.address : element.name == "lastmod" ? &entry_.modified : nullptr;
    }
    if (element.name == "title") return &entry_.title;
    if (element.name == "publication_date") return &entry_.published;
    if (element.name == "name") return &entry_.publication;
    if (element.name == "language") return &entry_.language;
    return nullptr;
  }

  bool pass_on() {
    std::string title(trim(entry_.title));
    if (title.empty()) {
      ++untitled_;
      return true;
    }
    Member one = item_of(member_, fmt::format("{}:{}", member_.name, entry_.number));
    const auto take = [](std::string& into, std::string_view value) {
      if (value = trim(value); !value.empty()) into = value;
    };
    take(one.url, entry_.address);
    take(one.id, entry_.address);
    take(one.modified, entry_.modified);
    take(one.published, entry_.published);
    take(one.outlet, entry_.publication);
    take(one.language, entry_.language);
    if (looks_like_escaped_markup(title)) title = plain_line(title, options_);
    one.title = title;
    return pass_item(std::move(title), false, one, options_, sink_);
  }

  const Member& member_;
  const ReadOptions& options_;
  const CaptureSink& sink_;
  size_t depth_ = 0;
  size_t entry_depth_ = 0;  ///< of the url element; 0 = outside of all
  size_t news_depth_ = 0;   ///< of the news element in it
  bool is_index_ = false;
  bool is_set_ = false;
  uint64_t sitemaps_ = 0;
  uint64_t entries_ = 0;
  uint64_t untitled_ = 0;
  Entry entry_;
  std::string* field_ = nullptr;
};

}  // namespace

bool read_sitemap(std::istream& in, const Member& member, const ReadOptions& options, const CaptureSink& sink) {
  SitemapReader reader(member, options, sink);
  const Result<XmlOutcome> outcome = read_xml(in, member, options.limits, reader);
  if (!outcome) return report(sink, member, outcome.error());
  if (outcome->stopped) return false;
  return reader.finish() && report_slips(*outcome, member, sink);
}

}  // namespace demarche
