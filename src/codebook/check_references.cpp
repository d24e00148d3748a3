// SPDX-License-Identifier: GPL-3.0-or-later
// Whether every $list and <code> is there, and whether codes use each other in a circle.
//
// The graph has three vertices for each code: its own rules, what lies below it, and both together. <a> leads
// to "both", <a/*> to "below", <*> to the own rules of every other code; so it has few edges however many
// codes nest.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "codebook/reader.h"
#include "codebook/spelling.h"

namespace gloss::codebook {
namespace {

class Graph {
 public:
  Graph(const Codebook& codebook, const std::vector<Reference>& references,
        const std::unordered_map<std::string, int>& codes)
      : codebook_(codebook), edges_(codebook.codes.size() * 3 + 1) {
    const int all = everything();
    for (int code = 0; code < count(); ++code) {
      add(whole(code), own(code), nullptr);
      add(whole(code), below(code), nullptr);
      add(all, own(code), nullptr);
      if (const int parent = codebook.codes[static_cast<std::size_t>(code)].parent; parent >= 0)
        add(below(parent), whole(code), nullptr);
    }
    for (const Reference& reference : references) {
      if (reference.to_list) continue;
      if (reference.name == "*") {
        add(own(reference.code), all, &reference);
      } else {
        const int to = codes.at(reference.name);
        add(own(reference.code), reference.descendants_only ? below(to) : whole(to), &reference);
      }
    }
  }

  /// The codes of a circle, the first one again at the end, and the reference that closes it.
  std::pair<std::vector<int>, const Reference*> circle() {
    state_.assign(edges_.size(), unseen);
    for (int code = 0; code < count(); ++code)
      if (const Reference* closing = visit(own(code)); closing != nullptr) return {circle_, closing};
    return {};
  }

 private:
  struct Edge {
    int to;
    const Reference* reference;
  };
  struct Step {
    int vertex;
    std::size_t next = 0;
    int star_of = -1;  ///< for "everything": the code that asked, which is not part of it
  };
  enum State : char { unseen, open, done };

  int count() const { return static_cast<int>(codebook_.codes.size()); }
  static int own(int code) { return code * 3; }
  static int below(int code) { return code * 3 + 1; }
  static int whole(int code) { return code * 3 + 2; }
  int everything() const { return count() * 3; }
  bool is_own(int vertex) const { return vertex % 3 == 0 && vertex != everything(); }
  void add(int from, int to, const Reference* reference) {
    edges_[static_cast<std::size_t>(from)].push_back({to, reference});
  }

  /// Depth first, with a stack of our own: codebooks may nest and refer as deep as they like.
  const Reference* visit(int start) {
    if (state_[static_cast<std::size_t>(start)] != unseen) return nullptr;
    std::vector<Step> path{{start}};
    state_[static_cast<std::size_t>(start)] = open;
    while (!path.empty()) {
      Step& step = path.back();
      const auto& edges = edges_[static_cast<std::size_t>(step.vertex)];
      if (step.next == edges.size()) {
        state_[static_cast<std::size_t>(step.vertex)] = done;
        path.pop_back();
        continue;
      }
      const Edge edge = edges[step.next++];
      if (step.vertex == everything() && edge.to == own(step.star_of)) continue;
      State& state = state_[static_cast<std::size_t>(edge.to)];
      if (state == open) return found(path, edge);
      if (state == done) continue;
      state = open;
      path.push_back({edge.to, 0, edge.to == everything() ? step.vertex / 3 : -1});
    }
    return nullptr;
  }

  const Reference* found(const std::vector<Step>& path, const Edge& edge) {
    const Reference* closing = edge.reference;
    std::size_t from = path.size() - 1;
    while (path[from].vertex != edge.to) --from;
    for (std::size_t i = from; i < path.size(); ++i) {
      if (is_own(path[i].vertex)) circle_.push_back(path[i].vertex / 3);
      const Edge& taken = edges_[static_cast<std::size_t>(path[i].vertex)][path[i].next - 1];
      if (taken.reference != nullptr) closing = taken.reference;
    }
    if (!circle_.empty()) circle_.push_back(circle_.front());
    return closing;
  }

  const Codebook& codebook_;
  std::vector<std::vector<Edge>> edges_;
  std::vector<State> state_;
  std::vector<int> circle_;
};

}  // namespace

ReferenceFault check_references(const Codebook& codebook, const std::vector<Reference>& references) {
  std::unordered_map<std::string, int> codes;
  std::vector<std::string> code_names, list_names;
  std::vector<bool> has_children(codebook.codes.size());
  for (const Code& code : codebook.codes) {
    codes.emplace(code.id, static_cast<int>(codes.size()));
    code_names.push_back(code.id);
    if (code.parent >= 0) has_children[static_cast<std::size_t>(code.parent)] = true;
  }
  for (const List& list : codebook.lists) list_names.push_back(list.name);
  for (const Reference& reference : references) {
    if (reference.to_list) {
      if (std::find(list_names.begin(), list_names.end(), reference.name) != list_names.end()) continue;
      const std::string close = nearest(reference.name, list_names);
      return {&reference, fmt::format("there is no list \"{}\"", reference.name),
              close.empty() ? fmt::format("add {}: [...] below lists:", reference.name)
                            : fmt::format("write ${}", close)};
    }
    if (reference.name == "*") continue;
    const auto found = codes.find(reference.name);
    if (found == codes.end()) {
      std::string close = nearest(reference.name, code_names);
      for (const std::string& id : code_names)  // the last part alone
        if (close.empty() && id.ends_with('/' + reference.name)) close = id;
      return {
          &reference, fmt::format("there is no code \"{}\"", reference.name),
          close.empty() ? "write its whole id, as in <dilemma/policy>" : fmt::format("write <{}>", close)};
    }
    if (reference.descendants_only && !has_children[static_cast<std::size_t>(found->second)])
      return {&reference, fmt::format("the code \"{}\" has no codes below it", reference.name),
              fmt::format("write <{}>", reference.name)};
  }
  Graph graph(codebook, references, codes);
  const auto [circle, closing] = graph.circle();
  if (closing == nullptr) return {};
  std::string shown;
  constexpr std::size_t most = 6;
  for (std::size_t i = 0; i < circle.size() && i < most; ++i)
    shown += (i == 0 ? "" : " uses ") + codebook.codes[static_cast<std::size_t>(circle[i])].id;
  if (circle.size() > most) shown += " ...";
  return {closing, fmt::format("codes use each other in a circle: {}", shown),
          "take one of these references out"};
}

}  // namespace gloss::codebook
