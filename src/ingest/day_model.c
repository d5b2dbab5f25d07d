/* The best score wins; of equal ones the rules' choice, then the first. */
#include "ingest/day_model.h"

#include <pthread.h>

#include "base/str.h"

extern const char hsay_model_dates[], hsay_model_dates_end[];
static pthread_once_t once = PTHREAD_ONCE_INIT;
static hsay_boost carried;
static bool is_carried;

hsay_status hsay_day_model__open(hsay_str bytes, hsay_boost *out, hsay_error *error)
{
    hsay_boost made;
    hsay_status status = hsay_boost__open(bytes, &made, error);
    if (status != HSAY_OK)
        return status;
    if (made.features != HSAY_DAY_FEATURES || made.inputs_version != HSAY_DAY_FEATURES_VERSION)
        return hsay_error_set(error, HSAY_NEWER, "the model has other features", 0, bytes.len);
    *out = made;
    return HSAY_OK;
}

/* What stands only among other words may be any day. */
static bool may_be(const hsay_day_rows *rows, uint32_t row)
{
    return rows->values[HSAY_DAY_LINE_LOOSE][row] < rows->values[HSAY_DAY_IS_OFFERS][row];
}

uint32_t hsay_day_model__choose(const hsay_boost *model, const hsay_day_rows *rows)
{
    int32_t scores[HSAY_DAY_MOST];
    uint32_t best = rows->chosen;
    if (rows->count == 0)
        return 0;
    hsay_boost__score(model, &rows->values[0][0], HSAY_DAY_MOST, scores);
    for (uint32_t i = 0; i < rows->count; i++)
        if (may_be(rows, i) && (best == rows->count || scores[i] > scores[best]))
            best = i;
    return best;
}

void hsay_day_model__settle(const hsay_boost *model, hsay_meta *meta)
{
    hsay_day_rows rows;
    if (!model || meta->days.count == 0)
        return;
    hsay_day__rows(meta, &rows);
    uint32_t best = hsay_day_model__choose(model, &rows);
    if (best == rows.chosen || best == rows.count)
        return;
    meta->values[HSAY_META_DATE] = rows.items[best].date;
    meta->methods[HSAY_META_DATE] = rows.items[best].method;
}

static void open_carried(void)
{
    hsay_str bytes = {hsay_model_dates, (size_t)(hsay_model_dates_end - hsay_model_dates)};
    is_carried = hsay_day_model__open(bytes, &carried, NULL) == HSAY_OK;
}

const hsay_boost *hsay_day_model__carried(void)
{
    pthread_once(&once, open_carried);
    return is_carried ? &carried : NULL;
}
