/*
 * tmplc_emit.c -- writes the C of a template.
 *
 * Literals of all languages are collected side by side: what is the same in
 * all of them becomes html_lit(), the rest one table for html_text().
 */
#include <stdio.h>
#include <string.h>

#include "tmplc.h"

#define MAX_PIECES	32
#define CHUNK		1000	/* a C string may have 4095 bytes */
#define FULL		3000

/* A text cut at its values: lit[0] {name[0]} lit[1] ... lit[n]. */
struct pieces { struct buf lit[MAX_PIECES + 1]; char *name[MAX_PIECES]; size_t n; };

static const char *const lang_names[NLANG] = { "LANG_JA", "LANG_EN", "LANG_JA_EASY" };

static struct buf	*out;
static const char	*path;
static struct buf	 pending[NLANG];
static unsigned		 ntables;
static int		 indent;

void
emit_string(struct buf *b, const char *s, size_t n)
{
	size_t	 i, width = 0;
	unsigned char c;

	buf_char(b, '"');
	for (i = 0; i < n; i++) {
		if (width > 90) {
			buf_printf(b, "\"\n\t    \"");
			width = 0;
		}
		c = (unsigned char)s[i];
		width += c < 0x80 ? 1 : 4;
		if (c == '\n')
			buf_printf(b, "\\n");
		else if (c == '"' || c == '\\' || c == '?')
			buf_printf(b, "\\%c", c);
		else if (c < 0x20 || c >= 0x7f)
			buf_printf(b, "\\%03o", c);
		else
			buf_char(b, s[i]);
	}
	buf_char(b, '"');
}

static void
tabs(void)
{
	int	 i;

	for (i = 0; i < indent; i++)
		buf_char(out, '\t');
}

static void
source_line(int line)
{
	buf_printf(out, "#line %d \"%s\"\n", line, path);
}

static bool
same_in_all(const struct buf text[NLANG])
{
	int	 i;

	for (i = 1; i < NLANG; i++)
		if (text[i].len != text[0].len || memcmp(buf_str(&text[i]), buf_str(&text[0]), text[0].len) != 0)
			return false;
	return true;
}

static void
literal(const char *s, size_t n)
{
	if (n == 0)
		return;
	tabs();
	buf_printf(out, "html_lit(out_, ");
	emit_string(out, s, n);
	buf_printf(out, ", %zu);\n", n);
}

static void
flush(void)
{
	int	 i;

	if (same_in_all(pending))
		literal(buf_str(&pending[0]), pending[0].len);
	else {
		tabs();
		buf_printf(out, "{\n");
		tabs();
		buf_printf(out, "\tstatic const struct html_text t%u_[LANG_COUNT] = {\n", ++ntables);
		for (i = 0; i < NLANG; i++) {
			tabs();
			buf_printf(out, "\t\t[%s] = { ", lang_names[i]);
			emit_string(out, buf_str(&pending[i]), pending[i].len);
			buf_printf(out, ", %zu },\n", pending[i].len);
		}
		tabs();
		buf_printf(out, "\t};\n");
		tabs();
		buf_printf(out, "\thtml_text(out_, t%u_);\n", ntables);
		tabs();
		buf_printf(out, "}\n");
	}
	for (i = 0; i < NLANG; i++) {
		pending[i].len = 0;
		buf_add(&pending[i], "", 0);
	}
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* One text in each language; long ones in several strings. */
static void
add(const struct buf text[NLANG])
{
	size_t	 at, n, most = 0;
	bool	 full = false;
	int	 i;

	for (i = 0; i < NLANG; i++)
		most = text[i].len > most ? text[i].len : most;
	for (at = 0; at < most; at += CHUNK) {
		for (i = 0; i < NLANG; i++) {
			n = at < text[i].len ? least(CHUNK, text[i].len - at) : 0;
			if (n > 0)
				buf_add(&pending[i], text[i].p + at, n);
			full |= pending[i].len > FULL;
		}
		if (full)
			flush();
		full = false;
	}
}

static void
add_same(const char *s)
{
	struct buf	 text[NLANG];
	int		 i;

	for (i = 0; i < NLANG; i++) {
		text[i] = (struct buf){ 0 };
		buf_add(&text[i], s, strlen(s));
	}
	add(text);
}

/* v.a.b is v->a.b */
static char *
expression(const char *name)
{
	struct buf	 b = { 0 };
	size_t		 n = strcspn(name, ".");

	buf_add(&b, name, n);
	if (name[n] == '.')
		buf_printf(&b, "->%s", name + n + 1);
	return b.p;
}

/* What is passed for v.x and for a bare name. */
static char *
address(const char *name)
{
	struct buf	 b = { 0 };

	buf_printf(&b, "%s%s", strchr(name, '.') == NULL ? "" : "&", expression(name));
	return b.p;
}

static void
value(const char *name, enum put put, int line)
{
	static const char *const	 put_names[] = {
		[PUT_TEXT] = "html_put", [PUT_PLAIN] = "html_put_attr",
		[PUT_ATTR] = "html_put_attr", [PUT_URL] = "html_put_url",
	};

	source_line(line);
	tabs();
	buf_printf(out, "%s(out_, %s);\n", put_names[put], expression(name));
}

/* The length of [word|reading] at s, or 0; bar: where the | stands. */
static size_t
ruby_at(const char *s, size_t *bar)
{
	size_t	 n;

	if (s[0] != '[')
		return 0;
	*bar = 1 + strcspn(s + 1, "|][{}\n");
	if (*bar == 1 || s[*bar] != '|')
		return 0;
	n = *bar + 1 + strcspn(s + *bar + 1, "|][{}\n");
	return n > *bar + 1 && s[n] == ']' ? n + 1 : 0;
}

void
emit_without_ruby(struct buf *b, const char *s)
{
	size_t	 n, bar;

	buf_add(b, "", 0);
	while (*s != '\0') {
		if ((n = ruby_at(s, &bar)) == 0)
			buf_char(b, *s++);
		else {
			buf_add(b, s + 1, bar - 1);
			s += n;
		}
	}
}

static void
add_ruby(struct buf *b, const char *s, size_t n, size_t bar, enum put put)
{
	if (put != PUT_TEXT) {
		buf_add(b, s + 1, bar - 1);
		return;
	}
	buf_printf(b, "<ruby>%.*s<rt>%.*s</rt></ruby>", (int)(bar - 1), s + 1,
	    (int)(n - bar - 2), s + bar + 1);
}

static void
add_translated(struct buf *b, const char *s, enum put put, const char *id)
{
	size_t	 n;

	if (*s == '<' || *s == '>')
		tmplc_die("the translation of \"%s\" holds %c: translations hold no markup", id, *s);
	if (*s == '&') {
		n = 1 + strspn(s + 1, "#abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
		if (n < 3 || s[n] != ';')
			tmplc_die("the translation of \"%s\" holds & alone: write &amp;", id);
	}
	if (*s == '"' && put == PUT_ATTR)
		buf_printf(b, "&quot;");
	else
		buf_char(b, *s);
}

static void
cut(struct pieces *p, const char *s, enum put put, bool translated, const char *id)
{
	size_t	 n, bar = 0;

	*p = (struct pieces){ 0 };
	while (*s != '\0') {
		if ((n = tmplc_placeholder(s)) > 0) {
			p->name[p->n++] = tmplc_copy(s + 1, n - 2);
			s += n;
		} else if (translated && (n = ruby_at(s, &bar)) > 0) {
			add_ruby(&p->lit[p->n], s, n, bar, put);
			s += n;
		} else if (translated)
			add_translated(&p->lit[p->n], s++, put, id);
		else
			buf_char(&p->lit[p->n], *s++);
	}
}

static bool
same_order(const struct pieces p[NLANG])
{
	size_t	 k;
	int	 i;

	for (i = 1; i < NLANG; i++)
		for (k = 0; k < p[0].n; k++)
			if (strcmp(p[0].name[k], p[i].name[k]) != 0)
				return false;
	return true;
}

/* The line of the value in the template. */
static int
line_of(const struct op *op, const struct pieces *ja, const char *name)
{
	size_t	 k;

	for (k = 0; k < ja->n; k++)
		if (strcmp(ja->name[k], name) == 0)
			return op->lines[k];
	return op->line;
}

static void
message_case(const struct op *op, const struct pieces p[NLANG], int lang)
{
	size_t	 k;

	indent++;
	for (k = 0; k <= p[lang].n; k++) {
		literal(buf_str(&p[lang].lit[k]), p[lang].lit[k].len);
		if (k < p[lang].n)
			value(p[lang].name[k], op->put, line_of(op, &p[JA], p[lang].name[k]));
	}
	tabs();
	buf_printf(out, "break;\n");
	indent--;
}

/* Values that change places from one language to another. */
static void
message_switch(const struct op *op, const struct pieces p[NLANG])
{
	int	 i;

	flush();
	tabs();
	buf_printf(out, "switch (out_->lang) {\n");
	for (i = NLANG - 1; i >= 0; i--) {
		tabs();
		buf_printf(out, "case %s:\n", lang_names[i]);
		if (i == JA) {
			tabs();
			buf_printf(out, "case LANG_COUNT:\n");
		}
		message_case(op, p, i);
	}
	tabs();
	buf_printf(out, "}\n");
}

static void
message(const struct op *op)
{
	struct pieces	 p[NLANG];
	struct buf	 text[NLANG];
	const char	*s;
	size_t		 k;
	int		 i;

	tmplc_line = op->line;
	for (i = 0; i < NLANG; i++) {
		s = i == JA ? NULL : po_find(i, op->a);
		cut(&p[i], s == NULL ? op->a : s, op->put, s != NULL, op->a);
	}
	if (!same_order(p)) {
		message_switch(op, p);
		return;
	}
	for (k = 0; k <= p[0].n; k++) {
		for (i = 0; i < NLANG; i++)
			text[i] = p[i].lit[k];
		add(text);
		if (k < p[0].n) {
			flush();
			value(p[0].name[k], op->put, op->lines[k]);
		}
	}
}

static void
begin_function(const struct op *op, const char *suffix)
{
	buf_printf(out, "\nvoid\n");
	source_line(op->line);
	buf_printf(out, "%s%s(struct html *out_, const struct %s *v)\n{\n\t(void)v;\n", op->a, suffix, op->b);
	indent = 1;
}

static void
each(const struct op *op)
{
	const char	*list = expression(op->b), *dot = strrchr(op->b, '.');
	size_t		 n = strlen(list) - strlen(dot + 1);

	source_line(op->line);
	tabs();
	buf_printf(out, "for (size_t %s_i_ = 0; %s_i_ < %.*sn%s; %s_i_++) {\n",
	    op->a, op->a, (int)n, list, dot + 1, op->a);
	source_line(op->line);
	tabs();
	buf_printf(out, "\tconst __typeof__(%s[0]) *%s = &%s[%s_i_];\n", list, op->a, list, op->a);
	tabs();
	buf_printf(out, "\t(void)%s;\n", op->a);
	indent++;
}

static void
condition(const struct op *op, const char *not)
{
	source_line(op->line);
	tabs();
	buf_printf(out, "if (%s%s) {\n", not, expression(op->a));
	indent++;
}

static void
call(const struct op *op, const char *suffix)
{
	source_line(op->line);
	tabs();
	buf_printf(out, "%s%s(out_, %s);\n", op->a, suffix, address(op->b));
}

static void
form(const struct op *op)
{
	tabs();
	buf_printf(out, "{\n");
	source_line(op->line);
	tabs();
	buf_printf(out, "\tconst struct %s_fields *form_ = %s;\n", op->a, address(op->b));
	tabs();
	buf_printf(out, "\thtml_form_hidden(out_, &form_->form);\n");
	tabs();
	buf_printf(out, "}\n");
}

static void
block(const struct op *op)
{
	if (op->kind == OP_EACH)
		each(op);
	else if (op->kind == OP_ELSE) {
		indent--;
		tabs();
		buf_printf(out, "} else {\n");
		indent++;
	} else if (op->kind == OP_END) {
		indent--;
		tabs();
		buf_printf(out, "}\n");
	} else
		condition(op, op->kind == OP_IF_NOT ? "!" : "");
}

static void
step(const struct op *op)
{
	switch (op->kind) {
	case OP_LIT:
		add_same(op->a);
		return;
	case OP_MSG:
		message(op);
		return;
	case OP_VALUE:
		flush();
		value(op->a, op->put, op->line);
		break;
	case OP_PAGE:
		begin_function(op, "");
		break;
	case OP_WRAP:
		begin_function(op, "_open");
		break;
	case OP_BODY:
		flush();
		buf_printf(out, "}\n");
		begin_function(op, "_close");
		break;
	case OP_END_PAGE:
		flush();
		buf_printf(out, "}\n");
		break;
	case OP_EACH:
	case OP_IF:
	case OP_IF_NOT:
	case OP_ELSE:
	case OP_END:
		flush();
		block(op);
		break;
	case OP_USE:
		flush();
		call(op, "");
		break;
	case OP_FRAME_OPEN:
		flush();
		call(op, "_open");
		break;
	case OP_FRAME_CLOSE:
		flush();
		call(op, "_close");
		break;
	case OP_FORM:
		flush();
		form(op);
		break;
	}
}

void
emit_template(struct buf *b, const char *from, const struct ops *ops)
{
	size_t	 i;

	out = b;
	path = from;
	tmplc_path = from;
	for (i = 0; i < ops->n; i++)
		step(&ops->v[i]);
}
