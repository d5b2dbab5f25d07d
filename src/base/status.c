/* The tables of names: status, furniture, statement and link values as static text. */
#include "hearsay/status.h"

#include "hearsay/hearsay.h"

const char *hsay_status_text(hsay_status status)
{
    switch (status) {
#define CASE(name, value, text)                                                                    \
    case HSAY_##name:                                                                              \
        return text;
        HSAY_STATUS_TABLE(CASE)
#undef CASE
    }
    return "unknown status";
}

hsay_status hsay_error_set(hsay_error *error, hsay_status status, const char *text, uint64_t start,
                           uint64_t end)
{
    if (error)
        *error = (hsay_error){status, text ? text : hsay_status_text(status), start, end};
    return status;
}

const char *hsay_version(void)
{
    return HSAY_VERSION;
}

#define NAME_TEXT(name, text) text,
#define NAMES(function, type, table)                                                               \
    const char *function(type value)                                                               \
    {                                                                                              \
        static const char *const TEXTS[] = {table(NAME_TEXT)};                                     \
        return (unsigned)value < sizeof TEXTS / sizeof *TEXTS ? TEXTS[value] : 0;                  \
    }

NAMES(hsay_furniture_name, hsay_furniture_reason, HSAY_FURNITURE_TABLE)
NAMES(hsay_method_name, hsay_method, HSAY_METHOD_TABLE)
NAMES(hsay_fact_name, hsay_fact, HSAY_FACT_TABLE)
NAMES(hsay_engine_name, hsay_engine, HSAY_ENGINE_TABLE)
NAMES(hsay_kind_name, hsay_kind, HSAY_KIND_TABLE)
NAMES(hsay_act_name, hsay_act, HSAY_ACT_TABLE)
NAMES(hsay_evidence_name, hsay_evidence, HSAY_EVIDENCE_TABLE)
NAMES(hsay_copy_name, hsay_copy_kind, HSAY_COPY_TABLE)
NAMES(hsay_form_name, hsay_form, HSAY_FORM_TABLE)
NAMES(hsay_verdict_name, hsay_verdict, HSAY_VERDICT_TABLE)
NAMES(hsay_dispute_name, hsay_dispute_kind, HSAY_DISPUTE_TABLE)
