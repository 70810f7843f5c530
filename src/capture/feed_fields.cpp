#include "capture/feed_fields.h"

#include <algorithm>
#include <array>

namespace demarche {
namespace {

enum class Vocabulary : uint8_t { rss, atom, content, dublin, terms, other };

struct Space {
  std::string_view address;
  std::string_view prefix;  ///< as feeds usually write it
  Vocabulary vocabulary;
};

/// RSS 2.0, 1.0 and 0.9x; RFC 4287 and Atom 0.3; the modules content and Dublin Core.
constexpr std::array kSpaces = {
    Space{"", "", Vocabulary::rss},
    Space{"http://purl.org/rss/1.0/", "rss", Vocabulary::rss},
    Space{"http://my.netscape.com/rdf/simple/0.9/", "rss09", Vocabulary::rss},
    Space{"http://channel.netscape.com/rdf/simple/0.9/", "rss09", Vocabulary::rss},
    Space{"http://backend.userland.com/rss2", "rss2", Vocabulary::rss},
    Space{"http://backend.userland.com/RSS2", "rss2", Vocabulary::rss},
    Space{"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf", Vocabulary::rss},
    Space{"http://www.w3.org/2005/Atom", "atom", Vocabulary::atom},
    Space{"http://purl.org/atom/ns#", "atom03", Vocabulary::atom},
    Space{"http://purl.org/rss/1.0/modules/content/", "content", Vocabulary::content},
    Space{"http://purl.org/dc/elements/1.1/", "dc", Vocabulary::dublin},
    Space{"http://purl.org/dc/terms/", "dcterms", Vocabulary::terms},
};

Vocabulary vocabulary_of(const XmlElement& element) {
  for (const Space& one : kSpaces) {
    if (element.space.empty() ? one.prefix == element.prefix : one.address == element.space) return one.vocabulary;
  }
  return Vocabulary::other;
}

struct Name {
  Vocabulary vocabulary;
  std::string_view name;
  FeedField field;
};

constexpr std::array kNames = {
    Name{Vocabulary::rss, "item", FeedField::item},
    Name{Vocabulary::rss, "rss", FeedField::channel},
    Name{Vocabulary::rss, "RDF", FeedField::channel},
    Name{Vocabulary::rss, "channel", FeedField::channel},
    Name{Vocabulary::rss, "title", FeedField::title},
    Name{Vocabulary::rss, "description", FeedField::content},
    Name{Vocabulary::rss, "link", FeedField::link},
    Name{Vocabulary::rss, "guid", FeedField::guid},
    Name{Vocabulary::rss, "author", FeedField::author},
    Name{Vocabulary::rss, "pubDate", FeedField::published},
    Name{Vocabulary::rss, "lastBuildDate", FeedField::none},
    Name{Vocabulary::rss, "source", FeedField::source},
    Name{Vocabulary::rss, "language", FeedField::language},
    Name{Vocabulary::content, "encoded", FeedField::content},
    Name{Vocabulary::dublin, "title", FeedField::title},
    Name{Vocabulary::dublin, "description", FeedField::content},
    Name{Vocabulary::dublin, "creator", FeedField::author},
    Name{Vocabulary::dublin, "date", FeedField::published},
    Name{Vocabulary::dublin, "language", FeedField::language},
    Name{Vocabulary::terms, "created", FeedField::published},
    Name{Vocabulary::terms, "issued", FeedField::published},
    Name{Vocabulary::terms, "modified", FeedField::modified},
    Name{Vocabulary::atom, "entry", FeedField::item},
    Name{Vocabulary::atom, "feed", FeedField::channel},
    Name{Vocabulary::atom, "title", FeedField::title},
    Name{Vocabulary::atom, "content", FeedField::content},
    Name{Vocabulary::atom, "summary", FeedField::content},
    Name{Vocabulary::atom, "link", FeedField::link},
    Name{Vocabulary::atom, "id", FeedField::guid},
    Name{Vocabulary::atom, "author", FeedField::author},
    Name{Vocabulary::atom, "published", FeedField::published},
    Name{Vocabulary::atom, "issued", FeedField::published},
    Name{Vocabulary::atom, "updated", FeedField::modified},
    Name{Vocabulary::atom, "modified", FeedField::modified},
    Name{Vocabulary::atom, "source", FeedField::source},
};

bool is_void(std::string_view name) {
  static constexpr std::array<std::string_view, 9> kVoid = {"br",   "img",   "hr",     "input", "wbr",
                                                            "link", "embed", "source", "meta"};
  return std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end();
}

}  // namespace

bool is_atom(const XmlElement& element) { return vocabulary_of(element) == Vocabulary::atom; }

FeedField feed_field(const XmlElement& element) {
  const Vocabulary vocabulary = vocabulary_of(element);
  const auto find = [&](Vocabulary wanted) {
    for (const Name& one : kNames)
      if (one.vocabulary == wanted && one.name == element.name) return one.field;
    return FeedField::none;
  };
  const FeedField field = find(vocabulary);
  // An Atom feed that forgot its namespace.
  return field == FeedField::none && element.space.empty() && vocabulary == Vocabulary::rss ? find(Vocabulary::atom)
                                                                                            : field;
}

bool ends_open_field(const XmlElement& element) {
  static constexpr std::array<std::string_view, 7> kNever = {"item",    "entry", "title",    "description",
                                                             "pubDate", "guid",  "published"};
  const Vocabulary vocabulary = vocabulary_of(element);
  return (vocabulary == Vocabulary::rss || vocabulary == Vocabulary::atom) &&
         std::find(kNever.begin(), kNever.end(), element.name) != kNever.end();
}

std::string escaped_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string start_tag(const XmlElement& element) {
  std::string out = "<" + std::string(element.name);
  for (const XmlAttribute& one : element.attributes) {
    std::string value = escaped_text(one.value);
    for (size_t at = value.find('"'); at != std::string::npos; at = value.find('"', at + 6))
      value.replace(at, 1, "&quot;");
    out += " " + std::string(one.name) + "=\"" + value + "\"";
  }
  return out + ">";
}

std::string end_tag(std::string_view name) { return is_void(name) ? "" : "</" + std::string(name) + ">"; }

}  // namespace demarche
