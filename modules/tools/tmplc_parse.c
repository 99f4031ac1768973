/* tmplc_parse.c -- the constructs between {{ and }}, and the blocks that they make. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "tmplc.h"

#define MAX_BLOCKS	32
#define NAME_CHARS	"abcdefghijklmnopqrstuvwxyz0123456789_"

enum block_kind { BLOCK_PAGE, BLOCK_WRAP, BLOCK_EACH, BLOCK_IF, BLOCK_FRAME, BLOCK_FORM };

struct block {
	enum block_kind		 kind;
	int			 line;
	char			*a, *b;
	bool			 other;		/* else or body was there */
	bool			 white_then;
	struct html_mark	 mark;
};

static struct ops	 ops;
static struct block	 blocks[MAX_BLOCKS];
static size_t		 nblocks;
static const char	*cur;		/* rest of the construct */

static struct op *
add_op(void)
{
	if (ops.n == ops.cap) {
		ops.cap = ops.cap == 0 ? 64 : ops.cap * 2;
		ops.v = tmplc_grow(ops.v, ops.cap * sizeof *ops.v);
	}
	ops.v[ops.n] = (struct op){ .line = tmplc_line };
	return &ops.v[ops.n++];
}

void
parse_add_op(enum op_kind kind, enum put put, char *a, char *b)
{
	struct op	*op = add_op();

	op->kind = kind;
	op->put = put;
	op->a = a;
	op->b = b;
}

void
parse_add_msg(enum put put, char *id, int line, int *lines)
{
	struct op	*op = add_op();

	op->kind = OP_MSG;
	op->put = put;
	op->a = id;
	op->line = line;
	op->lines = lines;
}

/* Successive bytes share one step; lit grows with it. */
void
parse_add_lit(char c)
{
	static struct buf	 lit;

	if (ops.n == 0 || ops.v[ops.n - 1].kind != OP_LIT) {
		lit = (struct buf){ 0 };
		parse_add_op(OP_LIT, PUT_TEXT, NULL, NULL);
	}
	buf_char(&lit, c);
	ops.v[ops.n - 1].a = lit.p;
}

static void
skip_space(void)
{
	while (isspace((unsigned char)*cur))
		cur++;
}

/* Whether the construct goes on with this character, which is then taken. */
static bool
take(char c)
{
	skip_space();
	if (*cur != c)
		return false;
	cur++;
	return true;
}

static void
need(char c, const char *form)
{
	if (!take(c))
		tmplc_die("write {{ %s }}", form);
}

static void
need_end(const char *form)
{
	skip_space();
	if (*cur != '\0')
		tmplc_die("write {{ %s }}", form);
}

static bool
take_word(const char *word)
{
	size_t	 n = strlen(word);

	skip_space();
	if (strncmp(cur, word, n) != 0 || (cur[n] != '\0' && strchr(NAME_CHARS ".", cur[n]) != NULL))
		return false;
	cur += n;
	return true;
}

/* A name without dots: of a function, a struct, a variable. */
static char *
need_name(const char *form)
{
	const char	*from;
	size_t		 n;

	skip_space();
	from = cur;
	n = strspn(cur, NAME_CHARS);
	if (n == 0 || !isalpha((unsigned char)*cur) || cur[n] == '.' || cur[n - 1] == '_')
		tmplc_die("write {{ %s }}", form);
	cur += n;
	return tmplc_copy(from, n);
}

static bool
is_variable(const char *name, size_t n)
{
	size_t	 i;

	if (n == 1 && *name == 'v')
		return true;
	for (i = 0; i < nblocks; i++)
		if (blocks[i].kind == BLOCK_EACH && strlen(blocks[i].a) == n &&
		    memcmp(blocks[i].a, name, n) == 0)
			return true;
	return false;
}

/* v.a.b, row.x; bare: also row and v themselves. */
static char *
need_value(bool bare)
{
	const char	*from, *p;
	size_t		 n;

	skip_space();
	from = cur;
	n = strspn(cur, NAME_CHARS ".");
	cur += n;
	if (n == 0 || (*cur != '\0' && strchr(" \t\n)", *cur) == NULL))
		tmplc_die("not a name: %.40s: only small letters, digits, _ and dots; C makes what is shown", from);
	for (p = from; p < from + n; p++)
		if ((p == from || p[-1] == '.') && !isalpha((unsigned char)*p))
			tmplc_die("not a name: %.*s", (int)n, from);
	if (!is_variable(from, strcspn(from, ". \t\n)")))
		tmplc_die("unknown: %.*s: a value begins with v. or with the variable of an each around it", (int)n, from);
	if (!bare && memchr(from, '.', n) == NULL)
		tmplc_die("%.*s alone is not a value: name a member of it, or give it to a part with use", (int)n, from);
	return tmplc_copy(from, n);
}

static struct block *
push(enum block_kind kind, char *a, char *b)
{
	struct block	*bl;

	if (nblocks == MAX_BLOCKS)
		tmplc_die("more than %d blocks inside each other: make a part of them", MAX_BLOCKS);
	bl = &blocks[nblocks++];
	*bl = (struct block){ .kind = kind, .line = tmplc_line, .a = a, .b = b };
	return bl;
}

static void
do_page(enum block_kind kind, const char *form)
{
	char	*f, *s;

	if (nblocks != 0)
		tmplc_die("a page cannot begin inside another: write {{ end }} before it");
	f = need_name(form);
	need('(', form);
	if (!take_word("struct"))
		tmplc_die("write {{ %s }}", form);
	s = need_name(form);
	need(')', form);
	need_end(form);
	push(kind, f, s);
	parse_add_op(kind == BLOCK_WRAP ? OP_WRAP : OP_PAGE, PUT_TEXT, f, s);
	html_begin();
}

static void
do_body(void)
{
	struct block	*bl = &blocks[0];

	need_end("body");
	if (nblocks != 1 || bl->kind != BLOCK_WRAP)
		tmplc_die("body belongs into a wrap, outside its blocks");
	if (bl->other)
		tmplc_die("a wrap has one body");
	html_need_text("body");
	bl->other = true;
	parse_add_op(OP_BODY, PUT_TEXT, bl->a, bl->b);
	html_wrote();
}

static void
do_each(void)
{
	static const char	 form[] = "each row in v.rows";
	struct block		*bl;
	char			*var, *list;

	var = need_name(form);
	if (!take_word("in"))
		tmplc_die("write {{ %s }}", form);
	list = need_value(false);
	need_end(form);
	if (is_variable(var, strlen(var)))
		tmplc_die("%s has a meaning here already: take another name for this each", var);
	html_need_text("each");
	bl = push(BLOCK_EACH, var, list);
	bl->mark = html_block("each");
	html_wrote();
	parse_add_op(OP_EACH, PUT_TEXT, var, list);
}

static void
do_if(void)
{
	struct block	*bl;
	bool		 negated = take_word("not");
	char		*name = need_value(false);

	need_end("if v.x }} or {{ if not v.x");
	bl = push(BLOCK_IF, name, NULL);
	bl->mark = html_block("if");
	parse_add_op(negated ? OP_IF_NOT : OP_IF, PUT_TEXT, name, NULL);
}

static void
do_else(void)
{
	struct block	*bl;

	need_end("else");
	if (nblocks == 0 || blocks[nblocks - 1].kind != BLOCK_IF)
		tmplc_die("else without an if");
	bl = &blocks[nblocks - 1];
	if (bl->other)
		tmplc_die("a second else: the if is in line %d", bl->line);
	bl->other = true;
	html_block_else(&bl->mark, &bl->white_then);
	parse_add_op(OP_ELSE, PUT_TEXT, NULL, NULL);
}

/* name(value) of use, frame and form. */
static void
need_call(char **f, char **value, const char *form)
{
	*f = need_name(form);
	need('(', form);
	*value = need_value(true);
	need(')', form);
}

static void
do_use(void)
{
	static const char	 form[] = "use p_part(v.x)";
	char			*f, *value;

	need_call(&f, &value, form);
	need_end(form);
	html_need_text("use");
	parse_add_op(OP_USE, PUT_TEXT, f, value);
	html_wrote();
}

static void
do_frame(void)
{
	static const char	 form[] = "frame t_frame(v.frame)";
	struct block		*bl;
	char			*f, *value;

	need_call(&f, &value, form);
	need_end(form);
	html_need_text("frame");
	parse_add_op(OP_FRAME_OPEN, PUT_TEXT, f, value);
	html_wrote();
	bl = push(BLOCK_FRAME, f, value);
	bl->mark = html_block("frame");
}

/* The tag goes through the same checks as one that the author wrote. */
static void
do_form(void)
{
	static const char	 form[] = "form name(v.f) action=v.post id=\"main\"";
	struct block		*bl;
	char			*f, *value, *action;

	need_call(&f, &value, form);
	if (!take_word("action"))
		tmplc_die("write {{ %s }}", form);
	need('=', form);
	action = need_value(false);
	html_need_text("form");
	html_feed_own("<form method=\"post\" action=\"");
	html_value(action);
	/* Without JavaScript the form that comes back opens at its summary (ui.md 4.3). */
	if (strstr(cur, "id=\"main\"") != NULL)
		html_feed_own("#error-summary");
	html_feed_own("\" novalidate");
	for (; *cur != '\0'; cur++) {
		if (*cur == '>' || *cur == '<')
			tmplc_die("write {{ %s }}", form);
		html_feed(*cur);
	}
	html_feed_own(">");
	html_need_text("form");
	parse_add_op(OP_FORM, PUT_TEXT, f, value);
	bl = push(BLOCK_FORM, f, value);
	bl->mark = html_block("form");
}

static void
do_end(void)
{
	struct block	*bl;

	need_end("end");
	if (nblocks == 0)
		tmplc_die("end without a beginning");
	bl = &blocks[nblocks - 1];
	switch (bl->kind) {
	case BLOCK_WRAP:
	case BLOCK_PAGE:
		if (bl->kind == BLOCK_WRAP && !bl->other)
			tmplc_die("the wrap of line %d has no {{ body }}", bl->line);
		html_end();
		parse_add_op(OP_END_PAGE, PUT_TEXT, NULL, NULL);
		break;
	case BLOCK_EACH:
	case BLOCK_IF:
		html_block_end(&bl->mark, bl->other, bl->white_then);
		parse_add_op(OP_END, PUT_TEXT, NULL, NULL);
		break;
	case BLOCK_FORM:
		html_block_end(&bl->mark, true, true);
		html_feed_own("</form>");
		break;
	case BLOCK_FRAME:
		html_block_end(&bl->mark, true, true);
		parse_add_op(OP_FRAME_CLOSE, PUT_TEXT, bl->a, bl->b);
		html_wrote();
		break;
	}
	nblocks--;
}

static void
construct(const char *s)
{
	cur = s;
	if (take_word("page"))
		do_page(BLOCK_PAGE, "page t_name(struct view)");
	else if (take_word("part"))
		do_page(BLOCK_PAGE, "part p_name(struct view)");
	else if (take_word("wrap"))
		do_page(BLOCK_WRAP, "wrap t_name(struct view)");
	else if (nblocks == 0)
		tmplc_die("{{ %.40s }} outside a page", s);
	else if (take_word("body"))
		do_body();
	else if (take_word("each"))
		do_each();
	else if (take_word("if"))
		do_if();
	else if (take_word("else"))
		do_else();
	else if (take_word("use"))
		do_use();
	else if (take_word("frame"))
		do_frame();
	else if (take_word("form"))
		do_form();
	else if (take_word("end"))
		do_end();
	else {
		s = need_value(false);
		need_end("v.name");
		html_value(s);
	}
}

/* p stands on "{{"; returns what follows "}}". */
static const char *
parse_construct(const char *p)
{
	const char	*close = strstr(p, "}}"), *from = p + 2, *to = close, *next = strstr(from, "{{");
	char		*s;

	if (close == NULL || (next != NULL && next < close && *from != '#'))
		tmplc_die("{{ is not closed by }}");
	if (*from != '#') {
		while (from < to && isspace((unsigned char)*from))
			from++;
		while (to > from && isspace((unsigned char)to[-1]))
			to--;
		s = tmplc_copy(from, (size_t)(to - from));
		construct(s);
	}
	for (; p < close; p++)
		tmplc_line += *p == '\n';
	return close + 2;
}

struct ops
parse_template(const char *path)
{
	const char	*p = tmplc_read(path);

	ops = (struct ops){ 0 };
	while (*p != '\0') {
		if (p[0] == '{' && p[1] == '{') {
			p = parse_construct(p);
			continue;
		}
		if (nblocks != 0)
			html_feed(*p);
		else if (!isspace((unsigned char)*p))
			tmplc_die("text outside a page: write {{ page t_name(struct view) }} before it");
		tmplc_line += *p++ == '\n';
	}
	if (nblocks != 0) {
		tmplc_line = blocks[nblocks - 1].line;
		tmplc_die("this block is not ended: write {{ end }}");
	}
	return ops;
}
