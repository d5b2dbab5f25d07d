/*
 * UTF-8 that is well formed is one run and not copied.  Where bytes were repaired, a run ends
 * before each repair and the next begins behind it, so every byte inside a run stands in the input
 * as it is.
 */
#include "ingest/decode.h"

#include "base/str.h"
#include "base/utf8.h"

typedef HSAY_VEC(hsay_input_run) run_list;

static void add_run(hsay_arena *arena, run_list *runs, uint64_t input, size_t text, size_t len)
{
    if (len)
        hsay_vec_push(arena, runs, (hsay_input_run){input, (uint32_t)text, (uint32_t)len});
}

/* Walks the bytes as the repair did: what is decoded is kept, what is not has three bytes instead.
 */
static void find_runs(hsay_arena *arena, hsay_str bytes, uint64_t input_start, run_list *runs)
{
    size_t text = 0, run_text = 0, run_start = 0;
    for (size_t at = 0; at < bytes.len;) {
        size_t before = at;
        uint32_t c = hsay_utf8_next(bytes, &at);
        bool same = c != HSAY_UTF8_REPLACEMENT ||
                    hsay_str_starts(hsay_str_cut(bytes, before, at), HSAY_STR("\xEF\xBF\xBD"));
        if (same && c != 0) {
            text += at - before;
            continue;
        }
        add_run(arena, runs, input_start + run_start, run_text, text - run_text);
        text += 3;
        run_text = text;
        run_start = at;
    }
    add_run(arena, runs, input_start + run_start, run_text, text - run_text);
}

void hsay_decode__text(hsay_arena *arena, hsay_str bytes, uint64_t input_start, hsay_article *out)
{
    bool big = hsay_str_starts(bytes, HSAY_STR("\xFE\xFF"));
    out->runs = NULL;
    out->run_count = 0;
    if (big || hsay_str_starts(bytes, HSAY_STR("\xFF\xFE"))) {
        hsay_str units = hsay_str_cut(bytes, 2, bytes.len);
        out->text = hsay_utf8_from_utf16(arena, units, big, &out->repaired_count);
        return;
    }
    if (hsay_str_starts(bytes, HSAY_STR("\xEF\xBB\xBF"))) {
        bytes = hsay_str_cut(bytes, 3, bytes.len);
        input_start += 3;
    }
    out->text = hsay_utf8_repair(arena, bytes, &out->repaired_count);
    run_list runs = {0};
    if (out->repaired_count)
        find_runs(arena, bytes, input_start, &runs);
    else
        add_run(arena, &runs, input_start, 0, bytes.len);
    out->runs = runs.items;
    out->run_count = (uint32_t)runs.count;
}
