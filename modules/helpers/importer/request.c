/* request.c -- an upload is read, compared and, when asked, stored. */

#include "common/arena.h"
#include "common/audit.h"
#include "common/time.h"
#include "importer.h"
#include "q_importer.h"
#include "roster/apply.h"

#define TRIES 3

struct work {
	const struct importer_request	*request;
	struct arena			*arena;
	struct q_importer_upload	 upload;
	struct roster			*roster;
	struct roster_findings		 findings;
	struct apply_result		 result;
	const char			*reason;
};

static enum db_rc
refuse(struct work *w, const char *reason)
{
	w->reason = reason;
	return DB_NONE;
}

/* Whether this may be done to this upload; DB_NONE with a reason: no. */
static enum db_rc
allowed(struct work *w, struct tx *tx)
{
	const struct importer_request	*r = w->request;
	struct q_importer_officer	 officer;
	enum db_rc			 rc;

	rc = q_importer_upload(tx, &w->upload,
	    &(struct q_importer_upload_in){ .roster_import_id = r->roster_import_id });
	if (rc == DB_NONE || (rc == DB_OK && (!w->upload.has_board_id || w->upload.zip.p == NULL)))
		return refuse(w, "unknown");
	if (rc != DB_OK)
		return rc;
	if (r->commit ? w->upload.state != ROSTER_CHECKED : w->upload.state == ROSTER_COMMITTED)
		return refuse(w, "state");
	if (!r->commit)
		return DB_OK;
	rc = q_importer_officer(tx_db(tx), &officer,
	    &(struct q_importer_officer_in){ .account_id = r->account_id, .board_id = w->upload.board_id });
	return rc == DB_NONE ? refuse(w, "account") : rc;
}

static enum db_rc
audit_import(struct work *w, struct tx *tx)
{
	return q_importer_audit(tx, &(struct q_importer_audit_in){
		.now = tx_actor(tx)->now,
		.account_id = w->request->account_id,
		.board_id = w->upload.board_id,
		.act = AUDIT_ROSTER_COMMITTED,
		.object = AUDIT_OF_ROSTER_IMPORT,
		.object_id = w->request->roster_import_id,
		.detail = arena_printf(w->arena, "added=%u changed=%u removed=%u", w->result.added,
		    w->result.changed, w->result.removed),
	});
}

static enum db_rc
work_in(struct work *w, struct tx *tx)
{
	struct apply_options	 options = {
		.allow_removals = w->request->allow_removals, .store = w->request->commit,
	};
	enum db_rc		 rc;

	rc = allowed(w, tx);
	if (rc != DB_OK)
		return rc;
	options.board_id = w->upload.board_id;
	w->result.board_id = w->upload.board_id;
	w->roster = roster_read(w->upload.zip.p, w->upload.zip.n, ROSTER_NORMAL, &w->findings);
	if (w->roster != NULL)
		rc = roster_apply(tx, w->arena, w->roster, &options, &w->findings, &w->result);
	if (rc == DB_OK)
		rc = roster_record(tx, w->request->roster_import_id, w->roster, &w->findings, &w->result);
	if (rc == DB_OK && w->result.stored)
		rc = audit_import(w, tx);
	if (rc == DB_OK && w->request->commit && !w->result.stored)
		w->reason = w->findings.n_errors != 0 ? "refused" : "removals";
	return rc;
}

/* One try; the findings and counts of a refusal are written, so it ends with a COMMIT too. */
static enum db_rc
attempt(struct work *w, struct db *db)
{
	struct tx	*tx;
	enum db_rc	 rc;

	w->reason = NULL;
	w->result = (struct apply_result){ 0 };
	tx = db_begin(db);
	rc = work_in(w, tx);
	rc = db_end(tx, rc);
	roster_free(w->roster);
	roster_findings_free(&w->findings);
	w->roster = NULL;
	return rc;
}

const char *
importer_run(struct db *db, struct arena *arena, const struct importer_request *r)
{
	const struct db_actor	 actor = { .account_id = r->account_id, .address = "importer", .now = time_now() };
	struct work		 w = { .request = r, .arena = arena };
	enum db_rc		 rc = DB_RETRY;

	db_request(db, arena, &actor);
	if (db_ready(db) != DB_OK)
		return "database";
	for (int i = 0; i < TRIES && rc == DB_RETRY; i++) {
		arena_reset(arena);
		rc = attempt(&w, db);
	}
	if (rc == DB_OK || (rc == DB_NONE && w.reason != NULL))
		return w.reason;
	return rc == DB_RETRY || rc == DB_DUPLICATE ? "busy" : "database";
}
