/* test_throttle.c -- how long failures make a person wait, and for how long they are remembered. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "portal/throttle.h"

#define MINUTE_US INT64_C(60000000)

static const struct instant	 start = { INT64_C(1800000000000000) };

static struct instant
after(int64_t minutes)
{
	return (struct instant){ start.us + minutes * MINUTE_US };
}

static struct throttle_count
failures(enum throttle_rule rule, int n, struct instant now)
{
	struct throttle_count	 c = { 0 };

	for (int i = 0; i < n; i++)
		c = throttle_next(c, rule, now);
	return c;
}

static void
nine_failures_cost_nothing(void **state)
{
	const struct throttle_count	 c = failures(THROTTLE_LOGIN, 9, start);

	(void)state;
	assert_int_equal(c.failures, 9);
	assert_int_equal(throttle_wait_minutes(c, start), 0);
}

static void
the_wait_doubles_up_to_fifteen_minutes(void **state)
{
	static const int64_t	 waits[] = { 1, 2, 4, 8, 15, 15, 15 };

	(void)state;
	for (int i = 0; i < 7; i++)
		assert_int_equal(throttle_wait_minutes(failures(THROTTLE_LOGIN, 10 + i, start), start), waits[i]);
	assert_int_equal(throttle_wait_minutes(failures(THROTTLE_LOGIN, 100000, start), start), 15);
}

static void
an_address_is_loose(void **state)
{
	(void)state;
	assert_int_equal(throttle_wait_minutes(failures(THROTTLE_ADDRESS, 299, start), start), 0);
	assert_int_equal(throttle_wait_minutes(failures(THROTTLE_ADDRESS, 300, start), start), 1);
}

static void
what_is_left_is_rounded_up(void **state)
{
	const struct throttle_count	 c = { .failures = 11, .since_at = start, .blocked_until_at = after(2) };

	(void)state;
	assert_int_equal(throttle_wait_minutes(c, (struct instant){ start.us + 1 }), 2);
	assert_int_equal(throttle_wait_minutes(c, (struct instant){ after(2).us - 1 }), 1);
	assert_int_equal(throttle_wait_minutes(c, after(2)), 0);
}

static void
a_failure_after_the_wait_doubles_it(void **state)
{
	struct throttle_count	 c = failures(THROTTLE_LOGIN, 10, start);

	(void)state;
	c = throttle_next(c, THROTTLE_LOGIN, after(1));
	assert_int_equal(c.failures, 11);
	assert_int_equal(throttle_wait_minutes(c, after(1)), 2);
}

static void
fifteen_quiet_minutes_forget(void **state)
{
	struct throttle_count	 c = failures(THROTTLE_LOGIN, 9, start);

	(void)state;
	c = throttle_next(c, THROTTLE_LOGIN, (struct instant){ after(15).us - 1 });
	assert_int_equal(c.failures, 10);
	c = throttle_next(failures(THROTTLE_LOGIN, 9, start), THROTTLE_LOGIN, after(15));
	assert_int_equal(c.failures, 1);
	assert_int_equal(c.since_at.us, after(15).us);
}

/* The window alone being over is not enough: somebody who comes back right after a wait goes on doubling. */
static void
a_wait_is_remembered_beyond_the_window(void **state)
{
	struct throttle_count	 c = failures(THROTTLE_LOGIN, 20, start);

	(void)state;
	c = throttle_next(c, THROTTLE_LOGIN, after(16));
	assert_int_equal(c.failures, 21);
	assert_int_equal(throttle_wait_minutes(c, after(16)), 15);
	c = throttle_next(c, THROTTLE_LOGIN, after(16 + 30));
	assert_int_equal(c.failures, 1);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(nine_failures_cost_nothing),
		cmocka_unit_test(the_wait_doubles_up_to_fifteen_minutes),
		cmocka_unit_test(an_address_is_loose),
		cmocka_unit_test(what_is_left_is_rounded_up),
		cmocka_unit_test(a_failure_after_the_wait_doubles_it),
		cmocka_unit_test(fifteen_quiet_minutes_forget),
		cmocka_unit_test(a_wait_is_remembered_beyond_the_window),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
