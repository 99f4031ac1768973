/* access.c -- permissions.def decides; the only file that makes a scope. */

#include "req.h"

#define PERMISSION(name_, roles_) [name_] = { #name_, roles_ },
static const struct { const char *name; unsigned roles; } permissions[PERM_COUNT] = {
	[PERM_PUBLIC] = { "PERM_PUBLIC", 0 },
	[PERM_SIGNED_IN] = { "PERM_SIGNED_IN", (1u << ROLE_COUNT) - 1 },
#include "permissions.def"
};
#undef PERMISSION

static const char *const role_names[ROLE_COUNT] = {
	[ROLE_PARENT] = "parent",
	[ROLE_TEACHER] = "teacher",
	[ROLE_SCHOOL_MANAGER] = "school-manager",
	[ROLE_BOARD_OFFICER] = "board-officer",
};

bool
access_holds(const struct req *r, enum perm perm)
{
	if (perm == PERM_PUBLIC)
		return true;
	if (r->session == NULL)
		return false;
	return perm == PERM_SIGNED_IN || (r->session->roles & permissions[perm].roles) != 0;
}

bool
access_allowed(struct req *r, enum perm perm)
{
	const struct session	*s = r->session;
	const unsigned		 school = ROLE_BIT(ROLE_TEACHER) | ROLE_BIT(ROLE_SCHOOL_MANAGER);

	r->scope = (struct scope){ 0 };
	if (s != NULL) {
		r->scope.account_id = s->account_id;
		if ((s->roles & school) != 0)
			r->scope.school_id = s->school_id;
		if ((s->roles & ROLE_BIT(ROLE_BOARD_OFFICER)) != 0)
			r->scope.board_id = s->board_id;
	}
	return access_holds(r, perm);
}

void
access_print(FILE *out)
{
	for (size_t i = 0; i < PERM_COUNT; i++) {
		fputs(permissions[i].name, out);
		if (i == PERM_PUBLIC)
			fputs(" anybody", out);
		for (size_t role = 0; role < ROLE_COUNT; role++)
			if ((permissions[i].roles & (1u << role)) != 0)
				fprintf(out, " %s", role_names[role]);
		fputc('\n', out);
	}
}

const char *
access_role_name(enum role role)
{
	return role_names[role];
}

const char *
access_permission_name(enum perm perm)
{
	return permissions[perm].name;
}
