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

  Result<void> expect(Frame& frame, std::string_view value) const {
    const std::vector<std::string> parts = split(value, '|');
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
        if (flag == "needs-recipient")
          frame.needs_recipient = true;
        else if (flag == "actorless")
          frame.actorless = true;
        else if (flag == "needs-other")
          frame.needs_other = true;
        else
          return error(
              fmt::format("flag '{}' is not known; there are needs-recipient, needs-other and actorless.", flag));
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
    if (frame.examples.size() != frame.expected.size()) {
      return error(fmt::format("frame {} has {} examples and {} expect lines.", frame.id, frame.examples.size(),
                               frame.expected.size()));
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
