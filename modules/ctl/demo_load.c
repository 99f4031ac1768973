/* demo_load.c -- the people of the demonstration, and what some of them reported today. */

#include <string.h>

#include "common/arena.h"
#include "common/audit.h"
#include "common/crypto.h"
#include "common/time.h"
#include "demo.h"

#define LISTED_TEACHERS 3	/* of each school */
#define STAFF_SHEET_DAYS 14
#define REPORTS 24
#define FAMILIES_SINCE_S (60 * 24 * 60 * 60)	/* they registered in autumn, not today */

static const struct q_demo_pupils *
pupil_of(const struct demo_city *city, const struct roster_user *user)
{
	for (size_t i = 0; i < city->npupil; i++)
		if (strcmp(city->pupils[i].sourced_id, user->sourced_id) == 0)
			return &city->pupils[i];
	return NULL;
}

/* Managers and officers all, of the teachers the first homerooms of each school. */
static bool
staff_listed(const struct demo_city *city, size_t i)
{
	const struct q_demo_staff	*s = &city->staff[i];
	size_t				 before = 0;

	if (i > 0 && city->staff[i - 1].account_id == s->account_id)
		return false;
	if (s->role >= 2)
		return true;
	if (s->class == NULL)
		return false;
	for (size_t k = 0; k < i; k++)
		before += city->staff_listed[k] && city->staff[k].role == s->role &&
		    city->staff[k].school_id == s->school_id;
	return before < LISTED_TEACHERS;
}

static enum db_rc
activate_staff(struct tx *tx, struct demo_city *city)
{
	enum db_rc	 rc = DB_OK;

	city->staff_listed = arena_array(city->arena, city->nstaff, sizeof *city->staff_listed);
	for (size_t i = 0; i < city->nstaff && rc == DB_OK; i++) {
		city->staff_listed[i] = staff_listed(city, i);
		if (!city->staff_listed[i])
			continue;
		rc = q_demo_activate(tx, &(struct q_demo_activate_in){
			.account_id = city->staff[i].account_id,
			.password_hash = crypto_password_hash(city->arena, DEMO_PASSWORD),
			.now = tx_actor(tx)->now,
		});
	}
	return rc;
}

static bool
in_two_schools(const struct demo_family *f)
{
	for (size_t i = 1; i < f->household->n_children; i++)
		if (f->child[i]->school_id != f->child[0]->school_id)
			return true;
	return false;
}

/* Who is worth listing: the first families of each kind that a visitor wants to try. */
static bool
family_listed(const struct demo_family *f, size_t listed[3])
{
	const size_t	 kind = in_two_schools(f) ? 0 : f->household->n_guardians == 2 ? 1 : 2;

	return f->household->n_guardians != 0 && listed[kind]++ < 3;
}

static enum db_rc
guardian_make(struct tx *tx, struct demo_city *city, struct demo_family *f, size_t g)
{
	const struct demo_guardian	*who = &f->household->guardian[g];
	enum db_rc			 rc;

	rc = q_demo_parent_insert(tx, &f->account_id[g], &(struct q_demo_parent_insert_in){
		.login_id = who->mail,
		.family_name = who->family_name,
		.given_name = who->given_name,
		.password_hash = f->listed ? crypto_password_hash(city->arena, DEMO_PASSWORD) : NULL,
		.lang = (int)who->lang,
		.now = tx_actor(tx)->now,
	});
	if (rc == DB_OK)
		rc = q_demo_parent_role(tx, &(struct q_demo_parent_role_in){ f->account_id[g] });
	for (size_t i = 0; i < f->household->n_children && rc == DB_OK; i++)
		rc = q_demo_guardian_insert(tx, &(struct q_demo_guardian_insert_in){
			.pupil_id = f->child[i]->pupil_id,
			.account_id = f->account_id[g],
			.relationship = (int)who->relationship,
			.now = time_add(tx_actor(tx)->now, -FAMILIES_SINCE_S),
		});
	return rc;
}

static enum db_rc
families_make(struct tx *tx, struct demo_city *city, const struct demo *demo)
{
	size_t		 listed[3] = { 0 };
	enum db_rc	 rc = DB_OK;

	city->nfamily = demo->n_households;
	city->families = arena_array(city->arena, city->nfamily, sizeof *city->families);
	for (size_t i = 0; i < city->nfamily && rc == DB_OK; i++) {
		struct demo_family	*f = &city->families[i];

		f->household = &demo->households[i];
		for (size_t k = 0; k < f->household->n_children; k++)
			f->child[k] = pupil_of(city, f->household->child[k]);
		f->listed = family_listed(f, listed);
		for (size_t g = 0; g < f->household->n_guardians && rc == DB_OK; g++)
			rc = guardian_make(tx, city, f, g);
	}
	return rc;
}

/* Sheets that lie ready: children of households that nobody registered, staff not yet activated. */
static enum db_rc
sheets_make(struct tx *tx, struct demo_city *city)
{
	enum db_rc	 rc = DB_OK;

	for (size_t i = 0; i < city->nfamily && city->nsheet < DEMO_SHEETS && rc == DB_OK; i++) {
		struct demo_sheet	*s = &city->sheets[city->nsheet];

		if (city->families[i].household->n_guardians != 0)
			continue;
		s->pupil = city->families[i].child[0];
		rc = ctl_sheet(tx, city->arena, 0, s->pupil->pupil_id, (int)city->conf->sheet_valid_days, &s->code);
		city->nsheet++;
	}
	for (size_t i = 0; i < city->nstaff && city->nstaff_sheet < 2 && rc == DB_OK; i++) {
		struct demo_sheet	*s = &city->staff_sheets[city->nstaff_sheet];

		if (city->staff_listed[i] || city->staff[i].role != 1 || city->staff[i].class == NULL)
			continue;
		s->staff = &city->staff[i];
		rc = ctl_sheet(tx, city->arena, 1, s->staff->account_id, STAFF_SHEET_DAYS, &s->code);
		city->nstaff_sheet++;
	}
	return rc;
}

enum db_rc
demo_people(struct tx *tx, struct demo_city *city, const struct demo *demo)
{
	uint64_t	 n;
	enum db_rc	 rc;

	rc = q_demo_phone(tx, &n);
	if (rc == DB_OK)
		rc = activate_staff(tx, city);
	if (rc == DB_OK)
		rc = families_make(tx, city, demo);
	if (rc == DB_OK)
		rc = sheets_make(tx, city);
	return rc;
}

/* What the reports of the morning say, in turn. */
static const struct report { int kind, reason; int64_t symptoms; int minute; const char *code; } reports[] = {
	{ 0, 0, 1 | 2, 0, "sick" },
	{ 1, 1, 0, 10 * 60, "late" },
	{ 0, 0, 16, 0, "sick" },
	{ 2, 2, 0, 13 * 60 + 30, "early" },
	{ 0, 3, 0, 0, "mourning" },
	{ 0, 2, 0, 0, "other" },
};

static enum db_rc
report_make(struct tx *tx, const struct q_demo_pupils *child, uint64_t account_id,
    const struct report *w, const char *number)
{
	const struct instant	 now = tx_actor(tx)->now;
	const struct date	 today = time_today(now);
	uint64_t		 receipt_id = 0, id = 0;
	enum db_rc		 rc;

	rc = q_demo_receipt_insert(tx, &receipt_id, &(struct q_demo_receipt_insert_in){
		.number = number, .account_id = account_id, .now = now });
	if (rc == DB_OK)
		rc = q_demo_absence_insert(tx, &id, &(struct q_demo_absence_insert_in){
			.receipt_id = receipt_id, .school_id = child->school_id, .class_id = child->class_id,
			.pupil_id = child->pupil_id, .on_date = today, .kind = w->kind, .reason = w->reason,
			.symptoms = w->symptoms, .has_at_minute = w->minute != 0, .at_minute = w->minute,
			.code = w->code, .account_id = account_id, .now = now });
	if (rc == DB_OK)
		rc = q_demo_history_insert(tx, &(struct q_demo_history_insert_in){
			.absence_id = id, .account_id = account_id, .now = now, .kind = w->kind, .reason = w->reason,
			.symptoms = w->symptoms, .has_at_minute = w->minute != 0, .at_minute = w->minute, .code = w->code });
	if (rc == DB_OK)
		rc = q_demo_register_insert(tx, &(struct q_demo_register_insert_in){
			.pupil_id = child->pupil_id, .on_date = today, .school_id = child->school_id,
			.class_id = child->class_id, .code = w->code, .absence_id = id, .account_id = account_id, .now = now });
	if (rc == DB_OK)
		rc = audit(tx, AUDIT_ABSENCE_REPORTED, AUDIT_OF_ABSENCE, id, "demo");
	return rc;
}

enum db_rc
demo_reports(struct tx *tx, const struct demo_city *city)
{
	const size_t	 step = city->nfamily / REPORTS + 1;
	size_t		 n = 0;
	enum db_rc	 rc = DB_OK;

	for (size_t i = 0; i < city->nfamily && rc == DB_OK; i += step) {
		const struct demo_family	*f = &city->families[i];

		if (f->listed || f->household->n_guardians == 0 || !f->child[0]->has_class_id)
			continue;
		rc = report_make(tx, f->child[0], f->account_id[0], &reports[n % (sizeof reports / sizeof reports[0])],
		    arena_printf(city->arena, "DEMQ-AB%02zu", n + 20));
		n++;
	}
	return rc;
}
