/* demo_names.c -- the file of names: sections of lines of fields. */

#include <stdio.h>
#include <string.h>

#include "demo_names.h"
#include "../roster/mem.h"

#define FILE_MAX_BYTES 1000000

/* Sections that a municipality cannot be made without, and their least entries. */
static const struct { const char *name; size_t least; } needed[] = {
	{ "word", 5 }, { "org", 4 }, { "special", 1 }, { "family", 10 }, { "boy", 8 }, { "girl", 8 },
	{ "woman", 4 }, { "man", 4 },
};

const struct demo_section *
demo_names_section(const struct demo_names *names, const char *name)
{
	size_t i;

	for (i = 0; i < names->n; i++)
		if (strcmp(names->section[i].name, name) == 0)
			return &names->section[i];
	return NULL;
}

const char *
demo_names_word(const struct demo_names *names, const char *what)
{
	const struct demo_section *s = demo_names_section(names, "word");
	size_t i;

	for (i = 0; s != NULL && i < s->n; i++)
		if (strcmp(s->entry[i].field[0], what) == 0)
			return s->entry[i].field[1];
	return "";
}

static const char *
begin_section(struct demo_names *names, char *line)
{
	struct demo_section *s;
	char *end;

	end = strchr(line, ']');
	if (end == NULL || names->n == DEMO_MAX_SECTIONS)
		return "the file of names has a section too many or without a name";
	*end = '\0';
	s = &names->section[names->n++];
	memset(s, 0, sizeof(*s));
	s->name = line + 1;
	return NULL;
}

static void
add_entry(struct demo_section *s, struct mem *m, char *line)
{
	struct demo_entry *e;
	size_t i;

	s->entry = mem_grow(m, s->entry, s->n, &s->max, sizeof(*s->entry));
	e = &s->entry[s->n++];
	for (i = 0; i < 3; i++)
		e->field[i] = line == NULL ? "" : strsep(&line, "\t");
}

static const char *
check(const struct demo_names *names)
{
	const struct demo_section *s;
	size_t i, k;

	for (i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
		s = demo_names_section(names, needed[i].name);
		if (s == NULL || s->n < needed[i].least)
			return "the file of names lacks a section or some of its entries";
	}
	s = demo_names_section(names, "special");
	for (k = 0; s != NULL && k < s->n; k++)
		if (*s->entry[k].field[2] != '\0' && demo_names_section(names, s->entry[k].field[2]) == NULL)
			return "the file of names names a section that it lacks";
	return NULL;
}

static const char *
parse(struct demo_names *names, struct mem *m, char *text)
{
	const char *wrong;
	char *line;

	while ((line = strsep(&text, "\n")) != NULL) {
		if (*line == '\0' || *line == '#')
			continue;
		if (*line == '[') {
			wrong = begin_section(names, line);
			if (wrong != NULL)
				return wrong;
		} else if (names->n == 0) {
			return "the file of names begins without a section";
		} else {
			add_entry(&names->section[names->n - 1], m, line);
		}
	}
	return check(names);
}

const char *
demo_names_read(struct demo_names *names, struct mem *m, const char *path)
{
	FILE *from;
	char *text;
	size_t n;

	memset(names, 0, sizeof(*names));
	from = fopen(path, "rbe");
	if (from == NULL)
		return "the file of names cannot be opened";
	text = mem_alloc(m, FILE_MAX_BYTES + 1, 1);
	n = fread(text, 1, FILE_MAX_BYTES, from);
	if (ferror(from) || n == FILE_MAX_BYTES) {
		fclose(from);
		return "the file of names cannot be read or is too large";
	}
	fclose(from);
	return parse(names, m, text);
}
