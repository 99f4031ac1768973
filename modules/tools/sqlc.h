/* sqlc.h -- what the three parts of sqlc share: one file of statements, read and checked. */
#ifndef SQLC_H
#define SQLC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define SQLC_NAME 48		/* bytes of a name with its NUL */
#define SQLC_COLUMNS 64		/* inputs or outputs of one statement */
#define SQLC_PARAMS 128		/* question marks of one statement */
#define SQLC_STATEMENTS 128	/* of one file */
#define SQLC_FILE (256 * 1024)	/* bytes of one file */
#define SQLC_SQL 4000		/* ISO C promises 4095 characters of one literal */

/* A type that "in:" and "out:" know. */
struct sqlc_type {
	const char	*name, *c_type, *db_type;
	bool		 scalar;	/* null needs a has_ member */
};

/* What may follow "-- name: x". */
struct sqlc_kind {
	const char	*name;		/* "one_for_update" */
	const char	*sql_verb;	/* the first word of the SQL */
	const char	*db_verb;	/* enum db_verb */
	bool		 many;		/* rows, not one row */
	bool		 tx, lock;	/* takes a struct tx; wants FOR UPDATE */
	const char	*result;	/* name of the uint64_t result, or NULL */
};

struct sqlc_column {
	char			 name[SQLC_NAME];
	const struct sqlc_type	*type;
	bool			 null, used;
	int			 line;
};

/* One question mark: an input, or a member of the scope when column is -1. */
struct sqlc_param {
	int		 column;
	const char	*scope;		/* "school_id" */
};

struct sqlc_statement {
	char			 name[SQLC_NAME];
	int			 line;
	const struct sqlc_kind	*kind;
	const char		*comment[SQLC_COLUMNS];
	size_t			 ncomment;
	struct sqlc_column	 in[SQLC_COLUMNS], out[SQLC_COLUMNS];
	size_t			 nin, nout;
	struct sqlc_param	 param[SQLC_PARAMS];
	size_t			 nparam;
	bool			 scoped;
	char			 sql[SQLC_SQL + 1];	/* with ? for each parameter */
};

/* Prints "file:line: message" and ends the process with 1. */
void	sqlc_die(int line, const char *fmt, ...)
	    __attribute__((noreturn, format(printf, 2, 3)));

/*
 * Reads the SQL at *p, which begins in the given line, up to its semicolon:
 * fills sql, param and scoped, checks every rule about the text, moves *p
 * behind the semicolon and returns the line there.
 */
int	sqlc_read_sql(struct sqlc_statement *, const char **p, int line);

/* Writes the header and the C file of n statements; name is that of the SQL file without .sql. */
void	sqlc_write_h(FILE *, const char *name, const struct sqlc_statement *, size_t n);
void	sqlc_write_c(FILE *, const char *name, const char *header,
	    const struct sqlc_statement *, size_t n);

#endif
