/*
 * One build of the product: ROWS rows of C by VECTORS vectors of 16 are held in registers while k
 * runs.  Included by matmul.c with NAME, TARGET, ROWS and VECTORS defined.
 */
#define PASTE2(a, b) a##b
#define PASTE(a, b) PASTE2(a, b)

TARGET static inline __attribute__((always_inline)) void
PASTE(block_, NAME)(const hsay_matmul *p, uint32_t i, uint32_t n, uint32_t rows, uint32_t vectors)
{
    v16 acc[ROWS][VECTORS];
    for (uint32_t r = 0; r < ROWS; r++)
        for (uint32_t v = 0; v < VECTORS; v++)
            acc[r][v] = (v16){0};
    const float *a[ROWS];
    for (uint32_t r = 0; r < ROWS; r++)
        a[r] = p->a + (i + (r < rows ? r : 0)) * p->a_row;
    for (uint32_t k = 0; k < p->k; k++) {
        const float *b = p->b + k * p->b_row + n;
        v16 row[VECTORS] = {0};
        for (uint32_t v = 0; v < VECTORS; v++)
            if (v < vectors)
                row[v] = *(const v16u *)(b + v * 16);
        for (uint32_t r = 0; r < ROWS; r++)
            for (uint32_t v = 0; v < VECTORS; v++)
                acc[r][v] += a[r][k * p->a_step] * row[v];
    }
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t v = 0; v < vectors; v++)
            *(v16u *)(p->c + (i + r) * p->c_row + n + v * 16) += acc[r][v];
}

TARGET static void PASTE(matmul_, NAME)(const hsay_matmul *p)
{
    for (uint32_t n = 0; n < p->n; n += VECTORS * 16) {
        uint32_t vectors = (p->n - n) / 16 < VECTORS ? (p->n - n) / 16 : VECTORS;
        for (uint32_t i = 0; i < p->m; i += ROWS) {
            uint32_t rows = p->m - i < ROWS ? p->m - i : ROWS;
            if (vectors == VECTORS)
                PASTE(block_, NAME)(p, i, n, rows, VECTORS);
            else
                PASTE(block_, NAME)(p, i, n, rows, vectors);
        }
    }
}

#undef NAME
#undef TARGET
#undef ROWS
#undef VECTORS
#undef PASTE
#undef PASTE2
