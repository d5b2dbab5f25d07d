/* Values for the fields are cleaned and ranked. */
#include "ingest/meta.h"

#include "base/str.h"
#include "base/utf8.h"
#include "ingest/date.h"
#include "ingest/html_reference.h"

enum { VALUE_BYTES = 2048 };

/* A blank at `at`, of one byte or U+00A0: its length. */
static size_t blank_at(hsay_str s, size_t at)
{
    if (hsay_char_is_space(s.ptr[at]))
        return 1;
    return hsay_str_starts(hsay_str_cut(s, at, s.len), HSAY_STR("\xC2\xA0")) ? 2 : 0;
}

hsay_str hsay_meta__clean(hsay_arena *arena, hsay_str value)
{
    value = hsay_str_trim(hsay_reference__decode(arena, value));
    char *out = hsay_arena_alloc(arena, value.len + 1);
    size_t len = 0;
    for (size_t i = 0; out && i < value.len;) {
        size_t blank = blank_at(value, i);
        if (!blank)
            out[len++] = value.ptr[i];
        else if (len && out[len - 1] != ' ')
            out[len++] = ' ';
        i += blank ? blank : 1;
    }
    hsay_str cleaned = out ? hsay_str_trim((hsay_str){out, len}) : HSAY_STR_NONE;
    cleaned.len = hsay_utf8_valid_prefix(cleaned); /* the value may be cut inside a character */
    return cleaned;
}

/* Who says a day that is offered for a field. */
static hsay_day_source day_source(hsay_meta_field field, const hsay_meta_source *source)
{
    enum { META_SURE = 13, META_ISSUED = 15, META_DATE = 16 }; /* ranks of data/html-meta.txt */
    bool updated = field == HSAY_META_UPDATED;
    switch (source->method) {
    case HSAY_METHOD_JSON_LD:
        return updated                                  ? HSAY_DAY_DATA_UPDATED
               : source->rank == HSAY_META_RANK_ARTICLE ? HSAY_DAY_DATA
               : source->rank < HSAY_META_RANK_PAGE     ? HSAY_DAY_DATA_CREATED
                                                        : HSAY_DAY_DATA_PAGE;
    case HSAY_METHOD_META:
        return updated                       ? HSAY_DAY_META_UPDATED
               : source->rank <= META_SURE   ? HSAY_DAY_META
               : source->rank <= META_ISSUED ? HSAY_DAY_META_ISSUED
               : source->rank == META_DATE   ? HSAY_DAY_META_DATE
                                             : HSAY_DAY_META_CREATED;
    case HSAY_METHOD_MICRODATA:
        return updated ? HSAY_DAY_PROPERTY_UPDATED : HSAY_DAY_PROPERTY;
    default:
        return source->rank == HSAY_META_RANK_ELEMENT ? HSAY_DAY_TIME : HSAY_DAY_CLASS;
    }
}

/* 3/4/2024 may be two days: the one that the page's order does not read. */
static void offer_turned(hsay_arena *arena, hsay_meta *meta, hsay_str words, hsay_str read,
                         hsay_method method)
{
    if (meta->order == HSAY_DATE_UNKNOWN)
        return; /* neither is known */
    hsay_date_order other =
        meta->order == HSAY_DATE_MONTH_FIRST ? HSAY_DATE_DAY_FIRST : HSAY_DATE_MONTH_FIRST;
    hsay_str turned = hsay_date__read(arena, words, other, NULL);
    if (turned.len && !hsay_str_equal(turned, read))
        hsay_days__add(&meta->days, &(hsay_day_offer){turned, method, HSAY_DAY_TURNED, 0, 0});
}

/* The day of cleaned words, which is kept among those offered; empty where they begin with none. */
static hsay_str offer_day(hsay_arena *arena, hsay_meta *meta, hsay_day_source source,
                          hsay_method method, hsay_str words)
{
    hsay_str date = hsay_date__read(arena, words, meta->order, NULL);
    hsay_days__add(&meta->days, &(hsay_day_offer){date, method, (uint8_t)source, 0, 0});
    if (words.len > 4 && (words.ptr[2] == '/' || words.ptr[2] == '-' || words.ptr[1] == '/'))
        offer_turned(arena, meta, words, date, method);
    return date;
}

void hsay_meta__offer_unlisted(hsay_arena *arena, hsay_meta *meta, hsay_str words)
{
    enum { DATE_BYTES = 40 };
    if (words.len >= DATE_BYTES || !hsay_days__wants(&meta->days, HSAY_DAY_META_UNLISTED))
        return;
    (void)offer_day(arena, meta, HSAY_DAY_META_UNLISTED, HSAY_METHOD_META,
                    hsay_meta__clean(arena, words));
}

void hsay_meta__offer(hsay_arena *arena, hsay_meta *meta, hsay_meta_field field, hsay_str value,
                      const hsay_meta_source *source)
{
    bool is_day = field == HSAY_META_DATE || field == HSAY_META_UPDATED;
    hsay_day_source by = is_day ? day_source(field, source) : HSAY_DAY_SOURCES;
    bool better = field == HSAY_META_AUTHOR || source->rank < meta->ranks[field];
    if (!better && !(is_day && hsay_days__wants(&meta->days, by)))
        return;
    value = hsay_meta__clean(arena,
                             field == HSAY_META_BODY ? value : hsay_str_cut(value, 0, VALUE_BYTES));
    if (value.len == 0)
        return;
    if (field == HSAY_META_AUTHOR) {
        hsay_meta__offer_author(arena, meta, value, source);
        return;
    }
    if (is_day)
        value = offer_day(arena, meta, by, source->method, value);
    if (field == HSAY_META_ACCESS)
        value = hsay_paywall__access(value);
    if (value.len == 0 || !better)
        return;
    meta->values[field] = value;
    meta->ranks[field] = source->rank;
    meta->methods[field] = source->method;
}
