/* url.c -- the only file that turns a path into a struct url. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "req.h"
#include "log.h"
#include "str.h"

#define URL_MAX_BYTES 4000

#define LINK(name_, path_) [name_] = { path_ },
static const struct url links[LINK_COUNT] = {
#include "links.def"
};
#undef LINK

struct url
url_link(enum link link)
{
	return links[link];
}

static void
add_value(struct req *r, struct str *s, const char *name, const char *value)
{
	str_add(s, memchr(s->p, '?', s->len) == NULL ? "?" : "&");
	str_add(s, name);
	str_add(s, "=");
	str_add(s, str_url_encode(r->arena, value));
}

static const char *
date_text(struct req *r, struct date d, bool month_only)
{
	if (month_only)
		return arena_printf(r->arena, "%04d-%02d", d.year, d.month);
	return arena_printf(r->arena, "%04d-%02d-%02d", d.year, d.month, d.day);
}

/* The value of a single-valued param as text, or NULL for those that no address carries. */
static const char *
value_text(struct req *r, const struct param_spec *p, const void *at)
{
	switch (p->type) {
	case PARAM_ID:
		return arena_printf(r->arena, "%" PRIu64, *(const param_ID *)at);
	case PARAM_INT:
	case PARAM_MINUTE:
		return arena_printf(r->arena, "%" PRId64, *(const param_INT *)at);
	case PARAM_LINE:
	case PARAM_TEXT:
	case PARAM_MAIL:
	case PARAM_DIGITS:
	case PARAM_TOKEN:
		return *(const char *const *)at;
	case PARAM_DATE:
	case PARAM_MONTH:
		return date_text(r, *(const struct date *)at, p->type == PARAM_MONTH);
	case PARAM_CHOICE:
		return p->choices[*(const param_CHOICE *)at].value;
	case PARAM_FLAG:
		return *(const param_FLAG *)at ? "1" : NULL;
	case PARAM_KEY:
		return str_hex(r->arena, ((const struct draft_key *)at)->v, 16);
	case PARAM_IDS:
	case PARAM_CHOICES:
	case PARAM_SECRET:
	case PARAM_FILE:
		break;
	}
	return NULL;
}

struct url
url_make(struct req *r, const char *path, const struct form_spec *spec, const void *in)
{
	struct str	 s;
	const char	*base = in, *value;

	if (in == NULL)
		return (struct url){ path };
	s = str_new(r->arena, URL_MAX_BYTES);
	str_add(&s, path);
	for (size_t i = 0; i < spec->nparam; i++) {
		const struct param_spec	*p = &spec->params[i];

		if (!*(const bool *)(base + p->has_at))
			continue;
		value = value_text(r, p, base + p->at);
		if (value != NULL)
			add_value(r, &s, p->name, value);
	}
	if (s.failed)
		log_fatal("address of %s is too long", path);
	return (struct url){ s.p };
}

struct url
url_at(struct req *r, struct url u, const char *id)
{
	return (struct url){ arena_printf(r->arena, "%s#%s", u.path, id) };
}

struct url
url_here_in(struct req *r, enum lang lang)
{
	static const char *const	 codes[LANG_COUNT] = { "ja", "en", "ja-easy" };
	struct str			 s = str_new(r->arena, URL_MAX_BYTES);

	str_add(&s, r->path);
	if (r->method == METHOD_GET)
		for (size_t i = 0; i < r->pairs.n; i++)
			if (!str_equal(r->pairs.v[i].name, "lang"))
				add_value(r, &s, str_url_encode(r->arena, r->pairs.v[i].name),
				    r->pairs.v[i].value);
	add_value(r, &s, "lang", codes[lang]);
	return s.failed ? url_link(LINK_HOME) : (struct url){ s.p };
}

const char *
url_absolute(struct req *r, struct url u)
{
	return arena_printf(r->arena, "%s%s", r->conf->public_url, u.path);
}

struct url
url_first_page(const struct req *r)
{
	if (access_holds(r, PERM_ABSENCE_REPORT))
		return url_link(LINK_ABSENCES);
	if (access_holds(r, PERM_ABSENCE_APPROVE))
		return url_link(LINK_APPROVE);
	if (access_holds(r, PERM_ABSENCE_BOARD))
		return url_link(LINK_BOARD);
	if (access_holds(r, PERM_ROSTER_IMPORT))
		return url_link(LINK_ROSTER);
	return url_link(r->session != NULL ? LINK_ACCOUNT : LINK_HOME);
}

struct url
url_next(struct req *r, const char *path)
{
	if (path == NULL || path[0] != '/' || path[1] == '/' || strlen(path) > URL_NEXT_MAX_BYTES)
		return url_first_page(r);
	for (const char *c = path; *c != '\0'; c++)
		if ((unsigned char)*c <= ' ' || (unsigned char)*c >= 0x7f || *c == '\\')
			return url_first_page(r);
	return (struct url){ arena_strdup(r->arena, path) };
}
