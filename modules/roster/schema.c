/* schema.c -- the columns, in the order of the profile. */

#include <string.h>

#include "schema.h"

#define LONG 255
#define GRADES_MAX_CHARS 40
#define MAIL_MAX_CHARS 190

#define ID_COLUMNS \
	{ "sourcedId", NULL, KIND_ID, VALUE, LONG, FILE_COUNT, NULL }, \
	{ "status", NULL, KIND_STATUS, COLUMN, LONG, FILE_COUNT, NULL }, \
	{ "dateLastModified", NULL, KIND_STATUS, COLUMN, LONG, FILE_COUNT, NULL }
#define PLAIN(name_, kind_, need_) { name_, NULL, kind_, need_, LONG, FILE_COUNT, NULL }
#define LINK(name_, kind_, need_, target_) { name_, NULL, kind_, need_, 60000, target_, NULL }
#define WORD(name_, kind_, need_, words_) { name_, NULL, kind_, need_, LONG, FILE_COUNT, words_ }

static const char *const org_types[] = { "district", "school", NULL };
static const char *const session_types[] = { "schoolYear", NULL };
static const char *const class_types[] = { "homeroom", "scheduled", NULL };
static const char *const role_types[] = { "primary", "secondary", NULL };
static const char *const role_names[] = {
	"aide", "counselor", "districtAdministrator", "guardian", "parent", "principal", "proctor",
	"relative", "siteAdministrator", "student", "systemAdministrator", "teacher", NULL
};
static const char *const enrol_roles[] = {
	"student", "teacher", "administrator", "proctor", "guardian", NULL
};
static const char *const sexes[] = { "male", "female", "unspecified", "other", NULL };

static const struct column manifest[] = {
	PLAIN("propertyName", KIND_TEXT, VALUE),
	PLAIN("value", KIND_TEXT, COLUMN),
};

static const struct column orgs[] = {
	ID_COLUMNS,
	PLAIN("name", KIND_TEXT, VALUE),
	WORD("type", KIND_WORD_EXT, VALUE, org_types),
	PLAIN("identifier", KIND_TEXT, COLUMN),
	LINK("parentSourcedId", KIND_REF, COLUMN, FILE_ORGS),
};

static const struct column sessions[] = {
	ID_COLUMNS,
	PLAIN("title", KIND_TEXT, VALUE),
	WORD("type", KIND_WORD_EXT, VALUE, session_types),
	PLAIN("startDate", KIND_DATE, VALUE),
	PLAIN("endDate", KIND_DATE, VALUE),
	LINK("parentSourcedId", KIND_REF, COLUMN, FILE_SESSIONS),
	PLAIN("schoolYear", KIND_NUMBER, VALUE),
};

static const struct column courses[] = {
	ID_COLUMNS,
	LINK("schoolYearSourcedId", KIND_REF, COLUMN, FILE_SESSIONS),
	PLAIN("title", KIND_TEXT, VALUE),
	PLAIN("courseCode", KIND_TEXT, COLUMN),
	PLAIN("grades", KIND_GRADES, COLUMN),
	LINK("orgSourcedId", KIND_REF, VALUE, FILE_ORGS),
	LINK("subjects", KIND_TEXT, COLUMN, FILE_COUNT),
	LINK("subjectCodes", KIND_TEXT, COLUMN, FILE_COUNT),
};

static const struct column classes[] = {
	ID_COLUMNS,
	PLAIN("title", KIND_TEXT, VALUE),
	{ "grades", NULL, KIND_GRADES, COLUMN, GRADES_MAX_CHARS, FILE_COUNT, NULL },
	LINK("courseSourcedId", KIND_REF, VALUE, FILE_COURSES),
	PLAIN("classCode", KIND_TEXT, COLUMN),
	WORD("classType", KIND_WORD_EXT, VALUE, class_types),
	PLAIN("location", KIND_TEXT, COLUMN),
	LINK("schoolSourcedId", KIND_REF, VALUE, FILE_ORGS),
	LINK("termSourcedIds", KIND_REFS, VALUE, FILE_SESSIONS),
	LINK("subjects", KIND_TEXT, COLUMN, FILE_COUNT),
	LINK("subjectCodes", KIND_TEXT, COLUMN, FILE_COUNT),
	LINK("periods", KIND_TEXT, COLUMN, FILE_COUNT),
	PLAIN("metadata.jp.specialNeeds", KIND_BOOL, MAYBE),
};

static const struct column users[] = {
	ID_COLUMNS,
	PLAIN("enabledUser", KIND_BOOL, VALUE),
	PLAIN("username", KIND_TEXT, VALUE),
	LINK("userIds", KIND_TEXT, COLUMN, FILE_COUNT),
	PLAIN("givenName", KIND_NAME, VALUE),
	PLAIN("familyName", KIND_NAME, VALUE),
	PLAIN("middleName", KIND_NAME, COLUMN),
	PLAIN("identifier", KIND_TEXT, COLUMN),
	{ "email", NULL, KIND_MAIL, COLUMN, MAIL_MAX_CHARS, FILE_COUNT, NULL },
	PLAIN("sms", KIND_TEXT, COLUMN),
	PLAIN("phone", KIND_TEXT, COLUMN),
	LINK("agentSourcedIds", KIND_REFS, COLUMN, FILE_USERS),
	PLAIN("grades", KIND_GRADES, COLUMN),
	PLAIN("password", KIND_SECRET, COLUMN),
	PLAIN("userMasterIdentifier", KIND_MASTER, VALUE_STRICT),
	LINK("resourceSourcedIds", KIND_TEXT, MAYBE, FILE_COUNT),
	PLAIN("preferredGivenName", KIND_NAME, VALUE_STRICT),
	PLAIN("preferredMiddleName", KIND_NAME, COLUMN),
	PLAIN("preferredFamilyName", KIND_NAME, VALUE_STRICT),
	LINK("primaryOrgSourcedId", KIND_REF, COLUMN, FILE_ORGS),
	PLAIN("pronouns", KIND_TEXT, COLUMN),
	PLAIN("metadata.jp.kanaGivenName", KIND_KANA, VALUE_STRICT),
	PLAIN("metadata.jp.kanaFamilyName", KIND_KANA, VALUE_STRICT),
	PLAIN("metadata.jp.kanaMiddleName", KIND_KANA, MAYBE),
	LINK("metadata.jp.homeClass", KIND_REF, MAYBE, FILE_CLASSES),
	PLAIN("metadata.jp.kanaPreferredFamilyName", KIND_KANA, MAYBE),
	PLAIN("metadata.jp.kanaPreferredGivenName", KIND_KANA, MAYBE),
	PLAIN("metadata.jp.kanaPreferredMiddleName", KIND_KANA, MAYBE),
};

static const struct column roles[] = {
	ID_COLUMNS,
	LINK("userSourcedId", KIND_REF, VALUE, FILE_USERS),
	WORD("roleType", KIND_WORD, VALUE, role_types),
	WORD("role", KIND_WORD_EXT, VALUE, role_names),
	PLAIN("beginDate", KIND_DATE, COLUMN),
	PLAIN("endDate", KIND_DATE, COLUMN),
	LINK("orgSourcedId", KIND_REF, VALUE, FILE_ORGS),
	LINK("userProfileSourcedId", KIND_REF, COLUMN, FILE_PROFILES),
};

static const struct column enrolments[] = {
	ID_COLUMNS,
	LINK("classSourcedId", KIND_REF, VALUE, FILE_CLASSES),
	LINK("schoolSourcedId", KIND_REF, VALUE, FILE_ORGS),
	LINK("userSourcedId", KIND_REF, VALUE, FILE_USERS),
	WORD("role", KIND_WORD_EXT, VALUE, enrol_roles),
	PLAIN("primary", KIND_BOOL, COLUMN),
	PLAIN("beginDate", KIND_DATE, COLUMN),
	PLAIN("endDate", KIND_DATE, COLUMN),
	{ "metadata.jp.shussekiNo", "metadata.jp.ShussekiNo", KIND_NUMBER, MAYBE, LONG, FILE_COUNT, NULL },
	{ "metadata.jp.publicFlg", "metadata.jp.PublicFlg", KIND_BOOL, MAYBE, LONG, FILE_COUNT, NULL },
};

static const struct column demographics[] = {
	LINK("sourcedId", KIND_ID, VALUE, FILE_USERS),
	PLAIN("status", KIND_STATUS, COLUMN),
	PLAIN("dateLastModified", KIND_STATUS, COLUMN),
	PLAIN("birthDate", KIND_DATE, COLUMN),
	WORD("sex", KIND_WORD_EXT, COLUMN, sexes),
	PLAIN("americanIndianOrAlaskaNative", KIND_BOOL, COLUMN),
	PLAIN("asian", KIND_BOOL, COLUMN),
	PLAIN("blackOrAfricanAmerican", KIND_BOOL, COLUMN),
	PLAIN("nativeHawaiianOrOtherPacificIslander", KIND_BOOL, COLUMN),
	PLAIN("white", KIND_BOOL, COLUMN),
	PLAIN("demographicRaceTwoOrMoreRaces", KIND_BOOL, COLUMN),
	PLAIN("hispanicOrLatinoEthnicity", KIND_BOOL, COLUMN),
	PLAIN("countryOfBirthCode", KIND_TEXT, COLUMN),
	PLAIN("stateOfBirthAbbreviation", KIND_TEXT, COLUMN),
	PLAIN("cityOfBirth", KIND_TEXT, COLUMN),
	PLAIN("publicSchoolResidenceStatus", KIND_TEXT, COLUMN),
};

#define COUNT(a_) (sizeof(a_) / sizeof((a_)[0]))
#define FULL(name_, need_, columns_) { name_ ".csv", need_, columns_, COUNT(columns_) }
#define NEVER(name_) { name_ ".csv", NEED_NEVER, NULL, 0 }

_Static_assert(COUNT(orgs) == ORG_COLUMNS, "orgs");
_Static_assert(COUNT(sessions) == SESSION_COLUMNS, "academicSessions");
_Static_assert(COUNT(courses) == COURSE_COLUMNS, "courses");
_Static_assert(COUNT(classes) == CLASS_COLUMNS, "classes");
_Static_assert(COUNT(users) == USER_COLUMNS && COUNT(users) <= SCHEMA_MAX_COLUMNS, "users");
_Static_assert(COUNT(roles) == ROLE_COLUMNS, "roles");
_Static_assert(COUNT(enrolments) == ENROL_COLUMNS, "enrollments");
_Static_assert(COUNT(manifest) == MANIFEST_COLUMNS, "manifest");

const struct schema schemas[FILE_COUNT] = {
	[FILE_MANIFEST] = FULL("manifest", NEED_ALWAYS, manifest),
	[FILE_SESSIONS] = FULL("academicSessions", NEED_ALWAYS, sessions),
	[FILE_CATEGORIES] = NEVER("categories"),
	[FILE_CLASSES] = FULL("classes", NEED_ALWAYS, classes),
	[FILE_CLASS_RESOURCES] = NEVER("classResources"),
	[FILE_COURSES] = FULL("courses", NEED_ALWAYS, courses),
	[FILE_COURSE_RESOURCES] = NEVER("courseResources"),
	[FILE_DEMOGRAPHICS] = FULL("demographics", NEED_MAYBE, demographics),
	[FILE_ENROLMENTS] = FULL("enrollments", NEED_ALWAYS, enrolments),
	[FILE_LINE_ITEM_OBJECTIVES] = NEVER("lineItemLearningObjectiveIds"),
	[FILE_LINE_ITEMS] = NEVER("lineItems"),
	[FILE_LINE_ITEM_SCALES] = NEVER("lineItemScoreScales"),
	[FILE_ORGS] = FULL("orgs", NEED_ALWAYS, orgs),
	[FILE_RESOURCES] = NEVER("resources"),
	[FILE_RESULT_OBJECTIVES] = NEVER("resultLearningObjectiveIds"),
	[FILE_RESULTS] = NEVER("results"),
	[FILE_RESULT_SCALES] = NEVER("resultScoreScales"),
	[FILE_ROLES] = FULL("roles", NEED_ALWAYS, roles),
	[FILE_SCALES] = NEVER("scoreScales"),
	[FILE_PROFILES] = { "userProfiles.csv", NEED_MAYBE, NULL, 0 },
	[FILE_USER_RESOURCES] = NEVER("userResources"),
	[FILE_USERS] = FULL("users", NEED_ALWAYS, users),
};

enum roster_file
schema_file(const char *name)
{
	enum roster_file file;

	for (file = FILE_MANIFEST; file < FILE_COUNT; file++)
		if (strcmp(schemas[file].name, name) == 0)
			return file;
	return FILE_COUNT;
}

void
schema_property(enum roster_file file, char out[SCHEMA_PROPERTY_BYTES])
{
	size_t n;

	n = strlen(schemas[file].name) - strlen(".csv");
	memcpy(out, "file.", 5);
	memcpy(out + 5, schemas[file].name, n);
	out[5 + n] = '\0';
}
