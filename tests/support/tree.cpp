#include "tree.h"

#include <sstream>
#include <stdexcept>

namespace demarche::testing {

Tree::Tree(const std::string& lines) {
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    if (line.find_first_not_of(' ') == std::string::npos) continue;
    std::istringstream cells(line);
    ConlluWord word;
    std::string upos, relation;
    if (!(cells >> word.form >> word.lemma >> upos >> word.xpos >> word.head >> relation) ||
        !parse_upos(upos, word.upos) || !parse_relation(relation, word.relation, word.subtype)) {
      throw std::runtime_error("bad tree line: " + line);
    }
    if (!text.empty()) text += ' ';
    word.text_span = {static_cast<uint32_t>(text.size()), static_cast<uint32_t>(text.size() + word.form.size())};
    text += word.form;
    words.push_back(word);
  }
  for (const ConlluWord& word : words) {
    Token token;
    token.span = word.text_span;
    token.form = word.form;
    token.lemma = word.lemma;
    token.xpos = word.xpos;
    token.upos = word.upos;
    token.head = word.head - 1;
    token.relation = word.relation;
    token.subtype = word.subtype;
    sentence.tokens.push_back(token);
  }
  sentence.span = {0, static_cast<uint32_t>(text.size())};
}

int32_t Tree::find(const std::string& form) const {
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i].form == form) return static_cast<int32_t>(i);
  }
  return -1;
}

}  // namespace demarche::testing
