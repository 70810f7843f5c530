#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <iterator>

#include "base/file.h"
#include "base/utf8.h"
#include "language/analyzer.h"
#include "language/conllu.h"
#include "language/instruction_set.h"
#include "model_folder.h"

namespace demarche::cli {
namespace {

constexpr size_t kLongestBlock = 1 << 16;  ///< bytes; longer lines are cut at a space
constexpr uint64_t kLargestInput = (uint64_t{1} << 32) - 1;

struct Options {
  std::vector<std::string> files;
  std::string model;
  std::string inner_loops;
  bool conllu = false;
};

/// Broken UTF-8 becomes spaces, so that all offsets stay.
void mend(std::string& text) {
  for (size_t at = valid_utf8_prefix(text); at < text.size();
       at += valid_utf8_prefix(std::string_view(text).substr(at))) {
    text[at] = ' ';
  }
}

Result<std::string> read_input(const std::string& name) {
  if (name != "-") return name.ends_with(".zst") ? read_plain_or_zst(name) : read_file(name, kLargestInput);
  std::string text(std::istreambuf_iterator<char>(std::cin), {});
  if (text.size() > kLargestInput) return Error{ErrorCode::too_large, "more than 4 GiB. Split it.", "standard input"};
  return text;
}

bool write_out(const std::string& text) { return std::fwrite(text.data(), 1, text.size(), stdout) == text.size(); }

/// End of the block that starts at `begin`: a line end, or a space when the line is too long.
size_t block_end(std::string_view text, size_t begin) {
  const size_t end = std::min(text.find('\n', begin), text.size());
  if (end - begin <= kLongestBlock) return end;
  size_t cut = begin + kLongestBlock;
  while (cut > begin && !is_ascii_space(text[cut])) --cut;
  if (cut > begin) return cut;
  cut = begin + kLongestBlock;
  while (cut > begin && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  return cut;
}

class Parser {
 public:
  Parser(Analyzer& analyzer, Session& session) : analyzer_(analyzer), session_(session) {}

  /// Each non-empty line is a paragraph.
  void plain(std::string text) {
    mend(text);
    Capture capture;
    capture.text = std::move(text);
    Article article;
    size_t pending = 0;
    for (size_t at = 0; at < capture.text.size();) {
      const size_t end = block_end(capture.text, at);
      if (end > at)
        article.body.push_back({{static_cast<uint32_t>(at), static_cast<uint32_t>(end)}, BlockKind::paragraph});
      pending += end - at;
      at = end < capture.text.size() && is_ascii_space(capture.text[end]) ? end + 1 : end;
      if (pending > kLongestBlock || at >= capture.text.size()) {
        flush(capture, article);
        pending = 0;
      }
    }
  }

  void gold_tokens(const std::vector<ConlluSentence>& sentences) {
    std::string out;
    for (const ConlluSentence& sentence : sentences) {
      Parse owner;
      std::vector<Span> spans;
      for (const ConlluWord& word : sentence.words) spans.push_back(word.text_span);
      write_conllu(analyzer_.parse_tokens(sentence.text, spans, owner), sentence.text, out);
      if (out.size() > kLongestBlock) emit(out);
    }
    emit(out);
  }

 private:
  void flush(const Capture& capture, Article& article) {
    std::string out;
    for (const Sentence& sentence : analyzer_.parse(capture, article).sentences)
      write_conllu(sentence, capture.text, out);
    article.body.clear();
    emit(out);
  }

  void emit(std::string& out) {
    if (session_.exit != kOutput && !write_out(out)) {
      session_.fail({ErrorCode::not_writable, "standard output cannot be written.", "-"}, kOutput);
    }
    out.clear();
  }

  Analyzer& analyzer_;
  Session& session_;
};

Result<InstructionSet> chosen_set(const std::string& name) {
  if (name.empty()) return best_instruction_set();
  for (const InstructionSet set : available_instruction_sets()) {
    if (name == to_string(set)) return set;
  }
  return Error{ErrorCode::not_found, "this machine has no such instruction set.", name};
}

void run(const Options& options, Session& session) {
  const auto model = LanguageModel::load(model_folder(session, options.model));
  if (!model) return session.fail(model.error(), kData);
  const auto set = chosen_set(options.inner_loops);
  if (!set) return session.fail(set.error(), kUsage);
  Analyzer analyzer(*model, *set);
  Parser parser(analyzer, session);
  for (const std::string& file : options.files.empty() ? std::vector<std::string>{"-"} : options.files) {
    Result<std::string> text = read_input(file);
    if (!text) {
      session.fail(text.error(), kInput);
      continue;
    }
    if (!options.conllu) {
      parser.plain(std::move(*text));
      continue;
    }
    const auto sentences = read_conllu(*text, file);
    if (!sentences) {
      session.fail(sentences.error(), kInput);
      continue;
    }
    parser.gold_tokens(*sentences);
  }
  if (std::fflush(stdout) != 0 && session.exit == kOk) {
    session.fail({ErrorCode::not_writable, "standard output cannot be written.", "-"}, kOutput);
  }
}

}  // namespace

void add_parse(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("parse", "split, tag and parse text; prints CoNLL-U");
  verb->add_option("file", options->files, "plain text, a paragraph a line; - or nothing is standard input");
  verb->add_flag("--conllu", options->conllu, "the input is CoNLL-U: keep its tokens and sentences");
  verb->add_option("--model", options->model, "folder of the language model");
  verb->add_option("--inner-loops", options->inner_loops, "instruction set, for tests")->group("");
  verb->callback([options, &session] { run(*options, session); });
}

}  // namespace demarche::cli
