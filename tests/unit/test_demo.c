/* test_demo.c -- the invented municipality: whole, readable, and the same for the same seed. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ctl/demo_gen.h"

#define NAMES "modules/ctl/demo_names.txt"
#define SEEDS 20

static struct demo *demo;

static int
begin(void **state)
{
	const char *wrong;

	(void)state;
	demo = demo_generate(1, 2026, NAMES, &wrong);
	return demo == NULL ? -1 : 0;
}

static int
end(void **state)
{
	(void)state;
	demo_free(demo);
	return 0;
}

static void
the_same_seed_gives_the_same_bytes(void **state)
{
	const char *wrong;
	struct demo *again, *other;

	(void)state;
	again = demo_generate(1, 2026, NAMES, &wrong);
	other = demo_generate(2, 2026, NAMES, &wrong);
	assert_non_null(again);
	assert_non_null(other);
	assert_int_equal(again->zip_bytes, demo->zip_bytes);
	assert_memory_equal(again->zip, demo->zip, demo->zip_bytes);
	assert_true(other->zip_bytes != demo->zip_bytes ||
	    memcmp(other->zip, demo->zip, demo->zip_bytes) != 0);
	demo_free(again);
	demo_free(other);
}

/* A strict reading without a finding gives what the generator meant. */
static void
check_zip(const struct demo *d)
{
	struct roster_findings found;
	struct roster *r;
	size_t i;

	r = roster_read(d->zip, d->zip_bytes, ROSTER_STRICT, &found);
	assert_int_equal(found.n, 0);
	assert_non_null(r);
	assert_int_equal(r->dialect, ROSTER_K12_1);
	assert_int_equal(r->n_orgs, 4);
	assert_int_equal(r->n_users, d->roster->n_users);
	assert_int_equal(r->n_classes, d->roster->n_classes);
	assert_int_equal(r->n_roles, d->roster->n_roles);
	assert_int_equal(r->n_enrols, d->roster->n_enrols);
	for (i = 0; i < r->n_users; i++) {
		assert_string_equal(r->users[i].family_name, d->roster->users[i].family_name);
		assert_string_equal(r->users[i].given_name, d->roster->users[i].given_name);
		assert_int_equal(r->users[i].attendance_number, d->roster->users[i].attendance_number);
	}
	roster_free(r);
	roster_findings_free(&found);
}

static void
check_classes(const struct demo *d)
{
	const struct roster *r = d->roster;
	size_t i, k, n_pupils, n_main, smallest, largest;

	for (i = 0, smallest = 1000, largest = 0; i < r->n_classes; i++) {
		for (k = n_pupils = n_main = 0; k < r->n_enrols; k++) {
			if (r->enrols[k].class != &r->classes[i])
				continue;
			n_pupils += r->enrols[k].kind == ROSTER_ENROL_STUDENT;
			n_main += r->enrols[k].kind == ROSTER_ENROL_TEACHER && r->enrols[k].primary;
		}
		assert_int_equal(n_main, 1);
		smallest = n_pupils < smallest ? n_pupils : smallest;
		largest = n_pupils > largest ? n_pupils : largest;
	}
	assert_int_equal(smallest, 12);
	assert_int_equal(largest, 35);
}

static void
every_seed_gives_a_faultless_zip(void **state)
{
	const char *wrong;
	struct demo *d;
	uint64_t seed;

	(void)state;
	for (seed = 0; seed < SEEDS; seed++) {
		d = demo_generate(seed, 2026, NAMES, &wrong);
		assert_non_null(d);
		check_zip(d);
		check_classes(d);
		demo_free(d);
	}
}

static void
every_grade_and_role_is_there(void **state)
{
	static const char *const grades[] = { "P1", "P2", "P3", "P4", "P5", "P6", "J1", "J2", "J3" };
	const struct roster *r = demo->roster;
	size_t i, k, n, n_manager, n_officer;

	(void)state;
	for (i = 0; i < 9; i++) {
		for (k = n = 0; k < r->n_classes; k++)
			n += strcmp(r->classes[k].grades, grades[i]) == 0;
		assert_true(i < 6 ? n == 4 : n == 2 || n == 3);
	}
	for (i = n_manager = n_officer = 0; i < r->n_roles; i++) {
		n_manager += r->roles[i].kind == ROSTER_MANAGER;
		n_officer += r->roles[i].kind == ROSTER_OFFICER;
	}
	assert_int_equal(n_manager, 6);
	assert_int_equal(n_officer, 2);
}

/* Takahashi, Tsuchizaki, Katsuragi with its variation selector, Yoshida, Latin letters, 24 characters. */
static void
the_hard_names_are_there(void **state)
{
	static const char *const names[] = {
		"\u9ad9\u6a4b", "\U0002123d\ufa11", "\u845b\U000e0100\u57ce", "\U00020bb7\u7530", "Nguyen",
	};
	const struct roster *r = demo->roster;
	size_t i, k, longest;
	bool found;

	(void)state;
	for (i = longest = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		for (k = 0, found = false; k < r->n_users; k++) {
			found = found || strcmp(r->users[k].family_name, names[i]) == 0;
			if (strlen(r->users[k].family_name) > longest)
				longest = strlen(r->users[k].family_name);
		}
		assert_true(found);
	}
	assert_int_equal(longest, 24 * 3);
}

static void
households(void **state)
{
	const struct demo_household *h;
	size_t i, n_none, n_two, n_across, n_children;

	(void)state;
	n_none = n_two = n_across = n_children = 0;
	for (h = demo->households; h < demo->households + demo->n_households; h++) {
		assert_true(h->n_children >= 1 && h->n_children <= DEMO_MAX_CHILDREN);
		n_none += h->n_guardians == 0;
		n_two += h->n_guardians == 2;
		n_across += h->child[0]->school != h->child[h->n_children - 1]->school;
		n_children += h->n_children;
		for (i = 0; i < h->n_children; i++)
			assert_string_equal(h->child[i]->family_name, h->family_name);
		for (i = 0; i < h->n_guardians; i++)
			assert_true(strstr(h->guardian[i].mail, "@example.jp") != NULL ||
			    strstr(h->guardian[i].mail, "@example.com") != NULL);
	}
	for (i = 0; i < demo->roster->n_users; i++)
		n_children -= demo->roster->users[i].person == ROSTER_PUPIL;
	assert_int_equal(n_children, 0);
	assert_true(n_none * 20 > demo->n_households && n_none * 6 < demo->n_households);
	assert_true(n_two * 5 > demo->n_households);
	assert_true(n_across > 10);
}

static void
a_bad_file_of_names_is_refused(void **state)
{
	const char *wrong;

	(void)state;
	assert_null(demo_generate(1, 2026, "modules/ctl/nowhere.txt", &wrong));
	assert_non_null(wrong);
	assert_null(demo_generate(1, 2026, "tests/support/rosters/k12v1/orgs.csv", &wrong));
	assert_non_null(wrong);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_seed_gives_the_same_bytes),
		cmocka_unit_test(every_seed_gives_a_faultless_zip),
		cmocka_unit_test(every_grade_and_role_is_there),
		cmocka_unit_test(the_hard_names_are_there),
		cmocka_unit_test(households),
		cmocka_unit_test(a_bad_file_of_names_is_refused),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
