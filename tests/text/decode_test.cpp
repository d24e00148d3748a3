// SPDX-License-Identifier: GPL-3.0-or-later
// Decoding: what is found, what is refused, and that nothing is changed silently.
#include "text/decode.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unicode/ucnv.h>

#include <random>
#include <string>
#include <vector>

#include "support/shared_data.h"

namespace gloss::text {
namespace {

std::string encode(const std::string& utf8, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(encoding, &status);
  EXPECT_TRUE(U_SUCCESS(status)) << encoding;
  ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  UConverter* from = ucnv_open("UTF-8", &status);
  std::string bytes(utf8.size() * 4 + 16, '\0');
  char* target = bytes.data();
  const char* source = utf8.data();
  ucnv_convertEx(converter, from, &target, bytes.data() + bytes.size(), &source, utf8.data() + utf8.size(),
                 nullptr, nullptr, nullptr, nullptr, true, true, &status);
  EXPECT_TRUE(U_SUCCESS(status)) << encoding << ": " << u_errorName(status);
  bytes.resize(static_cast<std::size_t>(target - bytes.data()));
  ucnv_close(converter);
  ucnv_close(from);
  return bytes;
}

std::string text_of(const std::string& bytes, const DecodeOptions& options = {}) {
  const auto decoded = decode(bytes, "file.txt", options);
  return decoded ? decoded->text : "FAULT " + decoded.error().line();
}

TEST(Decode, DropsAByteOrderMarkAndNamesTheEncoding) {
  const std::string text = "für 🙂 環境\nzwei\n";
  for (const char* encoding : {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
    const auto decoded = decode(encode("\uFEFF" + text, encoding), "a.txt");
    ASSERT_TRUE(decoded) << encoding;
    EXPECT_EQ(decoded->text, text);
    EXPECT_EQ(decoded->encoding, encoding);
    EXPECT_EQ(decoded->how, "byte order mark");
  }
}

TEST(Decode, KeepsASecondMarkAsText) { EXPECT_EQ(text_of("\uFEFF\uFEFFa"), "\uFEFFa"); }

TEST(Decode, MakesEveryLineEndLfAndNothingElse) {
  EXPECT_EQ(text_of("a\r\nb\rc\n\r\nd\r\r\ne\r"), "a\nb\nc\n\nd\n\ne\n");
  EXPECT_EQ(text_of("e\u0301 \u2028 \u0085 \f\v"), "e\u0301 \u2028 \u0085 \f\v");
}

TEST(Decode, TakesAnEmptyFileAsEmptyText) {
  EXPECT_EQ(text_of(""), "");
  EXPECT_EQ(text_of("\uFEFF"), "");
}

TEST(Decode, RefusesMalformedUtf8WithTheOffset) {
  struct Case {
    std::string bytes;
    std::size_t at;
  };
  const std::vector<Case> cases = {
      {"Größe, Straße, für \x93 und", 23},  // a stray byte
      {"äöü\xC0\xAF", 6},                   // overlong
      {"äöü\xE0\x80\xAF", 6},               // overlong, three bytes
      {"äöü \xED\xA0\x80", 7},              // a surrogate
      {"äöüäöü \xF4\x90\x80\x80", 13},      // above U+10FFFF
      {"環境\xE7\x8E", 6},                  // cut at the end
  };
  for (const auto& [bytes, at] : cases) {
    EXPECT_EQ(find_invalid_utf8(bytes), at);
    const auto decoded = decode(bytes, "interviews/p03.txt");
    ASSERT_FALSE(decoded) << decoded->encoding << " " << decoded->text;
    EXPECT_EQ(decoded.error().fault, Fault::bad_input);
    EXPECT_NE(decoded.error().message.find("at offset " + std::to_string(at)), std::string::npos)
        << decoded.error().line();
    EXPECT_NE(decoded.error().hint.find("--encoding"), std::string::npos);
    EXPECT_EQ(decoded.error().place, "interviews/p03.txt:1");
  }
}

TEST(Decode, CountsLinesInThePlaceOfAFault) {
  const auto decoded = decode("äöü\r\nzwei\rdrei\nvier \x93 äöü", "a.txt");
  ASSERT_FALSE(decoded);
  EXPECT_EQ(decoded.error().place, "a.txt:4");
}

TEST(Decode, RefusesNulUnlessUtf16IsObvious) {
  const auto nul = decode(std::string("abc\0def", 7), "a.txt");
  ASSERT_FALSE(nul);
  EXPECT_NE(nul.error().message.find("at offset 3"), std::string::npos);
  EXPECT_NE(nul.error().hint.find("--encoding"), std::string::npos);
  const std::string english = "Interviewer: How did the club begin?\n";
  for (const char* encoding : {"UTF-16LE", "UTF-16BE"}) {
    const auto decoded = decode(encode(english, encoding), "a.txt");
    ASSERT_TRUE(decoded) << encoding;
    EXPECT_EQ(decoded->text, english);
    EXPECT_EQ(decoded->encoding, encoding);
    EXPECT_EQ(decoded->how, "detected");
  }
  EXPECT_FALSE(decode(encode(std::string("a\0b", 3) + english, "UTF-16LE"), "a.txt"));
}

TEST(Decode, ReplacesOnlyWhenToldToAndCounts) {
  const auto strict = decode("abc \xFF\xFE def \xC3", "a.txt", {"UTF-8", false});
  ASSERT_FALSE(strict);
  EXPECT_EQ(strict.error().hint.find("--replace"), 0U);
  const auto replaced = decode("abc \xFF\xFE def \xC3", "a.txt", {"UTF-8", true});
  ASSERT_TRUE(replaced);
  EXPECT_EQ(replaced->text, "abc \uFFFD\uFFFD def \uFFFD");
  EXPECT_EQ(replaced->replaced, 3U);
  EXPECT_EQ(replaced->how, "named");
}

TEST(Decode, NamesTheFirstBadByteOfANamedEncoding) {
  const std::string bytes = encode("双重管理体制", "GB18030") + "\xFF" + "x";
  const auto decoded = decode(bytes, "a.txt", {"GB18030", false});
  ASSERT_FALSE(decoded);
  EXPECT_NE(decoded.error().message.find("byte 0xFF at offset 12 "), std::string::npos)
      << decoded.error().line();
}

TEST(Decode, SaysThatAnEncodingIsUnknown) {
  const auto decoded = decode("abc", "a.txt", {"klingon", false});
  ASSERT_FALSE(decoded);
  EXPECT_EQ(decoded.error().fault, Fault::usage);
}

TEST(Decode, TellsLatin1FromWindows1252ByTheBytes80To9F) {
  const std::string german =
      "Die Zusammenarbeit zwischen den Vereinen und der Stadt ist für uns schwierig, weil die Hallen "
      "überbelegt sind. "
      "Größere Anträge müssen früh gestellt werden, und häufig hören wir monatelang nichts. ";
  EXPECT_EQ(decode(encode(german, "ISO-8859-1"), "a")->encoding, "ISO-8859-1");
  const auto curly = decode(encode(german + "„So ist es“ – sagte er.", "windows-1252"), "a");
  ASSERT_TRUE(curly);
  EXPECT_EQ(curly->encoding, "windows-1252");
  EXPECT_EQ(curly->text, german + "„So ist es“ – sagte er.");
}

struct Sample {
  const char* text;
  std::vector<const char*> encodings;
};

// Ordinary sentences of ours, varied below by order. Twenty-one encodings.
const std::vector<Sample>& samples() {
  static const std::vector<Sample> all = {
      {"我们协会成立十年了，主要组织社区的足球和篮球活动。|"
       "双重管理体制让我们很为难，民政部门和体育部门都要审批。|经费主要靠会员自己交，政府购买服务只占很"
       "小一部分。|去年街道给我们提供了场地，但是周末常常被学校占用。|"
       "他们说可以申请补贴，可是手续太复杂了，没有人懂怎么填表。|我觉得信任最重要，合作要慢慢来"
       "。|年轻人喜欢参加比赛，老人更愿意散步和打太极拳。|领导换了以后，原来的承诺就没有下文了。",
       {"GB18030", "UTF-8", "UTF-16LE"}},
      {"我們協會成立十年了，主要組織社區的足球和籃球活動。|"
       "雙重管理體制讓我們很為難，民政部門和體育部門都要審批。|經費主要靠會員自己交，政府購買服務只占很"
       "小一部分。|去年街道給我們提供了場地，但是週末常常被學校占用。|"
       "他們說可以申請補貼，可是手續太複雜了，沒有人懂怎麼填表。|我覺得信任最重要，合作要慢慢來"
       "。|年輕人喜歡參加比賽，老人更願意散步和打太極拳。|領導換了以後，原來的承諾就沒有下文了。",
       {"Big5"}},
      {"私たちのクラブは十年前に始まりました。|市役所との協力はとても大切ですが、手続きが難しいです。|"
       "体育館はいつも予約でいっぱいで、週末は使えません。|補助"
       "金をもらうためには、たくさんの書類を書かなければなりません。|"
       "若い人たちは試合が好きで、お年寄りは散歩を楽しみます。|担当の人が変わると、約束が忘れられて"
       "しまいます。|信頼がいちばん大切だと思います。|みんなで少しずつ進めていきたいです。",
       {"Shift_JIS", "EUC-JP", "ISO-2022-JP"}},
      {"우리 동호회는 십 년 전에 시작했습니다.|시청과의 협력은 매우 중요하지만 절차가 어렵습니다.|체육관은 "
       "항상 예약이 가득 차 있어서 주말에는 쓸 수 없습니다.|"
       "보조금을 받으려면 많은 서류를 작성해야 합니다.|젊은 사람들은 경기를 좋아하고 어르신들은 산책을 "
       "즐깁니다.|담당자가 바뀌면 약속이 잊혀집니다.|신뢰가 가장 "
       "중요하다고 생각합니다.|조금씩 함께 나아가고 싶습니다.",
       {"EUC-KR"}},
      {"Наш клуб начал работу десять лет назад.|Сотрудничество с городом для нас очень важно, но процедуры "
       "сложные.|Спортивный зал всегда "
       "занят, и по выходным мы не можем играть.|Чтобы получить деньги, нужно заполнить много бумаг.|Молодые "
       "люди любят соревнования, а "
       "пожилые любят гулять.|Когда меняется начальник, обещания забываются.|Я думаю, что доверие важнее "
       "всего.|Мы хотим идти вперёд "
       "понемногу, все вместе.",
       {"windows-1251", "KOI8-R", "ISO-8859-5", "IBM866", "x-mac-cyrillic"}},
      {"Η ομάδα μας ξεκίνησε πριν από δέκα χρόνια.|Η συνεργασία με τον δήμο είναι πολύ σημαντική, αλλά οι "
       "διαδικασίες είναι δύσκολες.|Το "
       "γυμναστήριο είναι πάντα γεμάτο και τα σαββατοκύριακα δεν μπορούμε να παίξουμε.|Για να πάρουμε "
       "χρήματα πρέπει να συμπληρώσουμε "
       "πολλά χαρτιά.|Οι νέοι αγαπούν τους αγώνες και οι μεγαλύτεροι τους περιπάτους.|Όταν αλλάζει ο "
       "υπεύθυνος, οι υποσχέσεις "
       "ξεχνιούνται.|Νομίζω ότι η εμπιστοσύνη είναι το πιο σημαντικό.|Θέλουμε να προχωρήσουμε σιγά σιγά όλοι "
       "μαζί.",
       {"ISO-8859-7"}},
      {"המועדון שלנו התחיל לפני עשר שנים.|שיתוף הפעולה עם העירייה חשוב מאוד אבל התהליכים מסובכים.|האולם תמיד "
       "תפוס ובסופי שבוע אי אפשר "
       "לשחק.|כדי לקבל כסף צריך למלא הרבה טפסים.|הצעירים אוהבים תחרויות והמבוגרים אוהבים ללכת.|כשהמנהל מתחלף "
       "ההבטחות נשכחות.|אני חושב "
       "שאמון הוא הדבר החשוב ביותר.|אנחנו רוצים להתקדם לאט לאט ביחד.",
       {"windows-1255"}},
      {"بدأ نادينا قبل عشر سنوات.|التعاون مع البلدية مهم جدا لكن الإجراءات صعبة.|القاعة محجوزة دائما ولا "
       "نستطيع اللعب في نهاية "
       "الأسبوع.|للحصول على المال يجب أن نملأ أوراقا كثيرة.|الشباب يحبون المباريات وكبار السن يحبون "
       "المشي.|عندما يتغير المسؤول تنسى "
       "الوعود.|أعتقد أن الثقة هي أهم شيء.|نريد أن نتقدم معا خطوة خطوة.",
       {"windows-1256"}},
      {"สโมสรของเราเริ่มต้นเมื่อสิบปีก่อน|ความร่วมมือกับเทศบาลสำคัญมากแต่ขั้นตอนยุ่งยาก|โรงยิมเต็มเสมอและวันหยุดเราไม่สามารถเล่นได้|"
       "การขอเงินต้องกรอกเอกสารมากมาย|"
       "คนหนุ่มสาวชอบการแข่งขันส่วนผู้สูงอายุชอบเดินเล่น|เมื่อเปลี่ยนหัวหน้าคำสัญญาก็ถูกลืม|ฉันคิดว่าความไว้วางใจสำคัญที่สุด|"
       "เราอยากก้าวไปข้างหน้าด้วยกันทีละน้อย",
       {"TIS-620"}},
      {"Unser Verein wurde vor zehn Jahren gegründet, und am Anfang hatten wir überhaupt nichts.|Die "
       "Zusammenarbeit mit der Stadt ist für uns sehr wichtig, aber die Anträge sind übertrieben "
       "kompliziert.|Die Halle ist ständig überbelegt, und am Wochenende können wir nicht spielen.|Die "
       "Älteren gehen lieber spazieren, die Jüngeren möchten Wettkämpfe.|Wenn die Leitung wechselt, weiß "
       "niemand mehr, was früher zugesagt wurde.|Ich glaube, dass Vertrauen das Wichtigste ist, und dafür "
       "braucht es größere Geduld.",
       {"ISO-8859-1"}},
      {"„Früher“, sagte er, „war alles größer.“ – Das höre ich häufig, und ich glaube es nicht.|Die Halle "
       "ist überbelegt – am Wochenende können wir nicht spielen.|Für „Kleinigkeiten“ gibt es kein Geld, "
       "höchstens 500 € im Jahr.|Man müsste häufiger miteinander reden … aber dafür fehlt allen die "
       "Zeit.|Die Älteren möchten spazieren gehen, die Jüngeren möchten kämpfen.",
       {"windows-1252"}},
      {"Náš klub vznikl před deseti lety a začínali jsme úplně od nuly.|Spolupráce s městem je pro nás "
       "důležitá, ale řízení je příliš "
       "složité.|Tělocvična je vždycky plná a o víkendech nemůžeme hrát.|Abychom získali peníze, musíme "
       "vyplnit spoustu žádostí.|Mladší "
       "členové mají rádi soutěže, starší lidé dávají přednost procházkám.|Když se změní vedoucí, sliby jsou "
       "rychle zapomenuty.|Myslím "
       "si, že důvěra je nejdůležitější věc.|Chtěli bychom pokračovat společně, krok za krokem, pořád dál.",
       {"ISO-8859-2", "windows-1250"}},
  };
  return all;
}

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == mark) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

TEST(Decode, FindsTwentyOneEncodingsInAtLeast98OfAHundredTextsAndNeverReplaces) {
  std::mt19937_64 random(20240511);
  std::size_t texts = 0;
  std::size_t found = 0;
  std::size_t encodings = 0;
  std::string misses;
  for (const Sample& sample : samples()) {
    const std::vector<std::string> sentences = split(sample.text, '|');
    for (const char* encoding : sample.encodings) {
      ++encodings;
      std::size_t missed = 0;
      for (int round = 0; round < 200; ++round) {
        std::string text;
        std::string bytes;
        while (bytes.size() < 400) {
          text += sentences[random() % sentences.size()] + (random() % 4 == 0 ? "\n" : " ");
          bytes = encode(text, encoding);
        }
        if (std::string(encoding) == "UTF-16LE") bytes = "\xFF\xFE" + bytes;
        ++texts;
        const auto decoded = decode(bytes, "a.txt");
        if (decoded && decoded->text == text) {
          ++found;
        } else {
          ++missed;
          if (missed == 1)
            misses += std::string(encoding) + " as " +
                      (decoded ? decoded->encoding : decoded.error().line()) + "; ";
        }
        EXPECT_TRUE(!decoded || decoded->text.find("\uFFFD") == std::string::npos) << encoding;
        // Named, every text comes back exactly.
        const auto named = decode(bytes, "a.txt", {encoding, false});
        ASSERT_TRUE(named) << encoding << named.error().line();
        ASSERT_EQ(named->text, text) << encoding;
      }
      if (missed > 0) misses += std::to_string(missed) + " of 200\n";
    }
  }
  EXPECT_EQ(encodings, 21U);
  EXPECT_GE(found * 100, texts * 98) << found << " of " << texts << "; " << misses;
  RecordProperty("found", std::to_string(found) + " of " + std::to_string(texts) + "; " + misses);
}

TEST(Decode, RefusesUtf8WithAFewBadBytesWhateverADetectorThinksOfIt) {
  std::mt19937_64 random(5);
  for (const Sample& sample : samples()) {
    const std::vector<std::string> sentences = split(sample.text, '|');
    for (int round = 0; round < 100; ++round) {
      std::string text;
      for (int i = 0; i < 6; ++i) text += sentences[random() % sentences.size()] + " ";
      for (std::size_t n = 1 + random() % 3; n > 0; --n) {
        std::size_t at = random() % text.size();
        while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
        text.insert(at, 1, static_cast<char>("\x80\x93\x96\xA0\xB4\xC0\xF5\xFE\xFF"[random() % 9]));
      }
      const auto decoded = decode(text, "a.txt");
      ASSERT_FALSE(decoded) << decoded->encoding << ": " << decoded->text;
      EXPECT_NE(decoded.error().message.find("at offset " + std::to_string(find_invalid_utf8(text)) + " "),
                std::string::npos);
      EXPECT_NE(decoded.error().hint.find("--encoding"), std::string::npos);
    }
  }
}

TEST(Decode, ReadsTheRealParliamentFilesInTheirOwnEncodings) {
  GLOSS_NEEDS_SHARED_DATA();
  const auto latin =
      decode(test::slurp(test::shared_path("data/transcripts/de_bundestag_17050_sport.txt")), "a.txt");
  ASSERT_TRUE(latin) << latin.error().line();
  EXPECT_EQ(latin->encoding, "ISO-8859-1");
  EXPECT_EQ(latin->how, "detected");
  EXPECT_NE(latin->text.find("Präsident Dr. Norbert Lammert:"), std::string::npos);
  EXPECT_EQ(latin->text.find('\r'), std::string::npos);
  const std::string bytes = test::slurp(test::shared_path("data/transcripts/de_bundestag_17002.txt"));
  const auto utf8 = decode(bytes, "a.txt");
  ASSERT_TRUE(utf8);
  EXPECT_EQ(utf8->encoding, "UTF-8");
  EXPECT_EQ(utf8->how, "byte order mark");
  // 13 CRLF and 980 bare CR (data/README.md): as many line ends, and 3 + 13 bytes less.
  EXPECT_EQ(std::count(utf8->text.begin(), utf8->text.end(), '\n'), 993);
  EXPECT_EQ(utf8->text.size(), bytes.size() - 3 - 13);
}

RC_GTEST_PROP(Decode, GivesBackEveryValidUtf8TextButItsLineEnds, (const std::string& letters)) {
  std::string text;  // from Latin-1 letters: all of them valid UTF-8
  for (const char c : letters) {
    const auto u = static_cast<unsigned char>(c);
    if (u == 0 || u == '\r') continue;
    if (u < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xC0 | u >> 6);
      text += static_cast<char>(0x80 | (u & 0x3F));
    }
  }
  RC_PRE(text.find("\x1b$") == std::string::npos);
  RC_ASSERT(find_invalid_utf8(text) == std::string_view::npos);
  RC_ASSERT(text_of(text) == text);
}

TEST(Decode, NeverGivesInvalidUtf8ForRandomBytes) {
  std::mt19937_64 random(7);
  std::size_t decoded_count = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string bytes(random() % 60, '\0');
    for (char& c : bytes) c = static_cast<char>(random() % 8 == 0 ? random() % 256 : 32 + random() % 95);
    if (round % 3 == 0) bytes = std::string(round % 2 ? "\xFF\xFE" : "\uFEFF") + bytes;
    const auto decoded = decode(bytes, "a.txt");
    if (!decoded) continue;
    ++decoded_count;
    ASSERT_EQ(find_invalid_utf8(decoded->text), std::string_view::npos);
    ASSERT_EQ(decoded->text.find('\r'), std::string::npos);
    ASSERT_EQ(decoded->text.find('\0'), std::string::npos);
    ASSERT_EQ(decoded->replaced, 0U);
  }
  EXPECT_GT(decoded_count, 1000U);
}

}  // namespace
}  // namespace gloss::text
