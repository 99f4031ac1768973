/* test_time.c -- the clock, the calendar, and days as people type them. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "common/time.h"
#include "dies.h"

#define MEIJI	"\346\230\216\346\262\273"
#define TAISHO	"\345\244\247\346\255\243"
#define SHOWA	"\346\230\255\345\222\214"
#define HEISEI	"\345\271\263\346\210\220"
#define REIWA	"\344\273\244\345\222\214"
#define GAN	"\345\205\203"
#define NEN	"\345\271\264"
#define GATSU	"\346\234\210"
#define NICHI	"\346\227\245"

static const struct date today = { 2026, 4, 6 };

static void
assert_date(struct date d, int year, int month, int day)
{
	if (d.year != year || d.month != month || d.day != day)
		fail_msg("%d-%d-%d instead of %d-%d-%d", d.year, d.month, d.day, year, month, day);
}

static void
every_day_agrees_with_the_c_library(void **state)
{
	struct date	d = { 1868, 1, 1 }, next;
	struct tm	tm;
	struct local	t;
	time_t		s;

	(void)state;
	for (int i = 0; i < 130000; i++, d = next) {
		s = (time_t)(time_of(d, 9, 0).us / 1000000);	/* midnight UTC */
		gmtime_r(&s, &tm);
		assert_date(d, tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
		assert_int_equal(date_weekday(d), tm.tm_wday);
		t = time_local(time_of(d, 23, 59));
		assert_date(t.on, d.year, d.month, d.day);
		assert_int_equal(t.weekday, tm.tm_wday);
		next = date_add(d, 1);
		assert_int_equal(date_compare(d, next) < 0, 1);
		assert_int_equal(date_days(d, next), 1);
	}
	assert_date(d, 2223, 12, 6);
}

static void
the_day_changes_at_midnight_in_tokyo(void **state)
{
	const struct instant	midnight = { 1775401200000000 };	/* 2026-04-05T15:00:00Z */
	struct local		t;

	(void)state;
	assert_date(time_today(midnight), 2026, 4, 6);
	assert_date(time_today((struct instant){ midnight.us - 1 }), 2026, 4, 5);
	assert_int_equal(time_of(today, 0, 0).us, midnight.us);
	t = time_local((struct instant){ midnight.us - 1 });
	assert_int_equal(t.hour, 23);
	assert_int_equal(t.minute, 59);
	assert_int_equal(t.second, 59);
	assert_int_equal(t.weekday, 0);
	t = time_local(time_add(midnight, 8 * 3600 + 12 * 60 + 30));
	assert_int_equal(t.hour, 8);
	assert_int_equal(t.minute, 12);
	assert_int_equal(t.second, 30);
	assert_int_equal(t.weekday, 1);
}

static void
moments_before_1970(void **state)
{
	struct local t = time_local((struct instant){ -9 * 3600 * 1000000LL - 1 });

	(void)state;
	assert_date(t.on, 1969, 12, 31);
	assert_int_equal(t.hour, 23);
	assert_int_equal(t.second, 59);
	assert_int_equal(t.weekday, 3);
	assert_int_equal(time_of((struct date){ 1969, 12, 31 }, 23, 0).us, -10 * 3600 * 1000000LL);
	assert_int_equal(time_of((struct date){ 0, 0, 0 }, 8, 0).us, 0);
}

static void
days_that_do_not_exist(void **state)
{
	static const struct date good[] = { { 2024, 2, 29 }, { 2000, 2, 29 }, { 1, 1, 1 }, { 9999, 12, 31 } };
	static const struct date bad[] = {
		{ 0, 0, 0 }, { 2026, 2, 29 }, { 2100, 2, 29 }, { 1900, 2, 29 }, { 2026, 0, 1 }, { 2026, 13, 1 },
		{ 2026, 4, 31 }, { 2026, 4, 0 }, { 2026, -1, 1 }, { 2026, 1, -1 }, { 0, 1, 1 }, { -1, 1, 1 },
		{ 10000, 1, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_true(date_valid(good[i]));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(date_valid(bad[i]));
	assert_int_equal(date_days_in_month(2024, 2), 29);
	assert_int_equal(date_days_in_month(2026, 2), 28);
	assert_int_equal(date_days_in_month(2026, 0), 0);
	assert_int_equal(date_days_in_month(2026, 13), 0);
}

static void
adding_days(void **state)
{
	(void)state;
	assert_date(date_add(today, 0), 2026, 4, 6);
	assert_date(date_add(today, -6), 2026, 3, 31);
	assert_date(date_add((struct date){ 2024, 2, 28 }, 1), 2024, 2, 29);
	assert_date(date_add((struct date){ 2024, 2, 29 }, 1), 2024, 3, 1);
	assert_date(date_add((struct date){ 2024, 2, 29 }, 366), 2025, 3, 1);
	assert_date(date_add((struct date){ 2025, 12, 31 }, 1), 2026, 1, 1);
	assert_date(date_add((struct date){ 1, 1, 1 }, 3652058), 9999, 12, 31);
	assert_date(date_add((struct date){ 9999, 12, 31 }, 1), 0, 0, 0);
	assert_date(date_add((struct date){ 1, 1, 1 }, -1), 0, 0, 0);
	assert_date(date_add(today, INT32_MAX), 0, 0, 0);
	assert_date(date_add(today, INT32_MIN), 0, 0, 0);
	assert_date(date_add((struct date){ 0, 0, 0 }, 5), 0, 0, 0);
	assert_int_equal(date_days(today, (struct date){ 2025, 4, 6 }), -365);
	assert_int_equal(date_days((struct date){ 2024, 2, 1 }, (struct date){ 2024, 3, 1 }), 29);
}

static void
comparing_days(void **state)
{
	(void)state;
	assert_int_equal(date_compare(today, today), 0);
	assert_true(date_compare((struct date){ 2025, 12, 31 }, today) < 0);
	assert_true(date_compare((struct date){ 2026, 5, 1 }, today) > 0);
	assert_true(date_compare((struct date){ 2026, 4, 5 }, today) < 0);
}

static void
the_school_year_begins_in_april(void **state)
{
	(void)state;
	assert_int_equal(date_school_year((struct date){ 2026, 3, 31 }), 2025);
	assert_int_equal(date_school_year((struct date){ 2026, 4, 1 }), 2026);
	assert_int_equal(date_school_year((struct date){ 2026, 12, 31 }), 2026);
	assert_int_equal(date_school_year((struct date){ 2027, 1, 1 }), 2026);
	/* 23:59 of 31 March and midnight of 1 April in Tokyo are both 31 March in UTC. */
	assert_int_equal(date_school_year(time_today((struct instant){ 1774969199000000 })), 2025);
	assert_int_equal(date_school_year(time_today((struct instant){ 1774969200000000 })), 2026);
}

struct typed { const char *text; int year, month, day; };

static void
assert_typed(const struct typed *t, size_t n)
{
	struct date d;

	for (size_t i = 0; i < n; i++) {
		if (!date_parse(t[i].text, today, &d))
			fail_msg("refused: %s", t[i].text);
		if (d.year != t[i].year || d.month != t[i].month || d.day != t[i].day)
			fail_msg("%s became %d-%d-%d", t[i].text, d.year, d.month, d.day);
	}
}

static void
days_as_people_type_them(void **state)
{
	static const struct typed cases[] = {
		{ "2026-04-06", 2026, 4, 6 }, { "20260406", 2026, 4, 6 },
		{ "2026/4/6", 2026, 4, 6 }, { "2026.4.6", 2026, 4, 6 }, { "  2026-04-06 ", 2026, 4, 6 },
		{ "R8.4.6", 2026, 4, 6 }, { "r8.4.6", 2026, 4, 6 }, { "R08/04/06", 2026, 4, 6 },
		{ REIWA "8" NEN "4" GATSU "6" NICHI, 2026, 4, 6 },
		{ REIWA "8" NEN "4" GATSU "6", 2026, 4, 6 },
		{ REIWA " 8 " NEN " 4 " GATSU " 6 " NICHI, 2026, 4, 6 },
		{ "2026" NEN "4" GATSU "6" NICHI, 2026, 4, 6 },
		{ "\357\274\222\357\274\220\357\274\222\357\274\226\345\271\264\357\274\224\346\234\210\357\274\226\346\227\245", 2026, 4, 6 },
		{ "\357\274\222\357\274\220\357\274\222\357\274\226\357\274\215\357\274\220\357\274\224\357\274\215\357\274\220\357\274\226", 2026, 4, 6 }, { "\357\274\222\357\274\220\357\274\222\357\274\226\357\274\217\357\274\224\357\274\217\357\274\226", 2026, 4, 6 },
		{ "\357\274\222\357\274\220\357\274\222\357\274\226\357\274\220\357\274\224\357\274\220\357\274\226", 2026, 4, 6 }, { "2026\343\203\2744\343\203\2746", 2026, 4, 6 }, { "2026\342\210\22204\342\210\22206", 2026, 4, 6 },
		{ "\357\274\262\357\274\230\357\274\216\357\274\224\357\274\216\357\274\226", 2026, 4, 6 }, { "\357\275\222\357\274\230\357\274\216\357\274\224\357\274\216\357\274\226", 2026, 4, 6 },
		{ "\343\213\2778\345\271\2644\346\234\2106\346\227\245", 2026, 4, 6 },
		{ "\343\200\200\344\273\244\345\222\214\343\200\2008\345\271\2644\346\234\2106\346\227\245\343\200\200", 2026, 4, 6 },
		{ "2024-02-29", 2024, 2, 29 },
	};

	(void)state;
	assert_typed(cases, sizeof cases / sizeof cases[0]);
}

static void
era_edges(void **state)
{
	static const struct typed cases[] = {
		{ SHOWA "64" NEN "1" GATSU "7" NICHI, 1989, 1, 7 }, { "S64.1.7", 1989, 1, 7 },
		{ HEISEI GAN NEN "1" GATSU "8" NICHI, 1989, 1, 8 }, { "H1.1.8", 1989, 1, 8 },
		{ HEISEI "31" NEN "4" GATSU "30" NICHI, 2019, 4, 30 }, { "H31.4.30", 2019, 4, 30 },
		{ REIWA GAN NEN "5" GATSU "1" NICHI, 2019, 5, 1 }, { "R1.5.1", 2019, 5, 1 },
		{ REIWA "1" NEN "5" GATSU "1" NICHI, 2019, 5, 1 },
		{ TAISHO "15" NEN "12" GATSU "24" NICHI, 1926, 12, 24 },
		{ SHOWA GAN NEN "12" GATSU "25" NICHI, 1926, 12, 25 },
		{ TAISHO GAN NEN "7" GATSU "30" NICHI, 1912, 7, 30 },
		{ MEIJI "45" NEN "7" GATSU "29" NICHI, 1912, 7, 29 }, { "M6.1.1", 1873, 1, 1 },
		{ "S39.10.10", 1964, 10, 10 }, { "T12.9.1", 1923, 9, 1 }, { "R6.2.29", 2024, 2, 29 },
	};
	static const char *const refused[] = {
		"S64.1.8", "H1.1.7", "H31.5.1", "R1.4.30", "T15.12.25", "S1.12.24", "M45.7.30", "T1.7.29",
		"M5.12.2", "R0.5.1", "R8.2.29", "H36.4.1", "S101.1.1", "R2026.4.6", REIWA "8" NEN, "R8.4", "R8/4",
		"R080406", "X8.4.6", REIWA GAN GAN NEN "5" GATSU "1" NICHI, GAN NEN "5" GATSU "1" NICHI,
		"RR8.4.6", REIWA HEISEI "8.4.6",
	};
	struct date d;

	(void)state;
	assert_typed(cases, sizeof cases / sizeof cases[0]);
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		if (date_parse(refused[i], today, &d))
			fail_msg("accepted: %s as %d-%d-%d", refused[i], d.year, d.month, d.day);
}

static void
a_day_without_a_year_is_the_nearest(void **state)
{
	static const struct { struct date today; struct typed typed; } cases[] = {
		{ { 2026, 4, 6 }, { "4/6", 2026, 4, 6 } },
		{ { 2026, 4, 6 }, { "\357\274\224\357\274\217\357\274\227", 2026, 4, 7 } },
		{ { 2026, 4, 6 }, { "4" GATSU "7" NICHI, 2026, 4, 7 } },
		{ { 2026, 4, 6 }, { "4" GATSU "7", 2026, 4, 7 } },
		{ { 2026, 4, 6 }, { "1/6", 2026, 1, 6 } },	/* 90 days back */
		{ { 2026, 4, 6 }, { "1/5", 2027, 1, 5 } },	/* 91 */
		{ { 2026, 4, 6 }, { "12/31", 2026, 12, 31 } },
		{ { 2026, 1, 8 }, { "12/25", 2025, 12, 25 } },
		{ { 2026, 3, 31 }, { "4/1", 2026, 4, 1 } },
		{ { 2026, 4, 6 }, { "2/29", 2028, 2, 29 } },
		{ { 2024, 3, 1 }, { "2/29", 2024, 2, 29 } },
		{ { 2096, 12, 1 }, { "2/29", 2104, 2, 29 } },
	};
	struct date d;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_true(date_parse(cases[i].typed.text, cases[i].today, &d));
		assert_date(d, cases[i].typed.year, cases[i].typed.month, cases[i].typed.day);
	}
	assert_false(date_parse("4/6", (struct date){ 0, 0, 0 }, &d));
	assert_true(date_parse("2026/4/6", (struct date){ 0, 0, 0 }, &d));
}

static void
what_is_not_a_day(void **state)
{
	static const char *const refused[] = {
		"", " ", "x", "2026", "2026-", "2026-04", "2026-04-", "2026-04-06-", "2026-04-06-01", "2026-04-06x",
		"x2026-04-06", "2026-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-04-00", "20260431",
		"2026-4/6", "2026/4-6", "26-04-06", "026-04-06", "12026-04-06", "2026-004-06", "2026-04-006",
		"2026040", "202604061", "99999999", "00000000", "0000-04-06", "+2026-04-06", "-2026-04-06",
		"2026--04-06", "2026 04 06", "4/31", "13/1", "0/1", "1/0", "4/", "/6", "4//6", "4/6/", "004/6",
		"4" NICHI "6" GATSU, "2026" NEN, NEN GATSU NICHI, REIWA, "R", "2026" GATSU "4" NEN "6" NICHI,
		"2026" NEN "4/6", "2026-04-06T00:00", "99999999999999999999", "2026-04-99999999999999999999",
		"4/6\n", "2026-04-06\n", "\377", "2026\377-04-06", "\343\201",
		"2026-04-06                                                      x",
		"00000000000000000000000000000000000000000000000000000000000000000000000000000000",
		"\357\267\272\357\267\272\357\267\272\357\267\272\357\267\272",
	};
	struct date d;

	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		d = today;
		if (date_parse(refused[i], today, &d))
			fail_msg("accepted: %s as %d-%d-%d", refused[i], d.year, d.month, d.day);
		assert_date(d, 0, 0, 0);
	}
	assert_false(date_parse(NULL, today, &d));
}

static char clock_path[] = "/tmp/test-time-XXXXXX";

static int
make_clock(void **state)
{
	int fd = mkstemp(clock_path);

	(void)state;
	if (fd == -1)
		return -1;
	close(fd);
	return 0;
}

static int
remove_clock(void **state)
{
	(void)state;
	return unlink(clock_path);
}

static void
write_clock(const char *text)
{
	FILE *f = fopen(clock_path, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static int64_t
system_us(void)
{
	return (int64_t)time(NULL) * 1000000;
}

static void
the_clock_file_sets_the_clock(void **state)
{
	static const struct { const char *text; int64_t us; } cases[] = {
		{ "2026-04-06T07:45:00+09:00", 1775429100000000 },
		{ "2026-04-06T07:45:00+09:00\n", 1775429100000000 },
		{ "2026-04-05T22:45:00Z\n", 1775429100000000 },
		{ "2026-04-05T17:15:00-05:30\n", 1775429100000000 },
		{ "2026-04-05T22:45:01+00:00", 1775429101000000 },
	};

	(void)state;
	time_use_file(clock_path);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		write_clock(cases[i].text);
		assert_int_equal(time_now().us, cases[i].us);
	}
	time_use_file(NULL);
	assert_in_range(time_now().us - system_us() + 5000000, 0, 10000000);
}

static void
the_clock_file_moves_the_clock(void **state)
{
	(void)state;
	time_use_file(clock_path);
	write_clock("+86400\n");
	assert_in_range(time_now().us - system_us(), 86395LL * 1000000, 86405LL * 1000000);
	write_clock("-3600");
	assert_in_range(system_us() - time_now().us, 3595LL * 1000000, 3605LL * 1000000);
	write_clock("+0\n");
	assert_in_range(time_now().us - system_us() + 5000000, 0, 10000000);
	time_use_file("/nonexistent/clock");
	assert_in_range(time_now().us - system_us() + 5000000, 0, 10000000);
	time_use_file("");
	assert_in_range(time_now().us - system_us() + 5000000, 0, 10000000);
	time_use_file(NULL);
}

static void
ask_time(void *arg)
{
	time_use_file(arg);
	time_now();
}

static void
a_broken_clock_file_ends_the_process(void **state)
{
	static const char *const broken[] = {
		"", "\n", "x", "+", "-", "+x", "+10x", "+99999999999999999999", "-10000000001", "86400",
		"2026-04-06", "2026-04-06T07:45:00", "2026-04-06T07:45:00+0900", "2026-04-06T07:45:00+09:00x",
		"2026-04-06T07:45:00+15:00", "2026-04-06T07:45:00+09:60", "2026-02-29T07:45:00+09:00",
		"2026-04-06T24:00:00+09:00", "2026-04-06T07:60:00+09:00", "2026-04-06T07:45:60+09:00",
		"2026-4-6T7:45:00+09:00", "2026-04-06T07:45:00", "2026-04-06T07:45:00z",
	};
	char directory[] = "/";

	(void)state;
	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
		write_clock(broken[i]);
		if (dies_with(ask_time, clock_path) != 70)
			fail_msg("accepted: %s", broken[i]);
	}
	assert_int_equal(dies_with(ask_time, directory), 70);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_agrees_with_the_c_library),
		cmocka_unit_test(the_day_changes_at_midnight_in_tokyo),
		cmocka_unit_test(moments_before_1970),
		cmocka_unit_test(days_that_do_not_exist),
		cmocka_unit_test(adding_days),
		cmocka_unit_test(comparing_days),
		cmocka_unit_test(the_school_year_begins_in_april),
		cmocka_unit_test(days_as_people_type_them),
		cmocka_unit_test(era_edges),
		cmocka_unit_test(a_day_without_a_year_is_the_nearest),
		cmocka_unit_test(what_is_not_a_day),
		cmocka_unit_test(the_clock_file_sets_the_clock),
		cmocka_unit_test(the_clock_file_moves_the_clock),
		cmocka_unit_test(a_broken_clock_file_ends_the_process),
	};

	return cmocka_run_group_tests(tests, make_clock, remove_clock);
}
