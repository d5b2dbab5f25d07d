/* Lines of CoNLL-U become sentences. */
#include "lang/conllu.h"

#include <string.h>

#include "base/str.h"

enum { CELLS = 10 };

static hsay_str known(hsay_str cell)
{
    return hsay_str_equal(cell, HSAY_STR("_")) ? HSAY_STR_NONE : cell;
}

/* The value of NE= among the parts of the last cell. */
static hsay_str name_of(hsay_str cell)
{
    for (size_t start = 0; start < cell.len;) {
        size_t end = hsay_str_find(cell, HSAY_STR("|"), start);
        hsay_str part = hsay_str_cut(cell, start, end);
        if (hsay_str_starts(part, HSAY_STR("NE=")))
            return hsay_str_cut(part, 3, part.len);
        start = end == SIZE_MAX ? cell.len : end + 1;
    }
    return HSAY_STR_NONE;
}

static bool cut_cells(hsay_str line, hsay_str cells[CELLS])
{
    size_t at = 0;
    for (int i = 0; i < CELLS; i++) {
        size_t end = hsay_str_find(line, HSAY_STR("\t"), at);
        if ((end == SIZE_MAX) != (i == CELLS - 1))
            return false;
        if (end == SIZE_MAX)
            end = line.len;
        if (end == at)
            return false;
        cells[i] = hsay_str_cut(line, at, end);
        at = end + 1;
    }
    return true;
}

static uint32_t number_of(hsay_str cell)
{
    uint32_t n = 0;
    for (size_t i = 0; i < cell.len; i++) {
        if (!hsay_char_is_digit(cell.ptr[i]) || n > HSAY_CONLLU_WORDS)
            return 0;
        n = n * 10 + (uint32_t)(cell.ptr[i] - '0');
    }
    return n;
}

typedef HSAY_VEC(hsay_conllu_word) word_list;

/* HSAY_EMPTY for a line that is no word. */
static hsay_status read_word(hsay_str line, hsay_arena *arena, word_list *words)
{
    hsay_str cells[CELLS];
    if (!cut_cells(line, cells))
        return HSAY_INPUT;
    if (memchr(cells[0].ptr, '-', cells[0].len) || memchr(cells[0].ptr, '.', cells[0].len))
        return HSAY_EMPTY;
    if (words->count >= HSAY_CONLLU_WORDS)
        return HSAY_LIMIT;
    if (number_of(cells[0]) != words->count + 1)
        return HSAY_INPUT;
    hsay_conllu_word w = {.form = cells[1],
                          .lemma = known(cells[2]),
                          .tag = known(cells[3]),
                          .features = cells[5],
                          .head = known(cells[6]),
                          .relation = known(cells[7]),
                          .name = name_of(cells[9])};
    hsay_vec_push(arena, words, w);
    return hsay_arena_failed(arena) ? HSAY_MEMORY : HSAY_OK;
}

hsay_status hsay_conllu_next(hsay_stream *stream, hsay_arena *arena, hsay_conllu_sentence *out,
                             hsay_error *error)
{
    static const hsay_str ID = HSAY_STR("# sent_id = ");
    word_list words = {0};
    hsay_conllu_sentence sentence = {0};
    hsay_line line;
    hsay_status status;
    while ((status = hsay_stream_line(stream, &line, error)) == HSAY_OK) {
        if (line.too_long)
            return hsay_error_set(error, HSAY_LIMIT, "a line is too long", line.number,
                                  line.number);
        if (!line.bytes.len && words.count)
            break;
        if (!line.bytes.len)
            continue;
        hsay_str copy = hsay_arena_copy(arena, line.bytes);
        if (hsay_arena_failed(arena))
            return HSAY_MEMORY;
        if (copy.ptr[0] == '#') {
            if (hsay_str_starts(copy, ID))
                sentence.name = hsay_str_cut(copy, ID.len, copy.len);
            continue;
        }
        status = read_word(copy, arena, &words);
        if (status == HSAY_LIMIT || status == HSAY_INPUT)
            return hsay_error_set(error, status,
                                  status == HSAY_LIMIT ? "a sentence is too long"
                                                       : "this is no line of CoNLL-U",
                                  line.number, line.number);
        if (status == HSAY_MEMORY)
            return status;
    }
    if (status != HSAY_OK && !(status == HSAY_NOT_FOUND && words.count))
        return status;
    sentence.words = words.items;
    sentence.count = (uint32_t)words.count;
    *out = sentence;
    return HSAY_OK;
}

bool hsay_conllu_value_next(hsay_str *cell, hsay_conllu_value *out)
{
    if (!cell->len)
        return false;
    size_t end = hsay_str_find(*cell, HSAY_STR(" "), 0);
    hsay_str value = hsay_str_cut(*cell, 0, end);
    *cell = end == SIZE_MAX ? HSAY_STR_NONE : hsay_str_cut(*cell, end + 1, cell->len);
    size_t slash = value.len;
    while (slash && value.ptr[slash - 1] != '/')
        slash--;
    uint32_t percent = slash > 1 ? number_of(hsay_str_cut(value, slash, value.len)) : 0;
    *out = (hsay_conllu_value){percent ? hsay_str_cut(value, 0, slash - 1) : value,
                               percent && percent <= 100 ? percent : 100};
    return true;
}
