#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/hash.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace demarche::testing {

namespace fs = std::filesystem;

/// A folder of its own for every test, gone afterwards.
class StoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "demarche-store-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override {
    fs::permissions(folder_, fs::perms::owner_all);
    fs::remove_all(folder_);
  }
  fs::path path(const char* name = "a.db") const { return folder_ / name; }

  Store open(StoreOptions options = {}) {
    Result<Store> store = Store::open(path(), options);
    EXPECT_TRUE(store) << store.error().text();
    return std::move(*store);
  }

  /// Every row of every table as text.
  static std::string dump(const fs::path& file) {
    auto connection = Connection::open(file, Connection::Mode::read);
    std::string out;
    for (const std::string table : {"runs", "captures", "texts", "articles", "blocks", "events", "entities", "quotes",
                                    "pledges", "pledge_evidence", "problems"}) {
      auto rows = (*connection)->prepare("SELECT * FROM " + table + " ORDER BY 1, 2, 3");
      out += "# " + table + "\n";
      while (*rows->step()) {
        for (int column = 0; column < rows->columns(); ++column) out += rows->string(column) + "|";
        out += "\n";
      }
    }
    return out;
  }

  fs::path folder_;
};

inline Entity entity(std::string text, Span span, std::string code, std::string sector, std::string id,
                     std::string name) {
  return {std::move(text), span, std::move(code), std::move(sector), std::move(id), std::move(name), "", "test"};
}

inline Span where(const std::string& text, const std::string& part) {
  const auto at = static_cast<uint32_t>(text.find(part));
  return {at, at + static_cast<uint32_t>(part.size())};
}

inline Capture capture(const std::string& doc, const std::string& text) {
  Capture out;
  out.id = doc;
  out.text = text;
  out.digest = content_id(text);
  out.source = "in/" + doc;
  return out;
}

/// One article whose single sentence holds one demand as event and as pledge, one quote and one dropped block.
inline CodedArticle coded(const Capture& from, const std::string& version = "v1", Status status = Status::asserted) {
  CodedArticle out;
  out.article.id = content_id(from.id + from.digest);
  out.article.doc = from.id;
  out.article.version = version;
  out.article.language = "en";
  out.article.sentences = 1;
  out.article.words = 9;
  out.article.body = {{{0, static_cast<uint32_t>(from.text.size())}, BlockKind::paragraph}};
  out.article.dropped = {{{0, 4}, "related-headlines", ""}};
  Event event;
  event.id = content_id("event" + from.id + from.digest);
  event.doc = from.id;
  event.sentence_span = {0, static_cast<uint32_t>(from.text.size())};
  event.trigger = "demanded";
  event.trigger_span = where(from.text, "demanded");
  event.type = EventType::request;
  event.mode = {"change"};
  event.context = {"military"};
  event.status = status;
  event.actor = {entity("Ruritania", where(from.text, "Ruritania"), "RUR", "", "", "Ruritania"),
                 entity("its king", {}, "RUR", "GOV", "rudolf-v", "Rudolf V")};
  event.recipient = {entity("Grand Fenwick", where(from.text, "Grand Fenwick"), "GFW", "", "", "Grand Fenwick")};
  event.date = {1962, 10, 22};
  event.date_precision = DatePrecision::day;
  event.size.crowd = 40;
  event.frame = "demand.v";
  event.steps = {"frame demand.v at 'demanded'"};
  event.confidence = 0.75;
  event.version = version;
  out.events = {event};
  Quote quote;
  quote.id = content_id("quote" + from.id + from.digest);
  quote.doc = from.id;
  quote.span = where(from.text, "demanded");
  quote.sentence_span = event.sentence_span;
  quote.cue = "say";
  quote.speaker = {event.actor[1]};
  quote.version = version;
  out.quotes = {quote};
  Pledge pledge;
  pledge.id = content_id("pledge" + from.id + from.digest);
  pledge.doc = from.id;
  pledge.sentence_span = event.sentence_span;
  pledge.trigger = event.trigger;
  pledge.trigger_span = event.trigger_span;
  pledge.kind = PledgeKind::demand;
  pledge.issuer = {event.actor[1]};
  pledge.addressee = event.recipient;
  pledge.content = {"withdraw its fleet", where(from.text, "withdraw its fleet"), EventType::retreat};
  pledge.evidence = {{0, event.sentence_span, event.trigger, event.trigger_span, pledge.content.span}};
  pledge.frame = event.frame;
  pledge.steps = {"kind: demand, from the frame"};
  pledge.confidence = 0.7;
  pledge.version = version;
  out.pledges = {pledge};
  out.problems = {{from.id, "mention", ErrorCode::bad_format, "an invented problem", {0, 4}}};
  return out;
}

inline constexpr const char* kText = "Ruritania demanded that Grand Fenwick withdraw its fleet.";

}  // namespace demarche::testing
