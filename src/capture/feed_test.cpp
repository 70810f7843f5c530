#include <gtest/gtest.h>

#include "base/utf8.h"
#include "capture/feed_item.h"
#include "capture/xml_mender.h"
#include "taken.h"

namespace demarche {
namespace {

Taken take(const std::string& bytes, const ReadOptions& options = {}) { return take_bytes(bytes, "feed.xml", options); }

std::string rss(const std::string& items) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
         "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
         "xmlns:media=\"http://search.yahoo.com/mrss/\"><channel><title>Harbour Post</title>"
         "<link>https://post.example/news/</link><language>en-gb</language>"
         "<image><title>Logo</title><url>l.png</url><link>https://logo.example/</link></image>" +
         items + "</channel></rss>";
}

TEST(ReadFeed, RssTwo) {
  const Taken taken = take(
      rss("<item><title>Port shut &amp; guarded</title><link>a/1.html</link><guid isPermaLink=\"false\">g-1</guid>"
          "<description>A short one.</description><media:content url=\"x\"><media:description>Photo</media:description>"
          "</media:content><content:encoded><![CDATA[The minister shut the port on Monday.]]></content:encoded>"
          "<dc:creator>J. Doe</dc:creator><pubDate>Thu, 04 Mar 2021 10:00:00 GMT</pubDate></item>"
          "<item><title>Second</title><description>&lt;p&gt;He &lt;b&gt;refused&lt;/b&gt;.&lt;/p&gt;</description>"
          "<author>desk@post.example (A. Writer)</author><source url=\"https://o.example\">Other "
          "Paper</source><guid>https://post.example/2</guid></item>"
          "<item><title>Army enters capital</title></item>"
          "<item><link>https://post.example/4</link></item>"));
  ASSERT_EQ(taken.captures.size(), 3u) << taken.messages();
  const Capture& one = taken.captures[0];
  EXPECT_EQ(one.id, "g-1");
  EXPECT_EQ(one.text, "The minister shut the port on Monday.");
  EXPECT_EQ(one.title, "Port shut & guarded");
  EXPECT_EQ(one.url, "https://post.example/news/a/1.html");
  EXPECT_EQ(one.byline, "J. Doe");
  EXPECT_EQ(one.outlet, "Harbour Post");
  EXPECT_EQ(one.language, "en-gb");
  EXPECT_EQ(one.published, "Thu, 04 Mar 2021 10:00:00 GMT");
  const Capture& two = taken.captures[1];
  EXPECT_NE(two.markup, nullptr);
  EXPECT_EQ(trim(two.text), "He refused.");
  EXPECT_EQ(two.byline, "A. Writer");
  EXPECT_EQ(two.outlet, "Other Paper");
  EXPECT_EQ(two.url, "https://post.example/2");
  EXPECT_EQ(taken.captures[2].text, "Army enters capital");
  EXPECT_EQ(taken.captures[2].id, "feed.xml:3");
  ASSERT_EQ(taken.problems.size(), 1u);
  EXPECT_EQ(taken.problems[0].code, ErrorCode::not_coded);
}

TEST(ReadFeed, Atom) {
  const Taken taken = take(
      "<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\" xml:base=\"https://atom.example/x/\" xml:lang=\"fr\">"
      "<a:title type=\"html\">The &amp;lt; Paper</a:title><a:link rel=\"self\" href=\"feed.atom\"/>"
      "<a:author><a:name>Feed Author</a:name></a:author>"
      "<a:entry><a:title>One</a:title><a:id>urn:1</a:id><a:link rel=\"replies\" href=\"c\"/><a:link "
      "href=\"1?a=b&amp;c=d\"/>"
      "<a:author><a:name>J. Doe</a:name><a:email>j@x.example</a:email></a:author><a:author><a:name>A. "
      "B.</a:name></a:author>"
      "<a:published>2021-03-04T10:00:00Z</a:published><a:updated>2021-03-05T00:00:00Z</a:updated>"
      "<a:summary>Short &lt;p> stays as it is.</a:summary>"
      "<a:content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>He <b>left</b> &amp; she<br/>stayed "
      "there for the whole of the night.</p></div></a:content></a:entry>"
      "<a:entry xml:lang=\"de\" xml:base=\"sub/\"><a:title>Two</a:title><a:id>urn:2</a:id><a:link href=\"2\"/>"
      "<a:source><a:title>Origin</a:title><a:id>urn:o</a:id><a:updated>1999-01-01</a:updated></a:source>"
      "<a:content type=\"text\">Plain &lt;p>text&lt;/p>.</a:content></a:entry>"
      "<a:entry><a:title>Three</a:title><a:id>urn:3</a:id><a:content type=\"image/png\">iVBORw0KGgo</a:content>"
      "<a:summary>A picture of the harbour.</a:summary></a:entry></a:feed>");
  ASSERT_EQ(taken.captures.size(), 3u) << taken.messages();
  const Capture& one = taken.captures[0];
  EXPECT_EQ(one.id, "urn:1");
  EXPECT_EQ(one.url, "https://atom.example/x/1?a=b&c=d");
  EXPECT_EQ(one.byline, "J. Doe, A. B.");
  EXPECT_EQ(one.published, "2021-03-04T10:00:00Z");
  EXPECT_EQ(one.modified, "2021-03-05T00:00:00Z");
  EXPECT_EQ(one.language, "fr");
  EXPECT_EQ(one.outlet, "The < Paper");
  EXPECT_NE(one.markup, nullptr);
  EXPECT_NE(one.text.find("He left & she"), std::string::npos) << one.text;
  const Capture& two = taken.captures[1];
  EXPECT_EQ(two.text, "Plain <p>text</p>.") << "type=text is no markup";
  EXPECT_EQ(two.language, "de");
  EXPECT_EQ(two.outlet, "Origin");
  EXPECT_EQ(two.id, "urn:2");
  EXPECT_EQ(two.modified, "");
  EXPECT_EQ(two.url, "https://atom.example/x/sub/2");
  EXPECT_EQ(taken.captures[2].text, "A picture of the harbour.");
}

TEST(ReadFeed, RdfAndOldRss) {
  const Taken rdf = take(
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" "
      "xmlns:d=\"http://purl.org/dc/elements/1.1/\"><channel "
      "rdf:about=\"x\"><title>Wire</title><link>http://w.example/</link>"
      "<items><rdf:Seq><rdf:li resource=\"1\"/></rdf:Seq></items></channel>"
      "<item rdf:about=\"1\"><title>T</title><link>http://w.example/1</link><description>Text one.</description>"
      "<d:date>2003-04-05</d:date><d:creator>C</d:creator><d:language>es</d:language></item></rdf:RDF>");
  ASSERT_EQ(rdf.captures.size(), 1u) << rdf.messages();
  EXPECT_EQ(rdf.captures[0].text, "Text one.");
  EXPECT_EQ(rdf.captures[0].outlet, "Wire");
  EXPECT_EQ(rdf.captures[0].published, "2003-04-05");
  EXPECT_EQ(rdf.captures[0].language, "es");
  EXPECT_EQ(rdf.captures[0].id, "http://w.example/1");
  const Taken old = take(
      "<?xml version=\"1.0\"?><!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" "
      "\"http://my.netscape.com/publish/formats/rss-0.91.dtd\"><rss version=\"0.91\"><channel><title>Old</title>"
      "<item><title>T</title><description>Caf&eacute; closed.</description></item></channel></rss>");
  ASSERT_EQ(old.captures.size(), 1u) << old.messages();
  EXPECT_EQ(old.captures[0].text, "Caf\u00E9 closed.");
}

TEST(ReadFeed, EntitiesAreNeverExpandedNorLoaded) {
  std::string laughs = "<!DOCTYPE rss [<!ENTITY a \"ha\">";
  for (char c = 'b'; c < 'n'; ++c)
    laughs += std::string("<!ENTITY ") + c + " \"" + [&] {
      std::string out;
      for (int i = 0; i < 10; ++i) out += std::string("&") + static_cast<char>(c - 1) + ";";
      return out;
    }() + "\">";
  laughs += " <!ENTITY x SYSTEM \"file:///etc/passwd\"> <!-- ' --> ]>";
  const std::string feed =
      "<rss><channel><item><title>T</title><description>Start &m; and &x; end.</description></item></channel></rss>";
  const Taken taken = take("<?xml version=\"1.0\"?>" + laughs + feed);
  ASSERT_EQ(taken.captures.size(), 1u) << taken.messages();
  EXPECT_EQ(taken.captures[0].text, "Start &m; and &x; end.");
}

TEST(ReadFeed, SlipsArePassedOver) {
  // Bare '&' and '<', control characters, references to nothing, an undeclared prefix.
  const Taken slips = take(
      "\n <?xml version=\"1.0\"?><rss><channel><title>R&D</title><item><title>A & B < C</title>"
      "<link>http://x.example/?a=1&b=2</link><description>Profit &lt 5 \x01 &#0;&#x1F; &nbsp;&unknown; "
      "end.</description>"
      "<dc:creator>J. Doe</dc:creator></item></channel></rss>");
  ASSERT_EQ(slips.captures.size(), 1u) << slips.messages();
  EXPECT_EQ(slips.captures[0].title, "A & B < C");
  EXPECT_EQ(slips.captures[0].url, "http://x.example/?a=1&b=2");
  EXPECT_EQ(slips.captures[0].byline, "J. Doe");
  EXPECT_EQ(slips.captures[0].outlet, "R&D");
  EXPECT_TRUE(is_valid_utf8(slips.captures[0].text));
  // Tags left open: the items are told apart all the same.
  const Taken open = take(
      "<rss><channel><item><title>One</title><description>He <b>left.</description></item>"
      "<item><title>Two</title><description>She stayed.</description></item></channel></rss>");
  ASSERT_EQ(open.captures.size(), 2u) << open.messages();
  EXPECT_EQ(open.captures[1].text, "She stayed.");
  ASSERT_EQ(open.problems.size(), 1u);
  EXPECT_EQ(open.problems[0].code, ErrorCode::bad_format);
  // Markup that nobody escaped.
  const Taken raw =
      take("<rss><channel><item><description>Then <p>he left</p><br/> & won.</description></item></channel></rss>");
  ASSERT_EQ(raw.captures.size(), 1u) << raw.messages();
  EXPECT_NE(raw.captures[0].markup, nullptr);
  EXPECT_NE(raw.captures[0].text.find("& won."), std::string::npos);
}

TEST(ReadFeed, CutShort) {
  const std::string whole =
      rss("<item><title>One</title><description>First.</description></item>"
          "<item><title>Two</title><description>The second item is the longer one.</description></item>");
  const Taken taken = take(whole.substr(0, whole.find("longer")));
  ASSERT_EQ(taken.captures.size(), 1u);
  EXPECT_EQ(taken.captures[0].text, "First.");
  ASSERT_EQ(taken.problems.size(), 2u) << taken.messages();
  EXPECT_NE(taken.problems[0].message.find("item 2"), std::string::npos);
}

TEST(ReadFeed, DeepNestingEnds) {
  std::string deep = "<rss><channel><item><title>One</title></item><item><description>";
  for (int i = 0; i < 300000; ++i) deep += "<a>";
  const Taken taken = take(deep);
  ASSERT_EQ(taken.captures.size(), 1u);
  EXPECT_NE(taken.messages().find("more than 512 deep"), std::string::npos) << taken.messages();
}

TEST(ReadFeed, ManyAttributesEnd) {
  std::string many = "<rss><channel><item><title>One</title></item><item a='>'";
  for (int i = 0; i < 2000; ++i) many += " a" + std::to_string(i) + "=\">\"";
  const Taken taken = take(many + "><title>Two</title></item></channel></rss>");
  ASSERT_EQ(taken.captures.size(), 1u);
  EXPECT_EQ(taken.captures[0].text, "One");
  EXPECT_NE(taken.messages().find("more than 1000 attributes"), std::string::npos) << taken.messages();
}

TEST(ReadFeed, WhatFollowsTheFeedIsNotRead) {
  const Taken taken = take(rss("<item><title>One</title></item>") + "\n" + rss("<item><title>Two</title></item>"));
  ASSERT_EQ(taken.captures.size(), 1u);
  ASSERT_EQ(taken.problems.size(), 1u);
  EXPECT_NE(taken.problems[0].message.find("was not read"), std::string::npos) << taken.messages();
}

TEST(ReadFeed, NestedCdataAndLongText) {
  const Taken nested = take(rss("<item><description><![CDATA[a <![CDATA[b]]> c]]></description></item>"));
  ASSERT_EQ(nested.captures.size(), 1u) << nested.messages();
  ReadOptions options;
  options.max_capture_bytes = 1000;
  const Taken large = take(rss("<item><title>Long</title><description>" + std::string(200000, 'x') +
                               "</description></item><item><title>Fine</title></item>"),
                           options);
  ASSERT_EQ(large.captures.size(), 1u);
  ASSERT_EQ(large.problems.size(), 1u);
  EXPECT_EQ(large.problems[0].code, ErrorCode::too_large);
}

TEST(ReadFeed, Encodings) {
  const std::string body =
      "<rss><channel><item><title>T</title><description>Caf\xE9 \x93ouvert\x94.</description></item></channel></rss>";
  for (const char* head : {"<?xml version=\"1.0\" encoding=\"windows-1252\"?>", "<?xml version='1.0'?>",
                           "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"}) {
    const Taken taken = take(head + body);
    ASSERT_EQ(taken.captures.size(), 1u) << taken.messages();
    EXPECT_EQ(taken.captures[0].text, "Caf\u00E9 \u201Couvert\u201D.") << head;
  }
}

TEST(ReadFeed, PictureAlone) {
  const Taken taken =
      take(rss("<item><title>Army enters capital</title><description>&lt;img src=\"a.png\"/&gt;"
               "</description></item>"));
  ASSERT_EQ(taken.captures.size(), 1u) << taken.messages();
  EXPECT_EQ(taken.captures[0].text, "Army enters capital");
  EXPECT_EQ(taken.captures[0].markup, nullptr);
}

TEST(ReadFeed, EmptyOnes) {
  EXPECT_NE(take(rss("")).messages().find("no items"), std::string::npos);
  EXPECT_EQ(take("<rss").captures.size(), 0u);
  EXPECT_EQ(take("<feed/>").problems.at(0).code, ErrorCode::not_coded);
}

TEST(FeedItem, AddressesAndAuthors) {
  EXPECT_EQ(resolved("b", "http://x.example/a/"), "http://x.example/a/b");
  EXPECT_EQ(resolved("../b?x=1", "http://x.example/a/c"), "http://x.example/b?x=1");
  EXPECT_EQ(resolved("//y.example/b", "https://x.example/"), "https://y.example/b");
  EXPECT_EQ(resolved("https://y.example/", "https://x.example/"), "https://y.example/");
  EXPECT_EQ(resolved("a b c", ""), "a b c");
  EXPECT_EQ(author_name("x@y.example (J. Doe)"), "J. Doe");
  EXPECT_EQ(author_name("J. Doe (Reuters)"), "J. Doe (Reuters)");
}

TEST(XmlMender, ChunksDoNotMatter) {
  const std::string xml =
      "<!DOCTYPE a [<!ENTITY b \"]>\"> <!-- ' --> <?p \"?> ]><a b=\"c & d\">&nbsp;&amp;&x;& < 3 <![CDATA[& < ]] ]]> "
      "<!-- -- "
      "& --> &#65; &#xD800; &#99999999999; \x02 \xEF\xBF\xBF</a>";
  std::string whole;
  XmlMender().take(xml, true, whole);
  EXPECT_EQ(whole, "<a b=\"c &amp; d\">&#160;&amp;&amp;x;&amp; &lt; 3 <![CDATA[& < ]] ]]> <!----> &#65;        </a>");
  for (size_t size = 1; size < 60; ++size) {
    XmlMender mender;
    std::string pieces;
    for (size_t at = 0; at < xml.size(); at += size) mender.take(xml.substr(at, size), at + size >= xml.size(), pieces);
    EXPECT_EQ(pieces, whole) << size;
  }
}

TEST(ReadSitemap, NewsExtension) {
  const std::string sitemap =
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
      "xmlns:n=\"http://www.google.com/schemas/sitemap-news/0.9\" "
      "xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\">"
      "<url><loc>https://x.example/1</loc><lastmod>2021-03-05</lastmod><image:image><image:title>Photo</image:title>"
      "</image:image><n:news><n:publication><n:name>Harbour Post</n:name><n:language>en</n:language></n:publication>"
      "<n:publication_date>2021-03-04</n:publication_date><n:title>Port shut &amp; guarded</n:title></n:news></url>"
      "<url><loc>https://x.example/2</loc><image:url>no</image:url></url><url><loc>https://x.example/3</loc></url></"
      "urlset>";
  const Taken taken = take(sitemap);
  ASSERT_EQ(taken.captures.size(), 1u) << taken.messages();
  const Capture& one = taken.captures[0];
  EXPECT_EQ(one.text, "Port shut & guarded");
  EXPECT_EQ(one.id, "https://x.example/1");
  EXPECT_EQ(one.url, "https://x.example/1");
  EXPECT_EQ(one.published, "2021-03-04");
  EXPECT_EQ(one.modified, "2021-03-05");
  EXPECT_EQ(one.outlet, "Harbour Post");
  EXPECT_EQ(one.language, "en");
  ASSERT_EQ(taken.problems.size(), 1u);
  EXPECT_NE(taken.problems[0].message.find("2 of 3 addresses stand without titles"), std::string::npos);
}

TEST(ReadSitemap, IndexAndEmpty) {
  const Taken index = take(
      "<sitemapindex><sitemap><loc>https://x.example/a.xml</loc></sitemap><sitemap><loc>b</loc></sitemap></"
      "sitemapindex>");
  ASSERT_EQ(index.problems.size(), 1u);
  EXPECT_NE(index.problems[0].message.find("index of 2 sitemaps"), std::string::npos);
  EXPECT_EQ(take("<urlset></urlset>").problems.size(), 1u);
  EXPECT_GE(take("<urlset><url><loc>x</loc>").problems.size(), 1u);
}

}  // namespace
}  // namespace demarche
