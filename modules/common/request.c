/* request.c -- method, path, cookies, body within its limit, exact length. */

#include <stdlib.h>
#include <string.h>

#include "crypto.h"
#include "form.h"
#include "multipart.h"
#include "request.h"
#include "str.h"

#define BODY_MAX_BYTES (64 * 1024)
#define AGENT_MAX_BYTES 200

/* A variable of nginx; an empty one was not sent. */
static const char *
variable(FCGX_Request *fcgi, const char *name)
{
	const char	*v = FCGX_GetParam(name, fcgi->envp);

	return v == NULL || v[0] == '\0' ? NULL : v;
}

/* A cookie's value if it has the shape of our tokens. */
static const char *
cookie_token(struct req *r, const char *cookies, const char *name)
{
	const size_t	 n = strlen(name);
	const char	*c = cookies, *e;

	while (c != NULL && *c != '\0') {
		c += strspn(c, "; ");
		e = c + strcspn(c, ";");
		if (strncmp(c, name, n) == 0 && c[n] == '=' && e - (c + n + 1) == CRYPTO_TOKEN_CHARS &&
		    strspn(c + n + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
		    >= CRYPTO_TOKEN_CHARS)
			return arena_copy(r->arena, c + n + 1, CRYPTO_TOKEN_CHARS);
		c = e;
	}
	return NULL;
}

static const char *
cookie_text(struct req *r, const char *cookies, const char *name)
{
	const size_t	 n = strlen(name);
	const char	*c = cookies, *e;

	while (c != NULL && *c != '\0') {
		c += strspn(c, "; ");
		e = c + strcspn(c, ";");
		if (strncmp(c, name, n) == 0 && c[n] == '=')
			return arena_copy(r->arena, c + n + 1, (size_t)(e - (c + n + 1)));
		c = e;
	}
	return NULL;
}

/* The lang parameter, then the cookie, then the browser's first language. */
static void
language(struct req *r, const struct request_raw *raw)
{
	const char	*asked = form_value(&r->pairs, "lang");
	const char	*kept = cookie_text(r, raw->cookie, "__Host-lang");

	r->lang = LANG_JA;
	if (asked != NULL && form_language(asked, &r->lang)) {
		r->set_lang = true;
		return;
	}
	if (kept != NULL && form_language(kept, &r->lang))
		return;
	if (raw->accept_language != NULL && strncmp(raw->accept_language, "ja", 2) != 0 &&
	    strstr(raw->accept_language, "ja") == NULL && strncmp(raw->accept_language, "en", 2) == 0)
		r->lang = LANG_EN;
}

static int64_t
length(const char *s)
{
	char		*end;
	long long	 v;

	if (s == NULL)
		return 0;
	v = strtoll(s, &end, 10);
	return *end != '\0' || v < 0 ? -1 : v;
}

static void
raw_fill(FCGX_Request *fcgi, struct request_raw *raw)
{
	*raw = (struct request_raw){
		.method = variable(fcgi, "REQUEST_METHOD"),
		.path = variable(fcgi, "RENRAKU_PATH"),
		.query = variable(fcgi, "QUERY_STRING"),
		.content_type = variable(fcgi, "CONTENT_TYPE"),
		.cookie = variable(fcgi, "RENRAKU_COOKIE"),
		.fetch_site = variable(fcgi, "RENRAKU_FETCH_SITE"),
		.origin = variable(fcgi, "RENRAKU_ORIGIN"),
		.accept_language = variable(fcgi, "RENRAKU_ACCEPT_LANGUAGE"),
		.content_length = length(variable(fcgi, "CONTENT_LENGTH")),
	};
}

static const char *
agent_text(struct req *r, const char *s)
{
	size_t	 n = s == NULL ? 0 : strlen(s);

	if (n > AGENT_MAX_BYTES)
		n = AGENT_MAX_BYTES;
	while (n > 0 && !str_utf8(s, n))
		n--;
	return arena_copy(r->arena, n == 0 ? "" : s, n);
}

static bool
request_number(const char *s)
{
	return s != NULL && strlen(s) == 32 && strspn(s, "0123456789abcdef") == 32;
}

enum page
request_head(struct req *r, FCGX_Request *fcgi, struct request_raw *raw)
{
	const char	*address = variable(fcgi, "RENRAKU_ADDRESS");
	const char	*number = variable(fcgi, "RENRAKU_REQUEST_ID");

	raw_fill(fcgi, raw);
	r->by_person = str_equal(variable(fcgi, "RENRAKU_FETCH_USER"), "?1");
	r->address = address != NULL && strlen(address) <= 45 ? arena_strdup(r->arena, address) : "";
	r->agent = agent_text(r, variable(fcgi, "RENRAKU_AGENT"));
	r->request_id = request_number(number) ? arena_strdup(r->arena, number) : "";
	r->query = raw->query == NULL ? "" : arena_strdup(r->arena, raw->query);
	r->cookie_session = cookie_token(r, raw->cookie, "__Host-session");
	r->cookie_visitor = cookie_token(r, raw->cookie, "__Host-visitor");
	r->cookie_device = cookie_token(r, raw->cookie, "__Host-device");
	if (raw->path == NULL || raw->path[0] != '/' || strlen(raw->path) > 200 ||
	    !str_utf8(raw->path, strlen(raw->path)) ||
	    !param_decode(r->arena, r->query, strlen(r->query), &r->pairs)) {
		r->path = "/";
		language(r, raw);
		return PAGE_BAD_REQUEST;
	}
	r->path = arena_strdup(r->arena, raw->path);
	language(r, raw);
	if (raw->method == NULL)
		return PAGE_BAD_REQUEST;
	if (strcmp(raw->method, "GET") == 0 || strcmp(raw->method, "HEAD") == 0)
		r->method = METHOD_GET;
	else if (strcmp(raw->method, "POST") == 0)
		r->method = METHOD_POST;
	else
		return PAGE_METHOD;
	return PAGE_OK;
}

int64_t
request_limit(const struct form_spec *spec)
{
	for (size_t i = 0; i < spec->nparam; i++)
		if (spec->params[i].type == PARAM_FILE)
			return spec->params[i].max + BODY_MAX_BYTES;
	return BODY_MAX_BYTES;
}

/* Exactly n bytes or NULL: libfcgi takes an interrupted read for the end. */
static const unsigned char *
read_exactly(struct req *r, FCGX_Request *fcgi, size_t n)
{
	char	*body = arena_alloc(r->arena, n + 1);
	size_t	 have = 0;
	int	 got;

	while (have < n) {
		const size_t	 left = n - have;

		got = FCGX_GetStr(body + have, left > 65536 ? 65536 : (int)left, fcgi->in);
		if (got <= 0)
			return NULL;
		have += (size_t)got;
	}
	if (FCGX_GetError(fcgi->in) != 0)
		return NULL;
	return (const unsigned char *)body;
}

static bool
is_fields(const char *content_type)
{
	return content_type != NULL && str_begins(content_type, "application/x-www-form-urlencoded");
}

enum page
request_body(struct req *r, FCGX_Request *fcgi, const struct request_raw *raw, int64_t max_bytes)
{
	const unsigned char	*body;
	bool			 good;

	if (raw->content_length < 0)
		return PAGE_BAD_REQUEST;
	/* Only a file is large, and decoding a body of fields needs its room twice. */
	if (raw->content_length > (is_fields(raw->content_type) ? BODY_MAX_BYTES : max_bytes))
		return PAGE_TOO_LARGE;
	body = read_exactly(r, fcgi, (size_t)raw->content_length);
	if (body == NULL || raw->content_type == NULL)
		return PAGE_BAD_REQUEST;
	if (is_fields(raw->content_type))
		good = param_decode(r->arena, (const char *)body, (size_t)raw->content_length, &r->pairs);
	else
		good = multipart_read(r->arena, raw->content_type,
		    (struct bytes){ body, (size_t)raw->content_length },
		    &r->pairs, &r->upload, &r->upload_name);
	return good ? PAGE_OK : PAGE_BAD_REQUEST;
}
