#include "pipeline/runner.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace demarche {
namespace {

struct Job {
  uint64_t number;
  Capture capture;
};

struct Finished {
  Capture capture;
  CodedArticle coded;
};

/// The queue between the calling thread and the workers.
class Exchange {
 public:
  void push(Job job) {
    {
      const std::lock_guard lock(mutex_);
      jobs_.push_back(std::move(job));
    }
    work_.notify_one();
  }
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    work_.notify_all();
  }
  std::optional<Job> take() {
    std::unique_lock lock(mutex_);
    work_.wait(lock, [&] { return closed_ || !jobs_.empty(); });
    if (jobs_.empty()) return std::nullopt;
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    return job;
  }
  void finish(uint64_t number, Finished finished) {
    {
      const std::lock_guard lock(mutex_);
      finished_.emplace(number, std::move(finished));
    }
    ready_.notify_one();
  }
  /// Waits for result `number`.
  Finished collect(uint64_t number) {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [&] { return finished_.count(number) > 0; });
    Finished out = std::move(finished_.extract(number).mapped());
    return out;
  }
  bool is_ready(uint64_t number) {
    const std::lock_guard lock(mutex_);
    return finished_.count(number) > 0;
  }

 private:
  std::mutex mutex_;
  std::condition_variable work_;
  std::condition_variable ready_;
  std::deque<Job> jobs_;
  std::map<uint64_t, Finished> finished_;
  bool closed_ = false;
};

void run_alone(const Engine& engine, const RunOptions& options, const std::function<std::optional<Capture>()>& next,
               const std::function<bool(const Capture&, CodedArticle)>& done, StageTimes* times) {
  Worker worker = engine.worker();
  while (!options.cancelled.stop_requested()) {
    std::optional<Capture> capture = next();
    if (!capture) return;
    CodedArticle coded = worker.code(*capture, times);
    if (!done(*capture, std::move(coded))) return;
  }
}

}  // namespace

void run(const Engine& engine, const RunOptions& options, const std::function<std::optional<Capture>()>& next,
         const std::function<bool(const Capture&, CodedArticle)>& done, StageTimes* times) {
  const unsigned threads = options.threads ? options.threads : std::max(1u, std::thread::hardware_concurrency());
  if (threads == 1) return run_alone(engine, options, next, done, times);
  Exchange exchange;
  std::vector<std::jthread> workers;
  for (unsigned i = 0; i < threads; ++i) {
    workers.emplace_back([&] {
      Worker worker = engine.worker();
      while (std::optional<Job> job = exchange.take()) {
        CodedArticle coded = worker.code(job->capture, times);
        exchange.finish(job->number, {std::move(job->capture), std::move(coded)});
      }
    });
  }
  uint64_t begun = 0;
  uint64_t delivered = 0;
  bool more = true;
  bool wanted = true;
  const size_t in_flight = std::max<size_t>(options.queue, threads);
  while (wanted && (more || delivered < begun)) {
    more = more && !options.cancelled.stop_requested();
    if (more && begun - delivered < in_flight && !exchange.is_ready(delivered)) {
      std::optional<Capture> capture = next();
      if (capture) {
        exchange.push({begun++, std::move(*capture)});
      } else {
        more = false;
      }
      continue;
    }
    if (delivered == begun) continue;
    Finished finished = exchange.collect(delivered++);
    wanted = done(finished.capture, std::move(finished.coded));
  }
  exchange.close();
}

}  // namespace demarche
