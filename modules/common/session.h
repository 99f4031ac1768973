/* session.h -- who is signed in. */
#ifndef SESSION_H
#define SESSION_H

#include "db.h"
#include "types.h"

struct req;

enum account_kind { ACCOUNT_PARENT, ACCOUNT_STAFF };

struct session {
	uint64_t		 session_id, account_id, school_id, board_id;	/* 0: none */
	enum account_kind	 kind;
	unsigned		 roles;			/* ROLE_BIT()s */
	const char		*family_name, *given_name, *login_id;
	const char		*school_name, *board_name;	/* NULL: none */
	const char		*mail;
	struct instant		 created_at, seen_at, proved_at;
	unsigned char		 token_hash[32];
};

/*
 * Guard 1: reads the cookie, one indexed query joins session, account, roles
 * and organisation.  DB_OK: r->session is set.  DB_NONE: nobody, or the session
 * is over (r->session stays NULL); *expired_account_id tells whose it was when
 * it only timed out, so that a form can be kept for that person.
 */
enum db_rc	 session_load(struct req *, uint64_t *expired_account_id) MUST_USE;

/* Seconds until this session ends when nobody does anything more; for r->session that is set. */
int64_t		 session_left_s(const struct req *);

/* Starts a session for the account and sets the cookies (session and device); replaces the browser's present one. */
enum db_rc	 session_start(struct tx *, struct req *, uint64_t account_id) MUST_USE;

/* Ends this browser's session and clears its cookie. */
enum db_rc	 session_end(struct tx *, struct req *) MUST_USE;

/* Ends every other session of the account; n: how many. */
enum db_rc	 session_end_others(struct tx *, struct req *, uint64_t account_id, uint64_t *n) MUST_USE;

#endif
