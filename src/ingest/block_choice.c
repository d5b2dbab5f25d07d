/*
 * With p the chance that a block is the article's and n its code points, keeping the best so many
 * blocks can be expected to have an F1 of 2 sum(p n) / (sum(n) + sum of all p n).  The best such F
 * is reached by keeping what has a chance above F / 2 (Lipton, Elkan, Naryanaswamy 2014): 1/2 on a
 * page that the model is sure of, less where it is sure of nothing, since keeping nothing is no
 * better.
 */
#include "ingest/block_choice.h"

#include "ingest/content_tuning.h"

enum { BIN = HSAY_BOOST_UNIT / 8, HALF = 64, BINS = 2 * HALF, ONE = 1 << 16, F_ONE = 1 << 12 };

/* ONE / (1 + exp(-(b + 1/2) / 8)): the chance of a score in bin b above 0. */
static const uint16_t CHANCES[HALF] = {
    33792, 35831, 37847, 39824, 41748, 43608, 45393, 47094, 48704, 50220, 51638, 52957, 54179,
    55306, 56339, 57284, 58144, 58925, 59632, 60270, 60844, 61360, 61823, 62238, 62608, 62938,
    63233, 63495, 63728, 63935, 64119, 64283, 64427, 64556, 64669, 64770, 64859, 64938, 65008,
    65069, 65124, 65172, 65215, 65252, 65285, 65315, 65341, 65364, 65384, 65402, 65417, 65431,
    65444, 65454, 65464, 65472, 65480, 65486, 65492, 65497, 65502, 65506, 65509, 65513};

static uint32_t chance(int bin)
{
    return bin >= HALF ? CHANCES[bin - HALF] : ONE - (uint32_t)CHANCES[HALF - 1 - bin];
}

static int bin_of(int32_t score)
{
    int32_t end = HALF * BIN;
    return (score < -end ? 0 : score >= end ? 2 * end - 1 : score + end) / BIN;
}

/* The best F1 that can be expected, in F_ONE. */
static uint64_t best_f1(const uint64_t chars[BINS])
{
    uint64_t all = 0, kept = 0, right = 0, best = 0;
    for (int b = 0; b < BINS; b++)
        all += chance(b) * chars[b];
    for (int b = BINS; b-- > 0;) {
        kept += chars[b];
        right += chance(b) * chars[b];
        uint64_t f1 = kept ? 2 * right * F_ONE / (kept * ONE + all) : 0;
        best = f1 > best ? f1 : best;
    }
    return best;
}

int32_t hsay_block__threshold(const hsay_blocks *blocks)
{
    uint64_t chars[BINS] = {0};
    for (uint32_t i = 0; i < blocks->count; i++)
        chars[bin_of(blocks->items[i].score)] += blocks->items[i].chars;
    uint64_t best = best_f1(chars);
    int b = HALF, least = HALF + HSAY_CONTENT_LEAST_SCORE / BIN;
    while (best && b > least && chance(b - 1) * 2ull * F_ONE > best * ONE)
        b--;
    return (b - HALF) * BIN;
}
