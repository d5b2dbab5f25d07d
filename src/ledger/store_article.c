/*
 * An article with its statements becomes rows, in one transaction: all of it is stored or none.  A
 * changed article keeps its row id; what joined it to others goes with its old rows.
 */
#include "ledger/ledger.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/str.h"

hsay_status hsay_ledger__known(hsay_ledger *l, hsay_str input, hsay_str line, uint64_t start,
                               hsay_str bytes, hsay_arena *arena, bool *known, hsay_str *key,
                               hsay_error *error)
{
    uint8_t hash[HSAY_HASH_BYTES];
    char hex[HSAY_HASH_BYTES * 2 + 1] = "";
    *known = false;
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_KNOWN, "st", input, line);
    while (!*known && hsay_sql__row(l, q)) {
        if ((uint64_t)sqlite3_column_int64(q, 1) != start)
            continue;
        if (!hex[0]) {
            hsay_hash_content(bytes, hash);
            hsay_hash_hex(hash, hex);
        }
        const char *stored = (const char *)sqlite3_column_text(q, 0);
        *known = hsay_str_equal(hsay_str_of(stored), hsay_str_of(hex));
        if (*known)
            *key = hsay_sql__text(q, 2, arena);
    }
    hsay_sql__end(q);
    if (hsay_arena_failed(arena))
        hsay_sql__fail(l, HSAY_MEMORY, NULL);
    return hsay_sql__result(l, error);
}

/* The words of the ranges, joined by an ellipsis: for people; the ranges are stored beside them. */
static hsay_str words(hsay_buf *buf, hsay_str text, hsay_spans spans)
{
    if (spans.count == 1)
        return hsay_str_at(text, spans.items[0]);
    hsay_buf_clear(buf);
    for (uint32_t i = 0; i < spans.count; i++) {
        if (i)
            hsay_buf_put_text(buf, " … ");
        hsay_buf_put_str(buf, hsay_str_at(text, spans.items[i]));
    }
    return hsay_buf_view(buf);
}

static void store_spans(hsay_ledger *l, int64_t statement, const char *part, hsay_spans spans)
{
    for (uint32_t i = 0; i < spans.count; i++)
        hsay_sql__put(l, HSAY_SQL_ADD_SPAN, "isiii", statement, hsay_str_of(part), (int64_t)i,
                      (int64_t)spans.items[i].start, (int64_t)spans.items[i].end);
}

static void store_statement(hsay_ledger *l, int64_t article, uint32_t position, hsay_str text,
                            const hsay_statement *s, hsay_buf bufs[4])
{
    if (s->speaker.len)
        hsay_sql__put(l, HSAY_SQL_ADD_SPEAKER, "s", s->speaker);
    hsay_sql__put(l, HSAY_SQL_ADD_STATEMENT, "iitiittttsssuttr", article, (int64_t)position,
                  s->speaker, (int64_t)s->speaker_span.start, (int64_t)s->speaker_span.end,
                  words(&bufs[0], text, s->content), words(&bufs[1], text, s->source),
                  words(&bufs[2], text, s->cue), words(&bufs[3], text, s->evidence_words),
                  hsay_str_of(hsay_kind_name(s->kind)), hsay_str_of(hsay_act_name(s->act)),
                  hsay_str_of(hsay_evidence_name(s->evidence)), s->outer, s->rule, s->engine,
                  s->probability);
    for (int i = 0; i < 4; i++)
        if (bufs[i].failed)
            hsay_sql__fail(l, HSAY_MEMORY, NULL);
    int64_t row = sqlite3_last_insert_rowid(l->db);
    store_spans(l, row, "content", s->content);
    store_spans(l, row, "source", s->source);
    store_spans(l, row, "cue", s->cue);
    store_spans(l, row, "evidence", s->evidence_words);
    for (uint32_t i = 0; i < s->chain_count; i++)
        hsay_sql__put(l, HSAY_SQL_ADD_CHAIN, "iitii", row, (int64_t)i, s->chain[i].name,
                      (int64_t)s->chain[i].span.start, (int64_t)s->chain[i].span.end);
}

static void store_parts(hsay_ledger *l, int64_t row, const hsay_article *a)
{
    for (uint32_t i = 0; i < a->authors.count; i++)
        hsay_sql__put(l, HSAY_SQL_ADD_AUTHOR, "iis", row, (int64_t)i, a->authors.items[i]);
    for (uint32_t i = 0; i < a->furniture_count; i++) {
        const hsay_furniture *f = &a->furniture[i];
        hsay_sql__put(l, HSAY_SQL_ADD_FURNITURE, "iiiist", row, (int64_t)i, (int64_t)f->span.start,
                      (int64_t)f->span.end, hsay_str_of(hsay_furniture_name(f->reason)), f->rule);
    }
    for (uint32_t i = 0; i < a->run_count; i++)
        hsay_sql__put(l, HSAY_SQL_ADD_RUN, "iiiii", row, (int64_t)i,
                      (int64_t)a->runs[i].input_start, (int64_t)a->runs[i].text_start,
                      (int64_t)a->runs[i].len_bytes);
}

static void store_posts(hsay_ledger *l, int64_t row, const hsay_article *a)
{
    for (uint32_t i = 0; i < a->post_count; i++) {
        const hsay_post *p = &a->posts[i];
        hsay_sql__put(l, HSAY_SQL_ADD_POST, "iiiitttt", row, (int64_t)i, (int64_t)p->span.start,
                      (int64_t)p->span.end, p->published, p->updated, p->headline, p->author);
    }
}

static void store_page(hsay_ledger *l, int64_t row, const hsay_page_facts *page)
{
    for (uint32_t i = 0; i < page->image_count; i++)
        hsay_sql__put(l, HSAY_SQL_ADD_IMAGE, "iist", row, (int64_t)i, page->images[i].url,
                      page->images[i].caption);
    for (int i = 0; i < HSAY_FACT_COUNT; i++)
        if (page->methods[i] != HSAY_METHOD_UNKNOWN)
            hsay_sql__put(l, HSAY_SQL_ADD_FACT_METHOD, "iss", row,
                          hsay_str_of(hsay_fact_name((hsay_fact)i)),
                          hsay_str_of(hsay_method_name(page->methods[i])));
}

static void store_all(hsay_ledger *l, int64_t row, const hsay_article *a,
                      const hsay_statements *statements, hsay_str line, hsay_str hash)
{
    const hsay_page_facts none = {0}, *page = a->page ? a->page : &none;
    hsay_sql__put(l, HSAY_SQL_ADD_ARTICLE, "issttstttttttsiiittttttitt", row, a->id, a->input,
                  a->record, line, hash, a->date, a->outlet, a->domain, a->title, a->url, a->lang,
                  a->format, a->text, (int64_t)a->input_start_byte, (int64_t)a->input_end_byte,
                  (int64_t)a->repaired_count, page->published, page->updated, page->section,
                  page->canonical_url, a->lang_from, a->method, (int64_t)a->partial,
                  a->partial_from, page->access);
    row = sqlite3_last_insert_rowid(l->db);
    store_parts(l, row, a);
    store_page(l, row, page);
    store_posts(l, row, a);
    hsay_sql__put(l, HSAY_SQL_INDEX_ARTICLE, "i", row);
    hsay_buf bufs[4] = {{0}, {0}, {0}, {0}};
    for (uint32_t i = 0; statements && i < statements->count; i++)
        store_statement(l, row, i, a->text, &statements->items[i], bufs);
    for (int i = 0; i < 4; i++)
        hsay_buf_free(&bufs[i]);
}

/* The same bytes at another place of the input. */
static void move(hsay_ledger *l, int64_t row, const hsay_article *a, hsay_str line, int64_t by)
{
    hsay_sql__put(l, HSAY_SQL_MOVE, "tiii", line, (int64_t)a->input_start_byte,
                  (int64_t)a->input_end_byte, row);
    if (by)
        hsay_sql__put(l, HSAY_SQL_MOVE_RUNS, "ii", by, row);
}

static void drop(hsay_ledger *l, int64_t row)
{
    hsay_sql__put(l, HSAY_SQL_DROP_THREADS, "i", row);
    hsay_sql__put(l, HSAY_SQL_DROP_FIGURES, "i", row);
    hsay_sql__put(l, HSAY_SQL_DROP_ARTICLE, "i", row);
}

static hsay_stored store_one(hsay_ledger *l, const hsay_view *view, hsay_str line)
{
    const hsay_article *a = view->article;
    char hex[HSAY_HASH_BYTES * 2 + 1];
    hsay_hash_hex(a->hash, hex);
    sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_BY_KEY, "s", a->id);
    bool there = hsay_sql__row(l, q), same = false;
    int64_t row = there ? sqlite3_column_int64(q, 0) : 0;
    int64_t start = there ? sqlite3_column_int64(q, 3) : 0;
    if (there)
        same =
            hsay_str_equal(hsay_str_of((const char *)sqlite3_column_text(q, 1)), hsay_str_of(hex));
    hsay_sql__end(q);
    if (there && same) {
        move(l, row, a, line, (int64_t)a->input_start_byte - start);
        return HSAY_STORED_UNCHANGED;
    }
    if (there)
        drop(l, row);
    store_all(l, row, a, &view->statements, line, hsay_str_of(hex));
    return there ? HSAY_STORED_REPLACED : HSAY_STORED_ADDED;
}

/* The articles that the record held before, from this number on: "key#2", "key#3" and so on. */
static void drop_others(hsay_ledger *l, hsay_str key, uint32_t number)
{
    hsay_buf other = {0};
    for (bool there = true; there; number++) {
        hsay_buf_clear(&other);
        hsay_buf_put_str(&other, key);
        hsay_buf_put_format(&other, "#%u", number);
        if (other.failed)
            hsay_sql__fail(l, HSAY_MEMORY, NULL);
        sqlite3_stmt *q = hsay_sql__query(l, HSAY_SQL_BY_KEY, "s", hsay_buf_view(&other));
        there = hsay_sql__row(l, q);
        int64_t row = there ? sqlite3_column_int64(q, 0) : 0;
        hsay_sql__end(q);
        if (there)
            drop(l, row);
    }
    hsay_buf_free(&other);
}

hsay_status hsay_ledger__store(hsay_ledger *l, const hsay_storing *storing, hsay_error *error)
{
    hsay_sql__begin(l, true);
    for (uint32_t i = 0; i < storing->count; i++)
        storing->stored[i] = store_one(l, &storing->views[i], storing->line);
    if (storing->count && storing->stored[0] == HSAY_STORED_REPLACED)
        drop_others(l, storing->views[0].article->id, storing->count + 1);
    return hsay_sql__finish(l, error);
}
