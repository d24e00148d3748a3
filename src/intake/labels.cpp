// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/labels.h"

#include <algorithm>

#include "intake/lines.h"
#include "text/display.h"
#include "text/pattern.h"

namespace gloss::intake {
namespace {

/// Blanks of all kinds are one: "Dr.\u00A0Merkel" and "Dr. Merkel" are the same label.
std::string key_of(std::string_view label) { return text::one_line(label); }

}  // namespace

std::optional<FoundLabel> Labels::see(std::string_view line, bool markdown) {
  auto found = find_label(line, markdown, names_);
  if (!found) return found;
  if (found->row->certainty == Certainty::paired) {
    (found->label == "Q" ? paired_q_ : paired_a_) = true;
    return found;
  }
  Sightings& sightings = seen_[key_of(found->label)];
  ++sightings.count;
  sightings.certain = sightings.certain || found->row->certainty == Certainty::at_once ||
                      std::find(names_.begin(), names_.end(), found->label) != names_.end();
  return found;
}

bool Labels::counts(std::string_view label) const {
  const auto sightings = seen_.find(key_of(label));
  if (sightings == seen_.end()) return false;
  if (sightings->second.certain || sightings->second.count >= 2) return true;
  return label == "P" && seen_.find("R") != seen_.end();
}

bool Labels::counts(const FoundLabel& found) const {
  if (found.row->certainty == Certainty::paired) return paired_q_ && paired_a_;
  return counts(found.label);
}

void assign_roles(std::vector<model::Speaker>& speakers) {
  using model::Role;
  const std::string number = "(?:[ _-]?(?:\\d{1,3}|[A-Z]))?";
  const std::string asian_number = "[ ]?[A-Za-z0-9一二三四五六七八九十甲乙丙丁]{0,2}";
  const std::string addition = "(?:[ ]?[(（][^()（）]{1,30}[)）])?";  // "Interviewer (Ann)"
  const std::string interviewers =
      "访谈者|訪談者|访谈员|訪談員|访谈人|訪談人|采访者|採訪者|采访人|採訪人|访问者|訪問者|访问员|訪問員|"
      "主持人|笔者|筆者|记者|記者|问|問";
  const std::string interviewees =
      "受访者|受訪者|受访人|受訪人|被访者|被訪者|被访人|被訪人|被采访者|被採訪者|答";
  static const text::Pattern interviewer(
      "(?:(?i:interviewer(?:in)?|moderator(?:in)?|facilitator|researcher|question|frage|pregunta)" + number +
      "|INT ?\\d?|[IQ]\\d?|(?:" + interviewers + ")" + asian_number + ")" + addition);
  static const text::Pattern interviewee(
      "(?:(?i:interviewee|respondent|participant|answer|antwort|respuesta)" + number +
      "|P ?\\d{1,3}|R\\d?|(?:" + interviewees + ")" + asian_number + ")" + addition);
  const auto has = [&](std::string_view label) {
    return std::any_of(speakers.begin(), speakers.end(),
                       [&](const model::Speaker& s) { return s.label == label; });
  };
  const bool pregunta = has("P") && has("R");
  bool asked = false;
  for (model::Speaker& speaker : speakers) {
    if (interviewer.matches(speaker.label) || (speaker.label == "P" && pregunta)) {
      speaker.role = Role::interviewer;
      asked = true;
    } else if (interviewee.matches(speaker.label)) {
      speaker.role = Role::interviewee;
    }
  }
  if (!asked) return;
  for (model::Speaker& speaker : speakers) {
    if (speaker.role == Role::unknown) speaker.role = Role::interviewee;  // "A" among them
  }
}

}  // namespace gloss::intake
