/* notify.c -- mail to the guardians: number, school and initial of the child; never a symptom. */

#include "common/outbox.h"
#include "absences/absences.h"

/* One mail being written; lines: a line for each child of this guardian. */
struct letter { uint64_t account_id; const char *mail, *lines; enum lang lang; };

static enum lang
lang_of(int lang)
{
	return lang == LANG_EN || lang == LANG_JA_EASY ? (enum lang)lang : LANG_JA;
}

static struct letter *
letter_of(struct letter *letters, size_t *n, const struct q_guardian_mails *to)
{
	for (size_t i = 0; i < *n; i++)
		if (letters[i].account_id == to->account_id)
			return &letters[i];
	letters[*n] = (struct letter){ to->account_id, to->mail, "", lang_of(to->lang) };
	return &letters[(*n)++];
}

/* Adds the child to the letters of its guardians; letters grows in the arena. */
static enum db_rc
add_child(struct req *r, const struct plan *p, const struct q_child_list *child,
    struct letter **letters, size_t *n)
{
	struct q_guardian_mails	*to;
	struct letter		*grown, *one;
	size_t			 nto;
	enum db_rc		 rc;

	rc = q_guardian_mails(r->db, &r->scope, &to, &nto, &(struct q_guardian_mails_in){
		.pupil_id = child->pupil_id,
	});
	if (rc != DB_OK)
		return rc;
	grown = arena_array(r->arena, *n + nto + 1, sizeof *grown);
	for (size_t i = 0; i < *n; i++)
		grown[i] = (*letters)[i];
	*letters = grown;
	for (size_t i = 0; i < nto; i++) {
		one = letter_of(grown, n, &to[i]);
		one->lines = arena_printf(r->arena, "%s%s\n", one->lines,
		    msg_format(r->arena, one->lang, MSG_ABSENCE_MAIL_CHILD,
		    words_initial(r->arena, child->given_kana, child->given_name), child->school_name,
		    words_days(r->arena, one->lang, p->days, p->ndays), NULL));
	}
	return DB_OK;
}

enum db_rc
notify_report(struct tx *tx, struct req *r, const struct plan *p, uint64_t receipt_id, const char *number)
{
	const char	*link = url_absolute(r, url_receipt_show(r, &(struct receipt_query){
		.has_id = true, .id = receipt_id }));
	struct letter	*letters = NULL;
	size_t		 n = 0;
	enum db_rc	 rc = DB_OK;

	for (size_t i = 0; rc == DB_OK && i < p->nchildren; i++)
		rc = add_child(r, p, p->children[i], &letters, &n);
	for (size_t i = 0; rc == DB_OK && i < n; i++)
		rc = outbox_put(tx, letters[i].account_id, letters[i].mail,
		    msg_format(r->arena, letters[i].lang, MSG_ABSENCE_MAIL_RECEIVED_SUBJECT, number, NULL),
		    msg_format(r->arena, letters[i].lang, MSG_ABSENCE_MAIL_RECEIVED, number,
		    letters[i].lines, link, NULL));
	return rc;
}

static enum db_rc
put_change(struct tx *tx, struct req *r, enum notify_what what, const struct notify_one *one,
    uint64_t account_id, const char *mail, enum lang lang)
{
	static const struct { enum msg subject, body; }	 texts[] = {
		[NOTIFY_CORRECTED] = { MSG_ABSENCE_MAIL_CORRECTED_SUBJECT, MSG_ABSENCE_MAIL_CORRECTED },
		[NOTIFY_WITHDRAWN] = { MSG_ABSENCE_MAIL_WITHDRAWN_SUBJECT, MSG_ABSENCE_MAIL_WITHDRAWN },
		[NOTIFY_REJECTED] = { MSG_ABSENCE_MAIL_REJECTED_SUBJECT, MSG_ABSENCE_MAIL_REJECTED },
	};
	const char	*line = msg_format(r->arena, lang, MSG_ABSENCE_MAIL_CHILD,
	    words_initial(r->arena, one->given_kana, one->given_name), one->school,
	    msg_day(r->arena, lang, one->on_date), NULL);
	const char	*link = url_absolute(r, url_view_show(r, &(struct absence_query){
		.has_id = true, .id = one->absence_id }));

	return outbox_put(tx, account_id, mail,
	    msg_format(r->arena, lang, texts[what].subject, one->number, NULL),
	    msg_format(r->arena, lang, texts[what].body, one->number, line, link, NULL));
}

/* The school writes: the family through its pupil. */
static enum db_rc
tell_family(struct tx *tx, struct req *r, enum notify_what what, const struct notify_one *one)
{
	struct q_family_mails	*to;
	size_t			 n;
	enum db_rc		 rc;

	rc = q_family_mails(r->db, &r->scope, &to, &n, &(struct q_family_mails_in){
		.pupil_id = one->pupil_id,
	});
	for (size_t i = 0; rc == DB_OK && i < n; i++)
		rc = put_change(tx, r, what, one, to[i].account_id, to[i].mail, lang_of(to[i].lang));
	return rc;
}

enum db_rc
notify_change(struct tx *tx, struct req *r, enum notify_what what, const struct notify_one *one)
{
	struct q_guardian_mails	*to;
	size_t			 n;
	enum db_rc		 rc;

	if (what == NOTIFY_REJECTED)
		return tell_family(tx, r, what, one);
	rc = q_guardian_mails(r->db, &r->scope, &to, &n, &(struct q_guardian_mails_in){
		.pupil_id = one->pupil_id,
	});
	for (size_t i = 0; rc == DB_OK && i < n; i++)
		rc = put_change(tx, r, what, one, to[i].account_id, to[i].mail, lang_of(to[i].lang));
	return rc;
}
