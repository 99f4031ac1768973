/* apply_plan.h -- a comparison while it is made; private to apply*.c. */
#ifndef ROSTER_APPLY_PLAN_H
#define ROSTER_APPLY_PLAN_H

#include "apply.h"
#include "apply_index.h"
#include "q_roster_apply.h"

#define APPLY_NO_SCHOOL SIZE_MAX	/* the board itself, among schools */

struct apply_count { unsigned added, changed, removed; };

enum apply_act { APPLY_SAME, APPLY_ADD, APPLY_CHANGE, APPLY_REMOVE };

/* A school of the board; those of the ZIP come first, in its order. */
struct apply_school {
	enum apply_act			 act;
	const struct roster_org		*org;	/* NULL: not in the ZIP, and so not judged */
	const struct q_apply_schools	*row;	/* NULL: new */
	uint64_t			 school_id;	/* 0 until it is written */
	const char			*name;
	struct apply_count		 staff, no_class;
	unsigned			 n_active, n_leaving;	/* pupils: there until now; of those, going */
};

/* A homeroom of the board; those of the ZIP come first. */
struct apply_class {
	enum apply_act			 act;
	const struct roster_class	*file;	/* NULL: not in the ZIP */
	const struct q_apply_classes	*row;	/* NULL: new */
	uint64_t			 class_id;
	size_t				 school;
	const char			*name;
	int64_t				 school_year;
	struct apply_count		 pupils;
};

/* A pupil of the ZIP. */
struct apply_pupil {
	enum apply_act			 act;
	const struct roster_user	*user;
	const struct q_apply_pupils	*row;
	struct apply_school		*school;
	struct apply_class		*class;	/* NULL: none is known */
	const char			*master_id;	/* of the file, or else the one known; NULL: none */
};

/* A pupil that is here and not in the ZIP, but in one of its schools. */
struct apply_leaver {
	const struct q_apply_pupils	*row;
	bool				 claimed;	/* the ZIP gives this sourcedId to somebody else */
};

/* A member of staff of the ZIP, or an account of the board. */
struct apply_staff {
	enum apply_act			 act;
	const struct roster_user	*user;	/* NULL: not in the ZIP */
	const struct q_apply_accounts	*row;	/* NULL: new */
	uint64_t			 account_id;
	const char			*master_id;
	const struct roster_org		*org;	/* of the first role, for a login ID that is taken */
	bool				 claimed;
};

/* A role of a person at a place: in the file, in the database or in both. */
struct apply_role {
	size_t				 staff, school;	/* school may be APPLY_NO_SCHOOL */
	int				 role;		/* 0: only says that a class there changed its teachers */
	bool				 in_file;
	const struct q_apply_roles	*row;
	bool				 had, has;	/* in force before and after */
};

/* The same for a teacher of a class. */
struct apply_teacher {
	size_t				 class, staff;
	bool				 in_file;
	const struct q_apply_teachers	*row;
	bool				 main;		/* in the file */
};

struct apply_plan {
	struct tx			*tx;
	struct db			*db;
	struct arena			*arena;
	const struct roster		*roster;
	const struct apply_options	*options;
	struct roster_findings		*findings;
	struct apply_result		*result;
	struct instant			 now;
	struct date			 today;

	const struct roster_org		*district;
	enum apply_act			 board_act;
	uint64_t			 board_id;	/* 0: new */
	struct apply_count		 board_staff;

	struct apply_school		*schools;
	struct apply_class		*classes;
	struct apply_pupil		*pupils;
	struct apply_leaver		*leavers;
	struct apply_staff		*staff;
	struct apply_role		*roles;
	struct apply_teacher		*teachers;
	size_t				 n_zip_schools, n_schools, n_classes;
	size_t				 n_pupils, n_leavers, n_staff, n_roles, n_teachers;

	size_t				*school_of_org, *class_of_file, *staff_of_user;	/* SIZE_MAX: none */
	struct apply_index		 school_ids, class_ids, account_ids;
};

/* Text for a column that may be NULL, or that holds at most 20 characters. */
const char	*apply_or_null(const char *);
const char	*apply_code(const char *);
bool		 apply_same(const char *, const char *);	/* NULL equals only NULL */

/* What an act adds to a count. */
void		 apply_tally(struct apply_count *, enum apply_act);

/* An entry of a table of the roster by its place there; both of the plan. */
size_t		 apply_org_school(const struct apply_plan *, const struct roster_org *);
size_t		 apply_file_class(const struct apply_plan *, const struct roster_class *);

/* Whether a role or an enrolment has ended before today; end is exclusive. */
bool		 apply_over(const struct apply_plan *, struct date end_on);

/* --- apply_school.c: the board, its schools and classes --- */
enum db_rc	 apply_plan_board(struct apply_plan *) MUST_USE;
enum db_rc	 apply_plan_schools(struct apply_plan *) MUST_USE;
enum db_rc	 apply_plan_classes(struct apply_plan *) MUST_USE;
enum db_rc	 apply_store_schools(struct apply_plan *) MUST_USE;
enum db_rc	 apply_store_classes(struct apply_plan *) MUST_USE;

/* --- apply_pupil.c --- */
enum db_rc	 apply_plan_pupils(struct apply_plan *) MUST_USE;
enum db_rc	 apply_store_pupils(struct apply_plan *) MUST_USE;

/* --- apply_staff.c: accounts --- */
enum db_rc	 apply_plan_staff(struct apply_plan *) MUST_USE;
enum db_rc	 apply_store_staff(struct apply_plan *) MUST_USE;

/* --- apply_role.c: what the accounts may do, and the classes that they teach --- */

/* The number of a role in account_role, 0 for one that counts for nothing here. */
int		 apply_role_of(const struct apply_plan *, const struct roster_role *);
enum db_rc	 apply_plan_roles(struct apply_plan *) MUST_USE;
enum db_rc	 apply_store_roles(struct apply_plan *) MUST_USE;

#endif
