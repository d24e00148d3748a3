// SPDX-License-Identifier: GPL-3.0-or-later
#include "codebook/starter.h"

#include <algorithm>

#include "codebook/yaml_text.h"

namespace gloss::codebook {
namespace {

/// Puts the lines together; each text there is in two languages.
class Starter {
 public:
  explicit Starter(const std::vector<std::string>& languages) : languages_(languages) {
    zh_ = has("zh");
    en_ = has("en") || !zh_;
    chinese_ = languages.front().starts_with("zh");
  }

  std::string write(std::string_view id) {
    note(0, "A codebook says what each code means and which rules propose it.",
         "编码本说明每个编码的含义，以及由哪些规则来提出它。");
    note(0,
         "Lines that begin with # are for people. After a change:", "以 # 开头的行是写给人看的。修改之后：");
    note(0, "  gloss codebook check FILE    runs the examples as tests",
         "  gloss codebook check FILE    把例句当作测试来运行");
    note(0, "  gloss codebook format FILE   lays the file out", "  gloss codebook format FILE   整理版面");
    line(0, "codebook: " + scalar_text(id, true));
    line(0, "languages: [" + joined(languages_) + "]");
    note(0, "What \"and\", \"with\" and \"near\" look at: a passage is a paragraph of a turn.",
         "and、with、near 所看的范围：passage 是一次发言中的一段。");
    line(0, "unit: passage");
    note(0, "Only what interviewees say is coded. Without this line, interviewers are, too.",
         "只编码受访者说的话；删去这一行，访谈者的话也会编码。");
    line(0, "where: role != interviewer");
    line(0, "");
    note(0, "Words that several rules share; a rule names a list with $.",
         "几条规则共用的词；规则里用 $ 引用。");
    line(0, "lists:");
    note(2, "fund* finds fund, funds and funding.", "fund* 可找到 fund、funds、funding；汉字词不需要 *。");
    line(2, "money: [" + words("money, cash, fund*, budget*", "经费, 资金, 钱") + "]");
    line(2, "lack: [" + words("lack* of, not enough, short of, can't afford", "没有, 缺, 不够") + "]");
    line(0, "");
    line(0, "codes:");
    resources();
    trust();
    note(2, "A code without rules is coded by hand.", "没有规则的编码由人手工编码。");
    line(2, "surprise:");
    named(4, "Surprise", "意外");
    text(4, "definition", "Whatever none of the codes above expects.", "上面的编码都没有料到的内容。");
    return out_;
  }

 private:
  bool has(std::string_view language) const {
    return std::any_of(languages_.begin(), languages_.end(),
                       [&](const std::string& one) { return one.starts_with(language); });
  }
  static std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
    return out;
  }
  std::string words(const std::string& en, const std::string& zh) const {
    return (en_ ? en : "") + (en_ && zh_ ? ", " : "") + (zh_ ? zh : "");
  }
  void line(std::size_t indent, std::string_view text) {
    out_ += std::string(indent, ' ').append(text) + '\n';
  }
  void note(std::size_t indent, std::string_view en, std::string_view zh) {
    line(indent, std::string("# ").append(chinese_ ? zh : en));
  }
  void text(std::size_t indent, std::string_view key, std::string_view en, std::string_view zh) {
    line(indent, std::string(key) + ": " + std::string(chinese_ ? zh : en));
  }
  /// In every language of the codebook that is English or Chinese, if there are several.
  void named(std::size_t indent, const std::string& en, const std::string& zh) {
    std::string names;
    for (const std::string& language : languages_) {
      const bool is_zh = language.starts_with("zh");
      if (!is_zh && !language.starts_with("en")) continue;
      names += (names.empty() ? "" : ", ") + language + ": " + (is_zh ? zh : en);
    }
    if (languages_.size() > 1 && !names.empty())
      line(indent, "name: {" + names + "}");
    else
      text(indent, "name", en, zh);
  }
  void items(std::size_t indent, std::string_view en, std::string_view zh) {
    if (en_) line(indent, std::string("- ").append(en));
    if (zh_) line(indent, std::string("- ").append(zh));
  }

  void resources() {
    note(2, "Codes nest: this one is named \"resources\", the next \"resources/lack-of-money\".",
         "编码可以嵌套：这个叫 resources，下一个叫 resources/lack-of-money。");
    line(2, "resources:");
    named(4, "Resources", "资源");
    text(4, "definition", "What an organisation needs for its work.", "组织开展工作所需要的东西。");
    line(4, "codes:");
    line(6, "lack-of-money:");
    named(8, "Lack of money", "缺少经费");
    note(8, "What the code means, when to use it and when not: for the people who code with you.",
         "编码的含义、何时使用、何时不用：写给一起编码的人。");
    text(8, "definition", "Money that is needed is not there.", "需要的钱没有着落。");
    text(8, "include", "Somebody says that money is missing, short or used up.",
         "有人说钱没有、不够或已用完。");
    text(8, "exclude", "Money is there and comes late.", "钱有，只是来得晚。");
    note(8, "Each rule proposes the code by itself. See: gloss search 'RULE'",
         "每条规则都能单独提出编码。试一试：gloss search '规则'");
    line(8, "rules:");
    note(10, "One near the other, at most 6 words (or Chinese characters) apart, in either order.",
         "两者相距不超过 6 个词（中文按字数），先后不限。");
    line(10, "- $lack near/6 $money");
    if (en_) {
      note(10, "A phrase, with alternatives and up to two words in between.",
           "词组：可有替换词，中间最多隔两个词。");
      line(10, "- '\"{ran|run} [0-2] out of {money|cash}\"'");
    }
    note(8, "Passages that the rules must find ...", "规则必须找到的段落……");
    line(8, "examples:");
    items(10, "There is not enough money for a new hall.", "我们没有足够的钱修场地。");
    if (en_) line(10, "- In the end we ran clean out of cash.");
    note(8, "... and passages that they must leave alone.", "……和规则不能碰的段落。");
    line(8, "counterexamples:");
    items(10, "The money came in March.", "经费三月份到账了。");
    line(0, "");
  }

  void trust() {
    line(2, "trust:");
    named(4, "Trust", "信任");
    text(4, "definition", "People say that they rely on somebody.", "说自己信赖某人。");
    line(4, "rules:");
    note(6, "Not where it is denied: \"we don't trust them\" is something else.",
         "被否定的不算：“我们不信任他们”是另一回事。");
    std::string rule = en_ && zh_ ? "affirmed(trust* or 信任)" : en_ ? "affirmed(trust*)" : "affirmed(信任)";
    line(6, "- " + rule);
    line(4, "examples:");
    items(6, "We trust the people at the council.", "我们信任街道的人。");
    line(4, "counterexamples:");
    items(6, "We do not trust the people at the council.", "我们不信任街道的人。");
    line(0, "");
  }

  const std::vector<std::string>& languages_;
  bool en_ = true, zh_ = false, chinese_ = false;
  std::string out_;
};

}  // namespace

std::string starter_codebook(std::string_view id, const std::vector<std::string>& languages) {
  return Starter(languages).write(id);
}

}  // namespace gloss::codebook
