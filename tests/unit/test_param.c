/* test_param.c -- raw pairs become typed values, or a sentence. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/arena.h"
#include "common/req.h"
#include "common/time.h"

static const struct choice	 kinds[] = { { "absent", MSG_NONE }, { "late", MSG_NONE }, { NULL, MSG_NONE } };

#define EVERYTHING(F)								\
	F(ID, id, OPTIONAL, 0, 0, NULL, MSG_ERROR_NOT_FOUND)			\
	F(IDS, ids, OPTIONAL, 1, 3, NULL, MSG_ERROR_NOT_FOUND)			\
	F(INT, number, OPTIONAL, -5, 40, NULL, MSG_ERROR_NOT_FOUND)		\
	F(LINE, line, OPTIONAL, 1, 5, NULL, MSG_ERROR_NOT_FOUND)		\
	F(TEXT, text, OPTIONAL, 1, 10, NULL, MSG_ERROR_NOT_FOUND)		\
	F(SECRET, secret, OPTIONAL, 1, 20, NULL, MSG_ERROR_NOT_FOUND)		\
	F(MAIL, mail, OPTIONAL, 0, 0, NULL, MSG_ERROR_NOT_FOUND)		\
	F(DATE, day, OPTIONAL, 0, 14, NULL, MSG_ERROR_NOT_FOUND)		\
	F(MINUTE, at, OPTIONAL, 0, 0, NULL, MSG_ERROR_NOT_FOUND)		\
	F(CHOICE, kind, OPTIONAL, 0, 0, kinds, MSG_ERROR_NOT_FOUND)		\
	F(CHOICES, many, OPTIONAL, 0, 0, kinds, MSG_ERROR_NOT_FOUND)		\
	F(FLAG, flag, OPTIONAL, 0, 0, NULL, MSG_ERROR_NOT_FOUND)		\
	F(DIGITS, code, OPTIONAL, 16, 16, NULL, MSG_ERROR_NOT_FOUND)		\
	F(KEY, key, OPTIONAL, 0, 0, NULL, MSG_ERROR_NOT_FOUND)			\
	F(TOKEN, token, OPTIONAL, 0, 0, NULL, MSG_ERROR_NOT_FOUND)		\
	F(MONTH, month, OPTIONAL, 0, 0, NULL, MSG_ERROR_NOT_FOUND)
FORM_DECLARE(everything, EVERYTHING)
#define FORM_SPEC(...) FORM_SPEC_(everything, __VA_ARGS__)
FORM_DEFINE(everything, EVERYTHING);

#define NEEDED(F) F(LINE, name, REQUIRED, 1, 5, NULL, MSG_ERROR_NOT_FOUND)
FORM_DECLARE(needed, NEEDED)
#undef FORM_SPEC
#define FORM_SPEC(...) FORM_SPEC_(needed, __VA_ARGS__)
FORM_DEFINE(needed, NEEDED);

static struct arena		*arena;
static struct everything	 in;
static const char		*errors[32];

static int
setup(void **state)
{
	(void)state;
	arena = arena_new(1u << 20);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* The faults of an urlencoded body, with the 6th of April 2026 as today. */
static size_t
check(const char *body)
{
	struct pairs	 pairs;

	memset(&in, 0, sizeof in);
	assert_true(param_decode(arena, body, strlen(body), &pairs));
	return param_check(arena, LANG_JA, (struct date){ 2026, 4, 6 }, &everything_form, &pairs, &in, errors);
}

static void
absent_is_no_fault_and_has_nothing(void **state)
{
	(void)state;
	assert_int_equal(check(""), 0);
	assert_int_equal(check("line=&text=%20%E3%80%80&id=&code=&day=&secret="), 0);
	assert_false(in.has_line || in.has_text || in.has_id || in.has_code || in.has_day || in.has_secret);
	assert_null(in.line);
}

static void
required_and_empty_is_a_fault(void **state)
{
	static const char *const	 bodies[] = { "", "name=", "name=%20%20", "name=%E3%80%80", "other=x" };

	(void)state;
	for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
		struct needed	 n = { 0 };
		struct pairs	 pairs;

		assert_true(param_decode(arena, bodies[i], strlen(bodies[i]), &pairs));
		assert_int_equal(param_check(arena, LANG_JA, (struct date){ 2026, 4, 6 }, &needed_form, &pairs, &n, errors), 1);
		assert_non_null(errors[0]);
		assert_false(n.has_name);
	}
}

static void
ids_are_positive_and_whole(void **state)
{
	static const char *const	 bad[] = { "id=0", "id=-1", "id=1x", "id=9223372036854775808", "id=0x10", "id=%2B1", "id=1.5" };

	(void)state;
	assert_int_equal(check("id=9223372036854775807"), 0);
	assert_true(in.has_id && in.id == INT64_MAX);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_int_equal(check(bad[i]), 1);
	assert_int_equal(check("ids=1&ids=2"), 0);
	assert_true(in.has_ids && in.ids.n == 2 && in.ids.v[1] == 2);
	assert_int_equal(check("ids=1&ids=1"), 1);
	assert_int_equal(check("ids=1&ids=2&ids=3&ids=4"), 1);
}

static void
full_width_digits_count(void **state)
{
	(void)state;
	assert_int_equal(check("number=%EF%BC%93%EF%BC%97"), 0);	/* 37 */
	assert_int_equal(in.number, 37);
	assert_int_equal(check("code=%EF%BC%91234-5678%201234%205678"), 0);
	assert_string_equal(in.code, "1234567812345678");
	assert_int_equal(check("code=123456781234567a"), 1);
	assert_int_equal(check("code=123456781234567"), 1);
	assert_int_equal(check("at=%EF%BC%98%EF%BC%9A%EF%BC%90%EF%BC%95"), 0);	/* 8:05 */
	assert_int_equal(in.at, 485);
}

static void
text_is_counted_in_characters_and_never_cut(void **state)
{
	(void)state;
	assert_int_equal(check("line=%E6%B0%B4%E6%B0%B4%E6%B0%B4%E6%B0%B4%E6%B0%B4"), 0);
	assert_int_equal(check("line=%E6%B0%B4%E6%B0%B4%E6%B0%B4%E6%B0%B4%E6%B0%B4%E6%B0%B4"), 1);
	assert_int_equal(check("line=%F0%A1%88%BD%EF%A8%91"), 0);
	assert_string_equal(in.line, "\xf0\xa1\x88\xbd\xef\xa8\x91");
	assert_int_equal(check("text=a%0D%0Ab"), 0);
	assert_string_equal(in.text, "a\nb");
	assert_int_equal(check("line=a%0Ab"), 1);
	assert_int_equal(check("text=a%01b"), 1);
	assert_int_equal(check("line=%E3%80%80ab%20"), 0);
	assert_string_equal(in.line, "ab");
}

static void
secrets_keep_their_spaces(void **state)
{
	(void)state;
	assert_int_equal(check("secret=%20a%20"), 0);
	assert_string_equal(in.secret, " a ");
	assert_int_equal(check("secret=123456789012345678901"), 1);
}

static void
mail_addresses(void **state)
{
	static const char *const	 bad[] = { "mail=a", "mail=a%40b", "mail=%40b.example", "mail=a%40b.example%0D%0ABcc:x",
	    "mail=a%40b%40c.example", "mail=a%20b%40c.example", "mail=%3Ca%40c.example%3E", "mail=a%40.example", "mail=a%40example." };

	(void)state;
	assert_int_equal(check("mail=%20Hana%40Example.JP%20"), 0);
	assert_string_equal(in.mail, "hana@example.jp");
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_int_equal(check(bad[i]), 1);
}

static void
days_stay_inside_their_range(void **state)
{
	(void)state;
	assert_int_equal(check("day=2026-04-06"), 0);
	assert_int_equal(check("day=2026-04-20"), 0);
	assert_int_equal(check("day=2026-04-05"), 1);
	assert_int_equal(check("day=2026-04-21"), 1);
	assert_int_equal(check("day=4/8"), 0);
	assert_int_equal(in.day.day, 8);
	assert_int_equal(check("day=2026-02-30"), 1);
	assert_int_equal(check("month=2026-04"), 0);
	assert_int_equal(in.month.day, 1);
	assert_int_equal(check("month=2026-13"), 1);
	assert_int_equal(check("month=2026-04-01"), 1);
}

static void
times_of_day(void **state)
{
	(void)state;
	assert_int_equal(check("at=0805"), 0);
	assert_int_equal(in.at, 485);
	assert_int_equal(check("at=805"), 0);
	assert_int_equal(check("at=24:00"), 1);
	assert_int_equal(check("at=8:60"), 1);
	assert_int_equal(check("at=8"), 1);
	assert_int_equal(check("at=-1:10"), 1);
}

static void
choices_are_words_of_the_list(void **state)
{
	(void)state;
	assert_int_equal(check("kind=late&many=absent&many=late"), 0);
	assert_int_equal(in.kind, 1);
	assert_int_equal(in.many, 3);
	assert_int_equal(check("kind=0"), 1);
	assert_int_equal(check("kind=Late"), 1);
	assert_int_equal(check("many=absent&many=sick"), 1);
	assert_int_equal(check("flag=1"), 0);
	assert_true(in.flag);
	assert_int_equal(check("flag=yes"), 1);
}

static void
keys_and_tokens_have_one_shape(void **state)
{
	(void)state;
	assert_int_equal(check("key=0123456789abcdef0123456789abcdef"), 0);
	assert_int_equal(check("key=0123456789abcdef0123456789abcdeg"), 1);
	assert_int_equal(check("key=0123"), 1);
	assert_int_equal(check("token=abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO-_"), 0);
	assert_int_equal(check("token=abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO-!"), 1);
}

static void
malformed_bodies_are_refused(void **state)
{
	static const char *const	 bad[] = { "a=%", "a=%4", "a=%zz", "a=%00", "a=%C0%80", "a=%ED%A0%80", "%FF=a", "a=%E3%81" };
	struct pairs			 pairs;
	char				 many[2000];

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(param_decode(arena, bad[i], strlen(bad[i]), &pairs));
	memset(many, '&', sizeof many);
	assert_false(param_decode(arena, many, sizeof many, &pairs));
	assert_true(param_decode(arena, "a=1&&b&c=%2b+", 13, &pairs));
	assert_int_equal(pairs.n, 3);
	assert_string_equal(pairs.v[2].value, "+ ");
}

static void
drafts_hold_no_secrets(void **state)
{
	struct pairs	 pairs;
	const char	*body = "secret=hush&line=%26a%3D&csrf=x&unknown=y";

	(void)state;
	assert_true(param_decode(arena, body, strlen(body), &pairs));
	assert_string_equal(param_encode(arena, &everything_form, &pairs), "line=%26a%3D");
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(absent_is_no_fault_and_has_nothing),
		cmocka_unit_test(required_and_empty_is_a_fault),
		cmocka_unit_test(ids_are_positive_and_whole),
		cmocka_unit_test(full_width_digits_count),
		cmocka_unit_test(text_is_counted_in_characters_and_never_cut),
		cmocka_unit_test(secrets_keep_their_spaces),
		cmocka_unit_test(mail_addresses),
		cmocka_unit_test(days_stay_inside_their_range),
		cmocka_unit_test(times_of_day),
		cmocka_unit_test(choices_are_words_of_the_list),
		cmocka_unit_test(keys_and_tokens_have_one_shape),
		cmocka_unit_test(malformed_bodies_are_refused),
		cmocka_unit_test(drafts_hold_no_secrets),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
