#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/parse.h"

namespace demarche {

/// One syntactic word of a CoNLL-U file.
struct ConlluWord {
  std::string form;
  std::string lemma;
  Upos upos = Upos::X;
  std::string xpos;
  int32_t head = 0;  ///< 1-based; 0 = root
  Relation relation = Relation::dep;
  Subtype subtype = Subtype::none;
  bool space_after = true;
  Span text_span;  ///< into ConlluSentence::text; words of one surface token that spell it get their own part of it
};

/// One sentence of a CoNLL-U file (https://universaldependencies.org/format.html). Empty nodes are left out.
struct ConlluSentence {
  std::string text;  ///< the forms joined as SpaceAfter says
  std::vector<ConlluWord> words;
  bool new_paragraph = false;  ///< "# newpar" or "# newdoc" stands before it
};

/// Reads CoNLL-U. Errors: bad_format, naming `where` and the line.
Result<std::vector<ConlluSentence>> read_conllu(std::string_view bytes, const std::string& where);

/// Reads a file, unpacked when its name ends in .zst. Errors: as read_file and read_conllu.
Result<std::vector<ConlluSentence>> read_conllu_file(const std::filesystem::path& path);

/// All bytes of a file, unpacked when its name ends in .zst. Errors: as read_file; bad_format; too_large (over 4 GiB).
Result<std::string> read_plain_or_zst(const std::filesystem::path& path);

/// Appends one sentence as CoNLL-U with "# text", "# span = begin end" and MISC Confidence and SpaceAfter.
void write_conllu(const Sentence& sentence, std::string_view text, std::string& out);

/// Relation and subtype of a name such as "nsubj:pass"; false when the part before the colon is no universal relation.
/// A subtype we do not keep becomes Subtype::other.
bool parse_relation(std::string_view name, Relation& relation, Subtype& subtype);
bool parse_upos(std::string_view name, Upos& upos);

}  // namespace demarche
