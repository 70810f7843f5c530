#include "clean/clean.h"

#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "capture/reader.h"
#include "clean_html.h"
#include "read_options.h"
#include "read_source.h"
#include "record/json.h"
#include "recurring_file.h"
#include "verb.h"

namespace demarche::cli {
namespace {

struct CleanOptions {
  std::vector<std::string> inputs;
  std::filesystem::path recurring;
  std::filesystem::path learn;
  std::string format = "text";
  ReadOptions read;
};

/// Text of a capture made safe for a terminal: no control characters.
std::string printable(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  return out;
}

/// Body lines as they are, dropped ones behind "- [reason]".
std::string as_text(const Article& article, const Capture& capture) {
  std::string out = fmt::format("=== {}\n", printable(article.doc));
  const auto field = [&](const char* name, const std::string& value) {
    if (!value.empty()) out += fmt::format("    {}: {}\n", name, printable(value));
  };
  field("title", article.title);
  field("byline", article.byline);
  field("outlet", article.outlet);
  field("published", article.published.known() ? article.published.text() + " (" + article.published_how + ")" : "");
  field("language", article.language);
  size_t body = 0;
  size_t dropped = 0;
  while (body < article.body.size() || dropped < article.dropped.size()) {
    const bool keep =
        dropped == article.dropped.size() ||
        (body < article.body.size() && article.body[body].span.begin < article.dropped[dropped].span.begin);
    if (keep) {
      const Block& block = article.body[body++];
      const std::string mark = block.kind == BlockKind::paragraph ? "" : fmt::format("[{}] ", to_string(block.kind));
      out += fmt::format("  {}{}\n", mark, printable(block.span.in(capture.text)));
    } else {
      const DroppedBlock& block = article.dropped[dropped++];
      const std::string why = block.because.empty() ? "" : ": " + printable(block.because);
      out += fmt::format("- [{}{}] {}\n", block.reason, why, printable(block.span.in(capture.text)));
    }
  }
  return out;
}

/// A capture that holds the body alone, so that it can be coded later.
std::string as_capture(const Article& article, const Capture& capture) {
  std::string text;
  for (const Block& block : article.body) {
    text += block.span.in(capture.text);
    text += "\n\n";
  }
  nlohmann::ordered_json out;
  out["id"] = article.doc;
  out["text"] = text;
  const auto field = [&](const char* name, const std::string& value) {
    if (!value.empty()) out[name] = value;
  };
  field("title", article.title);
  field("url", article.url);
  field("outlet", article.outlet);
  field("published", article.published.text());
  field("language", article.language);
  return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

/// One capture in the wanted format.
std::string shown(const CleanOptions& options, const Article& article, const Capture& capture) {
  if (options.format == "json") return to_json_line(article, capture.map) + "\n";
  if (options.format == "jsonl") return as_capture(article, capture);
  if (options.format == "html") return html_article(article, capture);
  return as_text(article, capture);
}

/// `--learn-recurring`: writes the list and nothing to standard output.
void learn(const CleanOptions& options, const Cleaner& cleaner, Session& session) {
  for (const std::string& input : options.inputs) {
    if (input == "-") {
      return session.fail({ErrorCode::not_readable, "--learn-recurring reads files and folders. Name some.", ""},
                          kUsage);
    }
    if (const auto error = missing_path(input)) return session.fail(*error, kInput);
  }
  const RecurringParagraphs found = learn_recurring(options.inputs, options.read, cleaner, [] { return false; });
  if (const auto written = write_file(options.learn, found.to_text()); !written)
    return session.fail(written.error(), kOutput);
  fmt::print(stderr, "demarche: {} recurring paragraphs in {}\n", found.size(), options.learn.string());
}

/// Reads all inputs and writes what becomes of each capture; false when standard output failed.
bool clean_inputs(const CleanOptions& options, const Cleaner& cleaner, const RecurringParagraphs* recurring,
                  Session& session) {
  bool good = true;
  const auto write = [&](const std::string& text) {
    good = good && std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    return good;
  };
  bool problems = false;
  CaptureSink sink;
  sink.capture = [&](Capture capture) { return write(shown(options, cleaner.clean(capture, recurring), capture)); };
  sink.problem = [&](Problem problem) {
    problems = true;
    if (options.format == "json") return write(to_json_line(problem, {}) + "\n");
    fmt::print(stderr, "demarche: problem: {}\n", problem.message);
    return true;
  };
  if (options.format == "html") write(html_head());
  for (const std::string& input : options.inputs) {
    if (input == "-") {
      read_stream(std::cin, "stdin", options.read, sink);
    } else if (const auto read = read_path(input, options.read, sink); !read) {
      session.fail(read.error(), Session::exit_for(read.error().code));
    }
  }
  if (options.format == "html") write(html_foot());
  if (session.exit == kOk && problems) session.exit = kProblems;
  return std::fflush(stdout) == 0 && good;
}

void run_clean(const CleanOptions& options, Session& session) {
  const auto cleaner = Cleaner::load(session.data / "knowledge" / "clean");
  if (!cleaner) return session.fail(cleaner.error(), kData);
  if (!options.learn.empty()) return learn(options, *cleaner, session);
  const auto recurring = read_recurring(options.recurring);
  if (!recurring) return session.fail(recurring.error(), kInput);
  if (!clean_inputs(options, *cleaner, recurring->get(), session)) {
    session.fail(
        {ErrorCode::not_writable, "standard output cannot be written. Is the disk full, or the pipe closed?", ""},
        kOutput);
  }
}

}  // namespace

void add_clean(CLI::App& app, Session& session) {
  auto options = std::make_shared<CleanOptions>();
  CLI::App* verb =
      app.add_subcommand("clean", "find the article's own text in captures; name why each other line is dropped");
  verb->add_option("input", options->inputs, "files or folders; - is standard input (default)");
  verb->add_option(
          "--format", options->format,
          "text: all lines, dropped ones marked with the reason and what decided it; html: the same as one page; "
          "json: article records; jsonl: captures of the body alone")
      ->check(CLI::IsMember({"text", "html", "json", "jsonl"}));
  verb->add_option("--recurring", options->recurring, "drop the paragraphs of this list too");
  verb->add_option(
      "--learn-recurring", options->learn,
      "write the list of paragraphs that stand in three and more documents of one outlet, and nothing else");
  add_read_options(*verb, options->read);
  verb->footer(
      "Examples:\n"
      "  demarche clean examples/october-1962 | less\n"
      "  demarche clean page.txt --format json\n"
      "  demarche clean press/ --format html > press.html\n"
      "  demarche clean press/ --learn-recurring press.recurring\n"
      "The reasons are listed in docs/formats/clean.md.");
  verb->callback([options, &session] {
    if (options->inputs.empty()) options->inputs.push_back("-");
    run_clean(*options, session);
  });
}

}  // namespace demarche::cli
