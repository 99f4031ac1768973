/* apply.c -- the steps of a comparison, in their order, and what they came to. */

#include <string.h>

#include "../common/arena.h"
#include "../common/str.h"
#include "../common/time.h"
#include "apply_plan.h"
#include "findings.h"

#define CODE_MAX_CHARS 20

const char *
apply_or_null(const char *text)
{
	return text == NULL || *text == '\0' ? NULL : text;
}

const char *
apply_code(const char *text)
{
	return str_chars(text) > CODE_MAX_CHARS ? NULL : apply_or_null(text);
}

bool
apply_same(const char *a, const char *b)
{
	return str_equal(a, b);
}

void
apply_tally(struct apply_count *count, enum apply_act act)
{
	switch (act) {
	case APPLY_SAME:
		break;
	case APPLY_ADD:
		count->added++;
		break;
	case APPLY_CHANGE:
		count->changed++;
		break;
	case APPLY_REMOVE:
		count->removed++;
		break;
	}
}

size_t
apply_org_school(const struct apply_plan *p, const struct roster_org *org)
{
	return org == NULL ? SIZE_MAX : p->school_of_org[org - p->roster->orgs];
}

size_t
apply_file_class(const struct apply_plan *p, const struct roster_class *class)
{
	return class == NULL ? SIZE_MAX : p->class_of_file[class - p->roster->classes];
}

bool
apply_over(const struct apply_plan *p, struct date end_on)
{
	return end_on.year != 0 && date_compare(end_on, p->today) <= 0;
}

static void
result_add(struct apply_result *r, enum apply_what what, const char *school, const char *class_name,
    struct apply_count count)
{
	if (count.added == 0 && count.changed == 0 && count.removed == 0)
		return;
	r->changes[r->n_changes++] = (struct apply_change){
		what, school, class_name, count.added, count.changed, count.removed,
	};
	r->added += count.added;
	r->changed += count.changed;
	r->removed += count.removed;
}

static void
result_add_school(struct apply_plan *p, size_t at)
{
	const struct apply_school	*s = &p->schools[at];
	struct apply_count		 itself = { 0 }, classes = { 0 };

	apply_tally(&itself, s->act);
	for (size_t i = 0; i < p->n_classes; i++)
		if (p->classes[i].school == at)
			apply_tally(&classes, p->classes[i].act);
	result_add(p->result, APPLY_SCHOOLS, s->name, "", itself);
	result_add(p->result, APPLY_CLASSES, s->name, "", classes);
	result_add(p->result, APPLY_STAFF, s->name, "", s->staff);
	for (size_t i = 0; i < p->n_classes; i++)
		if (p->classes[i].school == at)
			result_add(p->result, APPLY_PUPILS, s->name, p->classes[i].name, p->classes[i].pupils);
	result_add(p->result, APPLY_PUPILS, s->name, "", s->no_class);
}

/* The texts of the roster end before the result does. */
static void
result_fill(struct apply_plan *p)
{
	struct apply_result	*r = p->result;
	struct apply_count	 board = { 0 };

	r->changes = arena_array(p->arena, p->n_zip_schools * 4 + p->n_classes + 2, sizeof r->changes[0]);
	for (size_t i = 0; i < p->n_zip_schools; i++)
		result_add_school(p, i);
	apply_tally(&board, p->board_act);
	result_add(r, APPLY_SCHOOLS, "", "", board);
	result_add(r, APPLY_STAFF, "", "", p->board_staff);
	for (size_t i = 0; i < r->n_changes; i++) {
		r->changes[i].school = arena_strdup(p->arena, r->changes[i].school);
		r->changes[i].class_name = arena_strdup(p->arena, r->changes[i].class_name);
	}
}

typedef enum db_rc step(struct apply_plan *);

/* DB_NONE: a step found a reason to refuse. */
static enum db_rc
run_steps(struct apply_plan *p, step *const *steps, size_t n)
{
	const unsigned	 n_errors = p->findings->n_errors;
	enum db_rc	 rc = DB_OK;

	for (size_t i = 0; i < n && rc == DB_OK; i++) {
		rc = steps[i](p);
		if (rc == DB_OK && p->findings->n_errors != n_errors)
			rc = DB_NONE;
	}
	return rc;
}

enum db_rc
roster_apply(struct tx *tx, struct arena *arena, const struct roster *roster,
    const struct apply_options *options, struct roster_findings *findings, struct apply_result *result)
{
	static step *const	 plan[] = { apply_plan_board, apply_plan_schools, apply_plan_classes,
	    apply_plan_pupils, apply_plan_staff, apply_plan_roles };
	static step *const	 store[] = { apply_store_schools, apply_store_classes, apply_store_pupils,
	    apply_store_staff, apply_store_roles };
	struct apply_plan	 p = {
		.tx = tx, .db = tx_db(tx), .arena = arena, .roster = roster, .options = options,
		.findings = findings, .result = result,
		.now = tx_actor(tx)->now, .today = time_today(tx_actor(tx)->now),
	};
	enum db_rc		 rc;

	*result = (struct apply_result){ .board_id = options->board_id };
	if (findings->mem == NULL)
		findings_init(findings, ROSTER_NORMAL);
	if (roster->no_updates) {
		result->stored = options->store;
		return DB_OK;
	}
	rc = run_steps(&p, plan, sizeof plan / sizeof plan[0]);
	result->board_id = p.board_id;
	result->refused = rc == DB_NONE;
	findings_sort(findings);
	if (rc != DB_OK)
		return rc == DB_NONE ? DB_OK : rc;
	result_fill(&p);
	if (!options->store || (result->needs_removals && !options->allow_removals))
		return DB_OK;
	rc = run_steps(&p, store, sizeof store / sizeof store[0]);
	result->board_id = p.board_id;
	result->stored = rc == DB_OK;
	return rc == DB_NONE ? DB_FAILED : rc;
}
