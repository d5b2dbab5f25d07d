/*
 * An XML feed by libxml2's SAX interface.  Invariant: no entity is ever expanded but those of XML
 * and HTML, each one character; nothing is fetched; depth, attributes and name spaces have declared
 * limits, so that the cost is linear.  Broken XML is read on as far as libxml2 recovers.
 */
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/buf.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ingest/encoding.h"
#include "ingest/feed.h"
#include "ingest/feed_parts.h"

enum { ENTITY_NAME_BYTES = 64, STACK_MAX = HSAY_FEED_DEPTH + 16 };

typedef struct reader {
    xmlParserCtxt *ctxt;
    hsay_arena *arena;
    hsay_str text;      /* the feed in UTF-8 */
    uint64_t start;     /* of it in the input */
    bool stands;        /* text is bytes of the input, so places in it are places there */
    uint64_t input_end; /* else every place is the whole input's */
    hsay_entries *out;
    hsay_str names[STACK_MAX]; /* of the open elements, without prefix */
    size_t depth, item_depth;  /* item_depth 0: in no item */
    uint64_t item_start;
    hsay_feed_values feed, item;
    hsay_feed_part part; /* being gathered */
    size_t part_depth;
    hsay_feed_coding coding;
    bool escapes, skips;
    hsay_buf value;
    bool ended, declares;
    xmlEntity entity; /* lent to libxml2 */
    char entity_name[ENTITY_NAME_BYTES + 3], entity_text[ENTITY_NAME_BYTES + 3];
    hsay_status status;
    const char *why;
} reader;

static hsay_str view(const xmlChar *s)
{
    return hsay_str_of((const char *)s);
}

static void stop(reader *r, hsay_status status, const char *why)
{
    if (r->status == HSAY_OK) {
        r->status = status;
        r->why = why;
    }
    xmlStopParser(r->ctxt);
}

/* Bytes of r->text that libxml2 has taken. */
static uint64_t taken(const reader *r)
{
    const xmlParserInput *in = r->ctxt->input;
    uint64_t at = in ? in->consumed + (uint64_t)(in->cur - in->base) : r->text.len;
    return at < r->text.len ? at : r->text.len;
}

/* Where the tag begins in which the parser stands. */
static uint64_t tag_start(const reader *r)
{
    uint64_t at = taken(r);
    while (at > 0 && (at == r->text.len || r->text.ptr[at] != '<'))
        at--;
    return at;
}

static hsay_str attribute(int count, const xmlChar **attributes, const char *name)
{
    for (int i = 0; i < count; i++, attributes += 5)
        if (hsay_str_equal(view(attributes[0]), hsay_str_of(name)))
            return (hsay_str){(const char *)attributes[3], (size_t)(attributes[4] - attributes[3])};
    return HSAY_STR_NONE;
}

static void put_escaped(hsay_buf *buf, hsay_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        const char *coded = c == '<' ? "&lt;" : c == '&' ? "&amp;" : c == '"' ? "&quot;" : NULL;
        if (coded)
            hsay_buf_put_text(buf, coded);
        else
            hsay_buf_put_char(buf, c);
    }
}

/* An element inside a value: written again as the tag that it was. */
static void put_tag(reader *r, hsay_str name, int count, const xmlChar **attributes)
{
    r->coding = HSAY_FEED_HTML;
    hsay_buf_put_char(&r->value, '<');
    hsay_buf_put_str(&r->value, name);
    for (int i = 0; i < count; i++, attributes += 5) {
        hsay_buf_put_char(&r->value, ' ');
        hsay_buf_put_str(&r->value, view(attributes[0]));
        hsay_buf_put_text(&r->value, "=\"");
        put_escaped(&r->value, (hsay_str){(const char *)attributes[3],
                                          (size_t)(attributes[4] - attributes[3])});
        hsay_buf_put_char(&r->value, '"');
    }
    hsay_buf_put_char(&r->value, '>');
}

static bool holds_markup(hsay_feed_role role)
{
    return role == HSAY_FEED_ROLE_BODY || role == HSAY_FEED_ROLE_EXCERPT ||
           role == HSAY_FEED_ROLE_SUMMARY || role == HSAY_FEED_ROLE_TITLE ||
           role == HSAY_FEED_ROLE_OUTLET;
}

/* Atom says how a value is coded; elsewhere text and titles are HTML by custom. */
static void begin_value(reader *r, hsay_feed_part part, hsay_str space, hsay_str type)
{
    bool atom = hsay_str_equal(space, HSAY_STR("atom"));
    bool xhtml = hsay_str_find(type, HSAY_STR("xhtml"), 0) != SIZE_MAX;
    bool html = xhtml || hsay_str_find(type, HSAY_STR("html"), 0) != SIZE_MAX;
    bool text = type.len == 0 || hsay_str_starts(type, HSAY_STR("text"));
    r->part = part;
    r->part_depth = r->depth;
    r->coding = holds_markup(part.role) && (!atom || html) ? HSAY_FEED_HTML : HSAY_FEED_PLAIN;
    r->escapes = atom && xhtml;
    r->skips = atom && !html && !text; /* an image or sound as content */
    hsay_buf_clear(&r->value);
}

static hsay_feed_values *values(reader *r)
{
    return r->item_depth ? &r->item : &r->feed;
}

/* Atom's link is an attribute: the page itself is the alternate one. */
static void take_link(reader *r, int count, const xmlChar **attributes)
{
    hsay_str rel = attribute(count, attributes, "rel");
    hsay_str type = attribute(count, attributes, "type");
    bool page = rel.len == 0 || hsay_str_equal(rel, HSAY_STR("alternate"));
    bool html = type.len == 0 || hsay_str_find(type, HSAY_STR("html"), 0) != SIZE_MAX;
    hsay_str href = attribute(count, attributes, "href");
    if (page && html && href.len)
        hsay_feed__put(r->arena, values(r), (hsay_feed_part){HSAY_FEED_ROLE_URL, 3},
                       hsay_arena_copy(r->arena, href), HSAY_FEED_PLAIN);
}

static void take_lang(reader *r, int count, const xmlChar **attributes)
{
    hsay_str lang = attribute(count, attributes, "lang");
    if (lang.len)
        hsay_feed__put(r->arena, values(r), (hsay_feed_part){HSAY_FEED_ROLE_LANG, 3},
                       hsay_arena_copy(r->arena, lang), HSAY_FEED_PLAIN);
}

static void begin_item(reader *r, int count, const xmlChar **attributes)
{
    if (r->out->count == HSAY_ENTRIES_MAX) {
        stop(r, HSAY_LIMIT, "the feed has more than 250,000 items; the rest is not read");
        return;
    }
    r->item_depth = r->depth;
    r->item_start = tag_start(r);
    r->item = (hsay_feed_values){0};
    hsay_str about = attribute(count, attributes, "about");
    if (about.len)
        hsay_feed__put(r->arena, &r->item, (hsay_feed_part){HSAY_FEED_ROLE_ID, 2},
                       hsay_arena_copy(r->arena, about), HSAY_FEED_PLAIN);
}

static bool is_item(hsay_str name)
{
    return hsay_str_equal(name, HSAY_STR("item")) || hsay_str_equal(name, HSAY_STR("entry")) ||
           hsay_str_equal(name, HSAY_STR("url"));
}

static bool is_root(hsay_str name)
{
    static const char *const ROOTS[] = {"rss", "RDF", "feed", "urlset"};
    for (size_t i = 0; i < sizeof ROOTS / sizeof *ROOTS; i++)
        if (hsay_str_equal(name, hsay_str_of(ROOTS[i])))
            return true;
    return false;
}

/* Whether the element may be read: else the parser was stopped. */
static bool admit(reader *r, hsay_str name)
{
    if (r->depth == STACK_MAX || r->ctxt->nsNr > 2 * HSAY_FEED_NAMESPACES)
        stop(r, HSAY_LIMIT, "the feed nests too deep or declares too many name spaces");
    else if (r->depth == 0 && hsay_str_equal(name, HSAY_STR("sitemapindex")))
        stop(r, HSAY_UNSUPPORTED, "the sitemap only lists other sitemaps, and nothing is fetched");
    else if (r->depth == 0 && !is_root(name))
        stop(r, HSAY_INPUT, "the XML is no feed");
    return r->status == HSAY_OK;
}

static void on_start(void *ctx, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                     int ns_count, const xmlChar **ns, int count, int defaulted,
                     const xmlChar **attributes)
{
    (void)ns_count, (void)ns, (void)defaulted;
    reader *r = ctx;
    hsay_str name = view(local), space = hsay_feed__space(view(uri), view(prefix));
    if (r->ended || !admit(r, name))
        return;
    hsay_str parent = r->depth ? r->names[r->depth - 1] : HSAY_STR_NONE;
    r->names[r->depth++] = name;
    if (r->part.role) {
        if (holds_markup(r->part.role))
            put_tag(r, name, count, attributes);
        return;
    }
    if (!r->item_depth && is_item(name) && r->depth <= 3)
        begin_item(r, count, attributes);
    bool direct = r->item_depth && r->depth == r->item_depth + 1;
    if (r->depth == 1 || r->depth == r->item_depth)
        take_lang(r, count, attributes);
    bool link = hsay_str_equal(name, HSAY_STR("link")) && hsay_str_equal(space, HSAY_STR("atom"));
    if (link && (direct || r->depth == 2))
        take_link(r, count, attributes);
    hsay_feed_part part =
        hsay_feed__part(space, name, direct ? HSAY_STR_NONE : parent, r->item_depth > 0);
    if (part.role)
        begin_value(r, part, space, attribute(count, attributes, "type"));
}

static void end_value(reader *r)
{
    hsay_str text = hsay_buf_view(&r->value);
    bool marked = hsay_str_find(text, HSAY_STR("<"), 0) != SIZE_MAX ||
                  hsay_str_find(text, HSAY_STR("&"), 0) != SIZE_MAX;
    hsay_feed_coding coding = marked ? r->coding : HSAY_FEED_PLAIN;
    if (r->value.failed)
        stop(r, HSAY_MEMORY, NULL);
    else if (!r->skips)
        hsay_feed__put(r->arena, values(r), r->part, hsay_arena_copy(r->arena, text), coding);
    r->part = (hsay_feed_part){0};
}

static void end_item(reader *r)
{
    uint64_t end = taken(r);
    while (end < r->text.len && r->text.ptr[end - 1] != '>')
        end++;
    hsay_entry e = hsay_feed__entry(&r->item, &r->feed);
    e.bytes = hsay_str_cut(r->text, r->item_start, end);
    e.start = r->stands ? r->start + r->item_start : r->start;
    e.end = r->stands ? r->start + end : r->input_end;
    e.stands = r->stands;
    hsay_vec_push(r->arena, r->out, e);
    r->item_depth = 0;
    if (hsay_arena_failed(r->arena))
        stop(r, HSAY_MEMORY, NULL);
}

static void on_end(void *ctx, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix, (void)uri;
    reader *r = ctx;
    if (r->depth == 0 || r->status != HSAY_OK)
        return;
    if (r->part.role && r->depth == r->part_depth) {
        end_value(r);
    } else if (r->part.role && holds_markup(r->part.role)) {
        hsay_buf_put_text(&r->value, "</");
        hsay_buf_put_str(&r->value, view(local));
        hsay_buf_put_char(&r->value, '>');
    } else if (r->item_depth == r->depth) {
        end_item(r);
    }
    r->depth--;
    r->ended = r->depth == 0;
}

static void on_text(void *ctx, const xmlChar *text, int len)
{
    reader *r = ctx;
    hsay_str words = {(const char *)text, (size_t)len};
    if (!r->part.role || r->status != HSAY_OK)
        return;
    if (r->escapes || (r->depth > r->part_depth && holds_markup(r->part.role)))
        put_escaped(&r->value, words);
    else
        hsay_buf_put_str(&r->value, words);
}

/* CDATA is text, and HTML as it stands. */
static void on_cdata(void *ctx, const xmlChar *text, int len)
{
    on_text(ctx, text, len);
}

/* HTML's names are one character each; of others the reference stays as it was written. */
static xmlEntity *on_entity(void *ctx, const xmlChar *name)
{
    reader *r = ctx;
    const htmlEntityDesc *known = htmlEntityLookup(name);
    if (r->depth == 0) /* in a declaration, which is not read */
        return NULL;
    if (!known && r->declares) {
        stop(r, HSAY_INPUT, "the feed uses entities of its own, which are not expanded");
        return NULL;
    }
    if (known)
        r->entity_text[hsay_utf8_put(known->value, r->entity_text)] = 0;
    else if (strlen((const char *)name) > ENTITY_NAME_BYTES)
        return NULL;
    else
        snprintf(r->entity_text, sizeof r->entity_text, "&%s;", (const char *)name);
    snprintf(r->entity_name, sizeof r->entity_name, "%.*s", ENTITY_NAME_BYTES, (const char *)name);
    r->entity = (xmlEntity){.type = XML_ENTITY_DECL,
                            .name = (const xmlChar *)r->entity_name,
                            .content = (xmlChar *)r->entity_text,
                            .orig = (xmlChar *)r->entity_text,
                            .length = (int)strlen(r->entity_text),
                            .etype = XML_INTERNAL_PREDEFINED_ENTITY};
    return &r->entity;
}

static void on_entity_declared(void *ctx, const xmlChar *name, int type, const xmlChar *public_id,
                               const xmlChar *system_id, xmlChar *content)
{
    (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
    ((reader *)ctx)->declares = true;
}

static void on_attribute_declared(void *ctx, const xmlChar *element, const xmlChar *name, int type,
                                  int value, const xmlChar *given, xmlEnumeration *tree)
{
    (void)element, (void)name, (void)type, (void)value, (void)given;
    xmlFreeEnumeration(tree);
    stop(ctx, HSAY_INPUT, "the feed declares attributes of its own, which are not read");
}

static void on_error(void *ctx, xmlError *error)
{
    (void)ctx, (void)error; /* what matters is whether the root element was closed */
}

static void parse(reader *r)
{
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = on_start,
                         .endElementNs = on_end,
                         .characters = on_text,
                         .ignorableWhitespace = on_text,
                         .cdataBlock = on_cdata,
                         .getEntity = on_entity,
                         .entityDecl = on_entity_declared,
                         .attributeDecl = on_attribute_declared,
                         .serror = on_error};
    r->ctxt = xmlCreateMemoryParserCtxt(r->text.ptr, (int)r->text.len);
    if (!r->ctxt) {
        r->status = HSAY_MEMORY;
        return;
    }
    xmlCtxtUseOptions(r->ctxt, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC |
                                   XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    xmlSwitchEncoding(r->ctxt, XML_CHAR_ENCODING_UTF8);
    *r->ctxt->sax = sax;
    r->ctxt->userData = r;
    xmlParseDocument(r->ctxt);
    if (r->status == HSAY_OK && r->ctxt->errNo == XML_ERR_NO_MEMORY)
        r->status = HSAY_MEMORY;
    if (r->status == HSAY_OK && !r->ended) {
        r->status = HSAY_INPUT;
        r->why = r->depth ? "the feed's XML is broken or ends too early" : "the XML is no feed";
    }
}

static size_t behind(hsay_str text, const char *end, size_t from)
{
    size_t at = hsay_str_find(text, hsay_str_of(end), from);
    return at == SIZE_MAX ? text.len : at + strlen(end);
}

/* The end of the tag that begins at `at`, or 0 where it has too many attributes. */
static size_t tag_end(hsay_str text, size_t at)
{
    size_t attributes = 0;
    char quote = 0;
    for (at++; at < text.len; at++) {
        char c = text.ptr[at];
        if (c == '<' || (c == '>' && !quote))
            break;
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '=' && ++attributes > HSAY_FEED_TAG_ATTRIBUTES)
            return 0;
    }
    return at;
}

/* libxml2 compares each attribute of a tag with all before it, so they are counted first. */
static bool tags_are_small(hsay_str text)
{
    for (size_t at = 0; (at = hsay_str_find(text, HSAY_STR("<"), at)) != SIZE_MAX;) {
        hsay_str rest = hsay_str_cut(text, at, text.len);
        if (hsay_str_starts(rest, HSAY_STR("<![CDATA[")))
            at = behind(text, "]]>", at);
        else if (hsay_str_starts(rest, HSAY_STR("<!--")))
            at = behind(text, "-->", at + 4);
        else if ((at = tag_end(text, at)) == 0)
            return false;
    }
    return true;
}

/* The name after encoding= in the XML declaration. */
static hsay_str declared_encoding(hsay_str bytes)
{
    hsay_str head = hsay_str_cut(bytes, 0, 256);
    size_t end = hsay_str_find(head, HSAY_STR("?>"), 0);
    if (!hsay_str_starts(head, HSAY_STR("<?xml")) || end == SIZE_MAX)
        return HSAY_STR_NONE;
    size_t at = hsay_str_find(hsay_str_cut(head, 0, end), HSAY_STR("encoding"), 0);
    while (at < end && head.ptr[at] != '"' && head.ptr[at] != '\'')
        at++;
    size_t close = at + 1;
    while (close < end && head.ptr[close] != '"' && head.ptr[close] != '\'')
        close++;
    return at < end ? hsay_str_cut(head, at + 1, close) : HSAY_STR_NONE;
}

hsay_status hsay_feed__read_xml(hsay_str bytes, uint64_t start, hsay_arena *arena,
                                hsay_entries *out, hsay_error *error)
{
    uint32_t repaired = 0;
    reader r = {.arena = arena, .start = start, .input_end = start + bytes.len, .out = out};
    r.text = hsay_encoding__to_utf8(arena, bytes, declared_encoding(bytes), &repaired);
    if (hsay_arena_failed(arena))
        return hsay_error_set(error, HSAY_MEMORY, NULL, start, start + bytes.len);
    hsay_str white = hsay_str_trim(r.text);
    r.text = hsay_str_cut(white, 0, white.len);
    r.stands = r.text.ptr >= bytes.ptr && r.text.ptr < bytes.ptr + bytes.len;
    if (r.stands)
        r.start += (uint64_t)(r.text.ptr - bytes.ptr);
    if (r.text.len > INT32_MAX)
        return hsay_error_set(error, HSAY_LIMIT, "the feed is over the size limit", start,
                              start + bytes.len);
    if (r.text.len == 0)
        return hsay_error_set(error, HSAY_EMPTY, "the feed is empty", start, start + bytes.len);
    if (!tags_are_small(r.text))
        return hsay_error_set(error, HSAY_LIMIT, "a tag of the feed has too many attributes", start,
                              start + bytes.len);
    parse(&r);
    uint64_t at = r.stands && r.ctxt ? r.start + taken(&r) : start;
    if (r.ctxt && r.ctxt->myDoc)
        xmlFreeDoc(r.ctxt->myDoc);
    xmlFreeParserCtxt(r.ctxt);
    hsay_buf_free(&r.value);
    if (out->count)
        out->items[0].repaired = repaired;
    if (r.status == HSAY_OK)
        return HSAY_OK;
    return hsay_error_set(error, r.status, r.why, at, start + bytes.len);
}
