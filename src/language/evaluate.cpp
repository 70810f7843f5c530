#include "language/evaluate.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {
namespace {

Span head_span(const Sentence& sentence, const Token& token) {
  return token.head < 0 ? Span{} : sentence.tokens[static_cast<size_t>(token.head)].span;
}

/// Spans that stand in both lists; both are sorted.
size_t common(const std::vector<Span>& a, const std::vector<Span>& b) {
  size_t count = 0;
  for (size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    if (a[i] == b[k]) {
      ++count;
      ++i;
      ++k;
    } else if (a[i] < b[k]) {
      ++i;
    } else {
      ++k;
    }
  }
  return count;
}

}  // namespace

TreeScores score_trees(const std::vector<ConlluSentence>& gold, const std::vector<Sentence>& answers) {
  TreeScores out;
  for (size_t s = 0; s < gold.size() && s < answers.size(); ++s) {
    const size_t count = std::min(gold[s].words.size(), answers[s].tokens.size());
    for (size_t i = 0; i < count; ++i) {
      const ConlluWord& word = gold[s].words[i];
      const Token& token = answers[s].tokens[i];
      const bool head = token.head + 1 == word.head;
      ++out.words;
      out.upos += token.upos == word.upos;
      out.xpos += token.xpos == word.xpos;
      out.lemma += to_lower(token.lemma) == to_lower(word.lemma);
      out.heads += head;
      out.relations += head && token.relation == word.relation;
    }
  }
  return out;
}

RunningText running_text(const std::vector<ConlluSentence>& gold) {
  RunningText out;
  std::string& text = out.capture.text;
  std::vector<Block>& body = out.article.body;
  for (const ConlluSentence& sentence : gold) {
    if (sentence.new_paragraph || body.empty()) {
      if (!body.empty()) {
        body.back().span.end = static_cast<uint32_t>(text.size());
        text += '\n';
      }
      body.push_back({{static_cast<uint32_t>(text.size()), 0}, BlockKind::paragraph});
    }
    const auto base = static_cast<uint32_t>(text.size());
    const auto place = [&](const ConlluWord& word) {
      return Span{base + word.text_span.begin, base + word.text_span.end};
    };
    text += sentence.text;
    for (const ConlluWord& word : sentence.words) {
      const Span head = word.head == 0 ? Span{} : place(sentence.words[static_cast<size_t>(word.head) - 1]);
      out.words.push_back({place(word), head, word.upos, word.relation});
    }
    out.sentences.push_back({place(sentence.words.front()).begin, place(sentence.words.back()).end});
  }
  if (!body.empty()) body.back().span.end = static_cast<uint32_t>(text.size());
  return out;
}

RawScores score_raw(const RunningText& gold, const Parse& answer) {
  RawScores out;
  std::vector<Span> sentences;
  size_t at = 0;
  size_t words = 0;
  for (const Sentence& sentence : answer.sentences) {
    sentences.push_back(sentence.span);
    for (const Token& token : sentence.tokens) {
      ++words;
      while (at < gold.words.size() && gold.words[at].span < token.span) ++at;
      if (at == gold.words.size() || gold.words[at].span != token.span) continue;
      const RunningText::Word& word = gold.words[at++];
      const bool head = head_span(sentence, token) == word.head;
      ++out.words.right;
      out.upos.right += token.upos == word.upos;
      out.heads.right += head;
      out.relations.right += head && token.relation == word.relation;
    }
  }
  for (Overlap* one : {&out.words, &out.upos, &out.heads, &out.relations}) {
    one->gold = gold.words.size();
    one->answered = words;
  }
  out.sentences = {gold.sentences.size(), sentences.size(), common(gold.sentences, sentences)};
  return out;
}

}  // namespace demarche
