/* steps.c -- what goes with every step of a report: history, audit row, register. */

#include "absences/absences.h"

static enum db_rc
register_update(struct tx *tx, struct req *r, uint64_t absence_id, enum rules_act act)
{
	uint64_t	 n;

	switch (act) {
	case RULES_DID_REPORT:
	case RULES_DID_CORRECT:
	case RULES_DID_APPROVE:
	case RULES_DID_CODE:
		return q_register_follow(tx, &r->scope, &(struct q_register_follow_in){
			.absence_id = absence_id,
			.now = r->now,
		});
	case RULES_DID_WITHDRAW:
	case RULES_DID_REJECT:
		return q_register_drop(tx, &n, &(struct q_register_drop_in){
			.absence_id = absence_id,
		});
	case RULES_DID_CONFIRM:
	case RULES_DID_PHONE:
	case RULES_DID_NOTE:
		break;
	}
	return DB_OK;
}

enum db_rc
steps_record(struct tx *tx, struct req *r, uint64_t absence_id, enum rules_act act, const char *words)
{
	static const enum audit_act	 audited[] = {
		[RULES_DID_REPORT] = AUDIT_ABSENCE_REPORTED,
		[RULES_DID_CORRECT] = AUDIT_ABSENCE_CORRECTED,
		[RULES_DID_WITHDRAW] = AUDIT_ABSENCE_WITHDRAWN,
		[RULES_DID_CONFIRM] = AUDIT_ABSENCE_CONFIRMED,
		[RULES_DID_PHONE] = AUDIT_ABSENCE_PHONED,
		[RULES_DID_APPROVE] = AUDIT_ABSENCE_APPROVED,
		[RULES_DID_REJECT] = AUDIT_ABSENCE_REJECTED,
		[RULES_DID_NOTE] = AUDIT_ABSENCE_NOTED,
		[RULES_DID_CODE] = AUDIT_ABSENCE_CORRECTED,
	};
	enum db_rc			 rc;

	rc = q_history_insert(tx, &r->scope, &(struct q_history_insert_in){
		.absence_id = absence_id,
		.act = (int)act,
		.words = words,
		.now = r->now,
	});
	if (rc == DB_OK)
		rc = audit(tx, audited[act], AUDIT_OF_ABSENCE, absence_id,
		    act == RULES_DID_CODE ? "code" : NULL);
	if (rc == DB_OK)
		rc = register_update(tx, r, absence_id, act);
	return rc;
}

enum page
steps_missing(struct req *r, enum db_rc rc, enum audit_object object, uint64_t object_id)
{
	struct tx	*tx;

	if (rc != DB_NONE)
		return page_of(r, rc);
	tx = db_begin(r->db);
	rc = audit(tx, AUDIT_ACCESS_REFUSED, object, object_id, NULL);
	rc = db_end(tx, rc);
	return page_of(r, rc == DB_OK ? DB_NONE : rc);
}
