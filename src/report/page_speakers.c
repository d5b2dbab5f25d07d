/* The statements by speaker: who said most stands first, what nobody is named for stands last. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/str.h"
#include "report/page.h"

enum {
    ROWS_OPEN = 40,       /* speakers after so many rows are folded, */
    SPEAKERS_LISTED = 100 /* and those after so many lie together in one fold */
};

static int by_speaker(const void *a, const void *b)
{
    const hsay_page_said *x = a, *y = b;
    int order = hsay_str_compare(x->speaker, y->speaker);
    if (order)
        return order;
    if (x->article != y->article)
        return x->article < y->article ? -1 : 1;
    return (x->statement > y->statement) - (x->statement < y->statement);
}

static int by_count(const void *a, const void *b)
{
    const hsay_page_speaker *x = a, *y = b;
    if (!x->name.len != !y->name.len)
        return x->name.len ? -1 : 1;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return hsay_str_compare(x->name, y->name);
}

static void fill(hsay_page *p)
{
    uint32_t at = 0;
    for (uint32_t a = 0; a < p->s->views.count; a++) {
        const hsay_statements *all = &p->s->views.items[a].statements;
        p->offsets[a] = at;
        for (uint32_t i = 0; i < all->count; i++)
            p->said[at++] = (hsay_page_said){all->items[i].speaker, a, i};
    }
}

static void group(hsay_page *p)
{
    for (uint32_t i = 0; i < p->statement_count; i++) {
        hsay_page_speaker *last = &p->speakers[p->speaker_count - (p->speaker_count > 0)];
        if (p->speaker_count && hsay_str_equal(last->name, p->said[i].speaker))
            last->count++;
        else
            p->speakers[p->speaker_count++] = (hsay_page_speaker){p->said[i].speaker, i, 1};
    }
}

void hsay_page__gather(hsay_page *p)
{
    for (uint32_t a = 0; a < p->s->views.count; a++)
        p->statement_count += p->s->views.items[a].statements.count;
    size_t count = p->statement_count + 1;
    p->said = hsay_alloc__new(count * sizeof *p->said);
    p->speakers = hsay_alloc__new(count * sizeof *p->speakers);
    p->numbers = hsay_alloc__new(count * sizeof *p->numbers);
    p->offsets = hsay_alloc__new((p->s->views.count + (size_t)1) * sizeof *p->offsets);
    p->out.failed = !p->said || !p->speakers || !p->numbers || !p->offsets;
    if (p->out.failed)
        return;
    fill(p);
    qsort(p->said, p->statement_count, sizeof *p->said, by_speaker);
    group(p);
    qsort(p->speakers, p->speaker_count, sizeof *p->speakers, by_count);
    for (uint32_t k = 0; k < p->speaker_count; k++)
        for (uint32_t i = 0; i < p->speakers[k].count; i++) {
            const hsay_page_said *said = &p->said[p->speakers[k].first + i];
            p->numbers[p->offsets[said->article] + said->statement] = k + 1;
        }
}

void hsay_page__release(hsay_page *p)
{
    hsay_alloc__free(p->said);
    hsay_alloc__free(p->speakers);
    hsay_alloc__free(p->numbers);
    hsay_alloc__free(p->offsets);
}

uint32_t hsay_page__named(const hsay_page *p)
{
    uint32_t count = p->speaker_count;
    return count - (count && !p->speakers[count - 1].name.len);
}

/* What the statement rests on, in the article's own words where it has some, and its way here. */
static void basis(hsay_page *p, const hsay_statement *s, hsay_str text)
{
    if (s->evidence == HSAY_EVIDENCE_NONE_STATED)
        hsay_page__markup(p, " · no evidence stated");
    else
        hsay_page__tag(p, hsay_evidence_name(s->evidence), true);
    for (uint32_t i = 0; i < s->evidence_words.count; i++) {
        hsay_page__markup(p, " “");
        hsay_page__text(p, hsay_str_at(text, s->evidence_words.items[i]));
        hsay_page__markup(p, "”");
    }
    for (uint32_t i = 0; i < s->chain_count; i++) {
        hsay_page__markup(p, i ? ", " : " · by way of ");
        hsay_page__text(p, s->chain[i].name);
    }
}

static void row(hsay_page *p, const hsay_page_said *r)
{
    const hsay_view *v = &p->s->views.items[r->article];
    const hsay_statement *s = &v->statements.items[r->statement];
    hsay_buf_put_format(&p->out, "<li><blockquote%s>",
                        s->kind == HSAY_KIND_DIRECT ? " class=\"direct\"" : "");
    for (uint32_t i = 0; i < s->content.count; i++) {
        hsay_page__markup(p, i ? " … " : "");
        hsay_page__text(p, hsay_str_at(v->article->text, s->content.items[i]));
    }
    hsay_page__markup(p, "</blockquote><div class=\"meta\">");
    hsay_page__source(p, (hsay_place){r->article, r->statement, {0, 0}});
    hsay_buf_put_format(&p->out, "<br>%s · %s", hsay_kind_name(s->kind), hsay_act_name(s->act));
    basis(p, s, v->article->text);
    hsay_page__markup(p, "</div></li>\n");
}

static void speaker(hsay_page *p, uint32_t k, bool open)
{
    const hsay_page_speaker *who = &p->speakers[k];
    hsay_buf_put_format(&p->out,
                        "<details class=\"card\"%s><summary><span class=\"count\">%u</span> <b>",
                        open ? " open" : "", k + 1);
    hsay_page__text(p, who->name.len ? who->name : HSAY_STR("Nobody is named"));
    hsay_buf_put_format(&p->out,
                        "</b> <span class=\"meta\">%u statement%s</span></summary>"
                        "<ul class=\"said\" id=\"p%u\">\n",
                        who->count, who->count == 1 ? "" : "s", k + 1);
    for (uint32_t i = 0; i < who->count; i++)
        row(p, &p->said[who->first + i]);
    hsay_page__markup(p, "</ul></details>\n");
}

void hsay_page__speakers(hsay_page *p)
{
    uint32_t rows = 0;
    if (!p->speaker_count)
        return;
    hsay_page__section(p, "speakers", "By speaker", hsay_page__named(p),
                       "Each statement in its exact words, with its outlet, kind and act, and what "
                       "the article says it rests on. The numbers stand in the articles, too.");
    for (uint32_t k = 0; k < p->speaker_count; k++) {
        if (k == SPEAKERS_LISTED)
            hsay_page__fold(p, p->speaker_count - k, "more, who said less", false);
        speaker(p, k, rows < ROWS_OPEN);
        rows += p->speakers[k].count;
    }
    hsay_page__markup(p, p->speaker_count > SPEAKERS_LISTED ? "</details></section>\n"
                                                            : "</section>\n");
}
