/* access.h -- who may do what: permissions.def granted to roles, and the scope of a person. */
#ifndef ACCESS_H
#define ACCESS_H

#include <stdio.h>
#include "types.h"

struct req;

enum role { ROLE_PARENT, ROLE_TEACHER, ROLE_SCHOOL_MANAGER, ROLE_BOARD_OFFICER, ROLE_COUNT };
#define ROLE_BIT(r) (1u << (r))

#define PERMISSION(name_, roles_) name_,
enum perm {
	PERM_PUBLIC,		/* anybody */
	PERM_SIGNED_IN,		/* any active account */
#include "permissions.def"
	PERM_COUNT
};
#undef PERMISSION

/*
 * Whether the person of r->session holds perm; fills r->scope from the session:
 * account_id for everybody signed in, school_id for school staff, board_id for officers.
 */
bool	 access_allowed(struct req *, enum perm);

/* For showing or hiding a link; decides like access_allowed without a scope. */
bool	 access_holds(const struct req *, enum perm);

/* "PERM_ABSENCE_REPORT parent" lines: permission, then its roles. */
void	 access_print(FILE *);

const char	*access_role_name(enum role);	/* "school-manager" */
const char	*access_permission_name(enum perm);	/* "PERM_ABSENCE_REPORT" */

#endif
