/* What each verb is for, with examples. */
#include <string.h>

#include "cli.h"

#define INPUT_OPTIONS                                                                              \
    "  --whole            the text is all article: nothing is cut from it\n"                       \
    "  --outlet NAME      for inputs that name no outlet\n"                                        \
    "  --date DATE        for inputs that carry none, as 2024-05-31\n"                             \
    "  --field NAME=MEMBER  which JSON member or column holds id, url, text, html, title,\n"       \
    "                     author, date or outlet; may be repeated\n"                               \
    "  --table NAME       which table or view of a database holds the articles\n"                  \
    "  --limit-bytes N    refuse larger records (64 MiB)\n"                                        \
    "  --threads N        how many threads work (one a processor)\n"                               \
    "  --progress         tell every five seconds how far it is, also where no terminal is\n"

#define MARK_OPTIONS                                                                               \
    "  --engine NAME      what marks: fast (a small network over the rules; it is the default),\n" \
    "                     or rules alone\n"                                                        \
    "  --model FILE       mark with a model that `hearsay train` wrote\n"

#define INPUT_TEXT                                                                                 \
    "INPUT is a text file, a saved page (.html, .mhtml), a PDF (where pdftotext is installed), "   \
    "a\n"                                                                                          \
    "feed (RSS, Atom, JSON Feed), a WARC file, a mail or mailbox, records as JSONL, CSV or an\n"   \
    "SQLite database, each also packed (.gz, .zst, .xz, .bz2), a .zip or .tar of these, a "        \
    "folder\n"                                                                                     \
    "of these, or - for standard input; docs/format-inputs.md tells how each is read.  An input\n" \
    "that begins with a dash goes after --.  A folder's images, styles, notes and the like are\n"  \
    "passed over; a file that is named is always tried.  A CDX or CDXJ file stands for the WARC\n" \
    "records that it names, found in its own folder.\n"

static const struct {
    const char *verb, *text;
} HELP[] = {
    {"train",
     "usage: hearsay train GOLD.jsonl... -o MODEL [--soft FOLDER] [--check GOLD.jsonl]\n"
     "       hearsay train --tags GOLD.conllu... -o MODEL [--soft FILE] [--check GOLD.conllu]\n"
     "       hearsay train --language LISTS -o MODEL [--texts N]\n\n"
     "Teaches the model that marks statements.  A gold line is {\"text\", \"attributions\"}, each\n"
     "attribution with source, cue and content as ranges of code points; a text has at most\n"
     "32,768 tokens.  With --tags: the model of `hearsay tag`, from treebanks; the first file's\n"
     "ways are those it follows (tools/make-tagging-model).  With --language: the model that\n"
     "tells languages, from lines of language, word and frequency with tabs between\n"
     "(tools/make-language-model).  A training that is stopped leaves nothing.\n\n"
     "  -o, --output MODEL where the model is written; it appears when it is whole\n"
     "  --soft FOLDER      labels of a teacher, as tools/teacher/label.py writes them; with\n"
     "                     --tags a file of tools/teacher/lang_label.py\n"
     "  --soft-limit N     texts, or sentences, of these at most\n"
     "  --check FILE       score this gold file after each epoch\n"
     "  --epochs N         times over the gold (12)\n"
     "  --soft-epochs N    times over soft labels and gold together, before that (0)\n"
     "  --width N, --layers N  the network's size (128, 7; with --tags 96, 7)\n"
     "  --tags             the gold files are CoNLL-U\n"
     "  --seed N           of the random numbers (1)\n"
     "  --language LISTS   the word lists\n"
     "  --texts N          how many are drawn of them for four languages (120000)\n"
     "  --threads N        2 do\n"},
    {"run",
     "usage: hearsay run INPUT... [-o report.html] [--ledger L] [--json]\n\n"
     "Reads, marks and links the inputs and shows what was found, in one go.\n" INPUT_TEXT "\n"
     "  -o, --output FILE  write the report, one page that needs nothing else\n"
     "  --ledger L         keep the ledger in a file; what it holds is shown too\n"
     "  --json             NDJSON in place of the summary\n" MARK_OPTIONS INPUT_OPTIONS
     "\nexamples:\n"
     "  hearsay run page1.html page2.txt crawl.jsonl -o report.html\n"
     "  hearsay run saved-pages/ --json | jq 'select(.type == \"thread\")'\n"},
    {"add", "usage: hearsay add INPUT... --ledger L\n\n"
            "Reads and marks the inputs and stores them, one transaction an article.  What is\n"
            "stored already is skipped, what has changed is replaced; so, after a run that was\n"
            "killed, the same command goes on where it was.\n" INPUT_TEXT "\n"
            "  --ledger L         the ledger; it is made where there is none\n"
            "  --json             the counts as JSON\n" MARK_OPTIONS INPUT_OPTIONS "\nexamples:\n"
            "  hearsay add saved-pages/ --ledger news.ledger\n"
            "  hearsay add crawl.jsonl.gz --field text=body --ledger news.ledger\n"},
    {"link", "usage: hearsay link --ledger L\n\n"
             "Finds copies, stories, outlets, threads, figures and disputes among the articles of\n"
             "a ledger, and replaces those that it holds.\n\n"
             "example:\n"
             "  hearsay link --ledger news.ledger\n"},
    {"report",
     "usage: hearsay report --ledger L [-o FILE] [--json | --csv TABLE]\n\n"
     "Writes what a ledger holds: a page with -o, else a summary.\n\n"
     "  -o, --output FILE  write to a file\n"
     "  --json             NDJSON\n"
     "  --csv TABLE        one table: article, statement, outlet, copy, story, thread, figure\n"
     "                     or dispute\n"
     "\nexamples:\n"
     "  hearsay report --ledger news.ledger -o report.html\n"
     "  hearsay report --ledger news.ledger --csv statement > statements.csv\n"},
    {"read",
     "usage: hearsay read INPUT... [-o FILE] [--html]\n\n"
     "Writes each input's articles as NDJSON: text, title, outlet, date, language, what was\n"
     "cut.\n" INPUT_TEXT "\n"
     "  --html             also each article as a clean HTML document, in the member html, and\n"
     "                     what each range of its text is: headings, lists, quotes, tables, "
     "links\n" INPUT_OPTIONS "\nexamples:\n"
     "  hearsay read --html page.html | jq -r .html > clean.html\n"
     "  hearsay read page.html | jq -r .text\n"},
    {"mark", "usage: hearsay mark INPUT... [-o FILE] [--whole]\n\n"
             "As read, with the statements of each article: who said what, on what evidence.\n"
             "Takes what `hearsay read` writes, too.\n" INPUT_TEXT "\n" MARK_OPTIONS INPUT_OPTIONS
             "\nexamples:\n"
             "  hearsay mark article.txt\n"
             "  hearsay read pages/ | hearsay mark -\n"},
    {"tag",
     "usage: hearsay tag INPUT... [-o FILE] [--tokens]\n\n"
     "Writes the sentences of each article as CoNLL-U: tag, features, lemma and head of each\n"
     "word after Universal Dependencies, and NE=B-PER (ORG, LOC, MISC) for names.\n" INPUT_TEXT "\n"
     "  -o, --output FILE  write to a file\n"
     "  --tokens           INPUT is CoNLL-U; its sentences and words are kept\n"
     "  --model FILE       a model that `hearsay train --tags` wrote\n" INPUT_OPTIONS "\nexample:\n"
     "  hearsay tag article.txt | grep NE=B\n"},
    {"search",
     "usage: hearsay search QUERY --ledger L [--limit N] [--json]\n\n"
     "Finds statements, then articles, that hold all the words and \"phrases\" of the query.\n\n"
     "  --limit N          at most so many hits (20)\n"
     "  --json             NDJSON\n"
     "\nexamples:\n"
     "  hearsay search 'death toll' --ledger news.ledger\n"
     "  hearsay search '\"under control\" minister' --ledger news.ledger\n"},
    {"show",
     "usage: hearsay show ID --ledger L [--json]\n\n"
     "Shows an article with its statements.  ID is its key, its file, or the first four or\n"
     "more digits of its hash.\n\n"
     "examples:\n"
     "  hearsay show page1.html --ledger news.ledger\n"
     "  hearsay show 3f9a1c --ledger news.ledger\n"},
};

static const char GENERAL[] =
    "usage: hearsay VERB ...\n\n"
    "Reads news articles and says who said what, on what evidence, in which outlet; where\n"
    "accounts part; which texts are copies.  Nothing leaves this machine.\n\n"
    "  run INPUT... [-o report.html]   everything in one go\n"
    "  add INPUT... --ledger L         read, mark and store; unchanged inputs are skipped\n"
    "  link --ledger L                 find copies, stories, threads, figures, disputes\n"
    "  report --ledger L [-o FILE]     the page; --json, --csv TABLE\n"
    "  search QUERY --ledger L         full text; statements first\n"
    "  show ID --ledger L              one article with its statements\n"
    "  read INPUT...                   articles as NDJSON\n"
    "  mark INPUT...                   articles with statements as NDJSON\n"
    "  tag INPUT...                    words with tags, trees and names as CoNLL-U\n\n"
    "hearsay VERB --help says more.  Exit status: 0 done, 1 nothing found, 2 usage, 3 done but\n"
    "some inputs failed, 4 the ledger, reading or writing failed.\n";

bool help_print(FILE *to, const char *verb)
{
    const char *text = verb ? NULL : GENERAL;
    for (size_t i = 0; verb && i < sizeof HELP / sizeof *HELP; i++)
        if (strcmp(HELP[i].verb, verb) == 0)
            text = HELP[i].text;
    if (text && to)
        fputs(text, to);
    return text != NULL;
}
