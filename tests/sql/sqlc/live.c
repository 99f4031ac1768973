/*
 * live.c -- db.c and the C of sqlc against a running server.
 *
 * live SOCKET DATABASE SECRETS_DIR: as account renraku_t, which may do all in
 * the database.  Makes the table sqlc_thing and takes it away.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/arena.h"
#include "common/conf.h"
#include "common/log.h"
#include "q_live.h"
#include "q_misfit.h"

#define NOON 1775440800123456	/* 2026-04-06T02:00:00.123456Z */

static unsigned	 passed, failed;

static void
check(bool good, const char *what)
{
	printf("%s %u - %s\n", good ? "ok" : "not ok", passed + failed + 1, what);
	if (good)
		passed++;
	else
		failed++;
}

static const struct scope	 mine = { .school_id = 7 }, other = { .school_id = 8 };
static const struct scope	 nobody;

static const char make_table[] =
    "DROP TABLE IF EXISTS sqlc_thing; CREATE TABLE sqlc_thing ("
    "thing_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, "
    "school_id BIGINT UNSIGNED NOT NULL, name VARCHAR(200) NOT NULL, n BIGINT NULL, "
    "kind TINYINT UNSIGNED NOT NULL, ok BOOLEAN NOT NULL, raw VARBINARY(64) NULL, "
    "on_date DATE NULL, at DATETIME(6) NOT NULL, note TEXT NULL, "
    "version INT UNSIGNED NOT NULL DEFAULT 0, UNIQUE KEY (school_id, name)) "
    "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin";
static const char drop_table[] = "DROP TABLE sqlc_thing";

static uint64_t
insert(struct db *db, const char *name)
{
	struct tx	*tx;
	enum db_rc	 rc;
	uint64_t	 id;

	tx = db_begin(db);
	rc = q_thing_insert(tx, &mine, &id, &(struct q_thing_insert_in){
		.name = name,
		.has_n = true,
		.n = -5,
		.kind = 250,
		.ok = true,
		.raw = { (const unsigned char *)"a\0b", 3 },
		.has_on_date = true,
		.on_date = { 2026, 4, 6 },
		.at = { NOON },
	});
	return db_end(tx, rc) == DB_OK ? id : 0;
}

static void
try_rows(struct db *db)
{
	struct q_thing		 row;
	struct q_thing_list	*rows;
	struct q_thing_null	 null_row;
	struct q_thing_huge	 huge;
	size_t			 n;
	uint64_t		 id;
	unsigned		 before;

	id = insert(db, "\xf0\xa0\xae\xb7\xe7\x94\xb0 ");
	check(id != 0, "insert gives the number");
	check(q_thing(db, &mine, &row, &(struct q_thing_in){ id }) == DB_OK, "one row");
	check(row.thing_id == id && strcmp(row.name, "\xf0\xa0\xae\xb7\xe7\x94\xb0 ") == 0,
	    "number and text of four-byte characters");
	check(row.has_n && row.n == -5 && row.kind == 250 && row.ok, "int, choice, bool");
	check(row.raw.n == 3 && memcmp(row.raw.p, "a\0b", 3) == 0, "bytes with NUL");
	check(row.has_on_date && row.on_date.year == 2026 && row.on_date.month == 4 &&
	    row.on_date.day == 6, "date");
	check(row.at.us == NOON, "time to the microsecond");
	check(row.note == NULL, "text that is NULL");
	check(q_thing(db, &other, &row, &(struct q_thing_in){ id }) == DB_NONE, "other school");
	before = db_round_trips(db);
	check(q_thing(db, &nobody, &row, &(struct q_thing_in){ id }) == DB_NONE &&
	    db_round_trips(db) == before, "an empty scope asks nothing");
	check(q_thing(db, &mine, &row, &(struct q_thing_in){ 0 }) == DB_FAILED &&
	    db_round_trips(db) == before, "number 0 is refused");
	check(q_thing_list(db, &mine, &rows, &n) == DB_OK && n == 1 &&
	    strcmp(rows[0].mark, ":no ? \"x\" ?? \\ \xe7\xb5\x84") == 0, "list and literal");
	check(q_thing_list(db, &other, &rows, &n) == DB_OK && n == 0, "empty list");
	check(q_thing_null(db, &null_row, &(struct q_thing_null_in){ id }) == DB_FAILED,
	    "NULL in a column not declared null");
	check(q_thing_huge(db, &huge) == DB_FAILED, "a number too large is not cut");
}

static int64_t
count(struct db *db)
{
	struct q_thing_count	 row;

	return q_thing_count(db, &row) == DB_OK ? row.n : -1;
}

static void
try_writes(struct db *db)
{
	struct q_thing_lock	 lock;
	struct tx		*tx;
	uint64_t		 id, n;
	int64_t			 before;

	id = insert(db, "w");
	tx = db_begin(db);
	check(q_thing_lock(tx, &lock, &(struct q_thing_lock_in){ id }) == DB_OK, "for update");
	check(q_thing_change(tx, &mine, &(struct q_thing_change_in){ .thing_id = id, .version = 0,
	    .kind = 1 }) == DB_OK, "compare and set, first");
	check(q_thing_same(tx, &(struct q_thing_same_in){ id }) == DB_OK, "found counts");
	check(q_thing_change_any(tx, &mine, &n, &(struct q_thing_change_any_in){ 3 }) == DB_OK &&
	    n == 2, "update_any counts");
	check(q_thing_upsert(tx, &mine, &(struct q_thing_upsert_in){ "w", 3, { NOON } }) == DB_OK,
	    "upsert without a change");
	check(q_thing_copy(tx, &mine, &n, &(struct q_thing_copy_in){ 3, "-c" }) == DB_OK &&
	    n == 2, "insert_any counts");
	check(q_thing_copy(tx, &mine, &n, &(struct q_thing_copy_in){ 77, "-d" }) == DB_OK &&
	    n == 0, "insert_any of nothing");
	check(q_thing_delete_any(tx, &n, &(struct q_thing_delete_any_in){ 9 }) == DB_OK &&
	    n == 2, "delete_any counts");
	check(db_end(tx, DB_OK) == DB_OK, "commit");

	tx = db_begin(db);
	check(q_thing_change(tx, &mine, &(struct q_thing_change_in){ .thing_id = id, .version = 0,
	    .kind = 1 }) == DB_NONE, "compare and set, second");
	check(db_end(tx, DB_OK) == DB_NONE, "a forgotten DB_NONE does not commit");

	before = count(db);
	tx = db_begin(db);
	check(q_thing_insert0(tx, &mine, &(struct q_thing_insert0_in){ "x", { NOON } }) == DB_OK,
	    "insert0");
	check(count(db) == before + 1, "a read sees the writes of its transaction");
	check(q_thing_insert0(tx, &mine, &(struct q_thing_insert0_in){ "x", { NOON } }) ==
	    DB_DUPLICATE, "duplicate");
	check(q_thing_insert0(tx, &mine, &(struct q_thing_insert0_in){ "y", { NOON } }) ==
	    DB_DUPLICATE, "after a failure no write is sent");
	check(db_end(tx, DB_OK) == DB_DUPLICATE && count(db) == before, "all is rolled back");

	tx = db_begin(db);
	check(q_thing_insert0(tx, &mine, &(struct q_thing_insert0_in){ .name = "z" }) == DB_FAILED,
	    "a forgotten moment is refused");
	check(db_end(tx, DB_OK) == DB_FAILED && count(db) == before, "and not committed");

	tx = db_begin(db);
	check(q_thing_delete(tx, &(struct q_thing_delete_in){ id }) == DB_OK, "delete");
	check(db_end(tx, DB_NONE) == DB_NONE && count(db) == before, "the caller's outcome ends it");
}

/* A text of 70 000 bytes and an empty one come back whole. */
static void
try_long_text(struct db *db, struct arena *arena)
{
	struct q_thing	 row;
	struct tx	*tx;
	enum db_rc	 rc;
	uint64_t	 id;
	char		*note;

	note = arena_alloc(arena, 60001);
	memset(note, 'n', 60000);
	tx = db_begin(db);
	rc = q_thing_insert(tx, &mine, &id, &(struct q_thing_insert_in){ .name = "", .at = { NOON },
	    .note = note });
	check(db_end(tx, rc) == DB_OK, "a long text goes in");
	check(q_thing(db, &mine, &row, &(struct q_thing_in){ id }) == DB_OK &&
	    strcmp(row.note, note) == 0, "and comes back whole");
	check(row.name != NULL && row.name[0] == '\0' && row.raw.p == NULL && !row.has_n &&
	    !row.has_on_date, "an empty text is not NULL, NULL is");
}

/* Two handles wait for each other; then one connection is killed by the other. */
static void
try_two(struct db *db, struct db *second)
{
	struct q_thing_lock	 lock;
	struct q_thing_kill	 me;
	struct tx		*tx, *tx2;
	uint64_t		 id;
	char			 sql[64];

	id = insert(db, "two");
	tx = db_begin(db);
	check(q_thing_lock(tx, &lock, &(struct q_thing_lock_in){ id }) == DB_OK, "first lock");
	tx2 = db_begin(second);
	check(q_thing_same(tx2, &(struct q_thing_same_in){ id }) == DB_RETRY, "lock wait: retry");
	check(db_end(tx2, DB_OK) == DB_RETRY, "and not committed");
	check(db_end(tx, DB_OK) == DB_OK, "first commits");

	check(q_thing_kill(second, &me) == DB_OK, "number of the connection");
	tx2 = db_begin(second);
	check(q_thing_same(tx2, &(struct q_thing_same_in){ id }) == DB_OK, "a write");
	snprintf(sql, sizeof sql, "KILL %lld", (long long)me.n);
	check(db_script(db, sql, strlen(sql)) == DB_OK, "kill");
	check(db_end(tx2, DB_OK) == DB_AWAY, "a lost COMMIT is away");
	check(q_thing_kill(second, &me) == DB_AWAY, "and stays so in this request");
	check(db_ready(second) == DB_OK && q_thing_kill(second, &me) == DB_OK,
	    "the next request connects again");
	snprintf(sql, sizeof sql, "KILL %lld", (long long)me.n);
	check(db_script(db, sql, strlen(sql)) == DB_OK, "kill between requests");
	check(db_ready(second) == DB_OK && q_thing_kill(second, &me) == DB_OK,
	    "a connection closed between requests is not noticed by anybody");
}

int
main(int argc, char *argv[])
{
	static const struct db_queries *const	 good[] = { &q_live, NULL };
	static const struct db_queries *const	 bad[] = { &q_misfit, NULL };
	struct conf				 conf = { 0 };
	struct arena				*arena;
	struct db				*db, *second, *misfit;

	if (argc != 4)
		return 2;
	log_name("live");
	conf.db_socket = argv[1];
	conf.db_name = argv[2];
	conf.secrets_dir = argv[3];
	arena = arena_new(4 * 1024 * 1024);
	db = db_new(&conf, "t", good);
	second = db_new(&conf, "t", good);
	misfit = db_new(&conf, "t", bad);
	check(db_script(db, make_table, sizeof make_table - 1) == DB_OK, "script of two statements");
	check(db_script(db, "SELECT 1; SELEC", 15) == DB_FAILED, "a fault in a script");
	check(db_ready(db) == DB_OK && db_ready(second) == DB_OK, "statements fit");
	check(db_ready(misfit) == DB_FAILED, "statements that do not fit");
	db_request(db, arena, NULL);
	db_request(second, arena, NULL);
	try_rows(db);
	try_writes(db);
	try_long_text(db, arena);
	try_two(db, second);
	check(db_script(db, drop_table, sizeof drop_table - 1) == DB_OK, "table taken away");
	db_close(misfit);
	db_close(second);
	db_close(db);
	arena_free(arena);
	printf("live: %u passed, %u failed\n", passed, failed);
	return failed == 0 ? 0 : 1;
}
