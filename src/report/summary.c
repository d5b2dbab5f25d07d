/* A snapshot as a screenful for the terminal: counts, who said most, and what joins the articles.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/str.h"
#include "hearsay/report.h"

enum { SHOWN = 5, LINE_BYTES = 160, SPEAKERS_SHOWN = 6 };

typedef struct summary {
    const hsay_snapshot *s;
    hsay_buf out;
    bool color;
} summary;

static void style(summary *m, const char *code)
{
    if (m->color)
        hsay_buf_put_text(&m->out, code);
}

static void heading(summary *m, const char *title, uint32_t count)
{
    style(m, "\033[1m");
    hsay_buf_put_format(&m->out, "\n%s (%u)\n", title, count);
    style(m, "\033[0m");
}

/* One line of anybody's text: control characters become spaces, a long one is cut at a character.
 */
static void line(summary *m, hsay_str text, size_t most)
{
    size_t end = text.len < most ? text.len : most;
    while (end < text.len && end > 0 && ((unsigned char)text.ptr[end] & 0xC0) == 0x80)
        end--;
    for (size_t i = 0; i < end; i++)
        hsay_buf_put_char(
            &m->out, (unsigned char)text.ptr[i] < ' ' || text.ptr[i] == 127 ? ' ' : text.ptr[i]);
    if (end < text.len)
        hsay_buf_put_text(&m->out, "...");
}

static void outlet(summary *m, uint32_t article)
{
    const hsay_article *a = m->s->views.items[article].article;
    style(m, "\033[2m");
    hsay_buf_put_text(&m->out, "  [");
    bool known = a->outlet.len || a->domain.len;
    if (!known)
        hsay_buf_put_text(&m->out, "outlet unknown, ");
    line(m, a->outlet.len ? a->outlet : known ? a->domain : a->id, 60);
    hsay_buf_put_text(&m->out, "]");
    style(m, "\033[0m");
    hsay_buf_put_text(&m->out, "\n");
}

static void place(summary *m, const char *before, hsay_place p)
{
    const hsay_article *a = m->s->views.items[p.article].article;
    hsay_buf_put_text(&m->out, before);
    line(m, hsay_str_at(a->text, p.span), LINE_BYTES);
    outlet(m, p.article);
}

static void more(summary *m, uint32_t count)
{
    if (count > SHOWN)
        hsay_buf_put_format(&m->out, "  and %u more\n", count - SHOWN);
}

static int by_text(const void *a, const void *b)
{
    return hsay_str_compare(*(const hsay_str *)a, *(const hsay_str *)b);
}

typedef struct tally {
    hsay_str name;
    uint32_t count;
} tally;

static int by_count(const void *a, const void *b)
{
    const tally *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return hsay_str_compare(x->name, y->name);
}

static void count_speakers(summary *m, hsay_str *names, tally *tallies, uint32_t count)
{
    uint32_t groups = 0;
    qsort(names, count, sizeof *names, by_text);
    for (uint32_t i = 0; i < count; i++) {
        if (groups == 0 || !hsay_str_equal(tallies[groups - 1].name, names[i]))
            tallies[groups++] = (tally){names[i], 0};
        tallies[groups - 1].count++;
    }
    qsort(tallies, groups, sizeof *tallies, by_count);
    heading(m, "Speakers", groups);
    for (uint32_t i = 0; i < groups && i < SPEAKERS_SHOWN; i++) {
        hsay_buf_put_format(&m->out, "  %4u  ", tallies[i].count);
        line(m, tallies[i].name, 70);
        hsay_buf_put_text(&m->out, "\n");
    }
}

static void speakers(summary *m, uint32_t statements)
{
    hsay_str *names = hsay_alloc__new((statements + 1) * sizeof *names);
    tally *tallies = hsay_alloc__new((statements + 1) * sizeof *tallies);
    uint32_t count = 0;
    for (uint32_t a = 0; names && tallies && a < m->s->views.count; a++)
        for (uint32_t i = 0; i < m->s->views.items[a].statements.count; i++)
            if (m->s->views.items[a].statements.items[i].speaker.len)
                names[count++] = m->s->views.items[a].statements.items[i].speaker;
    if (names && tallies && count)
        count_speakers(m, names, tallies, count);
    m->out.failed |= !names || !tallies;
    hsay_alloc__free(names);
    hsay_alloc__free(tallies);
}

static void threads(summary *m)
{
    heading(m, "Threads", m->s->thread_count);
    for (uint32_t i = 0; i < m->s->thread_count && i < SHOWN; i++) {
        const hsay_thread *t = &m->s->threads[i];
        hsay_buf_put_text(&m->out, "  ");
        line(m, t->speaker, 70);
        hsay_buf_put_format(&m->out, ", %s", hsay_form_name(t->form));
        hsay_buf_put_text(&m->out, t->difference.len ? ": " : "");
        line(m, t->difference, LINE_BYTES);
        hsay_buf_put_text(&m->out, "\n");
        for (uint32_t k = 0; k < t->member_count && k < SHOWN; k++)
            place(m, "    - ", t->members[k].place);
    }
    more(m, m->s->thread_count);
}

static void figures(summary *m)
{
    heading(m, "Figures", m->s->figure_count);
    for (uint32_t i = 0; i < m->s->figure_count && i < SHOWN; i++) {
        const hsay_figure *f = &m->s->figures[i];
        hsay_buf_put_text(&m->out, "  ");
        line(m, f->what, 80);
        hsay_buf_put_format(&m->out, ": %s (", hsay_verdict_name(f->verdict));
        line(m, f->why, LINE_BYTES);
        hsay_buf_put_text(&m->out, ")\n");
        for (uint32_t k = 0; k < f->member_count && k < SHOWN; k++)
            place(m, "    - ", f->members[k].place);
    }
    more(m, m->s->figure_count);
}

static void disputes(summary *m)
{
    heading(m, "Disputes", m->s->dispute_count);
    for (uint32_t i = 0; i < m->s->dispute_count && i < SHOWN; i++) {
        hsay_buf_put_format(&m->out, "  %s\n", hsay_dispute_name(m->s->disputes[i].kind));
        place(m, "    claim:  ", m->s->disputes[i].claim);
        place(m, "    answer: ", m->s->disputes[i].answer);
    }
    more(m, m->s->dispute_count);
}

static void copies(summary *m)
{
    heading(m, "Copies", m->s->copy_count);
    for (uint32_t i = 0; i < m->s->copy_count && i < SHOWN; i++) {
        const hsay_copy *c = &m->s->copies[i];
        hsay_buf_put_format(&m->out, "  %s, %.0f%% of ", hsay_copy_name(c->kind),
                            c->copy_share * 100);
        line(m, m->s->views.items[c->copy].article->id, 60);
        hsay_buf_put_text(&m->out, c->directed ? " from " : " shared with ");
        line(m, m->s->views.items[c->original].article->id, 60);
        hsay_buf_put_text(&m->out, "\n");
    }
    more(m, m->s->copy_count);
}

static void impostors(summary *m)
{
    for (uint32_t i = 0; i < m->s->outlet_count; i++) {
        const hsay_outlet *o = &m->s->outlets[i];
        if (!o->resembles_domain.len)
            continue;
        style(m, "\033[1m");
        hsay_buf_put_text(&m->out, "\nNot who it seems: ");
        style(m, "\033[0m");
        line(m, o->domain, 80);
        hsay_buf_put_text(&m->out, " resembles ");
        line(m, o->resembles_domain, 80);
        hsay_buf_put_text(&m->out, " (");
        line(m, o->why, LINE_BYTES);
        hsay_buf_put_text(&m->out, ")\n");
    }
}

hsay_status hsay_report_summary(const hsay_snapshot *snapshot, bool color, hsay_sink sink)
{
    summary m = {.s = snapshot, .color = color};
    uint32_t statements = 0;
    for (uint32_t a = 0; a < snapshot->views.count; a++)
        statements += snapshot->views.items[a].statements.count;
    hsay_buf_put_format(&m.out, "%u articles, %u outlets, %u statements\n", snapshot->views.count,
                        snapshot->outlet_count, statements);
    speakers(&m, statements);
    threads(&m);
    figures(&m);
    disputes(&m);
    copies(&m);
    impostors(&m);
    hsay_status status = m.out.failed ? HSAY_MEMORY : sink.write(sink.ctx, m.out.ptr, m.out.len);
    hsay_buf_free(&m.out);
    return status;
}
