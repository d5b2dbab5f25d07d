/*
 * Words become stems.  A stem is a word's beginning: cheap, blind to endings, and close enough to
 * compare two wordings of one sentence.  Weights are inverse document frequencies (Spärck Jones
 * 1972) over the statements of a story.
 */
#include "reconcile/stems.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/str.h"
#include "data/lexicons.h"

enum { STEM_BYTES = 6, STEMS_MOST = 96, LISTS_LEAST = 100 };

uint64_t hsay_stem__of(hsay_str word)
{
    char key[STEM_BYTES];
    size_t len = word.len;
    if (len > 3 && hsay_char_lower(word.ptr[len - 1]) == 's')
        len--;
    len = len < STEM_BYTES ? len : STEM_BYTES;
    for (size_t i = 0; i < len; i++)
        key[i] = hsay_char_lower(word.ptr[i]);
    uint64_t hash = hsay_hash_fast((hsay_str){key, len}, 0);
    return hash ? hash : 1;
}

static int by_value(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

hsay_stems hsay_stems__of(const hsay_article *article, hsay_words words, hsay_arena *arena)
{
    uint64_t list[STEMS_MOST];
    uint32_t count = 0, unique = 0;
    for (uint32_t i = 0; i < words.count && count < STEMS_MOST; i++) {
        hsay_str word = hsay_str_at(article->text, words.items[i].span);
        if (!hsay_words__is_common(word))
            list[count++] = hsay_stem__of(hsay_str_without_owner(word));
    }
    qsort(list, count, sizeof *list, by_value);
    uint64_t *items = hsay_arena_array(arena, count, sizeof *items);
    for (uint32_t i = 0; items && i < count; i++)
        if (!i || list[i] != list[i - 1])
            items[unique++] = list[i];
    return (hsay_stems){items, unique};
}

hsay_weights hsay_weights__make(const hsay_stems *lists, uint32_t count, hsay_arena *arena)
{
    size_t total = 0, n = 0;
    for (uint32_t i = 0; i < count; i++)
        total += lists[i].count;
    uint64_t *all = hsay_arena_array(arena, total, sizeof *all);
    hsay_stem_weight *items = hsay_arena_array(arena, total, sizeof *items);
    if (!all || !items)
        return (hsay_weights){NULL, 0};
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < lists[i].count; k++)
            all[n++] = lists[i].items[k];
    qsort(all, total, sizeof *all, by_value);
    double of = count < LISTS_LEAST ? LISTS_LEAST : count;
    uint32_t unique = 0;
    for (size_t i = 0, end; i < total; i = end) {
        for (end = i + 1; end < total && all[end] == all[i];)
            end++;
        items[unique++] = (hsay_stem_weight){all[i], log(1 + of / (double)(end - i))};
    }
    return (hsay_weights){items, unique};
}

double hsay_weights__of(hsay_weights weights, uint64_t stem)
{
    uint32_t low = 0, high = weights.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (weights.items[middle].stem < stem)
            low = middle + 1;
        else
            high = middle;
    }
    return low < weights.count && weights.items[low].stem == stem ? weights.items[low].weight : 0;
}

uint32_t hsay_weights__rarest(hsay_weights weights, hsay_stems stems, const bool *taken)
{
    double most = -1;
    uint32_t rarest = 0;
    for (uint32_t i = 0; i < stems.count; i++) {
        double weight = taken[i] ? -1 : hsay_weights__of(weights, stems.items[i]);
        if (weight > most) {
            most = weight;
            rarest = i;
        }
    }
    return rarest;
}

double hsay_weights__sum(hsay_weights weights, hsay_stems stems)
{
    double sum = 0;
    for (uint32_t i = 0; i < stems.count; i++)
        sum += hsay_weights__of(weights, stems.items[i]);
    return sum;
}

hsay_overlap hsay_stems__overlap(hsay_stems a, hsay_stems b, hsay_weights weights)
{
    hsay_overlap both = {0, 0};
    for (uint32_t i = 0, k = 0; i < a.count && k < b.count;) {
        uint64_t x = a.items[i], y = b.items[k];
        if (x == y) {
            both.count++;
            both.weight += hsay_weights__of(weights, x);
        }
        i += x <= y;
        k += y <= x;
    }
    return both;
}

static bool is_generation(hsay_str word)
{
    static const char *const MARKS[] = {"jr", "jr.", "sr", "sr.", "ii", "iii"};
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (hsay_str_equal_nocase(word, hsay_str_of(MARKS[i])))
            return true;
    return false;
}

uint64_t hsay_stem__of_speaker(hsay_str speaker)
{
    hsay_str last = hsay_str_last_word(speaker);
    if (is_generation(last) && last.len + 1 < speaker.len)
        last = hsay_str_last_word(hsay_str_cut(speaker, 0, speaker.len - last.len - 1));
    last = hsay_str_without_owner(last);
    return last.len ? hsay_stem__of(last) : 0;
}

bool hsay_speaker__is_vague(hsay_str speaker)
{
    return !speaker.len || !hsay_char_is_upper(speaker.ptr[0]) ||
           hsay_lexicon_find(&hsay_lexicon__pronouns, speaker) != NULL;
}
