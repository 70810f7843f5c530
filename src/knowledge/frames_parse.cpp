// Reads the text form of frames, docs/formats/frames.md.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "base/utf8.h"
#include "knowledge/frames.h"

namespace demarche {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  while (true) {
    const size_t at = text.find(separator);
    const std::string_view part = trim(text.substr(0, at));
    if (!part.empty()) out.emplace_back(part);
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

/// The event type whose rules of plausible parties hold for a kind of pledge.
EventType type_of(PledgeKind kind) {
  switch (kind) {
    case PledgeKind::demand:
      return EventType::request;
    case PledgeKind::threat:
    case PledgeKind::warning:
      return EventType::threaten;
    case PledgeKind::promise:
    case PledgeKind::offer:
      return EventType::agree;
    case PledgeKind::refusal:
    case PledgeKind::denial:
      return EventType::reject;
  }
  return EventType::request;
}

/// The member that a flag sets, or null.
bool* flag_of(Frame& frame, std::string_view flag) {
  if (flag == "needs-recipient") return &frame.needs_recipient;
  if (flag == "needs-other") return &frame.needs_other;
  if (flag == "actorless") return &frame.actorless;
  if (flag == "own-voice") return &frame.own_voice;
  if (flag == "imperative") return &frame.imperative;
  if (flag == "passive") return &frame.passive;
  if (flag == "fallback") return &frame.fallback;
  return nullptr;
}

struct FrameReader {
  const std::string& file;
  const LexicalClasses& classes;
  size_t line = 0;

  Error error(const std::string& message) const {
    return Error{ErrorCode::bad_format, message, fmt::format("{}:{}", file, line)};
  }

  Result<WordSet> words(std::string_view text) const {
    WordSet out;
    for (const std::string& word : split(text, ' ')) {
      if (word == "*") {
        out.any = true;
      } else if (word == "actor") {
        out.actor = true;
      } else if (word == "official") {
        out.official = true;
      } else if (word[0] == '@') {
        const LexicalClasses::Set* set = classes.find(std::string_view(word).substr(1));
        if (!set)
          return error(fmt::format("class {} is not in classes.txt. Define it there or write the words.", word));
        out.classes.push_back(set);
      } else {
        out.words.push_back(word);
      }
    }
    if (out.words.empty() && out.classes.empty() && !out.any && !out.actor && !out.official)
      return error("no words given.");
    return out;
  }

  Result<void> constraint(Frame& frame, std::string_view value, bool required) const {
    const size_t blank = value.find(' ');
    if (blank == std::string_view::npos) return error("expected 'role words', for example 'object @sanctions'.");
    auto set = words(value.substr(blank + 1));
    if (!set) return set.error();
    frame.constraints.push_back({std::string(value.substr(0, blank)), std::move(*set), required});
    return {};
  }

  Result<void> event(Frame& frame, std::string_view value) const {
    const std::vector<std::string> parts = split(value, ' ');
    const auto type = parts.empty() ? std::nullopt : parse_event_type(parts[0]);
    if (!type) return error(fmt::format("found '{}', expected one of the sixteen PLOVER types, then modes.", value));
    frame.type = *type;
    frame.mode.assign(parts.begin() + 1, parts.end());
    return {};
  }

  /// "demand", "threat hedged", "promise firm broken".
  Result<PledgeReading> pledge(std::string_view value) const {
    PledgeReading out;
    const std::vector<std::string> parts = split(value, ' ');
    const auto kind = parts.empty() ? std::nullopt : parse_pledge_kind(parts[0]);
    const auto strength = parts.size() > 1 ? parse_pledge_strength(parts[1]) : out.strength;
    const auto status = parts.size() > 2 ? parse_pledge_status(parts[2]) : out.status;
    if (!kind || !strength || !status || parts.size() > 3) {
      return error(
          fmt::format("found '{}', expected 'KIND [STRENGTH [STATUS]]', for example 'promise firm broken'. "
                      "Kinds: demand threat warning promise offer refusal denial.",
                      value));
    }
    return PledgeReading{*kind, *strength, *status};
  }

  /// "demand | RUS | IGO | firm": the record of the ledger that an example must yield.
  Result<void> expect_pledge(Frame& frame, const std::vector<std::string>& parts) const {
    if (parts.size() != 4) return error("expected 'KIND | ISSUER | ADDRESSEE | STRENGTH [STATUS]'.");
    const auto read = pledge(parts[0] + " " + parts[3]);
    if (!read) return read.error();
    frame.expected_pledges.push_back({read->kind, parts[1], parts[2], read->strength, read->status});
    return {};
  }

  Result<void> expect(Frame& frame, std::string_view value) const {
    const std::vector<std::string> parts = split(value, '|');
    if (frame.pledge) return expect_pledge(frame, parts);
    if (parts.size() != 4) return error("expected 'TYPE modes | ACTOR | RECIPIENT | status'.");
    Frame record;
    if (const auto read = event(record, parts[0]); !read) return read.error();
    const auto status = parse_status(parts[3]);
    if (!status)
      return error(
          fmt::format("found status '{}', expected asserted, denied, hypothetical, future or historical.", parts[3]));
    frame.expected.push_back({record.type, record.mode, parts[1], parts[2], *status});
    return {};
  }

  Result<void> trigger(Frame& frame, TriggerKind kind, std::string_view value) const {
    frame.kind = kind;
    for (const std::string& part : split(value, ',')) {
      if (part[0] == '@') {
        const LexicalClasses::Set* set = classes.find(std::string_view(part).substr(1));
        if (!set) return error(fmt::format("class {} is not in classes.txt.", part));
        std::vector<std::string> sorted(set->begin(), set->end());
        std::sort(sorted.begin(), sorted.end());
        frame.lemmas.insert(frame.lemmas.end(), sorted.begin(), sorted.end());
      } else {
        frame.lemmas.push_back(part);
      }
    }
    if (frame.lemmas.empty()) return error("no trigger words; separate them by commas.");
    return {};
  }

  Result<void> key(Frame& frame, std::string_view name, std::string_view value) const {
    if (name == "verb") return trigger(frame, TriggerKind::verb, value);
    if (name == "noun") return trigger(frame, TriggerKind::noun, value);
    if (name == "adjective") return trigger(frame, TriggerKind::adjective, value);
    if (name == "actor")
      frame.actor = split(value, ',');
    else if (name == "recipient")
      frame.recipient = split(value, ',');
    else if (name == "both")
      frame.both = split(value, ',');
    else if (name == "require")
      return constraint(frame, value, true);
    else if (name == "forbid")
      return constraint(frame, value, false);
    else if (name == "event")
      return event(frame, value);
    else if (name == "pledge") {
      const auto read = pledge(value);
      if (!read) return read.error();
      frame.pledge = *read;
      frame.type = type_of(read->kind);
    } else if (name == "content")
      frame.content = split(value, ',');
    else if (name == "condition")
      frame.condition = split(value, ',');
    else if (name == "operation")
      frame.operation = value;
    else if (name == "example")
      frame.examples.emplace_back(value);
    else if (name == "expect")
      return expect(frame, value);
    else if (name == "never")
      frame.never.emplace_back(value);
    else if (name == "confidence")
      frame.confidence = std::strtod(std::string(value).c_str(), nullptr);
    else if (name == "flags") {
      for (const std::string& flag : split(value, ' ')) {
        bool* const known = flag_of(frame, flag);
        if (!known) {
          return error(
              fmt::format("flag '{}' is not known; there are needs-recipient, needs-other, actorless, own-voice, "
                          "imperative and fallback.",
                          flag));
        }
        *known = true;
      }
    } else {
      return error(fmt::format("key '{}' is not known. See docs/formats/frames.md.", name));
    }
    return {};
  }

  Result<void> finish(const Frame& frame) const {
    if (frame.lemmas.empty()) return error(fmt::format("frame {} has no verb, noun or adjective line.", frame.id));
    if (frame.actor.empty() && frame.both.empty()) return error(fmt::format("frame {} has no actor line.", frame.id));
    if (frame.examples.empty())
      return error(fmt::format("frame {} has no example. Every frame carries one.", frame.id));
    const size_t expected = frame.expected.size() + frame.expected_pledges.size();
    if (frame.examples.size() != expected) {
      return error(
          fmt::format("frame {} has {} examples and {} expect lines.", frame.id, frame.examples.size(), expected));
    }
    return {};
  }
};

}  // namespace

Result<void> FrameSet::add(std::string_view text, const std::string& where, const LexicalClasses& classes) {
  std::istringstream in{std::string(text)};
  FrameReader reader{where, classes};
  Frame frame;
  const auto keep = [&]() -> Result<void> {
    if (frame.id.empty()) return {};
    if (const auto done = reader.finish(frame); !done) return done.error();
    frames_.push_back(std::move(frame));
    frame = {};
    return {};
  };
  for (std::string raw; std::getline(in, raw);) {
    ++reader.line;
    if (const size_t comment = raw.find('#'); comment != std::string::npos) raw.resize(comment);
    const std::string_view line = trim(raw);
    if (line.empty()) continue;
    if (line.starts_with("frame ")) {
      if (const auto kept = keep(); !kept) return kept.error();
      frame.id = trim(line.substr(6));
      frame.where = fmt::format("{}:{}", where, reader.line);
    } else {
      const size_t colon = line.find(':');
      if (colon == std::string_view::npos || frame.id.empty()) {
        return reader.error(fmt::format("found '{}', expected 'frame ID' or 'key: value'.", line));
      }
      if (const auto read = reader.key(frame, trim(line.substr(0, colon)), trim(line.substr(colon + 1))); !read)
        return read.error();
    }
    frame.text += std::string(line) + "\n";
  }
  return keep();
}

}  // namespace demarche
