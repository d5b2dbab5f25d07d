/*
 * Tags, features, lemmas, trees and names of a sentence's words, by the tagging network.
 * Nothing of it is done for a doc until it is asked for, sentence by sentence.
 */
#ifndef HSAY_LANG_ANALYSE_H
#define HSAY_LANG_ANALYSE_H

#include "lang/doc.h"
#include "model/heads.h"
#include "model/model_file.h"

/* The label of a name: 0 outside, then begin and inside of each hsay_entity_type. */
enum { HSAY_NAME_OUTSIDE, HSAY_NAME_TYPES = 4, HSAY_NAME_LABELS = 1 + 2 * HSAY_NAME_TYPES };

enum { HSAY_LABEL_BYTES = 128 /* of features, a script, a relation at most */ };

/* A model with its labels.  Borrows the model's bytes. */
typedef struct hsay_analyser {
    hsay_model model;
    hsay_heads heads;
    const hsay_str *features, *scripts, *relations;
} hsay_analyser;

/*
 * Opens a tagging model; the labels' views are laid into `arena`.  What hsay_model_open says;
 * HSAY_UNSUPPORTED where the model is not of these inputs and labels.
 */
hsay_status hsay_analyser_open(hsay_str bytes, hsay_arena *arena, hsay_analyser *out,
                               hsay_error *error);
/* The one that the library carries; NULL where it does not run here. */
const hsay_analyser *hsay_analyser__carried(void);

/* A word as treebanks cut them: "don't" is two, "well-known" three. */
typedef struct hsay_word {
    hsay_str form;
    hsay_span span; /* of the article; {0, 0} where the words are from elsewhere */
    uint32_t token; /* index in the doc */
    uint8_t tag;    /* hsay_tag */
    uint8_t name;   /* HSAY_NAME_OUTSIDE; 1 + 2 * type where a name begins, 2 + 2 * type inside */
    uint16_t features, relation; /* index in the analyser's lists */
    uint16_t head; /* 0: the root, else the word's number from 1; HSAY_NO_HEAD without a tree */
    hsay_str lemma;
} hsay_word;

#define HSAY_NO_HEAD UINT16_MAX

/* What is wanted of a sentence; tags and features are always there. */
enum { HSAY_WANT_TAGS = 0, HSAY_WANT_LEMMAS = 1, HSAY_WANT_NAMES = 2, HSAY_WANT_TREE = 4 };

/*
 * Fills in what is wanted of words whose forms are known; lemmas lie in `arena`.  Longer sentences
 * than HSAY_HEADS_WORDS get no tree.  HSAY_MEMORY.  Cost: the network's (quant.h), and n^2 *
 * HSAY_HEADS_ARC for a tree; work memory is bounded (some 10 MB).
 */
hsay_status hsay_analyse(const hsay_analyser *a, hsay_word *words, uint32_t n, unsigned want,
                         hsay_arena *arena);

typedef struct hsay_words {
    hsay_word *items;
    uint32_t count;
} hsay_words;

/* The words of a doc's sentence, with what is wanted, in `arena`. */
hsay_status hsay_analyse_sentence(const hsay_analyser *a, const hsay_doc *doc, uint32_t sentence,
                                  unsigned want, hsay_arena *arena, hsay_words *out);

/* Cuts a doc's tokens [first, first + count) into words. */
hsay_words hsay_words__of(const hsay_doc *doc, uint32_t first, uint32_t count, hsay_arena *arena);

/* Names of labels, static. */
const char *hsay_tag_name(hsay_tag tag);
const char *hsay_name_label(uint32_t label);

#endif
