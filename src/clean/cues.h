#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "clean/page.h"

namespace demarche {

/// Why a line is not the article. The names stand in records and in docs/formats/clean.md; never rename one.
enum class Reason : uint8_t {
  related_headlines,
  read_also,
  source_link,
  sign_up,
  consent,
  advertisement,
  comments,
  share,
  copyright,
  menu,
  pagination,
  date_line,
  byline,
  author_bio,
  photo_credit,
  player,
  teaser,
  repeated_caption,
  repeated,
  furniture
};
constexpr size_t kReasons = 20;
/// "related-headlines", ...
const char* to_string(Reason reason);

enum class CueWhere : uint8_t { line, start, end, any };
enum class CueForce : uint8_t { hint, sure, opens, tail };

/// A phrase found in a line: words [first, last) of Page::words.
struct CueHit {
  uint32_t first = 0;
  uint32_t last = 0;
  Reason reason = Reason::furniture;
  CueWhere where = CueWhere::any;
  CueForce force = CueForce::hint;
};

/// The phrases of knowledge/clean/cues.txt and the words of function_words.txt, ready to be found in one walk over a
/// line's words. Immutable after load; safe to share between threads.
class Cues {
 public:
  /// Errors: not_found, bad_format (naming file and line).
  static Result<Cues> load(const std::filesystem::path& folder);

  /// Appends all phrases found in the line. Phrases tied to the end, the start or the whole line are only found there.
  void find(const Page& page, const PageLine& line, std::vector<CueHit>& hits) const;

  /// Phrases that may stand after the end of a sentence (FORCE tail) and begin at word `first`, longest; or false.
  bool find_tail(const Page& page, uint32_t first, uint32_t last, CueHit& hit) const;

  bool is_function_word(uint32_t hash) const;

 private:
  struct Ending {
    uint32_t next = 0;  ///< index + 1 of the next ending of the same node
    Reason reason = Reason::furniture;
    CueWhere where = CueWhere::any;
    CueForce force = CueForce::hint;
  };
  struct Edge {
    uint32_t from = 0;
    uint32_t word = 0;
    uint32_t to = 0;  ///< 0 = free slot
  };

  Result<void> read_cues(const std::filesystem::path& file);
  Result<void> read_function_words(const std::filesystem::path& file);
  uint32_t add_edge(uint32_t from, uint32_t word);
  void grow();
  uint32_t follow(uint32_t from, uint32_t word) const;

  std::vector<Edge> edges_;  ///< open addressing, power of two
  size_t used_ = 0;
  std::vector<uint32_t> endings_of_{0};  ///< per node, index + 1 of its first ending
  std::vector<Ending> endings_;
  std::vector<uint64_t> first_words_;     ///< bit set over hashes of phrases' first words, to skip most words at once
  std::vector<uint32_t> function_words_;  ///< open addressing, power of two; 0 = free slot
};

}  // namespace demarche
