/* conf.c -- one table holds every key, its default, its limits and its meaning. */

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "conf.h"
#include "log.h"

#define KEY_MAX 32		/* longest key that is compared */

enum kind { TEXT, ADDRESS, NUMBER };

struct key {
	const char	*name;
	enum kind	 kind;
	size_t		 at;
	const char	*fallback;	/* TEXT, ADDRESS; NULL: the file must set it */
	long		 number, min, max;	/* NUMBER */
	const char	*meaning;
};

#define TEXT_KEY(name_, fallback_, meaning_) \
	{ .name = #name_, .kind = TEXT, .at = offsetof(struct conf, name_), \
	  .fallback = fallback_, .meaning = meaning_ }
#define ADDRESS_KEY(name_, fallback_, meaning_) \
	{ .name = #name_, .kind = ADDRESS, .at = offsetof(struct conf, name_), \
	  .fallback = fallback_, .meaning = meaning_ }
#define NUMBER_KEY(name_, number_, min_, max_, meaning_) \
	{ .name = #name_, .kind = NUMBER, .at = offsetof(struct conf, name_), \
	  .number = number_, .min = min_, .max = max_, .meaning = meaning_ }

static const struct key keys[] = {
	TEXT_KEY(environment, "", "name shown in every header; empty in production"),
	ADDRESS_KEY(public_url, NULL, "https://host:port of the public site, no slash at the end"),
	ADDRESS_KEY(cert_url, "", "the same for the host that asks for client certificates"),
	TEXT_KEY(db_socket, NULL, "socket of MariaDB"),
	TEXT_KEY(db_name, "renraku", "database"),
	TEXT_KEY(secrets_dir, NULL, "folder with one password file for each database account"),
	TEXT_KEY(run_dir, "/run/renraku", "folder for sockets"),
	TEXT_KEY(mail_dir, "/var/lib/renraku/mail", "folder for .eml files when smtp_url is empty"),
	TEXT_KEY(log_dir, "/var/log/renraku", "folder for log files"),
	TEXT_KEY(mail_from, NULL, "sender of every mail"),
	TEXT_KEY(smtp_url, "", "smtp://host:port or smtps://host:port; empty: .eml files in mail_dir"),
	TEXT_KEY(importer_socket, "/run/renraku/importer.sock", "socket of the roster importer"),
	TEXT_KEY(clock_file, "", "tests only: a file that sets the clock"),
	NUMBER_KEY(worker_deadline_s, 20, 1, 600, "seconds until a worker gives up a request"),
	NUMBER_KEY(parent_idle_days, 60, 1, 400, "days without a visit until a parent signs in again"),
	NUMBER_KEY(parent_absolute_days, 180, 1, 400, "days until a parent signs in again in any case"),
	NUMBER_KEY(staff_idle_minutes, 30, 1, 1440, "minutes without a click until staff sign in again"),
	NUMBER_KEY(staff_absolute_hours, 12, 1, 24, "hours until staff sign in again in any case"),
	NUMBER_KEY(sheet_valid_days, 60, 1, 400, "days that a code sheet for parents is good for"),
};
#define NKEYS (sizeof keys / sizeof keys[0])

/* The lines of every file that was read; the values point into them. */
struct line { struct line *next; char text[]; };
static struct line *lines;

static char *
keep(const char *text, size_t n)
{
	struct line *line = malloc(sizeof *line + n + 1);

	if (line == NULL)
		log_fatal("no memory for the configuration");
	memcpy(line->text, text, n);
	line->text[n] = '\0';
	line->next = lines;
	lines = line;
	return line->text;
}

static void
set_text(struct conf *c, const struct key *key, const char *value)
{
	memcpy((char *)c + key->at, &value, sizeof value);
}

static void
set_number(struct conf *c, const struct key *key, long value)
{
	memcpy((char *)c + key->at, &value, sizeof value);
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Edits (insert, delete, replace) between two keys of at most KEY_MAX bytes. */
static size_t
distance(const char *a, const char *b)
{
	size_t	row[KEY_MAX + 1], before, above;

	for (size_t j = 0; j <= strlen(b); j++)
		row[j] = j;
	for (size_t i = 1; i <= strlen(a); i++) {
		before = row[0];
		row[0] = i;
		for (size_t j = 1; j <= strlen(b); j++) {
			above = row[j];
			row[j] = least(least(above, row[j - 1]) + 1, before + (a[i - 1] != b[j - 1]));
			before = above;
		}
	}
	return row[strlen(b)];
}

static size_t
find_key(const char *name)
{
	size_t i = 0;

	while (i < NKEYS && strcmp(keys[i].name, name) != 0)
		i++;
	return i;
}

/* The known key that a misspelt one is nearest to. */
static const char *
nearest_key(const char *name)
{
	char	 start[KEY_MAX + 1];
	size_t	 best = 0, best_distance = SIZE_MAX, n;

	snprintf(start, sizeof start, "%s", name);
	for (size_t i = 0; i < NKEYS; i++) {
		n = distance(start, keys[i].name);
		if (n < best_distance) {
			best_distance = n;
			best = i;
		}
	}
	return keys[best].name;
}

/* NULL, or what is wrong with it. */
static const char *
address_fault(const char *value)
{
	const char *host = value + strlen("https://");

	if (value[0] == '\0')
		return NULL;
	if (strncmp(value, "https://", strlen("https://")) != 0)
		return "does not begin with https://";
	if (*host == '\0' || strpbrk(host, "/?#@ ") != NULL)
		return "is not https://host or https://host:port (no slash at the end)";
	return NULL;
}

static bool
read_number(const char *value, long *number)
{
	char *end;

	if (value[0] < '0' || value[0] > '9')
		return false;
	*number = strtol(value, &end, 10);	/* too large: LONG_MAX, beyond every limit */
	return *end == '\0';
}

/* Where a line stands, and where complaints about it go. */
struct place { const char *path; unsigned line; FILE *err; };

static bool
set_key(struct conf *c, const struct key *key, const char *value, const struct place *at)
{
	const char	*fault = key->kind == ADDRESS ? address_fault(value) : NULL;
	long		 number;

	if (key->kind == NUMBER) {
		if (!read_number(value, &number) || number < key->min || number > key->max) {
			fprintf(at->err, "%s:%u: %s is not a number from %ld to %ld: \"%s\"\n",
			    at->path, at->line, key->name, key->min, key->max, value);
			return false;
		}
		set_number(c, key, number);
		return true;
	}
	if (fault == NULL && key->fallback == NULL && value[0] == '\0')
		fault = "may not be empty";
	if (fault != NULL) {
		fprintf(at->err, "%s:%u: %s %s: \"%s\"\n", at->path, at->line, key->name, fault, value);
		return false;
	}
	set_text(c, key, value);
	return true;
}

static char *
trim(char *s)
{
	char *end;

	s += strspn(s, " \t\r\n");
	end = s + strlen(s);
	while (end > s && strchr(" \t\r\n", end[-1]) != NULL)
		end--;
	*end = '\0';
	return s;
}

static bool
read_line(struct conf *c, char *text, bool seen[NKEYS], const struct place *at)
{
	char	*name = trim(text), *value = strchr(name, '=');
	size_t	 i;

	if (name[0] == '\0' || name[0] == '#')
		return true;
	if (value == NULL) {
		fprintf(at->err, "%s:%u: not \"key = value\": \"%s\"\n", at->path, at->line, name);
		return false;
	}
	*value++ = '\0';
	name = trim(name);
	i = find_key(name);
	if (i == NKEYS) {
		fprintf(at->err, "%s:%u: unknown key \"%s\"; the nearest is \"%s\"\n",
		    at->path, at->line, name, nearest_key(name));
		return false;
	}
	if (seen[i]) {
		fprintf(at->err, "%s:%u: %s is set a second time\n", at->path, at->line, name);
		return false;
	}
	seen[i] = true;
	return set_key(c, &keys[i], trim(value), at);
}

static bool
read_lines(struct conf *c, FILE *f, bool seen[NKEYS], struct place *at)
{
	char	*text = NULL;
	size_t	 size = 0;
	ssize_t	 n;
	bool	 good = true;

	while ((n = getline(&text, &size, f)) != -1) {
		at->line++;
		if (strlen(text) != (size_t)n) {
			fprintf(at->err, "%s:%u: a NUL byte\n", at->path, at->line);
			good = false;
		} else if (!read_line(c, keep(text, (size_t)n), seen, at))
			good = false;
	}
	if (ferror(f)) {
		fprintf(at->err, "%s:%u: %s\n", at->path, at->line, strerror(errno));
		good = false;
	}
	free(text);
	return good;
}

int
conf_read(struct conf *c, const char *path, FILE *err)
{
	struct place	 at = { path, 0, err };
	bool		 seen[NKEYS] = { false }, good;
	FILE		*f = fopen(path, "re");

	*c = (struct conf){ 0 };
	if (f == NULL) {
		fprintf(err, "%s: %s\n", path, strerror(errno));
		return 2;
	}
	for (size_t i = 0; i < NKEYS; i++)
		if (keys[i].kind == NUMBER)
			set_number(c, &keys[i], keys[i].number);
		else
			set_text(c, &keys[i], keys[i].fallback);
	good = read_lines(c, f, seen, &at);
	fclose(f);
	for (size_t i = 0; i < NKEYS; i++)
		if (keys[i].kind != NUMBER && keys[i].fallback == NULL && !seen[i]) {
			fprintf(err, "%s: %s is missing: %s\n", path, keys[i].name, keys[i].meaning);
			good = false;
		}
	return good ? 0 : 2;
}

const char *
conf_path(int argc, char *argv[])
{
	for (int i = 1; i + 1 < argc; i++)
		if (strcmp(argv[i], "--config") == 0)
			return argv[i + 1];
	return NULL;
}

static const char *
get_text(const struct conf *c, const struct key *key)
{
	const char *value;

	memcpy(&value, (const char *)c + key->at, sizeof value);
	return value;
}

static long
get_number(const struct conf *c, const struct key *key)
{
	long value;

	memcpy(&value, (const char *)c + key->at, sizeof value);
	return value;
}

/* An address with its user and password left out. */
static void
print_address(FILE *out, const char *name, const char *value)
{
	const char	*end = strrchr(value, '@'), *host = strstr(value, "//");

	if (end == NULL || host == NULL || host > end)
		fprintf(out, "%s = %s\n", name, value);
	else
		fprintf(out, "%s = %.*s...%s\n", name, (int)(host + 2 - value), value, end);
}

void
conf_print(FILE *out, const struct conf *c)
{
	for (size_t i = 0; i < NKEYS; i++)
		if (keys[i].kind == NUMBER)
			fprintf(out, "%s = %ld\n", keys[i].name, get_number(c, &keys[i]));
		else
			print_address(out, keys[i].name, get_text(c, &keys[i]));
}

void
conf_print_keys(FILE *out)
{
	for (size_t i = 0; i < NKEYS; i++) {
		const struct key *key = &keys[i];

		fprintf(out, "%-22s %s", key->name, key->meaning);
		if (key->kind == NUMBER)
			fprintf(out, " (%ld to %ld; %ld)\n", key->min, key->max, key->number);
		else if (key->fallback == NULL)
			fputs(" (must be set)\n", out);
		else
			fprintf(out, " (%s)\n", key->fallback[0] == '\0' ? "empty" : key->fallback);
	}
}
