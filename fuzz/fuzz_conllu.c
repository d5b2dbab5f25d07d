/*
 * Any bytes as a CoNLL-U file, whose words are tagged: each sentence comes out as words with a tree
 * that CoNLL-U could be read from again, the first bad line ends it with its number.
 */
#include "conllu.h"
#include "fuzz.h"
#include "hearsay/tag.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static hsay_tagger *tagger;
    char path[FUZZ_PATH_BYTES];
    hsay_buf out = {0};
    if (!tagger && hsay_tagger_open(NULL, &tagger, NULL) != HSAY_OK)
        abort();
    int fd = fuzz_file_of((hsay_str){(const char *)bytes, len}, path);
    uint32_t sentences = fuzz_sentences(path, false);
    hsay_tagger_words(tagger, path, (hsay_sink){fuzz_keep, &out}, NULL);
    close(fd);
    fd = fuzz_file_of(hsay_buf_view(&out), path);
    if (fuzz_sentences(path, true) != sentences)
        abort();
    close(fd);
    hsay_buf_free(&out);
    return 0;
}
