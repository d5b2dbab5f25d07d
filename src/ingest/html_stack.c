/*
 * What ends what.  Each open element knows the next of its name further out, the scope and the
 * special element that it stands in, so a tag costs as much as the elements that it ends.  Rules:
 * HTML Standard (WHATWG), sections 13.2.4.2, 13.2.4.3 and 13.2.6.4.
 */
#include "ingest/html_stack.h"

static unsigned flags_of(uint16_t name)
{
    return hsay_names__flags[hsay_stack__tag(name)];
}

uint32_t hsay_stack__add(hsay_stack *s, hsay_node node)
{
    uint32_t index = (uint32_t)s->nodes.count;
    node.parent = s->depth ? hsay_stack__top(s)->node : 0;
    node.end = index + 1;
    hsay_vec_push(s->arena, &s->nodes, node);
    return index;
}

static uint16_t later(uint16_t a, uint16_t c)
{
    return a > c ? a : c;
}

void hsay_stack__open(hsay_stack *s, uint32_t node, uint16_t name)
{
    if (s->depth == HSAY_NODES_DEPTH) {
        s->beyond++;
        return;
    }
    unsigned flags = flags_of(name);
    hsay_tag tag = hsay_stack__tag(name);
    uint16_t here = (uint16_t)(s->depth + 1);
    bool plain = tag == HSAY_TAG_ADDRESS || tag == HSAY_TAG_DIV || tag == HSAY_TAG_P;
    hsay_open_element e = {.node = node, .name = name, .outer = s->latest[name]};
    if (s->depth) {
        e.scope = hsay_stack__top(s)->scope;
        e.special = hsay_stack__top(s)->special;
        e.stop = hsay_stack__top(s)->stop;
    }
    if (flags & HSAY_ELEMENT_IS_SCOPE)
        e.scope = here;
    if (flags & HSAY_ELEMENT_IS_SPECIAL) {
        e.special = here;
        e.stop = plain ? e.stop : here;
    }
    s->latest[name] = here;
    s->open[s->depth++] = e;
}

static void close_top(hsay_stack *s)
{
    hsay_open_element *e = hsay_stack__top(s);
    if (e->node < s->nodes.count) /* else memory was short */
        s->nodes.items[e->node].end = (uint32_t)s->nodes.count;
    if (!e->ended)
        s->latest[e->name] = e->outer;
    s->depth--;
    s->beyond = 0;
    s->closed++;
}

void hsay_stack__close_to(hsay_stack *s, uint32_t depth)
{
    while (s->depth > depth)
        close_top(s);
    while (s->depth > 1 && hsay_stack__top(s)->ended)
        close_top(s);
}

static uint16_t latest_of_table(const hsay_stack *s)
{
    const uint16_t *l = s->latest;
    return later(l[HSAY_TAG_TABLE], l[HSAY_TAG_TEMPLATE]);
}

static uint16_t latest_heading(const hsay_stack *s)
{
    uint16_t found = 0;
    for (int tag = HSAY_TAG_H1; tag <= HSAY_TAG_H6; tag++)
        found = later(found, s->latest[tag]);
    return found;
}

/* Whether an end tag may reach the open element at `place`. */
static bool in_scope(hsay_stack *s, uint16_t name, uint16_t place)
{
    const uint16_t *l = s->latest;
    switch (hsay_stack__tag(name)) {
    case HSAY_TAG_TABLE:
    case HSAY_TAG_TBODY:
    case HSAY_TAG_THEAD:
    case HSAY_TAG_TFOOT:
    case HSAY_TAG_TR:
    case HSAY_TAG_TD:
    case HSAY_TAG_TH:
    case HSAY_TAG_CAPTION:
        return place >= latest_of_table(s);
    case HSAY_TAG_TEMPLATE:
        return true;
    case HSAY_TAG_P:
        return place >= hsay_stack__top(s)->scope && place > l[HSAY_TAG_BUTTON];
    case HSAY_TAG_LI:
        return place >= hsay_stack__top(s)->scope && place > later(l[HSAY_TAG_OL], l[HSAY_TAG_UL]);
    default:
        return place >= hsay_stack__top(s)->scope;
    }
}

bool hsay_stack__close(hsay_stack *s, uint16_t name)
{
    uint16_t place = s->latest[name];
    if (!place || !in_scope(s, name, place))
        return false;
    hsay_stack__close_to(s, place - 1u);
    return true;
}

void hsay_stack__close_link(hsay_stack *s)
{
    uint16_t place = s->latest[HSAY_TAG_A];
    if (!place || place < hsay_stack__top(s)->scope)
        return;
    uint32_t above = place, end = s->depth;
    bool blocks = hsay_stack__top(s)->special > place;
    hsay_stack__close_to(s, place - 1u);
    for (uint32_t i = above; blocks && i < end; i++) {
        hsay_open_element again = s->open[i];
        if (again.ended)
            continue;
        hsay_node node = s->nodes.items[again.node];
        hsay_stack__open(s, hsay_stack__add(s, node), again.name);
    }
}

void hsay_stack__close_inline(hsay_stack *s, uint16_t name)
{
    uint16_t place = s->latest[name];
    if (!place || place < hsay_stack__top(s)->scope)
        return;
    if (hsay_stack__top(s)->special <= place) {
        hsay_stack__close_to(s, place - 1u);
        return;
    }
    s->open[place - 1].ended = true;
    s->latest[name] = s->open[place - 1].outer;
}

static void close_for_row(hsay_stack *s)
{
    const uint16_t *l = s->latest;
    uint16_t part = later(l[HSAY_TAG_TBODY], later(l[HSAY_TAG_THEAD], l[HSAY_TAG_TFOOT]));
    uint16_t base = later(part, latest_of_table(s));
    if (base > l[HSAY_TAG_TEMPLATE])
        hsay_stack__close_to(s, base);
    else if (l[HSAY_TAG_TR] > base)
        hsay_stack__close_to(s, l[HSAY_TAG_TR] - 1u);
}

static void close_for_cell(hsay_stack *s)
{
    const uint16_t *l = s->latest;
    uint16_t base = later(l[HSAY_TAG_TR], latest_of_table(s));
    uint16_t cell = later(l[HSAY_TAG_TD], l[HSAY_TAG_TH]);
    if (l[HSAY_TAG_TR] && l[HSAY_TAG_TR] == base)
        hsay_stack__close_to(s, base);
    else if (cell > base)
        hsay_stack__close_to(s, cell - 1u);
}

static void close_for_table(hsay_stack *s)
{
    const uint16_t *l = s->latest;
    uint16_t inside = later(later(l[HSAY_TAG_TD], l[HSAY_TAG_TH]),
                            later(l[HSAY_TAG_CAPTION], l[HSAY_TAG_TEMPLATE]));
    if (l[HSAY_TAG_TABLE] > inside)
        hsay_stack__close_to(s, l[HSAY_TAG_TABLE] - 1u);
}

void hsay_stack__make_room(hsay_stack *s, hsay_tag tag)
{
    hsay_tag inner = hsay_stack__tag(hsay_stack__top(s)->name), stop = HSAY_TAG_OTHER;
    if (hsay_stack__top(s)->stop)
        stop = hsay_stack__tag(s->open[hsay_stack__top(s)->stop - 1].name);
    bool list = tag == HSAY_TAG_DD || tag == HSAY_TAG_DT;
    if ((tag == HSAY_TAG_LI && stop == HSAY_TAG_LI) ||
        (list && (stop == HSAY_TAG_DD || stop == HSAY_TAG_DT)))
        hsay_stack__close_to(s, hsay_stack__top(s)->stop - 1u);
    if (hsay_names__flags[tag] & HSAY_ELEMENT_CLOSES_P)
        hsay_stack__close(s, HSAY_TAG_P);
    if (hsay_stack__is_heading(tag) &&
        hsay_stack__is_heading(hsay_stack__tag(hsay_stack__top(s)->name)))
        hsay_stack__close_to(s, s->depth - 1);
    else if (tag == HSAY_TAG_A)
        hsay_stack__close_link(s);
    else if (tag == HSAY_TAG_BUTTON)
        hsay_stack__close(s, HSAY_TAG_BUTTON);
    else if ((tag == HSAY_TAG_OPTION || tag == HSAY_TAG_OPTGROUP) && inner == HSAY_TAG_OPTION)
        hsay_stack__close_to(s, s->depth - 1);
    else if (tag == HSAY_TAG_TR)
        close_for_row(s);
    else if (tag == HSAY_TAG_TD || tag == HSAY_TAG_TH)
        close_for_cell(s);
    else if (tag == HSAY_TAG_TABLE)
        close_for_table(s);
    else if ((tag == HSAY_TAG_TBODY || tag == HSAY_TAG_THEAD || tag == HSAY_TAG_TFOOT ||
              tag == HSAY_TAG_CAPTION || tag == HSAY_TAG_COLGROUP) &&
             s->latest[HSAY_TAG_TABLE] > s->latest[HSAY_TAG_TEMPLATE])
        hsay_stack__close_to(s, s->latest[HSAY_TAG_TABLE]);
}

bool hsay_stack__close_heading(hsay_stack *s)
{
    uint16_t place = latest_heading(s);
    if (!place || place < hsay_stack__top(s)->scope)
        return false;
    hsay_stack__close_to(s, place - 1u);
    return true;
}
