/* test_html.c -- escaping by type, the bounds of a page, the words of days. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/arena.h"
#include "common/html.h"
#include "common/msg.h"
#include "common/time.h"
#include "dies.h"

#define MSG_TWO_BLANKS	((enum msg)1)
#define MSG_BRACES	((enum msg)2)

/* Stands in for the generated table: the first two messages, whatever they are called. */
const char *const msg_texts[LANG_COUNT][MSG_COUNT] = {
	[LANG_JA] = { "", "{1}\343\201\213\343\202\211{2}\343\201\276\343\201\247", "{0}{10}{x}{{1}}{}{1" },
	[LANG_EN] = { "", "until {2}, from {1}, {1}", "{" },
	[LANG_JA_EASY] = { "", "{1}", "" },
};

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
assert_page(const struct html *o, const char *expected)
{
	assert_false(o->failed);
	assert_string_equal(arena_copy(arena, o->buf, o->len), expected);
}

static struct html *
page(enum lang lang)
{
	return html_new(arena, 4000, lang);
}

static void
text_is_escaped(void **state)
{
	struct html *o = page(LANG_JA);

	(void)state;
	html_str(o, "<script>alert(\"x\") && 'y'</script>");
	html_str(o, NULL);
	html_str(o, "");
	html_str(o, "&amp;\351\200\243\347\265\241\r\n\t&");
	assert_page(o, "&lt;script&gt;alert(&quot;x&quot;) &amp;&amp; &#39;y&#39;&lt;/script&gt;"
	    "&amp;amp;\351\200\243\347\265\241\r\n\t&amp;");
}

static void
the_type_chooses(void **state)
{
	struct html		*o = page(LANG_EN);
	char			 mutable[] = "<";
	const char		*text = ">";
	const struct markup	 markup = { "<b>", 3 };
	const struct url	 url = { "/a?x=1&y=\"" };

	(void)state;
	html_put(o, mutable);
	html_put(o, text);
	html_put(o, -5);
	html_put(o, 5u);
	html_put(o, (int64_t)INT64_MIN);
	html_put(o, (uint64_t)UINT64_MAX);
	html_put(o, ((struct date){ 2026, 4, 6 }));
	html_put(o, ((struct instant){ 1775429100000000 }));
	html_put(o, markup);
	assert_page(o, "&lt;&gt;-55-922337203685477580818446744073709551615"
	    "Mon 6 AprilMon 6 April, 7:45<b>");
	o = page(LANG_EN);
	html_put_attr(o, text);
	html_put_url(o, url);
	assert_page(o, "&gt;/a?x=1&amp;y=&quot;");
}

static void
literals_follow_the_language(void **state)
{
	static const struct html_text text[LANG_COUNT] = {
		[LANG_JA] = { "<p>\346\254\240\345\270\255", 9 }, [LANG_EN] = { "<p>absent", 9 }, [LANG_JA_EASY] = { "<p>\343\202\204\343\201\231\343\201\277", 12 },
	};
	struct html *o;

	(void)state;
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		o = page((enum lang)lang);
		html_text(o, text);
		html_lit(o, "</p>", 4);
		html_lit(o, NULL, 0);
		assert_int_equal(o->len, text[lang].n + 4);
		assert_memory_equal(o->buf, text[lang].p, text[lang].n);
		assert_memory_equal(o->buf + text[lang].n, "</p>", 4);
	}
}

static void
a_full_page_fails_and_stays_failed(void **state)
{
	struct html *o = html_new(arena, 5, LANG_JA);

	(void)state;
	html_str(o, "abc");
	html_str(o, "<");
	assert_true(o->failed);
	assert_int_equal(o->len, 3);
	html_str(o, "d");
	html_i64(o, 1);
	html_u64(o, 1);
	assert_int_equal(o->len, 3);
	o = html_new(arena, 5, LANG_JA);
	html_str(o, "abcde");
	assert_false(o->failed);
	html_lit(o, "x", SIZE_MAX);
	assert_true(o->failed);
	assert_memory_equal(o->buf, "abcde", 5);
}

static void
taken_markup_stays(void **state)
{
	struct html	*o = html_new(arena, 8, LANG_JA), *other = page(LANG_JA);
	struct markup	 first, second;

	(void)state;
	html_lit(o, "<i>", 3);
	first = html_take(o);
	html_lit(o, "<b>", 3);
	second = html_take(o);
	assert_int_equal(html_take(o).n, 0);
	html_markup(other, first);
	html_markup(other, second);
	assert_page(other, "<i><b>");
	html_lit(o, "ab", 2);
	assert_false(o->failed);
	html_lit(o, "c", 1);
	assert_true(o->failed);
}

/* The weekday of easy Japanese is spelt out before the closing parenthesis. */
static const char *
easy(const char *ja)
{
	const size_t	 n = strlen(ja);

	return n < 3 ? ja : arena_printf(arena, "%.*s\346\233\234\346\227\245%s", (int)(n - 3), ja, ja + n - 3);
}

static void
days_in_each_language(void **state)
{
	static const struct { struct date d; const char *ja, *en; } cases[] = {
		{ { 2026, 4, 5 }, "4\346\234\2105\346\227\245\357\274\210\346\227\245\357\274\211", "Sun 5 April" }, { { 2026, 4, 6 }, "4\346\234\2106\346\227\245\357\274\210\346\234\210\357\274\211", "Mon 6 April" },
		{ { 2026, 12, 1 }, "12\346\234\2101\346\227\245\357\274\210\347\201\253\357\274\211", "Tue 1 December" },
		{ { 2026, 1, 7 }, "1\346\234\2107\346\227\245\357\274\210\346\260\264\357\274\211", "Wed 7 January" },
		{ { 2024, 2, 29 }, "2\346\234\21029\346\227\245\357\274\210\346\234\250\357\274\211", "Thu 29 February" },
		{ { 2026, 9, 18 }, "9\346\234\21018\346\227\245\357\274\210\351\207\221\357\274\211", "Fri 18 September" },
		{ { 2026, 10, 31 }, "10\346\234\21031\346\227\245\357\274\210\345\234\237\357\274\211", "Sat 31 October" },
		{ { 0, 0, 0 }, "", "" }, { { 2026, 2, 29 }, "", "" }, { { -1, 99, -9 }, "", "" },
	};
	struct html *o;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_string_equal(msg_day(arena, LANG_JA, cases[i].d), cases[i].ja);
		assert_string_equal(msg_day(arena, LANG_JA_EASY, cases[i].d), easy(cases[i].ja));
		assert_string_equal(msg_day(arena, LANG_EN, cases[i].d), cases[i].en);
		o = page(LANG_JA);
		html_date(o, cases[i].d);
		assert_page(o, cases[i].ja);
		o = page(LANG_EN);
		html_date(o, cases[i].d);
		assert_page(o, cases[i].en);
	}
	assert_string_equal(msg_day_year(arena, LANG_JA, cases[1].d), "2026\345\271\2644\346\234\2106\346\227\245\357\274\210\346\234\210\357\274\211");
	assert_string_equal(msg_day_year(arena, LANG_JA_EASY, cases[1].d), "2026\345\271\2644\346\234\2106\346\227\245\357\274\210\346\234\210\346\233\234\346\227\245\357\274\211");
	assert_string_equal(msg_day_year(arena, LANG_EN, cases[1].d), "Mon 6 April 2026");
	assert_string_equal(msg_day_year(arena, LANG_EN, (struct date){ 0, 0, 0 }), "");
	assert_string_equal(msg_day_year(arena, LANG_JA, (struct date){ 0, 0, 0 }), "");
}

static void
moments_in_each_language(void **state)
{
	const struct instant	 at = time_of((struct date){ 2026, 4, 6 }, 8, 12);
	const struct instant	 midnight = time_of((struct date){ 2026, 12, 31 }, 0, 5);
	struct html		*o = page(LANG_JA);

	(void)state;
	assert_string_equal(msg_moment(arena, LANG_JA, at), "4\346\234\2106\346\227\245\357\274\210\346\234\210\357\274\2118:12");
	assert_string_equal(msg_moment(arena, LANG_JA_EASY, at), "4\346\234\2106\346\227\245\357\274\210\346\234\210\346\233\234\346\227\245\357\274\2118:12");
	assert_string_equal(msg_moment(arena, LANG_EN, at), "Mon 6 April, 8:12");
	assert_string_equal(msg_moment(arena, LANG_EN, midnight), "Thu 31 December, 0:05");
	assert_string_equal(msg_moment(arena, LANG_JA, (struct instant){ 0 }), "");
	html_instant(o, at);
	html_instant(o, (struct instant){ 0 });
	assert_page(o, "4\346\234\2106\346\227\245\357\274\210\346\234\210\357\274\2118:12");
}

static void
times_of_day(void **state)
{
	(void)state;
	assert_null(msg_minute(arena, false, 485));
	assert_string_equal(msg_minute(arena, true, 485), "8:05");
	assert_string_equal(msg_minute(arena, true, 0), "0:00");
	assert_string_equal(msg_minute(arena, true, 1439), "23:59");
}

static void
messages_with_blanks(void **state)
{
	(void)state;
	assert_string_equal(msg_text(LANG_JA, MSG_TWO_BLANKS), "{1}\343\201\213\343\202\211{2}\343\201\276\343\201\247");
	assert_string_equal(msg_format(arena, LANG_JA, MSG_TWO_BLANKS, "\346\234\210", "\351\207\221", NULL), "\346\234\210\343\201\213\343\202\211\351\207\221\343\201\276\343\201\247");
	assert_string_equal(msg_format(arena, LANG_EN, MSG_TWO_BLANKS, "Mon", "Fri", NULL),
	    "until Fri, from Mon, Mon");
	assert_string_equal(msg_format(arena, LANG_EN, MSG_TWO_BLANKS, "{2}", "<{1}>", NULL),
	    "until <{1}>, from {2}, {2}");
	assert_string_equal(msg_format(arena, LANG_JA_EASY, MSG_TWO_BLANKS, "", "x", NULL), "");
	assert_string_equal(msg_format(arena, LANG_JA, MSG_BRACES, "v", NULL), "{0}{10}{x}{v}{}{1");
	assert_string_equal(msg_format(arena, LANG_EN, MSG_BRACES, NULL), "{");
	assert_string_equal(msg_format(arena, LANG_JA_EASY, MSG_BRACES, NULL), "");
}

static void
one_argument(void *arg)
{
	msg_format(arena, LANG_JA, MSG_TWO_BLANKS, (const char *)arg, NULL);
}

static void
ten_arguments(void *arg)
{
	(void)arg;
	msg_format(arena, LANG_JA, MSG_TWO_BLANKS, "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", NULL);
}

static void
a_wrong_number_of_arguments_ends_the_process(void **state)
{
	char text[] = "x";

	(void)state;
	assert_int_equal(dies_with(one_argument, text), 70);
	assert_int_equal(dies_with(ten_arguments, NULL), 70);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_escaped),
		cmocka_unit_test(the_type_chooses),
		cmocka_unit_test(literals_follow_the_language),
		cmocka_unit_test(a_full_page_fails_and_stays_failed),
		cmocka_unit_test(taken_markup_stays),
		cmocka_unit_test(days_in_each_language),
		cmocka_unit_test(moments_in_each_language),
		cmocka_unit_test(times_of_day),
		cmocka_unit_test(messages_with_blanks),
		cmocka_unit_test(a_wrong_number_of_arguments_ends_the_process),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
