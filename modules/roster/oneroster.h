/* oneroster.h -- a OneRoster ZIP (bulk, Japan profiles), read and checked whole. */
#ifndef ONEROSTER_H
#define ONEROSTER_H

#include "../common/types.h"

struct mem;

enum roster_mode { ROSTER_NORMAL, ROSTER_STRICT };

/* RULE_NO_MANIFEST and so on; their list is rules.def. */
#define RULE(name_, severity_, case_) RULE_##name_,
enum roster_rule {
#include "rules.def"
	RULE_COUNT
};
#undef RULE

/*
 * One thing that is wrong.  Texts are valid UTF-8 without control characters,
 * "" for none, and live as long as the findings.
 */
struct roster_finding {
	enum roster_rule	 rule;
	bool			 error;		/* false: a warning */
	int			 file_at;	/* sorts; -1 for the ZIP itself */
	unsigned		 seq;		/* order of discovery */
	unsigned		 line;		/* header is 1; 0 the whole file */
	const char		*file;		/* "users.csv", at most 60 characters */
	const char		*column;	/* at most 80 characters */
	const char		*value;		/* as found, at most 100 characters */
};

/*
 * All of them, by file and line.  The counts are exact up to ROSTER_MAX_ERRORS
 * errors, after which reading stops with RULE_TOO_MANY; of the warnings only
 * the first ROSTER_MAX_WARNINGS are kept, but all are counted.
 */
#define ROSTER_MAX_ERRORS 5000
#define ROSTER_MAX_WARNINGS 1000

struct roster_findings {
	struct mem		*mem;
	struct roster_finding	*all;
	size_t			 n, max;
	unsigned		 n_errors, n_warnings;
	enum roster_mode	 mode;
};

/* Which table of columns the headers followed (interchange.md 1). */
enum roster_dialect { ROSTER_JP_2, ROSTER_JP_121, ROSTER_K12_1 };

enum roster_org_kind { ROSTER_DISTRICT, ROSTER_SCHOOL, ROSTER_ORG_OTHER };

struct roster_org {
	enum roster_org_kind	 kind;
	const char		*sourced_id, *name, *identifier;
	const struct roster_org	*parent;	/* NULL: none */
};

struct roster_year {
	const char	*sourced_id, *title;
	int16_t		 school_year;		/* of its first day */
	struct date	 begin_on, end_on;	/* both inclusive */
};

struct roster_course {
	const char			*sourced_id, *title;
	const struct roster_year	*year;	/* NULL: not said */
	const struct roster_org		*org;
};

enum roster_class_kind { ROSTER_HOMEROOM, ROSTER_SCHEDULED, ROSTER_CLASS_OTHER };

struct roster_class {
	enum roster_class_kind		 kind;
	const char			*sourced_id, *title;
	const char			*grades;	/* "P3" or "P3,P5" */
	bool				 special_needs;
	const struct roster_course	*course;
	const struct roster_org		*school;
	const struct roster_year	*year;	/* of its first term */
};

enum roster_person { ROSTER_PUPIL, ROSTER_STAFF, ROSTER_PERSON_OTHER };

/* A person; texts are "" for none, the bytes of names are those of the file. */
struct roster_user {
	enum roster_person		 person;
	bool				 enabled;
	const char			*sourced_id, *username;
	const char			*master_id;	/* UUID in small letters */
	const char			*family_name, *given_name, *middle_name; /* to display: preferred, or else plain */
	const char			*family_kana, *given_kana; /* full-width katakana, mostly */
	const char			*email, *grade;	/* grade: one, for pupils */
	const struct roster_org		*school;	/* pupils: of the student role */
	const struct roster_class	*home_class;	/* pupils: NULL while none is known */
	int				 attendance_number;	/* there; 0 for none */
};

/*
 * What a role means here: principal and siteAdministrator (the deputies) are
 * managers, districtAdministrator is an officer of the board.
 */
enum roster_role_kind { ROSTER_STUDENT, ROSTER_TEACHER, ROSTER_MANAGER, ROSTER_OFFICER, ROSTER_ROLE_OTHER };

struct roster_role {
	enum roster_role_kind		 kind;
	bool				 primary;
	const char			*sourced_id, *role;
	struct date			 begin_on, end_on;	/* end exclusive; year 0: open */
	const struct roster_user	*user;
	const struct roster_org		*org;
};

enum roster_enrol_kind { ROSTER_ENROL_STUDENT, ROSTER_ENROL_TEACHER, ROSTER_ENROL_OTHER };

struct roster_enrol {
	enum roster_enrol_kind		 kind;
	bool				 primary;	/* main teacher of the class */
	const char			*sourced_id, *role;
	int				 attendance_number;	/* 0 for none */
	struct date			 begin_on, end_on;	/* end exclusive; year 0: open */
	const struct roster_user	*user;
	const struct roster_class	*class;
};

/* Everything that a ZIP said, consistent in itself. */
struct roster {
	struct mem		*mem;
	enum roster_dialect	 dialect;
	bool			 no_updates;	/* only a manifest: nothing below */
	const char		*version;	/* manifest oneroster.version */
	const char		*source_system, *source_code;	/* "" for none */
	struct roster_org	*orgs;
	struct roster_year	*years;
	struct roster_course	*courses;
	struct roster_class	*classes;
	struct roster_user	*users;		/* without guardians */
	struct roster_role	*roles;		/* of these users */
	struct roster_enrol	*enrols;	/* of these users */
	size_t			 n_orgs, n_years, n_courses, n_classes;
	size_t			 n_users, n_roles, n_enrols;
	size_t			 n_guardians;	/* read and left out */
};

/*
 * Reads and checks a whole ZIP of n bytes: no file, no database, no clock.
 * Fills *findings, which the caller gives back with roster_findings_free()
 * whatever the outcome.  Returns the roster when there is no error (warnings
 * may stand), to be given back with roster_free(); NULL otherwise.
 * The bytes may go once it has returned.  Ends the process without memory.
 * Rules: interchange.md 2.1-2.7.
 */
struct roster	*roster_read(const unsigned char *zip, size_t n_bytes,
		    enum roster_mode, struct roster_findings *findings) MUST_USE;

/* Gives back a roster; NULL is fine. */
void		 roster_free(struct roster *);

void		 roster_findings_free(struct roster_findings *);

/* "NO_MANIFEST": what stands behind ROSTER_ in the list of messages; static. */
const char	*roster_rule_name(enum roster_rule);

/* "NG-01", the test case of interchange.md 2.8; "" when it has none; static. */
const char	*roster_rule_case(enum roster_rule);

/*
 * The roster as a bulk ZIP of dialect 1.2_JP: every field quoted, CRLF, no
 * BOM, the same bytes for the same roster.  They live as long as the roster.
 * False when libarchive fails.
 */
bool		 roster_write(const struct roster *, const unsigned char **zip,
		    size_t *n_bytes) MUST_USE;

#endif
