// What the explanations of all kinds of records share.
#include "explainer.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "record_text.h"
#include "store/party.h"

namespace demarche::cli {
namespace {

constexpr size_t kLabel = 16;

std::string entity_text(const Entity& entity) {
  std::string out = entity.name.empty() ? entity.id : entity.name;
  for (const std::string& part : {entity.code, entity.sector, entity.id}) {
    if (!part.empty() && part != out) out += fmt::format("{}{}", out.empty() ? "" : " ", part);
  }
  if (out.empty()) out = "somebody who is not known";
  if (!entity.office.empty()) out += fmt::format(", {}", entity.office);
  const std::string party = party_of(entity);
  out += party.empty() ? "; of no known party" : fmt::format("; party {}", party);
  return printable(out);
}

Span to_text_span(const Capture& capture, Span span) {
  const auto size = static_cast<uint32_t>(capture.text.size());
  return {to_text(capture.map, span.begin, size), to_text(capture.map, span.end, size)};
}

std::vector<TextMark> to_text_marks(const Capture& capture, const std::vector<TextMark>& marks) {
  std::vector<TextMark> out;
  for (const TextMark& mark : marks) {
    if (!mark.span.empty()) out.push_back({mark.role, to_text_span(capture, mark.span)});
  }
  return out;
}

}  // namespace

Result<std::string> Explainer::explain(const RecordRef& ref) {
  Result<void> done;
  switch (ref.kind) {
    case RecordKind::event:
      done = event(ref.id);
      break;
    case RecordKind::quote:
      done = quote(ref.id);
      break;
    case RecordKind::pledge:
      done = pledge(ref.id);
      break;
    case RecordKind::article:
      done = article(ref.id);
      break;
    case RecordKind::problem:
      done = problem(ref.id);
      break;
  }
  if (!done) return done.error();
  return std::move(out_);
}

void Explainer::heading(std::string_view text, std::string_view note) {
  out_ += "\n" + paint_(Style::heading, text);
  if (!note.empty()) out_ += "  " + paint_(Style::faint, printable(note));
  out_ += "\n";
}

void Explainer::row(std::string_view label, const std::string& value) {
  if (value.empty()) return;
  std::string body = wrapped(value, kLabel, width_);
  body.replace(0, kLabel, "  " + left(label, kLabel - 2));
  out_ += body;
}

Result<void> Explainer::load(const std::string& article_id, Replay& replay) {
  auto article = store_.article(article_id);
  if (!article) return article.error();
  replay.article = std::move(*article);
  auto capture = store_.capture_of(article_id);
  if (!capture) return capture.error();
  replay.capture = std::move(*capture);
  auto source = find_source(store_, verb_.store, replay.capture);
  if (source) {
    replay.source = std::move(*source);
  } else {
    replay.no_source = source.error().message;
  }
  auto engine = Engine::load({session_.data, session_.overlays});
  if (!engine) {
    replay.no_engine = engine.error().text();
    return {};
  }
  replay.engine = std::move(*engine);
  if (replay.source) replay.parse = replay.engine->worker().parse(replay.source->capture, replay.cleaned);
  return {};
}

void Explainer::article_rows(const Replay& replay) {
  const Article& article = replay.article;
  row("article", printable(article.title.empty() ? "(no title)" : article.title));
  std::string origin = article.outlet;
  if (!article.byline.empty()) origin += (origin.empty() ? "" : ", ") + article.byline;
  const std::string day = article.published.known()
                              ? fmt::format("{} ({})", article.published.text(), article.published_how)
                              : "not known; " + bracket_text(article.bracket);
  row("from", printable(origin));
  row("published", printable(day));
  for (const BracketFact& fact : article.bracket_facts) {
    const std::string words =
        replay.source
            ? fmt::format("“{}”", to_text_span(replay.source->capture, fact.span).in(replay.source->capture.text))
            : fmt::format("bytes {} to {}", fact.span.begin, fact.span.end);
    row("", paint_(Style::faint,
                   printable(fmt::format("because of {}: {}, {}", words, fact.rule, bracket_text(fact.bracket)))));
  }
  if (article.bracket_how == "contradiction") row("", "the text contradicts itself: the day is left open");
  if (article.modified.known())
    row("modified", printable(fmt::format("{} ({})", article.modified.text(), article.modified_how)));
  row("capture", printable(article.doc));
  row("url", printable(article.url));
}

void Explainer::entity_rows(std::string_view role, const std::vector<Entity>& entities) {
  for (const Entity& entity : entities) {
    const std::string words = entity.text.empty() ? "(implied)" : fmt::format("“{}”", entity.text);
    row(role, fmt::format("{} = {}", printable(words), entity_text(entity)));
    row("", paint_(Style::faint, "because " + printable(entity.how.empty() ? "of no step that was kept" : entity.how)));
  }
}

void Explainer::steps(const std::vector<std::string>& steps) {
  heading("Steps");
  if (steps.empty()) out_ += "  none were kept\n";
  for (size_t i = 0; i < steps.size(); ++i) row(std::to_string(i + 1), printable(steps[i]));
}

std::string Explainer::marked_range(Span range, const std::vector<TextMark>& marks, const Capture& capture) const {
  return marked_text(capture.text, to_text_span(capture, range), to_text_marks(capture, marks), paint_);
}

void Explainer::text(Span range, const std::vector<TextMark>& marks, const Evidence& stored, const Replay& replay,
                     std::string_view legend) {
  if (!replay.source) {
    heading("Text", "the stored evidence; " + replay.no_source);
    std::vector<TextMark> own;
    for (const Mark& mark : stored.marks) own.push_back({mark.role, mark.span});
    const Span all{0, static_cast<uint32_t>(stored.text.size())};
    out_ += wrapped(marked_text(stored.text, all, own, paint_), 2, width_);
    if (!own.empty()) out_ += paint_(Style::faint, fmt::format("  {}", legend)) + "\n";
    return;
  }
  const Capture& capture = replay.source->capture;
  heading("Text", replay.source->how);
  const Span wanted = to_text_span(capture, range);
  const std::vector<TextMark> there = to_text_marks(capture, marks);
  const auto plain = [&](Span span) {
    out_ += wrapped(paint_.on() ? paint_(Style::faint, printable(span.in(capture.text)))
                                : marked_text(capture.text, span, there, paint_),
                    2, width_);
  };
  const auto own = [&](Span span) {
    std::string lines = wrapped(marked_text(capture.text, span, there, paint_), 2, width_);
    lines[0] = '>';
    out_ += lines;
  };
  size_t first = 0, last = 0;  // the sentences that the range touches
  if (replay.parse) {
    const auto& all = replay.parse->sentences;
    while (first < all.size() && all[first].span.end <= wanted.begin) ++first;
    for (last = first; last < all.size() && all[last].span.begin < wanted.end;) ++last;
  }
  if (first == last) {
    own(wanted);
  } else {
    const auto& all = replay.parse->sentences;
    if (first > 0) plain(all[first - 1].span);
    for (size_t i = first; i < last; ++i) own(all[i].span);
    if (last < all.size()) plain(all[last].span);
  }
  out_ += paint_(Style::faint, fmt::format("  {}", legend)) + "\n";
}

void Explainer::parse(uint32_t at, const std::vector<TextMark>& marks, const std::string& version,
                      const Replay& replay) {
  if (!replay.engine) return heading("Parse", "not shown: " + replay.no_engine);
  if (!replay.parse) return heading("Parse", "not shown: " + replay.no_source);
  const Capture& capture = replay.source->capture;
  const uint32_t there = to_text(capture.map, at, static_cast<uint32_t>(capture.text.size()));
  const bool same = replay.engine->version() == version;
  heading("Parse", same ? "" : "by version " + replay.engine->version() + ", not the one that coded the record");
  for (const Sentence& sentence : replay.parse->sentences) {
    if (!sentence.span.contains(there)) continue;
    out_ += parse_table(sentence, to_text_marks(capture, marks), paint_);
    return;
  }
}

void Explainer::frame(const std::string& id, const Replay& replay) {
  const auto info = replay.engine ? replay.engine->frame(id) : std::nullopt;
  if (!info) {
    heading("Frame " + printable(id),
            replay.engine ? "not in the knowledge that is loaded now" : "its text is not at hand");
    return;
  }
  heading("Frame " + printable(info->id), info->where);
  std::string_view rest = info->text;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    if (!trim(rest.substr(0, end)).empty()) out_ += "  " + printable(rest.substr(0, end)) + "\n";
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

}  // namespace demarche::cli
