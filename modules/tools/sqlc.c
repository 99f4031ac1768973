/*
 * sqlc.c -- turns one file of named SQL statements into typed C functions.
 *
 *   -- name: absence_of_day :one
 *   -- The living report of a child for a day.
 *   -- in: pupil_id id, on_date date
 *   -- out: absence_id id, note text null
 *   SELECT absence_id, note FROM absence
 *   WHERE pupil_id = :pupil_id AND on_date = :on_date AND school_id = :scope_school_id;
 *
 * Kinds: one, list, one_for_update, list_for_update, insert, insert0,
 * insert_any, update, update_any, delete, delete_any.  Types: id, int, choice,
 * bool, text, bytes, date, time, each with "null" behind it if it may be NULL.
 * "in:" and "out:" may stand on several lines.
 */
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "sqlc.h"

static const struct sqlc_type types[] = {
	{ "id",		"uint64_t",		"DB_ID",	true },
	{ "int",	"int64_t",		"DB_INT",	true },
	{ "choice",	"int",			"DB_CHOICE",	true },
	{ "bool",	"bool",			"DB_BOOL",	true },
	{ "text",	"const char",		"DB_TEXT",	false },
	{ "bytes",	"struct bytes",		"DB_BYTES",	false },
	{ "date",	"struct date",		"DB_DATE",	true },
	{ "time",	"struct instant",	"DB_TIME",	true },
};

static const struct sqlc_kind kinds[] = {
	{ "one",		"SELECT", "DB_ONE",		false,	false,	false,	NULL },
	{ "list",		"SELECT", "DB_LIST",		true,	false,	false,	NULL },
	{ "one_for_update",	"SELECT", "DB_ONE",		false,	true,	true,	NULL },
	{ "list_for_update",	"SELECT", "DB_LIST",		true,	true,	true,	NULL },
	{ "insert",		"INSERT", "DB_INSERT",		false,	true,	false,	"id" },
	{ "insert0",		"INSERT", "DB_INSERT",		false,	true,	false,	NULL },
	{ "insert_any",		"INSERT", "DB_CHANGE_ANY",	false,	true,	false,	"n" },
	{ "update",		"UPDATE", "DB_CHANGE",		false,	true,	false,	NULL },
	{ "update_any",		"UPDATE", "DB_CHANGE_ANY",	false,	true,	false,	"n" },
	{ "delete",		"DELETE", "DB_CHANGE",		false,	true,	false,	NULL },
	{ "delete_any",		"DELETE", "DB_CHANGE_ANY",	false,	true,	false,	"n" },
};

/* Words that cannot be the name of a member. */
static const char *const c_words[] = {
	"auto", "bool", "break", "case", "char", "const", "continue", "default", "do",
	"double", "else", "enum", "extern", "false", "float", "for", "goto", "if",
	"inline", "int", "long", "register", "restrict", "return", "short", "signed",
	"sizeof", "static", "struct", "switch", "true", "typedef", "typeof", "union",
	"unsigned", "void", "volatile", "while", "asm", "linux", "unix",
};

static const char		*path;
static char			 text[SQLC_FILE + 1];
static struct sqlc_statement	 statements[SQLC_STATEMENTS];
static size_t			 nstatement;

void
sqlc_die(int line, const char *fmt, ...)
{
	va_list	 ap;

	fprintf(stderr, "%s:%d: ", path, line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

static void
read_file(void)
{
	FILE	*f;
	size_t	 n;

	f = fopen(path, "rb");
	if (f == NULL) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		exit(1);
	}
	n = fread(text, 1, sizeof text, f);
	if (ferror(f) || n == sizeof text) {
		fprintf(stderr, "%s: cannot be read, or has more than %d bytes: divide it\n",
		    path, SQLC_FILE);
		exit(1);
	}
	fclose(f);
	text[n] = '\0';
	if (strlen(text) != n)
		sqlc_die(1, "a NUL byte: write plain text");
}

/* Whether word is a small-letter name; upper bound is that of the field. */
static bool
is_name(const char *word)
{
	size_t	 i;

	if (!islower((unsigned char)word[0]) || strlen(word) >= SQLC_NAME)
		return false;
	for (i = 0; word[i] != '\0'; i++)
		if (!islower((unsigned char)word[i]) && !isdigit((unsigned char)word[i]) &&
		    word[i] != '_')
			return false;
	return true;
}

static bool
is_c_word(const char *word)
{
	size_t	 i;

	for (i = 0; i < sizeof c_words / sizeof c_words[0]; i++)
		if (strcmp(word, c_words[i]) == 0)
			return true;
	return false;
}

/* Cuts the next word of *p at spaces and ends it with NUL; "" at the end. */
static char *
cut_word(char **p)
{
	char	*word;

	*p += strspn(*p, " \t\r");
	word = *p;
	*p += strcspn(*p, " \t\r");
	if (**p != '\0')
		*(*p)++ = '\0';
	return word;
}

static void
check_member(const struct sqlc_column *list, size_t n, const struct sqlc_column *c)
{
	const char	*plain;
	size_t		 i;

	if (!is_name(c->name))
		sqlc_die(c->line, "\"%s\" is no name: write small letters, digits and _, "
		    "at most %d", c->name, SQLC_NAME - 1);
	if (is_c_word(c->name))
		sqlc_die(c->line, "\"%s\" is a word of C: give the column another name with AS",
		    c->name);
	plain = strncmp(c->name, "has_", 4) == 0 ? c->name + 4 : "";
	for (i = 0; i < n; i++) {
		if (strcmp(list[i].name, c->name) == 0)
			sqlc_die(c->line, "\"%s\" is declared twice: keep one", c->name);
		if ((list[i].null && strcmp(list[i].name, plain) == 0) ||
		    (c->null && strncmp(list[i].name, "has_", 4) == 0 &&
		    strcmp(list[i].name + 4, c->name) == 0))
			sqlc_die(c->line, "\"%s\" meets the has_ member of a null column: "
			    "rename one", c->name);
	}
}

/* One "class_id id" or "note text null". */
static void
read_column(char *part, struct sqlc_column *list, size_t *n, int line)
{
	struct sqlc_column	*c;
	const char		*word;
	size_t			 i;

	if (*n == SQLC_COLUMNS)
		sqlc_die(line, "more than %d columns: divide the statement", SQLC_COLUMNS);
	c = &list[*n];
	c->line = line;
	snprintf(c->name, sizeof c->name, "%s", cut_word(&part));
	word = cut_word(&part);
	for (i = 0; i < sizeof types / sizeof types[0]; i++)
		if (strcmp(word, types[i].name) == 0)
			c->type = &types[i];
	if (c->type == NULL)
		sqlc_die(line, "\"%s\" has no type \"%s\": write NAME TYPE with one of id, int, "
		    "choice, bool, text, bytes, date, time", c->name, word);
	word = cut_word(&part);
	if (strcmp(word, "null") == 0) {
		c->null = true;
		word = cut_word(&part);
	}
	if (*word != '\0')
		sqlc_die(line, "\"%s\" behind the type of \"%s\": only \"null\" may stand there; "
		    "a comma parts columns", word, c->name);
	check_member(list, *n, c);
	(*n)++;
}

static void
read_columns(char *p, struct sqlc_column *list, size_t *n, int line)
{
	char	*part;
	size_t	 len;

	len = strlen(p);
	while (len > 0 && strchr(" \t\r,", p[len - 1]) != NULL)
		p[--len] = '\0';
	if (len == 0)
		sqlc_die(line, "an empty list: name the columns or leave the line out");
	while ((part = strsep(&p, ",")) != NULL)
		read_column(part, list, n, line);
}

static void
read_name(char *p, int line, const char *file)
{
	struct sqlc_statement	*s;
	const char		*word;
	size_t			 i;

	if (nstatement == SQLC_STATEMENTS)
		sqlc_die(line, "more than %d statements: divide the file", SQLC_STATEMENTS);
	s = &statements[nstatement];
	s->line = line;
	word = cut_word(&p);
	if (!is_name(word))
		sqlc_die(line, "\"%s\" is no name: write small letters, digits and _, at most %d",
		    word, SQLC_NAME - 1);
	if (strcmp(word, file) == 0)
		sqlc_die(line, "\"%s\" is the name of the file: give the statement another", word);
	for (i = 0; i < nstatement; i++)
		if (strcmp(statements[i].name, word) == 0)
			sqlc_die(line, "statement \"%s\" stands already in line %d: rename one",
			    word, statements[i].line);
	snprintf(s->name, sizeof s->name, "%s", word);
	word = cut_word(&p);
	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (word[0] == ':' && strcmp(word + 1, kinds[i].name) == 0)
			s->kind = &kinds[i];
	if (s->kind == NULL || *cut_word(&p) != '\0')
		sqlc_die(line, "kind \"%s\": write -- name: %s and one of :one :list "
		    ":one_for_update :list_for_update :insert :insert0 :insert_any :update "
		    ":update_any :delete :delete_any", word, s->name);
	nstatement++;
}

static void
read_comment(struct sqlc_statement *s, char *p, int line)
{
	const char	*c;

	for (c = p; *c != '\0'; c++)
		if ((unsigned char)*c >= 0x80 || (iscntrl((unsigned char)*c) && *c != '\t'))
			sqlc_die(line, "a comment that is not plain ASCII: it becomes a "
			    "comment in C, write English");
	if (strstr(p, "/*") != NULL || strstr(p, "*/") != NULL)
		sqlc_die(line, "a comment with /* or */: it becomes a comment in C, write words");
	if (s->ncomment == SQLC_COLUMNS)
		sqlc_die(line, "more than %d lines of comment: shorten it", SQLC_COLUMNS);
	s->comment[s->ncomment++] = p;
}

/* One line that begins with "--"; p is what follows. */
static void
read_dashes(char *p, int line, const char *file)
{
	struct sqlc_statement	*s;

	p += strspn(p, " \t");
	p[strcspn(p, "\r")] = '\0';
	if (strncmp(p, "name:", 5) == 0) {
		read_name(p + 5, line, file);
		return;
	}
	if (nstatement == 0)
		return;		/* the comment of the file */
	s = &statements[nstatement - 1];
	if (s->sql[0] != '\0') {
		if (strncmp(p, "in:", 3) == 0 || strncmp(p, "out:", 4) == 0)
			sqlc_die(line, "declarations behind the SQL: write them between "
			    "-- name: and the SQL");
		return;
	}
	if (strncmp(p, "in:", 3) == 0)
		read_columns(p + 3, s->in, &s->nin, line);
	else if (strncmp(p, "out:", 4) == 0)
		read_columns(p + 4, s->out, &s->nout, line);
	else if (*p != '\0')
		read_comment(s, p, line);
}

/* What can be said before the SQL is read. */
static void
check_head(const struct sqlc_statement *s)
{
	size_t	 i;
	bool	 reads;

	if (s->ncomment == 0)
		sqlc_die(s->line, "statement \"%s\" has no comment: write a line that says what "
		    "it gives, it stands above the prototype", s->name);
	for (i = 0; i < s->nin; i++)
		if (strncmp(s->in[i].name, "scope_", 6) == 0)
			sqlc_die(s->in[i].line, "\"%s\" comes from the struct scope: leave it "
			    "out of in:", s->in[i].name);
	reads = strcmp(s->kind->sql_verb, "SELECT") == 0;
	if (reads && s->nout == 0)
		sqlc_die(s->line, "\"%s\" is :%s and has no -- out: name its columns", s->name,
		    s->kind->name);
	if (!reads && s->nout != 0)
		sqlc_die(s->out[0].line, "\"%s\" is :%s and gives no rows: leave -- out: out",
		    s->name, s->kind->name);
}

/* The row of "x_in" and the inputs of "x" would be the same struct. */
static void
check_struct_names(void)
{
	const char	*name, *plain;
	size_t		 i, j, n;

	for (i = 0; i < nstatement; i++)
		for (j = 0; j < nstatement; j++) {
			plain = statements[i].name;
			name = statements[j].name;
			n = strlen(plain);
			if (strncmp(name, plain, n) == 0 && strcmp(name + n, "_in") == 0)
				sqlc_die(statements[j].line, "\"%s\" is also the struct of inputs "
				    "of \"%s\": rename one", name, plain);
		}
}

static void
read_statements(const char *file)
{
	struct sqlc_statement	*s;
	char			*p, *end;
	const char		*sql;
	int			 line;

	p = text;
	line = 1;
	while (*p != '\0') {
		p += strspn(p, " \t\r");
		if (*p == '\n') {
			p++;
			line++;
			continue;
		}
		if (strncmp(p, "--", 2) == 0) {
			end = p + strcspn(p, "\n");
			if (*end == '\n')
				*end++ = '\0';
			if (nstatement > 0 && statements[nstatement - 1].sql[0] == '\0' &&
			    strncmp(p + 2 + strspn(p + 2, " \t"), "name:", 5) == 0)
				sqlc_die(line, "statement \"%s\" has no SQL before the next "
				    "name", statements[nstatement - 1].name);
			read_dashes(p + 2, line++, file);
			p = end;
			continue;
		}
		if (*p == '\0')
			break;
		if (nstatement == 0)
			sqlc_die(line, "SQL without a name: write -- name: NAME :KIND above it");
		s = &statements[nstatement - 1];
		if (s->sql[0] != '\0')
			sqlc_die(line, "two statements under the name \"%s\": give the second "
			    "its own -- name:", s->name);
		check_head(s);
		sql = p;
		line = sqlc_read_sql(s, &sql, line);
		p = text + (sql - text);
	}
	if (nstatement == 0)
		sqlc_die(line, "no statement: write -- name: NAME :KIND and its SQL");
	if (statements[nstatement - 1].sql[0] == '\0')
		sqlc_die(line, "statement \"%s\" has no SQL", statements[nstatement - 1].name);
	check_struct_names();
}

static const char *
base_of(const char *p)
{
	const char	*slash;

	slash = strrchr(p, '/');
	return slash == NULL ? p : slash + 1;
}

/* Opens an output; a half-written file is taken away by close_out(). */
static FILE *
open_out(const char *out)
{
	FILE	*f;

	f = fopen(out, "w");
	if (f == NULL) {
		fprintf(stderr, "%s: %s\n", out, strerror(errno));
		exit(1);
	}
	return f;
}

static void
close_out(FILE *f, const char *out)
{
	bool	 bad;

	bad = ferror(f) != 0;
	if (fclose(f) != 0 || bad) {
		fprintf(stderr, "%s: cannot be written\n", out);
		remove(out);
		exit(1);
	}
}

int
main(int argc, char *argv[])
{
	char		 name[SQLC_NAME];
	const char	*base;
	FILE		*f;
	size_t		 n;

	if (argc != 6 || strcmp(argv[1], "--out-h") != 0 || strcmp(argv[3], "--out-c") != 0) {
		fprintf(stderr, "usage: sqlc --out-h FILE.h --out-c FILE.c FILE.sql\n");
		return 2;
	}
	path = argv[5];
	base = base_of(path);
	n = strlen(base);
	if (n < 5 || strcmp(base + n - 4, ".sql") != 0 || n - 4 >= sizeof name) {
		fprintf(stderr, "%s: call it NAME.sql\n", path);
		return 2;
	}
	snprintf(name, sizeof name, "%.*s", (int)(n - 4), base);
	if (!is_name(name)) {
		fprintf(stderr, "%s: call it with small letters, digits and _\n", path);
		return 2;
	}
	read_file();
	read_statements(name);
	f = open_out(argv[2]);
	sqlc_write_h(f, name, statements, nstatement);
	close_out(f, argv[2]);
	f = open_out(argv[4]);
	sqlc_write_c(f, name, base_of(argv[2]), statements, nstatement);
	close_out(f, argv[4]);
	return 0;
}
