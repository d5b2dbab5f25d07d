/* Texts to languages, clear and not; the word of a page beside the text; the file of the model. */
#include "articles.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "hearsay/train.h"
#include "ingest/language.h"

static const char *language_of(const char *text)
{
    hsay_language_count count = {0};
    const hsay_language_model *model = hsay_language__carried();
    assert_non_null(model);
    hsay_language__add(model, hsay_str_of(text), &count);
    return hsay_language__of(model, &count).code;
}

static void clear_texts_are_told(void **unused)
{
    (void)unused;
    static const char *const TEXTS[][2] = {
        {"en", "The mayor said that the old bridge would be closed until the end of the week."},
        {"de", "Die Bürgermeisterin sagte, die alte Brücke bleibe bis zum Ende der Woche zu."},
        {"pl", "Burmistrz powiedział, że stary most będzie zamknięty do końca tygodnia."},
        {"pt", "O prefeito disse que a ponte velha ficará fechada até o fim da semana."},
        {"es", "El alcalde dijo que el puente viejo estará cerrado hasta el fin de la semana."},
        {"uk", "Міський голова сказав, що старий міст буде закритий до кінця тижня."},
        {"ru", "Мэр сказал, что старый мост будет закрыт до конца недели."},
        {"fa", "شهردار گفت که پل قدیمی تا پایان هفته بسته خواهد بود."},
        {"ja", "市長は、古い橋が週末まで閉鎖されると述べた。"},
        {"zh", "市长表示，旧桥将关闭到本周末。"},
        {"el", "Ο δήμαρχος είπε ότι η παλιά γέφυρα θα μείνει κλειστή."},
    };
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        assert_string_equal(language_of(TEXTS[i][1]), TEXTS[i][0]);
}

/* One word of each script with a table, added up weight by weight. */
static void the_sums_of_a_word_are_those_of_its_rows(void **unused)
{
    (void)unused;
    static const char *const WORDS[HSAY_SCRIPT_TABLES] = {"brücke", "міський", "شهردار", "महापौर"};
    const hsay_language_model *model = hsay_language__carried();
    for (int s = 0; s < HSAY_SCRIPT_TABLES; s++) {
        const hsay_language_table *t = &model->tables[s];
        hsay_language_count count = {0};
        hsay_str word = hsay_str_of(WORDS[s]);
        uint32_t letters[HSAY_LANGUAGE_WORD_LETTERS], features[HSAY_LANGUAGE_WORD_FEATURES], n = 0;
        for (size_t at = 0; at < word.len;)
            letters[n++] = hsay_language__fold(hsay_utf8_next(word, &at));
        n = hsay_language__features(letters, n, features);
        hsay_language__add(model, word, &count);
        assert_int_equal(count.words[s], 1);
        for (uint32_t l = 0; l < t->columns; l++) {
            int32_t sum = 0;
            for (uint32_t i = 0; i < n; i++)
                sum += t->weights[(size_t)(features[i] & (t->rows - 1)) * t->columns + l];
            assert_int_equal(count.sums[s][l], sum);
        }
    }
}

static void short_texts_and_none_are_not_guessed(void **unused)
{
    (void)unused;
    static const char *const TEXTS[] = {"",       "Hotel", "Oslo, Bern", "OK",   "14.03. 2:1 (1:0)",
                                        "Москва", "東京",  "A. Brell",   "— … —"};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        assert_string_equal(language_of(TEXTS[i]), "und");
}

/* Twins: capitals and the two ways of writing Romanian change nothing; letters do. */
static void letters_have_one_form(void **unused)
{
    (void)unused;
    static const uint32_t PAIRS[][2] = {{'A', 'a'},     {0xC4, 0xE4},     {0x106, 0x107},
                                        {0x139, 0x13A}, {0x178, 0xFF},    {0x15F, 0x219},
                                        {0x410, 0x430}, {0x404, 0x454},   {0x490, 0x491},
                                        {0x4C1, 0x4C2}, {0x1EA0, 0x1EA1}, {0x1AF, 0x1B0}};
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++)
        assert_int_equal(hsay_language__fold(PAIRS[i][0]), PAIRS[i][1]);
    static const uint32_t SAME[] = {'a', '-', 0xD7, 0xF7, 0x131, 0x138, 0x430, 0x4E2D, 0x1EA1};
    for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
        assert_int_equal(hsay_language__fold(SAME[i]), SAME[i]);
    assert_int_equal(hsay_language__script(0xD7), HSAY_SCRIPT_NONE);
    assert_int_equal(hsay_language__script(0xD8), HSAY_SCRIPT_LATIN);
    assert_int_equal(hsay_language__script(0x10FFFF), HSAY_SCRIPT_NONE);
}

static void features_mark_the_ends(void **unused)
{
    (void)unused;
    uint32_t a[HSAY_LANGUAGE_WORD_FEATURES], b[HSAY_LANGUAGE_WORD_FEATURES];
    /* "ab": a b · _a ab b_ · _ab ab_ · _ab_ · the word */
    assert_int_equal(hsay_language__features((const uint32_t[]){'a', 'b'}, 2, a), 9);
    assert_int_equal(hsay_language__features((const uint32_t[]){'b', 'a'}, 2, b), 9);
    assert_memory_not_equal(a, b, 9 * sizeof *a);
    uint32_t letters[100];
    for (uint32_t i = 0; i < 100; i++)
        letters[i] = 'a' + i % 26;
    uint32_t most = hsay_language__features(letters, 100, a);
    assert_true(most <= HSAY_LANGUAGE_WORD_FEATURES);
    assert_int_equal(most, hsay_language__features(letters, HSAY_LANGUAGE_WORD_LETTERS, b));
}

static void assert_language(const char *json, const char *lang, const char *from)
{
    hsay_arena *arena = hsay_arena_new();
    hsay_article a = article_of(arena, HSAY_FORMAT_JSON, json);
    assert_str(a.lang, lang);
    assert_str(a.lang_from, from);
    hsay_arena_free(arena);
}

#define GERMAN "Die Brücke über den Fluss wird in der nächsten Woche wieder für alle geöffnet."
#define CROATIAN "Gradonačelnik je rekao da će stari most biti zatvoren do kraja tjedna."

static void a_clear_text_overrules_the_page(void **unused)
{
    (void)unused;
    assert_language("{\"text\": \"" GERMAN "\", \"language\": \"en\"}", "de", "text");
    assert_language("{\"text\": \"" GERMAN "\", \"language\": \"de-AT\"}", "de", "text");
    assert_language("{\"text\": \"" GERMAN "\"}", "de", "text");
}

static void the_page_answers_where_the_text_does_not(void **unused)
{
    (void)unused;
    assert_language("{\"text\": \"Hotel Oslo\", \"language\": \"DE_de\"}", "de", "stated");
    assert_language("{\"text\": \"Hotel Oslo\", \"language\": \"nb\"}", "no", "stated");
    assert_language("{\"text\": \"2:1\", \"language\": \"tlh\"}", "tlh", "stated");
    assert_language("{\"text\": \"Hotel Oslo\"}", "und", "text");
    assert_language("{\"text\": \"Hotel Oslo\", \"language\": \"German (Austria)\"}", "und",
                    "text");
    assert_language("{\"text\": \"Hotel Oslo\", \"language\": \"und\"}", "und", "text");
    assert_language("{\"text\": \"Мост уже\", \"language\": \"en\"}", "und", "text");
}

/* One language to a reader of words, several to those who write it. */
static void the_page_chooses_among_what_the_text_can_not_tell_apart(void **unused)
{
    (void)unused;
    assert_language("{\"text\": \"" CROATIAN "\", \"language\": \"hr\"}", "hr", "text");
    assert_language("{\"text\": \"" CROATIAN "\", \"language\": \"sl\"}", "sh", "text");
    assert_language("{\"text\": \"" CROATIAN "\"}", "sh", "text");
}

static void furniture_is_not_asked(void **unused)
{
    (void)unused;
    hsay_arena *arena = hsay_arena_new();
    hsay_article a =
        article_of(arena, HSAY_FORMAT_HTML,
                   "<html lang=en><body><nav><a href=/>Home</a> <a href=/n>News</a></nav>"
                   "<article><h1>Brücke</h1><p>" GERMAN "</p><p>Read more: The bridge over the "
                   "river will be opened again next week for everybody who wants to cross "
                   "it</p></article></body></html>");
    assert_str(a.lang, "de");
    hsay_arena_free(arena);
}

static void an_own_line_keeps_what_was_found(void **unused)
{
    (void)unused;
#define OWN                                                                                        \
    "{\"id\": \"a\", \"input\": \"a\", \"hash\": "                                                 \
    "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\", \"furniture\": [], "    \
    "\"text\": \"" GERMAN "\", \"lang\": \"fr\""
    assert_language(OWN ", \"lang_from\": \"stated\"}", "fr", "stated");
    assert_language(OWN "}", "de", "text");
}

/* ---- the model ---- */

static void put_lists(const char *path)
{
    static const char *const WORDS[][4] = {{"aa", "lo", "rem", "ip"},   {"bb", "quo", "vad", "is"},
                                           {"cc", "мост", "дом", "он"}, {"dd", "река", "це", "її"},
                                           {"ee", "پل", "نو", "او"},    {"ff", "पुल", "नया", "वह"}};
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        fprintf(f, "#\t%s\n", WORDS[i][0]);
        for (int w = 1; w < 4; w++)
            fprintf(f, "%s\t%s\t0.%d\n", WORDS[i][0], WORDS[i][w], 4 - w);
    }
    fclose(f);
}

/* The bytes of a model that was taught by six tiny lists; yours. */
static char *taught(size_t *size)
{
    char *lists = file_of("", 0, ".tsv"), *path = file_of("", 0, ".model");
    put_lists(lists);
    hsay_train_language_options options = HSAY_TRAIN_LANGUAGE_OPTIONS_INIT;
    options.lists = lists;
    options.texts = 2000;
    assert_int_equal(hsay_train_language(&options, path, NULL), HSAY_OK);
    FILE *f = fopen(path, "rb");
    char *bytes = malloc(1 << 21);
    *size = fread(bytes, 1, 1 << 21, f);
    fclose(f);
    unlink(lists);
    unlink(path);
    free(lists);
    free(path);
    return bytes;
}

static void a_model_learns_its_lists_and_the_same_twice(void **unused)
{
    (void)unused;
    size_t size, again;
    char *bytes = taught(&size), *second = taught(&again);
    assert_int_equal(size, again);
    assert_memory_equal(bytes, second, size);
    hsay_language_model m;
    assert_int_equal(hsay_language_open((hsay_str){bytes, size}, &m, NULL), HSAY_OK);
    hsay_language_count x = {0}, y = {0};
    hsay_language__add(&m, HSAY_STR("Lo rem lo ip rem lo"), &x);
    hsay_language__add(&m, HSAY_STR("quo vad quo is vad quo"), &y);
    assert_string_equal(hsay_language__of(&m, &x).code, "aa");
    assert_string_equal(hsay_language__of(&m, &y).code, "bb");
    free(bytes);
    free(second);
}

static void assert_refused(const char *bytes, size_t size, hsay_status status, uint64_t start)
{
    hsay_language_model m;
    hsay_error error = {0};
    assert_int_equal(hsay_language_open((hsay_str){bytes, size}, &m, &error), status);
    assert_int_equal(error.start, start);
}

static void what_is_no_model_is_refused(void **unused)
{
    (void)unused;
    size_t size;
    char *bytes = taught(&size), *end = bytes + size - 8;
    assert_refused(bytes, 100, HSAY_INPUT, 0);
    assert_refused(bytes, size - 1, HSAY_INPUT, 0);
    end[0] ^= 1;
    assert_refused(bytes, size, HSAY_INPUT, size - 8);
    end[0] ^= 1;
    bytes[8] = 9;
    assert_refused(bytes, size, HSAY_NEWER, 8);
    bytes[8] = 1;
    bytes[16] = 100; /* languages of the first script */
    assert_refused(bytes, size, HSAY_LIMIT, 8);
    bytes[16] = 2;
    bytes[0] = 'X';
    assert_refused(bytes, size, HSAY_INPUT, 0);
    free(bytes);
}

static void broken_lists_are_named_by_their_line(void **unused)
{
    (void)unused;
    static const struct {
        const char *lists;
        hsay_status status;
        uint64_t line;
    } CASES[] = {{"aa\tlo\t1\naa\trem\n", HSAY_INPUT, 2},
                 {"aa\tlo\tmany\n", HSAY_INPUT, 1},
                 {"aa\tlo\t-1\n", HSAY_INPUT, 1},
                 {"muchtoolong\tlo\t1\n", HSAY_INPUT, 1},
                 {"aa\tl\xFFo\t1\n", HSAY_INPUT, 1},
                 {"aa\tlo\t1\n", HSAY_EMPTY, 0},
                 {"", HSAY_EMPTY, 0}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char *path = file_of(CASES[i].lists, strlen(CASES[i].lists), ".tsv");
        hsay_train_language_options options = HSAY_TRAIN_LANGUAGE_OPTIONS_INIT;
        hsay_error error = {0};
        options.lists = path;
        options.texts = 10;
        assert_int_equal(hsay_train_language(&options, "/tmp/hearsay-test-none.model", &error),
                         CASES[i].status);
        assert_int_equal(error.start, CASES[i].line);
        unlink(path);
        free(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clear_texts_are_told),
        cmocka_unit_test(the_sums_of_a_word_are_those_of_its_rows),
        cmocka_unit_test(short_texts_and_none_are_not_guessed),
        cmocka_unit_test(letters_have_one_form),
        cmocka_unit_test(features_mark_the_ends),
        cmocka_unit_test(a_clear_text_overrules_the_page),
        cmocka_unit_test(the_page_answers_where_the_text_does_not),
        cmocka_unit_test(the_page_chooses_among_what_the_text_can_not_tell_apart),
        cmocka_unit_test(furniture_is_not_asked),
        cmocka_unit_test(an_own_line_keeps_what_was_found),
        cmocka_unit_test(a_model_learns_its_lists_and_the_same_twice),
        cmocka_unit_test(what_is_no_model_is_refused),
        cmocka_unit_test(broken_lists_are_named_by_their_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
