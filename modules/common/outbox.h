/* outbox.h -- mail is a row in the transaction that causes it; helpers/mailer sends it. */
#ifndef OUTBOX_H
#define OUTBOX_H

#include "db.h"

/*
 * Queues one plain-text mail.  account_id may be 0.  body carries no personal
 * data beyond what is needed to recognise it (design.md 8).
 */
enum db_rc outbox_put(struct tx *, uint64_t account_id, const char *mail,
	    const char *subject, const char *body) MUST_USE;

#endif
