#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "store/store.h"

namespace demarche::testing {

/// One act of a sample article. `text` holds its sentence with marks: [actor] {trigger} <recipient>, where an actor is
/// written "words|CODE|SECTOR|id|name".
struct SampleAct {
  std::string_view text;
  EventType type;
  std::string mode;
  Status status = Status::asserted;
  Date date{};
  DateBracket bracket{};
  double confidence = 0.8;
};

/// Builds captures and their records from marked sentences, so that tests of what people see need no engine.
class SampleArticle {
 public:
  explicit SampleArticle(const std::string& doc) {
    capture_.id = doc;
    capture_.source = doc;
    coded_.article.doc = doc;
    coded_.article.language = "en";
    coded_.article.version = "sample-1";
    coded_.article.outlet = "The Invented Gazette";
  }

  SampleArticle& act(const SampleAct& act) {
    Event event;
    const auto begin = static_cast<uint32_t>(capture_.text.size());
    read_marks(act.text, event);
    event.doc = capture_.id;
    event.sentence = coded_.article.sentences++;
    event.sentence_span = {begin, static_cast<uint32_t>(capture_.text.size())};
    event.trigger = event.trigger_span.in(capture_.text);
    event.type = act.type;
    if (!act.mode.empty()) event.mode = {act.mode};
    event.status = act.status;
    event.date = act.date;
    event.date_precision = act.date.known() ? DatePrecision::day : DatePrecision::unknown;
    event.bracket = act.bracket;
    event.confidence = act.confidence;
    event.frame = "sample.frame";
    event.steps = {"a step of the sample"};
    event.version = "sample-1";
    event.id = IdBuilder("sample").add(capture_.id).add(event.trigger_span.begin).add(capture_.text).id();
    coded_.events.push_back(event);
    coded_.article.body.push_back({event.sentence_span, BlockKind::paragraph});
    capture_.text += "\n";
    coded_.article.words += static_cast<uint32_t>(std::count(act.text.begin(), act.text.end(), ' ') + 1);
    return *this;
  }

  SampleArticle& quote(std::string_view words, const Entity& speaker, QuoteType type) {
    Quote quote;
    const auto begin = static_cast<uint32_t>(capture_.text.size());
    capture_.text += std::string(words) + "\n";
    quote.doc = capture_.id;
    quote.span = {begin, static_cast<uint32_t>(begin + words.size())};
    quote.sentence_span = quote.span;
    quote.type = type;
    quote.cue = "say";
    quote.speaker = {speaker};
    quote.id = IdBuilder("sample-quote").add(capture_.id).add(begin).id();
    coded_.quotes.push_back(quote);
    return *this;
  }

  SampleArticle& furniture(std::string_view words, const std::string& reason) {
    const auto begin = static_cast<uint32_t>(capture_.text.size());
    capture_.text += std::string(words) + "\n";
    coded_.article.dropped.push_back({{begin, static_cast<uint32_t>(capture_.text.size())}, reason});
    return *this;
  }

  SampleArticle& problem(const std::string& stage, ErrorCode code, const std::string& message) {
    coded_.problems.push_back({capture_.id, stage, code, message, {}});
    return *this;
  }

  Result<bool> write(Store& store) {
    capture_.digest = content_id(capture_.text);
    coded_.article.id = IdBuilder("article").add(capture_.id).add(capture_.digest).id();
    return store.write(capture_, coded_);
  }
  const std::string& text() const { return capture_.text; }

 private:
  static Entity entity_of(std::string_view parts) {
    std::vector<std::string> fields(1);
    for (const char byte : parts) {
      if (byte == '|') {
        fields.emplace_back();
      } else {
        fields.back() += byte;
      }
    }
    fields.resize(5);
    return {fields[0], {}, fields[1], fields[2], fields[3], fields[4], "", "sample: '" + fields[0] + "'"};
  }

  void read_marks(std::string_view marked, Event& event) {
    for (size_t at = 0; at < marked.size(); ++at) {
      const char open = marked[at];
      const char close = open == '[' ? ']' : open == '{' ? '}' : open == '<' ? '>' : '\0';
      const size_t end = close ? marked.find(close, at) : std::string_view::npos;
      if (end == std::string_view::npos) {
        capture_.text += open;
        continue;
      }
      const std::string_view inside = marked.substr(at + 1, end - at - 1);
      Entity entity = entity_of(inside);
      const auto begin = static_cast<uint32_t>(capture_.text.size());
      capture_.text += entity.text;
      entity.span = {begin, static_cast<uint32_t>(capture_.text.size())};
      if (open == '{') event.trigger_span = entity.span;
      if (open == '[') event.actor.push_back(entity);
      if (open == '<') event.recipient.push_back(entity);
      at = end;
    }
  }

  Capture capture_;
  CodedArticle coded_;
};

/// Three invented articles about October 1962. Two tell the same speech in the same words.
inline Result<void> write_sample_store(const std::filesystem::path& path) {
  Result<Store> store = Store::open(path);
  if (!store) return store.error();
  const Date speech{1962, 10, 22}, line{1962, 10, 24}, deal{1962, 10, 28};
  SampleArticle first("gazette-01.txt"), second("herald-07.txt"), third("courier-03.txt");
  first
      .act({"[Kennedy|USA|GOV|john-f-kennedy|John F. Kennedy] {demanded} that <Moscow|SUN|||Soviet Union> take its "
            "missiles away.",
            EventType::request, "change", Status::asserted, speech})
      .act({"[Washington|USA|||United States] {will stop} every ship that carries weapons to <Cuba|CUB|||Cuba>, he "
            "said, and it "
            "would answer a missile fired from the island with a full blow against <the Soviet Union|SUN|||Soviet "
            "Union>.",
            EventType::threaten, "violence", Status::asserted, speech})
      .act({"[Soviet crews|SUN|MIL||Soviet Union] {had built} launch pads near San Cristóbal.",
            EventType::mobilize,
            "weapons",
            Status::asserted,
            {},
            {{1962, 9, 15}, {1962, 10, 14}}})
      .quote("We will not needlessly court the risk of war.",
             {"Kennedy", {}, "USA", "GOV", "john-f-kennedy", "John F. Kennedy", "", ""}, QuoteType::direct)
      .furniture("Read also: Ten harbours for your summer cruise", "read-also");
  second
      .act({"[Kennedy|USA|GOV|john-f-kennedy|John F. Kennedy] {demanded} that <Moscow|SUN|||Soviet Union> take its "
            "missiles away.",
            EventType::request, "change", Status::asserted, speech})
      .act({"[The Kremlin|SUN|GOV||Soviet Union] {denied} that it had sent weapons of attack.",
            EventType::reject,
            "",
            Status::asserted,
            {},
            {{1962, 10, 22}, {}}})
      .act({"If <Cuba|CUB|||Cuba> were [American|USA|MIL||United States] {invaded}, much would follow.",
            EventType::assault, "", Status::hypothetical})
      .problem("language", ErrorCode::bad_format, "an invented remark. Nothing has to be done.");
  third
      .act({"[Khrushchev|SUN|GOV|nikita-khrushchev|Nikita Khrushchev] {agreed} with <Washington|USA|||United States> "
            "to ship the "
            "missiles home.",
            EventType::agree, "", Status::asserted, deal})
      .act({"[Soviet ships|SUN|MIL||Soviet Union] {turned back} before <the American line|USA|MIL||United States>.",
            EventType::retreat, "withdraw", Status::asserted, line})
      .act({"In 1961 [exiles|CUB|REB||Cuba] {had landed} in <Cuba|CUB|||Cuba>.",
            EventType::assault,
            "",
            Status::historical,
            {1961, 4, 17}});
  for (SampleArticle* article : {&first, &second, &third}) {
    if (auto done = article->write(*store); !done) return done.error();
  }
  auto done = store->write(
      Problem{"torn-page.bin", "capture", ErrorCode::bad_encoding, "bytes that are no text. Give its text.", {}});
  if (!done) return done.error();
  return store->flush();
}

}  // namespace demarche::testing
