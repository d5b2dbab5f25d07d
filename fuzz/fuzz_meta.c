/*
 * Any bytes as what a page says of itself: as JSON-LD, as words with a day, as a byline, and as a
 * page.  Days are ISO 8601 and stand inside their line; names are no more than there is room for;
 * what is well-formed text going in is so coming out.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#include "base/arena.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ingest/byline.h"
#include "ingest/date.h"
#include "ingest/day_model.h"
#include "ingest/meta.h"
#include "ingest/nodes.h"

static void check_day(hsay_str iso)
{
    static const char SHAPE[] = "dddd-dd-ddTdd:dd:dd";
    if (iso.len == 0)
        return;
    if (iso.len != 10 && iso.len != 20 && iso.len != 25)
        abort();
    for (size_t i = 0; i < iso.len && i < sizeof SHAPE - 1; i++)
        if (SHAPE[i] == 'd' ? !hsay_char_is_digit(iso.ptr[i]) : iso.ptr[i] != SHAPE[i])
            abort();
}

static void check_days(hsay_arena *arena, hsay_str words)
{
    for (int order = HSAY_DATE_UNKNOWN; order <= HSAY_DATE_MONTH_FIRST; order++) {
        hsay_span place = {0};
        size_t used = 0;
        check_day(hsay_date__read(arena, words, (hsay_date_order)order, &used));
        hsay_str found = hsay_date__find(arena, words, (hsay_date_order)order, &place);
        check_day(found);
        if (used > words.len || (found.len && (place.end <= place.start || place.end > words.len)))
            abort();
    }
}

static void check_names(hsay_arena *arena, hsay_str words)
{
    for (int trust = HSAY_BYLINE_GUESS; trust <= HSAY_BYLINE_TURNED; trust++) {
        hsay_str names[HSAY_BYLINE_NAMES];
        uint32_t count = hsay_byline__names(arena, words, (hsay_byline_trust)trust, names);
        if (count > HSAY_BYLINE_NAMES)
            abort();
        for (uint32_t i = 0; i < count; i++)
            if (names[i].len == 0 || names[i].len > words.len)
                abort();
    }
}

static void check_meta(const hsay_meta *meta, bool well)
{
    check_day(meta->values[HSAY_META_DATE]);
    check_day(meta->values[HSAY_META_UPDATED]);
    if (meta->author_count > HSAY_META_AUTHORS || meta->candidate_count > HSAY_META_CANDIDATES)
        abort();
    for (uint32_t i = 0; well && i < meta->author_count; i++)
        if (hsay_utf8_valid_prefix(meta->authors[i]) != meta->authors[i].len)
            abort();
    for (int i = 0; well && i < HSAY_META_FIELDS; i++)
        if (hsay_utf8_valid_prefix(meta->values[i]) != meta->values[i].len)
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hsay_arena *arena = hsay_arena_new();
    if (!arena)
        return 0;
    uint32_t repaired, images = 0;
    hsay_str text = hsay_utf8_repair(arena, (hsay_str){(const char *)data, size}, &repaired);
    check_days(arena, text);
    check_names(arena, hsay_meta__clean(arena, text));
    hsay_meta *meta = hsay_arena_alloc(arena, sizeof *meta);
    hsay_nodes nodes;
    if (meta) {
        hsay_meta__start(meta);
        hsay_meta__json_ld(arena, meta, text);
        check_meta(meta, false);
    }
    if (meta && hsay_nodes__read(arena, text, &nodes, NULL) == HSAY_OK) {
        hsay_meta__read(arena, &nodes, HSAY_STR_NONE, meta);
        check_meta(meta, true);
        if (meta->days.count > HSAY_DAYS_MOST)
            abort();
        hsay_day_model__settle(hsay_day_model__carried(), meta);
        check_meta(meta, true);
        (void)hsay_meta__images(arena, &nodes, meta, HSAY_STR("https://a.example/b/c"), &images);
        if (images > HSAY_META_IMAGES || meta->headline >= nodes.count)
            abort();
    }
    hsay_arena_free(arena);
    return 0;
}
