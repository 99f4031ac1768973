/* test_absences_rules.c -- what may be done with a report, which days count, which code is proposed. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "common/time.h"
#include "absences/rules.h"

static void
test_parents_change_only_what_nobody_confirmed(void **state)
{
	(void)state;
	for (int s = RULES_RECEIVED; s <= RULES_WITHDRAWN; s++) {
		assert_int_equal(rules_may_correct(s), s == RULES_RECEIVED);
		assert_int_equal(rules_may_withdraw(s), s == RULES_RECEIVED);
		assert_int_equal(rules_may_confirm(s), s == RULES_RECEIVED);
	}
	assert_false(rules_may_correct(-1));
	assert_false(rules_may_withdraw(RULES_WITHDRAWN + 1));
}

static void
test_managers_decide_before_the_decision_only(void **state)
{
	(void)state;
	assert_true(rules_may_decide(RULES_RECEIVED));
	assert_true(rules_may_decide(RULES_CONFIRMED));
	assert_false(rules_may_decide(RULES_APPROVED));
	assert_false(rules_may_decide(RULES_REJECTED));
	assert_false(rules_may_decide(RULES_WITHDRAWN));
	assert_false(rules_may_decide(99));
}

static void
test_rejected_and_withdrawn_free_the_day(void **state)
{
	(void)state;
	assert_true(rules_living(RULES_RECEIVED));
	assert_true(rules_living(RULES_CONFIRMED));
	assert_true(rules_living(RULES_APPROVED));
	assert_false(rules_living(RULES_REJECTED));
	assert_false(rules_living(RULES_WITHDRAWN));
	assert_false(rules_living(99));
}

static void
test_code_follows_the_words(void **state)
{
	static const char *const	 absent[] = {
		[RULES_UNWELL] = "sick", [RULES_HOSPITAL] = "sick", [RULES_FAMILY] = "other",
		[RULES_MOURNING] = "mourning", [RULES_INFECTION] = "sick", [RULES_OTHER] = "other",
	};

	(void)state;
	for (int reason = RULES_UNWELL; reason <= RULES_OTHER; reason++) {
		assert_string_equal(rules_code(RULES_ABSENT, reason), absent[reason]);
		assert_string_equal(rules_code(RULES_LATE, reason), "late");
		assert_string_equal(rules_code(RULES_EARLY, reason), "early");
	}
}

/* School Health and Safety Act, article 19: the principal suspends, nobody else proposes it. */
static void
test_suspension_is_never_proposed(void **state)
{
	(void)state;
	for (int kind = RULES_ABSENT; kind <= RULES_EARLY; kind++)
		for (int reason = RULES_UNWELL; reason <= RULES_OTHER; reason++)
			assert_string_not_equal(rules_code(kind, reason), "suspend");
}

static void
test_a_single_day_may_be_any_day(void **state)
{
	const struct date	 sunday = { 2026, 4, 5 };
	struct date		 days[RULES_DAYS_MAX];

	(void)state;
	assert_int_equal(rules_days(sunday, sunday, days), 1);
	assert_int_equal(date_compare(days[0], sunday), 0);
}

static void
test_several_days_are_monday_to_friday(void **state)
{
	const struct date	 friday = { 2026, 4, 3 }, tuesday = { 2026, 4, 7 };
	struct date		 days[RULES_DAYS_MAX];

	(void)state;
	assert_int_equal(rules_days(friday, tuesday, days), 3);
	assert_int_equal(days[0].day, 3);
	assert_int_equal(days[1].day, 6);
	assert_int_equal(days[2].day, 7);
}

static void
test_a_weekend_or_a_backward_period_has_no_day(void **state)
{
	const struct date	 saturday = { 2026, 4, 4 }, sunday = { 2026, 4, 5 };
	struct date		 days[RULES_DAYS_MAX];

	(void)state;
	assert_int_equal(rules_days(saturday, sunday, days), 0);
	assert_int_equal(rules_days(sunday, saturday, days), 0);
}

static void
test_days_cross_months_and_stop_at_the_most(void **state)
{
	const struct date	 from = { 2028, 2, 28 }, until = { 2028, 3, 1 };
	struct date		 days[RULES_DAYS_MAX];

	(void)state;
	assert_int_equal(rules_days(from, until, days), 3);
	assert_int_equal(days[1].day, 29);
	assert_int_equal(days[2].month, 3);
	assert_int_equal(rules_days(from, date_add(from, 400), days), RULES_DAYS_MAX);
}

static void
test_number_has_no_mistakable_letter(void **state)
{
	unsigned char	 random[RULES_NUMBER_BYTES];
	char		 number[10];

	(void)state;
	for (int b = 0; b < 256; b++) {
		memset(random, b, sizeof random);
		rules_number(random, number);
		assert_int_equal(strlen(number), 9);
		assert_int_equal(number[4], '-');
		assert_null(strpbrk(number, "01OI"));
		assert_int_equal(strspn(number, "23456789ABCDEFGHJKLMNPQRSTUVWXYZ-"), 9);
	}
	memset(random, 0, sizeof random);
	random[7] = 31;
	rules_number(random, number);
	assert_string_equal(number, "2222-222Z");
}

static void
test_ticket_holds_report_and_version(void **state)
{
	const uint64_t	 ticket = rules_ticket(1234567, 42);

	(void)state;
	assert_int_equal(rules_ticket_id(ticket), 1234567);
	assert_int_equal(rules_ticket_version(ticket), 42);
	assert_int_not_equal(ticket, rules_ticket(1234567, 43));
	assert_int_equal(rules_ticket_version(rules_ticket(1, 65536 + 5)), 5);
	assert_int_equal(rules_ticket_id(rules_ticket(1, 65536 + 5)), 1);
	assert_int_equal(rules_ticket_id(7), 0);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_parents_change_only_what_nobody_confirmed),
		cmocka_unit_test(test_managers_decide_before_the_decision_only),
		cmocka_unit_test(test_rejected_and_withdrawn_free_the_day),
		cmocka_unit_test(test_code_follows_the_words),
		cmocka_unit_test(test_suspension_is_never_proposed),
		cmocka_unit_test(test_a_single_day_may_be_any_day),
		cmocka_unit_test(test_several_days_are_monday_to_friday),
		cmocka_unit_test(test_a_weekend_or_a_backward_period_has_no_day),
		cmocka_unit_test(test_days_cross_months_and_stop_at_the_most),
		cmocka_unit_test(test_number_has_no_mistakable_letter),
		cmocka_unit_test(test_ticket_holds_report_and_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
