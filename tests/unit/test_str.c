/* test_str.c -- bounded text, strict UTF-8, kana. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/arena.h"
#include "common/str.h"
#include "dies.h"

static struct arena *arena;

static int
open_arena(void **state)
{
	(void)state;
	arena = arena_new((size_t)1024 * 1024);
	return 0;
}

static int
close_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void
a_full_buffer_fails_and_stays_failed(void **state)
{
	struct str s = str_new(arena, 8);

	(void)state;
	assert_string_equal(s.p, "");
	str_add(&s, "abc");
	str_add(&s, NULL);
	str_add_n(&s, "defgh", 2);
	str_add_u64(&s, 123);
	assert_false(s.failed);
	assert_string_equal(s.p, "abcde123");
	assert_int_equal(s.len, 8);
	str_add(&s, "");
	assert_false(s.failed);
	str_add(&s, "x");
	assert_true(s.failed);
	assert_string_equal(s.p, "abcde123");

	s = str_new(arena, 4);
	str_add(&s, "abcdef");
	str_add(&s, "x");
	assert_true(s.failed);
	assert_string_equal(s.p, "");
	assert_int_equal(s.len, 0);

	s = str_new(arena, 4);
	str_add(&s, "a");
	str_add_n(&s, "y", SIZE_MAX);
	assert_true(s.failed);
	assert_string_equal(s.p, "a");
}

static void
numbers_are_whole(void **state)
{
	struct str s = str_new(arena, 20);

	(void)state;
	str_add_u64(&s, UINT64_MAX);
	assert_false(s.failed);
	assert_string_equal(s.p, "18446744073709551615");
	s = str_new(arena, 19);
	str_add_u64(&s, UINT64_MAX);
	assert_true(s.failed);
}

static void
only_strict_utf8_passes(void **state)
{
	static const struct { const char *text; size_t n; bool good; } cases[] = {
		{ "", 0, true }, { "abc", 3, true }, { "\343\201\202", 3, true },
		{ "\302\200", 2, true }, { "\337\277", 2, true },
		{ "\340\240\200", 3, true }, { "\355\237\277", 3, true },
		{ "\356\200\200", 3, true }, { "\357\277\277", 3, true },
		{ "\360\220\200\200", 4, true }, { "\364\217\277\277", 4, true },
		{ "\360\240\256\267", 4, true },
		{ "\0", 1, false }, { "a\0b", 3, false },
		{ "\200", 1, false }, { "\277", 1, false }, { "a\200", 2, false },
		{ "\300\200", 2, false }, { "\301\277", 2, false },	/* overlong */
		{ "\340\200\200", 3, false }, { "\340\237\277", 3, false },
		{ "\360\200\200\200", 4, false }, { "\360\217\277\277", 4, false },
		{ "\355\240\200", 3, false }, { "\355\277\277", 3, false },	/* surrogates */
		{ "\364\220\200\200", 4, false }, { "\365\200\200\200", 4, false },
		{ "\370\210\200\200\200", 5, false }, { "\376", 1, false }, { "\377", 1, false },
		{ "\343", 1, false }, { "\343\201", 2, false }, { "\360\240\256", 3, false },
		{ "\343\201a", 3, false }, { "\343a\202", 3, false },
		{ "\343\201\202\343\201", 5, false },
		{ "\343\201\202\343\201\204\343\201\206", 8, false },	/* cut */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (str_utf8(cases[i].text, cases[i].n) != cases[i].good)
			fail_msg("case %zu: %s", i, cases[i].text);
}

static void
characters_are_code_points(void **state)
{
	(void)state;
	assert_int_equal(str_chars(""), 0);
	assert_int_equal(str_chars("abc"), 3);
	assert_int_equal(str_chars("\351\200\243\347\265\241\345\270\263"), 3);
	assert_int_equal(str_chars("\360\240\256\267a"), 2);
}

static void
nfkc_widens_and_narrows(void **state)
{
	(void)state;
	assert_string_equal(str_nfkc(arena, ""), "");
	assert_string_equal(str_nfkc(arena, "\357\274\223\357\274\230\357\274\216\357\274\225\342\204\203"), "38.5\302\260C");
	assert_string_equal(str_nfkc(arena, "\357\274\241\357\274\242\357\275\203\357\274\240"), "ABc@");
	assert_string_equal(str_nfkc(arena, "\357\275\266\357\276\236\357\275\267\357\276\236\357\276\212\357\276\237\357\275\260"), "\343\202\254\343\202\256\343\203\221\343\203\274");
	assert_string_equal(str_nfkc(arena, "\343\201\213\343\202\231"), "\343\201\214");
	assert_string_equal(str_nfkc(arena, "\357\267\272\357\267\272"), "\330\265\331\204\331\211 \330\247\331\204\331\204\331\207 \330\271\331\204\331\212\331\207 \331\210\330\263\331\204\331\205\330\265\331\204\331\211 \330\247\331\204\331\204\331\207 \330\271\331\204\331\212\331\207 \331\210\330\263\331\204\331\205");
}

static void
nfkc_of(void *text)
{
	str_nfkc(arena, text);
}

static void
nfkc_of_unchecked_bytes_ends_the_process(void **state)
{
	char text[] = "a\377";

	(void)state;
	assert_int_equal(dies_with(nfkc_of, text), 70);
}

static void
kana_becomes_full_width_katakana(void **state)
{
	static const struct { const char *typed, *stored; } cases[] = {
		{ "", "" },
		{ "\343\203\244\343\203\236\343\203\200", "\343\203\244\343\203\236\343\203\200" },
		{ "\343\202\204\343\201\276\343\201\240\343\200\200\343\201\237\343\202\215\343\201\206", "\343\203\244\343\203\236\343\203\200 \343\202\277\343\203\255\343\202\246" },
		{ "\357\276\224\357\276\217\357\276\200\357\276\236 \357\276\212\357\276\237\357\275\260\357\276\231", "\343\203\244\343\203\236\343\203\200 \343\203\221\343\203\274\343\203\253" },
		{ "\343\201\201\343\201\243\343\202\203\343\202\216\343\202\225\343\202\226\343\202\224", "\343\202\241\343\203\203\343\203\243\343\203\256\343\203\265\343\203\266\343\203\264" },
		{ "\343\203\267\343\203\270\343\203\271\343\203\272", "\343\203\267\343\203\270\343\203\271\343\203\272" },
		{ "\343\201\213\343\202\231\343\201\217\343\202\231", "\343\202\254\343\202\260" },	/* decomposed, as some phones send it */
		{ "\343\202\270\343\203\243\343\203\263\343\203\273\343\203\235\343\203\274\343\203\253", "\343\202\270\343\203\243\343\203\263\343\203\273\343\203\235\343\203\274\343\203\253" },
		{ "\357\275\274\357\276\236\357\275\254\357\276\235\357\275\245\357\276\216\357\276\237\357\275\260\357\276\231", "\343\202\270\343\203\243\343\203\263\343\203\273\343\203\235\343\203\274\343\203\253" },
		{ "\343\203\252\343\203\274\357\274\235\343\203\201\343\203\243\343\203\263", "\343\203\252\343\203\274\357\274\235\343\203\201\343\203\243\343\203\263" },
		{ "\343\203\252\343\203\274=\343\203\201\343\203\243\343\203\263", "\343\203\252\343\203\274\357\274\235\343\203\201\343\203\243\343\203\263" },
		{ "\343\214\224", "\343\202\255\343\203\255" },
	};
	static const char *const refused[] = {
		"\345\261\261\347\224\260", "Yamada", "\343\203\244\343\203\236\343\203\2001", "\343\203\244\343\203\236\343\203\200\357\274\221", "\343\203\244\343\203\236\343\203\200-", "\343\203\244\343\203\236\343\203\200\343\200\201", "\357\275\261\357\276\236", "\343\202\235", "\343\203\275", "\343\202\233",
		"<b>", "\343\203\244\343\203\236\343\203\200\n", "\343\203\244\343\203\236\343\203\200\t", "\343\203\244\343\203\236\343\203\200\302\240\302\255", "\343\203\244\342\200\213\343\203\236", "\343\201", "\377",
		"\343\207\260", "\343\202\240", "\360\237\215\216",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *made = str_kana(arena, cases[i].typed);

		assert_non_null(made);
		assert_string_equal(made, cases[i].stored);
		assert_string_equal(str_kana(arena, made), made);
	}
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		if (str_kana(arena, refused[i]) != NULL)
			fail_msg("accepted: %s", refused[i]);
}

static void
hexadecimal_there_and_back(void **state)
{
	static const char *const	 refused[] = {
		"", "0", "00ff1", "00ff1x", "00FF1a", "00ff1a0", "00ff1a00", " 00ff1", "00ff1a ", "0g0000",
		"g00000", "-1-1-1", "0x00ff",
	};
	const unsigned char		 bytes[3] = { 0x00, 0xff, 0x1a };
	unsigned char			 back[3];

	(void)state;
	assert_string_equal(str_hex(arena, bytes, 3), "00ff1a");
	assert_string_equal(str_hex(arena, bytes, 0), "");
	assert_true(str_unhex("00ff1a", back, 3));
	assert_memory_equal(back, bytes, 3);
	assert_true(str_unhex("", back, 0));
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		if (str_unhex(refused[i], back, 3))
			fail_msg("accepted: %s", refused[i]);
}

static void
comparing(void **state)
{
	(void)state;
	assert_true(str_equal("a", "a"));
	assert_false(str_equal("a", "b"));
	assert_false(str_equal("a", NULL));
	assert_false(str_equal(NULL, ""));
	assert_true(str_equal(NULL, NULL));
	assert_true(str_begins("/absences", "/abs"));
	assert_true(str_begins("a", ""));
	assert_false(str_begins("/a", "/abs"));
	assert_false(str_begins("x/abs", "/abs"));
}

static void
addresses_carry_any_byte(void **state)
{
	char all[256];

	(void)state;
	for (int i = 1; i < 256; i++)
		all[i - 1] = (char)i;
	all[255] = '\0';
	assert_int_equal(strlen(str_url_encode(arena, all)), 66 + (255 - 66) * 3);
	assert_string_equal(str_url_encode(arena, ""), "");
	assert_string_equal(str_url_encode(arena, "aZ09-._~"), "aZ09-._~");
	assert_string_equal(str_url_encode(arena, "a b&c=d/e?f#g%"), "a%20b%26c%3Dd%2Fe%3Ff%23g%25");
	assert_string_equal(str_url_encode(arena, "\343\201\202\r\n"), "%E3%81%82%0D%0A");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_full_buffer_fails_and_stays_failed),
		cmocka_unit_test(numbers_are_whole),
		cmocka_unit_test(only_strict_utf8_passes),
		cmocka_unit_test(characters_are_code_points),
		cmocka_unit_test(nfkc_widens_and_narrows),
		cmocka_unit_test(nfkc_of_unchecked_bytes_ends_the_process),
		cmocka_unit_test(kana_becomes_full_width_katakana),
		cmocka_unit_test(hexadecimal_there_and_back),
		cmocka_unit_test(comparing),
		cmocka_unit_test(addresses_carry_any_byte),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
