/*
 * 1 learned: the model keeps blocks.  2 rules: the chosen subtree without what names and tags drop.
 * 3 rules-loose: the same with names forgotten.  4 data: the body that the page gives as data.
 */
#include "ingest/methods.h"

#include "base/str.h"
#include "ingest/content_tuning.h"

/* Bytes of `a` that are not furniture. */
static size_t clean_bytes(const hsay_article *a)
{
    size_t bytes = a->text.len;
    for (uint32_t i = 0; i < a->furniture_count; i++)
        bytes -= a->furniture[i].span.end - a->furniture[i].span.start;
    return bytes;
}

static hsay_content_source source_of(hsay_arena *arena, const hsay_methods_input *in, bool strict)
{
    hsay_content_source s = {.nodes = in->nodes,
                             .page = in->page,
                             .title = in->title,
                             .base = in->base,
                             .page_start = in->page_start,
                             .posts = in->posts};
    s.facts = hsay_content__facts(arena, in->nodes, strict);
    if (s.facts)
        s.blocks =
            hsay_blocks__find(arena, s.nodes, s.facts, hsay_content__choose(s.nodes, s.facts));
    return s;
}

static hsay_article written(hsay_arena *arena, hsay_content_source *source,
                            const hsay_methods_input *in, const char *method)
{
    hsay_article out = {.method = hsay_str_of(method)};
    if (!source->facts)
        return out;
    if (in->posts)
        hsay_posts__keep(in->posts, source);
    out.partial_from = hsay_paywall__find(source, &in->access);
    out.partial = out.partial_from.len > 0;
    hsay_content__write(arena, source, &out);
    return out;
}

/* The posts of a live blog that the page gives as data. */
static hsay_article from_live(hsay_arena *arena, const hsay_live *live)
{
    hsay_article out = {.text = live->body, .method = HSAY_STR("data")};
    hsay_post *posts = hsay_arena_array(arena, live->count, sizeof *posts);
    for (uint32_t i = 0; posts && i < live->count; i++)
        if (live->items[i].facts.span.end)
            posts[out.post_count++] = live->items[i].facts;
    out.posts = posts;
    return out;
}

/* Facts and blocks live in `scratch`, what comes of them in `arena`. */
static hsay_article best_of(hsay_arena *arena, hsay_arena *scratch, const hsay_methods_input *in)
{
    hsay_article best = {0};
    hsay_content_source s = source_of(scratch, in, true);
    s.learned = s.facts && in->model &&
                hsay_block_model__score(scratch, in->model, s.nodes, s.facts, &s.blocks);
    if (s.learned)
        best = written(arena, &s, in, "learned");
    if (clean_bytes(&best) < HSAY_CONTENT_ENOUGH_CHARS) {
        s.learned = false;
        hsay_article ruled = written(arena, &s, in, "rules");
        if (clean_bytes(&ruled) > clean_bytes(&best))
            best = ruled;
    }
    if (clean_bytes(&best) < HSAY_CONTENT_ENOUGH_CHARS) {
        s = source_of(scratch, in, false);
        hsay_article loose = written(arena, &s, in, "rules-loose");
        if (clean_bytes(&loose) > clean_bytes(&best) * 2)
            best = loose;
    }
    const hsay_live *live = in->posts ? in->posts->live : NULL;
    uint64_t least = clean_bytes(&best) * (best.partial ? 5 : 12) / 4; /* a beginning is less */
    if (live && live->body.len > clean_bytes(&best) * 2)
        best = from_live(arena, live);
    else if (in->body.len > HSAY_CONTENT_ENOUGH_CHARS && least < in->body.len)
        best = (hsay_article){.text = in->body, .method = HSAY_STR("data")};
    return best;
}

void hsay_methods__read(hsay_arena *arena, const hsay_methods_input *in, hsay_article *out)
{
    hsay_arena *scratch = hsay_arena_new();
    hsay_article best = scratch ? best_of(arena, scratch, in) : (hsay_article){0};
    if (!scratch || hsay_arena_failed(scratch))
        hsay_arena_fail(arena);
    hsay_arena_free(scratch);
    out->text = best.text;
    out->furniture = best.furniture;
    out->furniture_count = best.furniture_count;
    out->runs = best.runs;
    out->run_count = best.run_count;
    out->layout = best.layout;
    out->layout_count = best.layout_count;
    out->method = best.method;
    out->posts = best.posts;
    out->post_count = best.post_count;
    out->partial = best.partial;
    out->partial_from = best.partial_from;
}
