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

void hsay_meta__offer(hsay_arena *arena, hsay_meta *meta, hsay_meta_field field, hsay_str value,
                      const hsay_meta_source *source)
{
    if (field != HSAY_META_AUTHOR && source->rank >= meta->ranks[field])
        return;
    value = hsay_meta__clean(arena,
                             field == HSAY_META_BODY ? value : hsay_str_cut(value, 0, VALUE_BYTES));
    if (value.len == 0)
        return;
    if (field == HSAY_META_AUTHOR) {
        hsay_meta__offer_author(arena, meta, value, source);
        return;
    }
    if (field == HSAY_META_DATE || field == HSAY_META_UPDATED) {
        value = hsay_date__read(arena, value, meta->order, NULL);
        if (value.len == 0)
            return;
    }
    if (field == HSAY_META_ACCESS && (value = hsay_paywall__access(value)).len == 0)
        return;
    meta->values[field] = value;
    meta->ranks[field] = source->rank;
    meta->methods[field] = source->method;
}
