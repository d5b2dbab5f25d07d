/*
 * How sure the labels of a statement are becomes how often a statement of that sureness is right.
 * Straight lines between points; the points are made by eval/reliability.py --fit.
 */
#include "attribute/decode.h"

/* Certainty of the labels, share right (source and content at an overlap of .5); PolNeAR dev, every
 * other article, 2026-11. */
static const struct {
    float certainty, right;
} POINTS[] = {
    {0.000f, 0.000f}, {0.173f, 0.363f}, {0.298f, 0.386f}, {0.424f, 0.504f},
    {0.562f, 0.588f}, {0.691f, 0.717f}, {0.805f, 0.833f}, {0.896f, 0.894f},
    {0.945f, 0.895f}, {0.978f, 0.943f}, {1.000f, 0.950f},
};

/* Four digits: what lies behind them hangs on the machine's exp and log. */
static double rounded(double p)
{
    return (double)(int)(p * 10000 + .5) / 10000;
}

double hsay_certainty__right(double certainty)
{
    if (!(certainty > 0))
        return rounded((double)POINTS[0].right);
    for (size_t i = 1; i < sizeof POINTS / sizeof *POINTS; i++) {
        double low = (double)POINTS[i - 1].certainty, high = (double)POINTS[i].certainty;
        if (certainty <= high) {
            double part = high > low ? (certainty - low) / (high - low) : 0;
            double from = (double)POINTS[i - 1].right, to = (double)POINTS[i].right;
            return rounded(from + (part > 0 ? part : 0) * (to - from));
        }
    }
    return rounded((double)POINTS[sizeof POINTS / sizeof *POINTS - 1].right);
}
