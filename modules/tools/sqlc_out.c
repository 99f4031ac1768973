/* sqlc_out.c -- writes the C of a file of statements: structs, descriptions, functions. */
#include <ctype.h>
#include <string.h>

#include "sqlc.h"

#define LITERAL_COLUMNS 72

static void
write_struct(FILE *f, const char *name, const char *suffix, const struct sqlc_column *list, size_t n)
{
	const struct sqlc_column	*c;
	size_t				 i;

	fprintf(f, "struct q_%s%s {\n", name, suffix);
	for (i = 0; i < n; i++) {
		c = &list[i];
		if (c->null && c->type->scalar)
			fprintf(f, "\tbool\t\t has_%s;\n", c->name);
		fprintf(f, "\t%s%s%s%s;\n", c->type->c_type,
		    strlen(c->type->c_type) < 8 ? "\t\t" : "\t",
		    strncmp(c->type->c_type, "const", 5) == 0 ? "*" : " ", c->name);
	}
	fprintf(f, "};\n");
}

/* The parameters of a function; named with their names when a body follows. */
static void
write_params(FILE *f, const struct sqlc_statement *s, bool names)
{
	fprintf(f, "(struct %s *%s", s->kind->tx ? "tx" : "db",
	    !names ? "" : s->kind->tx ? "tx" : "db");
	if (s->scoped)
		fprintf(f, ", const struct scope *%s", names ? "scope" : "");
	if (s->nout > 0 && s->kind->many)
		fprintf(f, ",\n\tstruct q_%s **rows, size_t *nrows", s->name);
	else if (s->nout > 0)
		fprintf(f, ",\n\tstruct q_%s *%s", s->name, names ? "row" : "");
	else if (s->kind->result != NULL)
		fprintf(f, ",\n\tuint64_t *%s", s->kind->result);
	if (s->nin > 0)
		fprintf(f, ",\n\tconst struct q_%s_in *%s", s->name, names ? "in" : "");
	fprintf(f, ")");
}

static void
write_comment(FILE *f, const struct sqlc_statement *s)
{
	size_t	 i;

	if (s->ncomment == 1) {
		fprintf(f, "/* %s */\n", s->comment[0]);
		return;
	}
	fprintf(f, "/*\n");
	for (i = 0; i < s->ncomment; i++)
		fprintf(f, " * %s\n", s->comment[i]);
	fprintf(f, " */\n");
}

void
sqlc_write_h(FILE *f, const char *name, const struct sqlc_statement *list, size_t n)
{
	const struct sqlc_statement	*s;
	const char			*c;

	fprintf(f, "/* Made from %s.sql by sqlc.  Do not edit. */\n#ifndef Q_", name);
	for (c = name; *c != '\0'; c++)
		fputc(toupper((unsigned char)*c), f);
	fprintf(f, "_H\n#define Q_");
	for (c = name; *c != '\0'; c++)
		fputc(toupper((unsigned char)*c), f);
	fprintf(f, "_H\n\n#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n\n"
	    "#include \"common/db.h\"\n\nextern const struct db_queries q_%s;\n", name);
	for (s = list; s < list + n; s++) {
		fputc('\n', f);
		if (s->nin > 0)
			write_struct(f, s->name, "_in", s->in, s->nin);
		if (s->nout > 0)
			write_struct(f, s->name, "", s->out, s->nout);
		write_comment(f, s);
		fprintf(f, "enum db_rc q_%s", s->name);
		write_params(f, s, false);
		fprintf(f, " MUST_USE;\n");
	}
	fprintf(f, "\n#endif\n");
}

static void
write_column(FILE *f, const struct sqlc_column *c, const char *name, const char *suffix)
{
	fprintf(f, "\t{ \"%s\", %s, %s, offsetof(struct q_%s%s, %s), ", c->name,
	    c->type->db_type, c->null ? "true" : "false", name, suffix, c->name);
	if (c->null && c->type->scalar)
		fprintf(f, "offsetof(struct q_%s%s, has_%s), ", name, suffix, c->name);
	else
		fprintf(f, "0, ");
	fprintf(f, "false },\n");
}

static void
write_columns(FILE *f, const struct sqlc_statement *s)
{
	const struct sqlc_param	*param;
	size_t			 i;

	if (s->nparam > 0) {
		fprintf(f, "\nstatic const struct db_column in_%s[] = {\n", s->name);
		for (i = 0; i < s->nparam; i++) {
			param = &s->param[i];
			if (param->column >= 0)
				write_column(f, &s->in[param->column], s->name, "_in");
			else
				fprintf(f, "\t{ \"%s\", DB_ID, false, "
				    "offsetof(struct scope, %s), 0, true },\n", param->scope,
				    param->scope);
		}
		fprintf(f, "};\n");
	}
	if (s->nout == 0)
		return;
	fprintf(f, "\nstatic const struct db_column out_%s[] = {\n", s->name);
	for (i = 0; i < s->nout; i++)
		write_column(f, &s->out[i], s->name, "");
	fprintf(f, "};\n");
}

/* Octal for what is not plain, so that C stays ASCII and no trigraph appears. */
static void
write_literal(FILE *f, const char *p)
{
	int	 column;
	char	 before;

	before = '\0';
	fprintf(f, "\t  \"");
	for (column = 0; *p != '\0'; before = *p++) {
		if (column >= LITERAL_COLUMNS && before == ' ') {
			fprintf(f, "\"\n\t  \"");
			column = 0;
		}
		if (*p == '"' || *p == '\\' || (*p == '?' && before == '?'))
			column += fprintf(f, "\\%c", *p);
		else if (isascii((unsigned char)*p) && isprint((unsigned char)*p))
			column += fprintf(f, "%c", *p);
		else
			column += fprintf(f, "\\%03o", (unsigned)(unsigned char)*p);
	}
	fprintf(f, "\",\n");
}

static void
write_statement(FILE *f, const struct sqlc_statement *s)
{
	fprintf(f, "\t{ \"%s\",\n", s->name);
	write_literal(f, s->sql);
	fprintf(f, "\t  %s, ", s->kind->db_verb);
	if (s->nparam > 0)
		fprintf(f, "in_%s, ", s->name);
	else
		fprintf(f, "NULL, ");
	if (s->nout > 0)
		fprintf(f, "out_%s, %zu, %zu, sizeof(struct q_%s) },\n", s->name, s->nparam,
		    s->nout, s->name);
	else
		fprintf(f, "NULL, %zu, 0, 0 },\n", s->nparam);
}

static void
write_body(FILE *f, const struct sqlc_statement *s, size_t at)
{
	const char	*scope, *in, *db;

	scope = s->scoped ? "scope" : "NULL";
	in = s->nin > 0 ? "in" : "NULL";
	db = s->kind->tx ? "tx_db(tx)" : "db";
	if (s->nout > 0 && s->kind->many)
		fprintf(f, "\tvoid\t\t*v;\n\tenum db_rc\t rc;\n\n"
		    "\trc = db_run_list(%s, &statements[%zu], %s, %s, &v, nrows);\n"
		    "\t*rows = v;\n\treturn rc;\n", db, at, scope, in);
	else if (s->nout > 0)
		fprintf(f, "\treturn db_run_one(%s, &statements[%zu], %s, %s, row);\n", db, at,
		    scope, in);
	else
		fprintf(f, "\treturn db_run_write(tx, &statements[%zu], %s, %s, %s);\n", at,
		    scope, in, s->kind->result != NULL ? s->kind->result : "NULL");
}

void
sqlc_write_c(FILE *f, const char *name, const char *header, const struct sqlc_statement *list,
	size_t n)
{
	size_t	 i;

	fprintf(f, "/* Made from %s.sql by sqlc.  Do not edit. */\n#include \"%s\"\n", name,
	    header);
	for (i = 0; i < n; i++)
		write_columns(f, &list[i]);
	fprintf(f, "\nstatic const struct db_statement statements[] = {\n");
	for (i = 0; i < n; i++)
		write_statement(f, &list[i]);
	fprintf(f, "};\n\nconst struct db_queries q_%s = { \"%s\", statements, %zu };\n", name,
	    name, n);
	for (i = 0; i < n; i++) {
		fprintf(f, "\nenum db_rc\nq_%s", list[i].name);
		write_params(f, &list[i], true);
		fprintf(f, "\n{\n");
		write_body(f, &list[i], i);
		fprintf(f, "}\n");
	}
}
