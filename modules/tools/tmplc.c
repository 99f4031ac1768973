/*
 * tmplc.c -- the template compiler: HTML with {{ }} in, C functions out.
 *
 *   tmplc [--po LANG=FILE]... [--include HEADER]... --out C_FILE TEMPLATE
 *   tmplc --messages [--po LANG=FILE]... --out-h H_FILE --out-c C_FILE MESSAGES...
 *   tmplc --extract FILE...                       PO template of all messages, to stdout
 *   tmplc --missing --po LANG=FILE... FILE...     file:line: message; exit 1 if any
 *
 * LANG is en or ja-easy; the text of the template is Japanese and stands in
 * where a translation is missing.  FILE is a template (.tmpl) or a messages
 * file (.txt).
 *
 * The language.  No expressions, no C, no way to switch escaping off.
 *
 *   {{ page t_board(struct board_view) }} ... {{ end }}
 *       void t_board(struct html *, const struct board_view *v).  The view's
 *       header declares it.  `part` is the same, for pieces that pages use.
 *   {{ wrap t_frame(struct frame_view) }} ... {{ body }} ... {{ end }}
 *       makes t_frame_open and t_frame_close; elements opened before body are
 *       closed after it.
 *   {{ v.a.b }} {{ row.x }}
 *       a value.  Names are small letters, digits, _ and dots.
 *   {{ each row in v.rows }} ... {{ end }}
 *       needs v.rows and v.nrows; also `each opt in row.options`, nested.
 *   {{ if v.x }} {{ if not v.x }} ... {{ else }} ... {{ end }}
 *       bool, pointer or number.  Inside a tag it wraps whole attributes
 *       ({{ if o.checked }} checked{{ end }}) or a piece of one value
 *       (class="row{{ if row.late }} late{{ end }}").
 *   {{ use p_lamps(v.lamps) }} {{ use p_row(row) }}
 *       calls a part with &v->lamps, or with row itself.
 *   {{ frame t_frame(v.frame) }} ... {{ end }}
 *       the body between t_frame_open and t_frame_close.
 *   {{ form absence_report(v.f) action=v.post id="main" }} ... {{ end }}
 *       <form method="post" novalidate ...> with the hidden inputs; v.f must
 *       be a struct absence_report_fields.  A <form> by hand is for
 *       method="get" only.
 *   {{# a comment }}
 *
 * HTML is followed: elements must balance inside each block and each branch,
 * attributes are double-quoted, white space is folded.  In href, src, action
 * and their like a value is the whole attribute and must be a struct url; an
 * href that begins with # may take values after it.  Refused, with the remedy:
 * on... and style attributes, placeholder, script and style bodies, HTML
 * comments, literal names of inputs (but switch_language of a button), other
 * sites in link, script and img.
 *
 * Messages.  A message is the longest run of text and values between tags and
 * blocks, without the white space around it; white space inside folds to
 * nothing between two full-width characters, else to one space.  Only runs
 * with words outside ASCII are messages.  Its id is the text with {v.name}
 * for each value; the translation must hold each of them as often and may
 * change the order.  Attributes that hold messages: title, alt, abbr, label,
 * aria-label, aria-description, aria-roledescription, data-..., content of
 * <meta name="description">, value of <input type="submit"> (name and type
 * come first); Japanese in other attributes is refused.  Values, titles and
 * options cannot hold markup.  A translation may give readings,
 * [word|reading]: ruby in text, just the word elsewhere.
 *
 * A messages file holds lines NAME = text {1} {2}; they become enum msg
 * MSG_NAME and msg_texts.  # begins a comment line, \n is a line break, a
 * line that begins with white space continues the one before.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tmplc.h"

#define MAX_INCLUDES	16

enum mode { COMPILE, MESSAGES, EXTRACT, MISSING };

const char	*tmplc_path = "tmplc";
int		 tmplc_line;

void
tmplc_die(const char *fmt, ...)
{
	va_list	 ap;

	fflush(stdout);
	if (tmplc_line != 0)
		fprintf(stderr, "%s:%d: ", tmplc_path, tmplc_line);
	else
		fprintf(stderr, "%s: ", tmplc_path);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

/* Every block stays on one list, so that leak checkers see that it is kept on purpose. */
struct block { struct block *next; size_t size; };

static struct block	*kept;

void *
tmplc_grow(void *p, size_t size)
{
	struct block	*old = p == NULL ? NULL : (struct block *)p - 1, *b;

	if ((b = malloc(sizeof *b + size)) == NULL) {
		fputs("tmplc: no memory\n", stderr);
		exit(1);
	}
	if (old != NULL)
		memcpy(b + 1, old + 1, old->size < size ? old->size : size);
	b->next = kept;
	b->size = size;
	kept = b;
	return b + 1;
}

char *
tmplc_copy(const char *s, size_t n)
{
	char	*p = tmplc_grow(NULL, n + 1);

	memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

static void
reserve(struct buf *b, size_t n)
{
	if (b->len + n + 1 <= b->cap)
		return;
	b->cap = (b->len + n + 1) * 2;
	b->p = tmplc_grow(b->p, b->cap);
}

void
buf_add(struct buf *b, const char *s, size_t n)
{
	reserve(b, n);
	memcpy(b->p + b->len, s, n);
	b->len += n;
	b->p[b->len] = '\0';
}

void
buf_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list	 ap, again;
	int	 n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		tmplc_die("cannot format text");
	reserve(b, (size_t)n);
	vsnprintf(b->p + b->len, (size_t)n + 1, fmt, again);
	va_end(again);
	b->len += (size_t)n;
}

const char *
buf_str(const struct buf *b)
{
	return b->p == NULL ? "" : b->p;
}

/* The length of the character at s, or 0 when it is malformed. */
static size_t
utf8_length(const unsigned char *s)
{
	static const unsigned	 least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned		 c;
	size_t			 i, n;

	if (s[0] < 0x80)
		return 1;
	n = s[0] >= 0xf0 && s[0] < 0xf5 ? 4 : s[0] >= 0xe0 && s[0] < 0xf0 ? 3 :
	    s[0] >= 0xc2 && s[0] < 0xe0 ? 2 : 0;
	if (n == 0)
		return 0;
	c = s[0] & (0xffU >> (n + 1));
	for (i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3fU);
	}
	return c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ? 0 : n;
}

char *
tmplc_read(const char *path)
{
	struct buf	 b = { 0 };
	char		 chunk[8192];
	size_t		 i, n;
	FILE		*f;

	tmplc_path = path;
	tmplc_line = 0;
	if ((f = fopen(path, "rb")) == NULL)
		tmplc_die("cannot be opened");
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		buf_add(&b, chunk, n);
	if (ferror(f))
		tmplc_die("cannot be read");
	fclose(f);
	buf_add(&b, "", 0);
	for (i = 0, tmplc_line = 1; i < b.len; i += n) {
		if (b.p[i] == '\0' || (n = utf8_length((unsigned char *)b.p + i)) == 0)
			tmplc_die("not UTF-8: save the file as UTF-8");
		if (b.p[i] == '\r')
			tmplc_die("carriage return: save the file with Unix line ends");
		tmplc_line += b.p[i] == '\n';
	}
	tmplc_line = 1;
	return b.p;
}

unsigned
tmplc_code_point(const char *s, size_t *n)
{
	unsigned	 c;
	size_t		 i;

	*n = utf8_length((const unsigned char *)s);
	if (*n <= 1) {
		*n = 1;
		return (unsigned char)*s;
	}
	c = (unsigned char)s[0] & (0xffU >> (*n + 1));
	for (i = 1; i < *n; i++)
		c = c << 6 | ((unsigned char)s[i] & 0x3fU);
	return c;
}

bool
tmplc_is_cjk(unsigned c)
{
	return (c >= 0x2e80 && c < 0xa000) || (c >= 0xf900 && c < 0xfb00) ||
	    (c >= 0xfe30 && c < 0xfe50) || (c >= 0xff00 && c < 0xfff0) ||
	    (c >= 0x20000 && c < 0x40000);
}

bool
tmplc_is_word(unsigned c)
{
	if (c == 0x3000)
		return false;
	return tmplc_is_cjk(c) || (c >= 0xc0 && c < 0x2000 && c != 0xd7 && c != 0xf7) ||
	    (c >= 0xa000 && c < 0xe000);
}

size_t
tmplc_placeholder(const char *s)
{
	size_t	 n;

	if (s[0] != '{')
		return 0;
	n = strspn(s + 1, "abcdefghijklmnopqrstuvwxyz0123456789_.");
	return n > 0 && s[1 + n] == '}' ? n + 2 : 0;
}

static void
write_file(const char *path, const struct buf *b)
{
	FILE	*f;

	tmplc_path = path;
	tmplc_line = 0;
	if ((f = fopen(path, "wb")) == NULL)
		tmplc_die("cannot be written");
	if (fwrite(b->p, 1, b->len, f) != b->len)
		tmplc_die("cannot be written");
	if (fclose(f) != 0)
		tmplc_die("cannot be written");
}

static int
lang_of(const char *s, size_t n)
{
	if (n == 2 && memcmp(s, "en", n) == 0)
		return EN;
	if (n == 7 && memcmp(s, "ja-easy", n) == 0)
		return JA_EASY;
	tmplc_die("%.*s: the languages are en and ja-easy", (int)n, s);
}

static void
compile(const char *path, const char *out, const char **includes, size_t nincludes)
{
	struct buf	 b = { 0 };
	struct ops	 ops;
	size_t		 i;

	ops = parse_template(path);
	buf_printf(&b, "/* Made by tmplc from %s. */\n", path);
	for (i = 0; i < nincludes; i++)
		buf_printf(&b, "#include \"%s\"\n", includes[i]);
	emit_template(&b, path, &ops);
	write_file(out, &b);
}

static void
compile_messages(char **paths, size_t npaths, const char *out_h, const char *out_c)
{
	struct messages	 m = { 0 };
	struct buf	 h = { 0 }, c = { 0 };
	size_t		 i;

	for (i = 0; i < npaths; i++)
		text_read(&m, paths[i]);
	text_header(&h, &m);
	text_table(&c, &m);
	write_file(out_h, &h);
	write_file(out_c, &c);
}

__attribute__((noreturn))
static void
usage(void)
{
	fputs("usage: tmplc [--po LANG=FILE]... [--include HEADER]... --out C_FILE TEMPLATE\n"
	    "       tmplc --messages [--po LANG=FILE]... --out-h H_FILE --out-c C_FILE MESSAGES...\n"
	    "       tmplc --extract FILE...\n"
	    "       tmplc --missing --po LANG=FILE... FILE...\n", stderr);
	exit(2);
}

struct args {
	enum mode	 mode;
	const char	*out, *out_h, *out_c, *includes[MAX_INCLUDES];
	size_t		 nincludes, npaths;
	bool		 loaded[NLANG];
	char		**paths;
};

static void
option(struct args *a, const char *name, const char *value)
{
	size_t	 n;
	int	 lang;

	if (strcmp(name, "--po") == 0) {
		n = strcspn(value, "=");
		if (value[n] == '\0')
			usage();
		lang = lang_of(value, n);
		po_load(lang, value + n + 1);
		a->loaded[lang] = true;
	} else if (strcmp(name, "--include") == 0) {
		if (a->nincludes == MAX_INCLUDES)
			usage();
		a->includes[a->nincludes++] = value;
	} else if (strcmp(name, "--out") == 0)
		a->out = value;
	else if (strcmp(name, "--out-h") == 0)
		a->out_h = value;
	else if (strcmp(name, "--out-c") == 0)
		a->out_c = value;
	else
		usage();
}

static struct args
arguments(int argc, char **argv)
{
	struct args	 a = { .mode = COMPILE };
	int		 i;

	a.paths = tmplc_grow(NULL, (size_t)argc * sizeof *a.paths);
	for (i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--messages") == 0)
			a.mode = MESSAGES;
		else if (strcmp(argv[i], "--extract") == 0)
			a.mode = EXTRACT;
		else if (strcmp(argv[i], "--missing") == 0)
			a.mode = MISSING;
		else if (strncmp(argv[i], "--", 2) != 0)
			a.paths[a.npaths++] = argv[i];
		else if (i + 1 == argc)
			usage();
		else {
			option(&a, argv[i], argv[i + 1]);
			i++;
		}
	}
	if (a.npaths == 0)
		usage();
	return a;
}

int
main(int argc, char *argv[])
{
	struct args	 a = arguments(argc, argv);

	switch (a.mode) {
	case COMPILE:
		if (a.out == NULL || a.npaths != 1)
			usage();
		compile(a.paths[0], a.out, a.includes, a.nincludes);
		break;
	case MESSAGES:
		if (a.out_h == NULL || a.out_c == NULL)
			usage();
		compile_messages(a.paths, a.npaths, a.out_h, a.out_c);
		break;
	case EXTRACT:
		text_extract(a.paths, a.npaths);
		break;
	case MISSING:
		if (!a.loaded[EN] && !a.loaded[JA_EASY])
			usage();
		return text_missing(a.loaded, a.paths, a.npaths) != 0;
	}
	return 0;
}
