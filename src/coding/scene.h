#pragma once

#include <vector>

#include "coding/act.h"
#include "coding/sentence_view.h"

namespace demarche {

/// What a sentence is about, as far as it changes what its verbs of conflict mean.
struct Scene {
  bool sport = false;       ///< one word that only sport has (@sport-sure), or two that it shares (@sport-likely)
  bool only_firms = false;  ///< who is named is a firm
  bool armed = false;       ///< words of a real fight (@battlefield): then nothing is taken for sport
};

/// Reads the words and actors of a sentence; its order and grammar do not matter.
Scene scene_of(const Parse& parse, uint32_t sentence, const Mentions& mentions, const LexicalClasses& classes);

/// Is a whole article about sport? So when it has at least `kSportSentences` sentences of sport and they are a third.
bool is_sport(const std::vector<Scene>& scenes);
inline constexpr size_t kSportSentences = 3;

/// Is the act told in words of politics, but none?
/// - In sport the states are teams: their attacks, threats, retreats and meetings are images. An act of an office, an
///   armed force or a named person stays one, and so do bans, boycotts and protests.
/// - An athlete or a coach (@athletes) neither makes nor gets offers, praise or requests of state.
/// - What happens in a novel, a film or a game (@tales) has not happened.
/// - Firms among themselves, and firms where nobody else is named, are business.
bool is_image(const SentenceView& view, const Scene& scene, bool article_is_sport, const Act& act);

}  // namespace demarche
