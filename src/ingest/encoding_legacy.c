/*
 * A sample of the page's words beyond ASCII is read in each encoding that may be meant.  One is
 * believed where its text is clear in a language of that encoding, and clean: letters beside
 * letters, small ones behind large ones.  After Sivonen's chardetng (2020) in asking
 * for both; we ask our own model of languages.
 */
#include "ingest/encoding_legacy.h"

#include <pthread.h>
#include <string.h>

#include "base/lexicon.h"
#include "base/str.h"
#include "base/utf8.h"
#include "data/lexicons.h"
#include "ingest/encoding.h"
#include "ingest/language.h"

enum {
    SAMPLE_BYTES = 1 << 13,
    SCAN_BYTES = 1 << 20, /* of the page, for the sample */
    ODD_MOST = 50,        /* of a thousand characters: more is another encoding */
    BEYOND_MOST = 600,    /* of a thousand Latin letters, beyond ASCII */
    LARGE_MOST = 700,     /* of a thousand letters */
    COMMON_LEAST = 550,   /* of a thousand letters, common ones */
    WIDE_COMMON = 80,     /* of a thousand of Chinese and Korean */
    WIDE_LEAST = 10       /* letters of these, where they are read at all */
};

static const char LATIN[] = "WINDOWS-1252";
static const char *const CANDIDATES[] = {
    "WINDOWS-1252", "WINDOWS-1251", "WINDOWS-1250", "ISO-8859-2",   "WINDOWS-1254",
    "WINDOWS-1257", "WINDOWS-1253", "ISO-8859-7",   "WINDOWS-1256", "WINDOWS-1255",
    "KOI8-R",       "KOI8-U",       "WINDOWS-1258", "CP874",        "CP932",
    "EUC-JP",       "GB18030",      "BIG5",         "CP949"};

/* The letters that make up most of any text in their script; of Chinese and Korean, a tenth. */
static const char COMMON[] =
    "оеаинтсрвлкмдпуяіыαοιετνσηρκπυυμλίάόέήύώς"
    "יוהלארתבשמנעדםاليموننرتبةعدسفهكیکاแานรกเงอมยลวดทสต่้ัิี"
    "的一是不了在人有我他这這个個中大来來上国國和地到以说說时時要就出会會也你对對生能而子年得"
    "于於着著下自之后後作里用道行所然家事成方多么么去法学學如都同现現当當没沒动動面起定天"
    "이다의는에을가고하지사로한기도를은서리자인그어들대일시부정년장수전";

/* What stands between tags and holds a byte beyond ASCII, in a row. */
static hsay_str sample_of(hsay_arena *arena, hsay_str bytes)
{
    char *out = hsay_arena_alloc(arena, SAMPLE_BYTES);
    size_t len = 0, from = 0;
    bool beyond = false;
    bytes = hsay_str_cut(bytes, 0, SCAN_BYTES);
    for (size_t i = 0; out && i <= bytes.len && len < SAMPLE_BYTES; i++) {
        bool end = i == bytes.len || bytes.ptr[i] == '<' || bytes.ptr[i] == '>';
        beyond |= !end && (unsigned char)bytes.ptr[i] >= 0x80;
        if (!end)
            continue;
        size_t room = SAMPLE_BYTES - len, take = i - from < room ? i - from : room;
        if (beyond && take) {
            memcpy(out + len, bytes.ptr + from, take);
            len += take;
            if (len < SAMPLE_BYTES)
                out[len++] = ' ';
        }
        from = i + 1;
        beyond = false;
    }
    return (hsay_str){out, out ? len : 0};
}

/* ---- how a reading looks ---- */

typedef struct reading {
    uint32_t letters, plain; /* beyond ASCII, and in it */
    uint32_t common, wide;   /* of those beyond: common ones; of Han, kana and Hangul */
    uint32_t large;          /* of those beyond */
    uint32_t odd;            /* what no text has: see count_odd */
} reading;

/* A letter that is written small for another one is no large one: the cedillas of Romanian. */
static bool is_large(uint32_t c)
{
    return hsay_language__fold(c) != c && c != 0x15F && c != 0x163;
}

static bool is_sign(uint32_t c)
{
    bool soft = c == 0xAD || c == 0xB7 || c == 0xB4;
    return (c >= 0x80 && c < 0xC0 && !soft && c != 0xAA && c != 0xBA) || c == 0xD7 || c == 0xF7 ||
           (c >= 0x2030 && c < 0x2C00);
}

/* A character with what is asked of it by its neighbours too. */
typedef struct letter {
    uint32_t c;
    hsay_script script;
    bool large;
} letter;

static letter letter_of(uint32_t c)
{
    return (letter){c, hsay_language__script(c), is_large(c)};
}

static bool is_control(uint32_t c)
{
    return (c >= 0x80 && c < 0xA0) || c == HSAY_UTF8_REPLACEMENT || (c >= 0xE000 && c < 0xF900) ||
           (c >= 0xFF61 && c < 0xFFA0);
}

/* A sign between letters, or one before them that begins no word; a large letter behind a small
 * one, a control, what could not be read. */
static uint32_t count_odd(letter before, letter at, letter next)
{
    uint32_t c = at.c;
    bool behind = before.script != HSAY_SCRIPT_NONE, ahead = next.script != HSAY_SCRIPT_NONE;
    bool opens = c < 0xA6 || c == 0xA7 || c == 0xA9 || c == 0xAB || c == 0xBF || c >= 0x2030;
    bool turns = at.large && behind && !before.large && (c >= 0x80 || before.c >= 0x80);
    return (is_sign(c) && ahead && (behind || !opens)) + turns + 2 * is_control(c);
}

/* A bit for each character of COMMON. */
typedef struct letter_set {
    uint8_t bits[0x10000 / 8];
} letter_set;

static letter_set common;

static void fill_common(void)
{
    hsay_str letters = HSAY_STR(COMMON);
    for (size_t at = 0; at < letters.len;) {
        uint32_t c = hsay_utf8_next(letters, &at);
        common.bits[c / 8] |= (uint8_t)(1u << c % 8);
    }
}

static bool is_common(uint32_t c)
{
    c = hsay_language__fold(c);
    return c < 0x10000 && (common.bits[c / 8] >> c % 8 & 1);
}

static reading look(hsay_str text)
{
    reading r = {0};
    letter before = letter_of(' '), at = before;
    for (size_t i = 0; i <= text.len;) {
        letter next = letter_of(i < text.len ? hsay_utf8_next(text, &i) : (i++, ' '));
        bool is_letter = at.script != HSAY_SCRIPT_NONE;
        r.odd += count_odd(before, at, next);
        r.plain += at.c < 0x80 && is_letter;
        if (at.c >= 0x80 && is_letter) {
            r.letters++;
            r.common += is_common(at.c);
            r.large += at.large;
            r.wide += at.script >= HSAY_SCRIPT_HAN && at.script <= HSAY_SCRIPT_HANGUL;
        }
        before = at;
        at = next;
    }
    return r;
}

/* What no script's text looks like: most of the wrong encodings. */
static bool looks_wrong(const reading *r)
{
    uint64_t letters = r->letters;
    return !letters || r->odd * 1000ull > letters * ODD_MOST ||
           r->large * 1000ull > letters * LARGE_MOST;
}

/* In Latin letters most are ASCII's; in others most are the common ones of their script. */
static bool looks_right(const reading *r, hsay_script script)
{
    uint64_t letters = r->letters, all = letters + r->plain;
    if (script == HSAY_SCRIPT_LATIN)
        return letters * 1000 <= all * BEYOND_MOST;
    if (script >= HSAY_SCRIPT_HAN && script <= HSAY_SCRIPT_HANGUL)
        return r->wide >= WIDE_LEAST && (script == HSAY_SCRIPT_KANA ||
                                         r->common * 1000ull >= r->wide * (uint64_t)WIDE_COMMON);
    return r->common * 1000ull >= letters * COMMON_LEAST;
}

/* Whether the language was written in the encoding. */
static bool is_of(hsay_str code, const char *encoding)
{
    const hsay_lexicon_row *row = hsay_lexicon_find(&hsay_lexicon__legacy_encodings, code);
    for (int i = 0; row && i < HSAY_LEXICON_FIELDS; i++)
        if (strcmp(row->fields[i], encoding) == 0)
            return true;
    return !row && strcmp(encoding, LATIN) == 0;
}

/* How well the words that hold a letter beyond ASCII fit a language: they differ by encoding. */
static float fit(const hsay_language_model *model, hsay_str text, hsay_str code)
{
    hsay_language_count count = {0};
    for (size_t at = 0; at < text.len; at++) {
        size_t start = at;
        bool beyond = false;
        while (at < text.len && !hsay_char_is_space(text.ptr[at]))
            beyond |= (unsigned char)text.ptr[at++] >= 0x80;
        if (beyond)
            hsay_language__add(model, hsay_str_cut(text, start, at), &count);
    }
    return hsay_language__score(model, &count, code);
}

/* One encoding tried: whether it may be meant, and how well it fits. */
typedef struct trial {
    const char *encoding;
    hsay_str code;
    hsay_script script;
    uint32_t odd, common; /* of a thousand letters */
    float fit;
} trial;

static bool try_one(hsay_arena *arena, hsay_str sample, trial *t)
{
    const hsay_language_model *model = hsay_language__carried();
    uint32_t repaired = 0;
    hsay_str text = hsay_encoding__convert(arena, t->encoding, sample, &repaired);
    reading r = look(text);
    if (looks_wrong(&r))
        return false;
    hsay_language_count count = {0};
    hsay_language__add(model, text, &count);
    hsay_language found = hsay_language__of(model, &count);
    t->code = hsay_str_of(found.code);
    if (hsay_str_equal(t->code, HSAY_STR("und")) || !is_of(t->code, t->encoding) ||
        !looks_right(&r, found.script))
        return false;
    t->script = found.script;
    t->odd = (uint32_t)(r.odd * 1000ull / r.letters);
    t->common = (uint32_t)(r.common * 1000ull / r.letters);
    t->fit = fit(model, text, t->code);
    return true;
}

static bool is_better(const trial *a, const trial *b)
{
    if (!b->encoding)
        return true;
    if (a->odd != b->odd)
        return a->odd < b->odd;
    return a->script == b->script ? a->fit > b->fit : a->common > b->common;
}

const char *hsay_encoding__by_text(hsay_arena *arena, hsay_str bytes)
{
    const hsay_language_model *model = hsay_language__carried();
    hsay_str sample = sample_of(arena, bytes);
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    trial best = {0};
    pthread_once(&once, fill_common);
    for (size_t i = 0; model && sample.len && i < sizeof CANDIDATES / sizeof *CANDIDATES; i++) {
        trial t = {.encoding = CANDIDATES[i]};
        if (try_one(arena, sample, &t) && is_better(&t, &best))
            best = t;
    }
    return best.encoding;
}
