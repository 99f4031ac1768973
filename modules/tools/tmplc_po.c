/* tmplc_po.c -- reads gettext catalogues (msgid, msgstr; no contexts, no plurals). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tmplc.h"

struct entry { const char *id, *text; int line; };
struct catalogue { struct entry *v; size_t n, cap; };

static struct catalogue	 catalogues[NLANG];

static int
by_id(const void *a, const void *b)
{
	const struct entry	*x = a, *y = b;

	return strcmp(x->id, y->id);
}

static size_t
count(const char *s, const char *placeholder, size_t len)
{
	size_t	 n = 0;

	for (; (s = strchr(s, '{')) != NULL; s++)
		n += tmplc_placeholder(s) == len && memcmp(s, placeholder, len) == 0;
	return n;
}

static void
check_placeholders(const char *from, const char *in, const char *id)
{
	const char	*p = from;
	size_t		 len;

	for (; (p = strchr(p, '{')) != NULL; p++) {
		if ((len = tmplc_placeholder(p)) == 0)
			continue;
		if (count(from, p, len) != count(in, p, len))
			tmplc_die("\"%s\": the translation must hold %.*s exactly %zu time(s)",
			    id, (int)len, p, count(id, p, len));
	}
}

static void
add(struct catalogue *c, const char *id, const char *text, bool fuzzy)
{
	if (*id == '\0' || *text == '\0' || fuzzy)
		return;
	check_placeholders(id, text, id);
	check_placeholders(text, id, id);
	if (c->n == c->cap) {
		c->cap = c->cap == 0 ? 256 : c->cap * 2;
		c->v = tmplc_grow(c->v, c->cap * sizeof *c->v);
	}
	c->v[c->n++] = (struct entry){ tmplc_copy(id, strlen(id)), tmplc_copy(text, strlen(text)), tmplc_line };
}

/* One "..." of a PO file, with nothing behind it. */
static void
unquote(struct buf *b, const char *s)
{
	const char	*esc = "n\nt\t\"\"\\\\", *e;

	s += strspn(s, " \t");
	if (*s++ != '"')
		tmplc_die("not a string: write \"...\"");
	for (; *s != '"'; s++) {
		if (*s == '\0')
			tmplc_die("the string is not closed: write \" at its end");
		if (*s != '\\') {
			buf_char(b, *s);
			continue;
		}
		s++;
		for (e = esc; *e != '\0' && *e != *s; e += 2)
			;
		if (*e == '\0')
			tmplc_die("\\%c: only \\n \\t \\\" and \\\\ are known", *s);
		buf_char(b, e[1]);
	}
	if (s[1 + strspn(s + 1, " \t")] != '\0')
		tmplc_die("something follows the string");
}

/* What is being read: the entry's parts, and which of them a "..." line continues. */
struct reading { struct buf id, text, *now; bool fuzzy; int line; };

static void
finish(struct catalogue *c, struct reading *r)
{
	int	 line = tmplc_line;

	if (r->now == NULL)
		return;
	tmplc_line = r->line;
	if (r->now != &r->text)
		tmplc_die("msgid without msgstr");
	add(c, buf_str(&r->id), buf_str(&r->text), r->fuzzy);
	tmplc_line = line;
	*r = (struct reading){ 0 };
}

static void
read_line(struct catalogue *c, struct reading *r, const char *s)
{
	if (*s == '\0' || *s == '#') {
		if (r->now == &r->text)
			finish(c, r);
		if (strncmp(s, "#,", 2) == 0 && strstr(s, "fuzzy") != NULL)
			r->fuzzy = true;
	} else if (*s == '"') {
		if (r->now == NULL)
			tmplc_die("a string without msgid or msgstr");
		unquote(r->now, s);
	} else if (strncmp(s, "msgid ", 6) == 0) {
		if (r->now == &r->text)
			finish(c, r);
		r->now = &r->id;
		r->line = tmplc_line;
		unquote(r->now, s + 6);
	} else if (strncmp(s, "msgstr ", 7) == 0) {
		if (r->now != &r->id)
			tmplc_die("msgstr without msgid");
		r->now = &r->text;
		unquote(r->now, s + 7);
	} else
		tmplc_die("not known here: %.40s: only msgid and msgstr", s);
}

void
po_load(int lang, const char *path)
{
	struct catalogue	*c = &catalogues[lang];
	struct reading		 r = { 0 };
	char			*s = tmplc_read(path), *end;
	size_t			 i;

	for (; *s != '\0'; s = end, tmplc_line++) {
		end = s + strcspn(s, "\n");
		if (*end == '\n')
			*end++ = '\0';
		read_line(c, &r, s);
	}
	finish(c, &r);
	if (c->n == 0)
		return;
	qsort(c->v, c->n, sizeof *c->v, by_id);
	for (i = 1; i < c->n; i++)
		if (by_id(&c->v[i - 1], &c->v[i]) == 0) {
			tmplc_line = c->v[i].line > c->v[i - 1].line ? c->v[i].line : c->v[i - 1].line;
			tmplc_die("\"%s\" is translated twice: leave one", c->v[i].id);
		}
}

const char *
po_find(int lang, const char *id)
{
	const struct catalogue	*c = &catalogues[lang];
	const struct entry	 key = { .id = id }, *e;

	if (c->n == 0)
		return NULL;
	e = bsearch(&key, c->v, c->n, sizeof *c->v, by_id);
	return e == NULL ? NULL : e->text;
}

void
po_quote(struct buf *b, const char *s)
{
	if (strchr(s, '\n') != NULL)
		buf_printf(b, "\"\"\n");
	buf_char(b, '"');
	for (; *s != '\0'; s++) {
		if (*s == '\n')
			buf_printf(b, s[1] == '\0' ? "\\n" : "\\n\"\n\"");
		else if (*s == '\t')
			buf_printf(b, "\\t");
		else {
			if (*s == '"' || *s == '\\')
				buf_char(b, '\\');
			buf_char(b, *s);
		}
	}
	buf_printf(b, "\"\n");
}
