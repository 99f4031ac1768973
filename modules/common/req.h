/* req.h -- one request, from accept to log line. */
#ifndef REQ_H
#define REQ_H

#include "access.h"
#include "arena.h"
#include "audit.h"
#include "conf.h"
#include "db.h"
#include "frame.h"
#include "html.h"
#include "msg.h"
#include "param.h"
#include "session.h"
#include "time.h"
#include "url.h"

enum method { METHOD_GET, METHOD_POST };

/* How a page ended; the number is the HTTP status. */
enum page {
	PAGE_AGAIN = 1,			/* server.c runs it once more, three times at most */
	PAGE_OK = 200,
	PAGE_SEE_OTHER = 303,
	PAGE_BAD_REQUEST = 400,
	PAGE_FORBIDDEN = 403,
	PAGE_NOT_FOUND = 404,
	PAGE_METHOD = 405,
	PAGE_CONFLICT = 409,
	PAGE_TOO_LARGE = 413,
	PAGE_BAD_INPUT = 422,
	PAGE_THROTTLED = 429,
	PAGE_FAILED = 500,
	PAGE_AWAY = 503,
};

struct req;
typedef enum page (*page_fn)(struct req *, const void *form);

struct route {
	enum method		 method;
	const char		*path;
	enum perm		 perm;
	const struct form_spec	*form;
	page_fn			 page;
};

struct module {
	const char			*name;		/* executable, database account, templates */
	const struct route		*routes;
	size_t				 nroute;
	const struct db_queries *const	*queries;	/* NULL-terminated */
};

struct req {
	struct arena		*arena;
	struct db		*db;
	const struct conf	*conf;
	const struct module	*module;
	const struct route	*route;		/* NULL before it is found */
	enum method		 method;
	const char		*path;		/* decoded, normalised by nginx; "/absences/report" */
	const char		*query;		/* raw */
	const char		*address;	/* client address */
	const char		*agent;		/* browser, cut to 200 bytes of valid UTF-8 */
	const char		*request_id;	/* from nginx, 32 hex: the number on error pages */
	enum lang		 lang;
	struct instant		 now;
	struct date		 today;		/* in Tokyo */
	struct session		*session;	/* NULL: nobody signed in */
	struct scope		 scope;		/* from access.c, for statements */
	struct html		*html;		/* the page being written */

	/* Below: server.c, request.c, param.c, session.c and reply.c only. */
	const char		*cookie_session, *cookie_visitor, *cookie_device;
	const char		*new_session;	/* token of the session that this request starts */
	bool			 by_person;	/* the browser says that somebody made it load this */
	bool			 set_lang, set_visitor, set_device, clear_session;
	struct pairs		 pairs;		/* of the query (GET) or the body (POST) */
	struct file		 upload;
	const char		*upload_name;
	const struct form_spec	*typed;		/* form whose typed values are shown again */
	struct pairs		 typed_pairs;
	const char		**errors;	/* for each param of typed */
	const char		*draft;		/* key of the draft shown, hex */
	unsigned char		 request_key[16], body_hash[32];
	bool			 has_request_key, duplicate;
	const char		*redirect;	/* path, for PAGE_SEE_OTHER */
	enum msg		 why;		/* sentence for the error pages */
	const char		*content_type;	/* NULL: text/html */
	struct bytes		 raw;		/* body of another content type */
};

/*
 * The whole life of a worker: "--config FILE" serves, "--check" connects,
 * prepares every statement and says how many, "--routes" prints the table as
 * JSON lines.  Returns the exit code.
 */
int		 server_main(const struct module *, int argc, char *argv[]);

/* ---- how a page ends (reply.c) ---- */

/* 303 to a page of this site. */
enum page	 page_redirect(struct req *, struct url);

/* An error page with a sentence of its own. */
enum page	 page_refuse(struct req *, enum page status, enum msg why);

/* The plain ending for an outcome that is not DB_OK; DB_RETRY runs the page again. */
enum page	 page_of(struct req *, enum db_rc);

/*
 * The form of this POST again, 422, with a sentence at one of its fields; the
 * GET page of the same path shows it.  Use page_again(r, absence_report, note, MSG_...).
 */
enum page	 page_again_at(struct req *, const struct form_spec *, size_t field_at, enum msg);
#define page_again(r, form_, field_, msg_) \
	page_again_at((r), &form_##_form, offsetof(struct form_##_fields, field_), (msg_))

/* ---- one effect for one form (once.c) ---- */

/*
 * Stores, in the transaction, that this form (its request key) led to result.
 * server.c answers a repeated form from it before the page runs.
 * DB_OK.  DB_DUPLICATE: another request with the key won meanwhile; return
 * page_of(r, DB_DUPLICATE) after db_end(), which shows the first result.
 */
enum db_rc	 once_store(struct tx *, struct req *, struct url result) MUST_USE;

/* ---- drafts (draft.c) ---- */

/* Keeps the checked body of this POST for the page at `path` for a day; key is filled. */
enum db_rc	 draft_store(struct req *, const char *path, struct draft_key *key) MUST_USE;
/*
 * Reads a draft of this account back through the checks of spec into in (spec->size, zeroed).
 * DB_OK.  DB_NONE: not there, not yours, or it no longer passes.
 */
enum db_rc	 draft_read(struct req *, const struct draft_key *, const struct form_spec *, void *in) MUST_USE;
/* Ends a draft. */
enum db_rc	 draft_delete(struct tx *, struct req *, const struct draft_key *) MUST_USE;

#endif
