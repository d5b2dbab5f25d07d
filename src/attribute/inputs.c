/* Tokens, their classes and the statements of the rules become rows of the network's table. */
#include "attribute/inputs.h"

#include <string.h>

#include "base/hash.h"
#include "base/str.h"
#include "lang/word_inputs.h"

enum { WORD_BYTES = 48, SURE = 85, FAIR = 70, LONG_QUOTE = 12, SHORT_QUOTE = 5 };

typedef struct field {
    uint32_t first, rows;
} field;

static field field_at(uint32_t index)
{
    static const uint32_t ROWS[] = {
#define FIELD_ROWS(name, rows) rows,
        HSAY_INPUT_TABLE(FIELD_ROWS)
#undef FIELD_ROWS
    };
    field f = {0, ROWS[index]};
    for (uint32_t i = 0; i < index; i++)
        f.first += ROWS[i];
    return f;
}

/* What a token has of the rules' statements. */
typedef struct part {
    uint8_t source, cue, content; /* 0 none, 1 first token, 2 further */
    uint8_t sure, name;           /* of the statement with the content, else the cue */
    bool nested;
} part;

static void lay(const hsay_doc *doc, part *parts, const hsay_draft *d, hsay_spans spans,
                size_t member)
{
    bool nested = d->statement.outer != HSAY_NONE;
    for (uint32_t i = 0; i < spans.count; i++)
        for (uint32_t t = hsay_doc_token_at(doc, spans.items[i].start), first = t;
             t < doc->token_count && doc->tokens[t].span.start < spans.items[i].end; t++) {
            uint8_t *at = (uint8_t *)&parts[t] + member;
            if (nested) {
                parts[t].nested = true;
                if (*at)
                    continue;
            }
            *at = t == first ? 1 : 2;
            int percent = (int)(d->statement.probability * 100);
            parts[t].sure = percent >= SURE ? 3 : percent >= FAIR ? 2 : 1;
            parts[t].name = (uint8_t)(1 + hsay_hash_fast(d->statement.rule, member) % 84);
        }
}

static part *parts_of(const hsay_doc *doc, const hsay_drafts *drafts, hsay_arena *arena)
{
    part *parts = hsay_arena_array(arena, doc->token_count + 1, sizeof *parts);
    for (int nested = 1; parts && nested >= 0; nested--)
        for (uint32_t i = 0; i < drafts->count; i++) {
            const hsay_draft *d = &drafts->items[i];
            if ((d->statement.outer != HSAY_NONE) != nested)
                continue;
            lay(doc, parts, d, d->statement.content, offsetof(part, content));
            lay(doc, parts, d, d->statement.source, offsetof(part, source));
            lay(doc, parts, d, d->statement.cue, offsetof(part, cue));
        }
    return parts;
}

typedef struct writer {
    const hsay_doc *doc;
    const hsay_find_word *words;
    const part *parts;
    field fields[HSAY_INPUT_COUNT];
    uint32_t *rows; /* of the token */
} writer;

static void put(const writer *w, uint32_t name, uint64_t value)
{
    w->rows[name] = w->fields[name].first + (uint32_t)(value % w->fields[name].rows);
}

static void put_word(const writer *w, hsay_str text)
{
    char lower[WORD_BYTES];
    size_t len = text.len < WORD_BYTES ? text.len : WORD_BYTES;
    for (size_t i = 0; i < len; i++)
        lower[i] = hsay_char_is_digit(text.ptr[i]) ? '9' : hsay_char_lower(text.ptr[i]);
    hsay_str word = {lower, len};
    put(w, HSAY_INPUT_WORD, hsay_hash_fast(word, 1));
    w->rows[HSAY_INPUT_SECOND_WORD] =
        w->fields[HSAY_INPUT_WORD].first +
        (uint32_t)(hsay_hash_fast(word, 2) % w->fields[HSAY_INPUT_WORD].rows);
    put(w, HSAY_INPUT_PREFIX, hsay_hash_fast(hsay_str_cut(word, 0, 3), 3));
    put(w, HSAY_INPUT_SUFFIX3, hsay_hash_fast(hsay_str_cut(word, len > 3 ? len - 3 : 0, len), 4));
    put(w, HSAY_INPUT_SUFFIX2, hsay_hash_fast(hsay_str_cut(word, len > 2 ? len - 2 : 0, len), 5));
}

static void put_place(const writer *w, uint32_t t)
{
    const hsay_token *token = &w->doc->tokens[t];
    uint32_t state = 0, size = 0, start = 0;
    if (token->quote != HSAY_NO_QUOTE) {
        const hsay_quote *q = &w->doc->quotes[token->quote];
        uint32_t tokens = q->last_token - q->first_token;
        state = (q->outer != HSAY_NO_QUOTE ? 3 : 1) + !q->closed;
        size = tokens < SHORT_QUOTE ? 0 : tokens < LONG_QUOTE ? 1 : 2;
    }
    const hsay_sentence *s = &w->doc->sentences[token->sentence];
    if (t == s->first_token)
        start = token->sentence == w->doc->paragraphs[s->paragraph].first_sentence ? 2 : 1;
    put(w, HSAY_INPUT_PLACE, ((token->kind * 5 + state) * 3 + size) * 3 + start);
}

static uint32_t step_of(uint32_t distance)
{
    static const uint32_t STEPS[] = {0, 1, 2, 4, 8, 16};
    uint32_t step = 0;
    while (step < 6 && distance > STEPS[step])
        step++;
    return step;
}

static void put_edge(const writer *w, uint32_t t)
{
    const hsay_sentence *s = &w->doc->sentences[w->doc->tokens[t].sentence];
    const hsay_paragraph *p = &w->doc->paragraphs[s->paragraph];
    uint32_t from = step_of(t - s->first_token);
    uint32_t to = step_of(s->first_token + s->token_count - 1 - t);
    put(w, HSAY_INPUT_EDGE, ((from * 7 + to) * 2 + (p->sentence_count > 1)) * 2 + p->heading);
}

static void put_cue(const writer *w, uint32_t t)
{
    const hsay_find_word *word = &w->words[t];
    uint32_t form = word->verb ? 1 + word->form : 0;
    put(w, HSAY_INPUT_CLASS, (word->class * 5u + form) * 2 + (word->noun != NULL));
    const hsay_lexicon_row *row = word->verb ? word->verb : word->noun;
    uint64_t takes = row ? hsay_hash_fast(hsay_str_of(row->fields[0]), 7) ^
                               hsay_hash_fast(hsay_str_of(row->fields[1]), 8)
                         : 0;
    put(w, HSAY_INPUT_TAKES, row ? 1 + takes % 1023 : 0);
}

static void put_rule(const writer *w, uint32_t t)
{
    const part *p = &w->parts[t];
    uint32_t role = (p->source * 3u + p->cue) * 3u + p->content;
    put(w, HSAY_INPUT_RULE, (role * 4 + p->sure) * 2 + p->nested);
    put(w, HSAY_INPUT_RULE_NAME, p->name * 3u + p->content);
}

uint32_t *hsay_inputs__make(const hsay_doc *doc, const hsay_find_word *words,
                            const hsay_drafts *drafts, hsay_arena *arena)
{
    uint32_t *rows =
        hsay_arena_array(arena, (size_t)doc->token_count * HSAY_INPUT_FIELDS + 1, sizeof *rows);
    writer w = {.doc = doc, .words = words, .parts = parts_of(doc, drafts, arena), .rows = rows};
    if (!w.parts || !rows)
        return NULL;
    for (uint32_t i = 0; i < HSAY_INPUT_COUNT; i++)
        w.fields[i] = field_at(i);
    for (uint32_t t = 0; t < doc->token_count; t++, w.rows += HSAY_INPUT_FIELDS) {
        hsay_str text = hsay_doc_text(doc, t);
        put_word(&w, text);
        put(&w, HSAY_INPUT_SHAPE, hsay_word_inputs__shape(text));
        put_place(&w, t);
        put_edge(&w, t);
        put_cue(&w, t);
        put_rule(&w, t);
    }
    return rows;
}
