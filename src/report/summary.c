/* A snapshot as a screenful for the terminal: first where the accounts part, then what else joins
 * the articles, then who said most.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/str.h"
#include "hearsay/report.h"

enum {
    SHOWN = 5,           /* of each kind of result */
    SPEAKERS_SHOWN = 6,  /* names */
    WORDINGS_SHOWN = 5,  /* of one thread or figure */
    MEMBERS_SEEN = 50,   /* of one thread or figure, to be put under their wordings */
    LINE_BYTES = 160,    /* of anybody's words on one line */
    SOURCES_BYTES = 400, /* of the names of outlets under one wording */
};

typedef struct summary {
    const hsay_snapshot *s;
    hsay_buf out;
    bool color;
} summary;

static const char BOLD[] = "\033[1m", DIM[] = "\033[2m", PLAIN[] = "\033[0m";

static void style(summary *m, const char *code)
{
    if (m->color)
        hsay_buf_put_text(&m->out, code);
}

/* "TITLE (3)", or "TITLE (3 of 7)" where the section is about a part of them. */
static void heading(summary *m, const char *title, uint32_t count, uint32_t all)
{
    hsay_buf_put_text(&m->out, "\n");
    style(m, BOLD);
    hsay_buf_put_format(&m->out, "%s (%u", title, count);
    if (count < all)
        hsay_buf_put_format(&m->out, " of %u", all);
    hsay_buf_put_text(&m->out, ")");
    style(m, PLAIN);
    hsay_buf_put_text(&m->out, "\n");
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

/* The file's name alone, with its record. */
static hsay_str file_name(hsay_str path)
{
    size_t start = path.len;
    while (start && path.ptr[start - 1] != '/')
        start--;
    return start < path.len ? hsay_str_cut(path, start, path.len) : path;
}

static bool wears_a_name(const summary *m, hsay_str domain)
{
    for (uint32_t i = 0; domain.len && i < m->s->outlet_count; i++)
        if (m->s->outlets[i].resembles_domain.len &&
            hsay_str_equal(m->s->outlets[i].domain, domain))
            return true;
    return false;
}

/* Outlet, domain or file; the domain, too, of an outlet that wears another one's name. */
static void source(summary *m, uint32_t article)
{
    const hsay_article *a = m->s->views.items[article].article;
    line(m, a->outlet.len ? a->outlet : a->domain.len ? a->domain : file_name(a->id), 60);
    if (!a->outlet.len || !wears_a_name(m, a->domain))
        return;
    hsay_buf_put_text(&m->out, " (");
    line(m, a->domain, 60);
    hsay_buf_put_text(&m->out, ")");
}

static hsay_str words_of(const summary *m, hsay_place p)
{
    return hsay_str_at(m->s->views.items[p.article].article->text, p.span);
}

static bool same_words(const summary *m, hsay_place a, hsay_place b)
{
    return hsay_str_equal(words_of(m, a), words_of(m, b));
}

/* Each wording of the places once, with the outlets that have it. */
static void wordings(summary *m, const hsay_place *places, uint32_t count)
{
    uint32_t shown = 0;
    for (uint32_t k = 0; k < count; k++) {
        uint32_t first = 0;
        while (!same_words(m, places[first], places[k]))
            first++;
        if (first < k)
            continue;
        if (++shown > WORDINGS_SHOWN)
            break;
        hsay_buf_put_text(&m->out, "    - ");
        line(m, words_of(m, places[k]), LINE_BYTES);
        style(m, DIM);
        hsay_buf_put_text(&m->out, "  [");
        size_t from = m->out.len;
        for (uint32_t i = k; i < count && m->out.len - from < SOURCES_BYTES; i++) {
            if (!same_words(m, places[i], places[k]) ||
                (i > k && places[i].article == places[i - 1].article))
                continue;
            hsay_buf_put_text(&m->out, i > k ? ", " : "");
            source(m, places[i].article);
        }
        hsay_buf_put_text(&m->out, "]");
        style(m, PLAIN);
        hsay_buf_put_text(&m->out, "\n");
    }
    if (shown > WORDINGS_SHOWN)
        hsay_buf_put_text(&m->out, "    - and others\n");
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
    heading(m, "Who said most", groups < SPEAKERS_SHOWN ? groups : SPEAKERS_SHOWN, groups);
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

static uint32_t places_of_thread(const hsay_thread *t, hsay_place *out)
{
    uint32_t count = t->member_count < MEMBERS_SEEN ? t->member_count : MEMBERS_SEEN;
    for (uint32_t i = 0; i < count; i++)
        out[i] = t->members[i].place;
    return count;
}

static bool one_wording(const summary *m, const hsay_thread *t)
{
    for (uint32_t i = 1; i < t->member_count; i++)
        if (!same_words(m, t->members[0].place, t->members[i].place))
            return false;
    return true;
}

static void thread(summary *m, const hsay_thread *t)
{
    hsay_place places[MEMBERS_SEEN];
    hsay_buf_put_text(&m->out, "  ");
    line(m, t->speaker.len ? t->speaker : HSAY_STR("nobody is named"), 70);
    hsay_buf_put_format(&m->out, ", %s", hsay_form_name(t->form));
    hsay_buf_put_text(&m->out, t->difference.len ? ": " : "");
    line(m, t->difference, LINE_BYTES);
    hsay_buf_put_text(&m->out, "\n");
    wordings(m, places, places_of_thread(t, places));
}

static void threads(summary *m)
{
    uint32_t count = 0, shown = 0;
    for (uint32_t i = 0; i < m->s->thread_count; i++)
        count += !one_wording(m, &m->s->threads[i]);
    if (!m->s->thread_count)
        return;
    heading(m, "Threads in differing words", count, m->s->thread_count);
    for (int varied = 1; varied >= 0; varied--) /* these first */
        for (uint32_t i = 0; i < m->s->thread_count && shown < SHOWN; i++)
            if ((m->s->threads[i].form == HSAY_FORM_VARIED) == varied &&
                !one_wording(m, &m->s->threads[i])) {
                thread(m, &m->s->threads[i]);
                shown++;
            }
    more(m, count);
}

static void figure(summary *m, const hsay_figure *f)
{
    hsay_place places[MEMBERS_SEEN];
    uint32_t count = f->member_count < MEMBERS_SEEN ? f->member_count : MEMBERS_SEEN;
    for (uint32_t i = 0; i < count; i++)
        places[i] = f->members[i].place;
    hsay_buf_put_text(&m->out, "  ");
    line(m, f->what, 80);
    hsay_buf_put_format(&m->out, ": %s (", hsay_verdict_name(f->verdict));
    line(m, f->why, LINE_BYTES);
    hsay_buf_put_text(&m->out, ")\n");
    wordings(m, places, count);
}

/* Those that do not agree; where all agree, these. */
static void figures(summary *m)
{
    uint32_t all = m->s->figure_count, count = 0, shown = 0;
    for (uint32_t i = 0; i < all; i++)
        count += m->s->figures[i].verdict != HSAY_VERDICT_AGREE;
    if (!all)
        return;
    bool agree = count == 0;
    heading(m, agree ? "Figures, all agree" : "Figures that do not agree", agree ? all : count,
            all);
    for (uint32_t i = 0; i < all && shown < SHOWN; i++)
        if ((m->s->figures[i].verdict == HSAY_VERDICT_AGREE) == agree) {
            figure(m, &m->s->figures[i]);
            shown++;
        }
    more(m, agree ? all : count);
}

static void side(summary *m, const char *before, hsay_place p)
{
    hsay_str who = HSAY_STR_NONE;
    if (p.statement != HSAY_NONE)
        who = m->s->views.items[p.article].statements.items[p.statement].speaker;
    hsay_buf_put_text(&m->out, before);
    line(m, who.len ? who : HSAY_STR("nobody is named"), 70);
    hsay_buf_put_text(&m->out, ": ");
    line(m, words_of(m, p), LINE_BYTES);
    style(m, DIM);
    hsay_buf_put_text(&m->out, "  [");
    source(m, p.article);
    hsay_buf_put_text(&m->out, "]");
    style(m, PLAIN);
    hsay_buf_put_text(&m->out, "\n");
}

static void disputes(summary *m)
{
    if (!m->s->dispute_count)
        return;
    heading(m, "Disputes", m->s->dispute_count, m->s->dispute_count);
    for (uint32_t i = 0; i < m->s->dispute_count && i < SHOWN; i++) {
        hsay_buf_put_format(&m->out, "  %s\n", hsay_dispute_name(m->s->disputes[i].kind));
        side(m, "    claim:  ", m->s->disputes[i].claim);
        side(m, "    answer: ", m->s->disputes[i].answer);
    }
    more(m, m->s->dispute_count);
}

static void copies(summary *m)
{
    if (!m->s->copy_count)
        return;
    heading(m, "Copies", m->s->copy_count, m->s->copy_count);
    for (uint32_t i = 0; i < m->s->copy_count && i < SHOWN; i++) {
        const hsay_copy *c = &m->s->copies[i];
        hsay_buf_put_text(&m->out, "  ");
        line(m, m->s->views.items[c->copy].article->id, 60);
        hsay_buf_put_format(&m->out,
                            c->directed ? " copies %.0f%% of its words from "
                                        : " shares %.0f%% of its words with ",
                            c->copy_share * 100);
        line(m, m->s->views.items[c->original].article->id, 60);
        hsay_buf_put_format(&m->out, " (%s)\n", hsay_copy_name(c->kind));
    }
    more(m, m->s->copy_count);
}

static void impostors(summary *m)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < m->s->outlet_count; i++)
        count += m->s->outlets[i].resembles_domain.len > 0;
    if (!count)
        return;
    heading(m, "Outlets that wear another one's name", count, count);
    for (uint32_t i = 0; i < m->s->outlet_count; i++) {
        const hsay_outlet *o = &m->s->outlets[i];
        if (!o->resembles_domain.len)
            continue;
        hsay_buf_put_text(&m->out, "  ");
        line(m, o->domain.len ? o->domain : o->name, 80);
        hsay_buf_put_text(&m->out, " resembles ");
        line(m, o->resembles_domain, 80);
        hsay_buf_put_text(&m->out, " (");
        line(m, o->why, LINE_BYTES);
        hsay_buf_put_text(&m->out, ")\n");
    }
}

static void totals(summary *m, uint32_t statements)
{
    uint32_t unknown = 0, count = m->s->views.count, outlets = m->s->outlet_count;
    for (uint32_t a = 0; a < count; a++)
        unknown +=
            !m->s->views.items[a].article->outlet.len && !m->s->views.items[a].article->domain.len;
    hsay_buf_put_format(&m->out, "%u article%s", count, count == 1 ? "" : "s");
    if (unknown)
        hsay_buf_put_format(&m->out, " (%u of unknown outlet, named by their file)", unknown);
    hsay_buf_put_format(&m->out, ", %u outlet%s, %u statement%s\n", outlets,
                        outlets == 1 ? "" : "s", statements, statements == 1 ? "" : "s");
}

hsay_status hsay_report_summary(const hsay_snapshot *snapshot, bool color, hsay_sink sink)
{
    summary m = {.s = snapshot, .color = color};
    uint32_t statements = 0;
    for (uint32_t a = 0; a < snapshot->views.count; a++)
        statements += snapshot->views.items[a].statements.count;
    totals(&m, statements);
    impostors(&m);
    disputes(&m);
    figures(&m);
    threads(&m);
    copies(&m);
    speakers(&m, statements);
    hsay_status status = m.out.failed ? HSAY_MEMORY : sink.write(sink.ctx, m.out.ptr, m.out.len);
    hsay_buf_free(&m.out);
    return status;
}
