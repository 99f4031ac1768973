/* page_roster.c -- an officer of the board uploads a roster, looks at what it would change, commits it. */

#include <string.h>

#include "portal/people.h"

#include "q_roster_pages.h"

#define FINDINGS_SHOWN 200
#define OPERATOR_MAX_CHARS 100		/* roster_import.operator */
#define FILE_NAME_MAX_CHARS 255		/* roster_import.file_name */

/* Stored in roster_import.state. */
enum import_state { IMPORT_UPLOADED, IMPORT_CHECKED, IMPORT_REFUSED, IMPORT_COMMITTED };

static const char *
state_text(const struct req *r, int state)
{
	static const enum msg	 labels[] = {
		[IMPORT_UPLOADED] = MSG_IMPORT_UPLOADED,
		[IMPORT_CHECKED] = MSG_IMPORT_CHECKED,
		[IMPORT_REFUSED] = MSG_IMPORT_REFUSED,
		[IMPORT_COMMITTED] = MSG_IMPORT_COMMITTED,
	};

	return state >= 0 && state <= IMPORT_COMMITTED ? msg_text(r->lang, labels[state]) : "";
}

static struct roster_query
query_of(uint64_t id)
{
	return (struct roster_query){ .has_id = true, .id = id };
}

/* To the page of an import, with a sentence when the importer did not do it. */
static enum page
back_to(struct req *r, uint64_t id, enum importer_answer answer)
{
	struct roster_query	 q = query_of(id);

	q.has_news = answer != IMPORTER_OK;
	q.news = answer == IMPORTER_SLOW ? ROSTER_NEWS_SLOW :
	    answer == IMPORTER_AWAY ? ROSTER_NEWS_AWAY : ROSTER_NEWS_REFUSED;
	return page_redirect(r, url_roster_import_show(r, &q));
}

static struct roster_row
roster_row_of(struct req *r, const struct q_roster_list *row)
{
	const struct roster_query	 q = query_of(row->roster_import_id);

	return (struct roster_row){
		.import = url_roster_import_show(r, &q),
		.at = row->uploaded_at,
		.file_name = row->file_name,
		.state = state_text(r, row->state),
		.who = row->operator,
		.added = row->added,
		.changed = row->changed,
		.removed = row->removed,
		.counted = row->state == IMPORT_CHECKED || row->state == IMPORT_COMMITTED,
		.waiting = row->state == IMPORT_UPLOADED || row->state == IMPORT_CHECKED,
		.refused = row->state == IMPORT_REFUSED,
		.committed = row->state == IMPORT_COMMITTED,
	};
}

/* GET /roster: earlier imports, and the form for a new one. */
enum page
roster_show(struct req *r, const struct no_params *in)
{
	struct roster_view	 v = { .f = *roster_upload_show(r) };
	struct q_roster_list	*found;
	struct roster_row	*rows;
	size_t			 n;
	enum db_rc		 rc;

	(void)in;
	rc = q_roster_list(r->db, &r->scope, &found, &n);
	if (rc != DB_OK)
		return page_of(r, rc);
	rows = arena_array(r->arena, n + 1, sizeof *rows);
	for (size_t i = 0; i < n; i++)
		rows[i] = roster_row_of(r, &found[i]);
	v.rows = rows;
	v.nrows = n;
	v.frame = frame_with_form(r, msg_text(r->lang, MSG_TITLE_ROSTER), &v.f.form);
	v.post = url_roster_submit(r, NULL);
	t_portal_roster(r->html, &v);
	return PAGE_OK;
}

/*
 * POST /roster: the ZIP is stored before anybody reads it; the helper importer
 * does that.  No once_store(): after "back" the same form brings another file.
 */
enum page
roster_submit(struct req *r, const struct roster_upload *in)
{
	unsigned char	 hash[CRYPTO_HASH_BYTES];
	struct tx	*tx;
	uint64_t	 id = 0;
	enum db_rc	 rc;

	if (in->zip.content.n < 4 || memcmp(in->zip.content.p, "PK", 2) != 0)
		return page_again(r, roster_upload, zip, MSG_ROSTER_NOT_ZIP);
	crypto_sha256(hash, in->zip.content.p, in->zip.content.n);
	tx = db_begin(r->db);
	rc = q_roster_insert(tx, &r->scope, &id, &(struct q_roster_insert_in){
		.operator = people_cut(r->arena, people_name(r->arena, r->session->family_name,
		    r->session->given_name), OPERATOR_MAX_CHARS),
		.file_name = people_cut(r->arena, in->zip.name, FILE_NAME_MAX_CHARS),
		.sha256 = { hash, sizeof hash },
		.zip = in->zip.content,
		.now = r->now,
	});
	if (rc == DB_OK)
		rc = audit(tx, AUDIT_ROSTER_UPLOADED, AUDIT_OF_ROSTER_IMPORT, id, NULL);
	rc = db_end(tx, rc);
	if (rc != DB_OK)
		return page_of(r, rc);
	return back_to(r, id, importer_check(r, id));
}

/* POST /roster/check: once more, when the first check did not come to an end. */
enum page
roster_check_submit(struct req *r, const struct roster_check *in)
{
	struct q_roster_one	 row;
	enum db_rc		 rc;

	rc = q_roster_one(r->db, &r->scope, &row, &(struct q_roster_one_in){ .roster_import_id = in->id });
	if (rc != DB_OK)
		return page_of(r, rc);
	if (row.state != IMPORT_UPLOADED)
		return back_to(r, in->id, IMPORTER_OK);
	return back_to(r, in->id, importer_check(r, in->id));
}

static enum db_rc
findings_fill(struct req *r, uint64_t id, struct roster_import_view *v)
{
	struct q_roster_finding_list	*found;
	struct finding_row		*rows;
	size_t				 n;
	enum db_rc			 rc;

	rc = q_roster_finding_list(r->db, &r->scope, &found, &n, &(struct q_roster_finding_list_in){
		.roster_import_id = id,
		.most = FINDINGS_SHOWN + 1,
	});
	if (rc != DB_OK)
		return rc;
	v->more = n > FINDINGS_SHOWN;
	v->nfindings = v->more ? FINDINGS_SHOWN : n;
	rows = arena_array(r->arena, v->nfindings + 1, sizeof *rows);
	for (size_t i = 0; i < v->nfindings; i++)
		rows[i] = (struct finding_row){
			.file = found[i].file,
			.column = found[i].column_name,
			.value = found[i].value,
			.sentence = findings_sentence(r, found[i].rule),
			.line = found[i].line,
			.error = found[i].error,
		};
	v->findings = rows;
	return DB_OK;
}

static const char *
what_text(const struct req *r, int what)
{
	static const enum msg	 labels[] = {
		MSG_CHANGE_PUPILS, MSG_CHANGE_CLASSES, MSG_CHANGE_STAFF, MSG_CHANGE_SCHOOLS,
	};

	return what >= 0 && what < 4 ? msg_text(r->lang, labels[what]) : "";
}

/* The lines that change somebody; a ward has hundreds of classes that stay as they are. */
static enum db_rc
changes_fill(struct req *r, uint64_t id, struct roster_import_view *v)
{
	struct q_roster_change_list	*found;
	struct change_row		*rows;
	size_t				 n;
	enum db_rc			 rc;

	rc = q_roster_change_list(r->db, &r->scope, &found, &n, &(struct q_roster_change_list_in){
		.roster_import_id = id,
	});
	if (rc != DB_OK)
		return rc;
	rows = arena_array(r->arena, n + 1, sizeof *rows);
	for (size_t i = 0; i < n; i++)
		if (found[i].added + found[i].changed + found[i].removed != 0)
			rows[v->nchanges++] = (struct change_row){
				.school = found[i].school[0] == '\0' ? NULL : found[i].school,
				.class_name = found[i].class_name,
				.what = found[i].school[0] == '\0' ? msg_text(r->lang, MSG_CHANGE_BOARD) :
				    what_text(r, found[i].what),
				.added = found[i].added,
				.changed = found[i].changed,
				.removed = found[i].removed,
			};
	v->changes = rows;
	return DB_OK;
}

static void
row_fill(struct roster_import_view *v, const struct q_roster_one *row)
{
	v->file_name = row->file_name;
	v->who = row->operator;
	v->source_system = row->source_system;
	v->uploaded_at = row->uploaded_at;
	v->committed_at = row->committed_at;
	v->waiting = row->state == IMPORT_UPLOADED;
	v->checked = row->state == IMPORT_CHECKED;
	v->refused = row->state == IMPORT_REFUSED;
	v->committed = row->state == IMPORT_COMMITTED;
	v->added = row->added;
	v->changed = row->changed;
	v->removed = row->removed;
	v->errors = row->errors;
	v->warnings = row->warnings;
	v->has_findings = row->errors + row->warnings != 0;
	v->nothing = v->checked && v->added + v->changed + v->removed == 0;
	v->needs_removals = row->needs_removals;
}

/* GET /roster/import: what one import would change, or changed. */
enum page
roster_import_show(struct req *r, const struct roster_query *in)
{
	const struct roster_query	 q = query_of(in->id);
	const char			*id = people_digits(r->arena, in->id);
	struct roster_import_view	 v = { .check_f = *roster_check_show(r), .f = *roster_commit_show(r) };
	struct q_roster_one		 row;
	enum db_rc			 rc;

	rc = q_roster_one(r->db, &r->scope, &row, &(struct q_roster_one_in){ .roster_import_id = in->id });
	if (rc == DB_OK)
		rc = findings_fill(r, in->id, &v);
	if (rc == DB_OK)
		rc = changes_fill(r, in->id, &v);
	if (rc != DB_OK)
		return page_of(r, rc);
	row_fill(&v, &row);
	field_default(r, &v.check_f.id, id);
	field_default(r, &v.f.id, id);
	if (in->has_news && !(in->news == ROSTER_NEWS_SLOW && !v.waiting))
		v.news = msg_text(r->lang, roster_news[in->news].label);
	v.frame = frame_with_form(r, msg_text(r->lang, MSG_TITLE_ROSTER_IMPORT), &v.f.form);
	v.check = url_roster_check_submit(r, NULL);
	v.post = url_roster_commit_page(r, &q);
	v.csv = url_roster_findings_show(r, &q);
	v.back = url_link(LINK_ROSTER);
	t_portal_roster_import(r->html, &v);
	return PAGE_OK;
}

/* GET /roster/commit: the same page, where a commit that lacks its checkbox is shown again. */
enum page
roster_commit_page(struct req *r, const struct roster_query *in)
{
	return roster_import_show(r, in);
}

/* POST /roster/commit: the importer decides again whether it may, and does it in one transaction. */
enum page
roster_commit_submit(struct req *r, const struct roster_commit *in)
{
	struct q_roster_one	 row;
	enum db_rc		 rc;

	rc = q_roster_one(r->db, &r->scope, &row, &(struct q_roster_one_in){ .roster_import_id = in->id });
	if (rc != DB_OK)
		return page_of(r, rc);
	if (row.state == IMPORT_COMMITTED)
		return back_to(r, in->id, IMPORTER_OK);
	if (row.state != IMPORT_CHECKED)
		return back_to(r, in->id, IMPORTER_FAILED);
	if (row.needs_removals && !in->allow_removals)
		return page_again(r, roster_commit, allow_removals, MSG_ASK_ALLOW_REMOVALS);
	return back_to(r, in->id, importer_commit(r, in->id, in->allow_removals));
}
