/* tmplc_text.c -- messages files; the lists of messages for translators. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "tmplc.h"

static const char *const lang_names[NLANG] = { "LANG_JA", "LANG_EN", "LANG_JA_EASY" };
static const char *const lang_codes[NLANG] = { "ja", "en", "ja-easy" };

/* \n is a line break, \\ a backslash. */
static void
add_text(struct buf *b, const char *s, size_t n)
{
	size_t	 i;

	for (i = 0; i < n; i++) {
		if (s[i] != '\\') {
			buf_char(b, s[i]);
			continue;
		}
		if (++i == n || (s[i] != 'n' && s[i] != '\\'))
			tmplc_die("\\ alone: write \\n for a line break, \\\\ for a backslash");
		buf_char(b, s[i] == 'n' ? '\n' : '\\');
	}
}

static void
add_message(struct messages *m, const char *name, size_t n, const char *text)
{
	size_t	 i;

	if (n == 0 || !isupper((unsigned char)*name) ||
	    strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") < n)
		tmplc_die("write NAME = text, with a name of capitals, digits and _");
	if (*text == '\0')
		tmplc_die("%.*s has no text", (int)n, name);
	if ((n == 4 && memcmp(name, "NONE", n) == 0) || (n == 5 && memcmp(name, "COUNT", n) == 0))
		tmplc_die("%.*s is taken: choose another name", (int)n, name);
	for (i = 0; i < m->n; i++)
		if (strlen(m->v[i].name) == n && memcmp(m->v[i].name, name, n) == 0)
			tmplc_die("%.*s stands in %s:%d already: choose another name", (int)n, name, m->v[i].path, m->v[i].line);
	if (m->n == m->cap) {
		m->cap = m->cap == 0 ? 64 : m->cap * 2;
		m->v = tmplc_grow(m->v, m->cap * sizeof *m->v);
	}
	m->v[m->n++] = (struct message){ tmplc_copy(name, n), tmplc_copy(text, strlen(text)), tmplc_path, tmplc_line };
}

static size_t
trimmed(const char *s, size_t n)
{
	while (n > 0 && isspace((unsigned char)s[n - 1]))
		n--;
	return n;
}

/* Adds the text at s and its continuation lines; returns the end of the last. */
static const char *
read_text(struct buf *text, const char *s, int *last)
{
	size_t	 n;

	for (*last = tmplc_line;; s++, ++*last) {
		s += strspn(s, " \t");
		n = strcspn(s, "\n");
		add_text(text, s, trimmed(s, n));
		s += n;
		if (s[0] != '\n' || (s[1] != ' ' && s[1] != '\t'))
			return s;
	}
}

void
text_read(struct messages *m, const char *path)
{
	struct buf	 text;
	const char	*p = tmplc_read(path), *name;
	size_t		 n;
	int		 last;

	for (; *p != '\0'; p += *p == '\n', tmplc_line++) {
		n = strcspn(p, "\n");
		if (*p == '#' || trimmed(p, n) == 0) {
			p += n;
			continue;
		}
		name = p;
		n = strcspn(p, "=\n");
		if (p[n] != '=')
			tmplc_die("write NAME = text");
		text = (struct buf){ 0 };
		p = read_text(&text, p + n + 1, &last);
		add_message(m, name, trimmed(name, n), buf_str(&text));
		tmplc_line = last;
	}
}

void
text_header(struct buf *b, const struct messages *m)
{
	size_t	 i;

	buf_printf(b, "/* Made by tmplc from the messages files. */\n"
	    "#ifndef MESSAGES_H\n#define MESSAGES_H\n\n#include \"common/types.h\"\n\n"
	    "enum msg {\n\tMSG_NONE,\n");
	for (i = 0; i < m->n; i++)
		buf_printf(b, "\tMSG_%s,\n", m->v[i].name);
	buf_printf(b, "\tMSG_COUNT\n};\n\n"
	    "extern const char *const msg_texts[LANG_COUNT][MSG_COUNT];\n\n#endif\n");
}

void
text_table(struct buf *b, const struct messages *m)
{
	struct buf	 plain;
	const char	*s;
	size_t		 i;
	int		 lang;

	buf_printf(b, "/* Made by tmplc from the messages files. */\n#include \"messages.h\"\n\n"
	    "const char *const msg_texts[LANG_COUNT][MSG_COUNT] = {\n");
	for (lang = 0; lang < NLANG; lang++) {
		buf_printf(b, "\t[%s] = {\n\t\t[MSG_NONE] = \"\",\n", lang_names[lang]);
		for (i = 0; i < m->n; i++) {
			plain = (struct buf){ 0 };
			s = lang == JA ? NULL : po_find(lang, m->v[i].text);
			if (s == NULL)
				buf_add(&plain, m->v[i].text, strlen(m->v[i].text));
			else
				emit_without_ruby(&plain, s);
			buf_printf(b, "\t\t[MSG_%s] = ", m->v[i].name);
			emit_string(b, plain.p, plain.len);
			buf_printf(b, ",\n");
		}
		buf_printf(b, "\t},\n");
	}
	buf_printf(b, "};\n");
}

static void
add_use(struct messages *m, char *id, const char *path, int line)
{
	if (m->n == m->cap) {
		m->cap = m->cap == 0 ? 256 : m->cap * 2;
		m->v = tmplc_grow(m->v, m->cap * sizeof *m->v);
	}
	m->v[m->n++] = (struct message){ NULL, id, path, line };
}

/* Every use of every message of the files, in their order. */
static struct messages
collect(char **paths, size_t npaths)
{
	struct messages	 uses = { 0 }, named = { 0 };
	struct ops	 ops;
	size_t		 i, k, n, first;

	for (i = 0; i < npaths; i++) {
		n = strlen(paths[i]);
		if (n > 4 && strcmp(paths[i] + n - 4, ".txt") == 0) {
			first = named.n;
			text_read(&named, paths[i]);
			for (k = first; k < named.n; k++)
				add_use(&uses, named.v[k].text, paths[i], named.v[k].line);
			continue;
		}
		ops = parse_template(paths[i]);
		for (k = 0; k < ops.n; k++)
			if (ops.v[k].kind == OP_MSG)
				add_use(&uses, ops.v[k].a, paths[i], ops.v[k].line);
	}
	return uses;
}

void
text_extract(char **paths, size_t npaths)
{
	struct messages	 uses = collect(paths, npaths);
	struct buf	 b = { 0 };
	size_t		 i, k;

	buf_printf(&b, "msgid \"\"\nmsgstr \"\"\n\"MIME-Version: 1.0\\n\"\n"
	    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n");
	for (i = 0; i < uses.n; i++) {
		for (k = 0; k < i && strcmp(uses.v[k].text, uses.v[i].text) != 0; k++)
			;
		if (k < i)
			continue;
		buf_char(&b, '\n');
		for (; k < uses.n; k++)
			if (strcmp(uses.v[k].text, uses.v[i].text) == 0)
				buf_printf(&b, "#: %s:%d\n", uses.v[k].path, uses.v[k].line);
		buf_printf(&b, "msgid ");
		po_quote(&b, uses.v[i].text);
		buf_printf(&b, "msgstr \"\"\n");
	}
	fputs(b.p, stdout);
}

/* One line: line breaks of the message are written as \n. */
static void
print_missing(const struct message *use, const char *lang)
{
	const char	*s;

	printf("%s:%d: ", use->path, use->line);
	for (s = use->text; *s != '\0'; s++)
		if (*s == '\n')
			fputs("\\n", stdout);
		else
			putchar(*s);
	printf(" (%s)\n", lang);
}

size_t
text_missing(const bool loaded[NLANG], char **paths, size_t npaths)
{
	struct messages	 uses = collect(paths, npaths);
	size_t		 i, n = 0;
	int		 lang;

	for (i = 0; i < uses.n; i++)
		for (lang = EN; lang < NLANG; lang++)
			if (loaded[lang] && po_find(lang, uses.v[i].text) == NULL) {
				print_missing(&uses.v[i], lang_codes[lang]);
				n++;
			}
	return n;
}
