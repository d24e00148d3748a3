// SPDX-License-Identifier: GPL-3.0-or-later
// The default cues of negation for English and Chinese.
//
// The method is NegEx (Chapman et al. 2001): cues in a window before the hit, pseudo-cues that look like one,
// words that end the window; and parity, so that "no lack of funding" is affirmed. Two things differ from a
// clinic: people are not tested for absence, so words of doubt and of refusal are left to rules; and Chinese
// cues attach without blanks, so that every common word which merely holds 不, 没, 无, 未 or 缺 must be named
// as a pseudo-cue (不错, 没收, 无论, 未来, 缺点).
#include <cassert>
#include <span>
#include <string_view>

#include "codebook/codebook.h"
#include "codebook/rule_parser.h"

namespace gloss::codebook {
namespace {

constexpr std::string_view cues[] = {
    // English
    "no", "not", "never", "without", "nor", "neither", "none", "nothing", "nobody", "no one", "nowhere",
    "cannot", "*n't",
    // as transcribers write it
    "dont", "doesnt", "didnt", "isnt", "wasnt", "arent", "werent", "hasnt", "havent", "hadnt", "cant",
    "couldnt", "wont", "wouldnt", "shouldnt", "hardly", "barely", "scarcely", "seldom", "rarely", "lack",
    "lacks", "lacked", "lacking", "absence of", "devoid of", "unable to", "{fail|fails|failed|failing} to",
    "instead of", "rather than",
    // Chinese
    "不", "没", "没有", "无", "未", "缺", "缺乏", "缺少", "欠缺", "甭", "别想", "别指望", "休想", "并非",
    "绝非", "而非", "谈不上", "说不上", "算不上", "称不上", "轮不到", "哪有", "哪里有", "哪来", "哪能",
    "何来", "岂能", "难以", "很难"};

constexpr std::string_view pseudo[] = {
    // English: the cue denies nothing of what follows
    "not only", "not just", "not merely", "not simply", "not solely", "not least", "not to mention",
    "not until", "not necessarily", "no doubt", "no wonder", "no matter", "no question", "no problem",
    "no sooner", "no less than", "no fewer than", "no end of", "without {doubt|question|fail}",
    "without a doubt", "nothing but", "nothing less than", "nothing short of", "none other than",
    "never mind", "why not", "if not", "or not", "whether or not", "believe it or not", "more often than not",
    "{don't|dont|do not} you think", "{isn't|isnt} it", "{wouldn't|wouldnt} it be",
    // English: two cues, or a cue with a verb that turns it round
    "not without", "never without", "{cannot|can't|cant|couldn't} help", "cannot but", "not for nothing",
    "{never|not} {fail|fails|failed} to",
    // Chinese: questions of the form X不X
    "有没有", "有无", "是不是", "能不能", "会不会", "要不要", "可不可", "好不好", "行不行", "对不对",
    "愿不愿", "想不想", "该不该", "够不够", "来不来", "去不去", "做不做", "给不给", "管不管", "用不用",
    "肯不肯", "敢不敢", "懂不懂", "知不知道", "需不需要", "应不应该", "支不支持", "重不重视", "值不值",
    "算不算", "让不让", "批不批", "办不办", "去没去", "来没来", "做没做",
    // Chinese: words that hold 不
    "不错", "不过", "差不多", "不仅", "不但", "不光", "不只", "不单", "不止", "不论", "不管", "不同", "不断",
    "不久", "不少", "不得了", "了不得", "了不起", "不好意思", "对不起", "不料", "不愧", "不免", "不妨",
    "不禁", "不由得", "不然", "要不", "要不是", "不知不觉", "不约而同", "不言而喻", "不可思议", "不惜",
    "不失为", "不亚于", "不下于", "不外乎", "不胜", "不用说", "不要紧", "不在话下", "不由自主", "不就是",
    "不也", "可不是", "还不是", "不时", "时不时", "动不动", "大不了", "巴不得", "恨不得", "怪不得", "说不定",
    "想不到", "数不清", "数不胜数", "冷不防", "不客气", "不锈钢", "不动产", "不倒翁",
    // Chinese: words that hold 没, 无, 未, 缺
    "没想到", "没准", "没关系", "没问题", "没事", "没错", "没收", "没落", "没完没了", "淹没", "沉没", "埋没",
    "出没", "无论", "无非", "无疑", "毫无疑问", "无形", "无所谓", "无妨", "无时无刻", "无比", "无偿", "无私",
    "无锡", "无人机", "无线", "无党派", "无奈", "无意中", "无条件", "无微不至", "独一无二", "未来", "未免",
    "未成年", "未婚", "缺点", "缺陷", "缺口", "缺席",
    // Chinese: an even number of cues
    "不得不", "不能不", "不会不", "不可不", "不无", "不乏", "没有不", "没人不", "没有人不", "无不", "莫不",
    "未尝不", "并非不", "岂不", "何不", "何尝不", "难道不", "难道不是", "难道没", "难道没有", "谁不",
    "哪个不", "何乐而不为", "不可避免", "不可缺少", "不可或缺", "必不可少", "缺一不可", "不容忽视", "忍不住",
    "禁不住", "免不了", "少不了", "离不开", "非 [1-8] 不可", "非 [1-8] 不行"};

constexpr std::string_view stops[] = {
    "but",    "though", "although",  "however",      "except",    "apart from", "aside from", "whereas",
    "unless", "until",  "otherwise", "nevertheless", "therefore", "但",         "但是",       "可是",
    "然而",   "不过",   "却",        "只是",         "除了",      "而是",       "反而",       "尽管",
    "虽然",   "除非",   "否则",      "倒是",         "所以",      "因此",       "于是"};

std::vector<Expression> entries(std::span<const std::string_view> texts) {
  std::vector<Expression> made;
  for (const std::string_view text : texts) {
    auto entry = RuleParser(text, {}).list_entry();
    assert(entry && "a default cue that is no list entry");
    made.push_back(std::move(*entry));
  }
  return made;
}

}  // namespace

const Negation& default_negation() {
  static const Negation negation = [] {
    Negation made;
    made.cues = entries(cues);
    made.pseudo = entries(pseudo);
    made.stops = entries(stops);
    return made;
  }();
  return negation;
}

}  // namespace gloss::codebook
