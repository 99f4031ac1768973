/* apply_record.c -- the outcome of a check or an import beside its ZIP. */

#include "apply.h"
#include "apply_plan.h"

static enum db_rc
record_findings(struct tx *tx, uint64_t id, const struct roster_findings *f)
{
	const struct roster_finding	*one;
	enum db_rc			 rc;
	uint64_t			 n;

	rc = q_apply_record_findings_clear(tx, &n,
	    &(struct q_apply_record_findings_clear_in){ .roster_import_id = id });
	for (size_t i = 0; i < f->n && rc == DB_OK; i++) {
		one = &f->all[i];
		rc = q_apply_record_finding(tx, &(struct q_apply_record_finding_in){
			.roster_import_id = id, .seq = (int64_t)i, .error = one->error, .file = one->file,
			.line = one->line, .column_name = one->column, .value = one->value,
			.rule = roster_rule_name(one->rule),
		});
	}
	return rc;
}

static enum db_rc
record_changes(struct tx *tx, uint64_t id, const struct apply_result *result)
{
	const struct apply_change	*one;
	enum db_rc			 rc;
	uint64_t			 n;

	rc = q_apply_record_changes_clear(tx, &n,
	    &(struct q_apply_record_changes_clear_in){ .roster_import_id = id });
	for (size_t i = 0; i < result->n_changes && rc == DB_OK; i++) {
		one = &result->changes[i];
		rc = q_apply_record_change(tx, &(struct q_apply_record_change_in){
			.roster_import_id = id, .seq = (int64_t)i, .school = one->school,
			.class_name = one->class_name, .what = (int)one->what,
			.added = one->added, .changed = one->changed, .removed = one->removed,
		});
	}
	return rc;
}

enum db_rc
roster_record(struct tx *tx, uint64_t roster_import_id, const struct roster *roster,
    const struct roster_findings *findings, const struct apply_result *result)
{
	const struct db_actor	*actor = tx_actor(tx);
	const bool		 stored = result->stored;
	enum db_rc		 rc;

	rc = record_findings(tx, roster_import_id, findings);
	if (rc == DB_OK)
		rc = record_changes(tx, roster_import_id, result);
	if (rc != DB_OK)
		return rc;
	return q_apply_record(tx, &(struct q_apply_record_in){
		.roster_import_id = roster_import_id,
		.has_board_id = result->board_id != 0,
		.board_id = result->board_id,
		.source_system = roster == NULL ? NULL : apply_or_null(roster->source_system),
		.state = findings->n_errors != 0 ? ROSTER_REFUSED : stored ? ROSTER_COMMITTED : ROSTER_CHECKED,
		.added = result->added, .changed = result->changed, .removed = result->removed,
		.errors = findings->n_errors, .warnings = findings->n_warnings,
		.needs_removals = result->needs_removals,
		.has_committed_at = stored,
		.committed_at = actor->now,
		.has_committed_by = stored && actor->account_id != 0,
		.committed_by = actor->account_id,
	});
}
