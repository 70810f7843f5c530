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

/// One pledge of a sample article; `text` marked as in SampleAct, an issuer as [actor], an addressee as <recipient>.
/// Content, condition and deadline are words of the sentence.
struct SamplePledge {
  std::string_view text;
  PledgeKind kind;
  std::string content;
  std::optional<EventType> event{};
  PledgeStrength strength = PledgeStrength::firm;
  PledgeStatus status = PledgeStatus::open;
  std::string condition{};
  std::string deadline{};
  Date due{};
  double confidence = 0.8;
  bool historical = false;
};

/// One quote of a sample article, told in full: “words,” speaker cue addressee at occasion, via reported.
struct SampleSpeech {
  std::string words;
  Entity speaker;
  QuoteType type = QuoteType::direct;
  std::string cue = "tell";
  CueClass cue_class = CueClass::say;
  std::string addressee{};
  std::string occasion{};
  std::string via{};
  std::vector<Entity> about{};
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
    event.trigger_span = read_marks(act.text, event.actor, event.recipient);
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

  SampleArticle& speech(const SampleSpeech& speech) {
    Quote quote;
    const auto begin = static_cast<uint32_t>(capture_.text.size());
    const auto append = [&](const std::string& words) {
      const auto at = static_cast<uint32_t>(capture_.text.size());
      capture_.text += words;
      return Span{at, static_cast<uint32_t>(capture_.text.size())};
    };
    const bool marks = speech.type != QuoteType::indirect;
    append(marks ? "“" : "");
    quote.span = append(speech.words);
    append(marks ? ",” " : ", ");
    quote.source_span = append(speech.speaker.text);
    append(" ");
    quote.cue_span = append(speech.cue);
    if (!speech.addressee.empty()) {
      append(" ");
      quote.addressee = {speech.addressee, append(speech.addressee), {}};
    }
    if (!speech.occasion.empty()) {
      append(" at ");
      quote.occasion = {speech.occasion, append(speech.occasion), {}};
    }
    if (!speech.via.empty()) {
      append(", ");
      quote.via = {{speech.via, append(speech.via), {{speech.via, {}, "", "JRN", "", speech.via, "", "sample"}}}};
      append(" reported");
    }
    append(".");
    quote.doc = capture_.id;
    quote.sentence = coded_.article.sentences++;
    quote.sentence_span = {begin, static_cast<uint32_t>(capture_.text.size())};
    quote.type = speech.type;
    quote.content = {quote.span};
    quote.cue = speech.cue;
    quote.cue_class = speech.cue_class;
    quote.speaker = {speech.speaker};
    quote.about = speech.about;
    quote.version = "sample-1";
    quote.id = IdBuilder("sample-speech").add(capture_.id).add(begin).id();
    coded_.quotes.push_back(quote);
    coded_.article.body.push_back({quote.sentence_span, BlockKind::paragraph});
    capture_.text += "\n";
    return *this;
  }

  SampleArticle& pledge(const SamplePledge& sample) {
    Pledge pledge;
    const auto begin = static_cast<uint32_t>(capture_.text.size());
    pledge.trigger_span = read_marks(sample.text, pledge.issuer, pledge.addressee);
    const auto find = [&](const std::string& words) {
      const size_t at = words.empty() ? std::string::npos : capture_.text.find(words, begin);
      if (at == std::string::npos) return Span{};
      return Span{static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
    };
    pledge.doc = capture_.id;
    pledge.sentence = coded_.article.sentences++;
    pledge.sentence_span = {begin, static_cast<uint32_t>(capture_.text.size())};
    pledge.trigger = pledge.trigger_span.in(capture_.text);
    pledge.kind = sample.kind;
    pledge.content = {sample.content, find(sample.content), sample.event};
    pledge.condition = {sample.condition, find(sample.condition), {}};
    pledge.deadline = {sample.deadline, find(sample.deadline), sample.due,
                       sample.due.known() ? DatePrecision::day : DatePrecision::unknown};
    pledge.strength = sample.strength;
    pledge.status = sample.status;
    pledge.historical = sample.historical;
    pledge.confidence = sample.confidence;
    pledge.evidence = {
        {pledge.sentence, pledge.sentence_span, pledge.trigger, pledge.trigger_span, pledge.content.span}};
    pledge.frame = "sample.frame";
    pledge.steps = {"a step of the sample"};
    pledge.version = "sample-1";
    pledge.id = IdBuilder("sample-pledge").add(capture_.id).add(begin).id();
    coded_.pledges.push_back(pledge);
    coded_.article.body.push_back({pledge.sentence_span, BlockKind::paragraph});
    capture_.text += "\n";
    return *this;
  }

  /// The last pledge is told once more, by these words, according to somebody.
  SampleArticle& again(std::string_view words, const Entity& source) {
    const auto begin = static_cast<uint32_t>(capture_.text.size());
    capture_.text += words;
    const Span span{begin, static_cast<uint32_t>(capture_.text.size())};
    coded_.pledges.back().evidence.push_back({coded_.article.sentences++, span, std::string(words), span, {}});
    coded_.pledges.back().according_to = {source};
    coded_.article.body.push_back({span, BlockKind::paragraph});
    capture_.text += "\n";
    return *this;
  }

  SampleArticle& published(Date day, DateBracket bracket = {}) {
    coded_.article.published = day;
    coded_.article.published_how = day.known() ? "given" : "";
    coded_.article.bracket = bracket;
    return *this;
  }

  SampleArticle& furniture(std::string_view words, const std::string& reason) {
    const auto begin = static_cast<uint32_t>(capture_.text.size());
    capture_.text += std::string(words) + "\n";
    coded_.article.dropped.push_back({{begin, static_cast<uint32_t>(capture_.text.size())}, reason, ""});
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
  const CodedArticle& coded() const { return coded_; }

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

  /// Appends the sentence without its marks; who stands in them goes to the lists, the trigger's place comes back.
  Span read_marks(std::string_view marked, std::vector<Entity>& actors, std::vector<Entity>& recipients) {
    Span trigger;
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
      if (open == '{') trigger = entity.span;
      if (open == '[') actors.push_back(entity);
      if (open == '<') recipients.push_back(entity);
      at = end;
    }
    return trigger;
  }

  Capture capture_;
  CodedArticle coded_;
};

/// Quotes and pledges of the sample store.
inline void add_speech(SampleArticle& first, SampleArticle& second, SampleArticle& third) {
  const Entity kennedy{"Kennedy", {}, "USA", "GOV", "john-f-kennedy", "John F. Kennedy", "", "sample: 'Kennedy'"};
  const Entity khrushchev{"Khrushchev", {}, "SUN", "GOV", "nikita-khrushchev", "Nikita Khrushchev", "", "sample"};
  const Entity kremlin{"the Kremlin", {}, "SUN", "GOV", "", "", "", "sample"};
  const Entity columnist{"a columnist", {}, "USA", "JRN", "", "", "", "sample"};
  const Entity gazette{"The Invented Gazette", {}, "", "JRN", "", "The Invented Gazette", "", "sample"};
  const Entity cuba{"Cuba", {}, "CUB", "", "", "Cuba", "", "sample"},
      usa{"", {}, "USA", "", "", "United States", "", ""};
  first.published({1962, 10, 23});
  third.published({}, {{1962, 10, 24}, {1962, 10, 28}});
  first
      .pledge(
          {"[Kennedy|USA|GOV|john-f-kennedy|John F. Kennedy] {gave} <Moscow|SUN|||Soviet Union> until Sunday to pull "
           "back the missiles, or the ships would act.",
           PledgeKind::demand,
           "pull back the missiles",
           EventType::retreat,
           PledgeStrength::ultimatum,
           PledgeStatus::repeated,
           "or the ships would act",
           "until Sunday",
           {1962, 10, 28}})
      .again("He said it twice.", gazette)
      .speech({"Let nobody doubt that this is a hard and dangerous road for us and for Cuba",
               kennedy,
               QuoteType::direct,
               "tell",
               CueClass::warn,
               "the nation",
               "a late hour",
               "The Invented Gazette",
               {cuba}})
      .speech({"that the ships would be home by spring", kremlin, QuoteType::indirect, "say", CueClass::say});
  second
      .pledge({"[Washington|USA|||United States] {demands} that <the Soviets|SUN|GOV||Soviet Union> Pull back the "
               "missiles.",
               PledgeKind::demand, "Pull back the missiles", EventType::retreat})
      .pledge({"[Havana|CUB|||Cuba] {will fire} on <American planes|USA|MIL||United States> if they cross the coast.",
               PledgeKind::threat, "fire on American planes", EventType::assault, PledgeStrength::firm,
               PledgeStatus::open, "if they cross the coast"})
      .speech({"Your blockade is the act of a pirate and we will not heed it at sea",
               khrushchev,
               QuoteType::mixed,
               "write",
               CueClass::write,
               "the President",
               "",
               "",
               {usa}})
      .speech({"It is all a matter of harvests and hats, as every reader knows", columnist, QuoteType::direct, "write",
               CueClass::write});
  third
      .pledge(
          {"[Khrushchev|SUN|GOV|nikita-khrushchev|Nikita Khrushchev] {promised} <Washington|USA|||United States> to "
           "ship the weapons home.",
           PledgeKind::promise, "ship the weapons home", EventType::retreat, PledgeStrength::firm, PledgeStatus::met})
      .pledge({"[The envoys|UNO|||United Nations] {may offer} a plan of their own.", PledgeKind::offer,
               "a plan of their own", std::nullopt, PledgeStrength::hedged})
      .speech({"Your blockade is the act of a pirate, and we will not heed it at sea", khrushchev, QuoteType::direct,
               "write", CueClass::write});
}

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
  add_speech(first, second, third);
  for (SampleArticle* article : {&first, &second, &third}) {
    if (auto done = article->write(*store); !done) return done.error();
  }
  auto done = store->write(
      Problem{"torn-page.bin", "capture", ErrorCode::bad_encoding, "bytes that are no text. Give its text.", {}});
  if (!done) return done.error();
  return store->flush();
}

}  // namespace demarche::testing
