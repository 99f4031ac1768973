/* db_stmt.c -- prepares and runs the statements that sqlc describes. */

#include <string.h>

#include "arena.h"
#include "db_impl.h"
#include "log.h"

#define BINARY_CHARSET 63

void
db_prepare_room(struct db *db)
{
	const struct db_statement	*s;
	struct db_prepared		*p;
	size_t				 i, j, n;

	for (n = 0; db->queries[n] != NULL; n++)
		continue;
	db->prepared = arena_array(db->own, n + 1, sizeof db->prepared[0]);
	for (i = 0; i < n; i++) {
		db->prepared[i] = arena_array(db->own, db->queries[i]->nstatement + 1,
		    sizeof db->prepared[i][0]);
		for (j = 0; j < db->queries[i]->nstatement; j++) {
			s = &db->queries[i]->statements[j];
			p = &db->prepared[i][j];
			p->in = arena_array(db->own, s->nin + 1, sizeof p->in[0]);
			p->in_cell = arena_array(db->own, s->nin + 1, sizeof p->in_cell[0]);
			p->out = arena_array(db->own, s->nout + 1, sizeof p->out[0]);
			p->out_cell = arena_array(db->own, s->nout + 1, sizeof p->out_cell[0]);
		}
	}
}

static const char *
type_name(enum db_type type)
{
	static const char *const names[] = {
		[DB_ID] = "id", [DB_INT] = "int", [DB_CHOICE] = "choice", [DB_BOOL] = "bool",
		[DB_TEXT] = "text", [DB_BYTES] = "bytes", [DB_DATE] = "date", [DB_TIME] = "time",
	};

	return names[type];
}

/* Whether a column of the server can be read as the declared type. */
static bool
type_fits(enum db_type type, const MYSQL_FIELD *f)
{
	bool	 number, string;

	number = f->type == MYSQL_TYPE_TINY || f->type == MYSQL_TYPE_SHORT ||
	    f->type == MYSQL_TYPE_INT24 || f->type == MYSQL_TYPE_LONG ||
	    f->type == MYSQL_TYPE_LONGLONG;
	string = f->type == MYSQL_TYPE_STRING || f->type == MYSQL_TYPE_VAR_STRING ||
	    f->type == MYSQL_TYPE_VARCHAR || f->type == MYSQL_TYPE_TINY_BLOB ||
	    f->type == MYSQL_TYPE_BLOB || f->type == MYSQL_TYPE_MEDIUM_BLOB ||
	    f->type == MYSQL_TYPE_LONG_BLOB;
	switch (type) {
	case DB_ID:
	case DB_INT:
	case DB_CHOICE:
	case DB_BOOL:
		return number;
	case DB_TEXT:
		return string && f->charsetnr != BINARY_CHARSET;
	case DB_BYTES:
		return string && f->charsetnr == BINARY_CHARSET;
	case DB_DATE:
		return f->type == MYSQL_TYPE_DATE || f->type == MYSQL_TYPE_NEWDATE;
	case DB_TIME:
		return f->type == MYSQL_TYPE_DATETIME || f->type == MYSQL_TYPE_TIMESTAMP;
	}
	return false;
}

/* Whether the columns of a prepared statement are those declared; logs each that is not. */
static bool
columns_fit(MYSQL_STMT *stmt, const struct db_statement *s)
{
	const MYSQL_FIELD	*f;
	MYSQL_RES		*meta;
	size_t			 i;
	bool			 good;

	if (mysql_stmt_param_count(stmt) != s->nin || mysql_stmt_field_count(stmt) != s->nout) {
		log_line("error", "db: %s: the server sees %lu parameters and %u columns, "
		    "declared are %zu and %zu", s->name, mysql_stmt_param_count(stmt),
		    mysql_stmt_field_count(stmt), s->nin, s->nout);
		return false;
	}
	if (s->nout == 0)
		return true;
	meta = mysql_stmt_result_metadata(stmt);
	if (meta == NULL) {
		log_line("error", "db: %s: no description of its columns", s->name);
		return false;
	}
	good = true;
	for (i = 0; i < s->nout; i++) {
		f = mysql_fetch_field_direct(meta, (unsigned)i);
		if (strcmp(f->name, s->out[i].name) == 0 && type_fits(s->out[i].type, f))
			continue;
		log_line("error", "db: %s: column %zu is %s (type %d, character set %u), "
		    "declared is %s %s", s->name, i + 1, f->name, (int)f->type, f->charsetnr,
		    s->out[i].name, type_name(s->out[i].type));
		good = false;
	}
	mysql_free_result(meta);
	return good;
}

static enum db_rc
prepare_one(struct db *db, const struct db_statement *s, struct db_prepared *p)
{
	enum db_rc	 rc;

	p->stmt = mysql_stmt_init(db->my);
	if (p->stmt == NULL)
		log_fatal("db: no memory for a statement");
	db->round_trips++;
	if (mysql_stmt_prepare(p->stmt, s->sql, strlen(s->sql)) != 0) {
		rc = db_outcome(mysql_stmt_errno(p->stmt));
		log_line("error", "db: %s: %s", s->name, mysql_stmt_error(p->stmt));
		return rc == DB_AWAY || rc == DB_RETRY ? DB_AWAY : DB_FAILED;
	}
	return columns_fit(p->stmt, s) ? DB_OK : DB_FAILED;
}

enum db_rc
db_prepare(struct db *db)
{
	enum db_rc	 rc, all;
	size_t		 i, j;

	all = DB_OK;
	for (i = 0; db->queries[i] != NULL; i++)
		for (j = 0; j < db->queries[i]->nstatement; j++) {
			rc = prepare_one(db, &db->queries[i]->statements[j],
			    &db->prepared[i][j]);
			if (rc == DB_AWAY)
				return rc;
			if (rc != DB_OK)
				all = rc;
		}
	return all;
}

void
db_unprepare(struct db *db)
{
	struct db_prepared	*p;
	size_t			 i, j;

	for (i = 0; db->queries[i] != NULL; i++)
		for (j = 0; j < db->queries[i]->nstatement; j++) {
			p = &db->prepared[i][j];
			if (p->stmt != NULL)
				mysql_stmt_close(p->stmt);
			p->stmt = NULL;
		}
}

/* The prepared form of a statement of one of the files given to db_new(). */
static struct db_prepared *
find_prepared(struct db *db, const struct db_statement *s)
{
	const struct db_queries	*q;
	size_t			 i;

	for (i = 0; (q = db->queries[i]) != NULL; i++)
		if ((uintptr_t)s >= (uintptr_t)q->statements &&
		    (uintptr_t)s < (uintptr_t)(q->statements + q->nstatement))
			return &db->prepared[i][s - q->statements];
	log_fatal("db: %s: its file is not in the list given to db_new()", s->name);
}

/* Binds and executes; what the server then has to give is not yet read. */
static enum db_rc
execute(struct db *db, const struct db_statement *s, struct db_prepared *p,
	const struct scope *scope, const void *in)
{
	enum db_rc	 rc;

	if (db->my == NULL || db->broken || p->stmt == NULL) {
		db_spoil(db, DB_AWAY);
		return DB_AWAY;
	}
	rc = db_bind_in(db, s, p, scope, in);
	if (rc != DB_OK)
		return rc;
	db->round_trips++;
	if ((s->nin > 0 && mysql_stmt_bind_param(p->stmt, p->in) != 0) ||
	    mysql_stmt_execute(p->stmt) != 0)
		return db_fail(db, s->name, mysql_stmt_errno(p->stmt));
	return DB_OK;
}

/* The whole result into the client; sets *n to its rows. */
static enum db_rc
store(struct db *db, const struct db_statement *s, struct db_prepared *p, size_t *n)
{
	db_bind_out(s, p);
	/* Storing all at once also finds a deadlock that comes after the first row. */
	if (mysql_stmt_bind_result(p->stmt, p->out) != 0 || mysql_stmt_store_result(p->stmt) != 0)
		return db_fail(db, s->name, mysql_stmt_errno(p->stmt));
	*n = (size_t)mysql_stmt_num_rows(p->stmt);
	return DB_OK;
}

/* Whether a read may still ask: not in a transaction that the server has ended. */
static enum db_rc
may_read(const struct db *db)
{
	if (db->tx.open && (db->tx.rc == DB_RETRY || db->tx.rc == DB_AWAY || db->tx.rc == DB_FAILED))
		return db->tx.rc;
	return DB_OK;
}

enum db_rc
db_run_one(struct db *db, const struct db_statement *s, const struct scope *scope,
	const void *in, void *row)
{
	struct db_prepared	*p;
	enum db_rc		 rc;
	size_t			 n;

	memset(row, 0, s->row_size);
	rc = may_read(db);
	if (rc != DB_OK)
		return rc;
	p = find_prepared(db, s);
	rc = execute(db, s, p, scope, in);
	if (rc != DB_OK)
		return rc;
	rc = store(db, s, p, &n);
	if (rc == DB_OK)
		rc = n == 0 ? DB_NONE : db_take_row(db, s, p, row);
	mysql_stmt_free_result(p->stmt);
	return rc;
}

enum db_rc
db_run_list(struct db *db, const struct db_statement *s, const struct scope *scope,
	const void *in, void **rows, size_t *nrows)
{
	struct db_prepared	*p;
	enum db_rc		 rc;
	size_t			 i, n;
	char			*list;

	*rows = NULL;
	*nrows = 0;
	rc = may_read(db);
	if (rc != DB_OK)
		return rc;
	p = find_prepared(db, s);
	rc = execute(db, s, p, scope, in);
	if (rc != DB_OK)
		return rc;
	rc = store(db, s, p, &n);
	list = rc == DB_OK && n > 0 ? arena_array(db->arena, n, s->row_size) : NULL;
	for (i = 0; rc == DB_OK && i < n; i++)
		rc = db_take_row(db, s, p, list + i * s->row_size);
	mysql_stmt_free_result(p->stmt);
	if (rc == DB_OK) {
		*rows = list;
		*nrows = n;
	}
	return rc;
}

enum db_rc
db_run_write(struct tx *tx, const struct db_statement *s, const struct scope *scope,
	const void *in, uint64_t *id_or_count)
{
	struct db_prepared	*p;
	struct db		*db;
	enum db_rc		 rc;
	uint64_t		 n;

	db = tx->db;
	if (id_or_count != NULL)
		*id_or_count = 0;
	if (!tx->open)
		return db_fail_here(db, s->name, "transaction", "a write after its end");
	if (tx->rc != DB_OK)
		return tx->rc;
	p = find_prepared(db, s);
	rc = execute(db, s, p, scope, in);
	if (rc != DB_OK) {
		db_spoil(db, rc);
		return rc;
	}
	n = mysql_stmt_affected_rows(p->stmt);
	if (n == 0 && s->verb != DB_CHANGE_ANY) {
		db_spoil(db, DB_NONE);
		return DB_NONE;
	}
	if (id_or_count == NULL)
		return DB_OK;
	*id_or_count = s->verb == DB_INSERT ? mysql_stmt_insert_id(p->stmt) : n;
	if (s->verb == DB_INSERT && *id_or_count == 0)
		return db_fail_here(db, s->name, "id", "no number was given: use :insert0");
	return DB_OK;
}
