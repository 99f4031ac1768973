/* audit.c -- one row in the business transaction. */

#include "audit.h"
#include "q_common.h"

enum db_rc
audit(struct tx *tx, enum audit_act act, enum audit_object object,
    uint64_t object_id, const char *detail)
{
	const struct db_actor	*who = tx_actor(tx);

	return q_audit_insert(tx, &(struct q_audit_insert_in){
		.now = who->now,
		.has_account_id = who->account_id != 0,
		.account_id = who->account_id,
		.has_org_id = who->org_id != 0,
		.org_id = who->org_id,
		.address = who->address,
		.act = (int64_t)act,
		.object = (int64_t)object,
		.has_object_id = object_id != 0,
		.object_id = object_id,
		.detail = detail,
	});
}
