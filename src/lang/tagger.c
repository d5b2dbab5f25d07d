/* Articles, or words that were cut before, become CoNLL-U. */
#include "hearsay/tag.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/str.h"
#include "lang/analyse.h"
#include "lang/conllu.h"

enum { MODEL_BYTES = 1 << 28, ALL = HSAY_WANT_LEMMAS | HSAY_WANT_NAMES | HSAY_WANT_TREE };

struct hsay_tagger {
    const hsay_analyser *analyser;
    hsay_analyser loaded;
    hsay_arena *labels, *arena, *work; /* work: of a sentence */
    char *bytes;
    hsay_buf out;
};

static hsay_status load(hsay_tagger *t, const char *path, hsay_error *error)
{
    hsay_stream *stream = NULL;
    hsay_str bytes;
    hsay_status status = hsay_stream_open(path, MODEL_BYTES, &stream, error);
    if (status == HSAY_OK)
        status = hsay_stream_rest(stream, &bytes, error);
    if (status == HSAY_OK && !(t->bytes = hsay_alloc__new(bytes.len + HSAY_MODEL_ALIGN)))
        status = HSAY_MEMORY;
    if (status == HSAY_OK) {
        char *at = t->bytes + HSAY_MODEL_ALIGN - (uintptr_t)t->bytes % HSAY_MODEL_ALIGN;
        if (bytes.len)
            memcpy(at, bytes.ptr, bytes.len);
        status = hsay_analyser_open((hsay_str){at, bytes.len}, t->labels, &t->loaded, error);
        t->analyser = &t->loaded;
    }
    hsay_stream_close(stream);
    return status;
}

hsay_status hsay_tagger_open(const char *model, hsay_tagger **out, hsay_error *error)
{
    hsay_tagger *t = hsay_alloc__zeroed(sizeof *t);
    if (!t)
        return HSAY_MEMORY;
    t->labels = hsay_arena_new();
    t->arena = hsay_arena_new();
    t->work = hsay_arena_new();
    hsay_status status = t->labels && t->arena && t->work ? HSAY_OK : HSAY_MEMORY;
    if (status == HSAY_OK && model)
        status = load(t, model, error);
    else if (status == HSAY_OK && !(t->analyser = hsay_analyser__carried()))
        status =
            hsay_error_set(error, HSAY_UNSUPPORTED, "the carried model does not run here", 0, 0);
    if (status == HSAY_OK)
        *out = t;
    else
        hsay_tagger_close(t);
    return status;
}

void hsay_tagger_close(hsay_tagger *t)
{
    if (!t)
        return;
    hsay_arena_free(t->labels);
    hsay_arena_free(t->arena);
    hsay_arena_free(t->work);
    hsay_alloc__free(t->bytes);
    hsay_buf_free(&t->out);
    hsay_alloc__free(t);
}

static void put_cell(hsay_buf *out, hsay_str cell)
{
    hsay_buf_put_char(out, '\t');
    hsay_buf_put_str(out, cell.len ? cell : HSAY_STR("_"));
}

/* A comment's value is one line, whatever an input is called. */
static void put_comment(hsay_buf *out, const char *name, hsay_str value)
{
    hsay_buf_put_format(out, "# %s = ", name);
    for (size_t i = 0; i < value.len; i++) {
        bool control = (unsigned char)value.ptr[i] < ' ';
        hsay_buf_put_char(out, control ? ' ' : value.ptr[i]);
    }
    hsay_buf_put_char(out, '\n');
}

static void put_words(hsay_tagger *t, const hsay_word *words, uint32_t n)
{
    const hsay_analyser *a = t->analyser;
    for (uint32_t i = 0; i < n; i++) {
        const hsay_word *w = &words[i];
        bool tree = w->head != HSAY_NO_HEAD;
        bool joined = w->span.end && i + 1 < n && words[i + 1].span.start == w->span.end;
        hsay_buf_put_format(&t->out, "%u", i + 1);
        put_cell(&t->out, w->form);
        put_cell(&t->out, w->lemma);
        put_cell(&t->out, hsay_str_of(hsay_tag_name(w->tag)));
        put_cell(&t->out, HSAY_STR_NONE);
        put_cell(&t->out, a->features[w->features]);
        if (tree)
            hsay_buf_put_format(&t->out, "\t%u", w->head);
        else
            put_cell(&t->out, HSAY_STR_NONE);
        put_cell(&t->out, tree ? a->relations[w->relation] : HSAY_STR_NONE);
        hsay_buf_put_format(&t->out, "\t_\tNE=%s%s\n", hsay_name_label(w->name),
                            joined ? "|SpaceAfter=No" : "");
    }
    hsay_buf_put_char(&t->out, '\n');
}

/* Hands a sentence to the sink, and forgets it. */
static hsay_status flush(hsay_tagger *t, hsay_status status, hsay_sink sink)
{
    if (status == HSAY_OK)
        status = t->out.failed ? HSAY_MEMORY : sink.write(sink.ctx, t->out.ptr, t->out.len);
    hsay_buf_clear(&t->out);
    hsay_arena_reset(t->work);
    return status;
}

static hsay_status tag_sentence_of(hsay_tagger *t, const hsay_doc *doc, uint32_t i, hsay_sink sink)
{
    hsay_words words = {0};
    hsay_status status = hsay_analyse_sentence(t->analyser, doc, i, ALL, t->work, &words);
    if (i == 0)
        put_comment(&t->out, "newdoc id", doc->article->id);
    if (doc->paragraphs[doc->sentences[i].paragraph].first_sentence == i)
        hsay_buf_put_text(&t->out, "# newpar\n");
    hsay_buf_put_format(&t->out, "# sent_id = %u\n", i + 1);
    put_words(t, words.items, words.count);
    return flush(t, status, sink);
}

hsay_status hsay_tagger_article(hsay_tagger *t, const hsay_article *article, hsay_sink sink)
{
    hsay_doc doc;
    hsay_status status = hsay_doc_make(article, t->arena, &doc);
    for (uint32_t i = 0; status == HSAY_OK && i < doc.sentence_count; i++)
        status = tag_sentence_of(t, &doc, i, sink);
    hsay_arena_reset(t->arena);
    return status;
}

static hsay_status tag_sentence(hsay_tagger *t, const hsay_conllu_sentence *s, hsay_sink sink)
{
    hsay_word *words = hsay_arena_array(t->work, s->count, sizeof *words);
    hsay_status status = HSAY_MEMORY;
    for (uint32_t i = 0; words && i < s->count; i++)
        words[i] = (hsay_word){.form = s->words[i].form};
    if (words)
        status = hsay_analyse(t->analyser, words, s->count, ALL, t->work);
    if (s->name.len)
        put_comment(&t->out, "sent_id", s->name);
    if (words)
        put_words(t, words, s->count);
    return flush(t, status, sink);
}

hsay_status hsay_tagger_words(hsay_tagger *t, const char *path, hsay_sink sink, hsay_error *error)
{
    hsay_stream *stream = NULL;
    hsay_conllu_sentence s;
    hsay_status status = hsay_stream_open(path, HSAY_CONLLU_LINE_BYTES, &stream, error);
    while (status == HSAY_OK &&
           (status = hsay_conllu_next(stream, t->arena, &s, error)) == HSAY_OK) {
        status = tag_sentence(t, &s, sink);
        hsay_arena_reset(t->arena);
    }
    hsay_stream_close(stream);
    hsay_arena_reset(t->arena);
    return status == HSAY_NOT_FOUND ? HSAY_OK : status;
}
