/* forms_people.c -- the forms of the roster, staff, schools, code sheets, guardians and registration. */

#include "portal/forms.h"

#include "common/req.h"

const struct choice relationships[] = {
	[RELATION_MOTHER] = { "mother", MSG_RELATION_MOTHER },
	[RELATION_FATHER] = { "father", MSG_RELATION_FATHER },
	[RELATION_GRANDPARENT] = { "grandparent", MSG_RELATION_GRANDPARENT },
	[RELATION_RELATIVE] = { "relative", MSG_RELATION_RELATIVE },
	[RELATION_OTHER] = { "other", MSG_RELATION_OTHER },
	{ NULL, MSG_NONE },
};

const struct choice roster_news[] = {
	[ROSTER_NEWS_SLOW] = { "slow", MSG_ROSTER_NEWS_SLOW },
	[ROSTER_NEWS_AWAY] = { "away", MSG_ROSTER_NEWS_AWAY },
	[ROSTER_NEWS_REFUSED] = { "refused", MSG_ROSTER_NEWS_REFUSED },
	{ NULL, MSG_NONE },
};

const struct choice schools_news[] = {
	{ "saved", MSG_SCHOOLS_NEWS_SAVED },
	{ NULL, MSG_NONE },
};

const struct choice guardians_news[] = {
	{ "ended", MSG_GUARDIANS_NEWS_ENDED },
	{ NULL, MSG_NONE },
};

#define FORM_SPEC(...) FORM_SPEC_(roster_upload, __VA_ARGS__)
FORM_DEFINE(roster_upload, ROSTER_UPLOAD);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(roster_query, __VA_ARGS__)
FORM_DEFINE(roster_query, ROSTER_QUERY);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(roster_check, __VA_ARGS__)
FORM_DEFINE(roster_check, ROSTER_CHECK);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(roster_commit, __VA_ARGS__)
FORM_DEFINE(roster_commit, ROSTER_COMMIT);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(staff_query, __VA_ARGS__)
FORM_DEFINE(staff_query, STAFF_QUERY);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(staff_sheets, __VA_ARGS__)
FORM_DEFINE(staff_sheets, STAFF_SHEETS);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(schools_query, __VA_ARGS__)
FORM_DEFINE(schools_query, SCHOOLS_QUERY);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(school_query, __VA_ARGS__)
FORM_DEFINE(school_query, SCHOOL_QUERY);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(school_edit, __VA_ARGS__)
FORM_DEFINE(school_edit, SCHOOL_EDIT);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(sheet_query, __VA_ARGS__)
FORM_DEFINE(sheet_query, SHEET_QUERY);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(sheet_print, __VA_ARGS__)
FORM_DEFINE(sheet_print, SHEET_PRINT);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(guardians_query, __VA_ARGS__)
FORM_DEFINE(guardians_query, GUARDIANS_QUERY);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(guardian_query, __VA_ARGS__)
FORM_DEFINE(guardian_query, GUARDIAN_QUERY);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(guardian_end, __VA_ARGS__)
FORM_DEFINE(guardian_end, GUARDIAN_END);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(register_query, __VA_ARGS__)
FORM_DEFINE(register_query, REGISTER_QUERY);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(register_start, __VA_ARGS__)
FORM_DEFINE(register_start, REGISTER_START);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(register_person, __VA_ARGS__)
FORM_DEFINE(register_person, REGISTER_PERSON);
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(register_child, __VA_ARGS__)
FORM_DEFINE(register_child, REGISTER_CHILD);
#undef FORM_SPEC
