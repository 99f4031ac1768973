/*
 * sqlc_sql.c -- reads the text of one statement: named parameters become
 * question marks, comments and line ends go, and what must not stand in a
 * statement is refused.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "sqlc.h"

/* Where the columns of the result are named: the first SELECT outside brackets. */
enum list { LIST_BEFORE, LIST_IN, LIST_AFTER };

struct reader {
	struct sqlc_statement	*s;
	const char		*p;
	int			 line, depth;
	size_t			 len;		/* of s->sql */
	bool			 space;		/* one is due before the next token */
	char			 word[SQLC_NAME * 2];	/* the latest word, or a sign */
	bool			 where, locks;
	enum list		 list;
	char			 item[SQLC_NAME * 2];	/* latest name in the column */
	size_t			 nitem;
};

struct banned {
	const char	*word;
	bool		 call;		/* only with a bracket behind it */
	const char	*why;
};

#define MOMENT "pass the moment as a parameter of type time or date, from the settable clock"
#define CHANCE "make it in C and pass it as a parameter"

static const struct banned banned[] = {
	{ "NOW", true, MOMENT },
	{ "CURDATE", true, MOMENT },
	{ "CURTIME", true, MOMENT },
	{ "CURRENT_DATE", false, MOMENT },
	{ "CURRENT_TIME", false, MOMENT },
	{ "CURRENT_TIMESTAMP", false, MOMENT },
	{ "LOCALTIME", false, MOMENT },
	{ "LOCALTIMESTAMP", false, MOMENT },
	{ "SYSDATE", true, MOMENT },
	{ "UNIX_TIMESTAMP", true, MOMENT },
	{ "UTC_DATE", false, MOMENT },
	{ "UTC_TIME", false, MOMENT },
	{ "UTC_TIMESTAMP", false, MOMENT },
	{ "UUID", true, CHANCE },
	{ "UUID_SHORT", true, CHANCE },
	{ "SYS_GUID", true, CHANCE },
	{ "RAND", true, CHANCE },
	{ "RANDOM_BYTES", true, CHANCE },
	{ "CURRENT_USER", false, "pass who acts as a parameter" },
	{ "CURRENT_ROLE", false, "pass who acts as a parameter" },
	{ "SLEEP", true, "a statement does not wait" },
	{ "BENCHMARK", true, "a statement does not wait" },
	{ "LAST_INSERT_ID", true, "use :insert, which gives the id" },
	{ "LOAD_FILE", true, "a statement reads no files" },
	{ "OUTFILE", false, "a statement writes no files" },
	{ "DUMPFILE", false, "a statement writes no files" },
	{ "RETURNING", false, "a write gives no rows: read them with a statement of its own" },
};

static void
put(struct reader *r, const char *p, size_t n)
{
	size_t	 want;

	want = n + (r->space && r->len > 0 ? 1 : 0);
	if (r->len + want > SQLC_SQL)
		sqlc_die(r->s->line, "\"%s\" has more than %d bytes of SQL: divide it",
		    r->s->name, SQLC_SQL);
	if (want > n)
		r->s->sql[r->len++] = ' ';
	memcpy(r->s->sql + r->len, p, n);
	r->len += n;
	r->s->sql[r->len] = '\0';
	r->space = false;
}

/* The first bytes of a word; one that was cut is no name of ours and matches nothing. */
static void
copy_word(char *to, size_t size, const char *p, size_t n)
{
	if (n > size - 1)
		n = size - 1;
	memcpy(to, p, n);
	to[n] = '\0';
}

static void
remember(struct reader *r, const char *p, size_t n)
{
	copy_word(r->word, sizeof r->word, p, n);
}

static bool
word_is(const struct reader *r, const char *word)
{
	return strcasecmp(r->word, word) == 0;
}

static bool
part_of_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '$';
}

/* A column of the result ends: its name must be the next one of "out:". */
static void
end_item(struct reader *r)
{
	const struct sqlc_statement	*s;

	s = r->s;
	if (r->nitem >= s->nout)
		sqlc_die(r->line, "the SELECT of \"%s\" has more columns than out: (%zu): "
		    "declare \"%s\" too", s->name, s->nout, r->item);
	if (strcmp(r->item, s->out[r->nitem].name) != 0)
		sqlc_die(r->line, "column %zu of \"%s\" is called \"%s\" and out: declares "
		    "\"%s\": write AS %s or mend out:", r->nitem + 1, s->name, r->item,
		    s->out[r->nitem].name, s->out[r->nitem].name);
	r->nitem++;
	r->item[0] = '\0';
}

static void
end_list(struct reader *r)
{
	const struct sqlc_statement	*s;

	s = r->s;
	end_item(r);
	if (r->nitem < s->nout)
		sqlc_die(s->out[r->nitem].line, "\"%s\" is declared in out: and not selected by "
		    "\"%s\": select it or take it out", s->out[r->nitem].name, s->name);
	r->list = LIST_AFTER;
}

/* The space before a comment counts as one space; a line end counts its line. */
static void
skip_to(struct reader *r, const char *end)
{
	for (; r->p < end; r->p++)
		if (*r->p == '\n')
			r->line++;
	r->space = true;
}

static void
read_comment(struct reader *r)
{
	const char	*end;

	if (r->p[0] == '/') {
		if (r->p[2] == '!' || (r->p[2] == 'M' && r->p[3] == '!'))
			sqlc_die(r->line, "a comment that the server runs: write it as SQL");
		end = strstr(r->p + 2, "*/");
		if (end == NULL)
			sqlc_die(r->line, "a comment without its end: write */");
		skip_to(r, end + 2);
		return;
	}
	end = r->p + strspn(r->p, "- \t");
	if (strncmp(end, "name:", 5) == 0)
		sqlc_die(r->line, "\"%s\" has no semicolon before the next name: write one",
		    r->s->name);
	skip_to(r, r->p + strcspn(r->p, "\n"));
}

static void
read_quoted(struct reader *r)
{
	const char	*end;
	char		 quote;

	quote = *r->p;
	if (quote == '"')
		sqlc_die(r->line, "a double quote: write text in single quotes");
	for (end = r->p + 1; *end != quote; end++) {
		if (*end == '\\' && quote == '\'')
			end++;
		if (*end == '\0' || *end == '\n')
			sqlc_die(r->line, "a quote without its end on the line: write %c", quote);
	}
	put(r, r->p, (size_t)(end + 1 - r->p));
	if (quote == '`')
		remember(r, r->p + 1, (size_t)(end - r->p - 1));
	else
		remember(r, "'", 1);
	r->p = end + 1;
}

static const char *
scope_member(const char *name)
{
	static const char *const members[] = { "account_id", "school_id", "board_id" };
	size_t	 i;

	for (i = 0; i < sizeof members / sizeof members[0]; i++)
		if (strcmp(name, members[i]) == 0)
			return members[i];
	return NULL;
}

static void
read_param(struct reader *r)
{
	struct sqlc_statement	*s;
	struct sqlc_param	*param;
	char			 name[SQLC_NAME];
	size_t			 i, n;

	s = r->s;
	for (n = 0; part_of_word(r->p[1 + n]); n++)
		continue;
	if (n == 0 || n >= sizeof name)
		sqlc_die(r->line, "a colon without a name, or a name of more than %d characters: "
		    "write :name for a parameter", SQLC_NAME - 1);
	copy_word(name, sizeof name, r->p + 1, n);
	if (s->nparam == SQLC_PARAMS)
		sqlc_die(r->line, "more than %d parameters: divide the statement", SQLC_PARAMS);
	param = &s->param[s->nparam++];
	param->column = -1;
	if (strncmp(name, "scope_", 6) == 0) {
		param->scope = scope_member(name + 6);
		if (param->scope == NULL)
			sqlc_die(r->line, ":%s is not in the scope: it has :scope_account_id, "
			    ":scope_school_id and :scope_board_id", name);
		s->scoped = true;
	} else {
		for (i = 0; i < s->nin && strcmp(s->in[i].name, name) != 0; i++)
			continue;
		if (i == s->nin)
			sqlc_die(r->line, ":%s is not declared: add it to -- in:", name);
		s->in[i].used = true;
		param->column = (int)i;
	}
	put(r, "?", 1);
	remember(r, "?", 1);
	r->p += 1 + n;
}

static void
check_banned(const struct reader *r)
{
	size_t	 i;

	for (i = 0; i < sizeof banned / sizeof banned[0]; i++)
		if (word_is(r, banned[i].word) &&
		    (!banned[i].call || r->p[strspn(r->p, " \t\r\n")] == '('))
			sqlc_die(r->line, "%s is refused: %s", banned[i].word, banned[i].why);
}

/* Follows the names of the columns of the result. */
static void
follow_list(struct reader *r)
{
	if (r->list == LIST_AFTER || r->depth > 0)
		return;
	if (r->list == LIST_BEFORE) {
		if (word_is(r, "SELECT"))
			r->list = LIST_IN;
		return;
	}
	if (word_is(r, "FROM") || word_is(r, "UNION") || word_is(r, "WHERE") ||
	    word_is(r, "LIMIT") || word_is(r, "FOR") || word_is(r, "ORDER"))
		end_list(r);
	else if (!word_is(r, "DISTINCT") && !word_is(r, "ALL"))
		memcpy(r->item, r->word, sizeof r->item);
}

static void
check_verb(const struct reader *r)
{
	const struct sqlc_kind	*kind;

	kind = r->s->kind;
	if (word_is(r, kind->sql_verb) ||
	    (word_is(r, "WITH") && strcmp(kind->sql_verb, "SELECT") == 0))
		return;
	sqlc_die(r->line, "\"%s\" is :%s and begins with %s: it must begin with %s, or the kind "
	    "is another", r->s->name, kind->name, r->word, kind->sql_verb);
}

static void
read_word(struct reader *r)
{
	char	 before[sizeof r->word];
	size_t	 n;
	bool	 first, plain, read;

	memcpy(before, r->word, sizeof before);
	first = r->len == 0;
	for (n = 0; part_of_word(r->p[n]); n++)
		continue;
	put(r, r->p, n);
	remember(r, r->p, n);
	r->p += n;
	if (first)
		check_verb(r);
	plain = strcmp(before, ".") != 0;	/* t.now is a column */
	read = strcmp(r->s->kind->sql_verb, "SELECT") == 0;
	if (plain)
		check_banned(r);
	if (plain && read && word_is(r, "INTO"))
		sqlc_die(r->line, "SELECT ... INTO: a read gives its rows to C, leave INTO out");
	if (word_is(r, "UPDATE") && strcasecmp(before, "FOR") == 0)
		r->locks = true;
	if (word_is(r, "UPDATE") && strcasecmp(before, "KEY") == 0 &&
	    strcmp(r->s->kind->name, "insert") == 0)
		sqlc_die(r->line, "ON DUPLICATE KEY UPDATE gives no sure id: use :insert0 and "
		    "read the id by its key");
	if (word_is(r, "SHARE"))
		sqlc_die(r->line, "SHARE locks end in deadlocks: use FOR UPDATE");
	if (word_is(r, "WHERE") && r->depth == 0)
		r->where = true;
	if (read && plain)
		follow_list(r);
	else if (read && r->list == LIST_IN && r->depth == 0)
		memcpy(r->item, r->word, sizeof r->item);
}

static void
read_sign(struct reader *r)
{
	char	 c;

	c = *r->p;
	if (c == '?')
		sqlc_die(r->line, "a ? in the SQL: write :name and declare it in -- in:");
	if (c == '@')
		sqlc_die(r->line, "an @ variable: it outlives the statement, use a parameter");
	if (c == '*' && (word_is(r, "SELECT") || word_is(r, "DISTINCT") || word_is(r, "ALL") ||
	    strcmp(r->word, ".") == 0 || strcmp(r->word, ",") == 0))
		sqlc_die(r->line, "SELECT *: name the columns, a new one must not change the row");
	if (c == ')' && --r->depth < 0)
		sqlc_die(r->line, "a ) without its (");
	if (r->list == LIST_IN && r->depth == 0) {
		if (c == ',')
			end_item(r);
		else
			r->item[0] = '\0';
	}
	if (c == '(')
		r->depth++;
	put(r, r->p, 1);
	remember(r, r->p, 1);
	r->p++;
}

/* What can be said when the semicolon is there. */
static void
check_whole(struct reader *r)
{
	const struct sqlc_statement	*s;
	size_t				 i;

	s = r->s;
	if (r->len == 0)
		sqlc_die(r->line, "statement \"%s\" has no SQL", s->name);
	if (r->depth != 0)
		sqlc_die(r->line, "a ( without its )");
	if (r->list == LIST_IN)
		end_list(r);
	if (s->nout > 0 && r->list != LIST_AFTER)
		sqlc_die(s->line, "\"%s\" has no SELECT outside brackets", s->name);
	for (i = 0; i < s->nin; i++)
		if (!s->in[i].used)
			sqlc_die(s->in[i].line, "\"%s\" is declared in in: and not used: write "
			    ":%s in the SQL or take it out", s->in[i].name, s->in[i].name);
	if (s->kind->lock && !r->locks)
		sqlc_die(s->line, "\"%s\" is :%s without FOR UPDATE: write it at the end, or "
		    "leave _for_update out of the kind", s->name, s->kind->name);
	if (!s->kind->lock && r->locks)
		sqlc_die(s->line, "\"%s\" is :%s with FOR UPDATE: a lock needs a transaction, "
		    "make it :%s_for_update", s->name, s->kind->name,
		    s->kind->many ? "list" : "one");
	if (!r->where && (strcmp(s->kind->sql_verb, "UPDATE") == 0 ||
	    strcmp(s->kind->sql_verb, "DELETE") == 0))
		sqlc_die(s->line, "\"%s\" has no WHERE: say which rows", s->name);
}

int
sqlc_read_sql(struct sqlc_statement *s, const char **p, int line)
{
	struct reader	 reader = { .s = s, .p = *p, .line = line };
	struct reader	*r = &reader;

	while (*r->p != ';') {
		if (*r->p == '\0')
			sqlc_die(r->line, "\"%s\" has no semicolon at its end: write one", s->name);
		if (isspace((unsigned char)*r->p))
			skip_to(r, r->p + 1);
		else if (strncmp(r->p, "/*", 2) == 0 || *r->p == '#' ||
		    (strncmp(r->p, "--", 2) == 0 && isspace((unsigned char)r->p[2])))
			read_comment(r);
		else if (*r->p == '\'' || *r->p == '"' || *r->p == '`') {
			read_quoted(r);
			if (r->list == LIST_IN && r->depth == 0)
				memcpy(r->item, r->word, sizeof r->item);
		} else if (*r->p == ':') {
			read_param(r);
			if (r->list == LIST_IN && r->depth == 0)
				r->item[0] = '\0';
		} else if (part_of_word(*r->p))
			read_word(r);
		else if (isascii((unsigned char)*r->p) && isprint((unsigned char)*r->p))
			read_sign(r);
		else
			sqlc_die(r->line, "a character that is not ASCII outside quotes");
	}
	check_whole(r);
	*p = r->p + 1;
	return r->line;
}
