/* mailer.h -- what the files of the mailer say to each other. */
#ifndef MAILER_H
#define MAILER_H

#include <stdbool.h>
#include <stdint.h>

#include "common/conf.h"
#include "common/types.h"

struct arena;

/* One mail as text, built by GMime: plain UTF-8 text, one recipient. */
struct bytes	 message_build(struct arena *, const struct conf *, uint64_t outbox_id,
		    struct instant created_at, const char *to, const char *subject, const char *body);

/*
 * Hands a message over: by SMTP when smtp_url is set, otherwise as a file
 * mail_dir/ID.eml that appears whole.  NULL: done; else why not, static or in
 * the arena, without addresses.
 */
const char	*deliver(struct arena *, const struct conf *, uint64_t outbox_id, const char *to, struct bytes message);

/*
 * Seconds until the next try after so many: 1, 5, 30 minutes, 2 hours, then
 * half days.  0: eight were enough.
 */
int64_t		 backoff_s(int64_t tries);

#endif
