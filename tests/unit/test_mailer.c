/* test_mailer.c -- when a mail is tried again, and which addresses get none. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <string.h>
#include <cmocka.h>

#include "helpers/mailer/mailer.h"

static void
waits_grow_and_end(void **state)
{
	static const int	 minutes[] = { 1, 5, 30, 120, 120, 120, 120, 0, 0 };

	(void)state;
	for (int i = 0; i < 9; i++)
		assert_int_equal(mailer_wait_minutes(i + 1), minutes[i]);
	assert_int_equal(mailer_wait_minutes(0), 0);
	assert_int_equal(mailer_wait_minutes(-1), 0);
}

static void
ordinary_addresses_pass(void **state)
{
	(void)state;
	assert_true(mailer_address_good("a@b"));
	assert_true(mailer_address_good("hanako.yamada+school@example.jp"));
	assert_true(mailer_address_good("o'neil..x.@docomo.example.jp"));
}

static void
what_could_become_another_line_does_not(void **state)
{
	static const char *const	 bad[] = {
		"", "@", "a", "a@", "@b", "a@b@c", "a b@c", "a@b\r\nBcc: c@d", "a@b>", "<a@b", "a,b@c", "\"a\"@b",
		"a@b\x7f", "\xe5\xb1\xb1@example.jp", "a@[127.0.0.1]",
	};
	char				 longest[200];

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(mailer_address_good(bad[i]));
	memset(longest, 'a', sizeof longest);
	longest[1] = '@';
	longest[MAILER_ADDRESS_MAX_BYTES] = '\0';
	assert_true(mailer_address_good(longest));
	longest[MAILER_ADDRESS_MAX_BYTES] = 'a';
	longest[MAILER_ADDRESS_MAX_BYTES + 1] = '\0';
	assert_false(mailer_address_good(longest));
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(waits_grow_and_end),
		cmocka_unit_test(ordinary_addresses_pass),
		cmocka_unit_test(what_could_become_another_line_does_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
