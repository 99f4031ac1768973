/*
 * houselint.c -- the house rules that a compiler does not know.
 *
 *   houselint DIRECTORY      reads the tree below it; one line a fault, exit 1 if any
 *
 * Each fault is "file:line: what: remedy".  A statement of sql/queries that
 * must read a scoped table without a scope says why in a comment line that
 * begins "-- unscoped:".
 */
#include <ctype.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_BYTES 1024
#define FILE_BYTES (4u << 20)

static char	 buffer[FILE_BYTES];
static char	*http_tests;		/* all of tests/http in one text */
static size_t	 http_len;
static unsigned	 faults;

static void
fault(const char *file, unsigned line, const char *what, const char *name, const char *remedy)
{
	printf("%s:%u: %s%s%s: %s\n", file, line, what, name[0] == '\0' ? "" : " ", name, remedy);
	faults++;
}

static bool
begins(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

static bool
ends(const char *s, const char *suffix)
{
	const size_t	 n = strlen(s), m = strlen(suffix);

	return n >= m && strcmp(s + n - m, suffix) == 0;
}

static size_t
slurp(const char *file)
{
	FILE	*f = fopen(file, "rb");
	size_t	 n;

	if (f == NULL) {
		perror(file);
		exit(2);
	}
	n = fread(buffer, 1, sizeof buffer - 1, f);
	fclose(f);
	buffer[n] = '\0';
	return n;
}

/* ---- C ---- */

static const struct { const char *name, *remedy; } banned[] = {
	{ "strcpy", "use arena_strdup() or struct str" },
	{ "strcat", "use struct str" },
	{ "strncpy", "use arena_copy()" },
	{ "sprintf", "use arena_printf() or snprintf()" },
	{ "vsprintf", "use vsnprintf()" },
	{ "gets", "use fgets()" },
	{ "strtok", "use strcspn()" },
	{ "atoi", "use strtoll() and look at its end" },
	{ "system", "a worker starts no program" },
	{ "popen", "a worker starts no program" },
	{ "alloca", "use the arena" },
	{ "rand", "use crypto_random()" },
	{ "setlocale", "a worker serves all languages: use the compiled catalogues" },
	{ "localtime", "use time_local()" },
};

static const char *const	 allocation[] = { "malloc", "calloc", "realloc", "free", "strdup", "asprintf" };

/* The arena itself, programs that serve no request, and what takes memory from a library. */
static bool
may_allocate(const char *file)
{
	return begins(file, "modules/tools/") || begins(file, "modules/ctl/") ||
	    begins(file, "modules/helpers/") || ends(file, "/arena.c") || ends(file, "/roster/mem.c") ||
	    ends(file, "/common/conf.c") || ends(file, "/common/str.c") || ends(file, "/common/time.c") ||
	    strstr(file, "/common/db") != NULL;
}

static bool
calls(const char *line, const char *name, const char **at)
{
	const size_t	 n = strlen(name);

	for (const char *p = line; (p = strstr(p, name)) != NULL; p += n) {
		const bool	 word = p == line || (!isalnum((unsigned char)p[-1]) && p[-1] != '_');

		if (word && p[n] == '(') {
			*at = p;
			return true;
		}
	}
	return false;
}

static void
lint_calls(const char *file, unsigned line, const char *text)
{
	const char	*at;

	if (begins(file, "modules/tools/"))
		return;
	for (size_t i = 0; i < sizeof banned / sizeof banned[0]; i++)
		if (calls(text, banned[i].name, &at))
			fault(file, line, "banned function", banned[i].name, banned[i].remedy);
	if (may_allocate(file))
		return;
	for (size_t i = 0; i < sizeof allocation / sizeof allocation[0]; i++)
		if (calls(text, allocation[i], &at))
			fault(file, line, "memory outside the arena", allocation[i], "allocate from r->arena");
}

static void
lint_sql_in_c(const char *file, unsigned line, const char *text)
{
	static const char *const	 verbs[] = { "\"SELECT ", "\"INSERT INTO ", "\"UPDATE ", "\"DELETE FROM ", "\"REPLACE INTO " };

	if (begins(file, "modules/tools/"))
		return;
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
		if (strstr(text, verbs[i]) != NULL)
			fault(file, line, "SQL in C", "", "name it in sql/queries and call q_...()");
}

/* The first two parts of "modules/x/..." as "x". */
static const char *
module_of(const char *file, char out[64])
{
	size_t	 n;

	out[0] = '\0';
	if (!begins(file, "modules/"))
		return out;
	n = strcspn(file + 8, "/");
	if (n < 64) {
		memcpy(out, file + 8, n);
		out[n] = '\0';
	}
	return out;
}

static void
lint_include(const char *file, unsigned line, const char *text)
{
	static const char *const	 modules[] = { "portal", "facility", "cases", "notices", "absences" };
	char				 own[64];

	if (!begins(text, "#include \""))
		return;
	module_of(file, own);
	for (size_t i = 0; i < sizeof modules / sizeof modules[0]; i++) {
		const size_t	 n = strlen(modules[i]);

		if (strncmp(text + 10, modules[i], n) != 0 || text[10 + n] != '/' || strcmp(own, modules[i]) == 0)
			continue;
		fault(file, line, "include against the direction", modules[i],
		    "what two modules need is a query file or common");
	}
}

static void
lint_c(const char *file)
{
	const size_t	 n = slurp(file);
	unsigned	 line = 1;

	for (size_t i = 0; i < n; i++) {
		if (buffer[i] == '\n')
			line++;
		else if ((unsigned char)buffer[i] >= 0x80) {
			fault(file, line, "non-ASCII byte", "", "put words into templates/*/messages.txt");
			break;
		}
	}
	line = 0;
	for (char *p = buffer, *next; p != NULL; p = next) {
		const char	*text = p + strspn(p, " \t");

		next = strchr(p, '\n');
		if (next != NULL)
			*next++ = '\0';
		line++;
		if (begins(text, "*") || begins(text, "/*"))
			continue;
		lint_calls(file, line, text);
		lint_sql_in_c(file, line, text);
		lint_include(file, line, text);
	}
}

/* ---- routes ---- */

/* Every page is named by a test of tests/http. */
static void
lint_routes(const char *file)
{
	unsigned	 line = 1;

	slurp(file);
	for (const char *p = buffer; (p = strchr(p, '\n')) != NULL; line++) {
		const char	*open, *close;
		char		 path[128];

		p++;
		if (!begins(p, "ROUTE(") || (open = strchr(p, '"')) == NULL ||
		    (close = strchr(open + 1, '"')) == NULL || close - open > 120)
			continue;
		memcpy(path, open + 1, (size_t)(close - open - 1));
		path[close - open - 1] = '\0';
		if (http_tests == NULL || strstr(http_tests, path) == NULL)
			fault(file, line + 1, "a page without a test", path, "name its path in tests/http");
	}
}

/* ---- queries ---- */

static bool
reads_table(const char *sql, const char *table)
{
	static const char *const	 verbs[] = { "FROM ", "JOIN ", "UPDATE ", "INTO " };
	const size_t			 n = strlen(table);

	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
		for (const char *p = sql; (p = strstr(p, verbs[i])) != NULL; p++) {
			const char	*name = p + strlen(verbs[i]);

			if (strncmp(name, table, n) == 0 && !isalnum((unsigned char)name[n]) && name[n] != '_')
				return true;
		}
	return false;
}

/* A statement on a table that belongs to an organisation or a family says whose. */
static void
lint_statement(const char *file, unsigned line, const char *sql)
{
	static const char *const	 scoped[] = { "pupil", "absence", "absence_history", "register_entry",
	    "guardian", "school_class", "class_teacher", "roster_import", "roster_finding",
	    "roster_change", "receipt", "form_draft", "request_key" };

	if (strstr(sql, ":scope_") != NULL || strstr(sql, "-- unscoped:") != NULL)
		return;
	for (size_t i = 0; i < sizeof scoped / sizeof scoped[0]; i++)
		if (reads_table(sql, scoped[i])) {
			fault(file, line, "a scoped table without its scope", scoped[i],
			    "use :scope_..., or say why not in a line \"-- unscoped: ...\"");
			return;
		}
}

static void
lint_queries(const char *file)
{
	static const char	 mark[] = "-- name:";
	char			*p, *next;
	unsigned		 line = 1;

	slurp(file);
	for (p = strstr(buffer, mark); p != NULL; p = next) {
		line = 1;
		for (const char *c = buffer; c < p; c++)
			line += *c == '\n';
		next = strstr(p + 1, mark);
		if (next != NULL)
			next[-1] = '\0';
		lint_statement(file, line, p);
	}
}

/* ---- the tree ---- */

static void
collect_http(const char *file)
{
	const size_t	 n = slurp(file);

	http_tests = realloc(http_tests, http_len + n + 1);
	if (http_tests == NULL)
		exit(2);
	memcpy(http_tests + http_len, buffer, n + 1);
	http_len += n;
}

/* Helpers, renrakuctl and the reader act for the installation, not for a person. */
static bool
for_workers(const char *file)
{
	static const char *const	 others[] = { "ctl.sql", "importer.sql", "mailer.sql", "roster_apply.sql", "demo.sql" };

	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (ends(file, others[i]))
			return false;
	return true;
}

static void
visit(const char *file)
{
	if (begins(file, "modules/") && (ends(file, ".c") || ends(file, ".h")))
		lint_c(file);
	else if (begins(file, "modules/") && strstr(file, "/routes") != NULL && ends(file, ".def"))
		lint_routes(file);
	else if (begins(file, "sql/queries/") && for_workers(file))
		lint_queries(file);
}

static void
walk(const char *dir, void (*each)(const char *))
{
	struct dirent	**names;
	const int	  n = scandir(dir, &names, NULL, alphasort);

	for (int i = 0; i < n; i++) {
		char		 path[PATH_BYTES];
		struct stat	 st;

		if (names[i]->d_name[0] != '.' &&
		    snprintf(path, sizeof path, "%s/%s", dir, names[i]->d_name) < PATH_BYTES &&
		    stat(path, &st) == 0) {
			if (S_ISDIR(st.st_mode))
				walk(path, each);
			else
				each(path);
		}
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

int
main(int argc, char *argv[])
{
	struct stat	 st;

	if (argc != 2) {
		fputs("usage: houselint DIRECTORY\n", stderr);
		return 2;
	}
	if (chdir(argv[1]) != 0 || stat("modules", &st) != 0) {
		fprintf(stderr, "houselint: %s holds no modules\n", argv[1]);
		return 2;
	}
	if (stat("tests/http", &st) == 0)
		walk("tests/http", collect_http);
	walk("modules", visit);
	walk("sql/queries", visit);
	free(http_tests);
	return faults == 0 ? 0 : 1;
}
