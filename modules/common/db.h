/* db.h -- reading needs a db; writing needs a tx, and a tx ends in one place. */
#ifndef DB_H
#define DB_H

#include "types.h"

struct arena;
struct conf;
struct db;
struct tx;

/* How a statement ended.  Switch over all of them. */
enum db_rc {
	DB_OK,
	DB_NONE,	/* no such row, or not one this person may see or change */
	DB_DUPLICATE,	/* a unique key refused it */
	DB_RETRY,	/* deadlock or lock wait: server.c runs the page again */
	DB_AWAY,	/* no connection, or it was lost on the way: 503 */
	DB_FAILED,	/* a mistake of ours, logged where it happened: 500 */
};

enum db_type { DB_ID, DB_INT, DB_CHOICE, DB_BOOL, DB_TEXT, DB_BYTES, DB_DATE, DB_TIME };
enum db_verb { DB_ONE, DB_LIST, DB_INSERT, DB_CHANGE, DB_CHANGE_ANY };

/* One input or column of a statement, as sqlc describes it. */
struct db_column {
	const char	*name;
	enum db_type	 type;
	bool		 null;
	size_t		 at;		/* offset in the struct */
	size_t		 has_at;	/* offset of its has_ member, when null and scalar */
	bool		 from_scope;	/* an input taken from the struct scope */
};

/* One named statement; the worker's single connection keeps it prepared. */
struct db_statement {
	const char		*name, *sql;
	enum db_verb		 verb;
	const struct db_column	*in, *out;	/* in: one entry for each ? of sql */
	size_t			 nin, nout, row_size;
};

/* The statements of one file of sql/queries. */
struct db_queries {
	const char			*name;
	const struct db_statement	*statements;
	size_t				 nstatement;
};

/* Who acts, for audit rows; session.c fills it once per request. */
struct db_actor {
	uint64_t	 account_id, org_id;	/* 0: nobody signed in */
	const char	*address;		/* client address, text */
	struct instant	 now;
};

/*
 * A handle for account "renraku_<user>" with all its statements known, not yet
 * connected.  queries: NULL-terminated list.  It lives as long as the process.
 */
struct db	*db_new(const struct conf *, const char *user,
		    const struct db_queries *const *queries);

/*
 * Connects if needed and prepares every statement; checks parameter and column
 * counts, names and types against the declarations.
 * DB_OK: ready.  DB_AWAY: no server.  DB_FAILED: a statement does not fit the
 * schema or the grants; it is named in the log, and the worker must stop.
 */
enum db_rc	 db_ready(struct db *) MUST_USE;

/* The arena of rows and texts, and who acts, for the request that begins. */
void		 db_request(struct db *, struct arena *, const struct db_actor *);

/* Statements sent since db_request(). */
unsigned	 db_round_trips(const struct db *);

void		 db_close(struct db *);

/*
 * Begins a transaction; never NULL.  If that fails every write through it says
 * so and db_end() returns the outcome.  One at a time.
 */
struct tx	*db_begin(struct db *);

/*
 * Ends it: COMMIT if rc is DB_OK and every write went well, otherwise ROLLBACK.
 * Returns rc, or the first failure of a write, or that of COMMIT
 * (DB_AWAY: whether it happened is unknown; the request key tells).
 */
enum db_rc	 db_end(struct tx *, enum db_rc rc) MUST_USE;

/* The db of a transaction: reads inside it see its writes. */
struct db	*tx_db(struct tx *);
const struct db_actor	*tx_actor(const struct tx *);

/* For generated code only. */
enum db_rc	 db_run_one(struct db *, const struct db_statement *,
		    const struct scope *, const void *in, void *row) MUST_USE;
enum db_rc	 db_run_list(struct db *, const struct db_statement *,
		    const struct scope *, const void *in, void **rows, size_t *nrows) MUST_USE;
enum db_rc	 db_run_write(struct tx *, const struct db_statement *,
		    const struct scope *, const void *in, uint64_t *id_or_count) MUST_USE;

/*
 * renrakuctl alone: runs a script of plain statements (a migration) split at
 * semicolons by the server.  DB_FAILED is logged with the server's message.
 */
enum db_rc	 db_script(struct db *, const char *sql, size_t n) MUST_USE;

#endif
