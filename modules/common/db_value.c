/* db_value.c -- between the members of C structs and the values of the server. */

#include <string.h>
#include <time.h>

#include "arena.h"
#include "db_impl.h"

#define US_PER_S 1000000

static bool
is_scalar(enum db_type type)
{
	return type != DB_TEXT && type != DB_BYTES;
}

/* The client library takes inputs as void * and only reads them. */
static void *
readable(const void *p)
{
	void	*q;

	memcpy(&q, &p, sizeof q);
	return q;
}

/* False: a day or moment that the server's types cannot hold. */
static bool
put_instant(struct db_cell *cell, struct instant at)
{
	struct tm	 tm;
	time_t		 seconds;
	int64_t		 us;

	us = at.us % US_PER_S;
	seconds = at.us / US_PER_S;
	if (us < 0) {
		us += US_PER_S;
		seconds--;
	}
	if (at.us == 0 || gmtime_r(&seconds, &tm) == NULL || tm.tm_year + 1900 < 1000 ||
	    tm.tm_year + 1900 > 9999)
		return false;
	cell->when = (MYSQL_TIME){
		.year = (unsigned)tm.tm_year + 1900,
		.month = (unsigned)tm.tm_mon + 1,
		.day = (unsigned)tm.tm_mday,
		.hour = (unsigned)tm.tm_hour,
		.minute = (unsigned)tm.tm_min,
		.second = (unsigned)tm.tm_sec,
		.second_part = (unsigned long)us,
		.time_type = MYSQL_TIMESTAMP_DATETIME,
	};
	return true;
}

static bool
put_date(struct db_cell *cell, struct date on)
{
	if (on.year < 1000 || on.year > 9999 || on.month < 1 || on.month > 12 ||
	    on.day < 1 || on.day > 31)
		return false;
	cell->when = (MYSQL_TIME){
		.year = (unsigned)on.year,
		.month = (unsigned)on.month,
		.day = (unsigned)on.day,
		.time_type = MYSQL_TIMESTAMP_DATE,
	};
	return true;
}

static void
bind_number(MYSQL_BIND *b, struct db_cell *cell, bool is_unsigned)
{
	b->buffer_type = MYSQL_TYPE_LONGLONG;
	b->buffer = is_unsigned ? (void *)&cell->u : (void *)&cell->i;
	b->is_unsigned = is_unsigned;
}

static void
bind_bytes(MYSQL_BIND *b, struct db_cell *cell, enum enum_field_types type, const void *p, size_t n)
{
	b->buffer_type = type;
	b->buffer = readable(p);
	b->buffer_length = n;
	cell->length = n;
	cell->null = p == NULL;
}

/* Fills cell and bind of a present value; false: a value that no column may have. */
static bool
put_value(enum db_type type, const char *at, struct db_cell *cell, MYSQL_BIND *b)
{
	struct bytes	 bytes;
	const char	*text;
	int		 choice;

	switch (type) {
	case DB_ID:
		memcpy(&cell->u, at, sizeof cell->u);
		bind_number(b, cell, true);
		return cell->u != 0;
	case DB_INT:
		memcpy(&cell->i, at, sizeof cell->i);
		bind_number(b, cell, false);
		return true;
	case DB_CHOICE:
		memcpy(&choice, at, sizeof choice);
		cell->i = choice;
		bind_number(b, cell, false);
		return true;
	case DB_BOOL:
		cell->i = *(const bool *)at;
		bind_number(b, cell, false);
		return true;
	case DB_TEXT:
		memcpy(&text, at, sizeof text);
		bind_bytes(b, cell, MYSQL_TYPE_STRING, text, text == NULL ? 0 : strlen(text));
		return true;
	case DB_BYTES:
		memcpy(&bytes, at, sizeof bytes);
		bind_bytes(b, cell, MYSQL_TYPE_BLOB, bytes.p, bytes.n);
		return true;
	case DB_DATE:
		b->buffer_type = MYSQL_TYPE_DATE;
		b->buffer = &cell->when;
		return put_date(cell, *(const struct date *)(const void *)at);
	case DB_TIME:
		b->buffer_type = MYSQL_TYPE_DATETIME;
		b->buffer = &cell->when;
		return put_instant(cell, *(const struct instant *)(const void *)at);
	}
	return false;
}

enum db_rc
db_bind_in(struct db *db, const struct db_statement *s, struct db_prepared *p,
	const struct scope *scope, const void *in)
{
	const struct db_column	*c;
	const char		*base;
	struct db_cell		*cell;
	MYSQL_BIND		*b;
	size_t			 i;
	bool			 fits;

	for (i = 0; i < s->nin; i++) {
		c = &s->in[i];
		b = &p->in[i];
		cell = &p->in_cell[i];
		base = c->from_scope ? (const char *)scope : in;
		if (base == NULL)
			return db_fail_here(db, s->name, c->name, "no inputs");
		memset(b, 0, sizeof *b);
		memset(cell, 0, sizeof *cell);
		b->length = &cell->length;
		b->is_null = &cell->null;
		if (c->null && is_scalar(c->type) && !*(const bool *)(base + c->has_at)) {
			b->buffer_type = MYSQL_TYPE_NULL;
			cell->null = 1;
			continue;
		}
		fits = put_value(c->type, base + c->at, cell, b);
		if (!fits && c->from_scope)
			return DB_NONE;
		if (!fits || (cell->null && !c->null))
			return db_fail_here(db, s->name, c->name, "an input without its value");
		if (cell->null)
			b->buffer_type = MYSQL_TYPE_NULL;
	}
	return DB_OK;
}

void
db_bind_out(const struct db_statement *s, struct db_prepared *p)
{
	MYSQL_BIND	*b;
	struct db_cell	*cell;
	size_t		 i;

	memset(p->out, 0, s->nout * sizeof p->out[0]);
	for (i = 0; i < s->nout; i++) {
		b = &p->out[i];
		cell = &p->out_cell[i];
		b->length = &cell->length;
		b->is_null = &cell->null;
		b->error = &cell->error;
		switch (s->out[i].type) {
		case DB_ID:
			bind_number(b, cell, true);
			break;
		case DB_INT:
		case DB_CHOICE:
		case DB_BOOL:
			bind_number(b, cell, false);
			break;
		case DB_TEXT:
			b->buffer_type = MYSQL_TYPE_STRING;
			break;
		case DB_BYTES:
			b->buffer_type = MYSQL_TYPE_BLOB;
			break;
		case DB_DATE:
			b->buffer_type = MYSQL_TYPE_DATE;
			b->buffer = &cell->when;
			break;
		case DB_TIME:
			b->buffer_type = MYSQL_TYPE_DATETIME;
			b->buffer = &cell->when;
			break;
		}
	}
}

/* The bytes of column i in the arena with a NUL behind them, or NULL. */
static char *
take_bytes(struct db *db, struct db_prepared *p, size_t i)
{
	MYSQL_BIND	 b;
	unsigned long	 length;
	my_bool		 null, error;
	char		*bytes;

	length = p->out_cell[i].length;
	bytes = arena_alloc(db->arena, (size_t)length + 1);
	if (length == 0)
		return bytes;
	memset(&b, 0, sizeof b);
	b.buffer_type = p->out[i].buffer_type;
	b.buffer = bytes;
	b.buffer_length = length;
	b.length = &length;
	b.is_null = &null;
	b.error = &error;
	if (mysql_stmt_fetch_column(p->stmt, &b, (unsigned)i, 0) != 0)
		return NULL;
	return bytes;
}

static struct instant
instant_of(const MYSQL_TIME *when)
{
	struct tm	 tm;

	memset(&tm, 0, sizeof tm);
	tm.tm_year = (int)when->year - 1900;
	tm.tm_mon = (int)when->month - 1;
	tm.tm_mday = (int)when->day;
	tm.tm_hour = (int)when->hour;
	tm.tm_min = (int)when->minute;
	tm.tm_sec = (int)when->second;
	return (struct instant){ (int64_t)timegm(&tm) * US_PER_S + (int64_t)when->second_part };
}

/* Puts column i, which is not NULL, into its member; false: it does not fit. */
static bool
take_value(struct db *db, const struct db_column *c, struct db_prepared *p, size_t i, char *at)
{
	const struct db_cell	*cell;
	struct instant		 instant;
	struct bytes		 bytes;
	struct date		 date;
	char			*text;
	int			 choice;

	cell = &p->out_cell[i];
	switch (c->type) {
	case DB_ID:
		memcpy(at, &cell->u, sizeof cell->u);
		return true;
	case DB_INT:
		memcpy(at, &cell->i, sizeof cell->i);
		return true;
	case DB_CHOICE:
		choice = (int)cell->i;
		memcpy(at, &choice, sizeof choice);
		return choice == cell->i;
	case DB_BOOL:
		*(bool *)at = cell->i != 0;
		return true;
	case DB_TEXT:
		text = take_bytes(db, p, i);
		memcpy(at, &text, sizeof text);
		return text != NULL;
	case DB_BYTES:
		bytes.p = (const unsigned char *)take_bytes(db, p, i);
		bytes.n = cell->length;
		memcpy(at, &bytes, sizeof bytes);
		return bytes.p != NULL;
	case DB_DATE:
		date.year = (int16_t)cell->when.year;
		date.month = (int8_t)cell->when.month;
		date.day = (int8_t)cell->when.day;
		memcpy(at, &date, sizeof date);
		return true;
	case DB_TIME:
		instant = instant_of(&cell->when);
		memcpy(at, &instant, sizeof instant);
		return true;
	}
	return false;
}

enum db_rc
db_take_row(struct db *db, const struct db_statement *s, struct db_prepared *p, char *row)
{
	const struct db_column	*c;
	size_t			 i;
	int			 fetched;

	fetched = mysql_stmt_fetch(p->stmt);
	if (fetched != 0 && fetched != MYSQL_DATA_TRUNCATED)
		return db_fail(db, s->name, mysql_stmt_errno(p->stmt));
	for (i = 0; i < s->nout; i++) {
		c = &s->out[i];
		if (p->out_cell[i].null) {
			if (!c->null)
				return db_fail_here(db, s->name, c->name,
				    "NULL in a column not declared null");
			continue;
		}
		if ((is_scalar(c->type) && p->out_cell[i].error) ||
		    !take_value(db, c, p, i, row + c->at))
			return db_fail_here(db, s->name, c->name, "a value cut short");
		if (c->null && is_scalar(c->type))
			*(bool *)(row + c->has_at) = true;
	}
	return DB_OK;
}
