/*
 * The day that a page shows its readers by the headline, weighed against the days that it tells
 * machines.  These win where the page shows them; a page that shows only when it was brought up to
 * date, or the day of another time zone, is dated by what it shows.  Where machines are told
 * nothing, what is shown is taken.  Only BEFORE + WINDOW texts are looked at.
 */
#include "ingest/meta.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "data/lexicons.h"
#include "ingest/date.h"
#include "ingest/date_day.h"

enum {
    WINDOW = 40, /* texts at and behind the headline */
    BEFORE = 12, /* texts before it */
    LINE_BYTES = 90,
    OPENING_BYTES = 40, /* a longer text may begin with its day */
    LABEL_BYTES = 40,
    BARE_BYTES = 36,  /* beside the day in its line */
    TEXT_BYTES = 150, /* of a text of the article's own */
    SHOWN = 16,
    FIRST_YEAR = 1990,
};

/* How well a day that is shown serves as that of publishing: lower is better. */
enum {
    PUBLISHED,      /* a word before it says so */
    PLAIN,          /* it stands alone, or nearly so */
    PLAIN_BEFORE,   /* likewise, before the headline */
    UPDATED,        /* a word before it says that the text was changed then */
    LOOSE,          /* among other words */
    BEHIND_THE_TEXT /* added to these where a long text stands before it */
};

enum { NO_DAY = -1 };

typedef struct shown {
    hsay_str date;
    int kind;
    hsay_method method;
} shown;

typedef struct scan {
    hsay_arena *arena;
    hsay_meta *meta;
    hsay_date_order order;
    hsay_str before; /* the text before, where it was short and held no date */
    bool behind;     /* the headline */
    bool labelled;   /* only days with a word that says what happened are taken */
    bool in_text;    /* a long text was seen behind it */
    shown found[SHOWN];
    uint32_t count;
} scan;

static int digits(hsay_str s, size_t at, size_t end)
{
    int value = 0;
    for (; at < end && at < s.len; at++)
        value = value * 10 + (s.ptr[at] - '0');
    return value;
}

/* Days since 0000-03-01 of an ISO date: Hinnant (2013), days_from_civil. */
static int64_t day_number(hsay_str iso)
{
    int year = digits(iso, 0, 4), month = digits(iso, 5, 7), day = digits(iso, 8, 10);
    int y = month <= 2 ? year - 1 : year;
    int m = month > 2 ? month - 3 : month + 9;
    return (int64_t)y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1;
}

static bool same_day(hsay_str a, hsay_str b)
{
    return a.len >= 10 && b.len >= 10 && memcmp(a.ptr, b.ptr, 10) == 0;
}

/* What the last known label in the words says; PLAIN where there is none. */
static int label_of(hsay_str words)
{
    int kind = PLAIN;
    for (size_t at = 0; at < words.len;) {
        size_t len = hsay_date__word(words, at);
        const hsay_lexicon_row *row =
            len ? hsay_lexicon_find(&hsay_lexicon__date_labels, hsay_str_cut(words, at, at + len))
                : NULL;
        if (row)
            kind = *row->fields[0] == 'p' ? PUBLISHED : *row->fields[0] == 'u' ? UPDATED : NO_DAY;
        at += len ? len : 1;
    }
    return kind;
}

/* `bare`: little else stands in its line. */
static void add(scan *s, hsay_str date, hsay_str label, bool bare)
{
    if (s->count == SHOWN || date.len < 10 || digits(date, 0, 4) < FIRST_YEAR)
        return;
    int kind = label_of(label);
    if (kind == NO_DAY || (kind == PLAIN && s->labelled))
        return;
    if (kind == PLAIN)
        kind = !bare ? LOOSE : s->behind ? PLAIN : PLAIN_BEFORE;
    s->found[s->count++] =
        (shown){date, kind + (s->in_text ? BEHIND_THE_TEXT : 0), HSAY_METHOD_LINE};
}

static void read_line(scan *s, hsay_str text)
{
    hsay_str line = hsay_str_trim(hsay_str_cut(text, 0, LINE_BYTES * 2));
    bool whole = line.len <= LINE_BYTES;
    size_t from = 0;
    hsay_span place;
    while (from < line.len) {
        hsay_str rest = hsay_str_cut(line, from, line.len);
        hsay_str date = hsay_date__find(s->arena, rest, s->order, &place);
        if (date.len == 0 || (!whole && from + place.start > OPENING_BYTES))
            break;
        hsay_str label = hsay_str_cut(
            rest, place.start > LABEL_BYTES ? place.start - LABEL_BYTES : 0, place.start);
        add(s, date, label.len ? label : s->before,
            line.len - (place.end - place.start) <= BARE_BYTES);
        from += place.end;
    }
    s->before = from == 0 && line.len <= LABEL_BYTES ? line : HSAY_STR_NONE;
    s->in_text |= s->behind && text.len >= TEXT_BYTES;
}

static bool has_digit(hsay_str s)
{
    for (size_t i = 0; i < s.len && i < LINE_BYTES * 2; i++)
        if (hsay_char_is_digit(s.ptr[i]))
            return true;
    return false;
}

static void read_node(scan *s, const hsay_nodes *nodes, uint32_t i)
{
    hsay_str text = hsay_str_trim(nodes->items[i].text);
    if (nodes->items[i].tag == HSAY_TAG_TIME)
        add(s,
            hsay_date__read(s->arena, hsay_node__attr(nodes, i, HSAY_ATTR_DATETIME), s->order,
                            NULL),
            s->before, true);
    else if (text.len && has_digit(text))
        read_line(s, text);
    else if (text.len) {
        s->before = text.len <= LABEL_BYTES ? text : HSAY_STR_NONE;
        s->in_text |= s->behind && text.len >= TEXT_BYTES;
    }
}

uint32_t hsay_meta__before(const hsay_nodes *nodes, uint32_t headline, uint32_t texts)
{
    uint32_t seen = 0, i = headline;
    while (i > 1 && seen < texts) {
        i--;
        seen += hsay_str_trim(nodes->items[i].text).len > 0;
    }
    return i;
}

/* /2024/03/25/ in the page's address is shown, too, before all else. */
static void read_address(scan *s)
{
    hsay_str url = s->meta->values[HSAY_META_URL];
    for (size_t i = 0; i + 9 < url.len; i++) {
        size_t used = 0;
        char mark = url.ptr[i + 5];
        if (url.ptr[i] != '/' || (mark != '/' && mark != '-') ||
            !hsay_char_is_digit(url.ptr[i + 1]))
            continue;
        hsay_str rest = hsay_str_cut(url, i + 1, url.len);
        hsay_str day = hsay_date__read(s->arena, rest, HSAY_DATE_UNKNOWN, &used);
        if (day.len != 10 || digits(day, 0, 4) < FIRST_YEAR)
            continue;
        s->found[s->count++] = (shown){day, PLAIN, HSAY_METHOD_ADDRESS};
        return;
    }
}

static void look(scan *s, const hsay_nodes *nodes, uint32_t headline)
{
    uint32_t seen = 0;
    for (uint32_t i = hsay_meta__before(nodes, headline, BEFORE); i < nodes->count && seen < WINDOW;
         i++) {
        if (hsay_tag__nature(nodes->items[i].tag) & HSAY_TAG_IS_SILENT) {
            uint32_t end = nodes->items[i].end;
            i = end > headline && i < headline ? i : end - 1;
            continue;
        }
        s->behind = i >= headline;
        read_node(s, nodes, i);
        seen += s->behind && hsay_str_trim(nodes->items[i].text).len > 0;
    }
}

/* Where no day stands by the headline, the lines of the whole page with a word that says what
 * happened: that of publishing, else of an update. */
static void look_everywhere(scan *s, const hsay_nodes *nodes)
{
    s->labelled = true;
    s->before = HSAY_STR_NONE;
    for (uint32_t i = 1; i < nodes->count && s->count < SHOWN; i++) {
        if (hsay_tag__nature(nodes->items[i].tag) & HSAY_TAG_IS_SILENT)
            i = nodes->items[i].end - 1;
        else if (nodes->items[i].tag != HSAY_TAG_TIME)
            read_node(s, nodes, i);
    }
}

/* The first day shown, of `kind` at the worst, that is `days` or less from that one; NULL where
 * there is none. */
static const shown *near(const scan *s, hsay_str date, int days, int kind)
{
    for (uint32_t i = 0; date.len >= 10 && i < s->count; i++)
        if (s->found[i].kind <= kind &&
            llabs(day_number(s->found[i].date) - day_number(date)) <= days)
            return &s->found[i];
    return NULL;
}

static const shown *best(const scan *s)
{
    const shown *found = NULL;
    for (uint32_t i = 0; i < s->count; i++)
        if (!found || s->found[i].kind < found->kind)
            found = &s->found[i];
    return found;
}

/* The day of what is shown is the article's. */
static void choose(hsay_meta *meta, hsay_str date, const shown *by)
{
    meta->values[HSAY_META_DATE] = date;
    meta->methods[HSAY_META_DATE] = by->method;
}

/* Where machines are not told of an update, the first day that is shown as one. */
static void settle_updated(scan *s)
{
    hsay_meta *meta = s->meta;
    for (uint32_t i = 0; i < s->count && meta->values[HSAY_META_UPDATED].len == 0; i++)
        if (s->found[i].kind == UPDATED) {
            meta->values[HSAY_META_UPDATED] = s->found[i].date;
            meta->methods[HSAY_META_UPDATED] = HSAY_METHOD_LINE;
        }
}

/* What machines are told stands, unless readers are shown another day that they are told too, or
 * the next one. */
static void settle_told(const scan *s)
{
    hsay_meta *meta = s->meta;
    hsay_str date = meta->values[HSAY_META_DATE], updated = meta->values[HSAY_META_UPDATED];
    meta->values[HSAY_META_PUBLISHED] = date;
    meta->methods[HSAY_META_PUBLISHED] = meta->methods[HSAY_META_DATE];
    if (near(s, date, 0, LOOSE))
        return;
    const shown *other = near(s, date, 1, PLAIN_BEFORE), *update = near(s, updated, 0, PLAIN);
    if (update)
        choose(meta, updated, update);
    else if (other)
        choose(meta, other->date, other);
}

/* Of what is shown, and what elements and the address say, the best; an update where that is all.
 */
static void settle_shown(const scan *s, hsay_str updated)
{
    hsay_meta *meta = s->meta;
    hsay_str *date = &meta->values[HSAY_META_DATE];
    const shown *told = best(s);
    if (told && (told->kind <= UPDATED || date->len == 0))
        choose(meta, same_day(told->date, updated) ? updated : told->date, told);
    bool is_update = date->len == 0 || same_day(*date, meta->values[HSAY_META_UPDATED]);
    if (date->len == 0) {
        *date = updated;
        meta->methods[HSAY_META_DATE] = meta->methods[HSAY_META_UPDATED];
    }
    if (is_update)
        return;
    meta->values[HSAY_META_PUBLISHED] = *date;
    meta->methods[HSAY_META_PUBLISHED] = meta->methods[HSAY_META_DATE];
}

void hsay_meta__settle_date(hsay_arena *arena, const hsay_nodes *nodes, uint32_t headline,
                            hsay_date_order order, hsay_meta *meta)
{
    scan s = {.arena = arena, .meta = meta, .order = order};
    hsay_str updated = meta->values[HSAY_META_UPDATED];
    bool known = meta->ranks[HSAY_META_DATE] < HSAY_META_RANK_ELEMENT;
    read_address(&s);
    look(&s, nodes, headline);
    if (!known && (!best(&s) || best(&s)->kind > UPDATED))
        look_everywhere(&s, nodes);
    settle_updated(&s);
    if (known)
        settle_told(&s);
    else
        settle_shown(&s, updated);
}
