/* The node table as it is asked: natures of tags, attributes, and the text of a subtree. */
#include "ingest/nodes.h"

#include "base/str.h"

static const uint8_t NATURES[HSAY_TAG_COUNT] = {0, 0,
#define ROW(name, text, nature) nature,
                                                HSAY_TAG_TABLE(ROW)
#undef ROW
};

unsigned hsay_tag__nature(hsay_tag tag)
{
    return NATURES[tag];
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
        if (i != node && (NATURES[n->tag] & HSAY_TAG_IS_SILENT)) {
            i = n->end;
            continue;
        }
        if ((NATURES[n->tag] & HSAY_TAG_IS_BLOCK) || n->tag == HSAY_TAG_BR)
            len = fold(out, len, HSAY_STR(" "));
        len = fold(out, len, n->text);
        i++;
    }
    return hsay_str_trim((hsay_str){out, len});
}
