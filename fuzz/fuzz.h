/* What every target defines: takes any bytes, answers 0, and stops the process on a broken promise.
 */
#ifndef HSAY_FUZZ_H
#define HSAY_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
