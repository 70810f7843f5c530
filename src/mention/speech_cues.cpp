#include "mention/speech_cues.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "knowledge/embedded.h"
#include "knowledge/list_file.h"

namespace demarche {
namespace {

Error bad(const std::string& where, const std::string& message) { return Error{ErrorCode::bad_format, message, where}; }

}  // namespace

Result<void> SpeechCues::add(std::string_view section, std::string_view entry, const std::string& where) {
  const std::string word(entry);
  bool fresh = true;
  if (section == "name") {
    fresh = names_.emplace(word, true).second;
  } else if (section == "weak") {
    std::string lemma = word;
    std::replace(lemma.begin(), lemma.end(), '+', ' ');
    fresh = weak_.emplace(lemma, true).second;
  } else if (section == "tell") {
    fresh = tells_.emplace(word, true).second;
  } else if (section == "occasion") {
    fresh = occasions_.emplace(word, true).second;
  } else if (section == "claimed") {
    fresh = claimed_.emplace(word, true).second;
  } else if (section == "speaker") {
    fresh = speakers_.emplace(word, true).second;
  } else if (section == "predicate") {
    fresh = predicates_.emplace(word, true).second;
  } else if (section == "topic") {
    fresh = topics_.emplace(word, true).second;
    topical_.emplace(word.substr(0, word.find('+')), true);
  } else if (section == "title-noun") {
    fresh = title_nouns_.emplace(word, true).second;
  } else if (section == "noun" || section == "stance") {
    const size_t colon = entry.find(':');
    const auto cue_class = parse_cue_class(colon == std::string_view::npos ? "" : entry.substr(colon + 1));
    if (!cue_class) return bad(where, "found '" + word + "', expected word:class with a class such as say or claim");
    fresh = (section == "noun" ? nouns_ : stances_).emplace(word.substr(0, colon), *cue_class).second;
  } else if (const auto cue_class = parse_cue_class(section)) {
    const size_t plus = word.find('+');
    std::string lemma = word;
    if (plus != std::string::npos) {
      lemma[plus] = ' ';
      with_particle_.emplace(word.substr(0, plus), true);
    }
    fresh = verbs_.emplace(word, Verb{*cue_class, lemma}).second;
  } else {
    return bad(where, "unknown list [" + std::string(section) +
                          "]; expected a class or one of noun, stance, weak, name, title-noun, tell, topic, occasion, "
                          "claimed, predicate, speaker");
  }
  if (!fresh) return bad(where, "'" + word + "' stands twice; take one away");
  return {};
}

bool SpeechCues::topic(std::string_view lemma, std::string_view preposition) const {
  if (preposition.empty()) return topics_.count(lemma) != 0;
  std::string key(lemma);
  key += '+';
  key += preposition;
  return topics_.count(key) != 0;
}

Result<SpeechCues> SpeechCues::parse(std::string_view text, std::string_view where) {
  SpeechCues out;
  const auto read = read_list_file(
      text, where, [&](std::string_view section, std::string_view line, const std::string& place) -> Result<void> {
        while (!line.empty()) {
          const size_t space = std::min(line.find(' '), line.size());
          const std::string_view entry = line.substr(0, space);
          if (!entry.empty()) {
            if (auto added = out.add(section, entry, place); !added) return added.error();
          }
          line.remove_prefix(std::min(space + 1, line.size()));
        }
        return {};
      });
  if (!read) return read.error();
  return out;
}

const SpeechCues& SpeechCues::shipped() {
  static const SpeechCues cues = [] {
    auto read = parse(embedded_knowledge("speech/cues.txt"), "speech/cues.txt");
    return read ? std::move(read).value() : SpeechCues();  // speech_cues_test.cpp proves that it reads
  }();
  return cues;
}

const SpeechCues::Verb* SpeechCues::verb(const Sentence& sentence, uint32_t token) const {
  return sentence.tokens[token].upos == Upos::VERB ? verb_like(sentence, token) : nullptr;
}

const SpeechCues::Verb* SpeechCues::verb_like(const Sentence& sentence, uint32_t token) const {
  const std::string lemma = to_lower(sentence.tokens[token].lemma);
  if (with_particle_.count(lemma)) {
    for (size_t next = token + 1; next < sentence.tokens.size() && next <= size_t{token} + 2; ++next) {
      const auto found = verbs_.find(lemma + "+" + to_lower(sentence.tokens[next].form));
      if (found != verbs_.end()) return &found->second;
    }
  }
  const auto found = verbs_.find(lemma);
  return found == verbs_.end() ? nullptr : &found->second;
}

const CueClass* SpeechCues::stance(const Token& token) const {
  if (token.upos != Upos::VERB) return nullptr;
  const auto found = stances_.find(to_lower(token.lemma));
  return found == stances_.end() ? nullptr : &found->second;
}

const CueClass* SpeechCues::noun(const Token& token) const {
  if (token.upos != Upos::NOUN) return nullptr;
  const auto by_lemma = nouns_.find(to_lower(token.lemma));
  if (by_lemma != nouns_.end()) return &by_lemma->second;
  const auto by_form = nouns_.find(to_lower(token.form));
  return by_form == nouns_.end() ? nullptr : &by_form->second;
}

}  // namespace demarche
