/* test_multipart.c -- the strict reader of uploads. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "common/arena.h"
#include "common/multipart.h"

#define TYPE "multipart/form-data; boundary=xyz"
#define PART(headers, body) "--xyz\r\n" headers "\r\n\r\n" body "\r\n"
#define FIELD(name, body) PART("Content-Disposition: form-data; name=\"" name "\"", body)
#define UPLOAD(name, file, body) \
	PART("Content-Disposition: form-data; name=\"" name "\"; filename=\"" file "\"\r\nContent-Type: application/zip", body)
#define END "--xyz--\r\n"

static struct arena	*arena;
static struct pairs	 pairs;
static struct file	 file;
static const char	*field;

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

static bool
read_as(const char *type, const char *body)
{
	return multipart_read(arena, type, (struct bytes){ (const unsigned char *)body, strlen(body) },
	    &pairs, &file, &field);
}

static void
fields_and_one_file(void **state)
{
	(void)state;
	assert_true(read_as(TYPE, FIELD("csrf", "abc") UPLOAD("zip", "RO.zip", "PK\r\n--xy") END));
	assert_int_equal(pairs.n, 1);
	assert_string_equal(pairs.v[0].name, "csrf");
	assert_string_equal(pairs.v[0].value, "abc");
	assert_string_equal(field, "zip");
	assert_string_equal(file.name, "RO.zip");
	assert_int_equal(file.content.n, 8);
	assert_memory_equal(file.content.p, "PK\r\n--xy", 8);
	assert_true(read_as("multipart/form-data; boundary=\"xyz\"", FIELD("a", "") END));
}

static void
a_name_is_never_a_path(void **state)
{
	(void)state;
	assert_true(read_as(TYPE, UPLOAD("zip", "../../etc/passwd", "x") END));
	assert_string_equal(file.name, "passwd");
	assert_true(read_as(TYPE, UPLOAD("zip", "C:\\fakepath\\a.zip", "x") END));
	assert_string_equal(file.name, "a.zip");
}

static void
anything_else_is_refused(void **state)
{
	static const char *const	 bad[] = {
		"", "--xyz", "--xyz\r\n", "--xyz\r\n\r\n", FIELD("a", "b"),
		FIELD("a", "b") "--xy", "junk" FIELD("a", "b") END, FIELD("a", "\xff") END,
		PART("Content-Disposition: form-data", "b") END,
		PART("Content-Disposition: form-data; name=\"\"", "b") END,
		PART("Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64", "b") END,
		PART("Content-Disposition: form-data; name=\"a\"\r\nContent-Type: multipart/mixed", "b") END,
		UPLOAD("zip", "a", "x") UPLOAD("zip", "b", "y") END,
		"--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb--xyz--\r\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (read_as(TYPE, bad[i]))
			fail_msg("accepted body %zu", i);
	assert_false(read_as(NULL, FIELD("a", "b") END));
	assert_false(read_as("multipart/form-data", FIELD("a", "b") END));
	assert_false(read_as("multipart/form-data; boundary=", FIELD("a", "b") END));
	assert_false(read_as("text/plain; boundary=xyz", FIELD("a", "b") END));
	assert_false(read_as("multipart/form-data; boundary="
	    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", END));
}

static void
parts_are_counted(void **state)
{
	static char	 body[MULTIPART_PARTS_MAX * 80];
	size_t		 n = 0;

	(void)state;
	for (int i = 0; i < MULTIPART_PARTS_MAX; i++)
		n += (size_t)snprintf(body + n, sizeof body - n, "%s", FIELD("a", "b"));
	snprintf(body + n, sizeof body - n, "%s", END);
	assert_true(read_as(TYPE, body));
	assert_int_equal(pairs.n, MULTIPART_PARTS_MAX);
	snprintf(body + n, sizeof body - n, "%s", FIELD("a", "b") END);
	assert_false(read_as(TYPE, body));
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(fields_and_one_file),
		cmocka_unit_test(a_name_is_never_a_path),
		cmocka_unit_test(anything_else_is_refused),
		cmocka_unit_test(parts_are_counted),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
