/* apply_staff.c -- the accounts of staff: matched, compared, made. */

#include <string.h>

#include "../common/arena.h"
#include "../common/log.h"
#include "../common/str.h"
#include "apply_plan.h"

#define LOGIN_MAX_CHARS 255
#define LOGIN_TRIES 1000

/* The organisation of the first role of each person that is one here; NULL: no such role. */
static const struct roster_org **
first_orgs(struct apply_plan *p)
{
	const struct roster		 *r = p->roster;
	const struct roster_role	 *role;
	const struct roster_org		**orgs;
	size_t				  at;

	orgs = arena_array(p->arena, r->n_users, sizeof orgs[0]);
	for (size_t i = 0; i < r->n_roles; i++) {
		role = &r->roles[i];
		at = (size_t)(role->user - r->users);
		if (orgs[at] == NULL && apply_role_of(p, role) != 0)
			orgs[at] = role->org;
	}
	return orgs;
}

struct known {
	struct q_apply_accounts	*rows;
	size_t			 n;
	bool			*taken;
	struct apply_index	 by_master, by_sourced;
};

static enum db_rc
read_known(struct apply_plan *p, struct known *k)
{
	enum db_rc	 rc;

	*k = (struct known){ 0 };
	if (p->board_id != 0) {
		rc = q_apply_accounts(p->db, &k->rows, &k->n,
		    &(struct q_apply_accounts_in){ .board_id = p->board_id });
		if (rc != DB_OK)
			return rc;
	}
	k->taken = arena_array(p->arena, k->n, sizeof k->taken[0]);
	apply_index_init(p->arena, &k->by_master, k->n);
	apply_index_init(p->arena, &k->by_sourced, k->n);
	for (size_t i = 0; i < k->n; i++) {
		apply_index_add(&k->by_master, 0, k->rows[i].master_id, i);
		apply_index_add(&k->by_sourced, 0, k->rows[i].sourced_id, i);
	}
	apply_index_sort(&k->by_master);
	apply_index_sort(&k->by_sourced);
	return DB_OK;
}

/* One person, not yet with a place in the list. */
struct match { const struct roster_user *user; const struct roster_org *org; size_t row; };

static void
match_staff(struct known *k, struct match *all, size_t n)
{
	size_t	 at;

	for (size_t i = 0; i < n; i++) {
		all[i].row = apply_index_find(&k->by_master, 0, apply_or_null(all[i].user->master_id));
		if (all[i].row != SIZE_MAX)
			k->taken[all[i].row] = true;
	}
	for (size_t i = 0; i < n; i++) {
		if (all[i].row != SIZE_MAX)
			continue;
		at = apply_index_find(&k->by_sourced, 0, all[i].user->sourced_id);
		if (at == SIZE_MAX || k->taken[at] ||
		    (k->rows[at].master_id != NULL && *all[i].user->master_id != '\0'))
			continue;
		all[i].row = at;
		k->taken[at] = true;
	}
}

/* Somebody without a role here gets no account; one who had some keeps it. */
static void
add_matched(struct apply_plan *p, const struct known *k, const struct match *m)
{
	struct apply_staff	*s;

	if (m->row == SIZE_MAX && m->org == NULL)
		return;
	p->staff_of_user[m->user - p->roster->users] = p->n_staff;
	s = &p->staff[p->n_staff++];
	s->user = m->user;
	s->org = m->org;
	s->master_id = apply_or_null(m->user->master_id);
	if (m->row == SIZE_MAX) {
		s->act = APPLY_ADD;
		return;
	}
	s->row = &k->rows[m->row];
	s->account_id = s->row->account_id;
	if (s->master_id == NULL)
		s->master_id = s->row->master_id;
	if (!apply_same(s->row->sourced_id, s->user->sourced_id) || !apply_same(s->row->master_id, s->master_id) ||
	    !apply_same(s->row->family_name, s->user->family_name) ||
	    !apply_same(s->row->given_name, s->user->given_name))
		s->act = APPLY_CHANGE;
}

static void
add_others(struct apply_plan *p, const struct known *k)
{
	const size_t		 n_matched = p->n_staff;
	struct apply_index	 claimed;

	apply_index_init(p->arena, &claimed, n_matched);
	for (size_t i = 0; i < n_matched; i++)
		apply_index_add(&claimed, 0, p->staff[i].user->sourced_id, i);
	apply_index_sort(&claimed);
	for (size_t i = 0; i < k->n; i++)
		if (!k->taken[i])
			p->staff[p->n_staff++] = (struct apply_staff){
				.row = &k->rows[i], .account_id = k->rows[i].account_id,
				.claimed = apply_index_find(&claimed, 0, k->rows[i].sourced_id) != SIZE_MAX,
			};
	apply_index_init(p->arena, &p->account_ids, p->n_staff);
	for (size_t i = 0; i < p->n_staff; i++)
		if (p->staff[i].row != NULL)
			apply_index_add(&p->account_ids, p->staff[i].account_id, "", i);
	apply_index_sort(&p->account_ids);
}

enum db_rc
apply_plan_staff(struct apply_plan *p)
{
	const struct roster_org	**orgs = first_orgs(p);
	const struct roster	 *r = p->roster;
	struct match		 *all;
	struct known		  k;
	size_t			  n = 0;
	enum db_rc		  rc;

	rc = read_known(p, &k);
	if (rc != DB_OK)
		return rc;
	all = arena_array(p->arena, r->n_users, sizeof all[0]);
	p->staff_of_user = arena_array(p->arena, r->n_users, sizeof p->staff_of_user[0]);
	for (size_t i = 0; i < r->n_users; i++) {
		p->staff_of_user[i] = SIZE_MAX;
		if (r->users[i].person == ROSTER_STAFF)
			all[n++] = (struct match){ &r->users[i], orgs[i], SIZE_MAX };
	}
	match_staff(&k, all, n);
	p->staff = arena_array(p->arena, n + k.n, sizeof p->staff[0]);
	for (size_t i = 0; i < n; i++)
		add_matched(p, &k, &all[i]);
	add_others(p, &k);
	return DB_OK;
}

/* As the sign-in page reads what people type. */
static char *
login_form(struct arena *arena, const char *username)
{
	char	*s = str_nfkc(arena, username);

	if (strchr(s, '@') == NULL)
		return s;
	for (char *c = s; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return s;
}

/*
 * A login ID that nobody has: the username, or behind the code of the school,
 * or with a number behind that.
 */
static enum db_rc
choose_login(struct apply_plan *p, const struct apply_staff *s, const char **login)
{
	const char		*code = *s->org->identifier != '\0' ? s->org->identifier : s->org->sourced_id;
	const char		*name = s->user->username;
	struct q_apply_login	 row;
	enum db_rc		 rc;

	*login = login_form(p->arena, name);
	for (unsigned n = 1; n < LOGIN_TRIES; n++) {
		rc = q_apply_login(p->db, &row, &(struct q_apply_login_in){ .login_id = *login });
		if (rc != DB_OK)
			return rc == DB_NONE ? DB_OK : rc;
		*login = login_form(p->arena, n == 1 ? arena_printf(p->arena, "%s-%s", code, name) :
		    arena_printf(p->arena, "%s-%s-%u", code, name, n));
		if (str_chars(*login) > LOGIN_MAX_CHARS)
			*login = arena_printf(p->arena, "%s-%u", code, n);
	}
	log_line("error", "roster: no free login ID for a member of staff");
	return DB_FAILED;
}

static enum db_rc
insert_account(struct apply_plan *p, struct apply_staff *s)
{
	const char	*login;
	enum db_rc	 rc;

	rc = choose_login(p, s, &login);
	if (rc != DB_OK)
		return rc;
	return q_apply_account_insert(p->tx, &s->account_id, &(struct q_apply_account_insert_in){
		.board_id = p->board_id,
		.login_id = login,
		.sourced_id = s->user->sourced_id,
		.master_id = s->master_id,
		.family_name = s->user->family_name,
		.given_name = s->user->given_name,
		.now = p->now,
	});
}

static enum db_rc
update_account(struct apply_plan *p, const struct apply_staff *s)
{
	return q_apply_account_update(p->tx, &(struct q_apply_account_update_in){
		.account_id = s->account_id,
		.sourced_id = s->user->sourced_id,
		.master_id = s->master_id,
		.family_name = s->user->family_name,
		.given_name = s->user->given_name,
	});
}

enum db_rc
apply_store_staff(struct apply_plan *p)
{
	struct apply_staff	*s;
	enum db_rc		 rc = DB_OK;

	for (size_t i = 0; i < p->n_staff && rc == DB_OK; i++) {
		s = &p->staff[i];
		if (s->row != NULL && (s->claimed || s->act == APPLY_CHANGE))
			rc = q_apply_account_park(p->tx, &(struct q_apply_account_park_in){
				.account_id = s->account_id,
				.master_id = s->claimed ? s->row->master_id : NULL,
			});
	}
	for (size_t i = 0; i < p->n_staff && rc == DB_OK; i++)
		if (p->staff[i].act == APPLY_CHANGE)
			rc = update_account(p, &p->staff[i]);
	for (size_t i = 0; i < p->n_staff && rc == DB_OK; i++)
		if (p->staff[i].act == APPLY_ADD)
			rc = insert_account(p, &p->staff[i]);
	return rc;
}
