/* Lemmas by what changes at a form's end. */
#include "lang/script.h"

#include <string.h>

#include "base/str.h"

enum { CUT_MOST = 5, SHORT = 3 };

static hsay_str in_small_letters(hsay_str form, hsay_arena *arena)
{
    char *out = hsay_arena_alloc(arena, form.len + 1);
    for (size_t i = 0; out && i < form.len; i++)
        out[i] = hsay_char_lower(form.ptr[i]);
    return out ? (hsay_str){out, form.len} : HSAY_STR_NONE;
}

static bool is_inside_letter(hsay_str s, size_t at)
{
    return at < s.len && ((unsigned char)s.ptr[at] & 0xC0) == 0x80;
}

static size_t same_start(hsay_str a, hsay_str b)
{
    size_t k = 0;
    while (k < a.len && k < b.len && a.ptr[k] == b.ptr[k])
        k++;
    while (k && (is_inside_letter(a, k) || is_inside_letter(b, k)))
        k--;
    return k;
}

hsay_str hsay_script_make(hsay_str form, hsay_str lemma, hsay_arena *arena)
{
    hsay_str small = in_small_letters(form, arena);
    for (int as_is = 0; as_is < 2; as_is++) {
        hsay_str from = as_is ? form : small;
        size_t same = same_start(from, lemma), cut = from.len - same;
        if (cut < CUT_MOST && (same > 0 || from.len <= SHORT))
            return hsay_arena_format(arena, "%d%zu%.*s", !as_is, cut, (int)(lemma.len - same),
                                     lemma.ptr + same);
    }
    return hsay_arena_format(arena, "=%.*s", (int)lemma.len, lemma.ptr);
}

hsay_str hsay_script_apply(hsay_str form, hsay_str script, hsay_arena *arena)
{
    if (script.len && script.ptr[0] == '=')
        return hsay_str_cut(script, 1, script.len);
    hsay_str from = script.len && script.ptr[0] == '0' ? form : in_small_letters(form, arena);
    size_t cut = script.len > 1 ? (size_t)(script.ptr[1] - '0') : 0;
    if (script.len < 2 || cut > 9 || cut > from.len || is_inside_letter(from, from.len - cut))
        return from;
    size_t kept = from.len - cut, more = script.len - 2;
    char *out = hsay_arena_alloc(arena, kept + more + 1);
    if (!out)
        return HSAY_STR_NONE;
    if (kept)
        memcpy(out, from.ptr, kept);
    memcpy(out + kept, script.ptr + 2, more);
    return (hsay_str){out, kept + more};
}
