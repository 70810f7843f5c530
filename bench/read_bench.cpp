// Reading alone: WARC files made while they are read, plain and gzip, of plain text and of pages; or the files named on
// the command line. Bytes a second are those of the uncompressed WARC file. "peak MB" is the process's so far: it must
// not grow from 500 records to 5,000. "captures" shows when a faster row reads less.
//   build/bench/bench/read_bench [crawl.warc.gz]...
#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <istream>
#include <streambuf>

#include "capture/decompress.h"
#include "capture/reader.h"

namespace demarche {
namespace {

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

std::string words(size_t bytes) {
  static const char* const kWords[] = {"the",  "envoy", "met",     "minister", "and",    "left",  "a",
                                       "note", "about", "harbour", "on",       "Monday", "after", "talks"};
  std::string out;
  for (uint32_t state = 1; out.size() < bytes;) {
    state = state * 1664525 + 1013904223;
    out += kWords[(state >> 16) % std::size(kWords)];
    out += (state >> 8) % 12 == 0 ? ".\n" : " ";
  }
  return out;
}

/// A page of about 60 kB, a third of which is text, as news pages are.
std::string page() {
  std::string out =
      "<!DOCTYPE html><html><head><title>A note</title><script>" + words(20000) + "</script></head><body>";
  for (int i = 0; i < 60; ++i)
    out += "<div class=\"teaser item-" + std::to_string(i) + "\"><a href=\"/section/article-" + std::to_string(i) +
           "\"><span>" + words(40) + "</span></a></div>\n";
  for (int i = 0; i < 40; ++i) out += "<p class=\"story\">" + words(500) + "</p>\n";
  return out + "</body></html>";
}

std::string record(const std::string& body, const char* media_type) {
  const std::string message =
      std::string("HTTP/1.1 200 OK\r\nContent-Type: ") + media_type + "; charset=utf-8\r\n\r\n" + body;
  return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://news.example/\r\n"
         "Content-Type: application/http; msgtype=response\r\nContent-Length: " +
         std::to_string(message.size()) + "\r\n\r\n" + message + "\r\n\r\n";
}

std::string gzip(const std::string& bytes) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

/// The same bytes `times` times.
class Repeated : public std::streambuf {
 public:
  Repeated(std::string bytes, int64_t times) : bytes_(std::move(bytes)), left_(times) {}

 protected:
  int_type underflow() override {
    if (left_-- <= 0) return traits_type::eof();
    setg(bytes_.data(), bytes_.data(), bytes_.data() + bytes_.size());
    return traits_type::to_int_type(*gptr());
  }

 private:
  std::string bytes_;
  int64_t left_;
};

struct Count {
  size_t captures = 0;
  size_t problems = 0;
  CaptureSink sink() {
    return {[this](const Capture&) { return ++captures > 0; }, [this](const Problem&) { return ++problems > 0; }};
  }
};

void tell(benchmark::State& state, const Count& count, int64_t bytes) {
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * bytes);
  state.counters["captures"] = static_cast<double>(count.captures);
  state.counters["problems"] = static_cast<double>(count.problems);
  state.counters["peak MB"] = peak_megabytes();
}

void read_made(benchmark::State& state, const std::string& one, bool zipped) {
  const std::string packed = zipped ? gzip(one) : one;
  Count count;
  for (auto _ : state) {
    count = {};
    Repeated buffer(packed, state.range(0));
    std::istream in(&buffer);
    read_stream(in, "made.warc", {}, count.sink());
  }
  tell(state, count, state.range(0) * static_cast<int64_t>(one.size()));
}

void TextPlain(benchmark::State& state) { read_made(state, record(words(60000), "text/plain"), false); }
void TextGzip(benchmark::State& state) { read_made(state, record(words(60000), "text/plain"), true); }
void PagesPlain(benchmark::State& state) { read_made(state, record(page(), "text/html"), false); }
void PagesGzip(benchmark::State& state) { read_made(state, record(page(), "text/html"), true); }
BENCHMARK(TextPlain)->Arg(500)->Arg(5000)->Unit(benchmark::kMillisecond);
BENCHMARK(TextGzip)->Arg(500)->Arg(5000)->Unit(benchmark::kMillisecond);
BENCHMARK(PagesPlain)->Arg(500)->Arg(5000)->Unit(benchmark::kMillisecond);
BENCHMARK(PagesGzip)->Arg(500)->Arg(5000)->Unit(benchmark::kMillisecond);

/// Bytes of the file when it is not compressed.
int64_t plain_size(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const int first = in.peek();
  if (first != 0x1F && first != 0x28) return static_cast<int64_t>(std::filesystem::file_size(path));
  ExpansionMeter meter(Member(), {});
  DecompressBuffer buffer(in, first == 0x1F ? ContentKind::gzip : ContentKind::zstd, meter,
                          [](const Error&) { return true; });
  std::istream inside(&buffer);
  int64_t size = 0;
  char chunk[65536];
  while (inside.read(chunk, sizeof chunk), inside.gcount() > 0) size += inside.gcount();
  return size;
}

void read_file(benchmark::State& state, const std::string& path) {
  Count count;
  for (auto _ : state) {
    count = {};
    (void)read_path(path, {}, count.sink());
  }
  tell(state, count, plain_size(path));
}

}  // namespace
}  // namespace demarche

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    benchmark::RegisterBenchmark(argv[i], [path = std::string(argv[i])](benchmark::State& state) {
      demarche::read_file(state, path);
    })->Unit(benchmark::kMillisecond);
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
