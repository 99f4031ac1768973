/* outbox.c -- a mail waits here for helpers/mailer. */

#include "outbox.h"
#include "q_common.h"

enum db_rc
outbox_put(struct tx *tx, uint64_t account_id, const char *mail,
    const char *subject, const char *body)
{
	return q_outbox_insert(tx, &(struct q_outbox_insert_in){
		.has_account_id = account_id != 0,
		.account_id = account_id,
		.mail = mail,
		.subject = subject,
		.body = body,
		.now = tx_actor(tx)->now,
	});
}
