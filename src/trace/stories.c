/* Articles become stories: all that are read together are taken as one. */
#include "base/str.h"
#include "trace/trace.h"

hsay_status hsay_stories_find(hsay_views views, hsay_arena *arena, hsay_stories *out)
{
    *out = (hsay_stories){0};
    if (!views.count)
        return HSAY_OK;
    hsay_story *story = hsay_arena_alloc(arena, sizeof *story);
    uint32_t *articles = hsay_arena_array(arena, views.count, sizeof *articles);
    if (!story || !articles)
        return HSAY_MEMORY;
    for (uint32_t i = 0; i < views.count; i++)
        articles[i] = i;
    *story = (hsay_story){articles, views.count, HSAY_STR("read together")};
    *out = (hsay_stories){story, 1};
    return HSAY_OK;
}
