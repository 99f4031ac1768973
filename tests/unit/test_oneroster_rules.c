/* test_oneroster_rules.c -- hostile ZIPs, and the rules that have no case of their own. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "roster/oneroster.h"
#include "../support/rosters/reading.h"

static void
not_a_zip(void **state)
{
	unsigned char *bytes;

	(void)state;
	bytes = calloc(1, 1000);
	assert_non_null(bytes);
	memcpy(bytes, "sourcedId,status\r\n", 18);
	reading_bytes(bytes, 1000, ROSTER_NORMAL);
	assert_null(reading.roster);
	reading_told(RULE_NOT_ZIP, "", 0, "", "");
	roster_findings_free(&reading.found);
	reading.roster = roster_read((const unsigned char *)"", 0, ROSTER_NORMAL, &reading.found);
	assert_null(reading.roster);
	reading_told(RULE_NOT_ZIP, "", 0, "", "");
}

static void
a_zip_cut_short(void **state)
{
	unsigned char *zip;
	size_t n, cut;

	(void)state;
	for (cut = 1; cut < 3000; cut += 61) {
		zip = fileset_zip(&reading.files, NULL, &n);
		assert_true(n > 3000);
		reading_bytes(zip, n - cut, ROSTER_NORMAL);
		assert_null(reading.roster);
		assert_true(reading.found.n_errors > 0);
	}
}

static void
an_encrypted_zip(void **state)
{
	unsigned char *zip;
	size_t n;

	(void)state;
	zip = fileset_zip(&reading.files, "secret", &n);
	reading_bytes(zip, n, ROSTER_NORMAL);
	assert_null(reading.roster);
	reading_told(RULE_ZIP_ENCRYPTED, "manifest.csv", 0, "", "");
	assert_int_equal(reading.found.n_errors, 8);
}

static void
names_in_the_zip(void **state)
{
	(void)state;
	fileset_add(&reading.files, FILESET_LINK, "demographics.csv", "/etc/passwd", 11);
	reading_refused(RULE_ZIP_LINK, "demographics.csv", 0, "", "");
	fileset_drop(&reading.files, "demographics.csv");
	fileset_add(&reading.files, FILESET_FILE, "Users.csv", "x", 1);
	reading_refused(RULE_ZIP_NAME, "Users.csv", 0, "", "");
	fileset_drop(&reading.files, "Users.csv");
	fileset_add(&reading.files, FILESET_FILE, "users.csv", "x", 1);
	reading_refused(RULE_ZIP_DUPLICATE, "users.csv", 0, "", "");
}

/* 12 is bzip2: the method of the second entry in both of its headers. */
static void
another_method(void **state)
{
	unsigned char *zip;
	size_t n, i;
	int seen;

	(void)state;
	zip = fileset_zip(&reading.files, NULL, &n);
	for (i = 0, seen = 0; i + 12 < n; i++) {
		if (memcmp(zip + i, "PK\3\4", 4) == 0 && ++seen == 2)
			zip[i + 8] = 12;
		if (memcmp(zip + i, "PK\1\2", 4) == 0 && ++seen == 10)
			zip[i + 10] = 12;
	}
	assert_int_equal(seen, 16);
	reading_bytes(zip, n, ROSTER_NORMAL);
	assert_null(reading.roster);
	reading_told(RULE_ZIP_METHOD, "academicSessions.csv", 0, "", "");
}

static void
manifest_rows(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "manifest.csv", "\"1.0\"", "\"2.0\"");
	fileset_edit(&reading.files, "manifest.csv", "\"1.2_JP\"", "\"1.1\"");
	fileset_edit(&reading.files, "manifest.csv", "\"file.results\",\"absent\"\r\n", "");
	fileset_edit(&reading.files, "manifest.csv", "\"file.lineItems\",\"absent\"", "\"file.lineItems\",\"bulk\"");
	fileset_edit(&reading.files, "manifest.csv", "\"file.categories\",\"absent\"", "\"file.categories\",\"none\"");
	fileset_append(&reading.files, "manifest.csv", "\"file.orgs\",\"bulk\"\r\n\"colour\",\"blue\"\r\n");
	reading_in(ROSTER_NORMAL);
	assert_null(reading.roster);
	reading_told(RULE_MANIFEST_VERSION, "manifest.csv", 2, "value", "2.0");
	reading_told(RULE_ONEROSTER_VERSION, "manifest.csv", 3, "value", "1.1");
	reading_told(RULE_MANIFEST_MISSING, "manifest.csv", 0, "propertyName", "file.results");
	reading_told(RULE_FILE_UNSUPPORTED, "lineItems.csv", 0, "", "bulk");
	reading_told(RULE_MANIFEST_VALUE, "manifest.csv", 5, "value", "none");
	reading_told(RULE_MANIFEST_TWICE, "manifest.csv", 26, "propertyName", "file.orgs");
	reading_told(RULE_MANIFEST_UNKNOWN, "manifest.csv", 27, "propertyName", "colour");
	assert_int_equal(reading.found.n_errors, 6);
	assert_int_equal(reading.found.n_warnings, 1);
}

static void
quotes(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "orgs.csv", "\"school\"", "\"sch\"ool");
	reading_refused(RULE_CSV_QUOTE, "orgs.csv", 3, "type", "sch");
	fileset_edit(&reading.files, "orgs.csv", "\"sch\"ool", "sch\"ool\"");
	reading_refused(RULE_CSV_QUOTE, "orgs.csv", 3, "type", "sch\"ool\"");
	fileset_edit(&reading.files, "orgs.csv", "sch\"ool\"", "\"school");
	reading_in(ROSTER_NORMAL);
	reading_told(RULE_CSV_QUOTE, "orgs.csv", 3, "type", "school,");
}

static void
fields_and_control_characters(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "orgs.csv", ",\"school\"", "");
	reading_refused(RULE_CSV_FIELDS, "orgs.csv", 3, "", "");
	fileset_edit(&reading.files, "orgs.csv", "\"B101210000015\"", "\"school\",\"B10121\t0000015\"");
	reading_refused(RULE_CSV_CONTROL, "orgs.csv", 3, "identifier", "B10121\ufffd" "0000015");
}

static void
values(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "users.csv", "\"true\",\"u-c1f520a9\"", "\"TRUE\",\"\"");
	fileset_edit(&reading.files, "users.csv", "\"u-a038eb23\",\"\",\"\u82b1\u5b50\",\"\u9ad9\u6a4b\",\"\",\"\",\"\"",
	    "\"u-a038eb23\",\"\",\"\u82b1\u5b50\",\"\u9ad9\u6a4b\",\"\",\"\",\"nobody\"");
	fileset_edit(&reading.files, "enrollments.csv", "\"2026-04-01\"", "\"2026-02-29\"");
	fileset_edit(&reading.files, "enrollments.csv", "\"2\",\"true\"", "\"2a\",\"true\"");
	fileset_edit(&reading.files, "roles.csv", "\"siteAdministrator\"", "\"boss\"");
	fileset_edit(&reading.files, "users.csv", "9119faa1-227c", "9119faa1+227c");
	reading_in(ROSTER_NORMAL);
	assert_null(reading.roster);
	reading_told(RULE_VALUE_BOOLEAN, "users.csv", 3, "enabledUser", "TRUE");
	reading_told(RULE_VALUE_MISSING, "users.csv", 3, "username", "");
	reading_told(RULE_MASTER_FORM, "users.csv", 3, "userMasterIdentifier", "9119faa1+227c-4b4f-a163-daeb8851a6d5");
	reading_told(RULE_VALUE_MAIL, "users.csv", 4, "email", "nobody");
	reading_told(RULE_VALUE_DATE, "enrollments.csv", 2, "beginDate", "2026-02-29");
	reading_told(RULE_VALUE_NUMBER, "enrollments.csv", 3, "metadata.jp.shussekiNo", "2a");
	reading_told(RULE_VALUE_UNKNOWN, "roles.csv", 7, "role", "boss");
	assert_int_equal(reading.found.n_errors, 6);
	assert_int_equal(reading.found.n_warnings, 1);
}

static void
findings_come_in_the_order_of_files_and_lines(void **state)
{
	size_t i;

	values(state);
	for (i = 1; i < reading.found.n; i++)
		assert_true(reading.found.all[i - 1].file_at < reading.found.all[i].file_at ||
		    (reading.found.all[i - 1].file_at == reading.found.all[i].file_at &&
		    reading.found.all[i - 1].line <= reading.found.all[i].line));
}

static void
long_values(void **state)
{
	char name[800], quoted[900], cut[400];
	size_t i;

	(void)state;
	for (i = 0; i < 255; i++)
		memcpy(name + i * 3, "\u68ee", 4);
	snprintf(quoted, sizeof(quoted), "\"%s\"", name);
	fileset_edit_all(&reading.files, "users.csv", "\"" DOI "\"", quoted);
	reading_accepted();
	assert_string_equal(reading_user(TARO)->family_name, name);
	snprintf(quoted, sizeof(quoted), "%sx", name);
	fileset_edit(&reading.files, "users.csv", name, quoted);
	memcpy(cut, name, 300);
	cut[300] = '\0';
	reading_refused(RULE_VALUE_LONG, "users.csv", 2, "familyName", cut);
}

static void
years(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "academicSessions.csv", "\"\",\"2026\"", "\"\",\"2027\"");
	fileset_edit(&reading.files, "academicSessions.csv", "2027-03-31", "2027-04-01");
	fileset_edit(&reading.files, "academicSessions.csv", "\u5e74\u5ea6", "");
	reading_in(ROSTER_NORMAL);
	assert_non_null(reading.roster);
	reading_told(RULE_YEAR_NUMBER, "academicSessions.csv", 2, "schoolYear", "2027");
	reading_told(RULE_YEAR_DATES, "academicSessions.csv", 2, "endDate", "2027-04-01");
	reading_told(RULE_YEAR_TITLE, "academicSessions.csv", 2, "title", "2026");
	assert_int_equal(reading.found.n, 3);
	assert_int_equal(reading.roster->years[0].school_year, 2026);
	reading_in(ROSTER_STRICT);
	assert_null(reading.roster);
	assert_int_equal(reading.found.n_errors, 1);
}

static void
organisations(void **state)
{
	(void)state;
	fileset_append(&reading.files, "orgs.csv", "d2,,,Another,district,99,\r\ns2,,,Branch,school,X," SCHOOL "\r\n");
	reading_in(ROSTER_NORMAL);
	assert_null(reading.roster);
	reading_told(RULE_DISTRICT_TWICE, "orgs.csv", 4, "name", "Another");
	reading_told(RULE_ORG_CODE, "orgs.csv", 4, "identifier", "99");
	reading_told(RULE_SCHOOL_PARENT, "orgs.csv", 5, "parentSourcedId", SCHOOL);
	assert_int_equal(reading.found.n_errors, 2);
	assert_int_equal(reading.found.n_warnings, 2);
}

static void
people(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "users.csv", "\"P3\"", "\"\"");
	fileset_edit(&reading.files, "roles.csv", "\"guardian\"", "\"parent\"");
	fileset_edit(&reading.files, "roles.csv", "\"student\",\"\",\"\",\"" SCHOOL, "\"student\",\"\",\"\",\"" DISTRICT);
	fileset_edit(&reading.files, "enrollments.csv", "\"2\",\"true\"", "\"1\",\"true\"");
	fileset_edit(&reading.files, "enrollments.csv", "\"true\",\"2026-04-01\",\"\"", "\"true\",\"2026-04-01\",\"2026-08-01\"");
	fileset_append(&reading.files, "enrollments.csv", "e5,,," CLASS_3_1 "," DISTRICT "," TEACHER ",teacher,false,2026-05-01,2026-04-30,1000,\r\n"
	    "e6,,," CLASS_3_1 "," SCHOOL "," TEACHER ",teacher,true,2026-08-01,2026-10-01,,\r\n"
	    "e7,,," CLASS_3_1 "," SCHOOL "," TEACHER ",teacher,true,2026-09-01,,,\r\n"
	    "e8,,," NAKAYOSHI "," SCHOOL "," TEACHER ",teacher,true,2026-04-01,,,\r\n");
	reading_in(ROSTER_NORMAL);
	assert_null(reading.roster);
	reading_told(RULE_PUPIL_GRADE, "users.csv", 3, "grades", "");
	reading_told(RULE_ROLE_PARENT, "roles.csv", 2, "role", "parent");
	reading_told(RULE_ROLE_ORG, "roles.csv", 3, "orgSourcedId", DISTRICT);
	reading_told(RULE_ENROL_NUMBER, "enrollments.csv", 3, "metadata.jp.shussekiNo", "1");
	reading_told(RULE_ENROL_SCHOOL, "enrollments.csv", 6, "schoolSourcedId", DISTRICT);
	reading_told(RULE_VALUE_PERIOD, "enrollments.csv", 6, "endDate", "2026-04-30");
	reading_told(RULE_VALUE_NUMBER, "enrollments.csv", 6, "metadata.jp.shussekiNo", "1000");
	reading_told(RULE_ENROL_TEACHERS, "enrollments.csv", 8, "primary", "true");
	assert_int_equal(reading.found.n_errors, 5);
}

static void
a_pupil_who_changed_class(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "users.csv", CLASS_3_1, "");
	fileset_edit(&reading.files, "enrollments.csv", "\"2026-04-01\",\"\",\"1\"", "\"2026-04-01\",\"2026-09-01\",\"1\"");
	fileset_append(&reading.files, "enrollments.csv", "e5,,," NAKAYOSHI "," SCHOOL "," TARO ",student,,2026-09-01,,7,true\r\n");
	reading_accepted();
	assert_string_equal(reading_user(TARO)->home_class->sourced_id, NAKAYOSHI);
	assert_int_equal(reading_user(TARO)->attendance_number, 7);
}

static void
strict_mode_wants_master_and_preferred_names(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "users.csv", "9119faa1-227c-4b4f-a163-daeb8851a6d5\",\"\u592a\u90ce\"", "\",\"\"");
	reading_accepted();
	assert_string_equal(reading_user(TARO)->given_name, "\u592a\u90ce");
	assert_string_equal(reading_user(TARO)->master_id, "");
	reading_in(ROSTER_STRICT);
	assert_null(reading.roster);
	assert_int_equal(reading.found.n_errors, 2);
	reading_told(RULE_VALUE_MISSING, "users.csv", 3, "userMasterIdentifier", "");
}

static void
a_password_is_never_shown(void **state)
{
	size_t i;

	(void)state;
	fileset_edit(&reading.files, "users.csv", "\"P3\",\"\"", "\"P3\",\"hunter\xff" "2\"");
	reading_in(ROSTER_NORMAL);
	assert_null(reading.roster);
	reading_told(RULE_CSV_UTF8, "users.csv", 3, "password", "");
	for (i = 0; i < reading.found.n; i++)
		assert_null(strstr(reading.found.all[i].value, "hunter"));
}

static void
demographics_are_checked_and_left(void **state)
{
	static const char text[] = "sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,"
	    "blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,"
	    "hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus\r\n"
	    TARO ",,,2017-05-05,male,,,,,,,,,,,\r\n";

	(void)state;
	fileset_edit(&reading.files, "manifest.csv", "\"file.demographics\",\"absent\"", "\"file.demographics\",\"bulk\"");
	fileset_add(&reading.files, FILESET_FILE, "demographics.csv", text, sizeof(text) - 1);
	reading_accepted();
	fileset_edit(&reading.files, "demographics.csv", TARO, "nobody");
	reading_refused(RULE_ID_UNKNOWN, "demographics.csv", 2, "sourcedId", "nobody");
}

static void
errors_without_end_stop(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 7000; i++)
		fileset_append(&reading.files, "orgs.csv", "a\r\n");
	reading_in(ROSTER_NORMAL);
	assert_null(reading.roster);
	assert_int_equal(reading.found.n_errors, ROSTER_MAX_ERRORS);
	assert_int_equal(reading.found.all[reading.found.n - 1].rule, RULE_TOO_MANY);
	assert_int_equal(reading.found.n, ROSTER_MAX_ERRORS + 1);
}

static void
every_rule_has_a_name(void **state)
{
	enum roster_rule rule;

	(void)state;
	for (rule = 0; rule < RULE_COUNT; rule++)
		assert_true(strlen(roster_rule_name(rule)) > 0 && strlen(roster_rule_name(rule)) < 31);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(not_a_zip), CASE(a_zip_cut_short), CASE(an_encrypted_zip), CASE(names_in_the_zip),
		CASE(another_method), CASE(manifest_rows), CASE(quotes),
		CASE(fields_and_control_characters), CASE(values),
		CASE(findings_come_in_the_order_of_files_and_lines), CASE(long_values), CASE(years),
		CASE(organisations), CASE(people), CASE(a_pupil_who_changed_class),
		CASE(strict_mode_wants_master_and_preferred_names), CASE(a_password_is_never_shown),
		CASE(demographics_are_checked_and_left), CASE(errors_without_end_stop),
		CASE(every_rule_has_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
