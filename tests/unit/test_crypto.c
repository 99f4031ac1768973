/* test_crypto.c -- tokens, check digits, passwords. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "common/arena.h"
#include "common/crypto.h"
#include "common/crypto_common.h"
#include "common/str.h"
#include "dies.h"

static struct arena *arena;

static int
set_up(void **state)
{
	(void)state;
	crypto_init();
	crypto_init();
	arena = arena_new((size_t)4 * 1024 * 1024);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void
sha_256(void **state)
{
	unsigned char hash[CRYPTO_HASH_BYTES], other[CRYPTO_HASH_BYTES];

	(void)state;
	crypto_sha256(hash, "abc", 3);
	assert_string_equal(str_hex(arena, hash, sizeof hash),
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	crypto_sha256(hash, "", 0);
	assert_string_equal(str_hex(arena, hash, sizeof hash),
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	crypto_hash_text(hash, "session", "abc");
	crypto_sha256(other, "session\0abc", 11);
	assert_true(crypto_equal(hash, other, sizeof hash));
	crypto_hash_text(other, "sessiona", "bc");
	assert_false(crypto_equal(hash, other, sizeof hash));
}

static void
comparing(void **state)
{
	(void)state;
	assert_true(crypto_equal("abc", "abc", 3));
	assert_false(crypto_equal("abc", "abd", 3));
	assert_true(crypto_equal("abc", "abd", 2));
	assert_true(crypto_equal("a", "b", 0));
}

static void
random_values_differ(void **state)
{
	unsigned char	a[32] = { 0 }, b[32] = { 0 };
	uint64_t	id, all = 0;

	(void)state;
	crypto_random(a, sizeof a);
	crypto_random(b, sizeof b);
	assert_memory_not_equal(a, b, sizeof a);
	for (int i = 0; i < 1000; i++) {
		id = crypto_random_id();
		assert_in_range(id, 1, INT64_MAX);
		all |= id;
	}
	assert_true(all == INT64_MAX);	/* every bit is in use */
}

static void
tokens(void **state)
{
	static const char	 alphabet[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	const char		*last = "", *token;
	bool			 seen[64] = { false };

	(void)state;
	for (int i = 0; i < 500; i++) {
		token = crypto_token(arena);
		assert_int_equal(strlen(token), CRYPTO_TOKEN_CHARS);
		assert_int_equal(strspn(token, alphabet), CRYPTO_TOKEN_CHARS);
		assert_string_not_equal(token, last);
		for (const char *c = token; *c != '\0'; c++)
			seen[strchr(alphabet, *c) - alphabet] = true;
		last = token;
	}
	for (int i = 0; i < 64; i++)
		assert_true(seen[i]);
}

static void
check_digits(void **state)
{
	static const char *const	 good[] = { "79927398713", "4111111111111111", "18", "00", "059" };
	static const char *const	 bad[] = {
		"", "0", "5", "79927398710", "4111111111111112", "19", "1 8", "18 ", "-18", "1a", "18\n", "\357\274\221\357\274\230",
	};
	char				*digits, was;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_true(crypto_digits_check(good[i]));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (crypto_digits_check(bad[i]))
			fail_msg("accepted: \"%s\"", bad[i]);
	for (size_t n = 2; n < 40; n++) {
		digits = crypto_digits(arena, n);
		assert_int_equal(strlen(digits), n);
		assert_true(crypto_digits_check(digits));
		for (size_t i = 0; i < n; i++) {	/* one wrong digit is always noticed */
			was = digits[i];
			for (char c = '0'; c <= '9'; c++) {
				digits[i] = c;
				assert_int_equal(crypto_digits_check(digits), c == was);
			}
			digits[i] = was;
		}
	}
	assert_string_not_equal(crypto_digits(arena, 16), crypto_digits(arena, 16));
}

static void
ask_digits(void *n)
{
	crypto_digits(arena, *(size_t *)n);
}

static void
no_room_for_a_check_digit_ends_the_process(void **state)
{
	size_t n = 1;

	(void)state;
	assert_int_equal(dies_with(ask_digits, &n), 70);
}

static void
passwords(void **state)
{
	static const char	 password[] = "\343\201\225\343\201\217\343\202\211\345\255\246\347\264\232\343\201\256\345\220\210\350\250\200\350\221\211";
	const char		*hash = crypto_password_hash(arena, password);

	(void)state;
	assert_true(str_begins(hash, "$argon2id$v=19$m=19456,t=2,p=1$"));
	assert_in_range(strlen(hash), 60, 128);
	assert_string_not_equal(crypto_password_hash(arena, password), hash);
	assert_true(crypto_password_check(hash, password));
	assert_false(crypto_password_check(hash, "\343\201\225\343\201\217\343\202\211\345\255\246\347\264\232\343\201\256\345\220\210\350\250\200"));
	assert_false(crypto_password_check(hash, ""));
	assert_false(crypto_password_check(NULL, password));
	assert_false(crypto_password_check(NULL, ""));
	assert_false(crypto_password_check("", password));
	assert_false(crypto_password_check("$argon2id$", password));
	assert_false(crypto_password_check(password, password));
}

/* Processor time of three checks. */
static clock_t
cost_of(const char *hash)
{
	const clock_t start = clock();

	for (int i = 0; i < 3; i++)
		crypto_password_check(hash, "not the password");
	return clock() - start;
}

static void
nobody_costs_as_much_as_somebody(void **state)
{
	const char	*hash = crypto_password_hash(arena, "the password");
	clock_t		 somebody = cost_of(hash), nobody = cost_of(NULL);

	(void)state;
	assert_true(nobody > somebody / 3);
	assert_true(nobody < somebody * 3);
}

static void
password_faults(void **state)
{
	static const struct { const char *password, *id; enum password_fault fault; } cases[] = {
		{ "", "t001", PASSWORD_SHORT }, { "a7kq0zmv1", "t001", PASSWORD_SHORT },
		{ "a7kq0zmv1x", "t001", PASSWORD_GOOD }, { "a7kq0zmv1x", NULL, PASSWORD_GOOD },
		{ "\343\201\202\343\201\213\343\201\225\343\201\237\343\201\252\343\201\257\343\201\276\343\202\204\343\202\211", "t001", PASSWORD_SHORT },
		{ "\343\201\202\343\201\213\343\201\225\343\201\237\343\201\252\343\201\257\343\201\276\343\202\204\343\202\211\343\202\217", "t001", PASSWORD_GOOD },
		{ "password123", "t001", PASSWORD_COMMON }, { "PassWord123", "t001", PASSWORD_COMMON },
		{ "1q2w3e4r5t", "t001", PASSWORD_COMMON }, { "gakkou1234", "t001", PASSWORD_COMMON },
		{ "mother@example.jp", "mother@example.jp", PASSWORD_COMMON },
		{ "Mother@Example.jp", "mother@example.JP", PASSWORD_COMMON },
		{ "mother@example.jp.", "mother@example.jp", PASSWORD_GOOD },
		{ "aaaaaaaaaa", "t001", PASSWORD_COMMON }, { "AaAaAaAaAa", "t001", PASSWORD_COMMON },
		{ "----------", "t001", PASSWORD_COMMON }, { "\343\201\202\343\201\202\343\201\202\343\201\202\343\201\202\343\201\202\343\201\202\343\201\202\343\201\202\343\201\202", "t001", PASSWORD_COMMON },
		{ "\343\201\202\343\201\202\343\201\202\343\201\202\343\201\202\343\201\202\343\201\202\343\201\202\343\201\202\343\201\204", "t001", PASSWORD_GOOD }, { "aaaaaaaaab", "t001", PASSWORD_GOOD },
		{ "1234567890", "t001", PASSWORD_COMMON }, { "0123456789", "t001", PASSWORD_COMMON },
		{ "9876543210", "t001", PASSWORD_COMMON }, { "34567890123", "t001", PASSWORD_COMMON },
		{ "abcdefghij", "t001", PASSWORD_COMMON }, { "mnopqrstuvw", "t001", PASSWORD_COMMON },
		{ "zyxwvutsrq", "t001", PASSWORD_COMMON }, { "qwertyuiop", "t001", PASSWORD_COMMON },
		{ "QWERTYUIOPasd", "t001", PASSWORD_COMMON }, { "poiuytrewq", "t001", PASSWORD_COMMON },
		{ "asdfghjklzxcv", "t001", PASSWORD_COMMON }, { "1234567891", "t001", PASSWORD_GOOD },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (crypto_password_fault(cases[i].password, cases[i].id) != cases[i].fault)
			fail_msg("%s: fault %d", cases[i].password,
			    (int)crypto_password_fault(cases[i].password, cases[i].id));
}

static void
long_passwords(void **state)
{
	char text[1000], id[1000];

	(void)state;
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)('a' + i * i % 23);
	text[200] = '\0';
	assert_int_equal(crypto_password_fault(text, "t001"), PASSWORD_GOOD);
	assert_int_equal(crypto_password_fault(text, text), PASSWORD_COMMON);
	memset(id, 'x', sizeof id);
	id[999] = '\0';
	assert_int_equal(crypto_password_fault(text, id), PASSWORD_GOOD);
	text[200] = 'a';
	text[201] = '\0';
	assert_int_equal(crypto_password_fault(text, "t001"), PASSWORD_LONG);
	memset(text, 0x80, sizeof text);	/* not UTF-8 */
	text[150] = '\0';
	assert_int_equal(crypto_password_fault(text, "t001"), PASSWORD_SHORT);
}

static void
the_list_is_sorted_and_each_of_it_found(void **state)
{
	const char *s;

	(void)state;
	assert_in_range(crypto_ncommon, 200, 1000);
	for (size_t i = 0; i < crypto_ncommon; i++) {
		s = crypto_common[i];
		assert_true(i == 0 || strcmp(crypto_common[i - 1], s) < 0);
		assert_true(strlen(s) >= 10);
		assert_int_equal(strcspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), strlen(s));
		assert_true(crypto_is_common(s));
	}
	assert_false(crypto_is_common(""));
	assert_false(crypto_is_common("a7kq0zmv1x"));
	assert_false(crypto_is_common("password12345678"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sha_256),
		cmocka_unit_test(comparing),
		cmocka_unit_test(random_values_differ),
		cmocka_unit_test(tokens),
		cmocka_unit_test(check_digits),
		cmocka_unit_test(no_room_for_a_check_digit_ends_the_process),
		cmocka_unit_test(passwords),
		cmocka_unit_test(nobody_costs_as_much_as_somebody),
		cmocka_unit_test(password_faults),
		cmocka_unit_test(long_passwords),
		cmocka_unit_test(the_list_is_sorted_and_each_of_it_found),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
