#include "record/relation.h"

#include <algorithm>

namespace demarche {

std::string_view relation_root(EventType type) {
  return type == EventType::concede || type == EventType::retreat ? std::string_view("YIELD")
                                                                  : std::string_view(to_string(type));
}

const std::vector<std::string_view>& relation_roots() {
  static const std::vector<std::string_view> roots = [] {
    std::vector<std::string_view> out;
    for (size_t i = 0; i < kEventTypes; ++i) {
      const std::string_view root = relation_root(static_cast<EventType>(i));
      if (std::find(out.begin(), out.end(), root) == out.end()) out.push_back(root);
    }
    return out;
  }();
  return roots;
}

int relation_quad(std::string_view root) {
  if (root == "YIELD") return 2;
  const auto type = parse_event_type(root);
  return type ? quad_code(*type) : 0;
}

}  // namespace demarche
