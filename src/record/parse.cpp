#include "record/parse.h"

namespace demarche {

const char* to_string(Upos upos) {
  static constexpr const char* kNames[] = {"ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
                                           "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};
  return kNames[static_cast<size_t>(upos)];
}

const char* to_string(BlockKind kind) {
  static constexpr const char* kNames[] = {"title", "heading", "paragraph", "list_item", "caption", "block_quote"};
  return kNames[static_cast<size_t>(kind)];
}

std::string relation_name(Relation relation, Subtype subtype) {
  static constexpr const char* kRelations[] = {
      "acl",      "advcl",     "advmod", "amod",       "appos", "aux",      "case",      "cc",         "ccomp", "clf",
      "compound", "conj",      "cop",    "csubj",      "dep",   "det",      "discourse", "dislocated", "expl",  "fixed",
      "flat",     "goeswith",  "iobj",   "list",       "mark",  "nmod",     "nsubj",     "nummod",     "obj",   "obl",
      "orphan",   "parataxis", "punct",  "reparandum", "root",  "vocative", "xcomp"};
  static constexpr const char* kSubtypes[] = {"",          ":pass", ":agent", ":poss",   ":relcl",   ":prt",
                                              ":unmarked", ":desc", ":outer", ":predet", ":preconj", ""};
  return std::string(kRelations[static_cast<size_t>(relation)]) + kSubtypes[static_cast<size_t>(subtype)];
}

}  // namespace demarche
