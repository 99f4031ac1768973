/* test_people.c -- what pages about children and sheets say of a name, a number, a code. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "portal/people.h"

#include "common/str.h"

static struct arena	*arena;

static int
begin(void **state)
{
	(void)state;
	arena = arena_new(1 << 20);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void
the_reading_gives_the_first_letter(void **state)
{
	(void)state;
	assert_string_equal(people_initial(arena, "\343\202\265\343\202\257\343\203\251", "X"), "\343\202\265");
	assert_string_equal(people_initial(arena, "", "Anh"), "A");
	assert_string_equal(people_initial(arena, "", ""), "");
}

/* U+845B U+E0100 is one letter to its reader; U+2123D has four bytes. */
static void
a_letter_keeps_its_form(void **state)
{
	(void)state;
	assert_string_equal(people_initial(arena, "", "\350\221\233\363\240\204\200\345\237\216"),
	    "\350\221\233\363\240\204\200");
	assert_string_equal(people_initial(arena, "", "\360\241\210\275\357\250\221"), "\360\241\210\275");
}

static void
a_name_may_have_one_part(void **state)
{
	(void)state;
	assert_string_equal(people_name(arena, "Nguyen", "Anh"), "Nguyen Anh");
	assert_string_equal(people_name(arena, "Nguyen", ""), "Nguyen");
	assert_string_equal(people_name(arena, "", "Anh"), "Anh");
}

static void
digits_stand_in_fours(void **state)
{
	const struct digit_groups	 g = people_groups(arena, "12345678901234567890");

	(void)state;
	assert_int_equal(g.nparts, 5);
	assert_string_equal(g.parts[0].text, "1234");
	assert_string_equal(g.parts[4].text, "7890");
}

static void
telephone_numbers(void **state)
{
	static const struct { const char *typed, *shown; } cases[] = {
		{ "03-1234-5678", "03-1234-5678" },
		{ "0312345678", "0312345678" },
		{ "0120-000-001", "0120-000-001" },
		{ "(03) 1234-5678", "(03) 1234-5678" },
		{ "\357\274\220\357\274\223\357\274\215\357\274\221234-5678", "03-1234-5678" },
		{ "12345678", NULL }, { "090-1234-56789", NULL }, { "-312345678", NULL },
		{ "03-1234-567x", NULL }, { "=031234567", NULL }, { "03--------------12345678", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_true(str_equal(people_phone(arena, cases[i].typed), cases[i].shown));
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(the_reading_gives_the_first_letter),
		cmocka_unit_test(a_letter_keeps_its_form),
		cmocka_unit_test(a_name_may_have_one_part),
		cmocka_unit_test(digits_stand_in_fours),
		cmocka_unit_test(telephone_numbers),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
