/* render.c -- shows t_ok() in the language named by its argument, with text that tries to break out. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "views.h"

void
html_lit(struct html *o, const char *p, size_t n)
{
	(void)o;
	fwrite(p, 1, n, stdout);
}

void
html_text(struct html *o, const struct html_text text[LANG_COUNT])
{
	html_lit(o, text[o->lang].p, text[o->lang].n);
}

void
html_str(struct html *o, const char *s)
{
	(void)o;
	for (; s != NULL && *s != '\0'; s++)
		if (strchr("&<>\"'", *s) != NULL)
			printf("&#%d;", *s);
		else
			putchar(*s);
}

void
html_i64(struct html *o, int64_t v)
{
	(void)o;
	printf("%" PRId64, v);
}

void
html_u64(struct html *o, uint64_t v)
{
	(void)o;
	printf("%" PRIu64, v);
}

void
html_date(struct html *o, struct date d)
{
	(void)o;
	printf("%d-%d-%d", d.year, d.month, d.day);
}

void
html_instant(struct html *o, struct instant at)
{
	(void)o;
	printf("@%" PRId64, at.us);
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

void
html_form_hidden(struct html *o, const struct form_fields *f)
{
	(void)o;
	printf("<input type=\"hidden\" name=\"csrf\" value=\"%s\">", f->csrf);
}

static const struct opt	 options[] = {
	{ .value = "1", .label = "<b>", .checked = true }, { .value = "2", .label = "two" },
};
static const struct row	 rows[] = {
	{ .name = "<script>", .id = 7, .late = true, .detail = { "/x?a=1&b=\"" },
	  .lamps = { true, "on" }, .options = options, .noptions = 2 },
	{ .name = "\" onclick=\"", .id = 8, .detail = { "/y" }, .lamps = { false, "off" } },
};
static const struct ok_view	 view = {
	.frame = { .lang_code = "ja", .title = "</title>", .css = { "/a.css" }, .js = { "/a.js" },
	  .out_f = { .form = { .csrf = "c0" } }, .out = { "/signout" } },
	.f = { .form = { .csrf = "c1" }, .note = { .name = "note", .value = "</textarea>" }, .id = { .name = "id", .value = "\">" } },
	.post = { "/send?q='" },
	.text = "\"><img src=x>&amp;", .number = -3, .on = { 2026, 4, 6 },
	.qr = { "<svg></svg>", 11 }, .rows = rows, .nrows = 2,
};

int
main(int argc, char *argv[])
{
	struct html	 o = { .lang = LANG_JA };

	if (argc == 2 && strcmp(argv[1], "en") == 0)
		o.lang = LANG_EN;
	if (argc == 2 && strcmp(argv[1], "ja-easy") == 0)
		o.lang = LANG_JA_EASY;
	t_ok(&o, &view);
	return fflush(stdout) != 0;
}
