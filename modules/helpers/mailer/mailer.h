/* mailer.h -- from a row of the outbox to a mail server, or to a file in a local run. */
#ifndef MAILER_H
#define MAILER_H

#include "common/conf.h"
#include "common/types.h"

struct arena;

/* ---- rules.c ---- */

#define MAILER_TRIES 8
#define MAILER_ADDRESS_MAX_BYTES 190

/*
 * Minutes from try number n (from 1) to the next one: 1, 5, 30, then 120.
 * 0: that was the last.
 */
int	 mailer_wait_minutes(int n);

/* One address that fits an envelope: ASCII, one @, nothing that ends a line or a bracket. */
bool	 mailer_address_good(const char *);

/* ---- message.c ---- */

struct mailer_letter {
	uint64_t	 outbox_id;
	const char	*mail, *subject, *body;
	struct instant	 created_at, now;
};

/* The address inside conf->mail_from, static; NULL: there is not exactly one. */
const char	*mailer_sender(const struct conf *);

void		 mailer_message_start(void);
void		 mailer_message_end(void);

/*
 * The message as it goes over the line (CRLF, UTF-8 as base64), in the arena.
 * Message-ID is the same at every try, so that one that came twice is shown once.
 */
struct bytes	 mailer_message(struct arena *, const struct conf *, const struct mailer_letter *);

/* ---- deliver.c ---- */

enum mailer_outcome {
	MAILER_SENT,
	MAILER_LATER,	/* the server, the network or the disk; try again */
	MAILER_NEVER,	/* the server does not know this address */
};

/* Set by the signal handler: a transfer that takes long is then broken off. */
extern volatile int	 mailer_stopping;

void	 mailer_deliver_start(const struct conf *);
void	 mailer_deliver_end(void);

/*
 * Hands a message over: to conf->smtp_url, or as mail_dir/<outbox_id>.eml.
 * *why: what went wrong, ASCII without the address, in the arena.
 */
enum mailer_outcome	 mailer_deliver(struct arena *, const struct conf *, const struct mailer_letter *,
			    struct bytes message, const char **why);

#endif
