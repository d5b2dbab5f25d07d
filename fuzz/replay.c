/* Feeds each file of the given folders to a fuzz target, once, without a fuzzer. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

static void replay_file(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = malloc(1 << 20);
    if (file && bytes)
        LLVMFuzzerTestOneInput(bytes, fread(bytes, 1, 1 << 20, file));
    free(bytes);
    if (file)
        fclose(file);
}

int main(int argc, char **argv)
{
    unsigned count = 0;
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        for (struct dirent *e; folder && (e = readdir(folder));)
            if (e->d_name[0] != '.') {
                replay_file(argv[i], e->d_name);
                count++;
            }
        if (folder)
            closedir(folder);
    }
    printf("%u inputs replayed\n", count);
    return 0;
}
