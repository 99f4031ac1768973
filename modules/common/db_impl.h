/* db_impl.h -- what db.c and db_stmt.c share.  Nobody else includes it. */
#ifndef DB_IMPL_H
#define DB_IMPL_H

#include <mysql.h>

#include "db.h"

/* Where the client library reads or leaves one value. */
struct db_cell {
	int64_t		 i;
	uint64_t	 u;
	MYSQL_TIME	 when;
	unsigned long	 length;
	my_bool		 null, error;
};

/* A statement on the present connection; stmt is NULL while there is none. */
struct db_prepared {
	MYSQL_STMT	*stmt;
	MYSQL_BIND	*in, *out;
	struct db_cell	*in_cell, *out_cell;
};

struct tx {
	struct db	*db;
	bool		 open;
	enum db_rc	 rc;		/* the first failure; DB_OK while there is none */
};

struct db {
	const struct conf			*conf;
	const char				*account;
	const struct db_queries *const		*queries;
	struct db_prepared			**prepared;	/* one array for each of queries */
	struct arena				*own, *arena;	/* of the process, of the request */
	const struct db_actor			*actor;
	MYSQL					*my;
	bool					 broken;	/* reconnect at the next request */
	unsigned				 round_trips;
	struct tx				 tx;
};

/* The outcome that stands for an error number of server or client library. */
enum db_rc	 db_outcome(unsigned error) MUST_USE;

/*
 * Takes note of a failed statement: logs what is a mistake of ours or a lost
 * connection (name and number, no values), marks the connection, makes an open
 * transaction fail.  Returns the outcome.
 */
enum db_rc	 db_fail(struct db *, const char *name, unsigned error) MUST_USE;

/* The same for a mistake found here; what is a literal text without values. */
enum db_rc	 db_fail_here(struct db *, const char *name, const char *column,
		    const char *what) MUST_USE;

/* Makes an open transaction fail with rc, unless it has failed before. */
void		 db_spoil(struct db *, enum db_rc rc);

/* Room for what db_prepare() fills, from the arena of the process. */
void		 db_prepare_room(struct db *);

/* Prepares and checks every statement; logs every one that does not fit. */
enum db_rc	 db_prepare(struct db *) MUST_USE;

/* Gives the statements of the present connection back. */
void		 db_unprepare(struct db *);

/*
 * Fills in and in_cell for every input.  DB_NONE: the scope holds no such
 * organisation.  DB_FAILED: a value is missing, logged.
 */
enum db_rc	 db_bind_in(struct db *, const struct db_statement *, struct db_prepared *,
		    const struct scope *, const void *in) MUST_USE;

/* Fills out: numbers and moments are fetched in place, texts say their length first. */
void		 db_bind_out(const struct db_statement *, struct db_prepared *);

/*
 * Reads the next row of a stored result into zeroed memory, texts into the
 * arena of the request.  DB_FAILED: a value does not fit, logged.
 */
enum db_rc	 db_take_row(struct db *, const struct db_statement *, struct db_prepared *,
		    char *row) MUST_USE;

#endif
