/*
 * Pages on standard input, their pieces on standard output: for html5lib.py, which compares them.
 * A page is a line "MODE CLOSING LENGTH" (CLOSING: a tag's name or "-") and its bytes; what comes
 * back is one JSON array a line, as html5lib writes tokens.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/html_markup.h"
#include "ingest/html_reference.h"

static void put(hsay_str s, bool fold)
{
    putchar('"');
    for (size_t i = 0; i < s.len; i++) {
        char c = fold ? hsay_char_lower(s.ptr[i]) : s.ptr[i];
        if ((unsigned char)c < ' ' || c == '"' || c == '\\')
            printf("\\u%04x", (unsigned)c);
        else
            putchar(c);
    }
    putchar('"');
}

static void put_or_null(hsay_str s, bool fold)
{
    if (s.ptr)
        put(s, fold);
    else
        printf("null");
}

static bool stands_before(const hsay_markup *m, uint32_t i)
{
    for (uint32_t k = 0; k < i; k++)
        if (hsay_str_equal_nocase(m->attrs[k].name, m->attrs[i].name))
            return true;
    return false;
}

static void put_start(hsay_markup *m)
{
    const char *before = "";
    printf("[\"StartTag\",");
    put(m->text, true);
    printf(",{");
    for (uint32_t i = 0; i < m->attr_count; i++) {
        if (stands_before(m, i))
            continue;
        printf("%s", before);
        put(m->attrs[i].name, true);
        putchar(':');
        put(hsay_reference__decode(m->arena, m->attrs[i].value), false);
        before = ",";
    }
    printf(m->self_closing ? "},true]" : "}]");
}

static void put_piece(hsay_markup *m)
{
    static const char *const NAMES[] = {"", "Character", "", "EndTag", "Comment", "DOCTYPE"};
    if (m->kind == HSAY_MARKUP_START_TAG) {
        put_start(m);
        return;
    }
    bool fold = m->kind == HSAY_MARKUP_END_TAG || m->kind == HSAY_MARKUP_DOCTYPE;
    printf("[\"%s\",", NAMES[m->kind]);
    put_or_null(m->text, fold);
    if (m->kind == HSAY_MARKUP_DOCTYPE) {
        putchar(',');
        put_or_null(m->public_id, false);
        putchar(',');
        put_or_null(m->system_id, false);
        printf(m->quirks ? ",false" : ",true");
    }
    putchar(']');
}

int main(void)
{
    unsigned mode;
    size_t len;
    char closing[64];
    while (scanf("%u %63s %zu", &mode, closing, &len) == 3 && getchar() == '\n') {
        char *page = malloc(len + 1);
        hsay_arena *arena = hsay_arena_new();
        if (!page || !arena || fread(page, 1, len, stdin) != len)
            return 1;
        hsay_markup *m = hsay_markup__new(arena, (hsay_str){page, len});
        m->mode = (hsay_markup_mode)mode;
        m->closing = strcmp(closing, "-") ? hsay_str_of(closing) : HSAY_STR_NONE;
        m->cdata_allowed = mode == HSAY_MARKUP_CDATA;
        putchar('[');
        for (bool first = true; hsay_markup__next(m) != HSAY_MARKUP_END; first = false) {
            if (!first)
                putchar(',');
            put_piece(m);
        }
        printf("]\n");
        hsay_arena_free(arena);
        free(page);
    }
    return 0;
}
