// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/function_words.h"

#include <algorithm>
#include <array>

namespace gloss::text {
namespace {

// clang-format off
constexpr std::array<std::string_view, 475> function_word_list = {
    "a", "about", "above", "across", "after", "again", "against", "ah", "all", "along", "already",
    "also", "although", "am", "among", "an", "and", "another", "any", "are", "aren't", "around", "as",
    "at", "be", "because", "been", "before", "behind", "being", "below", "beside", "besides",
    "between", "beyond", "both", "but", "by", "can", "can't", "cannot", "could", "couldn't", "did",
    "didn't", "do", "does", "doesn't", "doing", "don't", "done", "down", "during", "each", "eh",
    "either", "er", "erm", "even", "ever", "every", "few", "for", "from", "further", "gonna", "gotta",
    "had", "hadn't", "has", "hasn't", "have", "haven't", "having", "he", "he'd", "he'll", "he's",
    "her", "here", "here's", "hers", "herself", "him", "himself", "his", "hm", "hmm", "how", "how's",
    "i", "i'd", "i'll", "i'm", "i've", "if", "in", "into", "is", "isn't", "it", "it'd", "it'll",
    "it's", "its", "itself", "just", "kinda", "let's", "like", "may", "me", "mhm", "might", "mightn't",
    "mine", "mm", "more", "most", "my", "myself", "near", "neither", "nor", "of", "off", "oh", "ok",
    "okay", "on", "once", "one", "one's", "only", "onto", "or", "other", "others", "our", "ours",
    "ourselves", "out", "over", "own", "per", "quite", "rather", "same", "shall", "shan't", "she",
    "she'd", "she'll", "she's", "since", "so", "some", "sorta", "still", "such", "than", "that",
    "that'd", "that'll", "that's", "the", "their", "theirs", "them", "themselves", "then", "there",
    "there'd", "there's", "these", "they", "they'd", "they'll", "they're", "they've", "this", "those",
    "though", "through", "to", "too", "toward", "towards", "uh", "um", "under", "unless", "until",
    "up", "upon", "us", "very", "via", "was", "wasn't", "we", "we'd", "we'll", "we're", "we've",
    "well", "were", "weren't", "what", "what's", "when", "when's", "where", "where's", "whether",
    "which", "while", "who", "who'd", "who's", "whom", "whose", "why", "will", "with", "within",
    "without", "won't", "would", "wouldn't", "yeah", "yet", "you", "you'd", "you'll", "you're",
    "you've", "your", "yours", "yourself", "yourselves", "一下", "一个", "一些", "一样", "一点",
    "一种", "上", "下", "不管", "不过", "与", "且", "个", "中", "为", "为了", "为什么", "么", "之",
    "之前", "之后", "之间", "也", "也就是说", "了", "于", "于是", "些", "人家", "什么", "从", "他",
    "他们", "以", "以前", "以及", "以后", "件", "会", "似的", "但", "但是", "位", "你", "你们", "例如",
    "便", "假如", "像", "关于", "其", "其他", "其它", "其实", "内", "再", "几", "则", "刚", "刚刚",
    "别人", "到", "前", "即", "即使", "却", "去", "又", "及", "另", "另外", "只", "只有", "只要",
    "可以", "可是", "各", "同", "后", "向", "吗", "吧", "呀", "呃", "呗", "呢", "呵", "和", "咯", "咱",
    "咱们", "哇", "哈", "哎", "哦", "哪", "哪个", "哪些", "哪儿", "哪里", "唉", "啊", "啦", "喂", "喔",
    "嗯", "嘛", "嘞", "嘿", "噢", "因为", "因此", "在", "地", "外", "多少", "大家", "太", "她", "她们",
    "如果", "它", "它们", "对", "对于", "将", "就", "就是", "就是说", "尽管", "已经", "并", "并且",
    "当", "往", "很", "得", "怎么", "怎么样", "怎样", "您", "我", "我们", "或", "或者", "所", "所以",
    "才", "把", "按", "按照", "挺", "接着", "无论", "既", "既然", "时", "时候", "是", "更", "曾",
    "曾经", "最", "有", "来", "某", "根据", "次", "正", "正在", "此", "每", "比", "比如", "比较", "点",
    "然后", "然而", "用", "由", "由于", "的", "的话", "着", "离", "种", "等", "等等", "给", "罢了",
    "而", "而且", "而已", "能", "自", "自己", "虽然", "蛮", "被", "要是", "让", "该", "谁", "跟", "过",
    "还", "还是", "这", "这个", "这么", "这些", "这儿", "这时", "这样", "这种", "这边", "这里", "通过",
    "那", "那个", "那么", "那些", "那儿", "那时", "那样", "那种", "那边", "那里", "都", "里", "除了",
    "随着", "非常", "额",
};
// clang-format on
static_assert(std::is_sorted(function_word_list.begin(), function_word_list.end()));

}  // namespace

bool is_function_word(std::string_view word) {
  return std::binary_search(function_word_list.begin(), function_word_list.end(), word);
}

std::span<const std::string_view> function_words() { return function_word_list; }

}  // namespace gloss::text
