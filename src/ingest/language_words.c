/* Letters, scripts and features; Unicode 15, Blocks.txt for the ranges. */
#include "ingest/language_words.h"

static const struct {
    uint32_t first, last;
    hsay_script script;
} RANGES[] = {
    {0x41, 0x5A, HSAY_SCRIPT_LATIN},        {0x61, 0x7A, HSAY_SCRIPT_LATIN},
    {0xC0, 0xD6, HSAY_SCRIPT_LATIN},        {0xD8, 0xF6, HSAY_SCRIPT_LATIN},
    {0xF8, 0x2AF, HSAY_SCRIPT_LATIN},       {0x300, 0x36F, HSAY_SCRIPT_LATIN},
    {0x370, 0x373, HSAY_SCRIPT_GREEK},      {0x376, 0x37D, HSAY_SCRIPT_GREEK},
    {0x386, 0x386, HSAY_SCRIPT_GREEK},      {0x388, 0x3FF, HSAY_SCRIPT_GREEK},
    {0x400, 0x481, HSAY_SCRIPT_CYRILLIC},   {0x48A, 0x52F, HSAY_SCRIPT_CYRILLIC},
    {0x531, 0x556, HSAY_SCRIPT_ARMENIAN},   {0x561, 0x588, HSAY_SCRIPT_ARMENIAN},
    {0x5D0, 0x5F2, HSAY_SCRIPT_HEBREW},     {0x620, 0x65F, HSAY_SCRIPT_ARABIC},
    {0x66E, 0x6D3, HSAY_SCRIPT_ARABIC},     {0x6D5, 0x6DC, HSAY_SCRIPT_ARABIC},
    {0x6EE, 0x6EF, HSAY_SCRIPT_ARABIC},     {0x6FA, 0x6FF, HSAY_SCRIPT_ARABIC},
    {0x750, 0x77F, HSAY_SCRIPT_ARABIC},     {0x900, 0x963, HSAY_SCRIPT_DEVANAGARI},
    {0x971, 0x97F, HSAY_SCRIPT_DEVANAGARI}, {0x980, 0x9E3, HSAY_SCRIPT_BENGALI},
    {0x9F0, 0x9F1, HSAY_SCRIPT_BENGALI},    {0xA01, 0xA5E, HSAY_SCRIPT_GURMUKHI},
    {0xA70, 0xA76, HSAY_SCRIPT_GURMUKHI},   {0xA81, 0xAE3, HSAY_SCRIPT_GUJARATI},
    {0xB82, 0xBD7, HSAY_SCRIPT_TAMIL},      {0xC00, 0xC63, HSAY_SCRIPT_TELUGU},
    {0xC80, 0xCE3, HSAY_SCRIPT_KANNADA},    {0xD00, 0xD63, HSAY_SCRIPT_MALAYALAM},
    {0xD7A, 0xD7F, HSAY_SCRIPT_MALAYALAM},  {0xD81, 0xDDF, HSAY_SCRIPT_SINHALA},
    {0xE01, 0xE3A, HSAY_SCRIPT_THAI},       {0xE40, 0xE4E, HSAY_SCRIPT_THAI},
    {0xE81, 0xECE, HSAY_SCRIPT_LAO},        {0xEDC, 0xEDF, HSAY_SCRIPT_LAO},
    {0x1000, 0x103F, HSAY_SCRIPT_MYANMAR},  {0x1050, 0x108F, HSAY_SCRIPT_MYANMAR},
    {0x10A0, 0x10FF, HSAY_SCRIPT_GEORGIAN}, {0x1100, 0x11FF, HSAY_SCRIPT_HANGUL},
    {0x1200, 0x135F, HSAY_SCRIPT_ETHIOPIC}, {0x1780, 0x17D3, HSAY_SCRIPT_KHMER},
    {0x1C90, 0x1CBF, HSAY_SCRIPT_GEORGIAN}, {0x1E00, 0x1EFF, HSAY_SCRIPT_LATIN},
    {0x1F00, 0x1FFF, HSAY_SCRIPT_GREEK},    {0x3041, 0x3096, HSAY_SCRIPT_KANA},
    {0x30A1, 0x30FA, HSAY_SCRIPT_KANA},     {0x30FC, 0x30FE, HSAY_SCRIPT_KANA},
    {0x3130, 0x318F, HSAY_SCRIPT_HANGUL},   {0x3400, 0x4DBF, HSAY_SCRIPT_HAN},
    {0x4E00, 0x9FFF, HSAY_SCRIPT_HAN},      {0xA8E0, 0xA8FF, HSAY_SCRIPT_DEVANAGARI},
    {0xAC00, 0xD7A3, HSAY_SCRIPT_HANGUL},   {0xF900, 0xFAFF, HSAY_SCRIPT_HAN},
    {0xFB1D, 0xFB4F, HSAY_SCRIPT_HEBREW},   {0xFB50, 0xFDFF, HSAY_SCRIPT_ARABIC},
    {0xFE70, 0xFEFC, HSAY_SCRIPT_ARABIC},   {0xFF66, 0xFF9D, HSAY_SCRIPT_KANA},
    {0x20000, 0x323AF, HSAY_SCRIPT_HAN},
};

hsay_script hsay_language__script(uint32_t c)
{
    if (c < 0x80)
        return (c | 32) >= 'a' && (c | 32) <= 'z' ? HSAY_SCRIPT_LATIN : HSAY_SCRIPT_NONE;
    uint32_t low = 0, high = sizeof RANGES / sizeof *RANGES;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (RANGES[middle].last < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof RANGES / sizeof *RANGES && RANGES[low].first <= c ? RANGES[low].script
                                                                          : HSAY_SCRIPT_NONE;
}

/* Pairs of a large letter and the small one behind it: the large is even, or odd. */
static bool is_even_pair(uint32_t c)
{
    return (c >= 0x100 && c <= 0x12F) || (c >= 0x132 && c <= 0x137) || (c >= 0x14A && c <= 0x177) ||
           (c >= 0x1A0 && c <= 0x1A5) || (c >= 0x1DE && c <= 0x233) || (c >= 0x460 && c <= 0x481) ||
           (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F) || (c >= 0x1E00 && c <= 0x1EFF);
}

static bool is_odd_pair(uint32_t c)
{
    return (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) || (c >= 0x1AF && c <= 0x1B0) ||
           (c >= 0x1CD && c <= 0x1DC) || (c >= 0x4C1 && c <= 0x4CE);
}

uint32_t hsay_language__fold(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x410 && c <= 0x42F))
        return c + 32;
    if (c >= 0x400 && c <= 0x40F)
        return c + 80;
    switch (c) {
    case 0x130: /* Turkish: the other capital I is no pair of it either */
        return 'i';
    case 0x15E: /* with a cedilla as with a comma: Romanian is written both ways */
    case 0x15F:
        return 0x219;
    case 0x162:
    case 0x163:
        return 0x21B;
    case 0x178:
        return 0xFF;
    case 0x18F:
        return 0x259;
    default:
        return is_even_pair(c) ? c | 1 : is_odd_pair(c) ? c + (c & 1) : c;
    }
}

static uint32_t mixed(uint32_t hash)
{
    hash ^= hash >> 15;
    hash *= 0x2C1B3C6Du;
    hash ^= hash >> 12;
    hash *= 0x297A2D39u;
    return hash ^ hash >> 15;
}

uint32_t hsay_language__features(const uint32_t *letters, uint32_t count,
                                 uint32_t out[HSAY_LANGUAGE_WORD_FEATURES])
{
    enum { GRAM_MOST = 4, END = '_' };
    uint32_t word[HSAY_LANGUAGE_WORD_LETTERS + 2], made = 0, whole = 0x9E3779B9u;
    if (count > HSAY_LANGUAGE_WORD_LETTERS)
        count = HSAY_LANGUAGE_WORD_LETTERS;
    word[0] = word[count + 1] = END;
    for (uint32_t i = 0; i < count; i++) {
        word[i + 1] = letters[i];
        whole = (whole ^ letters[i]) * 0x01000193u;
    }
    for (uint32_t i = 0; i < count + 2; i++) {
        uint32_t hash = 0x811C9DC5u;
        for (uint32_t n = 1; n <= GRAM_MOST && i + n <= count + 2; n++) {
            hash = (hash ^ word[i + n - 1]) * 0x01000193u;
            if (n > 1 || word[i] != END)
                out[made++] = mixed(hash + n * 0x85EBCA6Bu);
        }
    }
    out[made++] = mixed(whole);
    return made;
}
