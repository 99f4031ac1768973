/* html.c -- the escaping of every value that a page shows. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "html.h"
#include "msg.h"

struct html *
html_new(struct arena *a, size_t max_bytes, enum lang lang)
{
	struct html *o = arena_alloc(a, sizeof *o);

	o->buf = arena_alloc(a, max_bytes);
	o->max = max_bytes;
	o->lang = lang;
	return o;
}

struct markup
html_take(struct html *o)
{
	const struct markup taken = { o->buf, o->len };

	o->buf += o->len;
	o->max -= o->len;
	o->len = 0;
	return taken;
}

void
html_lit(struct html *o, const char *p, size_t n)
{
	if (o->failed || n > o->max - o->len) {
		o->failed = true;
		return;
	}
	if (n > 0)
		memcpy(o->buf + o->len, p, n);
	o->len += n;
}

void
html_text(struct html *o, const struct html_text text[LANG_COUNT])
{
	html_lit(o, text[o->lang].p, text[o->lang].n);
}

static const char *
escape_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return "&#39;";
	}
}

void
html_str(struct html *o, const char *s)
{
	const char	*escape;
	size_t		 plain;

	if (s == NULL)
		return;
	for (;;) {
		plain = strcspn(s, "&<>\"'");
		html_lit(o, s, plain);
		s += plain;
		if (*s == '\0')
			break;
		escape = escape_of(*s++);
		html_lit(o, escape, strlen(escape));
	}
}

void
html_i64(struct html *o, int64_t v)
{
	char	 digits[24];
	int	 n = snprintf(digits, sizeof digits, "%" PRId64, v);

	html_lit(o, digits, (size_t)n);
}

void
html_u64(struct html *o, uint64_t v)
{
	char	 digits[24];
	int	 n = snprintf(digits, sizeof digits, "%" PRIu64, v);

	html_lit(o, digits, (size_t)n);
}

void
html_date(struct html *o, struct date d)
{
	char buf[MSG_DAY_BYTES];

	msg_write_day(buf, o->lang, d);
	html_str(o, buf);
}

void
html_instant(struct html *o, struct instant at)
{
	char buf[MSG_DAY_BYTES];

	msg_write_moment(buf, o->lang, at);
	html_str(o, buf);
}

void
html_markup(struct html *o, struct markup m)
{
	html_lit(o, m.p, m.n);
}

void
html_url(struct html *o, struct url u)
{
	html_str(o, u.path);
}
