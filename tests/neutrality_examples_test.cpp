// DESIGN section 3.5 on our own sentences: every example of a frame and every line of
// models/english-relations/sentences that names a state is coded twice, with two states exchanged (name, adjective,
// people, capital); the records must be the same apart from the exchanged codes.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "base/file.h"
#include "base/hash.h"
#include "pipeline/engine.h"
#include "pipeline/knowledge.h"

namespace demarche {
namespace {

namespace fs = std::filesystem;

enum Form { kName, kAdjective, kPeople, kCapital, kForms };

/// A state whose four words are one word each and nobody else's.
struct State {
  std::string code;
  std::array<std::string, kForms> words;
};

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> out(1);
  for (const char c : text) {
    if (c == mark) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

bool is_word(const std::string& text) { return !text.empty() && text.find_first_of(" -:'.") == std::string::npos; }

/// The states that can be exchanged, and what else the lexicons know by name.
struct States {
  std::vector<State> plain;
  std::vector<std::string> long_names;  ///< names that hold a state's and must not be torn apart ("South Sudan")
  std::map<std::string, std::set<std::string>> tied;     ///< city, person, body -> code of its state
  std::map<std::string, std::pair<size_t, Form>> words;  ///< word -> index into plain, form
};

States read_states() {
  States out;
  std::map<std::string, int> uses;
  const auto table = read_file(DEMARCHE_SOURCE_DIR "/knowledge/actors/countries.tsv");
  EXPECT_TRUE(table) << table.error().text();
  for (const std::string& line : split(table ? *table : "", '\n')) {
    const std::vector<std::string> cells = split(line, '\t');
    if (line.empty() || line[0] == '#' || cells.size() < 6 || cells[0] == "code") continue;
    for (const size_t cell : {1, 2, 3, 4, 5}) {
      for (const std::string& word : split(cells[cell], ';')) {
        if (word.find_first_of(" -") != std::string::npos) out.long_names.push_back(word.substr(0, word.find(':')));
      }
    }
    const std::vector<std::string> people = split(cells[4], ';');
    State state{cells[0], {cells[1], split(cells[3], ';')[0], people.back(), split(cells[5], ';')[0]}};
    for (const std::string& word : state.words) ++uses[word];
    // The adjective is the singular of the people, and "-s" makes the plural: no other grammar changes in an exchange.
    if (cells.size() > 6 && !cells[6].empty()) continue;
    if (std::all_of(state.words.begin(), state.words.end(), is_word) &&
        state.words[kPeople] == state.words[kAdjective] + "s") {
      out.plain.push_back(std::move(state));
    }
  }
  std::erase_if(out.plain, [&](const State& state) {
    return std::any_of(state.words.begin(), state.words.end(), [&](const std::string& word) { return uses[word] > 1; });
  });
  for (size_t i = 0; i < out.plain.size(); ++i) {
    for (int form = 0; form < kForms; ++form)
      out.words[out.plain[i].words[static_cast<size_t>(form)]] = {i, static_cast<Form>(form)};
  }
  return out;
}

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80; }

/// Runs of letters and hyphens.
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (is_letter(c) || c == '-') {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

/// Names of one lexicon, with the code of the state they belong to.
void read_names(const std::string& file, const std::vector<size_t>& name_cells, size_t code_cell, States& out) {
  const auto table = read_file(DEMARCHE_SOURCE_DIR "/knowledge/" + file);
  EXPECT_TRUE(table) << table.error().text();
  for (const std::string& line : split(table ? *table : "", '\n')) {
    const std::vector<std::string> cells = split(line, '\t');
    if (line.empty() || line[0] == '#' || cells.size() <= code_cell) continue;
    for (const size_t cell : name_cells) {
      for (const std::string& name : split(cells[cell], ';')) {
        const std::vector<std::string> words = words_of(name);
        if (words.size() == 1 && out.words.count(name)) continue;
        if (!words.empty()) out.tied[fmt::format("{}", fmt::join(words, " "))].insert(cells[code_cell]);
        const bool holds =
            std::any_of(words.begin(), words.end(), [&](const std::string& word) { return out.words.count(word) > 0; });
        if (holds) out.long_names.push_back(name);
      }
    }
  }
}

/// A sentence cut into the words of states and the text between them.
struct Piece {
  std::string text;
  int state = -1;  ///< index into States::plain, -1 for other text
  Form form = kName;
};

std::vector<Piece> cut(const std::string& text, const States& states) {
  std::vector<Piece> out(1);
  for (size_t at = 0; at < text.size();) {
    const bool begins = is_letter(text[at]) && (at == 0 || !is_letter(text[at - 1]));
    const auto longer = std::find_if(states.long_names.begin(), states.long_names.end(), [&](const std::string& name) {
      return begins && text.compare(at, name.size(), name) == 0;
    });
    size_t end = at + 1;
    while (begins && end < text.size() && is_letter(text[end])) ++end;
    const auto found = begins ? states.words.find(text.substr(at, end - at)) : states.words.end();
    if (longer != states.long_names.end()) {
      out.back().text += *longer;
      at += longer->size();
    } else if (found != states.words.end()) {
      out.push_back({found->first, static_cast<int>(found->second.first), found->second.second});
      out.emplace_back();
      at = end;
    } else {
      out.back().text += text.substr(at, end - at);
      at = end;
    }
  }
  return out;
}

bool ends_with_word(const std::string& text, const std::string& word) {
  return text.ends_with(word) && (text.size() == word.size() || !is_letter(text[text.size() - word.size() - 1]));
}

bool begins_with_vowel(const std::string& word) {
  return std::string("AEIO").find(word[0]) != std::string::npos || word.starts_with("Uz");
}

/// The sentence with other states: `other` maps indices of plain states. "a" and "an" follow.
std::string rewritten(const std::vector<Piece>& pieces, const States& states, const std::map<int, int>& other) {
  std::string out;
  for (const Piece& piece : pieces) {
    const auto found = other.find(piece.state);
    if (found == other.end()) {
      out += piece.text;
      continue;
    }
    const std::string& word = states.plain[static_cast<size_t>(found->second)].words[piece.form];
    const bool vowel = begins_with_vowel(word);
    for (const std::string article : {"a", "A"}) {
      if (vowel && ends_with_word(out, article + " ")) out.insert(out.size() - 1, "n");
      if (!vowel && ends_with_word(out, article + "n ")) out.erase(out.size() - 2, 1);
    }
    out += word;
  }
  return out;
}

std::vector<Event> code(Worker& worker, const std::string& text) {
  Capture capture;
  capture.id = "swap";
  capture.text = text;
  return worker.code(capture).events;
}

/// The records as text, each code as `names` calls it.
std::string records(const std::vector<Event>& events, const std::map<std::string, std::string>& names) {
  std::string out;
  for (const Event& event : events) {
    out += fmt::format("{} {} {} [{}] [{}]", to_string(event.type), to_string(event.status), event.frame,
                       fmt::join(event.mode, " "), fmt::join(event.context, " "));
    for (const auto* list : {&event.actor, &event.recipient, &event.according_to}) {
      out += " |";
      for (const Entity& entity : *list) {
        const auto found = names.find(entity.code);
        out += " " + (found == names.end() ? entity.code : found->second) + ":" + entity.sector;
      }
    }
    out += "\n";
  }
  return out;
}

std::vector<std::string> our_sentences() {
  std::vector<std::string> out;
  const auto knowledge = Knowledge::load(fs::path(DEMARCHE_SOURCE_DIR) / "knowledge", {});
  EXPECT_TRUE(knowledge) << knowledge.error().text();
  if (knowledge) {
    for (const Frame& frame : knowledge->frames.all())
      out.insert(out.end(), frame.examples.begin(), frame.examples.end());
  }
  std::set<fs::path> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(DEMARCHE_SOURCE_DIR "/models/english-relations/sentences", none)) {
    if (entry.path().extension() == ".tsv") files.insert(entry.path());
  }
  for (const fs::path& file : files) {
    for (const std::string& line : split(read_file(file).value(), '\n')) {
      const size_t tab = line.rfind('\t');
      if (line.empty() || line[0] == '#' || tab == std::string::npos) continue;
      std::string text = line.substr(tab + 1);
      for (const std::string mark : {"<s>", "</s>", "<t>", "</t>"}) {
        for (size_t at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.erase(at, mark.size());
      }
      out.push_back(std::move(text));
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// Two states of the sentence, or one and a stranger; {-1, -1} when it names none that can be exchanged.
std::pair<int, int> pair_of(const std::vector<Piece>& pieces, const States& states, const std::string& text) {
  std::vector<int> named;
  for (const Piece& piece : pieces) {
    if (piece.state >= 0 && std::find(named.begin(), named.end(), piece.state) == named.end())
      named.push_back(piece.state);
  }
  if (named.empty()) return {-1, -1};
  if (named.size() > 1) return {named[0], named[1]};
  const int count = static_cast<int>(states.plain.size());
  const int stranger = static_cast<int>(hash64(text) % static_cast<uint64_t>(count));
  return {named[0], stranger == named[0] ? (stranger + 1) % count : stranger};
}

/// Does the sentence name a city, a person or a body of one of the two states?
bool names_their_own(const std::string& text, const States& states, const std::string& a, const std::string& b) {
  const std::vector<std::string> words = words_of(text);
  for (size_t first = 0; first < words.size(); ++first) {
    std::string name;
    for (size_t last = first; last < std::min(first + 5, words.size()); ++last) {
      name += (last > first ? " " : "") + words[last];
      const auto found = states.tied.find(name);
      if (found != states.tied.end() && (found->second.count(a) || found->second.count(b))) return true;
    }
  }
  return false;
}

struct Tally {
  size_t compared = 0, same = 0, with_records = 0, tied = 0;
  std::string failures;
};

void note(Tally& tally, const std::string& text, const std::string& one, const std::string& swapped,
          const std::string& two) {
  ++tally.compared;
  tally.with_records += !one.empty();
  tally.same += one == two;
  if (one != two) tally.failures += fmt::format("{}\n{}  {}\n{}\n", text, one, swapped, two);
}

void compare(Worker& worker, const States& states, const std::string& text, Tally& tally) {
  const std::vector<Piece> pieces = cut(text, states);
  const auto [first, second] = pair_of(pieces, states, text);
  if (first < 0) return;
  const std::string& a = states.plain[static_cast<size_t>(first)].code;
  const std::string& b = states.plain[static_cast<size_t>(second)].code;
  const std::string swapped = rewritten(pieces, states, {{first, second}, {second, first}});
  if (names_their_own(text, states, a, b)) {
    ++tally.tied;
    return;
  }
  note(tally, text, records(code(worker, text), {{a, "A"}, {b, "B"}}), swapped,
       records(code(worker, swapped), {{a, "B"}, {b, "A"}}));
}

void read_lexicons(States& states) {
  read_names("actors/organisations.tsv", {3, 4}, 6, states);
  read_names("actors/people.tsv", {1, 2}, 5, states);
  read_names("actors/groups.tsv", {1, 2}, 3, states);
  read_names("actors/regions.tsv", {0, 1}, 2, states);
  read_names("places/places.tsv", {0, 1}, 2, states);
}

void print(const char* what, const Tally& tally) {
  fmt::print(
      "{}: {} sentences, {} ({:.2f} %) coded alike but for the codes; {} of them hold records; {} left out, "
      "whose other words belong to one of the two\n",
      what, tally.compared, tally.same, 100.0 * static_cast<double>(tally.same) / static_cast<double>(tally.compared),
      tally.with_records, tally.tied);
}

TEST(NeutralityExamples, ExchangedStatesExchangeCodesOnly) {
  auto engine = Engine::load({DEMARCHE_SOURCE_DIR, {}});
  ASSERT_TRUE(engine) << engine.error().text();
  Worker worker = engine->worker();
  States states = read_states();
  read_lexicons(states);
  ASSERT_GE(states.plain.size(), 60u);
  Tally tally;
  for (const std::string& text : our_sentences()) compare(worker, states, text, tally);
  print("two states exchanged", tally);
  EXPECT_GE(tally.compared, 2000u);
  EXPECT_GE(tally.with_records, 500u);
  EXPECT_EQ(tally.same, tally.compared) << tally.failures;
}

/// States whose words take more room or another grammar; "" where they have no such word.
const State kAwkward[] = {{"USA", {"the United States", "American", "Americans", "Washington"}},
                          {"GBR", {"Britain", "British", "Britons", "London"}},
                          {"FRA", {"France", "French", "", "Paris"}},
                          {"CHN", {"China", "Chinese", "", "Beijing"}},
                          {"JPN", {"Japan", "Japanese", "", "Tokyo"}},
                          {"POL", {"Poland", "Polish", "Poles", "Warsaw"}},
                          {"TUR", {"Turkey", "Turkish", "Turks", "Ankara"}},
                          {"ESP", {"Spain", "Spanish", "Spaniards", "Madrid"}},
                          {"SAU", {"Saudi Arabia", "Saudi", "Saudis", "Riyadh"}},
                          {"KOR", {"South Korea", "South Korean", "South Koreans", "Seoul"}},
                          {"PRK", {"North Korea", "North Korean", "North Koreans", "Pyongyang"}},
                          {"ZAF", {"South Africa", "South African", "South Africans", "Pretoria"}},
                          {"NZL", {"New Zealand", "New Zealand", "New Zealanders", "Wellington"}},
                          {"LKA", {"Sri Lanka", "Sri Lankan", "Sri Lankans", ""}},
                          {"CIV", {"Ivory Coast", "Ivorian", "Ivorians", "Yamoussoukro"}},
                          {"CRI", {"Costa Rica", "Costa Rican", "Costa Ricans", ""}}};

/// One state of each sentence becomes an awkward one.
TEST(NeutralityExamples, AnyStateMayStandForAnother) {
  auto engine = Engine::load({DEMARCHE_SOURCE_DIR, {}});
  ASSERT_TRUE(engine) << engine.error().text();
  Worker worker = engine->worker();
  States states = read_states();
  read_lexicons(states);
  const size_t plain = states.plain.size();
  states.plain.insert(states.plain.end(), std::begin(kAwkward), std::end(kAwkward));
  Tally tally;
  for (const std::string& text : our_sentences()) {
    const std::vector<Piece> pieces = cut(text, states);
    const auto named = std::find_if(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.state >= 0; });
    if (named == pieces.end()) continue;
    const State& first = states.plain[static_cast<size_t>(named->state)];
    const size_t choice = hash64(text, 7) % std::size(kAwkward);
    const State& other = kAwkward[choice];
    const bool lacks = std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
      return piece.state == named->state && other.words[piece.form].empty();
    });
    const bool there = std::any_of(other.words.begin(), other.words.end(), [&](const std::string& word) {
      return !word.empty() && text.find(word) != std::string::npos;
    });
    if (lacks || there) continue;
    if (names_their_own(text, states, first.code, other.code)) {
      ++tally.tied;
      continue;
    }
    const std::string swapped = rewritten(pieces, states, {{named->state, static_cast<int>(plain + choice)}});
    note(tally, text, records(code(worker, text), {{first.code, "A"}}), swapped,
         records(code(worker, swapped), {{other.code, "A"}}));
  }
  print("one state become another that is written otherwise", tally);
  EXPECT_GE(tally.compared, 2000u);
  EXPECT_GE(static_cast<double>(tally.same), 0.995 * static_cast<double>(tally.compared)) << tally.failures;
}

}  // namespace
}  // namespace demarche
