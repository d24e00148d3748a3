// SPDX-License-Identifier: GPL-3.0-or-later
// The stop list, by language; what two languages share stands under the first.
#include "intake/stop_list.h"

#include <algorithm>
#include <string_view>

#include "text/fold.h"

namespace gloss::intake {
namespace {

// clang-format off
constexpr std::string_view words_and_bars =
    // English
    "abstract|action items|address|advantages|agenda|aliases|attendees|audio|author|authors|"
    "background|bcc|beginning|cc|chapter|comment|comments|conclusion|conclusions|cons|context|date|"
    "definition|disadvantages|discussion|duration|e-mail|e.g|edit|email|end|episode|example|"
    "examples|fig|figure|file|filename|finally|first|from|ftp|fw|fwd|hint|however|http|https|i.e|"
    "important|interview|interview date|interview number|interviewees|introduction|key points|"
    "keywords|language|length|link|location|mailto|media|media_type|method|methods|minutes|n.b|nb|"
    "next steps|no|note|notes|p.s|page|participants|phone|place|present|pros|ps|re|recording|"
    "references|results|second|section|see also|sent|source|sources|speakers|start|step|subject|"
    "summary|summary keywords|tab|table|tags|tel|theme|therefore|third|time|tip|title|to|todo|topic|"
    "total|transcribed|transcribed by|transcript|transcript by|transcript_by|transcription|"
    "translated by|translation|update|url|venue|video|warning|website|yes|"
    // German
    "abgegebene stimmen|anlage|anlagen|anmerkung|anmerkungen|aufnahme|beginn|beispiel|beispiele|"
    "berichterstattung|datum|dauer|davon|drittens|drucksache|ende|enthalten|erstens|fazit|hinweis|"
    "i n h a l t|inhalt|interviewdatum|ja|nein|nächste sitzung|ort|quelle|quellen|schluss|sprache|"
    "tagesordnungspunkt|teilnehmer|thema|titel|uhrzeit|zeit|ziel|zuruf|zusammenfassung|zusatzpunkt|"
    "zusatztagesordnungspunkt|zweitens|überweisungsvorschlag|"
    // Spanish
    "conclusión|duración|ejemplo|fecha|fuente|hora|informe final|lugar|nota|notas|objetivo|"
    "participantes|resumen|tema|título|"
    // French
    "durée|exemple|heure|lieu|remarque|résumé|sujet|titre|"
    // Chinese, Simplified and Traditional
    "一|三|主題|主题|二|五|人数|人數|优势|优点|会议地点|会议时间|作者|來源|例|"
    "例如|備註|優勢|優點|关键字|关键词|其次|出席|出席人员|出席人員|出席者|列席|"
    "列席人员|列席人員|列席者|前情提要|前言|劣势|劣勢|参加人员|参加者|参考|参考文献|"
    "参考资料|參加人員|參加者|參考|參考文獻|參考資料|四|地址|地点|地點|备注|天气|"
    "天氣|姓名|定义|定義|小結|小结|年齡|年龄|引言|录音|性別|性别|总结|採訪地點|"
    "採訪對象|採訪時間|提示|摘要|整理|文件|日期|时长|时间|時長|時間|最后|最後|"
    "會議地點|會議時間|来源|标题|標題|比如|注|注意|电话|目录|目的|目錄|第一|第三|"
    "第二|简介|簡介|紀錄|紀錄人|結論|網址|編者按|總結|结论|编者按|缺点|缺點|网址|"
    "职业|職業|背景|补充|補充|觀察地點|觀察時間|观察地点|观察时间|記錄|記錄人|"
    "訪談地點|訪談對象|訪談日期|訪談時間|訪談編號|註|語言|說明|譬如|譯者註|議程|議題|"
    "议程|议题|记录|记录人|访谈地点|访谈对象|访谈日期|访谈时间|访谈编号|译者注|语言|"
    "说明|連結|采访地点|采访对象|采访时间|錄音|链接|關鍵字|關鍵詞|附件|附录|附注|"
    "附註|附錄|電話|題目|题目|首先|"
    // Japanese
    "備考|場所|日時|注釈|要約|資料|題名|"
    "";
// clang-format on

}  // namespace

const std::vector<std::string>& stop_list() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> list;
    for (std::size_t begin = 0; begin < words_and_bars.size();) {
      const std::size_t end = words_and_bars.find('|', begin);
      list.push_back(text::fold(words_and_bars.substr(begin, end - begin)));
      begin = end + 1;
    }
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    return list;
  }();
  return words;
}

}  // namespace gloss::intake
