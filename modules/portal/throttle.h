/* throttle.h -- failed guesses: how long a login ID, a browser or an address has to wait. */
#ifndef PORTAL_THROTTLE_H
#define PORTAL_THROTTLE_H

#include "common/req.h"

/*
 * What is guarded.  The own browser of a person counts apart (THROTTLE_DEVICE),
 * so that it keeps working while a stranger guesses; an address is loose, since
 * a school is one address (design.md 7).
 */
enum throttle_rule {
	THROTTLE_LOGIN,		/* passwords of a login ID */
	THROTTLE_DEVICE,	/* passwords of a login ID from one known browser, or in one session */
	THROTTLE_ADDRESS,	/* passwords from an address */
	THROTTLE_CODE,		/* codes of sheets from one browser */
	THROTTLE_CODE_ADDRESS,	/* codes of sheets from an address */
	THROTTLE_MAIL,		/* mails asked for to one address or login ID */
	THROTTLE_MAIL_ADDRESS,	/* mails asked for from an address */
};

/* Failures against one key. */
struct throttle_count {
	int64_t		 failures;
	struct instant	 since_at, blocked_until_at;	/* 0: not blocked */
};

/*
 * No I/O: the count after one more failure.  Up to the rule's limit in 15
 * minutes costs nothing; from then on each failure doubles the wait: 1, 2, 4, 8,
 * at most 15 minutes.  15 quiet minutes after the window and the wait forget all.
 */
struct throttle_count	 throttle_next(struct throttle_count, enum throttle_rule, struct instant now);

/* No I/O: whole minutes left to wait, rounded up; 0: go on. */
int64_t			 throttle_wait_minutes(struct throttle_count, struct instant now);

/* Minutes to wait before the next try for `what` (a login ID, an address, a cookie); 0: go on. */
enum db_rc		 throttle_check(struct req *, enum throttle_rule, const char *what,
			    int64_t *wait_minutes) MUST_USE;

/* Counts one failure.  The transaction must be committed although the person is refused. */
enum db_rc		 throttle_failed(struct tx *, struct req *, enum throttle_rule,
			    const char *what) MUST_USE;

/* Forgets the failures: the owner proved to be one. */
enum db_rc		 throttle_clear(struct tx *, enum throttle_rule, const char *what) MUST_USE;

/* The 429 page that says how long to wait. */
enum page		 throttle_refuse(struct req *, int64_t wait_minutes);

/*
 * This browser as a text for THROTTLE_CODE: its visitor cookie.  A browser that
 * keeps no cookie counts by its address.
 */
const char		*throttle_browser(const struct req *);

#endif
