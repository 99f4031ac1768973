/* reader.h -- what the steps of one reading hand on to each other; private to modules/roster. */
#ifndef ROSTER_READER_H
#define ROSTER_READER_H

#include "findings.h"
#include "mem.h"
#include "schema.h"
#include "zip.h"

#define TABLE_MAX_ROWS 500000

/* A record; cells in the order of the schema, "" for a column that is not there. */
struct row {
	const char	**cell;
	unsigned	  line;
};

/* Rows of a table by the value of one column; equal values in the order of the file. */
struct key { const char *value; size_t row; };
struct index { struct key *keys; size_t n; };

struct table {
	enum roster_file	 file;
	bool			 present;	/* it was unpacked and is listed */
	bool			 whole;		/* every record could be read */
	bool			 has[SCHEMA_MAX_COLUMNS];
	bool			 old_names;	/* enrollments: ShussekiNo */
	struct row		*rows;
	size_t			 n, max;
	struct index		 ids;
};

struct reader {
	struct mem		*mem;
	struct roster_findings	*findings;
	enum roster_mode	 mode;
	struct zip_file		 files[FILE_COUNT];
	struct table		 tables[FILE_COUNT];
	bool			 no_updates;
	const char		*version, *source_system, *source_code;
};

/* --- table.c: one file into rows, header and every value checked --- */

/*
 * Reads a file that was unpacked; tables[file] holds what could be read.
 * Nothing when it is not there.
 */
void		 table_read(struct reader *, enum roster_file);

/* A finding about a column of a row; column may be any of the schema. */
void		 table_finding(struct reader *, const struct table *, const struct row *,
		    int column, enum roster_rule);

/* The row with that sourcedId, or NULL when there is none (or the file is not there). */
const struct row *table_row(const struct reader *, enum roster_file, const char *sourced_id);

/* Sorts the rows by a column. */
struct index	 table_index(struct mem *, const struct table *, int column);

/* Place in keys of the first row with that value, or SIZE_MAX. */
size_t		 table_find(const struct index *, const char *value);

/* --- cell.c --- */

/* Checks the values of a row; kana, master ids and NULL references are set right in place. */
void		 cell_check_row(struct reader *, const struct table *, const struct row *);

/* --- value.c: one value --- */

/* "2026-04-01" as a day of the calendar; false otherwise. */
bool		 value_date(const char *, struct date *);

/* 1 to max_value in decimal digits, or 0. */
int		 value_number(const char *, int max_value);

/*
 * The next element of a list "a,b": false at its end.  *at starts as the list;
 * the element is a copy.
 */
bool		 value_next(struct mem *, const char **at, const char **element);

/* Elements of a list; 0 for "". */
size_t		 value_count(const char *);

/* P1-P6, J1-J3, H1-H3, E1-E3. */
bool		 value_grade(const char *);

/* A UUID by its form; *v4 tells whether it says to be of version 4. */
bool		 value_uuid(const char *, bool *v4);

/* Whether there is any half-width kana, U+FF61 to U+FF9F. */
bool		 value_half_kana(const char *);

/*
 * Full-width katakana of a kana field: half-width kana by NFKC, hiragana by
 * their place in the block.  The same pointer when nothing is to be changed.
 */
const char	*value_kana(struct mem *, const char *);

/* Whether it is all of full-width katakana, their marks and spaces (interchange.md 4.3). */
bool		 value_is_kana(const char *);

/* Characters of valid UTF-8; the text must have been checked. */
size_t		 value_chars(const char *);
bool		 value_utf8(const char *);

/* --- manifest.c --- */

/*
 * Checks the manifest against what was unpacked; sets present of the tables
 * that are to be read, no_updates and the names of the source.
 */
void		 manifest_check(struct reader *);

/* --- check.c, check_people.c: what holds between rows and files --- */

void		 check_references(struct reader *);
void		 check_schools(struct reader *);
void		 check_people(struct reader *);

/* --- build.c --- */

/* The roster of tables without an error; its memory is the reader's. */
struct roster	*build_roster(struct reader *);

#endif
