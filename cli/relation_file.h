#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/relation.h"

namespace demarche::cli {

/// One row of a file of relations with gold answers (docs/formats/relations.md).
struct RelationRow {
  std::string id;
  std::string sentence;  ///< without marks
  GivenPair pair;        ///< spans into `sentence`
  std::string root;      ///< gold root; "" = not told
  int quad = 0;          ///< gold quad class, 1 to 4; 0 = not told
};

/// Takes <s>...</s> and <t>...</t> out of a sentence and keeps where they stood. A mark that is not closed ends with
/// the sentence.
RelationRow read_marks(std::string_view marked);

/// Reads tab-separated rows under a header with at least the columns marked_sentence (or sentence, source and target)
/// and gold_root, in any order. Fields may stand in double quotes, "" inside them is one quote. Where a mark is missing
/// the span is the first place where the words of `source` or `target` stand in the sentence. Errors: not_found,
/// not_readable, bad_format ("file:line", the column that is missing).
Result<std::vector<RelationRow>> read_relations(const std::filesystem::path& file);

}  // namespace demarche::cli
