/* The node table as it is asked: natures of tags, attributes, and the text of a subtree. */
#include "ingest/nodes.h"

#include "base/str.h"

enum { BLANKS = 16 /* bytes looked at for each that is asked for */ };

const uint8_t hsay_tag__natures[HSAY_TAG_COUNT] = {0, 0,
#define ROW(name, text, nature) nature,
                                                   HSAY_TAG_TABLE(ROW)
#undef ROW
};

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

hsay_str hsay_node__text(hsay_arena *arena, const hsay_nodes *nodes, uint32_t node,
                         size_t most_bytes)
{
    size_t room = 1, len = 0;
    size_t looked = most_bytes < SIZE_MAX / BLANKS ? most_bytes * BLANKS : SIZE_MAX;
    uint32_t end = node;
    for (; end < nodes->items[node].end && end - node < most_bytes && room < looked; end++)
        room += hsay_str_cut(nodes->items[end].text, 0, looked).len + 1;
    char *out = hsay_arena_alloc(arena, room);
    if (!out)
        return HSAY_STR_NONE;
    for (uint32_t i = node; i < end;) {
        const hsay_node *n = &nodes->items[i];
        if (i != node && (hsay_tag__nature(n->tag) & HSAY_TAG_IS_SILENT)) {
            i = n->end;
            continue;
        }
        if ((hsay_tag__nature(n->tag) & HSAY_TAG_IS_BLOCK) || n->tag == HSAY_TAG_BR)
            len = fold(out, len, HSAY_STR(" "));
        len = fold(out, len, hsay_str_cut(n->text, 0, looked));
        if (n->broken)
            len = fold(out, len, HSAY_STR(" "));
        i++;
    }
    return hsay_str_cut(hsay_str_trim((hsay_str){out, len}), 0, most_bytes);
}
