/*
 * A page's bytes become the node table, by the SAX events of libxml2's HTML parser.  Text that
 * stands in the page as it is becomes a view of the page: where the parser stands behind it, its
 * bytes are compared with the page's.  Before parsing, tags with too many attributes are cut, for
 * the parser compares each attribute with all before it; blanks take their place, so that places in
 * the page stay what they are.
 */
#include "ingest/nodes.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

typedef struct builder {
    hsay_arena *arena;
    hsay_str page; /* as given: views point here */
    HSAY_VEC(hsay_node) nodes;
    HSAY_VEC(hsay_attr) attrs;
    uint32_t open[HSAY_NODES_DEPTH];
    uint32_t depth;
    bool keeps_script, over_limit;
    htmlParserCtxtPtr parser;
} builder;

static const struct {
    const char *name;
    unsigned nature;
} TAGS[HSAY_TAG_COUNT] = {{"", 0},
                          {"", 0},
#define ROW(name, text, nature) {text, nature},
                          HSAY_TAG_TABLE(ROW)
#undef ROW
};

static const char *const ATTRS[HSAY_ATTR_COUNT] = {
#define ROW(name, text) text,
    HSAY_ATTR_TABLE(ROW)
#undef ROW
};

unsigned hsay_tag__nature(hsay_tag tag)
{
    return TAGS[tag].nature;
}

static hsay_tag tag_of(const char *name)
{
    size_t low = HSAY_TAG_TEXT + 1, high = HSAY_TAG_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(name, TAGS[middle].name);
        if (order == 0)
            return (hsay_tag)middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return HSAY_TAG_OTHER;
}

static int attr_of(const char *name)
{
    for (int i = 0; i < HSAY_ATTR_COUNT; i++)
        if (strcmp(name, ATTRS[i]) == 0)
            return i;
    return -1;
}

static void stop(builder *b)
{
    xmlStopParser(b->parser);
}

static void add_attrs(builder *b, hsay_node *node, const xmlChar **attrs)
{
    node->attr_first = (uint32_t)b->attrs.count;
    for (; attrs && attrs[0]; attrs += 2) {
        int name = attr_of((const char *)attrs[0]);
        if (name < 0)
            continue;
        hsay_str value = attrs[1] ? hsay_str_of((const char *)attrs[1]) : HSAY_STR(" ");
        if (value.len == 0 && name == HSAY_ATTR_HIDDEN)
            value = HSAY_STR(" ");
        hsay_attr attr = {(hsay_attr_name)name, hsay_arena_copy(b->arena, value)};
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

static void push_node(builder *b, hsay_node node)
{
    node.parent = b->depth ? b->open[b->depth - 1] : 0;
    hsay_vec_push(b->arena, &b->nodes, node);
    if (hsay_arena_failed(b->arena) || b->nodes.count >= HSAY_NODES_COUNT) {
        b->over_limit = !hsay_arena_failed(b->arena);
        stop(b);
    }
}

static void start_element(void *ctx, const xmlChar *name, const xmlChar **attrs)
{
    builder *b = ctx;
    if (b->over_limit || hsay_arena_failed(b->arena))
        return;
    if (b->depth == HSAY_NODES_DEPTH) {
        b->over_limit = true;
        stop(b);
        return;
    }
    hsay_node node = {.tag = tag_of((const char *)name)};
    add_attrs(b, &node, attrs);
    b->keeps_script = node.tag == HSAY_TAG_SCRIPT && says_json_ld(b, &node);
    uint32_t index = (uint32_t)b->nodes.count;
    push_node(b, node);
    b->open[b->depth++] = index;
}

static void end_element(void *ctx, const xmlChar *name)
{
    builder *b = ctx;
    (void)name;
    if (b->over_limit || hsay_arena_failed(b->arena) || b->depth <= 1)
        return;
    b->nodes.items[b->open[--b->depth]].end = (uint32_t)b->nodes.count;
}

/* The place in the page that holds these bytes and ends at, or a character behind, the parser's. */
static hsay_str view_of(const builder *b, hsay_str bytes)
{
    const xmlParserInput *in = b->parser->input;
    if (!in || in->cur < in->base)
        return HSAY_STR_NONE;
    size_t end = in->consumed + (size_t)(in->cur - in->base);
    for (size_t more = 0; more <= 4; more++) {
        if (end + more > b->page.len || end + more < bytes.len)
            continue;
        const char *start = b->page.ptr + end + more - bytes.len;
        if (memcmp(start, bytes.ptr, bytes.len) == 0)
            return (hsay_str){start, bytes.len};
    }
    return HSAY_STR_NONE;
}

static void add_text(builder *b, hsay_str bytes)
{
    if (bytes.len == 0 || b->depth == 0 || b->over_limit || hsay_arena_failed(b->arena))
        return;
    hsay_str text = bytes.len > 1 ? view_of(b, bytes) : HSAY_STR_NONE;
    if (!text.ptr)
        text = hsay_arena_copy(b->arena, bytes);
    push_node(b, (hsay_node){.tag = HSAY_TAG_TEXT, .text = text, .end = b->nodes.count + 1});
}

static void on_text(void *ctx, const xmlChar *bytes, int len)
{
    add_text(ctx, (hsay_str){(const char *)bytes, (size_t)len});
}

static void on_script(void *ctx, const xmlChar *bytes, int len)
{
    builder *b = ctx;
    if (b->keeps_script)
        add_text(b, (hsay_str){(const char *)bytes, (size_t)len});
}

static size_t skip_to(hsay_str page, size_t at, hsay_str mark)
{
    size_t found = hsay_str_find_nocase(page, mark, at);
    return found == SIZE_MAX ? page.len : found;
}

/* The end of the tag that begins at `at`; `*cut`: where its attributes are too many, or 0. */
static size_t tag_end(hsay_str page, size_t at, size_t *cut)
{
    size_t start = at, attributes = 0;
    char quote = 0;
    for (*cut = 0; at < page.len; at++) {
        char c = page.ptr[at];
        if (quote) {
            quote = c == quote ? 0 : quote;
            continue;
        }
        if (c == '>')
            break;
        if (c == '=' && at + 1 < page.len && (page.ptr[at + 1] == '"' || page.ptr[at + 1] == '\''))
            quote = page.ptr[++at];
        attributes += hsay_char_is_space(c) || c == '/' || quote;
        if (!*cut && (attributes > HSAY_NODES_TAG_ATTRIBUTES || at - start > HSAY_NODES_TAG_BYTES))
            *cut = at;
    }
    return at;
}

/* The page, or a copy of it with blanks for what tags have beyond the limits. */
static hsay_str cut_tags(hsay_arena *arena, hsay_str page)
{
    hsay_str out = page;
    for (size_t at = 0; at < page.len;) {
        const char *open = memchr(page.ptr + at, '<', page.len - at);
        if (!open)
            break;
        at = (size_t)(open - page.ptr) + 1;
        hsay_str rest = hsay_str_cut(page, at, page.len);
        if (hsay_str_starts(rest, HSAY_STR("!--"))) {
            at = skip_to(page, at, HSAY_STR("-->"));
            continue;
        }
        if (rest.len == 0 || !hsay_char_is_alpha(rest.ptr[0]))
            continue;
        size_t cut, end = tag_end(page, at, &cut);
        if (cut && out.ptr == page.ptr)
            out = hsay_arena_copy(arena, page);
        if (cut && out.ptr)
            memset((char *)(uintptr_t)out.ptr + cut, ' ', end - cut);
        at = end;
        if (hsay_str_starts_nocase(rest, HSAY_STR("script")))
            at = skip_to(page, at, HSAY_STR("</script"));
        else if (hsay_str_starts_nocase(rest, HSAY_STR("style")))
            at = skip_to(page, at, HSAY_STR("</style"));
    }
    return out;
}

static bool parse(builder *b, hsay_str page)
{
    b->parser = htmlCreateMemoryParserCtxt(page.ptr, (int)page.len);
    if (!b->parser)
        return false;
    htmlCtxtUseOptions(b->parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                      HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    *b->parser->sax = (xmlSAXHandler){.startElement = start_element,
                                      .endElement = end_element,
                                      .characters = on_text,
                                      .ignorableWhitespace = on_text,
                                      .cdataBlock = on_script,
                                      .initialized = 1};
    b->parser->userData = b;
    xmlSwitchEncoding(b->parser, XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(b->parser);
    bool memory = b->parser->errNo != XML_ERR_NO_MEMORY;
    if (b->parser->myDoc)
        xmlFreeDoc(b->parser->myDoc);
    b->parser->myDoc = NULL;
    htmlFreeParserCtxt(b->parser);
    return memory;
}

hsay_status hsay_nodes__read(hsay_arena *arena, hsay_str page, hsay_nodes *out, hsay_error *error)
{
    if (page.len > INT32_MAX)
        return hsay_error_set(error, HSAY_LIMIT, "the page is larger than 2 GiB", 0, page.len);
    if (page.len == 0)
        return hsay_error_set(error, HSAY_EMPTY, "the page is empty", 0, 0);
    xmlInitParser();
    builder *b = hsay_arena_alloc(arena, sizeof *b);
    if (!b)
        return hsay_error_set(error, HSAY_MEMORY, "no memory for the page", 0, page.len);
    b->arena = arena;
    b->page = page;
    hsay_vec_push(arena, &b->nodes, (hsay_node){.tag = HSAY_TAG_OTHER});
    b->depth = 1; /* the root holds all, also what stands outside <html> */
    hsay_str cut = cut_tags(arena, page);
    if (hsay_arena_failed(arena) || !parse(b, cut) || hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, "no memory for the page", 0, page.len);
    if (b->over_limit)
        return hsay_error_set(error, HSAY_LIMIT,
                              "the page's elements are nested too deep or too many", 0, page.len);
    while (b->depth)
        b->nodes.items[b->open[--b->depth]].end = (uint32_t)b->nodes.count;
    *out = (hsay_nodes){b->nodes.items, (uint32_t)b->nodes.count, b->attrs.items};
    return HSAY_OK;
}

hsay_str hsay_node__attr(const hsay_nodes *nodes, uint32_t node, hsay_attr_name name)
{
    const hsay_node *n = &nodes->items[node];
    for (uint32_t i = 0; i < n->attr_count; i++)
        if (nodes->attrs[n->attr_first + i].name == name)
            return nodes->attrs[n->attr_first + i].value;
    return HSAY_STR_NONE;
}

/* Folds `text` behind `out`; answers the new length. */
static size_t fold(char *out, size_t len, hsay_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        bool space = hsay_char_is_space(text.ptr[i]);
        if (!space)
            out[len++] = text.ptr[i];
        else if (len && out[len - 1] != ' ')
            out[len++] = ' ';
    }
    return len;
}

hsay_str hsay_node__text(hsay_arena *arena, const hsay_nodes *nodes, uint32_t node)
{
    size_t room = 1, len = 0;
    for (uint32_t i = node; i < nodes->items[node].end; i++)
        room += nodes->items[i].text.len + 1;
    char *out = hsay_arena_alloc(arena, room);
    if (!out)
        return HSAY_STR_NONE;
    for (uint32_t i = node; i < nodes->items[node].end;) {
        const hsay_node *n = &nodes->items[i];
        if (i != node && (TAGS[n->tag].nature & HSAY_TAG_IS_SILENT)) {
            i = n->end;
            continue;
        }
        if ((TAGS[n->tag].nature & HSAY_TAG_IS_BLOCK) || n->tag == HSAY_TAG_BR)
            len = fold(out, len, HSAY_STR(" "));
        len = fold(out, len, n->text);
        i++;
    }
    return hsay_str_trim((hsay_str){out, len});
}
