#include <fmt/format.h>

#include "language/conllu.h"

namespace demarche {
namespace {

/// A form or lemma as CoNLL-U allows it: no tabs, no line ends, never empty.
void append_field(std::string_view text, std::string& out) {
  if (text.empty()) out += '_';
  for (const char c : text) out += (c == '\t' || c == '\n' || c == '\r') ? ' ' : c;
}

}  // namespace

void write_conllu(const Sentence& sentence, std::string_view text, std::string& out) {
  fmt::format_to(std::back_inserter(out), "# span = {} {}\n# text = ", sentence.span.begin, sentence.span.end);
  append_field(sentence.span.in(text), out);
  out += '\n';
  for (size_t i = 0; i < sentence.tokens.size(); ++i) {
    const Token& token = sentence.tokens[i];
    fmt::format_to(std::back_inserter(out), "{}\t", i + 1);
    append_field(token.form, out);
    out += '\t';
    append_field(token.lemma, out);
    fmt::format_to(std::back_inserter(out), "\t{}\t{}\t_\t{}\t{}\t_\t{}Confidence={}\n", to_string(token.upos),
                   token.xpos.empty() ? "_" : token.xpos, token.head + 1, relation_name(token.relation, token.subtype),
                   token.space_after ? "" : "SpaceAfter=No|", token.confidence);
  }
  out += '\n';
}

}  // namespace demarche
