#include "capture/xml_stream.h"

#include <fmt/format.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <cctype>
#include <memory>

#include "base/utf8.h"
#include "capture/utf8_stream.h"
#include "capture/xml_mender.h"

namespace demarche {
namespace {

constexpr size_t kChunk = size_t{1} << 15;

std::string_view view_of(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

/// What the callbacks of libxml2 share. No exception may leave them: what they throw is kept and thrown again later.
struct Reading {
  XmlEvents& events;
  const ReadLimits& limits;
  XmlOutcome outcome;
  xmlParserCtxtPtr parser = nullptr;
  uint64_t depth = 0;
  std::exception_ptr thrown;

  void stop() { xmlStopParser(parser); }
  bool running() const { return !outcome.stopped && !outcome.broken_off && !thrown; }

  template <class Event>
  void tell(Event event) {
    if (!running()) return;
    try {
      if (event()) return;
      outcome.stopped = true;
    } catch (...) {
      thrown = std::current_exception();
    }
    stop();
  }
};

Reading& reading_of(void* data) { return *static_cast<Reading*>(data); }

void on_start(void* data, const xmlChar* name, const xmlChar* prefix, const xmlChar* space, int, const xmlChar**,
              int attributes, int, const xmlChar** values) {
  Reading& reading = reading_of(data);
  if (++reading.depth > reading.limits.markup_depth && reading.running()) {
    reading.outcome.broken_off = true;
    reading.outcome.fault = fmt::format("line {}: elements lie more than {} deep", xmlSAX2GetLineNumber(reading.parser),
                                        reading.limits.markup_depth);
    reading.stop();
  }
  reading.tell([&] {
    XmlElement element{view_of(name), view_of(prefix), view_of(space), {}};
    for (int i = 0; i < attributes; ++i) {
      const xmlChar** one = values + 5 * i;  // name, prefix, namespace, begin and end of the value
      std::string value(reinterpret_cast<const char*>(one[3]), static_cast<size_t>(one[4] - one[3]));
      value.resize(valid_utf8_prefix(value));
      element.attributes.push_back({view_of(one[0]), view_of(one[1]), std::move(value)});
    }
    return reading.events.start(element);
  });
}

void on_end(void* data, const xmlChar*, const xmlChar*, const xmlChar*) {
  Reading& reading = reading_of(data);
  if (reading.depth > 0) --reading.depth;
  reading.tell([&] { return reading.events.end(); });
}

void on_text(void* data, const xmlChar* text, int size) {
  Reading& reading = reading_of(data);
  reading.tell([&] {
    return reading.events.text({reinterpret_cast<const char*>(text), static_cast<size_t>(std::max(size, 0))});
  });
}

xmlEntityPtr on_entity(void*, const xmlChar* name) { return xmlGetPredefinedEntity(name); }

void on_error(void* data, const char*, ...) {
  Reading& reading = reading_of(data);
  const auto* error = xmlCtxtGetLastError(reading.parser);
  if (error == nullptr) return;
  reading.outcome.mismatched = reading.outcome.mismatched || error->code == XML_ERR_TAG_NAME_MISMATCH;
  const bool namespaces = error->code >= XML_NS_ERR_XML_NAMESPACE && error->code <= XML_NS_ERR_COLON;
  if (!reading.outcome.fault.empty() || namespaces || error->message == nullptr) return;
  std::string message(trim(std::string_view(error->message)).substr(0, 200));
  message.resize(valid_utf8_prefix(message));
  std::replace_if(
      message.begin(), message.end(), [](char c) { return std::iscntrl(static_cast<unsigned char>(c)) != 0; }, ' ');
  reading.outcome.fault = fmt::format("line {}: {}", error->line, message);
}

void on_warning(void*, const char*, ...) {}

xmlSAXHandler handler() {
  static const bool initialised = [] {
    xmlInitParser();
    return true;
  }();
  (void)initialised;
  xmlSAXHandler out{};
  out.initialized = XML_SAX2_MAGIC;
  out.startElementNs = on_start;
  out.endElementNs = on_end;
  out.characters = on_text;
  out.cdataBlock = on_text;
  out.ignorableWhitespace = on_text;
  out.getEntity = on_entity;
  out.error = on_error;
  out.fatalError = on_error;
  out.warning = on_warning;
  return out;
}

/// The encoding that the XML declaration names; "" for none.
std::string declared_encoding(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head = trim(head.substr(0, 1024));
  if (!head.starts_with("<?xml")) return "";
  head = head.substr(0, head.find("?>"));
  const size_t at = head.find("encoding");
  if (at == std::string_view::npos) return "";
  const size_t quote = head.find_first_of("\"'", at);
  if (quote == std::string_view::npos) return "";
  const size_t end = head.find(head[quote], quote + 1);
  return end == std::string_view::npos ? "" : std::string(head.substr(quote + 1, end - quote - 1));
}

/// Blanks in front of the XML declaration are no XML.
void drop_leading_blanks(std::string& chunk) {
  const size_t first = chunk.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && chunk.compare(first, 5, "<?xml") == 0) chunk.erase(0, first);
}

void feed_parser(Reading& reading, std::istream& text) {
  XmlMender mender;
  std::string chunk(kChunk, '\0');
  std::string mended;
  bool begun = false;
  for (bool last = false; !last && reading.running();) {
    chunk.resize(kChunk);
    text.read(chunk.data(), static_cast<std::streamsize>(kChunk));
    chunk.resize(static_cast<size_t>(text.gcount()));
    last = !text;
    if (!begun) drop_leading_blanks(chunk);
    begun = true;
    mended.clear();
    mender.take(chunk, last, mended);
    xmlParseChunk(reading.parser, mended.data(), static_cast<int>(mended.size()), last && !mender.overlong());
    if (!reading.running()) break;
    if (mender.overlong()) {
      reading.outcome.broken_off = true;
      reading.outcome.fault = fmt::format("an element has more than {} attributes", XmlMender::kAttributes);
    } else if (reading.parser->disableSAX == 1) {  // a slip that the parser cannot go on behind
      reading.outcome.broken_off = true;
    }
  }
}

}  // namespace

std::string_view XmlElement::attribute(std::string_view wanted) const {
  for (const XmlAttribute& one : attributes)
    if (one.name == wanted) return one.value;
  return {};
}

Result<XmlOutcome> read_xml(std::istream& in, const Member& member, const ReadLimits& limits, XmlEvents& events) {
  std::string head;
  read_up_to(in, head, kContentHead);
  std::string declared = declared_encoding(head);
  if (declared.empty()) declared = member.charset;
  const Result<std::string> encoding = stream_encoding(head, declared);
  if (!encoding) return encoding.error();
  JoinedBuffer joined(std::move(head), in);
  std::istream whole(&joined);
  Utf8Buffer utf8(whole, *encoding);
  std::istream text(&utf8);

  Reading reading{events, limits, {}, nullptr, 0, nullptr};
  xmlSAXHandler sax = handler();
  const std::unique_ptr<xmlParserCtxt, void (*)(xmlParserCtxtPtr)> parser(
      xmlCreatePushParserCtxt(&sax, &reading, nullptr, 0, nullptr), xmlFreeParserCtxt);
  if (!parser) return Error{ErrorCode::internal, "there is no memory for the XML parser.", member.name};
  reading.parser = parser.get();
  xmlCtxtUseOptions(parser.get(), XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_IGNORE_ENC);
  feed_parser(reading, text);
  if (reading.thrown) std::rethrow_exception(reading.thrown);
  if (in.bad()) return Error{ErrorCode::not_readable, "reading broke off. Check the disk.", ""};
  XmlOutcome out = std::move(reading.outcome);
  out.broken_off = out.broken_off || (!out.stopped && reading.depth > 0);
  out.encoding = *encoding;
  out.broken = utf8.broken();
  return out;
}

bool report_slips(const XmlOutcome& outcome, const Member& member, const CaptureSink& sink) {
  if (outcome.broken > 0 &&
      !report(sink, member,
              {ErrorCode::bad_encoding,
               fmt::format("{} bytes are no text in {}; each was read as a space.", outcome.broken, outcome.encoding),
               ""})) {
    return false;
  }
  if (outcome.fault.empty() && !outcome.broken_off) return true;
  const std::string fault = outcome.fault.empty() ? "the document ends too early" : outcome.fault;
  return report(sink, member,
                {ErrorCode::bad_format,
                 fault + (outcome.broken_off ? ". What stands behind that was not read; what stands before it was."
                                             : ". It is no well-formed XML; it was read as far as it makes sense."),
                 ""});
}

}  // namespace demarche
