/*
 * test_oneroster_errors.c -- the cases NG-01 to NG-25 of interchange.md 2.8; NG-22
 * and NG-23 (removals, other schools) belong to the import.  Each spoils one place.
 */

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
ng_01_no_manifest(void **state)
{
	(void)state;
	fileset_drop(&reading.files, "manifest.csv");
	reading_refused(RULE_NO_MANIFEST, "manifest.csv", 0, "", "");
	assert_string_equal(roster_rule_case(RULE_NO_MANIFEST), "NG-01");
	assert_string_equal(roster_rule_name(RULE_NO_MANIFEST), "NO_MANIFEST");
}

static void
ng_02_bulk_but_missing(void **state)
{
	(void)state;
	fileset_drop(&reading.files, "roles.csv");
	reading_refused(RULE_FILE_MISSING, "roles.csv", 0, "", "bulk");
}

static void
ng_03_present_but_absent(void **state)
{
	(void)state;
	fileset_add(&reading.files, FILESET_FILE, "demographics.csv", "\"sourcedId\"\r\n", 13);
	reading_refused(RULE_FILE_NOT_LISTED, "demographics.csv", 0, "", "absent");
}

static void
ng_04_directory(void **state)
{
	(void)state;
	fileset_add(&reading.files, FILESET_DIRECTORY, "more", "", 0);
	reading_refused(RULE_ZIP_DIRECTORY, "more/", 0, "", "");
	fileset_drop(&reading.files, "more");
	fileset_add(&reading.files, FILESET_FILE, "../users.csv", "x", 1);
	reading_refused(RULE_ZIP_DIRECTORY, "../users.csv", 0, "", "");
}

static void
ng_05_header_order(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "orgs.csv", "\"name\",\"type\"", "\"type\",\"name\"");
	reading_in(ROSTER_NORMAL);
	assert_null(reading.roster);
	reading_told(RULE_HEADER_ORDER, "orgs.csv", 1, "name", "name");
}

static void
ng_05_metadata_stands_right(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "classes.csv", "\"periods\",\"metadata.jp.specialNeeds\"",
	    "\"metadata.jp.specialNeeds\",\"periods\"");
	reading_in(ROSTER_NORMAL);
	reading_told(RULE_HEADER_ORDER, "classes.csv", 1, "periods", "periods");
}

static void
ng_06_header_case(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "users.csv", "\"sourcedId\"", "\"SourcedId\"");
	reading_refused(RULE_HEADER_CASE, "users.csv", 1, "SourcedId", "SourcedId");
}

static void
ng_07_header_missing(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "roles.csv", "\"userProfileSourcedId\"", "\"metadata.other\"");
	reading_in(ROSTER_NORMAL);
	assert_null(reading.roster);
	reading_told(RULE_HEADER_MISSING, "roles.csv", 1, "userProfileSourcedId", "");
	assert_int_equal(reading.found.n_errors, 1);
	reading_told(RULE_HEADER_IGNORED, "roles.csv", 1, "metadata.other", "metadata.other");
}

static void
ng_07_no_header_row(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "orgs.csv",
	    "\"sourcedId\",\"status\",\"dateLastModified\",\"name\",\"type\",\"identifier\",\"parentSourcedId\"\r\n", "");
	reading_refused(RULE_NO_HEADER, "orgs.csv", 1, "", DISTRICT);
}

static void
ng_08_id_twice(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "classes.csv", NAKAYOSHI, CLASS_3_1);
	fileset_edit_all(&reading.files, "enrollments.csv", NAKAYOSHI, CLASS_3_1);
	fileset_edit_all(&reading.files, "users.csv", NAKAYOSHI, CLASS_3_1);
	fileset_edit(&reading.files, "enrollments.csv", "\"\",\"1\",\"true\"", "\"\",\"9\",\"true\"");
	reading_refused(RULE_ID_TWICE, "classes.csv", 3, "sourcedId", CLASS_3_1);
}

static void
ng_09_unknown_class(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "enrollments.csv", NAKAYOSHI, "nowhere");
	reading_refused(RULE_ID_UNKNOWN, "enrollments.csv", 4, "classSourcedId", "nowhere");
}

static void
ng_10_class_of_the_board(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "classes.csv", SCHOOL, DISTRICT);
	reading_in(ROSTER_NORMAL);
	assert_null(reading.roster);
	reading_told(RULE_CLASS_SCHOOL, "classes.csv", 2, "schoolSourcedId", DISTRICT);
}

static void
ng_11_status_in_bulk(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "orgs.csv", SCHOOL "\",\"\"", SCHOOL "\",\"active\"");
	reading_refused(RULE_BULK_STATUS, "orgs.csv", 3, "status", "active");
}

static void
ng_12_newline_in_field(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "users.csv", "\"\u82b1\u5b50\"", "\"\u82b1\r\u5b50\"");
	reading_refused(RULE_CSV_NEWLINE, "users.csv", 4, "givenName", "\u82b1\ufffd\u5b50");
	fileset_edit(&reading.files, "users.csv", "\u82b1\r\u5b50", "\u82b1\r\n\u5b50");
	reading_refused(RULE_CSV_NEWLINE, "users.csv", 4, "givenName", "\u82b1\ufffd\ufffd\u5b50");
}

static void
ng_12_lines_are_counted_through_a_newline(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "users.csv", "\"\u82b1\u5b50\"", "\"\u82b1\n\u5b50\"");
	fileset_edit(&reading.files, "users.csv", "\"P5\"", "\"P9\"");
	reading_in(ROSTER_NORMAL);
	assert_int_equal(reading.found.n_errors, 2);
	reading_told(RULE_GRADE, "users.csv", 6, "grades", "P9");
}

static void
ng_13_not_utf8(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "users.csv", "\"\u82b1\u5b50\"", "\"\x89\xd4\x8eq\"");
	reading_refused(RULE_CSV_UTF8, "users.csv", 4, "givenName", "\ufffd\u050e" "q");
	fileset_edit(&reading.files, "users.csv", "\x89\xd4\x8eq", "\xed\xa0\x80");
	reading_refused(RULE_CSV_UTF8, "users.csv", 4, "givenName", "\ufffd\ufffd\ufffd");
}

static void
ng_14_half_width_kana(void **state)
{
	(void)state;
	fileset_edit_all(&reading.files, "users.csv", KANA_TARO, "\uff80\uff9b\uff73");
	reading_in(ROSTER_NORMAL);
	assert_non_null(reading.roster);
	assert_int_equal(reading.found.n_warnings, 2);
	reading_told(RULE_KANA_WIDTH, "users.csv", 3, "metadata.jp.kanaGivenName", "\uff80\uff9b\uff73");
	assert_false(reading.found.all[0].error);
	assert_string_equal(reading_user(TARO)->given_kana, KANA_TARO);
	reading_in(ROSTER_STRICT);
	assert_null(reading.roster);
	reading_told(RULE_KANA_WIDTH, "users.csv", 3, "metadata.jp.kanaGivenName", "\uff80\uff9b\uff73");
	assert_int_equal(reading.found.n_errors, 2);
}

static void
ng_14_marks_join_their_kana(void **state)
{
	(void)state;
	fileset_edit_all(&reading.files, "users.csv", "\"" KANA_TARO "\"", "\"\uff76\uff9e\u3041\"");
	reading_in(ROSTER_NORMAL);
	assert_non_null(reading.roster);
	assert_string_equal(reading_user(TARO)->given_kana, "\u30ac\u30a1");
}

static void
ng_15_master_twice(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "users.csv", "deb54099-0eb1-4e2f-82f1-f5f460d9f1ea", "9119FAA1-227c-4b4f-a163-daeb8851a6d5");
	reading_refused(RULE_MASTER_TWICE, "users.csv", 4, "userMasterIdentifier", "9119faa1-227c-4b4f-a163-daeb8851a6d5");
}

static void
ng_16_student_primary(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "enrollments.csv", "\"student\",\"false\"", "\"student\",\"true\"");
	reading_refused(RULE_ENROL_PRIMARY, "enrollments.csv", 2, "primary", "true");
}

static void
ng_17_secondary_alone(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "roles.csv", "\"primary\",\"teacher\"", "\"secondary\",\"teacher\"");
	reading_in(ROSTER_NORMAL);
	assert_null(reading.roster);
	reading_told(RULE_ROLE_SECONDARY, "roles.csv", 6, "roleType", "secondary");
	assert_int_equal(reading.found.n_errors, 2);
}

static void
ng_18_grade(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "classes.csv", "\"P3\"", "\"K1\"");
	reading_refused(RULE_GRADE, "classes.csv", 2, "grades", "K1");
}

static void
ng_19_bomb(void **state)
{
	size_t n = (size_t)70 << 20;
	char *text;

	(void)state;
	text = malloc(n);
	assert_non_null(text);
	memset(text, ',', n);
	fileset_drop(&reading.files, "users.csv");
	fileset_add(&reading.files, FILESET_FILE, "users.csv", text, n);
	free(text);
	reading_refused(RULE_ZIP_SIZE, "users.csv", 0, "", "");
}

static void
ng_20_district_with_parent(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "orgs.csv", "\"013001\",\"\"", "\"013001\",\"" SCHOOL "\"");
	reading_refused(RULE_DISTRICT_PARENT, "orgs.csv", 2, "parentSourcedId", SCHOOL);
}

static void
ng_21_mixed_headers(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "enrollments.csv", "shussekiNo", "ShussekiNo");
	reading_in(ROSTER_NORMAL);
	assert_null(reading.roster);
	reading_told(RULE_HEADER_MIXED, "enrollments.csv", 1, "metadata.jp.shussekiNo", "");
	assert_int_equal(reading.found.n_errors, 1);
}

static void
ng_21_version_and_headers_differ(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "manifest.csv", "1.2_JP", "1.2.1");
	reading_in(ROSTER_NORMAL);
	assert_non_null(reading.roster);
	assert_int_equal(reading.roster->dialect, ROSTER_K12_1);
	reading_told(RULE_HEADER_VERSION, "enrollments.csv", 1, "metadata.jp.shussekiNo", "1.2.1");
}

static void
ng_24_subjects(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "classes.csv", "\"\",\"\",\"\",\"false\"", "\"a,b\",\"1\",\"\",\"false\"");
	reading_refused(RULE_SUBJECTS, "classes.csv", 2, "subjectCodes", "1");
}

static void
ng_25_header_only(void **state)
{
	char *end_of_line;

	(void)state;
	end_of_line = strchr(reading.files.file[7].text, '\n');
	reading.files.file[7].n_bytes = (size_t)(end_of_line + 1 - reading.files.file[7].text);
	assert_string_equal(reading.files.file[7].name, "enrollments.csv");
	reading_refused(RULE_NO_ROWS, "enrollments.csv", 1, "", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(ng_01_no_manifest), CASE(ng_02_bulk_but_missing), CASE(ng_03_present_but_absent),
		CASE(ng_04_directory), CASE(ng_05_header_order), CASE(ng_05_metadata_stands_right),
		CASE(ng_06_header_case), CASE(ng_07_header_missing), CASE(ng_07_no_header_row),
		CASE(ng_08_id_twice), CASE(ng_09_unknown_class), CASE(ng_10_class_of_the_board),
		CASE(ng_11_status_in_bulk), CASE(ng_12_newline_in_field),
		CASE(ng_12_lines_are_counted_through_a_newline), CASE(ng_13_not_utf8),
		CASE(ng_14_half_width_kana), CASE(ng_14_marks_join_their_kana),
		CASE(ng_15_master_twice), CASE(ng_16_student_primary), CASE(ng_17_secondary_alone),
		CASE(ng_18_grade), CASE(ng_19_bomb), CASE(ng_20_district_with_parent),
		CASE(ng_21_mixed_headers), CASE(ng_21_version_and_headers_differ),
		CASE(ng_24_subjects), CASE(ng_25_header_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
