/*
 * The tables of a ledger, as one text.  Rules: a row's name is the table's; positions are bytes of
 * article.text (half open) unless the name says input; what is unknown is NULL; what joins articles
 * (from `copy` on) can be thrown away and made again.  Plain tables and views: any SQLite tool
 * reads them without hearsay.  A change that an older version cannot read raises
 * HSAY_LEDGER_VERSION.
 */
#include "ledger/ledger.h"

#define MEMBER_COLUMNS                                                                             \
    " article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,"                       \
    " statement_id INTEGER REFERENCES statement(id) ON DELETE CASCADE,"                            \
    " start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"

/*
 * An article's text without its furniture, the pieces between it joined by U+0003; made when asked
 * for, so that no text is stored twice.  The index is filled when the furniture is stored, and
 * emptied before it goes.  Version 1 indexed the furniture too.
 */
#define ARTICLE_TEXT                                                                               \
    "CREATE VIEW article_body AS SELECT a.id, a.title, CASE WHEN NOT EXISTS"                       \
    " (SELECT 1 FROM furniture f WHERE f.article_id = a.id) THEN a.text ELSE"                      \
    " (SELECT group_concat(piece, char(3)) FROM (SELECT CAST(substr(CAST(a.text AS BLOB),"         \
    "  start + 1, end - start) AS TEXT) AS piece FROM"                                             \
    "  (SELECT lag(f.end_byte, 1, 0) OVER (ORDER BY f.position) AS start, f.start_byte AS end"     \
    "   FROM furniture f WHERE f.article_id = a.id UNION ALL"                                      \
    "   SELECT max(f.end_byte), length(CAST(a.text AS BLOB)) FROM furniture f"                     \
    "   WHERE f.article_id = a.id) WHERE end > start ORDER BY start)) END AS text"                 \
    " FROM article a;"                                                                             \
    "CREATE VIRTUAL TABLE article_fts USING fts5(title, text, content='article_body',"             \
    " content_rowid='id', tokenize='unicode61 remove_diacritics 2');"                              \
    "CREATE TRIGGER article_gone BEFORE DELETE ON article BEGIN"                                   \
    " INSERT INTO article_fts(article_fts, rowid, title, text)"                                    \
    " SELECT 'delete', id, title, text FROM article_body WHERE id = old.id; END;"

#define POST_TABLE                                                                                 \
    "CREATE TABLE post("                                                                           \
    " article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,"                       \
    " position INTEGER NOT NULL, start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"          \
    " published TEXT, updated TEXT, headline TEXT, author TEXT,"                                   \
    " PRIMARY KEY(article_id, position)) STRICT, WITHOUT ROWID;"

#define PAGE_TABLES                                                                                \
    "CREATE TABLE image("                                                                          \
    " article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,"                       \
    " position INTEGER NOT NULL, url TEXT NOT NULL, caption TEXT,"                                 \
    " PRIMARY KEY(article_id, position)) STRICT, WITHOUT ROWID;"                                   \
    "CREATE TABLE fact_method("                                                                    \
    " article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,"                       \
    " fact TEXT NOT NULL, method TEXT NOT NULL,"                                                   \
    " PRIMARY KEY(article_id, fact)) STRICT, WITHOUT ROWID;"

const char HSAY_LEDGER_SCHEMA[] =
    /* ---- articles ---- */
    "CREATE TABLE article("
    " id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, input TEXT NOT NULL, record TEXT, line "
    "TEXT,"
    " hash TEXT NOT NULL, date TEXT, outlet TEXT, domain TEXT, title TEXT, url TEXT, lang TEXT,"
    " format TEXT, text TEXT NOT NULL, input_start_byte INTEGER NOT NULL,"
    " input_end_byte INTEGER NOT NULL, repaired_count INTEGER NOT NULL, published TEXT,"
    " updated TEXT, section TEXT, canonical_url TEXT, lang_from TEXT, method TEXT,"
    " partial INTEGER NOT NULL DEFAULT 0, partial_from TEXT, access TEXT) STRICT;"
    "CREATE INDEX article_input ON article(input, line);"
    "CREATE INDEX article_hash ON article(hash);"
    "CREATE TABLE author("
    " article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,"
    " position INTEGER NOT NULL, name TEXT NOT NULL,"
    " PRIMARY KEY(article_id, position)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE furniture("
    " article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,"
    " position INTEGER NOT NULL, start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"
    " reason TEXT NOT NULL, rule TEXT,"
    " PRIMARY KEY(article_id, position)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE input_run("
    " article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,"
    " position INTEGER NOT NULL, input_start_byte INTEGER NOT NULL,"
    " text_start_byte INTEGER NOT NULL, length_bytes INTEGER NOT NULL,"
    " PRIMARY KEY(article_id, position)) STRICT, WITHOUT ROWID;" PAGE_TABLES POST_TABLE
    /* ---- statements ---- */
    "CREATE TABLE speaker(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE statement("
    " id INTEGER PRIMARY KEY,"
    " article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,"
    " position INTEGER NOT NULL, speaker_id INTEGER REFERENCES speaker(id),"
    " speaker_start_byte INTEGER NOT NULL, speaker_end_byte INTEGER NOT NULL,"
    " content TEXT, source TEXT, cue TEXT, evidence_words TEXT,"
    " kind TEXT NOT NULL, act TEXT NOT NULL, evidence TEXT NOT NULL,"
    " outer_position INTEGER, rule TEXT, engine TEXT, probability REAL NOT NULL,"
    " UNIQUE(article_id, position)) STRICT;"
    "CREATE INDEX statement_speaker ON statement(speaker_id);"
    "CREATE TABLE statement_span("
    " statement_id INTEGER NOT NULL REFERENCES statement(id) ON DELETE CASCADE,"
    " part TEXT NOT NULL, position INTEGER NOT NULL,"
    " start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"
    " PRIMARY KEY(statement_id, part, position)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE chain("
    " statement_id INTEGER NOT NULL REFERENCES statement(id) ON DELETE CASCADE,"
    " position INTEGER NOT NULL, name TEXT,"
    " start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"
    " PRIMARY KEY(statement_id, position)) STRICT, WITHOUT ROWID;"
    /* ---- what joins articles ---- */
    "CREATE TABLE outlet("
    " id INTEGER PRIMARY KEY, domain TEXT, name TEXT,"
    " resembles_id INTEGER REFERENCES outlet(id) ON DELETE SET NULL,"
    " resembles_domain TEXT, why TEXT) STRICT;"
    "CREATE TABLE outlet_article("
    " outlet_id INTEGER NOT NULL REFERENCES outlet(id) ON DELETE CASCADE,"
    " article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,"
    " PRIMARY KEY(outlet_id, article_id)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX outlet_article_article ON outlet_article(article_id);"
    "CREATE TABLE copy("
    " id INTEGER PRIMARY KEY,"
    " copy_article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,"
    " original_article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,"
    " directed INTEGER NOT NULL, kind TEXT NOT NULL,"
    " copy_share REAL NOT NULL, original_share REAL NOT NULL, why TEXT) STRICT;"
    "CREATE INDEX copy_copy ON copy(copy_article_id);"
    "CREATE INDEX copy_original ON copy(original_article_id);"
    "CREATE TABLE copy_passage("
    " copy_id INTEGER NOT NULL REFERENCES copy(id) ON DELETE CASCADE, position INTEGER NOT NULL,"
    " copy_start_byte INTEGER NOT NULL, copy_end_byte INTEGER NOT NULL,"
    " original_start_byte INTEGER NOT NULL, original_end_byte INTEGER NOT NULL,"
    " words INTEGER NOT NULL, PRIMARY KEY(copy_id, position)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE story(id INTEGER PRIMARY KEY, why TEXT) STRICT;"
    "CREATE TABLE story_article("
    " story_id INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,"
    " article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,"
    " PRIMARY KEY(story_id, article_id)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX story_article_article ON story_article(article_id);"
    "CREATE TABLE thread("
    " id INTEGER PRIMARY KEY, speaker TEXT, form TEXT NOT NULL, difference TEXT, why TEXT) STRICT;"
    "CREATE TABLE thread_member("
    " id INTEGER PRIMARY KEY,"
    " thread_id INTEGER NOT NULL REFERENCES thread(id) ON DELETE CASCADE,"
    " position INTEGER NOT NULL," MEMBER_COLUMNS " UNIQUE(thread_id, position)) STRICT;"
    "CREATE INDEX thread_member_article ON thread_member(article_id);"
    "CREATE INDEX thread_member_statement ON thread_member(statement_id);"
    "CREATE TABLE thread_difference("
    " member_id INTEGER NOT NULL REFERENCES thread_member(id) ON DELETE CASCADE,"
    " position INTEGER NOT NULL, start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"
    " PRIMARY KEY(member_id, position)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE figure("
    " id INTEGER PRIMARY KEY, what TEXT, verdict TEXT NOT NULL, why TEXT) STRICT;"
    "CREATE TABLE figure_member("
    " figure_id INTEGER NOT NULL REFERENCES figure(id) ON DELETE CASCADE,"
    " position INTEGER NOT NULL," MEMBER_COLUMNS
    " low REAL, high REAL, PRIMARY KEY(figure_id, position)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX figure_member_article ON figure_member(article_id);"
    "CREATE INDEX figure_member_statement ON figure_member(statement_id);"
    "CREATE TABLE dispute("
    " id INTEGER PRIMARY KEY, kind TEXT NOT NULL,"
    " claim_article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,"
    " claim_statement_id INTEGER REFERENCES statement(id) ON DELETE CASCADE,"
    " claim_start_byte INTEGER NOT NULL, claim_end_byte INTEGER NOT NULL,"
    " answer_article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,"
    " answer_statement_id INTEGER REFERENCES statement(id) ON DELETE CASCADE,"
    " answer_start_byte INTEGER NOT NULL, answer_end_byte INTEGER NOT NULL, why TEXT) STRICT;"
    "CREATE INDEX dispute_claim ON dispute(claim_article_id);"
    "CREATE INDEX dispute_answer ON dispute(answer_article_id);"
    "CREATE INDEX dispute_claim_statement ON dispute(claim_statement_id);"
    "CREATE INDEX dispute_answer_statement ON dispute(answer_statement_id);"
    /* ---- views for people ---- */
    "CREATE VIEW statement_view AS SELECT s.id, a.date, a.outlet, a.title, p.name AS speaker,"
    " s.content, s.cue, s.kind, s.act, s.evidence, s.evidence_words,"
    " (SELECT group_concat(name, ' < ') FROM (SELECT name FROM chain"
    "  WHERE statement_id = s.id ORDER BY position)) AS chain,"
    " s.probability, s.rule, a.url, s.article_id"
    " FROM statement s JOIN article a ON a.id = s.article_id"
    " LEFT JOIN speaker p ON p.id = s.speaker_id;"
    "CREATE VIEW speaker_view AS SELECT p.id, p.name, count(*) AS statements,"
    " count(DISTINCT s.article_id) AS articles, sum(s.kind = 'direct') AS direct"
    " FROM speaker p JOIN statement s ON s.speaker_id = p.id GROUP BY p.id;"
    "CREATE VIEW thread_view AS SELECT t.id AS thread, t.speaker, t.form, a.date, a.outlet,"
    " a.title, CAST(substr(CAST(a.text AS BLOB), m.start_byte + 1, m.end_byte - m.start_byte)"
    " AS TEXT) AS words, t.difference, t.why, m.article_id, m.statement_id"
    " FROM thread t JOIN thread_member m ON m.thread_id = t.id"
    " JOIN article a ON a.id = m.article_id;"
    "CREATE VIEW figure_view AS SELECT f.id AS figure, f.what, f.verdict, a.date, a.outlet,"
    " CAST(substr(CAST(a.text AS BLOB), m.start_byte + 1, m.end_byte - m.start_byte) AS TEXT)"
    " AS words, m.low, m.high, f.why, m.article_id"
    " FROM figure f JOIN figure_member m ON m.figure_id = f.id"
    " JOIN article a ON a.id = m.article_id;"
    "CREATE VIEW dispute_view AS SELECT d.id, d.kind, c.outlet AS claim_outlet,"
    " CAST(substr(CAST(c.text AS BLOB), d.claim_start_byte + 1,"
    " d.claim_end_byte - d.claim_start_byte) AS TEXT) AS claim, n.outlet AS answer_outlet,"
    " CAST(substr(CAST(n.text AS BLOB), d.answer_start_byte + 1,"
    " d.answer_end_byte - d.answer_start_byte) AS TEXT) AS answer, d.why"
    " FROM dispute d JOIN article c ON c.id = d.claim_article_id"
    " JOIN article n ON n.id = d.answer_article_id;"
    "CREATE VIEW copy_view AS SELECT y.id, y.kind, c.outlet AS copy_outlet, c.title AS copy_title,"
    " y.directed, o.outlet AS original_outlet, o.title AS original_title, y.copy_share,"
    " y.original_share, y.why, y.copy_article_id, y.original_article_id"
    " FROM copy y JOIN article c ON c.id = y.copy_article_id"
    " JOIN article o ON o.id = y.original_article_id;"
    /* ---- full text ---- */
    "CREATE VIEW statement_text AS SELECT s.id, s.content, p.name AS speaker FROM statement s"
    " LEFT JOIN speaker p ON p.id = s.speaker_id;"
    "CREATE VIRTUAL TABLE statement_fts USING fts5(content, speaker, content='statement_text',"
    " content_rowid='id', tokenize='unicode61 remove_diacritics 2');"
    "CREATE TRIGGER statement_added AFTER INSERT ON statement BEGIN"
    " INSERT INTO statement_fts(rowid, content, speaker) VALUES(new.id, new.content,"
    " (SELECT name FROM speaker WHERE id = new.speaker_id)); END;"
    "CREATE TRIGGER statement_gone AFTER DELETE ON statement BEGIN"
    " INSERT INTO statement_fts(statement_fts, rowid, content, speaker)"
    " VALUES('delete', old.id, old.content,"
    " (SELECT name FROM speaker WHERE id = old.speaker_id)); END;" ARTICLE_TEXT;

const char *const HSAY_LEDGER_UPGRADES[HSAY_LEDGER_VERSION] = {
    [1] = "DROP TRIGGER IF EXISTS article_added; DROP TRIGGER IF EXISTS article_gone;"
          "DROP TABLE IF EXISTS article_fts; DROP VIEW IF EXISTS article_body;" ARTICLE_TEXT
          "INSERT INTO article_fts(article_fts) VALUES('rebuild');",
    [2] = "ALTER TABLE article ADD COLUMN published TEXT;"
          "ALTER TABLE article ADD COLUMN updated TEXT;"
          "ALTER TABLE article ADD COLUMN section TEXT;"
          "ALTER TABLE article ADD COLUMN canonical_url TEXT;"
          "ALTER TABLE article ADD COLUMN lang_from TEXT;"
          "ALTER TABLE article ADD COLUMN method TEXT;"
          "ALTER TABLE article ADD COLUMN partial INTEGER NOT NULL DEFAULT 0;" PAGE_TABLES,
    [3] = "ALTER TABLE article ADD COLUMN partial_from TEXT;"
          "ALTER TABLE article ADD COLUMN access TEXT;",
    [4] = POST_TABLE};
