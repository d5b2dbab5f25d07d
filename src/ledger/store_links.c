/*
 * What joins articles becomes rows: all of the old goes and all of the new comes in one
 * transaction, so that a reader sees the one or the other.
 */
#include "ledger/ledger.h"

static void store_outlets(hsay_ledger *l, const hsay_snapshot *s, const int64_t *row)
{
    for (uint32_t i = 0; i < s->outlet_count; i++) {
        const hsay_outlet *o = &s->outlets[i];
        hsay_sql__put(l, HSAY_SQL_ADD_OUTLET, "itttt", (int64_t)i + 1, o->domain, o->name,
                      o->resembles_domain, o->why);
        for (uint32_t k = 0; k < o->article_count; k++)
            hsay_sql__put(l, HSAY_SQL_ADD_OUTLET_ARTICLE, "ii", (int64_t)i + 1,
                          row[o->articles[k]]);
    }
    for (uint32_t i = 0; i < s->outlet_count; i++)
        if (s->outlets[i].resembles != HSAY_NONE)
            hsay_sql__put(l, HSAY_SQL_SET_RESEMBLES, "ii", (int64_t)s->outlets[i].resembles + 1,
                          (int64_t)i + 1);
}

static void store_copies(hsay_ledger *l, const hsay_snapshot *s, const int64_t *row)
{
    for (uint32_t i = 0; i < s->copy_count; i++) {
        const hsay_copy *c = &s->copies[i];
        hsay_sql__put(l, HSAY_SQL_ADD_COPY, "iiiisrrt", (int64_t)i + 1, row[c->copy],
                      row[c->original], (int64_t)c->directed, hsay_str_of(hsay_copy_name(c->kind)),
                      c->copy_share, c->original_share, c->why);
        for (uint32_t k = 0; k < c->passage_count; k++) {
            const hsay_passage *p = &c->passages[k];
            hsay_sql__put(l, HSAY_SQL_ADD_PASSAGE, "iiiiiii", (int64_t)i + 1, (int64_t)k,
                          (int64_t)p->copy.start, (int64_t)p->copy.end, (int64_t)p->original.start,
                          (int64_t)p->original.end, (int64_t)p->words);
        }
    }
}

static void store_stories(hsay_ledger *l, const hsay_snapshot *s, const int64_t *row)
{
    for (uint32_t i = 0; i < s->story_count; i++) {
        hsay_sql__put(l, HSAY_SQL_ADD_STORY, "it", (int64_t)i + 1, s->stories[i].why);
        for (uint32_t k = 0; k < s->stories[i].article_count; k++)
            hsay_sql__put(l, HSAY_SQL_ADD_STORY_ARTICLE, "ii", (int64_t)i + 1,
                          row[s->stories[i].articles[k]]);
    }
}

static void store_threads(hsay_ledger *l, const hsay_snapshot *s, const int64_t *row)
{
    for (uint32_t i = 0; i < s->thread_count; i++) {
        const hsay_thread *t = &s->threads[i];
        hsay_sql__put(l, HSAY_SQL_ADD_THREAD, "itstt", (int64_t)i + 1, t->speaker,
                      hsay_str_of(hsay_form_name(t->form)), t->difference, t->why);
        for (uint32_t k = 0; k < t->member_count; k++) {
            const hsay_place *p = &t->members[k].place;
            const hsay_spans *d = &t->members[k].differing;
            hsay_sql__put(l, HSAY_SQL_ADD_THREAD_MEMBER, "iuiiii", row[p->article], p->statement,
                          (int64_t)i + 1, (int64_t)k, (int64_t)p->span.start, (int64_t)p->span.end);
            int64_t member = sqlite3_last_insert_rowid(l->db);
            for (uint32_t n = 0; n < d->count; n++)
                hsay_sql__put(l, HSAY_SQL_ADD_DIFFERENCE, "iiii", member, (int64_t)n,
                              (int64_t)d->items[n].start, (int64_t)d->items[n].end);
        }
    }
}

static void store_figures(hsay_ledger *l, const hsay_snapshot *s, const int64_t *row)
{
    for (uint32_t i = 0; i < s->figure_count; i++) {
        const hsay_figure *f = &s->figures[i];
        hsay_sql__put(l, HSAY_SQL_ADD_FIGURE, "itst", (int64_t)i + 1, f->what,
                      hsay_str_of(hsay_verdict_name(f->verdict)), f->why);
        for (uint32_t k = 0; k < f->member_count; k++) {
            const hsay_figure_member *m = &f->members[k];
            hsay_sql__put(l, HSAY_SQL_ADD_FIGURE_MEMBER, "iuiiiirr", row[m->place.article],
                          m->place.statement, (int64_t)i + 1, (int64_t)k,
                          (int64_t)m->place.span.start, (int64_t)m->place.span.end, m->low,
                          m->high);
        }
    }
}

static void store_disputes(hsay_ledger *l, const hsay_snapshot *s, const int64_t *row)
{
    for (uint32_t i = 0; i < s->dispute_count; i++) {
        const hsay_place *c = &s->disputes[i].claim, *a = &s->disputes[i].answer;
        hsay_sql__put(l, HSAY_SQL_ADD_DISPUTE, "iuiiiuiist", row[c->article], c->statement,
                      (int64_t)c->span.start, (int64_t)c->span.end, row[a->article], a->statement,
                      (int64_t)a->span.start, (int64_t)a->span.end,
                      hsay_str_of(hsay_dispute_name(s->disputes[i].kind)), s->disputes[i].why);
    }
}

hsay_status hsay_ledger__replace_links(hsay_ledger *l, const hsay_snapshot *links,
                                       hsay_error *error)
{
    static const hsay_sql DROPS[] = {HSAY_SQL_DROP_OUTLETS,     HSAY_SQL_DROP_COPIES,
                                     HSAY_SQL_DROP_STORIES,     HSAY_SQL_DROP_ALL_THREADS,
                                     HSAY_SQL_DROP_ALL_FIGURES, HSAY_SQL_DROP_DISPUTES,
                                     HSAY_SQL_DROP_SPEAKERS};
    const int64_t *row = ((const hsay_snapshot_owner *)links->owner)->rows.of_view;
    hsay_sql__begin(l, true);
    for (size_t i = 0; i < sizeof DROPS / sizeof *DROPS; i++)
        hsay_sql__put(l, DROPS[i], "");
    store_outlets(l, links, row);
    store_copies(l, links, row);
    store_stories(l, links, row);
    store_threads(l, links, row);
    store_figures(l, links, row);
    store_disputes(l, links, row);
    return hsay_sql__finish(l, error);
}
