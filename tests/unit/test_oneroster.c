/*
 * test_oneroster.c -- rosters that are to be read: the cases OK-01 to OK-12 of
 * interchange.md 2.8.  OK-07 (twice the same) belongs to the import.
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
make_jp121(void)
{
	fileset_edit(&reading.files, "manifest.csv", "1.2_JP", "1.2");
	fileset_edit(&reading.files, "enrollments.csv", "shussekiNo", "ShussekiNo");
	fileset_edit(&reading.files, "enrollments.csv", "publicFlg", "PublicFlg");
}

static void
ok_01_jp121(void **state)
{
	(void)state;
	make_jp121();
	reading_accepted();
	assert_int_equal(reading.roster->dialect, ROSTER_JP_121);
	assert_int_equal(reading_user(TARO)->attendance_number, 1);
}

static void
ok_02_k12v1(void **state)
{
	const struct roster_user *u;

	(void)state;
	reading_accepted();
	assert_int_equal(reading.roster->dialect, ROSTER_K12_1);
	assert_string_equal(reading.roster->version, "1.2_JP");
	assert_string_equal(reading.roster->source_system, "\u898b\u672c\u6821\u52d9");
	assert_int_equal(reading.roster->n_orgs, 2);
	assert_int_equal(reading.roster->orgs[0].kind, ROSTER_DISTRICT);
	assert_ptr_equal(reading.roster->orgs[1].parent, &reading.roster->orgs[0]);
	assert_int_equal(reading.roster->years[0].school_year, 2026);
	assert_int_equal(reading.roster->years[0].end_on.day, 31);
	assert_int_equal(reading.roster->n_classes, 2);
	assert_int_equal(reading.roster->n_guardians, 1);
	assert_int_equal(reading.roster->n_users, 4);
	assert_int_equal(reading.roster->n_enrols, 4);
	u = reading_user(TARO);
	assert_int_equal(u->person, ROSTER_PUPIL);
	assert_string_equal(u->family_name, DOI);
	assert_string_equal(u->given_kana, KANA_TARO);
	assert_string_equal(u->grade, "P3");
	assert_string_equal(u->home_class->sourced_id, CLASS_3_1);
	assert_ptr_equal(u->school, &reading.roster->orgs[1]);
	assert_int_equal(u->attendance_number, 1);
}

static void
ok_02_roles_of_staff(void **state)
{
	size_t i, n_teacher, n_manager;

	(void)state;
	reading_accepted();
	assert_int_equal(reading_user(TEACHER)->person, ROSTER_STAFF);
	for (i = n_teacher = n_manager = 0; i < reading.roster->n_roles; i++) {
		if (reading.roster->roles[i].user != reading_user(TEACHER))
			continue;
		n_teacher += reading.roster->roles[i].kind == ROSTER_TEACHER && reading.roster->roles[i].primary;
		n_manager += reading.roster->roles[i].kind == ROSTER_MANAGER && !reading.roster->roles[i].primary;
	}
	assert_int_equal(n_teacher, 1);
	assert_int_equal(n_manager, 1);
	assert_int_equal(reading.roster->enrols[3].kind, ROSTER_ENROL_TEACHER);
	assert_true(reading.roster->enrols[3].primary);
}

static void
ok_03_bom(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "users.csv", "\"sourcedId\"", "\ufeff\"sourcedId\"");
	fileset_edit(&reading.files, "manifest.csv", "\"propertyName\"", "\ufeff\"propertyName\"");
	reading_accepted();
}

static void
ok_04_line_feeds(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < reading.files.n; i++)
		fileset_edit_all(&reading.files, reading.files.file[i].name, "\r\n", "\n");
	reading_accepted();
	assert_int_equal(reading.roster->n_users, 4);
}

static void
ok_05_unquoted(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < reading.files.n; i++)
		if (strcmp(reading.files.file[i].name, "classes.csv") != 0)
			fileset_edit_all(&reading.files, reading.files.file[i].name, "\"", "");
	reading_accepted();
	assert_string_equal(reading_user(TARO)->family_name, DOI);
}

static void
ok_06_manifest_only(void **state)
{
	(void)state;
	while (reading.files.n > 1)
		fileset_drop(&reading.files, reading.files.file[1].name);
	fileset_edit_all(&reading.files, "manifest.csv", "bulk", "absent");
	reading_accepted();
	assert_true(reading.roster->no_updates);
	assert_int_equal(reading.roster->n_users, 0);
}

/* Delta is refused by name until it is written. */
static void
ok_08_delta_is_refused_by_name(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "manifest.csv", "\"file.roles\",\"bulk\"", "\"file.roles\",\"delta\"");
	reading_in(ROSTER_NORMAL);
	assert_null(reading.roster);
	reading_told(RULE_DELTA, "roles.csv", 0, "", "delta");
	assert_int_equal(reading.found.n_errors, 1);
}

static void
ok_09_null_parent(void **state)
{
	(void)state;
	fileset_edit(&reading.files, "orgs.csv", "\"013001\",\"\"", "\"013001\",\"NULL\"");
	fileset_edit(&reading.files, "users.csv", "\"" DOI "\"", "\"NULL\"");
	reading_accepted();
	assert_null(reading.roster->orgs[0].parent);
}

static void
ok_09_null_is_a_name(void **state)
{
	(void)state;
	fileset_edit_all(&reading.files, "users.csv", "\"" DOI "\"", "\"NULL\"");
	reading_accepted();
	assert_string_equal(reading_user(TARO)->family_name, "NULL");
}

static void
ok_10_second_edition(void **state)
{
	(void)state;
	make_jp121();
	fileset_edit(&reading.files, "users.csv", "\"userMasterIdentifier\",", "\"userMasterIdentifier\",\"resourceSourcedIds\",");
	fileset_edit(&reading.files, "users.csv", ",\"metadata.jp.kanaPreferredFamilyName\""
	    ",\"metadata.jp.kanaPreferredGivenName\",\"metadata.jp.kanaPreferredMiddleName\"", "");
	fileset_edit(&reading.files, "users.csv", "785c4bd6-3e4f-477e-b746-ad01ed5cdc08\",", "785c4bd6-3e4f-477e-b746-ad01ed5cdc08\",\"\",");
	fileset_edit(&reading.files, "users.csv", "9119faa1-227c-4b4f-a163-daeb8851a6d5\",", "9119faa1-227c-4b4f-a163-daeb8851a6d5\",\"\",");
	fileset_edit(&reading.files, "users.csv", "deb54099-0eb1-4e2f-82f1-f5f460d9f1ea\",", "deb54099-0eb1-4e2f-82f1-f5f460d9f1ea\",\"\",");
	fileset_edit(&reading.files, "users.csv", "2e07c775-9ffa-4335-92ac-9a2662ebdb8a\",", "2e07c775-9ffa-4335-92ac-9a2662ebdb8a\",\"\",");
	fileset_edit(&reading.files, "users.csv", "fa8334c9-bea1-48fd-ac44-b1deb09d1612\",", "fa8334c9-bea1-48fd-ac44-b1deb09d1612\",\"r1,r2\",");
	fileset_edit_all(&reading.files, "users.csv", ",\"\u30c9\u30a4\",\"\u30a4\u30c1\u30ed\u30a6\",\"\"\r\n", "\r\n");
	fileset_edit(&reading.files, "users.csv", ",\"\u30c9\u30a4\",\"" KANA_TARO "\",\"\"\r\n", "\r\n");
	fileset_edit(&reading.files, "users.csv", ",\"\u30bf\u30ab\u30cf\u30b7\",\"\u30cf\u30ca\u30b3\",\"\"\r\n", "\r\n");
	fileset_edit(&reading.files, "users.csv", ",\"\u30c4\u30c1\u30b6\u30ad\",\"\u30a2\u30aa\u30a4\",\"\"\r\n", "\r\n");
	fileset_edit(&reading.files, "users.csv", ",\"\u30df\u30db\u30f3\",\"\u30ad\u30e7\u30a6\u30b3\",\"\"\r\n", "\r\n");
	reading_accepted();
	assert_int_equal(reading.roster->dialect, ROSTER_JP_2);
	assert_string_equal(reading_user(TARO)->given_kana, KANA_TARO);
}

static void
ok_11_class_of_two_grades(void **state)
{
	(void)state;
	reading_accepted();
	assert_string_equal(reading.roster->classes[1].grades, "P3,P5");
	assert_true(reading.roster->classes[1].special_needs);
	assert_false(reading.roster->classes[0].special_needs);
	assert_string_equal(reading_user(AOI)->home_class->sourced_id, NAKAYOSHI);
}

static void
rewrite(void)
{
	const unsigned char *zip;
	unsigned char *copy;
	size_t n;

	assert_true(roster_write(reading.roster, &zip, &n));
	copy = malloc(n);
	assert_non_null(copy);
	memcpy(copy, zip, n);
	reading_bytes(copy, n, ROSTER_NORMAL);
	if (reading.roster == NULL || reading.found.n != 0)
		reading_print();
	assert_non_null(reading.roster);
	assert_int_equal(reading.found.n, 0);
}

/* Tsuchizaki, Takahashi with the ladder, Katsuragi with a variation selector, Yoshida, and Latin letters. */
static void
ok_12_names_survive_the_round_trip(void **state)
{
	static const char *const names[] = {
		"\U0002123d\ufa11", "\u9ad9\u6a4b", "\u845b\U000e0100\u57ce", "\U00020bb7\u7530",
		"Nguy\u1ec5n Anh", "\ufa19\uf9dc\ufa45", "\ue000\u2460\u3231\uff5e", "O\"\"Brien, Jr.",
	};
	char quoted[100];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		fileset_free(&reading.files);
		fileset_load(&reading.files, "tests/support/rosters/k12v1");
		snprintf(quoted, sizeof(quoted), "\"%s\"", names[i]);
		fileset_edit_all(&reading.files, "users.csv", "\"" DOI "\"", quoted);
		reading_accepted();
		rewrite();
		assert_string_equal(reading_user(TARO)->family_name, i == 7 ? "O\"Brien, Jr." : names[i]);
		assert_string_equal(reading_user(AOI)->family_name, "\U0002123d\ufa11");
		assert_int_equal(reading.roster->n_roles, 5);
		assert_int_equal(reading.roster->n_enrols, 4);
		assert_string_equal(reading_user(TARO)->home_class->sourced_id, CLASS_3_1);
	}
}

static void
writing_twice_gives_the_same_bytes(void **state)
{
	const unsigned char *one, *two;
	size_t n_one, n_two;

	(void)state;
	reading_accepted();
	assert_true(roster_write(reading.roster, &one, &n_one));
	assert_true(roster_write(reading.roster, &two, &n_two));
	assert_int_equal(n_one, n_two);
	assert_memory_equal(one, two, n_one);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(ok_01_jp121), CASE(ok_02_k12v1), CASE(ok_02_roles_of_staff), CASE(ok_03_bom),
		CASE(ok_04_line_feeds), CASE(ok_05_unquoted), CASE(ok_06_manifest_only),
		CASE(ok_08_delta_is_refused_by_name), CASE(ok_09_null_parent),
		CASE(ok_09_null_is_a_name), CASE(ok_10_second_edition),
		CASE(ok_11_class_of_two_grades), CASE(ok_12_names_survive_the_round_trip),
		CASE(writing_twice_gives_the_same_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
