/*
 * Every SQL statement of the ledger, and the calls that run them.  `types` has a letter for each
 * argument: i int64_t · r double (an infinity is NULL) · t hsay_str, NULL where empty · s hsay_str,
 * "" where empty · u uint32_t, NULL where HSAY_NONE.
 */
#ifndef HSAY_LEDGER_SQL_H
#define HSAY_LEDGER_SQL_H

#include <sqlite3.h>

#include "base/arena.h"
#include "hearsay/ledger.h"

#define HSAY_SQL_STATEMENT_ROW "(SELECT id FROM statement WHERE article_id = ?1 AND position = ?2)"
#define HSAY_SQL_HIT_ORDER " rank, a.date, a.outlet, a.title, a.hash, a.key"

#define HSAY_SQL_TABLE(X)                                                                          \
    X(BEGIN, "BEGIN IMMEDIATE")                                                                    \
    X(BEGIN_READ, "BEGIN")                                                                         \
    X(COMMIT, "COMMIT")                                                                            \
    X(KNOWN, "SELECT hash, input_start_byte, key FROM article WHERE input = ? AND line IS ?")      \
    X(BY_KEY, "SELECT id, hash, line, input_start_byte FROM article WHERE key = ?")                \
    X(MOVE, "UPDATE article SET line = ?, input_start_byte = ?, input_end_byte = ? WHERE id = ?")  \
    X(MOVE_RUNS,                                                                                   \
      "UPDATE input_run SET input_start_byte = input_start_byte + ? WHERE article_id = ?")         \
    X(DROP_THREADS, "DELETE FROM thread WHERE id IN (SELECT thread_id FROM thread_member WHERE "   \
                    "article_id = ?)")                                                             \
    X(DROP_FIGURES, "DELETE FROM figure WHERE id IN (SELECT figure_id FROM figure_member WHERE "   \
                    "article_id = ?)")                                                             \
    X(DROP_ARTICLE, "DELETE FROM article WHERE id = ?")                                            \
    X(ADD_ARTICLE,                                                                                 \
      "INSERT INTO article(id, key, input, record, line, hash, date, outlet, domain, "             \
      "title, url, lang, format, text, input_start_byte, input_end_byte, "                         \
      "repaired_count, published, updated, section, canonical_url, lang_from, method, partial, "   \
      "partial_from, access) VALUES(nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "   \
      "?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")                                                             \
    X(INDEX_ARTICLE, "INSERT INTO article_fts(rowid, title, text) SELECT id, title, text FROM "    \
                     "article_body WHERE id = ?")                                                  \
    X(ADD_AUTHOR, "INSERT INTO author VALUES(?, ?, ?)")                                            \
    X(ADD_FURNITURE, "INSERT INTO furniture VALUES(?, ?, ?, ?, ?, ?)")                             \
    X(ADD_RUN, "INSERT INTO input_run VALUES(?, ?, ?, ?, ?)")                                      \
    X(ADD_IMAGE, "INSERT INTO image VALUES(?, ?, ?, ?)")                                           \
    X(ADD_FACT_METHOD, "INSERT INTO fact_method VALUES(?, ?, ?)")                                  \
    X(ADD_POST, "INSERT INTO post VALUES(?, ?, ?, ?, ?, ?, ?, ?)")                                 \
    X(ADD_SPEAKER, "INSERT OR IGNORE INTO speaker(name) VALUES(?)")                                \
    X(ADD_STATEMENT,                                                                               \
      "INSERT INTO statement(article_id, position, speaker_id, speaker_start_byte, "               \
      "speaker_end_byte, content, source, cue, evidence_words, kind, act, evidence, "              \
      "outer_position, rule, engine, probability) VALUES(?, ?, (SELECT id FROM speaker WHERE "     \
      "name = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")                                         \
    X(ADD_SPAN, "INSERT INTO statement_span VALUES(?, ?, ?, ?, ?)")                                \
    X(ADD_CHAIN, "INSERT INTO chain VALUES(?, ?, ?, ?, ?)")                                        \
    X(ARTICLE_ROWS, "SELECT id FROM article ORDER BY id")                                          \
    X(ARTICLE,                                                                                     \
      "SELECT key, input, record, hash, date, outlet, domain, title, url, lang, format, text, "    \
      "input_start_byte, input_end_byte, repaired_count FROM article WHERE id = ?")                \
    X(READING, "SELECT published, updated, section, canonical_url, lang_from, method, partial "    \
               "FROM article WHERE id = ?")                                                        \
    X(ACCESS, "SELECT partial_from, access FROM article WHERE id = ?")                             \
    X(POSTS, "SELECT start_byte, end_byte, published, updated, headline, author FROM post WHERE "  \
             "article_id = ? ORDER BY position")                                                   \
    X(IMAGES, "SELECT url, caption FROM image WHERE article_id = ? ORDER BY position")             \
    X(FACT_METHODS, "SELECT fact, method FROM fact_method WHERE article_id = ?")                   \
    X(AUTHORS, "SELECT name FROM author WHERE article_id = ? ORDER BY position")                   \
    X(FURNITURE, "SELECT start_byte, end_byte, reason, rule FROM furniture WHERE article_id = ? "  \
                 "ORDER BY position")                                                              \
    X(RUNS, "SELECT input_start_byte, text_start_byte, length_bytes FROM input_run WHERE "         \
            "article_id = ? ORDER BY position")                                                    \
    X(STATEMENTS,                                                                                  \
      "SELECT p.name, s.speaker_start_byte, s.speaker_end_byte, s.kind, s.act, s.evidence, "       \
      "s.outer_position, s.rule, s.engine, s.probability FROM statement s LEFT JOIN speaker p "    \
      "ON p.id = s.speaker_id WHERE s.article_id = ? ORDER BY s.position")                         \
    X(SPANS,                                                                                       \
      "SELECT s.position, x.part, x.start_byte, x.end_byte FROM statement s JOIN statement_span "  \
      "x ON x.statement_id = s.id WHERE s.article_id = ? ORDER BY s.position, x.part, x.position") \
    X(CHAINS,                                                                                      \
      "SELECT s.position, x.name, x.start_byte, x.end_byte FROM statement s JOIN chain x ON "      \
      "x.statement_id = s.id WHERE s.article_id = ? ORDER BY s.position, x.position")              \
    X(DROP_OUTLETS, "DELETE FROM outlet")                                                          \
    X(DROP_COPIES, "DELETE FROM copy")                                                             \
    X(DROP_STORIES, "DELETE FROM story")                                                           \
    X(DROP_ALL_THREADS, "DELETE FROM thread")                                                      \
    X(DROP_ALL_FIGURES, "DELETE FROM figure")                                                      \
    X(DROP_DISPUTES, "DELETE FROM dispute")                                                        \
    X(DROP_SPEAKERS,                                                                               \
      "DELETE FROM speaker WHERE id NOT IN (SELECT speaker_id FROM statement WHERE "               \
      "speaker_id IS NOT NULL)")                                                                   \
    X(ADD_OUTLET,                                                                                  \
      "INSERT INTO outlet(id, domain, name, resembles_domain, why) VALUES(?, ?, ?, ?, ?)")         \
    X(SET_RESEMBLES, "UPDATE outlet SET resembles_id = ? WHERE id = ?")                            \
    X(ADD_OUTLET_ARTICLE, "INSERT INTO outlet_article VALUES(?, ?)")                               \
    X(ADD_COPY, "INSERT INTO copy VALUES(?, ?, ?, ?, ?, ?, ?, ?)")                                 \
    X(ADD_PASSAGE, "INSERT INTO copy_passage VALUES(?, ?, ?, ?, ?, ?, ?)")                         \
    X(ADD_STORY, "INSERT INTO story VALUES(?, ?)")                                                 \
    X(ADD_STORY_ARTICLE, "INSERT INTO story_article VALUES(?, ?)")                                 \
    X(ADD_THREAD, "INSERT INTO thread VALUES(?, ?, ?, ?, ?)")                                      \
    X(ADD_THREAD_MEMBER,                                                                           \
      "INSERT INTO thread_member(article_id, statement_id, thread_id, position, start_byte, "      \
      "end_byte) VALUES(?1, " HSAY_SQL_STATEMENT_ROW ", ?3, ?4, ?5, ?6)")                          \
    X(ADD_DIFFERENCE, "INSERT INTO thread_difference VALUES(?, ?, ?, ?)")                          \
    X(ADD_FIGURE, "INSERT INTO figure VALUES(?, ?, ?, ?)")                                         \
    X(ADD_FIGURE_MEMBER,                                                                           \
      "INSERT INTO figure_member(article_id, statement_id, figure_id, position, start_byte, "      \
      "end_byte, low, high) VALUES(?1, " HSAY_SQL_STATEMENT_ROW ", ?3, ?4, ?5, ?6, ?7, ?8)")       \
    X(ADD_DISPUTE,                                                                                 \
      "INSERT INTO dispute(claim_article_id, claim_statement_id, claim_start_byte, "               \
      "claim_end_byte, answer_article_id, answer_statement_id, answer_start_byte, "                \
      "answer_end_byte, kind, why) VALUES(?1, " HSAY_SQL_STATEMENT_ROW ", ?3, ?4, ?5, "            \
      "(SELECT id FROM statement WHERE article_id = ?5 AND position = ?6), ?7, ?8, ?9, ?10)")      \
    X(OUTLETS,                                                                                     \
      "SELECT id, domain, name, resembles_id, resembles_domain, why FROM outlet ORDER BY id")      \
    X(OUTLET_ARTICLES, "SELECT article_id FROM outlet_article WHERE outlet_id = ?")                \
    X(COPIES, "SELECT id, copy_article_id, original_article_id, directed, kind, copy_share, "      \
              "original_share, why FROM copy ORDER BY id")                                         \
    X(PASSAGES, "SELECT copy_start_byte, copy_end_byte, original_start_byte, original_end_byte, "  \
                "words FROM copy_passage WHERE copy_id = ? ORDER BY position")                     \
    X(STORIES, "SELECT id, why FROM story ORDER BY id")                                            \
    X(STORY_ARTICLES, "SELECT article_id FROM story_article WHERE story_id = ?")                   \
    X(THREADS, "SELECT id, speaker, form, difference, why FROM thread ORDER BY id")                \
    X(THREAD_MEMBERS,                                                                              \
      "SELECT m.article_id, s.position, m.start_byte, m.end_byte, m.id FROM thread_member m LEFT " \
      "JOIN statement s ON s.id = m.statement_id WHERE m.thread_id = ? ORDER BY m.position")       \
    X(DIFFERENCES, "SELECT start_byte, end_byte FROM thread_difference WHERE member_id = ? "       \
                   "ORDER BY position")                                                            \
    X(FIGURES, "SELECT id, what, verdict, why FROM figure ORDER BY id")                            \
    X(FIGURE_MEMBERS,                                                                              \
      "SELECT m.article_id, s.position, m.start_byte, m.end_byte, m.low, m.high FROM "             \
      "figure_member m LEFT JOIN statement s ON s.id = m.statement_id WHERE m.figure_id = ? "      \
      "ORDER BY m.position")                                                                       \
    X(DISPUTES,                                                                                    \
      "SELECT d.claim_article_id, c.position, d.claim_start_byte, d.claim_end_byte, "              \
      "d.answer_article_id, n.position, d.answer_start_byte, d.answer_end_byte, d.kind, d.why "    \
      "FROM dispute d LEFT JOIN statement c ON c.id = d.claim_statement_id LEFT JOIN statement n " \
      "ON n.id = d.answer_statement_id ORDER BY d.id")                                             \
    X(FIND, "SELECT id FROM article a WHERE key = ?1 OR input = ?1 ORDER BY a.date, a.outlet, "    \
            "a.title, a.hash, a.key")                                                              \
    X(FIND_HASH,                                                                                   \
      "SELECT id FROM article a WHERE hash >= ?1 AND hash < ?1 || 'g' ORDER BY a.date, "           \
      "a.outlet, a.title, a.hash, a.key")                                                          \
    X(SEARCH_STATEMENTS,                                                                           \
      "SELECT a.id, s.position, f.rank FROM statement_fts f JOIN statement s ON s.id = f.rowid "   \
      "JOIN article a ON a.id = s.article_id WHERE statement_fts MATCH ? ORDER "                   \
      "BY" HSAY_SQL_HIT_ORDER ", s.position LIMIT ?")                                              \
    X(SEARCH_ARTICLES,                                                                             \
      "SELECT a.id, snippet(article_fts, 1, char(1), char(2), '', 32), f.rank FROM article_fts f " \
      "JOIN article a ON a.id = f.rowid WHERE article_fts MATCH ? ORDER BY" HSAY_SQL_HIT_ORDER     \
      " LIMIT ?")

typedef enum hsay_sql {
#define HSAY_SQL_ENUM(name, text) HSAY_SQL_##name,
    HSAY_SQL_TABLE(HSAY_SQL_ENUM)
#undef HSAY_SQL_ENUM
        HSAY_SQL_COUNT
} hsay_sql;

/* Runs a statement that answers no rows. */
void hsay_sql__put(hsay_ledger *ledger, hsay_sql which, const char *types, ...);
/* Begins a query; NULL on failure.  Each row by hsay_sql__row; the end resets it, or hsay_sql__end.
 */
sqlite3_stmt *hsay_sql__query(hsay_ledger *ledger, hsay_sql which, const char *types, ...);
bool hsay_sql__row(hsay_ledger *ledger, sqlite3_stmt *query);
void hsay_sql__end(sqlite3_stmt *query);
/* A text column, copied into the arena; empty for NULL. */
hsay_str hsay_sql__text(sqlite3_stmt *query, int column, hsay_arena *arena);
uint32_t hsay_sql__u32(sqlite3_stmt *query, int column);
/* HSAY_NONE for NULL. */
uint32_t hsay_sql__index(sqlite3_stmt *query, int column);

/* Makes the ledger fail, once. */
void hsay_sql__fail(hsay_ledger *ledger, hsay_status status, const char *text);
/* What SQLite answered, as ours; the text is static. */
hsay_error hsay_sql__error(sqlite3 *db, int code);
/* Takes the failure: answers it, and forgets it. */
hsay_status hsay_sql__result(hsay_ledger *ledger, hsay_error *error);
void hsay_sql__begin(hsay_ledger *ledger, bool write);
/* Commits, or rolls back where something failed. */
hsay_status hsay_sql__finish(hsay_ledger *ledger, hsay_error *error);

#endif
