/* test_roster_apply.c -- what an import rests on without a database: its index and its requests. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "common/arena.h"
#include "helpers/importer/importer.h"
#include "roster/apply_index.h"

static void
index_of_many(void **state)
{
	struct arena		*arena = arena_new(1u << 20);
	struct apply_index	 index;

	(void)state;
	apply_index_init(arena, &index, 2001);
	for (size_t i = 0; i < 1000; i++) {
		apply_index_add(&index, 2, arena_printf(arena, "p%zu", (i * 7) % 1000), (i * 7) % 1000);
		apply_index_add(&index, 1, "same", 1000 - i);
	}
	apply_index_add(&index, 3, NULL, 5);
	apply_index_sort(&index);
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(apply_index_find(&index, 2, arena_printf(arena, "p%zu", i)), i);
	assert_int_equal(apply_index_find(&index, 1, "same"), 1);
	assert_true(apply_index_find(&index, 1, "p1") == SIZE_MAX);
	assert_true(apply_index_find(&index, 3, "same") == SIZE_MAX);
	assert_true(apply_index_find(&index, 2, "p1000") == SIZE_MAX);
	assert_true(apply_index_find(&index, 2, NULL) == SIZE_MAX);
	assert_int_equal(index.n, 2000);
	arena_free(arena);
}

static void
index_of_none(void **state)
{
	struct arena		*arena = arena_new(1u << 16);
	struct apply_index	 index;

	(void)state;
	apply_index_init(arena, &index, 0);
	apply_index_sort(&index);
	assert_true(apply_index_find(&index, 0, "") == SIZE_MAX);
	arena_free(arena);
}

static void
requests(void **state)
{
	struct importer_request	 r;

	(void)state;
	assert_true(importer_parse("check 17", &r));
	assert_false(r.commit || r.allow_removals);
	assert_int_equal(r.roster_import_id, 17);
	assert_int_equal(r.account_id, 0);
	assert_true(importer_parse("commit 9223372036854775807 5 0", &r));
	assert_true(r.commit);
	assert_false(r.allow_removals);
	assert_true(r.roster_import_id == INT64_MAX);
	assert_int_equal(r.account_id, 5);
	assert_true(importer_parse("commit 1 2 1", &r));
	assert_true(r.allow_removals);
}

static void
no_requests(void **state)
{
	static const char *const	 bad[] = {
		"", "check", "check ", "check 0", "check -1", "check 1 ", "check 1 2", "check  1", "check 1x", "Check 1",
		"check 18446744073709551617", "commit 1", "commit 1 2", "commit 1 2 ", "commit 1 2 2", "commit 1 2 01",
		"commit 1 0 1", "commit 0 2 1", "commit 1 2 1 ", " check 1", "commit 1\t2 1",
	};
	struct importer_request		 r;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (importer_parse(bad[i], &r))
			fail_msg("\"%s\" was taken for a request", bad[i]);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(index_of_many),
		cmocka_unit_test(index_of_none),
		cmocka_unit_test(requests),
		cmocka_unit_test(no_requests),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
