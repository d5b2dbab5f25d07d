/* What every test includes: cmocka in the order it wants, and checks for our own types. */
#ifndef HSAY_TESTS_CHECK_H
#define HSAY_TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/str.h"

/* The bytes of a view are those of a literal. */
#define assert_str(actual, expected)                                                               \
    do {                                                                                           \
        hsay_str actual_ = (actual);                                                               \
        if (!hsay_str_equal(actual_, hsay_str_of(expected)))                                       \
            fail_msg("\"%.*s\" is not \"%s\"", (int)actual_.len, actual_.ptr ? actual_.ptr : "",   \
                     (expected));                                                                  \
    } while (0)

#endif
