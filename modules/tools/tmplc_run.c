/* tmplc_run.c -- a run of text and values: a message, or literals and values as they stand. */
#include <stdio.h>
#include <string.h>

#include "tmplc.h"

#define MAX_VALUES	32
#define WHITE		" \t\n"

static struct buf	 run;			/* text and {values} */
static int		 run_line, value_lines[MAX_VALUES];
static size_t		 nvalues;

static void
check_entities(const char *s)
{
	size_t	 n;

	for (; (s = strchr(s, '&')) != NULL; s++) {
		n = s[1] == '#' ? 2 + strspn(s + 2, "xX0123456789abcdefABCDEF") :
		    1 + strspn(s + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
		if (n < 2 || s[n] != ';')
			tmplc_die("& alone: write &amp;");
	}
}

static bool
has_words(void)
{
	const char	*s;
	size_t		 n;

	for (s = buf_str(&run); *s != '\0'; s += n)
		if ((n = tmplc_placeholder(s)) == 0 && tmplc_is_word(tmplc_code_point(s, &n)))
			return true;
	return false;
}

/* White space of n bytes at s folds to a line break, a space, or nothing. */
static const char *
folded(const char *s, size_t n, unsigned before, unsigned after)
{
	if (n == 0)
		return "";
	if (before != 0)
		return tmplc_is_cjk(before) && tmplc_is_cjk(after) ? "" : " ";
	return memchr(s, '\n', n) != NULL ? "\n" : " ";
}

/* The run with white space folded inside and none at its ends. */
static char *
fold(const char *s, const char *end)
{
	struct buf	 b = { 0 };
	unsigned	 before = 0;
	size_t		 n;

	buf_add(&b, "", 0);
	while (s < end) {
		n = strspn(s, WHITE);
		if (n > 0) {
			size_t	 next;

			buf_printf(&b, "%s", folded(s, n, before, tmplc_code_point(s + n, &next)));
			s += n;
			continue;
		}
		before = tmplc_code_point(s, &n);
		buf_add(&b, s, n);
		s += n;
	}
	return b.p;
}

/* Literals and values, one step each. */
static void
add_pieces(const char *s, enum put put)
{
	size_t	 i = 0, n;
	int	 line = tmplc_line;

	while (*s != '\0') {
		if ((n = tmplc_placeholder(s)) == 0) {
			parse_add_lit(*s++);
			continue;
		}
		tmplc_line = value_lines[i++];
		parse_add_op(OP_VALUE, put, tmplc_copy(s + 1, n - 2), NULL);
		s += n;
	}
	tmplc_line = line;
}

static void
add_message(char *id, enum put put)
{
	int	*lines = tmplc_grow(NULL, MAX_VALUES * sizeof *lines);

	memcpy(lines, value_lines, sizeof value_lines);
	parse_add_msg(put, id, run_line, lines);
}

static void
check_run(const struct run_place *at)
{
	const char	*s = buf_str(&run);
	int		 line = tmplc_line;

	tmplc_line = run_line;
	check_entities(s);
	if (at->wordless != NULL && has_words())
		tmplc_die("text for people in %s would stay untranslated: use title, alt, aria-label, data-... or a value", at->wordless);
	while (at->verbatim != NULL && tmplc_placeholder(s) > 0)
		s += tmplc_placeholder(s);
	if (at->verbatim != NULL && *s != '\0')
		tmplc_die("white space counts in %s: write one value and nothing else between its tags", at->verbatim);
	tmplc_line = line;
}

static void
lit(const char *s)
{
	for (; *s != '\0'; s++)
		parse_add_lit(*s);
}

bool
run_end(const struct run_place *at, bool white)
{
	const char	*s = buf_str(&run), *end = s + run.len, *body, *tail;

	if (run.len == 0)
		return white;
	check_run(at);
	body = s + strspn(s, WHITE);
	for (tail = end; tail > body && strchr(WHITE, tail[-1]) != NULL; tail--)
		;
	if (at->put == PUT_ATTR && !has_words())
		add_pieces(s, at->put);
	else {
		if (at->put == PUT_ATTR || !white)
			lit(folded(s, (size_t)(body - s), 0, 0));
		if (body < tail && has_words())
			add_message(fold(body, tail), at->put);
		else if (body < tail)
			add_pieces(fold(body, tail), at->put);
		lit(folded(tail, (size_t)(end - tail), 0, 0));
		white = tail < end || (body == tail && (white || body > s));
	}
	run_clear();
	return white;
}

void
run_clear(void)
{
	run.len = nvalues = 0;
}

/* The message begins with its first word or value. */
static void
note_line(void)
{
	if (run.len == 0 || run.p[strspn(run.p, WHITE)] == '\0')
		run_line = tmplc_line;
}

void
run_add(char c)
{
	static const char	*names[] = { "&#123;", "&#125;" };

	if (c == '{' || c == '}')
		tmplc_die("a brace in text: write %s", names[c == '}']);
	note_line();
	buf_char(&run, c);
}

void
run_add_value(const char *name)
{
	if (nvalues == MAX_VALUES)
		tmplc_die("more than %d values in one message: divide it", MAX_VALUES);
	note_line();
	value_lines[nvalues++] = tmplc_line;
	buf_printf(&run, "{%s}", name);
}
