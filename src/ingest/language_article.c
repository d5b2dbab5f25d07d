/* Text first, word of the page second; furniture is not asked. */
#include "ingest/language_article.h"

#include "base/lexicon.h"
#include "base/str.h"
#include "data/lexicons.h"
#include "ingest/language.h"

enum { CODE_LEAST = 2, CODE_MOST = 3 };
/* What the text gives a stated language at least, that this may stand. */
static const float NOT_AGAINST = .02f;

/* "de" of "de-AT", "DE_at"; empty where it is no code. */
static hsay_str stated_code(hsay_arena *arena, hsay_str stated)
{
    char code[CODE_MOST];
    size_t len = 0;
    stated = hsay_str_trim(stated);
    for (; len < stated.len && hsay_char_is_alpha(stated.ptr[len]); len++) {
        if (len == CODE_MOST)
            return HSAY_STR_NONE;
        code[len] = hsay_char_lower(stated.ptr[len]);
    }
    bool ends = len == stated.len || stated.ptr[len] == '-' || stated.ptr[len] == '_';
    hsay_str out = {code, len};
    if (len < CODE_LEAST || !ends || hsay_str_equal(out, HSAY_STR("und")))
        return HSAY_STR_NONE;
    return hsay_arena_copy(arena, out);
}

static hsay_language_count counted(const hsay_language_model *model, const hsay_article *a)
{
    hsay_language_count count = {0};
    uint32_t at = 0;
    for (uint32_t i = 0; i < a->furniture_count; i++) {
        hsay_language__add(model, hsay_str_cut(a->text, at, a->furniture[i].span.start), &count);
        at = a->furniture[i].span.end;
    }
    hsay_language__add(model, hsay_str_cut(a->text, at, a->text.len), &count);
    return count;
}

/* What is stated, as the text's reading would have it, and as it is written down. */
typedef struct stated {
    hsay_str read_as, kept;
} stated;

static stated stated_of(hsay_arena *arena, hsay_str lang)
{
    hsay_str code = stated_code(arena, lang);
    const hsay_lexicon_row *row = hsay_lexicon_find(&hsay_lexicon__language_codes, code);
    if (!code.len || !row)
        return (stated){code, code};
    hsay_str ours = hsay_str_of(row->fields[0]);
    return (stated){ours, row->fields[1][0] ? code : ours};
}

void hsay_language__decide(hsay_arena *arena, hsay_article *a)
{
    const hsay_language_model *model = hsay_language__carried();
    stated said = stated_of(arena, a->lang);
    a->lang = said.kept;
    a->lang_from = said.kept.len ? HSAY_STR("stated") : HSAY_STR_NONE;
    if (!model)
        return;
    hsay_language_count count = counted(model, a);
    hsay_language read = hsay_language__of(model, &count);
    bool clear = !hsay_str_equal(hsay_str_of(read.code), HSAY_STR("und"));
    bool same = hsay_str_equal(hsay_str_of(read.code), said.read_as);
    if (!clear && said.kept.len && hsay_language__share(model, &count, said.read_as) >= NOT_AGAINST)
        return;
    if (!(clear && same && said.kept.len))
        a->lang = hsay_str_of(read.code);
    a->lang_from = HSAY_STR("text");
}
