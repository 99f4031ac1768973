/* reply.c -- how a page ends, and the one place that writes to the client. */

#include <string.h>

#include "errors.h"
#include "form.h"
#include "log.h"
#include "reply.h"
#include "str.h"

#define HEAD_MAX_BYTES 4096
#define COOKIE_YEAR_S "31536000"
#define COOKIE_DEVICE_S "34560000"	/* 400 days, the most that browsers keep */

enum page
page_redirect(struct req *r, struct url u)
{
	r->redirect = u.path;
	return PAGE_SEE_OTHER;
}

enum page
page_refuse(struct req *r, enum page status, enum msg why)
{
	r->why = why;
	return status;
}

enum page
page_of(struct req *r, enum db_rc rc)
{
	switch (rc) {
	case DB_OK:
		return PAGE_OK;
	case DB_NONE:
		return PAGE_NOT_FOUND;
	case DB_DUPLICATE:
		/* The other request with this key may have won: once.c answers on the next run. */
		r->duplicate = true;
		return r->has_request_key ? PAGE_AGAIN : PAGE_CONFLICT;
	case DB_RETRY:
		return PAGE_AGAIN;
	case DB_AWAY:
		return PAGE_AWAY;
	case DB_FAILED:
		break;
	}
	return PAGE_FAILED;
}

static enum msg
title_of(enum page status)
{
	switch (status) {
	case PAGE_BAD_REQUEST:
	case PAGE_METHOD:
	case PAGE_BAD_INPUT:
		return MSG_ERROR_BAD_REQUEST;
	case PAGE_FORBIDDEN:
		return MSG_ERROR_FORBIDDEN;
	case PAGE_NOT_FOUND:
		return MSG_ERROR_NOT_FOUND;
	case PAGE_CONFLICT:
		return MSG_ERROR_CONFLICT;
	case PAGE_TOO_LARGE:
		return MSG_ERROR_TOO_LARGE;
	case PAGE_THROTTLED:
		return MSG_ERROR_THROTTLED;
	case PAGE_AWAY:
		return MSG_ERROR_AWAY;
	case PAGE_AGAIN:
	case PAGE_OK:
	case PAGE_SEE_OTHER:
	case PAGE_FAILED:
		break;
	}
	return MSG_ERROR_FAILED;
}

static enum msg
sentence_of(enum page status)
{
	switch (status) {
	case PAGE_BAD_REQUEST:
	case PAGE_METHOD:
	case PAGE_BAD_INPUT:
		return MSG_WHY_BAD_REQUEST;
	case PAGE_FORBIDDEN:
		return MSG_WHY_FORBIDDEN;
	case PAGE_NOT_FOUND:
		return MSG_WHY_NOT_FOUND;
	case PAGE_CONFLICT:
		return MSG_WHY_CONFLICT;
	case PAGE_TOO_LARGE:
		return MSG_WHY_TOO_LARGE;
	case PAGE_THROTTLED:
		return MSG_WHY_THROTTLED;
	case PAGE_AWAY:
		return MSG_WHY_AWAY;
	case PAGE_AGAIN:
	case PAGE_OK:
	case PAGE_SEE_OTHER:
	case PAGE_FAILED:
		break;
	}
	return MSG_WHY_FAILED;
}

void
reply_error_page(struct req *r, enum page status)
{
	struct error_view	 v = {
		.frame = frame_of(r, msg_text(r->lang, title_of(status))),
		.sentence = msg_text(r->lang, r->why != MSG_NONE ? r->why : sentence_of(status)),
		.request_id = r->request_id,
		.back = url_first_page(r),
	};

	r->html->len = 0;
	r->html->failed = false;
	r->content_type = NULL;
	t_error(r->html, &v);
}

static void
cookie(struct str *s, const char *name, const char *value, const char *attributes)
{
	str_add(s, "Set-Cookie: __Host-");
	str_add(s, name);
	str_add(s, "=");
	str_add(s, value);
	str_add(s, "; Path=/; Secure; HttpOnly; SameSite=Lax");
	str_add(s, attributes);
	str_add(s, "\r\n");
}

static void
cookies(struct req *r, struct str *s)
{
	static const char *const	 codes[LANG_COUNT] = { "ja", "en", "ja-easy" };
	char				*age;

	if (r->clear_session)
		cookie(s, "session", "", "; Max-Age=0");
	if (r->new_session != NULL) {
		age = arena_printf(r->arena, "; Max-Age=%ld", r->conf->parent_absolute_days * 86400);
		cookie(s, "session", r->new_session, age);
	}
	if (r->set_visitor)
		cookie(s, "visitor", r->cookie_visitor, "; Max-Age=86400");
	if (r->set_device)
		cookie(s, "device", r->cookie_device, "; Max-Age=" COOKIE_DEVICE_S);
	if (r->set_lang)
		cookie(s, "lang", codes[r->lang], "; Max-Age=" COOKIE_YEAR_S);
}

/* nginx sends the Status line on as it is, and a status line without its reason is none (RFC 9112 4). */
static const char *
status_line(enum page status)
{
	switch (status) {
	case PAGE_OK:
		return "200 OK";
	case PAGE_SEE_OTHER:
		return "303 See Other";
	case PAGE_BAD_REQUEST:
		return "400 Bad Request";
	case PAGE_FORBIDDEN:
		return "403 Forbidden";
	case PAGE_NOT_FOUND:
		return "404 Not Found";
	case PAGE_METHOD:
		return "405 Method Not Allowed";
	case PAGE_CONFLICT:
		return "409 Conflict";
	case PAGE_TOO_LARGE:
		return "413 Content Too Large";
	case PAGE_BAD_INPUT:
		return "422 Unprocessable Content";
	case PAGE_THROTTLED:
		return "429 Too Many Requests";
	case PAGE_AWAY:
		return "503 Service Unavailable";
	case PAGE_AGAIN:
	case PAGE_FAILED:
		break;
	}
	return "500 Internal Server Error";
}

static void
head(struct req *r, struct str *s, enum page status, size_t n_bytes)
{
	str_add(s, "Status: ");
	str_add(s, status_line(status));
	str_add(s, "\r\n");
	cookies(r, s);
	if (status == PAGE_SEE_OTHER) {
		str_add(s, "Location: ");
		str_add(s, r->conf->public_url);
		str_add(s, r->redirect);
		str_add(s, "\r\n");
	}
	if (status == PAGE_AWAY || status == PAGE_THROTTLED)
		str_add(s, status == PAGE_AWAY ? "Retry-After: 30\r\n" : "Retry-After: 900\r\n");
	str_add(s, "Cache-Control: no-store\r\nContent-Type: ");
	str_add(s, r->content_type != NULL ? r->content_type : "text/html; charset=utf-8");
	str_add(s, "\r\nContent-Length: ");
	str_add_u64(s, n_bytes);
	str_add(s, "\r\n\r\n");
}

void
reply_send(struct req *r, FCGX_Request *fcgi, enum page status, bool head_only)
{
	struct str	 s = str_new(r->arena, HEAD_MAX_BYTES);
	struct bytes	 body = { (const unsigned char *)r->html->buf, r->html->len };

	if (r->html->failed)
		log_fatal("the page for %s does not fit its buffer", r->path);
	if (r->content_type != NULL)
		body = r->raw;
	if (status == PAGE_SEE_OTHER)
		body.n = 0;
	head(r, &s, status, body.n);
	if (s.failed)
		log_fatal("the headers for %s do not fit", r->path);
	FCGX_PutStr(s.p, (int)s.len, fcgi->out);
	if (!head_only && body.n != 0)
		FCGX_PutStr((const char *)body.p, (int)body.n, fcgi->out);
}
