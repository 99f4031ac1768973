/* findings.c -- the list of what is wrong, bounded and safe to show. */

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "findings.h"
#include "mem.h"

#define FILE_MAX_CHARS 60
#define COLUMN_MAX_CHARS 80
#define VALUE_MAX_CHARS 100

enum severity { ERROR, WARNING, STRICT };

struct rule {
	const char	*name, *test_case;
	enum severity	 severity;
};

#define RULE(name_, severity_, case_) [RULE_##name_] = { #name_, case_, severity_ },
static const struct rule rules[RULE_COUNT] = {
#include "rules.def"
};
#undef RULE

const char *
roster_rule_name(enum roster_rule rule)
{
	return rules[rule].name;
}

const char *
roster_rule_case(enum roster_rule rule)
{
	return rules[rule].test_case;
}

void
findings_init(struct roster_findings *f, enum roster_mode mode)
{
	memset(f, 0, sizeof(*f));
	f->mem = mem_new();
	f->mode = mode;
}

void
roster_findings_free(struct roster_findings *f)
{
	mem_free(f->mem);
	memset(f, 0, sizeof(*f));
}

/* U+FFFD takes the place of what cannot be shown. */
static const char *
shown(struct mem *m, const char *s, size_t max_chars)
{
	size_t n, at, n_chars, n_out;
	utf8proc_ssize_t len;
	utf8proc_int32_t c;
	char *out;

	if (s == NULL || *s == '\0')
		return "";
	n = strlen(s);
	out = mem_alloc(m, max_chars * 4 + 1, 1);
	for (at = n_chars = n_out = 0; at < n && n_chars < max_chars; n_chars++) {
		len = utf8proc_iterate((const utf8proc_uint8_t *)s + at,
		    (utf8proc_ssize_t)(n - at), &c);
		if (len < 1 || c < 0x20 || (c >= 0x7f && c < 0xa0)) {
			c = 0xfffd;
			len = len < 1 ? 1 : len;
		}
		n_out += (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)out + n_out);
		at += (size_t)len;
	}
	return out;
}

static bool
is_error(const struct roster_findings *f, enum roster_rule rule)
{
	return rules[rule].severity == ERROR ||
	    (rules[rule].severity == STRICT && f->mode == ROSTER_STRICT);
}

static struct roster_finding *
add_one(struct roster_findings *f, enum roster_rule rule, bool error)
{
	struct roster_finding *one;

	f->all = mem_grow(f->mem, f->all, f->n, &f->max, sizeof(*f->all));
	one = &f->all[f->n];
	memset(one, 0, sizeof(*one));
	one->rule = rule;
	one->error = error;
	one->seq = (unsigned)f->n++;
	one->file = one->column = one->value = "";
	return one;
}

void
findings_add(struct roster_findings *f, enum roster_rule rule, int file_at,
    const char *file, unsigned line, const char *column, const char *value)
{
	struct roster_finding *one;
	bool error;

	if (findings_full(f))
		return;
	error = is_error(f, rule);
	if (!error && ++f->n_warnings > ROSTER_MAX_WARNINGS)
		return;
	one = add_one(f, rule, error);
	one->file_at = file_at;
	one->line = line;
	one->file = shown(f->mem, file, FILE_MAX_CHARS);
	one->column = shown(f->mem, column, COLUMN_MAX_CHARS);
	one->value = shown(f->mem, value, VALUE_MAX_CHARS);
	if (error && ++f->n_errors == ROSTER_MAX_ERRORS)
		add_one(f, RULE_TOO_MANY, true)->file_at = INT16_MAX;
}

bool
findings_full(const struct roster_findings *f)
{
	return f->n_errors >= ROSTER_MAX_ERRORS;
}

static int
compare(const void *left, const void *right)
{
	const struct roster_finding *a = left, *b = right;

	if (a->file_at != b->file_at)
		return a->file_at < b->file_at ? -1 : 1;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return a->seq < b->seq ? -1 : a->seq > b->seq;
}

void
findings_sort(struct roster_findings *f)
{
	if (f->n > 1)
		qsort(f->all, f->n, sizeof(*f->all), compare);
}
