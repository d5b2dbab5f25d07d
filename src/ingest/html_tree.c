/*
 * Markup becomes the node table.  Open elements stand on a stack; a start tag ends what cannot hold
 * it, an end tag what it names, by the rules of the HTML Standard (WHATWG), section 13.2.6, in a
 * lighter form: elements are never moved, so what stands misplaced in a table stays there; an
 * inline element that ends while a block is open in it ends with the block, but a link at once (the
 * open blocks go on as new nodes); nothing is implied but ends; what <svg> holds is left out.
 */
#include "ingest/html_markup.h"
#include "ingest/html_reference.h"
#include "ingest/html_stack.h"

#include "base/str.h"

typedef struct builder {
    hsay_arena *arena;
    hsay_markup *markup;
    hsay_stack stack;
    HSAY_VEC(hsay_attr) attrs;
    hsay_names names;
    uint32_t foreign; /* open <svg> elements; what they hold is left out */
    uint32_t
        foreign_text; /* of these, open <desc>, <title>, <foreignObject>: HTML stands in them */
    bool head_seen, body_seen, keeps_text;
    bool after_block; /* no text stands between here and a block's begin or end */
    hsay_str blank;   /* white space behind a block, dropped where a block follows */
} builder;

/* What is no part of a head ends it; in a <noscript> of the head only a block does. */
static void leave_head(builder *b, hsay_tag tag)
{
    uint16_t head = b->stack.latest[HSAY_TAG_HEAD];
    unsigned flags = hsay_names__flags[tag];
    if (flags & HSAY_ELEMENT_IS_OF_HEAD)
        return;
    if (head && (head == b->stack.depth || (flags & HSAY_ELEMENT_CLOSES_P)))
        hsay_stack__close_to(&b->stack, head - 1u);
    if (!b->stack.latest[HSAY_TAG_HEAD])
        b->body_seen = true;
}

static void add_attrs(builder *b, hsay_node *node)
{
    hsay_markup *m = b->markup;
    uint32_t seen = 0;
    node->attr_first = (uint32_t)b->attrs.count;
    for (uint32_t i = 0; i < m->attr_count; i++) {
        int name = hsay_names__attr(m->attrs[i].name);
        if (name < 0 || (seen >> name & 1))
            continue;
        seen |= 1u << name;
        hsay_str value = m->attrs[i].value;
        if (!value.ptr || (value.len == 0 && name == HSAY_ATTR_HIDDEN))
            value = HSAY_STR(" ");
        hsay_attr attr = {(hsay_attr_name)name, hsay_reference__decode(b->arena, value)};
        hsay_vec_push(b->arena, &b->attrs, attr);
    }
    node->attr_count = (uint32_t)b->attrs.count - node->attr_first;
}

static bool says_json_ld(const builder *b, const hsay_node *node)
{
    for (uint32_t i = 0; i < node->attr_count; i++) {
        const hsay_attr *attr = &b->attrs.items[node->attr_first + i];
        if (attr->name == HSAY_ATTR_TYPE &&
            hsay_str_starts_nocase(hsay_str_trim(attr->value), HSAY_STR("application/ld+json")))
            return true;
    }
    return false;
}

/* How the text of an element is read. */
static void set_mode(builder *b, hsay_tag tag, const hsay_node *node)
{
    hsay_markup *m = b->markup;
    b->keeps_text = true;
    m->closing = m->text;
    if (tag == HSAY_TAG_SCRIPT)
        m->mode = HSAY_MARKUP_SCRIPT;
    else if ((hsay_names__flags[tag] & HSAY_ELEMENT_IS_RAW) || tag == HSAY_TAG_XMP)
        m->mode = HSAY_MARKUP_RAWTEXT;
    else if (tag == HSAY_TAG_TITLE || tag == HSAY_TAG_TEXTAREA)
        m->mode = HSAY_MARKUP_RCDATA;
    else if (tag == HSAY_TAG_PLAINTEXT)
        m->mode = HSAY_MARKUP_PLAINTEXT;
    if (hsay_names__flags[tag] & HSAY_ELEMENT_IS_RAW)
        b->keeps_text = tag == HSAY_TAG_SCRIPT && says_json_ld(b, node);
}

static void end_foreign(builder *b)
{
    b->foreign = b->foreign_text = 0;
    if (b->stack.beyond)
        b->stack.beyond--;
    else
        hsay_stack__close(&b->stack, HSAY_TAG_SVG);
}

/* The text that a <br> stands right behind; NULL where there is none. */
static hsay_node *broken_text(builder *b)
{
    hsay_stack *s = &b->stack;
    hsay_node *last = s->nodes.count ? &s->nodes.items[s->nodes.count - 1] : NULL;
    bool there = last && last->tag == HSAY_TAG_TEXT && last->parent == hsay_stack__top(s)->node;
    return there ? last : NULL;
}

static void insert(builder *b, uint16_t name)
{
    hsay_tag tag = hsay_stack__tag(name);
    hsay_node node = {.tag = tag};
    add_attrs(b, &node);
    hsay_node *text = tag == HSAY_TAG_BR && !node.attr_count ? broken_text(b) : NULL;
    if (text) {
        text->broken = true;
        return;
    }
    uint32_t index = hsay_stack__add(&b->stack, node);
    if (hsay_names__flags[tag] & HSAY_ELEMENT_IS_VOID)
        return;
    hsay_stack__open(&b->stack, index, name);
    set_mode(b, tag, &node);
    if (tag == HSAY_TAG_SVG && !b->markup->self_closing)
        b->foreign = 1;
    else if (tag == HSAY_TAG_SVG)
        end_foreign(b);
}

/* True where the tag is one of a page's frame, which stands once. */
static bool start_frame(builder *b, hsay_tag tag)
{
    if (tag == HSAY_TAG_HTML) {
        if (b->stack.nodes.count == 1)
            insert(b, HSAY_TAG_HTML);
        return true;
    }
    if (tag == HSAY_TAG_HEAD) {
        if (!b->head_seen && !b->body_seen)
            insert(b, HSAY_TAG_HEAD);
        b->head_seen = true;
        return true;
    }
    if (tag != HSAY_TAG_BODY)
        return false;
    if (b->stack.latest[HSAY_TAG_HEAD])
        hsay_stack__close_to(&b->stack, b->stack.latest[HSAY_TAG_HEAD] - 1u);
    if (!b->body_seen)
        insert(b, HSAY_TAG_BODY);
    return b->body_seen = true;
}

static bool holds_html(hsay_tag tag)
{
    return tag == HSAY_TAG_DESC || tag == HSAY_TAG_TITLE || tag == HSAY_TAG_FOREIGNOBJECT;
}

/* True where the tag is a part of <svg>, which is left out. */
static bool in_foreign(builder *b, uint16_t name, bool starts)
{
    hsay_tag tag = hsay_stack__tag(name);
    if (!b->foreign)
        return false;
    if (tag == HSAY_TAG_SVG) {
        if (!starts && --b->foreign == 0)
            end_foreign(b);
        b->foreign += starts && !b->markup->self_closing;
        return true;
    }
    if (holds_html(tag)) {
        b->foreign_text += starts && !b->markup->self_closing;
        b->foreign_text -= !starts && b->foreign_text;
        return true;
    }
    unsigned flags = hsay_names__flags[tag];
    bool ends = starts ? flags & HSAY_ELEMENT_ENDS_FOREIGN
                       : (flags & HSAY_ELEMENT_IS_SPECIAL) && b->stack.latest[name];
    if (b->foreign_text || !ends)
        return true;
    end_foreign(b);
    return false;
}

static void start_tag(builder *b, uint16_t name)
{
    hsay_tag tag = hsay_stack__tag(name);
    if (start_frame(b, tag))
        return;
    leave_head(b, tag);
    if (tag == HSAY_TAG_FORM && b->stack.latest[HSAY_TAG_FORM] > b->stack.latest[HSAY_TAG_TEMPLATE])
        return;
    hsay_stack__make_room(&b->stack, tag);
    insert(b, name);
}

static void end_tag(builder *b, uint16_t name)
{
    hsay_tag tag = hsay_stack__tag(name);
    b->markup->attr_count = 0;
    if (tag == HSAY_TAG_HTML || tag == HSAY_TAG_BODY || name == HSAY_TAG_OTHER)
        return; /* what stands behind the body belongs to it all the same */
    if (tag == HSAY_TAG_BR) {
        insert(b, name);
    } else if (hsay_names__flags[tag] & HSAY_ELEMENT_IS_VOID) {
        return;
    } else if (b->stack.beyond) {
        b->stack.beyond--;
    } else if (tag == HSAY_TAG_A) {
        hsay_stack__close_link(&b->stack);
    } else if (tag == HSAY_TAG_P) {
        if (!hsay_stack__close(&b->stack, name))
            hsay_stack__add(&b->stack, (hsay_node){.tag = HSAY_TAG_P});
    } else if (hsay_stack__is_heading(tag)) {
        hsay_stack__close_heading(&b->stack);
    } else if (tag != HSAY_TAG_FORM && (hsay_names__flags[tag] & HSAY_ELEMENT_IS_SPECIAL)) {
        hsay_stack__close(&b->stack, name);
    } else {
        hsay_stack__close_inline(&b->stack, name);
    }
}

static bool is_blank(hsay_str text)
{
    size_t i = 0;
    while (i < text.len && hsay_char_is_space(text.ptr[i]))
        i++;
    return i == text.len;
}

static void put_text(builder *b, hsay_str text)
{
    hsay_stack__add(&b->stack, (hsay_node){.tag = HSAY_TAG_TEXT, .text = text});
}

static void put_blank(builder *b)
{
    if (b->blank.len)
        put_text(b, b->blank);
    b->blank = HSAY_STR_NONE;
}

/* Between the parts of a table or a head blanks are none of the text. */
static bool drops_blanks(hsay_tag tag)
{
    return tag == HSAY_TAG_HEAD || tag == HSAY_TAG_HTML || tag == HSAY_TAG_TABLE ||
           tag == HSAY_TAG_TBODY || tag == HSAY_TAG_THEAD || tag == HSAY_TAG_TFOOT ||
           tag == HSAY_TAG_TR || tag == HSAY_TAG_SELECT;
}

static void on_text(builder *b)
{
    hsay_str text = b->markup->text;
    if (b->foreign || !b->keeps_text)
        return;
    hsay_tag tag = hsay_stack__tag(hsay_stack__top(&b->stack)->name);
    if (is_blank(text)) {
        if ((b->stack.depth == 1 && !b->body_seen) || drops_blanks(tag))
            return;
        if (b->after_block)
            b->blank = text;
        else
            put_text(b, text);
        return;
    }
    put_blank(b);
    b->after_block = false;
    if (tag == HSAY_TAG_HEAD)
        hsay_stack__close_to(&b->stack, b->stack.depth - 1);
    b->body_seen |= !b->stack.latest[HSAY_TAG_HEAD];
    put_text(b, text);
}

static void on_tag(builder *b, bool starts)
{
    uint16_t name = hsay_names__number(&b->names, b->markup->text);
    if (in_foreign(b, name, starts))
        return;
    unsigned nature = hsay_tag__nature(hsay_stack__tag(name));
    if (nature & HSAY_TAG_IS_BLOCK) {
        b->blank = HSAY_STR_NONE;
        b->after_block = true;
    } else if (!(nature & HSAY_TAG_IS_SILENT)) {
        put_blank(b);
        b->after_block = false;
    }
    b->keeps_text = true;
    if (starts)
        start_tag(b, name);
    else
        end_tag(b, name);
}

static void build(builder *b)
{
    hsay_stack__open(&b->stack, hsay_stack__add(&b->stack, (hsay_node){.tag = HSAY_TAG_OTHER}),
                     HSAY_TAG_OTHER);
    b->after_block = b->keeps_text = true;
    while (!hsay_arena_failed(b->arena) && b->stack.nodes.count <= HSAY_NODES_COUNT) {
        b->markup->cdata_allowed = b->foreign || b->stack.latest[HSAY_TAG_MATH];
        hsay_markup_kind kind = hsay_markup__next(b->markup);
        if (kind == HSAY_MARKUP_END)
            break;
        if (kind == HSAY_MARKUP_TEXT)
            on_text(b);
        else if (kind == HSAY_MARKUP_START_TAG || kind == HSAY_MARKUP_END_TAG)
            on_tag(b, kind == HSAY_MARKUP_START_TAG);
    }
    hsay_stack__close_to(&b->stack, 0);
}

hsay_status hsay_nodes__read(hsay_arena *arena, hsay_str page, hsay_nodes *out, hsay_error *error)
{
    if (page.len > INT32_MAX)
        return hsay_error_set(error, HSAY_LIMIT, "the page is larger than 2 GiB", 0, page.len);
    if (page.len == 0)
        return hsay_error_set(error, HSAY_EMPTY, "the page is empty", 0, 0);
    builder *b = hsay_arena_alloc(arena, sizeof *b);
    hsay_markup *markup = hsay_markup__new(arena, page);
    if (b && markup) {
        b->arena = b->stack.arena = arena;
        b->markup = markup;
        hsay_names__start(&b->names);
        build(b);
    }
    if (hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, "no memory for the page", 0, page.len);
    if (b->stack.nodes.count > HSAY_NODES_COUNT)
        return hsay_error_set(error, HSAY_LIMIT, "the page has too many elements", 0, page.len);
    *out = (hsay_nodes){b->stack.nodes.items, (uint32_t)b->stack.nodes.count, b->attrs.items,
                        markup->work + b->stack.nodes.count + b->stack.closed};
    return HSAY_OK;
}
