/* A text as pieces: lines, paragraphs of wrapped lines, or the halves of a line of two glued
 * blocks. */
#ifndef HSAY_INGEST_PIECES_H
#define HSAY_INGEST_PIECES_H

#include "base/arena.h"
#include "base/str.h"
#include "hearsay/article.h"

typedef struct hsay_piece {
    hsay_span span; /* trimmed, never empty */
    uint32_t words;
    bool open;   /* no full stop, question or exclamation mark at its end */
    bool quoted; /* holds a double quote mark */
    bool bullet;
    bool glued; /* no line end stands between it and the piece before */
    bool furniture;
    hsay_furniture_reason reason;
    hsay_str rule;
} hsay_piece;

typedef struct hsay_pieces {
    hsay_piece *items;
    uint32_t count;
} hsay_pieces;

/* Cost: linear; a failure of memory shows in the arena. */
hsay_pieces hsay_pieces__split(hsay_arena *arena, hsay_str text);
/* The piece of a range: trimmed and counted. */
hsay_piece hsay_pieces__measure(hsay_str text, hsay_span span);

/* Whether the words of a piece alone say that it is furniture; fills reason and rule then. */
bool hsay_cues__match(hsay_str text, hsay_piece *piece, bool head);
/* Whether a piece is a caption by its tense and its date; fills reason and rule then. */
bool hsay_captions__match(hsay_str text, hsay_piece *piece);
/* Bytes at `at` that belong to a word: letters, digits, ' ’ & - and all beyond ASCII; 0: none. */
static inline size_t hsay_cues__word_bytes(hsay_str text, size_t at)
{
    if (at >= text.len)
        return 0;
    unsigned char c = (unsigned char)text.ptr[at];
    if (c == 0xE2 && at + 2 < text.len && (unsigned char)text.ptr[at + 1] == 0x80)
        return (unsigned char)text.ptr[at + 2] == 0x99 ? 3 : 0; /* ’, but no other mark or dash */
    if (c == 0xC2)
        return 0; /* U+00A0, ©, « and the like */
    bool plain = hsay_char_is_alpha((char)c) || hsay_char_is_digit((char)c);
    return plain || c == '\'' || c == '&' || c == '-' || c >= 0x80;
}

#endif
